//! One decision a behaviour and turn, from rules and head together.

use std::sync::Arc;

use rapport_model::Detector;
use rapport_text::Span;

use super::attach::{Head, Heads, Weights};
use super::features::Gram;
use super::gate::{BELIEVED, LIKELY};
use crate::detect::{Draft, Scene, TurnRead};
use crate::rules::RuleId;

/// Most words of a finding that are named as those that counted.
const WORDS: usize = 3;

/// Looks at what the rules drafted for one behaviour from `kept` on: leaves out what its head does not believe, and adds what the
/// head finds by itself in the turns of `guessed`, which are in order. Without a head, drafts stand as they are.
pub(crate) fn decide(scene: &Scene, rule: RuleId, guessed: &[u32], kept: usize, drafts: &mut Vec<Draft>) {
    let mut at = kept;
    while let Some(draft) = drafts.get_mut(at) {
        let turn = &scene.turns[draft.turn as usize];
        let head = heads_of(scene, turn).and_then(|(_, heads)| heads.of_rule(rule).find(|(_, head)| head.polarity == draft.polarity));
        let Some((number, head)) = head else {
            at += 1;
            continue;
        };
        let alone = turn.guesses.scores.get(number).copied().unwrap_or(head.file.bias);
        let score = head.with_rule(alone, draft);
        if head.file.calibration.percent(score) < BELIEVED {
            drafts.remove(at);
            continue;
        }
        draft.detector = if head.finds(alone) { Detector::Both } else { Detector::Rule };
        draft.confidence = head.file.calibration.percent(score);
        draft.hint = head.is_hint(score);
        at += 1;
    }
    let rules = drafts.len();
    for &turn_number in guessed {
        let turn = &scene.turns[turn_number as usize];
        let Some((_, heads)) = heads_of(scene, turn) else { continue };
        if !may_be_heard(scene, rule, turn_number as usize) {
            continue;
        }
        for (number, head) in heads.of_rule(rule) {
            let guess = turn.guesses.scores.get(number).copied().filter(|&score| head.finds(score));
            let by_rule = drafts[kept..rules].iter().any(|draft| draft.turn == turn_number && draft.polarity == head.polarity);
            if let Some(score) = guess.filter(|_| !by_rule) {
                let draft = found(turn, turn_number, heads, number, score);
                drafts.push(Draft { level: scene.library.rules[rule as usize].heard.level.or(draft.level), ..draft });
            }
        }
    }
    if drafts.len() > rules {
        drafts[kept..].sort_by_key(|draft| draft.turn);
    }
}

/// Whether what a head alone finds in a turn stands.
pub(super) fn may_be_heard(scene: &Scene, rule: RuleId, turn: usize) -> bool {
    let rule = &scene.library.rules[rule as usize];
    let heard = &rule.heard;
    scene.turns[turn].reading.length() >= heard.min_words
        && scene.holds(&rule.when, turn)
        && (heard.when.is_empty() || heard.when.iter().any(|condition| scene.holds(condition, turn)))
}

fn heads_of<'a>(scene: &Scene<'a>, turn: &TurnRead) -> Option<(&'a Weights, &'a Heads)> {
    let weights = scene.library.learned.of(turn.guesses.language)?;
    Some((weights, weights.side(turn.side)?))
}

/// The name of the head that made a finding, and the version of its weights.
pub(crate) fn named<'a>(scene: &Scene<'a>, rule: RuleId, draft: &Draft) -> Option<(&'a Arc<str>, &'a Arc<str>)> {
    let turn = &scene.turns[draft.turn as usize];
    let (weights, heads) = heads_of(scene, turn)?;
    let (_, head) = heads.of_rule(rule).find(|(_, head)| head.polarity == draft.polarity)?;
    Some((&head.cue, &weights.version))
}

impl Head {
    /// Whether it finds the behaviour by itself.
    pub(super) fn finds(&self, score: i32) -> bool {
        score >= self.file.threshold && self.file.calibration.percent(score) >= LIKELY
    }

    /// Whether a finding of such a score is below the gate.
    fn is_hint(&self, score: i32) -> bool {
        self.file.mark.is_none_or(|mark| score < mark)
    }

    /// The score beside a finding of the rules.
    fn with_rule(&self, score: i32, draft: &Draft) -> i32 {
        let [any, clear, sure] = self.file.rule;
        let clear = if draft.level.unwrap_or(1) >= 2 { clear } else { 0 };
        let sure = if draft.confidence >= 80 { sure } else { 0 };
        score.saturating_add(any).saturating_add(clear).saturating_add(sure)
    }
}

/// A finding of the head alone: on the clause whose n-grams carried it.
fn found<'a>(turn: &'a TurnRead, turn_number: u32, heads: &Heads, number: usize, score: i32) -> Draft {
    let head = &heads.heads[number];
    let tokens = &turn.reading.tokens;
    let grams = turn.guesses.grams.iter().chain(&turn.guesses.classes);
    let weigh = |gram: &'a Gram| (i32::from(heads.table.weight(gram.number, number)), gram);
    let mut weighed: Vec<(i32, &Gram)> = grams.map(weigh).filter(|&(weight, _)| weight != 0).collect();
    // By clause; `None` where no feature has a weight.
    let mut clauses: Vec<Option<i32>> = vec![None; tokens.last().map_or(0, |token| usize::from(token.clause) + 1)];
    for &(weight, gram) in &weighed {
        if let Some(sum) = clauses.get_mut(usize::from(tokens[gram.first as usize].clause)) {
            *sum = Some(sum.unwrap_or(0).saturating_add(weight));
        }
    }
    // The first of equals.
    let sums = clauses.iter().enumerate().rev().filter_map(|(clause, sum)| sum.map(|sum| (clause as u16, sum)));
    let carrying = sums.max_by_key(|&(_, sum)| sum).map(|(clause, _)| clause);
    let span = carrying.map_or_else(|| turn.whole(), |clause| clause_of(turn, clause));
    weighed.retain(|(weight, gram)| *weight > 0 && Some(tokens[gram.first as usize].clause) == carrying);
    weighed.sort_by_key(|&(weight, gram)| (std::cmp::Reverse(weight), gram.first, gram.end));
    let mut words: Vec<Span> = Vec::new();
    for (_, gram) in weighed {
        let place = turn.span(gram.first as usize, gram.end as usize);
        if place.end > place.start && words.iter().all(|other| other.end <= place.start || place.end <= other.start) {
            words.push(place);
        }
        if words.len() == WORDS {
            break;
        }
    }
    words.sort_by_key(|place| place.start);
    Draft {
        turn: turn_number,
        span,
        level: (head.file.level > 0).then_some(head.file.level),
        confidence: head.file.calibration.percent(score),
        polarity: head.polarity,
        detector: Detector::Model,
        cue: u32::MAX,
        slots: Vec::new(),
        hint: head.is_hint(score),
        words,
    }
}

fn clause_of(turn: &TurnRead, clause: u16) -> Span {
    let tokens = &turn.reading.tokens;
    let first = tokens.iter().position(|token| token.clause == clause).unwrap_or(0);
    let end = tokens.iter().rposition(|token| token.clause == clause).map_or(tokens.len(), |last| last + 1);
    turn.span(first, end)
}
