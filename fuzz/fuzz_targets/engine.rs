//! Any conversation is read by both tiers without a panic, and every finding quotes words that were said: `make fuzz`.
#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use rapport_engine::{Library, Program, RuleSource, Scratch, detect};
use rapport_model::{Channel, Conversation, Party, Turn};

fn add(folder: &Path, sources: &mut Vec<RuleSource>) {
    for entry in std::fs::read_dir(folder).expect("the rule files").flatten() {
        let path = entry.path();
        if path.is_dir() {
            add(&path, sources);
        } else {
            sources.push(RuleSource { name: path.display().to_string(), text: std::fs::read_to_string(&path).expect("a rule file") });
        }
    }
}

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the project");
    let mut sources = Vec::new();
    add(&project.join("behaviours"), &mut sources);
    let weights = ["en", "zh"].map(|language| std::fs::read(project.join(format!("models/{language}.weights"))).expect("weights"));
    let weights: Vec<&[u8]> = weights.iter().map(Vec::as_slice).collect();
    Library::compile(&sources).expect("the built-in rules").with_learned(&weights, "sha256:fuzz").expect("weights of these rules")
});

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut conversation = Conversation::new("fuzz", "-", Channel::Chat);
    conversation.turns = text.lines().enumerate().map(|(turn, line)| Turn::new(if turn % 2 == 0 { Party::Customer } else { Party::Agent }, line)).collect();
    let detection = detect(&LIBRARY, &Program::default(), &conversation, &mut Scratch::default());
    for finding in &detection.findings {
        let said = conversation.turns[finding.turn as usize].text.chars();
        let quoted: String = said.skip(finding.span.start as usize).take((finding.span.end - finding.span.start) as usize).collect();
        assert_eq!(quoted, finding.quote, "{}", finding.behaviour);
    }
});
