//! Trains the learned tier: labelled turns in, weights and what was measured on the way out.

mod calibrate;
mod fold;
mod lesson;
mod linear;
mod rows;
mod table;
mod threshold;
mod train;

pub use lesson::{Label, Lesson, Teaches};
pub use train::{HeadReport, Trained, train};
