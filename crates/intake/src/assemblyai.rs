//! AssemblyAI's transcript: utterances, else words joined by speaker, else the text.

use rapport_model::Conversation;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::fault::Fault;
use crate::provider::Stop;
use crate::records::Record;
use crate::scalar::Scalar;
use crate::speech::{self, Segment, Word};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Transcript<'a> {
    id: Scalar,
    transcript_id: Scalar,
    status: Scalar,
    language_code: Scalar,
    text: Option<String>,
    utterances: Option<Vec<Utterance>>,
    /// Looked into only where there are no utterances.
    #[serde(borrow)]
    words: Option<&'a RawValue>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Utterance {
    speaker: Scalar,
    channel: Scalar,
    start: Scalar,
    end: Scalar,
    text: Option<String>,
}

/// Reads one transcript.
pub(crate) fn conversation(text: &str, record: &Record) -> Result<Conversation, Stop> {
    let transcript: Transcript = serde_json::from_str(text)?;
    if let Some(state) = transcript.status.text().filter(|state| !state.eq_ignore_ascii_case("completed")) {
        return Err(speech::job_fault(state).into());
    }
    let told = transcript.transcript_id.word().is_some() && transcript.text.is_none();
    if told && transcript.utterances.is_none() && transcript.words.is_none() {
        let message = "this is the notice that a transcript is ready, not the transcript";
        return Err(Fault::new("external_content", message, "fetch the transcript by its id and give that").into());
    }
    let mut segments: Vec<Segment> = transcript.utterances.unwrap_or_default().into_iter().map(segment).collect();
    if segments.is_empty() {
        let words: Option<Vec<Utterance>> = transcript.words.map_or(Ok(None), |words| serde_json::from_str(words.get()))?;
        let words: Vec<Word> = words.into_iter().flatten().map(segment).map(word).collect();
        segments = speech::of_words(&words);
    }
    if segments.is_empty() {
        segments.extend(transcript.text.map(|text| Segment { text, ..Segment::default() }));
    }
    Ok(speech::call(record, transcript.id.word(), transcript.language_code.text(), segments)?)
}

fn segment(heard: Utterance) -> Segment {
    let label = heard.speaker.word().or_else(|| heard.channel.word()).map(str::to_owned);
    Segment { label, text: heard.text.unwrap_or_default(), start_ms: heard.start.millis(), end_ms: heard.end.millis() }
}

fn word(heard: Segment) -> Word {
    Word { label: heard.label, text: heard.text, start_ms: heard.start_ms, end_ms: heard.end_ms }
}
