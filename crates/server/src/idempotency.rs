//! `Idempotency-Key`: a request that changes something and is sent twice is done once, and answered twice.

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::caller::Caller;
use crate::error::ApiError;
use crate::state::AppState;

const KEY: &str = "idempotency-key";

/// Conversations have ids of their own that make them the same, and no bound on their size; nothing of the playground is kept.
const BY_THEMSELVES: [&str; 2] = ["/api/conversations", "/api/playground"];

/// Their answers hold a secret that is shown once; it is not kept, not even for a day.
const SHOWN_ONCE: [&str; 6] = ["/api/tokens", "/api/users", "/api/users/{id}/link", "/api/session/password", "/api/webhooks", "/api/webhooks/{id}/secret"];

/// Answers a request whose key was seen before with what was answered then.
pub async fn once(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let key = request.headers().get(KEY).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let caller = request.extensions().get::<Caller>().cloned();
    let (Some(key), Some(caller)) = (key, caller) else { return next.run(request).await };
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) || BY_THEMSELVES.contains(&request.uri().path()) {
        return next.run(request).await;
    }
    if request.extensions().get::<MatchedPath>().is_some_and(|path| SHOWN_ONCE.contains(&path.as_str())) {
        return ApiError::invalid("this request takes no Idempotency-Key: its answer is shown once and not kept").into_response();
    }
    if key.is_empty() || key.len() > 200 {
        return ApiError::invalid("an Idempotency-Key has 1 to 200 characters").into_response();
    }
    match answered(&state, &caller, &key, request, next).await {
        Ok(response) => response,
        Err(error) => error.into_response(),
    }
}

async fn answered(state: &AppState, caller: &Caller, key: &str, request: Request, next: Next) -> Result<Response, ApiError> {
    let (parts, body) = request.into_parts();
    let too_large = |_| ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", format!("the body may have {} bytes", state.options.body_limit));
    let bytes = axum::body::to_bytes(body, state.options.body_limit).await.map_err(too_large)?;
    let mut hash = Sha256::new();
    for part in [parts.method.as_str().as_bytes(), parts.uri.to_string().as_bytes(), &bytes] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let digest: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    if let Some(before) = state.store().take_key(&caller.scope, key, &digest).await? {
        return match () {
            () if before.request != digest => {
                Err(ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "key_reused", "this Idempotency-Key was sent with another request; use a new one"))
            }
            () if before.status == 0 => Err(ApiError::conflict("the first request with this Idempotency-Key is under way; ask again in a moment")),
            () => {
                let status = StatusCode::from_u16(before.status as u16).unwrap_or(StatusCode::OK);
                let kind = if status.is_success() { "application/json" } else { "application/problem+json" };
                let mut response = (status, before.body).into_response();
                response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
                response.headers_mut().insert("idempotency-replayed", HeaderValue::from_static("true"));
                Ok(response)
            }
        };
    }
    let response = next.run(Request::from_parts(parts, Body::from(bytes))).await;
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, state.options.body_limit).await.unwrap_or_default();
    state.store().keep_answer(&caller.scope, key, parts.status.as_u16(), &String::from_utf8_lossy(&bytes)).await?;
    Ok(Response::from_parts(parts, Body::from(bytes)))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;

    use crate::testing::House;

    #[tokio::test]
    async fn the_same_request_twice_is_done_once() {
        let house = House::new().await;
        let send = async |key: &str, name: &str| {
            let body = format!(r#"{{"name":"{name}"}}"#);
            let request = Request::post("/api/programs").header("authorization", "Bearer administrator").header("content-type", "application/json").header("idempotency-key", key);
            house.ask(request.body(Body::from(body)).expect("a request")).await
        };
        let first = send("k1", "Harbour").await;
        let again = send("k1", "Harbour").await;
        assert_eq!((first.status, again.status), (201, 201));
        assert_eq!(first.json, again.json);
        assert_eq!(again.headers["idempotency-replayed"], "true");
        assert_eq!(send("k1", "Meadow").await.status, 422, "another request under the same key");
        assert_eq!(send("k2", "Harbour").await.status, 409, "another key is another request");
        assert_eq!(send("k2", "Harbour").await.status, 409, "and its answer stays");
    }

    #[tokio::test]
    async fn what_is_shown_once_is_not_kept() {
        let house = House::new().await;
        let path = format!("/api/users/{}/link", house.users["coach"]);
        let request = Request::post(path).header("authorization", "Bearer administrator").header("idempotency-key", "k");
        let refused = house.ask(request.body(Body::empty()).expect("a request")).await;
        assert_eq!((refused.status, refused.json["code"].as_str()), (422, Some("invalid")));
    }
}
