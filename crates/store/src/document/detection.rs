//! What was found in a conversation, as a document: findings, opportunities, episodes, skills, readings.

use rapport_model::{Episode, Finding, Opportunity, Readings, Skill};
use serde::Serialize;

use super::json;

/// Everything the engine said about one conversation.
#[derive(Clone, Copy)]
pub struct Detected<'a> {
    /// In the order of the conversation.
    pub findings: &'a [Finding],
    /// In the order of the conversation.
    pub opportunities: &'a [Opportunity],
    /// In order.
    pub episodes: &'a [Episode],
    /// Per skill.
    pub skills: &'a [Skill],
    /// What the customer's words say besides.
    pub readings: &'a Readings,
    /// `en`, `zh` or `other`, a turn each.
    pub languages: &'a [&'static str],
}

#[derive(Serialize)]
struct DetectionDoc<'a> {
    findings: Vec<FindingDoc<'a>>,
    opportunities: Vec<OpportunityDoc<'a>>,
    episodes: Vec<EpisodeDoc>,
    skills: Vec<SkillDoc<'a>>,
    readings: ReadingsDoc<'a>,
    languages: &'a [&'static str],
}

#[derive(Serialize)]
struct FindingDoc<'a> {
    id: &'a str,
    behaviour: &'a str,
    polarity: &'a str,
    turn: u32,
    start: u32,
    end: u32,
    quote: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    /// Hundredths.
    confidence: u8,
    cue: &'a str,
    slots: Vec<(&'a str, &'a str)>,
    detector: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    words: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    hint: bool,
}

#[derive(Serialize)]
struct OpportunityDoc<'a> {
    id: &'a str,
    behaviour: &'a str,
    turn: u32,
    taken: bool,
    by: Option<u32>,
    finding: Option<&'a str>,
    searched: Option<(u32, u32)>,
}

#[derive(Serialize)]
struct EpisodeDoc {
    onset: u32,
    peak: u32,
    intensity: u8,
    end: u32,
    acknowledged: Option<u32>,
    solving: Option<u32>,
    recovered: Option<u32>,
    turns_to_calm: Option<u32>,
    ms_to_acknowledgement: Option<i64>,
    ms_to_calm: Option<i64>,
}

#[derive(Serialize)]
struct SkillDoc<'a> {
    skill: &'a str,
    taken: u32,
    opportunities: u32,
    against: u32,
    /// Thousandths.
    interval: (u16, u16),
}

#[derive(Serialize)]
struct ReadingsDoc<'a> {
    felt: Vec<FeltDoc>,
    reason: Option<ReasonDoc<'a>>,
    satisfaction: Option<SatisfactionDoc>,
}

#[derive(Serialize)]
struct FeltDoc {
    turn: u32,
    emotion: &'static str,
    intensity: u8,
    confidence: u8,
    tension: u16,
}

#[derive(Serialize)]
struct ReasonDoc<'a> {
    driver: &'a str,
    confidence: u8,
}

#[derive(Serialize)]
struct SatisfactionDoc {
    estimate: u16,
    interval: (u16, u16),
}

/// What was found, as a document; numbers are whole (hundredths, thousandths), so that it is the same everywhere.
pub fn detection(found: Detected) -> String {
    let readings = found.readings;
    json(&DetectionDoc {
        findings: found.findings.iter().map(finding).collect(),
        opportunities: found.opportunities.iter().map(opportunity).collect(),
        episodes: found.episodes.iter().map(episode).collect(),
        skills: found
            .skills
            .iter()
            .map(|skill| SkillDoc { skill: skill.skill, taken: skill.taken, opportunities: skill.opportunities, against: skill.against, interval: skill.interval })
            .collect(),
        readings: ReadingsDoc {
            felt: readings
                .felt
                .iter()
                .map(|felt| FeltDoc { turn: felt.turn, emotion: felt.emotion.as_str(), intensity: felt.intensity, confidence: felt.confidence, tension: felt.tension })
                .collect(),
            reason: readings.reason.as_ref().map(|reason| ReasonDoc { driver: &reason.driver, confidence: reason.confidence }),
            satisfaction: readings.satisfaction.map(|likely| SatisfactionDoc { estimate: likely.estimate, interval: likely.interval }),
        },
        languages: found.languages,
    })
}

fn finding(finding: &Finding) -> FindingDoc<'_> {
    FindingDoc {
        id: &finding.id,
        behaviour: &finding.behaviour,
        polarity: finding.polarity.as_str(),
        turn: finding.turn,
        start: finding.span.start,
        end: finding.span.end,
        quote: &finding.quote,
        level: finding.level,
        confidence: finding.confidence,
        cue: &finding.cue,
        slots: finding.slots.iter().map(|(name, value)| (&**name, value.as_str())).collect(),
        detector: finding.detector.as_str(),
        words: &finding.words,
        model: finding.head.as_deref(),
        hint: finding.hint,
    }
}

fn opportunity(o: &Opportunity) -> OpportunityDoc<'_> {
    OpportunityDoc { id: &o.id, behaviour: &o.behaviour, turn: o.turn, taken: o.taken, by: o.by, finding: o.finding.as_deref(), searched: o.searched }
}

fn episode(e: &Episode) -> EpisodeDoc {
    EpisodeDoc {
        onset: e.onset,
        peak: e.peak,
        intensity: e.intensity,
        end: e.end,
        acknowledged: e.acknowledged,
        solving: e.solving,
        recovered: e.recovered,
        turns_to_calm: e.turns_to_calm,
        ms_to_acknowledgement: e.ms_to_acknowledgement,
        ms_to_calm: e.ms_to_calm,
    }
}
