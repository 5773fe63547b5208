//! The misses and false alarms of one behaviour with their words, in the development part alone; never published.

use std::fmt::Write;

use anyhow::Result;

use super::held_out::{Part, labelled};
use crate::places::Engines;

/// Every miss and false alarm with the turn before it.
///
/// # Errors
/// The labelled conversations cannot be read.
pub fn errors(engines: &Engines, behaviour: &str, language: &str) -> Result<String> {
    let mut out = String::new();
    for conversation in labelled(engines, Part::Development, language)? {
        let wrong = conversation.found.symmetric_difference(&conversation.labels).filter(|(name, _)| name == behaviour || name.split(' ').next() == Some(behaviour));
        for place @ (name, turn) in wrong {
            let kind = if conversation.labels.contains(place) { "missed" } else { "false" };
            let at = *turn as usize;
            let line = |at: usize| conversation.turns.get(at).map_or(String::new(), |(party, text)| format!("{party}: {text}"));
            let before = at.checked_sub(1).map(line).unwrap_or_default();
            let _ = writeln!(out, "{kind} {name} {} turn {turn}\n    ({before})\n    {}", conversation.id, line(at));
        }
    }
    Ok(out)
}
