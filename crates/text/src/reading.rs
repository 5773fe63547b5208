//! One turn as the engine reads it: tokens in sentences and clauses, language, form.

use crate::english;
use crate::scanner::Scanner;
use crate::{Key, Language, Shadow, Token};

/// One sentence of a turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// Ends in a question mark.
    pub question_mark: bool,
    /// Exclamation marks at its end.
    pub exclaims: u8,
    /// Whether it asks, by its mark or its words.
    pub(crate) asks: bool,
}

/// No sentence has more tokens: a longer one is split at a clause where it has one, else where it is full.
pub const LONGEST_SENTENCE: usize = 60;

/// A turn, read. Reuse one value for many turns: its memory is kept.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The normalised text.
    pub shadow: Shadow,
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// Sentences, in order; they cover all tokens.
    pub sentences: Vec<Sentence>,
    /// Language of the turn.
    pub language: Language,
    /// Latin words and numbers said (contractions count once).
    pub words: u32,
    /// Chinese characters said.
    pub han: u32,
    /// Sounds of hesitation left out of `tokens`.
    pub fillers: u32,
    /// Whether the text has any mark that ends a sentence or clause.
    pub punctuated: bool,
    pub(crate) foreign: u32,
    /// How sentences end, by the numbers that tokens have while they are scanned.
    pub(crate) marks: Vec<Sentence>,
}

impl Reading {
    /// Reads a turn's (redacted) text.
    pub fn of(text: &str) -> Reading {
        let mut reading = Reading::default();
        reading.read(text);
        reading
    }

    /// Reads a turn's (redacted) text into this value.
    pub fn read(&mut self, text: &str) {
        self.tokens.clear();
        self.marks.clear();
        (self.words, self.han, self.fillers, self.foreign) = (0, 0, 0, 0);
        self.punctuated = false;
        let mut shadow = std::mem::take(&mut self.shadow);
        shadow.fill(text);
        Scanner::new(&shadow, self).scan();
        self.shadow = shadow;
        self.language = Language::from_counts(self.han, self.words, self.foreign);
        if !self.punctuated {
            crate::form::split_unpunctuated(&mut self.tokens);
        }
        self.close_sentences();
    }

    /// Length as people count it: words in English, characters in Chinese, both in mixed turns.
    pub fn length(&self) -> u32 {
        self.words + self.han
    }

    /// Makes the sentence table from the tokens' sentence numbers.
    fn close_sentences(&mut self) {
        // Marks were noted by sentence number while scanning; splitting only ever adds numbers
        // in texts that have no marks.
        self.cut();
        if self.sentences.iter().any(|sentence| sentence.end - sentence.first > LONGEST_SENTENCE as u32) {
            self.split_long();
            self.cut();
        }
        for sentence in &mut self.sentences {
            sentence.asks = sentence.question_mark || crate::form::asks(&self.tokens[sentence.first as usize..sentence.end as usize]);
        }
    }

    /// Cuts the tokens into sentences by their numbers, and numbers these without gaps.
    fn cut(&mut self) {
        self.sentences.clear();
        let mut rest = self.tokens.as_mut_slice();
        let mut first = 0;
        while let Some(token) = rest.first() {
            let number = token.sentence;
            let len = rest.iter().position(|token| token.sentence != number).unwrap_or(rest.len());
            let mark = self.marks.get(number as usize).copied().unwrap_or_default();
            let (sentence, after) = rest.split_at_mut(len);
            let place = self.sentences.len() as u16;
            if place != number {
                sentence.iter_mut().for_each(|token| token.sentence = place);
            }
            self.sentences.push(Sentence { first, end: first + len as u32, ..mark });
            (first, rest) = (first + len as u32, after);
        }
    }

    /// Gives the parts of an overlong sentence numbers of their own, moving those after it.
    fn split_long(&mut self) {
        let (mut start, mut added) = (0, 0u16);
        let mut number = u16::MAX;
        let marks = std::mem::take(&mut self.sentences);
        let mut moved: Vec<Sentence> = Vec::new();
        for i in 0..self.tokens.len() {
            let original = self.tokens[i].sentence;
            if original != number {
                (number, start) = (original, i);
            } else if i - start >= LONGEST_SENTENCE {
                // Back to the last clause that begins in the second half, if there is one.
                let clause = (start + LONGEST_SENTENCE / 2..=i).rev().find(|&at| at > start && self.tokens[at].clause != self.tokens[at - 1].clause);
                let cut = clause.unwrap_or(i);
                // The mark ends the last part only.
                if let Some(part) = moved.get_mut(original.saturating_add(added) as usize) {
                    *part = Sentence::default();
                }
                added = added.saturating_add(1);
                for token in &mut self.tokens[cut..i] {
                    token.sentence = original.saturating_add(added);
                }
                start = cut;
            }
            let here = original.saturating_add(added);
            self.tokens[i].sentence = here;
            if let Some(mark) = marks.get(original as usize) {
                moved.resize(moved.len().max(here as usize + 1), Sentence::default());
                moved[here as usize] = *mark;
            }
        }
        self.marks = moved;
    }

    /// The normalised text of one token (for a contraction, of the whole written word).
    pub fn word(&self, token: &Token) -> String {
        self.shadow.slice(token.start, token.end).iter().collect()
    }

    /// The key of a token's content word without inflection; `None` for function words.
    pub fn content(&self, token: &Token) -> Option<Key> {
        english::content_of(self.shadow.slice(token.start, token.end))
    }
}
