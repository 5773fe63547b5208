//! `rapport test`: runs the examples inside rule files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use rapport_engine::{Library, Program};
use rapport_flow::{Engine, ExampleReport, run_examples};
use rayon::prelude::*;

use crate::behaviours;
use crate::screen::{self, Palette};
use crate::wrap::{Rich, paint};

const EXAMPLES: &str = "\
Examples:
  rapport test                                  the built-in behaviours
  rapport test our-rules/                       a folder of your own rule files
  rapport test our-rules/our_phrase.yaml        one file
  rapport test apology_owned --behaviours our-rules/

Exit status: 0 all passed; 1 an example failed or a file has a mistake; 2 wrong usage.";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Rule files, folders or ids whose examples to run; all of them when none is given
    paths: Vec<PathBuf>,
    /// A folder of rule files used beside the built-in ones
    #[arg(long, value_name = "DIR")]
    behaviours: Option<PathBuf>,
}

pub fn run(args: &Args) -> Result<ExitCode> {
    let (folder, wanted) = asked(args)?;
    let sources = behaviours::sources(folder.as_deref())?;
    let files: BTreeMap<String, String> = sources.iter().map(|source| (stem(&source.name), source.name.clone())).collect();
    let (library, mistakes) = Library::compile_rest(&sources);
    let engine = Engine { library: library.into(), program: Program::default().into() };
    let ids: Vec<String> = engine.library.behaviours().map(|rule| rule.id.value.clone()).filter(|id| wanted.is_empty() || wanted.contains(id)).collect();
    // Files are independent of one another; the order of ids is that of the output.
    let reports: Vec<ExampleReport> = ids.par_iter().map(|id| run_examples(&engine, |rule| rule.id.value == *id)).collect();

    let (palette, width) = (Palette::of_stdout(), screen::width());
    let mut out = String::new();
    let longest = ids.iter().map(String::len).max().unwrap_or(0);
    let (mut run, mut failed) = (0, 0);
    for (id, report) in ids.iter().zip(&reports) {
        let (all, bad) = (report.run as usize, report.failures.len());
        run += all;
        failed += bad;
        let line = match (all, bad) {
            (0, _) => Rich::new("○ ", palette.missed).plain(&format!("{id:longest$}")).and("  no examples", palette.missed),
            (_, 0) => Rich::new("✓ ", palette.good).plain(&format!("{id:longest$}")).and(&format!("{all:>5}"), palette.dim),
            _ => Rich::new("✗ ", palette.bad).plain(&format!("{id:longest$}")).and(&format!("{:>5} of {all}", all - bad), palette.bad),
        };
        line.write(&mut out, "", "  ", width);
        let file = files.get(id).map_or_else(|| format!("{id}.yaml"), Clone::clone);
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
        out.push_str(&format!("{} mistakes in rule files\n", mistakes.len()));
    }
    // Tools read the last line.
    out.push_str(&format!("{} examples passed, {failed} failed\n", run - failed));
    screen::print(out.as_bytes())?;
    Ok(if failed == 0 && mistakes.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The folder of own rule files, and the ids asked for (none: all).
fn asked(args: &Args) -> Result<(Option<PathBuf>, Vec<String>)> {
    let mut folder = args.behaviours.clone();
    let mut wanted = Vec::new();
    for path in &args.paths {
        if path.is_dir() {
            folder.get_or_insert_with(|| path.clone());
            let own: Vec<String> = behaviours::in_folder(path)?.iter().filter(|source| !source.name.contains("words/")).map(|source| stem(&source.name)).collect();
            if own.is_empty() {
                bail!("the folder {} has no rule files: a rule file ends in .yaml", path.display());
            }
            wanted.extend(own);
        } else if path.is_file() {
            let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            folder.get_or_insert_with(|| parent.to_owned());
            wanted.push(stem(&path.display().to_string()));
        } else {
            let id = path.display().to_string();
            let sources = behaviours::sources(args.behaviours.as_deref())?;
            let ids: Vec<String> = sources.iter().map(|source| stem(&source.name)).collect();
            if !ids.contains(&id) {
                bail!("{id} is neither a file, a folder nor a behaviour: {}", crate::page::did_you_mean(&id, ids.iter().map(String::as_str)));
            }
            wanted.push(id);
        }
    }
    Ok((folder, wanted))
}

fn stem(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.trim_end_matches(".yaml").trim_end_matches(".yml").to_owned()
}
