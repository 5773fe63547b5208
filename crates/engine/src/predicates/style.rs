//! Language style matching (Gonzales, Hancock & Pennebaker 2010): shares of function words of both sides.

use std::sync::Arc;

use super::{Args, Evidence};
use crate::detect::{Hit, Scene};

/// Mean over categories of 1 − |a − c| / (a + c + 0.0001), on the last turn, where both sides said 50 words
/// (80 characters) or more; 0.8 or more is a match.
pub(crate) fn style_match(scene: &Scene, turn: usize, _: Option<&Hit>, _: &Args) -> Option<Evidence> {
    if turn + 1 != scene.turns.len() {
        return None;
    }
    let totals = scene.tally.tokens.map(f64::from);
    let chinese = f64::from(scene.tally.han) > (totals[0] + totals[1]) / 2.0;
    let least = if chinese { 80.0 } else { 50.0 };
    if totals.iter().any(|total| *total < least) {
        return None;
    }
    // Category 0 is for words that are not function words.
    let range = if chinese { 10..15 } else { 1..10 };
    let n = range.len() as f64;
    let score: f64 = range
        .map(|category| {
            let share = |side: usize| f64::from(scene.tally.style[side][category]) / totals[side];
            let (a, c) = (share(0), share(1));
            1.0 - (a - c).abs() / (a + c + 0.0001)
        })
        .sum::<f64>()
        / n;
    (score >= 0.8).then(|| {
        let slots = vec![(Arc::from("match_percent"), ((score * 100.0).round() as i64).to_string())];
        Evidence { span: Some(scene.turns[turn].whole()), slots, ..Evidence::default() }
    })
}
