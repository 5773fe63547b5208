//! The JSON of the command line; other tools rely on it (`docs/json.md`).

use std::borrow::Cow;

use rapport_engine::{Detection, Library, profile};
use rapport_flow::Checked;
use rapport_model::{Detector, Episode, Finding, Opportunity, Problem, Skill};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::language::Lang;
use crate::parts;
use crate::problem_words;
use crate::wire_readings::ReadingsOut;

/// Version, rules and models that made a result.
#[derive(Clone, Serialize)]
pub struct EngineInfo {
    version: &'static str,
    behaviours: String,
    models: String,
    #[serde(skip)]
    taught: bool,
}

impl EngineInfo {
    pub fn new(library: &Library) -> EngineInfo {
        EngineInfo { version: env!("CARGO_PKG_VERSION"), behaviours: library.hash().to_owned(), models: library.models().to_owned(), taught: library.is_taught() }
    }

    /// The version of Rapport.
    pub fn version(&self) -> &str {
        self.version
    }

    /// Whether the learned tier takes part.
    pub fn has_models(&self) -> bool {
        self.taught
    }

    /// The hash over the weights in use.
    pub fn models(&self) -> &str {
        &self.models
    }

    /// The hash over all rule files in use.
    pub fn behaviours(&self) -> &str {
        &self.behaviours
    }
}

/// What is printed of a conversation.
pub struct Wanted<'a> {
    pub library: &'a Library,
    pub engine: &'a EngineInfo,
    pub lang: Lang,
}

#[derive(Serialize)]
struct ConversationOut<'a> {
    conversation: About<'a>,
    engine: &'a EngineInfo,
    turns: Vec<TurnOut<'a>>,
    findings: Vec<FindingOut<'a>>,
    opportunities: Vec<OpportunityOut<'a>>,
    episodes: Vec<EpisodeOut>,
    skills: Vec<SkillOut>,
    profile: ProfileOut,
    #[serde(skip_serializing_if = "Option::is_none")]
    readings: Option<ReadingsOut<'a>>,
    problems: Vec<ProblemOut<'a>>,
}

/// Which conversation it is about.
#[derive(Serialize)]
pub struct About<'a> {
    id: &'a str,
    source: &'a str,
    channel: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    program: Option<&'a str>,
}

impl About<'_> {
    pub fn of(checked: &Checked) -> About<'_> {
        let Checked { conversation, detection } = checked;
        About {
            id: &conversation.id,
            source: &conversation.source,
            channel: conversation.channel.as_str(),
            language: detection.language().as_str(),
            program: conversation.program.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct TurnOut<'a> {
    turn: usize,
    party: &'a str,
    text: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_ms: Option<i64>,
}

#[derive(Serialize)]
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

#[derive(Serialize)]
struct OpportunityOut<'a> {
    id: &'a str,
    behaviour: &'a str,
    turn: u32,
    taken: bool,
    by: Option<u32>,
    finding: Option<&'a str>,
    searched: Option<(u32, u32)>,
}

#[derive(Serialize)]
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

#[derive(Serialize)]
struct SkillOut {
    skill: &'static str,
    taken: u32,
    opportunities: u32,
    against: u32,
    interval: (f64, f64),
}

#[derive(Serialize)]
struct ProfileOut {
    empathy: Option<bool>,
    solving: Option<bool>,
    met: Option<bool>,
}

/// A problem, as JSON.
#[derive(Serialize)]
pub struct ProblemOut<'a> {
    code: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    message: Cow<'a, str>,
    help: Cow<'a, str>,
}

impl<'a> ProblemOut<'a> {
    /// The problem in the reader's language.
    pub fn of(problem: &'a Problem, lang: Lang) -> ProblemOut<'a> {
        ProblemOut { code: problem.code, source: &problem.source, line: problem.line, message: problem_words::message(problem, lang), help: problem_words::help(problem, lang) }
    }
}

/// The reason of a finding in the reader's language, with its slots filled in.
pub fn reason(library: &Library, finding: &Finding, lang: Lang) -> String {
    if finding.detector == Detector::Model {
        let words = finding.words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join(lang.pick(", ", "、"));
        return match words.as_str() {
            "" => lang.pick("learned from labelled conversations; what came before it counted most", "从人工标注的对话中学到；主要依据前文").to_owned(),
            words => format!("{}{words}", lang.pick("learned from labelled conversations; what counted most: ", "从人工标注的对话中学到；主要依据：")),
        };
    }
    let Some(both) = library.reason(&finding.cue) else { return String::new() };
    let mut text = lang.of(both).clone();
    for (name, value) in &finding.slots {
        let hole = format!("{{{name}}}");
        if text.contains(&hole) {
            let value = if matches!(&**name, "present" | "missing") { parts::in_words(value, lang) } else { value.clone() };
            text = text.replace(&hole, &value);
        }
    }
    text
}

/// One conversation as a line of JSON, without the line's end.
pub fn line(wanted: &Wanted, checked: &Checked) -> Vec<u8> {
    let Checked { conversation, detection } = checked;
    let out = ConversationOut {
        conversation: About::of(checked),
        engine: wanted.engine,
        turns: turns(checked),
        findings: detection.findings.iter().map(|finding| finding_out(wanted, finding)).collect(),
        opportunities: detection.opportunities.iter().map(opportunity_out).collect(),
        episodes: detection.episodes.iter().map(episode_out).collect(),
        skills: detection.skills.iter().map(skill_out).collect(),
        profile: profile_out(detection),
        readings: ReadingsOut::of(&detection.readings),
        problems: conversation.problems.iter().map(|problem| ProblemOut::of(problem, wanted.lang)).collect(),
    };
    // Serialising plain structs into memory cannot fail.
    serde_json::to_vec(&out).unwrap_or_default()
}

/// What was found in a conversation, for a place that holds its turns already.
#[derive(Serialize)]
pub struct Found<'a> {
    engine: &'a EngineInfo,
    findings: Vec<FindingOut<'a>>,
    opportunities: Vec<OpportunityOut<'a>>,
    episodes: Vec<EpisodeOut>,
    skills: Vec<SkillOut>,
    profile: ProfileOut,
    #[serde(skip_serializing_if = "Option::is_none")]
    readings: Option<ReadingsOut<'a>>,
}

impl<'a> Found<'a> {
    pub fn of(wanted: &Wanted<'a>, detection: &'a Detection) -> Found<'a> {
        Found {
            engine: wanted.engine,
            findings: detection.findings.iter().map(|finding| finding_out(wanted, finding)).collect(),
            opportunities: detection.opportunities.iter().map(opportunity_out).collect(),
            episodes: detection.episodes.iter().map(episode_out).collect(),
            skills: detection.skills.iter().map(skill_out).collect(),
            profile: profile_out(detection),
            readings: ReadingsOut::of(&detection.readings),
        }
    }
}

fn turns(checked: &Checked) -> Vec<TurnOut<'_>> {
    let languages = checked.detection.languages.iter();
    checked
        .conversation
        .turns
        .iter()
        .zip(languages)
        .enumerate()
        .map(|(at, (turn, language))| TurnOut { turn: at, party: turn.party.as_str(), text: &turn.text, language: language.as_str(), start_ms: turn.start_ms, end_ms: turn.end_ms })
        .collect()
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
