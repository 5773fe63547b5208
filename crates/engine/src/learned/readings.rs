//! What a customer's words say beside behaviours: emotion, tension, reason of the contact, likely satisfaction.

use rapport_model::{Emotion, Felt, Readings, Reason, Satisfaction};
use rapport_text::Language;

use super::attach::{ContactHeads, Heads, Learned};
use super::features::{PLAIN, join32, own_value};
use crate::detect::TurnRead;
use crate::rules::Side;

/// So many customer turns tell why somebody came.
const FIRST_TURNS: usize = 3;

/// How content somebody is shows in n-grams of so many words or characters; why they came, in all of them.
const CONTENT: u32 = 2;

/// Names of the heads of intensity, beside those of emotions.
pub(super) const INTENSITIES: [&str; 2] = ["tension", "warmth"];

/// Reads a whole conversation in the language that most of the customer's turns have.
pub(crate) fn read(learned: &Learned, turns: &[TurnRead]) -> Readings {
    let customer = || turns.iter().filter(|turn| turn.side == Side::Customer && !turn.reading.tokens.is_empty());
    let chinese = customer().filter(|turn| turn.reading.language == Language::Chinese).count();
    let language = if chinese * 2 > customer().count() { Language::Chinese } else { Language::English };
    let mut readings = Readings { felt: felt(learned, turns), ..Readings::default() };
    let Some(weights) = learned.of(language).filter(|_| customer().next().is_some()) else { return readings };
    readings.reason = reason(&weights.reason, &reason_features(turns));
    readings.satisfaction = satisfaction(&weights.satisfaction, weights.satisfaction_margin, &satisfaction_features(turns));
    readings
}

fn felt(learned: &Learned, turns: &[TurnRead]) -> Vec<Felt> {
    let mut tension = 0i64;
    let mut all = Vec::new();
    for (at, turn) in turns.iter().enumerate().filter(|(_, turn)| turn.side == Side::Customer) {
        let heads = learned.of(turn.guesses.language).map(|weights| &weights.customer);
        let Some((heads, first)) = heads.and_then(|heads| Some((heads, heads.emotions?))) else { continue };
        if turn.guesses.scores.len() < heads.heads.len() {
            continue;
        }
        let (emotion, confidence) = likeliest(heads, first, &turn.guesses.scores);
        let [strain, warmth] = [0, 1].map(|which| value(heads, first + Emotion::ALL.len() + which, &turn.guesses.scores));
        let raw = if emotion.is_negative() { strain } else { warmth };
        let intensity = if emotion == Emotion::Neutral { 0 } else { ((raw + 32_768) >> 16).clamp(1, 4) as u8 };
        // Half of what was, half of what is; 4 is a thousand.
        let now = if emotion.is_negative() { strain.max(0) * 1000 / (4 << 16) } else { 0 };
        tension = (tension + now.min(1000)) / 2;
        all.push(Felt { turn: at as u32, emotion, intensity, confidence, tension: tension as u16 });
    }
    all
}

fn likeliest(heads: &Heads, first: usize, scores: &[i32]) -> (Emotion, u8) {
    let odds = |number: usize| heads.heads[first + number].file.calibration.odds(scores[first + number]);
    let best = (0..Emotion::ALL.len()).rev().max_by_key(|&number| odds(number)).unwrap_or(Emotion::ALL.len() - 1);
    (Emotion::ALL[best], heads.heads[first + best].file.calibration.percent(scores[first + best]))
}

/// In parts of 65,536.
fn value(heads: &Heads, number: usize, scores: &[i32]) -> i64 {
    heads.heads[number].file.calibration.odds(scores[number])
}

fn reason(heads: &ContactHeads, features: &[Alike]) -> Option<Reason> {
    let scores = heads.scores(features);
    let odds = |number: usize| heads.files[number].calibration.odds(scores[number]);
    let best = (0..heads.files.len()).rev().max_by_key(|&number| odds(number))?;
    let confidence = heads.files[best].calibration.percent(scores[best]);
    // Less than this is a guess.
    (confidence >= 30).then(|| Reason { driver: heads.files[best].name.clone(), confidence })
}

fn satisfaction(heads: &ContactHeads, margin: i32, features: &[Alike]) -> Option<Satisfaction> {
    let score = *heads.scores(features).first()?;
    let estimate = heads.files.first()?.calibration.odds(score);
    let hundredths = |value: i64| (value * 100 / 65_536).clamp(100, 500) as u16;
    let margin = i64::from(margin).max(0);
    Some(Satisfaction { estimate: hundredths(estimate), interval: (hundredths(estimate - margin), hundredths(estimate + margin)) })
}

/// Features of one value.
#[derive(Clone, Debug)]
pub(super) struct Alike {
    pub hashes: Vec<u32>,
    /// In parts of 4,096.
    pub value: i32,
}

/// What tells why somebody came: the words of the customer's first turns.
pub(super) fn reason_features(turns: &[TurnRead]) -> [Alike; 1] {
    [words(turns.iter().filter(|turn| turn.side == Side::Customer).take(FIRST_TURNS), u32::MAX, |hash| hash)]
}

/// What tells how content somebody is: the words of all turns, whose they are, and the customer's last turn once more; how many turns each side has, and
/// who speaks last.
pub(super) fn satisfaction_features(turns: &[TurnRead]) -> [Alike; 4] {
    let of = |side: Side, kind: u64| words(turns.iter().filter(move |turn| turn.side == side), CONTENT, |hash| join32(hash, kind));
    let last = words(turns.iter().rfind(|turn| turn.side == Side::Customer).into_iter(), CONTENT, |hash| join32(hash, 33));
    let count = |wanted: Side| turns.iter().filter(|turn| turn.side == wanted).count().min(8) as u32;
    let ends = turns.iter().rev().find(|turn| turn.side != Side::Both).map_or(2, |turn| u32::from(turn.side == Side::Agent));
    let shape = vec![join32(count(Side::Customer), 34), join32(count(Side::Agent), 35), join32(ends, 36)];
    [of(Side::Customer, 31), of(Side::Agent, 32), last, Alike { hashes: shape, value: PLAIN }]
}

/// The n-grams of some turns, made features by a function: together they have the length of one.
fn words<'a>(turns: impl Iterator<Item = &'a TurnRead> + Clone, longest: u32, feature: impl Fn(u32) -> u32) -> Alike {
    let mut hashes = Vec::with_capacity(turns.clone().map(|turn| turn.guesses.grams.len()).sum());
    for turn in turns {
        hashes.extend(turn.guesses.grams.iter().filter(|gram| gram.end - gram.first <= longest).map(|gram| feature(gram.hash)));
    }
    Alike { value: own_value(hashes.len()), hashes }
}
