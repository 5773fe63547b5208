//! A conversation read while it happens: each turn gives changes; the end gives what batch gives.

use std::sync::Arc;

use rapport_model::{Channel, Event, Finding, Opportunity, Party, Turn};
use rapport_text::redact::{Redactor, Side};

use crate::detect::{self, Presence, Settled, TurnRead, settle};
use crate::{Detection, Library, Program};

/// What a turn changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A turn's text was masked, now or again because a number split over turns became whole.
    Redacted {
        /// Turn, from 0.
        turn: u32,
        /// Its text as it stands.
        text: String,
    },
    /// Something called for a behaviour.
    Opened(Opportunity),
    /// A behaviour was found. Ids are those of this moment: behaviour and turn name a finding for good.
    Found(Finding),
    /// A finding no longer holds, because of what came after it.
    Withdrawn(Finding),
    /// An opportunity was taken, or its window ended.
    Closed(Opportunity),
}

/// A live conversation.
pub struct Session {
    library: Arc<Library>,
    program: Arc<Program>,
    channel: Channel,
    events: Vec<Event>,
    redactor: Redactor,
    turns: Vec<TurnRead>,
    settled: Settled,
    presence: Presence,
}

impl Session {
    /// A conversation that begins now.
    pub fn new(library: Arc<Library>, program: Arc<Program>, channel: Channel) -> Session {
        Session { library, program, channel, events: Vec::new(), redactor: Redactor::new(), turns: Vec::new(), settled: Settled::default(), presence: Presence::default() }
    }

    /// Names known from the start, so that they are masked wherever they are said.
    #[must_use]
    pub fn with_names(mut self, agent: &[&str], customer: &[&str]) -> Session {
        self.redactor = self.redactor.with_names(agent, customer);
        self
    }

    /// Something that happened beside the words; it counts from the next turn on.
    pub fn note(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Takes the next turn, unredacted, and says what it changed.
    pub fn push(&mut self, turn: &Turn) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut read = TurnRead::default();
        read.begin(&turn.party, "");
        (read.start_ms, read.end_ms) = (turn.start_ms, turn.end_ms);
        self.turns.push(read);
        if let Some(name) = &turn.name {
            self.redactor.know(redaction_side(&turn.party), name);
        }
        let mut first = self.turns.len();
        for change in self.redactor.push(redaction_side(&turn.party), &turn.text) {
            let Some(read) = self.turns.get_mut(change.turn) else { continue };
            let party = read.party.clone();
            read.begin(&party, &change.text);
            first = first.min(change.turn);
            if !change.masks.is_empty() {
                changes.push(Change::Redacted { turn: change.turn as u32, text: change.text });
            }
        }
        // What an earlier turn says now may change what is looked for in the turns after it.
        for at in first..self.turns.len() {
            self.turns[at].hits.clear();
            detect::scan(&self.library, self.channel, &mut self.turns, at, &mut self.presence);
        }
        let settled = settle(&self.library, &self.program, self.channel, &self.events, &self.turns, false);
        self.compare(&settled, &mut changes);
        self.settled = settled;
        changes
    }

    /// Ends the conversation: everything that batch detection finds in the same turns.
    pub fn finish(self) -> Detection {
        let settled = settle(&self.library, &self.program, self.channel, &self.events, &self.turns, true);
        Detection::from_settled(settled, &self.turns)
    }

    fn compare(&self, new: &Settled, changes: &mut Vec<Change>) {
        let same = |a: &Finding, b: &Finding| a.turn == b.turn && a.behaviour == b.behaviour && a.polarity == b.polarity && a.cue == b.cue && a.span == b.span;
        for old in &self.settled.findings {
            if !new.findings.iter().any(|finding| same(finding, old)) {
                changes.push(Change::Withdrawn(old.clone()));
            }
        }
        for finding in &new.findings {
            if !self.settled.findings.iter().any(|old| same(finding, old)) {
                changes.push(Change::Found(finding.clone()));
            }
        }
        for opportunity in &new.opportunities {
            let before = self.settled.opportunities.iter().find(|old| old.turn == opportunity.turn && old.behaviour == opportunity.behaviour);
            let closed = self.closed(opportunity);
            if before.is_none() {
                changes.push(Change::Opened(opportunity.clone()));
            }
            if closed && !before.is_some_and(|before| self.closed(before) && before.taken == opportunity.taken) {
                changes.push(Change::Closed(opportunity.clone()));
            }
        }
    }

    /// Taken, or every turn of its window has been said.
    fn closed(&self, opportunity: &Opportunity) -> bool {
        let Some(rule) = self.library.rule_id(&opportunity.behaviour).map(|id| &self.library.rules[id as usize]) else { return true };
        let within = rule.opportunity.as_ref().map_or(0, |rule| rule.within as usize);
        let said = opportunity.searched.map_or(0, |(first, last)| {
            let window = self.turns.get(first as usize..=last as usize).unwrap_or_default();
            window.iter().filter(|turn| turn.side == rule.side || rule.side == crate::rules::Side::Both).count()
        });
        opportunity.taken || said >= within
    }
}

/// The side a party speaks for, as far as redaction needs it.
pub fn redaction_side(party: &Party) -> Side {
    match party {
        Party::Agent | Party::Supervisor | Party::Bot => Side::Agent,
        Party::Customer => Side::Customer,
        Party::System | Party::Speaker(_) => Side::Other,
    }
}
