//! A mistake in a rule file: where it is and how to mend it.

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// File name as given.
    pub file: String,
    /// Line, from 1; 0 when the whole file is meant.
    pub line: u64,
    /// What is wrong and what to write instead.
    pub message: String,
}

impl RuleError {
    /// A file that is no valid YAML, or has a field that is not as it must be; `page` lists the fields.
    pub(crate) fn of_yaml(file: &str, error: &serde_saphyr::Error, page: &str) -> RuleError {
        let line = error.location().map_or(0, |location| location.line());
        let text = error.to_string();
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("not valid YAML").trim().to_owned();
        RuleError { file: file.to_owned(), line, message: format!("{first} ({page} lists every field)") }
    }
}

impl std::fmt::Display for RuleError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.line == 0 { write!(f, "{}: {}", self.file, self.message) } else { write!(f, "{}:{}: {}", self.file, self.line, self.message) }
    }
}

/// All mistakes of a set of rule files.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct RuleErrors(pub Vec<RuleError>);
