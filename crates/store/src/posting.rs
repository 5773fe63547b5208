//! A change becomes a message to each webhook that listens to it, in the transaction of the change: neither is there without the other.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::StoreError;
use crate::db::{Tx, args};
use crate::rows::Rows;
use crate::scope::Query;

/// What a webhook can listen to: every kind of change there is.
pub const EVENTS: [&str; 21] = [
    "conversation.received",
    "conversation.evaluated",
    "score.changed",
    "conversation.reviewed",
    "conversation.noted",
    "conversation.shared",
    "conversation.deleted",
    "conversations.deleted",
    "review.assigned",
    "review.submitted",
    "sample.drawn",
    "dispute.raised",
    "dispute.moved",
    "calibration.opened",
    "calibration.locked",
    "calibration.closed",
    "scorecard.published",
    "scorecard.retired",
    "program.changed",
    "program.signed",
    "letter.received",
];

/// What a message calls the object of a change, and where its state and what it belongs to are found; the part of the kind before the dot leads here.
const OBJECTS: [(&str, &str, Option<&str>); 9] = [
    ("conversation", "conversation", Some("SELECT id, state, CAST(NULL AS TEXT) AS conversation, evaluation_id AS evaluation FROM conversations WHERE 1 = 1")),
    ("score", "conversation", Some("SELECT id, state, CAST(NULL AS TEXT) AS conversation, evaluation_id AS evaluation FROM conversations WHERE 1 = 1")),
    ("review", "review", Some("SELECT id, state, conversation_id AS conversation, evaluation_id AS evaluation FROM reviews WHERE 1 = 1")),
    ("dispute", "dispute", Some("SELECT id, state, conversation_id AS conversation, evaluation_id AS evaluation FROM disputes WHERE 1 = 1")),
    ("calibration", "calibration", Some("SELECT id, state, CAST(NULL AS TEXT) AS conversation, CAST(NULL AS TEXT) AS evaluation FROM calibrations WHERE 1 = 1")),
    ("scorecard", "scorecard", Some("SELECT id, state, CAST(NULL AS TEXT) AS conversation, CAST(NULL AS TEXT) AS evaluation FROM scorecards WHERE 1 = 1")),
    ("sample", "sample", None),
    ("letter", "letter", None),
    // `program` and `conversations`, whose object is the program itself.
    ("", "program", None),
];

#[derive(sqlx::FromRow)]
struct Listener {
    webhook_id: String,
    program_id: String,
    kind: String,
}

#[derive(sqlx::FromRow)]
struct About {
    id: String,
    state: String,
    conversation: Option<String>,
    evaluation: Option<String>,
}

/// Program, kind, object.
type Change<'a> = (&'a str, &'a str, &'a str);

impl Tx {
    /// Writes the messages that changes make; nothing where nobody listens.
    pub(crate) async fn post(&mut self, now: i64, changes: &[Change<'_>]) -> Result<(), StoreError> {
        let mut kinds: Vec<String> = changes.iter().map(|change| change.1.to_owned()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let mut query = Query::new("SELECT webhook_id, program_id, kind FROM subscriptions WHERE 1 = 1", Vec::new());
        query.is_one_of("kind", &kinds);
        // Who deletes a webhook waits until its messages are written.
        query.text(self.dialect().shared());
        let listeners: Vec<Listener> = self.all(query.sql, query.args).await?;
        if listeners.is_empty() {
            return Ok(());
        }
        let hears = |listener: &Listener, change: &Change<'_>| listener.kind == change.1 && (listener.program_id.is_empty() || listener.program_id == change.0);
        let heard: Vec<&Change<'_>> = changes.iter().filter(|change| listeners.iter().any(|listener| hears(listener, change))).collect();
        let mut rows = Rows::default();
        let mut about = BTreeMap::new();
        for (kind, _, sql) in OBJECTS {
            let ids: Vec<String> = heard.iter().filter(|change| object(change.1).0 == kind).map(|change| change.2.to_owned()).collect();
            if let (Some(sql), false) = (sql, ids.is_empty()) {
                let mut query = Query::new(sql, Vec::new());
                query.is_one_of("id", &ids);
                let found: Vec<About> = self.all(query.sql, query.args).await?;
                about.extend(found.into_iter().map(|one| ((kind, one.id.clone()), one)));
            }
        }
        for change in heard {
            let data = data(change, about.get(&(object(change.1).0, change.2.to_owned())));
            let told = listeners.iter().filter(|listener| hears(listener, change));
            let columns = "INSERT INTO deliveries (id, webhook_id, program_id, kind, data, state, run_ms, created_ms)";
            rows.add(columns, told.map(|listener| args![crate::id_at(now), &listener.webhook_id, change.0, change.1, &data, "waiting", now, now]));
        }
        rows.insert(self).await
    }
}

/// How the object of a kind of change is called and found.
fn object(kind: &str) -> (&'static str, &'static str, Option<&'static str>) {
    let first = kind.split('.').next().unwrap_or_default();
    OBJECTS.into_iter().find(|(name, ..)| *name == first).unwrap_or(OBJECTS[OBJECTS.len() - 1])
}

/// Ids and states, and nothing else: no words, no names, no figures.
fn data(change: &Change<'_>, about: Option<&About>) -> String {
    let (program, kind, id) = *change;
    let mut data = Map::new();
    let mut put = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            data.insert(name.to_owned(), Value::from(value));
        }
    };
    put("program", Some(program).filter(|program| !program.is_empty()));
    put("conversation", about.and_then(|about| about.conversation.as_deref()));
    put("evaluation", about.and_then(|about| about.evaluation.as_deref()));
    put(object(kind).1, Some(id));
    put("state", about.map(|about| about.state.as_str()));
    Value::Object(data).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_holds_ids_and_states() {
        let about = About { id: "d".into(), state: "raised".into(), conversation: Some("c".into()), evaluation: Some("e".into()) };
        assert_eq!(data(&("p", "dispute.raised", "d"), Some(&about)), r#"{"conversation":"c","dispute":"d","evaluation":"e","program":"p","state":"raised"}"#);
        assert_eq!(data(&("", "letter.received", "l"), None), r#"{"letter":"l"}"#);
        assert_eq!(data(&("p", "conversations.deleted", "p"), None), r#"{"program":"p"}"#);
        assert!(EVENTS.iter().all(|kind| !object(kind).1.is_empty()));
    }

    /// Every kind of change that this crate makes can be listened to.
    #[test]
    fn every_change_is_an_event() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
        // In two halves, so that this file holds no such call.
        let call = ["changed(now", ", &["].concat();
        let mut seen = std::collections::BTreeSet::new();
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let text = std::fs::read_to_string(entry.expect("an entry").path()).unwrap_or_default();
            for call in text.split(&call).skip(1) {
                seen.extend(call.lines().next().unwrap_or_default().split('"').skip(1).step_by(2).map(str::to_owned));
            }
        }
        assert!(seen.len() > 10, "{seen:?}");
        assert!(seen.iter().all(|kind| EVENTS.contains(&kind.as_str())), "{seen:?}");
    }
}
