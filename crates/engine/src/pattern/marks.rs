//! Where tokens of each set stand in a sentence, as words of bits.

use super::{Sets, Tok, Vocabulary};

/// Sets of up to so many words are put together from their words when they are asked for; larger ones are marked
/// when the sentence is read.
const SMALL: usize = 24;

/// So many of the most frequent words are kept apart: each is in hundreds of large sets, and is noted once instead.
const FREQUENT: usize = 64;

/// A token that is not among the frequent ones.
const NOT_FREQUENT: u8 = u8::MAX;

/// Not a large set.
const NONE: u32 = u32::MAX;

/// One set: its words where it is small, its number among the large ones otherwise.
#[derive(Clone, Copy, Debug)]
struct Members {
    from: u32,
    to: u32,
    large: u32,
    numbers: bool,
    masks: bool,
}

/// Sets by number, and by token the large sets it is in.
#[derive(Clone, Default)]
pub(crate) struct Membership {
    sets: Vec<Members>,
    /// Words of the small sets.
    words: Vec<u32>,
    /// By token: first entry in `lists`.
    starts: Vec<u32>,
    lists: Vec<u32>,
    /// By token: its number among the frequent ones.
    frequent: Vec<u8>,
    /// By large set: which frequent tokens are in it.
    with_frequent: Vec<u64>,
}

impl Membership {
    /// Turns sets of tokens into what a sentence is marked with.
    pub(crate) fn of(sets: &Sets, vocabulary: &Vocabulary) -> Membership {
        let mut by_token: Vec<Vec<u32>> = vec![Vec::new(); vocabulary.len()];
        let mut membership = Membership { frequent: vec![NOT_FREQUENT; vocabulary.len()], ..Membership::default() };
        let mut large = 0;
        for set in 0..sets.count() as u32 {
            let (ids, numbers, masks) = sets.members(set);
            let from = membership.words.len() as u32;
            if ids.len() <= SMALL {
                membership.words.extend_from_slice(ids);
                membership.sets.push(Members { from, to: membership.words.len() as u32, large: NONE, numbers, masks });
            } else {
                ids.iter().for_each(|&id| by_token[id as usize].push(large));
                membership.sets.push(Members { from, to: from, large, numbers, masks });
                large += 1;
            }
        }
        membership.with_frequent = vec![0; large as usize];
        // The work a token would cause: how often it comes up, times the sets it is in.
        let mut busy: Vec<(u64, usize)> = by_token.iter().enumerate().map(|(id, list)| (u64::from(vocabulary.cost(id as u32)) * list.len() as u64, id)).collect();
        busy.sort_unstable_by(|a, b| b.cmp(a));
        for (number, &(_, id)) in busy.iter().take(FREQUENT).enumerate() {
            membership.frequent[id] = number as u8;
            for set in by_token[id].drain(..) {
                membership.with_frequent[set as usize] |= 1 << number;
            }
        }
        for list in &by_token {
            membership.starts.push(membership.lists.len() as u32);
            membership.lists.extend_from_slice(list);
        }
        membership.starts.push(membership.lists.len() as u32);
        membership
    }
}

/// The marks of one sentence; reuse it for many.
#[derive(Clone, Debug)]
pub(crate) struct Marks {
    /// By token: its number among the distinct tokens of the sentence; 0 where it is not there.
    slots: Vec<u8>,
    /// By that number: where the token stands. The first is empty.
    places: [u64; 64],
    /// The distinct tokens.
    distinct: Vec<u32>,
    numbers: u64,
    masks: u64,
    /// By large set: the sentence that wrote it last, and where its tokens stand in that sentence.
    large: Vec<(u32, u64)>,
    stamp: u32,
    /// Which frequent tokens are there, and where each stands.
    present: u64,
    frequent: [u64; FREQUENT],
}

impl Default for Marks {
    fn default() -> Marks {
        Marks { slots: Vec::new(), places: [0; 64], distinct: Vec::new(), numbers: 0, masks: 0, large: Vec::new(), stamp: 0, present: 0, frequent: [0; FREQUENT] }
    }
}

impl Marks {
    /// Marks another sentence.
    pub(crate) fn mark(&mut self, membership: &Membership, sentence: &[Tok]) {
        if self.slots.len() != membership.frequent.len() || self.large.len() != membership.with_frequent.len() || self.stamp == u32::MAX {
            *self = Marks { slots: vec![0; membership.frequent.len()], large: vec![(0, 0); membership.with_frequent.len()], ..Marks::default() };
        }
        for id in self.distinct.drain(..) {
            self.slots[id as usize] = 0;
        }
        self.stamp += 1;
        (self.present, self.numbers, self.masks) = (0, 0, 0);
        for (at, tok) in sentence.iter().enumerate().take(rapport_text::LONGEST_SENTENCE) {
            let bit = 1u64 << at;
            if tok.number {
                self.numbers |= bit;
            }
            if tok.mask {
                self.masks |= bit;
            }
            if tok.id == 0 {
                continue;
            }
            match self.slots[tok.id as usize] {
                0 => {
                    self.distinct.push(tok.id);
                    let slot = self.distinct.len();
                    self.slots[tok.id as usize] = slot as u8;
                    self.places[slot] = bit;
                }
                slot => self.places[slot as usize] |= bit,
            }
        }
        for (slot, &id) in self.distinct.iter().enumerate() {
            let places = self.places[slot + 1];
            let frequent = membership.frequent[id as usize];
            if frequent != NOT_FREQUENT {
                self.present |= 1 << frequent;
                self.frequent[frequent as usize] = places;
                continue;
            }
            let (from, to) = (membership.starts[id as usize], membership.starts[id as usize + 1]);
            for &set in &membership.lists[from as usize..to as usize] {
                let (stamp, mask) = &mut self.large[set as usize];
                if *stamp == self.stamp {
                    *mask |= places;
                } else {
                    (*stamp, *mask) = (self.stamp, places);
                }
            }
        }
    }

    /// Where one token stands.
    #[inline]
    pub(crate) fn places(&self, id: u32) -> u64 {
        self.places[(self.slots[id as usize] & 63) as usize]
    }

    /// Where tokens of a set stand.
    #[inline]
    pub(crate) fn of(&self, membership: &Membership, set: u32) -> u64 {
        let members = membership.sets[set as usize];
        let mut places = if members.large == NONE {
            membership.words[members.from as usize..members.to as usize].iter().fold(0, |places, &id| places | self.places(id))
        } else {
            let (stamp, mask) = self.large[members.large as usize];
            let mut places = if stamp == self.stamp { mask } else { 0 };
            let mut frequent = membership.with_frequent[members.large as usize] & self.present;
            while frequent != 0 {
                places |= self.frequent[frequent.trailing_zeros() as usize];
                frequent &= frequent - 1;
            }
            places
        };
        if members.numbers {
            places |= self.numbers;
        }
        if members.masks {
            places |= self.masks;
        }
        places
    }
}
