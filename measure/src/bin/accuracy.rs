//! `make accuracy`: precision and recall of Rapport, printed or written into the docs.

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;
use measure::accuracy::{self, errors, labelled};
use measure::places;

#[derive(Parser)]
#[command(about = "Measures what Rapport finds and misses")]
struct Args {
    /// Write the page there as well
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// Only the labelled conversations, and of them the overall figures and every behaviour
    #[arg(long)]
    held_out: bool,
    /// List misses and false alarms of one behaviour with their words; not to be used for writing rules
    #[arg(long, value_name = "BEHAVIOUR")]
    errors: Option<String>,
    /// Language of --errors
    #[arg(long, default_value = "en")]
    lang: String,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let engine = places::engine()?;
    if let Some(behaviour) = &args.errors {
        eprintln!("These are held-out sentences: check labels with them, never write or mend a rule from them (corpus/README.md).");
        print!("{}", errors(&engine, behaviour, &args.lang)?);
        return Ok(());
    }
    let english = labelled(&engine, "en")?;
    let chinese = labelled(&engine, "zh")?;
    let known = |id: &str| engine.library.behaviour(id).is_some();
    println!("{}", accuracy::summary(&[("English", &english), ("Chinese", &chinese)]));
    println!("## English\n\n{}", accuracy::behaviours(&english, &known));
    println!("## Chinese\n\n{}", accuracy::behaviours(&chinese, &known));
    Ok(())
}
