//! The moments that called for an item, each taken (with the finding) or missed (with what was searched).

use std::sync::Arc;

use rapport_model::{Evidence, Finding};

use super::how::{Rate, speaks_for};
use super::view::{View, said};

/// One entry for each opportunity, in order: `Said` where it was taken, `Missed` otherwise. An opportunity
/// after which the agent had no turn is left out: nothing could be searched, so nothing is proved.
pub(super) fn moments(rate: &Rate, view: &View) -> Vec<Evidence> {
    let mut all: Vec<(u32, Evidence)> = Vec::new();
    for opportunity in view.detection.opportunities.iter().filter(|opportunity| is_one_of(&opportunity.behaviour, &rate.of)) {
        let Some(mut searched) = opportunity.searched else { continue };
        let own = opportunity.finding.as_ref().and_then(|id| view.detection.findings.iter().find(|finding| finding.id == *id));
        let mut taken = own.filter(|_| opportunity.taken);
        if is_one_of(&opportunity.behaviour, &rate.by_event) {
            // A hold is asked for, and a transfer announced, before it happens.
            let before = (0..=opportunity.turn).rev().find(|turn| view.is_agent(*turn as usize));
            searched.0 = before.map_or(searched.0, |turn| turn.min(searched.0));
            taken = taken.or_else(|| instead(&rate.of, searched, view));
        }
        let taken = taken.or_else(|| instead(&rate.or, searched, view));
        let missed = || Evidence::Missed { opportunity: Some(opportunity.id.clone()), behaviour: opportunity.behaviour.clone(), turn: opportunity.turn, searched: Some(searched) };
        all.push((opportunity.turn, taken.map_or_else(missed, |finding| said(finding, true))));
    }
    if let Some(called) = &rate.called_for {
        let mut open_to: Option<u32> = None;
        let triggers = view.detection.findings.iter().filter(|finding| is_one_of(&finding.behaviour, &called.any) && finding.level.unwrap_or(1) >= called.level);
        for trigger in triggers {
            let known = all.iter().any(|(turn, _)| *turn == trigger.turn) || open_to.is_some_and(|to| trigger.turn <= to);
            let Some(searched) = window(trigger.turn, called.within, view).filter(|_| !known) else { continue };
            open_to = Some(searched.1);
            let taken = instead(&rate.of, searched, view).or_else(|| instead(&rate.or, searched, view));
            let behaviour = rate.of.first().or(rate.or.first()).unwrap_or(&trigger.behaviour).clone();
            let missed = || Evidence::Missed { opportunity: None, behaviour, turn: trigger.turn, searched: Some(searched) };
            all.push((trigger.turn, taken.map_or_else(missed, |finding| said(finding, true))));
        }
    }
    all.sort_by_key(|(turn, _)| *turn);
    all.into_iter().map(|(_, moment)| moment).collect()
}

/// The turns in which something may be taken that turn `at` called for: the agent's next turns, and the turn
/// itself where it is the agent's.
fn window(at: u32, within: u32, view: &View) -> Option<(u32, u32)> {
    let own = view.is_agent(at as usize);
    let next = (at as usize + 1..view.conversation.turns.len()).filter(|turn| view.is_agent(*turn)).take(within as usize).last();
    match (own, next) {
        (true, next) => Some((at, next.map_or(at, |turn| turn as u32))),
        (false, next) => next.map(|turn| (at + 1, turn as u32)),
    }
}

/// The first finding of any of these behaviours inside the window that does not speak against.
fn instead<'a>(behaviours: &[Arc<str>], (first, last): (u32, u32), view: &View<'a>) -> Option<&'a Finding> {
    view.detection.findings.iter().find(|finding| (first..=last).contains(&finding.turn) && speaks_for(finding.polarity) && is_one_of(&finding.behaviour, behaviours))
}

fn is_one_of(id: &str, behaviours: &[Arc<str>]) -> bool {
    behaviours.iter().any(|behaviour| **behaviour == *id)
}
