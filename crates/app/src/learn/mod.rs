//! `rapport learn`: teaches the learned tier with a team's own labels, and says what became better.

mod report;
mod told;
mod writing;

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use rapport_engine::{Classes, Library, TableFile, WeightsFile};
use rapport_learn::{Correction, Label, Lesson, Reasons, Verdict, correct, reasons};
use rapport_text::Language;

use crate::explain::Format;
use crate::inputs::Sources;
use crate::language::Lang;
use crate::models::{Beginning, Models};
use crate::progress::Progress;
use crate::{behaviours, problems, screen, wire_learn};
use told::{Asked, Told};

const EXAMPLES: &str = "\
Examples:
  rapport learn --labels ours.jsonl                      what your labels would improve; nothing is written
  rapport learn --labels ours.jsonl --write our-models/  write what became better
  rapport check calls/ --models our-models/              read with it
  rapport learn --reasons reasons.jsonl --write our-models/   your own tree of contact reasons
  rapport learn --labels more.jsonl --models our-models/ --write our-models/

A behaviour needs 12 labels in a language. What does not become better in cross-validation stays as it was.
Exit status: 0 done; 2 wrong usage, or nothing to learn from.";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Labelled conversations: plain JSON whose turns carry `labels`; - for standard input
    #[arg(long, value_name = "FILE", num_args = 1..)]
    labels: Vec<String>,
    /// Contacts with your own reasons: a line of JSON each with `reason`, and `text` or `turns`
    #[arg(long, value_name = "FILE", num_args = 1..)]
    reasons: Vec<String>,
    /// Write the weights that changed into this folder
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
    /// Write into a folder that holds other things too
    #[arg(long)]
    force: bool,
    /// Begin from the weights of this folder, or `off` to begin from nothing; the built-in ones by default
    #[arg(long, value_name = "DIR|off")]
    models: Option<PathBuf>,
    /// A folder of your own rule files, over the built-in ones
    #[arg(long, value_name = "DIR")]
    behaviours: Option<PathBuf>,
    /// text for people, json for programs
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Language of messages; that of the terminal by default
    #[arg(long, value_enum)]
    lang: Option<Lang>,
}

/// What learning came to.
pub struct Outcome {
    /// Conversations whose labels or reason were read.
    pub conversations: usize,
    /// Turns whose labels were used.
    pub turns: usize,
    /// Turns whose labels do not fit, and records that could not be read.
    pub left_out: usize,
    pub languages: Vec<Taught>,
    /// Files.
    pub written: Vec<PathBuf>,
}

/// One language.
pub struct Taught {
    /// `en` or `zh`.
    pub language: &'static str,
    pub behaviours: Vec<Correction>,
    pub reasons: Option<Reasons>,
    pub changed: bool,
}

pub fn run(args: &Args) -> Result<ExitCode> {
    let lang = args.lang.unwrap_or_else(|| if args.format == Format::Text { crate::language::of_terminal() } else { Lang::En });
    if args.labels.is_empty() && args.reasons.is_empty() {
        bail!("{}", lang.pick("nothing to learn from: give --labels FILE, --reasons FILE, or both", "没有可学习的内容：请给出 --labels FILE 或 --reasons FILE，也可两者都给"));
    }
    if let Some(folder) = &args.write {
        writing::check(folder, args.force, lang)?;
    }
    let mut beginnings = Models::of(args.models.as_deref())?.beginning()?;
    let library = behaviours::library(args.behaviours.as_deref())?;
    let classes: Vec<Classes> = beginnings.iter().map(|one| Classes::of_file(one.weights.classes.clone())).collect();
    let asked = Asked { library: &library, classes: &classes, lang };
    let mut told = Told::default();
    if !args.labels.is_empty() {
        read(&args.labels, |inputs| told::labels(&asked, inputs, &mut told))?;
    }
    if !args.reasons.is_empty() {
        read(&args.reasons, |inputs| told::reasons(&asked, inputs, &mut told))?;
    }
    if told.turns == 0 && told.reasons.iter().all(Vec::is_empty) {
        problems::error(lang.pick("nothing to learn from", "没有可学习的内容"));
        return Ok(ExitCode::from(2));
    }
    if io::stderr().is_terminal() {
        anstream::eprintln!("{}", lang.pick("learning …", "正在学习……"));
    }
    let levels = most(&told.levels);
    let mut outcome = Outcome { conversations: told.conversations, turns: told.turns, left_out: told.left_out, languages: Vec::new(), written: Vec::new() };
    for (beginning, reasons) in beginnings.iter_mut().zip(&told.reasons) {
        outcome.languages.push(teach(&library, beginning, &told.lessons, &levels, reasons));
    }
    if let Some(folder) = &args.write {
        outcome.written = writing::write(folder, &beginnings, &outcome.languages)?;
    }
    let out = match args.format {
        Format::Text => report::text(&outcome, args.write.as_deref(), lang),
        Format::Json => wire_learn::json(&outcome)?,
    };
    screen::print(out.as_bytes())
}

/// Opens files with progress in bytes.
fn read(paths: &[String], take: impl FnOnce((Vec<rapport_flow::Input>, &mut Progress))) -> Result<()> {
    let sources = Sources::find(paths)?;
    let mut progress = Progress::new(sources.total_bytes(), true);
    let (inputs, _) = sources.open(&progress);
    take((inputs, &mut progress));
    progress.finish();
    Ok(())
}

fn teach(library: &Library, beginning: &mut Beginning, lessons: &[Lesson], levels: &BTreeMap<Label, u8>, told: &[rapport_learn::ToldReason]) -> Taught {
    let chinese = beginning.language == "zh";
    let WeightsFile { agent, customer, readings, .. } = &mut beginning.weights;
    let mut taught = Taught { language: beginning.language, behaviours: Vec::new(), reasons: None, changed: false };
    let own = |name: &str| name.trim_end_matches(['+', '-']).to_owned();
    let against = |name: &str| name.ends_with('-') || library.behaviour(name).is_some_and(|rule| ["-", "−"].contains(&rule.polarity.value.as_str()));
    let mut side = |table: &mut TableFile, agent: bool| {
        let wanted = |turn: &rapport_engine::Observed| (turn.language == Language::Chinese) == chinese;
        let corrected = correct(lessons, table, agent, wanted, |name| library.heeds_heads(&own(name)), against, |name| levels.get(name).copied().unwrap_or(0));
        taught.changed |= corrected.reports.iter().any(|report| report.verdict == Verdict::Better);
        taught.behaviours.extend(corrected.reports);
        *table = corrected.table;
    };
    side(agent, true);
    side(customer, false);
    taught.reasons = reasons(told);
    if let Some(learned) = taught.reasons.as_mut().filter(|learned| learned.verdict == Verdict::Better) {
        readings.reason = std::mem::take(&mut learned.table);
        taught.changed = true;
    }
    taught
}

/// The level that most labels of a behaviour have; the lower one of equals.
fn most(levels: &[(Label, u8)]) -> BTreeMap<Label, u8> {
    let mut counts: BTreeMap<&Label, [u32; 5]> = BTreeMap::new();
    levels.iter().for_each(|(label, level)| counts.entry(label).or_default()[usize::from(*level).min(4)] += 1);
    let most = |counts: [u32; 5]| (0..5u8).rev().max_by_key(|&level| counts[usize::from(level)]).unwrap_or(0);
    counts.into_iter().map(|(label, counts)| (label.clone(), most(counts))).collect()
}
