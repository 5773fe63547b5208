//! Disputes to look at, and how often which item or detector is overturned. By agent nothing is counted: disputing is no figure.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use rapport_stats::wilson;
use rapport_store::{DisputeFilter, OverturnedBy};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{DisputeOut, DisputeWhole, whole};
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// Which disputes.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct DisputesAsk {
    /// Of this program
    program: Option<String>,
    /// `raised`, `accepted`, `rejected`, `appealed`, `upheld`, `final`
    state: Option<String>,
    /// About this conversation
    conversation: Option<String>,
    /// Those after this place: `next` of the page before
    before: Option<String>,
    /// How many, 1 to 200; 50 where it is not given
    limit: Option<i64>,
}

/// A page of disputes, newest first.
#[derive(Serialize, ToSchema)]
pub struct DisputePage {
    items: Vec<DisputeOut>,
    /// `before` of the next page; none on the last.
    next: Option<String>,
}

/// Of which program.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct DisputesOf {
    /// Of this program; all of the caller's where none is given
    program: Option<String>,
}

/// By what.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct OverturnedAsk {
    /// Of this program; all of the caller's where none is given
    program: Option<String>,
    /// `item` or `detector`
    by: String,
}

/// How often disputes about one thing were decided for the agent.
#[derive(Serialize, ToSchema)]
pub struct OverturnedOut {
    /// The item, or the detector's behaviour.
    subject: String,
    /// The detector's cue; empty for items.
    cue: String,
    /// Share of closed disputes that were accepted or upheld, 0–1.
    rate: f64,
    /// Closed disputes.
    n: i64,
    /// At 95 % (Wilson).
    interval: Option<[f64; 2]>,
    /// More than a tenth is overturned: a detector that should give hints only, an item to be reworded.
    above_limit: bool,
}

/// Share of overturned disputes above which something is wrong with the item or the detector.
const LIMIT: f64 = 0.1;

/// Disputes, newest first
#[utoipa::path(get, path = "/api/disputes", tag = "disputes", params(DisputesAsk), responses((status = 200, body = DisputePage), (status = 422, body = Problem)))]
pub async fn list_disputes(State(state): State<AppState>, caller: Caller, Query(ask): Query<DisputesAsk>) -> Result<Json<DisputePage>, ApiError> {
    let limit = ask.limit.unwrap_or(50);
    if !(1..=200).contains(&limit) {
        return Err(ApiError::invalid("`limit` is 1 to 200"));
    }
    let filter = DisputeFilter { program: ask.program, state: ask.state, conversation: ask.conversation, before: ask.before };
    let mut rows = state.store().disputes(&caller.scope, &filter, limit + 1).await?;
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|row| row.id.clone());
    Ok(Json(DisputePage { items: rows.into_iter().map(DisputeOut::from).collect(), next }))
}

/// One dispute with its steps; both versions of an answer are kept
#[utoipa::path(get, path = "/api/disputes/{id}", tag = "disputes", params(("id" = String, Path)), responses((status = 200, body = DisputeWhole), (status = 404, body = Problem)))]
pub async fn one_dispute(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<DisputeWhole>, ApiError> {
    Ok(Json(whole(&state, &caller, &id).await?))
}

/// Decided disputes about findings as labelled conversations, as `rapport learn --labels` reads them
#[utoipa::path(get, path = "/api/disputes/export", tag = "disputes", params(DisputesOf), responses((status = 200, description = "JSON Lines, a conversation each", content_type = "application/x-ndjson", body = String)))]
pub async fn export_disputes(State(state): State<AppState>, caller: Caller, Query(of): Query<DisputesOf>) -> Result<impl IntoResponse, ApiError> {
    let lines = state.desk.disputed_labels(&caller.scope, of.program.as_deref()).await?;
    Ok(([(header::CONTENT_TYPE, "application/x-ndjson")], lines))
}

/// How often disputes were decided for the agent, by item or detector
#[utoipa::path(get, path = "/api/disputes/overturned", tag = "disputes", params(OverturnedAsk), responses((status = 200, body = Vec<OverturnedOut>), (status = 422, body = Problem)))]
pub async fn overturned(State(state): State<AppState>, caller: Caller, Query(ask): Query<OverturnedAsk>) -> Result<Json<Vec<OverturnedOut>>, ApiError> {
    let by = match ask.by.as_str() {
        "item" => OverturnedBy::Item,
        "detector" => OverturnedBy::Detector,
        _ => return Err(ApiError::invalid("`by` is item or detector")),
    };
    let rows = state.store().overturned(&caller.scope, ask.program.as_deref(), by).await?;
    let out = rows.into_iter().map(|row| {
        let (overturned, n) = (row.overturned as f64, row.decided.max(1) as f64);
        let interval = wilson(overturned, n).map(|interval| [interval.low, interval.high]);
        OverturnedOut { subject: row.subject, cue: row.cue, rate: overturned / n, n: row.decided, interval, above_limit: overturned / n > LIMIT }
    });
    Ok(Json(out.collect()))
}
