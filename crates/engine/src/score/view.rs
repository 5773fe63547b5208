//! One conversation and what was found in it, as items ask for it.

use std::cell::OnceCell;

use rapport_model::{Conversation, Evidence, Finding, Party};
use rapport_text::Reading;

use crate::Detection;

/// What items look at.
pub(super) struct View<'a> {
    pub(super) conversation: &'a Conversation,
    pub(super) detection: &'a Detection,
    customer_words: OnceCell<u32>,
}

impl<'a> View<'a> {
    pub(super) fn new(conversation: &'a Conversation, detection: &'a Detection) -> View<'a> {
        View { conversation, detection, customer_words: OnceCell::new() }
    }

    /// Findings of a behaviour.
    pub(super) fn findings(&self, behaviour: &str) -> impl Iterator<Item = &'a Finding> {
        self.detection.findings.iter().filter(move |finding| *finding.behaviour == *behaviour)
    }

    pub(super) fn is_timed(&self) -> bool {
        self.conversation.turns.iter().any(|turn| turn.start_ms.is_some())
    }

    pub(super) fn is_agent(&self, turn: usize) -> bool {
        self.conversation.turns.get(turn).is_some_and(|turn| matches!(turn.party, Party::Agent | Party::Supervisor))
    }

    pub(super) fn agent_turns(&self) -> u32 {
        (0..self.conversation.turns.len()).filter(|turn| self.is_agent(*turn)).count() as u32
    }

    /// Words, and Chinese characters, of the customer.
    pub(super) fn customer_words(&self) -> u32 {
        *self.customer_words.get_or_init(|| {
            let own = self.conversation.turns.iter().filter(|turn| turn.party == Party::Customer);
            own.map(|turn| Reading::of(&turn.text).length()).sum()
        })
    }

    /// The whole conversation as a searched span.
    pub(super) fn searched(&self) -> Option<Evidence> {
        let last = self.conversation.turns.len().checked_sub(1)?;
        Some(Evidence::Searched { first: 0, last: last as u32 })
    }
}

/// A finding as evidence.
pub(super) fn said(finding: &Finding, good: bool) -> Evidence {
    Evidence::Said {
        good,
        finding: Some(finding.id.clone()),
        behaviour: finding.behaviour.clone(),
        turn: finding.turn,
        span: finding.span,
        quote: finding.quote.clone(),
        hint: finding.hint,
    }
}
