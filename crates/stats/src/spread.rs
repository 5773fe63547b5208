//! Mean and standard deviation of plain values.

use crate::quantile::finite;

/// Mean and standard deviation (of a sample, n − 1). The deviation is exactly 0 where values differ by no more than rounding. `None` below two values,
/// or where one is not finite.
pub(crate) fn spread(values: &[f64]) -> Option<(f64, f64)> {
    let n = values.len() as f64;
    if values.len() < 2 {
        return None;
    }
    let mean = finite(values.iter().sum::<f64>() / n)?;
    if same(values) {
        return Some((mean, 0.0));
    }
    Some((mean, finite((values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt())?))
}

/// Whether values differ by no more than rounding.
pub(crate) fn same(values: &[f64]) -> bool {
    let (low, high) = values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(*value), high.max(*value)));
    high - low <= 1e-12 * high.abs().max(low.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        assert_eq!(spread(&[2.0, 4.0, 6.0]), Some((4.0, 2.0)));
        assert_eq!(spread(&[0.1; 3]).unwrap().1, 0.0);
        assert_eq!((spread(&[1.0]), spread(&[1.0, f64::NAN]), spread(&[1e300, -1e300])), (None, None, None));
    }
}
