//! Publishing and retiring forms.

use axum::Json;
use axum::extract::{Path, State};

use super::{ScorecardOut, compiled, one};
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// Publish a draft: it holds from now on and never changes again; the version before is retired
#[utoipa::path(post, path = "/api/scorecards/{id}/publish", tag = "scorecards", params(("id" = String, Path)), responses((status = 200, body = ScorecardOut), (status = 404, body = Problem), (status = 409, description = "no draft, or its version is not greater than the last that was published", body = Problem), (status = 422, body = Problem)))]
pub async fn publish(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<ScorecardOut>, ApiError> {
    // The rules may have changed since it was written.
    let card = compiled(&state, &one(&state, &caller, &id).await?.body)?;
    let row = state.store().publish_scorecard(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("scorecard"))?;
    Ok(Json(ScorecardOut::of(row, Some((&card.file.name).into()))))
}

/// Retire a published form: nothing is scored with it any more; what was stays
#[utoipa::path(post, path = "/api/scorecards/{id}/retire", tag = "scorecards", params(("id" = String, Path)), responses((status = 200, body = ScorecardOut), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn retire(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<ScorecardOut>, ApiError> {
    let row = state.store().retire_scorecard(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("scorecard"))?;
    let title = state.desk.compiled(&row.hash, &row.body).ok().map(|form| (&form.card.file.name).into());
    Ok(Json(ScorecardOut::of(row, title)))
}
