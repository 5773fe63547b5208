//! Signing in, asking who one is, signing out, choosing another password.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use rapport_store::{Attempt, Scope, User};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::passwords::{check, fresh};
use super::users::{language, name};
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

/// What becomes different about oneself; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionPatch {
    /// 1 to 200 characters.
    name: Option<String>,
    /// `en` or `zh`
    language: Option<String>,
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

/// Change one's own name or language
#[utoipa::path(patch, path = "/api/session", tag = "access", request_body = SessionPatch, responses((status = 200, body = SessionOut), (status = 401, body = Problem), (status = 422, body = Problem)))]
pub async fn change(State(state): State<AppState>, caller: Caller, Json(patch): Json<SessionPatch>) -> Result<Json<SessionOut>, ApiError> {
    let (name, language) = (patch.name.as_deref().map(name).transpose()?, patch.language.as_deref().map(|told| language(Some(told))).transpose()?);
    let user = state.store().set_self(&caller.scope, name.as_deref(), language.as_deref()).await?.ok_or_else(ApiError::unauthorised)?;
    let csrf = caller.session.as_ref().map(|session| session.csrf.clone());
    told(&state, user, &caller.scope, csrf).await.map(Json)
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

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use rapport_store::{Purpose, Scope};
    use serde_json::{Value, json};

    use crate::caller::digest;
    use crate::inside::Answer;
    use crate::testing::House;

    const PASSWORD: &str = "a long enough password";

    /// Gives the analyst a password, by the way that people take.
    async fn with_password(house: &House) {
        let made = house.post("administrator", &format!("/api/users/{}/link", house.users["analyst"]), &json!({})).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let accepted = house.post("", "/api/invitations/accept", &json!({"token": made.json["token"], "password": PASSWORD})).await;
        assert_eq!(accepted.status, 200, "{}", accepted.text);
    }

    async fn sign_in(house: &House, password: &str) -> Answer {
        house.post("", "/api/session", &json!({"email": "Analyst@example.org ", "password": password})).await
    }

    fn cookie(answer: &Answer) -> String {
        answer.headers["set-cookie"].to_str().expect("text").split(';').next().expect("a value").to_owned()
    }

    async fn ask(house: &House, method: &str, path: &str, cookie: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let request = Request::builder().method(method).uri(path).header("cookie", cookie).header("content-type", "application/json");
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        house.ask(request.body(Body::from(body.to_string())).expect("a request")).await
    }

    #[tokio::test]
    async fn a_cookie_and_its_second_value_open_the_door() {
        let house = House::new().await;
        with_password(&house).await;
        let signed_in = sign_in(&house, PASSWORD).await;
        assert_eq!((signed_in.status, &signed_in.json["user"]["role"]), (200, &json!("analyst")));
        let told = signed_in.headers["set-cookie"].to_str().expect("text");
        assert!(told.contains("HttpOnly") && told.contains("SameSite=Lax") && told.contains("Path=/") && !told.contains("Secure"), "{told}");
        let (cookie, csrf) = (cookie(&signed_in), signed_in.json["csrf"].as_str().expect("a value").to_owned());
        let who = ask(&house, "GET", "/api/session", &cookie, &[], &json!({})).await;
        assert_eq!((&who.json["csrf"], &who.json["programs"][0]["name"]), (&json!(csrf), &json!("Lantern Broadband")));
        let token = json!({"name": "t", "scopes": ["conversations:read"]});
        for (headers, status) in [(vec![], 403), (vec![("x-csrf-token", "wrong")], 403), (vec![("x-csrf-token", csrf.as_str())], 201)] {
            assert_eq!(ask(&house, "POST", "/api/tokens", &cookie, &headers, &token).await.status, status, "{headers:?}");
        }
        let foreign = [("x-csrf-token", csrf.as_str()), ("origin", "https://elsewhere.example.org"), ("host", "127.0.0.1:8080")];
        assert_eq!(ask(&house, "POST", "/api/tokens", &cookie, &foreign, &token).await.json["code"], json!("foreign_page"));
        let out = ask(&house, "DELETE", "/api/session", &cookie, &[("x-csrf-token", &csrf)], &json!({})).await;
        assert!(out.status == 204 && out.headers["set-cookie"].to_str().is_ok_and(|cookie| cookie.contains("Max-Age=0")));
        assert_eq!(ask(&house, "GET", "/api/session", &cookie, &[], &json!({})).await.status, 401);
        assert_eq!(house.get("", "/api/session").await.status, 401);
    }

    #[tokio::test]
    async fn everybody_changes_their_own_name_and_language() {
        let house = House::new().await;
        let (cookie, csrf) = house.session("agent").await;
        let change = async |body: &Value| ask(&house, "PATCH", "/api/session", &cookie, &[("x-csrf-token", &csrf)], body).await;
        let changed = change(&json!({"name": " Kim ", "language": "zh"})).await;
        assert_eq!((changed.status, &changed.json["user"]["name"], &changed.json["user"]["language"]), (200, &json!("Kim"), &json!("zh")), "{}", changed.text);
        assert_eq!(changed.json["csrf"], json!(csrf));
        assert_eq!(change(&json!({"language": "en"})).await.json["user"]["name"], json!("Kim"), "what is left out stays");
        for wrong in [json!({"name": " "}), json!({"language": "fr"}), json!({"role": "administrator"})] {
            assert_eq!(change(&wrong).await.status, 422, "{wrong}");
        }
        let who = ask(&house, "GET", "/api/session", &cookie, &[], &json!({})).await.json;
        assert_eq!((&who["user"]["name"], &who["user"]["role"]), (&json!("Kim"), &json!("agent")));
        assert_eq!(house.send("agent", "PATCH", "/api/session", b"{}".to_vec()).await.status, 403, "no token may do this");
        let log = house.get("administrator", "/api/audit?action=user.self").await.json;
        assert_eq!(log["entries"].as_array().map(Vec::len), Some(2), "{log}");
    }

    #[tokio::test]
    async fn wrong_passwords_lock_an_address_whether_anybody_has_it_or_not() {
        let house = House::new().await;
        with_password(&house).await;
        let known = async || sign_in(&house, "another password").await;
        let unknown = async || house.post("", "/api/session", &json!({"email": "nobody@example.org", "password": "another password"})).await;
        for _ in 0..5 {
            let (one, other) = (known().await, unknown().await);
            assert_eq!((one.status, &one.text), (401, &other.text), "who has an account is not told");
        }
        for locked in [known().await, unknown().await, sign_in(&house, PASSWORD).await] {
            assert_eq!((locked.status, locked.json["code"].as_str(), &locked.headers["retry-after"]), (429, Some("locked"), &"900".parse().expect("a value")));
        }
        house.clock.advance(15 * 60_000);
        for _ in 0..5 {
            assert_eq!(known().await.status, 401);
        }
        assert_eq!(known().await.headers["retry-after"], "1800", "twice as long");
        house.clock.advance(30 * 60_000);
        assert_eq!(sign_in(&house, PASSWORD).await.status, 200);
        assert_eq!(known().await.status, 401, "the slate is clean: one wrong password locks nothing");
        assert_eq!(sign_in(&house, PASSWORD).await.status, 200);
    }

    #[tokio::test]
    async fn a_value_is_renewed_and_a_session_grows_old() {
        let house = House::new().await;
        with_password(&house).await;
        let signed_in = sign_in(&house, PASSWORD).await;
        let first = cookie(&signed_in);
        let who = async |cookie: &str| ask(&house, "GET", "/api/session", cookie, &[], &json!({})).await;
        assert!(!who(&first).await.headers.contains_key("set-cookie"));
        house.clock.advance(15 * 60_000 + 1);
        let renewed = who(&first).await;
        let second = cookie(&renewed);
        assert_ne!(first, second);
        assert_eq!(renewed.json["csrf"], signed_in.json["csrf"], "pages that are open go on");
        let late = who(&first).await;
        assert!(late.status == 200 && !late.headers.contains_key("set-cookie"), "what was under way is let in for a minute");
        house.clock.advance(60_001);
        assert_eq!(who(&first).await.status, 401, "and then no more");
        assert_eq!(who(&second).await.status, 200);
        house.clock.advance(60 * 60_000 + 1);
        assert_eq!(who(&second).await.status, 401, "an hour without use");
        let mut value = cookie(&sign_in(&house, PASSWORD).await);
        for _ in 0..24 {
            house.clock.advance(30 * 60_000);
            let answer = who(&value).await;
            assert_eq!(answer.status, 200);
            value = cookie(&answer);
        }
        house.clock.advance(1);
        assert_eq!(who(&value).await.status, 401, "twelve hours in any case");
    }

    #[tokio::test]
    async fn another_password_ends_the_other_sessions() {
        let house = House::new().await;
        with_password(&house).await;
        let (here, there) = (sign_in(&house, PASSWORD).await, sign_in(&house, PASSWORD).await);
        let csrf = here.json["csrf"].as_str().expect("a value");
        let change = async |current: &str, new: &str| {
            ask(&house, "POST", "/api/session/password", &cookie(&here), &[("x-csrf-token", csrf)], &json!({"current": current, "password": new})).await
        };
        assert_eq!(change(PASSWORD, "short").await.status, 422);
        assert_eq!(change("not this one at all", "another long password").await.status, 401);
        assert_eq!(change(PASSWORD, "another long password").await.status, 204);
        assert_eq!(ask(&house, "GET", "/api/session", &cookie(&here), &[], &json!({})).await.status, 200);
        assert_eq!(ask(&house, "GET", "/api/session", &cookie(&there), &[], &json!({})).await.status, 401);
        assert_eq!((sign_in(&house, PASSWORD).await.status, sign_in(&house, "another long password").await.status), (401, 200));
        assert_eq!(house.post("analyst", "/api/session/password", &json!({"current": "x", "password": PASSWORD})).await.status, 403, "no token may do this");
    }

    #[tokio::test]
    async fn the_first_administrator_comes_through_a_link_alone() {
        let house = House::empty().await;
        let store = house.state.store();
        assert!(store.invite(&Scope::system(), Purpose::Setup, None, &digest("old"), i64::MAX).await.expect("made"));
        assert!(store.invite(&Scope::system(), Purpose::Setup, None, &digest("link"), house.state.store().now() + 1_000).await.expect("made"));
        let setup =
            async |token: &str, password: &str| house.post("", "/api/setup", &json!({"token": token, "email": "Ana@example.org", "name": "Ana", "password": password})).await;
        assert_eq!(house.get("", "/api/setup").await.json, json!({"needed": true}));
        assert_eq!(setup("guess", PASSWORD).await.json["code"], json!("void_link"));
        assert_eq!(setup("old", PASSWORD).await.status, 403, "a later link makes the earlier ones void");
        assert_eq!(setup("link", "short").await.status, 422);
        let made = setup("link", PASSWORD).await;
        assert_eq!((made.status, &made.json["user"]["role"], &made.json["user"]["email"]), (200, &json!("administrator"), &json!("ana@example.org")));
        assert_eq!(ask(&house, "GET", "/api/session", &cookie(&made), &[], &json!({})).await.status, 200);
        assert_eq!(setup("link", PASSWORD).await.status, 403, "once");
        assert_eq!(house.get("", "/api/setup").await.json, json!({"needed": false}));
        assert!(store.invite(&Scope::system(), Purpose::Setup, None, &digest("again"), i64::MAX).await.is_err(), "there is a user");
    }
}
