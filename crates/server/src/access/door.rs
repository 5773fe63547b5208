//! The door: how often one network address may knock, and from which pages.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::map_request;
use axum::response::IntoResponse as _;
use tower_governor::GovernorLayer;
use tower_governor::errors::GovernorError;
use tower_governor::governor::GovernorConfigBuilder;
use tower_governor::key_extractor::KeyExtractor;
use utoipa_axum::router::OpenApiRouter;

use crate::error::ApiError;
use crate::state::{AppState, Options};

/// So many tries at once: a whole floor behind one network address signs in at nine o'clock.
const BURST: u32 = 60;

/// After that, one more each second.
const PERIOD: Duration = Duration::from_secs(1);

/// Network addresses that are remembered before quiet ones are forgotten.
const REMEMBERED: usize = 10_000;

/// Whose tries are counted together: an IPv4 address, or the network of an IPv6 one.
#[derive(Clone, Copy, Debug)]
struct Knocker {
    behind_proxy: bool,
}

impl KeyExtractor for Knocker {
    type Key = IpAddr;

    fn extract<T>(&self, request: &axum::http::Request<T>) -> Result<IpAddr, GovernorError> {
        // The last name in the list is the one that our own proxy wrote; anybody may have written the others.
        let told = || request.headers().get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok();
        let peer = || request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        let address = if self.behind_proxy { told().or_else(peer) } else { peer() };
        Ok(network(address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))))
    }
}

/// One household has a whole /64 of IPv6 addresses.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => six.to_ipv4_mapped().map_or(IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() >> 64 << 64)), IpAddr::V4),
    }
}

/// Bounds how often one network address may try the routes where secrets are guessed.
pub fn guarded(routes: OpenApiRouter<AppState>, options: &Options) -> OpenApiRouter<AppState> {
    let knocker = Knocker { behind_proxy: options.behind_proxy };
    // Only a burst or a pause of nothing has no limiter.
    let Some(config) = GovernorConfigBuilder::default().period(PERIOD).burst_size(BURST).methods(vec![Method::POST]).key_extractor(knocker).finish() else { return routes };
    let limiter = config.limiter().clone();
    routes
        .layer(GovernorLayer::new(config).error_handler(|error| {
            let seconds = if let GovernorError::TooManyRequests { wait_time, .. } = error { wait_time.max(1) } else { 1 };
            let told = ApiError::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", "too many tries from this network address; try again later");
            ApiError { retry_after: u32::try_from(seconds).ok(), ..told }.into_response()
        }))
        .layer(map_request(move |request: Request| {
            if limiter.len() > REMEMBERED {
                limiter.retain_recent();
            }
            std::future::ready(request)
        }))
}

/// Whether a change that a browser sends comes from a page of ours: what another site sends in a person's name is refused.
/// Requests without these headers come from no page.
///
/// # Errors
/// It comes from another site.
pub fn check_origin(options: &Options, headers: &HeaderMap) -> Result<(), ApiError> {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let host_of = |url: &str| url.split_once("://").map(|(_, rest)| rest.split('/').next().unwrap_or(rest).to_ascii_lowercase());
    let foreign = ApiError::new(StatusCode::FORBIDDEN, "foreign_page", "this came from a page of another site; open Rapport itself and try again");
    if let Some(origin) = text(header::ORIGIN) {
        let ours = [text(header::HOST).map(str::to_ascii_lowercase), host_of(&options.public_url)];
        let theirs = host_of(origin);
        return if theirs.is_some() && ours.contains(&theirs) { Ok(()) } else { Err(foreign) };
    }
    let site = headers.get("sec-fetch-site").map_or("none", |value| value.to_str().unwrap_or(""));
    if matches!(site, "none" | "same-origin") { Ok(()) } else { Err(foreign) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::testing::House;

    #[test]
    fn neighbours_in_one_network_are_counted_together() {
        let six = |text: &str| network(text.parse().expect("an address"));
        assert_eq!(six("2001:db8:1:2:3:4:5:6"), six("2001:db8:1:2:ffff::1"));
        assert_ne!(six("2001:db8:1:2::1"), six("2001:db8:1:3::1"));
        assert_eq!(six("::ffff:192.0.2.7"), six("192.0.2.7"));
    }

    #[test]
    fn a_proxy_is_believed_where_there_is_one() {
        let mut request = axum::http::Request::get("/").header("x-forwarded-for", "203.0.113.9, 198.51.100.4").body(()).expect("a request");
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4000))));
        let of = |behind_proxy| Knocker { behind_proxy }.extract(&request).expect("an address").to_string();
        assert_eq!((of(true).as_str(), of(false).as_str()), ("198.51.100.4", "127.0.0.1"), "the first name is the caller's own invention");
    }

    #[test]
    fn a_change_from_another_site_is_refused() {
        let options = Options { public_url: "https://desk.example.org".into(), ..Options::default() };
        let ask = |pairs: &[(&'static str, &'static str)]| {
            let headers: HeaderMap = pairs.iter().map(|(name, value)| (header::HeaderName::from_static(name), header::HeaderValue::from_static(value))).collect();
            check_origin(&options, &headers).is_ok()
        };
        assert!(ask(&[]));
        assert!(ask(&[("origin", "https://desk.example.org")]));
        assert!(ask(&[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")]));
        assert!(!ask(&[("origin", "https://evil.example.org"), ("host", "desk.example.org")]));
        assert!(!ask(&[("origin", "null"), ("host", "desk.example.org")]));
        assert!(!ask(&[("sec-fetch-site", "cross-site")]));
        assert!(!ask(&[("sec-fetch-site", "same-site")]));
    }

    #[tokio::test]
    async fn who_knocks_too_often_is_told_when_to_come_back() {
        let house = House::new().await;
        let knock = async |number: u32| house.post("", "/api/session", &json!({"email": format!("nobody{number}@example.org"), "password": "guess"})).await;
        for number in 0..BURST {
            assert_eq!(knock(number).await.status, 401);
        }
        let mut refused = knock(BURST).await;
        // A second may have passed meanwhile, and another try with it.
        for number in 1..BURST {
            if refused.status == 429 {
                break;
            }
            refused = knock(BURST + number).await;
        }
        assert_eq!((refused.status, refused.json["code"].as_str()), (429, Some("too_many_requests")));
        assert!(refused.headers.contains_key("retry-after"));
        assert_eq!(house.get("analyst", "/api/session").await.status, 200, "others are not bounded");
    }
}
