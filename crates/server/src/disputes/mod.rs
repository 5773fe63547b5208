//! `/api/disputes`: agents contest an item, reviewers answer, an independent second decides; and what an upheld one reaches.

pub mod deciding;
pub mod reach;
pub mod reading;

use rapport_store::{DisputeRow, DisputeStepRow};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::error::ApiError;
use crate::state::AppState;

/// A dispute.
#[derive(Serialize, ToSchema)]
pub struct DisputeOut {
    id: String,
    program: String,
    conversation: String,
    /// The evaluation that stood.
    evaluation: String,
    /// The disputed review; none for the machine's evaluation.
    review: Option<String>,
    agent: String,
    /// The item of the form.
    item: String,
    /// The disputed mark; none where the answer as such is disputed.
    mark: Option<DisputedMark>,
    /// `raised`, `accepted`, `rejected`, `appealed`, `upheld`, `final`
    state: String,
    raised_by: String,
    raised_ms: i64,
    /// When the next answer is due.
    due_ms: i64,
    first_reviewer: Option<String>,
    second_reviewer: Option<String>,
    closed_ms: Option<i64>,
}

/// A mark of the machine.
#[derive(Serialize, ToSchema)]
pub struct DisputedMark {
    behaviour: String,
    /// The rule that fired; empty for a missed opportunity.
    cue: String,
    /// `f1` … or `o1` …
    finding: String,
    /// From 0.
    turn: i64,
}

/// A step of a dispute.
#[derive(Serialize, ToSchema)]
pub struct DisputeStepOut {
    /// From 1.
    number: i64,
    actor: String,
    /// The state that it led to.
    state: String,
    reason: String,
    /// The item's answer before, where it changed.
    #[schema(value_type = Object)]
    before: Value,
    /// The item's answer after.
    #[schema(value_type = Object)]
    after: Value,
    at_ms: i64,
}

/// A dispute with its steps.
#[derive(Serialize, ToSchema)]
pub struct DisputeWhole {
    #[serde(flatten)]
    dispute: DisputeOut,
    steps: Vec<DisputeStepOut>,
}

impl From<DisputeRow> for DisputeOut {
    fn from(row: DisputeRow) -> DisputeOut {
        let mark = Some(DisputedMark { behaviour: row.behaviour, cue: row.cue, finding: row.finding, turn: row.turn }).filter(|mark| !mark.behaviour.is_empty());
        DisputeOut {
            id: row.id,
            program: row.program_id,
            conversation: row.conversation_id,
            evaluation: row.evaluation_id,
            review: row.review_id,
            agent: row.agent_id,
            item: row.item,
            mark,
            state: row.state,
            raised_by: row.raised_by,
            raised_ms: row.raised_ms,
            due_ms: row.due_ms,
            first_reviewer: row.first_reviewer,
            second_reviewer: row.second_reviewer,
            closed_ms: row.closed_ms,
        }
    }
}

impl From<DisputeStepRow> for DisputeStepOut {
    fn from(row: DisputeStepRow) -> DisputeStepOut {
        let json = |text: &str| serde_json::from_str(text).unwrap_or_default();
        DisputeStepOut { number: row.number, actor: row.actor, state: row.step, reason: row.reason, before: json(&row.before), after: json(&row.after), at_ms: row.at_ms }
    }
}

async fn dispute(state: &AppState, caller: &Caller, id: &str) -> Result<DisputeRow, ApiError> {
    state.store().dispute(&caller.scope, id).await?.ok_or_else(|| ApiError::not_found("dispute"))
}

async fn whole(state: &AppState, caller: &Caller, id: &str) -> Result<DisputeWhole, ApiError> {
    let dispute = dispute(state, caller, id).await?.into();
    let steps = state.store().dispute_steps(&caller.scope, id).await?;
    Ok(DisputeWhole { dispute, steps: steps.into_iter().map(DisputeStepOut::from).collect() })
}
