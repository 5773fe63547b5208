//! Webhooks themselves: added, changed, tried, deleted.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use rapport_store::{EVENTS, Outcome, StoreError, Webhook, WebhookChange};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// A webhook; its secret is not shown.
#[derive(Serialize, ToSchema)]
pub struct WebhookOut {
    id: String,
    /// Where messages go.
    url: String,
    /// The changes it is told of, such as `conversation.evaluated`.
    events: Vec<String>,
    /// Ids of the programs whose changes it is told of; empty for all.
    programs: Vec<String>,
    /// Whether messages go out.
    on: bool,
    /// Since when it is off, in milliseconds since 1970.
    off_ms: Option<i64>,
    /// Why it is off: `person`, `failing` (every try failed for five days), `gone` (the receiver answered 410).
    off_why: Option<String>,
    /// Since when every try failed, in milliseconds since 1970; null where the last one arrived.
    failing_ms: Option<i64>,
    /// When a message arrived last, in milliseconds since 1970.
    delivered_ms: Option<i64>,
    /// Messages that wait or are under way.
    waiting: i64,
    /// Who added it: a user's id.
    created_by: String,
    created_ms: i64,
}

/// All webhooks, and what they can be told of.
#[derive(Serialize, ToSchema)]
pub struct WebhooksOut {
    webhooks: Vec<WebhookOut>,
    /// Every event there is.
    events: Vec<&'static str>,
}

/// A webhook to add.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookIn {
    /// Where messages go: `https://…`.
    url: String,
    /// The changes to be told of.
    events: Vec<String>,
    /// Ids of programs; without, or empty: all.
    #[serde(default)]
    programs: Vec<String>,
}

/// What is to be another; what is not named stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookPatch {
    /// Where messages go.
    url: Option<String>,
    /// The changes to be told of.
    events: Option<Vec<String>>,
    /// Ids of programs; empty: all.
    programs: Option<Vec<String>>,
    /// Switched on or off.
    on: Option<bool>,
}

/// A new webhook.
#[derive(Serialize, ToSchema)]
pub struct NewWebhookOut {
    id: String,
    /// What its receiver verifies messages with. It is not shown again.
    secret: String,
}

/// A new secret.
#[derive(Serialize, ToSchema)]
pub struct SecretOut {
    /// What the receiver verifies messages with from now on. It is not shown again.
    secret: String,
}

/// What came back.
#[derive(Serialize, ToSchema)]
pub struct TestOut {
    /// Whether the receiver has the message: it answered with 200 to 299.
    arrived: bool,
    /// The answer's status; null where there was none.
    status: Option<u16>,
    /// Why there was no answer: `private_address`, `unknown_machine`, `not_listening`, `unreachable`, `tls` (with more after a colon), `broken_off`,
    /// `timeout`, `address`, `secret`.
    error: Option<String>,
}

impl From<Webhook> for WebhookOut {
    fn from(row: Webhook) -> WebhookOut {
        let Webhook { id, url, secret: _, events, programs, created_by, created_ms, off_ms, off_why, failing_ms, delivered_ms, waiting } = row;
        WebhookOut { id, url, events, programs, on: off_ms.is_none(), off_ms, off_why, failing_ms, delivered_ms, waiting, created_by, created_ms }
    }
}

/// Webhooks, newest first
#[utoipa::path(get, path = "/api/webhooks", tag = "webhooks", responses((status = 200, body = WebhooksOut)))]
pub async fn list(State(state): State<AppState>, caller: Caller) -> Result<Json<WebhooksOut>, ApiError> {
    let webhooks = state.store().webhooks(&caller.scope).await?.into_iter().map(WebhookOut::from).collect();
    Ok(Json(WebhooksOut { webhooks, events: EVENTS.to_vec() }))
}

/// Add a webhook, and learn its secret, once
#[utoipa::path(post, path = "/api/webhooks", tag = "webhooks", request_body = WebhookIn, responses((status = 201, body = NewWebhookOut), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn add(State(state): State<AppState>, caller: Caller, Json(new): Json<WebhookIn>) -> Result<(StatusCode, Json<NewWebhookOut>), ApiError> {
    let url = address(&state, &new.url)?;
    let events = known_events(new.events)?;
    known_programs(&state, &caller, &new.programs).await?;
    let (webhook, secret) = state.desk.add_webhook(&caller.scope, &url, events, new.programs).await?;
    Ok((StatusCode::CREATED, Json(NewWebhookOut { id: webhook.id, secret })))
}

/// One webhook
#[utoipa::path(get, path = "/api/webhooks/{id}", tag = "webhooks", params(("id" = String, Path)), responses((status = 200, body = WebhookOut), (status = 404, body = Problem)))]
pub async fn one(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<WebhookOut>, ApiError> {
    let webhook = state.store().webhook(&caller.scope, &id).await?.ok_or_else(missing)?;
    Ok(Json(webhook.into()))
}

/// Change a webhook, or switch it on or off
#[utoipa::path(patch, path = "/api/webhooks/{id}", tag = "webhooks", params(("id" = String, Path)), request_body = WebhookPatch, responses((status = 200, body = WebhookOut), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn change(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(patch): Json<WebhookPatch>) -> Result<Json<WebhookOut>, ApiError> {
    let WebhookPatch { url, events, programs, on } = patch;
    if let Some(programs) = &programs {
        known_programs(&state, &caller, programs).await?;
    }
    let url = url.map(|url| address(&state, &url)).transpose()?;
    let change = WebhookChange { url, events: events.map(known_events).transpose()?, programs, on };
    let webhook = state.store().change_webhook(&caller.scope, &id, &change).await?.ok_or_else(missing)?;
    Ok(Json(webhook.into()))
}

/// Delete a webhook with all of its messages
#[utoipa::path(delete, path = "/api/webhooks/{id}", tag = "webhooks", params(("id" = String, Path)), responses((status = 204), (status = 404, body = Problem)))]
pub async fn delete(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<StatusCode, ApiError> {
    if state.store().delete_webhook(&caller.scope, &id).await? { Ok(StatusCode::NO_CONTENT) } else { Err(missing()) }
}

/// Give a webhook another secret, and learn it, once
#[utoipa::path(post, path = "/api/webhooks/{id}/secret", tag = "webhooks", params(("id" = String, Path)), responses((status = 200, body = SecretOut), (status = 404, body = Problem)))]
pub async fn rotate(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<SecretOut>, ApiError> {
    let secret = state.desk.rotate_webhook(&caller.scope, &id).await?.ok_or_else(missing)?;
    Ok(Json(SecretOut { secret }))
}

/// Send a `ping` now, and tell what came back
#[utoipa::path(post, path = "/api/webhooks/{id}/test", tag = "webhooks", params(("id" = String, Path)), responses((status = 200, body = TestOut), (status = 404, body = Problem)))]
pub async fn test(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<TestOut>, ApiError> {
    let outcome = state.desk.ping(&caller.scope, &id, &*state.post).await?.ok_or_else(missing)?;
    let arrived = outcome.arrived();
    let (status, error) = match outcome {
        Outcome::Answered(status) => (Some(status), None),
        Outcome::Nothing(why) => (None, Some(why)),
    };
    Ok(Json(TestOut { arrived, status, error }))
}

/// What is said of a webhook that is not there.
pub fn missing() -> ApiError {
    ApiError::not_found("webhook")
}

fn address(state: &AppState, url: &str) -> Result<String, ApiError> {
    let url = url.trim();
    state.post.check(url).map_err(ApiError::invalid)?;
    Ok(url.to_owned())
}

/// Each event once, in the order of all.
fn known_events(wanted: Vec<String>) -> Result<Vec<String>, ApiError> {
    if wanted.is_empty() || wanted.iter().any(|event| !EVENTS.contains(&event.as_str())) {
        return Err(ApiError::invalid(format!("choose events among {}", EVENTS.join(", "))));
    }
    Ok(EVENTS.iter().filter(|event| wanted.iter().any(|one| one == *event)).map(|event| (*event).to_owned()).collect())
}

async fn known_programs(state: &AppState, caller: &Caller, ids: &[String]) -> Result<(), ApiError> {
    for id in ids {
        let program: Result<_, StoreError> = state.store().program(&caller.scope, id).await;
        program?.ok_or_else(|| ApiError::invalid(format!("there is no program {id}")))?;
    }
    Ok(())
}
