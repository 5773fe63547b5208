//! What changes, as server-sent events: a page that hears of a change asks again for what it shows.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use rapport_store::Change;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::ReceiverStream;

use crate::caller::Caller;
use crate::error::ApiError;
use crate::state::AppState;

/// How often the database is asked for changes, of this process and of others.
const EVERY: Duration = Duration::from_millis(500);

/// Changes inside the caller's programs, as they happen; `Last-Event-ID` continues where a reader was
#[utoipa::path(get, path = "/api/events", tag = "events", responses((status = 200, description = "server-sent events; each has a number, a kind and the id of what changed", content_type = "text/event-stream", body = String)))]
pub async fn events(State(state): State<AppState>, caller: Caller, headers: HeaderMap) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, ApiError> {
    let told = headers.get("last-event-id").and_then(|value| value.to_str().ok()).and_then(|value| value.parse().ok());
    let mut number: i64 = match told {
        Some(number) => number,
        None => state.store().latest_change(&caller.scope).await?,
    };
    let (sender, receiver) = tokio::sync::mpsc::channel(64);
    let mut stopping = state.stopping();
    tokio::spawn(async move {
        let mut ticks = tokio::time::interval(EVERY);
        loop {
            tokio::select! {
                _ = ticks.tick() => {}
                _ = stopping.wait_for(|stop| *stop) => return,
            }
            if sender.is_closed() {
                return;
            }
            let Ok(changes) = state.store().changes_after(&caller.scope, number).await else { continue };
            for change in changes {
                number = change.number;
                if sender.send(change).await.is_err() {
                    return;
                }
            }
        }
    });
    let stream = ReceiverStream::new(receiver).map(|change: Change| {
        let data = serde_json::json!({"program": change.program_id, "object": change.object, "at_ms": change.at_ms});
        Ok(Event::default().id(change.number.to_string()).event(change.kind).data(data.to_string()))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::default()))
}
