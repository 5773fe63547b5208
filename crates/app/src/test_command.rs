//! `rapport test`: runs the examples inside rule files and scorecards.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use rapport_engine::{Library, Program, RuleError, RuleSource, Scorecard};
use rapport_flow::{Engine, ExampleReport, run_card_examples, run_examples};
use rayon::prelude::*;

use crate::screen::{self, Palette};
use crate::wrap::{Rich, paint};
use crate::{behaviours, scorecards};

const EXAMPLES: &str = "\
Examples:
  rapport test                                  the built-in behaviours and scorecards
  rapport test our-rules/                       a folder of your own rule files
  rapport test our-rules/our_phrase.yaml        one file
  rapport test ours.yaml                        a scorecard of your own
  rapport test apology_owned --behaviours our-rules/

Examples are tried with rules alone: they test rule files, whatever weights are in use.
Exit status: 0 all passed; 1 an example failed or a file has a mistake; 2 wrong usage.";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Rule files, scorecards, folders or ids whose examples to run; all of them when none is given
    paths: Vec<PathBuf>,
    /// A folder of rule files used beside the built-in ones
    #[arg(long, value_name = "DIR")]
    behaviours: Option<PathBuf>,
}

pub fn run(args: &Args) -> Result<ExitCode> {
    let Asked { folder, wanted, cards, rules } = asked(args)?;
    let sources = behaviours::sources(folder.as_deref())?;
    let files: BTreeMap<String, String> = sources.iter().map(|source| (stem(&source.name), source.name.clone())).collect();
    let (library, mut mistakes) = Library::compile_rest(&sources);
    let engine = Engine::new(library, Program::default());
    let ids: Vec<String> = engine.library.behaviours().map(|rule| rule.id.value.clone()).filter(|id| rules && (wanted.is_empty() || wanted.contains(id))).collect();
    // Files are independent of one another; the order of ids is that of the output.
    let reports: Vec<ExampleReport> = ids.par_iter().map(|id| run_examples(&engine, |rule| rule.id.value == *id)).collect();
    let forms = forms(&engine, &cards, &mut mistakes);

    let (palette, width) = (Palette::of_stdout(), screen::width());
    let mut out = String::new();
    let longest = ids.iter().map(String::len).max().unwrap_or(0);
    let (mut run, mut failed) = (0, 0);
    let files = |id: &str| files.get(id).cloned();
    let rules = ids.iter().zip(&reports).map(|(id, report)| (id.clone(), files(id), report));
    for (id, file, report) in rules.chain(forms.iter().map(|(name, report)| (stem(name), Some(name.clone()), report))) {
        let (all, bad) = (report.run as usize, report.failures.len());
        run += all;
        failed += bad;
        let line = match (all, bad) {
            (0, _) => Rich::new("○ ", palette.missed).plain(&format!("{id:longest$}")).and("  no examples", palette.missed),
            (_, 0) => Rich::new("✓ ", palette.good).plain(&format!("{id:longest$}")).and(&format!("{all:>5}"), palette.dim),
            _ => Rich::new("✗ ", palette.bad).plain(&format!("{id:longest$}")).and(&format!("{:>5} of {all}", all - bad), palette.bad),
        };
        line.write(&mut out, "", "  ", width);
        let file = file.unwrap_or_else(|| format!("{id}.yaml"));
        for failure in &report.failures {
            Rich::new(&format!("{file}:{}", failure.line), palette.bold).plain(": ").plain(&failure.message).write(&mut out, "  ", "      ", width);
            for turn in failure.example.split(" / ") {
                Rich::default().plain(turn).write(&mut out, &format!("    {} ", paint("│", palette.dim)), &format!("    {}   ", paint("│", palette.dim)), width);
            }
        }
    }
    if !mistakes.is_empty() {
        out.push('\n');
        for mistake in &mistakes {
            Rich::new("mistake ", palette.bad).plain(&mistake.to_string()).write(&mut out, "", "    ", width);
        }
        out.push_str(&format!("{} mistakes in files\n", mistakes.len()));
    }
    // Tools read the last line.
    out.push_str(&format!("{} examples passed, {failed} failed\n", run - failed));
    screen::print(out.as_bytes())?;
    Ok(if failed == 0 && mistakes.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The examples of scorecards; mistakes in them go to the others.
fn forms(engine: &Engine, cards: &[RuleSource], mistakes: &mut Vec<RuleError>) -> Vec<(String, ExampleReport)> {
    let compiled: Vec<_> = cards.iter().map(|source| (source.name.clone(), Scorecard::compile(source, &engine.library))).collect();
    let mut good = Vec::new();
    for (name, card) in compiled {
        match card {
            Ok(card) => good.push((name, card)),
            Err(errors) => mistakes.extend(errors.0),
        }
    }
    good.par_iter().map(|(name, card)| (name.clone(), run_card_examples(engine, card))).collect()
}

/// What to run.
struct Asked {
    /// Own rule files, put over the built-in ones.
    folder: Option<PathBuf>,
    /// Ids of behaviours (none: all).
    wanted: Vec<String>,
    cards: Vec<RuleSource>,
    /// Whether rule files are asked for at all.
    rules: bool,
}

fn asked(args: &Args) -> Result<Asked> {
    let mut folder = args.behaviours.clone();
    let (mut wanted, mut cards) = (Vec::new(), Vec::new());
    for path in &args.paths {
        if path.is_dir() {
            let (forms, own): (Vec<_>, Vec<_>) = behaviours::in_folder(path)?.into_iter().partition(|source| is_scorecard(&source.text));
            let own: Vec<String> = own.iter().filter(|source| !source.name.contains("words/")).map(|source| stem(&source.name)).collect();
            if own.is_empty() && forms.is_empty() {
                bail!("the folder {} has no rule files: a rule file ends in .yaml", path.display());
            }
            if !own.is_empty() {
                folder.get_or_insert_with(|| path.clone());
            }
            wanted.extend(own);
            cards.extend(forms);
        } else if path.is_file() {
            let name = path.display().to_string();
            let source = scorecards::source(&name)?;
            if is_scorecard(&source.text) {
                cards.push(source);
                continue;
            }
            let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            folder.get_or_insert_with(|| parent.to_owned());
            wanted.push(stem(&name));
        } else {
            let id = path.display().to_string();
            let forms = scorecards::built_in();
            if let Some(form) = forms.iter().find(|source| stem(&source.name) == id) {
                cards.push(form.clone());
                continue;
            }
            let sources = behaviours::sources(args.behaviours.as_deref())?;
            let ids: Vec<String> = sources.iter().chain(&forms).map(|source| stem(&source.name)).collect();
            if !ids.contains(&id) {
                bail!("{id} is neither a file, a folder, a behaviour nor a scorecard: {}", crate::page::did_you_mean(&id, ids.iter().map(String::as_str)));
            }
            wanted.push(id);
        }
    }
    if args.paths.is_empty() {
        cards = scorecards::built_in();
    }
    let rules = args.paths.is_empty() || !wanted.is_empty();
    Ok(Asked { folder, wanted, cards, rules })
}

/// Scorecards have sections; rule files and word lists have not.
fn is_scorecard(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("sections:"))
}

fn stem(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.trim_end_matches(".yaml").trim_end_matches(".yml").to_owned()
}
