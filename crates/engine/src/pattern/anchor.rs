//! What announces a pattern: its rarest necessary part, and what else must be in the sentence.

use std::sync::Arc;

use super::program::{Elem, Pattern};
use super::sets::distinct;
use super::{Sets, Vocabulary};

/// What must be seen for a pattern to be tried, and at which element of its first part.
#[derive(Clone, Debug)]
pub(crate) struct Anchor {
    pub keys: Vec<AnchorKey>,
    pub elem: u8,
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
        let mut needs = rarest(&self.parts[0], None, vocabulary, sets);
        needs.truncate(2);
        self.needs = needs.into_iter().map(|(_, set)| sets.mark(set)).collect();
    }

    /// Notes what must be in the sentence beside the anchor: the two rarest elements. Call when the vocabulary is
    /// weighed.
    ///
    /// # Errors
    /// When nothing must be there.
    pub(crate) fn note_needs(&mut self, vocabulary: &Vocabulary, sets: &mut Sets) -> Result<(), String> {
        let anchor = self.find_anchor(vocabulary, sets);
        let elem = anchor.as_ref().map_or(0, |anchor| anchor.elem);
        let mut needs = rarest(&self.parts[0], Some(elem as usize), vocabulary, sets);
        needs.truncate(2);
        self.needs = needs.into_iter().map(|(_, set)| sets.mark(set)).collect();
        // One token on both sides: the neighbours are known without running the pattern.
        let at = elem as usize;
        let part = &self.parts[0];
        if anchor.is_ok() && sets.of(&part[at]).is_some() {
            let mut neighbour = |elem: Option<&Elem>| {
                let set = match elem? {
                    Elem::Set(number) => return Some(*number),
                    Elem::Few(few) => sets.add(few.to_vec(), false, false),
                    Elem::Alt(alt) if alt.longer().next().is_none() => {
                        let tokens = alt.first_tokens(sets)?;
                        sets.add(tokens, false, false)
                    }
                    _ => return None,
                };
                Some(sets.mark(set))
            };
            let after = neighbour(part.get(at + 1));
            let before = at.checked_sub(1).and_then(|at| neighbour(part.get(at)));
            (self.before, self.after) = (before.unwrap_or(u32::MAX), after.unwrap_or(u32::MAX));
        }
        if let [_, .., last] = &*self.parts
            && let Some((_, set)) = rarest(last, None, vocabulary, sets).first()
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

/// Sets that a match of these elements must have a token of, the rarest first; what stands in every other
/// sentence is left out, because it refuses little.
fn rarest(elems: &[Elem], but: Option<usize>, vocabulary: &Vocabulary, sets: &mut Sets) -> Vec<(u64, u32)> {
    let mut needs: Vec<(u64, u32)> = Vec::new();
    for (at, elem) in elems.iter().enumerate() {
        let set = match elem {
            _ if Some(at) == but => continue,
            Elem::Set(number) => sets.marked[*number as usize],
            Elem::Few(few) => sets.add(few.to_vec(), false, false),
            Elem::Alt(alt) => match alt.first_tokens(sets) {
                Some(tokens) => sets.add(tokens, false, false),
                None => continue,
            },
            _ => continue,
        };
        let members = &sets.list[set as usize];
        let frequent = members.ids.iter().map(|&id| u64::from(vocabulary.cost(id))).sum::<u64>() + if members.numbers { 2_000 } else { 0 } + if members.masks { 300 } else { 0 };
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
