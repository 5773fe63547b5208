//! When an item applies at all: channel, what was found, times, length.

use std::sync::Arc;

use rapport_model::{Channel, Why};

use super::card::Check;
use super::file::AppliesFile;
use super::view::View;
use crate::rules::channels;

/// Conditions that must all hold.
#[derive(Clone, Debug, Default)]
pub(super) struct Applies {
    channels: Box<[Channel]>,
    found: Vec<Arc<str>>,
    level: u8,
    timed: bool,
    agent_turns: u32,
    customer_words: u32,
}

impl Applies {
    pub(super) fn compile(file: &AppliesFile, check: &mut Check) -> Applies {
        Applies {
            channels: channels(&file.channels, check.errors),
            found: check.behaviours(&file.found),
            level: file.level.unwrap_or(0),
            timed: file.timed,
            agent_turns: file.agent_turns.unwrap_or(0),
            customer_words: file.customer_words.unwrap_or(0),
        }
    }

    /// Why it does not apply; `None` when it does.
    pub(super) fn not(&self, view: &View) -> Option<Why> {
        let found = || self.found.iter().any(|id| view.findings(id).any(|finding| finding.level.unwrap_or(1) >= self.level));
        match () {
            () if !self.channels.is_empty() && !self.channels.contains(&view.conversation.channel) => Some(Why::OtherChannel),
            () if self.timed && !view.is_timed() => Some(Why::NoTimes),
            () if view.agent_turns() < self.agent_turns => Some(Why::TooShort),
            () if !self.found.is_empty() && !found() => Some(Why::NothingCalledForIt),
            () if view.customer_words() < self.customer_words => Some(Why::NothingCalledForIt),
            () => None,
        }
    }
}
