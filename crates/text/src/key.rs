//! A word's identity: a 64-bit hash of its normalised form.

/// Stands for one normalised word or one Chinese character. Equal words have equal keys;
/// 64 bits make a collision between two words of one vocabulary practically impossible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(pub u64);

/// A hasher for keys, which are hashes already.
#[derive(Clone, Default)]
pub struct KeyIsHash(u64);

impl std::hash::Hasher for KeyIsHash {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// A map from keys.
pub type KeyMap<V> = std::collections::HashMap<Key, V, std::hash::BuildHasherDefault<KeyIsHash>>;

/// A set of keys.
pub type KeySet = std::collections::HashSet<Key, std::hash::BuildHasherDefault<KeyIsHash>>;

/// Feeds characters one by one, so that no string is built for a token.
#[derive(Clone, Copy)]
pub(crate) struct KeyHasher(u64);

impl KeyHasher {
    pub(crate) const fn new() -> KeyHasher {
        KeyHasher(0x9e37_79b9_7f4a_7c15)
    }

    #[inline]
    pub(crate) const fn push(&mut self, c: char) {
        self.0 = (self.0.rotate_left(5) ^ c as u64).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    #[inline]
    pub(crate) const fn finish(self) -> Key {
        // The last steps of MurmurHash3: every bit of the state reaches every bit of the key.
        let mut h = self.0;
        h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        Key(h ^ (h >> 33))
    }
}

impl Key {
    /// The key of one Chinese character, simplified already.
    #[inline]
    pub const fn of_char(c: char) -> Key {
        let mut hasher = KeyHasher::new();
        hasher.push(c);
        hasher.finish()
    }

    /// The key of a word that is normalised already (lower case, simplified, no apostrophe).
    pub fn of(word: &str) -> Key {
        let mut hasher = KeyHasher::new();
        word.chars().for_each(|c| hasher.push(c));
        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_have_keys_that_differ() {
        let words = ["a", "b", "ab", "ba", "sorry", "sorri", "退", "退款", "款退", ""];
        let mut keys: Vec<_> = words.iter().map(|word| Key::of(word)).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), words.len());
    }
}
