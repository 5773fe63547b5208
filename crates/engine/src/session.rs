//! A conversation read while it happens: each turn gives changes; the end gives what batch gives.

use std::sync::Arc;

use rapport_model::{Channel, Event, Finding, Opportunity, Party, Turn};
use rapport_text::redact::{Redactor, Side};

use crate::detect::{self, Ledger, Presence, TurnRead, World, settle};
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
    ledger: Ledger,
    /// As they were told last.
    findings: Vec<Finding>,
    presence: Presence,
}

impl Session {
    /// A conversation that begins now.
    pub fn new(library: Arc<Library>, program: Arc<Program>, channel: Channel) -> Session {
        let mut ledger = Ledger::default();
        ledger.begin(library.rules.len());
        Session { library, program, channel, events: Vec::new(), redactor: Redactor::new(), turns: Vec::new(), ledger, findings: Vec::new(), presence: Presence::default() }
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
        // A number that becomes whole may change turns before.
        let mut from = self.turns.len() - 1;
        for change in self.redactor.push(redaction_side(&turn.party), &turn.text) {
            let Some(read) = self.turns.get_mut(change.turn) else { continue };
            let party = read.party.clone();
            read.begin(&party, &change.text);
            from = from.min(change.turn);
            if !change.masks.is_empty() {
                changes.push(Change::Redacted { turn: change.turn as u32, text: change.text });
            }
        }
        // What an earlier turn says now may change what is looked for in the turns after it.
        for at in from..self.turns.len() {
            self.turns[at].hits.clear();
            detect::read(&self.library, self.channel, &mut self.turns, at, &mut self.presence);
        }
        self.settle(from, &mut changes);
        changes
    }

    /// Ends the conversation: everything that batch detection finds in the same turns.
    pub fn finish(self) -> Detection {
        let world = World { library: &self.library, program: &self.program, channel: self.channel, events: &self.events };
        let settled = settle(world, &self.turns, &mut Ledger::default());
        Detection::from_settled(&self.library, settled, &self.turns)
    }

    /// Settles what turns from `from` on can change, and says what it changed.
    fn settle(&mut self, from: usize, changes: &mut Vec<Change>) {
        let world = World { library: &self.library, program: &self.program, channel: self.channel, events: &self.events };
        let ledger = &mut self.ledger;
        let changed = ledger.advance(world, &self.turns, from);
        let same = |a: &Finding, b: &Finding| {
            a.turn == b.turn
                && a.behaviour == b.behaviour
                && a.polarity == b.polarity
                && a.cue == b.cue
                && a.span == b.span
                && a.hint == b.hint
                && a.level == b.level
                && a.detector == b.detector
        };
        let first = ledger.count_before(changed);
        let old = self.findings.split_off(first);
        let new = ledger.findings(&ledger.scene(world, &self.turns), first);
        changes.extend(old.iter().filter(|old| !new.iter().any(|finding| same(finding, old))).cloned().map(Change::Withdrawn));
        changes.extend(new.iter().filter(|finding| !old.iter().any(|old| same(finding, old))).cloned().map(Change::Found));
        self.findings.extend(new);
        for renewed in ledger.advance_opportunities(world, &self.turns, from as u32, false) {
            let rule = &self.library.rules[renewed.rule as usize];
            let within = rule.opportunity.as_ref().map_or(0, |rule| rule.within);
            let place = ledger.opportunities_before(renewed.now.turn, renewed.rule);
            let opportunity = || ledger.opportunity(rule, renewed.rule, &renewed.now, place);
            if renewed.before.is_none() {
                changes.push(Change::Opened(opportunity()));
            }
            if renewed.now.closed(within) && !renewed.before.is_some_and(|before| before.closed(within) && before.taken() == renewed.now.taken()) {
                changes.push(Change::Closed(opportunity()));
            }
        }
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
