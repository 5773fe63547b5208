//! Amazon Transcribe: audio segments where they tell who speaks, else words joined by speaker or channel.

use rapport_model::Conversation;
use serde::Deserialize;

use crate::fault::Fault;
use crate::provider::Stop;
use crate::records::Record;
use crate::scalar::Scalar;
use crate::speech::{self, Segment, Word};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Job {
    #[serde(rename = "jobName")]
    job_name: Scalar,
    status: Scalar,
    results: Option<Results>,
    /// The answer of the API about a job, which holds a link only.
    #[serde(rename = "TranscriptionJob", alias = "CallAnalyticsJob")]
    answer: Option<Answer>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Answer {
    #[serde(rename = "TranscriptionJobStatus", alias = "CallAnalyticsJobStatus")]
    status: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Results {
    language_code: Scalar,
    transcripts: Option<Vec<Transcript>>,
    audio_segments: Option<Vec<AudioSegment>>,
    speaker_labels: Option<SpeakerLabels>,
    channel_labels: Option<ChannelLabels>,
    items: Option<Vec<Item>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Transcript {
    transcript: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct AudioSegment {
    transcript: Option<String>,
    start_time: Scalar,
    end_time: Scalar,
    speaker_label: Scalar,
    channel_label: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct SpeakerLabels {
    segments: Option<Vec<SpeakerSegment>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct SpeakerSegment {
    start_time: Scalar,
    end_time: Scalar,
    speaker_label: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ChannelLabels {
    channels: Option<Vec<ChannelItems>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ChannelItems {
    channel_label: Scalar,
    items: Option<Vec<Item>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Item {
    start_time: Scalar,
    end_time: Scalar,
    alternatives: Option<Vec<Alternative>>,
    speaker_label: Scalar,
    channel_label: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Alternative {
    content: Option<String>,
}

/// Reads the transcript of one recording.
pub(crate) fn conversation(text: &str, record: &Record) -> Result<Conversation, Stop> {
    let job: Job = serde_json::from_str(text)?;
    if let Some(answer) = job.answer {
        let done = answer.status.text().is_none_or(|state| state.eq_ignore_ascii_case("completed"));
        let linked = || {
            Fault::new("external_content", "this tells about a transcription job; its transcript is behind a link, which is not followed", "give the file that the link leads to")
        };
        return Err(if done { linked() } else { speech::job_fault(answer.status.text().unwrap_or_default()) }.into());
    }
    if let Some(state) = job.status.text().filter(|state| !state.eq_ignore_ascii_case("completed")) {
        return Err(speech::job_fault(state).into());
    }
    let mut results = job.results.unwrap_or_default();
    let language = std::mem::take(&mut results.language_code);
    Ok(speech::call(record, job.job_name.word(), language.text(), segments(results))?)
}

fn segments(results: Results) -> Vec<Segment> {
    let spoken = results.audio_segments.unwrap_or_default();
    if spoken.iter().any(|segment| segment.channel_label.word().or(segment.speaker_label.word()).is_some()) {
        let mut segments: Vec<Segment> = spoken.into_iter().map(audio).collect();
        speech::in_order(&mut segments);
        return speech::joined(segments);
    }
    let mut channels = results.channel_labels.and_then(|labels| labels.channels).unwrap_or_default();
    if channels.iter().any(|channel| channel.items.as_ref().is_some_and(|items| !items.is_empty())) {
        let of = |channel: &mut ChannelItems| {
            let own = channel.channel_label.word().map(str::to_owned);
            let items = channel.items.take().unwrap_or_default();
            speech::of_words(&words(items, |_, _| own.clone()))
        };
        let mut segments: Vec<Segment> = channels.iter_mut().flat_map(of).collect();
        speech::in_order(&mut segments);
        return segments;
    }
    let speakers = results.speaker_labels.and_then(|labels| labels.segments).unwrap_or_default();
    let mut at = 0;
    let label = |item: &Item, start: Option<i64>| {
        // Older files name the speaker of a stretch only, in the order of time.
        while start.is_some_and(|start| speakers.get(at).and_then(|speaker| speaker.end_time.seconds()).is_some_and(|end| end <= start)) {
            at += 1;
        }
        let within = speakers.get(at).filter(|speaker| speaker.start_time.seconds() <= start).map(|speaker| &speaker.speaker_label);
        item.channel_label.word().or_else(|| item.speaker_label.word()).or_else(|| within?.word()).map(str::to_owned)
    };
    let segments = speech::of_words(&words(results.items.unwrap_or_default(), label));
    if !segments.is_empty() {
        return segments;
    }
    let whole = results.transcripts.unwrap_or_default().into_iter().filter_map(|transcript| transcript.transcript);
    whole.map(|text| Segment { text, ..Segment::default() }).collect()
}

fn audio(segment: AudioSegment) -> Segment {
    let label = segment.channel_label.word().or_else(|| segment.speaker_label.word()).map(str::to_owned);
    Segment { label, text: segment.transcript.unwrap_or_default(), start_ms: segment.start_time.seconds(), end_ms: segment.end_time.seconds() }
}

/// Words of items; punctuation, which has no time and often no label, goes with the word before.
fn words(items: Vec<Item>, mut label: impl FnMut(&Item, Option<i64>) -> Option<String>) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(items.len());
    for mut item in items {
        let start_ms = item.start_time.seconds();
        let Some(text) = item.alternatives.take().unwrap_or_default().into_iter().next().and_then(|best| best.content) else { continue };
        match words.last_mut() {
            Some(last) if start_ms.is_none() => last.text.push_str(&text),
            _ => words.push(Word { label: label(&item, start_ms), text, start_ms, end_ms: item.end_time.seconds() }),
        }
    }
    words
}
