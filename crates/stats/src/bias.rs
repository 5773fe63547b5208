//! Bias of one rater beside another, or beside the consensus, on totals (Bland and Altman 1986).

use crate::interval::{Interval, Z};
use crate::quantile::student;
use crate::spread::spread;

/// How far one rater lies above another; in points of the totals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bias {
    /// The mean of the differences, first minus second.
    pub mean: f64,
    /// Where the true bias lies, at 95 % (t); `None` where all differences are the same.
    pub interval: Option<Interval>,
    /// Where 95 % of the differences lie: mean ± 1.96 standard deviations.
    pub limits: Interval,
    /// Pairs.
    pub n: usize,
}

/// The bias of the first of each pair beside the second, each a total of the same conversation. `None` below two pairs.
pub fn bias(pairs: &[(f64, f64)]) -> Option<Bias> {
    let n = pairs.len() as f64;
    let differences: Vec<f64> = pairs.iter().map(|(one, two)| one - two).collect();
    let (mean, deviation) = spread(&differences)?;
    let interval = student(n - 1.0).and_then(|t| Interval::around(mean, t * deviation / n.sqrt())).filter(|_| deviation > 0.0);
    Some(Bias { mean, interval, limits: Interval::around(mean, Z * deviation)?, n: pairs.len() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn by_hand() {
        // Differences 2, 4, 6: mean 4, standard deviation 2; limits 4 ± 3.92; t with 2 degrees 4.303: 4 ± 4.968.
        let bias = bias(&[(82.0, 80.0), (64.0, 60.0), (96.0, 90.0)]).unwrap();
        assert!((bias.mean - 4.0).abs() < 1e-12 && (bias.limits.low - 0.080).abs() < 0.001 && (bias.limits.high - 7.920).abs() < 0.001, "{bias:?}");
        assert!((bias.interval.unwrap().low + 0.968).abs() < 0.001);
    }

    #[test]
    fn nothing_to_tell() {
        assert_eq!(bias(&[(1.0, 2.0)]), None);
        assert_eq!(bias(&[(f64::NAN, 2.0), (1.0, 1.0)]), None);
        assert_eq!(bias(&[(f64::MAX, -f64::MAX), (1.0, 1.0)]), None);
        // One same difference twice says nothing of how it spreads.
        assert_eq!(bias(&[(3.0, 2.0), (2.0, 1.0)]).unwrap().interval, None);
    }

    proptest! {
        #[test]
        fn turned_round_it_is_the_opposite(pairs in prop::collection::vec((0.0..100.0, 0.0..100.0), 2..20)) {
            let turned: Vec<(f64, f64)> = pairs.iter().rev().map(|&(one, two)| (two, one)).collect();
            let (one, two) = (bias(&pairs).unwrap(), bias(&turned).unwrap());
            prop_assert!((one.mean + two.mean).abs() < 1e-9 && (one.limits.low + two.limits.high).abs() < 1e-9);
            prop_assert!(one.limits.low <= one.mean && one.mean <= one.limits.high);
        }
    }
}
