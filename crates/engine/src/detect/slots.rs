//! Behaviours made of parts: a greeting, a hold, a transfer, a closing.

use std::sync::Arc;

use rapport_model::{Channel, Detector, EventKind};

use super::scan::Hit;
use super::scene::{Draft, Scene};
use super::settle::Place;
use crate::rules::{Hint, PositionFile, Rule, Side, SlotRule};

/// Finds the places where enough parts stand together.
pub(crate) fn find(scene: &Scene, rule: &Rule, slots: &SlotRule, places: &[Place], drafts: &mut Vec<Draft>) {
    let hits = places.iter().flat_map(|place| scene.turns[place.turn as usize].hits[place.first as usize..place.end as usize].iter().map(|hit| (place.turn as usize, hit)));
    let parts: Vec<(usize, u8, &Hit)> = hits
        .filter_map(|(turn, hit)| match scene.library.cues[hit.cue as usize].hint {
            Hint::Part(part) if scene.turns[turn].side == rule.side || rule.side == Side::Both => Some((turn, part, hit)),
            _ => None,
        })
        .collect();
    let adjacent = slots.turns.adjacent;
    let place = PositionFile { adjacent: None, ..slots.turns };
    for here in parts.chunk_by(|a, b| a.0 == b.0) {
        let at = here[0].0;
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
        if slots.opens.is_some_and(|opens| adjacent.is_some() && !here.iter().any(|(_, part, _)| *part == opens)) {
            continue;
        }
        // Parts far off cannot count for a sequence of neighbours.
        let near = match adjacent {
            Some(n) => {
                let from = parts.partition_point(|(t, _, _)| *t < at);
                let later =
                    parts[from..].iter().take_while(|(t, _, _)| scene.turns[*t].side != scene.turns[at].side || scene.shape.number[*t] < scene.shape.number[at] + n).count();
                &parts[from..from + later]
            }
            None => &parts[..],
        };
        let reach = |t: usize| match adjacent {
            Some(n) => t >= at && scene.shape.number[t] < scene.shape.number[at] + n,
            None => scene.stands(place, t),
        };
        drafts.extend(sequence(scene, rule, slots, at, here, near, reach));
    }
}

fn sequence(scene: &Scene, rule: &Rule, slots: &SlotRule, at: usize, here: &[(usize, u8, &Hit)], parts: &[(usize, u8, &Hit)], reach: impl Fn(usize) -> bool) -> Option<Draft> {
    let applies = |number: usize| {
        let part = &slots.parts[number];
        let unwanted = *rule.id == *"greeting_complete" && scene.program.greets_without(&part.name);
        !(unwanted || part.not_in.contains(&scene.channel) || given_by_event(scene, &part.name))
    };
    let applicable: Vec<usize> = (0..slots.parts.len()).filter(|&number| applies(number)).collect();
    let has = |number: usize| parts.iter().any(|(t, part, _)| *part as usize == number && reach(*t));
    let (present, missing): (Vec<usize>, Vec<usize>) = applicable.iter().partition(|&&number| has(number));
    let may_miss = slots.miss.unwrap_or(if applicable.len() >= 4 { 1 } else { 0 }) as usize;
    if present.is_empty() || missing.len() > may_miss {
        return None;
    }
    let turn = &scene.turns[at];
    let start = here.iter().map(|(_, _, hit)| hit.start).min()? as usize;
    let end = here.iter().map(|(_, _, hit)| hit.end).max()? as usize;
    let names = |list: &[usize]| list.iter().map(|&number| slots.parts[number].name.to_string()).collect::<Vec<_>>().join(" ");
    Some(Draft {
        turn: at as u32,
        span: turn.span(start, end),
        level: Some(if missing.is_empty() { 2 } else { 1 }),
        confidence: if missing.is_empty() { 90 } else { 80 },
        polarity: rule.own_polarity(),
        detector: Detector::Rule,
        cue: here.first()?.2.cue,
        hint: false,
        words: Vec::new(),
        slots: vec![(Arc::from("present"), names(&present)), (Arc::from("missing"), names(&missing))],
    })
}

/// A recording notice by the telephone system is a part that the agent need not say.
fn given_by_event(scene: &Scene, part: &str) -> bool {
    part == "recording" && scene.channel != Channel::Email && scene.events.iter().any(|event| event.kind == EventKind::RecordingNotice)
}
