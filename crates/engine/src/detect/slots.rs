//! Behaviours made of parts: a greeting, a hold, a transfer, a closing.

use std::sync::Arc;

use rapport_model::{Channel, EventKind, Polarity};

use super::scan::Hit;
use super::scene::{Draft, Scene};
use crate::rules::{Hint, PositionFile, Rule, Side, SlotRule};

/// Finds the places where enough parts stand together.
pub(crate) fn find(scene: &Scene, rule: &Rule, slots: &SlotRule, hits: &[(u32, &Hit)]) -> Vec<Draft> {
    let parts: Vec<(usize, u8, &Hit)> = hits
        .iter()
        .filter_map(|&(turn, hit)| match scene.library.cues[hit.cue as usize].hint {
            Hint::Part(part) if scene.turns[turn as usize].side == rule.side || rule.side == Side::Both => Some((turn as usize, part, hit)),
            _ => None,
        })
        .collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let adjacent = slots.turns.adjacent;
    let place = PositionFile { adjacent: None, ..slots.turns };
    let mut drafts: Vec<Draft> = Vec::new();
    for (at, turn) in scene.turns.iter().enumerate() {
        if turn.side != rule.side && rule.side != Side::Both || !parts.iter().any(|(t, _, _)| *t == at) {
            continue;
        }
        if !scene.stands(place, at) || !scene.holds(&rule.when, at) {
            continue;
        }
        // One sequence a conversation for first/last; for adjacent ones, one an opening.
        if adjacent.is_none() && !drafts.is_empty() {
            break;
        }
        if drafts.last().is_some_and(|last| adjacent.is_some_and(|n| scene.shape.number[at] < scene.shape.number[last.turn as usize] + n)) {
            continue;
        }
        let reach = |t: usize| match adjacent {
            Some(n) => t >= at && scene.shape.number[t] < scene.shape.number[at] + n,
            None => scene.stands(place, t),
        };
        if let Some(opens) = slots.opens
            && adjacent.is_some()
            && !parts.iter().any(|(t, part, _)| *t == at && *part == opens)
        {
            continue;
        }
        drafts.extend(sequence(scene, rule, slots, at, &parts, reach));
    }
    drafts
}

fn sequence(scene: &Scene, rule: &Rule, slots: &SlotRule, at: usize, parts: &[(usize, u8, &Hit)], reach: impl Fn(usize) -> bool) -> Option<Draft> {
    let applies = |number: usize| {
        let part = &slots.parts[number];
        !part.not_in.contains(&scene.channel) && !given_by_event(scene, &part.name) && !(*rule.id == *"greeting_complete" && scene.program.greets_without(&part.name))
    };
    let applicable: Vec<usize> = (0..slots.parts.len()).filter(|&number| applies(number)).collect();
    let has = |number: usize| parts.iter().any(|(t, part, _)| *part as usize == number && reach(*t));
    let (present, missing): (Vec<usize>, Vec<usize>) = applicable.iter().partition(|&&number| has(number));
    let may_miss = slots.miss.unwrap_or(if applicable.len() >= 4 { 1 } else { 0 }) as usize;
    if present.is_empty() || missing.len() > may_miss {
        return None;
    }
    let here: Vec<&Hit> = parts.iter().filter(|(t, _, _)| *t == at).map(|(_, _, hit)| *hit).collect();
    let turn = &scene.turns[at];
    let start = here.iter().map(|hit| hit.start).min()? as usize;
    let end = here.iter().map(|hit| hit.end).max()? as usize;
    let names = |list: &[usize]| list.iter().map(|&number| slots.parts[number].name.to_string()).collect::<Vec<_>>().join(" ");
    Some(Draft {
        turn: at as u32,
        span: turn.span(start, end),
        level: Some(if missing.is_empty() { 2 } else { 1 }),
        confidence: if missing.is_empty() { 90 } else { 80 },
        polarity: match rule.file.polarity.value.as_str() {
            "-" | "−" => Polarity::Negative,
            "0" => Polarity::Neutral,
            _ => Polarity::Positive,
        },
        cue: here.first()?.cue,
        slots: vec![(Arc::from("present"), names(&present)), (Arc::from("missing"), names(&missing))],
    })
}

/// A recording notice by the telephone system is a part that the agent need not say.
fn given_by_event(scene: &Scene, part: &str) -> bool {
    part == "recording" && scene.channel != Channel::Email && scene.events.iter().any(|event| event.kind == EventKind::RecordingNotice)
}
