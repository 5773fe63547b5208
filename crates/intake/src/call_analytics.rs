//! Amazon Transcribe Call Analytics, Contact Lens of Amazon Connect, which writes the same form, and the form that Post Call Analytics makes of it.
//!
//! Sentiment and loudness are never read, for no speaker: what the agent said counts, not how it sounded.

use std::collections::BTreeMap;

use rapport_model::{Channel, Conversation, Event, EventKind, Party};
use serde::Deserialize;

use crate::fault::Fault;
use crate::provider::Stop;
use crate::records::Record;
use crate::scalar::Scalar;
use crate::speech::{self, Segment};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[derive(Default)]
struct Job {
    job_name: Scalar,
    job_status: Scalar,
    language_code: Scalar,
    channel: Scalar,
    participants: Option<Vec<Participant>>,
    transcript: Option<Vec<Part>>,
    conversation_characteristics: Option<Characteristics>,
    customer_metadata: Option<Metadata>,
    speech_segments: Option<Vec<Speech>>,
    conversation_analytics: Option<Analytics>,
}

/// A segment as Post Call Analytics writes it.
#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase", default)]
struct Speech {
    segment_start_time: Scalar,
    segment_end_time: Scalar,
    segment_speaker: Scalar,
    display_text: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase", default)]
struct Analytics {
    #[serde(rename = "GUID")]
    guid: Scalar,
    language_code: Scalar,
    speaker_labels: Option<Vec<SpeakerLabel>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase", default)]
struct SpeakerLabel {
    speaker: Scalar,
    display_text: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase", default)]
struct Participant {
    participant_id: Scalar,
    participant_role: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase", default)]
struct Metadata {
    contact_id: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase", default)]
struct Part {
    participant_role: Scalar,
    participant_id: Scalar,
    content: Option<String>,
    begin_offset_millis: Scalar,
    end_offset_millis: Scalar,
    absolute_time: Scalar,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase", default)]
struct Characteristics {
    non_talk_time: Option<NonTalkTime>,
    interruptions: Option<Interruptions>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase", default)]
struct NonTalkTime {
    instances: Option<Vec<Stretch>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase", default)]
struct Interruptions {
    interruptions_by_interrupter: Option<BTreeMap<String, Option<Vec<Stretch>>>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase", default)]
struct Stretch {
    begin_offset_millis: Scalar,
    end_offset_millis: Scalar,
}

/// Reads the analysis of one call.
pub(crate) fn conversation(text: &str, record: &Record) -> Result<Conversation, Stop> {
    let job: Job = serde_json::from_str(text)?;
    if let Some(state) = job.job_status.text().filter(|state| !state.eq_ignore_ascii_case("completed")) {
        return Err(speech::job_fault(state).into());
    }
    if let Some(spoken) = job.speech_segments {
        let analytics = job.conversation_analytics.unwrap_or_default();
        let names = analytics.speaker_labels.unwrap_or_default();
        let segments = spoken.into_iter().map(|spoken| spoken_segment(spoken, &names)).collect();
        return Ok(speech::call(record, analytics.guid.word(), analytics.language_code.text(), segments)?);
    }
    let Some(parts) = job.transcript else {
        return Err(Fault::new("no_words", "the analysis has no transcript", "give the output file of the job, with its transcript").into());
    };
    let participants = job.participants.unwrap_or_default();
    let mut first = None;
    let segments = parts.into_iter().map(|part| segment(part, &participants, &mut first)).collect();
    let id = job.job_name.word().or_else(|| job.customer_metadata.as_ref()?.contact_id.word());
    let mut call = speech::call(record, id, job.language_code.text(), segments)?;
    call.channel = job.channel.text().and_then(Channel::parse).unwrap_or(Channel::Voice);
    call.started_at = first.and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok()).map(|time| time.to_string());
    call.events = events(job.conversation_characteristics.unwrap_or_default());
    Ok(call)
}

fn segment(part: Part, participants: &[Participant], first: &mut Option<i64>) -> Segment {
    let named = part.participant_id.word();
    let known =
        || participants.iter().find(|participant| participant.participant_id.word() == named && named.is_some()).and_then(|participant| participant.participant_role.word());
    let label = part.participant_role.word().or_else(known).or(named);
    // Chats have no offsets but times of the calendar.
    let since = part.absolute_time.instant().and_then(|at| at.checked_sub(*first.get_or_insert(at)));
    Segment {
        label: label.map(str::to_owned),
        text: part.content.unwrap_or_default(),
        start_ms: part.begin_offset_millis.millis().or(since),
        end_ms: part.end_offset_millis.millis(),
    }
}

fn spoken_segment(spoken: Speech, names: &[SpeakerLabel]) -> Segment {
    let own = spoken.segment_speaker.word();
    let label = names.iter().find(|name| name.speaker.word() == own && own.is_some()).and_then(|name| name.display_text.word()).or(own);
    Segment {
        label: label.map(str::to_owned),
        text: spoken.display_text.unwrap_or_default(),
        start_ms: spoken.segment_start_time.seconds(),
        end_ms: spoken.segment_end_time.seconds(),
    }
}

/// Who spoke into whose words, and where nobody spoke.
fn events(characteristics: Characteristics) -> Vec<Event> {
    let event =
        |kind: EventKind, stretch: &Stretch, by: Option<Party>| Event { kind, start_ms: stretch.begin_offset_millis.millis(), end_ms: stretch.end_offset_millis.millis(), by };
    let mut events = Vec::new();
    for (who, stretches) in characteristics.interruptions.and_then(|all| all.interruptions_by_interrupter).unwrap_or_default() {
        let by = speech::party_of(Some(&who));
        events.extend(stretches.iter().flatten().map(|stretch| event(EventKind::Overlap, stretch, Some(by.clone()))));
    }
    let silent = characteristics.non_talk_time.and_then(|silence| silence.instances).unwrap_or_default();
    events.extend(silent.iter().map(|stretch| event(EventKind::Silence, stretch, None)));
    events.retain(|event| event.start_ms.is_some());
    events.sort_by_key(|event| event.start_ms);
    events
}
