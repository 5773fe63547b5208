//! Precision and recall: on labelled service conversations, on public corpora, beside simple baselines.

mod errors;
mod held_out;
mod naive;
mod naive_words;
mod resample;
mod score;
mod table;

pub use errors::errors;
pub use held_out::{Behaviour, HeldOut, Labelled, UNLABELLED, labelled, measure};
pub use score::{Counts, wilson};
pub use table::{behaviours, summary};
