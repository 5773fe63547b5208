//! `GET /api/conversations/{id}`: everything about one conversation.

use axum::Json;
use axum::extract::{Path, State};
use rapport_store::Entry;
use serde_json::{Value, json};

use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// One conversation: turns, findings, opportunities, episodes, evaluation
#[utoipa::path(get, path = "/api/conversations/{id}", tag = "conversations", params(("id" = String, Path)), responses((status = 200, body = Value), (status = 404, body = Problem)))]
pub async fn one(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<Value>, ApiError> {
    let row = state.store().conversation(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("conversation"))?;
    state.store().record(&caller.scope, &Entry { action: "conversation.read", object: &id, program: &row.program_id, detail: "" }).await?;
    let document: Value = serde_json::from_str(&row.document).unwrap_or_default();
    let detection: Value = row.detection.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    Ok(Json(json!({"id": row.id, "state": row.state, "conversation": document, "found": detection})))
}
