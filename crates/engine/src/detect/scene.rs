//! A conversation while it is being read: turns with their tokens and hits, and what is found so far.

use std::cell::{Cell, OnceCell};
use std::ops::Range;
use std::sync::Arc;

use rapport_model::{Channel, Event, Party, Polarity};
use rapport_text::{Key, Kind, Reading, Span, is_function_word, segment};

use super::Heard;
use super::scan::Hit;
use crate::Program;
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
    /// Rules that may have findings in this turn, and in the turns before it.
    pub heard: Heard,
    pub before: Heard,
    content: OnceCell<Vec<(Key, u16)>>,
    lines: OnceCell<Vec<Line>>,
}

/// The words of a sentence, for telling whether it was said before.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    bits: u64,
    keys: Box<[Key]>,
}

impl Line {
    /// Near-duplicate: Jaccard similarity of the words of at least 0.8, for sentences of four or more words.
    pub(crate) fn is_like(&self, other: &Line) -> bool {
        let (a, b) = (self.keys.len(), other.keys.len());
        // Every word that is not shared leaves a bit that is not shared, but for collisions: a cheap first look.
        if a < 4 || b < 4 || a * 10 < b * 8 || b * 10 < a * 8 || ((self.bits ^ other.bits).count_ones() as usize) * 5 > a + b {
            return false;
        }
        let shared = self.keys.iter().filter(|key| other.keys.binary_search(key).is_ok()).count();
        shared * 10 >= 8 * (a + b - shared)
    }
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
            heard: [0; 4],
            before: [0; 4],
            content: OnceCell::new(),
            lines: OnceCell::new(),
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
        self.opened.clear();
        self.content = OnceCell::new();
        self.lines = OnceCell::new();
    }

    /// Its sentences, for telling whether they were said before.
    pub(crate) fn lines(&self) -> &[Line] {
        self.lines.get_or_init(|| {
            let sentences = self.reading.sentences.iter();
            sentences
                .map(|sentence| {
                    let mut keys: Vec<Key> = self.reading.tokens[sentence.first as usize..sentence.end as usize].iter().map(|token| token.key).collect();
                    keys.sort_unstable();
                    keys.dedup();
                    Line { bits: keys.iter().fold(0, |bits, key| bits | 1 << (key.0 % 64)), keys: keys.into() }
                })
                .collect()
        })
    }

    /// Content words (English stems, Chinese words) with their sentence, in order.
    pub(crate) fn content(&self) -> &[(Key, u16)] {
        self.content.get_or_init(|| {
            let mut out = Vec::new();
            let reading = &self.reading;
            let mut i = 0;
            while i < reading.tokens.len() {
                let token = &reading.tokens[i];
                match token.kind {
                    Kind::Han => {
                        let mut end = i + 1;
                        while reading.tokens.get(end).is_some_and(|next| next.kind == Kind::Han && next.clause == token.clause) {
                            end += 1;
                        }
                        let run: String = reading.shadow.slice(token.start, reading.tokens[end - 1].end).iter().collect();
                        for word in segment(&run) {
                            let key = Key::of(word);
                            if !is_function_word(key) {
                                out.push((key, token.sentence));
                            }
                        }
                        i = end;
                        continue;
                    }
                    Kind::Word => out.extend(reading.content(token).map(|key| (key, token.sentence))),
                    Kind::Number | Kind::Mask => out.push((token.key, token.sentence)),
                    Kind::Emoji | Kind::Foreign => {}
                }
                i += 1;
            }
            out
        })
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
    pub cue: u32,
    pub slots: Vec<(Arc<str>, String)>,
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
}

/// Where each turn stands: its number among its side's turns, and the blocks around it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape {
    /// Number of the turn among turns of its side, from 0.
    pub number: Vec<u32>,
    /// How many agent turns and customer turns there are.
    pub agents: u32,
    pub customers: u32,
    /// Agent turns and customer turns up to and including each turn.
    pub agents_to: Vec<u32>,
    pub customers_to: Vec<u32>,
    prev: Vec<(u32, u32)>,
    next: Vec<(u32, u32)>,
}

impl Shape {
    /// Measures the turns.
    pub(crate) fn measure(&mut self, turns: &[TurnRead]) {
        self.number.clear();
        self.agents_to.clear();
        self.customers_to.clear();
        self.prev.clear();
        self.next.clear();
        (self.agents, self.customers) = (0, 0);
        // The block of the other side that ended last, and the present block's beginning.
        let mut last = [(0u32, 0u32); 2];
        let mut speaking = None;
        for (at, turn) in turns.iter().enumerate() {
            let at = at as u32;
            let side = match turn.side {
                Side::Agent => Some(0),
                Side::Customer => Some(1),
                Side::Both => None,
            };
            self.number.push(match side {
                Some(0) => self.agents,
                Some(_) => self.customers,
                None => 0,
            });
            if let Some(side) = side {
                if speaking != Some(side) {
                    last[side] = (at, at);
                    speaking = Some(side);
                }
                last[side].1 = at + 1;
                if side == 0 { self.agents += 1 } else { self.customers += 1 }
            }
            self.agents_to.push(self.agents);
            self.customers_to.push(self.customers);
            self.prev.push(match side {
                Some(0) => last[1],
                Some(_) => last[0],
                None => (0, 0),
            });
        }
        self.next.resize(turns.len(), (0, 0));
        let mut after = [(0u32, 0u32); 2];
        let mut speaking = None;
        for (at, turn) in turns.iter().enumerate().rev() {
            let at32 = at as u32;
            let side = match turn.side {
                Side::Agent => 0,
                Side::Customer => 1,
                Side::Both => continue,
            };
            if speaking != Some(side) {
                after[side] = (at32, at32 + 1);
                speaking = Some(side);
            }
            after[side].0 = at32;
            self.next[at] = after[1 - side];
        }
    }

    /// Turns of the other side's block just before a turn's own block.
    pub(crate) fn prev(&self, turn: usize) -> Range<usize> {
        self.prev[turn].0 as usize..self.prev[turn].1 as usize
    }

    /// Turns of the other side's block just after.
    pub(crate) fn next(&self, turn: usize) -> Range<usize> {
        self.next[turn].0 as usize..self.next[turn].1 as usize
    }
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

    /// Findings of a behaviour by id.
    pub(crate) fn found(&self, id: &str) -> &[Draft] {
        self.library.rule_id(id).map_or(&[], |rule| self.found.of(rule))
    }

    /// The finding of a behaviour at a turn.
    pub(crate) fn found_at(&self, id: &str, turn: usize) -> Option<&Draft> {
        self.found(id).iter().find(|draft| draft.turn as usize == turn)
    }
}
