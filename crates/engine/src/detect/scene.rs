//! A conversation while it is being read: turns with their tokens and hits, and what is found so far.

use std::cell::Cell;
use std::ops::Range;
use std::sync::Arc;

use rapport_model::{Channel, Detector, Event, Party, Polarity};
use rapport_text::{Reading, Span};

use super::Heard;
use super::asked::Waiting;
use super::facts::{Facts, Tally};
use super::scan::Hit;
use super::shape::Shape;
use crate::Program;
use crate::learned::Guesses;
use crate::pattern::Tok;
use crate::rules::{Library, RuleId, Side};

/// One turn, read.
#[derive(Clone, Debug)]
pub(crate) struct TurnRead {
    pub party: Party,
    pub side: Side,
    pub text: String,
    pub start_ms: Option<i64>,
    pub end_ms: Option<i64>,
    pub reading: Reading,
    pub toks: Vec<Tok>,
    /// Per sentence: one past its opening words, once somebody asked.
    pub opened: Vec<Cell<u32>>,
    pub hits: Vec<Hit>,
    /// Where circumstances may stand that nobody has asked for yet.
    pub waiting: Vec<Waiting>,
    /// Rules that may have findings in this turn, and in the turns before it.
    pub heard: Heard,
    pub before: Heard,
    /// What predicates ask about its words.
    pub facts: Facts,
    /// What the heads of the learned tier say of it.
    pub guesses: Guesses,
}

impl Default for TurnRead {
    fn default() -> TurnRead {
        TurnRead {
            party: Party::System,
            side: Side::Both,
            text: String::new(),
            start_ms: None,
            end_ms: None,
            reading: Reading::default(),
            toks: Vec::new(),
            opened: Vec::new(),
            hits: Vec::new(),
            waiting: Vec::new(),
            heard: [0; 4],
            before: [0; 4],
            facts: Facts::default(),
            guesses: Guesses::default(),
        }
    }
}

impl TurnRead {
    /// Forgets the last text, keeps the memory.
    pub(crate) fn begin(&mut self, party: &Party, text: &str) {
        self.party.clone_from(party);
        self.side = side_of(party);
        self.text.clear();
        self.text.push_str(text);
        self.hits.clear();
        self.waiting.clear();
        self.opened.clear();
        self.facts.clear();
        self.guesses.clear();
    }

    /// The span of a token range.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        let tokens = &self.reading.tokens;
        match (tokens.get(start), end.checked_sub(1).and_then(|last| tokens.get(last))) {
            (Some(first), Some(last)) if end > start => Span::new(first.start, last.end),
            _ => Span::default(),
        }
    }

    /// The span of a whole sentence.
    pub(crate) fn sentence_span(&self, sentence: usize) -> Span {
        self.reading.sentences.get(sentence).map_or(Span::default(), |s| self.span(s.first as usize, s.end as usize))
    }

    /// The span of everything said.
    pub(crate) fn whole(&self) -> Span {
        self.span(0, self.reading.tokens.len())
    }
}

/// Supervisors do an agent's work; bots and notices are nobody's, so that no one is credited with their words.
pub(crate) fn side_of(party: &Party) -> Side {
    match party {
        Party::Agent | Party::Supervisor => Side::Agent,
        Party::Customer => Side::Customer,
        Party::System | Party::Bot | Party::Speaker(_) => Side::Both,
    }
}

/// A finding before it has an id.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Draft {
    pub turn: u32,
    pub span: Span,
    pub level: Option<u8>,
    pub confidence: u8,
    pub polarity: Polarity,
    pub detector: Detector,
    /// Number of the cue; of no meaning where a head alone found it.
    pub cue: u32,
    pub slots: Vec<(Arc<str>, String)>,
    /// Below the gate of what was measured: no mark.
    pub hint: bool,
    /// The words that counted most for a head.
    pub words: Vec<Span>,
}

/// What is found so far, by rule, in order of turns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    pub by_rule: Vec<Vec<Draft>>,
}

impl Found {
    /// Findings of one rule.
    pub(crate) fn of(&self, rule: RuleId) -> &[Draft] {
        self.by_rule.get(rule as usize).map_or(&[], Vec::as_slice)
    }
}

/// Everything a condition or predicate may look at.
pub(crate) struct Scene<'a> {
    pub library: &'a Library,
    pub program: &'a Program,
    pub channel: Channel,
    pub events: &'a [Event],
    pub turns: &'a [TurnRead],
    pub found: &'a Found,
    pub shape: &'a Shape,
    pub tally: &'a Tally,
}

impl Scene<'_> {
    /// Turns of the other side in the block just before (notices between them left out).
    pub(crate) fn prev(&self, turn: usize) -> impl DoubleEndedIterator<Item = (usize, &TurnRead)> {
        self.block(self.shape.prev(turn), turn)
    }

    /// Turns of the other side in the block just after.
    pub(crate) fn next(&self, turn: usize) -> impl DoubleEndedIterator<Item = (usize, &TurnRead)> {
        self.block(self.shape.next(turn), turn)
    }

    fn block(&self, range: Range<usize>, turn: usize) -> impl DoubleEndedIterator<Item = (usize, &TurnRead)> {
        let side = self.turns[turn].side;
        range.map(|at| (at, &self.turns[at])).filter(move |(_, other)| other.side != side && other.side != Side::Both)
    }

    /// Findings of a behaviour, where the library has it.
    pub(crate) fn found(&self, rule: Option<RuleId>) -> &[Draft] {
        rule.map_or(&[], |rule| self.found.of(rule))
    }

    /// The finding of a behaviour at a turn.
    pub(crate) fn found_at(&self, rule: Option<RuleId>, turn: usize) -> Option<&Draft> {
        at_turn(self.found(rule), turn)
    }
}

/// The first of a behaviour's findings at a turn.
pub(crate) fn at_turn(drafts: &[Draft], turn: usize) -> Option<&Draft> {
    let at = drafts.partition_point(|draft| (draft.turn as usize) < turn);
    drafts.get(at).filter(|draft| draft.turn as usize == turn)
}
