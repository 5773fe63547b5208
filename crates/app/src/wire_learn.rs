//! The JSON of `rapport learn` (`docs/learning.md`).

use anyhow::Result;
use rapport_engine::Measured;
use rapport_learn::{Correction, Reasons, Verdict};
use serde::Serialize;

use crate::learn::{Outcome, Taught};

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
    before: MeasuredOut,
    after: Option<MeasuredOut>,
}

#[derive(Serialize)]
struct MeasuredOut {
    right: u32,
    wrong: u32,
    missed: u32,
    precision: f64,
    precision_interval: (f64, f64),
    recall: f64,
    recall_interval: (f64, f64),
    f1: f64,
}

#[derive(Serialize)]
struct ReasonsOut<'a> {
    contacts: u32,
    right: u32,
    most_frequent_right: u32,
    macro_f1: f64,
    most_frequent_macro_f1: f64,
    each: Vec<ReasonOut<'a>>,
    too_few: Vec<FewOut<'a>>,
}

#[derive(Serialize)]
struct ReasonOut<'a> {
    reason: &'a str,
    contacts: u32,
    f1: f64,
}

#[derive(Serialize)]
struct FewOut<'a> {
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
        let verdict = match one.verdict {
            Verdict::Better => "better",
            Verdict::Left => "left",
            Verdict::TooFew => "too_few",
            Verdict::RuleDecides => "rule_decides",
        };
        let polarity = Some(&one.name[behaviour.len()..]).filter(|sign| !sign.is_empty());
        CorrectionOut { behaviour, polarity, labels: one.labels, verdict, before: one.before.into(), after: one.after.map(MeasuredOut::from) }
    }
}

impl From<Measured> for MeasuredOut {
    fn from(measured: Measured) -> MeasuredOut {
        let [precision_interval, recall_interval] = measured.intervals();
        let Measured { right, wrong, missed } = measured;
        let (precision, recall, f1) = (rounded(measured.precision()), rounded(measured.recall()), rounded(measured.f1()));
        MeasuredOut { right, wrong, missed, precision, precision_interval, recall, recall_interval, f1 }
    }
}

impl<'a> From<&'a Reasons> for ReasonsOut<'a> {
    fn from(reasons: &'a Reasons) -> ReasonsOut<'a> {
        ReasonsOut {
            contacts: reasons.contacts,
            right: reasons.right,
            most_frequent_right: reasons.most_frequent,
            macro_f1: rounded(reasons.macro_f1.0),
            most_frequent_macro_f1: rounded(reasons.macro_f1.1),
            each: reasons.each.iter().map(|(reason, measured)| ReasonOut { reason, contacts: measured.right + measured.missed, f1: rounded(measured.f1()) }).collect(),
            too_few: reasons.few.iter().map(|(reason, contacts)| FewOut { reason, contacts: *contacts }).collect(),
        }
    }
}

/// Three places are more than samples of this size hold.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
