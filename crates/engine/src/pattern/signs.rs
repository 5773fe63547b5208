//! Signs of tokens: a cheap first look at whether a token of some set can stand somewhere.

use super::{Near, Sets, Tok, Vocabulary};

/// The most tokens that signs are kept for.
const PLACES: usize = 64;

/// Signs are 64 bits: one for numbers, one for masks, and one of these many for a word, which words share.
pub(super) const WORDS: u32 = 62;

const NUMBER: u64 = 1 << 62;
const MASK: u64 = 1 << 63;

/// What may be anything.
pub(crate) const ANYTHING: u64 = u64::MAX;

/// Whether some tokens have what must be there, as far as their signs tell.
#[inline]
pub(super) fn meet(needed: [u64; 2], there: u64) -> bool {
    needed.iter().all(|&signs| signs & there != 0 || signs == ANYTHING)
}

impl Tok {
    /// Its sign; 0 for one that no pattern names.
    #[inline]
    pub(crate) fn sign(self) -> u64 {
        u64::from(self.id != 0) << self.bit | u64::from(self.is_number()) << 62 | u64::from(self.is_mask()) << 63
    }
}

impl Vocabulary {
    /// The sign of a word.
    pub(crate) fn sign(&self, id: u32) -> u64 {
        1 << self.bit(id)
    }
}

/// The signs that tokens of a set have.
pub(super) fn of_set(set: u32, vocabulary: &Vocabulary, sets: &Sets) -> u64 {
    let set = &sets.list[set as usize];
    of_tokens(&set.ids, vocabulary) | if set.numbers { NUMBER } else { 0 } | if set.masks { MASK } else { 0 }
}

/// The same of a marked set.
pub(super) fn of_marked(set: u32, vocabulary: &Vocabulary, sets: &Sets) -> u64 {
    of_set(sets.marked[set as usize], vocabulary, sets)
}

/// The signs of words.
pub(super) fn of_tokens(ids: &[u32], vocabulary: &Vocabulary) -> u64 {
    ids.iter().fold(0, |signs, &id| signs | vocabulary.sign(id))
}

/// Stretches of tokens around an anchor, as distances from its first token, the last one included; those that reach to the end of the sentence on one
/// side, or to both, come last. A stretch of more tokens comes after those that it covers.
const STRETCHES: [(i8, i8); 11] = [(0, 0), (1, 1), (2, 2), (-1, -1), (-2, -2), (1, 3), (-3, -1), (1, 7), (-7, -1), (0, i8::MAX), (i8::MIN, -1)];

/// The whole sentence.
const WHOLE: u8 = STRETCHES.len() as u8;

/// The anchor's own place.
pub(crate) const HERE: u8 = 0;

/// The shortest stretch that covers some distances.
pub(super) fn stretch(from: i8, to: i8) -> u8 {
    STRETCHES.iter().position(|&(first, last)| first <= from && to <= last).map_or(WHOLE, |at| at as u8)
}

/// What stands around an anchor, by stretch.
pub(crate) struct Around([u64; 16]);

impl Around {
    /// Whether what a pattern needs may stand around its anchor.
    #[inline]
    pub(crate) fn may_have(&self, near: &Near) -> bool {
        self.0[usize::from(near.stretch) & 15] & near.signs != 0
    }
}

/// The signs of a sentence's tokens.
#[derive(Clone, Debug)]
pub(crate) struct Signs {
    /// By place, with room on both sides that has no signs.
    places: [u64; MARGIN + PLACES + MARGIN],
    /// The signs of all tokens before a place, and from it on.
    before: [u64; PLACES + 1],
    from: [u64; PLACES + 1],
    length: usize,
}

/// So far a short stretch reaches.
const MARGIN: usize = 8;

impl Default for Signs {
    fn default() -> Signs {
        Signs { places: [0; MARGIN + PLACES + MARGIN], before: [0; PLACES + 1], from: [0; PLACES + 1], length: 0 }
    }
}

impl Signs {
    /// Takes the signs of another sentence.
    pub(crate) fn take(&mut self, sentence: &[Tok]) {
        self.length = sentence.len().min(PLACES);
        let mut all = 0;
        for (at, &tok) in sentence.iter().enumerate().take(PLACES) {
            let sign = tok.sign();
            self.before[at] = all;
            self.places[MARGIN + at] = sign;
            all |= sign;
        }
        self.before[self.length] = all;
        self.places[MARGIN + self.length..][..MARGIN].fill(0);
        self.from[self.length] = 0;
        for at in (0..self.length).rev() {
            self.from[at] = self.from[at + 1] | self.places[MARGIN + at];
        }
    }

    /// What stands around a place.
    #[inline]
    pub(crate) fn around(&self, at: usize) -> Around {
        let at = at.min(self.length);
        let Some(&[m7, m6, m5, m4, m3, m2, m1, here, p1, p2, p3, p4, p5, p6, p7]) = self.places[at + 1..].first_chunk() else { return Around([ANYTHING; 16]) };
        let (after, before) = (p1 | p2 | p3, m1 | m2 | m3);
        let (far_after, far_before) = (after | p4 | p5 | p6 | p7, before | m4 | m5 | m6 | m7);
        let (rest, past) = (self.from[at], self.before[at]);
        Around([here, p1, p2, m1, m2, after, before, far_after, far_before, rest, past, rest | past, ANYTHING, ANYTHING, ANYTHING, ANYTHING])
    }

    /// The signs of the tokens `from..to`, counted from the first of the sentence.
    #[inline]
    pub(crate) fn between(&self, from: usize, to: usize) -> u64 {
        let to = to.min(self.length);
        if from == 0 { self.before[to] } else { self.places[MARGIN + from.min(to)..MARGIN + to].iter().fold(0, |all, sign| all | sign) }
    }

    /// Whether the token at a place has one of some signs.
    #[inline]
    pub(super) fn has(&self, at: usize, signs: u64) -> bool {
        self.places[MARGIN + at % PLACES] & signs != 0
    }

    /// The signs of the whole sentence.
    #[inline]
    pub(crate) fn all(&self) -> u64 {
        self.from[0]
    }
}

#[cfg(test)]
mod tests {
    use rapport_text::Kind;

    use super::*;

    #[test]
    fn a_stretch_has_the_signs_of_its_tokens() {
        for length in [1, 2, 7, 8, 60] {
            let toks: Vec<Tok> = (0..length)
                .map(|at| {
                    Tok::new(
                        at % 5,
                        (0, (at * 7 % 62) as u8),
                        if at % 11 == 3 {
                            Kind::Number
                        } else if at % 13 == 4 {
                            Kind::Mask
                        } else {
                            Kind::Word
                        },
                    )
                })
                .collect();
            let mut signs = Signs::default();
            signs.take(&[Tok::new(1, (0, 0), Kind::Word); 60]);
            signs.take(&toks);
            let wanted = |from: i32, to: i32| toks.iter().enumerate().filter(|(at, _)| (from..=to).contains(&(*at as i32))).fold(0, |all, (_, &tok)| all | tok.sign());
            for at in 0..length as i32 {
                let around = signs.around(at as usize);
                for (stretch, &(from, to)) in STRETCHES.iter().enumerate() {
                    assert_eq!(around.0[stretch], wanted(at + i32::from(from), at + i32::from(to)), "{from}..{to} around {at} of {length}");
                }
                assert_eq!(around.0[usize::from(WHOLE)], signs.all());
                assert!((0..=length as i32).all(|to| signs.between(at as usize, to as usize) == wanted(at, to - 1)));
            }
            assert_eq!(signs.all(), wanted(0, 60));
        }
    }

    #[test]
    fn distances_lie_in_their_stretch() {
        assert_eq!([stretch(1, 1), stretch(1, 2), stretch(3, 7), stretch(3, 9), stretch(-64, -1), stretch(-1, 1)], [1, 5, 7, 9, 10, WHOLE]);
    }
}
