//! `explain`, `behaviours`, `test`, `schema`, and the help of every command.

mod run;

use run::{ids, rapport};

#[test]
fn every_behaviour_has_a_page_in_both_languages() {
    let ids = ids();
    assert!(ids.len() > 50);
    for id in ids {
        for (lang, title) in [("en", "why it matters"), ("zh", "为什么重要")] {
            let ran = rapport(&["explain", &id, "--lang", lang, "--models", "off"]);
            assert_eq!(ran.code, 0, "{id}: {}", ran.err);
            assert!(ran.out.contains(title) && ran.out.contains(&id), "{id} in {lang}");
        }
    }
}

#[test]
fn a_page_shows_definition_phrases_and_examples() {
    let ran = rapport(&["explain", "demo_sorry", "--behaviours", "rules"]);
    for part in [
        "✓ Says sorry  [demo_sorry]",
        "Says sorry for the trouble.",
        "“I am sorry about the parcel.”",
        "called for by\n  Upset",
        "A: I am sorry about the mess.",
        "1 cue in English, 1 in Chinese",
    ] {
        assert!(ran.out.contains(part), "{part} is missing in\n{}", ran.out);
    }
    let json: serde_json::Value = serde_json::from_str(&rapport(&["explain", "demo_sorry", "--behaviours", "rules", "--format", "json"]).out).expect("JSON");
    assert_eq!((&json["skill"], &json["cues"]["zh"]), (&"empathy".into(), &1.into()));
    assert_eq!(rapport(&["explain", "Says sorry", "--behaviours", "rules"]).out, ran.out, "a name will do too");
}

#[test]
fn an_unknown_behaviour_gets_the_nearest() {
    let ran = rapport(&["explain", "apology_ownd"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("did you mean `apology_owned`"), "{}", ran.err);
}

#[test]
fn the_list_names_every_behaviour_with_its_mark() {
    let out = rapport(&["behaviours"]).out;
    for id in ids() {
        assert!(out.contains(&format!(" {id} ")), "{id} is missing");
    }
    assert!(rapport(&["behaviours", "--lang", "zh"]).out.contains("共情"));
}

#[test]
fn examples_are_run_and_failures_told_with_file_and_line() {
    let good = rapport(&["test", "rules"]);
    assert_eq!((good.code, good.out.lines().last()), (0, Some("12 examples passed, 0 failed")), "{}", good.out);
    let folder = tempfile::tempdir().expect("a folder");
    let own = std::fs::read_to_string(run::fixtures().join("rules/demo_rule.yaml")).expect("a fixture").replace("The rules say no.\"], silent", "Nothing.\"], silent");
    std::fs::write(folder.path().join("demo_rule.yaml"), own).expect("a file");
    let bad = rapport(&["test", folder.path().to_str().expect("a path")]);
    assert_eq!((bad.code, bad.out.lines().last()), (1, Some("3 examples passed, 1 failed")), "{}", bad.out);
    assert!(bad.out.contains("demo_rule.yaml:20: should fire") || bad.out.replace("\n      ", " ").contains("demo_rule.yaml:19: should fire"), "{}", bad.out);
    assert!(bad.out.contains("│ A: Nothing."));
}

#[test]
fn a_mistake_in_a_rule_file_is_told_before_the_last_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = std::fs::read_to_string(run::fixtures().join("rules/demo_rule.yaml")).expect("a fixture").replace("tier: core", "tier: gold");
    std::fs::write(folder.path().join("demo_rule.yaml"), own).expect("a file");
    let ran = rapport(&["test", folder.path().to_str().expect("a path")]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("demo_rule.yaml:5: ") && ran.out.contains("the tier is core or extended"), "{}", ran.out);
    assert!(ran.out.lines().last().is_some_and(|line| line.ends_with("failed")));
}

#[test]
fn every_command_explains_itself_with_examples() {
    for command in ["check", "explain", "behaviours", "redact", "test", "schema"] {
        let ran = rapport(&[command, "--help"]);
        assert_eq!(ran.code, 0);
        assert!(ran.out.contains(&format!("Examples:\n  rapport {command}")), "{}", ran.out);
    }
    assert!(rapport(&["--help"]).out.contains("Examples:"));
}
