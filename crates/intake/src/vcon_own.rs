//! What Rapport itself wrote into a vCon: facts that the other parts of a vCon have no place for.

use rapport_model::{Channel, Conversation, Event, EventKind};
use serde_json::Value;

use crate::party;
use crate::vcon_speech::{self, Content};

/// The name of the form that `rapport export` writes (`docs/formats.md`).
const SCHEMA: &str = "rapport-findings/1";

/// The body of our own analysis, where it fits the dialogs: one text dialog a turn.
pub(crate) fn body(vcon: &Value) -> Option<Value> {
    let list = |field: &str| vcon.get(field).and_then(Value::as_array);
    let is_own = |analysis: &&Value| ["vendor", "schema"].map(|field| analysis.get(field).and_then(Value::as_str)) == [Some("rapport"), Some(SCHEMA)];
    let content = vcon_speech::content(list("analysis")?.iter().find(is_own)?)?;
    let Content::Json(body) = content else { return None };
    let dialogs = list("dialog")?;
    let whole = body.get("turns")?.as_array()?.len() == dialogs.len() && dialogs.iter().all(|dialog| dialog.get("type").and_then(Value::as_str) == Some("text"));
    whole.then(|| body.into_owned())
}

/// Puts back what the export wrote there. Findings are not read: they are found again.
pub(crate) fn restore(body: &Value, conversation: &mut Conversation) {
    let about = body.get("conversation");
    let text = |field: &str| about.and_then(|about| about.get(field)).and_then(Value::as_str).map(str::to_owned);
    if let Some(id) = text("id") {
        conversation.id = id;
    }
    if let Some(channel) = text("channel").as_deref().and_then(Channel::parse) {
        conversation.channel = channel;
    }
    conversation.language = text("language");
    conversation.program = text("program");
    conversation.agent = text("agent");
    conversation.customer = text("customer");
    conversation.started_at = text("started_at");
    conversation.outcome.result_code = text("result_code");
    conversation.outcome.resolved = about.and_then(|about| about.get("resolved")).and_then(Value::as_bool);
    let ms = |value: &Value, field: &str| value.get(field).and_then(Value::as_i64);
    for (turn, own) in conversation.turns.iter_mut().zip(body.get("turns").and_then(Value::as_array).into_iter().flatten()) {
        turn.start_ms = ms(own, "start_ms");
        turn.end_ms = ms(own, "end_ms");
    }
    let event = |own: &Value| {
        let kind = EventKind::parse(own.get("type")?.as_str()?)?;
        Some(Event { kind, start_ms: ms(own, "start_ms"), end_ms: ms(own, "end_ms"), by: own.get("by").and_then(Value::as_str).map(party::party) })
    };
    conversation.events = body.get("events").and_then(Value::as_array).into_iter().flatten().filter_map(event).collect();
}
