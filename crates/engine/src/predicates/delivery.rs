//! How something is said: length, readability, directness, politeness.

use rapport_model::{Channel, Polarity};
use rapport_text::{Form, Kind};

use super::{Args, Evidence, Lexicon};
use crate::detect::{Hit, Scene, TurnRead};
use crate::rules::Side;

/// Written-style markers of Chinese officialese.
const OFFICIALESE: [&str; 12] = ["予以", "进行", "鉴于", "贵方", "敬请", "特此", "兹", "知悉", "烦请", "贵司", "届时", "望悉"];

/// An explanation of 35 or more words (45 or more characters) that stays simple. English:
/// FKGL = 0.39·(words/sentences) + 11.8·(syllables/words) − 15.59 ≤ 8 and 20 words a sentence or fewer
/// (Kincaid et al. 1975). Chinese: 20 characters a clause or fewer and at most one written-style marker.
pub(crate) fn readable(scene: &Scene, turn: usize, _: Option<&Hit>, _: &Args) -> Option<Evidence> {
    let read = &scene.turns[turn];
    let reading = &read.reading;
    let chinese = reading.han > reading.words;
    if reading.length() < if chinese { 45 } else { 35 } {
        return None;
    }
    let statements = reading.sentences.iter().filter(|sentence| sentence.form() == Form::Statement).count();
    if statements * 2 <= reading.sentences.len() {
        return None;
    }
    let simple = if chinese {
        let clauses = reading.tokens.last().map_or(1, |token| u32::from(token.clause) + 1);
        let text: String = reading.shadow.chars.iter().collect();
        let stiff = OFFICIALESE.iter().filter(|marker| text.contains(**marker)).count();
        // A recogniser that gives no marks gives no clauses either.
        (!reading.punctuated || reading.han / clauses <= 20) && stiff <= 1
    } else {
        let words = f64::from(reading.words.max(1));
        let sentences = reading.sentences.len().max(1) as f64;
        let syllables: usize = reading.tokens.iter().filter(|token| token.kind == Kind::Word).map(|token| syllables(&reading.word(token))).sum();
        let grade = 0.39 * (words / sentences) + 11.8 * (syllables as f64 / words) - 15.59;
        grade <= 8.0 && words / sentences <= 20.0
    };
    simple.then(|| Evidence { span: Some(read.whole()), ..Evidence::default() })
}

/// Vowel groups, a silent final e left out: right for most words, enough for a grade.
fn syllables(word: &str) -> usize {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut count = 0;
    let mut last = false;
    for c in word.chars() {
        count += usize::from(vowel(c) && !last);
        last = vowel(c);
    }
    if word.ends_with('e') && !word.ends_with("le") && count > 1 {
        count -= 1;
    }
    count.max(1)
}

/// Over 90 words (150 characters) in a spoken or chat turn, 220 (400) in an e-mail, without steps.
pub(crate) fn long_winded(scene: &Scene, turn: usize, _: Option<&Hit>, _: &Args) -> Option<Evidence> {
    let reading = &scene.turns[turn].reading;
    let (words, han) = if scene.channel == Channel::Email { (220, 400) } else { (90, 150) };
    let long = reading.words > words || reading.han > han;
    let steps = scene.found_at(scene.library.plan.known.steps, turn).is_some();
    (long && !steps).then(|| Evidence { span: Some(scene.turns[turn].whole()), polarity: Some(Polarity::Negative), ..Evidence::default() })
}

/// The customer asked something, and the first sentence answers it, in a turn of at most 45 words (70 characters).
pub(crate) fn direct_answer(scene: &Scene, turn: usize, _: Option<&Hit>, _: &Args) -> Option<Evidence> {
    let read = &scene.turns[turn];
    let reading = &read.reading;
    if reading.words > 45 || reading.han > 70 || reading.sentences.len() > 4 {
        return None;
    }
    let first = reading.sentences.first()?;
    let length = first.end - first.first;
    if !(3..=32).contains(&length) {
        return None;
    }
    let opens = scene.library.lexicon.flags(read.toks[first.first as usize].id) & Lexicon::ANSWER != 0;
    let tokens = &reading.tokens[first.first as usize..first.end as usize];
    let number = tokens.iter().any(|token| matches!(token.kind, Kind::Number | Kind::Mask));
    if !opens && !number {
        return None;
    }
    let (_, asked) = scene.prev(turn).next_back()?;
    // A question about something, asked at the end of what the customer said.
    let question = asked.reading.sentences.last()?;
    if question.end - question.first < 3 || question.form() != Form::Question || first.form() == Form::Question {
        return None;
    }
    let last = asked.reading.sentences.len() as u16 - 1;
    let about = || {
        let wanted = |key| asked.content().iter().any(|word| word.sentence == last && word.key == key);
        read.content().iter().any(|word| word.sentence == 0 && wanted(word.key))
    };
    (opens && number || about()).then(|| Evidence { span: Some(read.sentence_span(0)), polarity: Some(Polarity::Positive), ..Evidence::default() })
}

/// Words that have a flag of the lexicon.
fn count(scene: &Scene, read: &TurnRead, flag: u16) -> usize {
    if read.facts.flags & flag == 0 {
        return 0;
    }
    read.toks.iter().filter(|tok| scene.library.lexicon.flags(tok.id) & flag != 0).count()
}

/// Two or more polite forms in the turn, one of them a request or thanks in full.
pub(crate) fn polite_forms(scene: &Scene, turn: usize, _: Option<&Hit>, args: &Args) -> Option<Evidence> {
    let read = &scene.turns[turn];
    (count(scene, read, Lexicon::POLITE) >= args.min.unwrap_or(2.0) as usize).then(|| Evidence { polarity: Some(Polarity::Positive), ..Evidence::default() })
}

/// No polite form in this turn, and hardly any in the agent's turns so far.
pub(crate) fn bare_forms(scene: &Scene, turn: usize, _: Option<&Hit>, _: &Args) -> Option<Evidence> {
    if count(scene, &scene.turns[turn], Lexicon::POLITE) != 0 {
        return None;
    }
    let own = scene.turns[..=turn].iter().filter(|read| read.side == Side::Agent);
    let (turns, polite) = own.fold((0, 0), |(turns, polite), read| (turns + 1, polite + count(scene, read, Lexicon::POLITE)));
    (polite * 4 < turns).then(|| Evidence { polarity: Some(Polarity::Negative), ..Evidence::default() })
}
