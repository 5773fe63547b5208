//! Conversations: in, out, searched.

pub mod one;
pub mod take_in;
