//! Error-class accuracy over a set of conversations, as COPC practice counts it: critical errors are never
//! averaged into one score.

use rapport_model::{Answer, ErrorClass, Evaluation};

/// Counts for one class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassAccuracy {
    /// Without an error. Critical classes count conversations; the non-critical class counts answered items.
    pub right: u64,
    /// In all: conversations in which an item of the class was answered, or answered items.
    pub of: u64,
}

impl ClassAccuracy {
    /// In basis points, rounded half up; `None` when nothing was answered.
    pub fn share(self) -> Option<u16> {
        (self.of > 0).then(|| ((self.right * 10_000 + self.of / 2) / self.of) as u16)
    }
}

/// Counts for every class, in the order of `ErrorClass::ALL`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accuracy {
    counts: [ClassAccuracy; 4],
}

impl Accuracy {
    /// Counts a conversation. What the machine proposes counts as it stands; open items do not count.
    pub fn add(&mut self, evaluation: &Evaluation) {
        for (class, count) in ErrorClass::ALL.into_iter().zip(&mut self.counts) {
            let answered = evaluation.items().filter(|item| item.class == class && matches!(item.answer, Answer::Share(_)));
            let (right, of) = answered.fold((0, 0), |(right, of), item| (right + u64::from(!item.is_defect()), of + 1));
            if class == ErrorClass::NonCritical {
                count.right += right;
                count.of += of;
            } else if of > 0 {
                count.right += u64::from(right == of);
                count.of += 1;
            }
        }
    }

    /// Adds what another set counted.
    pub fn merge(&mut self, other: &Accuracy) {
        for (own, other) in self.counts.iter_mut().zip(other.counts) {
            own.right += other.right;
            own.of += other.of;
        }
    }

    /// The counts of one class.
    pub fn of(&self, class: ErrorClass) -> ClassAccuracy {
        let at = ErrorClass::ALL.iter().position(|one| *one == class).unwrap_or_default();
        self.counts[at]
    }
}
