//! Trains the learned tier: labelled turns in, weights and what was measured on the way out.

mod calibrate;
mod fold;
mod lesson;
mod linear;
mod rows;
mod sorts;
mod table;
mod threshold;
mod train;
mod values;

pub use lesson::{Label, Lesson, Teaches};
pub use sorts::{Sorted, Sorts, sorts};
pub use table::joined;
pub use train::{HeadReport, Trained, train};
pub use values::{Valued, Values, values};
