//! Applies a scorecard to what was found in one conversation.

use std::sync::Arc;

use rapport_model::{Answer, Conversation, Evaluation, Evidence, ItemKind, ItemResult, Points, SectionResult, Standing, Why};
use rapport_text::Span;

use super::card::{Item, Scorecard};
use super::how::{How, Otherwise, Rate, banded, dosed, limited, speaks_against, speaks_for};
use super::rate::moments;
use super::view::{View, said};
use crate::Detection;

/// Applies a scorecard. The conversation is the redacted one that `detect` read.
pub fn evaluate(card: &Scorecard, conversation: &Conversation, detection: &Detection) -> Evaluation {
    let view = View::new(conversation, detection);
    let sections: Vec<SectionResult> = card
        .sections
        .iter()
        .map(|section| {
            let items: Vec<ItemResult> = section.items.iter().map(|item| answer(item, &view)).collect();
            SectionResult { section: section.id.clone(), points: points(&items), items }
        })
        .collect();
    let mut total = Points::default();
    sections.iter().flat_map(|section| &section.items).for_each(|item| total.add(item.weight, &item.answer));
    let mut evaluation = Evaluation {
        scorecard: card.id.clone(),
        version: card.version,
        hash: card.hash.clone(),
        rules: card.rules.clone(),
        engine: crate::VERSION.into(),
        sections,
        total,
        standing: Standing::InsufficientEvidence,
    };
    evaluation.standing = match evaluation.score() {
        _ if evaluation.critical().next().is_some() => Standing::FailProposed,
        None => Standing::InsufficientEvidence,
        Some(score) if card.pass.is_some_and(|pass| score < pass) => Standing::Below,
        Some(_) if card.gates.iter().any(|gate| shut(gate, &evaluation)) => Standing::Below,
        Some(_) => Standing::Pass,
    };
    evaluation
}

/// Whether a section has less than its gate asks for; one in which nothing was answered holds nothing back.
fn shut((id, least): &(Arc<str>, u16), evaluation: &Evaluation) -> bool {
    let section = evaluation.sections.iter().find(|section| section.section == *id);
    section.and_then(|section| section.points.share()).is_some_and(|share| share < *least)
}

fn points(items: &[ItemResult]) -> Points {
    let mut points = Points::default();
    items.iter().for_each(|item| points.add(item.weight, &item.answer));
    points
}

/// An answer with what it rests on.
struct Found {
    answer: Answer,
    counted: Option<(u32, u32)>,
    evidence: Vec<Evidence>,
}

fn answer(item: &Item, view: &View) -> ItemResult {
    let mut found = match (item.applies.not(view), &item.how) {
        (Some(why), _) => Found { answer: Answer::NotApplicable(why), counted: None, evidence: Vec::new() },
        (None, None) => Found { answer: Answer::Open(Why::ForAPerson), counted: None, evidence: Vec::new() },
        (None, Some(how)) => ask(how, view),
    };
    if let Answer::Share(share) = &mut found.answer {
        *share = item.scale.snap(*share);
    }
    found.evidence.sort_by_key(place);
    let failed = item.critical && found.answer == Answer::Share(0);
    let answered = matches!(found.answer, Answer::Share(_));
    let hint = answered && !found.evidence.is_empty() && found.evidence.iter().all(Evidence::is_hint);
    ItemResult {
        item: item.id.clone(),
        kind: item.kind,
        class: item.class,
        critical: item.critical,
        weight: item.weight,
        to_confirm: failed || hint || item.kind == ItemKind::Hybrid && answered,
        hint,
        answer: found.answer,
        counted: found.counted,
        evidence: found.evidence,
    }
}

fn ask(how: &How, view: &View) -> Found {
    match how {
        How::Rate(rate) => ask_rate(rate, view),
        How::Present { any, level, event, otherwise } => {
            let mut evidence: Vec<Evidence> = said_of(any, view, true).filter(|(_, found)| *found >= *level).map(|(evidence, _)| evidence).collect();
            evidence.extend(event.and_then(|kind| event_of(kind, view)));
            if !evidence.is_empty() {
                return Found { answer: Answer::Share(rapport_model::ALL), counted: None, evidence };
            }
            let answer = match otherwise {
                Otherwise::No => Answer::Share(0),
                Otherwise::Open => Answer::Open(Why::NotFound),
                Otherwise::NotApplicable => Answer::NotApplicable(Why::NothingCalledForIt),
            };
            Found { answer, counted: None, evidence: view.searched().into_iter().collect() }
        }
        How::Limit { any, allowed, each } => {
            let evidence: Vec<Evidence> = said_of(any, view, false).map(|(evidence, _)| evidence).collect();
            let share = limited(evidence.len() as u32, *allowed, *each);
            Found { answer: Answer::Share(share), counted: None, evidence: or_searched(evidence, view) }
        }
        How::Dosage { any, from, to } => {
            let evidence: Vec<Evidence> = said_of(any, view, true).map(|(evidence, _)| evidence).collect();
            let share = dosed(evidence.len() as u32, *from, *to);
            Found { answer: Answer::Share(share), counted: None, evidence: or_searched(evidence, view) }
        }
        How::Balance { good, bad, bands } => {
            let mut evidence: Vec<Evidence> = said_of(good, view, true).map(|(evidence, _)| evidence).collect();
            let done = evidence.len() as u32;
            evidence.extend(said_of(bad, view, false).map(|(evidence, _)| evidence));
            let of = evidence.len() as u32;
            let answer = if of == 0 { Answer::NotApplicable(Why::NothingCalledForIt) } else { Answer::Share(banded(done, of, bands)) };
            Found { answer, counted: (of > 0).then_some((done, of)), evidence }
        }
        How::Event(kind) => {
            let evidence: Vec<Evidence> = event_of(*kind, view).into_iter().collect();
            let answer = match () {
                () if !evidence.is_empty() => Answer::Share(rapport_model::ALL),
                () if view.conversation.events.is_empty() => Answer::Open(Why::NotInSource),
                () => Answer::Share(0),
            };
            Found { answer, counted: None, evidence: or_searched(evidence, view) }
        }
        How::Resolved => outcome(view.conversation.outcome.resolved, "outcome resolved"),
        How::ResultCode => outcome(view.conversation.outcome.result_code.as_ref().map(|code| !code.trim().is_empty()), "outcome result_code"),
        How::Masked(kinds) => {
            let evidence = masked(kinds, view);
            let share = if evidence.is_empty() { rapport_model::ALL } else { 0 };
            Found { answer: Answer::Share(share), counted: None, evidence: or_searched(evidence, view) }
        }
    }
}

fn ask_rate(rate: &Rate, view: &View) -> Found {
    let moments = moments(rate, view);
    let of = moments.len() as u32;
    if of == 0 {
        return Found { answer: Answer::NotApplicable(Why::NothingCalledForIt), counted: None, evidence: Vec::new() };
    }
    let done = moments.iter().filter(|moment| matches!(moment, Evidence::Said { .. })).count() as u32;
    let mut evidence: Vec<Evidence> = Vec::new();
    // One finding may take two opportunities: it is shown once.
    moments.into_iter().for_each(|moment| {
        if !evidence.contains(&moment) {
            evidence.push(moment);
        }
    });
    Found { answer: Answer::Share(banded(done, of, &rate.bands)), counted: Some((done, of)), evidence }
}

fn outcome(said: Option<bool>, fact: &str) -> Found {
    let evidence = said.map(|_| Evidence::Source { fact: fact.to_owned(), at_ms: None }).into_iter().collect();
    let answer = said.map_or(Answer::Open(Why::NotInSource), |yes| Answer::Share(if yes { rapport_model::ALL } else { 0 }));
    Found { answer, counted: None, evidence }
}

fn event_of(kind: rapport_model::EventKind, view: &View) -> Option<Evidence> {
    let event = view.conversation.events.iter().find(|event| event.kind == kind)?;
    Some(Evidence::Source { fact: format!("event {}", kind.as_str()), at_ms: event.start_ms })
}

/// Findings of these behaviours that speak for (or against), each with its level.
fn said_of<'a>(behaviours: &'a [Arc<str>], view: &'a View, good: bool) -> impl Iterator<Item = (Evidence, u8)> + 'a {
    let counts = move |polarity| if good { speaks_for(polarity) } else { speaks_against(polarity) };
    let own = view.detection.findings.iter().filter(move |finding| counts(finding.polarity) && behaviours.iter().any(|id| **id == *finding.behaviour));
    own.map(move |finding| (said(finding, good), finding.level.unwrap_or(1)))
}

/// Where nothing was found, what was searched.
fn or_searched(mut evidence: Vec<Evidence>, view: &View) -> Vec<Evidence> {
    if evidence.is_empty() {
        evidence.extend(view.searched());
    }
    evidence
}

/// Masked values of these kinds: `[CVV]`, `[CARD:1111]`, `[PHONE#1]`.
fn masked(kinds: &[Arc<str>], view: &View) -> Vec<Evidence> {
    let mut all = Vec::new();
    for (turn, text) in view.conversation.turns.iter().map(|turn| turn.text.as_str()).enumerate() {
        for (at, _) in text.match_indices('[') {
            let inside = &text[at + 1..];
            let Some(end) = inside.find(']') else { break };
            let name = inside[..end].split([':', '#']).next().unwrap_or_default();
            if let Some(kind) = kinds.iter().find(|kind| ***kind == *name) {
                let start = text[..at].chars().count() as u32;
                let quote = text[at..at + end + 2].to_owned();
                let span = Span::new(start, start + quote.chars().count() as u32);
                all.push(Evidence::Said { good: false, finding: None, behaviour: kind.clone(), turn: turn as u32, span, quote, hint: false });
            }
        }
    }
    all
}

/// Order of evidence: by turn, then place; facts of the source first.
fn place(evidence: &Evidence) -> (u32, u32) {
    match evidence {
        Evidence::Said { turn, span, .. } => (*turn, span.start),
        Evidence::Missed { turn, .. } => (*turn, u32::MAX),
        Evidence::Searched { first, .. } => (*first, 0),
        Evidence::Source { .. } => (0, 0),
    }
}
