//! Who calls: a session's cookie or a token becomes a scope before any handler runs, and the route's line says whether they may.

use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use rapport_store::{Scope, User};
use sha2::{Digest, Sha256};

use crate::error::ApiError;
use crate::permissions::{self, Who};
use crate::state::AppState;

/// A user who is signed in, or who a token stands for.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who.
    pub user: User,
    /// What exists for them: every call of the store takes it.
    pub scope: Scope,
}

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
    match admitted(&state, &method, &path, &headers).await {
        Ok(Some(caller)) => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Ok(None) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

async fn admitted(state: &AppState, method: &Method, path: &str, headers: &HeaderMap) -> Result<Option<Caller>, ApiError> {
    let rule = permissions::of(method, path).ok_or_else(|| ApiError::forbidden("nobody may call this"))?;
    if rule.who == Who::Anybody {
        return Ok(None);
    }
    let (caller, scopes) = identify(state, headers).await?.ok_or_else(ApiError::unauthorised)?;
    if !rule.who.holds(caller.user.role) {
        return Err(ApiError::forbidden(format!("the role {} may not do this", caller.user.role.as_str())));
    }
    if let Some(scopes) = scopes
        && (rule.token.is_empty() || !scopes.iter().any(|scope| scope == rule.token))
    {
        return Err(ApiError::forbidden(format!("the token lacks the scope {}", rule.token)));
    }
    Ok(Some(caller))
}

/// Who sent it, and what their token may do; none for a session, which may do what its user may.
async fn identify(state: &AppState, headers: &HeaderMap) -> Result<Option<(Caller, Option<Vec<String>>)>, ApiError> {
    let Some(value) = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()) else { return Ok(None) };
    let Some(token) = value.strip_prefix("Bearer ") else { return Ok(None) };
    let Some(token) = state.store().token(&digest(token.trim())).await? else { return Ok(None) };
    let Some((user, mut scope)) = state.store().scope_of(&token.user_id).await? else { return Ok(None) };
    scope.actor = format!("token:{}", token.id);
    let scopes = serde_json::from_str(&token.scopes).unwrap_or_default();
    Ok(Some((Caller { user, scope }, Some(scopes))))
}

/// The hash under which a secret value is kept.
pub fn digest(value: &str) -> String {
    Sha256::digest(value.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
