//! The reader's language.

use rapport_engine::Both;
use rapport_text::Language;

/// English or Chinese. (Comments on the variants would blow up `--help`.)
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum Lang {
    #[default]
    En,
    Zh,
}

impl Lang {
    /// Chinese for locales that begin with `zh`, English for all others.
    pub fn named(locale: &str) -> Lang {
        if locale.to_ascii_lowercase().starts_with("zh") { Lang::Zh } else { Lang::En }
    }

    /// The language in which a turn was said; `self` where that is neither of the two.
    pub fn of_turn(self, language: Language) -> Lang {
        match language {
            Language::English => Lang::En,
            Language::Chinese => Lang::Zh,
            _ => self,
        }
    }

    /// What is there for this language.
    pub fn of<T>(self, both: &Both<T>) -> &T {
        match self {
            Lang::En => &both.en,
            Lang::Zh => &both.zh,
        }
    }

    /// The text in this language.
    pub fn text(self, both: &Both<String>) -> &str {
        self.of::<String>(both)
    }

    /// One of two fixed texts.
    pub fn pick(self, en: &'static str, zh: &'static str) -> &'static str {
        match self {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_that_begin_with_zh_are_chinese() {
        assert_eq!(Lang::named("zh_CN.UTF-8"), Lang::Zh);
        assert_eq!(Lang::named("ZH_TW"), Lang::Zh);
        assert_eq!(Lang::named("en_GB.UTF-8"), Lang::En);
        assert_eq!(Lang::named("C"), Lang::En);
    }
}
