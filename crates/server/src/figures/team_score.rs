//! `GET /api/figures/team-score`: what a random sample of reviews makes of machine scores of everybody.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Query, State};
use rapport_stats::{Needed, Review, team_mean};
use rapport_store::{Role, Sieve};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::ask::{moment, word};
use super::frame::programs;
use super::link::Link;
use super::rate::percent;
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// Whose score, of when.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Program, by id or name
    program: String,
    /// Team, by id; the whole program where none is given
    team: Option<String>,
    /// Begun at this moment or later: a day (2026-11-02, UTC) or milliseconds since 1970
    from: Option<String>,
    /// Begun before this moment: a day or milliseconds since 1970
    until: Option<String>,
}

/// The mean score of a team, freed of the machine's own error as far as people's reviews of a random sample can tell.
#[derive(Serialize, ToSchema)]
pub struct TeamScore {
    /// Program.
    program: String,
    /// Team; none for the whole program.
    team: Option<String>,
    /// Machine mean plus what people score above it, 0–100; none without reviews (difference estimator).
    score: Option<f64>,
    /// Where it lies, at 95 %, 0–100.
    interval: Option<[f64; 2]>,
    /// Why there is no interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
    /// Mean of the machine's scores alone, 0–100; none without conversations.
    machine: Option<f64>,
    /// How many points people score above the machine.
    correction: Option<f64>,
    /// Reviews of the random sample that it rests on; reviews picked for a risk are never among them.
    reviews: u64,
    /// Reviews of the random sample by a form that has changed since, which it does not rest on.
    other_form: u64,
    /// Conversations with a machine score.
    n: u64,
    /// What is still needed for ± 5 points.
    needed: NeededOut,
    /// Filters of `GET /api/conversations` that list exactly the `n`; not for clients.
    conversations: Option<String>,
}

/// Reviews that are still needed.
#[derive(Serialize, ToSchema)]
pub struct NeededOut {
    /// `enough`; `more`: about so many, if people and machine go on to differ as they do; `pilot`: so many first, to learn how they differ; `nothing`: there is
    /// nothing to review.
    state: &'static str,
    /// Reviews.
    reviews: u64,
}

/// Half of the width that is aimed at, in points.
const POINTS: f64 = 5.0;
/// Sums over fewer conversations are nobody's business but the program's own.
const FEWEST: usize = 5;

/// The unbiased mean score of a team or program, and the reviews still needed for ± 5 points
#[utoipa::path(get, path = "/api/figures/team-score", tag = "figures", params(Asked),
    responses((status = 200, body = TeamScore), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn team_score(State(state): State<AppState>, caller: Caller, Query(asked): Query<Asked>) -> Result<Json<TeamScore>, ApiError> {
    let (scope, store) = (&caller.scope, state.store());
    if let Some(team) = &asked.team {
        word("team", team)?;
    } else if scope.role == Role::Lead && !scope.teams.is_empty() {
        return Err(ApiError::forbidden("a lead of teams sees figures of these teams: name one"));
    }
    let program = programs(&state, &caller, Some(&asked.program)).await?.remove(0);
    let sieve = Sieve { program, team: asked.team, from_ms: moment("from", &asked.from)?, until_ms: moment("until", &asked.until)?, ..Sieve::default() };
    let counts = store.score_counts(scope, &sieve).await?;
    let machine: Vec<f64> = counts.iter().flat_map(|one| std::iter::repeat_n(one.score as f64 / 100.0, one.conversations.max(0) as usize)).collect();
    let client = scope.role == Role::Client;
    let machine = if client && machine.len() < FEWEST { Vec::new() } else { machine };
    // The first review of a conversation speaks for it.
    let mut seen = BTreeSet::new();
    let drawn = store.reviewed_scores(scope, &sieve).await?.into_iter().filter(|review| seen.insert(review.conversation_id.clone()));
    let (same, other): (Vec<_>, Vec<_>) = drawn.partition(|review| review.same_form == 1);
    let reviews: Vec<Review> =
        same.iter().map(|review| Review { machine: review.machine as f64 / 100.0, human: review.human as f64 / 100.0, inclusion: review.probability }).collect();
    let told = team_mean(&machine, &reviews, POINTS);
    let mean = told.and_then(|told| told.mean);
    let interval = mean.and_then(|mean| mean.interval).map(|interval| interval.inside(0.0, 100.0));
    let points = |value: f64| percent(value * 100.0);
    let why = match (&told, interval) {
        (_, Some(_)) => None,
        (None, _) => Some("nothing has a score"),
        (Some(told), None) if told.reviews < 2 => Some("it takes two reviews of the random sample at least"),
        (Some(_), None) => Some("people and machine differ by the same everywhere: how they spread is not known"),
    };
    let (state, needed) = match told.map(|told| told.needed) {
        None => ("nothing", 0),
        Some(Needed::Enough) => ("enough", 0),
        Some(Needed::More(reviews)) => ("more", reviews),
        Some(Needed::Pilot(reviews)) => ("pilot", reviews),
    };
    Ok(Json(TeamScore {
        score: mean.map(|mean| points(mean.value.clamp(0.0, 100.0))),
        interval: interval.map(|interval| [points(interval.low), points(interval.high)]),
        why,
        machine: told.map(|told| points(told.machine)),
        correction: told.and_then(|told| told.correction).map(points),
        reviews: told.map_or(0, |told| told.reviews),
        other_form: other.len() as u64,
        n: machine.len() as u64,
        needed: NeededOut { state, reviews: needed },
        conversations: (!client && !machine.is_empty()).then(|| Link::of(&sieve).with("scored", "true").address()),
        team: sieve.team,
        program: sieve.program,
    }))
}
