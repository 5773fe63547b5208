//! The mean of scores over conversations, with its 95 % interval.

/// Gathers numbers, such as scores in basis points, in whole numbers: the order does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mean {
    count: u64,
    sum: i64,
    squares: u128,
}

/// Student's t at 97.5 % for 1 to 30 degrees of freedom.
const T: [f64; 30] = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060,
    2.056, 2.052, 2.048, 2.045, 2.042,
];

impl Mean {
    /// Adds a number.
    pub fn add(&mut self, value: i32) {
        self.count += 1;
        self.sum += i64::from(value);
        self.squares += u128::from(value.unsigned_abs()).pow(2);
    }

    /// How many.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The mean, rounded half away from zero; `None` of nothing.
    pub fn mean(&self) -> Option<i32> {
        let count = i64::try_from(self.count).ok().filter(|count| *count > 0)?;
        Some(((self.sum + self.sum.signum() * (count / 2)) / count) as i32)
    }

    /// The 95 % interval of the mean: mean ± t·s/√n, with Student's t. `None` of fewer than two. It takes the
    /// conversations as independent of one another.
    pub fn interval(&self) -> Option<(i32, i32)> {
        let freedom = usize::try_from(self.count).ok()?.checked_sub(1).filter(|freedom| *freedom > 0)?;
        let (n, sum) = (self.count as f64, self.sum as f64);
        // n·Σx² − (Σx)² is exact in whole numbers for any set that fits into memory.
        let spread = (u128::from(self.count) * self.squares).saturating_sub(u128::from(self.sum.unsigned_abs()).pow(2)) as f64;
        let error = (spread / (n * (n - 1.0)) / n).sqrt();
        // Beyond the table the first terms of the expansion in 1/df are within 0.001.
        let t = T.get(freedom - 1).copied().unwrap_or_else(|| 1.96 + 2.372 / freedom as f64);
        let mean = sum / n;
        Some(((mean - t * error).round() as i32, (mean + t * error).round() as i32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[i32]) -> Mean {
        let mut mean = Mean::default();
        values.iter().for_each(|value| mean.add(*value));
        mean
    }

    #[test]
    fn the_interval_is_students() {
        // Mean 70, s = 10, n = 5: 70 ± 2.776·10/√5 = 70 ± 12.41 (here times 100).
        let mean = of(&[6_000, 6_000, 7_000, 8_000, 8_000]);
        assert_eq!((mean.mean(), mean.interval()), (Some(7_000), Some((5_759, 8_241))));
        assert_eq!((of(&[]).mean(), of(&[5]).interval()), (None, None));
        assert_eq!(of(&[-3, -4]).mean(), Some(-4));
        assert_eq!(of(&[42; 50]).interval(), Some((42, 42)));
    }
}
