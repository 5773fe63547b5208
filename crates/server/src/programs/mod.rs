//! Programs: list and make, what one wants, its pack.

pub mod list;
pub mod one;
pub mod pack;
