//! What an upheld dispute against a detector reaches: every evaluation with the same error, and reading them again without it.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::dispute;
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::reviews::points;
use crate::state::AppState;

/// Current evaluations with the same error: same behaviour, same cue.
#[derive(Serialize, ToSchema)]
pub struct BlastOut {
    behaviour: String,
    cue: String,
    /// A page of them, newest first.
    affected: Vec<AffectedOut>,
    /// How many there are on all pages.
    total: i64,
    /// Where the next page begins; none behind the last.
    next: Option<String>,
}

/// Which page.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Further {
    /// The `next` of the page before
    after: Option<String>,
}

/// An evaluation that the error touches.
#[derive(Serialize, ToSchema)]
pub struct AffectedOut {
    conversation: String,
    agent: Option<String>,
    started_ms: i64,
    evaluation: String,
    /// Turns of the marks, from 0.
    turns: Vec<i64>,
    /// Items whose answer rests on one of them.
    items: Vec<String>,
    /// The score that stands, 0–100.
    score: Option<f64>,
    /// The score without the marks, by the rules and the form that hold now.
    without: Option<f64>,
}

/// Which evaluations to make anew.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RescoreIn {
    /// Conversations, by id; none: all that the dispute reaches.
    conversations: Option<Vec<String>>,
}

/// What was queued.
#[derive(Serialize, ToSchema)]
pub struct RescoreOut {
    /// Conversations that are read again.
    queued: u64,
}

/// Evaluations with the same error as the disputed mark, page by page; nothing is changed
#[utoipa::path(get, path = "/api/disputes/{id}/blast-radius", tag = "disputes", params(("id" = String, Path), Further), responses((status = 200, body = BlastOut), (status = 404, body = Problem), (status = 409, description = "no detector's finding is disputed, or it was not decided for the agent", body = Problem)))]
pub async fn blast_radius(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Query(Further { after }): Query<Further>) -> Result<Json<BlastOut>, ApiError> {
    let after = match after.as_deref() {
        Some(after) => Some(place(after).ok_or_else(|| ApiError::invalid("`after` is the `next` of the page before"))?),
        None => None,
    };
    let row = dispute(&state, &caller, &id).await?;
    if !row.state()?.is_overturned() {
        return Err(ApiError::conflict("only a dispute that was accepted or upheld reaches other evaluations"));
    }
    let blast = state.desk.blast_radius(&caller.scope, &row, after).await?;
    let affected = blast.affected.into_iter().map(|one| AffectedOut {
        conversation: one.conversation,
        agent: one.agent,
        started_ms: one.started_ms,
        evaluation: one.evaluation,
        turns: one.turns,
        items: one.items,
        score: one.score.map(points),
        without: one.without.map(points),
    });
    let next = blast.next.map(|(started, id)| format!("{started}.{id}"));
    Ok(Json(BlastOut { behaviour: row.behaviour, cue: row.cue, affected: affected.collect(), total: blast.total, next }))
}

/// Beginning and id of the conversation that a page comes after.
fn place(after: &str) -> Option<(i64, &str)> {
    let (started, id) = after.split_once('.')?;
    Some((started.parse().ok()?, id))
}

/// Read the listed conversations again without the mark
#[utoipa::path(post, path = "/api/disputes/{id}/rescore", tag = "disputes", params(("id" = String, Path)), request_body = RescoreIn, responses((status = 202, body = RescoreOut), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn rescore_disputed(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    Json(which): Json<RescoreIn>,
) -> Result<(StatusCode, Json<RescoreOut>), ApiError> {
    let row = dispute(&state, &caller, &id).await?;
    let queued = state.desk.rescore_without(&caller.scope, &row, which.conversations.as_deref()).await?;
    Ok((StatusCode::ACCEPTED, Json(RescoreOut { queued })))
}
