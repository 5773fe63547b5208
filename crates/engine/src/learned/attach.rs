//! Weights made ready for a library: features in a table that is looked up in one step, heads by rule.

use std::sync::Arc;

use rapport_model::{Emotion, Polarity};
use rapport_text::Language;

use super::classes::Classes;
use super::readings::{Alike, INTENSITIES};
use super::table::Table;
use super::weights::{HeadFile, LearnedError, TableFile, WeightsFile};
use crate::rules::{Library, RuleId, Side};

/// The learned tier of a library.
#[derive(Clone, Debug, Default)]
pub(crate) struct Learned {
    /// English, Chinese.
    pub(super) languages: [Option<Arc<Weights>>; 2],
    /// `sha256:…` over all weights.
    hash: String,
}

/// The weights of one language, ready.
#[derive(Debug)]
pub(super) struct Weights {
    pub agent: Heads,
    pub customer: Heads,
    /// `en@1f2e3d4c`: what its findings name.
    pub version: Arc<str>,
    pub classes: Classes,
    pub reason: ContactHeads,
    pub satisfaction: ContactHeads,
    pub satisfaction_margin: i32,
}

/// Heads over whole contacts.
#[derive(Debug)]
pub(super) struct ContactHeads {
    table: Table,
    pub files: Vec<HeadFile>,
}

/// The heads of one side.
#[derive(Debug)]
pub(super) struct Heads {
    pub table: Table,
    pub heads: Vec<Head>,
    /// The first of the heads of emotions.
    pub emotions: Option<usize>,
    /// Heads by rule, two where a rule has two polarities.
    by_rule: Vec<(RuleId, u8)>,
}

/// One head.
#[derive(Debug)]
pub(super) struct Head {
    /// Where the library has the behaviour.
    pub rule: Option<RuleId>,
    pub polarity: Polarity,
    /// `apology_owned.en.model`.
    pub cue: Arc<str>,
    pub file: HeadFile,
}

impl Heads {
    fn of(mut file: TableFile, side: Side, library: &Library, language: &str) -> Heads {
        let mut heads: Vec<Head> = std::mem::take(&mut file.heads).into_iter().map(|head| Head::of(head, library, language)).collect();
        let place = |name: &str| heads.iter().position(|head| head.file.name == name);
        let names = Emotion::ALL.iter().map(|emotion| emotion.as_str()).chain(INTENSITIES);
        let emotions = place(Emotion::ALL[0].as_str()).filter(|first| names.enumerate().all(|(at, name)| place(name) == Some(first + at)));
        let reads = |at: usize| emotions.is_some_and(|first| (first..first + Emotion::ALL.len() + INTENSITIES.len()).contains(&at));
        for (at, head) in heads.iter_mut().enumerate() {
            // A team's behaviour may be called as an emotion is, or belong to the other side.
            head.rule = head.rule.filter(|&rule| !reads(at) && [side, Side::Both].contains(&library.rules[rule as usize].side));
        }
        let table = Table::of(&mut file, |at| reads(at) || heads.get(at).is_some_and(|head| head.rule.is_some()));
        let mut by_rule: Vec<(RuleId, u8)> = heads.iter().enumerate().filter_map(|(number, head)| Some((head.rule?, number as u8))).collect();
        by_rule.sort_unstable();
        Heads { table, heads, emotions, by_rule }
    }

    /// The heads of a rule and their numbers.
    pub(super) fn of_rule(&self, rule: RuleId) -> impl Iterator<Item = (usize, &Head)> {
        let from = self.by_rule.partition_point(|&(other, _)| other < rule);
        self.by_rule[from..].iter().take_while(move |&&(other, _)| other == rule).map(|&(_, number)| (usize::from(number), &self.heads[usize::from(number)]))
    }
}

impl ContactHeads {
    fn of(mut file: TableFile) -> ContactHeads {
        ContactHeads { table: Table::of(&mut file, |_| true), files: file.heads }
    }

    /// Bias plus the sum of weights times values, by head.
    pub(super) fn scores(&self, features: &[Alike]) -> Vec<i32> {
        let mut scores: Vec<i32> = self.files.iter().map(|head| head.bias).collect();
        for Alike { hashes, value } in features {
            self.table.add(hashes.iter().map(|&hash| self.table.number(hash)), *value, &mut scores);
        }
        scores
    }
}

impl Head {
    fn of(file: HeadFile, library: &Library, language: &str) -> Head {
        let (name, sign) = match file.name.strip_suffix(['+', '-']) {
            Some(name) => (name, file.name.chars().last()),
            None => (file.name.as_str(), None),
        };
        let rule = library.rule_id(name).filter(|_| library.heeds_heads(name));
        let polarity = match (sign, rule.map(|rule| &library.rules[rule as usize])) {
            (Some('+'), _) => Polarity::Positive,
            (Some(_), _) => Polarity::Negative,
            (None, Some(rule)) => rule.own_polarity(),
            (None, None) => Polarity::Neutral,
        };
        Head { rule, polarity, cue: format!("{name}.{language}.model").into(), file }
    }
}

impl Weights {
    /// The heads of a side.
    pub(super) fn side(&self, side: Side) -> Option<&Heads> {
        match side {
            Side::Agent => Some(&self.agent),
            Side::Customer => Some(&self.customer),
            Side::Both => None,
        }
    }
}

impl Learned {
    /// Whether there are any weights.
    pub(crate) fn is_on(&self) -> bool {
        self.languages.iter().any(Option::is_some)
    }

    /// The weights for turns of a language.
    pub(super) fn of(&self, language: Language) -> Option<&Weights> {
        self.languages[usize::from(language == Language::Chinese)].as_deref()
    }
}

impl Library {
    /// Gives the library a learned tier: weights as [`WeightsFile::read`] reads them, of one language each. `hash` is `sha256:…` over all
    /// weights that conversations are read with, also those of a language that this library does not need.
    ///
    /// # Errors
    /// Bytes that are no weights, or of another format.
    pub fn with_learned(mut self, weights: &[&[u8]], hash: &str) -> Result<Library, LearnedError> {
        let short: String = hash.trim_start_matches("sha256:").chars().take(8).collect();
        for bytes in weights {
            let file = WeightsFile::read(bytes)?;
            let language = file.language.clone();
            let ready = Weights {
                agent: Heads::of(file.agent, Side::Agent, &self, &language),
                customer: Heads::of(file.customer, Side::Customer, &self, &language),
                version: format!("{language}@{short}").into(),
                classes: Classes::of_file(file.classes),
                reason: ContactHeads::of(file.readings.reason),
                satisfaction: ContactHeads::of(file.readings.satisfaction),
                satisfaction_margin: file.readings.satisfaction_margin,
            };
            self.learned.languages[usize::from(language == "zh")] = Some(Arc::new(ready));
        }
        hash.clone_into(&mut self.learned.hash);
        Ok(self)
    }

    /// Whether heads have a say about a behaviour: one that is counted over the conversation is left to its rules.
    pub fn heeds_heads(&self, behaviour: &str) -> bool {
        self.rule_id(behaviour).is_some_and(|rule| self.rules[rule as usize].limits.at_least.is_none())
    }

    /// `sha256:…` over the weights of the learned tier; that of no bytes where it is off.
    pub fn models(&self) -> &str {
        const NONE: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        if self.learned.hash.is_empty() { NONE } else { &self.learned.hash }
    }

    /// Whether a learned tier takes part.
    pub fn is_taught(&self) -> bool {
        !self.learned.hash.is_empty()
    }

    /// What was measured of the decisions about a behaviour in a language, for each of its polarities.
    pub fn measured(&self, behaviour: &str, language: Language) -> Vec<(Polarity, &HeadFile)> {
        let (Some(rule), Some(weights)) = (self.rule_id(behaviour), self.learned.of(language)) else { return Vec::new() };
        let heads = [&weights.agent, &weights.customer].into_iter().flat_map(|heads| heads.of_rule(rule));
        heads.map(|(_, head)| (head.polarity, &head.file)).collect()
    }
}
