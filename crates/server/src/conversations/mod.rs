//! Conversations: in, out, searched.

pub mod export;
pub mod filter;
pub mod list;
pub mod notes;
pub mod one;
pub mod share;
mod snippets;
pub mod take_in;

#[cfg(test)]
mod tests;
