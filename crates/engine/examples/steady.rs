//! What a turn costs in instructions: `valgrind --tool=callgrind --toggle-collect='*read_all*' steady FILE.jsonl [WEIGHTS…]`.

use std::fmt::Write;
use std::path::Path;

use rapport_engine::{Library, Program, RuleSource, Scratch, detect, redaction_side};
use rapport_model::{Channel, Conversation, Party, Turn};
use rapport_text::redact::Redactor;

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
fn read_all(library: &Library, conversations: &[Conversation], scratch: &mut Scratch, mut tell: impl FnMut(rapport_engine::Detection)) {
    conversations.iter().for_each(|conversation| tell(detect(library, &Program::default(), conversation, scratch)));
}

fn conversation(line: &str) -> Conversation {
    let row: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
    let mut turns: Vec<Turn> = Vec::new();
    let mut redactor = Redactor::new();
    for turn in row["turns"].as_array().into_iter().flatten() {
        let party = match turn["who"].as_str() {
            Some("agent") => Party::Agent,
            Some("customer") => Party::Customer,
            _ => Party::System,
        };
        turns.push(Turn::new(party.clone(), ""));
        for change in redactor.push(redaction_side(&party), turn["text"].as_str().unwrap_or_default()) {
            turns[change.turn].text = change.text;
        }
    }
    let mut conversation = Conversation::new("1", "-", Channel::Chat);
    conversation.turns = turns;
    conversation
}

fn main() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../behaviours"), &mut files);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let mut args = std::env::args().skip(1);
    let text = std::fs::read_to_string(args.next().unwrap_or_default()).unwrap_or_default();
    let weights: Vec<Vec<u8>> = args.filter_map(|path| std::fs::read(path).ok()).collect();
    let (mut library, _) = Library::compile_rest(&files);
    if !weights.is_empty() {
        let list: Vec<&[u8]> = weights.iter().map(Vec::as_slice).collect();
        library = library.with_learned(&list, "sha256:00000000").expect("weights of these rules");
    }
    let conversations: Vec<_> = text.lines().map(conversation).collect();
    let turns: usize = conversations.iter().map(|c| c.turns.len()).sum();
    let mut scratch = Scratch::default();
    conversations.iter().for_each(|conversation| drop(detect(&library, &Program::default(), conversation, &mut scratch)));
    let started = std::time::Instant::now();
    let mut dump = String::new();
    let dumps = std::env::var("DUMP");
    read_all(&library, &conversations, &mut scratch, |detection| {
        if dumps.is_ok() {
            let _ = writeln!(dump, "{detection:?}");
        }
    });
    eprintln!("{turns} turns, {:.0} a second", turns as f64 / started.elapsed().as_secs_f64());
    if let Ok(path) = dumps {
        let _ = std::fs::write(path, dump);
    }
}
