//! The customer's course: recovery after emotion, room to speak, the fit of the agent's wording.

use rapport_model::Polarity;
use rapport_text::{Kind, Token};

use super::{Args, Evidence, Lexicon};
use crate::detect::{Hit, Scene, intensity};
use crate::pattern::Tok;
use crate::rules::Side;

/// After negative emotion or hostility, the first customer turn with thanks, relief, acceptance or apology
/// that the following customer turns do not take back (definitions of `cust_recovery`). The cue's words
/// show the thanks; this tests the course.
pub(crate) fn emotion_falls(scene: &Scene, turn: usize, _: Option<&Hit>, _: &Args) -> Option<Evidence> {
    if intensity(scene, turn) > 0 {
        return None;
    }
    let mut peak = 0;
    let mut agent_spoke = false;
    for at in (0..turn).rev() {
        match scene.turns[at].side {
            Side::Customer => {
                peak = peak.max(intensity(scene, at));
                if peak > 0 {
                    break;
                }
            }
            Side::Agent => agent_spoke = true,
            Side::Both => {}
        }
    }
    if peak == 0 || !agent_spoke {
        return None;
    }
    let later = (turn + 1..scene.turns.len()).filter(|&at| scene.turns[at].side == Side::Customer).take(3);
    let taken_back = later.clone().any(|at| intensity(scene, at) >= 1);
    (!taken_back).then(Evidence::default)
}

/// The customer poured out a problem with feeling (25 words / 40 characters or more), and this short turn
/// leaves them the floor: no solution, no policy, at most a request to go on.
pub(crate) fn lets_finish(scene: &Scene, turn: usize, _: Option<&Hit>, _: &Args) -> Option<Evidence> {
    let mut length = 0;
    let mut felt = false;
    for (at, other) in scene.prev(turn) {
        length += other.reading.words * 8 / 5 + other.reading.han;
        felt |= intensity(scene, at) >= 1;
    }
    let read = &scene.turns[turn].reading;
    (felt && length >= 40 && read.words <= 22 && read.han <= 30).then(Evidence::default)
}

/// The strength of the agent's wording (0–4, from intensifiers, exclamation marks and drawn-out words: a
/// property of the words) against the customer's intensity (0–4): a gap of at most 1 fits; 3 or more does not.
pub(crate) fn wording_gap(scene: &Scene, turn: usize, _: Option<&Hit>, args: &Args) -> Option<Evidence> {
    let read = &scene.turns[turn];
    let theirs = scene.prev(turn).map(|(at, _)| intensity(scene, at)).max()?;
    let marks: u32 = read.reading.sentences.iter().map(|sentence| u32::from(sentence.exclaims.min(3))).sum();
    let strong = |(token, tok): (&Token, &Tok)| scene.library.lexicon.flags(tok.id) & Lexicon::STRONG != 0 || token.loud && token.kind == Kind::Word;
    let strong = read.reading.tokens.iter().zip(&read.toks).filter(|pair| strong(*pair)).count() as u32;
    let own = ((marks + strong).min(8) / 2) as i32;
    let gap = own - i32::from(theirs);
    let wanted = args.sign.unwrap_or(Polarity::Positive);
    let fits = match wanted {
        // Something must have been felt, and the agent's words must have risen to it.
        Polarity::Positive => theirs >= 2 && own >= 1 && gap.abs() <= 2,
        _ => theirs == 0 && own >= 3,
    };
    fits.then(|| Evidence { polarity: Some(wanted), ..Evidence::default() })
}
