//! `rapport test`: runs the examples inside rule files.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use rapport_engine::{Library, Program};
use rapport_flow::{Engine, run_examples};

use crate::behaviours;

#[derive(clap::Args)]
pub struct Args {
    /// Rule files or folders whose examples to run; the built-in ones when none is given
    paths: Vec<PathBuf>,
    /// A folder of rule files used beside the built-in ones
    #[arg(long, value_name = "DIR")]
    behaviours: Option<PathBuf>,
}

pub fn run(args: &Args) -> Result<ExitCode> {
    let mut folder = args.behaviours.clone();
    let mut wanted: Vec<String> = Vec::new();
    for path in &args.paths {
        if path.is_dir() {
            folder.get_or_insert_with(|| path.clone());
            for source in behaviours::in_folder(path)? {
                wanted.push(stem(&source.name));
            }
        } else if path.is_file() {
            if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
                folder.get_or_insert_with(|| parent.to_owned());
            }
            wanted.push(stem(&path.display().to_string()));
        } else {
            bail!("{} is neither a file nor a folder", path.display());
        }
    }
    let (library, mistakes) = Library::compile_rest(&behaviours::sources(folder.as_deref())?);
    for mistake in &mistakes {
        println!("{mistake}");
    }
    let engine = Engine { library: library.into(), program: Program::default().into() };
    let report = run_examples(&engine, |rule| wanted.is_empty() || wanted.contains(&rule.id.value));
    for failure in &report.failures {
        println!("{}.yaml:{}: {}\n    {}", failure.behaviour, failure.line, failure.message, failure.example);
    }
    let failed = report.failures.len();
    println!("{} examples passed, {failed} failed", report.run as usize - failed);
    if !mistakes.is_empty() {
        println!("{} mistakes in rule files", mistakes.len());
    }
    Ok(if failed == 0 && mistakes.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn stem(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.trim_end_matches(".yaml").trim_end_matches(".yml").to_owned()
}
