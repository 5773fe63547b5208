//! Settles a scanned conversation: conditions, levels, limits, in the order rules build on each other.

use std::sync::Arc;

use rapport_model::{Channel, Event};
use rapport_text::Span;

use super::scan::Hit;
use super::scene::{Draft, Found, Scene, Shape, TurnRead};
use super::{episodes, opportunities, skills};
use crate::Program;
use crate::pattern::Marks;
use crate::predicates::Evidence;
use crate::rules::{Cue, Hint, Library, Rule, RuleId, Side, SpanOf};
use rapport_model::{Episode, Finding, Opportunity, Skill};

/// Everything the engine says about a conversation.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Settled {
    pub findings: Vec<Finding>,
    pub opportunities: Vec<Opportunity>,
    pub episodes: Vec<Episode>,
    pub skills: Vec<Skill>,
}

/// Settles all turns; the same turns give the same answer, whatever came before. While a conversation goes
/// on (`finished` is false), what its end would call for is not asked yet.
pub(crate) fn settle(library: &Library, program: &Program, channel: Channel, events: &[Event], turns: &[TurnRead], finished: bool) -> Settled {
    let mut shape = Shape::default();
    shape.measure(turns);
    let mut found = Found { by_rule: vec![Vec::new(); library.rules.len()] };
    let hits = HitsByRule::of(library, turns);
    for &rule in &library.order {
        let drafts = {
            let scene = Scene { library, program, channel, events, turns, found: &found, shape: &shape };
            drafts_of(&scene, &library.rules[rule as usize], hits.of_rule(rule))
        };
        found.by_rule[rule as usize] = drafts;
    }
    let scene = Scene { library, program, channel, events, turns, found: &found, shape: &shape };
    let (findings, numbers) = name_findings(&scene);
    let opportunities = opportunities::find(&scene, &hits, &numbers, finished);
    let episodes = episodes::find(&scene);
    let skills = skills::count(&scene, &opportunities, &findings);
    Settled { findings, opportunities, episodes, skills }
}

fn drafts_of(scene: &Scene, rule: &Rule, hits: &[(u32, &Hit)]) -> Vec<Draft> {
    if let Some(slots) = &rule.slots {
        return super::slots::find(scene, rule, slots, hits);
    }
    let mut drafts: Vec<Draft> = Vec::new();
    let mut counted = 0;
    for &(turn, hit) in hits {
        let cue = &scene.library.cues[hit.cue as usize];
        if cue.hint != Hint::Finding {
            continue;
        }
        let at = turn as usize;
        if !scene.holds(&rule.when, at) || !scene.holds(&cue.when, at) {
            continue;
        }
        let evidence = match &cue.predicate {
            Some(predicate) => match predicate.test(scene, at, Some(hit)) {
                Some(evidence) => evidence,
                None => continue,
            },
            None => Evidence::default(),
        };
        counted += 1;
        offer(&mut drafts, draft_of(scene, rule, cue, hit, at, evidence));
    }
    for &number in &rule.tested {
        let cue = &scene.library.cues[number as usize];
        let Some(predicate) = &cue.predicate else { continue };
        for (at, turn) in scene.turns.iter().enumerate() {
            let length = turn.reading.length();
            if rule.side != Side::Both && turn.side != rule.side || length < cue.min_words || length > cue.max_words {
                continue;
            }
            let Some(evidence) = predicate.test(scene, at, None) else { continue };
            if !cue.tested_with.iter().all(|&need| turn.says(need))
                || cue.tested_unless.is_some_and(|ban| turn.says(ban))
                || !scene.holds(&rule.when, at)
                || !scene.holds(&cue.when, at)
            {
                continue;
            }
            counted += 1;
            let hit = Hit { cue: number, pattern: u16::MAX, start: 0, end: 0, sentence: 0 };
            offer(&mut drafts, draft_of(scene, rule, cue, &hit, at, evidence));
        }
    }
    drafts.sort_by_key(|draft| draft.turn);
    if let Some(least) = rule.limits.at_least {
        if counted < least {
            return Vec::new();
        }
        drafts = drafts.pop().into_iter().collect();
    }
    if let Some(most) = rule.limits.per_conversation {
        // The first of each polarity: many good turns must not hide a bad one.
        let mut kept = [0u32; 3];
        drafts.retain(|draft| {
            let count = &mut kept[draft.polarity as usize];
            *count += 1;
            *count <= most
        });
    }
    drafts
}

/// Keeps the best draft of a turn: level, then confidence, then the earlier place, then the cue's name.
fn offer(drafts: &mut Vec<Draft>, draft: Draft) {
    let rank = |d: &Draft| (d.level.unwrap_or(0), d.confidence, std::cmp::Reverse(d.span.start), std::cmp::Reverse(d.cue));
    match drafts.iter_mut().find(|other| other.turn == draft.turn && other.polarity == draft.polarity) {
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
        if turn.says(component.cue) {
            present.push(number as u8);
            slots.push((Arc::clone(&component.name), "1".to_owned()));
        }
    }
    for (step, needs) in &rule.level_by_components {
        if needs.iter().all(|need| present.contains(need)) {
            level = Some(level.unwrap_or(0).max(*step));
        }
    }
    Draft { turn: at as u32, span, level, confidence: evidence.confidence.unwrap_or(cue.confidence), polarity: evidence.polarity.unwrap_or(cue.polarity), cue: hit.cue, slots }
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
    marks.mark(&scene.library.membership, &turn.toks[sentence.first as usize..sentence.end as usize]);
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

/// All hits of a conversation, those of one rule together, in order of turns.
pub(crate) struct HitsByRule<'a> {
    list: Vec<(u32, &'a Hit)>,
    starts: Vec<u32>,
}

impl<'a> HitsByRule<'a> {
    fn of(library: &Library, turns: &'a [TurnRead]) -> HitsByRule<'a> {
        let rule = |hit: &Hit| library.cues[hit.cue as usize].rule as usize;
        let mut starts = vec![0u32; library.rules.len() + 1];
        let all = || turns.iter().enumerate().flat_map(|(at, turn)| turn.hits.iter().map(move |hit| (at as u32, hit)));
        let mut count = 0;
        for (_, hit) in all() {
            starts[rule(hit) + 1] += 1;
            count += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut list: Vec<Option<(u32, &Hit)>> = vec![None; count];
        for (turn, hit) in all() {
            let place = &mut next[rule(hit)];
            list[*place as usize] = Some((turn, hit));
            *place += 1;
        }
        HitsByRule { list: list.into_iter().flatten().collect(), starts }
    }

    /// Hits of one rule, by turn.
    pub(crate) fn of_rule(&self, rule: RuleId) -> &[(u32, &'a Hit)] {
        &self.list[self.starts[rule as usize] as usize..self.starts[rule as usize + 1] as usize]
    }
}

/// Findings in the order of the conversation, and their numbers by rule and place among its drafts.
fn name_findings(scene: &Scene) -> (Vec<Finding>, Vec<(RuleId, u32, u32)>) {
    let mut order: Vec<(u32, u32, RuleId, u32)> = Vec::new();
    for (rule, drafts) in scene.found.by_rule.iter().enumerate() {
        order.extend(drafts.iter().enumerate().map(|(at, draft)| (draft.turn, draft.span.start, rule as RuleId, at as u32)));
    }
    order.sort_unstable();
    let mut numbers = Vec::with_capacity(order.len());
    let mut findings = Vec::with_capacity(order.len());
    for (number, (turn, _, rule, at)) in order.into_iter().enumerate() {
        let draft = &scene.found.by_rule[rule as usize][at as usize];
        numbers.push((rule, at, number as u32 + 1));
        findings.push(Finding {
            id: format!("f{}", number + 1),
            behaviour: Arc::clone(&scene.library.rules[rule as usize].id),
            polarity: draft.polarity,
            turn,
            span: draft.span,
            quote: draft.span.slice(&scene.turns[turn as usize].text).to_owned(),
            level: draft.level,
            confidence: draft.confidence,
            cue: Arc::clone(&scene.library.cues[draft.cue as usize].name),
            slots: draft.slots.clone(),
        });
    }
    numbers.sort_unstable();
    (findings, numbers)
}
