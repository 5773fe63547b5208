//! What goes wrong, as RFC 9457 problem details: a status, a stable code, a sentence that says what to do.

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use rapport_engine::RuleError;
use rapport_flow::{TakeInError, WorkError};
use rapport_store::StoreError;
use serde::Serialize;
use utoipa::ToSchema;

/// RFC 9457 problem details.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// `about:blank`: the code tells what it is.
    pub r#type: &'static str,
    /// The status in words.
    pub title: String,
    /// The status.
    pub status: u16,
    /// Stable, for programs.
    pub code: &'static str,
    /// What happened and what to do.
    pub detail: String,
    /// Every single mistake, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Mistake>,
}

/// A mistake in a text that was sent.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Mistake {
    /// Line, from 1; null where the whole text is meant.
    pub line: Option<u64>,
    /// What is wrong and what to write instead.
    pub message: String,
}

impl From<&RuleError> for Mistake {
    fn from(error: &RuleError) -> Mistake {
        Mistake { line: Some(error.line).filter(|line| *line > 0), message: error.message.clone() }
    }
}

/// A request that could not be answered as asked.
#[derive(Clone, Debug)]
pub struct ApiError {
    /// The status.
    pub status: StatusCode,
    /// Stable, for programs.
    pub code: &'static str,
    /// What happened and what to do: lower case, no full stop.
    pub detail: String,
    /// Seconds after which to try again.
    pub retry_after: Option<u32>,
    /// Every single mistake, where there are several.
    pub errors: Vec<Mistake>,
}

impl ApiError {
    /// Any error.
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> ApiError {
        ApiError { status, code, detail: detail.into(), retry_after: None, errors: Vec::new() }
    }

    /// 404: it is not there, or not for this caller; which of the two nobody is told.
    pub fn not_found(what: &str) -> ApiError {
        ApiError::new(StatusCode::NOT_FOUND, "not_found", format!("there is no such {what}, or it is not yours to see"))
    }

    /// 422: understood, but not possible.
    pub fn invalid(detail: impl Into<String>) -> ApiError {
        ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", detail)
    }

    /// 409: not in this state.
    pub fn conflict(detail: impl Into<String>) -> ApiError {
        ApiError::new(StatusCode::CONFLICT, "conflict", detail)
    }

    /// 403: signed in, but not allowed.
    pub fn forbidden(detail: impl Into<String>) -> ApiError {
        ApiError::new(StatusCode::FORBIDDEN, "forbidden", detail)
    }

    /// 401: nobody is signed in.
    pub fn unauthorised() -> ApiError {
        ApiError::new(StatusCode::UNAUTHORIZED, "not_signed_in", "sign in, or send a token: `Authorization: Bearer …`")
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let title = self.status.canonical_reason().unwrap_or("Error").to_owned();
        let problem = Problem { r#type: "about:blank", title, status: self.status.as_u16(), code: self.code, detail: self.detail, errors: self.errors };
        let mut response = (self.status, Json(problem)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> ApiError {
        match error {
            StoreError::Taken(what) => ApiError::conflict(format!("{what} exists already")),
            StoreError::State(why) => ApiError::conflict(why),
            error if error.is_transient() => {
                tracing::warn!(%error, "the database was busy");
                ApiError { retry_after: Some(1), ..ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "the database is busy; try again") }
            }
            error => {
                tracing::error!(%error, "a request failed");
                ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "the server could not do this; its log says why")
            }
        }
    }
}

impl From<WorkError> for ApiError {
    fn from(error: WorkError) -> ApiError {
        match error {
            WorkError::Store(error) => error.into(),
            WorkError::Broken(why) => {
                tracing::error!(why, "reading broke off");
                ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "the server could not do this; its log says why")
            }
        }
    }
}

impl From<TakeInError> for ApiError {
    fn from(error: TakeInError) -> ApiError {
        match error {
            TakeInError::Store(error) => error.into(),
            TakeInError::Full(waiting) => ApiError {
                retry_after: Some(5),
                ..ApiError::new(StatusCode::TOO_MANY_REQUESTS, "queue_full", format!("{waiting} conversations wait to be read; send again later what was not acknowledged"))
            },
            TakeInError::Broken(why) => {
                tracing::error!(why, "taking in broke off");
                ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "the server could not do this; its log says why")
            }
        }
    }
}

/// Gives errors that the framework makes itself (a body that is no JSON, a wrong method) the same form.
pub async fn problems(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    let plain = response.headers().get(header::CONTENT_TYPE).is_none_or(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("text/plain")));
    if !(status.is_client_error() || status.is_server_error()) || !plain {
        return response;
    }
    let (parts, body) = response.into_parts();
    let text = axum::body::to_bytes(body, 4096).await.unwrap_or_default();
    let detail = String::from_utf8_lossy(&text).trim().to_owned();
    let code = match status {
        StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
        StatusCode::PAYLOAD_TOO_LARGE => "too_large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "unsupported_media_type",
        _ if status.is_client_error() => "bad_request",
        _ => "internal",
    };
    let detail = if detail.is_empty() { status.canonical_reason().unwrap_or("the request could not be answered").to_lowercase() } else { detail };
    let mut told = ApiError::new(status, code, detail).into_response();
    for (name, value) in &parts.headers {
        if *name == header::ALLOW || *name == header::RETRY_AFTER {
            told.headers_mut().insert(name, value.clone());
        }
    }
    told
}

/// No such address.
pub async fn nowhere() -> ApiError {
    ApiError::new(StatusCode::NOT_FOUND, "not_found", "there is nothing at this address; /api/docs lists what is")
}

/// A handler panicked: the log says where, the caller only that it was not their fault.
pub fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "the server could not do this; its log says why").into_response()
}
