//! How far a figure could have come out otherwise: conversations drawn again with replacement.

use crate::redaction::Seed;

/// Draws; enough for two digits.
const DRAWS: usize = 400;

/// Interval at 95 % of a figure over `count` conversations (percentile bootstrap; Efron, 1979). `figure` gets
/// how often each conversation was drawn.
pub fn interval(count: usize, figure: impl Fn(&[usize]) -> f64) -> (f64, f64) {
    let mut seed = Seed::new(31);
    let mut figures: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let mut drawn = vec![0; count];
            for _ in 0..count {
                drawn[seed.below(count)] += 1;
            }
            figure(&drawn)
        })
        .collect();
    figures.sort_by(f64::total_cmp);
    (figures[DRAWS / 40], figures[DRAWS - 1 - DRAWS / 40])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_a_half_varies_around_a_half() {
        let (low, high) = interval(100, |drawn| drawn[..50].iter().sum::<usize>() as f64 / 100.0);
        assert!((0.35..0.46).contains(&low) && (0.54..0.65).contains(&high), "{low} {high}");
    }
}
