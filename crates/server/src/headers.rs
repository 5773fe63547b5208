//! Headers that make a browser careful, and the span that a request's log lines belong to.

use axum::body::Body;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use tower_http::request_id::RequestId;
use tracing::Span;

const CAREFUL: [(header::HeaderName, &str); 3] = [(header::X_CONTENT_TYPE_OPTIONS, "nosniff"), (header::X_FRAME_OPTIONS, "DENY"), (header::REFERRER_POLICY, "same-origin")];

/// Nothing comes from elsewhere. Components set styles of their own, and draw what they made themselves.
const PAGES: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/// The page of the API's description starts itself with inline script.
const DOCS: &str =
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/// Sets them on every answer.
pub async fn safe(request: Request, next: Next) -> Response {
    let policy = if request.uri().path().starts_with("/api/docs") { DOCS } else { PAGES };
    let mut response = next.run(request).await;
    for (name, value) in CAREFUL.into_iter().chain([(header::CONTENT_SECURITY_POLICY, policy)]) {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Method, route and ids alone: no query, no body, no words. `traceparent` (W3C Trace Context) joins the caller's trace.
pub fn span(request: &Request<Body>) -> Span {
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let id = request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok()).unwrap_or("");
    let trace = request.headers().get("traceparent").and_then(|value| value.to_str().ok()).and_then(|value| value.split('-').nth(1)).filter(|id| id.len() == 32).unwrap_or("");
    let span = tracing::info_span!("request", otel.kind = "server", method = %request.method(), route, id, trace);
    crate::traces::describe(&span, request, route);
    span
}
