//! A program's pack: what is true for one client's programme (glossary, facts and claims, greeting).

use std::sync::Arc;

use rapport_text::{Key, Reading};
use serde::Deserialize;

/// A program's pack, compiled; the default has nothing in it.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// Name of the program, shown in output.
    pub name: Option<String>,
    pub(crate) glossary: Vec<Vec<Key>>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) forbidden: Vec<Claim>,
    pub(crate) greeting_without: Vec<String>,
}

/// Something the program says must not be claimed.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub name: Arc<str>,
    pub words: Vec<Key>,
}

/// A fact with its values.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    pub name: Arc<str>,
    pub about: Vec<Vec<Key>>,
    pub values: Vec<Vec<Key>>,
    pub wrong: Vec<Vec<Key>>,
    pub numeric: bool,
}

/// The file as written; `docs/programs.md` explains it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgramFile {
    format: u32,
    #[serde(default)]
    name: Option<String>,
    /// Terms that customers do not know.
    #[serde(default)]
    glossary: Vec<String>,
    #[serde(default)]
    facts: Vec<FactFile>,
    #[serde(default)]
    forbidden: Vec<ForbiddenFile>,
    #[serde(default)]
    greeting: GreetingFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactFile {
    name: String,
    about: Vec<String>,
    values: Vec<String>,
    #[serde(default)]
    wrong: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ForbiddenFile {
    name: String,
    says: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct GreetingFile {
    /// Parts of `greeting_complete` that this program does not ask for: greet, org, self, offer.
    #[serde(default)]
    without: Vec<String>,
}

impl Program {
    /// Reads a program file (YAML).
    ///
    /// # Errors
    /// What is wrong, with its line.
    pub fn parse(text: &str) -> Result<Program, String> {
        let file: ProgramFile = serde_saphyr::from_str(text).map_err(|error| {
            let line = error.location().map_or(0, |location| location.line());
            let message = error.to_string();
            format!("line {line}: {}", message.lines().find(|line| !line.trim().is_empty()).unwrap_or("not valid YAML").trim())
        })?;
        if file.format != 1 {
            return Err(format!("line 1: this version reads format 1, not {}", file.format));
        }
        let all = |list: &[String]| list.iter().map(|text| keys(text)).filter(|keys| !keys.is_empty()).collect::<Vec<_>>();
        let facts = file.facts.iter().map(|fact| Fact {
            name: fact.name.as_str().into(),
            about: all(&fact.about),
            values: all(&fact.values),
            wrong: all(&fact.wrong),
            numeric: fact.values.iter().any(|value| value.chars().any(|c| c.is_ascii_digit())),
        });
        let forbidden = file.forbidden.iter().flat_map(|claim| {
            let name: Arc<str> = claim.name.as_str().into();
            all(&claim.says).into_iter().map(move |words| Claim { name: Arc::clone(&name), words })
        });
        Ok(Program { name: file.name, glossary: all(&file.glossary), facts: facts.collect(), forbidden: forbidden.collect(), greeting_without: file.greeting.without })
    }

    /// Whether a part of the greeting is not asked for.
    pub(crate) fn greets_without(&self, part: &str) -> bool {
        self.greeting_without.iter().any(|name| name == part)
    }
}

fn keys(text: &str) -> Vec<Key> {
    Reading::of(text).tokens.iter().map(|token| token.key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_is_read_and_a_mistake_has_its_line() {
        let pack = Program::parse("format: 1\nname: Northwind\nglossary: [ONT]\nfacts:\n  - {name: price, about: [the plan], values: [\"30 dollars\"]}\n").unwrap();
        assert_eq!(pack.glossary.len(), 1);
        assert!(pack.facts[0].numeric);
        assert!(Program::parse("format: 1\nglosary: []\n").unwrap_err().starts_with("line 2"));
    }
}
