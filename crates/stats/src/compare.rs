//! Comparing without ranking what cannot be told apart.

use crate::interval::Interval;

/// Where somebody stands beside the band of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The whole interval lies above the band.
    Above,
    /// The two overlap: no difference can be shown.
    Within,
    /// The whole interval lies below the band.
    Below,
}

/// Where an interval stands beside the band of a group (the interval of its mean or rate).
pub fn place(own: &Interval, band: &Interval) -> Place {
    if own.overlaps(band) {
        Place::Within
    } else if own.low > band.high {
        Place::Above
    } else {
        Place::Below
    }
}

/// Ranks from 1, the highest, in the order of the input. Intervals that overlap share a rank, and so do all that a chain of overlaps joins: where A
/// overlaps B and B overlaps C, no order of the three can be shown, though A and C lie apart. A rank is 1 and how many stand in higher groups, so that
/// the one after two that share the first is the third. What has no interval has no rank.
pub fn order(intervals: &[Option<Interval>]) -> Vec<Option<usize>> {
    let mut known: Vec<(usize, Interval)> = intervals.iter().enumerate().filter_map(|(at, interval)| Some((at, interval.and_then(|it| Interval::of(it.low, it.high))?))).collect();
    known.sort_by(|(_, one), (_, two)| two.high.total_cmp(&one.high));
    let mut ranks = vec![None; intervals.len()];
    let (mut rank, mut reaches) = (1, f64::INFINITY);
    for (above, (at, interval)) in known.into_iter().enumerate() {
        if interval.high < reaches {
            rank = above + 1;
        }
        // What comes next begins lower; it belongs to the group if it reaches the lowest end so far.
        reaches = reaches.min(interval.low);
        ranks[at] = Some(rank);
    }
    ranks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(low: f64, high: f64) -> Option<Interval> {
        Some(Interval { low, high })
    }

    #[test]
    fn above_within_below() {
        let band = Interval { low: 0.5, high: 0.6 };
        for ((low, high), told) in [((0.61, 0.7), Place::Above), ((0.6, 0.7), Place::Within), ((0.4, 0.9), Place::Within), ((0.1, 0.49), Place::Below)] {
            assert_eq!(place(&Interval { low, high }, &band), told, "{low}–{high}");
        }
    }

    #[test]
    fn overlapping_ones_share_a_rank() {
        // The middle one overlaps both of its neighbours, which lie apart.
        assert_eq!(order(&[of(0.1, 0.3), of(0.25, 0.5), of(0.45, 0.6), of(0.7, 0.8), None]), [Some(2), Some(2), Some(2), Some(1), None]);
        assert_eq!(order(&[of(0.8, 0.9), of(0.8, 0.9), of(0.1, 0.2)]), [Some(1), Some(1), Some(3)]);
        assert_eq!(order(&[]), []);
        assert_eq!(order(&[of(f64::NAN, 1.0), of(f64::NEG_INFINITY, 1.0)]), [None, None]);
    }

    proptest! {
        #[test]
        fn a_higher_rank_is_a_gap(ends in prop::collection::vec((0.0..1.0, 0.0..0.2), 0..12)) {
            let intervals: Vec<Interval> = ends.iter().map(|(low, width)| Interval { low: *low, high: low + width }).collect();
            let ranks = order(&intervals.iter().copied().map(Some).collect::<Vec<_>>());
            for (one, first) in intervals.iter().zip(&ranks) {
                for (two, second) in intervals.iter().zip(&ranks) {
                    prop_assert!(!one.overlaps(two) || first == second, "{one:?} {two:?}");
                    prop_assert!(first >= second || one.low > two.high, "{one:?} {two:?}");
                }
            }
            // The order of the input changes nothing.
            let mut turned = order(&intervals.iter().rev().copied().map(Some).collect::<Vec<_>>());
            turned.reverse();
            prop_assert_eq!(turned, ranks);
        }
    }
}
