//! Traces in the form of OpenTelemetry: what a request or a batch consisted of and how long each part took, sent to a collector that the owner names (OTLP over HTTP,
//! JSON). Method, route, status, counts and ids alone: nothing that anybody said, no address, no query.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::uri::Scheme;
use axum::http::{Request as Outgo, Response as Answer, StatusCode, Uri};
use axum::response::Response;
use opentelemetry::KeyValue;
use opentelemetry::propagation::TextMapPropagator as _;
use opentelemetry::trace::{Status, TraceContextExt as _, TracerProvider as _};
use opentelemetry_http::{Bytes, HeaderExtractor, HttpClient, HttpError};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{SdkTracer, SdkTracerProvider};
use tokio::runtime::Handle;
use tracing::{Span, Subscriber};
use tracing_opentelemetry::{OpenTelemetryLayer, OpenTelemetrySpanExt as _};
use tracing_subscriber::registry::LookupSpan;

use crate::outgoing::{Outgoing, connect, look_up};

/// How long the collector has for a batch of spans.
const PATIENCE: Duration = Duration::from_secs(10);

/// Spans on their way to a collector, in batches, by a thread of their own: what is served does not wait for them, and where there are too many, some are dropped.
/// `OTEL_SERVICE_NAME`, `OTEL_TRACES_SAMPLER` and `OTEL_EXPORTER_OTLP_HEADERS` (say, for a key) mean what OpenTelemetry says.
pub struct Traces {
    provider: SdkTracerProvider,
}

impl Traces {
    /// Sends to an address such as `http://127.0.0.1:4318/v1/traces`; `authorities` (DER) are trusted beside the public ones. Wants a tokio runtime around it.
    ///
    /// # Errors
    /// The address is none, with what to write instead.
    pub fn to(url: &str, authorities: &[Vec<u8>]) -> Result<Traces, String> {
        let wrong = || format!("{url} is no address that traces can go to; it is like http://127.0.0.1:4318/v1/traces");
        let uri: Uri = url.parse().map_err(|_| wrong())?;
        if !matches!(uri.scheme_str(), Some("http" | "https")) || uri.host().is_none() {
            return Err(wrong());
        }
        let line = Line { outgoing: Arc::new(Outgoing::new(authorities)), runtime: Handle::current(), failing: AtomicBool::new(false) };
        let exporter = SpanExporter::builder().with_http().with_http_client(line).with_protocol(Protocol::HttpJson).with_endpoint(url).with_timeout(PATIENCE).build();
        let exporter = exporter.map_err(|error| format!("{url}: {error}"))?;
        // The library's own name for a service that nobody named would say nothing.
        let named = std::env::var_os("OTEL_SERVICE_NAME").is_some();
        let resource = Resource::builder();
        let resource = if named { resource } else { resource.with_service_name("rapport") };
        let resource = resource.with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION"))).build();
        Ok(Traces { provider: SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).build() })
    }

    /// What turns spans of the log into those that are sent.
    pub fn layer<S: Subscriber + for<'span> LookupSpan<'span>>(&self) -> OpenTelemetryLayer<S, SdkTracer> {
        // Places in the code and names of threads are nobody's business but ours.
        tracing_opentelemetry::layer().with_tracer(self.provider.tracer("rapport")).with_location(false).with_threads(false)
    }

    /// Sends what is left.
    pub async fn end(self) {
        // The thread that sends waits for the runtime, so that nothing of the runtime may wait for it here.
        let _ = tokio::task::spawn_blocking(move || self.provider.shutdown()).await;
    }
}

/// The way to the collector, over the server's own client.
struct Line {
    outgoing: Arc<Outgoing>,
    runtime: Handle,
    /// Whether the last batch did not arrive: only a change is worth a line in the log.
    failing: AtomicBool,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("Line")
    }
}

impl HttpClient for Line {
    // The trait's own signature, as its macro writes it.
    fn send_bytes<'me, 'all>(&'me self, request: Outgo<Bytes>) -> Pin<Box<dyn Future<Output = Result<Answer<Bytes>, HttpError>> + Send + 'all>>
    where
        'me: 'all,
        Self: 'all,
    {
        Box::pin(async move {
            let outgoing = self.outgoing.clone();
            // It is called from a thread without a runtime.
            let sent = self.runtime.spawn(async move { tokio::time::timeout(PATIENCE, send(&outgoing, request)).await.unwrap_or_else(|_| Err("timeout".into())) });
            let sent = sent.await.unwrap_or_else(|error| Err(error.to_string()));
            let wrong = match &sent {
                Ok(status) if (200..300).contains(status) => None,
                Ok(status) => Some(status.to_string()),
                Err(why) => Some(why.clone()),
            };
            let before = self.failing.swap(wrong.is_some(), Relaxed);
            match wrong {
                Some(why) if !before => tracing::warn!(why, "traces do not arrive where --traces sends them; what is lost is lost"),
                None if before => tracing::info!("traces arrive again"),
                _ => {}
            }
            let mut response = Answer::new(Bytes::new());
            *response.status_mut() = StatusCode::from_u16(sent?)?;
            Ok(response)
        })
    }
}

async fn send(outgoing: &Outgoing, request: Outgo<Bytes>) -> Result<u16, String> {
    let uri = request.uri();
    let secure = uri.scheme() == Some(&Scheme::HTTPS);
    let host = uri.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']').to_owned();
    let found = look_up(&host, uri.port_u16().unwrap_or(if secure { 443 } else { 80 })).await?;
    let stream = connect(found.iter(), "unknown_machine").await?;
    outgoing.send(stream, secure.then_some(host.as_str()), request).await
}

/// What a request's span is called and belongs to, by OpenTelemetry's conventions. `traceparent` (W3C Trace Context) joins the caller's trace.
pub fn describe(span: &Span, request: &Request<Body>, route: &str) {
    // Where traces go nowhere there is nothing to join.
    let _ = span.set_parent(TraceContextPropagator::new().extract(&HeaderExtractor(request.headers())));
    let method = request.method().as_str().to_owned();
    span.context().span().update_name(format!("{method} {route}").trim_end().to_owned());
    span.set_attribute("http.request.method", method);
    span.set_attribute("http.route", route.to_owned());
}

/// Notes how a request ended.
pub fn ended(response: &Response, _: Duration, span: &Span) {
    span.set_attribute("http.response.status_code", i64::from(response.status().as_u16()));
    if response.status().is_server_error() {
        span.set_status(Status::error(""));
    }
}
