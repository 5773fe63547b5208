//! What a scorecard says about one conversation: answers with their evidence, points, what people must still say.

use std::sync::Arc;

use rapport_text::Span;

/// Shares are whole numbers of basis points: 10 000 is all, 5 000 is half.
pub const ALL: u16 = 10_000;

/// Points count only where this share of the form's weight was answered, in basis points; below it there is
/// "insufficient evidence", not a score.
pub const ENOUGH: u16 = 6_000;

/// A scorecard applied by the machine.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// Id of the scorecard.
    pub scorecard: Arc<str>,
    /// Version of the scorecard.
    pub version: u32,
    /// `sha256:…` of the scorecard.
    pub hash: Arc<str>,
    /// `sha256:…` of the rules.
    pub rules: Arc<str>,
    /// Version of the engine.
    pub engine: Arc<str>,
    /// In the order of the form.
    pub sections: Vec<SectionResult>,
    /// Points over the whole form.
    pub total: Points,
    /// What comes of it.
    pub standing: Standing,
}

impl Evaluation {
    /// Every item in the order of the form.
    pub fn items(&self) -> impl Iterator<Item = &ItemResult> {
        self.sections.iter().flat_map(|section| &section.items)
    }

    /// The score in basis points; `None` where there is insufficient evidence. It stands beside a critical
    /// failure, which does not change it.
    pub fn score(&self) -> Option<u16> {
        self.total.is_enough().then(|| self.total.share()).flatten()
    }

    /// Critical items that the machine proposes to fail; a person must confirm each.
    pub fn critical(&self) -> impl Iterator<Item = &ItemResult> {
        self.items().filter(|item| item.critical && item.answer == Answer::Share(0))
    }

    /// Items that only a person can answer.
    pub fn open(&self) -> impl Iterator<Item = &ItemResult> {
        self.items().filter(|item| matches!(item.answer, Answer::Open(_)))
    }
}

/// The part of an evaluation that one section of the form gives.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionResult {
    /// Id of the section.
    pub section: Arc<str>,
    /// In the order of the form.
    pub items: Vec<ItemResult>,
    /// Points over the section; the 60 % rule is for the whole form only.
    pub points: Points,
}

/// What was earned of what could be earned, in whole numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Points {
    /// Earned: points times 10 000, so that no rounding adds up.
    pub earned: u64,
    /// Weight of the items that were answered, in points.
    pub answered: u32,
    /// Weight of the items that a person must answer, in points.
    pub open: u32,
    /// Weight of all items, in points.
    pub weight: u32,
}

impl Points {
    /// Σ wᵢsᵢ / Σ wᵢ over what was answered, in basis points, rounded half up; `None` when nothing was.
    pub fn share(self) -> Option<u16> {
        let weight = u64::from(self.answered);
        (weight > 0).then(|| ((self.earned + weight / 2) / weight) as u16)
    }

    /// Whether the items answered have 60 % of the form's weight.
    pub fn is_enough(self) -> bool {
        self.answered > 0 && u64::from(self.answered) * u64::from(ALL) >= u64::from(self.weight) * u64::from(ENOUGH)
    }

    /// Adds an item.
    pub fn add(&mut self, weight: u32, answer: &Answer) {
        self.weight += weight;
        match answer {
            Answer::Share(share) => {
                self.answered += weight;
                self.earned += u64::from(weight) * u64::from(*share);
            }
            Answer::Open(_) => self.open += weight,
            Answer::NotApplicable(_) => {}
        }
    }
}

/// What comes of an evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// A critical item fails, as far as the machine can tell: a person must confirm it.
    FailProposed,
    /// Too little could be answered for a score.
    InsufficientEvidence,
    /// A score below the form's pass mark.
    Below,
    /// A score at or above the form's pass mark, or the form has none.
    Pass,
}

impl Standing {
    /// The word used in every interface.
    pub fn as_str(self) -> &'static str {
        match self {
            Standing::FailProposed => "fail_proposed",
            Standing::InsufficientEvidence => "insufficient_evidence",
            Standing::Below => "below",
            Standing::Pass => "pass",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Standing> {
        [Standing::FailProposed, Standing::InsufficientEvidence, Standing::Below, Standing::Pass].into_iter().find(|one| one.as_str() == word)
    }
}

/// Who answers an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemKind {
    /// The machine, by behaviours.
    Behaviour,
    /// A person.
    Human,
    /// The source's own events and outcome.
    System,
    /// The machine proposes, a person confirms.
    Hybrid,
}

impl ItemKind {
    /// The word used in every interface.
    pub fn as_str(self) -> &'static str {
        match self {
            ItemKind::Behaviour => "behaviour",
            ItemKind::Human => "human",
            ItemKind::System => "system",
            ItemKind::Hybrid => "hybrid",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<ItemKind> {
        [ItemKind::Behaviour, ItemKind::Human, ItemKind::System, ItemKind::Hybrid].into_iter().find(|one| one.as_str() == word)
    }
}

/// Whom an error harms (the classes of COPC practice).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ErrorClass {
    /// A defect from the customer's viewpoint.
    Customer,
    /// Makes the transaction defective for the business.
    Business,
    /// Against law or regulation.
    Compliance,
    /// Everything else: style.
    #[default]
    NonCritical,
}

impl ErrorClass {
    /// All of them.
    pub const ALL: [ErrorClass; 4] = [ErrorClass::Customer, ErrorClass::Business, ErrorClass::Compliance, ErrorClass::NonCritical];

    /// The word used in every interface.
    pub fn as_str(self) -> &'static str {
        match self {
            ErrorClass::Customer => "customer",
            ErrorClass::Business => "business",
            ErrorClass::Compliance => "compliance",
            ErrorClass::NonCritical => "non_critical",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<ErrorClass> {
        ErrorClass::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// One item of the form, answered or not.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemResult {
    /// Id of the item.
    pub item: Arc<str>,
    /// Who answers.
    pub kind: ItemKind,
    /// Whom an error harms.
    pub class: ErrorClass,
    /// Whether a failure fails the conversation, once a person has confirmed it.
    pub critical: bool,
    /// Weight in points.
    pub weight: u32,
    /// The answer.
    pub answer: Answer,
    /// A person has to confirm the answer: the item is hybrid, or critical and failed, or rests on hints alone.
    pub to_confirm: bool,
    /// The answer rests on nothing but hints: it is a proposal to look at, never a decided one.
    pub hint: bool,
    /// Times it was done, of times it was called for; where the item counts.
    pub counted: Option<(u32, u32)>,
    /// What the answer rests on, in the order of the conversation.
    pub evidence: Vec<Evidence>,
}

impl Evidence {
    /// Words that are no more than a hint.
    pub fn is_hint(&self) -> bool {
        matches!(self, Evidence::Said { hint: true, .. })
    }
}

impl ItemResult {
    /// Points earned times 10 000.
    pub fn earned(&self) -> u64 {
        match self.answer {
            Answer::Share(share) => u64::from(self.weight) * u64::from(share),
            Answer::NotApplicable(_) | Answer::Open(_) => 0,
        }
    }

    /// Answered with less than half of the share: a defect in the sense of the error classes. An item of a
    /// critical class, which is right or wrong, is a defect below the whole.
    pub fn is_defect(&self) -> bool {
        let least = if self.class == ErrorClass::NonCritical { ALL / 2 } else { ALL };
        matches!(self.answer, Answer::Share(share) if share < least)
    }
}

/// The answer to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The share of its points, in basis points: 10 000 is yes, 0 is no.
    Share(u16),
    /// Leaves the denominator.
    NotApplicable(Why),
    /// For a person to answer; until then it is neither in the points nor in the evidence.
    Open(Why),
}

/// Why an item is not applicable or open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// Nothing called for it.
    NothingCalledForIt,
    /// It is for other channels.
    OtherChannel,
    /// The turns carry no times.
    NoTimes,
    /// The conversation is too short to tell.
    TooShort,
    /// The source does not say.
    NotInSource,
    /// Only a person can judge it.
    ForAPerson,
    /// The machine found nothing, which proves nothing here.
    NotFound,
}

impl Why {
    /// The word used in every interface.
    pub fn as_str(self) -> &'static str {
        match self {
            Why::NothingCalledForIt => "nothing_called_for_it",
            Why::OtherChannel => "other_channel",
            Why::NoTimes => "no_times",
            Why::TooShort => "too_short",
            Why::NotInSource => "not_in_source",
            Why::ForAPerson => "for_a_person",
            Why::NotFound => "not_found",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Why> {
        [Why::NothingCalledForIt, Why::OtherChannel, Why::NoTimes, Why::TooShort, Why::NotInSource, Why::ForAPerson, Why::NotFound].into_iter().find(|one| one.as_str() == word)
    }
}

/// What an answer rests on.
#[derive(Clone, Debug, PartialEq)]
pub enum Evidence {
    /// Words that were said.
    Said {
        /// Whether they speak for the item (false: against).
        good: bool,
        /// Id of the finding; none for masked values.
        finding: Option<String>,
        /// The behaviour found; for masked values the kind, such as `CVV`.
        behaviour: Arc<str>,
        /// Turn, from 0.
        turn: u32,
        /// Where in that turn's redacted text.
        span: Span,
        /// Exactly that slice.
        quote: String,
        /// Whether the finding is a hint.
        hint: bool,
    },
    /// A moment that called for it, and nothing came.
    Missed {
        /// Id of the opportunity, where a behaviour's own rule opened it.
        opportunity: Option<String>,
        /// The behaviour that was called for.
        behaviour: Arc<str>,
        /// The turn that called for it.
        turn: u32,
        /// First and last turn that were searched, both included; `None` when nothing followed.
        searched: Option<(u32, u32)>,
    },
    /// These turns were searched, and nothing of the kind was found.
    Searched {
        /// First turn.
        first: u32,
        /// Last turn, included.
        last: u32,
    },
    /// What the source says beside the words, such as an event or a result code.
    Source {
        /// `event` or `outcome` and what it is, such as `event recording_notice`.
        fact: String,
        /// Milliseconds from the start, where it is known.
        at_ms: Option<i64>,
    },
}
