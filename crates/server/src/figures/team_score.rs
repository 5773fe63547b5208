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
    /// Begun at or after: a day (2026-11-02, UTC) or milliseconds since 1970
    from: Option<String>,
    /// Begun before: milliseconds since 1970; or a day, which is in
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
    let sieve = Sieve { program, team: asked.team, from_ms: moment("from", &asked.from, false)?, until_ms: moment("until", &asked.until, true)?, ..Sieve::default() };
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

#[cfg(test)]
mod tests {
    use rapport_store::{NewReview, Programs, Role, Scope, Submission};
    use serde_json::json;

    use crate::testing::House;

    async fn review(house: &House, conversation: &str, stream: &'static str, form: &str, score: i64) {
        let (store, system) = (house.state.store(), Scope::system());
        let row = store.conversation(&system, conversation).await.expect("answered").expect("there");
        let reviewer = house.users["analyst"].clone();
        let new = NewReview {
            program: house.program.clone(),
            conversation: conversation.into(),
            evaluation: row.evaluation_id.expect("evaluated"),
            scorecard_hash: form.into(),
            agent: row.agent_id,
            reviewer: Some(reviewer.clone()),
            stream,
            probability: (stream == "random").then_some(0.1),
            picked: String::new(),
            due_ms: None,
        };
        let id = store.add_review(&system, &new).await.expect("a review");
        let scope = Scope { actor: reviewer.clone(), user: Some(reviewer), role: Role::Analyst, programs: Programs::All, agents: Vec::new(), teams: Vec::new() };
        let submission = Submission { answers: "[]".into(), note: String::new(), score: Some(score), standing: "pass" };
        store.submit_review(&scope, &id, &submission).await.expect("submitted");
    }

    #[tokio::test]
    async fn random_reviews_correct_the_machine_and_others_do_not() {
        let house = House::new().await;
        let examples: Vec<_> = (0..100).map(|number| house.example(["a1", "a2"][number % 2], number as i64 % 10, (1, 1))).collect();
        let ids = house.tell(&examples).await;
        let address = format!("/api/figures/team-score?program={}", house.program);
        let before = house.get("analyst", &address).await.json;
        assert_eq!((&before["score"], &before["machine"], &before["n"], &before["needed"]), (&json!(null), &json!(80.0), &json!(100), &json!({"state": "pilot", "reviews": 10})));
        // d̄ = 2, s² = 10/9, V = s²/10 · 0.9 = 0.1, t with 9 degrees 2.2622: 82 ± 0.7154.
        for (number, id) in ids.iter().take(10).enumerate() {
            review(&house, id, "random", "sha256:form", if number % 2 == 0 { 8_100 } else { 8_300 }).await;
        }
        review(&house, &ids[20], "risk", "sha256:form", 0).await;
        review(&house, &ids[21], "own", "sha256:form", 0).await;
        review(&house, &ids[22], "random", "sha256:earlier", 0).await;
        let told = house.get("analyst", &address).await;
        assert_eq!((&told.json["score"], &told.json["correction"], &told.json["interval"]), (&json!(82.0), &json!(2.0), &json!([81.28, 82.72])), "{}", told.text);
        assert_eq!((&told.json["reviews"], &told.json["other_form"], &told.json["needed"]), (&json!(10), &json!(1), &json!({"state": "enough", "reviews": 0})));
        assert_eq!(house.get("client", &address).await.json["conversations"], json!(null));
    }

    #[tokio::test]
    async fn nothing_walls_and_roles() {
        let house = House::new().await;
        let nothing = house.get("analyst", &format!("/api/figures/team-score?program={}", house.program)).await;
        assert_eq!(
            (nothing.status, &nothing.json["n"], &nothing.json["why"], &nothing.json["needed"]["state"]),
            (200, &json!(0), &json!("nothing has a score"), &json!("nothing"))
        );
        assert_eq!(house.get("analyst", &format!("/api/figures/team-score?program={}", house.other_program)).await.status, 404);
        assert_eq!(house.get("agent", &format!("/api/figures/team-score?program={}", house.program)).await.status, 403);
        assert_eq!(house.get("analyst", &format!("/api/figures/team-score?program={}&from=x", house.program)).await.status, 422);
        assert_eq!(house.get("analyst", "/api/figures/team-score").await.status, 400);
    }
}
