//! The figures of the labelled conversations as Markdown.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::held_out::{Behaviour, HeldOut, Labelled, measure};
use super::resample;
use super::score::{Counts, wilson};

/// Behaviours with fewer labels are shown but left out of the mean over behaviours.
const ENOUGH: usize = 5;

/// Mean F1 over behaviours with enough labels, 0–1.
fn macro_f1(counts: &BTreeMap<Behaviour, HeldOut>, of: fn(&HeldOut) -> Counts) -> f64 {
    let list: Vec<f64> = counts.values().map(of).filter(|counts| counts.positives() >= ENOUGH).map(|counts| counts.f1()).collect();
    list.iter().sum::<f64>() / list.len().max(1) as f64
}

/// Its interval when other conversations of the same kind had been drawn; the behaviours stay the same.
fn macro_interval(conversations: &[Labelled], counts: &BTreeMap<Behaviour, HeldOut>, of: fn(&HeldOut) -> Counts) -> (f64, f64) {
    let names: Vec<&Behaviour> = counts.iter().filter(|(_, held)| of(held).positives() >= ENOUGH).map(|(name, _)| name).collect();
    let each: Vec<Vec<(usize, Counts)>> = conversations
        .iter()
        .map(|conversation| {
            let own = measure(std::iter::once(conversation));
            names.iter().enumerate().filter_map(|(at, name)| Some((at, of(own.get(*name)?)))).collect()
        })
        .collect();
    resample::interval(conversations.len(), |drawn| {
        let mut sums = vec![Counts::default(); names.len()];
        for (times, own) in drawn.iter().zip(&each) {
            for (at, counts) in own {
                (0..*times).for_each(|_| sums[*at] += *counts);
            }
        }
        sums.iter().map(Counts::f1).sum::<f64>() / names.len().max(1) as f64
    })
}

fn pooled(counts: &BTreeMap<Behaviour, HeldOut>, of: fn(&HeldOut) -> Counts) -> Counts {
    let mut all = Counts::default();
    counts.values().map(of).for_each(|counts| all += counts);
    all
}

/// The overall figures beside the baselines, a row each.
pub fn summary(languages: &[(&str, &[Labelled])]) -> String {
    let mut out = String::from("| language | method | precision | recall | micro-F1 | macro-F1 (95 %) |\n|---|---|---:|---:|---:|---:|\n");
    for (language, conversations) in languages {
        let counts = measure(conversations.iter());
        type Of = fn(&HeldOut) -> Counts;
        let rows: [(&str, Of); 5] = [
            ("both tiers, same turn", |c| c.exact),
            ("both tiers, same turn or a neighbour", |c| c.near),
            ("rules alone", |c| c.rules),
            ("heads alone", |c| c.heads),
            ("keyword list", |c| c.naive),
        ];
        for (name, of) in rows {
            let all = pooled(&counts, of);
            let (low, high) = macro_interval(conversations, &counts, of);
            let _ = writeln!(
                out,
                "| {language} | {name} | {} | {} | {:.3} | {:.3} ({low:.2}–{high:.2}) |",
                share(all.precision()),
                share(all.recall()),
                all.f1(),
                macro_f1(&counts, of)
            );
        }
        let _ = writeln!(out, "| {language} | majority (never) | – | 0 % | 0.000 | 0.000 |");
    }
    out
}

/// A row for every behaviour of one language. `known` are the ids that have a rule file.
pub fn behaviours(conversations: &[Labelled], known: &dyn Fn(&str) -> bool) -> String {
    let counts = measure(conversations.iter());
    let mut out = String::from(
        "| behaviour | n | right | false | missed | precision (95 %) | recall (95 %) | F1 | F1 ±1 turn | rules F1 | heads F1 | keywords F1 |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for (name, held) in &counts {
        let exact = held.exact;
        // The keyword list alone fired here: nothing to say about Rapport.
        if exact.positives() + exact.false_alarms == 0 {
            continue;
        }
        let missing = if known(name.split(' ').next().unwrap_or(name)) { "" } else { " (no rule)" };
        let few = if exact.positives() < ENOUGH { " *" } else { "" };
        let _ = writeln!(
            out,
            "| {name}{missing}{few} | {} | {} | {} | {} | {} | {} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} |",
            exact.positives(),
            exact.hits,
            exact.false_alarms,
            exact.misses,
            with_interval(exact.hits, exact.hits + exact.false_alarms),
            with_interval(exact.hits, exact.positives()),
            exact.f1(),
            held.near.f1(),
            held.rules.f1(),
            held.heads.f1(),
            held.naive.f1()
        );
    }
    let _ = writeln!(out, "\n\\* fewer than {ENOUGH} labels: not in the macro figure.");
    for name in ["courteous_register +", "plain_language"] {
        if let Some(held) = counts.get(name) {
            let _ = writeln!(out, "Once a conversation, {name}: precision {}, recall {}.", share(held.contact.precision()), share(held.contact.recall()));
        }
    }
    out
}

/// What confidence says beside what was right.
pub struct Reliability {
    /// Mean distance, weighed by how many findings each tenth holds (expected calibration error; Naeini et al., AAAI 2015), 0–1.
    pub error: f64,
    /// Findings that were looked at.
    pub n: usize,
    /// A tenth each, from 30 % on: findings, their mean confidence and the share that was right, both 0–1.
    pub tenths: Vec<(usize, f64, f64)>,
}

/// How far confidence is from what was right, over findings of behaviours that have a head, with a confidence of 0.30 or more.
pub fn reliability(conversations: &[Labelled]) -> Reliability {
    let all: Vec<(u8, bool)> = conversations.iter().flat_map(|conversation| conversation.sure.iter().copied()).filter(|(sure, _)| *sure >= 30).collect();
    let tenth = |tenth: u8| {
        let own: Vec<_> = all.iter().filter(|(sure, _)| sure / 10 == tenth).collect();
        let (said, right): (f64, f64) = own.iter().fold((0.0, 0.0), |sums, (sure, right)| (sums.0 + f64::from(*sure) / 100.0, sums.1 + f64::from(u8::from(*right))));
        let n = own.len().max(1) as f64;
        (own.len(), said / n, right / n)
    };
    let tenths: Vec<(usize, f64, f64)> = (3..10).map(tenth).collect();
    let error: f64 = tenths.iter().map(|(n, said, right)| *n as f64 * (said - right).abs()).sum();
    Reliability { error: error / all.len().max(1) as f64, n: all.len(), tenths }
}

fn with_interval(hits: usize, of: usize) -> String {
    if of == 0 {
        return "–".into();
    }
    let (low, high) = wilson(hits, of);
    format!("{:.0} % ({:.0}–{:.0})", 100.0 * hits as f64 / of as f64, 100.0 * low, 100.0 * high)
}

fn share(rate: Option<f64>) -> String {
    rate.map_or("–".into(), |rate| format!("{:.1} %", 100.0 * rate))
}
