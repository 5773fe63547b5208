//! A behaviour's page, read from its rule file: what `explain` and `behaviours` show.

use std::path::Path;

use anyhow::{Result, bail};
use rapport_engine::Both;
use serde::Deserialize;

use crate::behaviours;
use crate::conditions::{Opportunity, When};

/// What pages show of a rule file; the engine reads and checks all of it.
#[derive(Clone, Debug, Deserialize)]
pub struct Page {
    pub id: String,
    pub side: String,
    pub polarity: String,
    pub tier: String,
    #[serde(default)]
    pub skill: Option<String>,
    pub name: Both<String>,
    pub definition: Both<String>,
    pub why: Both<String>,
    pub source: String,
    #[serde(default)]
    pub say: Both<Vec<String>>,
    pub reason: Both<String>,
    #[serde(default)]
    pub cues: Cues,
    #[serde(default)]
    pub when: When,
    #[serde(default)]
    pub slots: Option<Slots>,
    #[serde(default)]
    pub opportunity: Option<Opportunity>,
    #[serde(default)]
    pub examples: Examples,
}

/// How it is found, by language.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Cues {
    #[serde(default)]
    pub en: Vec<Cue>,
    #[serde(default)]
    pub zh: Vec<Cue>,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub struct Cue {
    #[serde(default)]
    pub predicate: Option<Named>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Named {
    pub is: String,
}

/// Parts of a behaviour made of parts.
#[derive(Clone, Debug, Deserialize)]
pub struct Slots {
    pub parts: Vec<Part>,
    #[serde(default)]
    pub miss: Option<u32>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Part {
    pub name: String,
    #[serde(default)]
    en: Vec<String>,
    #[serde(default)]
    zh: Vec<String>,
}

/// Dialogues that fire and that do not, by language.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Examples {
    #[serde(default)]
    pub en: Sets,
    #[serde(default)]
    pub zh: Sets,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub struct Sets {
    #[serde(default)]
    pub fires: Vec<Example>,
    #[serde(default)]
    pub silent: Vec<Example>,
}

/// A dialogue, alone or with what is expected of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Example {
    Plain(String),
    Long { say: String },
}

impl Example {
    pub fn say(&self) -> &str {
        let (Example::Plain(say) | Example::Long { say }) = self;
        say
    }
}

impl Page {
    /// `en` and `zh`, where it can be found in that language.
    pub fn languages(&self) -> Vec<&'static str> {
        let parts = |list: fn(&Part) -> &Vec<String>| self.slots.iter().flat_map(|slots| &slots.parts).any(|part| !list(part).is_empty());
        let english = !self.cues.en.is_empty() || parts(|part| &part.en);
        let chinese = !self.cues.zh.is_empty() || parts(|part| &part.zh);
        [("en", english), ("zh", chinese)].into_iter().filter_map(|(name, there)| there.then_some(name)).collect()
    }
}

/// All behaviours, in order of id.
///
/// # Errors
/// Mistakes in rule files, with file, line and mend.
pub fn all(own: Option<&Path>) -> Result<Vec<Page>> {
    // A file later in the list replaces an earlier one of the same id, as in the engine.
    let mut pages = std::collections::BTreeMap::new();
    let mut mistakes = Vec::new();
    for source in behaviours::sources(own)?.into_iter().filter(|source| !source.name.contains("words/")) {
        match serde_saphyr::from_str::<Page>(&source.text) {
            Ok(page) => {
                pages.insert(page.id.clone(), page);
            }
            Err(error) => {
                let line = error.location().map_or(0, |location| location.line());
                mistakes.push(format!("{}:{line}: not a rule file; `rapport test` tells more", source.name));
            }
        }
    }
    if pages.is_empty() || !mistakes.is_empty() && own.is_some() {
        bail!("{}", mistakes.join("\n"));
    }
    Ok(pages.into_values().collect())
}

/// The few ids most like a wrong one, as a sentence.
pub fn did_you_mean<'a>(wrong: &str, ids: impl Iterator<Item = &'a str>) -> String {
    nearest(wrong, ids).unwrap_or_else(|| "`rapport behaviours` lists them".to_owned())
}

/// The names most like a wrong one, as a question; `None` where none is.
pub fn nearest<'a>(wrong: &str, ids: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut near: Vec<(usize, &str)> = ids
        .map(|id| {
            let parts = id.split('_').any(|part| part.len() > 3 && wrong.split(['_', '-', ' ']).any(|own| own == part));
            (strsim::damerau_levenshtein(wrong, id).saturating_sub(if parts { 3.min(id.len().abs_diff(wrong.len())) } else { 0 }), id)
        })
        .filter(|(distance, id)| *distance <= 3.max(id.len() / 3))
        .collect();
    near.sort_unstable();
    let best = near.first().map_or(0, |(distance, _)| *distance);
    near.retain(|(distance, _)| *distance <= best + 2);
    match near.iter().take(3).map(|(_, id)| format!("`{id}`")).collect::<Vec<_>>().as_slice() {
        [] => None,
        ids => Some(format!("did you mean {}?", ids.join(" or "))),
    }
}

/// Whether the engine's idea of a rule and the page's agree; for tests.
#[cfg(test)]
fn agrees(page: &Page, rule: &rapport_engine::RuleFile) -> bool {
    page.id == rule.id.value && page.name == rule.name && page.say == rule.say && page.tier == rule.tier.value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_keyboard_find_their_behaviour() {
        let ids = ["apology_owned", "apology_nonapology", "name_used", "cust_hostility"];
        assert_eq!(did_you_mean("apology_ownd", ids.into_iter()), "did you mean `apology_owned`?");
        assert_eq!(did_you_mean("nmae_used", ids.into_iter()), "did you mean `name_used`?");
        assert_eq!(did_you_mean("zzz", ids.into_iter()), "`rapport behaviours` lists them");
    }

    #[test]
    fn a_page_for_every_behaviour_of_the_engine() {
        let library = behaviours::library(None).expect("the built-in rule files compile");
        let pages = all(None).expect("the built-in rule files have pages");
        assert_eq!(pages.len(), library.behaviours().count());
        assert!(pages.iter().zip(library.behaviours()).all(|(page, rule)| agrees(page, rule)));
    }
}
