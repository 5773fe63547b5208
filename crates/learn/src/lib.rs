//! Trains the learned tier: labelled turns in, weights and what was measured on the way out.

mod calibrate;
mod correct;
mod fold;
mod labels;
mod lesson;
mod linear;
mod reasons;
mod rows;
mod sorts;
mod table;
mod threshold;
mod train;
mod values;

pub use correct::{Corrected, Correction, Verdict, correct};
pub use fold::{FOLDS, fold_of};
pub use labels::{Labelled, Misfit};
pub use lesson::{Label, Lesson, Teaches};
pub use linear::Pull;
pub use reasons::{LEAST_EXAMPLES, MOST_REASONS, Reasons, ToldReason, reasons};
pub use sorts::{Sorted, Sorts, sorts};
pub use table::joined;
pub use train::{HeadReport, LEAST_POSITIVES, Trained, train};
pub use values::{Valued, Values, values};
