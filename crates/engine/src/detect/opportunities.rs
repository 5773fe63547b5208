//! What called for a behaviour, and whether it came in time.

use std::sync::Arc;

use rapport_model::{EventKind, Opportunity, Polarity};

use super::scene::{Scene, TurnRead};
use super::settle::{Ledger, NEVER, World, id};
use crate::rules::{Hint, OpportunityRule, Rule, RuleId, Side, Trigger};

/// An opportunity before it has an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Made {
    pub turn: u32,
    /// The finding that took it: its turn, and its place among the rule's drafts.
    by: Option<(u32, u32)>,
    searched: Option<(u32, u32)>,
    /// Turns of the rule's side that were searched.
    count: u32,
}

impl Made {
    /// Whether it was taken.
    pub(crate) fn taken(&self) -> bool {
        self.by.is_some()
    }

    /// Taken, or every turn of its window has been said.
    pub(crate) fn closed(&self, within: u32) -> bool {
        self.taken() || self.count >= within
    }

    /// The last turn that it looks at, while nothing later calls for the behaviour anew.
    fn end(&self) -> u32 {
        match (self.by, self.searched) {
            (Some((by, _)), _) => by,
            (None, Some((_, end))) => end,
            _ => self.turn,
        }
    }
}

/// An opportunity that a step made or made anew.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Renewed {
    pub rule: RuleId,
    pub before: Option<Made>,
    pub now: Made,
}

impl Ledger {
    /// Looks again at the opportunities that turns from `from` on, and the findings that changed in the last step,
    /// can change. While a conversation goes on (`finished` is false), what its end would call for is not asked yet.
    /// Gives those that were looked at, in the order of the conversation.
    pub(crate) fn advance_opportunities(&mut self, world: World, turns: &[TurnRead], from: u32, finished: bool) -> Vec<Renewed> {
        let mut renewed = Vec::new();
        let mut triggers = Vec::new();
        for &number in &world.library.plan.calling {
            let number = number as usize;
            let rule = &world.library.rules[number];
            let Some(opportunity) = &rule.opportunity else { continue };
            if !finished && matches!(opportunity.on, Trigger::End) || !opportunity.channels.is_empty() && !opportunity.channels.contains(&world.channel) {
                continue;
            }
            if self.made[number].is_empty() && self.is_uncalled(world, number, &opportunity.on) {
                continue;
            }
            self.touch(number as RuleId);
            let mut made = std::mem::take(&mut self.made[number]);
            let (called, own) = (self.called_from(&opportunity.on, from), self.changed[number].min(from));
            let kept = made.iter().take_while(|made| made.turn < called && made.end() < own && made.closed(opportunity.within)).count();
            let old = made.split_off(kept);
            triggers.clear();
            let scene = self.scene(world, turns);
            let after = made.last().map(|made| made.turn);
            self.triggers(&scene, number, rule, opportunity, after, &mut triggers);
            for &turn in &triggers {
                // A finding takes one opportunity; a window that is still open swallows further triggers.
                if let Some(last) = made.last() {
                    let again = opportunity.again_after.is_some_and(|n| self.shape.customers_to[turn as usize] - self.shape.customers_to[last.turn as usize] >= n);
                    if turn <= last.end() && !again {
                        continue;
                    }
                }
                let now = one(&scene, rule, number, opportunity, turn);
                let before = old.iter().find(|old| old.turn == turn).copied();
                if before != Some(now) && !finished {
                    renewed.push(Renewed { rule: number as RuleId, before, now });
                }
                made.push(now);
            }
            self.made[number] = made;
        }
        renewed.sort_unstable_by_key(|renewed| (renewed.now.turn, renewed.rule));
        renewed
    }

    /// Whether nothing can have called for a behaviour, at a glance.
    fn is_uncalled(&self, world: World, number: usize, on: &Trigger) -> bool {
        match on {
            Trigger::Found(near) => near.any.iter().all(|&rule| self.found.of(rule).is_empty()),
            Trigger::Event(_) => world.events.is_empty(),
            Trigger::Text => self.places[number].is_empty(),
            Trigger::Start | Trigger::End | Trigger::Length { .. } => false,
        }
    }

    /// The first turn from which what calls for a behaviour may have changed.
    fn called_from(&self, on: &Trigger, from: u32) -> u32 {
        match on {
            Trigger::Found(near) => near.any.iter().map(|&rule| self.changed[rule as usize]).fold(from, u32::min),
            // A turn that comes may have begun before what happened, and the end moves.
            Trigger::Event(_) | Trigger::End => 0,
            Trigger::Start | Trigger::Text | Trigger::Length { .. } => from,
        }
    }

    /// Turns after one that call for a behaviour, in order.
    fn triggers(&self, scene: &Scene, number: usize, rule: &Rule, opportunity: &OpportunityRule, after: Option<u32>, out: &mut Vec<u32>) {
        let first = after.map_or(0, |after| after + 1);
        let next = scene.turns.iter().enumerate().skip(first as usize);
        match &opportunity.on {
            Trigger::Found(near) => {
                for &rule in &near.any {
                    let drafts = scene.found.of(rule);
                    let later = &drafts[drafts.partition_point(|draft| draft.turn < first)..];
                    let fits = |level: Option<u8>, polarity| level.unwrap_or(1) >= near.level && near.polarity.is_none_or(|wanted| polarity == wanted);
                    out.extend(later.iter().filter(|draft| fits(draft.level, draft.polarity)).map(|draft| draft.turn));
                }
            }
            Trigger::Start if after.is_some() => {}
            Trigger::Start => out.extend(scene.turns.iter().position(|turn| turn.side == rule.side).map(|at| at as u32)),
            Trigger::End if ended_early(scene) || !scene.turns.iter().any(|turn| turn.side == rule.side) => {}
            Trigger::End => out.push(scene.turns.len().saturating_sub(1) as u32),
            Trigger::Event(kind) => out.extend(scene.events.iter().filter(|event| event.kind == *kind).map(|event| turn_at(scene, event.start_ms))),
            Trigger::Length { words, form } => {
                let fits = |turn: &TurnRead| {
                    turn.side != rule.side
                        && turn.side != Side::Both
                        && turn.reading.length() >= *words
                        && form.is_none_or(|form| turn.reading.sentences.iter().any(|sentence| sentence.form() == form))
                };
                out.extend(next.filter(|(_, turn)| fits(turn)).map(|(at, _)| at as u32));
            }
            Trigger::Text => {
                let places = &self.places[number];
                for place in &places[places.partition_point(|place| place.turn < first)..] {
                    let hits = &scene.turns[place.turn as usize].hits[place.first as usize..place.end as usize];
                    if hits.iter().any(|hit| scene.library.cues[hit.cue as usize].hint == Hint::Trigger) {
                        out.push(place.turn);
                    }
                }
            }
        }
        out.retain(|&turn| turn >= first && scene.turns.get(turn as usize).is_some_and(|turn| turn.reading.length() >= opportunity.min_words));
        out.sort_unstable();
        out.dedup();
    }

    /// An opportunity as it is told, with the ids of this moment.
    pub(crate) fn opportunity(&self, rule: &Rule, number: RuleId, made: &Made, place: usize) -> Opportunity {
        Opportunity {
            id: id('o', place),
            behaviour: Arc::clone(&rule.id),
            turn: made.turn,
            taken: made.taken(),
            by: made.by.map(|(by, _)| by),
            finding: made.by.and_then(|(by, at)| {
                let start = self.found.of(number).get(at as usize)?.span.start;
                Some(id('f', self.order.binary_search(&(by, start, number, at)).ok()?))
            }),
            searched: made.searched,
        }
    }

    /// How many opportunities come before one.
    pub(crate) fn opportunities_before(&self, turn: u32, rule: RuleId) -> usize {
        let before = |(number, made): (usize, &Vec<Made>)| made.partition_point(|made| (made.turn, number) < (turn, rule as usize));
        self.made.iter().enumerate().map(before).sum()
    }
}

/// All opportunities, in the order of the conversation.
pub(crate) fn all(scene: &Scene, ledger: &Ledger) -> Vec<Opportunity> {
    let mut order: Vec<(u32, RuleId, u32)> = Vec::new();
    for &number in &scene.library.plan.calling {
        for (at, made) in ledger.made[number as usize].iter().enumerate() {
            order.push((made.turn, number, at as u32));
        }
    }
    order.sort_unstable();
    let tell = |(place, &(_, number, at)): (usize, &(u32, RuleId, u32))| {
        ledger.opportunity(&scene.library.rules[number as usize], number, &ledger.made[number as usize][at as usize], place)
    };
    order.iter().enumerate().map(tell).collect()
}

/// The customer hung up, or the conversation was closed because of abuse: nobody could close it well.
fn ended_early(scene: &Scene) -> bool {
    scene.events.iter().any(|event| event.kind == EventKind::Hangup && event.by == Some(rapport_model::Party::Customer))
        || !scene.found(scene.library.plan.known.abuse_close).is_empty()
}

/// The last turn that had begun when an event began.
fn turn_at(scene: &Scene, ms: Option<i64>) -> u32 {
    let before = |turn: &TurnRead| matches!((turn.start_ms, ms), (Some(turn), Some(event)) if turn <= event);
    scene.turns.iter().rposition(before).unwrap_or(0) as u32
}

/// The opportunity that a turn gives: its window, and the finding that takes it.
fn one(scene: &Scene, rule: &Rule, number: usize, opportunity: &OpportunityRule, turn: u32) -> Made {
    let own = |at: &usize| scene.turns[*at].side == rule.side || rule.side == Side::Both;
    let (mut first, mut last, mut count) = (NEVER, 0, 0);
    let mut search = |at: usize| {
        (first, last, count) = (first.min(at as u32), last.max(at as u32), count + 1);
    };
    let within = opportunity.within as usize;
    match opportunity.on {
        Trigger::Start => (0..scene.turns.len()).filter(own).take(within).for_each(&mut search),
        Trigger::End => (0..scene.turns.len()).rev().filter(own).take(within).for_each(&mut search),
        // An agent who trips a behaviour in the same turn has the window from that turn on.
        _ => {
            let from = turn as usize + usize::from(!own(&(turn as usize)));
            (from..scene.turns.len()).filter(own).take(within).for_each(&mut search);
        }
    }
    let drafts = scene.found.of(number as RuleId);
    let from = drafts.partition_point(|draft| draft.turn < first);
    let window = drafts[from..].iter().enumerate().take_while(|(_, draft)| draft.turn <= last);
    let hit = { window }.find(|(_, draft)| draft.polarity != Polarity::Negative && own(&(draft.turn as usize)));
    let by = hit.map(|(at, draft)| (draft.turn, (from + at) as u32));
    Made { turn, by, searched: (count > 0).then_some((first, last)), count }
}
