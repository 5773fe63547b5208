//! From what the engine found to what the store keeps: documents, marks, counts, outcome.

use rapport_engine::{Detection, Scorecard, evaluate};
use rapport_model::{Conversation, Detector, EventKind, Finding, Polarity};
use rapport_store::{Detected, Mark, MarkKind, NewEvaluation, ReadResult, SkillCount, detection_document, evaluation_document};
use rapport_text::search_words;

use super::{INTAKE, REDACTION};
use crate::Checked;

/// What a result was made with, beside the form.
#[derive(Clone, Debug)]
pub struct MadeWith {
    /// Hash of the program's pack; empty for none.
    pub pack: String,
    /// Hash of the rules.
    pub rules: String,
    /// Hash of the weights; empty for rules alone.
    pub models: String,
    /// Marks that were taken away after disputes, as JSON; empty for none.
    pub exclusions: String,
    /// Why: `arrival`, `rules`, `scorecard`, `dispute`.
    pub reason: &'static str,
}

/// Everything that is kept of one conversation that was read.
pub fn gist(id: &str, checked: &Checked, card: Option<&Scorecard>, with: &MadeWith) -> ReadResult {
    let Checked { conversation, detection } = checked;
    let languages: Vec<&'static str> = detection.languages.iter().map(|language| language.as_str()).collect();
    let document = detection_document(Detected {
        findings: &detection.findings,
        opportunities: &detection.opportunities,
        episodes: &detection.episodes,
        skills: &detection.skills,
        readings: &detection.readings,
        languages: &languages,
    });
    ReadResult {
        conversation: id.to_owned(),
        language: detection.language().as_str(),
        detection: document,
        outcome: outcome(conversation, detection),
        hostility: hostility(detection),
        marks: marks(detection),
        skills: detection
            .skills
            .iter()
            .map(|skill| SkillCount { skill: skill.skill.to_owned(), taken: skill.taken.into(), opportunities: skill.opportunities.into(), against: skill.against.into() })
            .collect(),
        words: search_words(&conversation.turns.iter().map(|turn| turn.text.as_str()).collect::<Vec<_>>().join("\n")),
        topic: detection.readings.reason.as_ref().map(|reason| reason.driver.clone()).unwrap_or_default(),
        evaluation: card.map(|card| evaluation(card, checked, with)),
    }
}

/// A form applied, with what it was made with.
fn evaluation(card: &Scorecard, checked: &Checked, with: &MadeWith) -> NewEvaluation {
    let evaluation = evaluate(card, &checked.conversation, &checked.detection);
    NewEvaluation {
        scorecard: evaluation.scorecard.to_string(),
        version: evaluation.version.into(),
        scorecard_hash: evaluation.hash.to_string(),
        rules_hash: with.rules.clone(),
        pack_hash: with.pack.clone(),
        models_hash: with.models.clone(),
        intake: INTAKE.to_owned(),
        redaction: REDACTION.to_owned(),
        engine: evaluation.engine.to_string(),
        exclusions: with.exclusions.clone(),
        result: evaluation_document(&evaluation),
        score: evaluation.score().map(i64::from),
        standing: evaluation.standing.as_str(),
        reason: with.reason,
    }
}

fn marks(detection: &Detection) -> Vec<Mark> {
    let found = detection.findings.iter().map(|finding| Mark {
        kind: MarkKind::Found,
        behaviour: finding.behaviour.to_string(),
        polarity: finding.polarity.as_str(),
        turn: finding.turn.into(),
        level: finding.level.map(i64::from),
        cue: finding.cue.to_string(),
        finding: finding.id.clone(),
        hint: finding.hint,
    });
    let called = detection.opportunities.iter().map(|opportunity| Mark {
        kind: if opportunity.taken { MarkKind::Taken } else { MarkKind::Missed },
        behaviour: opportunity.behaviour.to_string(),
        polarity: "",
        turn: opportunity.turn.into(),
        level: None,
        cue: String::new(),
        finding: opportunity.id.clone(),
        hint: false,
    });
    found.chain(called).collect()
}

/// The highest level of the customer's hostility. It protects people and judges nobody, so words of a rule count where they are a hint too; what only a head
/// heard counts where it is sure enough to be a mark.
fn hostility(detection: &Detection) -> i64 {
    let heard = |finding: &&Finding| &*finding.behaviour == "cust_hostility" && (!finding.hint || finding.detector != Detector::Model);
    let levels = detection.findings.iter().filter(heard).map(|finding| i64::from(finding.level.unwrap_or(1)));
    levels.max().unwrap_or(0)
}

/// How the contact ended: as the source says, and where it does not, as the words do.
fn outcome(conversation: &Conversation, detection: &Detection) -> Option<&'static str> {
    let found = |behaviour: &str| detection.findings.iter().any(|finding| &*finding.behaviour == behaviour && finding.polarity == Polarity::Positive && !finding.hint);
    let moved = conversation.events.iter().any(|event| event.kind == EventKind::Transfer) || found("transfer_warm");
    match conversation.outcome.resolved {
        Some(true) => Some("resolved"),
        _ if moved => Some("transferred"),
        _ if found("followup_arranged") || found("commitment_made") => Some("follow_up"),
        Some(false) => Some("unresolved"),
        None if found("resolution_confirmed") => Some("resolved"),
        None => None,
    }
}
