//! Telephone talk between strangers, each utterance labelled with a dialogue act.

use std::path::Path;

use rapport_engine::{Detection, Scratch};
use rapport_model::{Channel, Conversation, Party, Turn};
use serde_json::Value;

use super::tasks::{HEAD, Task, any};
use crate::places::{self, Engines};

/// Act, behaviours that stand for it, whether they are the agent's.
const ACTS: [(&str, &[&str], bool); 6] = [
    ("qo", &["open_question", "impact_explored"], true),
    ("bf", &["paraphrase", "issue_summary", "perspective_interpretation"], true),
    ("b", &["listening_token"], true),
    ("fa", &["apology_owned", "apology_nonapology"], true),
    ("ft", &["appreciation_expressed"], true),
    ("br", &["cust_confusion"], false),
];

/// The table; nothing where the corpus is absent. Every call is read twice, so that each speaker is once the
/// agent and once the customer.
pub fn report(engines: &Engines, folder: &Path) -> Option<String> {
    let rows = places::rows(&folder.join("tune/swda.jsonl"))?;
    let mut tasks = [
        Task::new("open question (qo)", "open_question, impact_explored", &["how do you", "what do you", "how about"]),
        Task::new("reformulation (bf)", "paraphrase, issue_summary, perspective_interpretation", &["so you", "you mean", "so it's"]),
        Task::new("backchannel (b)", "listening_token", &["=uh-huh", "=yeah", "=right"]),
        Task::new("apology (fa)", "apology_owned, apology_nonapology", &["sorry", "excuse me", "apologize"]),
        Task::new("thanks (ft)", "appreciation_expressed", &["thank you", "thanks", "appreciate"]),
        Task::new("non-understanding (br)", "cust_confusion", &["=what", "=excuse me", "=pardon"]),
    ];
    let mut scratch = Scratch::default();
    for row in &rows {
        let Some(turns) = row["turns"].as_array() else { continue };
        let mut read = |agent: &str| -> [Detection; 2] { [&engines.both, &engines.rules].map(|engine| engine.check(conversation(turns, agent), &mut scratch).detection) };
        let (first, second) = (read("A"), read("B"));
        for (at, turn) in turns.iter().enumerate() {
            let speaks_first = turn["who"] == "A";
            let (as_agent, as_customer) = if speaks_first { (&first, &second) } else { (&second, &first) };
            let text = turn["text"].as_str().unwrap_or_default();
            for (task, (act, behaviours, agents)) in tasks.iter_mut().zip(ACTS) {
                let read = if agents { as_agent } else { as_customer };
                task.decide(text, [0, 1].map(|tier| any(&read[tier].findings, at, behaviours)), turn["act"] == act);
            }
        }
    }
    Some(tasks.iter().fold(HEAD.to_owned(), |table, task| table + &task.row()))
}

fn conversation(turns: &[Value], agent: &str) -> Conversation {
    let mut conversation = Conversation::new("", "", Channel::Voice);
    conversation.turns = turns
        .iter()
        .map(|turn| {
            let party = if turn["who"] == agent { Party::Agent } else { Party::Customer };
            Turn::new(party, turn["text"].as_str().unwrap_or_default())
        })
        .collect();
    conversation
}
