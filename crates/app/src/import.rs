//! `rapport import`: conversations into what the server keeps, by the same path, as often as one likes.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use rapport_flow::{Desk, Incoming, LEASE_MS, Receipt, Report};
use rapport_intake::{ColumnMap, Options};
use rapport_model::Problem;
use rapport_store::{NewProgram, Scope};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::house::{self, HouseArgs};
use crate::inputs::Sources;
use crate::language::Lang;
use crate::page::nearest;
use crate::problems::{self, Problems};
use crate::progress::Progress;
use crate::serve;

const EXAMPLES: &str = "\
Examples:
  rapport import calls/ --program \"Lantern Broadband\"
  rapport import calls/ --program \"Lantern Broadband\" --create-program --wait
  zcat export.jsonl.gz | rapport import - --program Lantern --source helpdesk

What is there already stays as it is: an import that was broken off is simply begun again. A conversation is the same one when program,
source and its own id are the same.

Exit status: 0 done; 2 nothing could be read, or with --strict something could not.";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files, folders, patterns in quotes, or - for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<String>,
    #[command(flatten)]
    house: HouseArgs,
    /// The program they belong to, by name or id; where none is given, each conversation names one
    #[arg(long = "program", value_name = "NAME", id = "into", help_heading = "Coming in")]
    program: Option<String>,
    /// Where they come from; a conversation of the same id from elsewhere is another one
    #[arg(long, value_name = "NAME", default_value = "import", help_heading = "Coming in")]
    source: String,
    /// Make the program where there is none of this name
    #[arg(long, help_heading = "Coming in")]
    create_program: bool,
    /// Work on the queue too, and end when everything is read and scored
    #[arg(long, help_heading = "Coming in")]
    wait: bool,
    /// A key for signed or encrypted vCons: PEM (public key, certificate, private key), JWK or JWK set; may be given again
    #[arg(long, value_name = "FILE", help_heading = "Running")]
    vcon_key: Vec<PathBuf>,
    /// Which column of a table (CSV, TSV) holds what, where its names do not tell: `text=COL,who=COL,id=COL,time=COL`; COL is a name of the first row or a number from 1
    #[arg(long, value_name = "COLUMNS", help_heading = "Running")]
    map: Option<ColumnMap>,
    /// Exit with 2 when anything could not be read
    #[arg(long, help_heading = "Running")]
    strict: bool,
}

/// Everything that was taken in.
#[derive(Default)]
struct Sum {
    report: Report,
    /// Files that could not be opened.
    unopened: u64,
}

pub fn run(args: &Args) -> Result<ExitCode> {
    let mut options = Options { columns: args.map.clone(), ..Options::default() };
    for path in &args.vcon_key {
        let file = std::fs::read(path).with_context(|| format!("cannot read the key {}", path.display()))?;
        options.keys.add(&file).with_context(|| format!("cannot use the key {}", path.display()))?;
    }
    let sources = Sources::find(&args.paths)?.with(options);
    house::run(import(args, sources))
}

async fn import(args: &Args, sources: Sources) -> Result<ExitCode> {
    let lang = crate::language::of_terminal();
    let desk = house::open(&args.house).await?;
    let program = match &args.program {
        Some(name) => Some(program(&desk, name, args.create_program).await?),
        None => None,
    };
    let (stop, stopped) = watch::channel(false);
    let mut workers = JoinSet::new();
    for number in 0..if args.wait { serve::WORKERS } else { 0 } {
        let (desk, owner, stopped) = (desk.clone(), format!("{}/{number}", serve::name()?), stopped.clone());
        workers.spawn(async move { desk.work(&owner, LEASE_MS, stopped).await });
    }
    let mut problems = Problems::new(lang);
    let sum = take_all(&desk, args, program, sources, &mut problems).await?;
    problems.rest().iter().for_each(|line| anstream::eprintln!("{line}"));
    anstream::println!("{}", told(&sum, lang));
    if args.wait {
        emptied(&desk, lang).await?;
        stop.send_replace(true);
        while let Some(ended) = workers.join_next().await {
            ended.context("the queue's worker broke off")?;
        }
    }
    desk.store().close().await;
    let Report { new, known, differs, dead } = sum.report;
    let unreadable = dead + sum.unopened;
    if new + known + differs == 0 {
        problems::error(lang.pick("nothing could be read", "什么都没有读到"));
        return Ok(ExitCode::from(2));
    }
    Ok(if args.strict && unreadable > 0 { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

/// Takes in one source after the other.
async fn take_all(desk: &Desk, args: &Args, program: Option<String>, sources: Sources, problems: &mut Problems) -> Result<Sum> {
    let mut progress = Progress::new(sources.total_bytes(), true);
    let (inputs, options) = sources.open(&progress);
    let mut sum = Sum::default();
    for input in inputs {
        let reader = match (input.open)() {
            Ok(reader) => reader,
            Err(error) => {
                let problem =
                    Problem { code: "cannot_open", source: input.name, line: None, message: format!("cannot open: {error}"), help: "check the path and its permissions".into() };
                problems.lines(&problem).iter().for_each(|line| progress.eprintln(line));
                sum.unopened += 1;
                continue;
            }
        };
        let incoming = Incoming { program: program.clone(), source: args.source.clone(), name: input.name, options: options.clone(), unbounded: true };
        let tell = |receipt: &Receipt| {
            progress.tick();
            let lines = receipt.problem.as_ref().and_then(|problem| problems.lines(problem));
            lines.iter().for_each(|line| progress.eprintln(line));
        };
        let report = desk.take_in(&Scope::system(), &incoming, reader, tell).await.context("the import broke off; what was kept is safe, begin it again")?;
        sum.report.new += report.new;
        sum.report.known += report.known;
        sum.report.differs += report.differs;
        sum.report.dead += report.dead;
    }
    progress.finish();
    Ok(sum)
}

/// The id of a program, made where that is wanted.
async fn program(desk: &Desk, name: &str, create: bool) -> Result<String> {
    if let Some(program) = house::program(desk.store(), name).await? {
        return Ok(program.id);
    }
    let system = Scope::system();
    if create {
        let made = desk.store().add_program(&system, &NewProgram { name: name.to_owned(), ..NewProgram::default() }).await?;
        return Ok(made.id);
    }
    let all = desk.store().programs(&system).await?;
    let near = nearest(name, all.iter().map(|program| program.name.as_str())).unwrap_or_else(|| "make it with --create-program".to_owned());
    bail!("there is no program `{name}`: {near}")
}

/// Waits until nothing is left to read.
async fn emptied(desk: &Desk, lang: Lang) -> Result<()> {
    let system = Scope::system();
    while desk.store().backlog(&system).await? > 0 {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let failed = desk.store().jobs(&system, Some("failed"), 1000).await?.len();
    match (failed, lang) {
        (0, _) => anstream::println!("{}", lang.pick("everything is read and scored", "全部已读取并评分")),
        (_, Lang::En) => anstream::println!("{failed} could not be read or scored; `rapport jobs` says why"),
        (_, Lang::Zh) => anstream::println!("{failed} 条未能读取或评分；`rapport jobs` 说明原因"),
    }
    Ok(())
}

fn told(sum: &Sum, lang: Lang) -> String {
    let Report { new, known, differs, dead } = sum.report;
    let unreadable = dead + sum.unopened;
    let other = |text: String| if differs == 0 { String::new() } else { text };
    match lang {
        Lang::En => format!("{new} new, {known} known{}, {unreadable} unreadable", other(format!(", {differs} known with other content, which stay as they were"))),
        Lang::Zh => format!("新增 {new}，已有 {known}{}，无法读取 {unreadable}", other(format!("，内容不同而保留原样 {differs}"))),
    }
}
