//! Counts words and neighbours in the example dialogues: `cargo run -p rapport-engine --example frequencies`
//! rewrites `src/pattern/frequencies.txt`, by which patterns choose what to be found by.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use rapport_engine::{Dialogue, Library, RuleSource};
use rapport_text::{Kind, Reading};

fn main() -> std::io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["../../behaviours", "../../behaviours/words"] {
        for entry in std::fs::read_dir(root.join(folder))? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "yaml") {
                files.push(RuleSource { name: path.display().to_string(), text: std::fs::read_to_string(&path)? });
            }
        }
    }
    let (library, _) = Library::compile_rest(&files);
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let mut total = 0u64;
    for rule in library.behaviours() {
        for set in [&rule.examples.en, &rule.examples.zh] {
            for example in set.fires.iter().chain(&set.silent) {
                let Ok(dialogue) = Dialogue::parse(&example.value.say, None) else { continue };
                for turn in &dialogue.conversation.turns {
                    let reading = Reading::of(&turn.text);
                    let words: Vec<Option<String>> =
                        reading.tokens.iter().map(|token| matches!(token.kind, Kind::Word | Kind::Han).then(|| reading.word(token)).filter(|word| !word.contains('\''))).collect();
                    total += words.len() as u64;
                    for (at, word) in words.iter().enumerate() {
                        let Some(word) = word else { continue };
                        *counts.entry(word.clone()).or_default() += 1;
                        if let Some(Some(next)) = words.get(at + 1) {
                            *counts.entry(format!("{word} {next}")).or_default() += 1;
                        }
                    }
                }
            }
        }
    }
    let mut text = String::from("# Made by `cargo run -p rapport-engine --example frequencies`: occurrences per 100,000 tokens of the example dialogues.\n");
    for (words, count) in counts {
        let share = count * 100_000 / total.max(1);
        if share >= 15 {
            let _ = writeln!(text, "{words}\t{share}");
        }
    }
    std::fs::write(root.join("src/pattern/frequencies.txt"), text)
}
