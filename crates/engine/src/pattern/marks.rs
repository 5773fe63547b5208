//! Where tokens of each set stand in a sentence, as words of bits.

use super::{Sets, Signs, Tok, Vocabulary};

/// So many of the most frequent words have a bit of their own in every set; the others share those that follow.
const FREQUENT: usize = 512;

/// Bits that the other words share.
const SHARED: usize = 256;

/// Words of bits that belong to frequent words, and all of them.
const OWN: usize = FREQUENT / 64;
const WORDS: usize = (FREQUENT + SHARED) / 64;

/// One set. Whether a frequent word is in it, its bit says; whether another one may be, the bit that it shares.
#[derive(Clone, Copy, Debug, Default)]
struct Members {
    bits: [u64; WORDS],
    /// The words that are not frequent, sorted.
    from: u32,
    to: u32,
    numbers: bool,
    masks: bool,
}

impl Members {
    #[inline]
    fn has(&self, bit: u16) -> bool {
        self.bits[usize::from(bit >> 6) % WORDS] >> (bit & 63) & 1 != 0
    }
}

/// Sets by number.
#[derive(Clone, Default)]
pub(crate) struct Membership {
    sets: Vec<Members>,
    /// Words of the sets that are not frequent.
    words: Vec<u32>,
    /// By token: its bit.
    bits: Vec<u16>,
}

impl Membership {
    /// Turns sets of tokens into what a sentence is asked for.
    pub(crate) fn of(sets: &Sets, vocabulary: &Vocabulary) -> Membership {
        let mut membership = Membership { bits: vec![0; vocabulary.len()], ..Membership::default() };
        for (rank, id) in vocabulary.by_frequency().into_iter().enumerate() {
            membership.bits[id as usize] = if rank < FREQUENT { rank } else { FREQUENT + rank % SHARED } as u16;
        }
        for set in 0..sets.count() as u32 {
            let (ids, numbers, masks) = sets.members(set);
            let mut members = Members { from: membership.words.len() as u32, numbers, masks, ..Members::default() };
            for &id in ids {
                let bit = membership.bits[id as usize];
                members.bits[usize::from(bit >> 6)] |= 1 << (bit & 63);
                if usize::from(bit) >= FREQUENT {
                    membership.words.push(id);
                }
            }
            members.to = membership.words.len() as u32;
            membership.sets.push(members);
        }
        membership
    }

    /// Whether a set has a token.
    #[inline]
    pub(crate) fn has(&self, set: u32, tok: Tok) -> bool {
        let members = &self.sets[set as usize];
        let bit = self.bits[tok.id as usize];
        tok.id != 0 && members.has(bit) && (usize::from(bit) < FREQUENT || self.has_rare(members, tok.id)) || tok.number && members.numbers || tok.mask && members.masks
    }

    fn has_rare(&self, members: &Members, id: u32) -> bool {
        self.words[members.from as usize..members.to as usize].binary_search(&id).is_ok()
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
    /// What a first look asks.
    pub(crate) signs: Signs,
    /// The bits of all its tokens.
    bits: [u64; WORDS],
    /// By the bit of a frequent word that is there: where it stands.
    frequent: [u64; FREQUENT],
    /// The other words: bit, token, where it stands.
    rare: Vec<(u16, u32, u64)>,
}

impl Default for Marks {
    fn default() -> Marks {
        Marks {
            slots: Vec::new(),
            places: [0; 64],
            distinct: Vec::new(),
            numbers: 0,
            masks: 0,
            signs: Signs::default(),
            bits: [0; WORDS],
            frequent: [0; FREQUENT],
            rare: Vec::new(),
        }
    }
}

impl Marks {
    /// Marks another sentence.
    pub(crate) fn mark(&mut self, membership: &Membership, sentence: &[Tok]) {
        if self.slots.len() != membership.bits.len() {
            *self = Marks { slots: vec![0; membership.bits.len()], ..Marks::default() };
        }
        for id in self.distinct.drain(..) {
            self.slots[id as usize] = 0;
        }
        (self.numbers, self.masks, self.bits) = (0, 0, [0; WORDS]);
        self.rare.clear();
        self.signs.take(sentence);
        for (at, tok) in sentence.iter().enumerate().take(rapport_text::LONGEST_SENTENCE) {
            let place = 1u64 << at;
            if tok.number {
                self.numbers |= place;
            }
            if tok.mask {
                self.masks |= place;
            }
            if tok.id == 0 {
                continue;
            }
            match self.slots[tok.id as usize] {
                0 => {
                    self.distinct.push(tok.id);
                    let slot = self.distinct.len();
                    self.slots[tok.id as usize] = slot as u8;
                    self.places[slot] = place;
                }
                slot => self.places[slot as usize] |= place,
            }
        }
        for (slot, &id) in self.distinct.iter().enumerate() {
            let places = self.places[slot + 1];
            let bit = membership.bits[id as usize];
            self.bits[usize::from(bit >> 6)] |= 1 << (bit & 63);
            match self.frequent.get_mut(usize::from(bit)) {
                Some(frequent) => *frequent = places,
                None => self.rare.push((bit, id, places)),
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
        let members = &membership.sets[set as usize];
        let mut places = 0;
        let shared = |words: std::ops::Range<usize>| words.fold(0, |any, word| any | members.bits[word] & self.bits[word]);
        if shared(0..OWN) != 0 {
            for word in 0..OWN {
                let mut both = members.bits[word] & self.bits[word];
                while both != 0 {
                    places |= self.frequent[word * 64 + both.trailing_zeros() as usize];
                    both &= both - 1;
                }
            }
        }
        if shared(OWN..WORDS) != 0 {
            places |= self.of_rare(membership, members);
        }
        if members.numbers {
            places |= self.numbers;
        }
        if members.masks {
            places |= self.masks;
        }
        places
    }

    fn of_rare(&self, membership: &Membership, members: &Members) -> u64 {
        let there = self.rare.iter().filter(|(bit, id, _)| members.has(*bit) && membership.has_rare(members, *id));
        there.fold(0, |all, (_, _, places)| all | places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_stands_where_its_words_stand() {
        let mut vocabulary = Vocabulary::new();
        let ids: Vec<u32> = (0..2000).map(|word| vocabulary.number(rapport_text::Key::of(&format!("w{word}")))).collect();
        vocabulary.weigh();
        let mut sets = Sets::default();
        // Every so many words, so that both kinds of bits are there, shared ones several times.
        let numbers: Vec<u32> = (2..40)
            .map(|step| {
                let set = sets.add(ids.iter().copied().filter(|id| id % step == 1).collect(), step % 3 == 0, step % 5 == 0);
                sets.mark(set)
            })
            .collect();
        let membership = Membership::of(&sets, &vocabulary);
        let mut marks = Marks::default();
        for from in (0..1900).step_by(17) {
            let toks: Vec<Tok> = (0..50usize).map(|at| Tok { id: ids[from + at * at % 97], bit: 0, number: at % 11 == 0, mask: at % 13 == 0 }).collect();
            marks.mark(&membership, &toks);
            for &set in &numbers {
                let (members, number, mask) = sets.members(set);
                let has = |tok: &Tok| members.contains(&tok.id) || number && tok.number || mask && tok.mask;
                let wanted = toks.iter().enumerate().filter(|(_, tok)| has(tok)).fold(0u64, |places, (at, _)| places | 1 << at);
                assert_eq!(marks.of(&membership, set), wanted);
                assert!(toks.iter().all(|tok| membership.has(set, *tok) == has(tok)));
            }
        }
    }
}
