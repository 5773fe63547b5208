//! The JSON of the command line; other tools rely on it (`docs/json.md`).

use std::borrow::Cow;

use rapport_flow::Checked;
use rapport_model::Problem;
use rapport_wire::{Observed, TurnOut, turns};
use serde::Serialize;

use crate::language::Lang;
use crate::problem_words;

pub use rapport_wire::{About, EngineInfo, Wanted, reason};

#[derive(Serialize)]
struct ConversationOut<'a> {
    conversation: About<'a>,
    engine: &'a EngineInfo,
    turns: Vec<TurnOut<'a>>,
    #[serde(flatten)]
    observed: Observed<'a>,
    problems: Vec<ProblemOut<'a>>,
}

/// A problem, as JSON.
#[derive(Serialize)]
pub struct ProblemOut<'a> {
    code: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    message: Cow<'a, str>,
    help: Cow<'a, str>,
}

impl<'a> ProblemOut<'a> {
    /// The problem in the reader's language.
    pub fn of(problem: &'a Problem, lang: Lang) -> ProblemOut<'a> {
        ProblemOut { code: problem.code, source: &problem.source, line: problem.line, message: problem_words::message(problem, lang), help: problem_words::help(problem, lang) }
    }
}

/// One conversation as a line of JSON, without the line's end.
pub fn line(wanted: &Wanted, checked: &Checked) -> Vec<u8> {
    let Checked { conversation, detection } = checked;
    let out = ConversationOut {
        conversation: About::of(checked),
        engine: wanted.engine,
        turns: turns(checked),
        observed: Observed::of(wanted, detection),
        problems: conversation.problems.iter().map(|problem| ProblemOut::of(problem, wanted.lang)).collect(),
    };
    // Serialising plain structs into memory cannot fail.
    serde_json::to_vec(&out).unwrap_or_default()
}
