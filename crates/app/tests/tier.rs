//! The learned tier from outside: off, of one's own, broken; readings, hints and what was measured. No test rests on a single decision of the
//! weights, which change with every training.

mod run;

use std::collections::BTreeSet;
use std::path::Path;

use run::{lines, rapport, with};
use serde_json::Value;

const EXAMPLES: &str = "../../../../examples";

/// A contact with feeling, a reason and an end, in both languages.
const FELT: &str = concat!(
    r#"{"id":"en","channel":"chat","turns":["#,
    r#"{"who":"customer","text":"You charged my card twice for the same kettle and I am absolutely furious about it."},"#,
    r#"{"who":"agent","text":"I am sorry that we charged you twice. I have sent the second payment back."},"#,
    r#"{"who":"customer","text":"Thank you so much, that is a relief."}]}"#,
    "\n",
    r#"{"id":"zh","channel":"chat","turns":["#,
    r#"{"who":"customer","text":"你们重复扣了我两次钱，我真的非常生气！"},"#,
    r#"{"who":"agent","text":"非常抱歉，是我们重复扣款了，我马上给您退回。"},"#,
    r#"{"who":"customer","text":"太好了，谢谢你，这下放心了。"}]}"#,
    "\n",
);

fn checked(args: &[&str], input: &str) -> Vec<Value> {
    let ran = with(&[&["check", "-", "--format", "jsonl"], args].concat(), &[], input.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    lines(&ran.out)
}

fn array<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// The built-in weights of a language, as they lie in the repository.
fn built_in(language: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../models/{language}.weights"))).expect("the weights are there")
}

/// A folder with one file.
fn folder(name: &str, bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(name), bytes).expect("written");
    folder
}

#[test]
fn off_is_rules_alone() {
    for one in lines(&rapport(&["check", EXAMPLES, "--format", "jsonl", "--models", "off"]).out) {
        assert_eq!(one.get("readings"), None);
        for finding in array(&one, "findings") {
            assert_eq!(finding["detector"], "rule");
            for key in ["hint", "words", "model"] {
                assert_eq!(finding.get(key), None, "{finding}");
            }
        }
    }
    let hash = |args: &[&str]| checked(args, FELT)[0]["engine"]["models"].clone();
    assert_eq!(hash(&["--models", "off"]), "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_ne!(hash(&[]), hash(&["--models", "off"]));
    let page = with(&["check", "-", "--models", "off", "--format", "html"], &[], FELT.as_bytes()).out;
    assert!(!page.contains("class=\"readings\"") && page.contains("Found by rules over words"));
}

#[test]
fn off_can_be_a_setting_and_stays_a_word() {
    let folder = folder("rapport.toml", b"models = \"off\"\n");
    let settings = folder.path().join("rapport.toml");
    let ran = with(&["check", "-", "--format", "jsonl", "--config", settings.to_str().expect("a path")], &[], FELT.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(lines(&ran.out)[0].get("readings"), None);
    let ran = with(&["check", "-", "--format", "jsonl"], &[("RAPPORT_MODELS", "off")], FELT.as_bytes());
    assert_eq!(lines(&ran.out)[0].get("readings"), None);
}

#[test]
fn every_command_that_reads_takes_the_option() {
    for args in [&["check", "-"][..], &["score", "-"], &["report", "-"], &["export", "-"], &["explain", "apology_owned"], &["behaviours", "--format", "json"]] {
        let ran = with(&[args, &["--models", "off"]].concat(), &[], FELT.as_bytes());
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
        let ran = with(&[args, &["--models", "no-such-folder"]].concat(), &[], FELT.as_bytes());
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.err.contains("no-such-folder") && ran.err.contains("`off`"), "{}", ran.err);
    }
}

#[test]
fn readings_are_of_customers_and_keep_to_their_scales() {
    for one in checked(&[], FELT).into_iter().chain(lines(&rapport(&["check", EXAMPLES, "--format", "jsonl"]).out)) {
        let readings = &one["readings"];
        let customers: BTreeSet<u64> = array(&one, "turns").iter().filter(|turn| turn["party"] == "customer").filter_map(|turn| turn["turn"].as_u64()).collect();
        let felt: Vec<u64> = array(readings, "emotions").iter().filter_map(|felt| felt["turn"].as_u64()).collect();
        assert!(felt.is_sorted() && felt.iter().all(|turn| customers.contains(turn)), "{readings}");
        for felt in array(readings, "emotions") {
            let (intensity, tension, confidence) =
                (felt["intensity"].as_u64().expect("a number"), felt["tension"].as_f64().expect("a number"), felt["confidence"].as_f64().expect("a number"));
            assert!(intensity <= 4 && (intensity == 0) == (felt["emotion"] == "neutral"), "{felt}");
            assert!((0.0..=1.0).contains(&tension) && (0.0..=1.0).contains(&confidence), "{felt}");
        }
        if let Some(satisfaction) = readings.get("satisfaction") {
            assert_eq!(satisfaction["scale"], serde_json::json!([1, 5]));
            let at = |value: &Value| value.as_f64().expect("a number");
            let (low, high) = (at(&satisfaction["interval"][0]), at(&satisfaction["interval"][1]));
            assert!(1.0 <= low && low <= at(&satisfaction["estimate"]) && at(&satisfaction["estimate"]) <= high && high <= 5.0, "{satisfaction}");
        }
    }
    let agents = r#"{"id":"a","turns":[{"who":"agent","text":"I am absolutely furious."},{"who":"agent","text":"Thank you so much."}]}"#;
    assert_eq!(checked(&[], agents)[0].get("readings"), None, "nothing is read of agents");
}

#[test]
fn a_vcon_carries_the_readings_and_hints_that_check_prints() {
    let vcons = lines(&with(&["export", "-"], &[], FELT.as_bytes()).out);
    for (vcon, one) in vcons.iter().zip(checked(&[], FELT)) {
        let body = &vcon["analysis"][0]["body"];
        let body: Value = body.as_str().map_or_else(|| body.clone(), |text| serde_json::from_str(text).expect("JSON"));
        assert_eq!((&body["readings"], &body["findings"]), (&one["readings"], &one["findings"]));
    }
}

#[test]
fn findings_of_models_name_their_words_and_their_weights() {
    for one in lines(&rapport(&["check", EXAMPLES, "--format", "jsonl"]).out) {
        for finding in array(&one, "findings") {
            let text: &str = one["turns"][finding["turn"].as_u64().expect("a number") as usize]["text"].as_str().expect("text");
            for word in array(finding, "words") {
                assert!(text.contains(word.as_str().expect("a word")), "{finding}");
            }
            match finding["detector"].as_str() {
                Some("model") => assert!(finding["cue"].as_str().is_some_and(|cue| cue.ends_with(".model")) && finding["model"].is_string(), "{finding}"),
                Some("rule" | "both") => assert!(array(finding, "words").is_empty(), "{finding}"),
                other => panic!("{other:?} is no detector"),
            }
        }
    }
}

/// What the JSON calls a hint is one in every report, and explained once.
#[test]
fn hints_are_told_apart_by_a_word_in_every_report() {
    let hints = |one: &Value| array(one, "findings").iter().filter(|finding| finding["hint"] == true).count();
    let all: usize = lines(&rapport(&["check", EXAMPLES, "--format", "jsonl"]).out).iter().map(hints).sum();
    let run = |format: &str, lang: &str| rapport(&["check", EXAMPLES, "--format", format, "--lang", lang, "--full"]).out;
    for (lang, word, line) in [("en", "(hint)", "hold it against nobody"), ("zh", "（线索）", "只供查看原话")] {
        let (text, page, document) = (run("text", lang).replace('\n', " "), run("html", lang), run("markdown", lang));
        for out in [&text, &page, &document] {
            assert_eq!(out.contains(word), all > 0, "{lang}");
        }
        assert_eq!(text.matches(line.split(' ').next().expect("a word")).count().min(1), usize::from(all > 0));
        assert_eq!((page.matches(line).count(), page.matches(word).count()), (usize::from(all > 0), all), "{lang}");
    }
    let sheet = run("csv", "en");
    let mut reader = csv::Reader::from_reader(sheet.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().expect("a head").clone();
    let at = |name: &str| head.iter().position(|own| own == name).expect("a column");
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.iter().filter(|row| &row[at("hint")] == "yes").count(), all);
    assert!(rows.iter().all(|row| (&row[at("kind")] == "missed") == row[at("detector")].is_empty()));
}

#[test]
fn reports_tell_readings_in_words_and_only_where_there_are_any() {
    let felt = |one: &Value| array(&one["readings"], "emotions").iter().any(|felt| felt["emotion"] != "neutral");
    let calm = concat!(r#"{"id":"calm","turns":[{"who":"agent","text":"Hello."},{"who":"customer","text":"Hello."}]}"#, "\n");
    for (input, lang) in [(FELT, "en"), (FELT, "zh"), (calm, "en")] {
        for one in input.lines() {
            let json = &checked(&[], one)[0];
            let run = |format: &str| with(&["check", "-", "--lang", lang, "--format", format], &[], one.as_bytes()).out;
            let (text, page, document) = (run("text"), run("html"), run("markdown"));
            let emotions = if lang == "en" { ["\ncustomer  ", "<dt>emotions</dt>", "- Customer: "] } else { ["\n客户情绪  ", "<dt>情绪</dt>", "- 客户情绪："] };
            for (out, title) in [(&text, emotions[0]), (&page, emotions[1]), (&document, emotions[2])] {
                assert_eq!(out.contains(title), felt(json), "{title} {lang}\n{out}");
            }
            let estimate = if lang == "en" { "an estimate from words" } else { "根据用语估计" };
            for out in [text.replace("\n  ", " "), page, document] {
                assert_eq!(out.contains(estimate), json["readings"].get("satisfaction").is_some(), "{estimate}\n{out}");
            }
        }
    }
    let only = with(&["check", "-", "--only", "apology_owned"], &[], FELT.as_bytes()).out;
    assert!(!only.contains("an estimate from words"), "who asks for one behaviour gets that");
}

#[test]
fn explain_says_what_was_measured() {
    for lang in ["en", "zh"] {
        let json: Value = serde_json::from_str(&rapport(&["explain", "apology_owned", "--format", "json"]).out).expect("JSON");
        let heads = array(&json["measured"], lang);
        assert!(!heads.is_empty());
        for head in heads {
            let (found, labels) = (&head["findings"], head["labels"].as_u64().expect("a number"));
            assert_eq!(found["right"].as_u64().zip(found["missed"].as_u64()).map(|(right, missed)| right + missed), Some(labels));
            assert_eq!(head["marks"].is_null(), head["hint_only"].is_string(), "a mark or a reason why there is none: {head}");
            if head["marks"].is_object() {
                assert!(labels >= 30 && head["marks"]["precision"].as_f64() >= head["gate"].as_f64(), "{head}");
            }
        }
    }
    assert!(rapport(&["explain", "apology_owned"]).out.contains("how sure it is, measured\n  English: precision "));
    assert!(rapport(&["explain", "apology_owned", "--lang", "zh"]).out.contains("中文：准确率"));
    assert!(rapport(&["explain", "demo_sorry", "--behaviours", "rules"]).out.contains("English: not measured"));
    assert!(rapport(&["explain", "apology_owned", "--models", "off"]).out.contains("rules alone"));
    let off: Value = serde_json::from_str(&rapport(&["behaviours", "--format", "json", "--models", "off"]).out).expect("JSON");
    assert!(off[0]["measured"].is_null());
}

#[test]
fn ones_own_weights_are_used_beside_the_built_in_ones() {
    let own = folder("en.weights", &built_in("en"));
    let path = own.path().to_str().expect("a path");
    assert_eq!(checked(&["--models", path], FELT), checked(&[], FELT), "the same weights give the same");
    let ran = rapport(&["doctor", "--models", path]);
    assert!(ran.out.contains("en.weights") && !ran.out.contains("✗ models"), "{}", ran.out);
}

#[test]
fn weights_that_cannot_be_used_are_told_with_path_and_mend() {
    let other = |format: u8| [&[format], &built_in("zh")[1..]].concat();
    let half = built_in("en")[..1000].to_vec();
    let cases = [
        ("en.weights", b"no weights".to_vec(), "weights of format"),
        ("en.weights", half, "not a file of weights"),
        ("en.weights", Vec::new(), "not a file of weights"),
        ("zh.weights", other(99), "weights of format 99"),
        ("zh.weights", built_in("en"), "holds weights for `en`"),
        ("notes.txt", Vec::new(), "holds neither en.weights nor zh.weights"),
    ];
    for (name, bytes, message) in cases {
        let folder = folder(name, &bytes);
        let path = folder.path().to_str().expect("a path");
        for args in [&["check", "-"][..], &["check", "-", "--behaviours", "rules"], &["explain", "name_used"]] {
            let ran = with(&[args, &["--models", path]].concat(), &[], FELT.as_bytes());
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{name}: {}", ran.err);
            assert!(ran.err.contains(message) && ran.err.contains(path), "{message}: {}", ran.err);
        }
        let ran = rapport(&["doctor", "--models", path]);
        assert!(ran.code == 1 && ran.out.contains("✗ models") && ran.out.contains(message), "{}", ran.out);
    }
}

#[test]
fn the_examples_of_rule_files_are_tried_with_rules_alone() {
    assert!(rapport(&["test", "--help"]).out.contains("with rules alone"));
    let ran = with(&["test", "apology_owned"], &[("RAPPORT_MODELS", "no-such-folder")], b"");
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
}
