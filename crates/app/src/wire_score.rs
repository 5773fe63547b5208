//! The JSON of `rapport score`; other tools rely on it (`docs/json.md`).

use rapport_engine::Scorecard;
use rapport_flow::Checked;
use rapport_model::Evaluation;
use rapport_wire::EvaluationOut;
use serde::Serialize;

use crate::wire::{About, EngineInfo, ProblemOut, Wanted};

pub use rapport_wire::{evaluation_out, percent, word};

#[derive(Serialize)]
struct ScoreOut<'a> {
    conversation: About<'a>,
    engine: &'a EngineInfo,
    #[serde(flatten)]
    evaluation: EvaluationOut<'a>,
    problems: Vec<ProblemOut<'a>>,
}

/// One evaluation as a line of JSON, without the line's end.
pub fn line(wanted: &Wanted, card: &Scorecard, asked: bool, checked: &Checked, evaluation: &Evaluation) -> Vec<u8> {
    let out = ScoreOut {
        conversation: About::of(checked),
        engine: wanted.engine,
        evaluation: evaluation_out(Some(card), asked, evaluation, wanted.lang),
        problems: checked.conversation.problems.iter().map(|problem| ProblemOut::of(problem, wanted.lang)).collect(),
    };
    // Serialising plain structs into memory cannot fail.
    serde_json::to_vec(&out).unwrap_or_default()
}
