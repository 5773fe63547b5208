//! The JSON of `rapport report` (`docs/json.md`).

use std::collections::BTreeMap;

use serde::Serialize;

use crate::report::View;
use crate::summary::course::{Counts, Course};
use crate::summary::groups::By;
use crate::summary::rate::Rate;
use crate::summary::worth::{Worth, behaviour};
use crate::summary::{Summary, text, words};
use crate::wire::EngineInfo;

#[derive(Serialize)]
struct ReportOut<'a> {
    engine: &'a EngineInfo,
    conversations: u64,
    turns: u64,
    days: Option<(String, String)>,
    channels: &'a BTreeMap<&'static str, u64>,
    languages: &'a BTreeMap<&'static str, u64>,
    resolved: ResolvedOut,
    findings: FindingsOut,
    skills: Vec<SkillOut>,
    groups: GroupsOut<'a>,
    behaviours: Vec<BehaviourOut<'a>>,
    episodes: EpisodesOut,
    hostility: Option<[u64; 4]>,
    worth: Vec<WorthOut<'a>>,
}

#[derive(Serialize)]
struct ResolvedOut {
    yes: u64,
    no: u64,
}

#[derive(Serialize)]
struct FindingsOut {
    r#for: u64,
    against: u64,
    missed: u64,
    signals: u64,
}

#[derive(Serialize)]
struct RateOut {
    taken: u64,
    opportunities: u64,
    against: u64,
    interval: (f64, f64),
    clusters: u64,
    clustered_by: &'static str,
}

impl From<&Rate> for RateOut {
    fn from(rate: &Rate) -> RateOut {
        let part = |thousandths: u16| f64::from(thousandths) / 1000.0;
        RateOut {
            taken: rate.taken,
            opportunities: rate.opportunities,
            against: rate.against,
            interval: (part(rate.interval.0), part(rate.interval.1)),
            clusters: rate.clusters,
            clustered_by: rate.cluster.as_str(),
        }
    }
}

#[derive(Serialize)]
struct SkillOut {
    skill: &'static str,
    #[serde(flatten)]
    rate: RateOut,
}

#[derive(Serialize)]
struct GroupsOut<'a> {
    agent: Vec<GroupOut<'a>>,
    program: Vec<GroupOut<'a>>,
    channel: Vec<GroupOut<'a>>,
}

#[derive(Serialize)]
struct GroupOut<'a> {
    name: Option<&'a str>,
    conversations: u64,
    skills: Vec<BandOut>,
}

#[derive(Serialize)]
struct BandOut {
    skill: &'static str,
    band: &'static str,
    #[serde(flatten)]
    rate: RateOut,
}

#[derive(Serialize)]
struct BehaviourOut<'a> {
    behaviour: &'a str,
    r#for: u64,
    against: u64,
    signals: u64,
    conversations: u64,
    taken: u64,
    opportunities: u64,
    interval: (f64, f64),
}

#[derive(Serialize)]
struct EpisodesOut {
    episodes: u64,
    conversations: u64,
    peaks: [u64; 4],
    onset: MedianOut,
    acknowledged: u64,
    turns_to_acknowledgement: MedianOut,
    seconds_to_acknowledgement: MedianOut,
    solving: u64,
    calm: u64,
    turns_to_calm: MedianOut,
    seconds_to_calm: MedianOut,
}

#[derive(Serialize)]
struct MedianOut {
    n: u64,
    median: Option<u32>,
}

impl From<&Counts> for MedianOut {
    fn from(counts: &Counts) -> MedianOut {
        MedianOut { n: counts.count(), median: counts.median() }
    }
}

#[derive(Serialize)]
struct WorthOut<'a> {
    id: &'a str,
    source: &'a str,
    number: u64,
    channel: &'a str,
    turns: u32,
    points: u32,
    reasons: Vec<ReasonOut<'a>>,
}

#[derive(Serialize)]
struct ReasonOut<'a> {
    why: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    behaviour: Option<&'a str>,
    text: String,
    points: u32,
    turn: u32,
    quote: &'a str,
}

/// The summary as one JSON object, with the line's end.
pub fn object(view: &View, engine: &EngineInfo, summary: &Summary) -> Vec<u8> {
    let all = summary.groups.all();
    let [good, against, missed, signals] = summary.found;
    let out = ReportOut {
        engine,
        conversations: summary.conversations,
        turns: summary.turns,
        days: summary.days.map(|(first, last)| (first.to_string(), last.to_string())),
        channels: &summary.channels,
        languages: &summary.languages,
        resolved: ResolvedOut { yes: summary.resolved.0, no: summary.resolved.1 },
        findings: FindingsOut { r#for: good, against, missed, signals },
        skills: all.iter().map(|(skill, rate)| SkillOut { skill, rate: rate.into() }).collect(),
        groups: GroupsOut { agent: groups(summary, By::Agent, &all), program: groups(summary, By::Program, &all), channel: groups(summary, By::Channel, &all) },
        behaviours: text::in_order(view, summary).into_iter().map(|(id, own)| behaviour_out(id, own)).collect(),
        episodes: episodes(&summary.course),
        hostility: summary.is_team().then_some(summary.hostility),
        worth: summary.worth.iter().map(|worth| worth_out(view, worth)).collect(),
    };
    // Serialising plain structs into memory cannot fail.
    let mut bytes = serde_json::to_vec_pretty(&out).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn groups<'a>(summary: &'a Summary, by: By, all: &[(&'static str, Rate)]) -> Vec<GroupOut<'a>> {
    let mut groups: Vec<GroupOut> = summary.groups.names(by).into_iter().map(|(name, conversations)| GroupOut { name, conversations, skills: Vec::new() }).collect();
    for (skill, whole) in all {
        for entry in summary.groups.of(by, skill, whole) {
            if let Some(group) = groups.iter_mut().find(|group| group.name == entry.name) {
                group.skills.push(BandOut { skill, band: entry.band.as_str(), rate: (&entry.rate).into() });
            }
        }
    }
    groups
}

fn behaviour_out<'a>(id: &'a str, own: &crate::summary::Behaviour) -> BehaviourOut<'a> {
    let [good, against, signals] = own.found;
    let (low, high) = own.opportunities.interval();
    BehaviourOut {
        behaviour: id,
        r#for: good,
        against,
        signals,
        conversations: own.conversations,
        taken: own.opportunities.taken,
        opportunities: own.opportunities.opportunities,
        interval: (f64::from(low) / 1000.0, f64::from(high) / 1000.0),
    }
}

fn episodes(course: &Course) -> EpisodesOut {
    EpisodesOut {
        episodes: course.episodes,
        conversations: course.conversations,
        peaks: course.peaks,
        onset: (&course.onset).into(),
        acknowledged: course.acknowledged,
        turns_to_acknowledgement: (&course.turns_to_acknowledgement).into(),
        seconds_to_acknowledgement: (&course.seconds_to_acknowledgement).into(),
        solving: course.solving,
        calm: course.calm,
        turns_to_calm: (&course.turns_to_calm).into(),
        seconds_to_calm: (&course.seconds_to_calm).into(),
    }
}

fn worth_out<'a>(view: &View, worth: &'a Worth) -> WorthOut<'a> {
    let reasons = worth.reasons.iter().map(|reason| ReasonOut {
        why: reason.why.as_str(),
        behaviour: behaviour(&reason.why),
        text: words::why(&reason.why, view),
        points: reason.points,
        turn: reason.turn,
        quote: &reason.quote,
    });
    WorthOut { id: &worth.id, source: &worth.source, number: worth.number, channel: worth.channel, turns: worth.turns, points: worth.points, reasons: reasons.collect() }
}
