//! Opens what every command of the server shares: data folder, database, secret, rules, scorecards.

use std::future::Future;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, anyhow, bail};
use etcetera::BaseStrategy as _;
use rapport_engine::Scorecard;
use rapport_flow::{Desk, Rules, Secret};
use rapport_model::Clock;
use rapport_store::{Program, Scope, Store};

use crate::models::Models;
use crate::{behaviours, scorecards};

/// Where everything is kept.
#[derive(clap::Args, Clone)]
pub struct Place {
    /// Folder of everything that is kept; `rapport` in the user's data folder by default
    #[arg(long, value_name = "DIR", help_heading = "Where everything is")]
    pub data: Option<PathBuf>,
    /// A PostgreSQL database in place of the SQLite file in the data folder: postgres://USER:PASSWORD@HOST:PORT/NAME; the variable DATABASE_URL serves too
    #[arg(long, value_name = "URL", help_heading = "Where everything is")]
    pub database: Option<String>,
    /// The installation's secret, 32 bytes; secret.key in the data folder by default, made at the first start
    #[arg(long, value_name = "FILE", help_heading = "Where everything is")]
    pub secret_file: Option<PathBuf>,
}

/// Where everything is kept and what conversations are read with.
#[derive(clap::Args, Clone)]
pub struct HouseArgs {
    #[command(flatten)]
    pub place: Place,
    /// A folder of your own rule files, over the built-in ones
    #[arg(long, value_name = "DIR", help_heading = "What to look for")]
    pub behaviours: Option<PathBuf>,
    /// A folder of weights of your own (`rapport learn` makes them), or `off` for rules alone
    #[arg(long, value_name = "DIR|off", help_heading = "What to look for")]
    pub models: Option<PathBuf>,
}

/// The machine's clock.
pub struct Now;

impl Clock for Now {
    #[allow(clippy::disallowed_methods, reason = "the one place where the command asks for the day")]
    fn now_ms(&self) -> i64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_millis() as i64)
    }
}

/// Under this name the database keeps the fingerprint of the secret it was made with.
const SECRET: &str = "secret";

/// The variable that names the database, as other programs have it.
const DATABASE_URL: &str = "DATABASE_URL";

impl Place {
    /// The data folder.
    ///
    /// # Errors
    /// None is given, and the user has no home.
    pub fn folder(&self) -> Result<PathBuf> {
        match &self.data {
            Some(folder) => Ok(folder.clone()),
            None => Ok(etcetera::choose_base_strategy().context("there is no home folder to keep data in; name one with --data DIR")?.data_dir().join("rapport")),
        }
    }

    /// The address of the database; none for the file in the data folder.
    pub fn url(&self) -> Option<String> {
        self.database.clone().or_else(|| std::env::var(DATABASE_URL).ok()).filter(|url| !url.is_empty())
    }

    /// The file of the secret.
    ///
    /// # Errors
    /// As [`Place::folder`].
    pub fn secret(&self) -> Result<PathBuf> {
        self.secret_file.clone().map_or_else(|| Ok(self.folder()?.join("secret.key")), Ok)
    }

    /// Opens the database alone.
    ///
    /// # Errors
    /// The folder cannot be made, the database cannot be opened, or a newer Rapport made it.
    pub async fn store(&self) -> Result<Store> {
        self.store_at(Arc::new(Now)).await
    }

    /// The same by another clock.
    ///
    /// # Errors
    /// As [`Place::store`].
    pub async fn store_at(&self, clock: Arc<dyn Clock>) -> Result<Store> {
        make(&self.folder()?)?;
        match self.url() {
            Some(url) if !url.starts_with("postgres://") && !url.starts_with("postgresql://") => {
                bail!("the database is an address that begins with postgres://, or none for the file in the data folder")
            }
            Some(url) => Store::connect(&url, clock).await.context("the database cannot be used"),
            None => {
                let file = self.file()?;
                Store::open_file(&file, clock).await.with_context(|| format!("{} cannot be used", file.display()))
            }
        }
    }

    /// The SQLite file.
    ///
    /// # Errors
    /// As [`Place::folder`].
    pub fn file(&self) -> Result<PathBuf> {
        Ok(self.folder()?.join("rapport.db"))
    }
}

/// Opens the house: database, secret, rules, scorecards; what is missing is made.
///
/// # Errors
/// Something of it cannot be read or made, with what to do.
pub async fn open(args: &HouseArgs) -> Result<Desk> {
    open_at(args, Arc::new(Now)).await
}

/// The same by another clock.
///
/// # Errors
/// As [`open`].
pub async fn open_at(args: &HouseArgs, clock: Arc<dyn Clock>) -> Result<Desk> {
    let models = Models::of(args.models.as_deref())?;
    models.check()?;
    let own = args.behaviours.as_deref();
    let library = models.teach(behaviours::library(own)?, false)?;
    let rules = Rules::new(library, &behaviours::sources(own)?, &models.weights());
    let store = args.place.store_at(clock).await?;
    let secret = secret(&store, &args.place.secret()?).await?;
    let desk = Desk::new(store, secret, rules).await.context("the rules cannot be kept")?;
    for source in scorecards::built_in() {
        let form = Scorecard::compile(&source, &desk.rules().library)?;
        desk.store().publish_built_in(&Scope::system(), &form.id, form.version.into(), &form.hash, &source.text).await.context("the built-in scorecards cannot be kept")?;
    }
    Ok(desk)
}

/// The program of a name or id; `None` where there is none.
///
/// # Errors
/// The database fails.
pub async fn program(store: &Store, name: &str) -> Result<Option<Program>> {
    let programs = store.programs(&Scope::system()).await.context("the programs cannot be read")?;
    Ok(programs.into_iter().find(|program| program.id == name || program.name == name))
}

/// Runs what waits for databases and sockets, on threads of its own.
///
/// # Errors
/// Those of `work`, or threads cannot start.
pub fn run<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the threads")?.block_on(work)
}

/// The secret that the database was made with; of a new database the one in the file, made where there is none.
async fn secret(store: &Store, path: &Path) -> Result<Secret> {
    let system = Scope::system();
    let known = store.setting(&system, SECRET).await.context("the database cannot be read")?;
    if !path.exists() {
        if known.is_some() {
            bail!("{} is not there, and this database was made with a secret: put that file back, or name it with --secret-file", path.display());
        }
        invent(path).with_context(|| format!("the secret {} cannot be made", path.display()))?;
    }
    let bytes = std::fs::read(path).with_context(|| format!("the secret {} cannot be read", path.display()))?;
    let bytes: [u8; 32] =
        bytes.try_into().map_err(|_| anyhow!("{} is no secret of Rapport, which has 32 bytes: put the right file back, or name it with --secret-file", path.display()))?;
    let secret = Secret::new(bytes);
    let first = store.settle(&system, SECRET, &secret.fingerprint()).await.context("the database cannot be written")?;
    if first != secret.fingerprint() {
        bail!("{} is another secret than the one this database was made with: put that file there, or name it with --secret-file", path.display());
    }
    Ok(secret)
}

/// Makes a secret of random bytes, whole or not at all: of two processes that start at once, both read the first's.
fn invent(path: &Path) -> Result<()> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| anyhow!("the system gives no random bytes: {error}"))?;
    let beside = path.with_extension(format!("new-{}", std::process::id()));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    let kept = file.write_all(&bytes).and_then(|()| file.sync_all()).and_then(|()| std::fs::hard_link(&beside, path));
    std::fs::remove_file(&beside)?;
    match kept {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        kept => Ok(kept?),
    }
}

/// Makes a folder that only its owner may enter.
fn make(folder: &Path) -> Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).with_context(|| format!("the data folder {} cannot be made", folder.display()))
}
