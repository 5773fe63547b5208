//! Tokens: words, Chinese characters, numbers, emoji and masks, each with its place.

use crate::Key;

/// What a token is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A Latin word (or part of an expanded contraction).
    #[default]
    Word,
    /// One Chinese character.
    Han,
    /// Anything with a digit in it: 5, 5pm, 3rd, 49.99, 10:30.
    Number,
    /// One emoji.
    Emoji,
    /// A typed token that stands for redacted data, such as `[CARD:1234]`.
    Mask,
    /// A letter or word of another script.
    Foreign,
}

/// One token of a turn. A contraction gives two tokens with the same span ("don't" → do, not).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Token {
    /// Which word it is, after normalising.
    pub key: Key,
    /// First code point in the turn's text.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Which sentence of the turn, from 0.
    pub sentence: u16,
    /// Which clause of the turn, from 0.
    pub clause: u16,
    /// What it is.
    pub kind: Kind,
    /// Whether it stands in quotation marks or in a quoted line of an e-mail.
    pub quoted: bool,
    /// Written in capitals, or with a letter drawn out ("sooo").
    pub loud: bool,
}
