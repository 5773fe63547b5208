//! `make bench`: throughput, latency, memory and start-up of Rapport, printed or written into the docs.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use measure::bench::{self, Input};
use measure::places;

#[derive(Parser)]
#[command(about = "Measures speed and memory")]
struct Args {
    /// Put the tables into this page, between its two marks
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// Megabytes streamed for the memory figure; 0 leaves it out
    #[arg(long, default_value_t = 300)]
    memory: usize,
    /// Only what runs inside this process: engine, redaction, scanners, live sessions
    #[arg(long)]
    parts: bool,
    /// Run the engine alone over one language, for a profiler
    #[arg(long, value_name = "en|zh")]
    profile: Option<String>,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let data = places::data().context("the public corpora are not there: set RAPPORT_DATA")?;
    let engines = places::engines()?;
    let inputs = bench::inputs(&data)?;
    if let Some(language) = args.profile {
        bench::engine_alone(&engines.both, &inputs[usize::from(language == "zh")]);
        return Ok(());
    }
    let mut page = format!("Machine: {}. Load when it began: {:.1}.\n\n", bench::machine(), bench::load());
    inputs_table(&inputs, &mut page);
    page.push_str("\n| language | what | 1,000 turns/s | MB/s | ns/turn | engine's time ÷ this |\n|---|---|---:|---:|---:|---:|\n");
    let literals = bench::literals()?;
    for input in &inputs {
        page.push_str(&bench::parts(&engines, input, &literals)?);
    }
    page.push_str("\n| live, processor µs a turn | pushes | p50 | p90 | p99 | most | wall p99 | p50 / p99 from turn 51 on |\n|---|---:|---:|---:|---:|---:|---:|---:|\n");
    for input in &inputs {
        page.push_str(&bench::live(&engines.both, input));
    }
    // A long run that is stopped should not have been for nothing.
    eprintln!("{page}");
    if !args.parts {
        if bench::command().is_file() {
            processes(&inputs, args.memory, &mut page)?;
        } else {
            page.push_str("\nThe command is not built: `cargo build --release` first.\n");
        }
    }
    print!("{page}");
    match args.write {
        Some(file) => places::insert(&file, &page),
        None => Ok(()),
    }
}

fn inputs_table(inputs: &[Input], page: &mut String) {
    page.push_str("| input | conversations (distinct) | turns | bytes a turn |\n|---|---:|---:|---:|\n");
    for input in inputs {
        let average = input.bytes as f64 / input.turns as f64;
        page.push_str(&format!("| {} | {} ({}) | {} | {average:.0} |\n", input.language, input.conversations.len(), input.distinct, input.turns));
    }
}

/// What users start.
fn processes(inputs: &[Input], megabytes: usize, page: &mut String) -> Result<()> {
    let folder = tempfile::tempdir()?;
    page.push_str("\n| `rapport check --format jsonl` | threads | 1,000 turns/s of processor time | MB/s of JSON Lines | wall s |\n|---|---:|---:|---:|---:|\n");
    for input in inputs {
        let file = folder.path().join(format!("{}.jsonl", input.language));
        std::fs::write(&file, &input.lines)?;
        for threads in [1, 2] {
            let (wall, processor) = bench::scaling(&file, threads)?;
            let turns = processor.map(|seconds| input.turns as f64 / seconds / 1000.0);
            let bytes = processor.map(|seconds| input.lines.len() as f64 / seconds / 1e6);
            page.push_str(&format!("| {} | {threads} | {} | {} | {} |\n", input.language, turns.show(1), bytes.show(1), wall.show(2)));
        }
    }
    page.push_str("\n| start-up | wall ms | processor ms |\n|---|---:|---:|\n");
    let tiny = [("en", "Where is my parcel?", "Let me look."), ("zh", "我的包裹在哪里？", "我帮您查一下。")];
    let (wall, processor) = bench::start_up(&["--version"])?;
    page.push_str(&format!("| `rapport --version` | {} | {processor:.0} |\n", wall.show(1)));
    for (language, asked, answered) in tiny {
        let file = folder.path().join(format!("tiny-{language}.jsonl"));
        let row = serde_json::json!({"turns": [{"who": "customer", "text": asked}, {"who": "agent", "text": answered}]});
        writeln!(std::fs::File::create(&file)?, "{row}")?;
        let (wall, processor) = bench::start_up(&["check", &file.display().to_string()])?;
        page.push_str(&format!("| `rapport check`, one {language} conversation | {} | {processor:.0} |\n", wall.show(1)));
    }
    if megabytes > 0 {
        page.push_str("\n| memory, streamed through a pipe | threads | MB in | peak MB | wall s |\n|---|---:|---:|---:|---:|\n");
        for (size, threads) in [(megabytes / 10, 1), (megabytes, 1), (megabytes, 2)] {
            let took = bench::memory(&inputs[0].once, size, threads)?;
            page.push_str(&format!("| {} | {threads} | {:.0} | {:.0} | {:.1} |\n", inputs[0].language, took.megabytes, took.peak, took.seconds));
        }
    }
    Ok(())
}
