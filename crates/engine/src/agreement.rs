//! Krippendorff's alpha: how far raters agree beyond chance, with any number of raters and missing ratings (K. Krippendorff, "Content
//! Analysis", 4th ed., 2018, chapter 12; coincidence-matrix form).

use std::collections::BTreeMap;

/// How far apart two ratings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// The same or not.
    Nominal,
    /// By how many ratings lie between.
    Ordinal,
    /// By their difference.
    Interval,
    /// By their difference as a share of their sum.
    Ratio,
}

/// Alpha over units, each with the ratings that it was given: 1 perfect agreement, 0 what chance gives, below 0 worse. `None` where nothing can be
/// said: no unit with two ratings, or only one value was ever given.
pub fn alpha(units: &[Vec<i64>], metric: Metric) -> Option<f64> {
    let mut together: BTreeMap<(i64, i64), f64> = BTreeMap::new();
    for unit in units.iter().filter(|unit| unit.len() >= 2) {
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
    Some(1.0 - observed / (expected / (all * (all - 1.0))))
}

impl Metric {
    /// The square of the distance of two values, of which `given` says how often each was given.
    fn square(self, one: i64, two: i64, given: &BTreeMap<i64, f64>) -> f64 {
        if one == two {
            return 0.0;
        }
        let difference = (one - two) as f64;
        let ends = |value: i64| given.get(&value).copied().unwrap_or(0.0);
        match self {
            Metric::Nominal => 1.0,
            Metric::Interval => difference * difference,
            Metric::Ratio => (difference / (one + two) as f64).powi(2),
            Metric::Ordinal => {
                let between: f64 = given.range(one.min(two)..=one.max(two)).map(|(_, count)| count).sum();
                (between - (ends(one) + ends(two)) / 2.0).powi(2)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
