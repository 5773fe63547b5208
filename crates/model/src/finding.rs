//! What the engine found: findings, opportunities, episodes, skills.

use std::sync::Arc;

use rapport_text::Span;

/// Whether a finding speaks for or against the way a conversation was handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Polarity {
    /// `+`: the standard was met.
    Positive,
    /// `-`: the standard was broken.
    Negative,
    /// `0`: no value, such as every customer signal.
    Neutral,
}

impl Polarity {
    /// `+`, `-` or `0`.
    pub fn as_str(self) -> &'static str {
        match self {
            Polarity::Positive => "+",
            Polarity::Negative => "-",
            Polarity::Neutral => "0",
        }
    }

    /// Reads the sign.
    pub fn parse(sign: &str) -> Option<Polarity> {
        [Polarity::Positive, Polarity::Negative, Polarity::Neutral].into_iter().find(|polarity| polarity.as_str() == sign)
    }
}

/// Who found a behaviour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Detector {
    /// A rule.
    #[default]
    Rule,
    /// A head of the learned tier, alone.
    Model,
    /// A rule, and a head that would have found it alone.
    Both,
}

impl Detector {
    /// `rule`, `model` or `both`.
    pub fn as_str(self) -> &'static str {
        match self {
            Detector::Rule => "rule",
            Detector::Model => "model",
            Detector::Both => "both",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Detector> {
        [Detector::Rule, Detector::Model, Detector::Both].into_iter().find(|detector| detector.as_str() == word)
    }
}

/// A behaviour observed at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// `f1`, `f2` … in the order of the conversation.
    pub id: String,
    /// Behaviour id.
    pub behaviour: Arc<str>,
    /// For or against.
    pub polarity: Polarity,
    /// Turn, from 0.
    pub turn: u32,
    /// Where in that turn's redacted text.
    pub span: Span,
    /// Exactly that slice.
    pub quote: String,
    /// Strength, 1–4, for behaviours that have levels.
    pub level: Option<u8>,
    /// How sure, in hundredths (0–100).
    pub confidence: u8,
    /// The rule that fired, such as `apology_owned.en.3`; stable over versions.
    pub cue: Arc<str>,
    /// What the cue captured: name → text or value.
    pub slots: Vec<(Arc<str>, String)>,
    /// Who found it.
    pub detector: Detector,
    /// Whether decisions of its kind were measured below the gate of precision: to look at, not to hold against anybody.
    pub hint: bool,
    /// The words that counted most, where a head alone found it; in their order in the turn.
    pub words: Vec<String>,
    /// Which weights took part, such as `en@1f2e3d4c`; `None` where only rules did.
    pub head: Option<Arc<str>>,
}

/// A moment that called for a behaviour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opportunity {
    /// `o1`, `o2` … in the order of the conversation.
    pub id: String,
    /// The behaviour that was called for.
    pub behaviour: Arc<str>,
    /// The turn that called for it.
    pub turn: u32,
    /// Whether it was taken.
    pub taken: bool,
    /// The turn that took it.
    pub by: Option<u32>,
    /// The finding that took it.
    pub finding: Option<String>,
    /// First and last turn that were searched, both included; `None` when nothing followed.
    pub searched: Option<(u32, u32)>,
}

/// A stretch from a customer's negative emotion or hostility to calm, transfer or the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Episode {
    /// Customer turn where it began.
    pub onset: u32,
    /// Customer turn of the highest intensity.
    pub peak: u32,
    /// Highest intensity, 1–4.
    pub intensity: u8,
    /// Last turn that belongs to it.
    pub end: u32,
    /// First agent turn that acknowledged the feeling, apologised or restated.
    pub acknowledged: Option<u32>,
    /// First agent turn that turned to a solution.
    pub solving: Option<u32>,
    /// The customer's turn of recovery.
    pub recovered: Option<u32>,
    /// Customer turns from onset to recovery.
    pub turns_to_calm: Option<u32>,
    /// Milliseconds from onset to acknowledgement, where turns carry times.
    pub ms_to_acknowledgement: Option<i64>,
    /// Milliseconds from onset to recovery, where turns carry times.
    pub ms_to_calm: Option<i64>,
}

/// How often the opportunities of one skill were taken in a conversation.
#[derive(Clone, Debug, PartialEq)]
pub struct Skill {
    /// Skill id, such as `empathy`.
    pub skill: &'static str,
    /// Opportunities taken.
    pub taken: u32,
    /// Opportunities in all.
    pub opportunities: u32,
    /// Findings that speak against it; they are shown beside the rate, not mixed into it.
    pub against: u32,
    /// Wilson interval of the rate at 95 %, in thousandths (0–1000).
    pub interval: (u16, u16),
}
