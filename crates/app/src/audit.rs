//! `rapport audit verify`: whether the audit log is whole.

use std::process::ExitCode;

use anyhow::{Context, Result};
use rapport_store::Scope;

use crate::house::{self, Place};
use crate::problems;

const EXAMPLES: &str = "\
Examples:
  rapport audit verify
  rapport audit verify --data /srv/rapport

Exit status: 0 every entry follows the one before it; 1 one was changed or taken out.";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES, arg_required_else_help = true)]
pub struct Args {
    /// verify: recompute the hash of every entry over the one before
    #[arg(value_enum)]
    what: What,
    #[command(flatten)]
    place: Place,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum What {
    Verify,
}

pub fn run(args: &Args) -> Result<ExitCode> {
    let What::Verify = args.what;
    house::run(async {
        let store = args.place.store().await?;
        let verified = store.verify_audit(&Scope::system()).await.context("the audit log cannot be read")?;
        store.close().await;
        match verified {
            Ok(entries) => {
                anstream::println!("{entries} entries, each follows the one before it");
                Ok(ExitCode::SUCCESS)
            }
            Err(broken) => {
                problems::error(&format!("entry {} of the audit log does not hold: {}", broken.number, broken.why));
                Ok(ExitCode::from(1))
            }
        }
    })
}
