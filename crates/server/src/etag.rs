//! ETags: whoever has the present answer already is told so, without its body.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use sha2::{Digest, Sha256};

use crate::error::ApiError;

/// Larger answers have no tag.
const LARGEST: usize = 4 << 20;

/// Gives every JSON answer to a GET its tag, and answers 304 where `If-None-Match` names it.
pub async fn tagged(request: Request, next: Next) -> Response {
    let get = request.method() == Method::GET;
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let response = next.run(request).await;
    let is_json = |headers: &HeaderMap| headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    if !get || response.status() != StatusCode::OK || !is_json(response.headers()) || response.headers().contains_key(header::ETAG) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, LARGEST).await else {
        return axum::response::IntoResponse::into_response(ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "the answer is too large; ask for less with `limit`"));
    };
    let tag = tag(&bytes);
    let same = known.is_some_and(|known| names(&known, &tag));
    if let Ok(value) = HeaderValue::from_str(&tag) {
        parts.headers.insert(header::ETAG, value);
    }
    parts.headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
    if same {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// The tag of an answer's bytes.
pub fn tag(bytes: &[u8]) -> String {
    let hex: String = Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{hex}\"")
}

/// Whether a list of tags holds one, or `*`.
fn names(list: &HeaderValue, tag: &str) -> bool {
    list.to_str().is_ok_and(|list| list.split(',').map(|one| one.trim().trim_start_matches("W/")).any(|one| one == tag || one == "*"))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;

    use crate::testing::House;

    #[tokio::test]
    async fn who_has_it_already_is_told_so() {
        let house = House::new().await;
        let ask = async |tag: &str| {
            let request = Request::get("/api/programs").header("authorization", "Bearer analyst").header("if-none-match", tag);
            house.ask(request.body(Body::empty()).expect("a request")).await
        };
        let first = ask("\"other\"").await;
        assert_eq!(first.status, 200);
        let tag = first.headers["etag"].to_str().expect("text").to_owned();
        let again = ask(&format!("\"x\", {tag}")).await;
        assert_eq!((again.status, again.text.as_str()), (304, ""));
    }
}
