//! Agents as a program knows them: their team, and which user they are.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use rapport_store::{Agent, AgentChange};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::users::name;
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// An agent.
#[derive(Serialize, ToSchema)]
pub struct AgentOut {
    id: String,
    /// Id.
    program: String,
    /// The name that conversations carry.
    external_id: String,
    /// The name that people read.
    name: String,
    /// Id.
    team: Option<String>,
    /// The user that they are, by id.
    user: Option<String>,
    created_ms: i64,
}

/// An agent to make before their first conversation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgentIn {
    /// Id.
    program: String,
    /// The name that conversations carry.
    external_id: String,
    /// The name that people read; the same where it is left out.
    name: Option<String>,
    /// Id.
    team: Option<String>,
}

/// What becomes different about an agent; what is left out stays, and null takes away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgentPatch {
    name: Option<String>,
    /// Id. Conversations that came in before keep their team.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<String>)]
    team: Option<Option<String>>,
    /// The user that they are, by id; one who belongs to the program.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<String>)]
    user: Option<Option<String>>,
}

/// Which agents.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// Of this program, by id
    program: Option<String>,
    /// Of this team, by id
    team: Option<String>,
}

/// A null that was written, told from nothing.
fn told<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(from).map(Some)
}

impl From<Agent> for AgentOut {
    fn from(agent: Agent) -> AgentOut {
        let Agent { id, program_id, external_id, name, team_id, user_id, created_ms } = agent;
        AgentOut { id, program: program_id, external_id, name, team: team_id, user: user_id, created_ms }
    }
}

/// Agents, by name; an agent sees themselves
#[utoipa::path(get, path = "/api/agents", tag = "users", params(Filter), responses((status = 200, body = Vec<AgentOut>)))]
pub async fn list(State(state): State<AppState>, caller: Caller, Query(filter): Query<Filter>) -> Result<Json<Vec<AgentOut>>, ApiError> {
    let agents = state.store().agents(&caller.scope, filter.program.as_deref(), filter.team.as_deref()).await?;
    Ok(Json(agents.into_iter().map(AgentOut::from).collect()))
}

/// Make an agent; those whom a conversation names are made when it comes in
#[utoipa::path(post, path = "/api/agents", tag = "users", request_body = AgentIn,
    responses((status = 201, body = AgentOut), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn add(State(state): State<AppState>, caller: Caller, Json(new): Json<AgentIn>) -> Result<(StatusCode, Json<AgentOut>), ApiError> {
    let external_id = name(&new.external_id)?;
    let shown = new.name.as_deref().map_or(Ok(external_id.clone()), name)?;
    state.store().program(&caller.scope, &new.program).await?.ok_or_else(|| ApiError::not_found("program"))?;
    let agent = state.store().add_agent(&caller.scope, &new.program, &external_id, &shown, new.team.as_deref()).await?;
    Ok((StatusCode::CREATED, Json(agent.into())))
}

/// Change an agent: name, team, which user they are
#[utoipa::path(patch, path = "/api/agents/{id}", tag = "users", params(("id" = String, Path)), request_body = AgentPatch,
    responses((status = 200, body = AgentOut), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn change(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(patch): Json<AgentPatch>) -> Result<Json<AgentOut>, ApiError> {
    let change = AgentChange { name: patch.name.as_deref().map(name).transpose()?, team: patch.team, user: patch.user };
    let agent = state.store().set_agent(&caller.scope, &id, &change).await?.ok_or_else(|| ApiError::not_found("agent"))?;
    Ok(Json(agent.into()))
}
