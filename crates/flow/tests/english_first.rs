//! The library that starts sooner finds what the whole one finds.

#![allow(clippy::unwrap_used, reason = "what helps a test may break off as the test may")]

use std::path::Path;

use rapport_engine::{Dialogue, Library, Program, RuleSource, Scratch};
use rapport_flow::Engine;
use rapport_model::Conversation;

fn sources(folder: &Path, out: &mut Vec<RuleSource>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else {
            out.push(RuleSource { name: path.display().to_string(), text: std::fs::read_to_string(&path).unwrap() });
        }
    }
    out.sort_by(|a, b| a.name.cmp(&b.name));
}

fn conversations(library: &Library) -> Vec<Conversation> {
    let sets = library.behaviours().flat_map(|rule| [&rule.examples.en, &rule.examples.zh]);
    sets.flat_map(|set| set.fires.iter().chain(&set.silent)).map(|example| Dialogue::parse(&example.value.say, example.value.channel.as_deref()).unwrap().conversation).collect()
}

#[test]
fn both_libraries_find_the_same_in_every_example() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../behaviours"), &mut files);
    let whole = Engine::new(Library::compile(&files).unwrap(), Program::default());
    let all = conversations(&whole.library);
    let hash = whole.library.hash().to_owned();
    let quick = Engine::english_first(Library::compile_english(&files).unwrap(), move || Library::compile(&files).unwrap(), Program::default());
    assert_eq!(quick.library.hash(), hash, "the same files, so the same hash");
    let mut scratch = Scratch::default();
    let (mut english, mut chinese) = (0, 0);
    for conversation in all {
        if std::sync::Arc::ptr_eq(quick.library_for(&conversation), &quick.library) {
            english += 1
        } else {
            chinese += 1
        }
        let wanted = whole.check(conversation.clone(), &mut scratch).detection;
        assert_eq!(quick.check(conversation, &mut scratch).detection, wanted);
    }
    assert!(english > 1_000 && chinese > 1_000, "{english} conversations were read in English alone, {chinese} whole");
}
