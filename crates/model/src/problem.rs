//! Something that could not be read, or that a reader should know: what, where, what to do.

/// One remark about the input. A problem never stops the rest of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Stable code for programs, such as `bad_json` or `roles_inferred`.
    pub code: &'static str,
    /// File, or `-` for standard input; empty when the caller knows it.
    pub source: String,
    /// Line in the source, from 1, where that is known.
    pub line: Option<u64>,
    /// What is the matter: lower case, no full stop, never a word that a person said.
    pub message: String,
    /// What to do about it.
    pub help: String,
}
