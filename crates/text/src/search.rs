//! Words for full-text search: what is stored beside a conversation, and what a query asks for.
//!
//! Latin words and numbers are lower case; every Chinese character is a word of its own, in its simplified form, so that a query finds
//! any run of characters without a dictionary having to agree on where words end.

use crate::simplify;

/// The words of a text, separated by blanks.
pub fn search_words(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + text.len() / 4);
    for word in placed_words(text) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&word.text);
    }
    words
}

/// The phrases that a query asks for, all of them wanted: words between quotation marks, and runs of Chinese characters, stand together;
/// other words stand alone. Empty where the query holds no letter and no digit.
pub fn search_phrases(query: &str) -> Vec<Vec<String>> {
    let mut phrases = Vec::new();
    for (at, part) in query.split(['"', '“', '”']).enumerate() {
        if at % 2 == 1 {
            phrases.push(split(part).collect());
            continue;
        }
        for word in part.split_whitespace() {
            phrases.push(split(word).collect());
        }
    }
    phrases.retain(|phrase: &Vec<String>| !phrase.is_empty());
    phrases
}

fn split(text: &str) -> impl Iterator<Item = String> {
    placed_words(text).map(|word| word.text)
}

/// A word as it is searched, and where it stands in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedWord {
    /// Lower case, or one simplified character.
    pub text: String,
    /// Its first code point.
    pub start: usize,
    /// One past its last.
    pub end: usize,
}

/// The words of a text with their places, in order.
pub fn placed_words(text: &str) -> impl Iterator<Item = PlacedWord> {
    let mut rest = text.chars().enumerate().peekable();
    std::iter::from_fn(move || {
        while rest.next_if(|(_, c)| !c.is_alphanumeric()).is_some() {}
        let (start, first) = rest.next()?;
        if is_han(first) {
            return Some(PlacedWord { text: simplify(first).to_string(), start, end: start + 1 });
        }
        let mut word = PlacedWord { text: first.to_lowercase().collect(), start, end: start + 1 };
        while let Some((at, c)) = rest.next_if(|(_, c)| c.is_alphanumeric() && !is_han(*c)) {
            word.text.extend(c.to_lowercase());
            word.end = at + 1;
        }
        Some(word)
    })
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_lower_case_and_characters_stand_alone() {
        assert_eq!(search_words("Hello, I'm here: 我的退款呢？ 退款ABC 3.50"), "hello i m here 我 的 退 款 呢 退 款 abc 3 50");
        assert_eq!(search_words("麻煩"), "麻 烦");
        assert_eq!(search_words(" …!? "), "");
    }

    #[test]
    fn places_are_code_points() {
        let words: Vec<PlacedWord> = placed_words("😀 退ABC 麻").collect();
        let told: Vec<(&str, usize, usize)> = words.iter().map(|word| (word.text.as_str(), word.start, word.end)).collect();
        assert_eq!(told, [("退", 2, 3), ("abc", 3, 6), ("麻", 7, 8)]);
    }

    #[test]
    fn a_query_asks_for_phrases() {
        let phrases = |query: &str| search_phrases(query).into_iter().map(|phrase| phrase.join(" ")).collect::<Vec<_>>();
        assert_eq!(phrases("late refund"), ["late", "refund"]);
        assert_eq!(phrases("\"late refund\" 退款"), ["late refund", "退 款"]);
        assert_eq!(phrases("don't"), ["don t"]);
        assert_eq!(phrases("\"open"), ["open"]);
        assert!(phrases("' OR 1=1 --").iter().all(|phrase| phrase.chars().all(|c| c.is_alphanumeric() || c == ' ')));
    }
}
