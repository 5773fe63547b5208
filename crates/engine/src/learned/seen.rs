//! Which features of a turn were there before.

/// A set of hashes that is emptied at once: a slot counts only where it bears the stamp of the turn.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// Stamp above, hash below; a power of two of them.
    slots: Vec<u64>,
    stamp: u32,
    /// Hashes in it.
    count: usize,
}

/// Slots at the beginning.
const ROOM: usize = 1024;

impl Seen {
    /// Forgets all.
    pub(super) fn clear(&mut self) {
        if self.stamp == u32::MAX || self.slots.is_empty() {
            self.slots.clear();
            self.slots.resize(ROOM, 0);
            self.stamp = 0;
        }
        self.stamp += 1;
        self.count = 0;
    }

    /// Adds a hash, which is spread already; whether it is new.
    #[inline]
    pub(super) fn insert(&mut self, hash: u32) -> bool {
        if self.count * 2 >= self.slots.len() {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if (slot >> 32) as u32 != self.stamp {
                self.slots[at] = u64::from(self.stamp) << 32 | u64::from(hash);
                self.count += 1;
                return true;
            }
            if slot as u32 == hash {
                return false;
            }
            at = (at + 1) & mask;
        }
    }

    #[cold]
    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(ROOM);
        let old = std::mem::replace(&mut self.slots, vec![0; size]);
        let stamp = std::mem::replace(&mut self.stamp, 1);
        self.count = 0;
        old.into_iter().filter(|slot| stamp != 0 && (slot >> 32) as u32 == stamp).for_each(|slot| {
            self.insert(slot as u32);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_hash_is_new_once_until_all_is_forgotten() {
        let hash = |number: u32| number.wrapping_mul(0x9e37_79b9);
        let mut seen = Seen::default();
        for _ in 0..3 {
            assert!((0..5000).all(|number| seen.insert(hash(number))));
            assert!((0..5000).all(|number| !seen.insert(hash(number))));
            seen.clear();
        }
        seen.stamp = u32::MAX;
        seen.clear();
        assert!(seen.insert(0) && !seen.insert(0));
    }
}
