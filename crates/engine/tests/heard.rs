//! What rule files say of findings that a head alone made: their level, and where they stand.

#![allow(clippy::unwrap_used, reason = "what helps a test may break off as the test may")]

use std::sync::Arc;

use rapport_engine::{Calibration, Dialogue, HeadFile, Library, Program, RuleSource, Scratch, Session, TableFile, WEIGHTS_FORMAT, WeightsFile, detect};
use rapport_model::Detector;

fn rule(id: &str, side: &str, heard: &str, pattern: &str) -> RuleSource {
    let text = format!(
        "format: 1\nid: {id}\nside: {side}\npolarity: \"0\"\ntier: core\nname: &t {{en: a, zh: a}}\ndefinition: *t\nwhy: *t\nsource: a\nreason: *t\n{heard}\ncues: {{en: [{{id: 1, match: [{pattern}]}}]}}\n"
    );
    RuleSource { name: format!("{id}.yaml"), text }
}

/// A library whose only head finds `calm` in every turn of a customer, whatever is said.
fn library(heard: &str) -> Library {
    let files = [rule("calm", "customer", heard, "so be it"), rule("anger", "customer", "", "furious")];
    let sure = HeadFile { name: "calm".into(), threshold: -1, calibration: Calibration { slope: 0, offset: 2 << 16 }, level: 3, ..HeadFile::default() };
    let customer = TableFile { heads: vec![sure], ..TableFile::default() };
    let weights = WeightsFile { format: WEIGHTS_FORMAT, language: "en".into(), customer, ..WeightsFile::default() };
    Library::compile(&files).unwrap().with_learned(&[&weights.write().unwrap()], "sha256:0").unwrap()
}

/// The turns in which `calm` is found, each with who found it and its level; a session finds the same turn by turn.
fn found(heard: &str, say: &str) -> Vec<(u32, Detector, Option<u8>)> {
    let library = Arc::new(library(heard));
    let conversation = Dialogue::parse(say, None).unwrap().conversation;
    let batch = detect(&library, &Program::default(), &conversation, &mut Scratch::default());
    let mut session = Session::new(library, Arc::new(Program::default()), conversation.channel);
    conversation.turns.iter().for_each(|turn| drop(session.push(turn)));
    assert_eq!(session.finish(), batch);
    batch.findings.iter().filter(|finding| &*finding.behaviour == "calm").map(|finding| (finding.turn, finding.detector, finding.level)).collect()
}

const AFTER: &str = "heard: {level: 1, when: {after: {any: [anger]}}}";
const SAY: &str = "C: hello there / A: hello / C: I am furious / A: I see / C: fine then";

#[test]
fn a_head_is_free_where_the_file_says_nothing() {
    assert_eq!(found("", SAY), [0, 2, 4].map(|turn| (turn, Detector::Model, Some(3))));
}

#[test]
fn a_head_is_held_back_until_its_conditions_hold() {
    assert_eq!(found(AFTER, SAY), [(4, Detector::Model, Some(1))]);
    assert_eq!(found(AFTER, "C: hello there / A: hello / C: fine then"), []);
}

#[test]
fn a_rule_is_not_held_back() {
    assert_eq!(found(AFTER, "C: so be it / A: hello").iter().map(|(turn, ..)| *turn).collect::<Vec<_>>(), [0]);
}

#[test]
fn one_of_several_conditions_is_enough_and_words_are_counted() {
    let heard = "heard: {min_words: 2, when: [{after: {any: [anger]}}, {position: {from: 3}}]}";
    let say = "C: hello there / A: hello / C: all right / A: I see / C: fine then / A: good / C: bye";
    assert_eq!(found(heard, say).iter().map(|(turn, ..)| *turn).collect::<Vec<_>>(), [4]);
    assert_eq!(found(heard, &say.replace("hello there", "I am furious")).iter().map(|(turn, ..)| *turn).collect::<Vec<_>>(), [2, 4]);
}

#[test]
fn mistakes_are_told_with_their_line() {
    for (heard, told) in
        [("heard: {level: 5}", "a level is 1 to 4"), ("heard: {when: {after: {any: [nobody]}}}", "there is no behaviour `nobody`"), ("heard: {when: {afer: 1}}", "afer")]
    {
        let Err(error) = Library::compile(&[rule("calm", "customer", heard, "so be it")]) else { panic!("a mistake") };
        let error = error.to_string();
        assert!(error.contains(told) && error.contains("calm.yaml:11"), "{error}");
    }
}
