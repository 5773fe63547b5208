//! Teams of a program.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use rapport_store::Team;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::users::name;
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// A team.
#[derive(Serialize, ToSchema)]
pub struct TeamOut {
    id: String,
    /// Id.
    program: String,
    name: String,
    created_ms: i64,
}

/// A team to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamIn {
    /// Id.
    program: String,
    /// Name, different from every other in the program.
    name: String,
}

/// What becomes different about a team.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamPatch {
    name: String,
}

/// Which teams.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// Of this program, by id
    program: Option<String>,
}

impl From<Team> for TeamOut {
    fn from(team: Team) -> TeamOut {
        TeamOut { id: team.id, program: team.program_id, name: team.name, created_ms: team.created_ms }
    }
}

/// Teams, by name
#[utoipa::path(get, path = "/api/teams", tag = "users", params(Filter), responses((status = 200, body = Vec<TeamOut>)))]
pub async fn list(State(state): State<AppState>, caller: Caller, Query(filter): Query<Filter>) -> Result<Json<Vec<TeamOut>>, ApiError> {
    let teams = state.store().teams(&caller.scope, filter.program.as_deref()).await?;
    Ok(Json(teams.into_iter().map(TeamOut::from).collect()))
}

/// Make a team
#[utoipa::path(post, path = "/api/teams", tag = "users", request_body = TeamIn,
    responses((status = 201, body = TeamOut), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn add(State(state): State<AppState>, caller: Caller, Json(new): Json<TeamIn>) -> Result<(StatusCode, Json<TeamOut>), ApiError> {
    let name = name(&new.name)?;
    state.store().program(&caller.scope, &new.program).await?.ok_or_else(|| ApiError::not_found("program"))?;
    let team = state.store().add_team(&caller.scope, &new.program, &name).await?;
    Ok((StatusCode::CREATED, Json(team.into())))
}

/// Give a team another name
#[utoipa::path(patch, path = "/api/teams/{id}", tag = "users", params(("id" = String, Path)), request_body = TeamPatch,
    responses((status = 200, body = TeamOut), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn change(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(patch): Json<TeamPatch>) -> Result<Json<TeamOut>, ApiError> {
    let team = state.store().rename_team(&caller.scope, &id, &name(&patch.name)?).await?.ok_or_else(|| ApiError::not_found("team"))?;
    Ok(Json(team.into()))
}
