//! Programs: list and make, what one wants, its pack, its own rules.

pub mod list;
pub mod one;
pub mod pack;
pub mod rules;
