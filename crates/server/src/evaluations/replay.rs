//! `POST /api/evaluations/{id}/replay`: the evaluation computed again from what was kept, and compared byte for byte.

use axum::Json;
use axum::extract::{Path, State};
use rapport_flow::Replay;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::rescoring::ChangeOut;
use crate::state::AppState;

/// What came of it.
#[derive(Serialize, ToSchema)]
pub struct ReplayOut {
    /// `same` byte for byte, `differs`, or `missing`: something it was made with is not there as it was.
    pub outcome: &'static str,
    /// What differs, where it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<ChangeOut>,
    /// What is missing, where something is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<LackOut>,
}

/// Something that is not there as it was.
#[derive(Serialize, ToSchema)]
pub struct LackOut {
    /// `conversation`, `result`, `rules`, `rules or models`, `program pack`, `scorecard`
    pub what: &'static str,
    /// Its hash.
    pub hash: String,
    /// What is the matter.
    pub why: &'static str,
}

/// Compute an evaluation again and prove that it is the same, or say what differs; nothing is stored
#[utoipa::path(post, path = "/api/evaluations/{id}/replay", tag = "scoring", params(("id" = String, Path)), responses((status = 200, body = ReplayOut), (status = 404, body = Problem)))]
pub async fn replay(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<ReplayOut>, ApiError> {
    let replay = state.desk.replay(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("evaluation"))?;
    Ok(Json(match replay {
        Replay::Same => ReplayOut { outcome: "same", change: None, missing: Vec::new() },
        Replay::Differs(change) => ReplayOut { outcome: "differs", change: Some(ChangeOut::of(&change, true)), missing: Vec::new() },
        Replay::Missing(lacks) => {
            let missing = lacks.into_iter().map(|lack| LackOut { what: lack.what, hash: lack.hash, why: lack.why }).collect();
            ReplayOut { outcome: "missing", change: None, missing }
        }
    }))
}
