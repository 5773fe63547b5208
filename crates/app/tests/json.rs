//! The JSON contract of `rapport check` (`docs/json.md`).

mod run;

use run::{demo, lines, rapport, with};
use serde_json::Value;

const MIXED: &str = r#"{"id":"mixed","channel":"chat","turns":[
 {"who":"customer","text":"😀😀 I am fuming 😀 and my card is 4111 1111 1111 1111"},
 {"who":"agent","text":"👩‍👩‍👧 包裹的事很抱歉，I am sorry about the parcel."},
 {"who":"customer","text":"我气炸了😀！"}]}"#;

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn every_key_of_the_contract_is_there() {
    let ran = demo(&["parcel.txt", "--format", "jsonl"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let one = &lines(&ran.out)[0];
    for key in ["conversation", "engine", "turns", "findings", "opportunities", "episodes", "skills", "profile", "problems"] {
        assert!(keys(one).contains(&key), "{key} is missing");
    }
    assert_eq!(one["conversation"]["id"], "parcel");
    assert_eq!(one["conversation"]["source"], "parcel.txt");
    assert_eq!(one["conversation"]["channel"], "voice");
    assert_eq!(one["conversation"]["language"], "en");
    assert!(one["engine"]["behaviours"].as_str().is_some_and(|hash| hash.starts_with("sha256:")));
    let finding = &one["findings"][0];
    for key in ["id", "behaviour", "polarity", "turn", "start", "end", "quote", "level", "confidence", "cue", "slots", "reason", "detector"] {
        assert!(keys(finding).contains(&key), "{key} is missing in a finding");
    }
    assert_eq!(one["opportunities"][0]["taken"], false);
    let opportunity = &one["opportunities"][1];
    assert_eq!(keys(opportunity), ["behaviour", "by", "finding", "id", "searched", "taken", "turn"]);
    assert_eq!((&opportunity["taken"], &opportunity["by"]), (&Value::from(true), &Value::from(4)));
    assert_eq!((&one["turns"][0]["start_ms"], &one["turns"][1]["start_ms"]), (&Value::from(0), &Value::from(5000)));
}

#[test]
fn a_quote_is_the_slice_of_its_turn_in_code_points() {
    let args = ["check", "-", "--format", "jsonl", "--behaviours", "rules"];
    let mut seen = 0;
    for input in [MIXED.as_bytes(), &std::fs::read(run::fixtures().join("parcel.zh.json")).expect("a fixture")] {
        for one in lines(&with(&args, &[], input).out) {
            for finding in one["findings"].as_array().expect("findings") {
                let at = |key: &str| finding[key].as_u64().expect("a number") as usize;
                let text: Vec<char> = one["turns"][at("turn")]["text"].as_str().expect("text").chars().collect();
                let slice: String = text[at("start")..at("end")].iter().collect();
                assert_eq!(finding["quote"], slice);
                seen += 1;
            }
        }
    }
    assert!(seen >= 5, "only {seen} findings were compared");
}

#[test]
fn offsets_count_emoji_as_one_and_point_into_the_redacted_text() {
    let ran = with(&["check", "-", "--format", "jsonl", "--behaviours", "rules", "--only", "demo_upset,demo_sorry"], &[], MIXED.as_bytes());
    let one = &lines(&ran.out)[0];
    assert_eq!(one["turns"][0]["text"], "😀😀 I am fuming 😀 and my card is [CARD:1111]");
    assert_eq!((&one["findings"][0]["start"], &one["findings"][0]["quote"]), (&Value::from(8), &Value::from("fuming")));
    assert!(!ran.out.contains("4111"));
}

#[test]
fn json_is_one_array_of_what_jsonl_prints() {
    let files = ["parcel.txt", "parcel.zh.json"];
    let array: Vec<Value> = serde_json::from_str(&demo(&[&files[..], &["--format", "json"]].concat()).out).expect("an array");
    assert_eq!(array, lines(&demo(&[&files[..], &["--format", "jsonl"]].concat()).out));
    assert_eq!(array.len(), 2);
}

#[test]
fn threads_change_nothing() {
    for format in ["jsonl", "json", "text"] {
        let folder = "../../../../examples";
        let one = rapport(&["check", folder, "--format", format, "--threads", "1"]);
        let four = rapport(&["check", folder, "--format", format, "--threads", "4"]);
        assert!(one.code == 0 && !one.out.is_empty(), "{}", one.err);
        assert!(one.out == four.out, "{format} differs between 1 and 4 threads");
    }
}

#[test]
fn the_reason_is_in_the_readers_language() {
    let reason = |lang: &str| lines(&demo(&["parcel.txt", "--format", "jsonl", "--lang", lang]).out)[0]["findings"][0]["reason"].clone();
    assert_eq!(reason("en"), "an upset word");
    assert_eq!(reason("zh"), "不满的词");
}
