//! Rapport's plain JSON: one object with `turns`, every other field optional, unknown fields kept.

use std::borrow::Cow;
use std::fmt;

use rapport_model::{Channel, Conversation, Event, EventKind, Outcome};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::fault::Fault;
use crate::json_text;
use crate::party;
use crate::plain_check;
use crate::plain_turn::{Timing, TurnDraft, Word, Written};
use crate::records::Record;
use crate::times::{self, HOUR_MS, Moment, Timeline};

/// Reads one record of plain JSON.
pub(crate) fn conversation(text: &str, record: &Record) -> Result<Conversation, Fault> {
    match serde_json::from_str::<Draft>(text) {
        Ok(draft) => draft.finish(text, record),
        Err(error) if json_text::is_surrogate_error(&error) => {
            let mended = json_text::without_lone_surrogates(text);
            let draft = serde_json::from_str::<Draft>(&mended).map_err(|error| plain_check::explain(&mended, &error))?;
            let mut conversation = draft.finish(&mended, record)?;
            conversation.problems.push(json_text::surrogate_remark().remark());
            Ok(conversation)
        }
        Err(error) => Err(plain_check::explain(text, &error)),
    }
}

/// A source's id, or one made from the file's name and the record's number.
pub(crate) fn id_or_derived(id: Option<String>, record: &Record) -> String {
    if let Some(id) = id.filter(|id| !id.trim().is_empty()) {
        return id;
    }
    let file = record.source.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut stem = if file == "-" { "stdin" } else { file };
    while let Some((front, ending)) = stem.rsplit_once('.') {
        let known = ["json", "jsonl", "ndjson", "vcon", "txt", "gz", "log", "csv", "tsv", "vtt", "srt", "eml", "mbox", "xml"].contains(&ending.to_ascii_lowercase().as_str());
        if !known || front.is_empty() {
            break;
        }
        stem = front;
    }
    let stem = if stem.is_empty() { "conversation" } else { stem };
    if record.number == 0 { stem.to_owned() } else { format!("{stem}-{}", record.number + 1) }
}

#[derive(Default)]
struct Draft<'a> {
    id: Option<Word<'a>>,
    other_id: Option<Word<'a>>,
    language: Option<Cow<'a, str>>,
    channel: Option<Cow<'a, str>>,
    program: Option<Word<'a>>,
    agent: Option<Word<'a>>,
    customer: Option<Word<'a>>,
    started_at: Option<Cow<'a, str>>,
    turns: Option<Vec<TurnDraft<'a>>>,
    other_turns: Option<(&'static str, &'a RawValue)>,
    events: Vec<EventDraft<'a>>,
    outcome: Option<OutcomeDraft<'a>>,
    repeated_turns: bool,
    extra: Vec<(Cow<'a, str>, &'a RawValue)>,
}

impl Draft<'_> {
    fn finish(self, text: &str, record: &Record) -> Result<Conversation, Fault> {
        let mut extra: Vec<(String, String)> = self.extra.iter().map(|(key, raw)| (key.to_string(), raw.get().to_owned())).collect();
        let mut drafts = self.turns;
        if let Some((key, raw)) = self.other_turns {
            if drafts.is_none() {
                drafts = Some(serde_json::from_str(raw.get()).map_err(|error| plain_check::explain(text, &error))?);
            } else {
                extra.push((key.to_owned(), raw.get().to_owned()));
            }
        }
        let Some(drafts) = drafts else { return Err(plain_check::no_turns(text)) };
        if drafts.is_empty() {
            return Err(Fault::new("no_turns", "the conversation has no turns", "give at least one turn with who and text"));
        }

        let mut timeline = Timeline::default();
        let mut spoken = false;
        let mut unread_times = 0_usize;
        let mut turns = Vec::with_capacity(drafts.len());
        for (number, draft) in drafts.into_iter().enumerate() {
            spoken |= draft.is_timed();
            for (key, raw) in &draft.extra {
                extra.push((format!("turns[{number}].{key}"), raw.get().to_owned()));
            }
            turns.push(draft.finish(number, &mut timeline, &mut unread_times)?);
        }

        let mut conversation = Conversation::new(id_or_derived(self.id.or(self.other_id).map(Word::into_string), record), record.source.as_str(), Channel::Chat);
        let named = self.channel.as_deref().and_then(Channel::parse);
        if let (Some(word), None) = (&self.channel, named) {
            extra.push(("channel".to_owned(), serde_json::Value::from(word.as_ref()).to_string()));
            let help = "use voice, chat, email, sms, social or video";
            conversation.problems.push(Fault::new("unknown_channel", "the channel is not one that is known; it was guessed", help).remark());
        }
        conversation.channel = named.unwrap_or(if spoken { Channel::Voice } else { Channel::Chat });
        conversation.language = self.language.map(Cow::into_owned).filter(|language| !language.trim().is_empty());
        conversation.program = self.program.map(Word::into_string);
        conversation.agent = self.agent.map(Word::into_string);
        conversation.customer = self.customer.map(Word::into_string);
        conversation.started_at = self.started_at.map(Cow::into_owned).or_else(|| first_instant(&timeline));
        conversation.turns = turns;
        if self.repeated_turns {
            conversation.problems.push(Fault::new("duplicate_key", "turns is given twice; the last one was read", "give turns once").remark());
        }
        let mut unknown_events = 0_usize;
        for draft in self.events {
            match draft.finish(&mut timeline) {
                Some(event) => conversation.events.push(event),
                None => unknown_events += 1,
            }
        }
        if unknown_events > 0 {
            let message = format!("{unknown_events} events are of a kind that is not used and were left out");
            let help = "use hold, transfer, silence, overlap, recording_notice or hangup";
            conversation.problems.push(Fault::new("unknown_event", message, help).remark());
        }
        if unread_times > 0 {
            let message = format!("{unread_times} times could not be read and were left out");
            conversation.problems.push(Fault::new("bad_time", message, "write HH:MM:SS, MM:SS or RFC 3339").remark());
        }
        if let Some(outcome) = self.outcome {
            conversation.outcome = Outcome { resolved: outcome.resolved, result_code: outcome.result_code.map(Word::into_string) };
            extra.extend(outcome.extra.iter().map(|(key, raw)| (format!("outcome.{key}"), raw.get().to_owned())));
        }
        conversation.extra = extra.into_iter().collect();
        Ok(conversation)
    }
}

/// RFC 3339 of the first moment, where the turns tell the date.
fn first_instant(timeline: &Timeline) -> Option<String> {
    match timeline.first()? {
        Moment::Instant(ms) => jiff::Timestamp::from_millisecond(ms).ok().map(|time| time.to_string()),
        Moment::Clock(_) => None,
    }
}

impl<'de> Deserialize<'de> for Draft<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = Draft<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Draft<'de>, M::Error> {
                let mut draft = Draft::default();
                while let Some(Key(key)) = map.next_key()? {
                    match key.as_ref() {
                        "turns" => {
                            draft.repeated_turns |= draft.turns.is_some();
                            draft.turns = map.next_value()?;
                        }
                        "id" => draft.id = map.next_value()?,
                        "conversation_id" | "conversationId" | "call_id" | "uuid" => draft.other_id = map.next_value()?,
                        "lang" | "language" => draft.language = map.next_value::<Option<Written>>()?.map(|text| text.0),
                        "channel" => draft.channel = map.next_value::<Option<Written>>()?.map(|text| text.0),
                        "program" => draft.program = map.next_value()?,
                        "agent" | "agent_id" => draft.agent = map.next_value()?,
                        "customer" | "customer_id" => draft.customer = map.next_value()?,
                        "started_at" | "start_time" => draft.started_at = map.next_value::<Option<Written>>()?.map(|text| text.0),
                        "events" => draft.events = map.next_value::<Option<_>>()?.unwrap_or_default(),
                        "outcome" => draft.outcome = map.next_value()?,
                        alias @ ("messages" | "utterances" | "transcript" | "dialogue") => {
                            let raw: &RawValue = map.next_value()?;
                            let name = plain_check::TURNS.iter().find(|name| **name == alias);
                            match name {
                                Some(name) if raw.get().starts_with('[') && draft.other_turns.is_none() => draft.other_turns = Some((name, raw)),
                                _ => draft.extra.push((key, raw)),
                            }
                        }
                        _ => {
                            let raw = map.next_value()?;
                            draft.extra.push((key, raw));
                        }
                    }
                }
                Ok(draft)
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

/// An object's key, borrowed where it has no escapes.
pub(crate) struct Key<'a>(pub(crate) Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Written::deserialize(deserializer).map(|text| Key(text.0))
    }
}

#[derive(Default)]
struct EventDraft<'a> {
    kind: Option<Cow<'a, str>>,
    start: Timing<'a>,
    end: Timing<'a>,
    by: Option<Word<'a>>,
}

impl EventDraft<'_> {
    fn finish(self, timeline: &mut Timeline) -> Option<Event> {
        let kind = EventKind::parse(&self.kind?.trim().to_ascii_lowercase())?;
        let mut ignored = 0;
        let (start_ms, end_ms) = (self.start.place(timeline, &mut ignored), self.end.place(timeline, &mut ignored));
        Some(Event { kind, start_ms, end_ms, by: self.by.map(|by| party::party(&by.into_string())) })
    }
}

impl<'de> Deserialize<'de> for EventDraft<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = EventDraft<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<EventDraft<'de>, M::Error> {
                let mut draft = EventDraft::default();
                while let Some(Key(key)) = map.next_key()? {
                    match key.as_ref() {
                        "type" | "kind" => draft.kind = map.next_value::<Option<Written>>()?.map(|text| text.0),
                        "start_ms" => draft.start.millis(map.next_value()?),
                        "end_ms" => draft.end.millis(map.next_value()?),
                        "start" | "at" => draft.start.written(map.next_value()?),
                        "end" => draft.end.written(map.next_value()?),
                        "by" => draft.by = map.next_value()?,
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(draft)
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

#[derive(Default)]
struct OutcomeDraft<'a> {
    resolved: Option<bool>,
    result_code: Option<Word<'a>>,
    extra: Vec<(Cow<'a, str>, &'a RawValue)>,
}

impl<'de> Deserialize<'de> for OutcomeDraft<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = OutcomeDraft<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<OutcomeDraft<'de>, M::Error> {
                let mut draft = OutcomeDraft::default();
                while let Some(Key(key)) = map.next_key()? {
                    match key.as_ref() {
                        "resolved" => draft.resolved = map.next_value()?,
                        "result_code" => draft.result_code = map.next_value()?,
                        _ => {
                            let raw = map.next_value()?;
                            draft.extra.push((key, raw));
                        }
                    }
                }
                Ok(draft)
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

/// Whether a first clock time counts from the start of a recording rather than from midnight.
pub(crate) fn is_offset(moment: Option<Moment>) -> bool {
    matches!(moment, Some(Moment::Clock(ms)) if ms < HOUR_MS)
}

/// Seconds of a JSON number as milliseconds, for readers of untyped JSON.
pub(crate) fn seconds_of(value: &serde_json::Value) -> Option<i64> {
    value.as_f64().and_then(times::seconds)
}
