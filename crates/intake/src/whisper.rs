//! Whisper, the API's `verbose_json`, faster-whisper and WhisperX: a list of segments, with speakers where it was diarized.

use rapport_model::Conversation;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::hallucination::{Doubt, Filter};
use crate::provider::Stop;
use crate::records::Record;
use crate::scalar::Scalar;
use crate::speech::{self, Segment};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Transcript<'a> {
    language: Scalar,
    #[serde(borrow)]
    segments: Option<Vec<Piece<'a>>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Piece<'a> {
    start: Scalar,
    end: Scalar,
    text: Option<String>,
    speaker: Scalar,
    no_speech_prob: Scalar,
    avg_logprob: Scalar,
    compression_ratio: Scalar,
    /// Looked into only where the segment itself lacks text or speaker. Words of Chinese are characters.
    #[serde(borrow)]
    words: Option<&'a RawValue>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct HeardWord {
    word: Option<String>,
    speaker: Scalar,
}

/// Reads one transcript.
pub(crate) fn conversation(text: &str, record: &Record) -> Result<Conversation, Stop> {
    let transcript: Transcript = serde_json::from_str(text)?;
    let pieces = transcript.segments.unwrap_or_default();
    let diarized = pieces.iter().any(|piece| piece.speaker.word().is_some());
    let mut filter = Filter::default();
    let mut segments = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let doubt = Doubt { no_speech: piece.no_speech_prob.number(), mean_log_probability: piece.avg_logprob.number(), compression: piece.compression_ratio.number() };
        let segment = segment(piece, diarized);
        if filter.keeps(&segment.text, doubt) {
            segments.push(segment);
        }
    }
    speech::in_order(&mut segments);
    let mut call = speech::call(record, None, transcript.language.text(), speech::joined(segments))?;
    filter.remark(&mut call);
    Ok(call)
}

fn segment(piece: Piece, diarized: bool) -> Segment {
    let mut label = piece.speaker.word().map(str::to_owned);
    let mut text = piece.text.unwrap_or_default();
    if text.trim().is_empty() || (diarized && label.is_none()) {
        let words: Vec<HeardWord> = piece.words.and_then(|words| serde_json::from_str(words.get()).ok()).unwrap_or_default();
        label = label.or_else(|| words.iter().find_map(|word| word.speaker.word()).map(str::to_owned));
        if text.trim().is_empty() {
            let heard: Vec<speech::Word> = words.into_iter().map(|word| speech::Word { label: None, text: word.word.unwrap_or_default(), start_ms: None, end_ms: None }).collect();
            text = speech::of_words(&heard).into_iter().map(|segment| segment.text).collect();
        }
    }
    Segment { label, text, start_ms: piece.start.seconds(), end_ms: piece.end.seconds() }
}
