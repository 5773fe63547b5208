//! Messages to a webhook: what became of each, and another try.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use rapport_store::DeliveryRow;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::hooks::missing;
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// Messages in one answer.
const MOST: i64 = 200;

/// A message to a webhook.
#[derive(Serialize, ToSchema)]
pub struct DeliveryOut {
    /// `webhook-id`, the same at every try.
    id: String,
    /// Such as `conversation.evaluated`.
    event: String,
    /// Program of the change; null where it belongs to none.
    program: Option<String>,
    /// Ids and states, as they are sent.
    data: Value,
    /// `waiting`, `running`, `done`, `failed`
    state: String,
    /// How often it was tried.
    tries: i64,
    /// When it is tried next, in milliseconds since 1970; null where it is not.
    next_ms: Option<i64>,
    /// The last answer's status.
    status: Option<i64>,
    /// Why there was no answer: `private_address`, `unknown_machine`, `not_listening`, `unreachable`, `tls` (with more after a colon), `broken_off`,
    /// `timeout`, `address`, `secret`.
    error: Option<String>,
    /// When the change was, in milliseconds since 1970.
    created_ms: i64,
    /// When it arrived, in milliseconds since 1970.
    done_ms: Option<i64>,
}

/// Which messages.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// `waiting`, `running`, `done`, `failed`
    state: Option<String>,
}

impl From<DeliveryRow> for DeliveryOut {
    fn from(row: DeliveryRow) -> DeliveryOut {
        let DeliveryRow { id, program_id, kind, data, state, tries, run_ms, status, error, created_ms, done_ms } = row;
        let next_ms = (state == "waiting").then_some(run_ms);
        let program = Some(program_id).filter(|program| !program.is_empty());
        DeliveryOut { id, event: kind, program, data: serde_json::from_str(&data).unwrap_or_default(), state, tries, next_ms, status, error, created_ms, done_ms }
    }
}

/// Messages to a webhook, newest first, at most 200; those that arrived are kept for 7 days, others for 30
#[utoipa::path(get, path = "/api/webhooks/{id}/deliveries", tag = "webhooks", params(("id" = String, Path), Which), responses((status = 200, body = Vec<DeliveryOut>), (status = 404, body = Problem)))]
pub async fn list(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Query(which): Query<Which>) -> Result<Json<Vec<DeliveryOut>>, ApiError> {
    let rows = state.store().deliveries(&caller.scope, &id, which.state.as_deref(), MOST).await?.ok_or_else(missing)?;
    Ok(Json(rows.into_iter().map(DeliveryOut::from).collect()))
}

/// Try a message again now, with all its tries
#[utoipa::path(post, path = "/api/webhooks/{id}/deliveries/{delivery}/retry", tag = "webhooks", params(("id" = String, Path), ("delivery" = String, Path)), responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn retry(State(state): State<AppState>, caller: Caller, Path((id, delivery)): Path<(String, String)>) -> Result<StatusCode, ApiError> {
    if state.store().retry_delivery(&caller.scope, &id, &delivery).await? { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::not_found("message")) }
}
