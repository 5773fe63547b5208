//! `POST /api/programs/{id}/preview`: who would change, and by how much, before anything is applied.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use rapport_flow::Judged;
use rapport_store::Newest;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{JudgedOut, ShiftOut};
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::programs::rules::fitting;
use crate::scorecards;
use crate::state::AppState;

/// By what, and which conversations.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewIn {
    /// Id of a form to judge by on the channels that it is meant for; the published ones where none is given.
    #[serde(default)]
    scorecard: Option<String>,
    /// Own rules (YAML) to judge by in the place of those that the program has; an empty text: the built-in ones alone.
    #[serde(default)]
    rules: Option<String>,
    /// On this channel alone.
    #[serde(default)]
    channel: Option<String>,
    /// Begun at or after, in milliseconds since 1970.
    #[serde(default)]
    from_ms: Option<i64>,
    /// Begun before, in milliseconds since 1970.
    #[serde(default)]
    until_ms: Option<i64>,
    /// At most so many, the newest; 2,000 at most.
    #[serde(default = "most")]
    #[schema(maximum = 2000, minimum = 1, default = 2000)]
    limit: i64,
}

/// What would change.
#[derive(Serialize, ToSchema)]
pub struct PreviewOut {
    /// Conversations that were judged again.
    pub conversations: usize,
    /// Of these, how many would have another score, result or answer.
    pub changed: usize,
    /// Scores now and then, over those with both; null where there are none.
    pub shift: Option<ShiftOut>,
    /// Per agent, those whom it changes most first; null where the program's worker-information record is not signed.
    pub agents: Option<Vec<AgentShiftOut>>,
    /// The largest changes of score, 20 at most.
    pub largest: Vec<JudgedOut>,
}

/// An agent's scores now and then.
#[derive(Serialize, ToSchema)]
pub struct AgentShiftOut {
    /// Agent.
    pub agent: String,
    /// Name.
    pub name: String,
    /// Scores now and then.
    #[serde(flatten)]
    pub shift: ShiftOut,
}

/// The most conversations of one preview.
const MOST: i64 = 2_000;

/// So many of the largest changes are listed.
const LARGEST: usize = 20;

fn most() -> i64 {
    MOST
}

/// What the present rules or others, with a given form or the published ones, would change about past conversations; nothing is stored
#[utoipa::path(post, path = "/api/programs/{id}/preview", tag = "scoring", params(("id" = String, Path)), request_body = PreviewIn, responses((status = 200, body = PreviewOut), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn preview(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(wanted): Json<PreviewIn>) -> Result<Json<PreviewOut>, ApiError> {
    let program = state.store().program(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("program"))?;
    if !(1..=MOST).contains(&wanted.limit) {
        return Err(ApiError::invalid(format!("`limit` is 1 to {MOST}")));
    }
    let rules = match &wanted.rules {
        Some(text) => fitting(&state, &program, text).await?.map_or_else(|| state.desk.rules(), |own| own.rules),
        None => state.desk.rules_of(Some(&program)).await?,
    };
    let form = match &wanted.scorecard {
        Some(scorecard) if scorecards::one(&state, &caller, scorecard).await?.program_id.is_some_and(|own| own != id) => {
            return Err(ApiError::invalid("the form belongs to another program"));
        }
        Some(scorecard) => Some(scorecards::fitting(&state, &caller, scorecard, &rules).await?),
        None => None,
    };
    let which = Newest { program: id.clone(), channels: wanted.channel.into_iter().collect(), from_ms: wanted.from_ms, until_ms: wanted.until_ms, limit: wanted.limit };
    let judged = state.desk.judge(&caller.scope, &program, Some(rules), form, &which).await?;
    let signed = state.store().signed_off(&caller.scope, &id).await?;
    let mut largest: Vec<&Judged> = judged.iter().filter(|one| one.change.difference().is_some_and(|difference| difference != 0)).collect();
    largest.sort_by_key(|one| std::cmp::Reverse(one.change.difference().map(i32::abs)));
    Ok(Json(PreviewOut {
        conversations: judged.len(),
        changed: judged.iter().filter(|one| one.change.is_seen()).count(),
        shift: ShiftOut::of(&judged),
        agents: signed.then(|| agents(&judged)),
        largest: largest.into_iter().take(LARGEST).map(JudgedOut::of).collect(),
    }))
}

fn agents(judged: &[Judged]) -> Vec<AgentShiftOut> {
    let mut own: BTreeMap<&str, Vec<&Judged>> = BTreeMap::new();
    for one in judged {
        if let Some(agent) = &one.agent_id {
            own.entry(agent).or_default().push(one);
        }
    }
    let shift = |(agent, judged): (&str, Vec<&Judged>)| {
        let name = judged.first().and_then(|one| one.agent.clone()).unwrap_or_default();
        Some(AgentShiftOut { agent: agent.to_owned(), name, shift: ShiftOut::of(judged)? })
    };
    let mut all: Vec<AgentShiftOut> = own.into_iter().filter_map(shift).collect();
    all.sort_by(|a, b| b.shift.difference.abs().total_cmp(&a.shift.difference.abs()));
    all
}
