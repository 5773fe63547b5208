//! Programs.

pub mod list;
