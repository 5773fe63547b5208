//! Rates of few opportunities, drawn towards the group's (empirical Bayes with a beta prior), shown beside the rate as it was counted.

use crate::interval::{Interval, Z};
use crate::quantile::beta;

/// What a group's rates look like before a person's own are seen: a beta distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// Opportunities taken that the prior is worth.
    pub a: f64,
    /// Opportunities missed that the prior is worth.
    pub b: f64,
    /// How it was found.
    pub origin: Origin,
}

/// How a prior was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// By the moments of the group's rates.
    Moments,
    /// The group's rates differ no more than chance lets them, or chance cannot be told from difference: the prior weighs as much as the whole group.
    Alike,
    /// Fewer than two people have a rate: a = b = ½ (Jeffreys), which leans on nobody.
    Jeffreys,
}

/// A rate as counted and as drawn towards the group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shrunk {
    /// Taken of all, 0–1; `None` where there were no opportunities.
    pub counted: Option<f64>,
    /// (taken + a) / (n + a + b), 0–1.
    pub shrunk: f64,
    /// Where the rate lies, at 95 %, given the prior (quantiles of the beta posterior).
    pub interval: Interval,
}

/// The prior of a group from (taken, opportunities) of each of its people; those without opportunities, or with more taken than there were, are left out.
///
/// Method of moments with opportunities as weights (Kleinman 1973): with p the group's rate, m people, N opportunities and S = Σ nᵢ(pᵢ − p)²,
/// ρ = (S − p(1−p)(m−1)) / (p(1−p)(N − Σnᵢ²/N − (m−1))) and a + b = 1/ρ − 1, a = p(a + b). a + b is kept between 1 and N. Where ρ is not above 0, or
/// the group took all or none, a + b = N around (taken + ½) / (N + 1).
pub fn prior(group: &[(u64, u64)]) -> Prior {
    let rates: Vec<(f64, f64)> = group.iter().filter(|(taken, n)| *n > 0 && taken <= n).map(|&(taken, n)| (taken as f64, n as f64)).collect();
    if rates.len() < 2 {
        return Prior { a: 0.5, b: 0.5, origin: Origin::Jeffreys };
    }
    let (taken, n): (f64, f64) = rates.iter().fold((0.0, 0.0), |(taken, n), rate| (taken + rate.0, n + rate.1));
    let p = taken / n;
    let others = (rates.len() - 1) as f64;
    let spread: f64 = rates.iter().map(|(taken, n)| n * (taken / n - p).powi(2)).sum();
    let room = n - rates.iter().map(|(_, n)| n * n).sum::<f64>() / n - others;
    let share = (spread - p * (1.0 - p) * others) / (p * (1.0 - p) * room);
    let (mean, weight, origin) =
        if share.is_finite() && share > 0.0 && room > 1e-9 { (p, (1.0 / share - 1.0).clamp(1.0, n), Origin::Moments) } else { ((taken + 0.5) / (n + 1.0), n, Origin::Alike) };
    Prior { a: mean * weight, b: (1.0 - mean) * weight, origin }
}

impl Prior {
    /// A person's rate drawn towards the prior: the fewer opportunities, the further. `None` where more were taken than there were.
    pub fn shrink(&self, taken: u64, n: u64) -> Option<Shrunk> {
        if taken > n {
            return None;
        }
        let (a, b) = (taken as f64 + self.a, (n - taken) as f64 + self.b);
        let shrunk = a / (a + b);
        // With so many opportunities beta is the normal distribution.
        let interval = if a + b > 5_000.0 {
            Interval::around(shrunk, Z * (shrunk * (1.0 - shrunk) / (a + b + 1.0)).sqrt())?.inside(0.0, 1.0)
        } else {
            Interval::of(beta(0.025, a, b)?, 1.0 - beta(0.025, b, a)?)?
        };
        Some(Shrunk { counted: (n > 0).then(|| taken as f64 / n as f64), shrunk, interval })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn by_hand() {
        // p = ½, S = 2, m = 4, N = 40: ρ = (2 − ¾) / (¼ · 27) = 5/27, a + b = 4.4.
        let prior = prior(&[(8, 10), (6, 10), (4, 10), (2, 10)]);
        assert!((prior.a - 2.2).abs() < 1e-9 && (prior.b - 2.2).abs() < 1e-9, "{prior:?}");
        assert_eq!(prior.origin, Origin::Moments);
        let shrunk = prior.shrink(8, 10).unwrap();
        assert_eq!(shrunk.counted, Some(0.8));
        assert!((shrunk.shrunk - 10.2 / 14.4).abs() < 1e-9);
        assert!(shrunk.interval.low < 0.5 && shrunk.interval.high > 0.85 && shrunk.interval.high < 0.95, "{shrunk:?}");
    }

    #[test]
    fn where_moments_say_nothing() {
        assert_eq!(prior(&[]).origin, Origin::Jeffreys);
        assert_eq!(prior(&[(3, 4), (0, 0), (9, 4)]).origin, Origin::Jeffreys);
        // Less spread than chance gives; one opportunity each; all taken.
        for group in [[(5, 10), (5, 10)], [(1, 1), (0, 1)], [(4, 4), (6, 6)]] {
            let prior = prior(&group);
            let n = (group[0].1 + group[1].1) as f64;
            assert!(prior.origin == Origin::Alike && (prior.a + prior.b - n).abs() < 1e-9 && prior.b > 0.0, "{prior:?}");
        }
        let nothing = prior(&[(5, 10), (5, 10)]).shrink(0, 0).unwrap();
        assert_eq!((nothing.counted, nothing.shrunk), (None, 0.5));
        assert_eq!(prior(&[]).shrink(3, 2), None);
    }

    #[test]
    fn the_interval_is_that_of_the_posterior() {
        // Jeffreys interval of 8 of 10 (Brown, Cai and DasGupta 2001): quantiles of beta(8.5, 2.5), integrated numerically elsewhere.
        let interval = prior(&[]).shrink(8, 10).unwrap().interval;
        assert!((interval.low - 0.497_226).abs() < 1e-5 && (interval.high - 0.955_941).abs() < 1e-5, "{interval:?}");
    }

    proptest! {
        #[test]
        fn lies_between_the_counted_rate_and_the_group(
            group in prop::collection::vec((0u64..30).prop_flat_map(|n| (0..=n, Just(n))), 0..12),
            (taken, n) in (1u64..9_000).prop_flat_map(|n| (0..=n, Just(n))),
        ) {
            let prior = prior(&group);
            prop_assert!(prior.a > 0.0 && prior.b > 0.0 && prior.a.is_finite() && prior.b.is_finite(), "{:?}", prior);
            let shrunk = prior.shrink(taken, n).unwrap();
            let (own, all) = (shrunk.counted.unwrap(), prior.a / (prior.a + prior.b));
            prop_assert!(own.min(all) - 1e-9 <= shrunk.shrunk && shrunk.shrunk <= own.max(all) + 1e-9);
            prop_assert!(shrunk.interval.low >= 0.0 && shrunk.interval.high <= 1.0 && shrunk.interval.low < shrunk.interval.high);
            let turned: Vec<(u64, u64)> = group.into_iter().rev().collect();
            prop_assert!((super::prior(&turned).a - prior.a).abs() < 1e-6 * prior.a.max(1.0));
        }
    }
}
