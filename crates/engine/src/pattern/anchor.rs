//! What announces a pattern: its rarest necessary part, and what else must be in the sentence.

use std::sync::Arc;

use super::alternatives::length;
use super::program::{Elem, Pattern};
use super::sets::distinct;
use super::{Sets, Vocabulary};

/// What must be seen for a pattern to be tried, and at which element of its first part.
#[derive(Clone, Debug)]
pub(crate) struct Anchor {
    pub keys: Vec<AnchorKey>,
    pub elem: u8,
}

/// A set of which a token must stand around an anchor, and how far from its first token, in tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Near {
    pub set: u32,
    pub from: i8,
    pub to: i8,
}

/// One token, or two neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum AnchorKey {
    One(u32),
    Two(u32, u32),
    /// Any number token.
    Number,
    /// Any mask token.
    Mask,
}

impl Pattern {
    /// Whether it begins with `^`.
    pub(crate) fn begins_sentence(&self) -> bool {
        matches!(self.parts[0].first(), Some(Elem::Start))
    }

    /// Notes what must be in the sentence, for a pattern that is only asked for (`with`, `unless`, guards).
    pub(crate) fn note_asked(&mut self, vocabulary: &Vocabulary, sets: &mut Sets) {
        let mut needs = rarest(&self.parts[0], vocabulary, sets);
        needs.truncate(2);
        self.needs = needs.into_iter().map(|(_, set)| sets.mark(set)).collect();
    }

    /// Notes what announces the pattern, and what must stand around it. Call when the vocabulary is weighed.
    ///
    /// # Errors
    /// When nothing must be there.
    pub(crate) fn note_needs(&mut self, vocabulary: &Vocabulary, sets: &mut Sets) -> Result<(), String> {
        let anchor = self.find_anchor(vocabulary, sets);
        match &anchor {
            Ok(anchor) => self.near = around(&self.parts[0], anchor.elem as usize, vocabulary, sets),
            Err(_) => self.note_asked(vocabulary, sets),
        }
        if let [_, .., last] = &*self.parts
            && let Some((_, set)) = rarest(last, vocabulary, sets).first()
        {
            self.later = sets.mark(*set);
        }
        self.anchor = Some(Arc::new(anchor?));
        Ok(())
    }

    /// The rarest element that must be there; an error when nothing must.
    fn find_anchor(&self, vocabulary: &Vocabulary, sets: &Sets) -> Result<Anchor, String> {
        let part = &self.parts[0];
        let mut best: Option<(u64, Anchor)> = None;
        for at in 0..part.len() {
            let mut keys = Vec::new();
            if !firsts(&part[at..], sets, &mut keys) || keys.is_empty() {
                continue;
            }
            keys.sort_unstable();
            keys.dedup();
            let cost = keys.iter().map(|key| cost(*key, vocabulary)).sum::<u64>();
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, Anchor { keys, elem: at as u8 }));
            }
        }
        best.map(|(_, anchor)| anchor).ok_or_else(|| "nothing in this pattern must be there: write at least one word, class or group that is not optional".into())
    }
}

/// Expected tries per 100,000 tokens.
fn cost(key: AnchorKey, vocabulary: &Vocabulary) -> u64 {
    match key {
        AnchorKey::One(id) => u64::from(vocabulary.cost(id)),
        AnchorKey::Two(a, b) => u64::from(vocabulary.pair_cost(a, b)),
        AnchorKey::Number => 2_000,
        AnchorKey::Mask => 300,
    }
}

/// The most that is looked for around an anchor.
const AROUND: usize = 3;

/// What must stand around the anchor, and how far from it: what refuses most comes first.
fn around(part: &[Elem], anchor: usize, vocabulary: &Vocabulary, sets: &mut Sets) -> Box<[Near]> {
    let before = flat(&part[..anchor]);
    let from = flat(&part[anchor..]);
    let mut needs: Vec<(u64, Near)> = Vec::new();
    let mut offer = |elem: &Elem, (least, most): (u32, u32), sign: i32| {
        let (Some(set), Ok(least), Ok(most)) = (must(elem, sets), i8::try_from(least.min(64)), i8::try_from(most.min(64))) else { return };
        // Expected tokens of the set in that range, per 100,000.
        let expected = frequency(set, vocabulary, sets) * (most - least + 1) as u64;
        if expected < 60_000 {
            let (from, to) = if sign < 0 { (-most, -least) } else { (least, most) };
            needs.push((expected, Near { set: sets.mark(set), from, to }));
        }
    };
    let mut far = (0, 0);
    for elem in before.iter().rev() {
        let own = length(std::slice::from_ref(*elem));
        far = (far.0 + own.0, far.1 + own.1);
        offer(elem, far, -1);
    }
    let mut far = (0, 0);
    for (at, elem) in from.iter().enumerate() {
        if at > 0 {
            offer(elem, far, 1);
        }
        let own = length(std::slice::from_ref(*elem));
        far = (far.0 + own.0, far.1 + own.1);
    }
    needs.sort_unstable();
    needs.dedup();
    needs.truncate(AROUND);
    needs.into_iter().map(|(_, near)| near).collect()
}

/// Elements in order, those inside slots too.
fn flat(elems: &[Elem]) -> Vec<&Elem> {
    let mut out = Vec::with_capacity(elems.len());
    for elem in elems {
        match elem {
            Elem::Slot(_, inner) => out.extend(flat(inner)),
            _ => out.push(elem),
        }
    }
    out
}

/// The set of which an element's first token must be, where there is one.
fn must(elem: &Elem, sets: &mut Sets) -> Option<u32> {
    match elem {
        Elem::Set(number) => Some(sets.marked[*number as usize]),
        Elem::Few(few) => Some(sets.add(few.to_vec(), false, false)),
        Elem::Alt(alt) => {
            let tokens = alt.first_tokens(sets)?;
            Some(sets.add(tokens, false, false))
        }
        _ => None,
    }
}

/// How often tokens of a set come up, per 100,000.
fn frequency(set: u32, vocabulary: &Vocabulary, sets: &Sets) -> u64 {
    let members = &sets.list[set as usize];
    members.ids.iter().map(|&id| u64::from(vocabulary.cost(id))).sum::<u64>() + if members.numbers { 2_000 } else { 0 } + if members.masks { 300 } else { 0 }
}

/// Sets that a match of these elements must have a token of, the rarest first; what stands in every other
/// sentence is left out, because it refuses little.
fn rarest(elems: &[Elem], vocabulary: &Vocabulary, sets: &mut Sets) -> Vec<(u64, u32)> {
    let mut needs: Vec<(u64, u32)> = Vec::new();
    for elem in elems {
        let Some(set) = must(elem, sets) else { continue };
        let frequent = frequency(set, vocabulary, sets);
        if frequent < 5_000 {
            needs.push((frequent, set));
        }
    }
    needs.sort_unstable();
    needs.dedup();
    needs
}

/// The keys with which a match of these elements can begin; `false` when it can begin with anything.
fn firsts(elems: &[Elem], sets: &Sets, out: &mut Vec<AnchorKey>) -> bool {
    let Some(first) = elems.first() else { return false };
    match first {
        Elem::Set(_) | Elem::Few(_) => {
            let Some((ids, numbers, masks)) = sets.of(first) else { return false };
            if numbers {
                out.push(AnchorKey::Number);
            }
            if masks {
                out.push(AnchorKey::Mask);
            }
            let next = elems.get(1).and_then(|elem| sets.of(elem));
            match next {
                Some((next, false, false)) if ids.len() * next.len() <= 96 => {
                    out.extend(distinct(ids).flat_map(|a| distinct(next).map(move |b| AnchorKey::Two(a, b))));
                }
                _ => out.extend(distinct(ids).map(AnchorKey::One)),
            }
            true
        }
        // What follows the group may show through it: an optional part, or a branch of one element.
        Elem::Alt(alt) => alt.branches.iter().all(|branch| match branch.as_ref() {
            [] | [Elem::Set(_) | Elem::Few(_) | Elem::Alt(_)] => {
                let joined: Vec<Elem> = branch.iter().chain(&elems[1..]).cloned().collect();
                firsts(&joined, sets, out)
            }
            _ => firsts(branch, sets, out),
        }),
        Elem::Slot(_, inner) => firsts(inner, sets, out),
        Elem::Start | Elem::Not(_) => firsts(&elems[1..], sets, out),
        Elem::Any | Elem::Gap(_) | Elem::End => false,
    }
}
