//! whisper.cpp's `-oj` and `-ojf`: a list of segments, with a channel where stereo was told apart.

use rapport_model::Conversation;
use serde::Deserialize;

use crate::fault::Fault;
use crate::hallucination::{Doubt, Filter};
use crate::provider::Stop;
use crate::records::Record;
use crate::scalar::Scalar;
use crate::speech::{self, Segment};
use crate::times;

#[derive(Deserialize, Default)]
#[serde(default)]
struct Transcript {
    result: Option<Outcome>,
    transcription: Option<Vec<Piece>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Outcome {
    language: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Piece {
    offsets: Option<Stretch>,
    timestamps: Option<Stretch>,
    text: Option<String>,
    speaker: Scalar,
    speaker_turn_next: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Stretch {
    from: Scalar,
    to: Scalar,
}

/// Reads one transcript.
pub(crate) fn conversation(text: &str, record: &Record) -> Result<Conversation, Stop> {
    let transcript: Transcript = serde_json::from_str(text)?;
    let pieces = transcript.transcription.unwrap_or_default();
    // Changes of speaker alone are told by `-tdrz`; who speaks is then guessed to alternate.
    let guessed = pieces.iter().all(|piece| piece.speaker.word().is_none()) && pieces.iter().any(|piece| piece.speaker_turn_next.is_true());
    let mut filter = Filter::default();
    let (mut segments, mut changes) = (Vec::with_capacity(pieces.len()), 0_usize);
    for piece in pieces {
        let words = piece.text.unwrap_or_default().replace("[SPEAKER_TURN]", "");
        let label = if guessed { Some((changes % 2).to_string()) } else { piece.speaker.word().map(str::to_owned) };
        changes += usize::from(piece.speaker_turn_next.is_true());
        if is_sound(&words) || !filter.keeps(&words, Doubt::default()) {
            continue;
        }
        let at = |pick: fn(&Stretch) -> &Scalar| {
            let offset = piece.offsets.as_ref().and_then(|stretch| pick(stretch).millis());
            offset.or_else(|| times::clock(pick(piece.timestamps.as_ref()?).text()?))
        };
        segments.push(Segment { label, start_ms: at(|stretch| &stretch.from), end_ms: at(|stretch| &stretch.to), text: words });
    }
    let language = transcript.result.unwrap_or_default().language;
    let mut call = speech::call(record, None, language.text(), speech::joined(segments))?;
    filter.remark(&mut call);
    if guessed {
        let message = "the transcript tells where the speaker changes, not who speaks; two speakers were taken to alternate";
        call.problems.push(Fault::new("speakers_guessed", message, "give a transcript with speakers").remark());
    }
    Ok(call)
}

/// A sound described in brackets, such as `[BLANK_AUDIO]` or `(music)`.
fn is_sound(text: &str) -> bool {
    let text = text.trim();
    [('[', ']'), ('(', ')'), ('（', '）'), ('【', '】')].iter().any(|(open, close)| {
        let inner = text.strip_prefix(*open).and_then(|text| text.strip_suffix(*close));
        inner.is_some_and(|inner| !inner.contains([*open, *close]))
    })
}
