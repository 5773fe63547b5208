//! Evaluations: one with everything it was made with, all of a conversation, computed again.

pub mod list;
pub mod one;
pub mod replay;
