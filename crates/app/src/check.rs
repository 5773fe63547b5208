//! `rapport check`: read conversations, print findings.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::ValueEnum;
use rapport_engine::Program;
use rapport_flow::{Checked, Engine, Taken, take_in};
use rapport_model::Polarity;

use crate::language::Lang;
use crate::wire::{EngineInfo, Wanted};
use crate::{behaviours, inputs, wire};

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: the conversation's findings with their quotes
    Text,
    /// One array of all conversations
    Json,
    /// One line of JSON a conversation
    Jsonl,
}

#[derive(clap::Args)]
pub struct Args {
    /// Files, folders, patterns, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<String>,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Only these behaviours (comma-separated ids)
    #[arg(long, value_delimiter = ',', value_name = "IDS")]
    only: Vec<String>,
    /// All but these behaviours
    #[arg(long, value_delimiter = ',', value_name = "IDS")]
    skip: Vec<String>,
    /// Leave out findings less sure than this, 0 to 1
    #[arg(long, default_value_t = 0.0, value_name = "N")]
    min_confidence: f64,
    /// Exit with 1 when any of these behaviours is found (`-` stands for any finding against)
    #[arg(long, value_delimiter = ',', value_name = "IDS", allow_hyphen_values = true)]
    fail_on: Vec<String>,
    /// Exit with 2 when anything could not be read
    #[arg(long)]
    strict: bool,
    /// A folder of your own rule files beside the built-in ones
    #[arg(long, value_name = "DIR")]
    behaviours: Option<PathBuf>,
    /// A program's pack: glossary, facts and claims, greeting
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// Language of messages
    #[arg(long, value_enum)]
    lang: Option<Lang>,
    /// Threads; all cores by default
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

pub fn run(args: &Args) -> Result<ExitCode> {
    if let Some(threads) = args.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().context("cannot start the threads")?;
    }
    let program = match &args.program {
        Some(path) => {
            let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
            Program::parse(&text).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?
        }
        None => Program::default(),
    };
    let library = behaviours::library(args.behaviours.as_deref())?;
    for id in args.only.iter().chain(&args.skip).chain(args.fail_on.iter().filter(|id| *id != "-")) {
        if library.behaviour(id).is_none() {
            anyhow::bail!("there is no behaviour `{id}`: `rapport behaviours` lists them");
        }
    }
    let engine = Engine { library: library.into(), program: program.into() };
    let info = EngineInfo::new(&engine.library);
    let lang = args.lang.unwrap_or_default();
    let wanted = Wanted { library: &engine.library, engine: &info, lang };
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut failed = false;
    let mut first = true;
    if args.format == Format::Json {
        out.write_all(b"[")?;
    }
    let work = |conversation, scratch: &mut rapport_engine::Scratch| {
        let mut checked = engine.check(conversation, scratch);
        keep(args, &mut checked);
        let fails = checked.detection.findings.iter().any(|finding| {
            args.fail_on.iter().any(|id| **id == *finding.behaviour || id == "-" && finding.polarity == Polarity::Negative)
        });
        (wire::line(&wanted, &checked), fails)
    };
    let result = take_in(inputs::inputs(&args.paths)?, work, |taken, _| -> io::Result<()> {
        match taken {
            Taken::Read((text, fails)) => {
                failed |= fails;
                match args.format {
                    Format::Json => {
                        out.write_all(if first { b"\n" } else { b",\n" })?;
                        out.write_all(&text)?;
                    }
                    Format::Jsonl | Format::Text => {
                        out.write_all(&text)?;
                        out.write_all(b"\n")?;
                    }
                }
                first = false;
            }
            Taken::Problem(problem) => {
                let line = problem.line.map_or(String::new(), |line| format!(":{line}"));
                eprintln!("{}{line}: {}\n  help: {}", problem.source, problem.message, problem.help);
            }
        }
        Ok(())
    });
    let counts = match result {
        Ok(counts) => counts,
        // The reader of our output went away, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(ExitCode::SUCCESS),
        Err(error) => return Err(error).context("cannot write the output"),
    };
    if args.format == Format::Json {
        out.write_all(b"\n]\n")?;
    }
    out.flush()?;
    if counts.unreadable > 0 {
        eprintln!("{} read, {} could not be read", counts.read, counts.unreadable);
    }
    Ok(match () {
        () if counts.read == 0 || args.strict && counts.unreadable > 0 => ExitCode::from(2),
        () if failed => ExitCode::from(1),
        () => ExitCode::SUCCESS,
    })
}

/// Leaves out what was not asked for. Opportunities and skills are those of the whole engine, so that a
/// filter never changes a rate.
fn keep(args: &Args, checked: &mut Checked) {
    let least = (args.min_confidence * 100.0).round() as u8;
    checked.detection.findings.retain(|finding| {
        finding.confidence >= least
            && (args.only.is_empty() || args.only.iter().any(|id| **id == *finding.behaviour))
            && !args.skip.iter().any(|id| **id == *finding.behaviour)
    });
    if !args.only.is_empty() || !args.skip.is_empty() {
        checked.detection.opportunities.retain(|opportunity| {
            (args.only.is_empty() || args.only.iter().any(|id| **id == *opportunity.behaviour)) && !args.skip.iter().any(|id| **id == *opportunity.behaviour)
        });
    }
}
