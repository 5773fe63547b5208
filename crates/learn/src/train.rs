//! One head a behaviour: learned on all rows, with thresholds and figures from rows that were left out.

use std::collections::BTreeSet;

use rapport_engine::{BELIEVED, Calibration, DraftSeen, HeadFile, LIKELY, Measured, Observed, TableFile};
use rapport_model::Polarity;
use rayon::prelude::*;

use crate::calibrate::Platt;
use crate::fold::FOLDS;
use crate::lesson::{Label, Lesson, Teaches};
use crate::linear::{Case, Linear, OWN, Pull};
use crate::rows::{Row, Rows};
use crate::table::{Whole, table};
use crate::threshold::{self, Thresholds};

/// What training gives for one language and side.
pub struct Trained {
    /// Heads and weights.
    pub table: TableFile,
    /// Beside the heads: what is known of them.
    pub reports: Vec<HeadReport>,
}

/// How one head was made.
#[derive(Clone, Debug, PartialEq)]
pub struct HeadReport {
    /// Behaviour, with its polarity where it has both.
    pub name: Label,
    /// Labels that it was learned from.
    pub labels: u32,
    /// Rules alone, on the rows that thresholds were chosen on.
    pub rules: Measured,
    /// Rules and head together, each part decided by a head that had not seen it.
    pub both: Measured,
    /// The head's words alone, at its best F1.
    pub alone: Measured,
}

/// What a head is made of.
struct Made {
    linear: Linear,
    whole: Whole,
    head: HeadFile,
    report: HeadReport,
}

/// How hard answers pull: chosen on the development part by cross-validation. What says less than this moves F1 by no more than chance does.
const PULL: Pull = Pull { cost: 0.15, positive: 3.0, least: 0.007 };

/// Log-odds of 30 %, from which on it matters how sure a head is.
const MAY_BE: f32 = -0.847;

/// A behaviour with fewer labels has no head.
pub const LEAST_POSITIVES: usize = 12;

/// Trains the heads of one side in one language. `against` says which labels speak against somebody; `level` gives the level of a finding
/// that only a head made.
pub fn train(lessons: &[Lesson], agent: bool, wanted: impl Fn(&Observed) -> bool, against: impl Fn(&str) -> bool + Sync, level: impl Fn(&str) -> u8 + Sync) -> Trained {
    let rows = Rows::of(lessons, |turn| turn.agent == Some(agent) && wanted(turn));
    let names: BTreeSet<&Label> = rows.rows.iter().filter_map(|row| lessons[row.lesson].labels[row.turn].as_ref()).flatten().collect();
    let left_out: Vec<LeftOut> = names.into_par_iter().filter_map(|name| leave_out(lessons, &rows, name)).collect();
    let common = common(&left_out);
    let made: Vec<Made> = left_out.into_par_iter().map(|left| make(lessons, &rows, &left, common, against(left.name), level(left.name))).collect();
    let (mut learned, mut heads, mut reports) = (Vec::new(), Vec::new(), Vec::new());
    for Made { linear, whole, head, report } in made {
        learned.push((linear, whole));
        heads.push(head);
        reports.push(report);
    }
    let mut table = table(&learned, &rows.hashes);
    table.heads = heads;
    Trained { table, reports }
}

/// What is known of rows from functions that had not seen them.
struct LeftOut<'a> {
    name: &'a str,
    /// With what rules found.
    scores: Vec<(f32, bool)>,
    /// By words alone.
    alone: Vec<(f32, bool)>,
    /// Whether a rule found it.
    ruled: Vec<bool>,
    platt: Platt,
}

fn leave_out<'a>(lessons: &[Lesson], rows: &Rows, name: &'a str) -> Option<LeftOut<'a>> {
    let cases: Vec<Case> = rows.rows.iter().filter_map(|row| case(lessons, row, name)).collect();
    let measures = |case: &Case| lessons[case.row.lesson].teaches == Teaches::Everything;
    if cases.iter().filter(|case| case.positive).count() < LEAST_POSITIVES || !cases.iter().any(|case| case.positive && measures(case)) {
        return None;
    }
    let mut left = LeftOut { name, scores: Vec::new(), alone: Vec::new(), ruled: Vec::new(), platt: Platt { slope: 1.0, offset: 0.0 } };
    for part in 0..FOLDS {
        let (test, train): (Vec<Case>, Vec<Case>) = cases.iter().cloned().partition(|case| case.row.fold == part);
        let linear = Linear::learn(&train, rows.hashes.len(), PULL);
        let test: Vec<Case> = test.into_iter().filter(measures).collect();
        left.scores.extend(test.iter().map(|case| (linear.of(case), case.positive)));
        left.ruled.extend(test.iter().map(|case| case.own[0] > 0.0));
        left.alone.extend(test.iter().map(|case| (linear.of(&Case { own: [0.0; OWN], ..case.clone() }), case.positive)));
    }
    left.platt = Platt::fit(&left.scores);
    Some(left)
}

/// What is left to say of all heads together where something may be found: each head's own curve is fitted to thousands of turns that are far from it, and
/// is a little too sure where few are.
fn common(left_out: &[LeftOut]) -> Platt {
    let odds = left_out.iter().flat_map(|left| left.scores.iter().map(|&(score, positive)| (left.platt.odds(f64::from(score)) as f32, positive)));
    Platt::fit(&odds.filter(|(odds, _)| *odds >= MAY_BE).collect::<Vec<_>>())
}

fn make(lessons: &[Lesson], rows: &Rows, left: &LeftOut, common: Platt, against: bool, level: u8) -> Made {
    let cases: Vec<Case> = rows.rows.iter().filter_map(|row| case(lessons, row, left.name)).collect();
    let measures = |case: &Case| lessons[case.row.lesson].teaches == Teaches::Everything;
    let LeftOut { name, scores, alone, ruled, platt } = left;
    let platt = platt.then(common);
    let mut chosen = threshold::choose(scores, against);
    // What the engine decides, which is not by the threshold alone.
    let decided = |least: f32| {
        let all = scores.iter().zip(alone).zip(ruled);
        measured(all.map(|((&(score, positive), &(words, _)), &ruled)| {
            let likely = |score: f32, percent: u8| platt.of(f64::from(score)) * 100.0 >= f64::from(percent) - 0.5;
            let found = if ruled { likely(score, BELIEVED) } else { words >= chosen.found && likely(words, LIKELY) };
            (found && score >= least, positive)
        }))
    };
    (chosen.measured, chosen.mark) = (decided(f32::MIN), chosen.mark.map(|(place, _)| (place, decided(place))));
    chosen.mark = chosen.mark.filter(|(_, measured)| measured.precision() >= threshold::gate_of(against));
    let linear = Linear::learn(&cases, rows.hashes.len(), PULL);
    let whole = Whole::of(&linear, &rows.hashes);
    let rules = measured(cases.iter().filter(|case| measures(case)).map(|case| (case.own[0] > 0.0, case.positive)));
    let labels = cases.iter().filter(|case| case.positive).count() as u32;
    let report = HeadReport { name: (*name).to_owned(), labels, rules, both: chosen.measured, alone: threshold::choose(alone, against).measured };
    let head = head(name, &linear, &whole, &chosen, platt, level);
    Made { linear, whole, head, report }
}

fn head(name: &str, linear: &Linear, whole: &Whole, chosen: &Thresholds, platt: Platt, level: u8) -> HeadFile {
    HeadFile {
        name: name.to_owned(),
        bias: whole.score(linear.bias),
        threshold: whole.score(chosen.found),
        mark: chosen.mark.map(|(place, _)| whole.score(place)),
        calibration: Calibration { slope: (platt.slope * whole.worth() * 65536.0 * 65536.0).round() as i64, offset: (platt.offset * 65536.0).round() as i64 },
        rule: [0, 1, 2].map(|at| whole.score(linear.own[at])),
        level,
        measured: chosen.measured,
        marks: chosen.mark.map(|(_, measured)| measured).unwrap_or_default(),
    }
}

/// A row as a case of a behaviour; `None` where nobody looked for it.
pub(crate) fn case<'a>(lessons: &[Lesson], row: &'a Row, name: &str) -> Option<Case<'a>> {
    let lesson = &lessons[row.lesson];
    if let Teaches::One(only) = &lesson.teaches
        && only != name.trim_end_matches(['+', '-'])
    {
        return None;
    }
    let positive = lesson.labels[row.turn].as_ref()?.contains(name);
    let mut own = [0.0; OWN];
    let drafts = &lesson.turns[row.turn].drafts;
    if let Some(draft) = drafts.iter().find(|draft| names(draft, name)) {
        let from = if lesson.teaches.is_fitted() { OWN / 2 } else { 0 };
        own[from] = 1.0;
        own[from + 1] = f32::from(u8::from(draft.clear));
        own[from + 2] = f32::from(u8::from(draft.sure));
    }
    Some(Case { row, own, positive, worth: lesson.teaches.worth() })
}

fn names(draft: &DraftSeen, name: &str) -> bool {
    match name.strip_suffix(['+', '-']) {
        Some(behaviour) => draft.behaviour == behaviour && draft.polarity == if name.ends_with('+') { Polarity::Positive } else { Polarity::Negative },
        None => draft.behaviour == name,
    }
}

pub(crate) fn measured(decisions: impl Iterator<Item = (bool, bool)>) -> Measured {
    let mut measured = Measured::default();
    for (found, positive) in decisions {
        measured.right += u32::from(found && positive);
        measured.wrong += u32::from(found && !positive);
        measured.missed += u32::from(!found && positive);
    }
    measured
}
