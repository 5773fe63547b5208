//! `make bench-server`: conversations into the running server until all are read and scored, lists and searches, memory; on both databases.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use clap::Parser;
use measure::bench;
use measure::places;
use measure::server::{Chats, Server};
use rapport_engine::Scratch;
use rapport_model::Clock;
use rapport_store::{NewProgram, NewUser, Role, Scope, Store};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

#[derive(Parser)]
#[command(about = "Measures the server")]
struct Args {
    /// Put the tables into this page, between its marks `<!-- server -->`, or `<!-- million -->`
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// Conversations that come in
    #[arg(long, default_value_t = 10_000)]
    count: usize,
    /// Conversations that lists and searches are asked of; 0 leaves them out
    #[arg(long, default_value_t = 100_000)]
    stored: usize,
    /// Ask of a million instead, a table of its own: takes half an hour, and 40 GB of disk
    #[arg(long)]
    million: bool,
    /// PostgreSQL database to measure on, empty; left out where none is given
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
}

/// The machine's clock.
struct Now;

impl Clock for Now {
    #[allow(clippy::disallowed_methods, reason = "the server under measurement lives in the present")]
    fn now_ms(&self) -> i64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_millis() as i64)
    }
}

const TOKEN: &str = "bench";

/// How often each question is asked. The server reads over several connections, each of which is slow the first time.
const ASKED: usize = 200;

/// What is asked, and what it is called in the table.
const QUESTIONS: [(&str, &str); 4] = [
    ("list, newest first", "/api/conversations?limit=50"),
    ("list of one agent's programs by score", "/api/conversations?limit=50&sort=score"),
    ("search, a frequent word", "/api/conversations?limit=50&q=account"),
    ("search, a Chinese phrase", "/api/conversations?limit=50&q=%E9%80%80%E6%AC%BE"),
];

fn main() -> Result<()> {
    let args = Args::parse();
    let mut page = format!("Machine: {}. Load when it began: {:.1}. Chats of ten turns.\n\n", bench::machine(), bench::load());
    let engine = engine_alone(args.count.min(4_000))?;
    page.push_str("| database | conversations | taken in, read and scored, a second | acknowledged after | bare inserts of the same rows, a second | the engine alone, a second | its share of the time | peak MB |\n|---|---:|---:|---:|---:|---:|---:|---:|\n");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut asked = String::from("\n| asked, p50 / p95 ms | database | conversations | time |\n|---|---|---:|---:|\n");
    for url in [None, args.postgres.as_deref()].into_iter().take(1 + usize::from(args.postgres.is_some())) {
        let folder = tempfile::tempdir()?;
        runtime.block_on(measure(&args, url, folder.path(), engine, &mut page, &mut asked))?;
    }
    let (mark, page) = if args.million { ("million", asked) } else { ("server", page + &asked) };
    print!("{page}");
    match args.write {
        Some(file) => places::insert_at(&file, mark, &page),
        None => Ok(()),
    }
}

/// Conversations a second that are parsed, redacted and read on all cores, without a server.
fn engine_alone(count: usize) -> Result<f64> {
    let engine = places::engine()?;
    let mut lines = Vec::new();
    std::io::copy(&mut Chats::new(count)?, &mut lines)?;
    let read = rapport_intake::read("bench.jsonl", lines.as_slice());
    let clock = Instant::now();
    let found: usize = read.into_par_iter().flatten().map_init(Scratch::default, |scratch, conversation| engine.check(conversation, scratch).detection.findings.len()).sum();
    ensure!(found > 0, "nothing was found");
    Ok(count as f64 / clock.elapsed().as_secs_f64())
}

async fn open(data: &Path, url: Option<&str>) -> Result<Store> {
    Ok(match url {
        Some(url) => Store::connect(url, Arc::new(Now)).await?,
        None => Store::open_file(&data.join("rapport.db"), Arc::new(Now)).await?,
    })
}

async fn measure(args: &Args, url: Option<&str>, data: &Path, engine: f64, page: &mut String, asked: &mut String) -> Result<()> {
    let server = Server::start(data, url)?;
    let store = open(data, url).await?;
    let system = Scope::system();
    store.add_program(&system, &NewProgram { name: "Bench".into(), ..NewProgram::default() }).await?;
    let new = NewUser { email: "bench@example.org".into(), name: "Bench".into(), role: Role::Administrator, language: "en".into(), programs: Vec::new() };
    let user = store.add_user(&system, &new).await?;
    let hash: String = Sha256::digest(TOKEN.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    store.add_token(&system, &user.id, &hash, "bench", r#"["conversations:read","conversations:write"]"#, None).await?;
    // The first conversations compile what is compiled once.
    server.post(TOKEN, "/api/conversations?program=Bench&source=warm", &mut Chats::new(64)?)?;
    emptied(&store).await?;
    let clock = Instant::now();
    let answer = server.post(TOKEN, "/api/conversations?program=Bench", &mut Chats::new(args.count)?)?;
    ensure!(answer.status == 200, "the server answered {}", answer.status);
    emptied(&store).await?;
    let took = clock.elapsed().as_secs_f64();
    let rate = args.count as f64 / took;
    let bare = store.insert_bare(&system, &data.join("bare.db"), 64).await?;
    page.push_str(&format!(
        "| {} | {} | **{rate:.0}** | {:.1} s | {:.0} | {engine:.0} | {:.0} % | {:.0} |\n",
        store.kind(),
        args.count,
        answer.took.as_secs_f64(),
        args.count as f64 / bare.as_secs_f64(),
        rate / engine * 100.0,
        server.peak()
    ));
    eprintln!("{page}");
    let size = if args.million { 1_000_000 } else { args.stored };
    if size > 0 {
        let times = size.saturating_sub(args.count).div_ceil(args.count);
        let grown = Instant::now();
        store.multiply(&system, 1..1 + times as i64).await.context("the rows cannot be copied")?;
        let there = args.count * (1 + times);
        eprintln!("{there} conversations after {:.0} s", grown.elapsed().as_secs_f64());
        questions(&server, store.kind(), there, asked)?;
    }
    store.close().await;
    Ok(())
}

/// Waits until nothing is left to read.
async fn emptied(store: &Store) -> Result<()> {
    while store.backlog(&Scope::system()).await? > 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

fn questions(server: &Server, kind: &str, there: usize, asked: &mut String) -> Result<()> {
    for (name, path) in QUESTIONS {
        let mut took = Vec::new();
        for _ in 0..ASKED {
            let answer = server.get(TOKEN, path)?;
            ensure!(answer.status == 200, "{path} answered {}", answer.status);
            took.push(answer.took.as_secs_f64() * 1000.0);
        }
        took.sort_by(f64::total_cmp);
        asked.push_str(&format!("| {name} | {kind} | {there} | {:.1} / {:.1} |\n", took[took.len() / 2], took[took.len() * 95 / 100]));
    }
    eprintln!("{asked}");
    Ok(())
}
