//! The language of one turn, by the share of Chinese characters and Latin words.

/// Language of a turn or a conversation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English (any Latin-script text is read as English).
    English,
    /// Chinese, simplified or traditional.
    Chinese,
    /// Neither: another script, or no letters at all.
    #[default]
    Other,
}

impl Language {
    /// `en`, `zh` or `und`.
    pub fn as_str(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Chinese => "zh",
            Language::Other => "und",
        }
    }

    /// Reads the word; what is neither `en` nor `zh` is another language.
    pub fn parse(word: &str) -> Language {
        match word {
            "en" => Language::English,
            "zh" => Language::Chinese,
            _ => Language::Other,
        }
    }

    /// From counts. A Chinese character carries about as much as a Latin word, so
    /// "我的 iPhone 坏了" is Chinese and "the 微信 app keeps crashing on me" is English.
    pub fn from_counts(han: u32, latin_words: u32, other_letters: u32) -> Language {
        if other_letters > han + latin_words {
            Language::Other
        } else if han > 0 && han >= latin_words {
            Language::Chinese
        } else if latin_words > 0 {
            Language::English
        } else {
            Language::Other
        }
    }
}
