//! `POST /api/programs/{id}/rescore`: what was made with other rules, pack, form or engine than hold now is judged again.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// What was put in the queue.
#[derive(Serialize, ToSchema)]
pub struct RescoredOut {
    /// Conversations of the program that were read.
    pub conversations: u64,
    /// Of these, evaluated with other rules, weights, pack, form or engine than hold now.
    pub affected: u64,
    /// Of these, not in the queue already.
    pub queued: u64,
}

/// Judge again what no longer is what would be made now; old evaluations stay, and `/api/jobs` shows the progress
#[utoipa::path(post, path = "/api/programs/{id}/rescore", tag = "scoring", params(("id" = String, Path)), responses((status = 202, body = RescoredOut), (status = 404, body = Problem)))]
pub async fn rescore(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<(StatusCode, Json<RescoredOut>), ApiError> {
    let program = state.store().program(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("program"))?;
    let done = state.desk.rescore(&caller.scope, &program).await?;
    Ok((StatusCode::ACCEPTED, Json(RescoredOut { conversations: done.conversations, affected: done.affected, queued: done.queued })))
}
