//! Requests of editors and programmers, rated for politeness: the politest quarter against the rudest.

use std::path::Path;

use rapport_engine::Scratch;
use rapport_model::{Channel, Conversation, Finding, Party, Polarity, Turn};

use super::tasks::{HEAD, Task};
use crate::places::{self, Engines};

/// The table; nothing where the corpus is absent.
pub fn report(engines: &Engines, folder: &Path) -> Option<String> {
    let rows = places::rows(&folder.join("tune/politeness.jsonl"))?;
    let score = |row: &serde_json::Value| row["score"].as_f64();
    let mut scores: Vec<f64> = rows.iter().filter_map(score).collect();
    scores.sort_by(f64::total_cmp);
    let (low, high) = (*scores.get(scores.len() / 4)?, *scores.get(scores.len() * 3 / 4)?);
    let mut task = Task::new("polite, against rude", "courteous_register +, appreciation_expressed", &["please", "thanks", "thank you"]);
    let mut scratch = Scratch::default();
    for row in &rows {
        let Some(score) = score(row).filter(|score| *score <= low || *score >= high) else { continue };
        let text = row["text"].as_str().unwrap_or_default();
        let mut conversation = Conversation::new("", "", Channel::Chat);
        conversation.turns = vec![Turn::new(Party::Agent, text)];
        let polite = |finding: &Finding| &*finding.behaviour == "courteous_register" && finding.polarity == Polarity::Positive || &*finding.behaviour == "appreciation_expressed";
        let found = [&engines.both, &engines.rules].map(|engine| engine.check(conversation.clone(), &mut scratch).detection.findings.iter().any(polite));
        task.decide(text, found, score >= high);
    }
    Some(HEAD.to_owned() + &task.row())
}
