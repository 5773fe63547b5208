//! The built command as users start it: throughput, start-up, memory, threads.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::clock::{REPETITIONS, Spread, children_seconds};
use crate::places;

/// The built command: `RAPPORT_BIN`, or `target/release/rapport`.
pub fn command() -> PathBuf {
    std::env::var_os("RAPPORT_BIN").map_or_else(|| places::project().join("target/release/rapport"), PathBuf::from)
}

/// What a run took.
#[derive(Clone, Copy, Debug)]
struct Took {
    wall: f64,
    processor: f64,
}

fn run(arguments: &[&str]) -> Result<Took> {
    let (clock, before) = (Instant::now(), children_seconds());
    let program = command();
    let status = Command::new(&program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status().with_context(|| format!("cannot start {}", program.display()))?;
    // 2 says that some record could not be read; anything else above 1 is a crash.
    ensure!(status.code().is_some_and(|code| code <= 1), "{} {arguments:?} failed: {status}", program.display());
    Ok(Took { wall: clock.elapsed().as_secs_f64(), processor: children_seconds() - before })
}

/// Wall and processor seconds of `rapport check FILE --format jsonl`, bytes in to bytes out, start-up included.
///
/// # Errors
/// The command cannot be run.
pub fn scaling(file: &Path, threads: usize) -> Result<(Spread, Spread)> {
    let path = file.display().to_string();
    let mut took = Vec::new();
    for _ in 0..REPETITIONS {
        took.push(run(&["check", &path, "--format", "jsonl", "--threads", &threads.to_string()])?);
    }
    Ok((Spread::of(took.iter().map(|took| took.wall).collect()), Spread::of(took.iter().map(|took| took.processor).collect())))
}

/// Wall milliseconds of twenty starts, and processor milliseconds a start.
///
/// # Errors
/// The command cannot be run.
pub fn start_up(arguments: &[&str]) -> Result<(Spread, f64)> {
    const STARTS: usize = 20;
    let before = children_seconds();
    let walls: Result<Vec<f64>> = (0..STARTS).map(|_| Ok(run(arguments)?.wall * 1000.0)).collect();
    Ok((Spread::of(walls?), (children_seconds() - before) * 1000.0 / STARTS as f64))
}

/// Memory of a streamed run.
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    /// Highest resident memory, in megabytes (10⁶ bytes).
    pub peak: f64,
    /// Bytes that went through, in megabytes.
    pub megabytes: f64,
    /// Wall seconds.
    pub seconds: f64,
}

/// Streams `lines` again and again through a pipe until `megabytes` have gone in; reads the kernel's
/// high-water mark of resident memory while it runs.
///
/// # Errors
/// The command cannot be run, or ends early.
pub fn memory(lines: &[u8], megabytes: usize, threads: usize) -> Result<Memory> {
    let clock = Instant::now();
    let mut child = Command::new(command())
        .args(["check", "-", "--format", "jsonl", "--threads", &threads.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {}", command().display()))?;
    let mut pipe = child.stdin.take().context("no pipe")?;
    let (mut sent, mut peak) = (0, 0.0_f64);
    while sent < megabytes * 1_000_000 {
        pipe.write_all(lines)?;
        sent += lines.len();
        peak = peak.max(high_water(child.id()));
    }
    drop(pipe);
    while child.try_wait()?.is_none() {
        peak = peak.max(high_water(child.id()));
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(Memory { peak, megabytes: sent as f64 / 1e6, seconds: clock.elapsed().as_secs_f64() })
}

/// The highest resident memory of a process so far, in megabytes (10⁶ bytes); 0 where the system does not say.
pub fn high_water(process: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or(0.0) * 1024.0 / 1e6
}
