//! Traces of the built server, as a collector receives them.

mod repository;
mod server;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;
use server::{Place, TOKEN, send};

/// A collector: answers 200 to each request and hands over its first line and its JSON.
fn collector() -> (String, Receiver<(String, Value)>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/v1/traces", listener.local_addr().expect("an address"));
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.expect("a connection"));
            let mut head = String::new();
            while stream.read_line(&mut head).expect("text") > 2 {}
            let length = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ").map(|number| number.parse().expect("a number")));
            let mut body = vec![0; length.expect("a length")];
            stream.read_exact(&mut body).expect("a body");
            stream.get_mut().write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").expect("an answer");
            let first = head.lines().next().unwrap_or_default().to_owned();
            if tell.send((first, serde_json::from_slice(&body).expect("JSON"))).is_err() {
                return;
            }
        }
    });
    (url, told)
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collector_hears_of_requests_and_batches_and_of_no_word() {
    let place = Place::sqlite().await;
    place.token().await;
    let (url, told) = collector();
    let mut server = place.serve(&["--traces", &url]);
    server.ignore_log();
    let bearer = format!("Bearer {TOKEN}");
    let (trace, parent) = ("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7");
    let caller = format!("00-{trace}-{parent}-01");
    let headers = [("authorization", bearer.as_str()), ("traceparent", caller.as_str())];
    let call = "Customer: My marzipan kettle leaks.\nAgent: I am sorry that it leaks, I will send a new one today.\n";
    let path = "/api/conversations?program=Lantern&source=test&name=kettle.txt";
    let answer = send(&server.address, "POST", path, &headers, call.as_bytes()).expect("an answer");
    assert_eq!(answer.status, 200, "{}", answer.text);
    // Spans leave every few seconds, and when the server ends.
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(server.stop().0, Some(0));
    let (mut spans, mut text) = (Vec::new(), String::new());
    while let Ok((first, body)) = told.recv_timeout(Duration::from_secs(10)) {
        assert!(first.starts_with("POST /v1/traces "), "{first}");
        text += &body.to_string();
        let groups = list(&body, "resourceSpans").iter().flat_map(|one| list(one, "scopeSpans"));
        spans.extend(groups.flat_map(|one| list(one, "spans")).cloned());
        if spans.iter().any(|span| span["name"] == "save") {
            break;
        }
    }
    let named = |name: &str| spans.iter().find(|span| span["name"] == name).unwrap_or_else(|| panic!("{name}: {text}"));
    let request = named("POST /api/conversations");
    assert_eq!((request["traceId"].as_str(), request["parentSpanId"].as_str()), (Some(trace), Some(parent)), "it belongs to the caller's trace");
    assert_eq!(request["kind"], 2, "a server's span");
    let said = |key: &str| list(request, "attributes").iter().find(|one| one["key"] == key).map(|one| one["value"].to_string());
    assert_eq!(said("http.response.status_code").as_deref(), Some(r#"{"intValue":"200"}"#), "{request}");
    assert_eq!(named("keep")["parentSpanId"], request["spanId"], "what was kept was kept for the request");
    assert_eq!(named("read")["parentSpanId"], named("batch")["spanId"]);
    assert!(text.contains(r#""stringValue":"rapport""#), "the service has a name");
    for word in ["marzipan", "kettle", TOKEN] {
        assert!(!text.contains(word), "{word}: {text}");
    }
}

#[test]
fn an_address_that_is_none_is_refused_at_the_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = repository::rapport(&["serve", "--listen", "127.0.0.1:0", "--data", &folder.path().display().to_string(), "--traces", "collector:4318"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("--traces") && run.err.contains("http://127.0.0.1:4318/v1/traces"), "{}", run.err);
}
