//! Features and the weights that heads give them.

use super::lookup::Lookup;
use super::weights::TableFile;

/// Features and their weights.
#[derive(Debug, Default)]
pub(super) struct Table {
    features: Lookup,
    /// By number of the feature: where its weights begin; one more at the end.
    starts: Box<[u32]>,
    /// Heads and their weights, feature by feature.
    entries: Box<[(u8, i8)]>,
}

/// No number of a feature.
pub(super) const UNKNOWN: u32 = u32::MAX;

/// No table has more heads.
const MOST_HEADS: usize = 256;

impl Table {
    /// Takes the features out of a file, with the weights of the heads that somebody asks.
    pub(super) fn of(file: &mut TableFile, asked: impl Fn(usize) -> bool) -> Table {
        let (mut features, mut starts) = (Vec::with_capacity(file.features.len()), vec![0]);
        let mut entries: Vec<(u8, i8)> = Vec::with_capacity(file.numbers.len());
        let mut all = file.numbers.iter().copied().zip(file.weights.iter().copied());
        for (feature, &count) in std::mem::take(&mut file.features).into_iter().zip(&file.counts) {
            let before = entries.len();
            entries.extend(all.by_ref().take(usize::from(count)).filter(|&(head, _)| asked(usize::from(head))));
            if entries.len() > before {
                features.push(feature);
                starts.push(entries.len() as u32);
            }
        }
        Table { features: Lookup::of(features), starts: starts.into(), entries: entries.into() }
    }

    /// The number of a feature; [`UNKNOWN`] where no head knows it.
    #[inline]
    pub(super) fn number(&self, feature: u32) -> u32 {
        self.features.number(feature).map_or(UNKNOWN, |number| number as u32)
    }

    /// The weight that a head gives a feature, 0 for none.
    #[inline]
    pub(super) fn weight(&self, number: u32, head: usize) -> i8 {
        self.entries(number).iter().find(|&&(other, _)| usize::from(other) == head).map_or(0, |&(_, weight)| weight)
    }

    #[inline]
    fn entries(&self, number: u32) -> &[(u8, i8)] {
        match self.starts.get(number as usize..) {
            Some(&[from, to, ..]) => &self.entries[from as usize..to as usize],
            _ => &[],
        }
    }

    /// Adds weights times a value to the scores of heads, for features given by their numbers.
    #[inline]
    pub(super) fn add(&self, numbers: impl Iterator<Item = u32>, value: i32, scores: &mut [i32]) {
        let mut sums = [0i32; MOST_HEADS];
        for number in numbers {
            for &(head, weight) in self.entries(number) {
                let sum = &mut sums[usize::from(head)];
                // Seventeen million features would have to come together to leave the range.
                *sum = sum.wrapping_add(i32::from(weight));
            }
        }
        // Nor can this: the more features there are, the less each is worth.
        scores.iter_mut().zip(sums).for_each(|(score, sum)| *score = score.saturating_add(sum.wrapping_mul(value)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learned::weights::HeadFile;

    #[test]
    fn heads_are_sums_of_weights_times_values() {
        let mut file = TableFile {
            heads: vec![HeadFile::default(); 11],
            features: vec![3, 5 << 20, 7 << 28],
            counts: vec![2, 0, 3],
            numbers: vec![0, 10, 0, 8, 9],
            weights: vec![-128, 1, 127, -3, 5],
        };
        let table = Table::of(&mut file, |_| true);
        let [a, b, c] = [3, 5 << 20, 7 << 28].map(|feature| table.number(feature));
        assert_eq!((table.number(4), table.weight(UNKNOWN, 0), table.weight(a, 10), table.weight(b, 3), table.weight(c, 8)), (UNKNOWN, 0, 1, 0, -3));
        let mut scores = [7; 11];
        table.add(std::iter::repeat_n(a, 1000).chain([b, UNKNOWN]), 2, &mut scores);
        table.add([c].into_iter(), 4097, &mut scores);
        assert_eq!(scores, [7 - 256_000 + 127 * 4097, 7, 7, 7, 7, 7, 7, 7, 7 - 3 * 4097, 7 + 5 * 4097, 7 + 2000]);
    }
}
