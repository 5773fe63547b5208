//! `rapport serve`: the server, those who work on its queue, its watched folder; begun together, ended in order.

use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use rapport_flow::{Desk, Watched};
use rapport_server::{AppState, Options, Traces};
use rapport_store::{Purpose, Scope};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _};

use crate::house::{self, HouseArgs, Place};

const EXAMPLES: &str = "\
Examples:
  rapport serve                                             on this machine alone, an SQLite file in the user's data folder
  rapport serve --data /srv/rapport --watch /srv/drop --watch-program \"Lantern Broadband\"
  DATABASE_URL=postgres://rapport:…@db/rapport rapport serve --listen 0.0.0.0:8080 --public-url https://rapport.example.org

The first start prints a link with which the first administrator makes an account. SIGTERM and Ctrl-C end it in order.";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    house: HouseArgs,
    #[command(flatten)]
    door: Door,
    /// A folder whose files are taken in as they appear, then moved to done/ inside it
    #[arg(long, value_name = "DIR", help_heading = "Coming in")]
    watch: Option<PathBuf>,
    /// The program that the watched folder's conversations belong to, where they name none themselves
    #[arg(long, value_name = "NAME", help_heading = "Coming in")]
    watch_program: Option<String>,
}

/// Where and how it serves.
#[derive(clap::Args, Clone)]
pub struct Door {
    /// Address and port to listen on; the default is reached from this machine alone
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080", help_heading = "Serving")]
    pub listen: SocketAddr,
    /// Where people reach it, such as https://rapport.example.org; what is listened on by default
    #[arg(long, value_name = "URL", help_heading = "Serving")]
    pub public_url: Option<String>,
    /// A proxy of yours stands before it: `X-Forwarded-For` then says who calls, where tries to sign in are counted
    #[arg(long, help_heading = "Serving")]
    pub behind_proxy: bool,
    /// Batches of conversations read at once; 0 leaves the queue to other processes
    #[arg(long, value_name = "N", default_value_t = WORKERS, help_heading = "Serving")]
    pub workers: usize,
    /// Streams of conversations that come in at once
    #[arg(long, value_name = "N", default_value_t = 8, help_heading = "Serving")]
    pub streams: usize,
    /// Seconds after which others take over the jobs of a process that died
    #[arg(long, value_name = "SECONDS", default_value_t = 60, help_heading = "Serving")]
    pub lease: u32,
    /// Seconds that requests under way have to end when it stops
    #[arg(long, value_name = "SECONDS", default_value_t = 10, help_heading = "Serving")]
    pub grace: u32,
    /// Let webhooks reach this machine and private networks: receivers of your own; without it they reach the public internet alone
    #[arg(long, help_heading = "Serving")]
    pub webhook_private_addresses: bool,
    /// Certificates (PEM) of authorities that webhooks, and traces, trust beside the public ones
    #[arg(long, value_name = "FILE", help_heading = "Serving")]
    pub webhook_authorities: Option<PathBuf>,
    /// Form of the log on standard error
    #[arg(long, value_enum, default_value = "text", value_name = "FORM", help_heading = "Serving")]
    pub log: Log,
    /// Where traces go (OpenTelemetry, OTLP over HTTP), such as http://127.0.0.1:4318/v1/traces; without it they go nowhere
    #[arg(long, value_name = "URL", help_heading = "Serving")]
    pub traces: Option<String>,
}

/// Form of the log.
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Log {
    Text,
    Json,
}

/// Batches read at once: while one is saved, another is read.
pub const WORKERS: usize = 2;

/// A link for the first administrator is good for so long.
const SETUP_MS: i64 = 24 * 60 * 60 * 1000;

pub fn run(args: &Args) -> Result<ExitCode> {
    house::run(args.door.told(async {
        let desk = house::open(&args.house).await?;
        let watched = match &args.watch {
            Some(folder) => Some(watched(&desk, folder, args.watch_program.as_deref()).await?),
            None => None,
        };
        open_door(desk, &args.door, &args.house.place, watched, "").await
    }))
}

/// Prints the web app's address, then `welcome`, and serves until a signal ends it: then nothing new is listened to, requests and batches under way are finished, the database is closed.
///
/// # Errors
/// The address cannot be listened on, or the database fails at the start.
pub async fn open_door(desk: Desk, door: &Door, place: &Place, watched: Option<Watched>, welcome: &str) -> Result<ExitCode> {
    let listener = TcpListener::bind(door.listen).await.with_context(|| format!("cannot listen on {}; another program may, give another --listen", door.listen))?;
    let address = listener.local_addr()?;
    let public_url = door.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
    if !address.ip().is_loopback() && !public_url.starts_with("https://") {
        tracing::warn!(%address, "it is reached from other machines without encryption: put a proxy with HTTPS before it and name it with --public-url https://…");
    }
    let options = Options {
        public_url: public_url.clone(),
        behind_proxy: door.behind_proxy,
        data: Some(place.folder()?),
        streams: door.streams,
        grace: Duration::from_secs(door.grace.into()),
        webhook_private_addresses: door.webhook_private_addresses,
        webhook_authorities: authorities(door.webhook_authorities.as_deref())?,
        ..Options::default()
    };
    let state = AppState::new(desk.clone(), options);
    let mut beside = JoinSet::new();
    let (me, lease_ms) = (name()?, i64::from(door.lease) * 1000);
    for number in 0..door.workers {
        let (desk, owner, stop) = (desk.clone(), format!("{me}/{number}"), state.stopping());
        beside.spawn(async move { desk.work(&owner, lease_ms, stop).await });
    }
    if door.workers > 0 {
        let (desk, owner, post, stop) = (desk.clone(), format!("{me}/webhooks"), state.post.clone(), state.stopping());
        beside.spawn(async move { desk.deliver(&owner, post, stop).await });
    }
    if let Some(watched) = watched {
        let (desk, stop) = (desk.clone(), state.stopping());
        beside.spawn(async move { desk.watch(&watched, stop).await });
    }
    greet(address, &public_url, welcome);
    first_link(&desk, &public_url).await?;
    let stopper = state.clone();
    let signal = tokio::spawn(async move {
        if told_to_stop().await.is_ok() {
            tracing::info!("it was told to stop; what is under way is finished");
            stopper.stop();
        }
    });
    let served = rapport_server::serve(listener, state.clone()).await;
    state.stop();
    signal.abort();
    while beside.join_next().await.is_some() {}
    desk.store().close().await;
    served.context("the server broke off")?;
    Ok(ExitCode::SUCCESS)
}

impl Door {
    /// What happens while `work` goes on is told on standard error, and where traces go; never what people said.
    ///
    /// # Errors
    /// Those of `work`; traces cannot go where they are told to.
    pub async fn told<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
        let traces = match &self.traces {
            Some(url) => Some(Traces::to(url, &authorities(self.webhook_authorities.as_deref())?).map_err(|why| anyhow!("--traces: {why}"))?),
            None => None,
        };
        let log = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
        let log = match self.log {
            Log::Text => log.with_ansi(std::io::stderr().is_terminal()).boxed(),
            Log::Json => log.json().boxed(),
        };
        let filter = EnvFilter::new("info,sqlx=warn,hyper=warn,tower_http=warn");
        // It fails where there is a log already: then that one stays.
        let _ = tracing_subscriber::registry().with(log).with(traces.as_ref().map(Traces::layer)).with(filter).try_init();
        let done = work.await;
        if let Some(traces) = traces {
            traces.end().await;
        }
        done
    }
}

/// Where it is, and what else there is to say.
fn greet(address: SocketAddr, public_url: &str, welcome: &str) {
    let mut told = format!("Rapport is at {}\n", public_url.trim_end_matches('/'));
    if public_url.trim_end_matches('/') != format!("http://{address}") {
        let _ = writeln!(told, "it listens on http://{address}");
    }
    if !welcome.is_empty() {
        let _ = write!(told, "\n{welcome}");
    }
    // Where nobody reads it, it serves all the same.
    let _ = anstream::stdout().write_all(told.as_bytes());
}

/// Prints the link with which the first administrator makes their account, while there is nobody.
async fn first_link(desk: &Desk, public_url: &str) -> Result<()> {
    let (store, system) = (desk.store(), Scope::system());
    if store.has_users(&system).await? {
        return Ok(());
    }
    let token = random(32)?;
    let hash = hex(&Sha256::digest(token.as_bytes()));
    store.invite(&system, Purpose::Setup, None, &hash, store.now() + SETUP_MS).await?;
    anstream::eprintln!("nobody has an account yet; the first administrator makes theirs here, once, within 24 hours:\n  {}/setup#{token}", public_url.trim_end_matches('/'));
    Ok(())
}

async fn watched(desk: &Desk, folder: &std::path::Path, program: Option<&str>) -> Result<Watched> {
    if !folder.is_dir() {
        bail!("{} is no folder to watch", folder.display());
    }
    if let Some(name) = program
        && house::program(desk.store(), name).await?.is_none()
    {
        tracing::warn!("the program of the watched folder is not there yet; its files wait until it is made");
    }
    Ok(Watched { folder: folder.to_owned(), program: program.map(str::to_owned) })
}

/// The certificates in a file.
fn authorities(file: Option<&std::path::Path>) -> Result<Vec<Vec<u8>>> {
    let Some(file) = file else { return Ok(Vec::new()) };
    let pem = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    rapport_server::authorities(&pem).map_err(|why| anyhow!("{} holds no certificates that can be used: {why}", file.display()))
}

/// Resolves at SIGTERM or Ctrl-C.
async fn told_to_stop() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            _ = terminate.recv() => Ok(()),
            done = tokio::signal::ctrl_c() => done,
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

/// What this process is called in the queue: no two are alike.
pub fn name() -> Result<String> {
    Ok(format!("{}-{}", std::process::id(), random(4)?))
}

/// So many random bytes as hexadecimal digits.
fn random(bytes: usize) -> Result<String> {
    let mut all = vec![0; bytes];
    getrandom::fill(&mut all).map_err(|error| anyhow!("the system gives no random bytes: {error}"))?;
    Ok(hex(&all))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
