//! Corrections: what a team's own labels teach heads that stand already.

use std::collections::{BTreeMap, BTreeSet};

use rapport_engine::{Calibration, Feature, HeadFile, Measured, Observed, TableFile};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::calibrate::Platt;
use crate::fold::FOLDS;
use crate::lesson::{Label, Lesson};
use crate::linear::{Case, Linear, Pull};
use crate::rows::Rows;
use crate::table::{SMALLEST, entries};
use crate::threshold::{self, Thresholds, worth};
use crate::train::{LEAST_POSITIVES, case, measured};

/// The heads of one side after a team's labels.
pub struct Corrected {
    /// The old table where no head became better.
    pub table: TableFile,
    /// One a behaviour that the labels name, in order.
    pub reports: Vec<Correction>,
}

/// What labels did for one behaviour.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// Behaviour, with its polarity where it has both.
    pub name: Label,
    /// Labels of it.
    pub labels: u32,
    /// As it was, on the team's labels.
    pub before: Measured,
    /// With the correction, each part of the labels decided by one that had not seen it, from a threshold that had not seen it either.
    pub after: Option<Measured>,
    /// What was done.
    pub verdict: Verdict,
}

/// What was done with a behaviour's head, or with a centre's own reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is better than what was there and replaces it.
    Better,
    /// It would not have become better: left as it was.
    Left,
    /// Fewer labels than [`LEAST_POSITIVES`], or examples than [`crate::LEAST_EXAMPLES`]: left as it was.
    TooFew,
    /// The behaviour is counted over the conversation: its rule alone decides.
    RuleDecides,
}

/// Pulls less than where heads are learned from nothing: a team has few labels, and what stands was learned from many.
const PULL: Pull = Pull { cost: 0.05, positive: 3.0, least: 0.0 };

/// So many heads a table holds.
const MOST_HEADS: usize = 255;

/// A head that became better.
struct Change {
    /// Its place; none for a new one.
    number: Option<usize>,
    head: HeadFile,
    weights: BTreeMap<u32, i8>,
}

/// The heads that stand.
struct Standing<'a> {
    heads: &'a [HeadFile],
    weights: FxHashMap<u32, Vec<(u8, i8)>>,
}

/// Corrects the heads of one side in one language. `heeded` says of which behaviours heads have a say, `against` and `level` are those of
/// [`crate::train`]. The same labels and heads give the same table.
pub fn correct(
    lessons: &[Lesson],
    old: &TableFile,
    agent: bool,
    wanted: impl Fn(&Observed) -> bool,
    heeded: impl Fn(&str) -> bool + Sync,
    against: impl Fn(&str) -> bool + Sync,
    level: impl Fn(&str) -> u8 + Sync,
) -> Corrected {
    let rows = Rows::of(lessons, |turn| turn.agent == Some(agent) && wanted(turn));
    let names: BTreeSet<&Label> = rows.rows.iter().filter_map(|row| lessons[row.lesson].labels[row.turn].as_ref()).flatten().collect();
    let standing = Standing { heads: &old.heads, weights: entries(old, 0).collect() };
    let room = MOST_HEADS.saturating_sub(old.heads.len());
    let made: Vec<(Correction, Option<Change>)> = names.into_par_iter().map(|name| make(lessons, &rows, &standing, name, heeded(name), against(name), level(name))).collect();
    let (mut changes, mut reports, mut new) = (Vec::new(), Vec::new(), 0);
    for (mut report, change) in made {
        if let Some(change) = change {
            new += usize::from(change.number.is_none());
            if change.number.is_some() || new <= room {
                changes.push(change);
            } else {
                report.verdict = Verdict::Left;
            }
        }
        reports.push(report);
    }
    Corrected { table: changed(old, changes), reports }
}

fn make(lessons: &[Lesson], rows: &Rows, standing: &Standing, name: &str, heeded: bool, against: bool, level: u8) -> (Correction, Option<Change>) {
    let cases: Vec<Case> = rows.rows.iter().filter_map(|row| case(lessons, row, name)).collect();
    let labels = cases.iter().filter(|case| case.positive).count();
    let number = standing.heads.iter().position(|head| head.name == name);
    let beside: Vec<f32> = match number {
        Some(number) => cases.iter().map(|case| standing.odds(number, &lessons[case.row.lesson].turns[case.row.turn], case)).collect(),
        None => vec![0.0; cases.len()],
    };
    let stood = cases.iter().zip(&beside).map(|(case, &odds)| (if number.is_some() { odds >= 0.0 } else { case.own[0] > 0.0 }, case.positive));
    let mut report = Correction { name: name.to_owned(), labels: labels as u32, before: measured(stood), after: None, verdict: Verdict::TooFew };
    if !heeded {
        report.verdict = Verdict::RuleDecides;
        return (report, None);
    }
    if labels < LEAST_POSITIVES {
        return (report, None);
    }
    let columns = rows.hashes.len();
    let left_out = left_out(&cases, &beside, columns);
    let after = nested(&left_out, against);
    report.after = Some(after);
    // The measure that thresholds are chosen by; a rise in it that costs F1 is no gain to most.
    if worth(after) <= worth(report.before) || after.f1() < report.before.f1() {
        report.verdict = Verdict::Left;
        return (report, None);
    }
    report.verdict = Verdict::Better;
    let scores: Vec<(f32, bool)> = left_out.iter().map(|&(_, score, positive)| (score, positive)).collect();
    let chosen = Thresholds { measured: after, ..threshold::choose_balance(&scores, against) };
    let linear = Linear::learn_beside(&cases, &beside, columns, PULL);
    let change = standing.merged(number, name, &linear, &rows.hashes, &chosen, Platt::fit(&scores), level);
    (report, Some(change))
}

/// Part, score and answer of every case, by a correction that had not seen its part.
fn left_out(cases: &[Case], beside: &[f32], columns: usize) -> Vec<(u8, f32, bool)> {
    let mut all = Vec::with_capacity(cases.len());
    for part in 0..FOLDS {
        let of = |inside: bool| cases.iter().zip(beside).filter(move |(case, _)| (case.row.fold == part) == inside);
        let (train, stands): (Vec<Case>, Vec<f32>) = of(false).map(|(case, &stands)| (case.clone(), stands)).unzip();
        let linear = Linear::learn_beside(&train, &stands, columns, PULL);
        all.extend(of(true).map(|(case, &stands)| (part, linear.of(case) + stands, case.positive)));
    }
    all
}

/// Decisions about each part from a threshold chosen on the others.
fn nested(left_out: &[(u8, f32, bool)], against: bool) -> Measured {
    let found: Vec<f32> = (0..FOLDS)
        .map(|part| {
            let others: Vec<(f32, bool)> = left_out.iter().filter(|one| one.0 != part).map(|&(_, score, positive)| (score, positive)).collect();
            threshold::choose_balance(&others, against).found
        })
        .collect();
    measured(left_out.iter().map(|&(part, score, positive)| (score >= found[usize::from(part)], positive)))
}

impl Standing<'_> {
    /// Log-odds that a unit of a head's score is worth. Calibration gives one unit to all heads, so that one pull fits all.
    fn slope(&self, number: Option<usize>) -> f64 {
        number.map_or(0.0, |number| (self.heads[number].calibration.slope as f64 / 65536.0 / 65536.0).max(1e-9))
    }

    /// How far a turn is from the head's threshold, in log-odds: counted as the engine counts.
    fn odds(&self, number: usize, turn: &Observed, case: &Case) -> f32 {
        let head = &self.heads[number];
        let weight = |hash| self.weights.get(&hash).and_then(|of| of.iter().find(|(other, _)| usize::from(*other) == number)).map_or(0, |&(_, weight)| i64::from(weight));
        let words: i64 = turn.features.iter().map(|feature| weight(feature.hash) * i64::from(feature.value)).sum();
        let rule: i64 = head.rule.iter().zip(&case.own).filter(|(_, own)| **own > 0.0).map(|(part, _)| i64::from(*part)).sum();
        let score = words + rule + i64::from(head.bias) - i64::from(head.threshold);
        (score as f64 * self.slope(Some(number))) as f32
    }

    /// A head and its correction as one. Where a weight would not fit, the whole head is counted in a larger unit.
    #[allow(clippy::too_many_arguments, reason = "what a head is made of")]
    fn merged(&self, number: Option<usize>, name: &str, linear: &Linear, hashes: &[Option<u32>], chosen: &Thresholds, platt: Platt, level: u8) -> Change {
        let old = number.map(|number| &self.heads[number]);
        let slope = self.slope(number);
        let one = f64::from(Feature::ONE);
        // In log-odds, from here on.
        let mut sums: BTreeMap<u32, (f64, bool)> = BTreeMap::new();
        if let Some(number) = number {
            let own = self.weights.iter().filter_map(|(&hash, of)| Some((hash, of.iter().find(|(other, _)| usize::from(*other) == number)?.1)));
            sums.extend(own.map(|(hash, weight)| (hash, (f64::from(weight) * slope * one, true))));
        }
        for (hash, weight) in hashes.iter().zip(&linear.weights).filter_map(|(hash, weight)| Some(((*hash)?, *weight))) {
            sums.entry(hash).or_default().0 += f64::from(weight);
        }
        let largest = sums.values().fold(1e-6f64, |largest, (weight, _)| largest.max(weight.abs()));
        let unit = if number.is_some() { (slope * one).max(largest / 127.0) } else { largest / 127.0 };
        let weights = sums.into_iter().filter_map(|(hash, (weight, stood))| {
            let whole = (weight / unit).round().clamp(-127.0, 127.0);
            let counts = if stood { whole != 0.0 } else { whole.abs() >= 127.0 * f64::from(SMALLEST) };
            counts.then_some((hash, whole as i8))
        });
        let whole = |odds: f64| (odds / unit * one).round().clamp(-1e9, 1e9) as i32;
        let stood = |of: fn(&HeadFile) -> i64| old.map_or(0.0, |old| of(old) as f64 * slope);
        let rule = [0, 1, 2].map(|at| whole(old.map_or(0.0, |old| f64::from(old.rule[at]) * slope) + f64::from(linear.own[at])));
        let head = HeadFile {
            name: name.to_owned(),
            bias: whole(stood(|old| i64::from(old.bias) - i64::from(old.threshold)) + f64::from(linear.bias)),
            threshold: whole(f64::from(chosen.found)),
            mark: chosen.mark.map(|(place, _)| whole(f64::from(place))),
            calibration: Calibration { slope: (platt.slope * unit / one * 65536.0 * 65536.0).round() as i64, offset: (platt.offset * 65536.0).round() as i64 },
            rule,
            level: old.map_or(level, |old| old.level),
            measured: chosen.measured,
            marks: chosen.mark.map(|(_, measured)| measured).unwrap_or_default(),
        };
        Change { number, head, weights: weights.collect() }
    }
}

/// The table with some heads anew; others keep every weight.
fn changed(old: &TableFile, changes: Vec<Change>) -> TableFile {
    if changes.is_empty() {
        return old.clone();
    }
    let mut heads = old.heads.clone();
    let mut all: BTreeMap<u32, BTreeMap<u8, i8>> = entries(old, 0).map(|(feature, weights)| (feature, weights.into_iter().collect())).collect();
    for Change { number, head, weights } in changes {
        let number = number.unwrap_or(heads.len());
        if number == heads.len() {
            heads.push(head);
        } else {
            heads[number] = head;
        }
        let number = number as u8;
        for of in all.values_mut() {
            of.remove(&number);
        }
        for (feature, weight) in weights {
            all.entry(feature).or_default().insert(number, weight);
        }
    }
    let mut table = TableFile { heads, ..TableFile::default() };
    for (feature, of) in all.into_iter().filter(|(_, of)| !of.is_empty()) {
        table.features.push(feature);
        table.counts.push(of.len() as u8);
        table.numbers.extend(of.keys());
        table.weights.extend(of.values());
    }
    table
}
