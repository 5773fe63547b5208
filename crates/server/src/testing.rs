//! A house for tests: a real store on a real file, one program, a user of every role with a token.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use rapport_engine::{Library, RuleSource};
use rapport_flow::{Desk, Rules, Secret};
use rapport_model::SetClock;
pub use rapport_store::testing::NOW;
use rapport_store::testing::Scratch;
use rapport_store::{NewProgram, NewUser, Role, Scope};
use serde_json::Value;

use crate::access::passwords::PasswordCost;
use crate::caller::digest;
use crate::inside::{Answer, Inside};
use crate::state::{AppState, Options};

/// A server without a socket.
pub struct House {
    pub state: AppState,
    pub inside: Inside,
    pub clock: Arc<SetClock>,
    /// The program that everybody but the administrator belongs to.
    pub program: String,
    /// A second program that nobody but the administrator belongs to.
    pub other_program: String,
    /// User ids by role.
    pub users: BTreeMap<&'static str, String>,
    _scratch: Scratch,
}

impl House {
    pub async fn new() -> House {
        House::staffed(Options::default()).await
    }

    /// With a user of every role, and options of its own.
    pub async fn staffed(options: Options) -> House {
        let mut house = House::with(options).await;
        let (desk, system) = (house.state.desk.clone(), Scope::system());
        for role in Role::ALL {
            let programs = if role == Role::Administrator { Vec::new() } else { vec![(house.program.clone(), None)] };
            let new = NewUser { email: format!("{}@example.org", role.as_str()), name: role.as_str().into(), role, language: "en".into(), programs };
            let user = desk.store().add_user(&system, &new).await.expect("a user");
            let scopes: Vec<&str> = crate::permissions::RULES.iter().map(|rule| rule.token).filter(|token| !token.is_empty()).collect();
            let scopes = serde_json::to_string(&scopes).expect("JSON");
            desk.store().add_token(&system, &user.id, &digest(role.as_str()), "test", &scopes, None).await.expect("a token");
            house.users.insert(role.as_str(), user.id);
        }
        house
    }

    /// Without users.
    pub async fn empty() -> House {
        House::with(Options::default()).await
    }

    /// Without users, with options of its own.
    pub async fn with(options: Options) -> House {
        let scratch = Scratch::chosen().await;
        let (store, clock) = (scratch.store.clone(), scratch.clock.clone());
        let sources = files("behaviours");
        let library = Library::compile(&sources).expect("rules");
        let cards: Vec<RuleSource> = files("scorecards");
        let desk = Desk::new(store, Secret::new([1; 32]), Rules::new(library, &sources, &[])).await.expect("a desk");
        let system = Scope::system();
        for card in &cards {
            let form = rapport_engine::Scorecard::compile(card, &desk.rules().library).expect("a form");
            desk.store().publish_built_in(&system, &form.id, form.version.into(), &form.hash, &card.text).await.expect("published");
        }
        let program = desk.store().add_program(&system, &NewProgram { name: "Lantern Broadband".into(), ..NewProgram::default() }).await.expect("a program").id;
        let other_program = desk.store().add_program(&system, &NewProgram { name: "Juniper Shop".into(), ..NewProgram::default() }).await.expect("a program").id;
        let state = AppState::new(desk, Options { password_cost: PasswordCost { memory_kib: 64, passes: 1 }, ..options });
        House { inside: Inside::new(state.clone()), state, clock, program, other_program, users: BTreeMap::new(), _scratch: scratch }
    }

    pub async fn get(&self, role: &str, path: &str) -> Answer {
        self.send(role, "GET", path, Vec::new()).await
    }

    pub async fn post(&self, role: &str, path: &str, body: &Value) -> Answer {
        self.send(role, "POST", path, body.to_string().into_bytes()).await
    }

    /// Sends as the user of a role (whose token is the role's name), or as nobody.
    pub async fn send(&self, role: &str, method: &str, path: &str, body: Vec<u8>) -> Answer {
        self.inside.send(role, method, path, body).await
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        self.inside.ask(request).await
    }

    /// The cookie and the CSRF value of a new session of a role's user.
    pub async fn session(&self, role: &str) -> (String, String) {
        let (value, csrf) = (crate::access::passwords::fresh(), crate::access::passwords::fresh());
        let (user, scope) = self.state.store().scope_of(&self.users[role]).await.expect("answered").expect("there");
        self.state.store().add_session(&scope, &digest(&value), &user.id, &csrf).await.expect("a session");
        (format!("rapport_session={value}"), csrf)
    }

    /// Works until nothing waits.
    pub async fn work(&self) {
        while self.state.desk.work_once("test").await.expect("work") > 0 {}
    }
}

/// A chat of four turns of an agent.
pub fn chat(id: &str, agent: &str) -> Value {
    serde_json::json!({"id": id, "channel": "chat", "agent": agent, "turns": [
        {"who": "customer", "text": "I was charged twice and I am really upset."}, {"who": "agent", "text": "I'm so sorry we charged you twice. I will refund it today."},
        {"who": "customer", "text": "When do I get it?"}, {"who": "agent", "text": "You will have it by Friday. Is there anything else I can do for you?"}]})
}

/// Brings conversations into the first program and reads them; their ids.
pub async fn bring(house: &House, conversations: &[Value]) -> Vec<String> {
    let mut ids = Vec::new();
    for conversation in conversations {
        let answer = house.post("analyst", &format!("/api/conversations?program={}", house.program), conversation).await;
        assert_eq!(answer.json["report"]["new"], 1, "{}", answer.text);
        ids.push(answer.json["receipts"][0]["id"].as_str().expect("an id").to_owned());
    }
    house.work().await;
    ids
}

/// Makes the user of the role agent the agent of a conversation.
pub async fn own(house: &House, conversation: &str) {
    let system = Scope::system();
    let row = house.state.store().conversation(&system, conversation).await.expect("answered").expect("there");
    let bound = house.state.store().bind_agent(&system, &row.agent_id.expect("an agent"), &house.users["agent"]).await.expect("bound");
    assert!(bound);
}

fn files(folder: &str) -> Vec<RuleSource> {
    let root = format!("{}/../../{folder}", env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![std::path::PathBuf::from(&root)];
    let mut sources = Vec::new();
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "yaml") {
                let name = path.strip_prefix(format!("{}/../..", env!("CARGO_MANIFEST_DIR"))).expect("below").display().to_string();
                sources.push(RuleSource { name, text: std::fs::read_to_string(&path).expect("text") });
            }
        }
    }
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    sources
}
