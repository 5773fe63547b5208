//! The permission matrix: every route × every role × own and other program, through the real router. A route without a sample fails it.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::Request;
use rapport_store::{NewUser, Role, Scope};
use serde_json::json;
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
    Scorecard,
}
use Thing::{Agent, Conversation, Evaluation, Nothing, Program, Scorecard, Team, Token, User};

/// One line a route: what its id names, and a body that it understands.
const SAMPLES: &[(&str, &str, Thing, &str)] = &[
    ("GET", "/healthz", Nothing, ""),
    ("GET", "/readyz", Nothing, ""),
    ("GET", "/metrics", Nothing, ""),
    ("POST", "/api/session", Nothing, r#"{"email": "nobody@example.org", "password": "x"}"#),
    ("GET", "/api/session", Nothing, ""),
    ("DELETE", "/api/session", Nothing, ""),
    ("POST", "/api/session/password", Nothing, r#"{"current": "x", "password": "short"}"#),
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
    ("GET", "/api/programs/{id}/sign-off", Program, ""),
    ("DELETE", "/api/programs/{id}/sign-off", Program, ""),
    ("POST", "/api/conversations", Nothing, r#"{"id": "m", "turns": [{"who": "agent", "text": "hello"}]}"#),
    ("GET", "/api/conversations/{id}", Conversation, ""),
    ("GET", "/api/scorecards", Nothing, ""),
    ("POST", "/api/scorecards", Nothing, "{}"),
    ("GET", "/api/scorecards/{id}", Scorecard, ""),
    ("PUT", "/api/scorecards/{id}", Scorecard, r#"{"body": "format: 1"}"#),
    ("DELETE", "/api/scorecards/{id}", Scorecard, ""),
    ("POST", "/api/scorecards/{id}/publish", Scorecard, ""),
    ("POST", "/api/scorecards/{id}/retire", Scorecard, ""),
    ("GET", "/api/scorecards/{id}/diff/{other}", Scorecard, ""),
    ("POST", "/api/scorecards/{id}/try", Scorecard, "{}"),
    ("GET", "/api/evaluations/{id}", Evaluation, ""),
    ("GET", "/api/conversations/{id}/evaluations", Conversation, ""),
    ("POST", "/api/evaluations/{id}/replay", Evaluation, ""),
    ("POST", "/api/programs/{id}/preview", Program, "{}"),
    ("GET", "/api/programs/{id}/rescore", Program, ""),
    ("POST", "/api/programs/{id}/rescore", Program, ""),
    ("GET", "/api/jobs", Nothing, ""),
    ("GET", "/api/events", Nothing, ""),
];

/// One thing of each kind in a program.
async fn things(house: &House, program: &str, mark: &str) -> BTreeMap<Thing, String> {
    let (store, system) = (house.state.store(), Scope::system());
    let new = NewUser { email: format!("{mark}@example.org"), name: mark.into(), role: Role::Analyst, language: "en".into(), programs: vec![(program.to_owned(), None)] };
    let user = store.add_user(&system, &new).await.expect("a user").id;
    let token = store.add_token(&system, &user, &digest(mark), mark, "[]", None).await.expect("a token");
    let team = store.add_team(&system, program, mark).await.expect("a team").id;
    let agent = store.add_agent(&system, program, mark, mark, Some(&team)).await.expect("an agent").id;
    let call = json!({"id": mark, "agent": mark, "turns": [{"who": "customer", "text": "Where is my parcel?"}, {"who": "agent", "text": "I am sorry about that."}]});
    let receipt = house.post("administrator", &format!("/api/conversations?program={program}"), &call).await;
    let conversation = receipt.json["receipts"][0]["id"].as_str().expect("an id").to_owned();
    house.work().await;
    let evaluation = store.evaluations_of(&system, &conversation).await.expect("answered")[0].id.clone();
    let scorecard = crate::scorecards::tests::program(house, program, &crate::scorecards::tests::form(mark, 1, 60, "")).await;
    store.publish_scorecard(&system, &scorecard).await.expect("published");
    [(Evaluation, evaluation), (Scorecard, scorecard), (Program, program.to_owned()), (User, user), (Token, token), (Team, team), (Agent, agent), (Conversation, conversation)].into_iter().collect()
}

struct Matrix {
    house: House,
    own: BTreeMap<Thing, String>,
    other: BTreeMap<Thing, String>,
}

impl Matrix {
    async fn new() -> Matrix {
        let house = House::new().await;
        let own = things(&house, &house.program, "own").await;
        let other = things(&house, &house.other_program, "other").await;
        Matrix { house, own, other }
    }

    /// Sends a sample as a role that signed in; nobody's role is empty. Status and text; streams without end have no text.
    async fn send(&self, role: &str, sample: &(&str, &str, Thing, &str), things: &BTreeMap<Thing, String>) -> (u16, String) {
        let (method, path, thing, body) = sample;
        let id = things.get(thing).map_or("none", String::as_str);
        let path = path.replace("{id}", id).replace("{other}", id);
        let mut request = Request::builder().method(*method).uri(path.as_str()).header("content-type", "application/json").header("if-match", "*");
        if !role.is_empty() {
            let (cookie, csrf) = self.house.session(role).await;
            request = request.header("cookie", cookie).header("x-csrf-token", csrf);
        }
        let response = crate::router(self.house.state.clone()).oneshot(request.body(Body::from((*body).to_owned())).expect("a request")).await.expect("an answer");
        let status = response.status().as_u16();
        if path == "/api/events" {
            return (status, String::new());
        }
        let bytes = axum::body::to_bytes(response.into_body(), 16 << 20).await.expect("a body");
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn rule_of(sample: &(&str, &str, Thing, &str)) -> Who {
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
    for sample in SAMPLES {
        let (method, _, thing, _) = sample;
        for role in Role::ALL {
            let who = rule_of(sample);
            if who == Who::Anybody || !who.holds(role) || role == Role::Administrator {
                continue;
            }
            let (status, text) = matrix.send(role.as_str(), sample, &matrix.other).await;
            if *thing == Nothing {
                assert!(status < 500 && status != 401 && status != 403, "{} {sample:?}: {status} {text}", role.as_str());
            } else {
                assert_eq!(status, 404, "{} {sample:?}: {text}", role.as_str());
            }
            if *method == "GET" {
                let seen = matrix.other.values().find(|id| text.contains(id.as_str()));
                assert_eq!(seen, None, "{} {sample:?} tells of the other program: {text}", role.as_str());
            }
        }
    }
}

#[tokio::test]
async fn what_is_allowed_works() {
    let matrix = Matrix::new().await;
    for things in [&matrix.own, &matrix.other] {
        for sample in SAMPLES {
            if rule_of(sample) == Who::Anybody {
                continue;
            }
            let (status, text) = matrix.send("administrator", sample, things).await;
            assert!(status < 500 && ![401, 403, 404, 405].contains(&status), "administrator {sample:?}: {status} {text}");
            if sample.2 == Nothing || things == &matrix.other {
                continue;
            }
            for role in Role::ALL {
                if rule_of(sample).holds(role) {
                    let (status, text) = matrix.send(role.as_str(), sample, things).await;
                    assert!(status < 500 && ![401, 403, 405].contains(&status), "{} {sample:?}: {status} {text}", role.as_str());
                }
            }
        }
    }
}
