//! Scratch: counts and dumps.
use rapport_engine::{Library, Program, RuleSource, Scratch, Session};
use rapport_text::Reading;
use std::hint::black_box;
use std::path::Path;
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
#[inline(never)]
fn measured(library: &Library, program: &Program, conversations: &[rapport_model::Conversation], scratch: &mut Scratch) {
    for c in conversations {
        drop(black_box(rapport_engine::detect(library, program, c, scratch)));
    }
}
#[inline(never)]
fn measured_reading(reading: &mut Reading, conversations: &[rapport_model::Conversation]) {
    conversations.iter().flat_map(|c| &c.turns).for_each(|turn| reading.read(black_box(&turn.text)));
}
#[inline(never)]
fn measured_live(library: &std::sync::Arc<Library>, conversations: &[rapport_model::Conversation]) {
    for conversation in conversations {
        let mut session = Session::new(std::sync::Arc::clone(library), Default::default(), conversation.channel);
        for turn in &conversation.turns {
            black_box(session.push(turn));
        }
        black_box(session.finish());
    }
}
fn main() {
    let mode = std::env::args().nth(1).unwrap();
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../behaviours"), &mut files);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let (library, _) = Library::compile_rest(&files);
    let library = std::sync::Arc::new(library);
    let program = Program::default();
    for path in std::env::args().skip(2) {
        let bytes = std::fs::read(&path).unwrap();
        let mut conversations: Vec<_> = rapport_intake::read(&path, &bytes).into_iter().flatten().collect();
        let raw = conversations.clone();
        for c in &mut conversations {
            rapport_flow::redact(c);
        }
        let turns: usize = conversations.iter().map(|c| c.turns.len()).sum();
        let mut scratch = Scratch::default(); rapport_text::segment("退款到账");
        eprintln!("{turns} turns, {} conversations", conversations.len());
        match &*mode {
            "detect" => {
                let mut reading = Reading::default();
                measured(&library, &program, &conversations[..20], &mut scratch);
                measured_reading(&mut reading, &conversations[..20]);
                println!("start");
                measured(&library, &program, &conversations, &mut scratch);
                measured_reading(&mut reading, &conversations);
            }
            "live" => {
                measured_live(&library, &raw[..5]);
                measured_live(&library, &raw);
            }
            "long" => {
                // One call of all conversations, to see growth.
                let mut session = Session::new(std::sync::Arc::clone(&library), Default::default(), raw[0].channel);
                let mut times = Vec::new();
                for turn in raw.iter().flat_map(|c| &c.turns).take(2000) {
                    let started = std::time::Instant::now();
                    black_box(session.push(turn));
                    times.push(started.elapsed().as_secs_f64() * 1e6);
                }
                for chunk in times.chunks_mut(200) {
                    chunk.sort_by(f64::total_cmp);
                    println!("p50 {:.0} p90 {:.0} p99 {:.0} max {:.0}", chunk[chunk.len() / 2], chunk[chunk.len() * 9 / 10], chunk[chunk.len() * 99 / 100], chunk[chunk.len() - 1]);
                }
            }
            "dump" => {
                for c in &conversations {
                    let detection = rapport_engine::detect(&library, &program, c, &mut scratch);
                    println!("{} {detection:#?}", c.id);
                }
            }
            "changes" => {
                for c in &raw {
                    let mut session = Session::new(std::sync::Arc::clone(&library), Default::default(), c.channel);
                    for (at, turn) in c.turns.iter().enumerate() {
                        for change in session.push(turn) {
                            println!("{} {at} {change:?}", c.id);
                        }
                    }
                }
            }
            _ => {
                let time = |name: &str, run: &mut dyn FnMut()| {
                    run();
                    let mut best = f64::MAX;
                    for _ in 0..5 {
                        let started = std::time::Instant::now();
                        run();
                        best = best.min(started.elapsed().as_secs_f64());
                    }
                    println!("{name:<12} {:>8.0} ns/turn", best * 1e9 / turns as f64);
                };
                let mut reading = Reading::default();
                time("reading", &mut || measured_reading(&mut reading, &conversations));
                time("engine", &mut || measured(&library, &program, &conversations, &mut scratch));
                time("live", &mut || measured_live(&library, &raw));
            }
        }
    }
}
