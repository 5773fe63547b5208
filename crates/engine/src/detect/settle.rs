//! Settles a scanned conversation: conditions, levels, limits, in the order rules build on each other. A new turn
//! settles only what it can change.

use std::sync::Arc;

use rapport_model::{Channel, Detector, Event};
use rapport_model::{Episode, Finding, Opportunity, Skill};

use super::drafts::Drafting;
use super::facts::Tally;
use super::opportunities::Made;
use super::scene::{Draft, Found, Scene, TurnRead};
use super::shape::Shape;
use super::{episodes, opportunities, skills, slots};
use crate::Program;
use crate::learned;
use crate::rules::{Library, Rule, RuleId};

/// Everything the engine says about a conversation.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Settled {
    pub findings: Vec<Finding>,
    pub opportunities: Vec<Opportunity>,
    pub episodes: Vec<Episode>,
    pub skills: Vec<Skill>,
}

/// What does not change while a conversation is settled.
#[derive(Clone, Copy)]
pub(crate) struct World<'a> {
    pub library: &'a Library,
    pub program: &'a Program,
    pub channel: Channel,
    pub events: &'a [Event],
}

/// A turn with hits of a rule: a range of that turn's hits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub turn: u32,
    pub first: u32,
    pub end: u32,
}

/// No turn.
pub(crate) const NEVER: u32 = u32::MAX;

/// What was settled so far. Reuse one value for many conversations.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    pub(super) found: Found,
    pub(super) shape: Shape,
    pub(super) tally: Tally,
    /// By rule: where its hits are.
    pub(super) places: Vec<Vec<Place>>,
    /// By rule: its drafts before its limits, where it has limits; hits that held by turn, where they are counted.
    unlimited: Vec<Vec<Draft>>,
    counted: Vec<Vec<(u32, u32)>>,
    /// By rule: the turns in which a head found it by itself.
    guessed: Vec<Vec<u32>>,
    /// By rule: the first turn whose findings changed in the last step.
    pub(super) changed: Vec<u32>,
    /// By rule: its opportunities.
    pub(super) made: Vec<Vec<Made>>,
    /// All drafts in the order of the conversation: turn, begin of the span, rule, place among the rule's drafts.
    pub(super) order: Vec<(u32, u32, RuleId, u32)>,
    /// Rules that have anything of theirs in the lists above.
    touched: Vec<RuleId>,
    is_touched: Vec<bool>,
    turns: usize,
    events: usize,
    old: Vec<Draft>,
}

/// Settles all turns of a finished conversation.
pub(crate) fn settle(world: World, turns: &[TurnRead], ledger: &mut Ledger) -> Settled {
    ledger.begin(world.library.rules.len());
    ledger.advance(world, turns, 0);
    ledger.advance_opportunities(world, turns, 0, true);
    let scene = ledger.scene(world, turns);
    Settled { findings: ledger.findings(&scene, 0), opportunities: opportunities::all(&scene, ledger), episodes: episodes::find(&scene), skills: skills::count(&scene, ledger) }
}

impl Ledger {
    /// Forgets a conversation, keeps the memory.
    pub(crate) fn begin(&mut self, rules: usize) {
        if self.changed.len() != rules {
            *self = Ledger::default();
            self.found.by_rule.resize_with(rules, Vec::new);
            self.places.resize_with(rules, Vec::new);
            self.unlimited.resize_with(rules, Vec::new);
            self.counted.resize_with(rules, Vec::new);
            self.guessed.resize_with(rules, Vec::new);
            self.made.resize_with(rules, Vec::new);
            self.changed.resize(rules, NEVER);
            self.is_touched.resize(rules, false);
        }
        for rule in self.touched.drain(..) {
            let at = rule as usize;
            self.found.by_rule[at].clear();
            self.places[at].clear();
            self.unlimited[at].clear();
            self.counted[at].clear();
            self.guessed[at].clear();
            self.made[at].clear();
            self.is_touched[at] = false;
        }
        self.order.clear();
        (self.turns, self.events) = (0, 0);
    }

    /// Notes that a rule has something to forget.
    pub(super) fn touch(&mut self, rule: RuleId) {
        if !std::mem::replace(&mut self.is_touched[rule as usize], true) {
            self.touched.push(rule);
        }
    }

    /// What conditions and predicates may look at.
    pub(crate) fn scene<'a>(&'a self, world: World<'a>, turns: &'a [TurnRead]) -> Scene<'a> {
        let World { library, program, channel, events } = world;
        Scene { library, program, channel, events, turns, found: &self.found, shape: &self.shape, tally: &self.tally }
    }

    /// Settles again what turns from `from` on, new or changed, can change. Gives the first turn whose findings
    /// may have changed.
    pub(crate) fn advance(&mut self, world: World, turns: &[TurnRead], from: usize) -> u32 {
        let library = world.library;
        let from = from.min(self.turns);
        let eventful = world.events.len() != self.events;
        self.shape.measure(turns, from);
        self.tally.count(&library.lexicon, turns, from);
        self.gather(library, turns, from);
        self.changed.fill(NEVER);
        for &rule in &library.order {
            let plan = &library.plan.rules[rule as usize];
            if plan.tested.is_empty() && !self.is_touched[rule as usize] {
                continue;
            }
            let seen = plan.needs.iter().fold(from as u32, |seen, &need| seen.min(self.changed[need as usize]));
            let first = if plan.events && eventful { 0 } else { plan.reach.first_seeing(&self.shape, seen) };
            self.changed[rule as usize] = self.rule(world, turns, rule, first);
            if !self.found.by_rule[rule as usize].is_empty() || !self.unlimited[rule as usize].is_empty() {
                self.touch(rule);
            }
        }
        (self.turns, self.events) = (turns.len(), world.events.len());
        // A text that changed changes quotes, even where findings stand.
        let changed = self.changed.iter().copied().fold(from as u32, u32::min);
        self.sort(changed);
        changed
    }

    /// Notes where the hits of each rule are.
    fn gather(&mut self, library: &Library, turns: &[TurnRead], from: usize) {
        if from < self.turns {
            for places in &mut self.places {
                let keep = places.partition_point(|place| (place.turn as usize) < from);
                places.truncate(keep);
            }
            for guessed in &mut self.guessed {
                guessed.truncate(guessed.partition_point(|&turn| (turn as usize) < from));
            }
        }
        for (at, turn) in turns.iter().enumerate().skip(from) {
            let turn_number = at as u32;
            for guess in &turn.guesses.found {
                self.touch(guess.rule);
                let guessed = &mut self.guessed[guess.rule as usize];
                if guessed.last() != Some(&turn_number) {
                    guessed.push(turn_number);
                }
            }
            for (number, hit) in turn.hits.iter().enumerate() {
                let Some(rule) = library.plan.rule_of[hit.cue as usize] else { continue };
                self.touch(rule);
                let places = &mut self.places[rule as usize];
                match places.last_mut() {
                    // Cues of one rule have neighbouring numbers, so its hits stand together.
                    Some(place) if place.turn == turn_number => place.end = number as u32 + 1,
                    _ => places.push(Place { turn: turn_number, first: number as u32, end: number as u32 + 1 }),
                }
            }
        }
    }

    /// Drafts of one rule from a turn on; gives the first turn where they differ from what they were.
    fn rule(&mut self, world: World, turns: &[TurnRead], number: RuleId, from: u32) -> u32 {
        let at = number as usize;
        let rule = &world.library.rules[at];
        let plan = &world.library.plan.rules[at];
        let limited = rule.limits.at_least.is_some() || rule.limits.per_conversation.is_some();
        let places = &self.places[at];
        let places = &places[places.partition_point(|place| place.turn < from)..];
        let mut drafts = std::mem::take(if limited { &mut self.unlimited[at] } else { &mut self.found.by_rule[at] });
        let kept = drafts.partition_point(|draft| draft.turn < from);
        let guessed = &self.guessed[at];
        let guessed = &guessed[guessed.partition_point(|&turn| turn < from)..];
        if places.is_empty() && guessed.is_empty() && plan.tested.is_empty() && drafts.len() == kept {
            *(if limited { &mut self.unlimited[at] } else { &mut self.found.by_rule[at] }) = drafts;
            return NEVER;
        }
        let mut counted = std::mem::take(&mut self.counted[at]);
        counted.truncate(counted.partition_point(|&(turn, _)| turn < from));
        let mut old = std::mem::take(&mut self.old);
        old.clear();
        old.extend(drafts.drain(kept..));
        let scene = self.scene(world, turns);
        match &rule.slots {
            Some(slots) => slots::find(&scene, rule, slots, places, &mut drafts),
            None => Drafting { scene: &scene, rule, plan, out: &mut drafts, counted: &mut counted }.run(from as usize, places),
        }
        learned::decide(&scene, number, guessed, kept, &mut drafts);
        let changed = if limited {
            let limited = limit(rule, &drafts, &counted);
            let changed = first_difference(&self.found.by_rule[at], &limited);
            self.found.by_rule[at] = limited;
            self.unlimited[at] = drafts;
            changed
        } else {
            let new = &drafts[kept..];
            let changed = if old.is_empty() { new.first().map_or(NEVER, |draft| draft.turn) } else { first_difference(&old, new) };
            self.found.by_rule[at] = drafts;
            changed
        };
        (self.counted[at], self.old) = (counted, old);
        changed
    }

    /// Puts the drafts from a turn on in the order of the conversation.
    fn sort(&mut self, from: u32) {
        let kept = self.order.partition_point(|&(turn, ..)| turn < from);
        self.order.truncate(kept);
        for &rule in &self.touched {
            let drafts = &self.found.by_rule[rule as usize];
            if drafts.last().is_some_and(|draft| draft.turn >= from) {
                let first = drafts.partition_point(|draft| draft.turn < from);
                self.order.extend(drafts.iter().enumerate().skip(first).map(|(at, draft)| (draft.turn, draft.span.start, rule, at as u32)));
            }
        }
        self.order[kept..].sort_unstable();
    }

    /// The number of findings in turns before one.
    pub(crate) fn count_before(&self, turn: u32) -> usize {
        self.order.partition_point(|&(at, ..)| at < turn)
    }

    /// The findings from a number on.
    pub(crate) fn findings(&self, scene: &Scene, first: usize) -> Vec<Finding> {
        let named = self.order.iter().enumerate().skip(first);
        named
            .map(|(number, &(turn, _, rule, at))| {
                let draft = &self.found.by_rule[rule as usize][at as usize];
                let text = &scene.turns[turn as usize].text;
                let head = learned::named(scene, rule, draft).filter(|_| draft.detector != Detector::Rule);
                let cue = match (&head, scene.library.cues.get(draft.cue as usize)) {
                    (_, Some(cue)) => &cue.name,
                    (Some((cue, _)), None) => cue,
                    (None, None) => &scene.library.rules[rule as usize].id,
                };
                Finding {
                    id: id('f', number),
                    behaviour: Arc::clone(&scene.library.rules[rule as usize].id),
                    polarity: draft.polarity,
                    turn,
                    span: draft.span,
                    quote: draft.span.slice(text).to_owned(),
                    level: draft.level,
                    confidence: draft.confidence,
                    cue: Arc::clone(cue),
                    slots: draft.slots.clone(),
                    detector: draft.detector,
                    hint: draft.hint,
                    words: draft.words.iter().map(|word| word.slice(text).to_owned()).collect(),
                    head: head.map(|(_, version)| Arc::clone(version)),
                }
            })
            .collect()
    }
}

/// `f1`, `o12`: numbers from 0 as they are shown.
pub(super) fn id(letter: char, number: usize) -> String {
    let mut digits = [0u8; 20];
    let (mut left, mut at) = (number + 1, digits.len());
    while left > 0 {
        at -= 1;
        digits[at] = b'0' + (left % 10) as u8;
        left /= 10;
    }
    let mut id = String::with_capacity(1 + digits.len() - at);
    id.push(letter);
    id.extend(digits[at..].iter().map(|&digit| char::from(digit)));
    id
}

/// What the limits of a rule leave of its drafts.
fn limit(rule: &Rule, drafts: &[Draft], counted: &[(u32, u32)]) -> Vec<Draft> {
    let drafts = match rule.limits.at_least {
        Some(least) if counted.iter().map(|&(_, count)| count).sum::<u32>() < least => &[],
        Some(_) => &drafts[drafts.len().saturating_sub(1)..],
        None => drafts,
    };
    let Some(most) = rule.limits.per_conversation else { return drafts.to_vec() };
    // The first of each polarity: many good turns must not hide a bad one.
    let mut kept = [0u32; 3];
    let keeps = |draft: &&Draft| {
        let count = &mut kept[draft.polarity as usize];
        *count += 1;
        *count <= most
    };
    drafts.iter().filter(keeps).cloned().collect()
}

/// The first turn in which two lists of drafts differ.
fn first_difference(old: &[Draft], new: &[Draft]) -> u32 {
    let same = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let turn = |drafts: &[Draft]| drafts.get(same).map_or(NEVER, |draft| draft.turn);
    turn(old).min(turn(new))
}
