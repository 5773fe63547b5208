//! What called for a behaviour, and whether it came in time.

use std::sync::Arc;

use rapport_model::{EventKind, Opportunity, Polarity};

use super::scan::Hit;
use super::scene::Scene;
use super::settle::HitsByRule;
use crate::rules::{Hint, OpportunityRule, Rule, RuleId, Side, Trigger};

/// All opportunities, in the order of the conversation. `numbers` holds the findings' numbers by rule and draft.
pub(crate) fn find(scene: &Scene, hits: &HitsByRule, numbers: &[(RuleId, u32, u32)], finished: bool) -> Vec<Opportunity> {
    let mut all: Vec<(u32, RuleId, Opportunity)> = Vec::new();
    for (number, rule) in scene.library.rules.iter().enumerate() {
        let Some(opportunity) = &rule.opportunity else { continue };
        if !finished && matches!(opportunity.on, Trigger::End) {
            continue;
        }
        if !opportunity.channels.is_empty() && !opportunity.channels.contains(&scene.channel) {
            continue;
        }
        let triggers = triggers(scene, rule, opportunity, hits.of_rule(number as RuleId));
        // A finding takes one opportunity; a window that is still open swallows further triggers.
        let mut open_until: Option<(u32, usize)> = None;
        for turn in triggers {
            if let Some((last, end)) = open_until {
                let again = opportunity.again_after.is_some_and(|n| scene.shape.customers_to[turn as usize] - scene.shape.customers_to[last as usize] >= n);
                if (turn as usize) <= end && !again {
                    continue;
                }
            }
            let made = one(scene, rule, number, opportunity, turn as usize, numbers);
            let end = match (made.by, made.searched) {
                (Some(by), _) => by as usize,
                (None, Some((_, end))) => end as usize,
                _ => turn as usize,
            };
            open_until = Some((turn, end));
            all.push((turn, number as RuleId, made));
        }
    }
    all.sort_by_key(|(turn, rule, _)| (*turn, *rule));
    all.into_iter()
        .enumerate()
        .map(|(number, (_, _, mut opportunity))| {
            opportunity.id = format!("o{}", number + 1);
            opportunity
        })
        .collect()
}

fn triggers(scene: &Scene, rule: &Rule, opportunity: &OpportunityRule, hits: &[(u32, &Hit)]) -> Vec<u32> {
    let last = scene.turns.len().saturating_sub(1) as u32;
    let mut turns: Vec<u32> = match &opportunity.on {
        Trigger::Found(near) => scene.matching(near).map(|draft| draft.turn).collect(),
        Trigger::Start => scene.turns.iter().position(|turn| turn.side == rule.side).map(|at| at as u32).into_iter().collect(),
        Trigger::End if ended_early(scene) || !scene.turns.iter().any(|turn| turn.side == rule.side) => Vec::new(),
        Trigger::End => vec![last],
        Trigger::Event(kind) => scene.events.iter().filter(|event| event.kind == *kind).map(|event| turn_at(scene, event.start_ms)).collect(),
        Trigger::Length { words, form } => {
            let fits = |(_, turn): &(usize, &super::TurnRead)| {
                turn.side != rule.side
                    && turn.side != Side::Both
                    && turn.reading.length() >= *words
                    && form.is_none_or(|form| turn.reading.sentences.iter().any(|sentence| turn.reading.form(sentence) == form))
            };
            scene.turns.iter().enumerate().filter(fits).map(|(at, _)| at as u32).collect()
        }
        Trigger::Text => hits.iter().filter(|(_, hit)| scene.library.cues[hit.cue as usize].hint == Hint::Trigger).map(|(turn, _)| *turn).collect(),
    };
    turns.retain(|&turn| scene.turns[turn as usize].reading.length() >= opportunity.min_words);
    turns.sort_unstable();
    turns.dedup();
    turns
}

/// The customer hung up, or the conversation was closed because of abuse: nobody could close it well.
fn ended_early(scene: &Scene) -> bool {
    scene.events.iter().any(|event| event.kind == EventKind::Hangup && event.by == Some(rapport_model::Party::Customer)) || !scene.found("abuse_close_procedure").is_empty()
}

/// The last turn that had begun when an event began.
fn turn_at(scene: &Scene, ms: Option<i64>) -> u32 {
    let before = |turn: &super::TurnRead| matches!((turn.start_ms, ms), (Some(turn), Some(event)) if turn <= event);
    scene.turns.iter().rposition(before).unwrap_or(0) as u32
}

fn one(scene: &Scene, rule: &Rule, number: usize, opportunity: &OpportunityRule, turn: usize, numbers: &[(RuleId, u32, u32)]) -> Opportunity {
    let own = |at: &usize| scene.turns[*at].side == rule.side || rule.side == Side::Both;
    let window: Vec<usize> = match opportunity.on {
        Trigger::Start => (0..scene.turns.len()).filter(own).take(opportunity.within as usize).collect(),
        Trigger::End => {
            let mut window: Vec<usize> = (0..scene.turns.len()).rev().filter(own).take(opportunity.within as usize).collect();
            window.reverse();
            window
        }
        // An agent who trips a behaviour in the same turn has the window from that turn on.
        _ => {
            let from = if own(&turn) { turn } else { turn + 1 };
            (from..scene.turns.len()).filter(own).take(opportunity.within as usize).collect()
        }
    };
    let drafts = &scene.found.by_rule[number];
    let hit = drafts.iter().position(|draft| draft.polarity != Polarity::Negative && window.contains(&(draft.turn as usize)));
    Opportunity {
        id: String::new(),
        behaviour: Arc::clone(&rule.id),
        turn: turn as u32,
        taken: hit.is_some(),
        by: hit.map(|at| drafts[at].turn),
        finding: hit.and_then(|at| {
            let place = numbers.binary_search_by_key(&(number as RuleId, at as u32), |(rule, at, _)| (*rule, *at)).ok()?;
            Some(format!("f{}", numbers[place].2))
        }),
        searched: window.first().zip(window.last()).map(|(first, last)| (*first as u32, *last as u32)),
    }
}
