//! The queue, to look at.

use axum::Json;
use axum::extract::{Query, State};
use rapport_store::JobRow;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::error::ApiError;
use crate::state::AppState;

/// A job in the queue. Finished readings of conversations are not kept: the evaluation is their record.
#[derive(Serialize, ToSchema)]
pub struct JobOut {
    id: String,
    program: Option<String>,
    kind: String,
    subject: String,
    /// `waiting`, `running`, `done`, `failed`
    state: String,
    attempts: i64,
    run_ms: i64,
    error: Option<String>,
    created_ms: i64,
    done_ms: Option<i64>,
}

/// Which jobs.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// `waiting`, `running`, `done`, `failed`
    state: Option<String>,
}

impl From<JobRow> for JobOut {
    fn from(job: JobRow) -> JobOut {
        let JobRow { id, program_id, kind, subject, state, attempts, run_ms, error, created_ms, done_ms } = job;
        JobOut { id, program: program_id, kind, subject, state, attempts, run_ms, error, created_ms, done_ms }
    }
}

/// Jobs, newest first, at most 200
#[utoipa::path(get, path = "/api/jobs", tag = "jobs", params(Filter), responses((status = 200, body = Vec<JobOut>)))]
pub async fn list(State(state): State<AppState>, caller: Caller, Query(filter): Query<Filter>) -> Result<Json<Vec<JobOut>>, ApiError> {
    let jobs = state.store().jobs(&caller.scope, filter.state.as_deref(), 200).await?;
    Ok(Json(jobs.into_iter().map(JobOut::from).collect()))
}
