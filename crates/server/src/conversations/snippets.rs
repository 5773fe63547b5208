//! Where the words of a search stand in a conversation: stretches of turns, highlighted by code points.

use rapport_model::Conversation;
use rapport_text::{PlacedWord, placed_words};
use serde::Serialize;
use utoipa::ToSchema;

/// A turn that holds words of the search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Snippet {
    /// Turn, from 0.
    pub turn: usize,
    /// First code point of the stretch in the turn's text.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// Exactly that stretch.
    pub text: String,
    /// What was looked for, as code points of the turn's text: start, and one past the end; in order.
    pub highlights: Vec<(usize, usize)>,
}

/// Snippets of one conversation at most.
const MOST: usize = 3;

/// Code points shown around what was found.
const AROUND: usize = 60;

/// The turns that hold phrases, those with the most different ones first.
pub fn snippets(conversation: &Conversation, phrases: &[Vec<String>]) -> Vec<Snippet> {
    let mut found: Vec<(usize, Snippet)> = conversation.turns.iter().enumerate().filter_map(|(at, turn)| snippet(at, &turn.text, phrases)).collect();
    found.sort_by_key(|(different, snippet)| (std::cmp::Reverse(*different), snippet.turn));
    found.truncate(MOST);
    found.sort_by_key(|(_, snippet)| snippet.turn);
    found.into_iter().map(|(_, snippet)| snippet).collect()
}

fn snippet(turn: usize, text: &str, phrases: &[Vec<String>]) -> Option<(usize, Snippet)> {
    let words: Vec<PlacedWord> = placed_words(text).collect();
    let mut highlights: Vec<(usize, usize)> = Vec::new();
    let mut different = 0;
    for phrase in phrases.iter().filter(|phrase| !phrase.is_empty()) {
        let before = highlights.len();
        for window in words.windows(phrase.len()) {
            if window.iter().zip(phrase).all(|(word, wanted)| word.text == *wanted) {
                highlights.push((window[0].start, window[phrase.len() - 1].end));
            }
        }
        different += usize::from(highlights.len() > before);
    }
    highlights.sort_unstable();
    highlights.dedup();
    let (first, last) = (highlights.first()?.0, highlights.last()?.1);
    let length = text.chars().count();
    let start = first.saturating_sub(AROUND);
    let end = (last.min(first + 4 * AROUND) + AROUND).min(length);
    highlights.retain(|&(_, until)| until <= end);
    let text = text.chars().skip(start).take(end - start).collect();
    Some((different, Snippet { turn, start, end, text, highlights }))
}

#[cfg(test)]
mod tests {
    use rapport_model::{Channel, Party, Turn};
    use rapport_text::search_phrases;

    use super::*;

    fn of(text: &str, query: &str) -> Vec<Snippet> {
        let mut conversation = Conversation::new("c", "s", Channel::Chat);
        conversation.turns = text.split('|').map(|text| Turn::new(Party::Customer, text)).collect();
        snippets(&conversation, &search_phrases(query))
    }

    #[test]
    fn highlights_are_code_points_of_the_turn() {
        let found = of("hello|😀 My REFUND is late, my refund!", "refund");
        assert_eq!((found.len(), found[0].turn), (1, 1));
        let marked: Vec<String> = found[0].highlights.iter().map(|&(start, end)| "😀 My REFUND is late, my refund!".chars().skip(start).take(end - start).collect()).collect();
        assert_eq!(marked, ["REFUND", "refund"]);
    }

    #[test]
    fn chinese_is_found_as_a_run_whatever_stands_beside_it() {
        let found = of("我的iPhone退款還沒到", "退款还没");
        assert_eq!(found[0].highlights, [(8, 12)]);
        assert!(of("退还款", "退款").is_empty());
    }

    #[test]
    fn the_turns_that_hold_most_come_and_at_most_three() {
        let found = of("late|late refund|late|late|refund", "late refund");
        assert_eq!(found.iter().map(|one| one.turn).collect::<Vec<_>>(), [0, 1, 2]);
        let long = "x ".repeat(500) + "refund" + &" y".repeat(500);
        let found = of(&long, "refund");
        assert_eq!(found[0].text.chars().count(), found[0].end - found[0].start);
        assert!(found[0].text.contains("refund") && found[0].text.chars().count() < 200);
    }
}
