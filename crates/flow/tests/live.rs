//! Live equals batch, with the learned tier: a session fed turn by turn ends with what one look at the whole conversation gives.

#![allow(clippy::unwrap_used, reason = "what helps a test may break off as the test may")]

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

/// The weights of a language as they lie in the repository.
fn weights(language: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../models/{language}.weights"))).unwrap()
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
    let weights = ["en", "zh"].map(weights);
    let library = Library::compile(&files).unwrap().with_learned(&[&weights[0], &weights[1]], "sha256:0").unwrap();
    let library = Arc::new(library);
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
    World { engine: Engine::new(library, Program::default()), said }
});

/// What a finding is known by for good.
fn name(finding: &rapport_model::Finding) -> String {
    format!("{} {} {:?} {} {:?}", finding.turn, finding.behaviour, finding.polarity, finding.cue, finding.span)
}

fn conversation(picks: &[(prop::sample::Index, bool, u8)], channel: Channel) -> Conversation {
    let world = &*WORLD;
    let mut conversation = Conversation::new("c", "", channel);
    let mut clock = 0;
    conversation.turns = picks
        .iter()
        .map(|(pick, swap, wait)| {
            let mut turn = pick.get(&world.said).clone();
            if *swap {
                turn.party = rapport_model::Party::Agent;
            }
            if channel == Channel::Voice {
                clock += i64::from(*wait) * 200;
                (turn.start_ms, turn.end_ms) = (Some(clock), Some(clock + 2000));
                clock += 2000;
            }
            turn
        })
        .collect();
    conversation
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// What was told turn by turn is, after every turn of a long call, what one look at the turns so far gives:
    /// nothing stays that no longer holds, and nothing is forgotten.
    #[test]
    fn changes_add_up_after_every_turn(
        picks in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>(), any::<u8>()), 30..90),
        voice in any::<bool>(),
        holds in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 0..4),
    ) {
        let world = &*WORLD;
        let channel = if voice { Channel::Voice } else { Channel::Chat };
        let whole = conversation(&picks, channel);
        let mut session = Session::new(Arc::clone(&world.engine.library), Arc::clone(&world.engine.program), channel);
        let mut told: Vec<String> = Vec::new();
        let mut opened: Vec<String> = Vec::new();
        let mut taken: Vec<String> = Vec::new();
        let mut said = Conversation::new("c", "", channel);
        let mut scratch = Scratch::default();
        let times: Vec<(usize, bool)> = holds.iter().map(|(at, hold)| (at.index(whole.turns.len()), *hold)).collect();
        for (at, turn) in whole.turns.iter().enumerate() {
            for (_, hold) in times.iter().filter(|(when, _)| *when == at) {
                let kind = if *hold { rapport_model::EventKind::Hold } else { rapport_model::EventKind::Transfer };
                let event = rapport_model::Event { kind, start_ms: turn.start_ms.map(|ms| ms - 500), end_ms: turn.end_ms, by: None };
                session.note(event.clone());
                said.events.push(event);
            }
            for change in session.push(turn) {
                match change {
                    Change::Found(finding) => told.push(name(&finding)),
                    Change::Withdrawn(finding) => {
                        let at = told.iter().position(|told| *told == name(&finding));
                        prop_assert!(at.is_some(), "withdrawn, but never told: {}", name(&finding));
                        at.map(|at| told.swap_remove(at));
                    }
                    Change::Opened(opportunity) => opened.push(format!("{} {}", opportunity.turn, opportunity.behaviour)),
                    Change::Closed(opportunity) if opportunity.taken => taken.push(format!("{} {}", opportunity.turn, opportunity.behaviour)),
                    _ => {}
                }
            }
            said.turns.push(turn.clone());
            let batch = world.engine.check(said.clone(), &mut scratch).detection;
            let mut findings: Vec<String> = batch.findings.iter().map(name).collect();
            findings.sort();
            told.sort();
            prop_assert_eq!(&told, &findings, "after turn {}", at);
            for opportunity in &batch.opportunities {
                let place = format!("{} {}", opportunity.turn, opportunity.behaviour);
                let ends = matches!(&*opportunity.behaviour, "close_complete" | "resolution_confirmed");
                prop_assert!(ends || opened.contains(&place), "never opened: {} after turn {}", place, at);
                prop_assert!(ends || !opportunity.taken || taken.contains(&place), "never told as taken: {} after turn {}", place, at);
            }
        }
        let batch = world.engine.check(said, &mut scratch).detection;
        prop_assert_eq!(session.finish(), batch);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn finish_equals_batch(picks in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>(), any::<u8>()), 1..40), voice in any::<bool>()) {
        let world = &*WORLD;
        let channel = if voice { Channel::Voice } else { Channel::Chat };
        let conversation = conversation(&picks, channel);
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
        // Only customers have readings, each turn one.
        let felt: Vec<u32> = batch.detection.readings.felt.iter().map(|felt| felt.turn).collect();
        let customer = |turn: &u32| batch.conversation.turns[*turn as usize].party == rapport_model::Party::Customer;
        prop_assert!(felt.iter().all(customer) && felt.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(batch.detection.readings.felt.iter().all(|felt| felt.tension <= 1000 && felt.intensity <= 4));
        prop_assert_eq!(session.finish(), batch.detection);
    }
}
