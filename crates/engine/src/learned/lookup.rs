//! Finds the number of a hash in one step.

/// Hashes in order, which are spread already, with where those of each beginning start: about one a beginning, and no room between them, so that
/// the whole stays in the cache.
#[derive(Clone, Debug, Default)]
pub(super) struct Lookup {
    /// By the high bits of hashes: where they begin in the list; one more at the end.
    starts: Box<[u32]>,
    /// Ascending.
    hashes: Box<[u32]>,
    /// How many low bits of a hash are no part of its beginning.
    low: u32,
}

impl Lookup {
    /// Of ascending hashes, each once.
    pub(super) fn of(hashes: Vec<u32>) -> Lookup {
        let beginnings = hashes.len().next_power_of_two().max(2);
        let low = u32::BITS - beginnings.trailing_zeros();
        let mut starts = vec![0u32; beginnings + 1];
        hashes.iter().for_each(|&hash| starts[(hash >> low) as usize + 1] += 1);
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        Lookup { starts: starts.into(), hashes: hashes.into(), low }
    }

    /// How many hashes come before this one, where it is there.
    #[inline]
    pub(super) fn number(&self, hash: u32) -> Option<usize> {
        let beginning = hash.checked_shr(self.low)? as usize;
        let (from, to) = (*self.starts.get(beginning)? as usize, *self.starts.get(beginning + 1)? as usize);
        let at = self.hashes.get(from..to)?.iter().position(|&here| here == hash)?;
        Some(from + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_there_and_nothing_else() {
        let mut hashes: Vec<u32> = (0..1000u32).map(|number| number.wrapping_mul(0x9e37_79b9)).collect();
        hashes.extend([u32::MAX, 1]);
        hashes.sort_unstable();
        let lookup = Lookup::of(hashes.clone());
        assert!(hashes.iter().enumerate().all(|(number, &hash)| lookup.number(hash) == Some(number)));
        assert_eq!(lookup.number(7), None);
        assert_eq!(Lookup::of(vec![7]).number(7), Some(0));
        assert_eq!(Lookup::of(Vec::new()).number(7), None);
        assert_eq!(Lookup::default().number(7), None);
    }
}
