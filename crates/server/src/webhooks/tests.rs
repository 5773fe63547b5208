//! Webhooks with a receiver on a real socket: what it gets, whether the signature holds, and what happens when it does not answer as it should.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use rapport_store::{Delivery, Outcome};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::state::Options;
use crate::testing::{House, bring, chat};

/// Headers and body.
type Got = (BTreeMap<String, String>, String);

/// What came to the receiver, and what it answers.
#[derive(Clone, Default)]
struct Receiver {
    got: Arc<Mutex<Vec<Got>>>,
    answers: Arc<Mutex<Vec<u16>>>,
    url: String,
}

impl Receiver {
    /// Listens on a port of this machine; answers 204 where nothing else is said.
    async fn start() -> Receiver {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let receiver = Receiver { url: format!("http://{}/hook?from=rapport", listener.local_addr().expect("an address")), ..Receiver::default() };
        let mine = receiver.clone();
        let handler = move |headers: HeaderMap, body: Bytes| async move {
            let headers = headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned())).collect();
            mine.got.lock().expect("a lock").push((headers, String::from_utf8_lossy(&body).into_owned()));
            let next = mine.answers.lock().expect("a lock").pop().unwrap_or(204);
            (StatusCode::from_u16(next).expect("a status"), [("location", "/elsewhere")])
        };
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(handler)).await });
        receiver
    }

    fn take(&self) -> Vec<Got> {
        std::mem::take(&mut self.got.lock().expect("a lock"))
    }

    fn answer(&self, status: u16) {
        self.answers.lock().expect("a lock").insert(0, status);
    }
}

async fn open() -> House {
    House::staffed(Options { webhook_private_addresses: true, ..Options::default() }).await
}

async fn add(house: &House, url: &str, events: &[&str]) -> (String, String) {
    let made = house.post("administrator", "/api/webhooks", &json!({"url": url, "events": events, "programs": [house.program]})).await;
    assert_eq!(made.status, 201, "{}", made.text);
    (made.json["id"].as_str().expect("an id").into(), made.json["secret"].as_str().expect("a secret").into())
}

async fn deliver(house: &House) -> usize {
    house.state.desk.deliver_once("test", &*house.state.post).await.expect("delivered")
}

/// The signature as another program makes it: OpenSSL, from what the documentation says.
fn signed(secret: &str, id: &str, timestamp: &str, body: &str) -> String {
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    let script =
        r#"key=$(printf %s "${1#whsec_}" | base64 -d | od -An -tx1 | tr -d ' \n'); printf 'v1,'; openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64 -w0"#;
    let mut child = Command::new("sh").args(["-c", script, "sh", secret]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("openssl");
    child.stdin.take().expect("a pipe").write_all(format!("{id}.{timestamp}.{body}").as_bytes()).expect("written");
    String::from_utf8(child.wait_with_output().expect("an end").stdout).expect("text")
}

#[tokio::test]
async fn what_happens_is_told_once_signed_and_without_words() {
    let (house, receiver) = (open().await, Receiver::start().await);
    let (id, secret) = add(&house, &receiver.url, &["conversation.evaluated", "review.assigned", "letter.received"]).await;
    let calls = bring(&house, &[chat("one", "wren")]).await;
    house.post("analyst", "/api/reviews", &json!({"conversation": calls[0]})).await;
    house.send("analyst", "POST", &format!("/api/conversations?program={}", house.program), b"{broken".to_vec()).await;
    assert_eq!(deliver(&house).await, 3, "what it did not ask for is not told");
    assert_eq!(deliver(&house).await, 0, "and nothing twice");
    let mut got = receiver.take();
    got.sort_by(|a, b| a.0["webhook-id"].cmp(&b.0["webhook-id"]));
    for (headers, body) in &got {
        assert_eq!(headers["webhook-signature"], signed(&secret, &headers["webhook-id"], &headers["webhook-timestamp"], body));
        assert_eq!(headers["content-type"], "application/json");
        assert!(!["upset", "refund", "wren"].iter().any(|word| body.contains(word)), "{body}");
    }
    let bodies: Vec<Value> = got.iter().map(|(_, body)| serde_json::from_str(body).expect("JSON")).collect();
    let first = bodies.iter().find(|body| body["type"] == "conversation.evaluated").expect("told");
    let evaluation = house.get("analyst", &format!("/api/conversations/{}/evaluations", calls[0])).await.json;
    let told = json!({"type": "conversation.evaluated", "timestamp": "2026-11-02T09:00:00Z", "data": {"program": house.program, "conversation": calls[0], "state": "evaluated", "evaluation": evaluation[0]["id"]}});
    assert_eq!(first, &told, "{evaluation}");
    let listed = house.get("administrator", &format!("/api/webhooks/{id}/deliveries")).await.json;
    assert!(listed.as_array().is_some_and(|rows| rows.len() == 3 && rows.iter().all(|row| row["state"] == "done" && row["status"] == 204 && row["next_ms"].is_null())), "{listed}");
    assert!(!house.get("administrator", "/api/webhooks").await.text.contains(&secret), "the secret is shown once");
}

#[tokio::test]
async fn what_did_not_arrive_comes_again_later() {
    let (house, receiver) = (open().await, Receiver::start().await);
    let (id, _) = add(&house, &receiver.url, &["conversation.received"]).await;
    bring(&house, &[chat("one", "a1")]).await;
    for status in [500, 302, 204] {
        receiver.answer(status);
    }
    let path = format!("/api/webhooks/{id}/deliveries");
    for (status, pause) in [(500, 5_000), (302, 60_000)] {
        assert_eq!((deliver(&house).await, deliver(&house).await), (1, 0), "not at once again");
        let row = house.get("administrator", &path).await.json[0].clone();
        assert_eq!((&row["state"], &row["status"], &row["next_ms"]), (&json!("waiting"), &json!(status), &json!(house.state.store().now() + pause)));
        house.clock.advance(pause);
    }
    assert!(house.get("administrator", &format!("/api/webhooks/{id}")).await.json["failing_ms"].is_i64());
    assert_eq!((deliver(&house).await, deliver(&house).await), (1, 0));
    let got = receiver.take();
    assert_eq!(got.len(), 3, "a redirect is not followed");
    assert!(got.iter().all(|(headers, body)| headers["webhook-id"] == got[0].0["webhook-id"] && *body == got[0].1), "one message, one id");
    let hook = house.get("administrator", &format!("/api/webhooks/{id}")).await.json;
    assert_eq!((&hook["failing_ms"], &hook["waiting"]), (&Value::Null, &json!(0)));
}

#[tokio::test]
async fn private_addresses_are_refused_where_nobody_allowed_them() {
    let (house, receiver) = (House::new().await, Receiver::start().await);
    for url in [receiver.url.as_str(), "http://localhost:1/", "https://localhost/", "https://10.0.0.1/", "https://[::1]/", "http://example.org/", "https://169.254.169.254/latest"]
    {
        let refused = house.post("administrator", "/api/webhooks", &json!({"url": url, "events": ["letter.received"]})).await;
        assert_eq!(refused.status, 422, "{url}: {}", refused.text);
    }
    // A name says nothing when it is saved; where it leads is looked at when it is connected to.
    let system = house.state.store().scope_of(&house.users["administrator"]).await.expect("answered").expect("there").1;
    let https = receiver.url.replace("http://127.0.0.1", "https://localhost");
    let (hook, _) = house.state.desk.add_webhook(&system, &https, vec!["letter.received".into()], Vec::new()).await.expect("added");
    let tried = house.post("administrator", &format!("/api/webhooks/{}/test", hook.id), &json!({})).await.json;
    assert!(tried["arrived"] == false && tried["error"] == "private_address", "{tried}");
    assert!(receiver.take().is_empty());
}

#[tokio::test]
async fn a_ping_tells_what_came_back() {
    let (house, receiver) = (open().await, Receiver::start().await);
    let (id, first) = add(&house, &receiver.url, &["letter.received"]).await;
    let path = format!("/api/webhooks/{id}");
    assert_eq!(house.post("administrator", &format!("{path}/test"), &json!({})).await.json, json!({"arrived": true, "status": 204, "error": null}));
    receiver.answer(404);
    assert_eq!(house.post("administrator", &format!("{path}/test"), &json!({})).await.json, json!({"arrived": false, "status": 404, "error": null}));
    let second = house.post("administrator", &format!("{path}/secret"), &json!({})).await.json["secret"].as_str().expect("a secret").to_owned();
    house.post("administrator", &format!("{path}/test"), &json!({})).await;
    let got = receiver.take();
    let (headers, body) = &got[2];
    let by = |secret: &str| signed(secret, &headers["webhook-id"], &headers["webhook-timestamp"], body) == headers["webhook-signature"];
    assert!(by(&second) && !by(&first), "signed with the new secret");
    // Nothing listens at an address that was free a moment ago.
    let free = TcpListener::bind("127.0.0.1:0").await.expect("a port").local_addr().expect("an address");
    let moved = house.send("administrator", "PATCH", &path, json!({"url": format!("http://{free}/")}).to_string().into_bytes()).await;
    assert_eq!(moved.status, 200, "{}", moved.text);
    let tried = house.post("administrator", &format!("{path}/test"), &json!({})).await.json;
    assert_eq!(tried, json!({"arrived": false, "status": null, "error": "not_listening"}));
    let deeds: Vec<Value> = house.get("administrator", "/api/audit").await.json["entries"].as_array().expect("entries").iter().map(|entry| entry["action"].clone()).collect();
    for action in ["webhook.add", "webhook.test", "webhook.secret", "webhook.change"] {
        assert!(deeds.contains(&json!(action)), "{action}");
    }
}

#[tokio::test]
async fn who_is_off_hears_nothing_and_who_is_on_again_hears_what_waited() {
    let (house, receiver) = (open().await, Receiver::start().await);
    let (id, _) = add(&house, &receiver.url, &["conversation.received"]).await;
    let path = format!("/api/webhooks/{id}");
    let switch = async |on: bool| house.send("administrator", "PATCH", &path, json!({"on": on}).to_string().into_bytes()).await.json;
    bring(&house, &[chat("one", "a1")]).await;
    let off = switch(false).await;
    assert_eq!((&off["on"], &off["off_why"]), (&json!(false), &json!("person")));
    bring(&house, &[chat("two", "a1")]).await;
    assert_eq!(deliver(&house).await, 0);
    let row = house.get("administrator", &format!("{path}/deliveries")).await.json[0]["id"].as_str().expect("waits").to_owned();
    assert_eq!(house.post("administrator", &format!("{path}/deliveries/{row}/retry"), &json!({})).await.status, 409, "it is off");
    switch(true).await;
    assert_eq!(deliver(&house).await, 1, "the first waited, the second was never asked for");
    assert_eq!(house.post("administrator", &format!("{path}/deliveries/{row}/retry"), &json!({})).await.status, 409, "it arrived");
    assert_eq!(house.send("administrator", "DELETE", &path, Vec::new()).await.status, 204);
    assert_eq!(house.get("administrator", &path).await.status, 404);
}

#[tokio::test]
async fn nothing_is_kept_or_sent_where_nobody_listens() {
    let house = open().await;
    bring(&house, &[chat("one", "a1")]).await;
    assert_eq!(deliver(&house).await, 0);
    let system = house.state.store().scope_of(&house.users["administrator"]).await.expect("answered").expect("there").1;
    assert!(house.state.store().due_webhooks(&system).await.expect("answered").is_empty());
    let ghost = Delivery { id: "x".into(), webhook_id: "x".into(), kind: String::new(), data: String::new(), created_ms: 0, tries: 1, leased_by: None };
    assert!(!house.state.store().end_delivery(&system, &ghost, &Outcome::Answered(200)).await.expect("answered"));
}
