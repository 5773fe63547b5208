//! Matches compiled patterns, all positions of a sentence at once: a set of positions is a word of bits, so
//! no pattern can be slow and most steps are one instruction.

use std::cell::Cell;

use super::alternatives::Alt;
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

/// Up to so many tokens are asked one by one whether they are in a set.
const FEW: usize = 4;

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
        let place = |distance: i8| at as i64 + i64::from(distance);
        let (from, to) = (place(near.from).max(self.first as i64) as usize, (place(near.to) + 1).clamp(0, self.end as i64) as usize);
        if to <= from {
            return false;
        }
        if to - from <= FEW {
            return self.toks[from..to].iter().any(|&tok| self.membership.has(near.set, tok));
        }
        let below = |at: usize| (1u64 << (at - self.first)) - 1;
        self.of(near.set) & below(to) & !below(from) != 0
    }

    /// Whether a match of a pattern that is only asked for may begin with a token.
    #[inline]
    pub(crate) fn may_begin(&self, pattern: &Pattern, at: usize) -> bool {
        signs::meet([pattern.begins; 2], self.toks[at].sign())
    }

    /// Where tokens of a set stand.
    #[inline]
    pub(crate) fn of(&self, set: u32) -> u64 {
        self.marks.of(self.membership, set)
    }

    /// Whether the first part of a pattern matches anywhere in the sentence.
    pub(crate) fn shows(&self, pattern: &Pattern) -> bool {
        let all = self.marks.signs.all();
        signs::meet(pattern.signs, all) && pattern.needs.iter().all(|&need| self.of(need) != 0) && self.run::<FORWARD>(&pattern.parts[0], self.valid()) != 0
    }

    /// Whether a pattern matches from a position in `from..to` on, reaching no further than `to`.
    pub(crate) fn shows_within(&self, pattern: &Pattern, from: usize, to: usize) -> bool {
        let inside = self.marks.signs.between(from - self.first, to - self.first);
        if !signs::meet(pattern.signs, inside) || !pattern.needs.iter().all(|&need| self.of(need) != 0) {
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
        let there = match elem {
            // At one place only the token there counts.
            Elem::Set(set) if mask & mask.wrapping_sub(1) == 0 => return self.step_one::<DIRECTION>(*set, mask),
            Elem::Set(set) => self.of(*set),
            // The only one of its kind is repeated four times.
            Elem::Few([a, _, _, d]) if a == d => self.marks.places(*a),
            Elem::Few([a, b, c, d]) => self.marks.places(*a) | self.marks.places(*b) | self.marks.places(*c) | self.marks.places(*d),
            Elem::Any => self.valid() >> 1,
            Elem::Gap(most) => return self.smear::<DIRECTION>(mask, u32::from(*most)),
            _ => return self.branch::<DIRECTION>(elem, mask),
        };
        if DIRECTION == FORWARD { (mask & there) << 1 } else { mask >> 1 & there }
    }

    /// A set, from one place.
    fn step_one<const DIRECTION: bool>(&self, set: u32, here: u64) -> u64 {
        let token = if DIRECTION == FORWARD { here } else { here >> 1 };
        if token == 0 {
            return 0;
        }
        let at = self.first + token.trailing_zeros() as usize;
        if at >= self.end || !self.membership.has(set, self.toks[at]) {
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
        bits(mask).filter(|bit| self.run::<FORWARD>(branch, *bit) != 0).sum()
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
        let mut reached = 0;
        for single in alt.singles() {
            reached |= self.step::<DIRECTION>(single, mask);
        }
        let Some(edge) = alt.edge(DIRECTION == BACKWARD) else {
            for branch in alt.longer() {
                reached |= self.run::<DIRECTION>(branch, mask);
            }
            return reached;
        };
        let places = if DIRECTION == FORWARD { mask } else { mask >> 1 };
        for bit in bits(places & (self.valid() >> 1)) {
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
            for entry in edge.of_token(id, neighbour) {
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
        self.toks[at..self.end].iter().map(|tok| tok.id).take(words.len()).eq(words.iter().copied())
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
