//! One-time links: the first administrator, invitations, new passwords. A link is shown once, holds for three days, and works once.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use rapport_store::{NewUser, Purpose, Role, Scope, User};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::passwords::{check, fresh};
use super::session::{SessionOut, open};
use super::users::{language, mail, name};
use crate::caller::{Caller, digest};
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// How long a link holds, in milliseconds.
pub const HOLDS_MS: i64 = 72 * 60 * 60 * 1_000;

/// A link to give to a person. It is not shown again.
#[derive(Serialize, ToSchema)]
pub struct LinkOut {
    /// What the page at the address sends back.
    pub token: String,
    /// Where the person chooses a password.
    pub address: String,
    /// Until when it holds, in milliseconds since 1970.
    pub expires_ms: i64,
}

/// The first administrator.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// From the link that the server printed when it started.
    token: String,
    /// Address to sign in with.
    email: String,
    /// Name.
    name: String,
    /// At least 12 characters.
    password: String,
    /// `en` or `zh`
    language: Option<String>,
}

/// Whether there is nobody yet.
#[derive(Serialize, ToSchema)]
pub struct SetupOut {
    /// Whether a first administrator is still to be made, with the link that the server printed.
    pub needed: bool,
}

/// What somebody with a link sends.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// From the link.
    token: String,
    /// At least 12 characters.
    password: String,
}

/// Whether a first administrator is still to be made
#[utoipa::path(get, path = "/api/setup", tag = "access", security(()), responses((status = 200, body = SetupOut)))]
pub async fn needed(State(state): State<AppState>) -> Result<Json<SetupOut>, ApiError> {
    Ok(Json(SetupOut { needed: !state.store().has_users(&Scope::nobody()).await? }))
}

/// Make the first administrator, with the link that the server printed; the answer signs them in
#[utoipa::path(post, path = "/api/setup", tag = "access", request_body = Setup, security(()),
    responses((status = 200, body = SessionOut), (status = 403, description = "the link does not hold", body = Problem), (status = 422, body = Problem)))]
pub async fn setup(State(state): State<AppState>, Json(told): Json<Setup>) -> Result<(HeaderMap, Json<SessionOut>), ApiError> {
    let new = NewUser { email: mail(&told.email)?, name: name(&told.name)?, role: Role::Administrator, language: language(told.language.as_deref())?, programs: Vec::new() };
    check(&told.password, &new.email)?;
    let hash = state.passwords.hash(told.password).await?;
    let user = state.store().set_up(&Scope::nobody(), &digest(told.token.trim()), &new, &hash).await?.ok_or_else(void)?;
    enter(&state, user).await
}

/// Choose a password with a link: an invitation, or a new password; the answer signs in, and every other session ends
#[utoipa::path(post, path = "/api/invitations/accept", tag = "access", request_body = Accept, security(()),
    responses((status = 200, body = SessionOut), (status = 403, description = "the link does not hold", body = Problem), (status = 422, body = Problem)))]
pub async fn accept(State(state): State<AppState>, Json(told): Json<Accept>) -> Result<(HeaderMap, Json<SessionOut>), ApiError> {
    check(&told.password, "")?;
    let hash = state.passwords.hash(told.password).await?;
    let user = state.store().accept(&Scope::nobody(), &digest(told.token.trim()), &hash).await?.ok_or_else(void)?;
    enter(&state, user).await
}

/// Make a link with which a user chooses a password; earlier ones of theirs are void
#[utoipa::path(post, path = "/api/users/{id}/link", tag = "users", params(("id" = String, Path)),
    responses((status = 201, body = LinkOut), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn make(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<(StatusCode, Json<LinkOut>), ApiError> {
    let user = state.store().user(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("user"))?;
    if !caller.scope.manages(&user) {
        return Err(ApiError::forbidden("this user is not yours to manage"));
    }
    let link = link(&state, &caller.scope, &user).await?.ok_or_else(|| ApiError::conflict("this user was disabled; enable them first"))?;
    Ok((StatusCode::CREATED, Json(link)))
}

/// A link for a user; `None` where they were put away.
pub async fn link(state: &AppState, scope: &Scope, user: &User) -> Result<Option<LinkOut>, ApiError> {
    let (token, expires_ms) = (fresh(), state.store().now() + HOLDS_MS);
    let purpose = if user.has_password { Purpose::Password } else { Purpose::Invitation };
    let made = state.store().invite(scope, purpose, Some(&user.id), &digest(&token), expires_ms).await?;
    // Behind the number sign, no server and no log sees it.
    let address = format!("{}/welcome#{token}", state.options.public_url.trim_end_matches('/'));
    Ok(made.then_some(LinkOut { token, address, expires_ms }))
}

async fn enter(state: &AppState, user: User) -> Result<(HeaderMap, Json<SessionOut>), ApiError> {
    let (user, scope) = state.store().scope_of(&user.id).await?.ok_or_else(void)?;
    open(state, user, scope).await
}

fn void() -> ApiError {
    ApiError::new(StatusCode::FORBIDDEN, "void_link", "this link was used, has expired, or never was; ask for a new one")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::testing::House;

    #[tokio::test]
    async fn a_link_works_once_and_not_for_ever() {
        let house = House::new().await;
        let address = format!("/api/users/{}/link", house.users["coach"]);
        let accept = async |token: &serde_json::Value| house.post("", "/api/invitations/accept", &json!({"token": token, "password": "a long enough password"})).await;
        let (first, second) = (house.post("manager", &address, &json!({})).await, house.post("manager", &address, &json!({})).await);
        assert_eq!(first.json["expires_ms"], json!(house.state.store().now() + HOLDS_MS));
        assert!(second.json["address"].as_str().is_some_and(|address| address.starts_with("http://127.0.0.1:8080/welcome#")));
        assert_eq!(accept(&first.json["token"]).await.status, 403, "a later link makes the earlier ones void");
        assert_eq!(accept(&second.json["token"]).await.status, 200);
        assert_eq!(accept(&second.json["token"]).await.status, 403);
        let third = house.post("manager", &address, &json!({})).await;
        house.clock.advance(HOLDS_MS);
        assert_eq!(accept(&third.json["token"]).await.status, 403, "it has expired");
        assert_eq!(house.post("manager", &format!("/api/users/{}/link", house.users["administrator"]), &json!({})).await.status, 404, "an administrator is behind the wall");
        assert_eq!(house.post("lead", &address, &json!({})).await.status, 403);
    }
}
