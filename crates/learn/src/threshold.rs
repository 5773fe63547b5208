//! From which score on a behaviour is found, and from which on a finding is a mark rather than a hint.

use rapport_engine::{LEAST_LABELS, Measured, gate};
use rapport_model::Polarity;

/// Where decisions are made, in the unit of scores.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Thresholds {
    /// Found from here on: the best balance of precision and recall.
    pub found: f32,
    pub measured: Measured,
    /// A mark from here on, where the gate can be reached.
    pub mark: Option<(f32, Measured)>,
}

/// Chooses on scores of rows that were left out.
pub(crate) fn choose(scores: &[(f32, bool)], against: bool) -> Thresholds {
    let mut best = apart(scores, against);
    // A mark is a finding.
    if let Some((mark, measured)) = best.mark
        && mark < best.found
    {
        (best.found, best.measured) = (mark, measured);
    }
    best
}

/// The same where the balance comes first: nothing below it is found, however sure it would be.
pub(crate) fn choose_balance(scores: &[(f32, bool)], against: bool) -> Thresholds {
    let mut best = apart(scores, against);
    if best.mark.is_some_and(|(mark, _)| mark < best.found) {
        let sure = best.measured.precision() >= gate_of(against);
        best.mark = sure.then_some((best.found, best.measured));
    }
    best
}

/// The gate of precision.
pub(crate) fn gate_of(against: bool) -> f64 {
    gate(if against { Polarity::Negative } else { Polarity::Positive })
}

/// The best balance, and the lowest place that passes the gate, wherever they lie.
fn apart(scores: &[(f32, bool)], against: bool) -> Thresholds {
    let mut scores = scores.to_vec();
    scores.sort_by(|a, b| b.0.total_cmp(&a.0));
    let labels = scores.iter().filter(|(_, positive)| *positive).count() as u32;
    let mut best = Thresholds { found: f32::MAX, measured: Measured { right: 0, wrong: 0, missed: labels }, mark: None };
    let gate = gate_of(against);
    let (mut right, mut wrong) = (0, 0);
    for (at, &(score, positive)) in scores.iter().enumerate() {
        right += u32::from(positive);
        wrong += u32::from(!positive);
        let next = scores.get(at + 1).map(|next| next.0);
        if next == Some(score) {
            continue;
        }
        // Half-way to the next score below.
        let place = next.map_or(score, |next| (score + next) / 2.0);
        let measured = Measured { right, wrong, missed: labels - right };
        if worth(measured) > worth(best.measured) {
            (best.found, best.measured) = (place, measured);
        }
        if labels >= LEAST_LABELS && measured.precision() >= gate && right >= 5 {
            best.mark = Some((place, measured));
        }
    }
    best
}

/// β² of the F measure that thresholds are chosen by (C. J. van Rijsbergen, "Information Retrieval", 1979): one false finding weighs as much as some
/// seven missed ones. Better silent than wrong, and behaviours are rarer in life than in the corpus.
const MISSED: f64 = 0.15;

/// How good decisions are, 0–1.
pub(crate) fn worth(measured: Measured) -> f64 {
    let Measured { right, wrong, missed } = measured;
    let hits = (1.0 + MISSED) * f64::from(right);
    if right == 0 { 0.0 } else { hits / (hits + MISSED * f64::from(missed) + f64::from(wrong)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_surer_than_hints() {
        let scores: Vec<(f32, bool)> = (0..200).map(|number| (number as f32 / 100.0 - 1.0, number >= 150 || number % 4 == 0 && number >= 100)).collect();
        let chosen = choose(&scores, false);
        let (mark, measured) = chosen.mark.expect("sixty labels, well separated");
        assert!(measured.precision() >= 0.85 && mark >= chosen.found, "{chosen:?}");
        assert!(choose(&scores[140..165], false).mark.is_none(), "too few labels");
    }
}
