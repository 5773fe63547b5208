//! A behaviour's page, read from its rule file: what is shown of it, on a screen, on a page or to a program.

use rapport_engine::{Both, RuleSource};
use serde::Deserialize;

use super::conditions::{Opportunity, When};

/// What pages show of a rule file; the engine reads and checks all of it.
#[derive(Clone, Debug, Deserialize)]
pub struct Page {
    /// Id.
    pub id: String,
    /// `agent`, `customer` or `both`: whose words it is about.
    pub side: String,
    /// `+`, `-`, `±` or `0`.
    pub polarity: String,
    /// `core` or `extended`.
    pub tier: String,
    /// The skill that it counts for, or `none`.
    #[serde(default)]
    pub skill: Option<String>,
    /// What people call it.
    pub name: Both<String>,
    /// What it is, in a sentence.
    pub definition: Both<String>,
    /// Why it matters.
    pub why: Both<String>,
    /// Where the idea comes from.
    pub source: String,
    /// What to say; for what speaks against, what to say instead.
    #[serde(default)]
    pub say: Both<Vec<String>>,
    /// The reason of a finding, with `{slot}` still in it.
    pub reason: Both<String>,
    /// How it is found.
    #[serde(default)]
    pub cues: Cues,
    /// Around what it counts.
    #[serde(default)]
    pub when: When,
    /// Its parts, where it is made of parts.
    #[serde(default)]
    pub slots: Option<Slots>,
    /// What calls for it.
    #[serde(default)]
    pub opportunity: Option<Opportunity>,
    /// Dialogues that fire and that do not.
    #[serde(default)]
    pub examples: Examples,
}

/// How it is found, by language.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Cues {
    /// English.
    #[serde(default)]
    pub en: Vec<Cue>,
    /// Chinese.
    #[serde(default)]
    pub zh: Vec<Cue>,
}

/// One way to find it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Cue {
    /// A test beyond words.
    #[serde(default)]
    pub predicate: Option<Named>,
}

/// A test by name.
#[derive(Clone, Debug, Deserialize)]
pub struct Named {
    /// Its name.
    pub is: String,
}

/// Parts of a behaviour made of parts.
#[derive(Clone, Debug, Deserialize)]
pub struct Slots {
    /// In order.
    pub parts: Vec<Part>,
    /// How many may be missing.
    #[serde(default)]
    pub miss: Option<u32>,
}

/// A part, such as a greeting.
#[derive(Clone, Debug, Deserialize)]
pub struct Part {
    /// Its name in the rule file.
    pub name: String,
    #[serde(default)]
    en: Vec<String>,
    #[serde(default)]
    zh: Vec<String>,
}

/// Dialogues that fire and that do not, by language.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Examples {
    /// English.
    #[serde(default)]
    pub en: Sets,
    /// Chinese.
    #[serde(default)]
    pub zh: Sets,
}

/// Dialogues of one language.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Sets {
    /// In which it is found.
    #[serde(default)]
    pub fires: Vec<Example>,
    /// In which it is not, though it may look so.
    #[serde(default)]
    pub silent: Vec<Example>,
}

/// A dialogue, alone or with what is expected of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Example {
    /// A dialogue.
    Plain(String),
    /// A dialogue and more.
    Long {
        /// The dialogue.
        say: String,
    },
}

impl Example {
    /// The dialogue, as rule files write it: `C: … / A: …`, a star before the turn that is meant.
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

/// The pages of rule files, in order of id; a file later in the list replaces an earlier one of the same id, as in the engine. And the files, each with a
/// line, that are none.
pub fn pages(sources: &[RuleSource]) -> (Vec<Page>, Vec<(String, u64)>) {
    let mut pages = std::collections::BTreeMap::new();
    let mut mistakes = Vec::new();
    for source in sources.iter().filter(|source| !source.name.contains("words/")) {
        match serde_saphyr::from_str::<Page>(&source.text) {
            Ok(page) => {
                pages.insert(page.id.clone(), page);
            }
            Err(error) => mistakes.push((source.name.clone(), error.location().map_or(0, |location| location.line()))),
        }
    }
    (pages.into_values().collect(), mistakes)
}
