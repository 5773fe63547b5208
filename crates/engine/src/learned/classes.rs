//! Word classes as features: a word that no labelled turn ever had is known by its class.

use rapport_text::{Key, Reading};
use serde::{Deserialize, Serialize};

use super::features::{fold, join, word_of};
use super::lookup::Lookup;

/// Which words belong to which classes.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    /// The joined keys of words, each once.
    words: Lookup,
    /// Beside them: where they stand first among those of the file; one more at the end.
    first: Box<[u32]>,
    /// What stands for each class in features.
    keys: Vec<u64>,
    file: ClassesFile,
}

/// The same as weights carry it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ClassesFile {
    /// Names of classes.
    names: Vec<String>,
    /// Joined keys of words, ascending.
    #[serde(with = "super::bytes")]
    words: Vec<u32>,
    /// Beside `words`: the number of the class, or [`MORE`].
    #[serde(with = "super::bytes")]
    classes: Vec<u16>,
}

/// Stands for words that are no entry themselves: longer ones begin with them.
const MORE: u16 = u16::MAX;

/// An entry of more words or characters is left out.
pub(super) const LONGEST: usize = 6;

impl Classes {
    /// Classes by name, with their entries as plain words. An entry that is longer than six words or Chinese characters is left out.
    pub fn new<'a>(classes: impl Iterator<Item = (&'a str, &'a [String])>) -> Classes {
        let mut file = ClassesFile::default();
        let mut pairs: Vec<(u32, u16)> = Vec::new();
        for (name, entries) in classes {
            let number = file.names.len() as u16;
            file.names.push(name.to_owned());
            entries.iter().for_each(|entry| pairs.extend(steps(entry, number)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        (file.words, file.classes) = pairs.into_iter().unzip();
        Classes::of_file(file)
    }

    /// Classes as weights carry them.
    pub fn of_file(file: ClassesFile) -> Classes {
        let keys: Vec<u64> = file.names.iter().map(|name| Key::of(name).0).collect();
        let mut first: Vec<u32> = (0..file.words.len()).filter(|&at| at == 0 || file.words[at - 1] != file.words[at]).map(|at| at as u32).collect();
        let words = Lookup::of(first.iter().map(|&at| file.words[at as usize]).collect());
        first.push(file.words.len() as u32);
        Classes { words, first: first.into(), keys, file }
    }

    /// As weights carry them.
    pub fn file(&self) -> &ClassesFile {
        &self.file
    }

    /// Tells what stands for the classes of some words, given as [`join`] makes one of them. Gives whether longer entries begin with them.
    #[inline]
    pub(super) fn of(&self, words: u64, mut tell: impl FnMut(u64)) -> bool {
        let Some(number) = self.words.number(fold(words)) else { return false };
        let mut more = false;
        for &class in &self.file.classes[self.first[number] as usize..self.first[number + 1] as usize] {
            match class {
                MORE => more = true,
                class => self.keys.get(usize::from(class)).into_iter().for_each(|&key| tell(key)),
            }
        }
        more
    }

    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
}

/// The words of an entry: all but the last lead on.
fn steps(entry: &str, class: u16) -> Vec<(u32, u16)> {
    let reading = Reading::of(entry);
    let length = reading.tokens.len();
    if length > LONGEST {
        return Vec::new();
    }
    let joined = reading.tokens.iter().map(word_of).scan(None, |before: &mut Option<u64>, word| {
        *before = Some(before.map_or(word, |before| join(before, word)));
        *before
    });
    joined.enumerate().map(|(at, words)| (fold(words), if at + 1 == length { class } else { MORE })).collect()
}

impl ClassesFile {
    pub(super) fn fits(&self) -> bool {
        self.words.len() == self.classes.len() && self.words.is_sorted()
    }
}
