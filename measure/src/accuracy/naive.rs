//! The baseline of a short keyword list: what a team would write in an afternoon.

use std::collections::BTreeSet;

use super::naive_words::WORDS;

/// Behaviours whose keywords stand in turns of their side.
pub fn find(turns: &[(String, String)], chinese: bool) -> BTreeSet<(String, u32)> {
    let mut found = BTreeSet::new();
    for (at, (party, text)) in turns.iter().enumerate() {
        let text = plain(text);
        for (behaviour, english, other) in WORDS {
            let customers = behaviour.starts_with("cust_");
            let list = if chinese { *other } else { *english };
            if customers == (party == "customer") && list.iter().any(|words| holds(&text, words)) {
                found.insert(((*behaviour).to_owned(), at as u32));
            }
        }
    }
    found
}

/// Whether `words` (lower case) stand in `text` (from [`plain`]) as whole words; Chinese anywhere.
pub fn holds(text: &str, words: &str) -> bool {
    if !words.is_ascii() {
        return text.contains(words);
    }
    let edge = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric());
    text.match_indices(words).any(|(at, found)| {
        let begins = !found.starts_with(|c: char| c.is_ascii_alphanumeric()) || edge(text[..at].chars().next_back());
        let ends = !found.ends_with(|c: char| c.is_ascii_alphanumeric()) || edge(text[at + found.len()..].chars().next());
        begins && ends
    })
}

/// Lower case, with straight apostrophes.
pub fn plain(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_in_english_anything_in_chinese() {
        assert!(holds(&plain("So SORRY, that’s on us"), "sorry"));
        assert!(!holds("asorry sorryish", "sorry"));
        assert!(holds("是吗?", "?"));
        assert!(holds("非常抱歉", "抱歉"));
    }
}
