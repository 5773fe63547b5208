//! The permission matrix: every route × every role × own and other program, through the real router. A route without a sample fails it.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::Request;
use rapport_store::{NewDispute, NewUser, Role};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::caller::digest;
use crate::permissions::{RULES, Who};
use crate::testing::House;

/// What `{id}` of a route names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    /// The route has no id, or one that belongs to no program.
    Nothing,
    Program,
    Conversation,
    User,
    Team,
    Agent,
    Token,
    Evaluation,
    Review,
    Dispute,
    Sample,
    Calibration,
    Scorecard,
    View,
    Case,
    Letter,
    Webhook,
}
use Thing::{Agent, Calibration, Case, Conversation, Dispute, Evaluation, Letter, Nothing, Program, Review, Sample, Scorecard, Team, Token, User, View, Webhook};

type Line = (&'static str, &'static str, Thing, &'static str);

/// One line a route: what its id names, and a body that it understands.
const SAMPLES: &[Line] = &[
    ("GET", "/healthz", Nothing, ""),
    ("GET", "/readyz", Nothing, ""),
    ("GET", "/metrics", Nothing, ""),
    ("GET", "/api/health", Nothing, ""),
    ("POST", "/api/session", Nothing, r#"{"email": "nobody@example.org", "password": "x"}"#),
    ("GET", "/api/session", Nothing, ""),
    ("PATCH", "/api/session", Nothing, r#"{"language": "zh"}"#),
    ("DELETE", "/api/session", Nothing, ""),
    ("POST", "/api/session/password", Nothing, r#"{"current": "x", "password": "short"}"#),
    ("GET", "/api/setup", Nothing, ""),
    ("POST", "/api/setup", Nothing, r#"{"token": "x", "email": "a@example.org", "name": "a", "password": "a long enough password"}"#),
    ("POST", "/api/invitations/accept", Nothing, r#"{"token": "x", "password": "a long enough password"}"#),
    ("GET", "/api/tokens", Nothing, ""),
    ("POST", "/api/tokens", Nothing, r#"{"name": "t", "scopes": ["session:read"]}"#),
    ("DELETE", "/api/tokens/{id}", Token, ""),
    ("GET", "/api/users", Nothing, ""),
    ("POST", "/api/users", Nothing, "{}"),
    ("GET", "/api/users/{id}", User, ""),
    ("PATCH", "/api/users/{id}", User, r#"{"language": "zh"}"#),
    ("POST", "/api/users/{id}/link", User, ""),
    ("GET", "/api/teams", Nothing, ""),
    ("POST", "/api/teams", Nothing, "{}"),
    ("PATCH", "/api/teams/{id}", Team, r#"{"name": "Another"}"#),
    ("GET", "/api/agents", Nothing, ""),
    ("POST", "/api/agents", Nothing, "{}"),
    ("PATCH", "/api/agents/{id}", Agent, r#"{"name": "Another"}"#),
    ("GET", "/api/audit", Nothing, ""),
    ("GET", "/api/audit/verify", Nothing, ""),
    ("GET", "/api/programs", Nothing, ""),
    ("POST", "/api/programs", Nothing, "{}"),
    ("GET", "/api/programs/{id}", Program, ""),
    ("PATCH", "/api/programs/{id}", Program, r#"{"client": "Another"}"#),
    ("PUT", "/api/programs/{id}/pack", Program, "format: 1\nname: P\n"),
    ("GET", "/api/programs/{id}/pack", Program, ""),
    ("DELETE", "/api/programs/{id}/pack", Program, ""),
    ("POST", "/api/programs/{id}/sign-off", Program, "{}"),
    ("GET", "/api/programs/{id}/rules", Program, ""),
    ("PUT", "/api/programs/{id}/rules", Program, ""),
    ("DELETE", "/api/programs/{id}/rules", Program, ""),
    ("GET", "/api/programs/{id}/sign-off", Program, ""),
    ("DELETE", "/api/programs/{id}/sign-off", Program, ""),
    ("POST", "/api/conversations", Nothing, r#"{"id": "m", "turns": [{"who": "agent", "text": "hello"}]}"#),
    ("GET", "/api/conversations", Nothing, ""),
    ("GET", "/api/conversations/export", Nothing, ""),
    ("GET", "/api/conversations/{id}", Conversation, ""),
    ("GET", "/api/conversations/{id}/evaluations", Conversation, ""),
    ("GET", "/api/conversations/{id}/notes", Conversation, ""),
    ("POST", "/api/conversations/{id}/notes", Conversation, r#"{"text": "look"}"#),
    ("PATCH", "/api/conversations/{id}/notes/{note}", Conversation, r#"{"text": "look"}"#),
    ("DELETE", "/api/conversations/{id}/notes/{note}", Conversation, ""),
    ("PUT", "/api/conversations/{id}/share", Conversation, ""),
    ("DELETE", "/api/conversations/{id}/share", Conversation, ""),
    ("GET", "/api/evaluations/{id}", Evaluation, ""),
    ("POST", "/api/evaluations/{id}/replay", Evaluation, ""),
    ("GET", "/api/samples", Nothing, ""),
    ("POST", "/api/samples", Nothing, "{}"),
    ("GET", "/api/samples/{id}", Sample, ""),
    ("GET", "/api/reviews", Nothing, ""),
    ("POST", "/api/reviews", Nothing, "{}"),
    ("GET", "/api/reviews/{id}", Review, ""),
    ("PUT", "/api/reviews/{id}", Review, r#"{"answers": []}"#),
    ("POST", "/api/reviews/{id}/take", Review, ""),
    ("POST", "/api/reviews/{id}/release", Review, ""),
    ("POST", "/api/reviews/{id}/assign", Review, r#"{"reviewer": null}"#),
    ("POST", "/api/reviews/{id}/submit", Review, ""),
    ("GET", "/api/disputes", Nothing, ""),
    ("POST", "/api/disputes", Nothing, "{}"),
    ("GET", "/api/disputes/export", Nothing, ""),
    ("GET", "/api/disputes/overturned", Nothing, ""),
    ("GET", "/api/disputes/{id}", Dispute, ""),
    ("POST", "/api/disputes/{id}/answer", Dispute, r#"{"accept": false, "reason": "as it was"}"#),
    ("POST", "/api/disputes/{id}/appeal", Dispute, r#"{"reason": "look again"}"#),
    ("POST", "/api/disputes/{id}/decide", Dispute, r#"{"uphold": false, "reason": "as it was"}"#),
    ("GET", "/api/disputes/{id}/blast-radius", Dispute, ""),
    ("POST", "/api/disputes/{id}/rescore", Dispute, "{}"),
    ("GET", "/api/calibrations", Nothing, ""),
    ("POST", "/api/calibrations", Nothing, "{}"),
    ("GET", "/api/calibrations/gates", Nothing, ""),
    ("GET", "/api/calibrations/{id}", Calibration, ""),
    ("PUT", "/api/calibrations/{id}/ratings/{conversation}", Calibration, r#"{"answers": []}"#),
    ("POST", "/api/calibrations/{id}/lock", Calibration, ""),
    ("GET", "/api/calibrations/{id}/agreement", Calibration, ""),
    ("PUT", "/api/calibrations/{id}/guidance/{item}", Calibration, r#"{"consensus": "x", "text": "x"}"#),
    ("POST", "/api/calibrations/{id}/close", Calibration, ""),
    ("GET", "/api/cases", Nothing, ""),
    ("GET", "/api/cases/{id}", Case, ""),
    ("GET", "/api/behaviours", Nothing, ""),
    ("GET", "/api/behaviours/{id}", Nothing, ""),
    ("POST", "/api/playground", Nothing, r#"{"text": "hello"}"#),
    ("GET", "/api/views", Nothing, ""),
    ("POST", "/api/views", Nothing, "{}"),
    ("PUT", "/api/views/{id}", View, r#"{"name": "x"}"#),
    ("DELETE", "/api/views/{id}", View, ""),
    ("GET", "/api/dead-letters", Nothing, ""),
    ("POST", "/api/dead-letters/{id}/settle", Letter, ""),
    ("GET", "/api/scorecards", Nothing, ""),
    ("POST", "/api/scorecards", Nothing, "{}"),
    ("GET", "/api/scorecards/{id}", Scorecard, ""),
    ("PUT", "/api/scorecards/{id}", Scorecard, r#"{"body": ""}"#),
    ("GET", "/api/scorecards/{id}/diff/{other}", Scorecard, ""),
    ("POST", "/api/scorecards/{id}/try", Scorecard, "{}"),
    ("POST", "/api/scorecards/{id}/publish", Scorecard, ""),
    ("POST", "/api/scorecards/{id}/retire", Scorecard, ""),
    ("DELETE", "/api/scorecards/{id}", Scorecard, ""),
    ("POST", "/api/programs/{id}/preview", Program, "{}"),
    ("GET", "/api/programs/{id}/rescore", Program, ""),
    ("POST", "/api/programs/{id}/rescore", Program, "{}"),
    // It takes its thing away.
    ("DELETE", "/api/conversations/{id}", Conversation, ""),
    ("GET", "/api/figures/first-contact-resolution", Nothing, ""),
    ("GET", "/api/figures/skills", Nothing, ""),
    ("GET", "/api/figures/behaviours", Nothing, ""),
    ("GET", "/api/figures/episodes", Nothing, ""),
    ("GET", "/api/figures/scores", Nothing, ""),
    ("GET", "/api/figures/team-score", Nothing, ""),
    ("GET", "/api/figures/exposure", Nothing, ""),
    ("GET", "/api/webhooks", Nothing, ""),
    ("POST", "/api/webhooks", Nothing, "{}"),
    ("GET", "/api/webhooks/{id}", Webhook, ""),
    ("PATCH", "/api/webhooks/{id}", Webhook, r#"{"on": false}"#),
    ("POST", "/api/webhooks/{id}/secret", Webhook, ""),
    ("POST", "/api/webhooks/{id}/test", Webhook, ""),
    ("GET", "/api/webhooks/{id}/deliveries", Webhook, ""),
    ("POST", "/api/webhooks/{id}/deliveries/{delivery}/retry", Webhook, ""),
    ("DELETE", "/api/webhooks/{id}", Webhook, ""),
    ("GET", "/api/jobs", Nothing, ""),
    ("GET", "/api/events", Nothing, ""),
];

/// One thing of each kind in a program.
async fn things(house: &House, program: &str, mark: &str) -> BTreeMap<Thing, String> {
    let store = house.state.store();
    let system = store.scope_of(&house.users["administrator"]).await.expect("answered").expect("there").1;
    let made = async |path: &str, body: &Value| -> Value {
        let answer = house.post("administrator", path, body).await;
        assert!(answer.status < 300, "{path}: {}", answer.text);
        answer.json
    };
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let mut users = Vec::new();
    for role in [Role::Analyst, Role::Lead] {
        let email = format!("{mark}.{}@example.org", role.as_str());
        let new = NewUser { email, name: mark.into(), role, language: "en".into(), programs: vec![(program.to_owned(), None)] };
        users.push(store.add_user(&system, &new).await.expect("a user").id);
    }
    let token = store.add_token(&system, &users[0], &digest(mark), mark, "[]", None).await.expect("a token");
    let team = store.add_team(&system, program, mark).await.expect("a team").id;
    let agent = store.add_agent(&system, program, mark, mark, Some(&team)).await.expect("an agent").id;
    let mut calls = Vec::new();
    for number in 0..3 {
        let call = json!({"id": format!("{mark}{number}"), "channel": "chat", "agent": mark, "customer": mark, "turns": [
            {"who": "customer", "text": "Where is my parcel? I am upset."}, {"who": "agent", "text": "I am sorry about that. It will be there tomorrow."}]});
        let receipt = made(&format!("/api/conversations?program={program}"), &call).await;
        calls.push(text(&receipt["receipts"][0]["id"]));
    }
    house.work().await;
    let broken = house.send("administrator", "POST", &format!("/api/conversations?program={program}&source={mark}"), format!("{{broken {mark}").into_bytes()).await;
    let letter = text(&broken.json["receipts"][0]["id"]);
    let evaluation = store.conversation(&system, &calls[0]).await.expect("answered").expect("there").evaluation_id.expect("an evaluation");
    let review = text(&made("/api/reviews", &json!({"conversation": calls[0]})).await["id"]);
    let new = NewDispute { conversation: calls[0].clone(), review: None, item: "x".into(), mark: None, reason: "it was not so".into() };
    let dispute = store.raise(&system, &new).await.expect("a dispute");
    let draw = json!({"program": program, "stream": "random", "from_ms": 0, "until_ms": store.now() + 1, "n": 1});
    let sample = text(&made("/api/samples", &draw).await["id"]);
    let session = json!({"program": program, "name": mark, "scorecard": "chat", "conversations": calls, "raters": users, "seed": 1});
    let calibration = text(&made("/api/calibrations", &session).await["id"]);
    let form = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../scorecards/chat.yaml")).expect("a form");
    let scorecard = text(&made("/api/scorecards", &json!({"program": program, "body": form})).await["id"]);
    let view = text(&made("/api/views", &json!({"program": program, "name": mark})).await["id"]);
    let case = text(&house.get("administrator", &format!("/api/cases?program={program}")).await.json["cases"][0]["id"]);
    let pack = house.send("administrator", "PUT", &format!("/api/programs/{program}/pack"), b"format: 1\nname: P\n".to_vec()).await;
    assert_eq!(pack.status, 200, "{}", pack.text);
    // The address is refused before anything is sent.
    let (hook, _) = house.state.desk.add_webhook(&system, "https://127.0.0.1:9/", vec!["letter.received".into()], vec![program.to_owned()]).await.expect("a webhook");
    let webhook = hook.id;
    let named = [
        (Program, program.to_owned()),
        (User, users[0].clone()),
        (Token, token),
        (Team, team),
        (Agent, agent),
        (Conversation, calls[0].clone()),
        (Letter, letter),
        (Evaluation, evaluation),
        (Review, review),
        (Dispute, dispute),
        (Sample, sample),
        (Calibration, calibration),
        (Scorecard, scorecard),
        (View, view),
        (Case, case),
        (Webhook, webhook),
    ];
    named.into_iter().collect()
}

struct Matrix {
    house: House,
    own: BTreeMap<Thing, String>,
    other: BTreeMap<Thing, String>,
    /// Cookies and CSRF values by role.
    sessions: BTreeMap<&'static str, (String, String)>,
}

impl Matrix {
    async fn new() -> Matrix {
        let house = House::new().await;
        let own = things(&house, &house.program, "own").await;
        let other = things(&house, &house.other_program, "other").await;
        let mut sessions = BTreeMap::new();
        for role in Role::ALL {
            sessions.insert(role.as_str(), house.session(role.as_str()).await);
        }
        Matrix { house, own, other, sessions }
    }

    /// Sends a sample as a role that signed in; nobody's role is empty. Status and text; streams without end have no text.
    async fn send(&self, role: &str, sample: &Line, things: &BTreeMap<Thing, String>) -> (u16, String) {
        let (method, path, thing, body) = sample;
        let id = |thing: &Thing| things.get(thing).map_or("none", String::as_str);
        let path = path
            .replace("/api/behaviours/{id}", "/api/behaviours/apology_owned")
            .replace("{id}", id(thing))
            .replace("{other}", id(thing))
            .replace("{conversation}", id(&Conversation))
            .replace("{item}", "x")
            .replace("{note}", "x")
            .replace("{delivery}", "x");
        // A deletion says why.
        let path = if (*method, sample.1) == ("DELETE", "/api/conversations/{id}") { format!("{path}?reason=asked") } else { path };
        let mut request = Request::builder().method(*method).uri(path.as_str()).header("content-type", "application/json").header("if-match", "*");
        if !role.is_empty() {
            // Who signs out needs a session of their own.
            let fresh = if path.starts_with("/api/session") { Some(self.house.session(role).await) } else { None };
            let (cookie, csrf) = fresh.as_ref().unwrap_or(&self.sessions[role]);
            request = request.header("cookie", cookie).header("x-csrf-token", csrf);
        }
        let response = crate::router(self.house.state.clone()).oneshot(request.body(Body::from(*body)).expect("a request")).await.expect("an answer");
        let status = response.status().as_u16();
        if path == "/api/events" {
            return (status, String::new());
        }
        let bytes = axum::body::to_bytes(response.into_body(), 16 << 20).await.expect("a body");
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// Whether the line in `permissions` refused it, and not a handler for a reason of its own.
fn turned_away(status: u16, text: &str) -> bool {
    status == 401 || (status == 403 && text.contains("the role "))
}

fn rule_of(sample: &Line) -> Who {
    RULES.iter().find(|rule| rule.method.as_str() == sample.0 && rule.path == sample.1).expect("a line in permissions").who
}

#[test]
fn every_route_has_a_sample() {
    let mut ruled: Vec<(String, &str)> = RULES.iter().map(|rule| (rule.method.to_string(), rule.path)).collect();
    let mut sampled: Vec<(String, &str)> = SAMPLES.iter().map(|(method, path, ..)| ((*method).to_owned(), *path)).collect();
    ruled.sort();
    sampled.sort();
    assert_eq!(ruled, sampled, "add a line to SAMPLES");
    for (method, path, thing, _) in SAMPLES {
        assert!(*thing == Nothing || path.contains("{id}"), "{method} {path}");
    }
}

#[tokio::test]
async fn nobody_passes_a_line() {
    let matrix = Matrix::new().await;
    for sample in SAMPLES {
        let who = rule_of(sample);
        let (status, text) = matrix.send("", sample, &matrix.own).await;
        assert!(if who == Who::Anybody { status < 500 } else { status == 401 }, "nobody {sample:?}: {status} {text}");
        for role in Role::ALL {
            if !who.holds(role) {
                let (status, text) = matrix.send(role.as_str(), sample, &matrix.own).await;
                assert_eq!(status, 403, "{} {sample:?}: {text}", role.as_str());
            }
        }
    }
}

#[tokio::test]
async fn nothing_crosses_a_wall() {
    let matrix = Matrix::new().await;
    let mut crossed = Vec::new();
    for sample in SAMPLES {
        let (method, path, thing, _) = sample;
        for role in Role::ALL {
            let who = rule_of(sample);
            if who == Who::Anybody || !who.holds(role) || role == Role::Administrator {
                continue;
            }
            let (status, text) = matrix.send(role.as_str(), sample, &matrix.other).await;
            let fine = if *thing == Nothing { status < 500 && !turned_away(status, &text) } else { status == 404 };
            if !fine {
                crossed.push(format!("{} {method} {path}: {status} {text}", role.as_str()));
            }
            if *method == "GET"
                && let Some((thing, _)) = matrix.other.iter().find(|(_, id)| text.contains(id.as_str()))
            {
                crossed.push(format!("{} {method} {path} tells of the other program's {thing:?}", role.as_str()));
            }
        }
    }
    assert!(crossed.is_empty(), "{}", crossed.join("\n"));
}

#[tokio::test]
async fn what_is_allowed_works() {
    let matrix = Matrix::new().await;
    let mut refused = Vec::new();
    for sample in SAMPLES {
        let (method, path, thing, _) = sample;
        let who = rule_of(sample);
        for role in Role::ALL {
            if who == Who::Anybody || !who.holds(role) {
                continue;
            }
            let (status, text) = matrix.send(role.as_str(), sample, &matrix.own).await;
            let missing = role == Role::Administrator && *method == "GET" && status == 404;
            if status >= 500 || status == 405 || missing || turned_away(status, &text) {
                refused.push(format!("{} {method} {path}: {status} {text}", role.as_str()));
            }
        }
        if who.holds(Role::Administrator) && who != Who::Anybody && *thing != Nothing && *method == "GET" {
            let (status, text) = matrix.send("administrator", sample, &matrix.other).await;
            // Some exist only in a later state of their thing.
            if ![200, 409].contains(&status) {
                refused.push(format!("administrator {method} {path} elsewhere: {status} {text}"));
            }
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}
