//! `rapport jobs`: what waits to be read, what failed and why; and another try.

use std::process::ExitCode;

use anyhow::{Result, bail};
use rapport_store::{JobRow, Scope, Store};

use crate::house::{self, Place};
use crate::screen;

const EXAMPLES: &str = "\
Examples:
  rapport jobs                     what failed, and how much waits
  rapport jobs --state waiting     what waits, newest first
  rapport jobs --retry all         whatever failed tries again
  rapport jobs --retry ID";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    place: Place,
    /// Which to list
    #[arg(long, value_enum, default_value = "failed", value_name = "STATE")]
    state: State,
    /// Let a failed job try again now: its id, or all
    #[arg(long, value_name = "ID|all")]
    retry: Option<String>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum State {
    Waiting,
    Running,
    Failed,
    Done,
}

impl State {
    fn as_str(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Running => "running",
            State::Failed => "failed",
            State::Done => "done",
        }
    }
}

/// So many are listed, or tried again at once.
const MOST: i64 = 1_000;

pub fn run(args: &Args) -> Result<ExitCode> {
    house::run(async {
        let store = args.place.store().await?;
        let out = match &args.retry {
            Some(id) => retry(&store, id).await?,
            None => list(&store, args.state).await?,
        };
        store.close().await;
        screen::print(out.as_bytes())
    })
}

async fn list(store: &Store, state: State) -> Result<String> {
    let system = Scope::system();
    let rows = store.jobs(&system, Some(state.as_str()), MOST).await?;
    let mut out: String = rows.iter().map(line).collect();
    out.push_str(&format!("{} {}; {} wait or run\n", rows.len(), state.as_str(), store.backlog(&system).await?));
    Ok(out)
}

fn line(job: &JobRow) -> String {
    let JobRow { id, kind, subject, attempts, error, .. } = job;
    format!("{id}  {kind}  {subject}  begun {attempts} times  {}\n", error.as_deref().unwrap_or(""))
}

async fn retry(store: &Store, id: &str) -> Result<String> {
    let system = Scope::system();
    let ids = match id {
        "all" => store.jobs(&system, Some("failed"), MOST).await?.into_iter().map(|job| job.id).collect(),
        id => vec![id.to_owned()],
    };
    let mut count = 0;
    for id in &ids {
        count += u32::from(store.retry(&system, id).await?);
    }
    if count == 0 && id != "all" {
        bail!("no failed job has this id; `rapport jobs` lists them");
    }
    Ok(format!("{count} will try again\n"))
}
