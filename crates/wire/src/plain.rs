//! Rapport's plain JSON, written: what `docs/formats.md` describes and `rapport-intake` reads.

use rapport_model::{Conversation, Event, Party};
use rapport_text::redact::{Side, redact_turns};
use serde::Serialize;

/// A redacted conversation as a line of JSON, without the line's end.
pub fn line(conversation: &Conversation) -> Vec<u8> {
    // Plain values in memory always have a JSON form.
    serde_json::to_vec(&plain(conversation)).unwrap_or_default()
}

/// Rapport's plain JSON, as `docs/formats.md` describes it.
#[derive(Serialize)]
struct Plain<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<String>,
    channel: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    program: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    started_at: Option<&'a str>,
    turns: Vec<PlainTurn<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    events: Vec<PlainEvent>,
    #[serde(skip_serializing_if = "PlainOutcome::is_empty")]
    outcome: PlainOutcome,
}

#[derive(Serialize)]
struct PlainTurn<'a> {
    who: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_ms: Option<i64>,
}

/// An event, as plain JSON.
#[derive(Serialize)]
pub struct PlainEvent {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
}

#[derive(Serialize)]
struct PlainOutcome {
    #[serde(skip_serializing_if = "Option::is_none")]
    resolved: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result_code: Option<String>,
}

impl PlainOutcome {
    fn is_empty(&self) -> bool {
        self.resolved.is_none() && self.result_code.is_none()
    }
}

fn plain(conversation: &Conversation) -> Plain<'_> {
    let text = |text: &Option<String>| text.as_deref().map(masked);
    Plain {
        id: &conversation.id,
        lang: text(&conversation.language),
        channel: conversation.channel.as_str(),
        program: text(&conversation.program),
        agent: text(&conversation.agent),
        customer: text(&conversation.customer),
        started_at: conversation.started_at.as_deref(),
        turns: conversation.turns.iter().map(|turn| PlainTurn { who: who(&turn.party), text: &turn.text, start_ms: turn.start_ms, end_ms: turn.end_ms }).collect(),
        events: events(conversation),
        outcome: PlainOutcome { resolved: conversation.outcome.resolved, result_code: text(&conversation.outcome.result_code) },
    }
}

/// The events of a conversation; also those of an exported vCon.
pub fn events(conversation: &Conversation) -> Vec<PlainEvent> {
    let one = |event: &Event| PlainEvent { r#type: event.kind.as_str(), start_ms: event.start_ms, end_ms: event.end_ms, by: event.by.as_ref().map(who) };
    conversation.events.iter().map(one).collect()
}

/// The role, and nothing of a speaker's own label: it may be a name.
pub fn who(party: &Party) -> &'static str {
    match party {
        Party::Agent => "agent",
        Party::Customer => "customer",
        Party::System => "system",
        Party::Bot => "bot",
        Party::Supervisor => "supervisor",
        Party::Speaker(_) => "speaker",
    }
}

/// An id may be a telephone number or an address.
pub fn masked(text: &str) -> String {
    redact_turns([(Side::Other, text)]).into_iter().next().map_or_else(|| text.to_owned(), |redacted| if redacted.text.is_empty() { text.to_owned() } else { redacted.text })
}
