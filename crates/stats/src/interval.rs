//! An interval at 95 %, and a value that has one.

/// The quantile of the normal distribution at 0.975.
pub(crate) const Z: f64 = 1.959_963_984_540_054;

/// Where the true value lies, at 95 %; in the unit of the value. Both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end, not below the lower one.
    pub high: f64,
}

/// A value with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Its interval; `None` where too little is known to give one.
    pub interval: Option<Interval>,
}

impl Interval {
    /// Whether the two have a value in common; ends that touch do.
    pub fn overlaps(&self, other: &Interval) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// The part inside a scale that ends at `least` and `most`: a mean of scores from 0 to 100 cannot be 103.
    #[must_use]
    pub fn inside(&self, least: f64, most: f64) -> Interval {
        let end = |value: f64| value.min(most).max(least);
        Interval { low: end(self.low), high: end(self.high) }
    }

    /// `value` ± `half`; `None` where one of them is not a number.
    pub(crate) fn around(value: f64, half: f64) -> Option<Interval> {
        Interval::of(value - half, value + half)
    }

    /// From end to end; `None` where an end is not finite or they are the wrong way round.
    pub(crate) fn of(low: f64, high: f64) -> Option<Interval> {
        (low.is_finite() && high.is_finite() && low <= high).then_some(Interval { low, high })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_that_touch_overlap() {
        let of = |low, high| Interval { low, high };
        assert!(of(0.1, 0.3).overlaps(&of(0.3, 0.5)));
        assert!(of(0.3, 0.5).overlaps(&of(0.1, 0.3)));
        assert!(of(0.0, 1.0).overlaps(&of(0.4, 0.5)));
        assert!(!of(0.1, 0.3).overlaps(&of(0.31, 0.5)));
    }

    #[test]
    fn stays_inside_the_scale() {
        assert_eq!(Interval { low: -4.0, high: 103.0 }.inside(0.0, 100.0), Interval { low: 0.0, high: 100.0 });
        assert_eq!(Interval { low: 101.0, high: 103.0 }.inside(0.0, 100.0), Interval { low: 100.0, high: 100.0 });
        assert_eq!(Interval::around(f64::NAN, 1.0), None);
        assert_eq!(Interval::around(1.0, f64::INFINITY), None);
    }
}
