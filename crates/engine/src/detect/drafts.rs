//! One rule in some turns: its hits and tested cues face the dialogue, the best of each turn becomes a draft.

use std::sync::Arc;

use rapport_model::Detector;
use rapport_text::Span;

use super::plan::RulePlan;
use super::scan::Hit;
use super::scene::{Draft, Scene, TurnRead};
use super::settle::Place;
use crate::pattern::Marks;
use crate::predicates::{Evidence, Only};
use crate::rules::{Cue, Hint, Rule, Side, SpanOf};

/// Collects the drafts of one rule, turn after turn.
pub(crate) struct Drafting<'a> {
    pub scene: &'a Scene<'a>,
    pub rule: &'a Rule,
    pub plan: &'a RulePlan,
    pub out: &'a mut Vec<Draft>,
    /// By turn: how many hits held, where the rule counts them.
    pub counted: &'a mut Vec<(u32, u32)>,
}

impl Drafting<'_> {
    /// All turns from one on; `places` are the rule's hits in them.
    pub(crate) fn run(&mut self, from: usize, mut places: &[Place]) {
        if self.plan.tested.is_empty() || !self.plan.tested.iter().any(|&(_, only)| self.is_possible(only)) {
            for place in places {
                self.hits(place);
            }
            return;
        }
        for at in from..self.scene.turns.len() {
            if let Some((place, rest)) = places.split_first()
                && place.turn as usize == at
            {
                self.hits(place);
                places = rest;
            }
            let turn = &self.scene.turns[at];
            if self.rule.side == Side::Both || turn.side == self.rule.side {
                self.tested(at, turn);
            }
        }
    }

    fn is_possible(&self, only: Only) -> bool {
        match only {
            Only::Anywhere | Only::Last => true,
            Only::Timed => self.scene.tally.timed,
            Only::Claims => !self.scene.program.forbidden.is_empty() || !self.scene.program.facts.is_empty(),
        }
    }

    fn hits(&mut self, place: &Place) {
        let (scene, at) = (self.scene, place.turn as usize);
        // What the rule itself asks is asked once a turn, when a hit needs it.
        let mut holds = None;
        for hit in &scene.turns[at].hits[place.first as usize..place.end as usize] {
            let cue = &scene.library.cues[hit.cue as usize];
            if cue.hint != Hint::Finding || !*holds.get_or_insert_with(|| scene.holds(&self.rule.when, at)) || !scene.holds(&cue.when, at) {
                continue;
            }
            let evidence = match &cue.predicate {
                Some(predicate) => match predicate.test(scene, at, Some(hit)) {
                    Some(evidence) => evidence,
                    None => continue,
                },
                None => Evidence::default(),
            };
            self.add(cue, hit, at, evidence);
        }
    }

    fn tested(&mut self, at: usize, turn: &TurnRead) {
        let scene = self.scene;
        let length = turn.reading.length();
        for &(number, only) in &self.plan.tested {
            if only == Only::Last && at + 1 != scene.turns.len() || !self.is_possible(only) {
                continue;
            }
            let cue = &scene.library.cues[number as usize];
            let Some(predicate) = &cue.predicate else { continue };
            if length < cue.min_words || length > cue.max_words {
                continue;
            }
            let Some(evidence) = predicate.test(scene, at, None) else { continue };
            if !cue.tested_with.iter().all(|&need| turn.says(scene.library, need))
                || cue.tested_unless.is_some_and(|ban| turn.says(scene.library, ban))
                || !scene.holds(&self.rule.when, at)
                || !scene.holds(&cue.when, at)
            {
                continue;
            }
            let hit = Hit { cue: number, pattern: u16::MAX, start: 0, end: 0, sentence: 0 };
            self.add(cue, &hit, at, evidence);
        }
    }

    fn add(&mut self, cue: &Cue, hit: &Hit, at: usize, evidence: Evidence) {
        if self.rule.limits.at_least.is_some() {
            match self.counted.last_mut() {
                Some((turn, count)) if *turn as usize == at => *count += 1,
                _ => self.counted.push((at as u32, 1)),
            }
        }
        offer(self.out, draft_of(self.scene, self.rule, cue, hit, at, evidence));
    }
}

/// Keeps the best draft of a turn: level, then confidence, then the earlier place, then the cue's name. The drafts
/// of the turn are the last ones.
fn offer(drafts: &mut Vec<Draft>, draft: Draft) {
    let rank = |d: &Draft| (d.level.unwrap_or(0), d.confidence, std::cmp::Reverse(d.span.start), std::cmp::Reverse(d.cue));
    let mut of_turn = drafts.iter_mut().rev().take_while(|other| other.turn == draft.turn);
    match of_turn.find(|other| other.polarity == draft.polarity) {
        Some(other) if rank(&draft) > rank(other) => *other = draft,
        Some(_) => {}
        None => drafts.push(draft),
    }
}

fn draft_of(scene: &Scene, rule: &Rule, cue: &Cue, hit: &Hit, at: usize, evidence: Evidence) -> Draft {
    let turn = &scene.turns[at];
    let (start, end) = (hit.start as usize, hit.end as usize);
    let mut slots: Vec<(Arc<str>, String)> = Vec::new();
    if let Some(pattern) = cue.patterns.get(hit.pattern as usize)
        && !pattern.slots.is_empty()
    {
        capture(scene, turn, pattern, hit, &mut slots);
    }
    slots.extend(evidence.slots);
    let span = evidence.span.unwrap_or_else(|| match cue.span {
        _ if end == start => turn.whole(),
        SpanOf::Match => turn.span(start, end),
        SpanOf::Sentence => turn.sentence_span(hit.sentence as usize),
        SpanOf::Clause => clause_span(turn, start, end),
        SpanOf::Turn => turn.whole(),
    });
    let mut level = evidence.level.or(cue.level);
    let mut present = Vec::new();
    for (number, component) in rule.components.iter().enumerate() {
        if turn.says(scene.library, component.cue) {
            present.push(number as u8);
            slots.push((Arc::clone(&component.name), "1".to_owned()));
        }
    }
    for (step, needs) in &rule.level_by_components {
        if needs.iter().all(|need| present.contains(need)) {
            level = Some(level.unwrap_or(0).max(*step));
        }
    }
    Draft {
        turn: at as u32,
        span,
        level,
        confidence: evidence.confidence.unwrap_or(cue.confidence),
        polarity: evidence.polarity.unwrap_or(cue.polarity),
        detector: Detector::Rule,
        cue: hit.cue,
        slots,
        hint: false,
        words: Vec::new(),
    }
}

fn clause_span(turn: &TurnRead, start: usize, end: usize) -> Span {
    let tokens = &turn.reading.tokens;
    let (first, last) = (tokens[start].clause, tokens[end - 1].clause);
    let from = tokens[..start].iter().rposition(|token| token.clause != first).map_or(0, |at| at + 1);
    let to = tokens[end..].iter().position(|token| token.clause != last).map_or(tokens.len(), |at| end + at);
    turn.span(from, to)
}

/// Texts of the slots of the first part of a pattern.
fn capture(scene: &Scene, turn: &TurnRead, pattern: &crate::pattern::Pattern, hit: &Hit, out: &mut Vec<(Arc<str>, String)>) {
    let sentence = turn.reading.sentences[hit.sentence as usize];
    let mut marks = Marks::default();
    marks.mark(&turn.toks[sentence.first as usize..sentence.end as usize]);
    let window = turn.window(scene.library, &turn.toks, &marks, hit.sentence as usize);
    let mut ranges = Vec::new();
    for end in [hit.end as usize].into_iter().chain(hit.start as usize..window.end) {
        if window.capture(&pattern.parts[0], hit.start as usize, end, &mut ranges) {
            break;
        }
    }
    for (index, start, end) in ranges {
        let name = Arc::clone(&pattern.slots[index as usize]);
        out.push((name, turn.span(start, end).slice(&turn.text).to_owned()));
    }
}
