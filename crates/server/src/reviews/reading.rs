//! Reviews to look at: lists, the queue, one with the machine's answers or blind.

use axum::Json;
use axum::extract::{Path, Query, State};
use rapport_flow::people::machine_items;
use rapport_store::{Entry, ReviewFilter};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::answers::MachineOut;
use super::{ReviewOut, review, sees};
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// Which reviews.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct ReviewsAsk {
    /// Only the caller's own
    #[serde(default)]
    mine: bool,
    /// Only those that nobody has taken
    #[serde(default)]
    queue: bool,
    /// `assigned`, `submitted`
    state: Option<String>,
    /// Of this program
    program: Option<String>,
    /// Of this conversation
    conversation: Option<String>,
    /// Of this sample
    sample: Option<String>,
    /// `random`, `risk`, `own`
    stream: Option<String>,
    /// Those after this place: `next` of the page before
    before: Option<String>,
    /// How many, 1 to 200; 50 where it is not given
    limit: Option<i64>,
}

/// How to show a review.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct ReviewAsk {
    /// 1: the machine's answers stay hidden until the review is submitted
    blind: Option<u8>,
}

/// A page of reviews, newest first.
#[derive(Serialize, ToSchema)]
pub struct ReviewPage {
    items: Vec<ReviewOut>,
    /// `before` of the next page; none on the last.
    next: Option<String>,
}

/// A review with what the machine answered.
#[derive(Serialize, ToSchema)]
pub struct ReviewWhole {
    #[serde(flatten)]
    review: ReviewOut,
    /// The machine's answers; hidden while the review is blind and open, and while the caller scores the conversation in an open calibration session.
    machine: Option<Vec<MachineOut>>,
}

/// Reviews, newest first; of conversations that the caller scores blind in an open calibration session not those of others
#[utoipa::path(get, path = "/api/reviews", tag = "reviews", params(ReviewsAsk), responses((status = 200, body = ReviewPage), (status = 422, body = Problem)))]
pub async fn list_reviews(State(state): State<AppState>, caller: Caller, Query(ask): Query<ReviewsAsk>) -> Result<Json<ReviewPage>, ApiError> {
    let limit = ask.limit.unwrap_or(50);
    if !(1..=200).contains(&limit) {
        return Err(ApiError::invalid("`limit` is 1 to 200"));
    }
    let filter = ReviewFilter {
        reviewer: ask.mine.then(|| caller.user.id.clone()),
        queue: ask.queue,
        state: ask.state,
        program: ask.program,
        sample: ask.sample,
        conversation: ask.conversation,
        stream: ask.stream,
        before: ask.before,
    };
    let mut rows = state.store().reviews(&caller.scope, &filter, limit + 1).await?;
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|row| row.id.clone());
    let hidden = state.store().rated_blind(&caller.scope).await?;
    Ok(Json(ReviewPage { items: rows.into_iter().filter(|row| sees(&caller, &hidden, row)).map(ReviewOut::from).collect(), next }))
}

/// One review; with `blind=1` without the machine's answers until it is submitted
#[utoipa::path(get, path = "/api/reviews/{id}", tag = "reviews", params(("id" = String, Path), ReviewAsk), responses((status = 200, body = ReviewWhole), (status = 404, body = Problem), (status = 409, description = "another's, of a conversation that the caller scores blind in an open calibration session", body = Problem)))]
pub async fn one_review(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Query(ask): Query<ReviewAsk>) -> Result<Json<ReviewWhole>, ApiError> {
    let row = review(&state, &caller, &id).await?;
    state.store().record(&caller.scope, &Entry { action: "review.read", object: &id, program: &row.program_id, detail: "" }).await?;
    let blind = ask.blind == Some(1) && row.state != "submitted";
    let hidden = blind || state.store().rated_blind(&caller.scope).await?.contains(&row.conversation_id);
    let machine = match hidden {
        true => None,
        false => state.store().result_of(&caller.scope, &row.evaluation_id).await?,
    };
    let machine = machine.map(|result| machine_items(&result)).transpose()?;
    Ok(Json(ReviewWhole { review: row.into(), machine: machine.map(|items| items.into_iter().map(MachineOut::from).collect()) }))
}
