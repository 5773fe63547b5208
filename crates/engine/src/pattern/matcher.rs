//! Matches compiled patterns, all positions of a sentence at once: a set of positions is a word of bits, so
//! no pattern can be slow and most steps are one instruction.

use std::cell::Cell;

use super::alternatives::{self, Alt};
use super::program::{Elem, Pattern};
use super::signs;
use super::{Marks, Membership, Near, Tok};
use crate::detect::Grammar;

/// One sentence as patterns see it. Positions lie between tokens: bit `k` is the place before token
/// `first + k`. A sentence has at most [`rapport_text::LONGEST_SENTENCE`] tokens.
#[derive(Clone, Copy)]
pub(crate) struct Window<'a> {
    pub toks: &'a [Tok],
    /// Which tokens of the sentence are in which set.
    pub marks: &'a Marks,
    pub membership: &'a Membership,
    /// First token of the sentence.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// One past the words that only open the sentence ("okay so"); `^` matches up to here. Found when it is
    /// asked for: `NOT_YET` until then.
    pub opened: &'a Cell<u32>,
    /// Finds it.
    pub opener: &'a Grammar,
}

/// The end of a sentence's opening words has not been looked for.
pub(crate) const NOT_YET: u32 = u32::MAX;

/// Token range of a match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub start: usize,
    pub end: usize,
}

/// Directions of travel.
const FORWARD: bool = true;
const BACKWARD: bool = false;

impl Window<'_> {
    /// Tries the first part of a pattern with its element `elem` beginning at token `at`.
    #[inline]
    pub(crate) fn at_anchor(&self, pattern: &Pattern, elem: usize, at: usize) -> Option<Match> {
        let part = &pattern.parts[0];
        let here = 1u64 << (at - self.first);
        let ends = self.run::<FORWARD>(&part[elem..], here);
        if ends == 0 {
            return None;
        }
        let starts = if elem == 0 { here } else { self.run::<BACKWARD>(&part[..elem], here) };
        if starts == 0 {
            return None;
        }
        // The shortest text that proves it: the nearest place on both sides.
        Some(Match { start: self.first + 63 - starts.leading_zeros() as usize, end: self.first + ends.trailing_zeros() as usize })
    }

    /// Tries elements at one position; the nearest end.
    pub(crate) fn begins(&self, elems: &[Elem], at: usize) -> Option<usize> {
        let ends = self.run::<FORWARD>(elems, 1 << (at - self.first));
        (ends != 0).then(|| self.first + ends.trailing_zeros() as usize)
    }

    /// Tries elements at one position; the farthest end.
    pub(crate) fn reaches(&self, elems: &[Elem], at: usize) -> Option<usize> {
        let ends = self.run::<FORWARD>(elems, 1 << (at - self.first));
        (ends != 0).then(|| self.first + 63 - ends.leading_zeros() as usize)
    }

    /// Whether elements match anywhere from token `from` on; the nearest end.
    pub(crate) fn find(&self, elems: &[Elem], from: usize) -> Option<usize> {
        let starts = self.valid() & !((1u64 << (from.max(self.first) - self.first)) - 1);
        let ends = self.run::<FORWARD>(elems, starts);
        (ends != 0).then(|| self.first + ends.trailing_zeros() as usize)
    }

    /// Whether what a pattern needs stands around its anchor at token `at`.
    #[inline]
    pub(crate) fn has(&self, near: Near, at: usize) -> bool {
        let place = |distance: i8| (at - self.first) as isize + isize::from(distance);
        let (from, to) = (place(near.from).max(0) as usize, (place(near.to) + 1).max(0) as usize);
        self.membership.has_any(near.set, self.sentence(), &self.marks.signs, (from, to.min(self.end - self.first)))
    }

    /// Whether a match of a pattern that is only asked for may begin with a token.
    #[inline]
    pub(crate) fn may_begin(&self, pattern: &Pattern, at: usize) -> bool {
        signs::meet([pattern.begins; 2], self.toks[at].sign())
    }

    /// Whether a token of the sentence is in a set.
    #[inline]
    pub(crate) fn shows_one_of(&self, set: u32) -> bool {
        self.membership.has_any(set, self.sentence(), &self.marks.signs, (0, self.end - self.first))
    }

    #[inline]
    fn sentence(&self) -> &[Tok] {
        &self.toks[self.first..self.end]
    }

    /// Whether the sentence has what a pattern that is only asked for needs.
    #[inline]
    fn holds(&self, pattern: &Pattern) -> bool {
        pattern.needs.iter().all(|&need| self.shows_one_of(need))
    }

    /// Whether the first part of a pattern matches anywhere in the sentence.
    pub(crate) fn shows(&self, pattern: &Pattern) -> bool {
        let all = self.marks.signs.all();
        signs::meet(pattern.signs, all) && self.holds(pattern) && self.run::<FORWARD>(&pattern.parts[0], self.valid()) != 0
    }

    /// Whether a pattern matches from a position in `from..to` on, reaching no further than `to`.
    pub(crate) fn shows_within(&self, pattern: &Pattern, from: usize, to: usize) -> bool {
        let inside = self.marks.signs.between(from - self.first, to - self.first);
        if !signs::meet(pattern.signs, inside) || !self.holds(pattern) {
            return false;
        }
        let below = |at: usize| (1u64 << (at - self.first)) - 1;
        let reached = self.run::<FORWARD>(&pattern.parts[0], below(to) & !below(from));
        reached & (below(to) << 1 | 1) != 0
    }

    /// All positions of the sentence.
    #[inline]
    fn valid(&self) -> u64 {
        (2u64 << (self.end - self.first)) - 1
    }

    /// From the positions in `mask`, the positions reachable through `elems`.
    fn run<const DIRECTION: bool>(&self, elems: &[Elem], mut mask: u64) -> u64 {
        for at in 0..elems.len() {
            let elem = if DIRECTION == FORWARD { &elems[at] } else { &elems[elems.len() - 1 - at] };
            mask = self.step::<DIRECTION>(elem, mask);
            if mask == 0 {
                return 0;
            }
        }
        mask
    }

    /// One element; what is short is done here, without a call.
    #[inline(always)]
    fn step<const DIRECTION: bool>(&self, elem: &Elem, mask: u64) -> u64 {
        let places = |id: u32| self.marks.places(id, self.sentence());
        let there = match elem {
            // At one place only the token there counts.
            Elem::Set(set) if mask & mask.wrapping_sub(1) == 0 => return self.step_one::<DIRECTION>(mask, |tok| self.membership.has(*set, tok)),
            Elem::Few(few) if mask & mask.wrapping_sub(1) == 0 => {
                return self.step_one::<DIRECTION>(mask, |tok| few[0] == tok.id || few[1] == tok.id || few[2] == tok.id || few[3] == tok.id);
            }
            Elem::Set(set) => self.membership.among(*set, self.sentence(), &self.marks.signs, if DIRECTION == FORWARD { mask } else { mask >> 1 } & (self.valid() >> 1)),
            // The only one of its kind is repeated four times.
            Elem::Few([a, _, _, d]) if a == d => places(*a),
            Elem::Few([a, b, c, d]) => places(*a) | places(*b) | places(*c) | places(*d),
            Elem::Any => self.valid() >> 1,
            Elem::Gap(most) => return self.smear::<DIRECTION>(mask, u32::from(*most)),
            _ => return self.branch::<DIRECTION>(elem, mask),
        };
        if DIRECTION == FORWARD { (mask & there) << 1 } else { mask >> 1 & there }
    }

    /// What accepts a token, from one place.
    #[inline(always)]
    fn step_one<const DIRECTION: bool>(&self, here: u64, accepts: impl FnOnce(Tok) -> bool) -> u64 {
        let token = if DIRECTION == FORWARD { here } else { here >> 1 };
        if token == 0 {
            return 0;
        }
        let at = self.first + token.trailing_zeros() as usize;
        if at >= self.end || !accepts(self.toks[at]) {
            return 0;
        }
        if DIRECTION == FORWARD { here << 1 } else { token }
    }

    /// The elements that hold others, and the places that are no token.
    #[inline(never)]
    fn branch<const DIRECTION: bool>(&self, elem: &Elem, mask: u64) -> u64 {
        match elem {
            Elem::Alt(alt) => self.alternatives::<DIRECTION>(alt, mask),
            Elem::Slot(_, inner) => self.run::<DIRECTION>(inner, mask),
            Elem::Not(branches) => branches.iter().fold(mask, |mask, branch| mask & !self.beginning_of(branch, mask)),
            Elem::Start if mask & !1 == 0 => mask,
            Elem::Start => mask & ((2u64 << (self.opened() - self.first)) - 1),
            Elem::End => mask & 1 << (self.end - self.first),
            Elem::Set(_) | Elem::Few(_) | Elem::Any | Elem::Gap(_) => self.step::<DIRECTION>(elem, mask),
        }
    }

    /// Every position, and up to `most` further ones in the direction of travel.
    #[inline]
    fn smear<const DIRECTION: bool>(&self, mut mask: u64, most: u32) -> u64 {
        let (mut left, mut shift) = (most, 1);
        while left > 0 {
            let by = shift.min(left);
            mask |= if DIRECTION == FORWARD { mask << by } else { mask >> by };
            left -= by;
            shift *= 2;
        }
        mask & self.valid()
    }

    /// Positions of `mask` at which a branch begins.
    fn beginning_of(&self, branch: &[Elem], mask: u64) -> u64 {
        if let [Elem::Set(_) | Elem::Few(_)] = branch {
            return self.step::<FORWARD>(&branch[0], mask) >> 1;
        }
        let (mut left, mut found) = (mask, 0);
        while left != 0 {
            let bit = left & left.wrapping_neg();
            left ^= bit;
            if self.run::<FORWARD>(branch, bit) != 0 {
                found |= bit;
            }
        }
        found
    }

    /// One past the words that only open the sentence.
    #[inline]
    pub(crate) fn opened(&self) -> usize {
        if self.opened.get() == NOT_YET {
            // Openers have no `^` of their own, so this does not call itself.
            self.opened.set(self.opener.opened(self) as u32);
        }
        self.opened.get() as usize
    }

    #[inline]
    fn alternatives<const DIRECTION: bool>(&self, alt: &Alt, mask: u64) -> u64 {
        let mut reached = alt.single.as_ref().map_or(0, |single| self.step::<DIRECTION>(single, mask));
        let mut places = if DIRECTION == FORWARD { mask } else { mask >> 1 } & (self.valid() >> 1);
        let Some(edge) = alt.edge(DIRECTION == BACKWARD) else {
            // From a single place only the token there counts.
            let traces = match mask & mask.wrapping_sub(1) {
                0 if places == 0 => alternatives::trace(0),
                0 => alternatives::trace(self.toks[self.first + places.trailing_zeros() as usize].id),
                _ => u64::MAX,
            };
            for branch in alt.few() {
                if let Some(elems) = branch.may_have(alt, DIRECTION == BACKWARD, traces) {
                    reached |= self.run::<DIRECTION>(elems, mask);
                }
            }
            return reached;
        };
        while places != 0 {
            let bit = places & places.wrapping_neg();
            places ^= bit;
            let at = self.first + bit.trailing_zeros() as usize;
            let id = self.toks[at].id;
            if !edge.may_have(id) {
                continue;
            }
            let (neighbour, from) = if DIRECTION == FORWARD {
                (if at + 1 < self.end { self.toks[at + 1].id } else { 0 }, bit)
            } else {
                (if at > self.first { self.toks[at - 1].id } else { 0 }, bit << 1)
            };
            for entry in edge.of_token(id) {
                if !entry.may_be(id, neighbour) {
                    continue;
                }
                reached |= match usize::from(entry.length) {
                    0 => self.run::<DIRECTION>(entry.of(alt), from),
                    length if DIRECTION == FORWARD && self.stands(edge.words(entry), at) => bit << length,
                    length if DIRECTION == BACKWARD && at + 1 >= self.first + length && self.stands(edge.words(entry), at + 1 - length) => from >> length,
                    _ => 0,
                };
            }
        }
        for branch in edge.open(alt) {
            reached |= self.run::<DIRECTION>(branch, mask);
        }
        reached
    }

    /// Whether words stand from token `at` on.
    #[inline]
    fn stands(&self, words: &[u32], at: usize) -> bool {
        if at + words.len() > self.end {
            return false;
        }
        let here = &self.toks[at..at + words.len()];
        let mut same = 0;
        while same < words.len() && here[same].id == words[same] {
            same += 1;
        }
        same == words.len()
    }

    /// What the slots of a part captured inside a match, as token ranges by slot number.
    pub(crate) fn capture(&self, elems: &[Elem], start: usize, end: usize, out: &mut Vec<(u8, usize, usize)>) -> bool {
        let Some((first, rest)) = elems.split_first() else { return start == end };
        for bit in bits(self.step::<FORWARD>(first, 1 << (start - self.first))) {
            let to = self.first + bit.trailing_zeros() as usize;
            if to > end {
                break;
            }
            let before = out.len();
            match first {
                Elem::Slot(index, _) => out.push((*index, start, to)),
                Elem::Alt(alt) => {
                    alt.branches.iter().any(|branch| self.capture(branch, start, to, out));
                }
                _ => {}
            }
            if self.capture(rest, to, end, out) {
                return true;
            }
            out.truncate(before);
        }
        false
    }
}

/// The single bits of a word, lowest first.
fn bits(mut mask: u64) -> impl Iterator<Item = u64> {
    std::iter::from_fn(move || {
        let bit = mask & mask.wrapping_neg();
        mask ^= bit;
        (bit != 0).then_some(bit)
    })
}
