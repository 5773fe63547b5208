//! What was measured of findings and decisions, as JSON.

use rapport_engine::{HeadFile, HintOnly, Library, Measured, gate};
use rapport_model::Polarity;
use rapport_text::Language;
use serde::Serialize;
use utoipa::ToSchema;

/// What was measured of a behaviour by language: one entry a polarity, none where nothing was measured.
#[derive(Serialize, ToSchema)]
pub struct MeasuredOut {
    /// English.
    pub en: Vec<HeadOut>,
    /// Chinese.
    pub zh: Vec<HeadOut>,
}

/// What was measured of a behaviour's findings of one polarity in one language.
#[derive(Serialize, ToSchema)]
pub struct HeadOut {
    /// `+`, `-` or `0`
    pub polarity: &'static str,
    /// How many labels there were to find.
    pub labels: u32,
    /// The precision that marks must reach, 0–1.
    pub gate: f64,
    /// Of hints and marks together.
    pub findings: CountsOut,
    /// Of marks alone; null where every finding is a hint.
    pub marks: Option<CountsOut>,
    /// Why every finding is a hint: `few_labels` (too few to measure on), `below_gate`; null where the surest are marks.
    pub hint_only: Option<&'static str>,
}

/// Counts and what follows from them, as every JSON gives them.
#[derive(Serialize, ToSchema)]
pub struct CountsOut {
    /// Found and there.
    pub right: u32,
    /// Found and not there.
    pub wrong: u32,
    /// There and not found.
    pub missed: u32,
    /// Share of findings that are right, 0–1; null where there are none.
    pub precision: Option<f64>,
    /// Wilson, 95 %.
    pub precision_interval: [f64; 2],
    /// Share of what is there that was found, 0–1; null where there is nothing.
    pub recall: Option<f64>,
    /// Wilson, 95 %.
    pub recall_interval: [f64; 2],
    /// Harmonic mean of precision and recall, 0–1.
    pub f1: f64,
}

impl MeasuredOut {
    /// What was measured of a behaviour; `None` where no learned tier takes part, which knows it.
    pub fn of(library: &Library, behaviour: &str) -> Option<MeasuredOut> {
        let of = |language| library.measured(behaviour, language).into_iter().map(|(sign, head)| HeadOut::of(head, sign)).collect();
        library.is_taught().then(|| MeasuredOut { en: of(Language::English), zh: of(Language::Chinese) })
    }
}

impl HeadOut {
    fn of(head: &HeadFile, sign: Polarity) -> HeadOut {
        HeadOut {
            polarity: sign.as_str(),
            labels: head.measured.labels(),
            gate: gate(sign),
            findings: CountsOut::from(head.measured),
            marks: head.mark.map(|_| CountsOut::from(head.marks)),
            hint_only: head.hint_only().map(|why| match why {
                HintOnly::FewLabels => "few_labels",
                HintOnly::BelowGate => "below_gate",
            }),
        }
    }
}

impl From<Measured> for CountsOut {
    fn from(measured: Measured) -> CountsOut {
        let interval = |(low, high): (u16, u16)| [f64::from(low) / 1000.0, f64::from(high) / 1000.0];
        let Measured { right, wrong, missed } = measured;
        CountsOut {
            right,
            wrong,
            missed,
            precision: share(right, measured.decisions()),
            precision_interval: interval(measured.precision_interval()),
            recall: share(right, measured.labels()),
            recall_interval: interval(measured.recall_interval()),
            f1: rounded(measured.f1()),
        }
    }
}

/// Three places are more than samples of this size hold.
pub fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// In thousandths; `None` where there is nothing to share.
pub fn share(right: u32, of: u32) -> Option<f64> {
    (of > 0).then(|| rounded(f64::from(right) / f64::from(of)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_hint_only_has_no_marks() {
        let few = Measured { right: 5, wrong: 0, missed: 1 };
        let head = HeadFile { name: "a".into(), mark: None, measured: few, marks: few, ..HeadFile::default() };
        let json = serde_json::to_value(HeadOut::of(&head, Polarity::Positive)).expect("JSON");
        assert_eq!((&json["hint_only"], &json["marks"], &json["labels"]), (&"few_labels".into(), &serde_json::Value::Null, &6.into()));
    }
}
