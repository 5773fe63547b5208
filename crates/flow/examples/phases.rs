//! Where the time of a turn goes: `cargo run --release -p rapport-flow --example phases -- FILE.jsonl`.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use rapport_engine::{Library, Program, RuleSource, Scratch, Session};
use rapport_text::Reading;

fn sources(folder: &Path, out: &mut Vec<RuleSource>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, out);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            out.push(RuleSource { name: path.display().to_string(), text });
        }
    }
}

fn main() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../behaviours"), &mut files);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let started = Instant::now();
    let (library, mistakes) = Library::compile_rest(&files);
    let library = std::sync::Arc::new(library);
    println!("library: {:?}, {} mistakes", started.elapsed(), mistakes.len());
    for path in std::env::args().skip(1) {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let conversations: Vec<_> = rapport_intake::read(&path, &bytes).into_iter().flatten().collect();
        let turns: usize = conversations.iter().map(|c| c.turns.len()).sum();
        let said: usize = conversations.iter().flat_map(|c| &c.turns).map(|turn| turn.text.len()).sum();
        let time = |name: &str, run: &mut dyn FnMut()| {
            run();
            let mut best = f64::MAX;
            for _ in 0..5 {
                let started = Instant::now();
                run();
                best = best.min(started.elapsed().as_secs_f64());
            }
            println!("{name:<12} {:>8.0} ns/turn {:>9.0} turns/s {:>7.1} MB/s", best * 1e9 / turns as f64, turns as f64 / best, said as f64 / best / 1e6);
        };
        println!("{path}: {turns} turns, {:.0} bytes/turn", said as f64 / turns as f64);
        let mut reading = Reading::default();
        time("reading", &mut || conversations.iter().flat_map(|c| &c.turns).for_each(|turn| reading.read(black_box(&turn.text))));
        let mut scratch = Scratch::default();
        let program = Program::default();
        time("engine", &mut || conversations.iter().for_each(|c| drop(black_box(rapport_engine::detect(&library, &program, c, &mut scratch)))));
        time("redaction", &mut || {
            conversations.iter().for_each(|c| {
                black_box(rapport_flow::redact(&mut c.clone()));
            })
        });
        let mut pushes: Vec<f64> = Vec::new();
        for conversation in &conversations {
            let mut session = Session::new(std::sync::Arc::clone(&library), Default::default(), conversation.channel);
            for turn in &conversation.turns {
                let started = Instant::now();
                black_box(session.push(turn));
                pushes.push(started.elapsed().as_secs_f64() * 1e6);
            }
        }
        pushes.sort_by(f64::total_cmp);
        let at = |share: f64| pushes[((pushes.len() - 1) as f64 * share) as usize];
        println!("live push    p50 {:.0} µs, p99 {:.0} µs, longest {:.0} µs", at(0.5), at(0.99), at(1.0));
    }
}
