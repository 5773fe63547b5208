//! Measures how fast a source is read: `cargo run --release -p rapport-intake --example throughput FILE`.

use std::io::BufReader;
use std::time::Instant;

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::metadata(&path)?.len();
        let start = Instant::now();
        let split = rapport_intake::records(&path, BufReader::with_capacity(1 << 16, std::fs::File::open(&path)?)).count();
        let splitting = start.elapsed().as_secs_f64();
        let start = Instant::now();
        let (mut turns, mut bad) = (0_usize, 0_usize);
        for record in rapport_intake::records(&path, BufReader::with_capacity(1 << 16, std::fs::File::open(&path)?)) {
            match record.and_then(|record| rapport_intake::parse(&record, &rapport_intake::Options::default())) {
                Ok(conversation) => turns += conversation.turns.len(),
                Err(_) => bad += 1,
            }
        }
        let whole = start.elapsed().as_secs_f64();
        let megabytes = bytes as f64 / 1e6;
        println!(
            "{path}: {split} records, {turns} turns, {bad} bad; splitting {:.0} MB/s, splitting and parsing {:.0} MB/s, {:.0} turns/s",
            megabytes / splitting,
            megabytes / whole,
            turns as f64 / whole
        );
    }
    Ok(())
}
