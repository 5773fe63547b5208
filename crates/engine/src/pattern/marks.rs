//! Which tokens of a sentence are in which set, as a word of bits a set.

use super::{Sets, Tok};

/// By token: the sets it is in.
#[derive(Clone, Default)]
pub(crate) struct Membership {
    starts: Vec<u32>,
    sets: Vec<u32>,
    numbers: Vec<u32>,
    masks: Vec<u32>,
    count: usize,
}

impl Membership {
    /// Turns sets of tokens into lists of sets by token.
    pub(crate) fn of(sets: &Sets, vocabulary: usize) -> Membership {
        let mut by_token: Vec<Vec<u32>> = vec![Vec::new(); vocabulary];
        let mut membership = Membership { count: sets.count(), ..Membership::default() };
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
}

impl Marks {
    /// Marks another sentence.
    pub(crate) fn mark(&mut self, membership: &Membership, sentence: &[Tok]) {
        if self.table.len() != membership.count || self.stamp == u32::MAX {
            self.table.clear();
            self.table.resize(membership.count, (0, 0));
            self.stamp = 0;
        }
        self.stamp += 1;
        for (at, tok) in sentence.iter().enumerate().take(rapport_text::LONGEST_SENTENCE) {
            let bit = 1u64 << at;
            if tok.id != 0 {
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
    pub(crate) fn of(&self, set: u32) -> u64 {
        let (stamp, mask) = self.table[set as usize];
        if stamp == self.stamp { mask } else { 0 }
    }
}
