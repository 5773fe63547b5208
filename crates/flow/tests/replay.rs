//! Every stored evaluation, computed again, is the same byte for byte: with the present rules, with rules that were kept, with both tiers.

#![allow(clippy::unwrap_used, reason = "what helps a test may break off as the test may")]

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};
use rapport_engine::{Dialogue, Library, RuleSource, Scorecard};
use rapport_flow::{Desk, Incoming, Replay, Rules, Secret};
use rapport_model::{Party, Turn};
use rapport_store::testing::Scratch;
use rapport_store::{NewProgram, Newest, Pack, PackKind, Scope};
use serde_json::{Value, json};

fn sources(folder: &str) -> Vec<RuleSource> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (mut folders, mut out) = (vec![root.join(folder)], Vec::new());
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "yaml") {
                out.push(RuleSource { name: path.strip_prefix(&root).unwrap().display().to_string(), text: std::fs::read_to_string(&path).unwrap() });
            }
        }
    }
    out.sort_by(|a, b| a.name.cmp(&b.name));
    out
}

fn weights(language: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../models/{language}.weights"))).unwrap()
}

struct World {
    files: Vec<RuleSource>,
    cards: Vec<RuleSource>,
    /// Every turn of every example: what people say, in both languages.
    said: Vec<Turn>,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let files = sources("behaviours");
    let library = Library::compile(&files).unwrap();
    let sets = library.behaviours().flat_map(|rule| [&rule.examples.en, &rule.examples.zh]);
    let examples = sets.flat_map(|set| set.fires.iter().chain(&set.silent));
    let said = examples.flat_map(|example| Dialogue::parse(&example.value.say, example.value.channel.as_deref()).unwrap().conversation.turns).collect();
    World { files, cards: sources("scorecards"), said }
});

/// A conversation of turns that were drawn, as plain JSON; calls carry times.
fn talk(number: usize, channel: &str, picks: &[(prop::sample::Index, bool)]) -> Value {
    let turns: Vec<Value> = picks
        .iter()
        .enumerate()
        .map(|(at, (pick, swap))| {
            let turn = pick.get(&WORLD.said);
            let who = if (turn.party == Party::Agent) != *swap { "agent" } else { "customer" };
            match channel {
                "voice" => json!({"who": who, "text": turn.text, "start_ms": at * 4_000, "end_ms": at * 4_000 + 3_000}),
                _ => json!({"who": who, "text": turn.text}),
            }
        })
        .collect();
    json!({"id": format!("c{number}"), "channel": channel, "agent": "a1", "turns": turns})
}

fn talks(count: usize) -> String {
    let mut runner = TestRunner::new_with_rng(Config::default(), proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha));
    let picks = prop::collection::vec((any::<prop::sample::Index>(), prop::bool::weighted(0.1)), 2..24);
    let channels = ["voice", "chat", "email", "sms"];
    (0..count).map(|at| format!("{}\n", talk(at, channels[at % channels.len()], &picks.new_tree(&mut runner).unwrap().current()))).collect()
}

/// A desk over a store, by rule files and, where `taught`, the weights.
async fn desk(scratch: &Scratch, files: &[RuleSource], taught: bool) -> Desk {
    let files_of_weights = [("en", weights("en")), ("zh", weights("zh"))];
    let weights: Vec<(&str, &[u8])> = files_of_weights.iter().map(|(language, bytes)| (*language, bytes.as_slice())).collect();
    let mut library = Library::compile(files).unwrap();
    if taught {
        library = library.with_learned(&weights.iter().map(|(_, bytes)| *bytes).collect::<Vec<_>>(), "sha256:weights").unwrap();
    }
    let desk = Desk::new(scratch.store.clone(), Secret::new([1; 32]), Rules::new(library, files, if taught { &weights } else { &[] })).await.unwrap();
    for card in &WORLD.cards {
        let form = Scorecard::compile(card, &desk.rules().library).unwrap();
        desk.store().publish_built_in(&Scope::system(), &form.id, form.version.into(), &form.hash, &card.text).await.unwrap();
    }
    desk
}

async fn work(desk: &Desk) {
    while desk.work_once("test").await.unwrap() > 0 {}
}

/// Every evaluation that is kept, computed again by a desk.
async fn all_same(desk: &Desk, count: usize) {
    let system = Scope::system();
    let ids = desk.store().evaluation_ids(&system, None, None, 10_000).await.unwrap();
    assert_eq!(ids.len(), count);
    for id in ids {
        assert_eq!(desk.replay(&system, &id).await.unwrap(), Some(Replay::Same), "{id}");
    }
}

#[tokio::test]
async fn what_is_computed_again_is_the_same_also_after_the_rules_changed() {
    let scratch = Scratch::chosen().await;
    let system = Scope::system();
    let count = 60;
    let old = desk(&scratch, &WORLD.files, true).await;
    let program = old.store().add_program(&system, &NewProgram { name: "Lantern Broadband".into(), ..NewProgram::default() }).await.unwrap();
    let pack = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/programs/larkmoor.yaml")).unwrap();
    old.store().set_pack(&system, &program.id, &Pack { hash: rapport_store::hash(&pack), kind: PackKind::Program, body: pack }).await.unwrap();
    let incoming = Incoming { program: Some(program.id.clone()), source: "test".into(), name: "test".into(), ..Incoming::default() };
    let report = old.take_in(&system, &incoming, Box::new(std::io::Cursor::new(talks(count))), |_| {}).await.unwrap();
    assert_eq!(report.new as usize, count);
    work(&old).await;
    all_same(&old, count).await;

    // A detector that finds nothing any more: other rules, and no weights.
    let mut files = WORLD.files.clone();
    let rule = files.iter_mut().find(|file| file.name.ends_with("/emotion_acknowledged.yaml")).unwrap();
    rule.text = format!("# changed\n{}", rule.text);
    let new = desk(&scratch, &files, false).await;
    all_same(&new, count).await;
    let program = new.store().program(&system, &program.id).await.unwrap().unwrap();
    let which = Newest { program: program.id.clone(), limit: 1_000, ..Newest::default() };
    let judged = new.judge(&system, &program, None, None, &which).await.unwrap();
    let changed = judged.iter().filter(|one| one.change.is_seen()).count();
    assert!(judged.len() == count && changed > 0, "without the weights, {changed} of {} change", judged.len());
    let requeued = new.rescore(&system, &program).await.unwrap();
    assert_eq!((requeued.conversations, requeued.affected, requeued.queued), (count as u64, count as u64, count as u64));
    work(&new).await;
    all_same(&new, 2 * count).await;
    all_same(&old, 2 * count).await;
    // What was foretold came.
    for one in &judged {
        let own = new.store().evaluations_of(&system, &one.id).await.unwrap();
        let current = own.iter().find(|row| row.current == 1).unwrap();
        assert_eq!((current.score, current.reason.as_str()), (one.change.score[1].map(i64::from), "rules"));
    }
    assert!(new.judge(&system, &program, None, None, &which).await.unwrap().iter().all(|one| !one.change.is_seen()));
    scratch.end().await;
}

#[tokio::test]
async fn what_is_not_there_as_it_was_is_named() {
    let scratch = Scratch::chosen().await;
    let system = Scope::system();
    let desk = desk(&scratch, &WORLD.files, false).await;
    let program = desk.store().add_program(&system, &NewProgram { name: "Lantern Broadband".into(), ..NewProgram::default() }).await.unwrap();
    let incoming = Incoming { program: Some(program.id.clone()), source: "test".into(), name: "test".into(), ..Incoming::default() };
    desk.take_in(&system, &incoming, Box::new(std::io::Cursor::new(talks(3))), |_| {}).await.unwrap();
    work(&desk).await;
    let ids = desk.store().evaluation_ids(&system, None, None, 10).await.unwrap();
    assert_eq!(desk.replay(&system, "none").await.unwrap(), None);
    let lacks = async |id: &str| match desk.replay(&system, id).await.unwrap() {
        Some(Replay::Missing(lacks)) => lacks.into_iter().map(|lack| lack.what).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    // Somebody changes rows behind our back: a result, a conversation, the kept forms.
    scratch.spoil(&format!("UPDATE evaluations SET result = replace(result, '\"version\":1', '\"version\":9') WHERE id = '{}'", ids[0])).await;
    assert_eq!(lacks(&ids[0]).await, ["result"]);
    let conversation = desk.store().evaluation(&system, &ids[1]).await.unwrap().unwrap().conversation_id;
    scratch.spoil(&format!("UPDATE conversations SET document = replace(document, '\"turns\"', ' \"turns\"') WHERE id = '{conversation}'")).await;
    assert_eq!(lacks(&ids[1]).await, ["conversation"]);
    scratch.spoil("UPDATE packs SET hash = hash || '-' WHERE kind = 'scorecard'").await;
    assert_eq!(lacks(&ids[2]).await, ["scorecard"]);
    scratch.end().await;
}
