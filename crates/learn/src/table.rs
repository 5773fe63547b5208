//! From learned functions to the engine's whole numbers.

use std::collections::BTreeMap;

use rapport_engine::{Feature, TableFile};

use crate::linear::Linear;

/// One head as whole numbers.
pub(crate) struct Whole {
    /// What one unit of a weight is worth.
    step: f32,
}

/// A weight smaller than this share of a head's largest is left out.
pub(crate) const SMALLEST: f32 = 0.02;

impl Whole {
    /// The unit in which the largest weight of a head becomes 127.
    pub(crate) fn of(linear: &Linear, hashes: &[Option<u32>]) -> Whole {
        let largest = linear.weights.iter().zip(hashes).filter(|(_, hash)| hash.is_some()).fold(0f32, |largest, (weight, _)| largest.max(weight.abs()));
        Whole { step: (largest / 127.0).max(1e-6) }
    }

    /// A score of the learned function as the engine counts it.
    pub(crate) fn score(&self, score: f32) -> i32 {
        (f64::from(score) / f64::from(self.step) * f64::from(Feature::ONE)).round().clamp(-1e9, 1e9) as i32
    }

    /// What a whole score is worth in the learned function.
    pub(crate) fn worth(&self) -> f64 {
        f64::from(self.step) / f64::from(Feature::ONE)
    }

    fn weight(&self, weight: f32) -> i8 {
        let whole = (weight / self.step).round().clamp(-127.0, 127.0);
        if whole.abs() < 127.0 * SMALLEST { 0 } else { whole as i8 }
    }
}

/// Puts the weights of heads into one table; heads keep their order, and are added by the caller.
pub(crate) fn table(learned: &[(Linear, Whole)], hashes: &[Option<u32>]) -> TableFile {
    let mut table = TableFile::default();
    let mut columns: Vec<(u32, usize)> = hashes.iter().enumerate().filter_map(|(column, hash)| Some(((*hash)?, column))).collect();
    columns.sort_unstable();
    for (hash, column) in columns {
        let before = table.numbers.len();
        for (number, (linear, whole)) in learned.iter().enumerate() {
            let weight = whole.weight(linear.weights[column]);
            if weight != 0 {
                table.numbers.push(number as u8);
                table.weights.push(weight);
            }
        }
        if table.numbers.len() > before {
            table.features.push(hash);
            table.counts.push((table.numbers.len() - before) as u8);
        }
    }
    table
}

/// Two tables as one: the heads of the second come after those of the first.
pub fn joined(first: TableFile, second: TableFile) -> TableFile {
    let shift = first.heads.len() as u8;
    let (one, two) = (entries(&first, 0), entries(&second, shift));
    let mut all: BTreeMap<u32, Vec<(u8, i8)>> = one.collect();
    for (feature, weights) in two {
        all.entry(feature).or_default().extend(weights);
    }
    let mut table = TableFile { heads: first.heads.into_iter().chain(second.heads).collect(), ..TableFile::default() };
    for (feature, weights) in all {
        table.features.push(feature);
        table.counts.push(weights.len() as u8);
        for (number, weight) in weights {
            table.numbers.push(number);
            table.weights.push(weight);
        }
    }
    table
}

pub(crate) fn entries(table: &TableFile, shift: u8) -> impl Iterator<Item = (u32, Vec<(u8, i8)>)> {
    let mut from = 0;
    table.features.iter().zip(&table.counts).map(move |(&feature, &count)| {
        let range = from..from + usize::from(count);
        from = range.end;
        (feature, range.map(|at| (table.numbers[at] + shift, table.weights[at])).collect())
    })
}
