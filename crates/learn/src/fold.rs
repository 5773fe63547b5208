//! Which lessons are left out together while heads are measured.

/// Parts that a corpus is split into for cross-validation.
pub const FOLDS: u8 = 5;

/// The part of a group, below [`FOLDS`]: the same for the same name, whatever else there is (FNV-1a, 64 bits).
pub fn fold_of(group: &str) -> u8 {
    let hash = group.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    ((hash >> 32) % u64::from(FOLDS)) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_spread_over_the_parts() {
        let mut counts = [0; FOLDS as usize];
        (0..1000).for_each(|number| counts[fold_of(&format!("en-a-{number:03}")) as usize] += 1);
        assert!(counts.iter().all(|&count| count > 140), "{counts:?}");
    }
}
