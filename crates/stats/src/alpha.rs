//! Krippendorff's alpha: how far raters agree beyond chance, with any number of raters and missing ratings (K. Krippendorff, "Content
//! Analysis", 4th ed., 2018, chapter 12; coincidence-matrix form).

use std::collections::BTreeMap;

use crate::interval::Interval;
use crate::quantile::finite;
use crate::seed::Seed;

/// How far apart two ratings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// The same or not.
    Nominal,
    /// By how many ratings lie between.
    Ordinal,
    /// By their difference.
    Interval,
    /// By their difference as a share of their sum; for values of one sign.
    Ratio,
}

/// Alpha over units, each with the ratings that it was given: 1 perfect agreement, 0 what chance gives, below 0 worse. `None` where nothing can be
/// said: no unit with two ratings, only one value was ever given, or (ratio) two values of opposite sign and equal size.
pub fn alpha(units: &[Vec<i64>], metric: Metric) -> Option<f64> {
    of(units.iter(), metric)
}

/// The interval of alpha at 95 %: units are drawn with replacement `draws` times (1000 is usual), alpha is taken of each draw, and the quantiles at
/// 0.025 and 0.975 are the ends (percentile bootstrap over units; Zapf et al. 2016, "Measuring inter-rater reliability for nominal data"). The same
/// units and seed give the same ends.
///
/// Draws of which nothing can be said are left out. `None` where that is more than half of them, or fewer than two units have two ratings. With few
/// units the interval is rough, and rather too narrow.
pub fn alpha_interval(units: &[Vec<i64>], metric: Metric, draws: u32, seed: u64) -> Option<Interval> {
    let pairable: Vec<&Vec<i64>> = units.iter().filter(|unit| unit.len() >= 2).collect();
    if pairable.len() < 2 {
        return None;
    }
    let mut seed = Seed::new(seed);
    let mut values = Vec::new();
    for _ in 0..draws {
        let drawn: Vec<&Vec<i64>> = pairable.iter().map(|_| pairable[seed.place(pairable.len())]).collect();
        values.extend(of(drawn.into_iter(), metric));
    }
    if values.is_empty() || values.len() * 2 < draws as usize {
        return None;
    }
    values.sort_by(f64::total_cmp);
    // The nearest rank: of 1000 values the 25th and the 976th.
    let tail = ((values.len() as f64 * 0.025).round() as usize).clamp(1, values.len());
    Interval::of(values[tail - 1], values[values.len() - tail])
}

/// Alpha over borrowed units.
fn of<'a>(units: impl Iterator<Item = &'a Vec<i64>>, metric: Metric) -> Option<f64> {
    let mut together: BTreeMap<(i64, i64), f64> = BTreeMap::new();
    for unit in units.filter(|unit| unit.len() >= 2) {
        for (at, &one) in unit.iter().enumerate() {
            for &two in unit.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, two)| two) {
                *together.entry((one, two)).or_default() += 1.0 / (unit.len() - 1) as f64;
            }
        }
    }
    let mut given: BTreeMap<i64, f64> = BTreeMap::new();
    for (&(one, _), &count) in &together {
        *given.entry(one).or_default() += count;
    }
    if given.len() < 2 {
        return None;
    }
    let all: f64 = given.values().sum();
    let distance = |one: i64, two: i64| metric.square(one, two, &given);
    let observed: f64 = together.iter().map(|(&(one, two), count)| count * distance(one, two)).sum::<f64>() / all;
    let mut expected = 0.0;
    for (&one, first) in &given {
        for (&two, second) in &given {
            expected += first * second * distance(one, two);
        }
    }
    finite(1.0 - observed / (expected / (all * (all - 1.0))))
}

impl Metric {
    /// The square of the distance of two values, of which `given` says how often each was given.
    fn square(self, one: i64, two: i64, given: &BTreeMap<i64, f64>) -> f64 {
        if one == two {
            return 0.0;
        }
        let (first, second) = (one as f64, two as f64);
        let ends = |value: i64| given.get(&value).copied().unwrap_or(0.0);
        match self {
            Metric::Nominal => 1.0,
            Metric::Interval => (first - second).powi(2),
            Metric::Ratio => ((first - second) / (first + second)).powi(2),
            Metric::Ordinal => {
                let between: f64 = given.range(one.min(two)..=one.max(two)).map(|(_, count)| count).sum();
                (between - (ends(one) + ends(two)) / 2.0).powi(2)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const METRICS: [Metric; 4] = [Metric::Nominal, Metric::Ordinal, Metric::Interval, Metric::Ratio];

    fn units(raters: &[&str]) -> Vec<Vec<i64>> {
        let rows: Vec<Vec<&str>> = raters.iter().map(|row| row.split_whitespace().collect()).collect();
        (0..rows[0].len()).map(|unit| rows.iter().filter_map(|row| row[unit].parse().ok()).collect()).collect()
    }

    #[test]
    fn gives_the_published_values() {
        let units = units(&["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."]);
        for (metric, value) in [(Metric::Nominal, 0.743), (Metric::Ordinal, 0.815), (Metric::Interval, 0.849), (Metric::Ratio, 0.797)] {
            let alpha = alpha(&units, metric).unwrap();
            assert!((alpha - value).abs() < 0.0006, "{metric:?} {alpha}");
        }
    }

    #[test]
    fn two_raters_and_nothing_to_tell() {
        let two = units(&["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"]);
        assert!((alpha(&two, Metric::Nominal).unwrap() - 0.095).abs() < 0.0006);
        assert_eq!(alpha(&[vec![1, 1], vec![1]], Metric::Nominal), None);
    }
    #[test]
    fn nothing_panics_at_the_ends_of_the_numbers() {
        for metric in METRICS {
            assert_eq!(alpha(&[], metric), None);
            assert!(alpha(&[vec![i64::MIN, i64::MAX], vec![i64::MIN, i64::MIN + 9], vec![0, 0]], metric).is_none_or(f64::is_finite));
        }
        assert_eq!(alpha(&[vec![1, -1], vec![1, 1]], Metric::Ratio), None);
    }

    #[test]
    fn the_interval_holds_alpha_and_repeats() {
        let units = units(&["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."]);
        let interval = alpha_interval(&units, Metric::Nominal, 1000, 11).unwrap();
        assert!(interval.low < 0.6 && 0.743 < interval.high && interval.high <= 1.0, "{interval:?}");
        assert_eq!(alpha_interval(&units, Metric::Nominal, 1000, 11), Some(interval));
        assert_ne!(alpha_interval(&units, Metric::Nominal, 1000, 12), Some(interval));
    }

    #[test]
    fn no_interval_where_most_draws_say_nothing() {
        assert_eq!(alpha_interval(&[vec![1, 2], vec![1]], Metric::Nominal, 1000, 1), None);
        assert_eq!(alpha_interval(&[vec![1, 1], vec![1, 1]], Metric::Nominal, 1000, 1), None);
        assert_eq!(alpha_interval(&[vec![1, 2], vec![2, 1]], Metric::Nominal, 0, 1), None);
        // Half of the draws are one unit twice.
        assert!(alpha_interval(&[vec![1, 1], vec![2, 2], vec![2, 1]], Metric::Nominal, 1000, 1).is_some());
    }

    proptest! {
        #[test]
        fn never_above_one_and_the_order_does_not_matter(units in prop::collection::vec(prop::collection::vec(0i64..5, 0..5), 0..12)) {
            let mut turned: Vec<Vec<i64>> = units.iter().rev().cloned().collect();
            turned.iter_mut().for_each(|unit| unit.reverse());
            for metric in METRICS {
                let (one, two) = (alpha(&units, metric), alpha(&turned, metric));
                prop_assert_eq!(one.is_some(), two.is_some());
                if let (Some(one), Some(two)) = (one, two) {
                    prop_assert!(one.is_finite() && one <= 1.0 + 1e-12 && (one - two).abs() < 1e-9);
                }
            }
        }

        #[test]
        fn agreeing_everywhere_is_one(ratings in prop::collection::vec(0i64..5, 2..12)) {
            let units: Vec<Vec<i64>> = ratings.iter().map(|&rating| vec![rating; 3]).collect();
            for metric in METRICS {
                prop_assert!(alpha(&units, metric).is_none_or(|alpha| (alpha - 1.0).abs() < 1e-12));
            }
        }
    }
}
