//! Says which field of a plain JSON record is wrong, by its path, never by its value.

use serde_json::Value;

use crate::fault::Fault;
use crate::json_text;
use crate::plain_turn::{TEXT, WHO};

/// Keys that may hold the turns, the first counts most.
pub(crate) const TURNS: &[&str] = &["turns", "messages", "utterances", "transcript", "dialogue"];

/// What a vCon must hold to be read.
pub(crate) const VCON_HELP: &str = "give dialogs of type text with a body, or a transcript in analysis";

const HELP: &str = "see docs/formats.md for the fields and their types";

const STRING: &str = "a string";
const WORD: &str = "a string or a number";
const NUMBER: &str = "a number";
const BOOLEAN: &str = "true or false";

const TOP: &[(&str, &str)] = &[
    ("id", WORD),
    ("conversation_id", WORD),
    ("conversationId", WORD),
    ("call_id", WORD),
    ("uuid", WORD),
    ("lang", STRING),
    ("language", STRING),
    ("channel", STRING),
    ("program", WORD),
    ("agent", WORD),
    ("agent_id", WORD),
    ("customer", WORD),
    ("customer_id", WORD),
    ("started_at", STRING),
    ("start_time", STRING),
];
const TURN: &[(&str, &str)] = &[("start_ms", NUMBER), ("end_ms", NUMBER), ("start", WORD), ("at", WORD), ("timestamp", WORD), ("end", WORD), ("name", STRING)];
const EVENT: &[(&str, &str)] = &[("type", STRING), ("kind", STRING), ("start_ms", NUMBER), ("end_ms", NUMBER), ("start", WORD), ("at", WORD), ("end", WORD), ("by", WORD)];

/// The fault behind a parse error: a syntax error with its place, or the first field of a wrong type with its path.
pub(crate) fn explain(text: &str, error: &serde_json::Error) -> Fault {
    if !error.is_data() {
        return json_text::syntax_fault(error);
    }
    match serde_json::from_str::<Value>(text) {
        Ok(value) => unread(&value).or_else(|| wrong_type(&value)).unwrap_or_else(|| json_text::syntax_fault(error)),
        Err(syntax) => json_text::syntax_fault(&syntax),
    }
}

/// Keys that only forms have which are not read, and what these are.
const UNREAD: &[(&str, &str)] = &[
    ("channel_index", "one message of Deepgram's live stream"),
    ("UtteranceEvent", "one message of Amazon Transcribe's live stream"),
    ("TranscriptEvent", "one message of Amazon Transcribe's live stream"),
    ("turn_order", "one message of AssemblyAI's live stream"),
    ("recognizedPhrases", "a transcript of Azure Speech"),
    ("monologues", "a transcript of Rev"),
    ("audits", "the audits of a Zendesk ticket"),
    ("message_type", "a single message of a Chatwoot conversation"),
    ("part_type", "a single part of an Intercom conversation"),
];

/// The fault of an object that holds no turns under any of their names.
pub(crate) fn no_turns(text: &str) -> Fault {
    let value: Value = serde_json::from_str(text).unwrap_or_default();
    if let Some(fault) = unread(&value) {
        return fault;
    }
    let stub = value.get("text").is_some();
    let message = if stub { "the object holds text but neither turns nor the parties and dialog of a vcon" } else { "the object has no turns" };
    Fault::new("no_turns", message, "give turns, a list of objects with who and text, or a vcon with parties and dialog")
}

/// The fault of a form that is known and not read.
fn unread(value: &Value) -> Option<Fault> {
    if TURNS.iter().any(|key| value.get(*key).is_some()) {
        return None;
    }
    let (_, name) = UNREAD.iter().find(|(key, _)| value.get(*key).is_some())?;
    Some(Fault::new("unknown_format", format!("this looks like {name}"), "give a whole conversation in one of the forms of docs/formats.md"))
}

fn wrong_type(value: &Value) -> Option<Fault> {
    if !value.is_object() {
        return Some(fault("the record", "an object", value));
    }
    if let Some(found) = fields(value, "", TOP) {
        return Some(found);
    }
    let turns = TURNS.iter().find_map(|name| Some((*name, value.get(*name)?)).filter(|(name, value)| *name == "turns" || value.is_array()));
    if let Some((name, turns)) = turns.filter(|(_, turns)| !turns.is_null()) {
        let Some(turns) = turns.as_array() else { return Some(fault(name, "an array", turns)) };
        for (number, turn) in turns.iter().enumerate() {
            if let Some(found) = wrong_turn(turn, &format!("{name}[{number}]")) {
                return Some(found);
            }
        }
    }
    if let Some(events) = value.get("events").filter(|events| !events.is_null()) {
        let Some(events) = events.as_array() else { return Some(fault("events", "an array", events)) };
        for (number, event) in events.iter().enumerate() {
            let path = format!("events[{number}]");
            let found = if event.is_object() { fields(event, &format!("{path}."), EVENT) } else { Some(fault(&path, "an object", event)) };
            if found.is_some() {
                return found;
            }
        }
    }
    let outcome = value.get("outcome").filter(|outcome| !outcome.is_null())?;
    if !outcome.is_object() {
        return Some(fault("outcome", "an object", outcome));
    }
    fields(outcome, "outcome.", &[("resolved", BOOLEAN), ("result_code", WORD)])
}

fn wrong_turn(turn: &Value, path: &str) -> Option<Fault> {
    if !turn.is_object() {
        return Some(fault(path, "an object with who and text", turn));
    }
    let prefix = format!("{path}.");
    let who: Vec<(&str, &str)> = WHO.iter().map(|key| (*key, WORD)).collect();
    let text: Vec<(&str, &str)> = TEXT.iter().map(|key| (*key, STRING)).collect();
    [who.as_slice(), &text, TURN].into_iter().find_map(|expected| fields(turn, &prefix, expected))
}

fn fields(value: &Value, prefix: &str, expected: &[(&str, &str)]) -> Option<Fault> {
    expected.iter().find_map(|(key, kind)| {
        let field = value.get(*key)?;
        let fits = match *kind {
            _ if field.is_null() => true,
            STRING => field.is_string(),
            NUMBER => field.is_number(),
            BOOLEAN => field.is_boolean(),
            _ => field.is_string() || field.is_number(),
        };
        (!fits).then(|| fault(&format!("{prefix}{key}"), kind, field))
    })
}

fn fault(path: &str, expected: &str, found: &Value) -> Fault {
    let found = match found {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    };
    Fault::new("bad_type", format!("{path} is {found} and should be {expected}"), HELP)
}
