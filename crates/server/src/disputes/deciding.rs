//! The course of a dispute: raised, answered, appealed, decided.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use rapport_flow::people::machine_items;
use rapport_store::{NewDispute, Step};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{DisputeWhole, dispute, whole};
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::reviews::answers::{AnswerIn, one};
use crate::state::AppState;

/// A dispute to raise.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisputeIn {
    /// The conversation, by id.
    conversation: String,
    /// A submitted review of it; none: the machine's evaluation is disputed.
    review: Option<String>,
    /// The item of the form.
    item: String,
    /// The mark that the item's answer rests on, `f1` … or `o1` …; none: the answer as such is disputed.
    finding: Option<String>,
    /// Why.
    reason: String,
}

/// What the first reviewer says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisputeAnswer {
    /// Whether the agent is right.
    accept: bool,
    /// Why.
    reason: String,
    /// The item's answer from now on; not needed where a mark of the machine is taken away.
    answer: Option<AnswerIn>,
}

/// Why the agent appeals.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AppealIn {
    /// Why.
    reason: String,
}

/// What the second reviewer decides.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionIn {
    /// Whether the agent is right.
    uphold: bool,
    /// Why.
    reason: String,
    /// The item's answer from now on; not needed where a mark of the machine is taken away.
    answer: Option<AnswerIn>,
}

/// Contest an item of one's own result, within five working days of seeing it
#[utoipa::path(post, path = "/api/disputes", tag = "disputes", request_body = DisputeIn, responses((status = 201, body = DisputeWhole), (status = 404, body = Problem), (status = 409, description = "too late, or in dispute already", body = Problem), (status = 422, body = Problem)))]
pub async fn raise(State(state): State<AppState>, caller: Caller, Json(new): Json<DisputeIn>) -> Result<(StatusCode, Json<DisputeWhole>), ApiError> {
    let row = state.store().conversation(&caller.scope, &new.conversation).await?.ok_or_else(|| ApiError::not_found("conversation"))?;
    let evaluation = row.evaluation_id.ok_or_else(|| ApiError::conflict("there is no result of this conversation to dispute"))?;
    let disputed = match &new.review {
        Some(review) => state.store().review(&caller.scope, review).await?.ok_or_else(|| ApiError::not_found("review"))?.evaluation_id,
        None => evaluation,
    };
    let result = state.store().result_of(&caller.scope, &disputed).await?.ok_or_else(|| ApiError::not_found("evaluation"))?;
    let items = machine_items(&result)?;
    let item = items.iter().find(|item| item.item == new.item).ok_or_else(|| ApiError::invalid(format!("the form has no item {}", new.item)))?;
    let mark = match &new.finding {
        Some(finding) if !item.rests_on(finding) => return Err(ApiError::invalid(format!("the answer to {} does not rest on {finding}", new.item))),
        Some(finding) => Some(state.store().mark(&caller.scope, &new.conversation, finding).await?.ok_or_else(|| ApiError::not_found("finding"))?),
        None => None,
    };
    let new = NewDispute { conversation: new.conversation, review: new.review, item: new.item, mark, reason: reason(&new.reason)? };
    let id = state.store().raise(&caller.scope, &new).await?;
    Ok((StatusCode::CREATED, Json(whole(&state, &caller, &id).await?)))
}

/// Answer a dispute; not for who scored
#[utoipa::path(post, path = "/api/disputes/{id}/answer", tag = "disputes", params(("id" = String, Path)), request_body = DisputeAnswer, responses((status = 200, body = DisputeWhole), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn answer_dispute(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(said): Json<DisputeAnswer>) -> Result<Json<DisputeWhole>, ApiError> {
    let step = if said.accept { Step::Accept } else { Step::Reject };
    rule(&state, &caller, &id, step, &said.reason, said.answer).await
}

/// Ask for a second opinion after a rejection
#[utoipa::path(post, path = "/api/disputes/{id}/appeal", tag = "disputes", params(("id" = String, Path)), request_body = AppealIn, responses((status = 200, body = DisputeWhole), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn appeal(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(said): Json<AppealIn>) -> Result<Json<DisputeWhole>, ApiError> {
    rule(&state, &caller, &id, Step::Appeal, &said.reason, None).await
}

/// Decide an appeal; for somebody who had no part in it
#[utoipa::path(post, path = "/api/disputes/{id}/decide", tag = "disputes", params(("id" = String, Path)), request_body = DecisionIn, responses((status = 200, body = DisputeWhole), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn decide(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(said): Json<DecisionIn>) -> Result<Json<DisputeWhole>, ApiError> {
    let step = if said.uphold { Step::Uphold } else { Step::Dismiss };
    rule(&state, &caller, &id, step, &said.reason, said.answer).await
}

async fn rule(state: &AppState, caller: &Caller, id: &str, step: Step, why: &str, answer: Option<AnswerIn>) -> Result<Json<DisputeWhole>, ApiError> {
    let row = dispute(state, caller, id).await?;
    let why = reason(why)?;
    let answer = match answer {
        Some(answer) => {
            let hash = state.store().form_hash(&caller.scope, &row.evaluation_id).await?.ok_or_else(|| ApiError::not_found("evaluation"))?;
            Some(one(&state.desk.answered_form(&hash).await?.card, answer)?)
        }
        None => None,
    };
    let ruling = state.desk.ruling(&caller.scope, &row, step, answer, why).await?;
    state.store().move_dispute(&caller.scope, id, step, &ruling).await?;
    state.desk.wake();
    Ok(Json(whole(state, caller, id).await?))
}

fn reason(why: &str) -> Result<String, ApiError> {
    let why = why.trim();
    if why.is_empty() { Err(ApiError::invalid("say why: `reason` is empty")) } else { Ok(why.to_owned()) }
}
