//! `rapport demo`: the server with an organisation that does not exist, loaded through the same door as everybody's data.

mod files;
mod load;
mod people;
mod times;

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use rapport_store::Scope;

use crate::house::{self, HouseArgs};
use crate::serve::{Door, open_door};
use times::DemoClock;

const EXAMPLES: &str = "\
Examples:
  rapport demo                                       load it into its own folder, then serve it on http://127.0.0.1:8080
  rapport demo --fresh                               from the beginning again
  rapport demo --listen 127.0.0.1:9000 --load-only   load it and end
  DATABASE_URL=postgres://rapport:…@localhost/demo rapport demo

It is Wrenfield, an outsourcer with two clients, three teams, 14 agents and 90 days of conversations in English and Chinese; its last day is
today. Who may sign in, and with which password, is printed.";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    house: HouseArgs,
    #[command(flatten)]
    door: Door,
    /// Delete the demo's folder first; a PostgreSQL database is never deleted
    #[arg(long)]
    fresh: bool,
    /// Load it and end
    #[arg(long)]
    load_only: bool,
}

/// Everybody's password: the demo is for looking, on one machine.
pub const PASSWORD: &str = "wrenfield-demo";

/// Under this name the database says that the demo was loaded whole.
const LOADED: &str = "demo";

pub fn run(args: &Args) -> Result<ExitCode> {
    let mut house = args.house.clone();
    if house.place.data.is_none() {
        house.place.data = Some(house.place.folder()?.with_file_name("rapport-demo"));
    }
    let folder = house.place.folder()?;
    if args.fresh && folder.join("rapport.db").exists() {
        std::fs::remove_dir_all(&folder).with_context(|| format!("{} cannot be deleted", folder.display()))?;
    }
    house::run(args.door.told(async {
        let clock = Arc::new(DemoClock::running());
        let desk = house::open_at(&house, clock.clone()).await?;
        let system = Scope::system();
        if desk.store().setting(&system, LOADED).await?.is_none() {
            if desk.store().has_users(&system).await? || !desk.store().programs(&system).await?.is_empty() {
                bail!("{} holds something else, or half a demo; name an empty place with --data DIR (or --fresh for the demo's own folder)", folder.display());
            }
            load::load(&desk, &clock).await.context("the demo cannot be loaded")?;
            desk.store().settle(&system, LOADED, "1").await?;
        }
        let who = load::who()?;
        if args.load_only {
            anstream::println!("{who}");
            desk.store().close().await;
            return Ok(ExitCode::SUCCESS);
        }
        open_door(desk, &args.door, &house.place, None, &who).await
    }))
}
