//! Agreement beyond chance where alpha's relatives are asked for: Cohen's kappa, Fleiss' kappa, PABAK, Gwet's AC1.

use std::collections::BTreeMap;

use crate::agreement::agreement;
use crate::quantile::finite;

/// How a kappa is usually called (Landis and Koch 1977): a convention, not a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KappaBand {
    /// Below 0: worse than chance.
    Poor,
    /// Up to 0.20.
    Slight,
    /// Up to 0.40.
    Fair,
    /// Up to 0.60.
    Moderate,
    /// Up to 0.80.
    Substantial,
    /// Above 0.80.
    AlmostPerfect,
}

/// Cohen's kappa of two raters (Cohen 1960): (po − pe) / (1 − pe), at most 1. Low although raters agree where one answer is common; look at [`ac1`] and
/// [`pabak`] too. `None` without pairs, or where both raters gave one same answer throughout.
pub fn kappa(pairs: &[(i64, i64)]) -> Option<f64> {
    weighted(pairs, |one, two| if one == two { 0.0 } else { 1.0 })
}

/// Cohen's kappa with quadratic weights (Cohen 1968), for scales: far answers count as the square of their distance, so steps of the scale must be as
/// far apart as its numbers.
pub fn weighted_kappa(pairs: &[(i64, i64)]) -> Option<f64> {
    weighted(pairs, |one, two| (one as f64 - two as f64).powi(2))
}

/// Prevalence- and bias-adjusted kappa (Byrt, Bishop and Carlin 1993): (q·po − 1) / (q − 1) for q possible answers, which is 2po − 1 for two; at least
/// −1. `None` below two answers, or where no unit has two ratings.
pub fn pabak(units: &[Vec<i64>], answers: u32) -> Option<f64> {
    let q = f64::from(answers);
    (answers >= 2).then_some(())?;
    Some((q * agreement(units)? - 1.0) / (q - 1.0))
}

/// Gwet's AC1 (Gwet 2008), for any number of raters and missing ratings; steady where one answer is common. `answers` is how many answers the question
/// has; where more were given, those count. `None` below two answers, or where no unit has two ratings.
pub fn ac1(units: &[Vec<i64>], answers: u32) -> Option<f64> {
    let mut shares: BTreeMap<i64, f64> = BTreeMap::new();
    let (mut agreed, mut pairable, mut rated) = (0.0, 0.0, 0.0);
    for unit in units.iter().filter(|unit| !unit.is_empty()) {
        let n = unit.len() as f64;
        rated += 1.0;
        for &rating in unit {
            *shares.entry(rating).or_default() += 1.0 / n;
        }
        if let Some(alike) = alike(unit) {
            pairable += 1.0;
            agreed += alike;
        }
    }
    let q = f64::from(answers).max(shares.len() as f64);
    if pairable == 0.0 || q < 2.0 {
        return None;
    }
    let chance: f64 = shares.values().map(|share| share / rated * (1.0 - share / rated)).sum::<f64>() / (q - 1.0);
    beyond(agreed / pairable, chance)
}

/// Fleiss' kappa of a fixed number of raters (Fleiss 1971), chance from the pooled shares of the answers. `None` where units have different numbers
/// of ratings or fewer than two, or only one answer was ever given.
pub fn fleiss(units: &[Vec<i64>]) -> Option<f64> {
    let raters = units.first()?.len();
    if units.iter().any(|unit| unit.len() != raters) {
        return None;
    }
    let all = (units.len() * raters) as f64;
    let agreed = units.iter().map(|unit| alike(unit)).sum::<Option<f64>>()? / units.len() as f64;
    let chance = shares(units.iter().flatten().copied()).values().map(|count| (count / all).powi(2)).sum();
    beyond(agreed, chance)
}

impl KappaBand {
    /// What this kappa is usually called.
    pub fn of(kappa: f64) -> KappaBand {
        match kappa {
            _ if kappa > 0.8 => KappaBand::AlmostPerfect,
            _ if kappa > 0.6 => KappaBand::Substantial,
            _ if kappa > 0.4 => KappaBand::Moderate,
            _ if kappa > 0.2 => KappaBand::Fair,
            _ if kappa >= 0.0 => KappaBand::Slight,
            _ => KappaBand::Poor,
        }
    }
}

/// 1 − observed distance / expected distance, which is (po − pe) / (1 − pe) where distances are 0 and 1.
fn weighted(pairs: &[(i64, i64)], distance: impl Fn(i64, i64) -> f64) -> Option<f64> {
    let n = pairs.len() as f64;
    let (first, second) = (shares(pairs.iter().map(|pair| pair.0)), shares(pairs.iter().map(|pair| pair.1)));
    let observed: f64 = pairs.iter().map(|&(one, two)| distance(one, two)).sum::<f64>() / n;
    let mut expected = 0.0;
    for (&one, left) in &first {
        for (&two, right) in &second {
            expected += left / n * (right / n) * distance(one, two);
        }
    }
    finite(1.0 - observed / expected)
}

/// (po − pe) / (1 − pe).
fn beyond(agreed: f64, chance: f64) -> Option<f64> {
    finite((agreed - chance) / (1.0 - chance))
}

/// How often each value was given.
fn shares(values: impl Iterator<Item = i64>) -> BTreeMap<i64, f64> {
    let mut shares = BTreeMap::new();
    values.for_each(|value| *shares.entry(value).or_default() += 1.0);
    shares
}

/// The share of pairs in one unit that are the same.
fn alike(unit: &[i64]) -> Option<f64> {
    let n = unit.len() as f64;
    let same: f64 = shares(unit.iter().copied()).values().map(|count| count * (count - 1.0)).sum();
    finite(same / (n * (n - 1.0)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near(value: Option<f64>, told: f64) {
        assert!((value.unwrap() - told).abs() < 0.00006, "{value:?} is not {told}");
    }

    fn pairs(one: &str, two: &str) -> Vec<(i64, i64)> {
        one.bytes().zip(two.bytes()).map(|(one, two)| (i64::from(one - b'0'), i64::from(two - b'0'))).collect()
    }

    fn units(pairs: &[(i64, i64)]) -> Vec<Vec<i64>> {
        pairs.iter().map(|&(one, two)| vec![one, two]).collect()
    }

    #[test]
    fn two_raters_of_a_yes_or_no() {
        let pairs = pairs("1110010110", "1100010111");
        assert_eq!(agreement(&units(&pairs)), Some(0.8));
        near(kappa(&pairs), 0.5833);
        near(pabak(&units(&pairs), 2), 0.6);
        near(ac1(&units(&pairs), 2), 0.6154);
        // With two answers every difference weighs the same.
        near(weighted_kappa(&pairs), 0.5833);
    }

    #[test]
    fn weights_forgive_neighbours() {
        // po = .6, pe = 7/25; squares: observed 2/5, expected twice the variance of 0, 1, 2, 2, 3, which is 1.04.
        let scale = pairs("01223", "01232");
        near(kappa(&scale), (0.6 - 0.28) / 0.72);
        near(weighted_kappa(&scale), 1.0 - 0.4 / 2.08);
    }

    #[test]
    fn fleiss_of_fourteen_raters() {
        // The example of ten subjects, fourteen raters and five answers that textbooks use: P̄ = 0.378, P̄e = 0.213, kappa = 0.210.
        let counts = [
            [0, 0, 0, 0, 14],
            [0, 2, 6, 4, 2],
            [0, 0, 3, 5, 6],
            [0, 3, 9, 2, 0],
            [2, 2, 8, 1, 1],
            [7, 7, 0, 0, 0],
            [3, 2, 6, 3, 0],
            [2, 5, 3, 2, 2],
            [6, 5, 2, 1, 0],
            [0, 2, 2, 3, 7],
        ];
        let units: Vec<Vec<i64>> = counts.iter().map(|row| row.iter().zip(0i64..).flat_map(|(&count, answer)| vec![answer; count]).collect()).collect();
        assert!((fleiss(&units).unwrap() - 0.210).abs() < 0.0005);
    }

    #[test]
    fn nothing_to_tell() {
        assert_eq!((kappa(&[]), weighted_kappa(&[]), fleiss(&[]), ac1(&[], 2), pabak(&[], 2)), (None, None, None, None, None));
        assert_eq!((kappa(&[(1, 1), (1, 1)]), fleiss(&[vec![1, 1], vec![1]]), fleiss(&[vec![1, 1]]), fleiss(&[vec![1]])), (None, None, None, None));
        assert_eq!((ac1(&[vec![1, 1]], 1), pabak(&[vec![1, 1]], 1), ac1(&[vec![1], vec![2]], 2)), (None, None, None));
        // Where all agree on the one answer that was given, chance is what kappa cannot see and AC1 can.
        assert_eq!(ac1(&[vec![1, 1]], 2), Some(1.0));
    }

    #[test]
    fn bands_begin_where_they_say() {
        use KappaBand::{AlmostPerfect, Fair, Moderate, Poor, Slight, Substantial};
        assert_eq!([0.81, 0.8, 0.6, 0.4, 0.2, -0.1].map(KappaBand::of), [AlmostPerfect, Substantial, Moderate, Fair, Slight, Poor]);
    }

    proptest! {
        #[test]
        fn bounded_symmetric_and_without_order(pairs in prop::collection::vec((-2i64..3, -2i64..3), 0..20)) {
            let swapped: Vec<(i64, i64)> = pairs.iter().rev().map(|&(one, two)| (two, one)).collect();
            let all = |pairs: &[(i64, i64)]| [kappa(pairs), weighted_kappa(pairs), fleiss(&units(pairs)), ac1(&units(pairs), 5), pabak(&units(pairs), 5)];
            for (one, two) in all(&pairs).into_iter().zip(all(&swapped)) {
                prop_assert_eq!(one.is_some(), two.is_some());
                if let (Some(one), Some(two)) = (one, two) {
                    prop_assert!((-1.0 - 1e-9..=1.0 + 1e-9).contains(&one) && (one - two).abs() < 1e-9, "{} {}", one, two);
                }
            }
        }

        #[test]
        fn no_value_is_too_large(pairs in prop::collection::vec((any::<i64>(), any::<i64>()), 0..6)) {
            prop_assert!(weighted_kappa(&pairs).is_none_or(f64::is_finite) && kappa(&pairs).is_none_or(f64::is_finite));
        }
    }
}
