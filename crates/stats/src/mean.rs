//! The mean of scores, with an interval that knows that scores of one day are alike.

use std::collections::BTreeMap;

use crate::interval::Interval;
use crate::quantile::{finite, student};
use crate::spread::{same, spread};

/// A mean and how much it can be trusted; in the unit of the values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// The mean of all values, each as heavy as the other.
    pub value: f64,
    /// Where the true mean lies, at 95 %; `None` below two clusters, or where all values are the same: how they spread is not known then. It may reach
    /// beyond the scale, see [`Interval::inside`].
    pub interval: Option<Interval>,
    /// Values.
    pub n: usize,
    /// Clusters (days) that had one.
    pub clusters: usize,
}

/// The mean of values, each with its cluster: the day, for the scores of an agent. `None` without values, or where one is not finite.
///
/// Variance over g clusters: V = g/(g−1) · Σ_clusters (Σ (xᵢ − x̄))² / n² (Liang and Zeger 1986, with the correction for few clusters of Cameron and
/// Miller 2015, §VI), but never less than s²/n, which independent values would have: clusters that happen to cancel out are no knowledge. The interval is
/// x̄ ± t·√V with g − 1 degrees of freedom, which is wide for few days, as it must be.
pub fn mean<K: Ord>(values: impl IntoIterator<Item = (K, f64)>) -> Option<Mean> {
    let mut clusters: BTreeMap<K, Vec<f64>> = BTreeMap::new();
    for (cluster, value) in values {
        clusters.entry(cluster).or_default().push(value);
    }
    let all: Vec<f64> = clusters.values().flatten().copied().collect();
    let (n, g) = (all.len() as f64, clusters.len() as f64);
    let value = finite(all.iter().sum::<f64>() / n)?;
    let interval = || {
        if clusters.len() < 2 || same(&all) {
            return None;
        }
        let off: f64 = clusters.values().map(|own| own.iter().map(|x| x - value).sum::<f64>().powi(2)).sum();
        let clustered = g / (g - 1.0) * off / (n * n);
        let independent = spread(&all)?.1.powi(2) / n;
        Interval::around(value, student(g - 1.0)? * clustered.max(independent).sqrt())
    };
    Some(Mean { value, interval: interval(), n: all.len(), clusters: clusters.len() })
}

/// Sums over values and over their clusters, as a database adds them up: what [`mean`] needs of values that nobody wants to fetch. In the unit of the
/// values and its square.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// Values.
    pub n: u64,
    /// Σ xᵢ.
    pub total: f64,
    /// Σ xᵢ².
    pub squares: f64,
    /// Clusters (days) that had one.
    pub clusters: u64,
    /// Σ over clusters of (Σ xᵢ)².
    pub totals_squared: f64,
    /// Σ over clusters of (number of values)².
    pub sizes_squared: f64,
    /// Σ over clusters of number · Σ xᵢ.
    pub product: f64,
}

impl Sums {
    /// The sums where each value is its own cluster.
    #[must_use]
    pub fn unclustered(&self) -> Sums {
        Sums { clusters: self.n, totals_squared: self.squares, sizes_squared: self.n as f64, product: self.total, ..*self }
    }

    /// The mean that [`mean`] gives of the values; `None` without values, or where a sum is not finite. As sums round, values that differ by less than a
    /// millionth of their size count as the same.
    pub fn mean(&self) -> Option<Mean> {
        let (n, g) = (self.n as f64, self.clusters as f64);
        let value = finite(self.total / n)?;
        let squares = self.squares - n * value * value;
        let interval = || {
            if self.clusters < 2 || squares <= 1e-12 * self.squares {
                return None;
            }
            let off = (self.totals_squared - 2.0 * value * self.product + value * value * self.sizes_squared).max(0.0);
            let clustered = g / (g - 1.0) * off / (n * n);
            let independent = squares / (n - 1.0) / n;
            Interval::around(value, student(g - 1.0)? * clustered.max(independent).sqrt())
        };
        Some(Mean { value, interval: interval(), n: self.n as usize, clusters: self.clusters as usize })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near(interval: Option<Interval>, low: f64, high: f64) {
        let interval = interval.unwrap();
        assert!((interval.low - low).abs() < 0.001 && (interval.high - high).abs() < 0.001, "{interval:?} is not {low}–{high}");
    }

    #[test]
    fn one_value_a_day_is_the_plain_interval() {
        // 2, 4, 6: mean 4, s = 2, t with 2 degrees 4.3027: 4 ± 4.9684.
        let mean = mean([(1, 2.0), (2, 4.0), (3, 6.0)]).unwrap();
        near(mean.interval, -0.968, 8.968);
        assert_eq!((mean.value, mean.n, mean.clusters), (4.0, 3, 3));
    }

    #[test]
    fn days_that_are_alike_count_as_one_each() {
        // Three days with 2, 4 and 6 twice each: V = 3/2 · (16 + 0 + 16) / 36 = 4/3, as for one value a day.
        near(mean([(1, 2.0), (1, 2.0), (2, 4.0), (2, 4.0), (3, 6.0), (3, 6.0)]).unwrap().interval, -0.968, 8.968);
    }

    #[test]
    fn days_that_cancel_out_are_no_knowledge() {
        // Each day has a 2 and a 6: clusters alone would claim 4 ± 0. s² = 16/3, V = 4/3, t with 1 degree 12.706: 4 ± 14.67.
        near(mean([(1, 2.0), (1, 6.0), (2, 2.0), (2, 6.0)]).unwrap().interval, 4.0 - 14.672, 4.0 + 14.672);
    }

    #[test]
    fn too_little_has_no_interval() {
        assert_eq!(mean::<u8>([]), None);
        assert_eq!(mean([(1, f64::NAN)]), None);
        assert_eq!(mean([(1, f64::MAX), (2, f64::MAX)]), None);
        assert_eq!(mean([(1, 70.0), (1, 90.0)]), Some(Mean { value: 80.0, interval: None, n: 2, clusters: 1 }));
        assert_eq!(mean([(1, 0.1), (2, 0.1), (3, 0.1)]).unwrap().interval, None);
    }

    /// The sums of values, as a database adds them up.
    fn sums(values: &[(u64, f64)]) -> Sums {
        let mut days: BTreeMap<u64, (f64, f64)> = BTreeMap::new();
        let mut sums = Sums::default();
        for (day, value) in values {
            let own = days.entry(*day).or_default();
            *own = (own.0 + 1.0, own.1 + value);
            sums = Sums { n: sums.n + 1, total: sums.total + value, squares: sums.squares + value * value, ..sums };
        }
        for (size, total) in days.values() {
            sums = Sums {
                clusters: sums.clusters + 1,
                totals_squared: sums.totals_squared + total * total,
                sizes_squared: sums.sizes_squared + size * size,
                product: sums.product + size * total,
                ..sums
            };
        }
        sums
    }

    #[test]
    fn sums_give_the_same_mean() {
        let values = [(1, 70.0), (1, 80.0), (2, 90.0), (2, 60.0), (3, 75.5)];
        let (one, two) = (mean(values).unwrap(), sums(&values).mean().unwrap());
        let (own, other) = (one.interval.unwrap(), two.interval.unwrap());
        assert!((one.value - two.value).abs() < 1e-9 && (own.low - other.low).abs() < 1e-6 && (own.high - other.high).abs() < 1e-6);
        assert_eq!((two.n, two.clusters), (5, 3));
        let alone = sums(&values).unclustered().mean().unwrap();
        assert_eq!(alone.clusters, 5);
        let apart = mean((0..).zip(values.map(|(_, value)| value))).unwrap().interval.unwrap();
        assert!((alone.interval.unwrap().low - apart.low).abs() < 1e-6);
        assert_eq!(sums(&[]).mean(), None);
        assert_eq!(sums(&[(1, 50.0), (2, 50.0)]).mean().unwrap().interval, None, "how they spread is not known");
        assert_eq!(sums(&[(1, 50.0), (1, 60.0)]).mean().unwrap().interval, None, "nor how days do");
    }

    proptest! {
        #[test]
        fn finite_around_the_mean_and_without_order(values in prop::collection::vec((0u8..6, 0.0..100.0), 0..30)) {
            let (one, two) = (mean(values.iter().copied()), mean(values.iter().rev().copied()));
            prop_assert_eq!(one.is_some(), !values.is_empty());
            if let (Some(one), Some(two)) = (one, two) {
                prop_assert!((one.value - two.value).abs() < 1e-9 && (-1e-9..=100.0 + 1e-9).contains(&one.value));
                if let (Some(first), Some(second)) = (one.interval, two.interval) {
                    prop_assert!(first.low <= one.value && one.value <= first.high);
                    prop_assert!((first.low - second.low).abs() < 1e-6 && (first.high - second.high).abs() < 1e-6);
                }
            }
        }
    }
}
