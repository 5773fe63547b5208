//! Redact, infer roles, detect: what happens to every conversation, from any source.

use std::sync::{Arc, LazyLock};

use rapport_engine::{Detection, Library, Program, Scratch};
use rapport_model::Conversation;

/// The rules and the program's pack that conversations are read with.
pub struct Engine {
    /// All behaviours by name; to read with, ask [`Engine::library_for`].
    pub library: Arc<Library>,
    /// The program's pack; empty by default.
    pub program: Arc<Program>,
    /// Where `library` is English alone: the whole one, compiled when the first Chinese turn comes.
    whole: Option<Whole>,
}

type Whole = LazyLock<Arc<Library>, Box<dyn FnOnce() -> Arc<Library> + Send>>;

/// A conversation that was read.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Redacted, with every speaker's role.
    pub conversation: Conversation,
    /// What was found in it.
    pub detection: Detection,
}

impl Engine {
    /// Reads everything with one library.
    pub fn new(library: impl Into<Arc<Library>>, program: impl Into<Arc<Program>>) -> Engine {
        Engine { library: library.into(), program: program.into(), whole: None }
    }

    /// Starts sooner: reads with `english`, made by [`Library::compile_english`], and with what `whole` returns from the first
    /// conversation on that has Chinese in it. The findings are the same.
    pub fn english_first(english: Library, whole: impl FnOnce() -> Library + Send + 'static, program: Program) -> Engine {
        let whole: Box<dyn FnOnce() -> Arc<Library> + Send> = Box::new(|| whole().into());
        Engine { library: english.into(), program: program.into(), whole: Some(LazyLock::new(whole)) }
    }

    /// The library that finds everything in a conversation.
    pub fn library_for(&self, conversation: &Conversation) -> &Arc<Library> {
        match &self.whole {
            Some(whole) if conversation.turns.iter().any(|turn| turn.text.chars().any(is_east_asian)) => whole,
            _ => &self.library,
        }
    }

    /// Redacts a conversation and reads it.
    pub fn check(&self, mut conversation: Conversation, scratch: &mut Scratch) -> Checked {
        let library = self.library_for(&conversation);
        crate::redact_with_roles(library, &mut conversation);
        let detection = rapport_engine::detect(library, &self.program, &conversation, scratch);
        Checked { conversation, detection }
    }
}

/// Chinese characters and what is written with them: wider than what patterns call Chinese, never narrower.
fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{323af}')
}
