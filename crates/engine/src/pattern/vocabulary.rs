//! Every word that any cue names gets a small number; a turn's tokens are numbered once.

use rapport_text::{Key, KeyMap, Kind, Reading, Token};
use rustc_hash::FxHashMap;

use super::{marks, signs};

/// A token as patterns see it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tok {
    /// Number in the vocabulary; 0 for a word that no cue names.
    pub id: u32,
    /// Its bit in every set.
    pub place: u16,
    /// The bit of its sign.
    pub bit: u8,
    kind: u8,
}

impl Tok {
    const NUMBER: u8 = 1;
    const MASK: u8 = 2;

    /// A word with its bits.
    pub(super) fn new(id: u32, (place, bit): (u16, u8), kind: Kind) -> Tok {
        let kind = match kind {
            Kind::Number => Tok::NUMBER,
            Kind::Mask => Tok::MASK,
            _ => 0,
        };
        Tok { id, place, bit, kind }
    }

    /// A number, whatever its value, or a mask, whatever its type.
    #[inline]
    pub(crate) fn is_value(self) -> bool {
        self.kind != 0
    }

    /// A number, whatever its value.
    #[inline]
    pub(crate) fn is_number(self) -> bool {
        self.kind & Tok::NUMBER != 0
    }

    /// A mask, whatever its type.
    #[inline]
    pub(crate) fn is_mask(self) -> bool {
        self.kind & Tok::MASK != 0
    }
}

/// Words of all cues, numbered from 1.
#[derive(Clone, Default)]
pub(crate) struct Vocabulary {
    ids: KeyMap<u32>,
    /// The same, to be looked up in one step: keys with their numbers, 0 where a place is empty, and bits.
    table: Vec<(Key, u32, (u16, u8))>,
    costs: Vec<u32>,
    /// By number: its bit in every set, and the bit of its sign. The most frequent words share theirs with rare ones alone.
    bits: Vec<(u16, u8)>,
    pairs: FxHashMap<(u32, u32), u32>,
}

/// How often words and neighbours come up in service talk, per 100,000 tokens: patterns are looked for by
/// their rarest part.
const FREQUENCIES: &str = include_str!("frequencies.txt");

impl Vocabulary {
    pub(crate) fn new() -> Vocabulary {
        Vocabulary { ids: Default::default(), table: Vec::new(), costs: vec![0], bits: Vec::new(), pairs: FxHashMap::default() }
    }

    /// The number of a key, given now if it is new.
    pub(crate) fn number(&mut self, key: Key) -> u32 {
        let next = self.costs.len() as u32;
        let id = *self.ids.entry(key).or_insert(next);
        if id == next {
            self.costs.push(2);
        }
        id
    }

    /// Sets the weights of frequent words and pairs; call when all words are in.
    pub(crate) fn weigh(&mut self) {
        for line in FREQUENCIES.lines().filter(|line| !line.starts_with('#')) {
            let Some((words, weight)) = line.split_once('\t') else { continue };
            let Ok(weight) = weight.parse() else { continue };
            let id = |word: &str| self.ids.get(&Key::of(word)).copied();
            match words.split_once(' ') {
                Some((a, b)) => {
                    if let (Some(a), Some(b)) = (id(a), id(b)) {
                        self.pairs.insert((a, b), weight);
                    }
                }
                None => {
                    if let Some(id) = id(words) {
                        self.costs[id as usize] = weight;
                    }
                }
            }
        }
        self.bits = vec![(marks::NOWHERE, 0); self.len()];
        for (rank, id) in self.by_frequency().into_iter().enumerate() {
            self.bits[id as usize] = (marks::place(rank), (rank % signs::WORDS as usize) as u8);
        }
        self.table = vec![(Key(0), 0, (marks::NOWHERE, 0)); (self.costs.len() * 2).next_power_of_two()];
        for (&key, &id) in &self.ids {
            let at = self.place(key);
            self.table[at] = (key, id, self.bits[id as usize]);
        }
    }

    /// Words, the most frequent first.
    fn by_frequency(&self) -> Vec<u32> {
        let mut words: Vec<u32> = (1..self.len() as u32).collect();
        words.sort_unstable_by_key(|&id| (std::cmp::Reverse(self.cost(id)), id));
        words
    }

    /// The bit of a word's sign.
    pub(super) fn bit(&self, id: u32) -> u8 {
        self.bits[id as usize].1
    }

    /// A word's bit in every set.
    pub(super) fn place_of(&self, id: u32) -> u16 {
        self.bits[id as usize].0
    }

    /// How often a word comes up, per 100,000; 2 for a rare one.
    pub(crate) fn cost(&self, id: u32) -> u32 {
        self.costs[id as usize]
    }

    /// How often two neighbours come up, per 100,000; 1 for rare ones.
    pub(crate) fn pair_cost(&self, a: u32, b: u32) -> u32 {
        self.pairs.get(&(a, b)).copied().unwrap_or(1)
    }

    pub(crate) fn len(&self) -> usize {
        self.costs.len()
    }

    /// Numbers the tokens of a turn.
    pub(crate) fn tokens(&self, reading: &Reading, out: &mut Vec<Tok>) {
        out.clear();
        out.extend(reading.tokens.iter().map(|token| self.token(token)));
    }

    /// Where a key stands in the table, or would stand.
    #[inline]
    fn place(&self, key: Key) -> usize {
        let mask = self.table.len().wrapping_sub(1);
        let mut at = key.0 as usize & mask;
        while self.table.get(at).is_some_and(|&(here, id, _)| id != 0 && here != key) {
            at = (at + 1) & mask;
        }
        at
    }

    #[inline]
    fn token(&self, token: &Token) -> Tok {
        let (id, bits) = self.table.get(self.place(token.key)).map_or((0, (marks::NOWHERE, 0)), |&(_, id, bits)| (id, bits));
        Tok::new(id, bits, token.kind)
    }
}
