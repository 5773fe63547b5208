//! The worker-information record of a program: read, sign, withdraw. Until it is signed, no figures by agent are shown.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use rapport_store::{Program, Signoff};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// What a program's people are told.
#[derive(Serialize, ToSchema)]
pub struct SignoffOut {
    /// Whether it was signed and holds. Only then figures by agent are shown to others than the agent.
    signed: bool,
    /// In English, Markdown: the text that was signed, or a draft.
    text_en: String,
    /// In Chinese.
    text_zh: String,
    /// Who signed: a user's id.
    signed_by: Option<String>,
    signed_ms: Option<i64>,
}

/// What to sign; the draft where a text is left out.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignoffIn {
    /// In English, Markdown, at most 20,000 characters.
    text_en: Option<String>,
    /// In Chinese.
    text_zh: Option<String>,
}

const DRAFT_EN: &str = include_str!("worker-information.en.md");
const DRAFT_ZH: &str = include_str!("worker-information.zh.md");

/// In code points.
const LONGEST: usize = 20_000;

/// What a program's people are told: the text that was signed, or a draft from its settings
#[utoipa::path(get, path = "/api/programs/{id}/sign-off", tag = "programs", params(("id" = String, Path)), responses((status = 200, body = SignoffOut), (status = 404, body = Problem)))]
pub async fn one(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<SignoffOut>, ApiError> {
    let program = program(&state, &caller, &id).await?;
    let signed = state.store().signoff(&caller.scope, &id).await?;
    Ok(Json(told(signed, &program)))
}

/// Sign the record: from now on figures by agent are shown
#[utoipa::path(post, path = "/api/programs/{id}/sign-off", tag = "programs", params(("id" = String, Path)), request_body = SignoffIn,
    responses((status = 201, body = SignoffOut), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn sign(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(new): Json<SignoffIn>) -> Result<(StatusCode, Json<SignoffOut>), ApiError> {
    let program = program(&state, &caller, &id).await?;
    let text_en = new.text_en.unwrap_or_else(|| draft(DRAFT_EN, &program));
    let text_zh = new.text_zh.unwrap_or_else(|| draft(DRAFT_ZH, &program));
    if [&text_en, &text_zh].iter().any(|text| text.trim().is_empty() || text.chars().count() > LONGEST) {
        return Err(ApiError::invalid(format!("text_en and text_zh need 1 to {LONGEST} characters; leave one out for the draft")));
    }
    let signed = state.store().sign_off(&caller.scope, &id, &text_en, &text_zh).await?;
    Ok((StatusCode::CREATED, Json(told(Some(signed), &program))))
}

/// Withdraw the record: figures by agent are no longer shown
#[utoipa::path(delete, path = "/api/programs/{id}/sign-off", tag = "programs", params(("id" = String, Path)), responses((status = 204), (status = 404, body = Problem)))]
pub async fn withdraw(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<StatusCode, ApiError> {
    if state.store().withdraw_signoff(&caller.scope, &id).await? { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::not_found("record that holds")) }
}

async fn program(state: &AppState, caller: &Caller, id: &str) -> Result<Program, ApiError> {
    state.store().program(&caller.scope, id).await?.ok_or_else(|| ApiError::not_found("program"))
}

fn told(signed: Option<Signoff>, program: &Program) -> SignoffOut {
    match signed {
        Some(Signoff { text_en, text_zh, signed_by, signed_ms, .. }) => SignoffOut { signed: true, text_en, text_zh, signed_by: Some(signed_by), signed_ms: Some(signed_ms) },
        None => SignoffOut { signed: false, text_en: draft(DRAFT_EN, program), text_zh: draft(DRAFT_ZH, program), signed_by: None, signed_ms: None },
    }
}

fn draft(text: &str, program: &Program) -> String {
    let kept = &program.settings.retention;
    // The name last: it may hold anything.
    text.replace("{conversations}", &kept.conversations.to_string())
        .replace("{scores}", &kept.scores.to_string())
        .replace("{raw}", &kept.raw.to_string())
        .replace("{program}", &program.name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::House;

    #[tokio::test]
    async fn it_is_signed_read_by_agents_and_withdrawn() {
        let house = House::new().await;
        let address = format!("/api/programs/{}/sign-off", house.program);
        let draft = house.get("agent", &address).await;
        assert_eq!((draft.status, &draft.json["signed"]), (200, &json!(false)));
        for text in ["text_en", "text_zh"] {
            let text = draft.json[text].as_str().expect("text");
            assert!(text.contains("Lantern Broadband") && text.contains("730") && !text.contains('{'), "{text}");
        }
        assert_eq!(house.post("agent", &address, &json!({})).await.status, 403);
        assert_eq!(house.post("manager", &address, &json!({"text_en": " "})).await.status, 422);
        let signed = house.post("manager", &address, &json!({"text_en": "Our own words."})).await;
        assert_eq!((signed.status, &signed.json["text_en"], &signed.json["signed_by"]), (201, &json!("Our own words."), &json!(house.users["manager"])));
        let scope = house.state.store().scope_of(&house.users["analyst"]).await.expect("answered").expect("there").1;
        assert!(house.state.store().signed_off(&scope, &house.program).await.expect("answered"));
        assert_eq!(house.send("manager", "DELETE", &address, Vec::new()).await.status, 204);
        assert_eq!(house.send("manager", "DELETE", &address, Vec::new()).await.status, 404);
        assert!(!house.state.store().signed_off(&scope, &house.program).await.expect("answered"));
        let other = format!("/api/programs/{}/sign-off", house.other_program);
        assert_eq!(house.post("manager", &other, &json!({})).await.status, 404, "another program's wall");
    }
}
