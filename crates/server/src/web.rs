//! The web app: its files, and its page at every address that is nobody else's.

use std::fmt::Write as _;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{Embed, EmbeddedFile};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};

use crate::error;

/// What `make build` puts together; empty where the binary was built without it. A debug build reads it from the disk.
#[derive(Embed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Built;

/// The page of a binary that was built without the app.
const UNBUILT: &str = include_str!("web_unbuilt.html");

/// Addresses that belong to programs; what is not there is no page either.
const PROGRAMS: [&str; 4] = ["/api", "/healthz", "/readyz", "/metrics"];

/// Files whose names hold a hash of their content: the same name is the same file for ever.
const NAMED_BY_CONTENT: &str = "assets/";

/// Smaller answers are not worth the work, in bytes.
const WORTH_COMPRESSING: u64 = 1_024;

/// The app, for whatever no other route answers.
pub fn app() -> Router {
    of::<Built>()
}

fn of<Files: Embed + 'static>() -> Router {
    let types = |_: StatusCode, _: axum::http::Version, headers: &HeaderMap, _: &axum::http::Extensions| headers.get(header::CONTENT_TYPE).is_some_and(is_text);
    Router::new().fallback(answer::<Files>).layer(CompressionLayer::new().gzip(true).compress_when(SizeAbove::new(WORTH_COMPRESSING).and(types)))
}

async fn answer<Files: Embed + 'static>(request: Request) -> Response {
    let path = request.uri().path();
    let for_programs = PROGRAMS.iter().any(|own| path.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')));
    if for_programs || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return error::nowhere().await.into_response();
    }
    let name = path.trim_start_matches('/');
    let known = request.headers().get(header::IF_NONE_MATCH);
    match Files::get(name) {
        Some(found) => file(name, found, known),
        // A page of an older build asks for a part that is gone: the page of today would be no answer.
        None if name.starts_with(NAMED_BY_CONTENT) => error::nowhere().await.into_response(),
        None => match Files::get("index.html") {
            Some(page) => file("index.html", page, known),
            None => (StatusCode::OK, [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], UNBUILT).into_response(),
        },
    }
}

/// A file, or 304 for who has it already.
fn file(name: &str, found: EmbeddedFile, known: Option<&HeaderValue>) -> Response {
    let hash = found.metadata.sha256_hash().iter().take(16).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    // Compressed and plain bytes share a tag, so it is a weak one.
    let tag = format!("W/\"{hash}\"");
    let caching = if name.starts_with(NAMED_BY_CONTENT) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let kind = content_type(name, found.metadata.mimetype());
    let same = known.and_then(|known| known.to_str().ok()).is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == &tag[2..]));
    let headers = [(header::ETAG, tag), (header::CACHE_CONTROL, caching.to_owned()), (header::CONTENT_TYPE, kind)];
    match same {
        true => (StatusCode::NOT_MODIFIED, headers, Body::empty()).into_response(),
        false => (headers, Body::from(found.data)).into_response(),
    }
}

/// Text is UTF-8 everywhere.
fn content_type(name: &str, guessed: &str) -> String {
    match name.rsplit('.').next() {
        Some("js" | "mjs") => "text/javascript; charset=utf-8".into(),
        Some("webmanifest") => "application/manifest+json".into(),
        _ if guessed.starts_with("text/") => format!("{guessed}; charset=utf-8"),
        _ => guessed.to_owned(),
    }
}

/// What becomes smaller by compression; pictures and fonts are compressed already.
fn is_text(kind: &HeaderValue) -> bool {
    let kind = kind.to_str().unwrap_or_default();
    ["text/", "application/json", "application/manifest+json", "image/svg+xml"].iter().any(|text| kind.starts_with(text))
}

#[cfg(test)]
mod tests {
    use tower::ServiceExt as _;

    use super::*;
    use crate::testing::House;

    #[derive(Embed)]
    #[folder = "tests/web"]
    struct Sample;

    async fn get(path: &str, headers: &[(&str, &str)]) -> Response {
        let request = headers.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
        of::<Sample>().oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer")
    }

    fn text<'a>(answer: &'a Response, name: &str) -> &'a str {
        answer.headers().get(name).map_or("", |value| value.to_str().expect("text"))
    }

    async fn body(answer: Response) -> Vec<u8> {
        axum::body::to_bytes(answer.into_body(), 1 << 20).await.expect("a body").to_vec()
    }

    #[tokio::test]
    async fn every_address_of_a_page_is_the_page() {
        for path in ["/", "/conversations/01890000-0000-7000-8000-000000000000?turn=3", "/setup", "/index.html"] {
            let answer = get(path, &[]).await;
            assert_eq!((answer.status().as_u16(), text(&answer, "content-type"), text(&answer, "cache-control")), (200, "text/html; charset=utf-8", "no-cache"), "{path}");
            let tag = text(&answer, "etag").to_owned();
            assert!(body(answer).await.starts_with(b"<!doctype html>"));
            let again = get(path, &[("if-none-match", &tag)]).await;
            assert_eq!((again.status().as_u16(), text(&again, "etag")), (304, tag.as_str()));
            assert!(body(again).await.is_empty());
        }
    }

    #[tokio::test]
    async fn what_is_named_by_its_content_is_kept_for_ever_and_sent_small() {
        let plain = get("/assets/app-4f1a.js", &[]).await;
        assert_eq!((text(&plain, "content-type"), text(&plain, "cache-control")), ("text/javascript; charset=utf-8", "public, max-age=31536000, immutable"));
        let small = get("/assets/app-4f1a.js", &[("accept-encoding", "gzip")]).await;
        assert_eq!((text(&small, "content-encoding"), text(&small, "vary")), ("gzip", "accept-encoding"));
        let (plain, small) = (body(plain).await, body(small).await);
        assert!(small.len() * 2 < plain.len() && small.starts_with(&[0x1f, 0x8b]), "{} of {}", small.len(), plain.len());
        assert_eq!(get("/assets/app-0000.js", &[]).await.status().as_u16(), 404, "an older build's");
    }

    #[tokio::test]
    async fn what_belongs_to_programs_is_no_page() {
        for path in ["/api", "/api/nothing", "/api/conversations/x/nothing", "/metrics/x", "/healthz/x"] {
            let answer = get(path, &[]).await;
            assert_eq!((answer.status().as_u16(), text(&answer, "content-type")), (404, "application/problem+json"), "{path}");
        }
        assert_eq!(get("/apiary", &[]).await.status().as_u16(), 200, "another word");
        let sent = of::<Sample>().oneshot(Request::post("/conversations").body(Body::empty()).expect("a request")).await.expect("an answer");
        assert_eq!(sent.status().as_u16(), 404);
    }

    #[tokio::test]
    async fn a_page_may_run_its_own_script_and_nothing_else() {
        let house = House::new().await;
        let page = house.get("", "/conversations").await;
        let kind = |answer: &crate::inside::Answer| answer.headers["content-type"].to_str().expect("text").to_owned();
        assert_eq!((page.status, kind(&page).as_str()), (200, "text/html; charset=utf-8"), "with the app or without");
        let policy = page.headers["content-security-policy"].to_str().expect("text");
        assert!(policy.contains("script-src 'self';") && policy.contains("frame-ancestors 'none'"), "{policy}");
        assert_eq!(page.headers["x-content-type-options"], "nosniff");
        let docs = house.get("", "/api/docs/").await;
        assert!(docs.headers["content-security-policy"].to_str().is_ok_and(|policy| policy.contains("script-src 'self' 'unsafe-inline'")), "it starts itself with inline script");
        let nothing = house.get("analyst", "/api/nothing").await;
        assert_eq!((nothing.status, nothing.json["code"].as_str()), (404, Some("not_found")));
        assert_eq!(house.get("", "/api/conversations").await.status, 401, "no page bypasses the door");
        for outside in ["/../Cargo.toml", "/%2e%2e/%2e%2e/Cargo.toml"] {
            assert_eq!(kind(&house.get("", outside).await), "text/html; charset=utf-8", "nothing outside the app's folder");
        }
    }
}
