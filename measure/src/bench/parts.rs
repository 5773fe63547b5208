//! One core, in one process: the engine, redaction, reading alone, and bare scanners on the same bytes.

use std::fmt::Write;
use std::hint::black_box;

use aho_corasick::{AhoCorasick, MatchKind};
use anyhow::Result;
use jieba_rs::Jieba;
use rapport_engine::Scratch;
use rapport_flow::Engine;
use rapport_model::Conversation;
use rapport_text::Reading;

use super::clock::{REPETITIONS, Spread, processor_seconds};
use super::input::Input;
use crate::places::Engines;

/// A table row for each part, and the ratio of the engine to each scanner.
///
/// # Errors
/// The literals cannot be compiled into one scanner.
pub fn parts(engines: &Engines, input: &Input, literals: &[String]) -> Result<String> {
    let scanner = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true).build(literals)?;
    let jieba = (input.language == "Chinese").then(Jieba::new);
    let mut redacted = input.conversations.clone();
    redacted.iter_mut().for_each(|conversation| {
        rapport_flow::redact(conversation);
    });
    let mut seconds: [Vec<f64>; 7] = Default::default();
    let mut scratch = Scratch::default();
    let mut reading = Reading::default();
    // One warm-up, then the parts in turn, so that a slow moment of the machine meets all of them.
    for round in 0..=REPETITIONS {
        let mut fresh = input.conversations.clone();
        let mut detect = |engine: &Engine| {
            processor_seconds(|| {
                for conversation in &redacted {
                    black_box(rapport_engine::detect(&engine.library, &engine.program, conversation, &mut scratch));
                }
            })
        };
        let times = [
            detect(&engines.both),
            detect(&engines.rules),
            processor_seconds(|| texts(&redacted, |text| reading.read(black_box(text)))),
            processor_seconds(|| {
                for conversation in &mut fresh {
                    black_box(rapport_flow::redact(conversation));
                }
            }),
            processor_seconds(|| {
                black_box(rapport_intake::read("bench.jsonl", &input.lines));
            }),
            processor_seconds(|| {
                texts(&input.conversations, |text| {
                    black_box(scanner.find_iter(text).count());
                })
            }),
            jieba.as_ref().map_or(0.0, |jieba| {
                processor_seconds(|| {
                    texts(&input.conversations, |text| {
                        black_box(jieba.cut(text, true));
                    })
                })
            }),
        ];
        if round > 0 {
            seconds.iter_mut().zip(times).for_each(|(list, time)| list.push(time));
        }
    }
    Ok(rows(input, &seconds, literals.len()))
}

/// The engine over every conversation, for a profiler.
pub fn engine_alone(engine: &Engine, input: &Input) {
    let mut scratch = Scratch::default();
    for conversation in &input.conversations {
        black_box(rapport_engine::detect(&engine.library, &engine.program, conversation, &mut scratch));
    }
}

fn rows(input: &Input, seconds: &[Vec<f64>; 7], literals: usize) -> String {
    let mut out = String::new();
    let names = [
        "engine, both tiers: all behaviours, redacted turns in, findings out".to_owned(),
        "the same with rules alone".to_owned(),
        "of it: reading (normalise, tokens, sentences)".to_owned(),
        "redaction alone".to_owned(),
        "intake alone: JSON Lines in, conversations out".to_owned(),
        format!("bare Aho-Corasick scan for the rules' {literals} literals"),
        "bare jieba-rs segmentation (HMM)".to_owned(),
    ];
    let engine = Spread::of(seconds[0].clone()).median;
    for (name, list) in names.iter().zip(seconds) {
        let spread = Spread::of(list.clone());
        if spread.median == 0.0 {
            continue;
        }
        let turns = spread.map(|seconds| input.turns as f64 / seconds / 1000.0);
        let bytes = spread.map(|seconds| input.bytes as f64 / seconds / 1e6);
        let _ = writeln!(
            out,
            "| {} | {name} | {} | {} | {:.0} | {:.2} |",
            input.language,
            turns.show(0),
            bytes.show(1),
            spread.median * 1e9 / input.turns as f64,
            engine / spread.median
        );
    }
    out
}

fn texts(conversations: &[Conversation], mut work: impl FnMut(&str)) {
    conversations.iter().flat_map(|conversation| &conversation.turns).for_each(|turn| work(&turn.text));
}
