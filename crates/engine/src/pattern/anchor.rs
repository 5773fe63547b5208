//! What announces a pattern: its rarest necessary part, and what else must be in the sentence.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::alternatives::{edge, length};
use super::program::{Elem, Pattern};
use super::sets::distinct;
use super::signs;
use super::{Sets, Vocabulary};

/// What must be seen for a pattern to be tried, and at which element of its first part.
#[derive(Clone, Debug)]
pub(crate) struct Anchor {
    /// Each with what must stand around it inside the element: the branches that begin so go on with it.
    pub keys: Vec<(AnchorKey, Option<Near>)>,
    pub elem: u8,
    pub room: Room,
}

/// How many tokens a match takes on both sides of its anchor, the anchor's own among those after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Room {
    pub before: u8,
    pub after: u8,
    /// At most so many before, for a pattern that begins with the sentence; at most so many after, for one that ends it.
    pub most_before: u8,
    pub most_after: u8,
}

impl Room {
    /// No most is known.
    pub(crate) const ANY: u8 = u8::MAX;

    fn of(part: &[Elem], elem: usize) -> Room {
        let least = |length: u32| length.min(u32::from(Room::ANY - 1)) as u8;
        let most = |length: u32| u8::try_from(length).unwrap_or(Room::ANY);
        let (before, after) = (length(&part[..elem]), length(&part[elem..]));
        Room {
            before: least(before.0),
            after: least(after.0),
            most_before: if matches!(part.first(), Some(Elem::Start)) { most(before.1) } else { Room::ANY },
            most_after: if matches!(part.last(), Some(Elem::End)) { most(after.1) } else { Room::ANY },
        }
    }
}

/// A set of which a token must stand around an anchor, and how far from its first token, in tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Near {
    pub set: u32,
    pub from: i8,
    pub to: i8,
    /// The stretch around the anchor that covers that distance.
    pub stretch: u8,
    /// The signs of its tokens.
    pub signs: u64,
}

impl Near {
    fn new(set: u32, (from, to): (i8, i8), vocabulary: &Vocabulary, sets: &mut Sets) -> Near {
        let signs = signs::of_set(set, vocabulary, sets);
        Near { set: sets.mark(set), from, to, stretch: signs::stretch(from, to), signs }
    }
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
    /// Notes what must be in the sentence, for a pattern that is only asked for (`with`, `unless`, guards).
    pub(crate) fn note_asked(&mut self, vocabulary: &Vocabulary, sets: &mut Sets) {
        let part = &self.parts[0];
        let needed: Vec<u32> = flat(part).into_iter().filter_map(|elem| must(elem, sets)).collect();
        let mut needed: Vec<u64> = needed.into_iter().map(|set| signs::of_set(set, vocabulary, sets)).collect();
        needed.sort_unstable_by_key(|signs| signs.count_ones());
        self.signs.iter_mut().zip(needed).for_each(|(slot, signs)| *slot = signs);
        let mut beginnings = Vec::new();
        self.begins = if edge(part, false, sets, &mut beginnings) { signs::of_tokens(&beginnings, vocabulary) } else { signs::ANYTHING };
        let mut needs = rarest(part, vocabulary, sets);
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
    fn find_anchor(&self, vocabulary: &Vocabulary, sets: &mut Sets) -> Result<Anchor, String> {
        let part = &self.parts[0];
        let mut best: Option<(u64, Vec<AnchorKey>, usize)> = None;
        for at in 0..part.len() {
            let mut keys = Vec::new();
            if !firsts(&part[at..], sets, &mut keys) || keys.is_empty() {
                continue;
            }
            keys.sort_unstable();
            keys.dedup();
            let cost = keys.iter().map(|key| cost(*key, vocabulary)).sum::<u64>();
            if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                best = Some((cost, keys, at));
            }
        }
        let anchor = |(_, keys, elem): (u64, Vec<AnchorKey>, usize)| {
            let mut inside = Inside { vocabulary, sets, found: FxHashMap::default() };
            inside.beginnings(&part[elem..]);
            let found = inside.near();
            Anchor { keys: keys.into_iter().map(|key| (key, found.get(&key).copied())).collect(), elem: elem as u8, room: Room::of(part, elem) }
        };
        best.map(anchor).ok_or_else(|| "nothing in this pattern must be there: write at least one word, class or group that is not optional".into())
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

/// A key comes up at least so often, per 100,000 tokens, for it to be worth while to look around it.
const OFTEN: u64 = 15;

/// What follows the keys of an anchor in the branches that begin with them.
struct Inside<'a> {
    vocabulary: &'a Vocabulary,
    sets: &'a mut Sets,
    /// `None` where nothing must follow.
    found: FxHashMap<AnchorKey, Option<Follows>>,
}

/// Tokens of which one must follow, and how far from the key.
#[derive(Clone)]
struct Follows {
    ids: Vec<u32>,
    numbers: bool,
    masks: bool,
    from: u32,
    to: u32,
}

impl Inside<'_> {
    /// Walks as `firsts` does, which found that the elements can begin with nothing else than keys.
    fn beginnings(&mut self, elems: &[Elem]) {
        let Some(first) = elems.first() else { return };
        match first {
            Elem::Set(_) | Elem::Few(_) => {
                let mut keys = Vec::new();
                firsts(elems, self.sets, &mut keys);
                keys.retain(|key| cost(*key, self.vocabulary) >= OFTEN);
                if keys.is_empty() {
                    return;
                }
                let one = self.follows(&elems[1..], 0);
                let two = if keys.iter().any(|key| matches!(key, AnchorKey::Two(..))) { self.follows(&elems[1..], 1) } else { None };
                for key in keys {
                    self.note(key, if matches!(key, AnchorKey::Two(..)) { &two } else { &one });
                }
            }
            Elem::Alt(alt) => {
                for branch in alt.branches.iter() {
                    match branch.as_ref() {
                        [] | [Elem::Set(_) | Elem::Few(_) | Elem::Alt(_)] => {
                            let joined: Vec<Elem> = branch.iter().chain(&elems[1..]).cloned().collect();
                            self.beginnings(&joined);
                        }
                        _ => self.beginnings(branch),
                    }
                }
            }
            Elem::Slot(_, inner) => self.beginnings(inner),
            Elem::Start | Elem::Not(_) => self.beginnings(&elems[1..]),
            Elem::Any | Elem::Gap(_) | Elem::End => {}
        }
    }

    /// What refuses most of what must follow a first token, some elements passed over.
    fn follows(&mut self, rest: &[Elem], skip: usize) -> Option<Follows> {
        let mut far = (1, 1);
        let mut best: Option<(u64, u32, (u32, u32))> = None;
        for (at, elem) in flat(rest).into_iter().enumerate() {
            if at >= skip
                && let Some(set) = must(elem, self.sets)
            {
                let expected = frequency(set, self.vocabulary, self.sets) * u64::from(far.1 - far.0 + 1);
                if best.is_none_or(|(least, ..)| expected < least) {
                    best = Some((expected, set, far));
                }
            }
            let own = length(std::slice::from_ref(elem));
            far = (far.0 + own.0, far.1 + own.1);
        }
        best.map(|(_, set, (from, to))| {
            let members = &self.sets.list[set as usize];
            Follows { ids: members.ids.to_vec(), numbers: members.numbers, masks: members.masks, from, to }
        })
    }

    fn note(&mut self, key: AnchorKey, follows: &Option<Follows>) {
        match self.found.entry(key) {
            std::collections::hash_map::Entry::Vacant(slot) => {
                slot.insert(follows.clone());
            }
            std::collections::hash_map::Entry::Occupied(mut slot) => match (slot.get_mut(), follows) {
                (Some(here), Some(other)) => {
                    here.ids.extend_from_slice(&other.ids);
                    here.numbers |= other.numbers;
                    here.masks |= other.masks;
                    (here.from, here.to) = (here.from.min(other.from), here.to.max(other.to));
                }
                (slot, _) => *slot = None,
            },
        }
    }

    fn near(self) -> FxHashMap<AnchorKey, Near> {
        let Inside { vocabulary, sets, found } = self;
        let near = found.into_iter().filter_map(|(key, follows)| {
            let Follows { ids, numbers, masks, from, to } = follows?;
            let set = sets.add(ids, numbers, masks);
            let expected = frequency(set, vocabulary, sets) * u64::from(to - from + 1);
            let (from, to) = (i8::try_from(from.min(64)).ok()?, i8::try_from(to.min(64)).ok()?);
            (expected < NEEDLESS).then(|| (key, Near::new(set, (from, to), vocabulary, sets)))
        });
        near.collect()
    }
}

/// Tokens that are expected so often around an anchor, per 100,000 anchors, refuse too little.
const NEEDLESS: u64 = 60_000;

/// The most that is looked for around an anchor.
const AROUND: usize = 3;

/// What must stand around the anchor, and how far from it: what refuses most comes first.
fn around(part: &[Elem], anchor: usize, vocabulary: &Vocabulary, sets: &mut Sets) -> Box<[Near]> {
    let before = flat(&part[..anchor]);
    let from = flat(&part[anchor..]);
    let mut needs: Vec<(u64, Near)> = Vec::new();
    let mut offer = |elem: &Elem, (least, most): (u32, u32), sign: i32| {
        let (Ok(least), Ok(most)) = (i8::try_from(least.min(64)), i8::try_from(most.min(64))) else { return };
        let (from, to) = if sign < 0 { (-most, -least) } else { (least, most) };
        let Some(set) = must(elem, sets) else { return };
        // Expected tokens of the set in that range, per 100,000.
        let expected = frequency(set, vocabulary, sets) * (most - least + 1) as u64;
        if expected < NEEDLESS {
            needs.push((expected, Near::new(set, (from, to), vocabulary, sets)));
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
            // Classes are in many patterns, all of which live as long as the sets.
            let place = Arc::as_ptr(alt) as usize;
            if let Some(set) = sets.firsts.get(&place) {
                return *set;
            }
            let set = alt.first_tokens(sets).map(|(tokens, numbers, masks)| sets.add(tokens, numbers, masks));
            sets.firsts.insert(place, set);
            set
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
