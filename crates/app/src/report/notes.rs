//! What is to be said about each turn: its findings, and the opportunities that were missed after it.

use std::collections::BTreeMap;

use rapport_flow::Checked;
use rapport_model::{Finding, Opportunity, Polarity};
use rapport_text::Span;

use super::View;
use crate::wire;

/// Everything about one turn.
#[derive(Debug, Default)]
pub struct Annotations<'a> {
    /// For and against, in the order of the text, each with its letter.
    pub judged: Vec<(Option<char>, &'a Finding)>,
    /// What the customer shows.
    pub signals: Vec<(Option<char>, &'a Finding)>,
    /// Findings for that are mentioned by name only.
    pub also: Vec<&'a Finding>,
    /// Opportunities that this turn opened and nobody took, with what could have been said.
    pub missed: Vec<(&'a Opportunity, Option<&'a str>)>,
    /// Missed ones that are mentioned shortly: of lesser weight, or with nothing new to propose.
    pub also_missed: Vec<&'a Opportunity>,
    /// What to underline.
    pub marks: Vec<Mark>,
    /// What could be said in place of a finding against, by its id.
    pub instead: BTreeMap<&'a str, &'a str>,
}

/// A stretch of text to underline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    pub span: Span,
    pub polarity: Polarity,
    /// Ties it to its line; none where there is just one mark.
    pub letter: Option<char>,
}

impl Annotations<'_> {
    pub fn is_empty(&self) -> bool {
        self.judged.is_empty() && self.signals.is_empty() && self.also.is_empty() && self.missed.is_empty() && self.also_missed.is_empty()
    }
}

/// So many missed opportunities of a turn come with a phrase; more would bury what was said.
const PROPOSALS: usize = 2;

/// The annotations of every turn. A phrase is proposed once a conversation: the next time another of the
/// same behaviour, then none.
pub fn annotations<'a>(view: &'a View, checked: &'a Checked) -> Vec<Annotations<'a>> {
    let mut all: Vec<Annotations> = checked.conversation.turns.iter().map(|_| Annotations::default()).collect();
    let mut proposed: BTreeMap<&str, usize> = BTreeMap::new();
    let mut phrase = |behaviour: &str, turn: u32| -> Option<&'a str> {
        let rule = view.library.behaviour(behaviour)?;
        // The phrase is for the customer's ears: the language of the conversation, not the reader's.
        let said = checked.detection.languages.get(turn as usize).copied().unwrap_or_default();
        let phrases = view.lang.of_turn(said).of(&rule.say);
        let next = proposed.entry(rule.id.value.as_str()).or_default();
        *next += 1;
        phrases.get(*next - 1).map(String::as_str)
    };
    let mut spans: Vec<Vec<(Span, Polarity)>> = vec![Vec::new(); all.len()];
    for finding in &checked.detection.findings {
        let Some(own) = all.get_mut(finding.turn as usize) else { continue };
        let extended = !view.full && finding.polarity == Polarity::Positive && !view.is_core(&finding.behaviour);
        if extended {
            own.also.push(finding);
            continue;
        }
        if !is_whole(finding, checked) {
            let known = &mut spans[finding.turn as usize];
            if !known.contains(&(finding.span, finding.polarity)) {
                known.push((finding.span, finding.polarity));
            }
        }
        if finding.polarity == Polarity::Neutral {
            own.signals.push((None, finding));
        } else {
            own.judged.push((None, finding));
        }
        if finding.polarity == Polarity::Negative
            && let Some(say) = phrase(&finding.behaviour, finding.turn)
        {
            own.instead.insert(&finding.id, say);
        }
    }
    let mut missed: Vec<&Opportunity> = checked.detection.opportunities.iter().filter(|opportunity| !opportunity.taken).collect();
    // The most pressing first.
    missed.sort_by_key(|opportunity| (opportunity.turn, !view.is_core(&opportunity.behaviour), opportunity.searched.map_or(u32::MAX, |(_, last)| last)));
    for opportunity in missed {
        let Some(own) = all.get_mut(opportunity.turn as usize) else { continue };
        let room = view.full || own.missed.len() < PROPOSALS && view.is_core(&opportunity.behaviour);
        match room.then(|| phrase(&opportunity.behaviour, opportunity.turn)) {
            None | Some(None) if !view.full => own.also_missed.push(opportunity),
            proposed => own.missed.push((opportunity, proposed.flatten())),
        }
    }
    for (own, mut spans) in all.iter_mut().zip(spans) {
        spans.sort_by_key(|(span, _)| (span.start, span.end));
        let lettered = spans.len() > 1;
        own.marks = spans.into_iter().enumerate().map(|(at, (span, polarity))| Mark { span, polarity, letter: letter(at).filter(|_| lettered) }).collect();
        for (letter, finding) in own.judged.iter_mut().chain(&mut own.signals) {
            *letter = own.marks.iter().find(|mark| mark.span == finding.span && mark.polarity == finding.polarity).and_then(|mark| mark.letter);
        }
        own.judged.sort_by_key(|(_, finding)| (finding.span.start, finding.span.end));
    }
    all
}

/// The reason of a finding, in the reader's language.
pub fn reason(view: &View, finding: &Finding) -> String {
    wire::reason(view.library, finding, view.lang)
}

fn letter(at: usize) -> Option<char> {
    u8::try_from(at).ok().filter(|at| *at < 26).map(|at| char::from(b'a' + at))
}

/// To underline (nearly) a whole turn shows nothing.
fn is_whole(finding: &Finding, checked: &Checked) -> bool {
    let length = checked.conversation.turns[finding.turn as usize].text.chars().count();
    let covered = finding.span.end.saturating_sub(finding.span.start) as usize;
    length > 60 && covered * 10 >= length * 9
}
