//! Every literal word and phrase that the rule files name: what a bare scanner would look for.

use std::collections::BTreeSet;

use anyhow::Result;
use serde_json::Value;

use crate::places;

/// All literals of all cues and word classes, in order; operators of the pattern language cut them.
///
/// # Errors
/// A rule file cannot be read.
pub fn literals() -> Result<Vec<String>> {
    let mut found = BTreeSet::new();
    for source in places::sources()? {
        if let Ok(file) = serde_saphyr::from_str::<Value>(&source.text) {
            for field in ["cues", "classes", "slots", "components"] {
                collect(&file[field], &mut found);
            }
        }
    }
    Ok(found.into_iter().collect())
}

/// Patterns stand in lists; what else a cue says (level, reason, span) is no list.
fn collect(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| match item {
            Value::String(pattern) => cut(pattern, found),
            other => collect(other, found),
        }),
        Value::Object(fields) => fields.iter().filter(|(name, _)| *name != "reason").for_each(|(_, field)| collect(field, found)),
        _ => {}
    }
}

fn cut(pattern: &str, found: &mut BTreeSet<String>) {
    let mut rest = pattern;
    while let Some(from) = rest.find(|c: char| !"()[]|<>!^$?~_ ".contains(c)) {
        rest = &rest[from..];
        let end = rest.find(|c: char| "()[]|<>!^$?~_".contains(c)).unwrap_or(rest.len());
        // A run such as `we ..2 @failure` or `我..4处理` holds literals between its gaps.
        let gaps = rest[..end].replace("..", " .. ");
        let mut phrase: Vec<&str> = Vec::new();
        for word in gaps.split_whitespace().chain(["@"]) {
            let operator = word == ".." || word.starts_with(['@', '.']) || word.ends_with(':');
            match (operator, word.trim_start_matches(|c: char| c.is_ascii_digit())) {
                (false, plain) if !plain.is_empty() => phrase.push(plain),
                _ => {
                    if !phrase.is_empty() {
                        found.insert(phrase.join(" "));
                    }
                    phrase.clear();
                }
            }
        }
        rest = &rest[end..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_cut_phrases() {
        let mut found = BTreeSet::new();
        cut("^ (so sorry|our bad) ..6 we [have] charge~ @failure", &mut found);
        cut("我(会|来)..4跟进", &mut found);
        let list: Vec<&str> = found.iter().map(String::as_str).collect();
        assert_eq!(list, ["charge", "have", "our bad", "so sorry", "we", "会", "我", "来", "跟进"]);
    }
}
