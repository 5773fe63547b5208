//! The course of a session: made, rated blind, locked, guided, closed.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use rapport_flow::people::seed;
use rapport_store::{CalibrationRow, GuidanceRow, NewCalibration, RatingRow};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::reviews::answers::{AnswerIn, AnswerOut, incoming, outgoing};
use crate::reviews::points;
use crate::state::AppState;

/// A session to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalibrationIn {
    /// Program, by id.
    program: String,
    /// What it is called.
    name: String,
    /// The form, by its own id; its published version holds for the whole session.
    scorecard: String,
    /// Three to five conversations of the program, an edge case among them.
    conversations: Vec<String>,
    /// Two or more users who review in the program; the machine is one rater more.
    raters: Vec<String>,
    /// When everybody should have scored, in milliseconds since 1970.
    due_ms: Option<i64>,
    /// Of the bootstrap intervals; the server draws one where none is given.
    seed: Option<u64>,
}

/// What a rater says of a conversation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RatingIn {
    /// They replace those before. Items left out are missing, not zero.
    answers: Vec<AnswerIn>,
}

/// What was agreed on an item.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GuidanceIn {
    /// The answers agreed on, in words.
    consensus: String,
    /// What holds from now on.
    text: String,
}

/// A session.
#[derive(Serialize, ToSchema)]
pub struct CalibrationOut {
    id: String,
    program: String,
    name: String,
    /// The form, by its own id.
    scorecard: String,
    /// Its version, by hash.
    scorecard_hash: String,
    conversations: Vec<String>,
    raters: Vec<String>,
    /// `open`, `locked`, `closed`
    state: String,
    seed: i64,
    due_ms: Option<i64>,
    created_by: String,
    created_ms: i64,
    locked_ms: Option<i64>,
    closed_ms: Option<i64>,
}

/// A session with what the caller may see of it.
#[derive(Serialize, ToSchema)]
pub struct CalibrationWhole {
    #[serde(flatten)]
    session: CalibrationOut,
    /// How many conversations each rater has scored.
    progress: Vec<RaterProgress>,
    /// The caller's own ratings while it is open, everybody's once it is locked.
    ratings: Vec<RatingOut>,
    guidance: Vec<GuidanceOut>,
}

/// How far one rater is.
#[derive(Serialize, ToSchema)]
pub struct RaterProgress {
    rater: String,
    /// Conversations scored.
    rated: i64,
}

/// What one rater said of one conversation.
#[derive(Serialize, ToSchema)]
pub struct RatingOut {
    conversation: String,
    /// A user's id, or `machine`.
    rater: String,
    answers: Vec<AnswerOut>,
    /// 0–100; none where too little was answered.
    score: Option<f64>,
}

/// What was agreed on an item.
#[derive(Serialize, ToSchema)]
pub struct GuidanceOut {
    item: String,
    consensus: String,
    text: String,
    decided_by: String,
    decided_ms: i64,
}

/// Which sessions.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct CalibrationsAsk {
    /// Of this program
    program: Option<String>,
}

impl From<CalibrationRow> for CalibrationOut {
    fn from(row: CalibrationRow) -> CalibrationOut {
        CalibrationOut {
            conversations: row.conversations(),
            raters: row.raters(),
            id: row.id,
            program: row.program_id,
            name: row.name,
            scorecard: row.scorecard,
            scorecard_hash: row.scorecard_hash,
            state: row.state,
            seed: row.seed,
            due_ms: row.due_ms,
            created_by: row.created_by,
            created_ms: row.created_ms,
            locked_ms: row.locked_ms,
            closed_ms: row.closed_ms,
        }
    }
}

impl From<RatingRow> for RatingOut {
    fn from(row: RatingRow) -> RatingOut {
        RatingOut { conversation: row.conversation_id, rater: row.rater, answers: outgoing(&row.answers), score: row.score.map(points) }
    }
}

impl From<GuidanceRow> for GuidanceOut {
    fn from(row: GuidanceRow) -> GuidanceOut {
        GuidanceOut { item: row.item, consensus: row.consensus, text: row.text, decided_by: row.decided_by, decided_ms: row.decided_ms }
    }
}

/// Make a session
#[utoipa::path(post, path = "/api/calibrations", tag = "calibrations", request_body = CalibrationIn, responses((status = 201, body = CalibrationWhole), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn add_calibration(State(state): State<AppState>, caller: Caller, Json(new): Json<CalibrationIn>) -> Result<(StatusCode, Json<CalibrationWhole>), ApiError> {
    if !(3..=5).contains(&new.conversations.len()) {
        return Err(ApiError::invalid("a session has 3 to 5 conversations"));
    }
    let mut raters = new.raters;
    raters.sort();
    raters.dedup();
    if raters.len() < 2 {
        return Err(ApiError::invalid("a session needs two raters or more"));
    }
    if new.name.trim().is_empty() {
        return Err(ApiError::invalid("a session needs a name"));
    }
    state.store().program(&caller.scope, &new.program).await?.ok_or_else(|| ApiError::not_found("program"))?;
    let form = state.store().published(&caller.scope, &new.program, &new.scorecard).await?.ok_or_else(|| ApiError::not_found("published scorecard"))?;
    let seed = match new.seed {
        Some(seed) if seed <= 1 << 53 => seed,
        Some(_) => return Err(ApiError::invalid("`seed` is a whole number from 0 to 2^53")),
        None => seed()?,
    };
    let new = NewCalibration {
        program: new.program,
        name: new.name.trim().to_owned(),
        scorecard: form.name,
        scorecard_hash: form.hash,
        conversations: new.conversations,
        raters,
        seed: seed as i64,
        due_ms: new.due_ms,
    };
    let id = state.store().add_calibration(&caller.scope, &new).await?;
    Ok((StatusCode::CREATED, Json(whole(&state, &caller, &id).await?)))
}

/// Sessions, newest first, at most 200
#[utoipa::path(get, path = "/api/calibrations", tag = "calibrations", params(CalibrationsAsk), responses((status = 200, body = Vec<CalibrationOut>)))]
pub async fn list_calibrations(State(state): State<AppState>, caller: Caller, Query(ask): Query<CalibrationsAsk>) -> Result<Json<Vec<CalibrationOut>>, ApiError> {
    let rows = state.store().calibrations(&caller.scope, ask.program.as_deref(), 200).await?;
    Ok(Json(rows.into_iter().map(CalibrationOut::from).collect()))
}

/// One session; what others said stays hidden until it is locked
#[utoipa::path(get, path = "/api/calibrations/{id}", tag = "calibrations", params(("id" = String, Path)), responses((status = 200, body = CalibrationWhole), (status = 404, body = Problem)))]
pub async fn one_calibration(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<CalibrationWhole>, ApiError> {
    Ok(Json(whole(&state, &caller, &id).await?))
}

/// Score a conversation of a session, blind
#[utoipa::path(put, path = "/api/calibrations/{id}/ratings/{conversation}", tag = "calibrations", params(("id" = String, Path), ("conversation" = String, Path)), request_body = RatingIn,
    responses((status = 200, body = CalibrationWhole), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn rate(
    State(state): State<AppState>,
    caller: Caller,
    Path((id, conversation)): Path<(String, String)>,
    Json(new): Json<RatingIn>,
) -> Result<Json<CalibrationWhole>, ApiError> {
    let session = session(&state, &caller, &id).await?;
    let form = state.desk.answered_form(&session.program_id, &session.scorecard_hash).await?;
    let answers = incoming(&form.card, new.answers)?;
    state.desk.rate(&caller.scope, &session, &conversation, &answers).await?;
    Ok(Json(whole(&state, &caller, &id).await?))
}

/// End the scoring; the machine's answers are added, and everybody sees everything
#[utoipa::path(post, path = "/api/calibrations/{id}/lock", tag = "calibrations", params(("id" = String, Path)), responses((status = 200, body = CalibrationWhole), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn lock(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<CalibrationWhole>, ApiError> {
    let session = session(&state, &caller, &id).await?;
    state.desk.lock(&caller.scope, &session).await?;
    Ok(Json(whole(&state, &caller, &id).await?))
}

/// Write down what was agreed on an item
#[utoipa::path(put, path = "/api/calibrations/{id}/guidance/{item}", tag = "calibrations", params(("id" = String, Path), ("item" = String, Path)), request_body = GuidanceIn,
    responses((status = 200, body = CalibrationWhole), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn guide(
    State(state): State<AppState>,
    caller: Caller,
    Path((id, item)): Path<(String, String)>,
    Json(new): Json<GuidanceIn>,
) -> Result<Json<CalibrationWhole>, ApiError> {
    let session = session(&state, &caller, &id).await?;
    let form = state.desk.answered_form(&session.program_id, &session.scorecard_hash).await?;
    form.card.item(&item).ok_or_else(|| ApiError::invalid(format!("the form has no item {item}")))?;
    state.store().guide(&caller.scope, &id, &item, new.consensus.trim(), new.text.trim()).await?;
    Ok(Json(whole(&state, &caller, &id).await?))
}

/// End a session
#[utoipa::path(post, path = "/api/calibrations/{id}/close", tag = "calibrations", params(("id" = String, Path)), responses((status = 200, body = CalibrationWhole), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn close(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<CalibrationWhole>, ApiError> {
    session(&state, &caller, &id).await?;
    state.store().close_calibration(&caller.scope, &id).await?;
    Ok(Json(whole(&state, &caller, &id).await?))
}

pub(super) async fn session(state: &AppState, caller: &Caller, id: &str) -> Result<CalibrationRow, ApiError> {
    state.store().calibration(&caller.scope, id).await?.ok_or_else(|| ApiError::not_found("calibration session"))
}

async fn whole(state: &AppState, caller: &Caller, id: &str) -> Result<CalibrationWhole, ApiError> {
    let store = state.store();
    let row = session(state, caller, id).await?;
    let progress = store.rated(&caller.scope, id).await?.into_iter().map(|(rater, rated)| RaterProgress { rater, rated }).collect();
    let ratings = store.ratings(&caller.scope, id).await?.into_iter().map(RatingOut::from).collect();
    let guidance = store.guidance(&caller.scope, id).await?.into_iter().map(GuidanceOut::from).collect();
    Ok(CalibrationWhole { session: row.into(), progress, ratings, guidance })
}
