//! Which tokens of a sentence are in which set, as a word of bits a set.

use super::{Sets, Tok, Vocabulary};

/// So many of the most frequent words are kept apart: each is in hundreds of sets, and is marked once instead.
const FREQUENT: usize = 64;

/// A token that is not among the frequent ones.
const NOT_FREQUENT: u8 = u8::MAX;

/// By token: the sets it is in.
#[derive(Clone, Default)]
pub(crate) struct Membership {
    starts: Vec<u32>,
    sets: Vec<u32>,
    numbers: Vec<u32>,
    masks: Vec<u32>,
    /// By token: its number among the frequent ones.
    frequent: Vec<u8>,
    /// By set: which frequent tokens are in it.
    with_frequent: Vec<u64>,
}

impl Membership {
    /// Turns sets of tokens into lists of sets by token.
    pub(crate) fn of(sets: &Sets, vocabulary: &Vocabulary) -> Membership {
        let mut by_token: Vec<Vec<u32>> = vec![Vec::new(); vocabulary.len()];
        let mut membership = Membership { with_frequent: vec![0; sets.count()], frequent: vec![NOT_FREQUENT; vocabulary.len()], ..Membership::default() };
        for set in 0..sets.count() as u32 {
            let (ids, numbers, masks) = sets.members(set);
            ids.iter().for_each(|&id| by_token[id as usize].push(set));
            if numbers {
                membership.numbers.push(set);
            }
            if masks {
                membership.masks.push(set);
            }
        }
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
            membership.starts.push(membership.sets.len() as u32);
            membership.sets.extend_from_slice(list);
        }
        membership.starts.push(membership.sets.len() as u32);
        membership
    }
}

/// The marks of one sentence; reuse it for many.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    /// By set: the sentence that wrote it last, and where its tokens stand in that sentence.
    table: Vec<(u32, u64)>,
    stamp: u32,
    /// Which frequent tokens are there, and where each stands.
    present: u64,
    places: Box<[u64]>,
}

impl Marks {
    /// Marks another sentence.
    pub(crate) fn mark(&mut self, membership: &Membership, sentence: &[Tok]) {
        if self.table.len() != membership.with_frequent.len() || self.stamp == u32::MAX {
            self.table.clear();
            self.table.resize(membership.with_frequent.len(), (0, 0));
            self.places = vec![0; FREQUENT].into();
            self.stamp = 0;
        }
        self.stamp += 1;
        self.present = 0;
        for (at, tok) in sentence.iter().enumerate().take(rapport_text::LONGEST_SENTENCE) {
            let bit = 1u64 << at;
            let frequent = membership.frequent[tok.id as usize];
            if frequent != NOT_FREQUENT {
                let known = self.present >> frequent & 1 == 1;
                self.places[frequent as usize] = bit | if known { self.places[frequent as usize] } else { 0 };
                self.present |= 1 << frequent;
            } else if tok.id != 0 {
                let (from, to) = (membership.starts[tok.id as usize], membership.starts[tok.id as usize + 1]);
                self.note(&membership.sets[from as usize..to as usize], bit);
            }
            if tok.number {
                self.note(&membership.numbers, bit);
            }
            if tok.mask {
                self.note(&membership.masks, bit);
            }
        }
    }

    #[inline]
    fn note(&mut self, sets: &[u32], bit: u64) {
        for &set in sets {
            let (stamp, mask) = &mut self.table[set as usize];
            if *stamp == self.stamp {
                *mask |= bit;
            } else {
                (*stamp, *mask) = (self.stamp, bit);
            }
        }
    }

    /// Where tokens of a set stand.
    #[inline]
    pub(crate) fn of(&self, membership: &Membership, set: u32) -> u64 {
        let (stamp, mask) = self.table[set as usize];
        let mut places = if stamp == self.stamp { mask } else { 0 };
        let mut frequent = membership.with_frequent[set as usize] & self.present;
        while frequent != 0 {
            places |= self.places[frequent.trailing_zeros() as usize];
            frequent &= frequent - 1;
        }
        places
    }
}
