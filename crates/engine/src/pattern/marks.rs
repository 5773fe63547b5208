//! Where tokens of each set stand in a sentence, as words of bits.

use super::{Sets, Signs, Tok, Vocabulary, signs};

/// Words of bits of a set.
const WORDS: usize = 12;

/// So many of the most frequent words have a bit of their own in every set; the others share those that follow.
const FREQUENT: usize = 512;

/// The last bits say whether any number and any mask are in a set; one is in none.
const NUMBER: u16 = WORDS as u16 * 64 - 3;
const MASK: u16 = NUMBER + 1;
pub(super) const NOWHERE: u16 = MASK + 1;

/// The bit of a word in every set, by how many words are more frequent.
pub(super) fn place(rank: usize) -> u16 {
    (if rank < FREQUENT { rank } else { FREQUENT + rank % (usize::from(NUMBER) - FREQUENT) }) as u16
}

/// Spreads numbers that follow one another over a table.
#[inline]
fn spread(id: u32) -> u32 {
    id.wrapping_mul(0x9e37_79b9) >> 15
}

/// One set. Whether a frequent word is in it, its bit says; whether another one may be, the bit that it shares.
#[derive(Clone, Copy, Debug, Default)]
struct Members {
    bits: [u64; WORDS],
    /// The signs of its tokens.
    signs: u64,
    /// Where the table of its words that are not frequent begins, and its size less one.
    from: u32,
    mask: u32,
}

impl Members {
    #[inline]
    fn has(&self, place: u16) -> bool {
        self.bits.get(usize::from(place >> 6)).is_some_and(|bits| bits >> (place & 63) & 1 != 0)
    }
}

/// Sets by number.
#[derive(Clone, Default)]
pub(crate) struct Membership {
    sets: Vec<Members>,
    /// Words of the sets that are not frequent: a small table for each set; 0 where nothing is.
    words: Vec<u32>,
}

impl Membership {
    /// Turns sets of tokens into what a sentence is asked for.
    pub(crate) fn of(sets: &Sets, vocabulary: &Vocabulary) -> Membership {
        let mut membership = Membership::default();
        let mut rare = Vec::new();
        for set in 0..sets.count() as u32 {
            let (ids, numbers, masks) = sets.members(set);
            let mut members = Members { from: membership.words.len() as u32, signs: signs::of_marked(set, vocabulary, sets), ..Members::default() };
            rare.clear();
            let mut note = |place: u16| members.bits[usize::from(place >> 6)] |= 1 << (place & 63);
            for &id in ids {
                let place = vocabulary.place_of(id);
                note(place);
                if usize::from(place) >= FREQUENT {
                    rare.push(id);
                }
            }
            if numbers {
                note(NUMBER);
            }
            if masks {
                note(MASK);
            }
            if !rare.is_empty() {
                let size = (rare.len() * 2).next_power_of_two();
                members.mask = size as u32 - 1;
                membership.words.resize(members.from as usize + size, 0);
                let table = &mut membership.words[members.from as usize..];
                for &id in &rare {
                    let mut at = spread(id) & members.mask;
                    while table[at as usize] != 0 {
                        at = (at + 1) & members.mask;
                    }
                    table[at as usize] = id;
                }
            }
            membership.sets.push(members);
        }
        membership
    }

    /// Whether a set has a token.
    #[inline]
    pub(crate) fn has(&self, set: u32, tok: Tok) -> bool {
        self.is_in(&self.sets[set as usize], tok)
    }

    #[inline]
    fn is_in(&self, members: &Members, tok: Tok) -> bool {
        members.has(tok.place) && (usize::from(tok.place) < FREQUENT || self.has_rare(members, tok.id))
            || tok.is_value() && (tok.is_number() && members.has(NUMBER) || tok.is_mask() && members.has(MASK))
    }

    #[inline]
    fn has_rare(&self, members: &Members, id: u32) -> bool {
        // Half of a table is empty, so that the search ends.
        let mut at = spread(id) & members.mask;
        loop {
            match self.words.get((members.from + at) as usize) {
                Some(&here) if here == id => return true,
                None | Some(0) => return false,
                _ => at = (at + 1) & members.mask,
            }
        }
    }

    /// Whether a set has one of the tokens `from..to` of a sentence.
    pub(crate) fn has_any(&self, set: u32, toks: &[Tok], signs: &Signs, (from, to): (usize, usize)) -> bool {
        let members = &self.sets[set as usize];
        let mut at = from;
        while at < to {
            if signs.has(at, members.signs) && toks.get(at).is_some_and(|&tok| self.is_in(members, tok)) {
                return true;
            }
            at += 1;
        }
        false
    }

    /// Which of these places of a sentence hold a token that a set has.
    pub(crate) fn among(&self, set: u32, toks: &[Tok], signs: &Signs, places: u64) -> u64 {
        let members = &self.sets[set as usize];
        if members.signs & signs.all() == 0 {
            return 0;
        }
        let (mut left, mut found) = (places, 0);
        while left != 0 {
            let bit = left & left.wrapping_neg();
            left ^= bit;
            let at = bit.trailing_zeros() as usize;
            if signs.has(at, members.signs) && toks.get(at).is_some_and(|&tok| self.is_in(members, tok)) {
                found |= bit;
            }
        }
        found
    }
}

/// The marks of one sentence; reuse it for many.
#[derive(Clone, Debug)]
pub(crate) struct Marks {
    /// By the low bits of a token's number: where such tokens stand.
    low: [u64; 64],
    /// What a first look asks.
    pub(crate) signs: Signs,
}

impl Default for Marks {
    fn default() -> Marks {
        Marks { low: [0; 64], signs: Signs::default() }
    }
}

impl Marks {
    /// Marks another sentence.
    pub(crate) fn mark(&mut self, sentence: &[Tok]) {
        self.low = [0; 64];
        for (at, tok) in sentence.iter().enumerate().take(rapport_text::LONGEST_SENTENCE) {
            self.low[tok.id as usize % 64] |= 1 << at;
        }
        self.signs.take(sentence);
    }

    /// Where one token of the sentence stands.
    #[inline]
    pub(crate) fn places(&self, id: u32, sentence: &[Tok]) -> u64 {
        let mut left = self.low[id as usize % 64];
        let mut found = 0;
        while left != 0 {
            let bit = left & left.wrapping_neg();
            left ^= bit;
            if sentence.get(bit.trailing_zeros() as usize).is_some_and(|tok| tok.id == id) {
                found |= bit;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use rapport_text::Kind;

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
        let tok = |id, at| {
            Tok::new(
                id,
                (vocabulary.place_of(id), vocabulary.bit(id)),
                if at % 11 == 0 {
                    Kind::Number
                } else if at % 13 == 0 {
                    Kind::Mask
                } else {
                    Kind::Word
                },
            )
        };
        for from in (0..1900).step_by(17) {
            let toks: Vec<Tok> = (0..50usize).map(|at| tok(ids[from + at * at % 97], at)).collect();
            let mut marks = Marks::default();
            marks.mark(&toks);
            let signs = &marks.signs;
            assert!(toks.iter().all(|tok| marks.places(tok.id, &toks) == toks.iter().enumerate().fold(0, |places, (at, other)| places | u64::from(other.id == tok.id) << at)));
            for &set in &numbers {
                let (members, number, mask) = sets.members(set);
                let has = |tok: &Tok| members.contains(&tok.id) || number && tok.is_number() || mask && tok.is_mask();
                let wanted = toks.iter().enumerate().filter(|(_, tok)| has(tok)).fold(0u64, |places, (at, _)| places | 1 << at);
                assert_eq!(membership.among(set, &toks, signs, u64::MAX), wanted);
                assert_eq!(membership.has_any(set, &toks, signs, (0, 7)), wanted & 127 != 0);
                assert!(toks.iter().all(|tok| membership.has(set, *tok) == has(tok)));
            }
        }
    }
}
