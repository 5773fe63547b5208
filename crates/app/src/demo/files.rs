//! The files of the demo organisation (`demo/README.md`), as they are written.

use std::collections::BTreeMap;

use anyhow::{Context, Result, anyhow};
use include_dir::{Dir, include_dir};
use serde::Deserialize;

static DEMO: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../demo");

/// A text in both languages.
#[derive(Deserialize)]
pub struct Both {
    pub en: String,
    pub zh: String,
}

#[derive(Deserialize)]
pub struct Organisation {
    /// The last day of the data, as a date.
    pub ends_on: String,
    pub programs: Vec<Programme>,
    pub teams: Vec<Team>,
    pub agents: Vec<Agent>,
    pub users: Vec<User>,
    pub worker_information: WorkerInformation,
}

#[derive(Deserialize)]
pub struct Programme {
    pub id: String,
    pub name: Both,
    pub pack: String,
    pub scorecards: BTreeMap<String, String>,
    pub retention: RetentionDays,
}

#[derive(Deserialize)]
pub struct RetentionDays {
    pub conversations_days: u32,
    pub evaluations_days: u32,
}

#[derive(Deserialize)]
pub struct Team {
    pub id: String,
    pub name: Both,
    pub programs: Vec<String>,
}

#[derive(Deserialize)]
pub struct Agent {
    pub id: String,
    pub name: String,
    pub team: String,
    pub programs: Vec<String>,
}

#[derive(Deserialize)]
pub struct User {
    pub id: String,
    pub name: String,
    pub email: String,
    pub role: String,
    #[serde(default)]
    pub teams: Vec<String>,
    pub programs: Vec<String>,
    #[serde(default)]
    pub agent: Option<String>,
    pub locale: String,
}

#[derive(Deserialize)]
pub struct WorkerInformation {
    pub signed_by: String,
    pub en: String,
    pub zh: String,
}

/// What people did.
#[derive(Deserialize)]
pub struct DeskFile {
    pub samples: Vec<Sample>,
    pub reviews: Vec<Review>,
    pub disputes: Vec<Dispute>,
    pub calibration: Vec<Calibration>,
    pub views: Vec<View>,
    pub shares: Vec<Share>,
}

#[derive(Deserialize)]
pub struct Sample {
    pub id: String,
    pub program: String,
    pub seed: i64,
    pub size: u32,
    pub frame: Frame,
    pub drawn_by: String,
    pub drawn_at: String,
}

#[derive(Deserialize)]
pub struct Frame {
    pub from: String,
    pub to: String,
}

#[derive(Deserialize)]
pub struct Review {
    pub conversation: String,
    pub reviewer: String,
    pub reviewed_at: String,
    #[serde(default)]
    pub people: BTreeMap<String, serde_json::Value>,
    #[serde(default)]
    pub overrides: Vec<Override>,
    #[serde(default)]
    pub note: String,
}

#[derive(Deserialize)]
pub struct Override {
    pub item: String,
    pub answer: serde_json::Value,
    pub reason: String,
}

#[derive(Deserialize)]
pub struct Dispute {
    pub conversation: String,
    pub item: String,
    #[serde(default)]
    pub against: Against,
    pub steps: Vec<Step>,
}

/// What a dispute is against: a detector's mark, or a reviewer.
#[derive(Default, Deserialize)]
pub struct Against {
    #[serde(default)]
    pub behaviour: Option<String>,
}

#[derive(Deserialize)]
pub struct Step {
    pub state: String,
    pub by: String,
    pub at: String,
    #[serde(default)]
    pub reason: String,
    #[serde(default)]
    pub corrected: Option<serde_json::Value>,
}

#[derive(Deserialize)]
pub struct Calibration {
    pub id: String,
    pub program: String,
    pub scorecard: String,
    pub organiser: String,
    pub opened: String,
    pub locked: String,
    pub discussed: String,
    pub raters: Vec<String>,
    pub conversations: Vec<String>,
    pub answers: BTreeMap<String, BTreeMap<String, Vec<serde_json::Value>>>,
    pub consensus: Vec<Consensus>,
}

#[derive(Deserialize)]
pub struct Consensus {
    pub item: String,
    pub answers: BTreeMap<String, serde_json::Value>,
    pub guidance: Both,
}

#[derive(Deserialize)]
pub struct View {
    pub owner: String,
    #[serde(default)]
    pub program: Option<String>,
    pub name: Both,
    pub shared: bool,
    pub filter: BTreeMap<String, serde_json::Value>,
}

#[derive(Deserialize)]
pub struct Share {
    pub conversation: String,
    pub by: String,
    pub on: String,
}

/// A conversation of the demo and when it began, by the file.
pub struct Line {
    pub program: String,
    pub json: serde_json::Value,
}

/// The text of a file.
///
/// # Errors
/// It is not inside the binary.
pub fn text(path: &str) -> Result<&'static str> {
    DEMO.get_file(path).and_then(|file| file.contents_utf8()).ok_or_else(|| anyhow!("demo/{path} is missing"))
}

/// The organisation.
///
/// # Errors
/// The file is not what it should be.
pub fn organisation() -> Result<Organisation> {
    serde_saphyr::from_str(text("organisation.yaml")?).context("demo/organisation.yaml")
}

/// What people did.
///
/// # Errors
/// The file is not what it should be.
pub fn desk() -> Result<DeskFile> {
    serde_saphyr::from_str(text("desk.yaml")?).context("demo/desk.yaml")
}

/// Every conversation.
///
/// # Errors
/// A line is no JSON.
pub fn conversations() -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for language in ["en", "zh"] {
        for program in ["larkmoor", "pippinbay"] {
            let path = format!("conversations/{language}/{program}.jsonl");
            for line in text(&path)?.lines().filter(|line| !line.trim().is_empty()) {
                lines.push(Line { program: program.to_owned(), json: serde_json::from_str(line).with_context(|| format!("demo/{path}"))? });
            }
        }
    }
    Ok(lines)
}
