//! A form answered by a person, on top of what the machine answered: the same points, and a standing that a person decided.

use std::collections::BTreeMap;

use rapport_model::{ALL, Answer, Points};

use super::card::{Scale, Scorecard};

/// What comes of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// A person found a critical item failed.
    Fail,
    /// Too little was answered for a score.
    InsufficientEvidence,
    /// Below the form's pass mark, or a gate is shut.
    Below,
    /// At or above it.
    Pass,
}

impl Verdict {
    /// The word used in every interface.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Fail => "fail",
            Verdict::InsufficientEvidence => "insufficient_evidence",
            Verdict::Below => "below",
            Verdict::Pass => "pass",
        }
    }
}

/// What a form gives when every answer is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// Points over the whole form.
    pub points: Points,
    /// What comes of it.
    pub verdict: Verdict,
}

impl Reviewed {
    /// The score in basis points; `None` where too little was answered.
    pub fn score(&self) -> Option<u16> {
        self.points.is_enough().then(|| self.points.share()).flatten()
    }
}

impl Scale {
    /// The share that an answer in words or steps stands for, in basis points: `yes`, `no`, `partly`; 0 to 2, 1 to 5, where the scale has such steps.
    /// `None` where the scale has no such answer.
    pub fn read(self, word: &str) -> Option<u16> {
        let share = match (self, word) {
            (_, "yes") => ALL,
            (_, "no") => 0,
            (_, "partly") => ALL / 2,
            (Scale::ZeroToTwo, "0" | "1" | "2") => word.parse::<u16>().ok()? * (ALL / 2),
            (Scale::OneToFive, "1" | "2" | "3" | "4" | "5") => (word.parse::<u16>().ok()? - 1) * (ALL / 4),
            _ => return None,
        };
        self.holds(share).then_some(share)
    }

    /// Whether a share (basis points) is a step of the scale.
    pub fn holds(self, share: u16) -> bool {
        share <= ALL && self.snap(share) == share
    }
}

impl Scorecard {
    /// The form with these answers by item; an item without one is open. Weights, pass mark and gates are the form's own (Σ wᵢsᵢ / Σ wᵢ).
    pub fn reviewed(&self, answers: &BTreeMap<&str, Answer>) -> Reviewed {
        let mut total = Points::default();
        let (mut failed, mut shut) = (false, false);
        for section in &self.sections {
            let mut points = Points::default();
            for item in &section.items {
                let answer = answers.get(&*item.id).copied().unwrap_or(Answer::Open(rapport_model::Why::ForAPerson));
                failed |= item.critical && answer == Answer::Share(0);
                points.add(item.weight, &answer);
                total.add(item.weight, &answer);
            }
            let least = self.gates.iter().find(|(id, _)| *id == section.id).map(|(_, least)| *least);
            shut |= least.is_some_and(|least| points.share().is_some_and(|share| share < least));
        }
        let mut reviewed = Reviewed { points: total, verdict: Verdict::Pass };
        reviewed.verdict = match reviewed.score() {
            _ if failed => Verdict::Fail,
            None => Verdict::InsufficientEvidence,
            Some(score) if shut || self.pass.is_some_and(|pass| score < pass) => Verdict::Below,
            Some(_) => Verdict::Pass,
        };
        reviewed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Library, RuleSource};

    const FORM: &str = "format: 1\nid: f\nversion: 1\nname: {en: F, zh: F}\nabout: {en: F, zh: F}\nchannels: [chat]\npass: 70\ngates: {second: 40}\nsections:\n\
        \x20 - id: first\n    name: {en: A, zh: A}\n    items:\n\
        \x20     - {id: one, text: {en: A, zh: A}, kind: human, weight: 60}\n\
        \x20     - {id: two, text: {en: A, zh: A}, kind: human, weight: 20, scale: \"1-5\"}\n\
        \x20 - id: second\n    name: {en: A, zh: A}\n    items:\n\
        \x20     - {id: three, text: {en: A, zh: A}, kind: human, weight: 20}\n\
        \x20     - {id: four, text: {en: A, zh: A}, kind: human, critical: true, class: compliance}\n";

    fn of(answers: &[(&str, u16)]) -> (Option<u16>, Verdict) {
        let library = Library::compile(&[]).unwrap();
        let card = Scorecard::compile(&RuleSource { name: "f".into(), text: FORM.into() }, &library).unwrap();
        let reviewed = card.reviewed(&answers.iter().map(|(item, share)| (*item, Answer::Share(*share))).collect());
        (reviewed.score(), reviewed.verdict)
    }

    #[test]
    fn weights_pass_mark_gates_and_critical_items_decide() {
        assert_eq!(of(&[("one", 10_000), ("two", 5_000), ("three", 5_000)]), (Some(8_000), Verdict::Pass));
        assert_eq!(of(&[("one", 5_000), ("two", 10_000), ("three", 10_000)]), (Some(7_000), Verdict::Pass));
        assert_eq!(of(&[("one", 5_000), ("two", 7_500), ("three", 10_000)]), (Some(6_500), Verdict::Below));
        assert_eq!(of(&[("one", 10_000), ("two", 10_000), ("three", 0)]), (Some(8_000), Verdict::Below), "the gate of the second section is shut");
        assert_eq!(of(&[("one", 10_000), ("four", 0)]), (Some(10_000), Verdict::Fail));
        assert_eq!(of(&[("two", 10_000), ("three", 10_000)]), (None, Verdict::InsufficientEvidence), "40 of 100 points were answered");
    }

    #[test]
    fn words_stand_for_steps_of_the_scale() {
        assert_eq!((Scale::YesNo.read("yes"), Scale::YesNo.read("partly"), Scale::Share.read("partly")), (Some(10_000), None, Some(5_000)));
        assert_eq!((Scale::OneToFive.read("1"), Scale::OneToFive.read("4"), Scale::OneToFive.read("0")), (Some(0), Some(7_500), None));
        assert_eq!((Scale::ZeroToTwo.read("1"), Scale::ZeroToTwo.read("3"), Scale::Share.read("3")), (Some(5_000), None, None));
        assert!(Scale::Share.holds(8_700) && !Scale::OneToFive.holds(8_700) && !Scale::Share.holds(10_001));
    }
}
