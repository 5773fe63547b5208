//! Names the behaviours that a reader should not rely on, from the same counts as the tables.

use std::fmt::Write;

use super::held_out::{Labelled, measure};

/// F1 under which a behaviour is named.
const WEAK: f64 = 0.4;
/// Findings needed before their share of false ones says something.
const FOUND: usize = 5;
/// Labels needed before a miss says something.
const LABELS: usize = 5;

/// Three sentences for one language: rarely right, rarely found, no better than keywords.
pub fn weak(language: &str, conversations: &[Labelled]) -> String {
    let counts = measure(conversations.iter());
    let enough = || counts.iter().filter(|(_, held)| held.exact.positives() >= LABELS);
    let list = |names: Vec<String>| if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    let unsure = counts
        .iter()
        .filter(|(_, held)| held.exact.hits + held.exact.false_alarms >= FOUND)
        .filter_map(|(name, held)| Some((name, held.exact.precision()?)))
        .filter(|(_, precision)| *precision < 0.5);
    let missed = enough().filter(|(_, held)| held.exact.f1() < WEAK);
    let beaten = enough().filter(|(_, held)| held.naive.f1() > held.exact.f1());
    let mut out = String::new();
    let _ = writeln!(
        out,
        "- {language}, more false than right among five findings or more: {}.",
        list(unsure.map(|(name, precision)| format!("{name} ({:.0} %)", 100.0 * precision)).collect())
    );
    let _ = writeln!(out, "- {language}, F1 under {WEAK:.2}: {}.", list(missed.map(|(name, held)| format!("{name} ({:.2})", held.exact.f1())).collect()));
    let _ = writeln!(
        out,
        "- {language}, below the keyword list: {}.",
        list(beaten.map(|(name, held)| format!("{name} ({:.2} against {:.2})", held.exact.f1(), held.naive.f1())).collect())
    );
    out
}
