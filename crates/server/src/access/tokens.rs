//! API tokens: a program's way in, shown once when it is made.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use rapport_store::Token;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::passwords::fresh;
use super::users::name;
use crate::caller::{Caller, digest};
use crate::error::{ApiError, Problem};
use crate::permissions::RULES;
use crate::state::AppState;

/// How a token's value begins, so that it is recognised where it does not belong.
const PREFIX: &str = "rap_";

/// A token; its value is not kept.
#[derive(Serialize, ToSchema)]
pub struct TokenOut {
    id: String,
    /// Whose it is: a user's id.
    user: String,
    /// What it is for.
    name: String,
    /// What it may do, such as `conversations:write`.
    scopes: Vec<String>,
    created_ms: i64,
    /// Until when it holds; null: until it is revoked.
    expires_ms: Option<i64>,
    /// Last used, to the minute.
    used_ms: Option<i64>,
    revoked_ms: Option<i64>,
}

/// A token to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenIn {
    /// What it is for.
    name: String,
    /// What it may do, such as `conversations:write`; nothing that its user may not.
    scopes: Vec<String>,
    /// Until when it holds, in milliseconds since 1970; without: until it is revoked.
    expires_ms: Option<i64>,
}

/// A new token.
#[derive(Serialize, ToSchema)]
pub struct NewTokenOut {
    id: String,
    /// Send it as `Authorization: Bearer …`. It is not shown again.
    value: String,
}

impl From<Token> for TokenOut {
    fn from(token: Token) -> TokenOut {
        let Token { id, user_id, name, scopes, created_ms, expires_ms, used_ms, revoked_ms } = token;
        TokenOut { id, user: user_id, name, scopes: serde_json::from_str(&scopes).unwrap_or_default(), created_ms, expires_ms, used_ms, revoked_ms }
    }
}

/// The caller's tokens, newest first; an administrator's are everybody's
#[utoipa::path(get, path = "/api/tokens", tag = "access", responses((status = 200, body = Vec<TokenOut>)))]
pub async fn list(State(state): State<AppState>, caller: Caller) -> Result<Json<Vec<TokenOut>>, ApiError> {
    let tokens = state.store().tokens(&caller.scope).await?;
    Ok(Json(tokens.into_iter().map(TokenOut::from).collect()))
}

/// Make a token of one's own
#[utoipa::path(post, path = "/api/tokens", tag = "access", request_body = TokenIn, responses((status = 201, body = NewTokenOut), (status = 422, body = Problem)))]
pub async fn add(State(state): State<AppState>, caller: Caller, Json(new): Json<TokenIn>) -> Result<(StatusCode, Json<NewTokenOut>), ApiError> {
    let name = name(&new.name)?;
    let possible: BTreeSet<&str> = RULES.iter().filter(|rule| !rule.token.is_empty() && rule.who.holds(caller.user.role)).map(|rule| rule.token).collect();
    let wanted: BTreeSet<&str> = new.scopes.iter().map(String::as_str).collect();
    if wanted.is_empty() || !wanted.is_subset(&possible) {
        return Err(ApiError::invalid(format!("choose scopes among {}", possible.into_iter().collect::<Vec<_>>().join(", "))));
    }
    if new.expires_ms.is_some_and(|expires| expires <= state.store().now()) {
        return Err(ApiError::invalid("expires_ms lies in the past; it is in milliseconds since 1970"));
    }
    let value = format!("{PREFIX}{}", fresh());
    let scopes = serde_json::json!(wanted).to_string();
    let id = state.store().add_token(&caller.scope, &caller.user.id, &digest(&value), &name, &scopes, new.expires_ms).await?;
    Ok((StatusCode::CREATED, Json(NewTokenOut { id, value })))
}

/// Revoke a token: it holds no longer
#[utoipa::path(delete, path = "/api/tokens/{id}", tag = "access", params(("id" = String, Path)), responses((status = 204), (status = 404, body = Problem)))]
pub async fn revoke(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<StatusCode, ApiError> {
    if state.store().revoke_token(&caller.scope, &id).await? { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::not_found("token")) }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use serde_json::{Value, json};

    use crate::inside::Answer;
    use crate::testing::House;

    async fn ask(house: &House, role: &str, method: &str, path: &str, body: &Value) -> Answer {
        let (cookie, csrf) = house.session(role).await;
        let request = Request::builder().method(method).uri(path).header("cookie", cookie).header("x-csrf-token", csrf).header("content-type", "application/json");
        house.ask(request.body(Body::from(body.to_string())).expect("a request")).await
    }

    #[tokio::test]
    async fn a_token_does_what_it_was_made_for_until_it_is_revoked() {
        let house = House::new().await;
        let now = house.state.store().now();
        let made = ask(&house, "analyst", "POST", "/api/tokens", &json!({"name": "nightly", "scopes": ["programs:read"], "expires_ms": now + 600_000})).await;
        let (id, value) = (made.json["id"].as_str().expect("an id"), made.json["value"].as_str().expect("a value"));
        assert!(made.status == 201 && value.starts_with("rap_") && value.len() == 68);
        assert_eq!(house.get(value, "/api/programs").await.status, 200);
        assert_eq!(house.get(value, "/api/users").await.json["code"], json!("forbidden"), "it lacks the scope");
        assert_eq!(house.send(value, "GET", "/api/tokens", Vec::new()).await.status, 403, "a token sees no tokens");
        house.clock.advance(30_000);
        house.get(value, "/api/programs").await;
        let list = ask(&house, "analyst", "GET", "/api/tokens", &json!({})).await;
        let one = list.json.as_array().and_then(|list| list.iter().find(|one| one["id"] == json!(id))).expect("listed").clone();
        assert_eq!((&one["used_ms"], &one["scopes"]), (&json!(now), &json!(["programs:read"])), "used, to the minute");
        assert!(!list.text.contains(value), "the value is shown once");
        assert_eq!(ask(&house, "coach", "DELETE", &format!("/api/tokens/{id}"), &json!({})).await.status, 404, "another's token");
        assert_eq!(ask(&house, "analyst", "DELETE", &format!("/api/tokens/{id}"), &json!({})).await.status, 204);
        assert_eq!(house.get(value, "/api/programs").await.status, 401);
        assert_eq!(ask(&house, "administrator", "DELETE", &format!("/api/tokens/{id}"), &json!({})).await.status, 404, "it is revoked already");
    }

    #[tokio::test]
    async fn a_token_ends_and_does_no_more_than_its_user() {
        let house = House::new().await;
        let now = house.state.store().now();
        for wrong in [json!({"name": "x", "scopes": ["users:write"]}), json!({"name": "x", "scopes": []}), json!({"name": "x", "scopes": ["programs:read"], "expires_ms": now})] {
            assert_eq!(ask(&house, "coach", "POST", "/api/tokens", &wrong).await.status, 422, "{wrong}");
        }
        let made = ask(&house, "coach", "POST", "/api/tokens", &json!({"name": "x", "scopes": ["programs:read"], "expires_ms": now + 1_000})).await;
        let value = made.json["value"].as_str().expect("a value");
        assert_eq!(house.get(value, "/api/programs").await.status, 200);
        house.clock.advance(1_000);
        assert_eq!(house.get(value, "/api/programs").await.status, 401);
    }
}
