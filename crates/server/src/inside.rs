//! The whole API without a socket: for the demo organisation, which comes in through the same door as everybody, and for tests.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use serde_json::Value;
use tower::ServiceExt as _;

use crate::state::AppState;

/// What came back.
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub text: String,
    /// The body as JSON; null where it is none.
    pub json: Value,
}

/// The router, asked directly.
#[derive(Clone)]
pub struct Inside {
    router: Router,
}

/// The largest answer that is read.
const LARGEST: usize = 64 << 20;

impl Inside {
    /// Over a state.
    pub fn new(state: AppState) -> Inside {
        Inside { router: crate::router(state) }
    }

    /// Sends a request with a token; an empty token is nobody's.
    pub async fn send(&self, token: &str, method: &str, path: &str, body: Vec<u8>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("content-type", "application/json");
        if !token.is_empty() {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        match request.body(Body::from(body)) {
            Ok(request) => self.ask(request).await,
            Err(error) => Answer { status: 400, headers: HeaderMap::new(), text: error.to_string(), json: Value::Null },
        }
    }

    /// Sends any request.
    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = axum::body::to_bytes(response.into_body(), LARGEST).await.unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status, headers, json: serde_json::from_str(&text).unwrap_or_default(), text }
    }
}
