//! The dialogs of a vCon: which text and which events each gives, in the order they happened.

use std::collections::HashMap;

use rapport_model::{Event, EventKind};
use serde_json::Value;

use crate::mail;
use crate::plain::seconds_of;
use crate::times;
use crate::transcript;
use crate::vcon_parties::Voice;
use crate::vcon_speech::{self, Content};
use crate::vcon_words::Spoken;

/// One dialog object, read as far as its own fields go.
pub(crate) struct Dialog<'a> {
    value: &'a Value,
    /// Its index in the file, which analysis refers to.
    pub(crate) index: usize,
    /// Milliseconds from 1970.
    pub(crate) start: Option<i64>,
    /// The party of each channel.
    pub(crate) channels: Vec<Option<usize>>,
    pub(crate) mediatype: &'a str,
}

/// The dialogs of a vCon in the order they started; in file order where a start is missing.
pub(crate) fn dialogs(vcon: &Value) -> Vec<Dialog<'_>> {
    let list = vcon.get("dialog").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut dialogs: Vec<Dialog> = list.iter().enumerate().filter(|(_, value)| value.is_object()).map(|(index, value)| Dialog::of(index, value)).collect();
    if dialogs.iter().all(|dialog| dialog.start.is_some()) {
        dialogs.sort_by_key(|dialog| dialog.start);
    }
    dialogs
}

impl<'a> Dialog<'a> {
    fn of(index: usize, value: &'a Value) -> Dialog<'a> {
        let parties = value.get("parties");
        let channels = match parties.and_then(Value::as_array) {
            Some(list) => list.iter().map(vcon_speech::index).collect(),
            None => parties.and_then(vcon_speech::index).map(Some).into_iter().collect(),
        };
        let text = |field: &str| value.get(field).and_then(Value::as_str);
        Dialog { value, index, start: text("start").and_then(times::instant), channels, mediatype: text("mediatype").or_else(|| text("mimetype")).unwrap_or_default() }
    }

    /// `recording`, `text`, `transfer` …
    pub(crate) fn kind(&self) -> &'a str {
        self.text("type").unwrap_or_default()
    }

    /// A string field.
    pub(crate) fn text(&self, field: &str) -> Option<&'a str> {
        self.value.get(field).and_then(Value::as_str)
    }

    pub(crate) fn is_recording(&self) -> bool {
        self.kind().starts_with("recording") || self.mediatype.starts_with("audio/") || self.mediatype.starts_with("video/")
    }

    pub(crate) fn is_mail(&self) -> bool {
        mail::is_mail(self.mediatype) || self.text("message_id").is_some()
    }

    /// Seconds, as written.
    pub(crate) fn duration(&self) -> Option<&'a Value> {
        self.value.get("duration").filter(|duration| duration.is_number())
    }

    /// A typed message, or the labelled lines of a whole chat in one body; `verbatim` where a body is known to be
    /// one turn as it was said.
    pub(crate) fn messages(&self, verbatim: bool) -> Vec<Spoken> {
        if self.is_recording() || self.kind() == "transfer" {
            return Vec::new();
        }
        let body = match vcon_speech::content(self.value) {
            Some(Content::Text(text)) if verbatim => text.into_owned(),
            Some(Content::Text(text)) => mail::text(self.mediatype, &text),
            Some(Content::Json(value)) => match value.get("text").and_then(Value::as_str) {
                Some(text) => text.trim_end().to_owned(),
                None => return Vec::new(),
            },
            None => return Vec::new(),
        };
        let body = if self.is_mail() && !verbatim { mail::own_words(body) } else { body };
        if !verbatim
            && !self.is_mail()
            && let Some(chat) = transcript::labelled(&body).filter(|chat| chat.skipped == 0 && chat.turns.len() > 2)
        {
            return chat.turns.into_iter().map(|turn| Spoken { start_ms: turn.start_ms, ..Spoken::new(Some(Voice::Label(turn.party.as_str().to_owned())), turn.text) }).collect();
        }
        let sender = self.value.get("originator").and_then(vcon_speech::index).or_else(|| self.channels.first().copied().flatten());
        vec![Spoken { start_ms: Some(0), ..Spoken::new(sender.map(Voice::Member), body) }]
    }

    /// Holds and transfers, with times from `base` (ms from 1970).
    pub(crate) fn events(&self, base: Option<i64>) -> Vec<Event> {
        let place = |at: Option<i64>| at?.checked_sub(base?);
        let mut events = Vec::new();
        if self.kind() == "transfer" {
            events.push(Event { kind: EventKind::Transfer, start_ms: place(self.start), end_ms: None, by: None });
        }
        let mut history: Vec<(Option<i64>, &str, Option<u64>)> = self
            .value
            .get("party_history")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|entry| {
                let time = entry.get("time").and_then(Value::as_str).and_then(times::instant);
                Some((time, entry.get("event")?.as_str()?, entry.get("party").and_then(Value::as_u64)))
            })
            .collect();
        history.sort_by_key(|entry| entry.0);
        let mut open: HashMap<Option<u64>, usize> = HashMap::new();
        for (time, event, party) in history {
            match event {
                "hold" => {
                    open.insert(party, events.len());
                    events.push(Event { kind: EventKind::Hold, start_ms: place(time), end_ms: None, by: None });
                }
                "unhold" => {
                    if let Some(number) = open.remove(&party) {
                        events[number].end_ms = place(time);
                    }
                }
                _ => {}
            }
        }
        events
    }

    /// Milliseconds from `base` to the start of this dialog.
    pub(crate) fn offset(&self, base: Option<i64>) -> i64 {
        self.start.zip(base).and_then(|(start, base)| start.checked_sub(base)).unwrap_or(0)
    }

    /// Whether it has a length that a recording would have.
    pub(crate) fn lasts(&self) -> bool {
        self.duration().and_then(seconds_of).is_some_and(|ms| ms > 0)
    }
}
