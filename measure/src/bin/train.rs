//! `make train`: trains the learned tier and writes its weights and its card.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use measure::training;

#[derive(Parser)]
#[command(about = "Trains the learned tier from the labelled conversations")]
struct Args {
    /// Write weights and card into this folder
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let made = training::make()?;
    print!("{}", made.card);
    if let Some(folder) = &args.write {
        std::fs::create_dir_all(folder)?;
        for (name, bytes) in made.files {
            let file = folder.join(name);
            std::fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
        }
        std::fs::write(folder.join("README.md"), made.card)?;
    }
    Ok(())
}
