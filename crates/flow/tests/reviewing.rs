//! What people answer on a form is held against the form and the machine before anything is decided.

use proptest::prelude::*;
use rapport_engine::{Library, RuleSource, Scorecard, Verdict};
use rapport_flow::people::{By, ItemAnswer, MachineItem, complete, fitting};

const FORM: &str = "format: 1\nid: f\nversion: 1\nname: {en: F, zh: F}\nabout: {en: F, zh: F}\nchannels: [chat]\nsections:\n\
    \x20 - id: all\n    name: {en: A, zh: A}\n    items:\n\
    \x20     - {id: done, text: {en: A, zh: A}, kind: human, weight: 70}\n\
    \x20     - {id: asked, text: {en: A, zh: A}, kind: human, weight: 30, scale: yes_no}\n\
    \x20     - {id: grave, text: {en: A, zh: A}, kind: human, critical: true, class: compliance}\n";

fn card() -> Scorecard {
    let library = Library::compile(&[]).expect("no rules are rules");
    Scorecard::compile(&RuleSource { name: "f".into(), text: FORM.into() }, &library).expect("a form")
}

/// The machine did `done` in full, left `asked` to a person, and proposes that `grave` failed.
fn machine() -> Vec<MachineItem> {
    let item = |item: &str, share: Option<u16>, open: Option<&str>, critical: bool| MachineItem {
        item: item.into(),
        kind: "hybrid".into(),
        class: "compliance".into(),
        critical,
        weight: 0,
        share,
        not_applicable: None,
        open: open.map(str::to_owned),
        to_confirm: critical,
        evidence: Vec::new(),
    };
    vec![item("done", Some(10_000), None, false), item("asked", None, Some("for_a_person"), false), item("grave", Some(0), None, true)]
}

fn share(item: &str, share: u16, reason: &str) -> ItemAnswer {
    ItemAnswer { item: item.into(), share: Some(share), reason: reason.into(), ..ItemAnswer::default() }
}

fn agrees(item: &str) -> ItemAnswer {
    ItemAnswer { item: item.into(), agrees: true, ..ItemAnswer::default() }
}

fn refusals(answers: &[ItemAnswer]) -> Vec<String> {
    complete(&card(), &machine(), answers).expect_err("something is missing").into_iter().map(|refusal| refusal.item).collect()
}

#[test]
fn nothing_fails_a_conversation_without_a_person() {
    assert_eq!(refusals(&[]), ["asked", "grave"]);
    let (answers, reviewed) = complete(&card(), &machine(), &[share("asked", 10_000, ""), agrees("grave")]).expect("all is said");
    assert_eq!((reviewed.score(), reviewed.verdict), (Some(10_000), Verdict::Fail));
    assert_eq!(answers.iter().map(|answer| answer.by).collect::<Vec<_>>(), [By::Machine, By::Person, By::Person]);
    let rejected = [share("asked", 0, ""), share("grave", 10_000, "the words are the customer's")];
    let (_, reviewed) = complete(&card(), &machine(), &rejected).expect("all is said");
    assert_eq!((reviewed.score(), reviewed.verdict), (Some(7_000), Verdict::Pass));
}

#[test]
fn another_answer_than_the_machines_has_a_reason() {
    let others = [share("asked", 10_000, ""), agrees("grave")];
    let with = |answer: ItemAnswer| others.iter().cloned().chain([answer]).collect::<Vec<_>>();
    assert_eq!(refusals(&with(share("done", 5_000, " "))), ["done"]);
    assert_eq!(refusals(&[agrees("asked"), agrees("grave")]), ["asked"], "there is nothing to agree with");
    let (answers, reviewed) = complete(&card(), &machine(), &with(share("done", 5_000, "half"))).expect("all is said");
    assert_eq!((reviewed.score(), answers[0].agrees), (Some(6_500), false));
    let (answers, _) = complete(&card(), &machine(), &with(share("done", 10_000, ""))).expect("all is said");
    assert!(answers[0].agrees && answers[0].by == By::Person, "the same answer by a person");
}

#[test]
fn what_the_form_does_not_have_is_refused() {
    let twice = [share("done", 0, ""), share("done", 10_000, "")];
    let words = [ItemAnswer { item: "done".into(), text: "well".into(), ..ItemAnswer::default() }];
    let both = [ItemAnswer { na: true, ..share("done", 0, "") }];
    for wrong in [&[share("none", 0, "")][..], &[share("asked", 5_000, "")], &[share("done", 10_001, "")], &twice, &words, &both] {
        assert_eq!(fitting(&card(), wrong).len(), 1, "{wrong:?}");
    }
}

fn any_answer() -> impl Strategy<Value = ItemAnswer> {
    let item = prop::sample::select(vec!["done", "asked", "grave", "none"]);
    (item, prop::option::of(0u16..12_000), any::<bool>(), any::<bool>(), prop::sample::select(vec!["", "why"]), prop::sample::select(vec!["", "words"]))
        .prop_map(|(item, share, na, agrees, reason, text)| ItemAnswer { item: item.into(), share, na, agrees, reason: reason.into(), text: text.into(), by: By::Person })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_complete_review_answers_every_item_and_stays_so(answers in prop::collection::vec(any_answer(), 0..5)) {
        let (card, machine) = (card(), machine());
        if let Ok((whole, reviewed)) = complete(&card, &machine, &answers) {
            prop_assert_eq!(whole.len(), 3);
            prop_assert!(whole.iter().all(|answer| answer.answer().is_some()));
            prop_assert!(reviewed.score().is_none_or(|score| score <= 10_000));
            let (again, same) = complete(&card, &machine, &whole).expect("it is complete");
            prop_assert_eq!(same, reviewed);
            prop_assert!(again.iter().zip(&whole).all(|(one, two)| one.answer() == two.answer() && one.agrees == two.agrees));
        }
    }
}
