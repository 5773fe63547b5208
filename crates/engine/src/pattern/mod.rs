//! The cue language: patterns over words and characters, parsed, compiled and matched.

mod alternatives;
mod anchor;
mod inflect;
mod marks;
mod matcher;
mod program;
mod sets;
mod signs;
mod syntax;
mod vocabulary;

pub(crate) use anchor::{AnchorKey, Near, Room};
pub(crate) use inflect::forms;
pub(crate) use marks::{Marks, Membership};
pub(crate) use matcher::{Match, NOT_YET, Window};
pub(crate) use program::{Cache, Elem, Pattern, compile};
pub(crate) use sets::Sets;
pub(crate) use signs::{ANYTHING, Around, HERE, Signs};
pub(crate) use syntax::{Node, parse};
pub(crate) use vocabulary::{Tok, Vocabulary};

/// Compiles patterns of the engine's own, which use no classes; what does not compile is a mistake of ours and
/// is noted, never passed over.
pub(crate) fn compile_all(list: &[&str], vocabulary: &mut Vocabulary, sets: &mut Sets, mistakes: &mut Vec<String>) -> Box<[Pattern]> {
    let none = |name: &str| Err(format!("there is no class {name} here"));
    let mut cache = Cache::default();
    let mut compiled = Vec::with_capacity(list.len());
    for text in list {
        match parse(text).and_then(|nodes| compile(&nodes, &none, vocabulary, sets, &mut cache, 2)) {
            Ok(pattern) => compiled.push(pattern),
            Err(error) => mistakes.push(format!("pattern \"{text}\": {error}")),
        }
    }
    compiled.into()
}
