//! Matches compiled patterns: sets of reachable positions as bits, so that no pattern can be slow.

use std::cell::Cell;

use super::program::{Alt, Elem, Pattern};
use super::{Sets, Tok};
use crate::detect::Grammar;

/// The part of a turn one pattern may look at: the sentence of its anchor.
#[derive(Clone, Copy)]
pub(crate) struct Window<'a> {
    pub toks: &'a [Tok],
    pub sets: &'a Sets,
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

/// Token range of a match, and what its slots captured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub start: usize,
    pub end: usize,
}

/// How far from its anchor a match may reach, in tokens.
const REACH: usize = 63;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Forward,
    Backward,
}

impl Window<'_> {
    /// Tries the first part of a pattern with its element `elem` beginning at token `at`.
    pub(crate) fn at_anchor(&self, pattern: &Pattern, elem: usize, at: usize) -> Option<Match> {
        let part = &pattern.parts[0];
        let ends = self.run(&part[elem..], at, 1, Direction::Forward);
        if ends == 0 {
            return None;
        }
        let starts = if elem == 0 { 1 } else { self.run(&part[..elem], at, 1, Direction::Backward) };
        if starts == 0 {
            return None;
        }
        Some(Match { start: at - starts.trailing_zeros() as usize, end: at + ends.trailing_zeros() as usize })
    }

    /// Tries elements at one position; the nearest end.
    pub(crate) fn begins(&self, elems: &[Elem], at: usize) -> Option<usize> {
        let ends = self.run(elems, at, 1, Direction::Forward);
        (ends != 0).then(|| at + ends.trailing_zeros() as usize)
    }

    /// Tries elements at one position; the farthest end.
    pub(crate) fn reaches(&self, elems: &[Elem], at: usize) -> Option<usize> {
        let ends = self.run(elems, at, 1, Direction::Forward);
        (ends != 0).then(|| at + 63 - ends.leading_zeros() as usize)
    }

    /// The first match of elements that begins at `from` or later in this window.
    pub(crate) fn find(&self, elems: &[Elem], from: usize) -> Option<Match> {
        (from.max(self.first)..=self.end).find_map(|start| self.begins(elems, start).map(|end| Match { start, end }))
    }

    /// From the positions in `mask` (bit k: base ± k), the positions reachable through `elems`.
    fn run(&self, elems: &[Elem], base: usize, mut mask: u64, direction: Direction) -> u64 {
        let count = elems.len();
        for i in 0..count {
            let elem = if direction == Direction::Forward { &elems[i] } else { &elems[count - 1 - i] };
            mask = self.step(elem, base, mask, direction);
            if mask == 0 {
                return 0;
            }
        }
        mask
    }

    fn step(&self, elem: &Elem, base: usize, mask: u64, direction: Direction) -> u64 {
        match elem {
            Elem::Set(set) => self.advance(base, mask, direction, |tok| self.sets.has(*set, tok)),
            Elem::Any => self.advance(base, mask, direction, |_| true),
            Elem::Gap(most) => {
                let room = match direction {
                    Direction::Forward => self.end - base,
                    Direction::Backward => base - self.first,
                }
                .min(REACH);
                let allowed = if room == REACH { u64::MAX } else { (1 << (room + 1)) - 1 };
                let mut reached = mask;
                let mut edge = mask;
                for _ in 0..*most {
                    edge = (edge << 1) & allowed & !reached;
                    if edge == 0 {
                        break;
                    }
                    reached |= edge;
                }
                reached
            }
            Elem::Alt(alt) => self.alternatives(alt, base, mask, direction),
            Elem::Slot(_, inner) => self.run(inner, base, mask, direction),
            Elem::Not(branches) => self.keep(base, mask, direction, |at| !branches.iter().any(|branch| self.begins(branch, at).is_some())),
            Elem::Start => self.keep(base, mask, direction, |at| at == self.first || at > self.first && at <= self.opened()),
            Elem::End => self.keep(base, mask, direction, |at| at == self.end),
        }
    }

    fn opened(&self) -> usize {
        if self.opened.get() == NOT_YET {
            // Openers have no `^` of their own, so this does not call itself.
            self.opened.set(self.opener.opened(self) as u32);
        }
        self.opened.get() as usize
    }

    fn alternatives(&self, alt: &Alt, base: usize, mask: u64, direction: Direction) -> u64 {
        let mut all = 0;
        let mut left = mask;
        while left != 0 {
            let bit = left & left.wrapping_neg();
            left ^= bit;
            let k = bit.trailing_zeros() as usize;
            match direction {
                Direction::Forward if base + k < self.end => {
                    for branch in alt.beginning(self.toks[base + k].id) {
                        all |= self.run(branch, base, bit, direction);
                    }
                }
                Direction::Backward if base >= self.first + k + 1 => {
                    for branch in alt.ending(self.toks[base - k - 1].id) {
                        all |= self.run(branch, base, bit, direction);
                    }
                }
                _ => {}
            }
        }
        match direction {
            Direction::Forward => alt.open_beginning().fold(all, |all, branch| all | self.run(branch, base, mask, direction)),
            Direction::Backward => alt.open_end().fold(all, |all, branch| all | self.run(branch, base, mask, direction)),
        }
    }

    #[inline]
    fn advance(&self, base: usize, mut mask: u64, direction: Direction, accepts: impl Fn(Tok) -> bool) -> u64 {
        let mut next = 0u64;
        while mask != 0 {
            let k = mask.trailing_zeros() as usize;
            mask &= mask - 1;
            let token = match direction {
                Direction::Forward if base + k < self.end => base + k,
                Direction::Backward if base >= self.first + k + 1 => base - k - 1,
                _ => continue,
            };
            if k < REACH && accepts(self.toks[token]) {
                next |= 1 << (k + 1);
            }
        }
        next
    }

    fn keep(&self, base: usize, mut mask: u64, direction: Direction, holds: impl Fn(usize) -> bool) -> u64 {
        let mut kept = 0u64;
        while mask != 0 {
            let bit = mask & mask.wrapping_neg();
            let k = bit.trailing_zeros() as usize;
            mask ^= bit;
            let at = if direction == Direction::Forward { base + k } else { base - k };
            if holds(at) {
                kept |= bit;
            }
        }
        kept
    }

    /// What the slots of a part captured inside a match, as token ranges by slot number.
    pub(crate) fn capture(&self, elems: &[Elem], start: usize, end: usize, out: &mut Vec<(u8, usize, usize)>) -> bool {
        let Some((first, rest)) = elems.split_first() else { return start == end };
        let base = start;
        let mut ends = self.step(first, base, 1, Direction::Forward);
        while ends != 0 {
            let to = base + ends.trailing_zeros() as usize;
            ends &= ends - 1;
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
