//! Reviews to work on: begun, taken, given back, answered, submitted.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use rapport_flow::people::{ItemAnswer, complete, fitting, machine_items, refused};
use rapport_store::{NewReview, Submission};
use serde::Deserialize;
use utoipa::ToSchema;

use super::answers::{AnswerIn, incoming};
use super::{ReviewOut, review};
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// A review on one's own initiative.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewIn {
    /// The conversation, by id; it must have been evaluated.
    conversation: String,
}

/// Who is to review.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignIn {
    /// A user who reviews in the program; none: back to the queue.
    reviewer: Option<String>,
}

/// Answers so far.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftIn {
    /// They replace those before.
    answers: Vec<AnswerIn>,
    /// Of the whole.
    #[serde(default)]
    note: String,
}

/// Review a conversation on one's own initiative
#[utoipa::path(post, path = "/api/reviews", tag = "reviews", request_body = ReviewIn, responses((status = 201, body = ReviewOut), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn add_review(State(state): State<AppState>, caller: Caller, Json(new): Json<ReviewIn>) -> Result<(StatusCode, Json<ReviewOut>), ApiError> {
    let row = state.store().conversation(&caller.scope, &new.conversation).await?.ok_or_else(|| ApiError::not_found("conversation"))?;
    let evaluation = row.evaluation_id.ok_or_else(|| ApiError::conflict("this conversation was not evaluated: there is no form to answer"))?;
    let hash = state.store().form_hash(&caller.scope, &evaluation).await?.ok_or_else(|| ApiError::not_found("evaluation"))?;
    let new = NewReview {
        program: row.program_id,
        conversation: row.id,
        evaluation,
        scorecard_hash: hash,
        agent: row.agent_id,
        reviewer: Some(caller.user.id.clone()),
        stream: "own",
        ..NewReview::default()
    };
    let id = state.store().add_review(&caller.scope, &new).await?;
    Ok((StatusCode::CREATED, Json(review(&state, &caller, &id).await?.into())))
}

/// Take a review from the queue
#[utoipa::path(post, path = "/api/reviews/{id}/take", tag = "reviews", params(("id" = String, Path)), responses((status = 200, body = ReviewOut), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn take(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<ReviewOut>, ApiError> {
    review(&state, &caller, &id).await?;
    Ok(Json(state.store().assign_review(&caller.scope, &id, None, Some(&caller.user.id)).await?.into()))
}

/// Give a review back to the queue
#[utoipa::path(post, path = "/api/reviews/{id}/release", tag = "reviews", params(("id" = String, Path)), responses((status = 200, body = ReviewOut), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn release(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<ReviewOut>, ApiError> {
    review(&state, &caller, &id).await?;
    Ok(Json(state.store().assign_review(&caller.scope, &id, Some(&caller.user.id), None).await?.into()))
}

/// Give a review to a person, or back to the queue
#[utoipa::path(post, path = "/api/reviews/{id}/assign", tag = "reviews", params(("id" = String, Path)), request_body = AssignIn, responses((status = 200, body = ReviewOut), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn assign(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(to): Json<AssignIn>) -> Result<Json<ReviewOut>, ApiError> {
    let row = review(&state, &caller, &id).await?;
    Ok(Json(state.store().assign_review(&caller.scope, &id, row.reviewer.as_deref(), to.reviewer.as_deref()).await?.into()))
}

/// Keep answers of a review that one has taken; nothing is decided by them
#[utoipa::path(put, path = "/api/reviews/{id}", tag = "reviews", params(("id" = String, Path)), request_body = DraftIn, responses((status = 200, body = ReviewOut), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn answer_review(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(draft): Json<DraftIn>) -> Result<Json<ReviewOut>, ApiError> {
    let row = review(&state, &caller, &id).await?;
    let form = state.desk.answered_form(&row.scorecard_hash).await?;
    let answers = incoming(&form.card, draft.answers)?;
    let refusals = fitting(&form.card, &answers);
    if !refusals.is_empty() {
        return Err(ApiError::invalid(refused(&refusals)));
    }
    let kept = serde_json::to_string(&answers).unwrap_or_default();
    state.store().answer_review(&caller.scope, &id, &kept, draft.note.trim()).await?;
    Ok(Json(review(&state, &caller, &id).await?.into()))
}

/// Decide a review: where nothing was said, the machine's answer stands, but a proposal to fail is a person's to confirm
#[utoipa::path(post, path = "/api/reviews/{id}/submit", tag = "reviews", params(("id" = String, Path)), responses((status = 200, body = ReviewOut), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, description = "what must still be answered, item by item", body = Problem)))]
pub async fn submit(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<ReviewOut>, ApiError> {
    let row = review(&state, &caller, &id).await?;
    if row.reviewer.as_ref() != Some(&caller.user.id) {
        return Err(ApiError::conflict("take this review before you answer it"));
    }
    let form = state.desk.answered_form(&row.scorecard_hash).await?;
    let result = state.store().result_of(&caller.scope, &row.evaluation_id).await?.ok_or_else(|| ApiError::not_found("evaluation"))?;
    let answers: Vec<ItemAnswer> = serde_json::from_str(&row.answers).unwrap_or_default();
    let (answers, reviewed) = complete(&form.card, &machine_items(&result)?, &answers).map_err(|refusals| ApiError::invalid(refused(&refusals)))?;
    let submission = Submission {
        answers: serde_json::to_string(&answers).unwrap_or_default(),
        note: row.note,
        score: reviewed.score().map(i64::from),
        standing: reviewed.verdict.as_str(),
    };
    state.store().submit_review(&caller.scope, &id, &submission).await?;
    Ok(Json(review(&state, &caller, &id).await?.into()))
}
