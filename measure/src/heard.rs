//! How many labels lie where rule files let heads find them alone.

use std::collections::BTreeMap;

use anyhow::Result;
use rapport_engine::{Scratch, observe};

use crate::{lessons, places};

/// Labels of one behaviour in one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Where a head alone may find it.
    pub open: u32,
    /// All.
    pub labels: u32,
}

/// By language and behaviour, in the whole conversations that are learned from: short exchanges begin in the middle. What conditions ask for is what both tiers find there.
///
/// # Errors
/// The rule files, the weights or a part of the corpus cannot be read.
pub fn shares() -> Result<BTreeMap<(&'static str, String), Share>> {
    let library = places::engine()?.library;
    let mut shares: BTreeMap<(&str, String), Share> = BTreeMap::new();
    for language in ["en", "zh"] {
        let classes = lessons::classes(language)?;
        let mut scratch = Scratch::default();
        for part in ["train", "dev"] {
            for (conversation, row) in lessons::conversations(&library, part, language)? {
                let turns = observe(&library, &classes, &conversation, &mut scratch);
                for (turn, row) in turns.iter().zip(row["turns"].as_array().into_iter().flatten()) {
                    for label in row["labels"].as_array().into_iter().flatten() {
                        let id = label["behaviour"].as_str().unwrap_or_default();
                        let share = shares.entry((language, id.to_owned())).or_default();
                        share.labels += 1;
                        share.open += u32::from(!turn.barred.iter().any(|barred| barred == id));
                    }
                }
            }
        }
    }
    Ok(shares)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What files ask of heads by `heard` leaves nearly every label open.
    #[test]
    fn conditions_on_heads_spare_the_labels() {
        let library = places::rules().expect("rule files");
        let asked = |id: &str| library.behaviour(id).is_some_and(|rule| rule.asks_of_heads());
        for ((language, behaviour), share) in shares().expect("rule files, weights and corpus").into_iter().filter(|((_, behaviour), _)| asked(behaviour)) {
            assert!(share.open * 100 >= share.labels * 95, "{language} {behaviour}: {share:?}");
        }
    }
}
