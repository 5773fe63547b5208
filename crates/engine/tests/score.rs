//! The arithmetic of scorecards on findings made by hand.

use proptest::prelude::*;
use rapport_engine::{Accuracy, Detection, Difference, Expected, Library, RuleSource, Scorecard, evaluate};
use rapport_model::{Answer, Channel, Conversation, Detector, ErrorClass, Evaluation, Evidence, Finding, Opportunity, Party, Polarity, Standing, Turn, Why};
use rapport_text::{Language, Span};

/// Three behaviours; only their names and whether something calls for them matter here.
fn library() -> Library {
    let rule = |id: &str, polarity: &str, opportunity: &str| RuleSource {
        name: format!("{id}.yaml"),
        text: format!(
            "format: 1\nid: {id}\nside: agent\npolarity: \"{polarity}\"\ntier: core\nname: {{en: a, zh: a}}\ndefinition: {{en: a, zh: a}}\nwhy: {{en: a, zh: a}}\nsource: a\nreason: {{en: a, zh: a}}\ncues: {{en: [{{id: 1, match: [\"{id}word\"]}}]}}\n{opportunity}"
        ),
    };
    Library::compile(&[rule("good", "+", "opportunity: {on: {start: true}, within: 2}\n"), rule("bad", "-", ""), rule("kind", "+", "")]).expect("the rules are sound")
}

fn card(items: &str) -> Result<Scorecard, String> {
    let text = format!(
        "format: 1\nid: demo\nversion: 3\nname: {{en: a, zh: a}}\nabout: {{en: a, zh: a}}\nchannels: [chat]\npass: 70\nsections:\n- id: all\n  name: {{en: a, zh: a}}\n  items:\n{items}"
    );
    Scorecard::compile(&RuleSource { name: "demo.yaml".into(), text }, &library()).map_err(|errors| errors.to_string())
}

fn item(id: &str, weight: u32, rest: &str) -> String {
    format!("  - {{id: {id}, text: {{en: a, zh: a}}, kind: behaviour, weight: {weight}, {rest}}}\n")
}

fn conversation(turns: usize) -> Conversation {
    let mut conversation = Conversation::new("c", "c.json", Channel::Chat);
    conversation.turns = (0..turns).map(|at| Turn::new(if at % 2 == 0 { Party::Customer } else { Party::Agent }, "a word or two")).collect();
    conversation
}

fn finding(id: usize, behaviour: &str, polarity: Polarity, turn: u32) -> Finding {
    Finding {
        id: format!("f{id}"),
        behaviour: behaviour.into(),
        polarity,
        turn,
        span: Span::new(0, 1),
        quote: "a".into(),
        level: None,
        confidence: 80,
        cue: "x".into(),
        slots: Vec::new(),
        detector: Detector::Rule,
        hint: false,
        words: Vec::new(),
        head: None,
    }
}

fn opportunity(id: usize, turn: u32, finding: Option<&str>) -> Opportunity {
    Opportunity {
        id: format!("o{id}"),
        behaviour: "good".into(),
        turn,
        taken: finding.is_some(),
        by: None,
        finding: finding.map(str::to_owned),
        searched: Some((turn + 1, turn + 3)),
    }
}

fn detection(findings: Vec<Finding>, opportunities: Vec<Opportunity>) -> Detection {
    Detection { findings, opportunities, languages: vec![Language::English; 12], ..Detection::default() }
}

fn answer(evaluation: &Evaluation, id: &str) -> Answer {
    evaluation.items().find(|item| &*item.item == id).expect("the item is in the form").answer
}

const RATE: &str = "how: {rate: {of: [good]}}";

#[test]
fn the_score_is_the_weighted_mean_over_what_applies() {
    let form = card(&[item("rate", 50, RATE), item("clean", 30, "how: {limit: {any: [bad], each: 50}}"), item("kindness", 20, "how: {present: {any: [kind]}}")].concat())
        .expect("a sound form");
    // 1 of 2 opportunities, one slip, no kindness: (50·½ + 30·½ + 20·0) / 100.
    let found = detection(vec![finding(1, "good", Polarity::Positive, 1), finding(2, "bad", Polarity::Negative, 3)], vec![opportunity(1, 0, Some("f1")), opportunity(2, 4, None)]);
    let evaluation = evaluate(&form, &conversation(10), &found);
    assert_eq!((answer(&evaluation, "rate"), answer(&evaluation, "clean"), answer(&evaluation, "kindness")), (Answer::Share(5_000), Answer::Share(5_000), Answer::Share(0)));
    assert_eq!((evaluation.score(), evaluation.standing), (Some(4_000), Standing::Below));
    // Without opportunities the rate leaves the denominator: (30·½ + 20·0) / 50, and 50 % of the form is too little.
    let evaluation = evaluate(&form, &conversation(10), &detection(vec![finding(2, "bad", Polarity::Negative, 3)], Vec::new()));
    assert_eq!(answer(&evaluation, "rate"), Answer::NotApplicable(Why::NothingCalledForIt));
    assert_eq!((evaluation.total.share(), evaluation.total.answered), (Some(3_000), 50));
    assert_eq!((evaluation.score(), evaluation.standing), (None, Standing::InsufficientEvidence));
}

#[test]
fn sixty_percent_of_the_weight_is_enough_and_less_is_not() {
    for (weight, enough) in [(59, false), (60, true), (61, true)] {
        let form = card(&[item("clean", weight, "how: {absent: {any: [bad]}}"), item("rate", 100 - weight, RATE)].concat()).expect("a sound form");
        let evaluation = evaluate(&form, &conversation(4), &Detection::default());
        assert_eq!(evaluation.score(), enough.then_some(10_000), "{weight}");
    }
    // What people must answer is not evidence.
    let human = "  - {id: people, text: {en: a, zh: a}, kind: human, weight: 41}\n";
    let form = card(&[&item("clean", 59, "how: {absent: {any: [bad]}}"), human].concat()).expect("a sound form");
    let evaluation = evaluate(&form, &conversation(4), &Detection::default());
    assert_eq!((evaluation.score(), evaluation.total.open, evaluation.open().count()), (None, 41, 1));
}

#[test]
fn a_critical_item_fails_beside_the_points() {
    let form = card(&[item("kindness", 100, "how: {present: {any: [kind]}}"), item("respect", 0, "class: customer, critical: true, how: {absent: {any: [bad]}}")].concat())
        .expect("a sound form");
    let found = detection(vec![finding(1, "kind", Polarity::Positive, 1), finding(2, "bad", Polarity::Negative, 3)], Vec::new());
    let evaluation = evaluate(&form, &conversation(4), &found);
    assert_eq!((evaluation.score(), evaluation.standing), (Some(10_000), Standing::FailProposed));
    let failed: Vec<_> = evaluation.critical().map(|item| (&*item.item, item.to_confirm)).collect();
    assert_eq!(failed, [("respect", true)]);
    let mut accuracy = Accuracy::default();
    accuracy.add(&evaluation);
    accuracy.add(&evaluate(&form, &conversation(4), &Detection::default()));
    let count = |class| (accuracy.of(class).right, accuracy.of(class).of);
    // Two conversations, one with a customer-critical error; two answers to the style item, one a defect.
    assert_eq!((count(ErrorClass::Customer), count(ErrorClass::NonCritical), count(ErrorClass::Compliance)), ((1, 2), (1, 2), (0, 0)));
    assert_eq!(accuracy.of(ErrorClass::Customer).share(), Some(5_000));
}

#[test]
fn a_gate_holds_back_a_pass() {
    let items = [item("kindness", 80, "how: {present: {any: [kind]}}"), item("clean", 20, "how: {absent: {any: [bad]}}")].concat();
    let text = |gate: &str| {
        format!(
            "format: 1\nid: demo\nversion: 1\nname: {{en: a, zh: a}}\nabout: {{en: a, zh: a}}\nchannels: [chat]\npass: 70\n{gate}sections:\n- id: first\n  name: {{en: a, zh: a}}\n  items:\n{}- id: second\n  name: {{en: a, zh: a}}\n  items:\n{}",
            &items[..items.find('\n').map_or(0, |at| at + 1)],
            &items[items.find('\n').map_or(0, |at| at + 1)..]
        )
    };
    let found = detection(vec![finding(1, "kind", Polarity::Positive, 1), finding(2, "bad", Polarity::Negative, 3)], Vec::new());
    let standing = |gate: &str| {
        let form = Scorecard::compile(&RuleSource { name: "demo.yaml".into(), text: text(gate) }, &library()).map_err(|errors| errors.to_string())?;
        Ok::<_, String>(evaluate(&form, &conversation(6), &found).standing)
    };
    assert_eq!(standing(""), Ok(Standing::Pass));
    assert_eq!(standing("gates: {first: 50}\n"), Ok(Standing::Pass));
    assert_eq!(standing("gates: {second: 50}\n"), Ok(Standing::Below));
    assert!(standing("gates: {third: 50}\n").is_err_and(|error| error.contains("`third` is no section")));
}

#[test]
fn every_answer_shows_its_proof() {
    let form = card(&[item("rate", 60, RATE), item("clean", 40, "how: {absent: {any: [bad]}}")].concat()).expect("a sound form");
    let found = detection(vec![finding(1, "good", Polarity::Positive, 1)], vec![opportunity(1, 0, Some("f1")), opportunity(2, 4, None)]);
    let evaluation = evaluate(&form, &conversation(10), &found);
    let evidence: Vec<&Evidence> = evaluation.items().flat_map(|item| &item.evidence).collect();
    assert!(matches!(evidence[0], Evidence::Said { good: true, finding: Some(id), turn: 1, .. } if id == "f1"));
    assert!(matches!(evidence[1], Evidence::Missed { turn: 4, searched: Some((5, 7)), .. }));
    assert!(matches!(evidence[2], Evidence::Searched { first: 0, last: 9 }));
}

#[test]
fn another_behaviour_may_open_and_take_an_opportunity() {
    let form = card(&item("after", 100, "how: {rate: {or: [kind], called_for: {any: [bad], within: 2}}}")).expect("a sound form");
    let at = |turns: &[(&str, u32)]| {
        let findings = turns.iter().enumerate().map(|(at, (id, turn))| finding(at, id, if *id == "bad" { Polarity::Negative } else { Polarity::Positive }, *turn));
        answer(&evaluate(&form, &conversation(12), &detection(findings.collect(), Vec::new())), "after")
    };
    assert_eq!(at(&[]), Answer::NotApplicable(Why::NothingCalledForIt));
    assert_eq!(at(&[("bad", 1), ("kind", 5)]), Answer::Share(10_000), "the second agent turn after it");
    assert_eq!(at(&[("bad", 1), ("kind", 7)]), Answer::Share(0), "the third");
    assert_eq!(at(&[("bad", 1), ("bad", 3), ("kind", 5)]), Answer::Share(10_000), "one window, one opportunity");
    assert_eq!(at(&[("bad", 1), ("kind", 3), ("bad", 9)]), Answer::Share(5_000));
}

#[test]
fn scales_are_reached_step_by_step() {
    let share = |scale: &str, taken: usize, all: usize| {
        let form = card(&item("rate", 100, &format!("scale: \"{scale}\", {RATE}"))).expect("a sound form");
        let found = detection(vec![finding(1, "good", Polarity::Positive, 1)], (0..all).map(|at| opportunity(at, at as u32, (at < taken).then_some("f1"))).collect());
        answer(&evaluate(&form, &conversation(12), &found), "rate")
    };
    assert_eq!((share("yes_no", 2, 3), share("yes_no", 3, 3)), (Answer::Share(0), Answer::Share(10_000)));
    assert_eq!((share("0-2", 1, 3), share("0-2", 2, 3)), (Answer::Share(0), Answer::Share(5_000)));
    assert_eq!((share("1-5", 1, 4), share("1-5", 2, 3)), (Answer::Share(2_500), Answer::Share(5_000)));
}

#[test]
fn mistakes_are_told_with_their_line_and_mend() {
    let told = |items: &str| card(items).expect_err("a mistake");
    assert!(told(&item("rate", 99, RATE)).contains("sum to 99: make them 100"));
    let twice = told(&[item("rate", 50, RATE), item("rate", 50, RATE)].concat());
    assert!(twice.starts_with("demo.yaml:13: ") && twice.contains("twice"), "{twice}");
    assert!(told(&item("rate", 100, "how: {rate: {of: [nothing]}}")).contains("there is no behaviour `nothing`"));
    assert!(told(&item("rate", 100, "how: {rate: {of: [kind]}}")).contains("`called_for`"));
    assert!(told(&item("rate", 100, "how: {rate: {of: [good], bands: {50: 50}}}")).contains("bands begin at 0"));
    assert!(told(&item("rate", 100, "critical: true, class: customer, how: {absent: {any: [bad]}}")).contains("no points"));
    assert!(told(&item("rate", 100, "hwo: {}")).contains("hwo"));
    assert!(told("  - {id: people, text: {en: a, zh: a}, kind: human, weight: 100, how: {absent: {any: [bad]}}}\n").contains("people answer it"));
    assert!(told(&item("rate", 100, "how: {absent: {any: [bad]}}, examples: [{say: \"A: x\", answer: maybe}]")).contains("`maybe` is no answer"));
}

#[test]
fn expected_answers_are_words_or_percent() {
    assert!(Expected::parse("50").is_some_and(|expected| expected.is(&Answer::Share(4_999)) && !expected.is(&Answer::Share(5_100))));
    assert!(Expected::parse("partly").is_some_and(|expected| expected.is(&Answer::Share(1)) && !expected.is(&Answer::Share(0))));
    assert!(Expected::parse("101").is_none());
}

/// How the items of a form may be answered: a share, or not at all.
fn answers() -> impl Strategy<Value = Vec<(u32, Option<bool>)>> {
    proptest::collection::vec((1u32..40, proptest::option::of(any::<bool>())), 1..12)
}

/// A form with one item for each answer, and findings that answer so.
fn made(answers: &[(u32, Option<bool>)]) -> (Scorecard, Detection) {
    let sum: u32 = answers.iter().map(|(weight, _)| weight).sum();
    let mut left = 100;
    let mut items = String::new();
    for (at, (weight, answer)) in answers.iter().enumerate() {
        let weight = if at + 1 == answers.len() { left } else { weight * 100 / sum };
        left -= weight;
        let how = match answer {
            Some(true) => "how: {present: {any: [kind]}}",
            Some(false) => "how: {absent: {any: [kind, bad]}}",
            None => RATE,
        };
        items += &item(&format!("i{at}"), weight, how);
    }
    let findings = vec![finding(1, "kind", Polarity::Positive, 1), finding(2, "bad", Polarity::Negative, 3)];
    (card(&items).expect("a sound form"), detection(findings, Vec::new()))
}

/// A fail, critical or not, that only hints speak for is a proposal; one mark beside them makes it an answer again.
#[test]
fn what_rests_on_hints_alone_is_a_proposal() {
    let hint = |id, behaviour, polarity, turn| Finding { hint: true, ..finding(id, behaviour, polarity, turn) };
    let form = card(&(item("limit", 50, "how: {absent: {any: [bad]}}") + &item("done", 50, "how: {present: {any: [kind]}}"))).expect("a sound form");
    let of = |findings| evaluate(&form, &conversation(6), &detection(findings, Vec::new()));
    let result = |evaluation: &Evaluation, id: &str| evaluation.items().find(|result| &*result.item == id).map(|result| (result.answer, result.hint, result.to_confirm));

    let hints = of(vec![hint(1, "kind", Polarity::Positive, 1), hint(2, "bad", Polarity::Negative, 3)]);
    assert_eq!(result(&hints, "limit"), Some((Answer::Share(0), true, true)));
    assert_eq!(result(&hints, "done"), Some((Answer::Share(rapport_model::ALL), true, true)));
    let mixed = of(vec![hint(1, "bad", Polarity::Negative, 1), finding(2, "bad", Polarity::Negative, 3)]);
    assert_eq!(result(&mixed, "limit"), Some((Answer::Share(0), false, false)));
    let none = of(Vec::new());
    assert_eq!(result(&none, "limit"), Some((Answer::Share(rapport_model::ALL), false, false)), "what was searched is no hint");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_bytes_make_reading_a_scorecard_panic(at in any::<proptest::sample::Index>(), piece in "[ -~\n中：]{0,12}", cut in 0usize..40) {
        let whole = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../scorecards/sales.yaml")).expect("a built-in form");
        let chars: Vec<char> = whole.chars().collect();
        let at = at.index(chars.len());
        let text: String = chars[..at].iter().copied().chain(piece.chars()).chain(chars[(at + cut).min(chars.len())..].iter().copied()).collect();
        // Nearly always a mistake, as the tiny library lacks the behaviours: each has a file and says something.
        if let Err(errors) = Scorecard::compile(&RuleSource { name: "sales.yaml".into(), text }, &library()) {
            prop_assert!(errors.0.iter().all(|error| error.file == "sales.yaml" && !error.message.is_empty()));
        }
    }

    #[test]
    fn scores_stay_within_the_scale_and_sum_up(answers in answers()) {
        let (form, found) = made(&answers);
        let evaluation = evaluate(&form, &conversation(6), &found);
        let total = evaluation.total;
        prop_assert!(total.earned <= u64::from(total.answered) * 10_000 && total.answered + total.open <= total.weight);
        prop_assert!(total.share().is_none_or(|share| share <= 10_000));
        prop_assert_eq!(evaluation.score().is_some(), total.answered >= 60);
        let earned: u64 = evaluation.items().map(rapport_model::ItemResult::earned).sum();
        prop_assert_eq!(earned, total.earned);
    }

    #[test]
    fn what_does_not_apply_never_changes_the_score_of_the_others(answers in answers()) {
        let (form, found) = made(&answers);
        let whole = evaluate(&form, &conversation(6), &found);
        let mut rest = form.clone();
        rest.sections.iter_mut().for_each(|section| section.items.retain(|item| !matches!(answer(&whole, &item.id), Answer::NotApplicable(_))));
        let without = evaluate(&rest, &conversation(6), &found);
        prop_assert_eq!(whole.total.share(), without.total.share());
        prop_assert_eq!(whole.total.earned, without.total.earned);
    }

    #[test]
    fn effects_sum_to_the_difference(old in answers(), new in answers()) {
        let ((old, found), (new, _)) = (made(&old), made(&new));
        let [old, new] = [old, new].map(|form| evaluate(&form, &conversation(6), &found));
        let difference = Difference::of(&old, &new);
        if let Some(score) = difference.score {
            let sum: i32 = difference.items.iter().map(|item| item.effect).sum();
            // Each of up to 24 pulls is rounded by half a basis point, and so are the two scores.
            prop_assert!((sum - score).abs() <= 25, "{} and {}", sum, score);
            prop_assert_eq!(difference.cause().is_some(), difference.items.iter().any(|item| item.effect * score > 0));
        }
    }
}
