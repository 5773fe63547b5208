//! Finds the place of a hash in one step.

/// Open addressing over hashes that are spread already. Places count from 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Lookup {
    /// Hash and place plus one; a place of 0 is an empty slot.
    slots: Box<[(u32, u32)]>,
}

impl Lookup {
    /// Of hashes with their places, each hash once.
    pub(super) fn of(hashes: impl ExactSizeIterator<Item = (u32, u32)>) -> Lookup {
        let size = (hashes.len() * 2).next_power_of_two().max(2);
        let mut slots = vec![(0, 0); size].into_boxed_slice();
        for (hash, place) in hashes {
            let mut at = hash as usize & (size - 1);
            while slots[at].1 != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = (hash, place + 1);
        }
        Lookup { slots }
    }

    /// The place of a hash.
    #[inline]
    pub(super) fn place(&self, hash: u32) -> Option<usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        while let Some(&(here, place)) = self.slots.get(at) {
            if place == 0 {
                return None;
            }
            if here == hash {
                return Some(place as usize - 1);
            }
            at = (at + 1) & mask;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_there_and_nothing_else() {
        let hashes: Vec<(u32, u32)> = (0..1000u32).map(|number| (number.wrapping_mul(0x9e37_79b9), number)).collect();
        let lookup = Lookup::of(hashes.iter().copied());
        assert!(hashes.iter().all(|&(hash, place)| lookup.place(hash) == Some(place as usize)));
        assert_eq!(lookup.place(7), None);
        assert_eq!(Lookup::default().place(7), None);
    }
}
