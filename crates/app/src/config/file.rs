//! `rapport.toml`: settings with the line they stand on.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A setting as the file says it.
pub struct Entry {
    /// The command whose table it stands in.
    pub command: Option<String>,
    pub key: String,
    pub values: Vec<String>,
    /// From 1.
    pub line: usize,
}

/// Every setting of a file; whether they exist is not judged here.
///
/// # Errors
/// A file that cannot be read or is not TOML, with the line; a value that no setting can have.
pub fn read(path: &Path) -> Result<Vec<Entry>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    entries(&text).map_err(|(line, message)| anyhow!("{}:{line}: {message}", path.display()))
}

/// Line and message of what is wrong.
type Wrong = (usize, String);

fn entries(text: &str) -> Result<Vec<Entry>, Wrong> {
    let line = |at: usize| text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
    let table = DeTable::parse(text).map_err(|error| (error.span().map_or(1, |span| line(span.start)), format!("this is not TOML: {}", error.message())))?;
    let mut found = Vec::new();
    for (key, value) in table.get_ref() {
        match value.get_ref() {
            DeValue::Table(own) => {
                for (inner, value) in own {
                    found.push(entry(Some(key), inner, value, &line)?);
                }
            }
            _ => found.push(entry(None, key, value, &line)?),
        }
    }
    found.sort_by_key(|entry| entry.line);
    Ok(found)
}

fn entry(command: Option<&Spanned<std::borrow::Cow<str>>>, key: &Spanned<std::borrow::Cow<str>>, value: &Spanned<DeValue>, line: &impl Fn(usize) -> usize) -> Result<Entry, Wrong> {
    let line = line(key.span().start);
    let values = match value.get_ref() {
        DeValue::Array(list) => list.iter().map(|one| plain(one.get_ref())).collect::<Result<_>>(),
        one => plain(one).map(|one| vec![one]),
    };
    let values = values.map_err(|error| (line, format!("`{}` {error}", key.get_ref())))?;
    Ok(Entry { command: command.map(|name| name.get_ref().to_string()), key: key.get_ref().to_string(), values, line })
}

fn plain(value: &DeValue) -> Result<String> {
    Ok(match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(yes) => yes.to_string(),
        DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => bail!("should be text, a number, true or false, or a list of texts"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_know_their_line() {
        let read = entries("threads = 2\n\n[check]\nfull = true # all of it\nskip = [\n  \"a\", \"b\"]\nmin_confidence = 0.5\n").unwrap();
        let seen: Vec<_> = read.iter().map(|one| (one.command.as_deref(), one.key.as_str(), one.values.join("+"), one.line)).collect();
        let check = Some("check");
        assert_eq!(seen, [(None, "threads", "2".into(), 1), (check, "full", "true".into(), 4), (check, "skip", "a+b".into(), 5), (check, "min_confidence", "0.5".into(), 7)]);
    }

    #[test]
    fn mistakes_have_a_line_too() {
        for (text, line) in [("a = 1\nb = \n", 2), ("a = 1\n\n[check\n", 3), ("a = 1\nb = 2020-01-01\n", 2), ("[check.more]\na = 1\n", 1), ("a = [[1]]", 1)] {
            assert_eq!(entries(text).err().map(|(line, _)| line), Some(line), "{text}");
        }
    }
}
