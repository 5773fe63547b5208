//! The reader's language.

use clap::ValueEnum;
use rapport_engine::Both;

/// English or Chinese.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// English
    #[default]
    En,
    /// Chinese (中文)
    Zh,
}

impl Lang {
    /// The text in this language.
    pub fn of<T>(self, both: &Both<T>) -> &T {
        match self {
            Lang::En => &both.en,
            Lang::Zh => &both.zh,
        }
    }

    /// One of two fixed texts.
    pub fn pick(self, en: &'static str, zh: &'static str) -> &'static str {
        match self {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }
}
