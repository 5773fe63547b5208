//! Turns out of what a recogniser heard: labels, pieces of one speaker, what is wrong with the whole.

use rapport_model::{Channel, Conversation, Party, Turn};

use crate::fault::Fault;
use crate::party;
use crate::plain::id_or_derived;
use crate::records::Record;
use crate::vcon_parties::Voice;
use crate::vcon_words::{self, Heard};

/// A pause, in ms, that does not end a turn of one speaker.
const PAUSE_MS: i64 = 1_500;

/// A stretch of speech of one speaker; times in ms from the start of the recording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Segment {
    /// The recogniser's label of the speaker or of the channel.
    pub(crate) label: Option<String>,
    pub(crate) text: String,
    pub(crate) start_ms: Option<i64>,
    pub(crate) end_ms: Option<i64>,
}

/// One recognised word.
pub(crate) struct Word {
    pub(crate) label: Option<String>,
    pub(crate) text: String,
    pub(crate) start_ms: Option<i64>,
    pub(crate) end_ms: Option<i64>,
}

/// A call as turns, in the order they began.
///
/// # Errors
/// When nobody said a word.
pub(crate) fn call(record: &Record, id: Option<&str>, language: Option<&str>, segments: Vec<Segment>) -> Result<Conversation, Fault> {
    let mut conversation = Conversation::new(id_or_derived(id.map(str::to_owned), record), record.source.as_str(), Channel::Voice);
    conversation.language = language.map(tag);
    let mut segments: Vec<Segment> = segments.into_iter().filter(|segment| !segment.text.trim().is_empty()).collect();
    if segments.is_empty() {
        return Err(Fault::new("no_words", "this transcript has no words", "check that the recording holds speech and transcribe it again"));
    }
    in_order(&mut segments);
    let one = segments.iter().all(|segment| segment.label == segments[0].label);
    if one && (segments.len() > 1 || segments[0].label.is_none()) {
        let message = match segments[0].label {
            Some(_) => "all words are of one speaker",
            None => "the transcript does not say who speaks; all its words stand as one speaker's",
        };
        conversation.problems.push(Fault::new("one_speaker", message, "transcribe again with speakers told apart, or one channel for each").remark());
    }
    conversation.turns = segments.into_iter().map(turn).collect();
    Ok(conversation)
}

/// Puts segments in the order they began, where all say when.
pub(crate) fn in_order(segments: &mut [Segment]) {
    if segments.iter().all(|segment| segment.start_ms.is_some()) {
        segments.sort_by_key(|segment| segment.start_ms);
    }
}

/// Joins pieces that follow each other, are of one known speaker and lie no more than 1.5 s apart: for recognisers
/// that cut by length rather than by sense.
pub(crate) fn joined(segments: Vec<Segment>) -> Vec<Segment> {
    let mut whole: Vec<Segment> = Vec::with_capacity(segments.len());
    for segment in segments {
        let text = segment.text.trim();
        match whole.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.label.is_some() && last.label == segment.label && follows(last.end_ms, segment.start_ms) => {
                if needs_blank(&last.text, text) {
                    last.text.push(' ');
                }
                last.text.push_str(text);
                last.end_ms = segment.end_ms.max(last.end_ms);
            }
            _ => whole.push(Segment { text: text.to_owned(), ..segment }),
        }
    }
    whole
}

/// Joins words into segments: a new one where the speaker changes or pauses.
pub(crate) fn of_words(words: &[Word]) -> Vec<Segment> {
    let heard = words.iter().filter(|word| !word.text.trim().is_empty()).map(|word| Heard {
        text: word.text.trim(),
        voice: word.label.clone().map(Voice::Label),
        start_ms: word.start_ms,
        end_ms: word.end_ms,
        confidence: None,
    });
    let spoken = vcon_words::join(heard.collect(), &[], true).into_iter();
    let label = |voice| match voice {
        Some(Voice::Label(label)) => Some(label),
        _ => None,
    };
    spoken.map(|turn| Segment { label: label(turn.voice), text: turn.text, start_ms: turn.start_ms, end_ms: turn.end_ms }).collect()
}

/// The party a recogniser's label stands for: a role where it names one.
pub(crate) fn party_of(label: Option<&str>) -> Party {
    let Some(label) = label else { return Party::Speaker("speaker".to_owned()) };
    let short = label.len() == 1 || label.bytes().all(|byte| byte.is_ascii_digit());
    match party::known(label) {
        Some(party) => party,
        None if short => Party::Speaker(format!("speaker {label}")),
        None => Party::Speaker(label.to_owned()),
    }
}

/// The fault of a job that did not end well, by the word the provider uses for its state.
pub(crate) fn job_fault(state: &str) -> Fault {
    match state.to_ascii_lowercase().as_str() {
        "failed" | "error" => {
            Fault::new("failed_job", "the transcription failed; there is no transcript", "see the reason in the provider's console and transcribe the recording again")
        }
        _ => Fault::new("unfinished_job", "the transcription is not finished; there is no transcript", "fetch the transcript when the job is completed"),
    }
}

fn turn(segment: Segment) -> Turn {
    let end_ms = segment.end_ms.filter(|end| segment.start_ms.is_none_or(|start| start <= *end));
    Turn { start_ms: segment.start_ms, end_ms, ..Turn::new(party_of(segment.label.as_deref()), segment.text.trim()) }
}

fn follows(end: Option<i64>, start: Option<i64>) -> bool {
    !matches!((end, start), (Some(end), Some(start)) if start.saturating_sub(end) > PAUSE_MS)
}

/// Words are separated, characters of Chinese are not.
fn needs_blank(before: &str, after: &str) -> bool {
    let is_wide = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}'));
    !is_wide(before.chars().next_back()) && !is_wide(after.chars().next())
}

/// A language as a tag, where a recogniser writes its name.
fn tag(language: &str) -> String {
    match language.trim().to_ascii_lowercase().as_str() {
        "english" => "en".to_owned(),
        "chinese" | "mandarin" => "zh".to_owned(),
        "cantonese" => "yue".to_owned(),
        _ => language.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(label: &str, text: &str, start: i64, end: i64) -> Segment {
        Segment { label: Some(label.into()), text: text.into(), start_ms: Some(start), end_ms: Some(end) }
    }

    #[test]
    fn pieces_of_one_speaker_join_up_to_a_pause() {
        let all = joined(vec![
            segment("0", " I am very", 0, 900),
            segment("0", "sorry.", 1000, 1500),
            segment("1", "好的", 1600, 2000),
            segment("1", "谢谢", 2000, 2500),
            segment("1", "Bye", 9000, 9500),
        ]);
        let texts: Vec<&str> = all.iter().map(|segment| segment.text.as_str()).collect();
        assert_eq!(texts, ["I am very sorry.", "好的谢谢", "Bye"]);
        assert_eq!((all[0].start_ms, all[0].end_ms), (Some(0), Some(1500)));
    }

    #[test]
    fn labels_name_roles_or_speakers() {
        for (label, expected) in [
            (Some("AGENT"), Party::Agent),
            (Some("0"), Party::Speaker("speaker 0".into())),
            (Some("B"), Party::Speaker("speaker B".into())),
            (None, Party::Speaker("speaker".into())),
        ] {
            assert_eq!(party_of(label), expected, "{label:?}");
        }
        assert_eq!(party_of(Some("SPEAKER_01")), Party::Speaker("SPEAKER_01".into()));
    }
}
