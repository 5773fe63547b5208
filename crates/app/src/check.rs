//! `rapport check`: read conversations, print findings.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use rapport_engine::{Library, Program, Scratch};
use rapport_flow::{Checked, Counts, Engine, Taken, take_in};
use rapport_model::{Conversation, Polarity};

use crate::inputs::Sources;
use crate::language::Lang;
use crate::page::did_you_mean;
use crate::problems::{self, Problems};
use crate::progress::Progress;
use crate::report::{self, Tally, View};
use crate::screen::{self, Palette};
use crate::wire::{EngineInfo, Wanted};
use crate::{behaviours, wire};

const EXAMPLES: &str = "\
Examples:
  rapport check call.txt                          a report with every quote underlined
  rapport check calls/ 'chats/*.jsonl.gz'         folders, patterns, gzip: recognised by content
  rapport check calls/ --format jsonl | jq .skills
  cat chat.json | rapport check - --full          the whole transcript, annotated
  rapport check calls/ --fail-on -                exit with 1 when anything speaks against

Exit status: 0 done; 1 done, and --fail-on was met; 2 wrong usage, nothing readable, or --strict and something unreadable.";

/// How conversations are printed. (Comments on the variants would blow up `--help`.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
    Jsonl,
}

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files, folders, patterns in quotes, or - for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<String>,

    /// text for people, json for one array of all conversations, jsonl for a line of JSON each
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    format: Format,
    /// Print every turn and every detail, not only what matters most
    #[arg(long, help_heading = "Output")]
    full: bool,
    /// Language of messages; that of the terminal by default
    #[arg(long, value_enum, help_heading = "Output")]
    lang: Option<Lang>,

    /// Only these behaviours (ids, separated by commas)
    #[arg(long, value_delimiter = ',', value_name = "IDS", help_heading = "What to look for")]
    only: Vec<String>,
    /// All but these behaviours
    #[arg(long, value_delimiter = ',', value_name = "IDS", help_heading = "What to look for")]
    skip: Vec<String>,
    /// Leave out findings less sure than this, 0 to 1
    #[arg(long, default_value_t = 0.0, value_name = "N", help_heading = "What to look for")]
    min_confidence: f64,
    /// A folder of your own rule files, over the built-in ones
    #[arg(long, value_name = "DIR", help_heading = "What to look for")]
    behaviours: Option<PathBuf>,
    /// A program's pack: glossary, facts and claims, greeting
    #[arg(long, value_name = "FILE", help_heading = "What to look for")]
    program: Option<PathBuf>,

    /// Exit with 1 when any of these behaviours is found; `-` stands for anything that speaks against
    #[arg(long, value_delimiter = ',', value_name = "IDS", allow_hyphen_values = true, help_heading = "Running")]
    fail_on: Vec<String>,
    /// Exit with 2 when anything could not be read
    #[arg(long, help_heading = "Running")]
    strict: bool,
    /// Threads; all cores by default
    #[arg(long, value_name = "N", help_heading = "Running")]
    threads: Option<usize>,
}

pub fn run(args: &Args) -> Result<ExitCode> {
    let sources = Sources::find(&args.paths)?;
    if !(0.0..=1.0).contains(&args.min_confidence) {
        bail!("--min-confidence is a number from 0 to 1");
    }
    if let Some(threads) = args.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().context("cannot start the threads")?;
    }
    let library = behaviours::library(args.behaviours.as_deref())?;
    known(&library, args)?;
    let engine = Engine { library: library.into(), program: program(args)?.into() };
    let info = EngineInfo::new(&engine.library);
    let lang = args.lang.unwrap_or_else(|| if args.format == Format::Text { Lang::of_terminal() } else { Lang::En });
    let wanted = Wanted { library: &engine.library, engine: &info, lang };
    let view =
        View { library: &engine.library, lang, palette: Palette::of_stdout(), width: screen::width(), full: args.full, partial: !args.only.is_empty() || !args.skip.is_empty() };
    let work = |conversation: Conversation, scratch: &mut Scratch| {
        let mut checked = engine.check(conversation, scratch);
        keep(args, &mut checked);
        let fails = fails(args, &checked);
        match args.format {
            Format::Text => Done { bytes: report::conversation(&view, &checked).into_bytes(), fails, tally: Some(Tally::of(&checked)) },
            Format::Json | Format::Jsonl => Done { bytes: wire::line(&wanted, &checked), fails, tally: None },
        }
    };
    let mut progress = Progress::new(sources.total_bytes());
    let inputs = sources.open(&progress);
    let mut problems = Problems::default();
    let mut out = Out { out: BufWriter::with_capacity(1 << 16, io::stdout().lock()), format: args.format, first: true };
    let mut failed = false;
    let mut tally = Tally::default();
    let written = out.begin().and_then(|()| {
        let counts = take_in(inputs, work, |taken, _| -> io::Result<()> {
            progress.tick();
            match taken {
                Taken::Read(done) => {
                    failed |= done.fails;
                    done.tally.into_iter().for_each(|own| tally.add(own));
                    out.write(&done.bytes)?;
                }
                Taken::Problem(problem) => problems.lines(&problem).iter().for_each(|line| progress.eprintln(line)),
            }
            Ok(())
        })?;
        out.end(&tally.report(&view))?;
        Ok(counts)
    });
    progress.finish();
    let counts = match written {
        Ok(counts) => counts,
        // The reader of our output went away, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(ExitCode::SUCCESS),
        Err(error) => return Err(error).context("cannot write the output"),
    };
    Ok(end(args, &counts, &problems, failed))
}

/// What a worker hands on.
struct Done {
    bytes: Vec<u8>,
    fails: bool,
    tally: Option<Tally>,
}

/// Standard output in the format asked for.
struct Out<W> {
    out: W,
    format: Format,
    first: bool,
}

impl<W: Write> Out<W> {
    fn begin(&mut self) -> io::Result<()> {
        if self.format == Format::Json { self.out.write_all(b"[") } else { Ok(()) }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.format == Format::Json {
            self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
        }
        self.first = false;
        self.out.write_all(bytes)?;
        if self.format == Format::Jsonl { self.out.write_all(b"\n") } else { Ok(()) }
    }

    fn end(&mut self, report: &str) -> io::Result<()> {
        match self.format {
            Format::Json => self.out.write_all(b"\n]\n")?,
            Format::Text => self.out.write_all(report.as_bytes())?,
            Format::Jsonl => {}
        }
        self.out.flush()
    }
}

/// Says what could not be read, and gives the exit status.
fn end(args: &Args, counts: &Counts, problems: &Problems, failed: bool) -> ExitCode {
    problems.rest().iter().for_each(|line| anstream::eprintln!("{line}"));
    if counts.unreadable > 0 {
        anstream::eprintln!("{} read, {} could not be read", counts.read, counts.unreadable);
    }
    match () {
        () if counts.read == 0 => {
            problems::error("nothing could be read");
            if counts.unreadable == 0 {
                problems::help("the sources hold no conversation");
            }
            ExitCode::from(2)
        }
        () if args.strict && counts.unreadable > 0 => ExitCode::from(2),
        () if failed => ExitCode::from(1),
        () => ExitCode::SUCCESS,
    }
}

fn program(args: &Args) -> Result<Program> {
    let Some(path) = &args.program else { return Ok(Program::default()) };
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Program::parse(&text).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))
}

/// Every id on the command line is one of a behaviour.
fn known(library: &Library, args: &Args) -> Result<()> {
    for id in args.only.iter().chain(&args.skip).chain(args.fail_on.iter().filter(|id| *id != "-")) {
        if library.behaviour(id).is_none() {
            let ids = library.behaviours().map(|rule| rule.id.value.as_str());
            bail!("there is no behaviour `{id}`: {}", did_you_mean(id, ids));
        }
    }
    Ok(())
}

fn fails(args: &Args, checked: &Checked) -> bool {
    let meets = |id: &String, behaviour: &str, polarity| **id == *behaviour || id == "-" && polarity == Polarity::Negative;
    checked.detection.findings.iter().any(|finding| args.fail_on.iter().any(|id| meets(id, &finding.behaviour, finding.polarity)))
}

/// Leaves out what was not asked for. Skills and episodes are those of the whole engine, so that a filter
/// never changes a rate.
fn keep(args: &Args, checked: &mut Checked) {
    let least = (args.min_confidence * 100.0).round() as u8;
    let asked = |behaviour: &str| (args.only.is_empty() || args.only.iter().any(|id| **id == *behaviour)) && !args.skip.iter().any(|id| **id == *behaviour);
    checked.detection.findings.retain(|finding| finding.confidence >= least && asked(&finding.behaviour));
    checked.detection.opportunities.retain(|opportunity| asked(&opportunity.behaviour));
}
