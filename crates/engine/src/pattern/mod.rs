//! The cue language: patterns over words and characters, parsed, compiled and matched.

mod inflect;
mod marks;
mod matcher;
mod program;
mod syntax;
mod vocabulary;

pub(crate) use marks::{Marks, Membership};
pub(crate) use matcher::{Match, NOT_YET, Window};
pub(crate) use program::{AnchorKey, Cache, Elem, Pattern, Sets, compile};
pub(crate) use syntax::{Node, parse};
pub(crate) use vocabulary::{Tok, Vocabulary};
pub(crate) use inflect::forms;
