//! Redact, infer roles, detect: what happens to every conversation, from any source.

use std::sync::Arc;

use rapport_engine::{Detection, Library, Program, Scratch};
use rapport_model::Conversation;

/// The rules and the program's pack that conversations are read with.
pub struct Engine {
    /// All behaviours.
    pub library: Arc<Library>,
    /// The program's pack; empty by default.
    pub program: Arc<Program>,
}

/// A conversation that was read.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Redacted, with every speaker's role.
    pub conversation: Conversation,
    /// What was found in it.
    pub detection: Detection,
}

impl Engine {
    /// Redacts a conversation and reads it.
    pub fn check(&self, mut conversation: Conversation, scratch: &mut Scratch) -> Checked {
        crate::redact_with_roles(&self.library, &mut conversation);
        let detection = rapport_engine::detect(&self.library, &self.program, &conversation, scratch);
        Checked { conversation, detection }
    }
}
