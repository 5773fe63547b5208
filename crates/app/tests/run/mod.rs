//! Runs the built binary.
#![allow(dead_code, reason = "each test file uses its part")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What a run left behind.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs `rapport` in the fixtures' folder, with the environment of a plain English pipe.
pub fn rapport(args: &[&str]) -> Ran {
    with(args, &[], b"")
}

/// The same with environment variables and standard input.
pub fn with(args: &[&str], env: &[(&str, &str)], stdin: &[u8]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapport"));
    command.args(args).current_dir(fixtures()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "LC_ALL", "LC_MESSAGES"] {
        command.env_remove(name);
    }
    command.env("LANG", "C.UTF-8").env("COLUMNS", "80");
    own_settings(&mut command, env);
    let mut child = command.spawn().expect("the binary starts");
    // The child may end without reading: that is its right.
    let _ = child.stdin.take().expect("stdin is piped").write_all(stdin);
    let Output { status, stdout, stderr } = child.wait_with_output().expect("the binary ends");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Ran { code: status.code().expect("no signal"), out: text(stdout), err: text(stderr) }
}

/// These variables, and none that would be a setting of Rapport.
pub fn own_settings(command: &mut Command, env: &[(&str, &str)]) {
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("RAPPORT_")) {
        command.env_remove(name);
    }
    command.envs(env.iter().copied());
}

pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// The demo rules alone.
pub const DEMO: [&str; 4] = ["--behaviours", "rules", "--only", "demo_upset,demo_sorry,demo_rule"];

/// `check` with the demo rules.
pub fn demo(args: &[&str]) -> Ran {
    rapport(&[&["check"], args, &DEMO].concat())
}

/// Every line as JSON.
pub fn lines(text: &str) -> Vec<serde_json::Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

/// Every built-in behaviour's id.
pub fn ids() -> Vec<String> {
    let list: serde_json::Value = serde_json::from_str(&rapport(&["behaviours", "--format", "json"]).out).expect("JSON");
    list.as_array().expect("an array").iter().map(|one| one["id"].as_str().expect("an id").to_owned()).collect()
}
