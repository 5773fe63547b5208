//! Word classes of the rule files as features: a word that no labelled turn ever had is known by its class.

use rapport_text::Key;
use rustc_hash::FxHashMap;

use super::features::join;
use crate::pattern::{Node, forms};

/// Which words belong to which classes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Classes {
    /// By the joined keys of one to four words: the keys of classes.
    by_words: FxHashMap<u64, Vec<u64>>,
}

/// An entry of more words is left out.
pub(super) const LONGEST: usize = 4;

impl Classes {
    /// Adds an entry of a class, where it is plain words.
    pub(crate) fn add(&mut self, class: &str, entry: &[Node]) {
        let class = Key::of(class).0;
        if let [Node::Lemma(lemma)] = entry {
            forms(lemma).iter().for_each(|form| self.insert(Key::of(form).0, class));
            return;
        }
        let keys: Option<Vec<u64>> = entry.iter().map(key_of).collect();
        if let Some(keys) = keys.filter(|keys| keys.len() <= LONGEST)
            && let Some(hash) = keys.into_iter().reduce(join)
        {
            self.insert(hash, class);
        }
    }

    fn insert(&mut self, hash: u64, class: u64) {
        let classes = self.by_words.entry(hash).or_default();
        if !classes.contains(&class) {
            classes.push(class);
        }
    }

    /// The classes of some words, given as [`join`] makes one of them.
    #[inline]
    pub(super) fn of(&self, words: u64) -> &[u64] {
        self.by_words.get(&words).map_or(&[], Vec::as_slice)
    }
}

fn key_of(node: &Node) -> Option<u64> {
    match node {
        Node::Word(word) => Some(Key::of(word).0),
        Node::Han(han) => Some(Key::of_char(*han).0),
        _ => None,
    }
}
