//! Which patterns to try when a word is seen: one look-up a token, whatever the number of rules.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use rapport_text::Form;
use rustc_hash::FxHasher;

use super::possible;
use crate::pattern::{ANYTHING, AnchorKey, Around, HERE, Near, Room, Tok, Vocabulary};
use crate::rules::{Cue, Hint, Place, Rule, Side};

/// Try this pattern of this cue with its element `elem` beginning here, if what it needs is in the sentence.
/// Everything that can refuse a try cheaply stands in the posting itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(align(64))]
pub(crate) struct Posting {
    pub cue: u32,
    pub pattern: u16,
    pub elem: u8,
    pub gates: Gates,
    pub min_words: u16,
    pub max_words: u16,
    pub room: Room,
    /// What must stand around; `NONE` where less must.
    pub near: [Near; 3],
}

/// Where a pattern may be tried, as far as what refuses tries cheaply asks.
pub(crate) struct Here {
    /// Gates that are closed.
    pub closed: Gates,
    /// The length of the turn.
    pub length: u32,
    /// Tokens of the sentence before the anchor, and from it on; a sentence is shorter than [`Room::ANY`].
    pub before: u8,
    pub after: u8,
    pub around: Around,
}

impl Posting {
    /// Whether the pattern cannot match here.
    #[inline]
    pub(crate) fn is_refused(&self, here: &Here) -> bool {
        let Room { before, after, most_after, .. } = self.room;
        self.gates.has(here.closed)
            || !here.around.may_have(&self.near[0])
            || !here.around.may_have(&self.near[1])
            || !here.around.may_have(&self.near[2])
            || here.before < before
            || here.after < after
            || here.after > most_after
            || here.length < u32::from(self.min_words)
            || here.length > u32::from(self.max_words)
    }
}

/// No further need.
pub(crate) const NONE: u32 = u32::MAX;

const ANYWHERE: Room = Room { before: 0, after: 0, most_before: Room::ANY, most_after: Room::ANY };

const NOTHING: Near = Near { set: NONE, from: 0, to: 0, stretch: HERE, signs: ANYTHING };

/// Cheap conditions, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Gates(u8);

impl Gates {
    /// The turn has English words.
    pub(crate) const ENGLISH: Gates = Gates(1);
    /// The turn has Chinese characters.
    pub(crate) const CHINESE: Gates = Gates(2);
    /// The first sentence of the turn.
    pub(crate) const TURN_START: Gates = Gates(4);
    /// A question; a statement.
    pub(crate) const QUESTION: Gates = Gates(8);
    pub(crate) const STATEMENT: Gates = Gates(64);
    /// Asks for something in earlier turns.
    pub(crate) const EARLIER: Gates = Gates(16);
    /// Asks for another behaviour in its own turn: tried when the rest of the turn is known.
    pub(crate) const BESIDE: Gates = Gates(32);
    /// A circumstance, which waits until it is asked for.
    pub(crate) const ASKED: Gates = Gates(128);

    /// Whether any of some gates is among these.
    #[inline]
    pub(crate) fn has(self, gates: Gates) -> bool {
        self.0 & gates.0 != 0
    }

    pub(crate) fn with(self, gate: Gates, wanted: bool) -> Gates {
        if wanted { Gates(self.0 | gate.0) } else { self }
    }
}

/// Postings of one side.
#[derive(Clone, Default)]
pub(crate) struct SideIndex {
    /// By token: first posting, how many there are, and the signs of those that follow it in a pair.
    heads: Vec<(u32, u32, u64)>,
    list: Vec<Posting>,
    pairs: HashMap<u64, Box<[Posting]>, BuildHasherDefault<FxHasher>>,
    pub numbers: Vec<Posting>,
    pub masks: Vec<Posting>,
    anywhere: Vec<Posting>,
}

/// Postings for agent turns, customer turns, and turns of anybody else.
#[derive(Clone, Default)]
pub(crate) struct Index {
    sides: [SideIndex; 3],
}

impl Index {
    pub(crate) fn build(rules: &[Rule], cues: &[Cue], vocabulary: &Vocabulary) -> Index {
        let mut index = Index::default();
        for (side, slot) in index.sides.iter_mut().enumerate() {
            let wanted = [Side::Agent, Side::Customer, Side::Both][side];
            *slot = SideIndex::build(wanted, rules, cues, vocabulary);
        }
        index
    }

    /// `Side::Both` stands for parties that are neither agent nor customer.
    pub(crate) fn side(&self, side: Side) -> &SideIndex {
        &self.sides[match side {
            Side::Agent => 0,
            Side::Customer => 1,
            Side::Both => 2,
        }]
    }
}

/// Whose turns a cue is looked for in.
fn side_of(cue: &Cue, rule: &Rule) -> Side {
    match (cue.hint, rule.side) {
        // What calls for a behaviour is said by the other side.
        (Hint::Trigger, Side::Agent) => Side::Customer,
        (Hint::Trigger, Side::Customer) => Side::Agent,
        (Hint::Said(side), _) => side,
        (_, side) => side,
    }
}

impl SideIndex {
    fn build(wanted: Side, rules: &[Rule], cues: &[Cue], vocabulary: &Vocabulary) -> SideIndex {
        let mut one: Vec<Vec<Posting>> = vec![Vec::new(); vocabulary.len()];
        let mut pairs: HashMap<u64, Vec<Posting>, BuildHasherDefault<FxHasher>> = HashMap::default();
        let mut index = SideIndex { heads: vec![(0, 0, 0); vocabulary.len()], ..SideIndex::default() };
        for (number, cue) in cues.iter().enumerate() {
            let rule = &rules[cue.rule as usize];
            let side = side_of(cue, rule);
            if side != wanted && side != Side::Both {
                continue;
            }
            for (at, pattern) in cue.patterns.iter().enumerate() {
                let elem = pattern.anchor.as_ref().map_or(0, |anchor| anchor.elem);
                let room = pattern.anchor.as_ref().map_or(ANYWHERE, |anchor| anchor.room);
                let gates = possible::gates(cue, rule)
                    .with(Gates::ENGLISH, pattern.english)
                    .with(Gates::CHINESE, pattern.chinese)
                    .with(Gates::ASKED, matches!(cue.hint, Hint::Said(_)))
                    .with(Gates::TURN_START, cue.place == Some(Place::TurnStart))
                    .with(Gates::QUESTION, cue.form == Some(Form::Question))
                    .with(Gates::STATEMENT, cue.form == Some(Form::Statement));
                let posting = Posting {
                    cue: number as u32,
                    pattern: at as u16,
                    elem,
                    gates,
                    min_words: cue.min_words.min(u32::from(u16::MAX)) as u16,
                    max_words: cue.max_words.min(u32::from(u16::MAX)) as u16,
                    room,
                    near: [NOTHING; 3],
                };
                let Some(anchor) = &pattern.anchor else {
                    index.anywhere.push(posting);
                    continue;
                };
                for (key, inside) in &anchor.keys {
                    let mut posting = posting;
                    // What stands inside the anchor's own element refuses most.
                    posting.near.iter_mut().zip(inside.iter().chain(&pattern.near)).for_each(|(slot, own)| *slot = *own);
                    match *key {
                        AnchorKey::One(id) => one[id as usize].push(posting),
                        AnchorKey::Two(a, b) => {
                            index.heads[a as usize].2 |= vocabulary.sign(b);
                            pairs.entry(pair(a, b)).or_default().push(posting);
                        }
                        AnchorKey::Number => index.numbers.push(posting),
                        AnchorKey::Mask => index.masks.push(posting),
                    }
                }
            }
        }
        for (list, head) in one.iter().zip(&mut index.heads) {
            (head.0, head.1) = (index.list.len() as u32, list.len() as u32);
            index.list.extend_from_slice(list);
        }
        index.pairs = pairs.into_iter().map(|(key, list)| (key, list.into())).collect();
        index
    }

    /// Postings of one token, and of the same with the one after it.
    #[inline]
    pub(crate) fn of(&self, tok: Tok, next: Tok) -> [&[Posting]; 2] {
        let (first, count, seconds) = self.heads[tok.id as usize];
        let one = &self.list[first as usize..(first + count) as usize];
        let two = if seconds & next.sign() == 0 { &[][..] } else { self.pairs.get(&pair(tok.id, next.id)).map_or(&[][..], |list| list) };
        [one, two]
    }

    /// Patterns that no word announces.
    pub(crate) fn anywhere(&self) -> &[Posting] {
        &self.anywhere
    }
}

fn pair(a: u32, b: u32) -> u64 {
    u64::from(a) << 32 | u64::from(b)
}
