//! The gate between hints and marks, and how sure what was measured of a head is.

use rapport_model::Polarity;

use super::weights::{HeadFile, Measured};
use crate::detect::wilson;

/// Fewer labels than these to measure on make every finding a hint.
pub const LEAST_LABELS: u32 = 30;

/// Precision that marks must reach, 0–1: more where they speak against somebody.
pub fn gate(polarity: Polarity) -> f64 {
    if polarity == Polarity::Negative { 0.95 } else { 0.85 }
}

/// What rules find stands from this probability on, in hundredths: they know what they look for, and a head that never heard it says little.
pub const BELIEVED: u8 = 20;

/// A head finds nothing by itself that is not likelier than not, in hundredths.
pub const LIKELY: u8 = 50;

/// Why every finding of a head is a hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HintOnly {
    /// Fewer than [`LEAST_LABELS`] to measure on.
    FewLabels,
    /// No score from which on precision reaches the gate.
    BelowGate,
}

impl HeadFile {
    /// Why its findings are hints all; `None` where the surest are marks.
    pub fn hint_only(&self) -> Option<HintOnly> {
        match self.mark {
            Some(_) => None,
            None if self.measured.labels() < LEAST_LABELS => Some(HintOnly::FewLabels),
            None => Some(HintOnly::BelowGate),
        }
    }
}

impl Measured {
    /// Labels that it was measured on.
    pub fn labels(self) -> u32 {
        self.right.saturating_add(self.missed)
    }

    /// Decisions that it was measured on.
    pub fn decisions(self) -> u32 {
        self.right.saturating_add(self.wrong)
    }

    /// Wilson interval of the precision at 95 % (Wilson 1927), in thousandths; all of 0–1000 where nothing was decided.
    pub fn precision_interval(self) -> (u16, u16) {
        wilson(self.right, self.decisions())
    }

    /// Wilson interval of the recall at 95 %, in thousandths; all of 0–1000 where there was no label.
    pub fn recall_interval(self) -> (u16, u16) {
        wilson(self.right, self.labels())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_those_of_wilson() {
        let measured = Measured { right: 3, wrong: 1, missed: 7 };
        assert_eq!((measured.labels(), measured.decisions()), (10, 4));
        // 3 of 4: 0.3006–0.9544; 3 of 10: 0.1078–0.6032.
        assert_eq!((measured.precision_interval(), measured.recall_interval()), ((301, 954), (108, 603)));
        assert_eq!(Measured::default().precision_interval(), (0, 1000));
    }

    #[test]
    fn few_labels_and_low_precision_are_told_apart() {
        let head = |labels: u32, mark: Option<i32>| HeadFile { measured: Measured { right: labels, ..Measured::default() }, mark, ..HeadFile::default() };
        assert_eq!(head(29, None).hint_only(), Some(HintOnly::FewLabels));
        assert_eq!(head(30, None).hint_only(), Some(HintOnly::BelowGate));
        assert_eq!(head(30, Some(5)).hint_only(), None);
    }
}
