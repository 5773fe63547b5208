//! The built binary on the example conversations: what a newcomer sees first.

mod repository;

use std::collections::BTreeSet;

use repository::{files, rapport, text};
use serde_json::Value;

/// Runs `check --format jsonl`; one value a conversation.
fn check(path: &str) -> Vec<Value> {
    let ran = rapport(&["check", path, "--format", "jsonl"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{path}");
    ran.out.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

fn list<'a>(conversation: &'a Value, field: &str) -> &'a Vec<Value> {
    conversation[field].as_array().unwrap_or_else(|| panic!("{field} is a list"))
}

/// Behaviours found, with their polarity.
fn found(conversation: &Value) -> BTreeSet<String> {
    let text = |finding: &Value, field: &str| finding[field].as_str().expect("a string").to_owned();
    list(conversation, "findings").iter().map(|finding| text(finding, "polarity") + &text(finding, "behaviour")).collect()
}

#[test]
fn every_example_is_read_in_its_language() {
    for language in ["en", "zh"] {
        let paths = files(&format!("examples/{language}"), &[]);
        assert!(paths.len() >= 4, "{paths:?}");
        for path in paths {
            for conversation in check(&path) {
                assert_eq!(conversation["conversation"]["language"], language, "{path}");
                assert!(list(&conversation, "problems").iter().all(|problem| problem["code"] != "unreadable"), "{path}");
                assert!(!list(&conversation, "turns").is_empty() && !list(&conversation, "findings").is_empty(), "{path}");
            }
        }
    }
}

#[test]
fn one_file_of_every_format_is_read_in_one_command() {
    let conversations = check("examples/formats");
    assert!(conversations.len() >= files("examples/formats", &[]).len());
    for conversation in conversations {
        assert!(!list(&conversation, "findings").is_empty(), "{}", conversation["conversation"]);
        assert!(list(&conversation, "turns").iter().any(|turn| turn["party"] == "agent"), "{}", conversation["conversation"]);
    }
}

#[test]
fn the_examples_are_of_every_channel_and_of_both_kinds() {
    let conversations = check("examples");
    let channels: BTreeSet<&str> = conversations.iter().filter_map(|one| one["conversation"]["channel"].as_str()).collect();
    assert!(["voice", "chat", "email"].iter().all(|channel| channels.contains(channel)), "{channels:?}");
    let count = |one: &Value, polarity: &str| list(one, "findings").iter().filter(|finding| finding["polarity"] == polarity).count();
    assert!(conversations.iter().any(|one| count(one, "-") == 0 && count(one, "+") >= 5), "one is handled well throughout");
    assert!(conversations.iter().any(|one| count(one, "-") > count(one, "+")), "one is handled badly");
}

#[test]
fn a_quote_is_the_text_it_points_to() {
    for conversation in check("examples") {
        let turns: Vec<Vec<char>> = list(&conversation, "turns").iter().map(|turn| turn["text"].as_str().expect("a text").chars().collect()).collect();
        for finding in list(&conversation, "findings") {
            let at = |field: &str| usize::try_from(finding[field].as_u64().expect("a number")).expect("small");
            let slice: String = turns[at("turn")][at("start")..at("end")].iter().collect();
            assert_eq!(finding["quote"], slice, "{finding}");
        }
    }
}

#[test]
fn the_hard_call_shows_what_went_wrong_and_what_turned_it() {
    let conversations = check("examples/en/double-charge.txt");
    let found = found(&conversations[0]);
    let against = ["-policy_shield", "-apology_nonapology", "-invalidation"];
    let turned = [
        "+emotion_acknowledged",
        "+apology_owned",
        "+apology_with_remedy",
        "+commitment_made",
        "+followup_arranged",
        "+ownership_statement",
        "+options_offered",
        "+resolution_confirmed",
    ];
    let customer = ["0cust_negative_emotion", "0cust_repeat_contact", "0cust_escalation_request", "0cust_churn_intent", "0cust_external_threat"];
    for wanted in against.iter().chain(&turned).chain(&customer) {
        assert!(found.contains(*wanted), "{wanted} is missing among {found:?}");
    }
    let missed = |behaviour: &str| list(&conversations[0], "opportunities").iter().any(|one| one["behaviour"] == behaviour && one["taken"] == false);
    assert!(missed("emotion_acknowledged") && missed("space_to_vent"));
}

#[test]
fn the_chinese_call_shows_the_same() {
    let found = found(&check("examples/zh/lost-passport.txt")[0]);
    for wanted in [
        "-invalidation",
        "-policy_shield",
        "-apology_nonapology",
        "+emotion_acknowledged",
        "+apology_owned",
        "+options_offered",
        "+choice_returned",
        "0cust_negative_emotion",
        "0cust_vulnerability",
    ] {
        assert!(found.contains(wanted), "{wanted} is missing among {found:?}");
    }
}

#[test]
fn personal_data_of_the_examples_never_comes_out() {
    let source = text("examples/en/double-charge.txt");
    let secrets = ["4111 1111 1111 1111", "marisol.vega@example.com", "555-0142", "18 Alder Street", "Vega"];
    for format in ["text", "json", "jsonl"] {
        for command in ["check", "redact"] {
            let ran = rapport(&[command, "examples/en/double-charge.txt", "--format", format]);
            for secret in secrets {
                assert!(source.contains(secret), "the example holds it: {secret}");
                assert!(!ran.out.contains(secret) && !ran.err.contains(secret), "{command} --format {format} prints {secret}");
            }
        }
    }
    let ran = rapport(&["check", "examples/en/double-charge.txt", "--full"]);
    for mask in ["[CARD", "[EMAIL", "[NAME:customer#1]", "[NAME:agent#1]"] {
        assert!(ran.out.contains(mask), "{mask} is missing");
    }
}

#[test]
fn two_runs_and_any_number_of_threads_give_the_same_bytes() {
    let run = |threads| rapport(&["check", "examples", "--format", "jsonl", "--threads", threads]).out;
    assert_eq!(run("1"), run("2"));
}

#[test]
fn the_programs_pack_is_used() {
    let with = |pack: &[&str]| {
        let ran = rapport(&[&["check", "programs/northwind-call.txt", "--format", "jsonl"], pack].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        serde_json::from_str::<Value>(&ran.out).expect("one conversation")
    };
    let (without, pack) = (with(&[]), with(&["--program", "programs/northwind.yaml"]));
    for wanted in ["-claim_accuracy", "+claim_accuracy", "-jargon_unexplained"] {
        assert!(found(&pack).contains(wanted) && !found(&without).contains(wanted), "{wanted}");
    }
    let greeting = |one: &Value| list(one, "findings").iter().find(|finding| finding["behaviour"] == "greeting_complete").map(|finding| finding["level"].clone());
    assert_eq!((greeting(&without), greeting(&pack)), (Some(1.into()), Some(2.into())), "the pack asks for no name");
}
