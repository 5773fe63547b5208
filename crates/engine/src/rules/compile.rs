//! One cue, compiled: patterns, guards, conditions.

use std::sync::Arc;

use rapport_model::Polarity;
use rapport_text::Form;

use super::file::Both;
use super::library::{Condition, RuleId, Side};
use crate::pattern::Pattern;
use crate::predicates::Predicate;

/// Alternatives, any of which is enough.
pub(crate) type PatternSet = Box<[Pattern]>;

/// Where in its turn a cue may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    TurnStart,
    TurnEnd,
}

/// What a finding quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SpanOf {
    Match,
    Clause,
    Sentence,
    Turn,
}

/// What makes a match count for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Guard {
    pub negated: bool,
    pub quoted: bool,
    pub reported: bool,
    pub hypothetical: bool,
}

impl Guard {
    /// For patterns that only look for a circumstance.
    pub(crate) const NONE: Guard = Guard { negated: false, quoted: false, reported: false, hypothetical: false };
}

/// What a hit of a cue is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    /// The behaviour itself.
    Finding,
    /// One part of a behaviour made of slots.
    Part(u8),
    /// Something that calls for the behaviour.
    Trigger,
    /// A circumstance that a condition asks for, in the turns of this side.
    Said(Side),
}

/// One way in which a behaviour shows.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    /// `apology_owned.en.3`.
    pub name: Arc<str>,
    pub rule: RuleId,
    pub hint: Hint,
    pub patterns: PatternSet,
    /// Cues without patterns of their own that hit wherever this one does.
    pub also: Vec<u32>,
    pub with: Box<[PatternSet]>,
    pub with_turn: Box<[PatternSet]>,
    pub unless: PatternSet,
    pub unless_turn: PatternSet,
    /// The same two for a cue without patterns, as circumstances of their own: it is tested when turns are settled.
    pub tested_with: Box<[u32]>,
    pub tested_unless: Option<u32>,
    pub form: Option<Form>,
    pub place: Option<Place>,
    pub min_words: u32,
    pub max_words: u32,
    pub sentence_max_words: u32,
    pub guard: Guard,
    pub span: SpanOf,
    pub level: Option<u8>,
    /// In hundredths.
    pub confidence: u8,
    pub polarity: Polarity,
    pub reason: Option<Both<String>>,
    pub when: Condition,
    pub predicate: Option<Predicate>,
}
