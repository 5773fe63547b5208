//! What is known of single words, in one table: one look-up tells all.

use crate::Key;

/// What a word may be.
pub(crate) mod flag {
    pub(crate) const FUNCTION: u16 = 1;
    pub(crate) const FILLER: u16 = 1 << 1;
    pub(crate) const STUMBLE: u16 = 1 << 2;
    pub(crate) const IS_AFTER: u16 = 1 << 3;
    pub(crate) const OPENER: u16 = 1 << 4;
    pub(crate) const SUBJECT: u16 = 1 << 5;
    pub(crate) const AUXILIARY: u16 = 1 << 6;
    pub(crate) const WH: u16 = 1 << 7;
    pub(crate) const EMBEDDER: u16 = 1 << 8;
    pub(crate) const BREAKER: u16 = 1 << 9;
    pub(crate) const CLAUSE_START: u16 = 1 << 10;
    /// What, how … it follows: "how much", "what kind".
    pub(crate) const ASKED: u16 = 1 << 11;
}

/// One word.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u64,
    flags: u16,
    /// Its expansion, from 1; 0 for none.
    expansion: u16,
}

/// Many more slots than words, so that nearly every look-up ends at the first.
const SLOTS: usize = 4096;

/// Open addressing over keys, which are hashes already.
pub(crate) struct Words(Box<[Slot]>);

impl Words {
    /// A table without words.
    pub(crate) fn new() -> Words {
        Words(vec![Slot::default(); SLOTS].into())
    }

    /// Gives words a flag.
    pub(crate) fn add<'a>(&mut self, words: impl IntoIterator<Item = &'a str>, flags: u16) {
        words.into_iter().for_each(|word| self.slot(Key::of(word)).flags |= flags);
    }

    /// Notes which expansion a word has.
    pub(crate) fn expand(&mut self, word: &str, expansion: usize) {
        self.slot(Key::of(word)).expansion = expansion as u16 + 1;
    }

    fn slot(&mut self, key: Key) -> &mut Slot {
        let mut at = key.0 as usize % SLOTS;
        while self.0[at].key != key.0 && self.0[at].key != 0 {
            at = (at + 1) % SLOTS;
        }
        self.0[at].key = key.0;
        &mut self.0[at]
    }

    #[inline]
    fn find(&self, key: Key) -> Slot {
        let mut at = key.0 as usize % SLOTS;
        loop {
            let slot = self.0[at];
            if slot.key == key.0 {
                return slot;
            }
            if slot.key == 0 {
                return Slot::default();
            }
            at = (at + 1) % SLOTS;
        }
    }

    /// The flags of a word.
    #[inline]
    pub(crate) fn flags(&self, key: Key) -> u16 {
        self.find(key).flags
    }

    /// The flags of a word, and its expansion.
    #[inline]
    pub(crate) fn both(&self, key: Key) -> (u16, Option<usize>) {
        let slot = self.find(key);
        (slot.flags, usize::from(slot.expansion).checked_sub(1))
    }
}
