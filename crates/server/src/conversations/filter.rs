//! What an address says about which conversations: the same words for lists, exports and saved views.

use rapport_flow::moment;
use rapport_store::{Behaviour, Filter, Role, SkillBound, Sort};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::caller::Caller;
use crate::error::ApiError;

/// Which conversations; everything that is said must hold.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Program, by id
    pub program: Option<String>,
    /// Team, by id
    pub team: Option<String>,
    /// Agent, by id
    pub agent: Option<String>,
    /// `voice`, `chat`, `email`, `sms`, `social`, `video`
    pub channel: Option<String>,
    /// `en`, `zh`, `und`
    pub language: Option<String>,
    /// Begun at or after: milliseconds since 1970, or a date or moment such as `2026-03-02`
    pub from: Option<String>,
    /// Begun before: milliseconds since 1970, or a moment; a date alone is in
    pub until: Option<String>,
    /// Behaviours that were found, all of them, between commas; `apology_owned:+` with its polarity
    pub found: Option<String>,
    /// Behaviours that were called for and missed, all of them, between commas
    pub missed: Option<String>,
    /// Behaviours that were called for, done or not, all of them, between commas
    pub called: Option<String>,
    /// Skills with an opportunity, all of them, between commas
    pub skill: Option<String>,
    /// Whether a customer's strong feeling was an episode in it
    pub episodes: Option<bool>,
    /// Whether the current evaluation has a score
    pub scored: Option<bool>,
    /// Skills whose opportunities were taken less often than a rate, such as `empathy:0.5`, between commas
    pub skill_below: Option<String>,
    /// Skills whose opportunities were taken more often than a rate, such as `empathy:0.5`, between commas
    pub skill_above: Option<String>,
    /// Score below this, 0–100
    pub score_below: Option<f64>,
    /// Score above this, 0–100
    pub score_above: Option<f64>,
    /// `pass`, `below`, `insufficient_evidence`, `fail_proposed`
    pub standing: Option<String>,
    /// `resolved`, `follow_up`, `transferred`, `unresolved`
    pub outcome: Option<String>,
    /// The customer's hostility, at least: 1–4; not together with `agent`
    pub hostility: Option<i64>,
    /// Whether a person reviewed it
    pub reviewed: Option<bool>,
    /// Whether a mark is or was disputed
    pub disputed: Option<bool>,
    /// Case, by id
    pub case: Option<String>,
    /// Keyed hash of the customer's identifier
    pub customer: Option<String>,
    /// Words that were said, all of them; words in quotation marks stand together, and so do Chinese characters
    pub q: Option<String>,
    /// `newest`, `oldest`, `score` (lowest first), `-score` (highest first), `hostility` (highest first)
    pub sort: Option<String>,
}

const DAY_MS: i64 = 86_400_000;

impl Wanted {
    /// The order.
    ///
    /// # Errors
    /// There is no such order.
    pub fn sort(&self, caller: &Caller) -> Result<Sort, ApiError> {
        let sort = match self.sort.as_deref() {
            None | Some("newest") => Sort::Newest,
            Some("oldest") => Sort::Oldest,
            Some("score") => Sort::LowestScore,
            Some("-score") => Sort::HighestScore,
            Some("hostility") => Sort::Hostility,
            Some(_) => return Err(ApiError::invalid("sort is newest, oldest, score, -score or hostility")),
        };
        if sort == Sort::Hostility && (self.agent.is_some() || caller.user.role == Role::Agent) {
            return Err(ApiError::invalid(NOT_BY_AGENT));
        }
        Ok(sort)
    }

    /// The filter.
    ///
    /// # Errors
    /// Something is not understood, or hostility is asked for by agent.
    pub fn filter(&self, caller: &Caller) -> Result<Filter, ApiError> {
        let hostile = self.hostility.is_some() || list(&self.found).any(|one| one.split(':').next().is_some_and(|id| id.trim() == "cust_hostility"));
        if hostile && (self.agent.is_some() || caller.user.role == Role::Agent) {
            return Err(ApiError::invalid(NOT_BY_AGENT));
        }
        let phrases = self.q.as_deref().map(rapport_text::search_phrases).unwrap_or_default();
        if phrases.is_empty() && self.q.as_deref().is_some_and(|q| !q.trim().is_empty()) {
            return Err(ApiError::invalid("q holds no letter and no digit to look for"));
        }
        Ok(Filter {
            program: given(&self.program),
            team: given(&self.team),
            agent: given(&self.agent),
            channel: given(&self.channel),
            language: given(&self.language),
            from_ms: self.from.as_deref().map(|text| time("from", text, false)).transpose()?,
            until_ms: self.until.as_deref().map(|text| time("until", text, true)).transpose()?,
            found: list(&self.found).map(behaviour).collect::<Result<_, _>>()?,
            missed: list(&self.missed).map(str::to_owned).collect(),
            called: list(&self.called).map(str::to_owned).collect(),
            skilled: list(&self.skill).map(str::to_owned).collect(),
            episodes: self.episodes,
            scored: self.scored,
            skills: list(&self.skill_below).map(|one| bound(one, true)).chain(list(&self.skill_above).map(|one| bound(one, false))).collect::<Result<_, _>>()?,
            score_below: self.score_below.map(points).transpose()?,
            score_above: self.score_above.map(points).transpose()?,
            standing: given(&self.standing),
            outcome: given(&self.outcome),
            hostility: self.hostility,
            reviewed: self.reviewed,
            disputed: self.disputed,
            case: given(&self.case),
            customer: given(&self.customer),
            phrases,
        })
    }
}

const NOT_BY_AGENT: &str = "hostility that reached one agent is neither counted nor sorted; leave out one of the two";

fn given(value: &Option<String>) -> Option<String> {
    value.clone().filter(|value| !value.is_empty())
}

fn list(value: &Option<String>) -> impl Iterator<Item = &str> {
    value.as_deref().unwrap_or_default().split(',').map(str::trim).filter(|one| !one.is_empty())
}

fn behaviour(text: &str) -> Result<Behaviour, ApiError> {
    // A plus in an address is a blank.
    let (id, polarity) = text.split_once(':').map_or((text, None), |(id, sign)| (id, Some(if sign.trim().is_empty() { "+" } else { sign })));
    if polarity.is_some_and(|sign| !["+", "-", "0"].contains(&sign)) {
        return Err(ApiError::invalid("a polarity is +, - or 0, such as found=apology_owned:-"));
    }
    Ok(Behaviour { id: id.trim().to_owned(), polarity: polarity.map(str::to_owned) })
}

fn bound(text: &str, below: bool) -> Result<SkillBound, ApiError> {
    let parts = text.split_once(':').and_then(|(skill, rate)| Some((skill, rate.parse::<f64>().ok()?)));
    match parts {
        Some((skill, rate)) if (0.0..=1.0).contains(&rate) => Ok(SkillBound { skill: skill.to_owned(), below, rate }),
        _ => Err(ApiError::invalid("a bound on a skill is its name and a rate from 0 to 1, such as skill_below=empathy:0.5")),
    }
}

/// Percent as basis points.
fn points(percent: f64) -> Result<i64, ApiError> {
    if (0.0..=100.0).contains(&percent) { Ok((percent * 100.0).round() as i64) } else { Err(ApiError::invalid("a score is a number from 0 to 100")) }
}

/// Milliseconds since 1970; a date alone ends with its day where it is an end.
pub fn time(name: &str, text: &str, end: bool) -> Result<i64, ApiError> {
    let text = text.trim();
    if let Ok(ms) = text.parse() {
        return Ok(ms);
    }
    let day = text.len() == 10;
    let ms = if day { moment(&format!("{text}T00:00:00Z")) } else { moment(text) };
    let ms = ms.ok_or_else(|| ApiError::invalid(format!("{name} is a time such as 2026-03-02, 2026-03-02T09:00:00Z, or milliseconds since 1970")))?;
    Ok(if day && end { ms + DAY_MS } else { ms })
}
