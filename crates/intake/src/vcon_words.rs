//! Recognised words with times, joined into the turns of one speaker.

use rapport_model::WordTime;
use serde_json::Value;

use crate::plain::seconds_of;
use crate::vcon_parties::Voice;

/// A pause, in ms, after which words on one of several channels begin a new turn.
const CHANNEL_PAUSE_MS: i64 = 1_500;

/// How far ahead, in bytes, a word is looked for in its segment; bounds the work where the words are not those of the text.
const WINDOW: usize = 256;

/// A turn of a transcript; times in ms from the start of its dialog.
#[derive(Clone, Debug)]
pub(crate) struct Spoken {
    pub(crate) voice: Option<Voice>,
    pub(crate) text: String,
    pub(crate) start_ms: Option<i64>,
    pub(crate) end_ms: Option<i64>,
    pub(crate) words: Vec<WordTime>,
    /// Code points in `text` so far; used while words are joined.
    pub(crate) points: u32,
}

impl Spoken {
    /// A turn with text alone.
    pub(crate) fn new(voice: Option<Voice>, text: impl Into<String>) -> Spoken {
        Spoken { voice, text: text.into(), start_ms: None, end_ms: None, words: Vec::new(), points: 0 }
    }
}

/// One recognised word.
pub(crate) struct Heard<'a> {
    pub(crate) text: &'a str,
    pub(crate) voice: Option<Voice>,
    pub(crate) start_ms: Option<i64>,
    pub(crate) end_ms: Option<i64>,
    pub(crate) confidence: Option<f32>,
}

impl<'a> Heard<'a> {
    /// Reads a word of Deepgram, WTF and their like; `None` where it has no text.
    pub(crate) fn of(word: &'a Value) -> Option<Heard<'a>> {
        let text = ["punctuated_word", "word", "text"].iter().find_map(|field| word.get(*field)?.as_str()).map(str::trim);
        Some(Heard {
            text: text.filter(|text| !text.is_empty())?,
            voice: label_of(word.get("speaker")).map(Voice::Label),
            start_ms: word.get("start").and_then(seconds_of),
            end_ms: word.get("end").and_then(seconds_of),
            confidence: word.get("confidence").and_then(confidence),
        })
    }
}

/// Joins the words of one channel into turns: a new one where the speaker changes, where `breaks` (times in ms) say so, and,
/// with several channels, after a pause.
pub(crate) fn join(words: Vec<Heard>, breaks: &[i64], several_channels: bool) -> Vec<Spoken> {
    let mut turns: Vec<Spoken> = Vec::new();
    let mut next_break = 0;
    for word in words {
        let mut fresh = false;
        while let (Some(at), Some(start)) = (breaks.get(next_break), word.start_ms) {
            if *at > start {
                break;
            }
            fresh = true;
            next_break += 1;
        }
        let last = turns.last();
        let pause = several_channels && matches!((last.and_then(|last| last.end_ms), word.start_ms), (Some(end), Some(start)) if start.saturating_sub(end) > CHANNEL_PAUSE_MS);
        if fresh || pause || last.is_none_or(|last| last.voice != word.voice) {
            turns.push(Spoken { start_ms: word.start_ms, ..Spoken::new(word.voice.clone(), "") });
        }
        if let Some(turn) = turns.last_mut() {
            append(turn, &word);
        }
    }
    turns
}

/// Finds the words of a segment in its text, so that each has its place there.
pub(crate) fn place(text: &str, words: &[Heard]) -> Vec<WordTime> {
    let mut placed = Vec::new();
    let (mut byte, mut point) = (0, 0_u32);
    for word in words {
        let mut end = text.len().min(byte + WINDOW + word.text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let Some(found) = text[byte..end].find(word.text) else { continue };
        point += count(&text[byte..byte + found]);
        let length = count(word.text);
        if let (Some(start_ms), Some(end_ms)) = (word.start_ms, word.end_ms) {
            placed.push(WordTime { start: point, end: point + length, start_ms, end_ms, confidence: word.confidence });
        }
        point += length;
        byte += found + word.text.len();
    }
    placed
}

/// A speaker's label, which sources write as text or as a number.
pub(crate) fn label_of(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(label) if !label.trim().is_empty() => Some(label.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Confidence as 0–1; percentages and log probabilities are converted.
fn confidence(value: &Value) -> Option<f32> {
    let value = value.as_f64().filter(|value| value.is_finite())?;
    let value = if value < 0.0 {
        value.exp()
    } else if value > 1.0 {
        value / 100.0
    } else {
        value
    };
    Some(value.clamp(0.0, 1.0) as f32)
}

fn append(turn: &mut Spoken, word: &Heard) {
    let spaced = match (turn.text.chars().next_back(), word.text.chars().next()) {
        (Some(before), Some(after)) => !(is_unspaced(before) || is_unspaced(after)) && (after.is_alphanumeric() || !after.is_ascii_punctuation() || word.text.len() > 1),
        _ => false,
    };
    if spaced {
        turn.text.push(' ');
    }
    let start = turn.points + u32::from(spaced);
    turn.points = start + count(word.text);
    turn.text.push_str(word.text);
    if let (Some(start_ms), Some(end_ms)) = (word.start_ms, word.end_ms) {
        turn.words.push(WordTime { start, end: turn.points, start_ms, end_ms, confidence: word.confidence });
    }
    turn.end_ms = word.end_ms.or(turn.end_ms);
}

/// Chinese, Japanese and full-width characters stand without spaces.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(text: &'static str, speaker: &str, at: i64) -> Heard<'static> {
        Heard { text, voice: Some(Voice::Label(speaker.into())), start_ms: Some(at), end_ms: Some(at + 100), confidence: None }
    }

    #[test]
    fn words_of_one_speaker_join_and_keep_their_places() {
        let turns = join(vec![heard("Hello", "0", 0), heard("there.", "0", 200), heard("Hi", "1", 400), heard("您", "0", 600), heard("好", "0", 700)], &[], false);
        assert_eq!(turns.iter().map(|turn| turn.text.as_str()).collect::<Vec<_>>(), ["Hello there.", "Hi", "您好"]);
        assert_eq!((turns[0].words[1].start, turns[0].words[1].end), (6, 12));
        assert_eq!((turns[2].words[1].start, turns[2].words[1].end), (1, 2));
        assert_eq!((turns[0].start_ms, turns[0].end_ms), (Some(0), Some(300)));
    }
}
