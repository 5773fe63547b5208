//! Counselling sessions whose therapists' turns experts labelled: questions, open or closed, and reflections.

use std::path::Path;

use rapport_engine::Scratch;
use serde_json::Value;

use super::tasks::{HEAD, Task, any, asks};
use crate::places::{self, Engines};

/// Behaviours that are questions of the agent.
const QUESTIONS: [&str; 6] = ["open_question", "clarifying_question", "related_history_probe", "impact_explored", "understanding_checked", "detail_confirmation"];

/// The table; nothing where the corpus is absent.
pub fn report(engines: &Engines, folder: &Path) -> Option<String> {
    let rows = places::rows(&folder.join("tune/annomi.jsonl"))?;
    let mut tasks = [
        Task::new("question", "question form, or a question behaviour", &["?"]),
        Task::new("open, among questions", "open_question, impact_explored", &["how", "what", "tell me"]),
        Task::new("reflection", "paraphrase, perspective_interpretation, issue_summary", &["so you", "sounds like", "it seems"]),
    ];
    let mut scratch = Scratch::default();
    for row in &rows {
        let Some(turns) = row["turns"].as_array() else { continue };
        let line = row.to_string();
        let Some(Ok(conversation)) = rapport_intake::read("annomi.jsonl", line.as_bytes()).pop() else { continue };
        if conversation.turns.len() != turns.len() {
            continue;
        }
        let read = [&engines.both, &engines.rules].map(|engine| engine.check(conversation.clone(), &mut scratch));
        let any = |at: usize, wanted: &[&str]| [0, 1].map(|tier| any(&read[tier].detection.findings, at, wanted));
        for (at, turn) in turns.iter().enumerate().filter(|(_, turn)| turn["who"] == "agent") {
            let text = turn["text"].as_str().unwrap_or_default();
            let kind = majority(turn, "question_subtype");
            let question = kind.is_some();
            tasks[0].decide(text, any(at, &QUESTIONS).map(|found| found || asks(&read[0].conversation.turns[at].text)), question);
            if question {
                tasks[1].decide(text, any(at, &["open_question", "impact_explored"]), kind == Some("open"));
            }
            tasks[2].decide(text, any(at, &["paraphrase", "perspective_interpretation", "issue_summary"]), majority(turn, "reflection_subtype").is_some());
        }
    }
    Some(tasks.iter().fold(HEAD.to_owned(), |table, task| table + &task.row()))
}

/// What more than half of a turn's annotators say, "none" included; the first value where they are even.
fn majority<'a>(turn: &'a Value, field: &str) -> Option<&'a str> {
    let annotators = turn["annotators"].as_array().map_or(&[][..], Vec::as_slice);
    let said: Vec<&str> = annotators.iter().filter_map(|annotator| annotator[field].as_str()).collect();
    if said.len() * 2 < annotators.len() || said.is_empty() {
        return None;
    }
    said.iter().copied().max_by_key(|value| said.iter().filter(|other| *other == value).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_half_of_the_annotators_decide() {
        let turn = serde_json::json!({"annotators": [{"question_subtype": "open"}, {"question_subtype": "open"}, {"question_subtype": "closed"}, {}]});
        assert_eq!(majority(&turn, "question_subtype"), Some("open"));
        assert_eq!(majority(&turn, "reflection_subtype"), None);
    }
}
