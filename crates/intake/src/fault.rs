//! A problem before its place in the input is known.

use rapport_model::Problem;

/// What is the matter and what to do; source and line are added by whoever knows them.
#[derive(Debug)]
pub(crate) struct Fault {
    code: &'static str,
    message: String,
    help: &'static str,
}

impl Fault {
    /// A fault with a stable code, a message without spoken words, and help.
    pub(crate) fn new(code: &'static str, message: impl Into<String>, help: &'static str) -> Fault {
        Fault { code, message: message.into(), help }
    }

    /// The problem at its place.
    pub(crate) fn at(self, source: &str, line: Option<u64>) -> Problem {
        Problem { code: self.code, source: source.to_owned(), line, message: self.message, help: self.help.to_owned() }
    }

    /// A remark on a conversation; the reader's entry point fills in source and line.
    pub(crate) fn remark(self) -> Problem {
        self.at("", None)
    }
}
