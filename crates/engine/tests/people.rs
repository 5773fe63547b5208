//! Items that people answer: choices, free words, and when "not applicable" is an answer.

use rapport_engine::{Library, RuleSource, Scale, Scorecard};

fn card(items: &str) -> Result<Scorecard, String> {
    let head = "format: 1\nid: demo\nversion: 1\nname: {en: a, zh: a}\nabout: {en: a, zh: a}\nchannels: [chat]\nsections:\n- id: all\n  name: {en: a, zh: a}\n  items:\n";
    let library = Library::compile(&[]).expect("no rules are sound");
    Scorecard::compile(&RuleSource { name: "demo.yaml".into(), text: format!("{head}{items}") }, &library).map_err(|errors| errors.to_string())
}

fn item(id: &str, rest: &str) -> String {
    format!("  - {{id: {id}, text: {{en: a, zh: a}}, kind: human, {rest}}}\n")
}

const CHOICES: &str = "choices: [{id: right, text: {en: a, zh: a}, share: 100}, {id: half, text: {en: a, zh: a}, share: 50}, {id: wrong, text: {en: a, zh: a}, share: 0}]";

#[test]
fn a_choice_has_shares_and_a_text_has_no_points() {
    let items =
        [item("steps", "weight: 40, scale: \"1-5\""), item("which", &format!("weight: 60, scale: choice, na: {{allowed: false}}, {CHOICES}")), item("words", "scale: text")];
    let card = card(&items.concat()).expect("a sound form");
    let items = &card.sections[0].items;
    assert_eq!([items[0].scale, items[1].scale, items[2].scale], [Scale::OneToFive, Scale::Choice, Scale::Text]);
    let shares: Vec<Option<u16>> = items[1].choices.iter().map(|choice| choice.share).collect();
    assert_eq!(shares, [Some(10_000), Some(5_000), Some(0)]);
    assert_eq!([items[0].may_be_na, items[1].may_be_na], [true, false]);
}

#[test]
fn points_stand_only_where_an_answer_can_earn_them() {
    let told = |items: &[String]| card(&items.concat()).expect_err("a mistake");
    let points = item("points", "weight: 100");
    assert!(told(&[item("words", "weight: 100, scale: text")]).contains("a text earns no points"));
    assert!(told(&[points.clone(), item("which", "scale: choice")]).contains("needs `choices`"));
    assert!(
        told(&[item("which", "weight: 100, scale: choice, choices: [{id: a, text: {en: a, zh: a}}, {id: b, text: {en: a, zh: a}, share: 7}]")])
            .contains("give every choice its `share`")
    );
    assert!(told(&[points.clone(), item("which", &format!("class: customer, critical: true, scale: choice, {CHOICES}"))]).contains("right or wrong"));
    assert!(told(&[points.clone(), item("which", CHOICES)]).contains("are for `scale: choice`"));
    assert!(told(&[points.clone(), item("which", "scale: choice, choices: [{id: a, text: {en: a, zh: a}}, {id: a, text: {en: a, zh: a}}]")]).contains("is there twice"));
    assert!(told(&[points, item("which", "na: {allowed: false, when: {en: a, zh: a}}")]).contains("leave it out where it is not allowed"));
    let machine = "  - {id: words, text: {en: a, zh: a}, kind: system, weight: 100, scale: choice, how: {outcome: resolved}, choices: [{id: a, text: {en: a, zh: a}, share: 0}, {id: b, text: {en: a, zh: a}, share: 7}]}\n";
    assert!(card(machine).expect_err("a mistake").contains("the machine neither chooses nor writes"));
}
