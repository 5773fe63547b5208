//! Signing in, asking who one is, signing out, choosing another password.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use rapport_store::{Attempt, Scope, User};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::passwords::{check, fresh};
use crate::caller::{Caller, digest, session_cookie};
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// What somebody signs in with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// Address.
    email: String,
    /// Password.
    password: String,
}

/// Who is signed in, and what exists for them.
#[derive(Serialize, ToSchema)]
pub struct SessionOut {
    user: SessionUser,
    /// The user's programs; an administrator's are all.
    programs: Vec<SessionProgram>,
    /// The agents that the user is, by id.
    agents: Vec<String>,
    /// The teams that a lead leads, by id; empty for the whole program.
    teams: Vec<String>,
    /// Send it as the header `x-csrf-token` with every request that changes something. Null for a token, which needs none.
    csrf: Option<String>,
}

/// The user of a session.
#[derive(Serialize, ToSchema)]
pub struct SessionUser {
    id: String,
    email: String,
    name: String,
    /// `administrator`, `manager`, `lead`, `analyst`, `coach`, `agent`, `client`
    role: &'static str,
    /// `en` or `zh`
    language: String,
}

/// A program of a session.
#[derive(Serialize, ToSchema)]
pub struct SessionProgram {
    id: String,
    name: String,
}

/// A new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// The present one.
    current: String,
    /// At least 12 characters.
    password: String,
}

/// Sign in: the answer sets the cookie `rapport_session`
#[utoipa::path(post, path = "/api/session", tag = "access", request_body = SignIn, security(()),
    responses((status = 200, body = SessionOut), (status = 401, description = "the address or the password is wrong", body = Problem),
        (status = 429, description = "locked after wrong passwords; `Retry-After` says for how long", body = Problem)))]
pub async fn begin(State(state): State<AppState>, Json(told): Json<SignIn>) -> Result<(HeaderMap, Json<SessionOut>), ApiError> {
    let nobody = Scope::nobody();
    try_password(&state, &nobody, &told.email, told.password).await?;
    let found = state.store().password(&nobody, &told.email).await?.map(|(id, _)| id);
    let id = found.ok_or_else(refused)?;
    let (user, scope) = state.store().scope_of(&id).await?.ok_or_else(refused)?;
    open(&state, user, scope).await
}

/// Who is signed in
#[utoipa::path(get, path = "/api/session", tag = "access", responses((status = 200, body = SessionOut), (status = 401, body = Problem)))]
pub async fn who(State(state): State<AppState>, caller: Caller) -> Result<Json<SessionOut>, ApiError> {
    let csrf = caller.session.as_ref().map(|session| session.csrf.clone());
    told(&state, caller.user, &caller.scope, csrf).await.map(Json)
}

/// Sign out
#[utoipa::path(delete, path = "/api/session", tag = "access", responses((status = 204)))]
pub async fn end(State(state): State<AppState>, caller: Caller) -> Result<(StatusCode, HeaderMap), ApiError> {
    if let Some(session) = &caller.session {
        state.store().end_session(&caller.scope, session).await?;
    }
    Ok((StatusCode::NO_CONTENT, with_cookie(session_cookie(&state.options, "", 0))))
}

/// Choose another password; every other session of the user ends
#[utoipa::path(post, path = "/api/session/password", tag = "access", request_body = NewPassword,
    responses((status = 204), (status = 401, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn password(State(state): State<AppState>, caller: Caller, Json(new): Json<NewPassword>) -> Result<StatusCode, ApiError> {
    check(&new.password, &caller.user.email)?;
    try_password(&state, &caller.scope, &caller.user.email, new.current).await?;
    let hash = state.passwords.hash(new.password).await?;
    let session = caller.session.as_ref().map_or("", |session| session.hash.as_str());
    state.store().set_password(&caller.scope, &hash, session).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whether a password is that of an address; every try counts, and takes as long for an address that nobody has.
async fn try_password(state: &AppState, scope: &Scope, email: &str, password: String) -> Result<(), ApiError> {
    if let Attempt::Locked(until) = state.store().attempt(scope, email).await? {
        let seconds = (until - state.store().now()).max(1_000).div_euclid(1_000);
        let told =
            ApiError::new(StatusCode::TOO_MANY_REQUESTS, "locked", "too many wrong passwords for this address; wait, or ask an administrator for a link to choose a new one");
        return Err(ApiError { retry_after: u32::try_from(seconds).ok(), ..told });
    }
    let kept = state.store().password(scope, email).await?.map(|(_, hash)| hash);
    if !state.passwords.holds(password, kept).await? {
        return Err(refused());
    }
    Ok(state.store().attempt_succeeded(scope, email).await?)
}

/// Begins a session: the cookie, and what the page needs.
pub async fn open(state: &AppState, user: User, scope: Scope) -> Result<(HeaderMap, Json<SessionOut>), ApiError> {
    let (value, csrf) = (fresh(), fresh());
    state.store().add_session(&scope, &digest(&value), &user.id, &csrf).await?;
    let out = told(state, user, &scope, Some(csrf)).await?;
    Ok((with_cookie(session_cookie(&state.options, &value, state.options.absolute_ms / 1_000)), Json(out)))
}

async fn told(state: &AppState, user: User, scope: &Scope, csrf: Option<String>) -> Result<SessionOut, ApiError> {
    let programs = state.store().programs(scope).await?.into_iter().map(|program| SessionProgram { id: program.id, name: program.name }).collect();
    let user = SessionUser { id: user.id, email: user.email, name: user.name, role: user.role.as_str(), language: user.language };
    Ok(SessionOut { user, programs, agents: scope.agents.clone(), teams: scope.teams.clone(), csrf })
}

fn with_cookie(cookie: Option<HeaderValue>) -> HeaderMap {
    cookie.into_iter().map(|cookie| (header::SET_COOKIE, cookie)).collect()
}

fn refused() -> ApiError {
    ApiError::new(StatusCode::UNAUTHORIZED, "sign_in_failed", "the address or the password is wrong")
}
