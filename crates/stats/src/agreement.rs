//! How often raters agree, and what alpha may be used for.

/// Below this alpha, answers to a question decide nothing.
pub const GATE: f64 = 0.667;

/// What a value of Krippendorff's alpha allows (K. Krippendorff, "Content Analysis", 4th ed., 2018, chapter 12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reliance {
    /// 0.800 or more: rely on it.
    Reliable,
    /// From 0.667 on: tentative conclusions only.
    Tentative,
    /// Below 0.667: not for decisions.
    Unfit,
}

/// Percent agreement as a share, 0–1: pairs of ratings of one unit that are the same, of all pairs. Inflated where one answer is common. `None`
/// where no unit has two ratings.
pub fn agreement(units: &[Vec<i64>]) -> Option<f64> {
    pairs(units, |one, two| one == two)
}

/// The same for ratings that lie at most `points` apart, such as totals "within 5 points".
pub fn agreement_within(units: &[Vec<i64>], points: u64) -> Option<f64> {
    pairs(units, |one, two| one.abs_diff(two) <= points)
}

/// Whether a question may be used for evaluation: alpha over the units of its last sessions together is not below [`GATE`].
pub fn passes_gate(alpha: f64) -> bool {
    alpha >= GATE
}

/// Whether a question tells conversations apart: it is passed by 3 % to 97 % of `n`. `None` where it was never asked.
pub fn informative(passed: u64, n: u64) -> Option<bool> {
    let (passed, n) = (u128::from(passed), u128::from(n));
    (n > 0).then_some(n * 3 <= passed * 100 && passed * 100 <= n * 97)
}

impl Reliance {
    /// What this alpha allows.
    pub fn of(alpha: f64) -> Reliance {
        match alpha {
            _ if alpha >= 0.8 => Reliance::Reliable,
            _ if passes_gate(alpha) => Reliance::Tentative,
            _ => Reliance::Unfit,
        }
    }
}

/// The share of pairs inside units of which `alike` holds.
fn pairs(units: &[Vec<i64>], alike: impl Fn(i64, i64) -> bool) -> Option<f64> {
    let (mut same, mut all) = (0u64, 0u64);
    for unit in units {
        for (at, &one) in unit.iter().enumerate() {
            for &two in &unit[at + 1..] {
                all += 1;
                same += u64::from(alike(one, two));
            }
        }
    }
    (all > 0).then(|| same as f64 / all as f64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pairs_of_one_unit_are_compared() {
        assert_eq!(agreement(&[vec![1, 1, 2], vec![3, 3], vec![4]]), Some(0.5));
        assert_eq!(agreement_within(&[vec![80, 85], vec![80, 86], vec![i64::MIN, i64::MAX]], 5), Some(1.0 / 3.0));
        assert_eq!(agreement(&[vec![4], vec![]]), None);
    }

    #[test]
    fn bands_begin_where_they_say() {
        assert_eq!([0.9, 0.8, 0.799, 0.667, 0.6669, -1.0, f64::NAN].map(Reliance::of), {
            use Reliance::{Reliable, Tentative, Unfit};
            [Reliable, Reliable, Tentative, Tentative, Unfit, Unfit, Unfit]
        });
        assert!(passes_gate(0.667) && !passes_gate(0.6669) && !passes_gate(f64::NAN));
    }

    #[test]
    fn a_question_that_all_pass_tells_nothing() {
        assert_eq!([(97, 100), (98, 100), (3, 100), (2, 100)].map(|(passed, n)| informative(passed, n).unwrap()), [true, false, true, false]);
        assert_eq!(informative(0, 0), None);
    }

    proptest! {
        #[test]
        fn is_a_share_that_grows_with_the_points(units in prop::collection::vec(prop::collection::vec(any::<i64>(), 0..4), 0..8)) {
            if let Some(same) = agreement(&units) {
                let (five, all) = (agreement_within(&units, 5).unwrap(), agreement_within(&units, u64::MAX).unwrap());
                prop_assert!(0.0 <= same && same <= five && five <= all && all == 1.0);
            }
        }
    }
}
