//! `/api/reviews`: what people say of conversations, item by item.

pub mod answers;
pub mod deciding;
pub mod reading;

use std::collections::BTreeSet;

use rapport_store::ReviewRow;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::error::ApiError;
use crate::state::AppState;
use answers::{AnswerOut, outgoing};

/// A review.
#[derive(Serialize, ToSchema)]
pub struct ReviewOut {
    pub id: String,
    program: String,
    conversation: String,
    /// The machine's evaluation that stood when the review was made.
    evaluation: String,
    agent: Option<String>,
    /// A user; none while it waits in the queue.
    reviewer: Option<String>,
    /// `random`, `risk`, `own`
    stream: String,
    sample: Option<String>,
    /// How likely the conversation was to be drawn, 0–1; random stream only.
    probability: Option<f64>,
    /// The stratum it was drawn from, or why it was picked.
    picked: String,
    /// `assigned`, `submitted`
    state: String,
    /// Answers so far; every item of the form once it was submitted.
    answers: Vec<AnswerOut>,
    /// Of the whole.
    note: String,
    /// 0–100; none until it was submitted, or where too little was answered.
    score: Option<f64>,
    /// `fail`, `insufficient_evidence`, `below`, `pass`
    standing: Option<String>,
    due_ms: Option<i64>,
    created_ms: i64,
    submitted_ms: Option<i64>,
}

impl From<ReviewRow> for ReviewOut {
    fn from(row: ReviewRow) -> ReviewOut {
        ReviewOut {
            answers: outgoing(&row.answers),
            id: row.id,
            program: row.program_id,
            conversation: row.conversation_id,
            evaluation: row.evaluation_id,
            agent: row.agent_id,
            reviewer: row.reviewer,
            stream: row.stream,
            sample: row.sample_id,
            probability: row.probability,
            picked: row.picked,
            state: row.state,
            note: row.note,
            score: row.score.map(points),
            standing: row.standing,
            due_ms: row.due_ms,
            created_ms: row.created_ms,
            submitted_ms: row.submitted_ms,
        }
    }
}

/// Basis points as points of 100.
pub fn points(score: i64) -> f64 {
    score as f64 / 100.0
}

/// The review, where it exists for the caller.
async fn review(state: &AppState, caller: &Caller, id: &str) -> Result<ReviewRow, ApiError> {
    let row = state.store().review(&caller.scope, id).await?.ok_or_else(|| ApiError::not_found("review"))?;
    match sees(caller, &state.store().rated_blind(&caller.scope).await?, &row) {
        true => Ok(row),
        false => Err(ApiError::conflict("you score this conversation in a calibration session: others' reviews of it show once the session is locked")),
    }
}

/// Whether the caller may see a review beside the conversations that they score blind in open calibration sessions: of these not what others answered.
fn sees(caller: &Caller, hidden: &BTreeSet<String>, row: &ReviewRow) -> bool {
    !hidden.contains(&row.conversation_id) || row.reviewer.as_ref().is_none_or(|reviewer| *reviewer == caller.user.id)
}
