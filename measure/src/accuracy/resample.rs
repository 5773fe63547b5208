//! How far a figure could have come out otherwise: conversations drawn again with replacement.

use super::held_out::Labelled;
use crate::redaction::Seed;

/// Draws; enough for two digits.
const DRAWS: usize = 300;

/// Interval at 95 % of a figure over conversations (percentile bootstrap; Efron, 1979).
pub fn interval(conversations: &[Labelled], figure: impl Fn(&[&Labelled]) -> f64) -> (f64, f64) {
    if conversations.is_empty() {
        return (0.0, 1.0);
    }
    let mut seed = Seed::new(31);
    let mut figures: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let drawn: Vec<&Labelled> = conversations.iter().map(|_| &conversations[seed.below(conversations.len())]).collect();
            figure(&drawn)
        })
        .collect();
    figures.sort_by(f64::total_cmp);
    (figures[DRAWS / 40], figures[DRAWS - 1 - DRAWS / 40])
}
