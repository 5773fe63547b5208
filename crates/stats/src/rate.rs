//! Rates: so many of so many.

use crate::interval::{Interval, Z};

/// Wilson score interval at 95 % (Wilson 1927) of a rate of `taken` in `n`, 0–1. `n` need not be whole, so that it may have been divided by a design
/// effect. `None` where there is nothing to take a rate of, or `taken` is not between 0 and `n`.
///
/// centre = (p + z²/2n) / (1 + z²/n), half = z·√(p(1−p)/n + z²/4n²) / (1 + z²/n).
pub fn wilson(taken: f64, n: f64) -> Option<Interval> {
    if !(n > 0.0 && n.is_finite() && (0.0..=n).contains(&taken)) {
        return None;
    }
    let p = taken / n;
    let scale = 1.0 + Z * Z / n;
    let centre = (p + Z * Z / (2.0 * n)) / scale;
    let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt() / scale;
    Some(Interval::around(centre, half)?.inside(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_values() {
        for ((taken, n), (low, high)) in [((8.0, 10.0), (0.490, 0.943)), ((3.0, 5.0), (0.231, 0.882)), ((0.0, 10.0), (0.0, 0.278))] {
            let interval = wilson(taken, n).unwrap();
            assert!((interval.low - low).abs() < 0.0006 && (interval.high - high).abs() < 0.0006, "{taken} of {n}: {interval:?}");
        }
    }

    #[test]
    fn nothing_to_tell() {
        for (taken, n) in [(0.0, 0.0), (3.0, 2.0), (-1.0, 2.0), (f64::NAN, 2.0), (1.0, f64::NAN), (1.0, f64::INFINITY)] {
            assert_eq!(wilson(taken, n), None, "{taken} of {n}");
        }
    }

    proptest! {
        #[test]
        fn holds_the_rate_and_stays_a_share((taken, n) in (1u32..2000).prop_flat_map(|n| (0..=n, Just(n)))) {
            let (taken, n) = (f64::from(taken), f64::from(n));
            let interval = wilson(taken, n).unwrap();
            prop_assert!(interval.low >= 0.0 && interval.high <= 1.0);
            prop_assert!(interval.low <= taken / n + 1e-12 && taken / n <= interval.high + 1e-12);
            // What was missed mirrors what was taken.
            let other = wilson(n - taken, n).unwrap();
            prop_assert!((interval.low - (1.0 - other.high)).abs() < 1e-9);
            // Ten times as much tells more.
            let more = wilson(taken * 10.0, n * 10.0).unwrap();
            prop_assert!(more.high - more.low < interval.high - interval.low);
        }

        #[test]
        fn is_never_a_number_that_is_none(taken: f64, n: f64) {
            if let Some(interval) = wilson(taken, n) {
                prop_assert!(interval.low.is_finite() && interval.high.is_finite() && interval.low <= interval.high);
            }
        }
    }
}
