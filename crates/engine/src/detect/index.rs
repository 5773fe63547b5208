//! Which patterns to try when a word is seen: one look-up a token, whatever the number of rules.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use rustc_hash::FxHasher;

use crate::pattern::{Sets, Vocabulary};
use crate::rules::{Cue, Hint, Rule, RuleError, Side};

/// Try this pattern of this cue with its element `elem` beginning here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Posting {
    pub cue: u32,
    pub pattern: u16,
    pub elem: u8,
}

/// Postings of one side.
#[derive(Clone, Default)]
pub(crate) struct SideIndex {
    /// By token: first posting, and whether the token begins a pair.
    starts: Vec<u32>,
    list: Vec<Posting>,
    begins_pair: Vec<bool>,
    pairs: HashMap<u64, Box<[Posting]>, BuildHasherDefault<FxHasher>>,
    pub numbers: Vec<Posting>,
    pub masks: Vec<Posting>,
}

/// Postings for agent turns, customer turns, and turns of anybody else.
#[derive(Clone, Default)]
pub(crate) struct Index {
    sides: [SideIndex; 3],
}

impl Index {
    pub(crate) fn build(rules: &[Rule], cues: &[Cue], vocabulary: &Vocabulary, sets: &Sets, errors: &mut Vec<RuleError>) -> Index {
        let mut index = Index::default();
        for (side, slot) in index.sides.iter_mut().enumerate() {
            let wanted = [Side::Agent, Side::Customer, Side::Both][side];
            *slot = SideIndex::build(wanted, rules, cues, vocabulary, sets, errors);
        }
        index
    }

    /// `Side::Both` stands for parties that are neither agent nor customer.
    pub(crate) fn side(&self, side: Side) -> &SideIndex {
        &self.sides[match side {
            Side::Agent => 0,
            Side::Customer => 1,
            Side::Both => 2,
        }]
    }
}

impl SideIndex {
    fn build(wanted: Side, rules: &[Rule], cues: &[Cue], vocabulary: &Vocabulary, sets: &Sets, errors: &mut Vec<RuleError>) -> SideIndex {
        use crate::pattern::AnchorKey;
        let mut one: Vec<Vec<Posting>> = vec![Vec::new(); vocabulary.len()];
        let mut pairs: HashMap<u64, Vec<Posting>, BuildHasherDefault<FxHasher>> = HashMap::default();
        let mut index = SideIndex { begins_pair: vec![false; vocabulary.len()], ..SideIndex::default() };
        for (number, cue) in cues.iter().enumerate() {
            let rule = &rules[cue.rule as usize];
            // What calls for a behaviour is said by the other side.
            let side = match (cue.hint, rule.side) {
                (Hint::Trigger, Side::Agent) => Side::Customer,
                (Hint::Trigger, Side::Customer) => Side::Agent,
                (_, side) => side,
            };
            if side != wanted && side != Side::Both {
                continue;
            }
            for (at, pattern) in cue.patterns.iter().enumerate() {
                let anchor = match pattern.anchor(vocabulary, sets) {
                    Ok(anchor) => anchor,
                    Err(message) => {
                        if wanted == Side::Both || side == wanted {
                            let error = RuleError { file: format!("{}.yaml", rule.id), line: 0, message: format!("{}: {message}", cue.name) };
                            if !errors.contains(&error) {
                                errors.push(error);
                            }
                        }
                        continue;
                    }
                };
                let posting = Posting { cue: number as u32, pattern: at as u16, elem: anchor.elem };
                for key in anchor.keys {
                    match key {
                        AnchorKey::One(id) => one[id as usize].push(posting),
                        AnchorKey::Two(a, b) => {
                            index.begins_pair[a as usize] = true;
                            pairs.entry(pair(a, b)).or_default().push(posting);
                        }
                        AnchorKey::Number => index.numbers.push(posting),
                        AnchorKey::Mask => index.masks.push(posting),
                    }
                }
            }
        }
        for list in &one {
            index.starts.push(index.list.len() as u32);
            index.list.extend_from_slice(list);
        }
        index.starts.push(index.list.len() as u32);
        index.pairs = pairs.into_iter().map(|(key, list)| (key, list.into())).collect();
        index
    }

    /// Postings of one token.
    #[inline]
    pub(crate) fn one(&self, id: u32) -> &[Posting] {
        &self.list[self.starts[id as usize] as usize..self.starts[id as usize + 1] as usize]
    }

    /// Postings of two neighbours.
    #[inline]
    pub(crate) fn two(&self, a: u32, b: u32) -> &[Posting] {
        if !self.begins_pair[a as usize] {
            return &[];
        }
        self.pairs.get(&pair(a, b)).map_or(&[], |list| list)
    }
}

fn pair(a: u32, b: u32) -> u64 {
    u64::from(a) << 32 | u64::from(b)
}
