//! The repository as tests see it: its files, and the built binary.
#![allow(dead_code, reason = "each test file uses its part")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rapport_engine::{Library, RuleSource};

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("e2e lies in the workspace").to_owned()
}

/// A file's text; `path` is relative to the root.
pub fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All files under a folder with one of these endings, relative to the root, sorted; build folders and hidden ones left out.
pub fn files(folder: &str, endings: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    walk(&root().join(folder), &mut |path| {
        if endings.is_empty() || path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)) {
            found.push(path.strip_prefix(root()).expect("it lies under the root").display().to_string());
        }
    });
    found.sort();
    found
}

fn walk(folder: &Path, visit: &mut impl FnMut(&Path)) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if name == "target" || name == "node_modules" || (name.starts_with('.') && name != ".ci") {
            continue;
        }
        if path.is_dir() { walk(&path, visit) } else { visit(&path) }
    }
}

/// The built-in rule files, compiled.
pub fn library() -> Library {
    let sources: Vec<RuleSource> = files("behaviours", &["yaml"]).into_iter().map(|name| RuleSource { text: text(&name), name }).collect();
    Library::compile(&sources).unwrap_or_else(|errors| panic!("{errors}"))
}

/// Runs the built `rapport` in the root, 88 columns wide, without colours.
pub fn rapport(args: &[&str]) -> Ran {
    let Output { status, stdout, stderr } =
        Command::new(binary()).args(args).current_dir(root()).env_clear().envs([("LANG", "C.UTF-8"), ("COLUMNS", "88")]).output().expect("the binary starts");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Ran { code: status.code().expect("no signal"), out: text(stdout), err: text(stderr) }
}

/// What a run left behind.
pub struct Ran {
    /// Exit status.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// The binary stands two folders above the tests' own; a run of the whole workspace builds it.
pub fn binary() -> PathBuf {
    if let Some(path) = std::env::var_os("RAPPORT_BIN") {
        return path.into();
    }
    let own = std::env::current_exe().expect("a test has a path");
    let path = own.ancestors().nth(2).expect("target/PROFILE/deps").join("rapport");
    assert!(path.is_file(), "{} is missing: run `cargo build -p rapport` first, or `make test`", path.display());
    path
}
