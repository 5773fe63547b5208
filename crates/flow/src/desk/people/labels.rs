//! What disputes teach: the turns that people decided about, as the labelled conversations that `rapport learn` reads.

use std::collections::BTreeMap;
use std::sync::Arc;

use rapport_store::{DisputeFilter, DisputeRow, Scope, StoreError, read_conversation};
use serde_json::{Value, json};

use crate::{Desk, Rules};

/// Conversations read at once.
const BATCH: usize = 64;

impl Desk {
    /// One line of JSON a conversation with a decided dispute about a finding. The disputed turn has its labels, without what was overturned; other turns
    /// have none, because nobody looked at them.
    ///
    /// # Errors
    /// The database fails.
    pub async fn disputed_labels(&self, scope: &Scope, program: Option<&str>) -> Result<String, StoreError> {
        let filter = DisputeFilter { program: program.map(str::to_owned), ..DisputeFilter::default() };
        let mut decided: BTreeMap<String, Vec<DisputeRow>> = BTreeMap::new();
        for dispute in self.store().disputes(scope, &filter, i64::MAX).await? {
            if !dispute.cue.is_empty() && dispute.state()?.is_closed() {
                decided.entry(dispute.conversation_id.clone()).or_default().push(dispute);
            }
        }
        let ids: Vec<String> = decided.keys().cloned().collect();
        let mut rules: BTreeMap<String, Arc<Rules>> = BTreeMap::new();
        let mut lines = String::new();
        for ids in ids.chunks(BATCH) {
            let mut rows = self.store().conversations_by_id(scope, ids).await?;
            rows.sort_by(|a, b| a.id.cmp(&b.id));
            for row in rows {
                let conversation = read_conversation(&row.document)?;
                if !rules.contains_key(&row.program_id) {
                    rules.insert(row.program_id.clone(), self.rules_in(&row.program_id).await?);
                }
                let library = rules.get(&row.program_id).map(|rules| &rules.library);
                let both = |behaviour: &str| library.and_then(|library| library.behaviour(behaviour)).is_some_and(|rule| rule.polarity.value == "±");
                let detection: Value = row.detection.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
                let disputes = decided.get(&row.id).map(Vec::as_slice).unwrap_or_default();
                let turns: Vec<Value> = conversation
                    .turns
                    .iter()
                    .enumerate()
                    .map(|(at, turn)| {
                        let mut out = json!({"who": turn.party.as_str(), "text": turn.text});
                        if disputes.iter().any(|dispute| dispute.turn == at as i64) {
                            out["labels"] = labels(&detection, at, disputes, both);
                        }
                        out
                    })
                    .collect();
                lines.push_str(&json!({"id": row.id, "channel": row.channel, "turns": turns}).to_string());
                lines.push('\n');
            }
        }
        Ok(lines)
    }
}

/// The findings of a turn as labels, without those that were overturned, and without hints.
fn labels(detection: &Value, at: usize, disputes: &[DisputeRow], both: impl Fn(&str) -> bool) -> Value {
    let overturned = |finding: &Value| {
        disputes.iter().any(|dispute| {
            let right = dispute.state().is_ok_and(|state| state.is_overturned());
            right && dispute.turn == at as i64 && finding["behaviour"] == dispute.behaviour.as_str() && finding["cue"] == dispute.cue.as_str()
        })
    };
    let own =
        detection["findings"].as_array().into_iter().flatten().filter(|finding| finding["turn"].as_u64() == Some(at as u64) && finding["hint"] != true && !overturned(finding));
    let label = |finding: &Value| {
        let mut label = json!({"behaviour": finding["behaviour"], "quote": finding["quote"]});
        if both(finding["behaviour"].as_str().unwrap_or_default()) {
            label["polarity"] = finding["polarity"].clone();
        }
        if finding["level"].is_u64() {
            label["level"] = finding["level"].clone();
        }
        label
    };
    Value::Array(own.map(label).collect())
}
