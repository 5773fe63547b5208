//! `rapport replay`: kept evaluations computed again, and compared byte for byte.

use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use rapport_flow::{Desk, EvaluationChange, Replay};
use rapport_model::{Answer, ItemResult};
use rapport_store::Scope;
use rapport_wire::word;

use crate::house::{self, HouseArgs};
use crate::screen;

const EXAMPLES: &str = "\
Examples:
  rapport replay 0198c1f2-…                  one evaluation
  rapport replay --all                       every evaluation that is kept
  rapport replay --all --program Larkmoor    those of one program

An evaluation is computed again from the redacted conversation and the rules, weights, program pack and scorecard that were kept with it.

Exit status: 0 all are the same, byte for byte; 1 one differs, or something it was made with is not there as it was.";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES, arg_required_else_help = true)]
pub struct Args {
    /// Ids of evaluations
    #[arg(value_name = "ID", required_unless_present = "all")]
    ids: Vec<String>,
    /// Every evaluation that is kept
    #[arg(long)]
    all: bool,
    /// With --all: those of this program, by name or id
    #[arg(long = "program", value_name = "NAME", id = "into", requires = "all")]
    program: Option<String>,
    #[command(flatten)]
    house: HouseArgs,
}

/// What came of all.
#[derive(Default)]
struct Counts {
    same: u64,
    differ: u64,
    missing: u64,
}

/// Ids that are read at once.
const PAGE: i64 = 1_000;

pub fn run(args: &Args) -> Result<ExitCode> {
    house::run(async {
        let desk = house::open(&args.house).await?;
        let mut counts = Counts::default();
        for id in &args.ids {
            if !again(&desk, id, true, &mut counts).await? {
                bail!("there is no evaluation {id}; `GET /api/conversations/ID/evaluations` lists those of a conversation");
            }
        }
        if args.ids.is_empty() {
            all(&desk, args.program.as_deref(), &mut counts).await?;
        }
        desk.store().close().await;
        let Counts { same, differ, missing } = counts;
        screen::print(format!("{} computed again: {same} the same byte for byte, {differ} differ, {missing} cannot be computed\n", same + differ + missing).as_bytes())?;
        Ok(if differ + missing > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
    })
}

async fn all(desk: &Desk, program: Option<&str>, counts: &mut Counts) -> Result<()> {
    let system = Scope::system();
    let program = match program {
        Some(name) => Some(house::program(desk.store(), name).await?.with_context(|| format!("there is no program {name}"))?.id),
        None => None,
    };
    let mut after: Option<String> = None;
    loop {
        let ids = desk.store().evaluation_ids(&system, program.as_deref(), after.as_deref(), PAGE).await.context("the evaluations cannot be read")?;
        let Some(last) = ids.last() else { return Ok(()) };
        after = Some(last.clone());
        for id in &ids {
            again(desk, id, false, counts).await?;
        }
    }
}

/// Computes one evaluation again and prints what came of it; that it is the same, where `told` so. `false` where there is none.
async fn again(desk: &Desk, id: &str, told: bool, counts: &mut Counts) -> Result<bool> {
    let replay = desk.replay(&Scope::system(), id).await.with_context(|| format!("the evaluation {id} cannot be computed again"))?;
    let Some(replay) = replay else { return Ok(false) };
    let mut out = String::new();
    match replay {
        Replay::Same => {
            counts.same += 1;
            if told {
                let _ = writeln!(out, "{id}  the same");
            }
        }
        Replay::Differs(change) => {
            counts.differ += 1;
            out = differs(id, &change);
        }
        Replay::Missing(lacks) => {
            counts.missing += 1;
            for lack in lacks {
                let _ = writeln!(out, "{id}  cannot be computed: {} {}: {}", lack.what, lack.hash, lack.why);
            }
        }
    }
    screen::print(out.as_bytes())?;
    Ok(true)
}

fn differs(id: &str, change: &EvaluationChange) -> String {
    let score = change.score.map(|score| score.map_or("none".to_owned(), |score| format!("{:.2}", f64::from(score) / 100.0)));
    let engine = change.engine.clone().map(|engine| engine.map_or("none".to_owned(), |engine| engine.to_string()));
    let mut out = format!("{id}  differs: score {} → {}, engine {} → {}\n", score[0], score[1], engine[0], engine[1]);
    for item in &change.items {
        let sides = [&item.before, &item.after].map(|item| item.as_ref().map_or("none".to_owned(), answer));
        let _ = writeln!(out, "  {}: {} → {}", item.item, sides[0], sides[1]);
    }
    out
}

fn answer(item: &ItemResult) -> String {
    let evidence = match item.evidence.len() {
        1 => "1 piece of evidence".to_owned(),
        count => format!("{count} pieces of evidence"),
    };
    match item.answer {
        Answer::Share(share) => format!("{} % ({evidence})", f64::from(share) / 100.0),
        Answer::NotApplicable(why) | Answer::Open(why) => format!("{}, {}", word(&item.answer), why.as_str()),
    }
}
