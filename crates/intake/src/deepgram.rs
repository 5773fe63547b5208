//! Deepgram's answer for a recording: utterances where there are any, else words joined by speaker; with several channels, each is a party.

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
struct Answer<'a> {
    metadata: Option<Metadata>,
    #[serde(borrow)]
    results: Option<Results<'a>>,
    err_code: Scalar,
    err_msg: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Metadata {
    request_id: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Results<'a> {
    utterances: Option<Vec<Utterance>>,
    #[serde(borrow)]
    channels: Option<Vec<Channel<'a>>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Utterance {
    start: Scalar,
    end: Scalar,
    channel: Scalar,
    speaker: Scalar,
    transcript: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Channel<'a> {
    detected_language: Scalar,
    #[serde(borrow)]
    alternatives: Option<Vec<Alternative<'a>>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Alternative<'a> {
    transcript: Option<String>,
    /// Looked into only where there are no utterances.
    #[serde(borrow)]
    words: Option<&'a RawValue>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct HeardWord {
    word: Option<String>,
    punctuated_word: Option<String>,
    start: Scalar,
    end: Scalar,
    speaker: Scalar,
}

/// Reads the answer for one recording.
pub(crate) fn conversation(text: &str, record: &Record) -> Result<Conversation, Stop> {
    let answer: Answer = serde_json::from_str(text)?;
    let Some(results) = answer.results else {
        let failed = answer.err_code.text().is_some() || answer.err_msg.text().is_some();
        let linked = || Fault::new("unfinished_job", "this answer holds no results yet", "give the answer that is sent to the callback when the transcript is ready");
        return Err(if failed { speech::job_fault("failed") } else { linked() }.into());
    };
    let channels = results.channels.unwrap_or_default();
    let language = channels.iter().find_map(|channel| channel.detected_language.text()).map(str::to_owned);
    let utterances = results.utterances.unwrap_or_default();
    let mut segments = of_utterances(utterances, channels.len());
    if segments.iter().all(|segment| segment.text.trim().is_empty()) {
        segments = of_channels(channels)?;
    }
    speech::in_order(&mut segments);
    let id = answer.metadata.unwrap_or_default().request_id;
    Ok(speech::call(record, id.word(), language.as_deref(), segments)?)
}

fn of_utterances(utterances: Vec<Utterance>, channels: usize) -> Vec<Segment> {
    let several = channels > 1 || utterances.iter().any(|utterance| utterance.channel.word() != utterances[0].channel.word());
    let segment = |utterance: Utterance| {
        let who = if several { &utterance.channel } else { &utterance.speaker };
        Segment { label: who.word().map(str::to_owned), start_ms: utterance.start.seconds(), end_ms: utterance.end.seconds(), text: utterance.transcript.unwrap_or_default() }
    };
    utterances.into_iter().map(segment).collect()
}

fn of_channels(channels: Vec<Channel>) -> Result<Vec<Segment>, serde_json::Error> {
    let several = channels.len() > 1;
    let mut segments = Vec::new();
    for (number, channel) in channels.into_iter().enumerate() {
        let Some(best) = channel.alternatives.unwrap_or_default().into_iter().next() else { continue };
        let own = several.then(|| number.to_string());
        let heard: Option<Vec<HeardWord>> = best.words.map_or(Ok(None), |words| serde_json::from_str(words.get()))?;
        let words: Vec<Word> = heard
            .into_iter()
            .flatten()
            .map(|word| Word {
                label: own.clone().or_else(|| word.speaker.word().map(str::to_owned)),
                text: word.punctuated_word.or(word.word).unwrap_or_default(),
                start_ms: word.start.seconds(),
                end_ms: word.end.seconds(),
            })
            .collect();
        let found = speech::of_words(&words);
        if found.is_empty() {
            segments.push(Segment { label: own, text: best.transcript.unwrap_or_default(), ..Segment::default() });
        } else {
            segments.extend(found);
        }
    }
    Ok(segments)
}
