//! Live equals batch: a session fed turn by turn ends with what one look at the whole conversation gives.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use rapport_engine::{Change, Dialogue, Library, Program, RuleSource, Scratch, Session};
use rapport_flow::Engine;
use rapport_model::{Channel, Conversation, Turn};

fn sources(folder: &Path, out: &mut Vec<RuleSource>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else {
            out.push(RuleSource { name: path.display().to_string(), text: std::fs::read_to_string(&path).unwrap() });
        }
    }
}

struct World {
    engine: Engine,
    /// Every turn of every example: what people say, in both languages.
    said: Vec<Turn>,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../behaviours"), &mut files);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let library = Arc::new(Library::compile(&files).unwrap());
    let mut said = Vec::new();
    for rule in library.behaviours() {
        for set in [&rule.examples.en, &rule.examples.zh] {
            for example in set.fires.iter().chain(&set.silent) {
                let dialogue = Dialogue::parse(&example.value.say, example.value.channel.as_deref()).unwrap();
                said.extend(dialogue.conversation.turns);
            }
        }
    }
    for digits in ["my card is 4111 1111", "1111 1111", "mm-hm", "卡号是六二二二零二一二", "三四五六七八九四", "嗯嗯"] {
        said.push(Turn::new(rapport_model::Party::Customer, digits));
    }
    World { engine: Engine { library, program: Arc::new(Program::default()) }, said }
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn finish_equals_batch(picks in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 1..24), voice in any::<bool>()) {
        let world = &*WORLD;
        let channel = if voice { Channel::Voice } else { Channel::Chat };
        let mut conversation = Conversation::new("c", "", channel);
        conversation.turns = picks.iter().map(|(pick, swap)| {
            let mut turn = pick.get(&world.said).clone();
            if *swap {
                turn.party = rapport_model::Party::Agent;
            }
            turn
        }).collect();
        let batch = world.engine.check(conversation.clone(), &mut Scratch::default());

        let mut session = Session::new(Arc::clone(&world.engine.library), Arc::clone(&world.engine.program), channel);
        let mut shown: Vec<String> = Vec::new();
        for turn in &conversation.turns {
            for change in session.push(turn) {
                if let Change::Redacted { turn, text } = change {
                    shown.push(format!("{turn} {text}"));
                }
            }
        }
        // The last text that a session showed for a turn is the text that batch redaction gives.
        for line in &shown {
            let (turn, _) = line.split_once(' ').unwrap();
            let last = shown.iter().rfind(|other| other.split_once(' ').unwrap().0 == turn).unwrap();
            prop_assert_eq!(last, &format!("{turn} {}", batch.conversation.turns[turn.parse::<usize>().unwrap()].text));
        }
        prop_assert_eq!(session.finish(), batch.detection);
    }
}
