//! Who calls: a session's cookie or a token becomes a scope before any handler runs, and the route's line says whether they may.

use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use rapport_store::{Scope, Session, User};
use sha2::{Digest, Sha256};

use crate::access::door::check_origin;
use crate::access::passwords::fresh;
use crate::error::ApiError;
use crate::permissions::{self, Who};
use crate::state::{AppState, Options};

/// A user who is signed in, or who a token stands for.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who.
    pub user: User,
    /// What exists for them: every call of the store takes it.
    pub scope: Scope,
    /// The session, where a cookie and no token said who they are.
    pub session: Option<Session>,
}

/// What a request proved.
struct Proof {
    caller: Caller,
    /// What the token may do; none for a session, which may do what its user may.
    scopes: Option<Vec<String>>,
    /// The cookie's next value, where it is time for one.
    renewed: Option<HeaderValue>,
}

const COOKIE: &str = "rapport_session";
const CSRF: &str = "x-csrf-token";

/// A cookie's value holds so long, in milliseconds; then the session gets another.
const ROTATE_MS: i64 = 15 * 60_000;

/// How exact the time of a session's last use is, in milliseconds.
const SEEN_MS: i64 = 60_000;

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Caller, ApiError> {
        parts.extensions.get::<Caller>().cloned().ok_or_else(ApiError::unauthorised)
    }
}

/// Lets a request pass to its handler where the route's line allows it.
pub async fn admit(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map_or_else(String::new, |path| path.as_str().to_owned());
    let (method, headers) = (request.method().clone(), request.headers().clone());
    let proof = match admitted(&state, &method, &path, &headers).await {
        Ok(proof) => proof,
        Err(error) => return error.into_response(),
    };
    let mut renewed = None;
    if let Some(proof) = proof {
        request.extensions_mut().insert(proof.caller);
        renewed = proof.renewed;
    }
    let mut response = next.run(request).await;
    // A handler that ends the session or begins one has the last word on the cookie.
    if let Some(cookie) = renewed {
        response.headers_mut().entry(header::SET_COOKIE).or_insert(cookie);
    }
    response
}

async fn admitted(state: &AppState, method: &Method, path: &str, headers: &HeaderMap) -> Result<Option<Proof>, ApiError> {
    // The router answers HEAD with what it has for GET.
    let method = if *method == Method::HEAD { &Method::GET } else { method };
    let rule = match permissions::of(method, path) {
        Some(rule) => rule,
        None if permissions::RULES.iter().any(|rule| rule.path == path) => {
            return Err(ApiError::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "this address does not take this method; /api/docs lists those that it takes"));
        }
        None => return Err(ApiError::forbidden("nobody may call this")),
    };
    if *method != Method::GET && !headers.contains_key(header::AUTHORIZATION) {
        check_origin(&state.options, headers)?;
    }
    if rule.who == Who::Anybody {
        return Ok(None);
    }
    let proof = match headers.get(header::AUTHORIZATION) {
        Some(value) => by_token(state, value).await?,
        None => by_cookie(state, method, headers).await?,
    };
    let proof = proof.ok_or_else(ApiError::unauthorised)?;
    if !rule.who.holds(proof.caller.user.role) {
        return Err(ApiError::forbidden(format!("the role {} may not do this", proof.caller.user.role.as_str())));
    }
    if let Some(scopes) = &proof.scopes
        && (rule.token.is_empty() || !scopes.iter().any(|scope| scope == rule.token))
    {
        let why = if rule.token.is_empty() { "no token may do this; sign in".into() } else { format!("the token lacks the scope {}", rule.token) };
        return Err(ApiError::forbidden(why));
    }
    Ok(Some(proof))
}

async fn by_token(state: &AppState, value: &HeaderValue) -> Result<Option<Proof>, ApiError> {
    let Some(token) = value.to_str().ok().and_then(|value| value.strip_prefix("Bearer ")) else { return Ok(None) };
    let Some(token) = state.store().token(&digest(token.trim())).await? else { return Ok(None) };
    let Some((user, mut scope)) = state.store().scope_of(&token.user_id).await? else { return Ok(None) };
    scope.actor = format!("token:{}", token.id);
    let scopes = serde_json::from_str(&token.scopes).unwrap_or_default();
    Ok(Some(Proof { caller: Caller { user, scope, session: None }, scopes: Some(scopes), renewed: None }))
}

async fn by_cookie(state: &AppState, method: &Method, headers: &HeaderMap) -> Result<Option<Proof>, ApiError> {
    let Some(value) = CookieJar::from_headers(headers).get(COOKIE).map(|cookie| digest(cookie.value())) else { return Ok(None) };
    let store = state.store();
    let Some(mut session) = store.session(&value).await? else { return Ok(None) };
    let now = store.now();
    let Some((user, scope)) = store.scope_of(&session.user_id).await? else { return Ok(None) };
    if now - session.seen_ms > state.options.idle_ms || now - session.created_ms > state.options.absolute_ms {
        store.end_session(&scope, &session).await?;
        return Ok(None);
    }
    if *method != Method::GET && headers.get(CSRF).is_none_or(|told| digest_of(told.as_bytes()) != digest(&session.csrf)) {
        return Err(ApiError::new(StatusCode::FORBIDDEN, "csrf", "send the header x-csrf-token with the value that GET /api/session tells"));
    }
    let mut renewed = None;
    if now - session.rotated_ms > ROTATE_MS && session.hash == value {
        let next = fresh();
        // Of requests side by side one rotates; the others go on with the value before.
        if store.rotate_session(&scope, &session, &digest(&next)).await? {
            session.hash = digest(&next);
            let left = (session.created_ms + state.options.absolute_ms - now).max(0) / 1_000;
            renewed = session_cookie(&state.options, &next, left);
        }
    } else if now - session.seen_ms > SEEN_MS {
        store.touch_session(&scope, &session.hash).await?;
    }
    Ok(Some(Proof { caller: Caller { user, scope, session: Some(session) }, scopes: None, renewed }))
}

/// The cookie of a session; `seconds` 0 takes it away.
pub fn session_cookie(options: &Options, value: &str, seconds: i64) -> Option<HeaderValue> {
    let secure = if options.public_url.starts_with("https://") { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")).ok()
}

/// The hash under which a secret value is kept.
pub fn digest(value: &str) -> String {
    digest_of(value.as_bytes())
}

/// Comparing hashes instead of values tells nothing about the values through time.
fn digest_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
