//! What was found in a conversation, as JSON (`docs/json.md`).

use rapport_engine::{Detection, profile};
use rapport_model::{Episode, Finding, Opportunity, Skill};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use utoipa::ToSchema;

use crate::about::{EngineInfo, Wanted};
use crate::readings::ReadingsOut;
use crate::reason::reason;

/// What was found in a conversation, for a place that holds its turns already.
#[derive(Serialize, ToSchema)]
pub struct Found<'a> {
    engine: &'a EngineInfo,
    #[serde(flatten)]
    observed: Observed<'a>,
}

/// What was found in a conversation.
#[derive(Serialize, ToSchema)]
pub struct Observed<'a> {
    findings: Vec<FindingOut<'a>>,
    opportunities: Vec<OpportunityOut<'a>>,
    episodes: Vec<EpisodeOut>,
    skills: Vec<SkillOut>,
    profile: ProfileOut,
    #[serde(skip_serializing_if = "Option::is_none")]
    readings: Option<ReadingsOut<'a>>,
}

impl<'a> Found<'a> {
    /// What was found, with what found it.
    pub fn of(wanted: &Wanted<'a>, detection: &'a Detection) -> Found<'a> {
        Found { engine: wanted.engine, observed: Observed::of(wanted, detection) }
    }
}

impl<'a> Observed<'a> {
    /// What was found, with reasons in the reader's language.
    pub fn of(wanted: &Wanted<'a>, detection: &'a Detection) -> Observed<'a> {
        Observed {
            findings: detection.findings.iter().map(|finding| finding_out(wanted, finding)).collect(),
            opportunities: detection.opportunities.iter().map(opportunity_out).collect(),
            episodes: detection.episodes.iter().map(episode_out).collect(),
            skills: detection.skills.iter().map(skill_out).collect(),
            profile: profile_out(detection),
            readings: ReadingsOut::of(&detection.readings),
        }
    }
}

#[derive(Serialize, ToSchema)]
struct FindingOut<'a> {
    id: &'a str,
    behaviour: &'a str,
    polarity: &'a str,
    turn: u32,
    start: u32,
    end: u32,
    quote: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    confidence: f64,
    cue: &'a str,
    #[serde(serialize_with = "slots")]
    #[schema(value_type = std::collections::BTreeMap<String, serde_json::Value>)]
    slots: &'a [(std::sync::Arc<str>, String)],
    reason: String,
    detector: &'static str,
    /// The words that counted most for a head that found it alone.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    words: &'a [String],
    /// The weights that took part.
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<&'a str>,
    /// Below the gate of what was measured.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    hint: bool,
}

fn slots<S: Serializer>(slots: &&[(std::sync::Arc<str>, String)], out: S) -> Result<S::Ok, S::Error> {
    let mut map = out.serialize_map(Some(slots.len()))?;
    for (name, value) in slots.iter() {
        match value.parse::<i64>() {
            Ok(number) => map.serialize_entry(&**name, &number)?,
            Err(_) => map.serialize_entry(&**name, value)?,
        }
    }
    map.end()
}

#[derive(Serialize, ToSchema)]
struct OpportunityOut<'a> {
    id: &'a str,
    behaviour: &'a str,
    turn: u32,
    taken: bool,
    by: Option<u32>,
    finding: Option<&'a str>,
    searched: Option<(u32, u32)>,
}

#[derive(Serialize, ToSchema)]
struct EpisodeOut {
    onset: u32,
    peak: u32,
    intensity: u8,
    end: u32,
    acknowledged: Option<u32>,
    solving: Option<u32>,
    recovered: Option<u32>,
    turns_to_calm: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ms_to_acknowledgement: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ms_to_calm: Option<i64>,
}

#[derive(Serialize, ToSchema)]
struct SkillOut {
    skill: &'static str,
    taken: u32,
    opportunities: u32,
    against: u32,
    interval: (f64, f64),
}

#[derive(Serialize, ToSchema)]
struct ProfileOut {
    empathy: Option<bool>,
    solving: Option<bool>,
    met: Option<bool>,
}

fn finding_out<'a>(wanted: &Wanted, finding: &'a Finding) -> FindingOut<'a> {
    FindingOut {
        id: &finding.id,
        behaviour: &finding.behaviour,
        polarity: finding.polarity.as_str(),
        turn: finding.turn,
        start: finding.span.start,
        end: finding.span.end,
        quote: &finding.quote,
        level: finding.level,
        confidence: f64::from(finding.confidence) / 100.0,
        cue: &finding.cue,
        slots: &finding.slots,
        reason: reason(wanted.library, finding, wanted.lang),
        detector: finding.detector.as_str(),
        words: &finding.words,
        model: finding.head.as_deref(),
        hint: finding.hint,
    }
}

fn opportunity_out(o: &Opportunity) -> OpportunityOut<'_> {
    OpportunityOut { id: &o.id, behaviour: &o.behaviour, turn: o.turn, taken: o.taken, by: o.by, finding: o.finding.as_deref(), searched: o.searched }
}

fn episode_out(e: &Episode) -> EpisodeOut {
    EpisodeOut {
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

fn skill_out(s: &Skill) -> SkillOut {
    let part = |thousandths: u16| f64::from(thousandths) / 1000.0;
    SkillOut { skill: s.skill, taken: s.taken, opportunities: s.opportunities, against: s.against, interval: (part(s.interval.0), part(s.interval.1)) }
}

fn profile_out(detection: &Detection) -> ProfileOut {
    let profile = profile(&detection.skills);
    ProfileOut { empathy: profile.empathy, solving: profile.solving, met: profile.met() }
}
