//! Counts of right and wrong, and what is made of them.

use std::ops::AddAssign;

/// Hits, false alarms and misses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Found and labelled.
    pub hits: usize,
    /// Found, not labelled.
    pub false_alarms: usize,
    /// Labelled, not found.
    pub misses: usize,
}

impl Counts {
    /// Share of what was found that is labelled, 0–1; `None` when nothing was found.
    pub fn precision(&self) -> Option<f64> {
        let found = self.hits + self.false_alarms;
        (found > 0).then(|| self.hits as f64 / found as f64)
    }

    /// Share of what is labelled that was found, 0–1; `None` when nothing is labelled.
    pub fn recall(&self) -> Option<f64> {
        let labelled = self.positives();
        (labelled > 0).then(|| self.hits as f64 / labelled as f64)
    }

    /// Harmonic mean of both, 0–1; 0 when nothing is right.
    pub fn f1(&self) -> f64 {
        let all = 2 * self.hits + self.false_alarms + self.misses;
        if all == 0 { 0.0 } else { 2.0 * self.hits as f64 / all as f64 }
    }

    /// What is labelled.
    pub fn positives(&self) -> usize {
        self.hits + self.misses
    }

    /// Counts one yes-or-no decision.
    pub fn decide(&mut self, found: bool, labelled: bool) {
        self.hits += usize::from(found && labelled);
        self.false_alarms += usize::from(found && !labelled);
        self.misses += usize::from(!found && labelled);
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.hits += other.hits;
        self.false_alarms += other.false_alarms;
        self.misses += other.misses;
    }
}

/// Interval of a rate at 95 % (Wilson, 1927), both ends 0–1; (0, 1) for no observations.
pub fn wilson(hits: usize, of: usize) -> (f64, f64) {
    if of == 0 {
        return (0.0, 1.0);
    }
    let (n, z) = (of as f64, 1.959_964);
    let rate = hits as f64 / n;
    let centre = rate + z * z / (2.0 * n);
    let reach = z * (rate * (1.0 - rate) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    (((centre - reach) / scale).max(0.0), ((centre + reach) / scale).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_of_known_counts() {
        let counts = Counts { hits: 6, false_alarms: 2, misses: 6 };
        assert_eq!(counts.precision(), Some(0.75));
        assert_eq!(counts.recall(), Some(0.5));
        assert!((counts.f1() - 0.6).abs() < 1e-9);
        assert_eq!(Counts::default().precision(), None);
    }

    #[test]
    fn ten_of_ten_is_compatible_with_72_percent() {
        let (low, high) = wilson(10, 10);
        assert!((low - 0.722).abs() < 0.001 && high > 0.999);
        assert_eq!(wilson(0, 0), (0.0, 1.0));
    }
}
