//! `GET /api/conversations/{id}/evaluations`: every evaluation of a conversation; old ones stay.

use axum::Json;
use axum::extract::{Path, State};
use rapport_store::EvaluationRow;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// An evaluation in short.
#[derive(Serialize, ToSchema)]
pub struct EvaluationBriefOut {
    /// Id.
    pub id: String,
    /// Id of the form.
    pub scorecard: String,
    /// Version of the form.
    pub version: i64,
    /// `sha256:…` of the form's text.
    pub scorecard_hash: String,
    /// `sha256:…` of the rules.
    pub rules_hash: String,
    /// Version of the engine.
    pub engine: String,
    /// 0–100; null where there is insufficient evidence.
    pub score: Option<f64>,
    /// `pass`, `below`, `insufficient_evidence`, `fail_proposed`
    pub result: String,
    /// Why it was made: `arrival`, `rules`, `scorecard`, `dispute`
    pub reason: String,
    /// Whether it holds now.
    pub current: bool,
    /// Milliseconds since 1970.
    pub created_ms: i64,
}

impl From<EvaluationRow> for EvaluationBriefOut {
    fn from(row: EvaluationRow) -> EvaluationBriefOut {
        let EvaluationRow { id, scorecard, version, scorecard_hash, rules_hash, engine, standing, reason, created_ms, .. } = row;
        let score = row.score.map(|score| score as f64 / 100.0);
        EvaluationBriefOut { id, scorecard, version, scorecard_hash, rules_hash, engine, score, result: standing, reason, current: row.current == 1, created_ms }
    }
}

/// Every evaluation of a conversation, the newest first; none to those who score it blind in an open calibration session
#[utoipa::path(get, path = "/api/conversations/{id}/evaluations", tag = "scoring", params(("id" = String, Path)), responses((status = 200, body = Vec<EvaluationBriefOut>), (status = 404, body = Problem)))]
pub async fn of_conversation(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<Vec<EvaluationBriefOut>>, ApiError> {
    let rows = state.store().evaluations_of(&caller.scope, &id).await?;
    if rows.is_empty() && state.store().conversation(&caller.scope, &id).await?.is_none() {
        return Err(ApiError::not_found("conversation"));
    }
    if state.store().rated_blind(&caller.scope).await?.contains(&id) {
        return Ok(Json(Vec::new()));
    }
    Ok(Json(rows.into_iter().map(EvaluationBriefOut::from).collect()))
}
