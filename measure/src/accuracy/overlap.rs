//! Whether held-out sentences stand in rule files: a measure that was looked at measures nothing.

use std::collections::HashSet;

use anyhow::Result;

use super::held_out::Labelled;
use crate::places;

/// Word sequences of this length (characters in Chinese) that both share are counted.
const WORDS: usize = 7;
const CHARACTERS: usize = 12;

/// Held-out turns that share a run of words with the examples and patterns of any rule file, of all that are
/// long enough.
///
/// # Errors
/// A rule file cannot be read.
pub fn shared(conversations: &[Labelled], chinese: bool) -> Result<(usize, usize)> {
    let sources = places::sources()?;
    let known: HashSet<String> = sources.iter().flat_map(|source| source.text.lines()).flat_map(|line| runs(line, chinese)).collect();
    let long: Vec<Vec<String>> = conversations.iter().flat_map(|held| &held.turns).map(|(_, text)| runs(text, chinese)).filter(|runs| !runs.is_empty()).collect();
    Ok((long.iter().filter(|runs| runs.iter().any(|run| known.contains(run))).count(), long.len()))
}

fn runs(text: &str, chinese: bool) -> Vec<String> {
    if chinese {
        let signs: Vec<char> = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
        return signs.windows(CHARACTERS).map(|run| run.iter().collect()).collect();
    }
    let lower = text.to_lowercase().replace('’', "'");
    let words: Vec<&str> = lower.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect();
    words.windows(WORDS).map(|run| run.join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_ignore_case_and_marks() {
        let (a, b) = (runs("Well, I am so sorry about the delay!", false), runs("i am so sorry about the DELAY, truly", false));
        assert!(a.iter().any(|run| b.contains(run)));
        assert!(runs("您好", true).is_empty());
    }
}
