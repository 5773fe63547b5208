//! Sets of tokens that elements accept, each stored once.

use super::program::Elem;

/// A set of tokens that one element accepts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Set {
    pub(super) ids: Box<[u32]>,
    pub(super) numbers: bool,
    pub(super) masks: bool,
}

/// All sets of a library, each stored once.
#[derive(Clone, Default)]
pub(crate) struct Sets {
    index: rustc_hash::FxHashMap<Set, u32>,
    pub(super) list: Vec<Set>,
    /// Sets that patterns read from marks, numbered apart so that the marks of a sentence stay small.
    pub(super) marked: Vec<u32>,
    numbers: rustc_hash::FxHashMap<u32, u32>,
    /// By the place of alternatives in memory: the set of their first tokens.
    pub(super) firsts: rustc_hash::FxHashMap<usize, Option<u32>>,
}

impl Sets {
    pub(super) fn add(&mut self, mut ids: Vec<u32>, numbers: bool, masks: bool) -> u32 {
        ids.sort_unstable();
        ids.dedup();
        let set = Set { ids: ids.into(), numbers, masks };
        *self.index.entry(set.clone()).or_insert_with(|| {
            self.list.push(set);
            self.list.len() as u32 - 1
        })
    }

    /// The number under which a set is marked.
    pub(super) fn mark(&mut self, set: u32) -> u32 {
        *self.numbers.entry(set).or_insert_with(|| {
            self.marked.push(set);
            self.marked.len() as u32 - 1
        })
    }

    /// What an element accepts, if it is one of tokens: words, and whether any number or mask will do.
    pub(super) fn of<'a>(&'a self, elem: &'a Elem) -> Option<(&'a [u32], bool, bool)> {
        match elem {
            Elem::Set(number) => Some(self.members(*number)),
            Elem::Few(few) => Some((few, false, false)),
            _ => None,
        }
    }

    /// The element that accepts these tokens.
    pub(super) fn elem(&mut self, mut ids: Vec<u32>, numbers: bool, masks: bool) -> Elem {
        ids.sort_unstable();
        ids.dedup();
        match ids.as_slice() {
            [_, ..] if !numbers && !masks && ids.len() <= 4 => {
                let mut few = [ids[ids.len() - 1]; 4];
                few[..ids.len()].copy_from_slice(&ids);
                Elem::Few(few)
            }
            _ => {
                let set = self.add(ids, numbers, masks);
                Elem::Set(self.mark(set))
            }
        }
    }

    /// How many marked sets there are.
    pub(crate) fn count(&self) -> usize {
        self.marked.len()
    }

    /// Members of a marked set: words, and whether any number or mask is one.
    pub(crate) fn members(&self, number: u32) -> (&[u32], bool, bool) {
        let set = &self.list[self.marked[number as usize] as usize];
        (&set.ids, set.numbers, set.masks)
    }
}

/// Members of a set, which are sorted, each once.
pub(super) fn distinct(ids: &[u32]) -> impl Iterator<Item = u32> + '_ {
    ids.iter().enumerate().filter(|(at, id)| *at == 0 || ids[at - 1] != **id).map(|(_, id)| *id)
}
