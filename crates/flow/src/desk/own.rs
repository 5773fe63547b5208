//! Rules of one's own over those that hold: read, tried, compiled; and the one answer to which rules a program has.

use std::sync::{Arc, PoisonError};

use rapport_engine::{Library, RuleError, RuleSource};
use rapport_store::{Program, Scope, StoreError};

use super::{Desk, Rules, WorkError};
use crate::Engine;
use crate::examples::{TriedExample, try_examples};

/// Rules of one's own, compiled over those that hold.
pub struct Own {
    /// All of them together.
    pub rules: Arc<Rules>,
    /// What came of the own ones.
    pub tried: Tried,
}

/// What came of rules of one's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tried {
    /// The behaviours that they define, by id; those with a mistake in what matters are not among them.
    pub behaviours: Vec<String>,
    /// Every mistake, with its line in the text.
    pub mistakes: Vec<RuleError>,
    /// What came of their examples, tried with rules alone.
    pub examples: Vec<TriedExample>,
}

/// Programs whose own rules stay compiled, those asked for last.
const MOST: usize = 8;

/// What was compiled for programs, by the hashes of the text and of the rules below it; the last asked for at the end.
pub(super) type Compiled = Vec<(String, String, Arc<Own>)>;

impl Desk {
    /// The rules that a program has: those that hold, with its own over them; no program has those that hold. Own rules that no longer fit those below,
    /// after an update, do not count until somebody mends them: [`Desk::own_of`] has their mistakes.
    ///
    /// # Errors
    /// The database fails.
    pub async fn rules_of(&self, program: Option<&Program>) -> Result<Arc<Rules>, StoreError> {
        let own = match program {
            Some(program) => self.own_of(program).await?,
            None => None,
        };
        Ok(own.filter(|own| own.tried.mistakes.is_empty()).map_or_else(|| self.rules(), |own| own.rules.clone()))
    }

    /// The same for a program by its id.
    ///
    /// # Errors
    /// The database fails.
    pub async fn rules_in(&self, program: &str) -> Result<Arc<Rules>, StoreError> {
        self.rules_of(self.store().program(&Scope::system(), program).await?.as_ref()).await
    }

    /// A program's own rules, compiled; none where it has none. What results are made with is kept.
    ///
    /// # Errors
    /// The database fails, or their text is not there.
    pub async fn own_of(&self, program: &Program) -> Result<Option<Arc<Own>>, StoreError> {
        let Some(text) = &program.rules_hash else { return Ok(None) };
        let below = self.rules().library.hash().to_owned();
        {
            let mut compiled = self.inner.own.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(at) = compiled.iter().position(|(own, rules, _)| own == text && *rules == below) {
                let found = compiled.remove(at);
                compiled.push(found.clone());
                return Ok(Some(found.2));
            }
        }
        let system = Scope::system();
        let body = self.store().pack(&system, text).await?.ok_or(StoreError::Stored { what: "own rules", why: "their text is not there".into() })?;
        let own = Arc::new(self.compile_own(body).await.map_err(|error| match error {
            WorkError::Store(error) => error,
            WorkError::Broken(why) => StoreError::Stored { what: "own rules", why },
        })?);
        match own.tried.mistakes.len() {
            0 => self.store().keep_packs(&system, &own.rules.packs).await?,
            mistakes => tracing::warn!(program = program.id, mistakes, "a program's own rules no longer fit the built-in ones and do not count until they are mended"),
        }
        let mut compiled = self.inner.own.lock().unwrap_or_else(PoisonError::into_inner);
        compiled.retain(|(known, rules, _)| known != text || *rules != below);
        let over = (compiled.len() + 1).saturating_sub(MOST);
        compiled.drain(..over);
        compiled.push((text.clone(), below, own.clone()));
        Ok(Some(own))
    }

    /// The rule files of a program's own rules, as they were given; none where it has none.
    ///
    /// # Errors
    /// The database fails.
    pub async fn own_sources(&self, program: &Program) -> Result<Option<Vec<RuleSource>>, StoreError> {
        let Some(text) = &program.rules_hash else { return Ok(None) };
        Ok(self.store().pack(&Scope::system(), text).await?.map(|body| files(&body)))
    }

    /// Compiles rules of one's own over those that hold, on a thread that may take its time. Nothing of it is kept.
    ///
    /// # Errors
    /// The weights cannot be read, or the thread broke off.
    pub async fn compile_own(&self, text: String) -> Result<Own, WorkError> {
        let below = self.rules();
        let made = tokio::task::spawn_blocking(move || below.with_own(&text)).await;
        Ok(made.map_err(|error| WorkError::Broken(error.to_string()))??)
    }
}

impl Rules {
    /// These rules with others over them: rule files of one text, separated by lines of `---`. One of the same id replaces the other.
    pub(super) fn with_own(&self, text: &str) -> Result<Own, StoreError> {
        let own = files(text);
        let mut sources = self.sources();
        sources.retain(|source| !own.iter().any(|one| source.name.rsplit('/').next() == Some(&one.name)));
        sources.extend(own.iter().cloned());
        let (library, mistakes) = Library::compile_rest(&sources);
        let mut mistakes: Vec<RuleError> = mistakes.into_iter().map(|mistake| told(mistake, &own)).collect();
        mistakes.extend(own.iter().enumerate().filter(|(at, one)| own[..*at].iter().any(|other| other.name == one.name)).map(|(_, one)| twice(one)));
        let behaviours: Vec<String> = own.iter().filter_map(|source| id(&source.text)).filter(|id| library.behaviour(id).is_some()).collect();
        let engine = Engine::new(library, rapport_engine::Program::default());
        let examples = try_examples(&engine, |rule| behaviours.contains(&rule.id.value));
        let library = Arc::into_inner(engine.library).ok_or_else(|| StoreError::State("the rules are in use".into()))?;
        let rules = Rules::beside(self.teach(library)?, &sources);
        Ok(Own { rules: Arc::new(rules), tried: Tried { behaviours, mistakes, examples } })
    }
}

/// Rule files of one text, each called as its id asks. Each begins with as many empty lines as stand before it, so that lines are those of the text.
fn files(text: &str) -> Vec<RuleSource> {
    let mut files = vec![String::new()];
    for (number, line) in text.lines().enumerate() {
        if line.trim_end() == "---" {
            files.push("\n".repeat(number));
        }
        if let Some(file) = files.last_mut() {
            // What begins with a brace would be taken for a file that a build prepared, which says its own hash.
            file.push_str(if file.is_empty() && line.starts_with('{') { " " } else { "" });
            file.push_str(if line.trim_end() == "---" { "" } else { line });
            file.push('\n');
        }
    }
    let named = |text: String| RuleSource { name: format!("{}.yaml", id(&text).unwrap_or_else(|| "rules".into())), text };
    files.into_iter().filter(|file| !file.trim().is_empty()).map(named).collect()
}

/// The id that a rule file gives itself.
fn id(text: &str) -> Option<String> {
    let line = text.lines().find_map(|line| line.strip_prefix("id:"))?;
    Some(line.split('#').next()?.trim().trim_matches(['"', '\'']).to_owned())
}

/// A mistake that the rules of one's own make in a built-in file says in which.
fn told(mistake: RuleError, own: &[RuleSource]) -> RuleError {
    if own.iter().any(|source| source.name == mistake.file) {
        return mistake;
    }
    RuleError { message: format!("{}: {}", mistake.file, mistake.message), line: 0, file: mistake.file }
}

fn twice(source: &RuleSource) -> RuleError {
    let line = source.text.lines().position(|line| line.starts_with("id:")).map_or(0, |at| at as u64 + 1);
    RuleError { file: source.name.clone(), line, message: format!("`{}` is there twice: every behaviour has an id of its own", source.name.trim_end_matches(".yaml")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_the_text() {
        let files = files("id: one\n---\nid: two\nname: x\n---\n\n");
        assert_eq!(files.len(), 2);
        assert_eq!(files[1].text.lines().position(|line| line == "id: two"), Some(2));
        assert_eq!(id(&files[1].text).as_deref(), Some("two"));
    }

    #[test]
    fn no_text_says_its_own_hash() {
        assert!(files("{\"digest\": \"x\"}").iter().all(|file| !file.text.starts_with('{')));
    }
}
