//! `GET /api/figures/skills`: how often the opportunities of each skill were taken.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Query, State};
use rapport_engine::Clusters;
use rapport_stats::{Place, order, place, prior};
use rapport_store::{Role, Sieve, SkillSums};
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::{By, ask, word};
use super::frame::{About, Figures, Frame, Names};
use super::link::Link;
use super::rate::{RateOut, count, ends, rate, share};
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

ask! {
    /// Whose skills, of when.
    Asked,
    /// Skill, such as `empathy`; all where none is given
    skill
}

/// How often the opportunities of a skill were taken.
#[derive(Serialize, ToSchema)]
pub struct SkillRow {
    #[serde(flatten)]
    about: About,
    /// Skill.
    skill: String,
    /// Opportunities taken.
    taken: i64,
    /// Opportunities in all.
    opportunities: i64,
    #[serde(flatten)]
    rate: RateOut,
    /// Conversations with an opportunity.
    n: i64,
    /// Agents alone: the rate drawn towards the program's, the further the fewer opportunities there were (empirical Bayes).
    #[serde(skip_serializing_if = "Option::is_none")]
    shrunk: Option<ShrunkOut>,
    /// Agents and teams: `above`, `within` or `below` the interval of the program's rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'static str>,
    /// Agents and teams: 1 for the highest. All whose intervals overlap, or who are joined by overlaps, share it: no order of theirs can be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    rank: Option<usize>,
    /// Filters of `GET /api/conversations` that list exactly the `n`; not for clients.
    conversations: Option<String>,
}

/// A rate drawn towards the program's.
#[derive(Serialize, ToSchema)]
pub struct ShrunkOut {
    /// (taken + a) / (opportunities + a + b), 0–1.
    rate: f64,
    /// Where it lies, at 95 %, given the program's people.
    interval: [f64; 2],
    /// Opportunities taken that the program's people are worth.
    a: f64,
    /// Opportunities missed that they are worth.
    b: f64,
}

/// People below whom a program's own rates would tell an agent of single colleagues.
const FEWEST_PEERS: usize = 5;

/// Skill rates by agent, team, program or time
#[utoipa::path(get, path = "/api/figures/skills", tag = "figures", params(Asked),
    responses((status = 200, body = Figures<SkillRow>), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn skills(State(state): State<AppState>, caller: Caller, Query(asked): Query<Asked>) -> Result<Json<Figures<SkillRow>>, ApiError> {
    let skill = asked.skill.as_deref();
    if let Some(skill) = skill {
        word("skill", skill)?;
    }
    let mut frame = Frame::of(&state, &caller, asked.ask()?).await?;
    let mut rows = Vec::new();
    for sieve in frame.sieves.clone() {
        let mut own = of_program(&state, &caller, &frame, &sieve, skill).await?;
        own = frame.keep(&sieve.program, own, |row| row.n);
        rows.extend(own);
    }
    Ok(Json(frame.answer(rows)))
}

async fn of_program(state: &AppState, caller: &Caller, frame: &Frame, sieve: &Sieve, skill: Option<&str>) -> Result<Vec<SkillRow>, ApiError> {
    let (store, scope, by) = (state.store(), &caller.scope, frame.by);
    let mut by_skill: BTreeMap<String, Vec<(String, SkillSums)>> = BTreeMap::new();
    for sums in store.skill_sums(scope, sieve, by.group(), skill).await? {
        by_skill.entry(sums.skill.clone()).or_default().push((sums.group_id.clone(), sums));
    }
    let names = Names::of(state, caller, by, &sieve.program).await?;
    let compared = matches!(by, By::Agent | By::Team) && caller.scope.role != Role::Client;
    let mut bands: BTreeMap<String, SkillSums> = BTreeMap::new();
    let mut peers: BTreeMap<String, Vec<(u64, u64)>> = BTreeMap::new();
    if compared {
        bands = store.skill_band(scope, sieve, skill).await?.into_iter().map(|sums| (sums.skill.clone(), sums)).collect();
        for peer in store.skill_peers(scope, sieve, skill).await? {
            peers.entry(peer.skill).or_default().push((count(peer.taken), count(peer.opportunities)));
        }
    }
    let mut rows = Vec::new();
    for (skill, sums) in by_skill {
        let peers = peers.get(&skill).map(Vec::as_slice).unwrap_or_default();
        let known = scope.role != Role::Agent || peers.len() >= FEWEST_PEERS;
        let band = bands.get(&skill).filter(|_| known).and_then(|sums| rated(sums).exact);
        let drawn = (by == By::Agent && known && !peers.is_empty()).then(|| prior(peers));
        let first = rows.len();
        for (about, period, group, sums) in names.gather(sums, add) {
            let rate = rated(&sums);
            rows.push(SkillRow {
                shrunk: drawn.and_then(|prior| {
                    let shrunk = prior.shrink(count(sums.taken), count(sums.opportunities))?;
                    Some(ShrunkOut { rate: share(shrunk.shrunk), interval: ends(&shrunk.interval), a: share(prior.a), b: share(prior.b) })
                }),
                place: rate.exact.zip(band).map(|(own, band)| match place(&own, &band) {
                    Place::Above => "above",
                    Place::Within => "within",
                    Place::Below => "below",
                }),
                rank: None,
                conversations: frame.link(|| Link::of(sieve).row(by, &group, period.as_ref()).with("skill", &skill)),
                about,
                skill: skill.clone(),
                taken: sums.taken,
                opportunities: sums.opportunities,
                rate,
                n: sums.conversations,
            });
        }
        if compared && scope.role != Role::Agent {
            let intervals: Vec<_> = rows[first..].iter().map(|row: &SkillRow| row.rate.exact).collect();
            for (row, rank) in rows[first..].iter_mut().zip(order(&intervals)) {
                row.rank = rank;
            }
        }
    }
    Ok(rows)
}

fn rated(sums: &SkillSums) -> RateOut {
    let (taken, all) = (count(sums.taken), count(sums.opportunities));
    let conversations = [sums.taken_squared, sums.opportunities_squared, sums.product].map(count);
    let days = [sums.day_taken_squared, sums.day_opportunities_squared, sums.day_product].map(count);
    rate(Clusters::of_sums(count(sums.conversations), taken, all, conversations), Clusters::of_sums(count(sums.days), taken, all, days))
}

/// Adds sums of other days.
fn add(own: &mut SkillSums, other: SkillSums) {
    own.conversations += other.conversations;
    own.taken += other.taken;
    own.opportunities += other.opportunities;
    own.taken_squared += other.taken_squared;
    own.opportunities_squared += other.opportunities_squared;
    own.product += other.product;
    own.days += other.days;
    own.day_taken_squared += other.day_taken_squared;
    own.day_opportunities_squared += other.day_opportunities_squared;
    own.day_product += other.day_product;
}
