//! Intraclass correlation of totals: raters drawn at random, absolute agreement, ICC(2,1) and ICC(2,k).

use crate::interval::{Estimate, Interval};
use crate::quantile::{finite, fisher};

/// Intraclass correlation of one table of ratings; at most 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Icc {
    /// ICC(2,1): how reliable the total of one rater is.
    pub single: Estimate,
    /// ICC(2,k): how reliable the mean of these raters is. `None` where conversations differ less than raters do and no value can be given.
    pub average: Option<Estimate>,
    /// Conversations.
    pub n: usize,
    /// Raters of each.
    pub raters: usize,
}

/// What an intraclass correlation is usually called (Koo and Li 2016).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IccBand {
    /// Below 0.5.
    Poor,
    /// From 0.5 on.
    Moderate,
    /// From 0.75 on.
    Good,
    /// Above 0.9.
    Excellent,
}

/// ICC(2,1) and ICC(2,k) of `rows`, one a conversation, each with the total of every rater in the same order (Shrout and Fleiss 1979; intervals with
/// quantiles of F: McGraw and Wong 1996, table 7). Conversations that a rater left out must not be in it. `None` below two conversations or two raters,
/// where rows have different lengths, or all totals are the same.
pub fn icc(rows: &[Vec<f64>]) -> Option<Icc> {
    let (conversations, raters) = (rows.len(), rows.first()?.len());
    if conversations < 2 || raters < 2 || rows.iter().any(|row| row.len() != raters) {
        return None;
    }
    let (n, k) = (conversations as f64, raters as f64);
    let grand = rows.iter().flatten().sum::<f64>() / (n * k);
    let of_rows: Vec<f64> = rows.iter().map(|row| row.iter().sum::<f64>() / k).collect();
    let of_raters: Vec<f64> = (0..raters).map(|at| rows.iter().map(|row| row[at]).sum::<f64>() / n).collect();
    let between = k * of_rows.iter().map(|mean| (mean - grand).powi(2)).sum::<f64>() / (n - 1.0);
    let rater = n * of_raters.iter().map(|mean| (mean - grand).powi(2)).sum::<f64>() / (k - 1.0);
    let rest = rows.iter().zip(&of_rows).flat_map(|(row, own)| row.iter().zip(&of_raters).map(move |(value, rater)| (value - own - rater + grand).powi(2)));
    let error = rest.sum::<f64>() / ((n - 1.0) * (k - 1.0));
    // What is left of rounding where nothing differs is no variance.
    let rounding = rows.iter().flatten().fold(0.0f64, |most, value| most.max(value.abs() * 1e-12)).powi(2);
    let [between, rater, error] = [between, rater, error].map(|square| if square <= rounding { 0.0 } else { square });
    let single = finite((between - error) / (between + (k - 1.0) * error + k * (rater - error) / n))?;
    let interval = Squares { n, k, between, rater, error }.interval(single);
    let below = between + (rater - error) / n;
    let average = finite((between - error) / below).filter(|_| below > 0.0);
    let stepped = |r: f64| finite(r * k / (1.0 + r * (k - 1.0))).filter(|_| 1.0 + r * (k - 1.0) > 0.0);
    let average = average.map(|value| Estimate { value, interval: interval.and_then(|it| Interval::of(stepped(it.low)?, stepped(it.high)?)) });
    Some(Icc { single: Estimate { value: single, interval }, average, n: conversations, raters })
}

impl IccBand {
    /// What this correlation is usually called.
    pub fn of(icc: f64) -> IccBand {
        match icc {
            _ if icc > 0.9 => IccBand::Excellent,
            _ if icc >= 0.75 => IccBand::Good,
            _ if icc >= 0.5 => IccBand::Moderate,
            _ => IccBand::Poor,
        }
    }
}

/// Mean squares of a table of n conversations and k raters.
struct Squares {
    n: f64,
    k: f64,
    between: f64,
    rater: f64,
    error: f64,
}

impl Squares {
    /// The interval of ICC(2,1). `None` where F cannot say: no error at all, or degrees of freedom (Satterthwaite) below 1.
    fn interval(&self, single: f64) -> Option<Interval> {
        let Squares { n, k, between, rater, error } = *self;
        if error <= 0.0 {
            return None;
        }
        let whole = (n * (1.0 + (k - 1.0) * single) - k * single) * error;
        let part = k * single * rater;
        let freedom = (k - 1.0) * (n - 1.0) * (part + whole).powi(2) / ((n - 1.0) * part.powi(2) + whole.powi(2));
        if freedom.is_nan() || freedom < 1.0 {
            return None;
        }
        let (upper, lower) = (fisher(n - 1.0, freedom)?, fisher(freedom, n - 1.0)?);
        let noise = k * rater + (k * n - k - n) * error;
        Interval::of(n * (between - upper * error) / (upper * noise + n * between), n * (lower * between - error) / (noise + n * lower * between))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near(value: f64, told: f64, by: f64) {
        assert!((value - told).abs() < by, "{value} is not {told}");
    }

    #[test]
    fn the_table_of_shrout_and_fleiss() {
        // Table 2 of the paper: ICC(2,1) = .29, ICC(2,4) = .62; intervals as other programs give them: .019–.76 and .07–.93.
        let rows = [[9.0, 2.0, 5.0, 8.0], [6.0, 1.0, 3.0, 2.0], [8.0, 4.0, 6.0, 8.0], [7.0, 1.0, 2.0, 6.0], [10.0, 5.0, 6.0, 9.0], [6.0, 2.0, 4.0, 7.0]].map(Vec::from);
        let icc = icc(&rows).unwrap();
        near(icc.single.value, 0.290, 0.0005);
        near(icc.single.interval.unwrap().low, 0.019, 0.001);
        near(icc.single.interval.unwrap().high, 0.761, 0.001);
        let average = icc.average.unwrap();
        near(average.value, 0.620, 0.0005);
        near(average.interval.unwrap().low, 0.071, 0.002);
        near(average.interval.unwrap().high, 0.927, 0.001);
        assert_eq!((icc.n, icc.raters), (6, 4));
    }

    #[test]
    fn raters_who_always_agree_have_no_interval() {
        let icc = icc(&[vec![80.0, 80.0], vec![60.0, 60.0], vec![90.0, 90.0]]).unwrap();
        assert_eq!(icc.single, Estimate { value: 1.0, interval: None });
    }

    #[test]
    fn nothing_to_tell() {
        for rows in [vec![], vec![vec![1.0, 2.0]], vec![vec![1.0], vec![2.0]], vec![vec![1.0, 2.0], vec![1.0]], vec![vec![5.0; 2]; 3], vec![vec![f64::NAN, 1.0], vec![2.0, 3.0]]] {
            assert_eq!(icc(&rows), None, "{rows:?}");
        }
        assert_eq!([0.91, 0.9, 0.75, 0.5, 0.49].map(IccBand::of), [IccBand::Excellent, IccBand::Good, IccBand::Good, IccBand::Moderate, IccBand::Poor]);
    }

    proptest! {
        #[test]
        fn bounded_finite_and_without_order(rows in (2usize..5).prop_flat_map(|k| prop::collection::vec(prop::collection::vec(0u8..101, k), 2..10))) {
            let rows: Vec<Vec<f64>> = rows.into_iter().map(|row| row.into_iter().map(f64::from).collect()).collect();
            let turned: Vec<Vec<f64>> = rows.iter().rev().map(|row| row.iter().rev().copied().collect()).collect();
            let (one, two) = (icc(&rows), icc(&turned));
            prop_assert_eq!(one.is_some(), two.is_some());
            if let (Some(one), Some(two)) = (one, two) {
                prop_assert!(one.single.value <= 1.0 + 1e-9 && (one.single.value - two.single.value).abs() < 1e-6);
                if let Some(interval) = one.single.interval {
                    prop_assert!(interval.low <= one.single.value + 1e-9 && one.single.value <= interval.high + 1e-9 && interval.high <= 1.0 + 1e-9, "{:?}", one);
                }
                if let Some(average) = one.average {
                    prop_assert!(average.value <= 1.0 + 1e-9 && average.value.is_finite());
                }
            }
        }
    }
}
