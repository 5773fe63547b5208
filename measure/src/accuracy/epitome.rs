//! Answers to people in distress on public forums, rated for the ways in which they show empathy.

use std::path::Path;

use rapport_engine::Scratch;
use rapport_model::{Channel, Conversation, Party, Turn};

use super::tasks::{HEAD, Task, any};
use crate::places::{self, Engines};

/// Label and the behaviours that stand for it.
const LABELS: [(&str, &[&str]); 3] = [
    ("emotional_reactions", &["caring_reaction", "emotion_acknowledged"]),
    ("interpretations", &["perspective_interpretation", "paraphrase", "emotion_acknowledged"]),
    ("explorations", &["open_question", "clarifying_question", "impact_explored", "related_history_probe"]),
];

/// The table; nothing where the corpus is absent.
pub fn report(engines: &Engines, folder: &Path) -> Option<String> {
    let rows = places::rows(&folder.join("tune/epitome.jsonl"))?;
    let mut tasks = [
        Task::new("emotional reaction", "caring_reaction, emotion_acknowledged", &["sorry", "hope", "i feel for you"]),
        Task::new("interpretation", "perspective_interpretation, paraphrase, emotion_acknowledged", &["i understand", "sounds like", "must be"]),
        Task::new("exploration", "open_question, clarifying_question, impact_explored, related_history_probe", &["?", "what", "how"]),
    ];
    let mut scratch = Scratch::default();
    for row in &rows {
        let text = |field: &str| row[field].as_str().unwrap_or_default().to_owned();
        let mut conversation = Conversation::new("", "", Channel::Chat);
        conversation.turns = vec![Turn::new(Party::Customer, text("seeker")), Turn::new(Party::Agent, text("response"))];
        let read = [&engines.both, &engines.rules].map(|engine| engine.check(conversation.clone(), &mut scratch).detection);
        for (task, (label, behaviours)) in tasks.iter_mut().zip(LABELS) {
            let labelled = row["labels"][label]["level"].as_i64().unwrap_or(0) > 0;
            task.decide(&text("response"), [0, 1].map(|tier| any(&read[tier].findings, 1, behaviours)), labelled);
        }
    }
    Some(tasks.iter().fold(HEAD.to_owned(), |table, task| table + &task.row()))
}
