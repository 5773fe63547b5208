//! Sharing a conversation with the program's client, and deleting one.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// Why.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Why {
    /// Why it is deleted; the log keeps it
    pub reason: String,
}

/// Share a conversation with the program's client
#[utoipa::path(put, path = "/api/conversations/{id}/share", tag = "conversations", params(("id" = String, Path)), responses((status = 204, description = "it is shared"), (status = 404, body = Problem)))]
pub async fn share(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<StatusCode, ApiError> {
    set(&state, &caller, &id, true).await
}

/// Take a conversation back from the program's client
#[utoipa::path(delete, path = "/api/conversations/{id}/share", tag = "conversations", params(("id" = String, Path)), responses((status = 204, description = "it is not shared"), (status = 404, body = Problem)))]
pub async fn unshare(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<StatusCode, ApiError> {
    set(&state, &caller, &id, false).await
}

/// Delete a conversation with everything about it
#[utoipa::path(delete, path = "/api/conversations/{id}", tag = "conversations", params(("id" = String, Path), Why), responses((status = 204, description = "it is gone"), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn delete(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Query(why): Query<Why>) -> Result<StatusCode, ApiError> {
    let reason = why.reason.trim();
    if reason.is_empty() || reason.chars().count() > 500 {
        return Err(ApiError::invalid("deleting a conversation needs a reason of 1 to 500 characters"));
    }
    if state.store().delete_conversation(&caller.scope, &id, reason).await? { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::not_found("conversation")) }
}

async fn set(state: &AppState, caller: &Caller, id: &str, shared: bool) -> Result<StatusCode, ApiError> {
    if state.store().share(&caller.scope, id, shared).await? { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::not_found("conversation")) }
}
