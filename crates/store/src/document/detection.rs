//! What was found in a conversation, as a document, and back: findings, opportunities, episodes, skills, readings.

use std::borrow::Cow;

use rapport_model::{Detector, Emotion, Episode, Felt, Finding, Opportunity, Polarity, Readings, Reason, Satisfaction, Skill};
use rapport_text::{Language, Span};
use serde::{Deserialize, Serialize};

use super::json;
use crate::StoreError;

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

/// What was found in one conversation, as it was kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// In the order of the conversation.
    pub findings: Vec<Finding>,
    /// In the order of the conversation.
    pub opportunities: Vec<Opportunity>,
    /// In order.
    pub episodes: Vec<Episode>,
    /// Per skill.
    pub skills: Vec<Skill>,
    /// What the customer's words say besides.
    pub readings: Readings,
    /// Language of each turn.
    pub languages: Vec<Language>,
}

#[derive(Serialize, Deserialize)]
struct DetectionDoc<'a> {
    findings: Vec<FindingDoc<'a>>,
    opportunities: Vec<OpportunityDoc<'a>>,
    episodes: Vec<EpisodeDoc>,
    skills: Vec<SkillDoc<'a>>,
    readings: ReadingsDoc<'a>,
    languages: Vec<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize)]
struct FindingDoc<'a> {
    id: Cow<'a, str>,
    behaviour: Cow<'a, str>,
    polarity: Cow<'a, str>,
    turn: u32,
    start: u32,
    end: u32,
    quote: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    /// Hundredths.
    confidence: u8,
    cue: Cow<'a, str>,
    slots: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    detector: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    words: Cow<'a, [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    hint: bool,
}

#[derive(Serialize, Deserialize)]
struct OpportunityDoc<'a> {
    id: Cow<'a, str>,
    behaviour: Cow<'a, str>,
    turn: u32,
    taken: bool,
    by: Option<u32>,
    finding: Option<Cow<'a, str>>,
    searched: Option<(u32, u32)>,
}

#[derive(Serialize, Deserialize)]
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

#[derive(Serialize, Deserialize)]
struct SkillDoc<'a> {
    skill: Cow<'a, str>,
    taken: u32,
    opportunities: u32,
    against: u32,
    /// Thousandths.
    interval: (u16, u16),
}

#[derive(Serialize, Deserialize)]
struct ReadingsDoc<'a> {
    felt: Vec<FeltDoc<'a>>,
    reason: Option<ReasonDoc<'a>>,
    satisfaction: Option<SatisfactionDoc>,
}

#[derive(Serialize, Deserialize)]
struct FeltDoc<'a> {
    turn: u32,
    emotion: Cow<'a, str>,
    intensity: u8,
    confidence: u8,
    tension: u16,
}

#[derive(Serialize, Deserialize)]
struct ReasonDoc<'a> {
    driver: Cow<'a, str>,
    confidence: u8,
}

#[derive(Serialize, Deserialize)]
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
            .map(|skill| SkillDoc { skill: skill.skill.into(), taken: skill.taken, opportunities: skill.opportunities, against: skill.against, interval: skill.interval })
            .collect(),
        readings: ReadingsDoc {
            felt: readings
                .felt
                .iter()
                .map(|felt| FeltDoc { turn: felt.turn, emotion: felt.emotion.as_str().into(), intensity: felt.intensity, confidence: felt.confidence, tension: felt.tension })
                .collect(),
            reason: readings.reason.as_ref().map(|reason| ReasonDoc { driver: reason.driver.as_str().into(), confidence: reason.confidence }),
            satisfaction: readings.satisfaction.map(|likely| SatisfactionDoc { estimate: likely.estimate, interval: likely.interval }),
        },
        languages: found.languages.iter().map(|&language| language.into()).collect(),
    })
}

/// What [`detection`] wrote. `skills` are the skills there are: one of another name is left out.
///
/// # Errors
/// The text is not such a document.
pub fn read_detection(text: &str, skills: &[&'static str]) -> Result<Found, StoreError> {
    let doc: DetectionDoc = serde_json::from_str(text).map_err(|error| stored(&error.to_string()))?;
    let skill = |doc: &SkillDoc| {
        let skill = skills.iter().copied().find(|known| *known == doc.skill)?;
        Some(Skill { skill, taken: doc.taken, opportunities: doc.opportunities, against: doc.against, interval: doc.interval })
    };
    Ok(Found {
        findings: doc.findings.into_iter().map(finding_of).collect::<Option<_>>().ok_or_else(|| stored("a finding of an unknown kind"))?,
        opportunities: doc.opportunities.into_iter().map(opportunity_of).collect(),
        episodes: doc.episodes.into_iter().map(episode_of).collect(),
        skills: doc.skills.iter().filter_map(skill).collect(),
        readings: readings_of(doc.readings),
        languages: doc.languages.iter().map(|word| Language::parse(word)).collect(),
    })
}

fn finding(finding: &Finding) -> FindingDoc<'_> {
    FindingDoc {
        id: finding.id.as_str().into(),
        behaviour: (&*finding.behaviour).into(),
        polarity: finding.polarity.as_str().into(),
        turn: finding.turn,
        start: finding.span.start,
        end: finding.span.end,
        quote: finding.quote.as_str().into(),
        level: finding.level,
        confidence: finding.confidence,
        cue: (&*finding.cue).into(),
        slots: finding.slots.iter().map(|(name, value)| ((&**name).into(), value.as_str().into())).collect(),
        detector: finding.detector.as_str().into(),
        words: finding.words.as_slice().into(),
        model: finding.head.as_deref().map(Cow::from),
        hint: finding.hint,
    }
}

fn opportunity(o: &Opportunity) -> OpportunityDoc<'_> {
    OpportunityDoc {
        id: o.id.as_str().into(),
        behaviour: (&*o.behaviour).into(),
        turn: o.turn,
        taken: o.taken,
        by: o.by,
        finding: o.finding.as_deref().map(Cow::from),
        searched: o.searched,
    }
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

fn finding_of(doc: FindingDoc) -> Option<Finding> {
    Some(Finding {
        id: doc.id.into_owned(),
        behaviour: (*doc.behaviour).into(),
        polarity: Polarity::parse(&doc.polarity)?,
        turn: doc.turn,
        span: Span { start: doc.start, end: doc.end },
        quote: doc.quote.into_owned(),
        level: doc.level,
        confidence: doc.confidence,
        cue: (*doc.cue).into(),
        slots: doc.slots.into_iter().map(|(name, value)| ((*name).into(), value.into_owned())).collect(),
        detector: Detector::parse(&doc.detector)?,
        hint: doc.hint,
        words: doc.words.into_owned(),
        head: doc.model.map(|head| (*head).into()),
    })
}

fn opportunity_of(doc: OpportunityDoc) -> Opportunity {
    let OpportunityDoc { id, behaviour, turn, taken, by, finding, searched } = doc;
    Opportunity { id: id.into_owned(), behaviour: (*behaviour).into(), turn, taken, by, finding: finding.map(Cow::into_owned), searched }
}

fn episode_of(doc: EpisodeDoc) -> Episode {
    let EpisodeDoc { onset, peak, intensity, end, acknowledged, solving, recovered, turns_to_calm, ms_to_acknowledgement, ms_to_calm } = doc;
    Episode { onset, peak, intensity, end, acknowledged, solving, recovered, turns_to_calm, ms_to_acknowledgement, ms_to_calm }
}

fn readings_of(doc: ReadingsDoc) -> Readings {
    let felt = |doc: FeltDoc| Some(Felt { turn: doc.turn, emotion: Emotion::parse(&doc.emotion)?, intensity: doc.intensity, confidence: doc.confidence, tension: doc.tension });
    Readings {
        felt: doc.felt.into_iter().filter_map(felt).collect(),
        reason: doc.reason.map(|reason| Reason { driver: reason.driver.into_owned(), confidence: reason.confidence }),
        satisfaction: doc.satisfaction.map(|likely| Satisfaction { estimate: likely.estimate, interval: likely.interval }),
    }
}

fn stored(why: &str) -> StoreError {
    StoreError::Stored { what: "detection", why: why.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_gives_back_what_was_found() {
        let finding = Finding {
            id: "f1".into(),
            behaviour: "apology_owned".into(),
            polarity: Polarity::Positive,
            turn: 1,
            span: Span { start: 0, end: 5 },
            quote: "sorry".into(),
            level: Some(2),
            confidence: 91,
            cue: "apology_owned.en.3".into(),
            slots: vec![("amount".into(), "3".into())],
            detector: Detector::Both,
            hint: true,
            words: vec!["sorry".into()],
            head: Some("en@1".into()),
        };
        let opportunity = Opportunity { id: "o1".into(), behaviour: "apology_owned".into(), turn: 0, taken: true, by: Some(1), finding: Some("f1".into()), searched: Some((1, 3)) };
        let skill = Skill { skill: "apology", taken: 1, opportunities: 1, against: 0, interval: (207, 1000) };
        let readings = Readings {
            felt: vec![Felt { turn: 0, emotion: Emotion::Anger, intensity: 3, confidence: 81, tension: 400 }],
            reason: Some(Reason { driver: "billing.duplicate".into(), confidence: 70 }),
            satisfaction: Some(Satisfaction { estimate: 210, interval: (120, 340) }),
        };
        let (findings, opportunities, skills) = (vec![finding], vec![opportunity], vec![skill]);
        let text = detection(Detected { findings: &findings, opportunities: &opportunities, episodes: &[], skills: &skills, readings: &readings, languages: &["en", "zh"] });
        let read = read_detection(&text, &["apology"]).expect("it is a document");
        assert_eq!(read, Found { findings, opportunities, episodes: Vec::new(), skills, readings, languages: vec![Language::English, Language::Chinese] });
        assert!(read_detection("{}", &[]).is_err());
    }
}
