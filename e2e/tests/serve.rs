//! The server as a team starts it: first start, first administrator, a token, a folder of calls, results; an end in order.

mod repository;
mod server;

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use server::{Answer, Server, send};

fn post(server: &Server, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
    let headers = [&[("content-type", "application/json")], headers].concat();
    send(&server.address, "POST", path, &headers, body.to_string().as_bytes()).expect("an answer")
}

/// Asks until the answer is what is wanted.
fn until(what: &str, mut ask: impl FnMut() -> Option<Value>) -> Value {
    let clock = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(clock.elapsed() < Duration::from_secs(60), "{what} did not come");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn from_the_first_start_to_the_first_result() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let mut server = Server::start(&data, None, &[]);
    let link = server.line("/setup#");
    let setup = link.trim().rsplit('#').next().expect("a token").to_owned();
    server.ignore_log();
    private(&data);

    let person = json!({"token": setup, "email": "ana@example.org", "name": "Ana", "password": "seven green lanterns"});
    let made = post(&server, "/api/setup", &[], &person);
    assert_eq!(made.status, 200, "{}", made.text);
    assert_eq!(post(&server, "/api/setup", &[], &person).status, 403, "the link works once");
    let cookie = made.header("set-cookie").expect("a cookie").split(';').next().expect("its value").to_owned();
    let csrf = made.json()["csrf"].as_str().expect("a value").to_owned();
    let session = [("cookie", cookie.as_str()), ("x-csrf-token", csrf.as_str())];
    let program = post(&server, "/api/programs", &session, &json!({"name": "Lantern Broadband"}));
    assert!(program.status < 300, "{}", program.text);
    let token = post(&server, "/api/tokens", &session, &json!({"name": "import", "scopes": ["conversations:write", "conversations:read"]}));
    assert_eq!(token.status, 201, "{}", token.text);
    let bearer = format!("Bearer {}", token.json()["value"].as_str().expect("a value"));

    let calls = repository::files("examples/en", &["json", "jsonl", "txt", "vtt", "eml"]);
    assert!(calls.len() > 3, "{calls:?}");
    let mut ids = Vec::new();
    for call in &calls {
        let path = format!("/api/conversations?program=Lantern%20Broadband&source=folder&name={}", call.replace('/', "%2F"));
        let answer = send(&server.address, "POST", &path, &[("authorization", &bearer)], repository::text(call).as_bytes()).expect("an answer");
        assert_eq!(answer.status, 200, "{call}: {}", answer.text);
        let receipts = answer.json()["receipts"].as_array().expect("receipts").clone();
        ids.extend(receipts.iter().map(|receipt| receipt["id"].as_str().expect("an id").to_owned()));
    }
    for id in &ids {
        let read = |answer: Answer| (answer.status == 200 && !answer.text.contains("\"received\"")).then(|| answer.json());
        until("a result", || read(send(&server.address, "GET", &format!("/api/conversations/{id}"), &[("authorization", &bearer)], b"").expect("an answer")));
    }
    let exported = send(&server.address, "GET", "/api/conversations/export?format=vcon", &[("authorization", &bearer)], b"").expect("an answer");
    valid_vcons(&exported.text, ids.len());
    let (status, took) = server.stop();
    assert_eq!(status, Some(0));
    assert!(took < Duration::from_secs(9), "it waited for nobody: {took:?}");

    // What was kept is there at the next start, which makes no further link.
    let server = Server::start(&data, None, &["--log", "json"]);
    let answer = send(&server.address, "GET", &format!("/api/conversations/{}", ids[0]), &[("authorization", &bearer)], b"").expect("an answer");
    assert_eq!(answer.status, 200);
    assert_eq!(server.stop().0, Some(0));
    let verified = repository::rapport(&["audit", "verify", "--data", &data.display().to_string()]);
    assert_eq!(verified.code, 0, "{}", verified.err);
}

/// What the server exports keeps to the draft's own schema, where the shared data is there.
fn valid_vcons(exported: &str, wanted: usize) {
    let vcons: Vec<Value> = exported.lines().map(|line| serde_json::from_str(line).expect("a vCon a line")).collect();
    assert_eq!(vcons.len(), wanted);
    assert!(vcons.iter().all(|vcon| vcon["analysis"][0]["body"]["findings"].is_array()), "the findings go along");
    let beside = repository::root().join("../shared/data");
    let data = std::env::var_os("RAPPORT_DATA").map_or(beside, std::path::PathBuf::from);
    let Ok(schema) = std::fs::read_to_string(data.join("samples/vcon-draft/vcon_json_schema.json")) else { return };
    let validator = jsonschema::options().should_validate_formats(true).build(&serde_json::from_str(&schema).expect("JSON")).expect("the schema compiles");
    for vcon in &vcons {
        let errors: Vec<String> = validator.iter_errors(vcon).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}

/// The data folder and the secret are their owner's alone.
fn private(data: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| path.metadata().expect("there").permissions().mode() & 0o777;
    assert_eq!((mode(data), mode(&data.join("secret.key"))), (0o700, 0o600));
}

#[test]
fn files_in_the_watched_folder_are_taken_in_and_moved_aside() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, drop) = (folder.path().join("data"), folder.path().join("drop"));
    std::fs::create_dir(&drop).expect("made");
    let place = data.display().to_string();
    let made = repository::rapport(&["import", "examples/en", "--data", &place, "--program", "Lantern", "--create-program", "--wait"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.contains("0 known, 0 unreadable") && made.out.contains("everything is read"), "{}", made.out);
    let again = repository::rapport(&["import", "examples/en", "--data", &place, "--program", "Lantern"]);
    assert!(again.out.starts_with("0 new"), "{}", again.out);

    let watch = drop.display().to_string();
    let mut server = Server::start(&data, None, &["--watch", &watch, "--watch-program", "Lantern"]);
    server.ignore_log();
    std::fs::write(drop.join("two.jsonl"), "{\"id\":\"a\",\"turns\":[{\"who\":\"agent\",\"text\":\"hello\"}]}\n{broken\n").expect("written");
    until("the file", || drop.join("done/two.jsonl").exists().then_some(Value::Null));
    let problems: Value = serde_json::from_str(&std::fs::read_to_string(drop.join("done/two.jsonl.problems.json")).expect("there")).expect("JSON");
    assert_eq!((problems.as_array().map(Vec::len), &problems[0]["line"]), (Some(1), &json!(2)));
    assert!(!drop.join("two.jsonl").exists());
    assert_eq!(server.stop().0, Some(0));
}

#[test]
fn behind_a_proxy_tries_are_counted_by_who_the_proxy_says_calls() {
    let folder = tempfile::tempdir().expect("a folder");
    let tries = |more: &[&str], caller: &dyn Fn(usize) -> String| {
        let mut server = Server::start(&folder.path().join("data"), None, more);
        server.ignore_log();
        let told = |one: usize| post(&server, "/api/invitations/accept", &[("x-forwarded-for", &caller(one))], &json!({"token": "x", "password": "seven red lanterns"})).status;
        let refused = (0..120).filter(|one| told(*one) == 429).count();
        assert_eq!(server.stop().0, Some(0));
        refused
    };
    let spread = |one: usize| format!("203.0.113.{one}");
    assert!(tries(&[], &spread) > 0, "without the option nobody is believed who says that they are somebody else");
    assert_eq!(tries(&["--behind-proxy"], &spread), 0, "120 callers, one try each");
    assert!(tries(&["--behind-proxy"], &|_| "203.0.113.7".to_owned()) > 0, "one caller, 120 tries");
}

#[test]
fn a_secret_of_another_house_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().display().to_string();
    let import = |more: &[&str]| repository::rapport(&[&["import", "examples/en", "--data", &place, "--program", "Lantern", "--create-program"], more].concat());
    assert_eq!(import(&[]).code, 0);
    let other = folder.path().join("other.key");
    std::fs::write(&other, [7; 32]).expect("written");
    let refused = import(&["--secret-file", &other.display().to_string()]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("another secret"), "{}", refused.err);
    std::fs::remove_file(folder.path().join("secret.key")).expect("removed");
    let lost = import(&[]);
    assert!(lost.code == 2 && lost.err.contains("put that file back"), "{}", lost.err);
    assert!(!folder.path().join("secret.key").exists(), "no new secret in its place");
    let looked = repository::rapport(&["doctor", "--data", &place]);
    assert!(looked.code == 1 && looked.out.contains("secret.key"), "{}", looked.out);
}
