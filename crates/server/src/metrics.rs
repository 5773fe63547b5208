//! Prometheus: how many requests, how long they took, what waits. Paths are the routes' own, never ids or words.

use std::sync::LazyLock;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use metrics::{counter, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use rapport_store::{Scope, StoreError};

use crate::caller::Caller;
use crate::error::ApiError;
use crate::state::AppState;

const SECONDS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// One recorder a process; a second one (in tests) changes nothing.
static RECORDER: LazyLock<Option<PrometheusHandle>> = LazyLock::new(|| {
    let builder = PrometheusBuilder::new().set_buckets_for_metric(Matcher::Full("http_request_duration_seconds".into()), SECONDS).ok()?;
    let recorder = builder.build_recorder();
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder).ok()?;
    Some(handle)
});

/// Counts a request and its time.
pub async fn counted(request: Request, next: Next) -> Response {
    LazyLock::force(&RECORDER);
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().to_string();
    let began = Instant::now();
    let response = next.run(request).await;
    let labels = [("method", method), ("route", route), ("status", response.status().as_u16().to_string())];
    counter!("http_requests_total", &labels).increment(1);
    histogram!("http_request_duration_seconds", &labels[..2]).record(began.elapsed().as_secs_f64());
    response
}

/// What the process counted, for Prometheus
#[utoipa::path(get, path = "/metrics", tag = "health", responses((status = 200, description = "Prometheus text", body = String, content_type = "text/plain")))]
pub async fn metrics(State(state): State<AppState>, caller: Caller) -> Result<Response, ApiError> {
    gauge!("rapport_jobs_waiting").set(backlog(&state, &caller.scope).await? as f64);
    let text = RECORDER.as_ref().map(PrometheusHandle::render).unwrap_or_default();
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response())
}

async fn backlog(state: &AppState, scope: &Scope) -> Result<i64, StoreError> {
    state.store().backlog(scope).await
}

#[cfg(test)]
mod tests {
    use crate::testing::House;

    #[tokio::test]
    async fn requests_are_counted_by_route() {
        let house = House::new().await;
        house.get("analyst", "/api/conversations/01890000-0000-7000-8000-000000000000").await;
        let text = house.get("administrator", "/metrics").await.text;
        assert!(text.contains(r#"route="/api/conversations/{id}""#) && !text.contains("01890000"), "{text}");
        assert!(text.contains("rapport_jobs_waiting 0"));
        assert_eq!(house.get("analyst", "/metrics").await.status, 403);
    }
}
