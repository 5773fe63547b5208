//! One program: what it wants, changed only by who saw its present state.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use rapport_model::Channel;
use rapport_store::{Program, ProgramSettings, Retention};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::ProgramOut;
use crate::access::users::name;
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::etag::tag;
use crate::state::AppState;

/// What a program wants.
#[derive(Serialize, ToSchema)]
pub struct SettingsOut {
    /// How long data is kept.
    retention: RetentionOut,
    /// Whether sources are kept, sealed and without never-store values.
    keep_raw: bool,
    /// Which form (its id) for which channel; the built-in ones otherwise.
    scorecards: BTreeMap<String, String>,
    /// Days within which a customer's next contact about the same thing belongs to the same case.
    case_days: u32,
}

/// How long data is kept, in days, from a conversation's beginning or a score's making.
#[derive(Serialize, ToSchema)]
pub struct RetentionOut {
    /// Conversations, with everything about them.
    conversations_days: u32,
    /// Evaluations and reviews; not longer than their conversations.
    scores_days: u32,
    /// Sealed sources; not longer than their conversations.
    raw_days: u32,
}

/// What becomes different about a program; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgramPatch {
    name: Option<String>,
    /// Whose program it is.
    client: Option<String>,
    /// Put away, or taken back; administrators alone.
    archived: Option<bool>,
    settings: Option<SettingsPatch>,
}

/// What becomes different about a program's settings.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingsPatch {
    retention: Option<RetentionPatch>,
    keep_raw: Option<bool>,
    /// All channels with a form of their own from now on; each form must be published.
    scorecards: Option<BTreeMap<String, String>>,
    /// 1–365
    case_days: Option<u32>,
}

/// What becomes different about retention, in days, each 1–3,650.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RetentionPatch {
    conversations_days: Option<u32>,
    scores_days: Option<u32>,
    raw_days: Option<u32>,
}

const CHANNELS: [Channel; 6] = [Channel::Voice, Channel::Chat, Channel::Email, Channel::Sms, Channel::Social, Channel::Video];

/// Where a program says nothing.
const CASE_DAYS: u32 = 7;

impl From<ProgramSettings> for SettingsOut {
    fn from(settings: ProgramSettings) -> SettingsOut {
        let Retention { conversations, scores, raw } = settings.retention;
        let retention = RetentionOut { conversations_days: conversations, scores_days: scores, raw_days: raw };
        let case_days = if settings.case_days == 0 { CASE_DAYS } else { settings.case_days };
        SettingsOut { retention, keep_raw: settings.keep_raw, scorecards: settings.scorecards, case_days }
    }
}

/// One program; its `ETag` is what a change must name
#[utoipa::path(get, path = "/api/programs/{id}", tag = "programs", params(("id" = String, Path)), responses((status = 200, body = ProgramOut), (status = 404, body = Problem)))]
pub async fn one(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<ProgramOut>, ApiError> {
    let program = state.store().program(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("program"))?;
    Ok(Json(program.into()))
}

/// Change a program: `If-Match` names the state that the caller saw
#[utoipa::path(patch, path = "/api/programs/{id}", tag = "programs", params(("id" = String, Path), ("If-Match" = String, Header, description = "the `ETag` of the program")), request_body = ProgramPatch,
    responses((status = 200, body = ProgramOut), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, description = "somebody changed it meanwhile", body = Problem),
        (status = 422, body = Problem), (status = 428, description = "`If-Match` is missing", body = Problem)))]
pub async fn change(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(patch): Json<ProgramPatch>,
) -> Result<(HeaderMap, Json<ProgramOut>), ApiError> {
    let seen = state.store().program(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("program"))?;
    let named = headers
        .get(header::IF_MATCH)
        .ok_or_else(|| ApiError::new(StatusCode::PRECONDITION_REQUIRED, "if_match_missing", "name what you saw: `If-Match` with the ETag of the program"))?;
    if named.as_bytes() != tag_of(seen.clone()).as_bytes() && named != "*" {
        return Err(changed());
    }
    let mut wanted = seen.clone();
    if let Some(told) = &patch.name {
        wanted.name = name(told)?;
    }
    if let Some(client) = &patch.client {
        wanted.client = client.trim().chars().take(200).collect();
    }
    if let Some(archived) = patch.archived {
        if caller.user.role != rapport_store::Role::Administrator {
            return Err(ApiError::forbidden("only an administrator puts a program away"));
        }
        wanted.archived_ms = archived.then(|| seen.archived_ms.unwrap_or_else(|| state.store().now()));
    }
    if let Some(told) = patch.settings {
        settings(&state, &caller, &mut wanted, told).await?;
    }
    if !state.store().change_program(&caller.scope, &seen, &wanted).await? {
        return Err(changed());
    }
    let etag = HeaderValue::from_str(&tag_of(wanted.clone())).ok();
    Ok((etag.into_iter().map(|etag| (header::ETAG, etag)).collect(), Json(wanted.into())))
}

async fn settings(state: &AppState, caller: &Caller, wanted: &mut Program, told: SettingsPatch) -> Result<(), ApiError> {
    let settings = &mut wanted.settings;
    if let Some(told) = told.retention {
        let kept = &mut settings.retention;
        kept.conversations = told.conversations_days.unwrap_or(kept.conversations);
        kept.scores = told.scores_days.unwrap_or(kept.scores);
        kept.raw = told.raw_days.unwrap_or(kept.raw);
        if [kept.conversations, kept.scores, kept.raw].iter().any(|days| !(1..=3_650).contains(days)) {
            return Err(ApiError::invalid("retention is 1 to 3650 days"));
        }
        if kept.scores > kept.conversations || kept.raw > kept.conversations {
            return Err(ApiError::invalid("scores_days and raw_days cannot be more than conversations_days: both go with their conversation"));
        }
    }
    settings.keep_raw = told.keep_raw.unwrap_or(settings.keep_raw);
    if let Some(days) = told.case_days {
        if !(1..=365).contains(&days) {
            return Err(ApiError::invalid("case_days is 1 to 365"));
        }
        settings.case_days = days;
    }
    if let Some(scorecards) = told.scorecards {
        for (channel, form) in &scorecards {
            if !CHANNELS.iter().any(|known| known.as_str() == channel) {
                return Err(ApiError::invalid(format!("scorecards has an unknown channel; channels are {}", CHANNELS.map(Channel::as_str).join(", "))));
            }
            if state.store().published(&caller.scope, &wanted.id, form).await?.is_none() {
                return Err(ApiError::invalid(format!("no scorecard of the name given for {channel} is published; publish it first")));
            }
        }
        settings.scorecards = scorecards;
    }
    Ok(())
}

fn tag_of(program: Program) -> String {
    // Plain values always have a JSON form.
    tag(&serde_json::to_vec(&ProgramOut::from(program)).unwrap_or_default())
}

fn changed() -> ApiError {
    ApiError::new(StatusCode::PRECONDITION_FAILED, "changed_meanwhile", "the program is not as you saw it; read it again and repeat the change")
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use serde_json::{Value, json};

    use crate::inside::Answer;
    use crate::testing::House;

    async fn patch(house: &House, role: &str, program: &str, seen: &str, body: Value) -> Answer {
        let request = Request::patch(format!("/api/programs/{program}")).header("authorization", format!("Bearer {role}")).header("content-type", "application/json");
        let request = if seen.is_empty() { request } else { request.header("if-match", seen) };
        house.ask(request.body(Body::from(body.to_string())).expect("a request")).await
    }

    #[tokio::test]
    async fn settings_are_changed_by_who_saw_them() {
        let house = House::new().await;
        let seen = house.get("manager", &format!("/api/programs/{}", house.program)).await;
        let tag = seen.headers["etag"].to_str().expect("text").to_owned();
        assert_eq!(seen.json["settings"]["retention"]["conversations_days"], json!(730));
        let wanted = json!({"client": "Lantern", "settings": {"retention": {"scores_days": 365}, "keep_raw": true, "scorecards": {"chat": "voice"}, "case_days": 14}});
        assert_eq!(patch(&house, "manager", &house.program, "", wanted.clone()).await.status, 428);
        let made = patch(&house, "manager", &house.program, &tag, wanted.clone()).await;
        assert_eq!((made.status, &made.json["settings"]["case_days"]), (200, &json!(14)), "{}", made.text);
        assert_eq!(patch(&house, "manager", &house.program, &tag, wanted.clone()).await.status, 412, "it changed meanwhile");
        let again = house.get("manager", &format!("/api/programs/{}", house.program)).await;
        assert_eq!(again.headers["etag"], made.headers["etag"], "the answer names the next state");
        assert_eq!(again.json["settings"]["retention"], json!({"conversations_days": 730, "scores_days": 365, "raw_days": 30}));
        assert_eq!(patch(&house, "analyst", &house.program, "*", wanted.clone()).await.status, 403);
        assert_eq!(patch(&house, "manager", &house.other_program, "*", wanted).await.status, 404);
    }

    #[tokio::test]
    async fn what_cannot_be_is_told() {
        let house = House::new().await;
        let wrong = [
            json!({"settings": {"retention": {"conversations_days": 10}}}),
            json!({"settings": {"retention": {"raw_days": 0}}}),
            json!({"settings": {"scorecards": {"chat": "nowhere"}}}),
            json!({"settings": {"scorecards": {"pigeon": "chat"}}}),
            json!({"settings": {"case_days": 1_000}}),
            json!({"name": " "}),
        ];
        for body in wrong {
            let answer = patch(&house, "manager", &house.program, "*", body.clone()).await;
            assert_eq!((answer.status, answer.json["code"].as_str()), (422, Some("invalid")), "{body}");
        }
        assert_eq!(patch(&house, "manager", &house.program, "*", json!({"archived": true})).await.status, 403);
        assert!(patch(&house, "administrator", &house.program, "*", json!({"archived": true})).await.json["archived_ms"].is_i64());
        assert_eq!(patch(&house, "administrator", &house.program, "*", json!({"name": "Juniper Shop"})).await.status, 409, "the name is taken");
    }
    #[tokio::test]
    async fn what_a_program_no_longer_keeps_goes_by_itself() {
        let house = House::new().await;
        let call = json!({"id": "c1", "started_at": "2026-11-01T09:00:00Z", "turns": [{"who": "customer", "text": "Where is my parcel?"}, {"who": "agent", "text": "I am sorry about that."}]});
        let sent = house.post("analyst", &format!("/api/conversations?program={}", house.program), &call).await;
        let address = format!("/api/conversations/{}", sent.json["receipts"][0]["id"].as_str().expect("an id"));
        house.work().await;
        let short = json!({"settings": {"retention": {"conversations_days": 5, "scores_days": 5, "raw_days": 5}}});
        assert_eq!(patch(&house, "manager", &house.program, "*", short).await.status, 200);
        house.state.desk.plan().await.expect("planned");
        house.work().await;
        assert_eq!(house.get("analyst", &address).await.status, 200, "a day old");
        house.clock.advance(5 * 86_400_000);
        house.state.desk.plan().await.expect("planned");
        house.work().await;
        assert_eq!(house.get("analyst", &address).await.status, 404);
        let told = house.get("manager", "/api/audit?action=retention.delete").await.json;
        assert!(told["entries"][0]["detail"].as_str().is_some_and(|detail| detail.contains("\"count\":1")), "{told}");
    }
}
