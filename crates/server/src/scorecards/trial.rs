//! `POST /api/scorecards/{id}/try`: what a form would say about past conversations. Nothing is stored.

use axum::Json;
use axum::extract::{Path, State};
use rapport_store::Newest;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::one;
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::rescoring::{JudgedOut, ShiftOut};
use crate::state::AppState;

/// Which conversations.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrialIn {
    /// Program; needed for a form that is for all.
    #[serde(default)]
    program: Option<String>,
    /// On this channel alone.
    #[serde(default)]
    channel: Option<String>,
    /// Begun at or after, in milliseconds since 1970.
    #[serde(default)]
    from_ms: Option<i64>,
    /// Begun before, in milliseconds since 1970.
    #[serde(default)]
    until_ms: Option<i64>,
    /// At most so many, the newest; 200 at most.
    #[serde(default = "most")]
    #[schema(maximum = 200, minimum = 1, default = 200)]
    limit: i64,
}

/// What a form would say.
#[derive(Serialize, ToSchema)]
pub struct TrialOut {
    /// Conversations that were judged.
    pub conversations: usize,
    /// Of these, how many would have another score, result or answer.
    pub changed: usize,
    /// Scores now and then, over those with both; null where there are none.
    pub shift: Option<ShiftOut>,
    /// Newest first.
    pub results: Vec<JudgedOut>,
}

/// The most conversations of one trial.
const MOST: i64 = 200;

fn most() -> i64 {
    MOST
}

/// Try a form on past conversations, beside the evaluations that hold; nothing is stored
#[utoipa::path(post, path = "/api/scorecards/{id}/try", tag = "scorecards", params(("id" = String, Path)), request_body = TrialIn, responses((status = 200, body = TrialOut), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn try_out(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(trial): Json<TrialIn>) -> Result<Json<TrialOut>, ApiError> {
    let own = one(&state, &caller, &id).await?.program_id;
    if own.is_some() && trial.program.is_some() && own != trial.program {
        return Err(ApiError::invalid("the form belongs to another program"));
    }
    let program = own.or(trial.program).ok_or_else(|| ApiError::invalid("the form is for all programs: name the `program` to try it on"))?;
    let program = state.store().program(&caller.scope, &program).await?.ok_or_else(|| ApiError::not_found("program"))?;
    if !(1..=MOST).contains(&trial.limit) {
        return Err(ApiError::invalid(format!("`limit` is 1 to {MOST}")));
    }
    let form = super::fitting(&state, &caller, &id).await?;
    let which = Newest { program: program.id.clone(), channel: trial.channel, from_ms: trial.from_ms, until_ms: trial.until_ms, limit: trial.limit };
    let judged = state.desk.judge(&caller.scope, &program, Some(form), &which).await?;
    let changed = judged.iter().filter(|one| one.change.is_seen()).count();
    Ok(Json(TrialOut { conversations: judged.len(), changed, shift: ShiftOut::of(&judged), results: judged.iter().map(JudgedOut::of).collect() }))
}
