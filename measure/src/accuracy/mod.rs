//! Precision and recall: on labelled service conversations, on public corpora, beside simple baselines.

mod annomi;
mod epitome;
mod errors;
mod held_out;
mod naive;
mod naive_words;
mod overlap;
mod page;
mod politeness;
mod public;
mod resample;
mod score;
mod swda;
mod table;
mod tasks;
mod weak;

pub use errors::errors;
pub use held_out::{Behaviour, HeldOut, Labelled, Part, UNLABELLED, labelled, measure};
pub use page::page;
pub use public::report as public;
pub use score::{Counts, wilson};
pub use table::{Reliability, behaviours, reliability, summary};
