//! Spans, normalising with offsets, tokens, sentences, language, redaction.

mod chinese;
mod english;
mod form;
mod key;
mod language;
mod reading;
pub mod redact;
mod scanner;
mod search;
mod shadow;
mod span;
mod tokens;
mod words;

pub use chinese::{segment, simplify, to_simplified};
pub use english::{content_key, is_function_word};
pub use form::Form;
pub use key::{Key, KeyMap, KeySet};
pub use language::Language;
pub use reading::{LONGEST_SENTENCE, Reading, Sentence};
pub use search::{PlacedWord, placed_words, search_phrases, search_words};
pub use shadow::Shadow;
pub use span::Span;
pub use tokens::{Kind, Token};
