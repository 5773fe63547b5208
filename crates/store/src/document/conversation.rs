//! The redacted conversation as a document, and back.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rapport_model::{Channel, Conversation, Event, EventKind, Outcome, Party, Turn, WordTime};
use serde::{Deserialize, Serialize};

use super::json;
use crate::StoreError;

#[derive(Serialize, Deserialize)]
struct ConversationDoc<'a> {
    id: Cow<'a, str>,
    source: Cow<'a, str>,
    channel: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    program: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    started_at: Option<String>,
    turns: Vec<TurnDoc<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    events: Vec<EventDoc<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resolved: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result_code: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct TurnDoc<'a> {
    party: Cow<'a, str>,
    /// The source's label of a speaker whose role nobody knows.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    speaker: bool,
    text: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_ms: Option<i64>,
    /// Start and end in code points, start and end in ms, confidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    words: Vec<(u32, u32, i64, i64, Option<f32>)>,
}

#[derive(Serialize, Deserialize)]
struct EventDoc<'a> {
    kind: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Cow<'a, str>>,
}

/// A redacted conversation as a document. The customer's id, unused fields of the source and remarks of the reader are not in it.
pub fn conversation(conversation: &Conversation) -> String {
    let turns = conversation.turns.iter().map(|turn| TurnDoc {
        party: turn.party.as_str().into(),
        speaker: matches!(turn.party, Party::Speaker(_)),
        text: turn.text.as_str().into(),
        start_ms: turn.start_ms,
        end_ms: turn.end_ms,
        words: turn.words.iter().map(|word| (word.start, word.end, word.start_ms, word.end_ms, word.confidence)).collect(),
    });
    let events = conversation.events.iter().map(|event| EventDoc {
        kind: event.kind.as_str().into(),
        start_ms: event.start_ms,
        end_ms: event.end_ms,
        by: event.by.as_ref().map(|party| party.as_str().into()),
    });
    json(&ConversationDoc {
        id: conversation.id.as_str().into(),
        source: conversation.source.as_str().into(),
        channel: conversation.channel.as_str().into(),
        language: conversation.language.clone(),
        program: conversation.program.clone(),
        agent: conversation.agent.clone(),
        started_at: conversation.started_at.clone(),
        turns: turns.collect(),
        events: events.collect(),
        resolved: conversation.outcome.resolved,
        result_code: conversation.outcome.result_code.clone(),
    })
}

/// The conversation that a document holds.
///
/// # Errors
/// The text is not such a document.
pub fn read_conversation(text: &str) -> Result<Conversation, StoreError> {
    let doc: ConversationDoc = serde_json::from_str(text).map_err(|error| stored(&error.to_string()))?;
    let channel = Channel::parse(&doc.channel).ok_or_else(|| stored("an unknown channel"))?;
    let turns = doc.turns.into_iter().map(|turn| Turn {
        party: party(&turn.party, turn.speaker),
        text: turn.text.into_owned(),
        start_ms: turn.start_ms,
        end_ms: turn.end_ms,
        name: None,
        words: turn.words.into_iter().map(|(start, end, start_ms, end_ms, confidence)| WordTime { start, end, start_ms, end_ms, confidence }).collect(),
    });
    let events = doc
        .events
        .into_iter()
        .filter_map(|event| Some(Event { kind: EventKind::parse(&event.kind)?, start_ms: event.start_ms, end_ms: event.end_ms, by: event.by.map(|word| party(&word, false)) }));
    Ok(Conversation {
        id: doc.id.into_owned(),
        source: doc.source.into_owned(),
        channel,
        language: doc.language,
        program: doc.program,
        agent: doc.agent,
        customer: None,
        started_at: doc.started_at,
        turns: turns.collect(),
        events: events.collect(),
        outcome: Outcome { resolved: doc.resolved, result_code: doc.result_code },
        extra: BTreeMap::new(),
        problems: Vec::new(),
    })
}

fn party(word: &str, speaker: bool) -> Party {
    match word {
        "agent" if !speaker => Party::Agent,
        "customer" if !speaker => Party::Customer,
        "system" if !speaker => Party::System,
        "bot" if !speaker => Party::Bot,
        "supervisor" if !speaker => Party::Supervisor,
        label => Party::Speaker(label.to_owned()),
    }
}

fn stored(why: &str) -> StoreError {
    StoreError::Stored { what: "conversation", why: why.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_gives_the_conversation_back() {
        let mut written = Conversation::new("c1", "api", Channel::Voice);
        written.agent = Some("a1".into());
        written.turns = vec![
            Turn {
                start_ms: Some(0),
                end_ms: Some(900),
                words: vec![WordTime { start: 0, end: 5, start_ms: 0, end_ms: 400, confidence: Some(0.5) }],
                ..Turn::new(Party::Agent, "hello \"you\"")
            },
            Turn::new(Party::Speaker("agent".into()), "你好"),
        ];
        written.events = vec![Event { kind: EventKind::Hangup, start_ms: Some(9), end_ms: None, by: Some(Party::Customer) }];
        written.outcome.resolved = Some(true);
        let text = conversation(&written);
        let read = read_conversation(&text).expect("it is a document");
        assert_eq!(read, written);
        assert_eq!(conversation(&read), text);
    }

    #[test]
    fn what_is_no_document_is_an_error() {
        assert!(read_conversation("{}").is_err());
        assert!(read_conversation(r#"{"id":"a","source":"b","channel":"smoke","turns":[]}"#).is_err());
    }
}
