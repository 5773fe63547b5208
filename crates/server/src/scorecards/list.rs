//! `GET /api/scorecards`: the forms that exist for the caller.

use axum::Json;
use axum::extract::{Query, State};
use rapport_store::CardState;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{ScorecardOut, may_see, title};
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// Which forms.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Which {
    /// Those of this program and those for all; of every program of the caller's where none is given
    program: Option<String>,
    /// `draft`, `published`, `retired`
    state: Option<String>,
}

/// Versions of forms, by name, the newest version first
#[utoipa::path(get, path = "/api/scorecards", tag = "scorecards", params(Which), responses((status = 200, body = Vec<ScorecardOut>), (status = 422, body = Problem)))]
pub async fn list(State(state): State<AppState>, caller: Caller, Query(which): Query<Which>) -> Result<Json<Vec<ScorecardOut>>, ApiError> {
    let wanted = match which.state.as_deref() {
        Some(word) => Some(CardState::parse(word).ok_or_else(|| ApiError::invalid("`state` is draft, published or retired"))?),
        None => None,
    };
    let rows = state.store().scorecards(&caller.scope, which.program.as_deref(), wanted).await?;
    let mut out = Vec::new();
    for row in rows.into_iter().filter(|row| may_see(&caller, row)) {
        let title = title(&state, &row).await?;
        out.push(ScorecardOut::of(row, title));
    }
    Ok(Json(out))
}
