//! `make accuracy`: precision and recall of Rapport, printed or written into the docs.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use measure::accuracy::{self, Part, errors, labelled};
use measure::{heard, places};

#[derive(Parser)]
#[command(about = "Measures what Rapport finds and misses")]
struct Args {
    /// Write the page there as well
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// Only what the learner reaches on public texts
    #[arg(long)]
    public: bool,
    /// Only the held-out conversations: overall figures and every behaviour
    #[arg(long)]
    held_out: bool,
    /// The same of the development part, whose mistakes may be read
    #[arg(long)]
    dev: bool,
    /// Only how many labels lie where rule files let heads find them alone
    #[arg(long)]
    heard: bool,
    /// List misses and false alarms of one behaviour in the development part, with their words
    #[arg(long, value_name = "BEHAVIOUR")]
    errors: Option<String>,
    /// Language of --errors
    #[arg(long, default_value = "en")]
    lang: String,
}

fn main() -> Result<()> {
    let args = Args::parse();
    if args.public {
        let table = places::data().and_then(|folder| accuracy::public(&folder));
        print!("{}", table.context("the public corpora are not on this machine: RAPPORT_DATA names their folder")?);
        return Ok(());
    }
    if args.heard {
        for ((language, behaviour), share) in heard::shares()?.iter().filter(|(_, share)| share.open < share.labels) {
            println!("{language} {behaviour}: {} of {} ({:.1} %)", share.open, share.labels, 100.0 * f64::from(share.open) / f64::from(share.labels));
        }
        return Ok(());
    }
    let engines = places::engines()?;
    if let Some(behaviour) = &args.errors {
        print!("{}", errors(&engines, behaviour, &args.lang)?);
        return Ok(());
    }
    if args.held_out || args.dev {
        let part = if args.dev { Part::Development } else { Part::HeldOut };
        let (english, chinese) = (labelled(&engines, part, "en")?, labelled(&engines, part, "zh")?);
        let known = |id: &str| engines.rules.library.behaviour(id).is_some();
        println!("{}", accuracy::summary(&[("English", &english), ("Chinese", &chinese)]));
        println!("## English\n\n{}\n## Chinese\n\n{}", accuracy::behaviours(&english, &known), accuracy::behaviours(&chinese, &known));
        return Ok(());
    }
    let page = accuracy::page(&engines, places::data().as_deref())?;
    print!("{page}");
    if let Some(file) = &args.write {
        std::fs::write(file, &page).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}
