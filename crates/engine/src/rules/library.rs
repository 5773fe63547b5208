//! All behaviours together: files linked by id, ordered by what they build on, patterns indexed.

use std::sync::Arc;

use rapport_model::{Channel, EventKind, Polarity};
use rapport_text::Form;

use super::compile::Cue;
use super::error::{RuleError, RuleErrors};
use super::file::{Both, LimitsFile, PositionFile, RuleFile};
use super::loader::Loader;
use crate::detect::{Grammar, Heard, Index, Plan};
use crate::learned::{Keys, Learned};
use crate::pattern::{Membership, Vocabulary};
use crate::predicates::Lexicon;
use crate::roles::Roles;

/// Number of a rule in its library.
pub(crate) type RuleId = u16;

/// A file's name and text.
#[derive(Clone, Debug)]
pub struct RuleSource {
    /// Path as shown in messages. Files under `words/` hold word classes.
    pub name: String,
    /// YAML.
    pub text: String,
}

/// Who a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    Agent,
    Customer,
    Both,
}

/// "Within N turns of behaviour X."
#[derive(Clone, Debug)]
pub(crate) struct Near {
    pub any: Box<[RuleId]>,
    pub within: Option<u32>,
    pub turns: Counted,
    pub level: u8,
    pub polarity: Option<Polarity>,
    pub same_turn: bool,
}

/// Whose turns are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    Agent,
    Customer,
    All,
}

/// A condition on the text of other turns.
#[derive(Clone, Debug)]
pub(crate) struct TextTest {
    pub side: Option<Side>,
    /// The cue that looks for its patterns, where it has any.
    pub cue: Option<u32>,
    pub form: Option<Form>,
    pub min_words: u32,
    pub max_words: u32,
}

/// All dialogue conditions of a rule or a cue; every one must hold.
#[derive(Clone, Debug, Default)]
pub(crate) struct Condition {
    pub after: Option<Near>,
    pub not_after: Option<Near>,
    pub followed_by: Option<Near>,
    pub not_followed_by: Option<Near>,
    pub same_turn: Box<[RuleId]>,
    pub not_same_turn: Box<[RuleId]>,
    pub prev: Option<TextTest>,
    pub not_prev: Option<TextTest>,
    pub next: Option<TextTest>,
    pub not_next: Option<TextTest>,
    pub earlier: Option<TextTest>,
    pub not_earlier: Option<TextTest>,
    pub position: Option<PositionFile>,
    pub channels: Box<[Channel]>,
    /// Nothing to test.
    pub empty: bool,
}

/// One part of a behaviour made of slots.
#[derive(Clone, Debug)]
pub(crate) struct SlotPart {
    pub name: Arc<str>,
    pub not_in: Box<[Channel]>,
}

/// A behaviour made of slots.
#[derive(Clone, Debug)]
pub(crate) struct SlotRule {
    pub turns: PositionFile,
    pub miss: Option<u32>,
    pub parts: Box<[SlotPart]>,
    pub opens: Option<u8>,
}

/// What calls for a behaviour.
#[derive(Clone, Debug)]
pub(crate) enum Trigger {
    Found(Near),
    Start,
    End,
    Event(EventKind),
    /// Hits of the rule's trigger cues.
    Text,
    /// A turn of the other side of some length and form, whatever its words.
    Length {
        words: u32,
        form: Option<Form>,
    },
}

/// When a behaviour is called for, and how long it may take.
#[derive(Clone, Debug)]
pub(crate) struct OpportunityRule {
    pub on: Trigger,
    /// Length that the turn which calls for it must have, English words plus Chinese characters.
    pub min_words: u32,
    pub within: u32,
    pub again_after: Option<u32>,
    pub channels: Box<[Channel]>,
}

/// A graded part of a behaviour.
#[derive(Clone, Debug)]
pub(crate) struct Component {
    pub name: Arc<str>,
    /// The cue that looks for it.
    pub cue: u32,
}

/// What holds of findings that a head alone made.
#[derive(Clone, Debug)]
pub(crate) struct HeardAlone {
    pub level: Option<u8>,
    /// Where they stand: one is enough; anywhere where there is none.
    pub when: Box<[Condition]>,
    /// Length of their turn, English words plus Chinese characters.
    pub min_words: u32,
}

/// One behaviour, compiled.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub id: Arc<str>,
    pub side: Side,
    pub when: Condition,
    pub heard: HeardAlone,
    pub slots: Option<SlotRule>,
    pub components: Box<[Component]>,
    pub level_by_components: Box<[(u8, Box<[u8]>)]>,
    pub limits: LimitsFile,
    pub opportunity: Option<OpportunityRule>,
    pub skill: Option<&'static str>,
    /// Cues without patterns: tested on every turn of the side.
    pub tested: Box<[u32]>,
    pub file: Arc<RuleFile>,
}

impl Rule {
    /// What its findings ask of the dialogue, those of its head alone included.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        std::iter::once(&self.when).chain(&self.heard.when)
    }

    /// The polarity of its findings, where nothing says otherwise.
    pub(crate) fn own_polarity(&self) -> Polarity {
        match self.file.polarity.value.as_str() {
            "-" | "−" => Polarity::Negative,
            "0" => Polarity::Neutral,
            _ => Polarity::Positive,
        }
    }
}

/// All behaviours, ready to detect.
pub struct Library {
    pub(crate) rules: Vec<Rule>,
    pub(crate) cues: Vec<Cue>,
    /// Rules in an order in which each comes after those it builds on.
    pub(crate) order: Vec<RuleId>,
    /// By rule: its place in that order.
    pub(crate) rank: Vec<RuleId>,
    /// Rules that may have findings though no cue of theirs was found.
    pub(crate) unheard: Heard,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) membership: Membership,
    pub(crate) index: Index,
    pub(crate) grammar: Grammar,
    pub(crate) roles: Roles,
    /// `cust_negative_emotion` and `cust_hostility`, which many tests ask for.
    pub(crate) emotion: [Option<RuleId>; 2],
    pub(crate) lexicon: Lexicon,
    pub(crate) plan: Plan,
    pub(crate) keys: Keys,
    /// Off until weights are given.
    pub(crate) learned: Learned,
    pub(super) hash: String,
}

/// Skills in the order in which they are shown.
pub const SKILLS: [&str; 9] = ["opening", "listening", "empathy", "apology", "solving", "clarity", "follow_through", "relationship", "boundaries"];

impl Library {
    /// Compiles rule files and word classes. A file given later replaces one of the same id, so that a
    /// team's folder can follow the built-in one.
    ///
    /// # Errors
    /// Every mistake of every file, with line and mend.
    pub fn compile(sources: &[RuleSource]) -> Result<Library, RuleErrors> {
        let (library, errors) = Library::compile_rest(sources);
        if errors.is_empty() { Ok(library) } else { Err(RuleErrors(errors)) }
    }

    /// Compiles the same library without what only Chinese text can match, in half the time. It knows every behaviour and cue by
    /// name, and finds in text without Chinese characters what the whole library finds.
    ///
    /// # Errors
    /// Every mistake, but for those in Chinese patterns and classes.
    pub fn compile_english(sources: &[RuleSource]) -> Result<Library, RuleErrors> {
        let (library, errors) = Loader::english().load(sources);
        if errors.is_empty() { Ok(library) } else { Err(RuleErrors(errors)) }
    }

    /// Compiles what can be compiled and returns the mistakes beside it: cues and conditions with a
    /// mistake are left out. For `rapport test`, so that one file's mistake does not hide the others.
    pub fn compile_rest(sources: &[RuleSource]) -> (Library, Vec<RuleError>) {
        Loader::default().load(sources)
    }

    /// `sha256:…` over all files, in order of their ids: equal libraries have equal hashes.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Every behaviour as written, in order of id.
    pub fn behaviours(&self) -> impl Iterator<Item = &RuleFile> {
        self.rules.iter().map(|rule| rule.file.as_ref())
    }

    /// One behaviour by id.
    pub fn behaviour(&self, id: &str) -> Option<&RuleFile> {
        self.rules.iter().find(|rule| &*rule.id == id).map(|rule| rule.file.as_ref())
    }

    pub(crate) fn rule_id(&self, id: &str) -> Option<RuleId> {
        self.rules.binary_search_by(|rule| (*rule.id).cmp(id)).ok().map(|at| at as RuleId)
    }

    /// The reason of a cue in both languages, with `{slot}` still in it.
    pub fn reason(&self, cue: &str) -> Option<&Both<String>> {
        let behaviour = cue.split('.').next()?;
        let rule = &self.rules[self.rule_id(behaviour)? as usize];
        let own = self.cues.iter().find(|candidate| &*candidate.name == cue).and_then(|cue| cue.reason.as_ref());
        Some(own.unwrap_or(&rule.file.reason))
    }
}
