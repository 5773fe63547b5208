//! Whether the process lives, and whether it can serve.

use axum::extract::State;
use axum::http::StatusCode;

use crate::error::ApiError;
use crate::state::AppState;

/// The process lives
#[utoipa::path(get, path = "/healthz", tag = "health", responses((status = 200, description = "it lives", body = String)), security(()))]
pub async fn healthz() -> &'static str {
    "ok"
}

/// The process can serve: the database answers
#[utoipa::path(get, path = "/readyz", tag = "health", responses((status = 200, description = "it can", body = String), (status = 503, description = "it cannot")), security(()))]
pub async fn readyz(State(state): State<AppState>) -> Result<&'static str, ApiError> {
    state.store().ping().await.map_err(|_| ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "not_ready", "the database does not answer"))?;
    Ok("ready")
}
