//! The JSON of `rapport learn` (`docs/learning.md`).

use anyhow::Result;
use rapport_learn::{Correction, Reasons, Verdict};
use serde::Serialize;

use crate::learn::{Outcome, Taught};
use rapport_wire::behaviour::{CountsOut, rounded};

/// What learning came to, as one JSON object with a line's end.
///
/// # Errors
/// None that an outcome can cause.
pub fn json(outcome: &Outcome) -> Result<String> {
    let out = OutcomeOut {
        conversations: outcome.conversations,
        labelled_turns: outcome.turns,
        left_out: outcome.left_out,
        languages: outcome.languages.iter().map(TaughtOut::from).collect(),
        written: outcome.written.iter().map(|path| path.display().to_string()).collect(),
    };
    Ok(format!("{}\n", serde_json::to_string_pretty(&out)?))
}

#[derive(Serialize)]
struct OutcomeOut<'a> {
    conversations: usize,
    labelled_turns: usize,
    left_out: usize,
    languages: Vec<TaughtOut<'a>>,
    written: Vec<String>,
}

#[derive(Serialize)]
struct TaughtOut<'a> {
    language: &'static str,
    changed: bool,
    behaviours: Vec<CorrectionOut<'a>>,
    reasons: Option<ReasonsOut<'a>>,
}

#[derive(Serialize)]
struct CorrectionOut<'a> {
    behaviour: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    polarity: Option<&'a str>,
    labels: u32,
    verdict: &'static str,
    before: CountsOut,
    after: Option<CountsOut>,
}

#[derive(Serialize)]
struct ReasonsOut<'a> {
    verdict: &'static str,
    contacts: u32,
    right: u32,
    most_frequent_right: u32,
    macro_f1: f64,
    most_frequent_macro_f1: f64,
    each: Vec<ReasonOut<'a>>,
    too_few: Vec<LeftOut<'a>>,
    no_room: Vec<LeftOut<'a>>,
}

#[derive(Serialize)]
struct ReasonOut<'a> {
    reason: &'a str,
    contacts: u32,
    f1: f64,
}

#[derive(Serialize)]
struct LeftOut<'a> {
    reason: &'a str,
    contacts: u32,
}

impl<'a> From<&'a Taught> for TaughtOut<'a> {
    fn from(taught: &'a Taught) -> TaughtOut<'a> {
        TaughtOut {
            language: taught.language,
            changed: taught.changed,
            behaviours: taught.behaviours.iter().map(CorrectionOut::from).collect(),
            reasons: taught.reasons.as_ref().map(ReasonsOut::from),
        }
    }
}

impl<'a> From<&'a Correction> for CorrectionOut<'a> {
    fn from(one: &'a Correction) -> CorrectionOut<'a> {
        let behaviour = one.name.trim_end_matches(['+', '-']);
        let polarity = Some(&one.name[behaviour.len()..]).filter(|sign| !sign.is_empty());
        CorrectionOut { behaviour, polarity, labels: one.labels, verdict: name_of(one.verdict), before: one.before.into(), after: one.after.map(CountsOut::from) }
    }
}

impl<'a> From<&'a Reasons> for ReasonsOut<'a> {
    fn from(reasons: &'a Reasons) -> ReasonsOut<'a> {
        ReasonsOut {
            verdict: name_of(reasons.verdict),
            contacts: reasons.contacts,
            right: reasons.right,
            most_frequent_right: reasons.most_frequent,
            macro_f1: rounded(reasons.macro_f1.0),
            most_frequent_macro_f1: rounded(reasons.macro_f1.1),
            each: reasons.each.iter().map(|(reason, measured)| ReasonOut { reason, contacts: measured.labels(), f1: rounded(measured.f1()) }).collect(),
            too_few: LeftOut::all(&reasons.few),
            no_room: LeftOut::all(&reasons.no_room),
        }
    }
}

impl<'a> LeftOut<'a> {
    fn all(reasons: &'a [(String, u32)]) -> Vec<LeftOut<'a>> {
        reasons.iter().map(|(reason, contacts)| LeftOut { reason, contacts: *contacts }).collect()
    }
}

fn name_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Better => "better",
        Verdict::Left => "left",
        Verdict::TooFew => "too_few",
        Verdict::RuleDecides => "rule_decides",
    }
}
