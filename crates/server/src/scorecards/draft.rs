//! Drafts: written, changed while nobody else changed them, thrown away.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use rapport_store::{NewScorecard, Role};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{ScorecardOut, compiled, form, one};
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// A form to keep as a draft.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftIn {
    /// Program; null for all programs, which administrators alone may write.
    #[serde(default)]
    program: Option<String>,
    /// YAML.
    body: String,
}

/// A new text of a draft.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftChange {
    /// YAML.
    body: String,
}

/// Write a draft; every mistake is told with its line and what to write instead
#[utoipa::path(post, path = "/api/scorecards", tag = "scorecards", request_body = DraftIn, responses((status = 201, body = ScorecardOut), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn add(State(state): State<AppState>, caller: Caller, Json(draft): Json<DraftIn>) -> Result<(StatusCode, Json<ScorecardOut>), ApiError> {
    match &draft.program {
        None if caller.user.role != Role::Administrator => return Err(ApiError::forbidden("a form for all programs is an administrator's to write; name a `program`")),
        Some(program) if state.store().program(&caller.scope, program).await?.is_none() => return Err(ApiError::not_found("program")),
        _ => {}
    }
    let card = compiled(&state, draft.program.as_deref(), &draft.body).await?;
    let new = NewScorecard { program: draft.program, name: card.id.to_string(), version: card.version.into(), hash: card.hash.to_string(), body: draft.body };
    let row = state.store().add_scorecard(&caller.scope, &new).await?;
    Ok((StatusCode::CREATED, Json(ScorecardOut::of(row, Some((&card.file.name).into())))))
}

/// Change a draft; `If-Match` names the text that is changed
#[utoipa::path(put, path = "/api/scorecards/{id}", tag = "scorecards", params(("id" = String, Path), ("if-match" = String, Header, description = "the ETag of the text that is changed")), request_body = DraftChange,
    responses((status = 200, body = ScorecardOut), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn set(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(change): Json<DraftChange>,
) -> Result<Json<ScorecardOut>, ApiError> {
    let row = one(&state, &caller, &id).await?;
    let told = headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok());
    let told = told.ok_or_else(|| ApiError::new(StatusCode::PRECONDITION_REQUIRED, "if_match_missing", "send the ETag of the draft that you change as `If-Match`"))?;
    if !told.split(',').map(str::trim).any(|tag| tag == "*" || tag == form::tag(&row.hash)) {
        return Err(ApiError::new(StatusCode::PRECONDITION_FAILED, "changed", "the draft is not the one you read: read it again"));
    }
    let card = compiled(&state, row.program_id.as_deref(), &change.body).await?;
    let new = NewScorecard { program: None, name: card.id.to_string(), version: card.version.into(), hash: card.hash.to_string(), body: change.body };
    let row = state.store().set_scorecard(&caller.scope, &id, &row.hash, &new).await?.ok_or_else(|| ApiError::not_found("scorecard"))?;
    Ok(Json(ScorecardOut::of(row, Some((&card.file.name).into()))))
}

/// Throw a draft away
#[utoipa::path(delete, path = "/api/scorecards/{id}", tag = "scorecards", params(("id" = String, Path)), responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn remove(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<StatusCode, ApiError> {
    if state.store().delete_scorecard(&caller.scope, &id).await? { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::not_found("scorecard")) }
}
