//! `rapport score`, `rapport scorecards`, and the examples inside scorecards.

mod run;

use run::{fixtures, ids, lines, rapport, with};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

/// The demo form over the demo rules.
const FORM: [&str; 4] = ["--behaviours", "rules", "--scorecard", "scorecards/demo.yaml"];

const FORMS: [&str; 6] = ["chat", "complaint", "email", "generic", "sales", "voice"];

fn score(args: &[&str]) -> run::Ran {
    rapport(&[&["score"], args, &FORM].concat())
}

/// Compares with a file; `BLESS=1 cargo nextest run -p rapport` writes it anew.
fn same(name: &str, text: &str) {
    let path = fixtures().join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, text).expect("written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == text, "the layout differs from {name}; BLESS=1 accepts it\n{text}");
}

#[test]
fn the_layout_is_as_it_was() {
    same("score.en.txt", &score(&["parcel.txt"]).out);
    same("score.zh.txt", &score(&["parcel.zh.json", "--lang", "zh"]).out);
    same("score.several.txt", &score(&["parcel.txt", "parcel.zh.json"]).out);
    let compare = |lang| rapport(&["score", "parcel.txt", "parcel.zh.json", "--behaviours", "rules", "--compare", "scorecards/demo.yaml", "scorecards/demo2.yaml", "--lang", lang]);
    same("compare.en.txt", &compare("en").out);
    same("compare.zh.txt", &compare("zh").out);
}

#[test]
fn every_item_has_its_answer_points_and_evidence() {
    let ran = score(&["parcel.txt", "--format", "jsonl"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let one = &lines(&ran.out)[0];
    for key in ["conversation", "engine", "scorecard", "result", "score", "points", "sections", "critical", "open", "to_confirm", "problems"] {
        assert!(one.get(key).is_some(), "{key} is missing");
    }
    assert_eq!((&one["scorecard"]["id"], &one["scorecard"]["chosen"]), (&Value::from("demo"), &Value::from("asked")));
    assert!(one["scorecard"]["hash"].as_str().is_some_and(|hash| hash.starts_with("sha256:")));
    // One of two moments was answered with a sorry; two rules, of which one is allowed; (50·½ + 30·½) / 80.
    assert_eq!((&one["result"], &one["score"]), (&Value::from("fail_proposed"), &Value::from(50.0)));
    assert_eq!((&one["points"]["answered"], &one["points"]["open"], &one["points"]["weight"]), (&Value::from(80), &Value::from(10), &Value::from(100)));
    assert_eq!((&one["critical"], &one["open"]), (&serde_json::json!(["respect"]), &serde_json::json!(["judgement"])));
    assert_eq!(one["to_confirm"], serde_json::json!(["no_rules", "respect"]));
    let items: Vec<&Value> = one["sections"].as_array().expect("sections").iter().flat_map(|section| section["items"].as_array().expect("items")).collect();
    let answers: Vec<_> = items.iter().map(|item| item["answer"].as_str().expect("a word")).collect();
    assert_eq!(answers, ["partly", "partly", "not_applicable", "open", "no"]);
    assert_eq!((&items[0]["taken"], &items[0]["of"], &items[2]["why"]), (&Value::from(1), &Value::from(2), &Value::from("other_channel")));
    let missed = items[0]["evidence"].as_array().expect("evidence").iter().find(|piece| piece["kind"] == "missed").expect("an omission");
    assert!(missed["searched"].is_array());
    for item in items.iter().filter(|item| ["yes", "no", "partly"].contains(&item["answer"].as_str().unwrap_or_default())) {
        assert!(!item["evidence"].as_array().expect("evidence").is_empty(), "{item}");
    }
}

#[test]
fn a_quote_is_that_of_the_finding_it_names() {
    let check = &lines(&rapport(&["check", "parcel.txt", "--behaviours", "rules", "--format", "jsonl"]).out)[0];
    let one = &lines(&score(&["parcel.txt", "--format", "jsonl"]).out)[0];
    let items = one["sections"].as_array().expect("sections").iter().flat_map(|section| section["items"].as_array().expect("items"));
    let mut seen = 0;
    for piece in items.flat_map(|item| item["evidence"].as_array().expect("evidence")).filter(|piece| piece["kind"] == "said") {
        let finding = check["findings"].as_array().expect("findings").iter().find(|finding| finding["id"] == piece["finding"]).expect("the finding is there");
        for key in ["behaviour", "turn", "start", "end", "quote"] {
            assert_eq!(piece[key], finding[key]);
        }
        seen += 1;
    }
    assert!(seen >= 4, "{seen}");
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let of = |threads: &str, format: &str| rapport(&["score", "../../../../examples", "--threads", threads, "--format", format]).out;
    for format in ["jsonl", "text"] {
        let one = of("1", format);
        assert!(one.len() > 5_000);
        assert!(one == of("3", format), "{format}");
    }
}

#[test]
fn the_form_follows_the_channel_and_says_so() {
    let of = |channel: &str| {
        let input = format!("{{\"id\":\"a\",\"channel\":\"{channel}\",\"turns\":[{{\"who\":\"customer\",\"text\":\"Hello\"}},{{\"who\":\"agent\",\"text\":\"Hi\"}}]}}");
        lines(&with(&["score", "-", "--format", "jsonl"], &[], input.as_bytes()).out)[0]["scorecard"].clone()
    };
    for (channel, form) in [("voice", "voice"), ("video", "voice"), ("chat", "chat"), ("sms", "chat"), ("social", "chat"), ("email", "email")] {
        assert_eq!((&of(channel)["id"], &of(channel)["chosen"]), (&Value::from(form), &Value::from("by_channel")));
    }
}

#[test]
fn exit_codes_follow_fail_under() {
    let code = |args: &[&str]| score(&[&["parcel.txt", "--format", "jsonl"], args].concat()).code;
    assert_eq!((code(&[]), code(&["--fail-under", "10"])), (0, 1), "a critical failure counts whatever the points");
    let calm = with(&[&["score", "-", "--fail-under", "99"], &FORM[..]].concat(), &[], b"Customer: hello\nAgent: hello\n");
    assert_eq!(calm.code, 0, "insufficient evidence is no failure: {}", calm.err);
    assert_eq!(score(&["parcel.txt", "--fail-under", "101"]).code, 2);
}

#[test]
fn a_wrong_name_or_file_is_told_with_what_to_do() {
    let ran = rapport(&["score", "parcel.txt", "--scorecard", "voce"]);
    assert!(ran.code == 2 && ran.err.contains("did you mean `voice`?"), "{}", ran.err);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ours.yaml");
    let own = std::fs::read_to_string(fixtures().join("scorecards/demo.yaml")).expect("a fixture").replace("[demo_sorry]", "[demo_sorri]");
    std::fs::write(&path, own).expect("written");
    let ran = rapport(&["score", "parcel.txt", "--behaviours", "rules", "--scorecard", path.to_str().expect("a path")]);
    assert!(ran.code == 2 && ran.err.contains("ours.yaml:18: there is no behaviour `demo_sorri`"), "{}", ran.err);
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for columns in ["50", "100"] {
        for lang in ["en", "zh"] {
            let out = with(&["score", "../../../../examples", "--full", "--lang", lang], &[("COLUMNS", columns)], b"").out;
            let most = columns.parse::<usize>().expect("a number");
            for line in out.lines() {
                assert!(line.width() <= most, "{} columns of {most}: {line}", line.width());
            }
        }
    }
}

#[test]
fn built_in_forms_are_complete() {
    let list: Value = serde_json::from_str(&rapport(&["scorecards", "--format", "json"]).out).expect("JSON");
    let names: Vec<&str> = list.as_array().expect("an array").iter().map(|form| form["id"].as_str().expect("an id")).collect();
    assert_eq!(names, FORMS);
    for form in list.as_array().expect("an array") {
        let items: Vec<&Value> = form["sections"].as_array().expect("sections").iter().flat_map(|section| section["items"].as_array().expect("items")).collect();
        let sum: u64 = items.iter().map(|item| item["weight"].as_u64().expect("a number")).sum();
        assert_eq!(sum, 100, "{}", form["id"]);
        assert!(items.iter().any(|item| item["critical"] == true) && items.iter().any(|item| item["kind"] == "human"), "{}", form["id"]);
    }
    let known = ids();
    for name in FORMS {
        let text = rapport(&["scorecards", "show", name]).out;
        let file: Value = serde_saphyr::from_str(&text).expect("YAML");
        assert_eq!(file["id"], name);
        for item in file["sections"].as_array().expect("sections").iter().flat_map(|section| section["items"].as_array().expect("items")) {
            let id = item["id"].as_str().expect("an id");
            let named = behaviours(&item["how"]);
            assert!(named.iter().all(|one| known.contains(one)), "{name}: {id} names {named:?}");
            // What a customer says against an agent is never the agent's minus.
            assert!(!named.iter().any(|one| one == "cust_hostility"), "{name}: {id}");
            if item["kind"] == "behaviour" {
                let examples = item["examples"].as_array().unwrap_or_else(|| panic!("{name}: {id} has no examples"));
                let chinese = |one: &Value| one["say"].as_str().is_some_and(|say| say.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c)));
                for language in [true, false] {
                    assert!(examples.iter().filter(|one| chinese(one) == language).count() >= 2, "{name}: {id} needs examples in both languages");
                }
                assert!(item["guidance"].is_object(), "{name}: {id} has no guidance");
            }
        }
    }
}

/// Every string in the lists of a `how` that names behaviours.
fn behaviours(how: &Value) -> Vec<String> {
    match how {
        Value::Object(fields) => {
            fields.iter().filter(|(key, _)| !["masked", "outcome", "event", "otherwise"].contains(&key.as_str())).flat_map(|(_, value)| behaviours(value)).collect()
        }
        Value::Array(list) => list.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn examples_inside_scorecards_run() {
    let own = rapport(&["test", "scorecards/demo.yaml", "--behaviours", "rules"]);
    assert!(own.code == 0 && own.out.ends_with("5 examples passed, 0 failed\n"), "{}", own.out);
    let folder = rapport(&["test", "scorecards", "--behaviours", "rules"]);
    assert!(folder.out.ends_with("10 examples passed, 0 failed\n"), "{}", folder.out);
    for name in FORMS {
        let ran = rapport(&["test", name]);
        assert!(ran.code == 0, "{}", ran.out);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("demo.yaml");
    let text = std::fs::read_to_string(fixtures().join("scorecards/demo.yaml")).expect("a fixture").replace("answer: na", "answer: \"yes\"");
    std::fs::write(&path, text).expect("written");
    let ran = rapport(&["test", path.to_str().expect("a path"), "--behaviours", "rules"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("demo.yaml:24: says_sorry: should be yes, but is na"), "{}", ran.out);
}

#[test]
fn a_version_compared_with_itself_changes_nothing() {
    let compare = |old: &str, new: &str| rapport(&["score", "../../../../examples", "--compare", old, new, "--format", "json"]);
    let same: Value = serde_json::from_str(&compare("voice", "voice").out).expect("JSON");
    assert_eq!((&same["rise"], &same["fall"], &same["largest"]), (&Value::from(0), &Value::from(0), &serde_json::json!([])));
    assert!(same["items"].as_array().expect("items").iter().all(|item| item["differs"] == 0 && item["effect"] == 0.0));
    let other: Value = serde_json::from_str(&compare("generic", "voice").out).expect("JSON");
    assert!(other["both_scored"].as_u64().is_some_and(|both| both > 3) && !other["largest"].as_array().expect("a list").is_empty());
    let sizes: Vec<f64> = other["largest"].as_array().expect("a list").iter().map(|one| one["change"].as_f64().expect("a number").abs()).collect();
    assert!(sizes.is_sorted_by(|a, b| a >= b) && sizes.len() <= 10);
    // Opposite in the other direction.
    let back: Value = serde_json::from_str(&compare("voice", "generic").out).expect("JSON");
    assert_eq!((&other["rise"], &other["both_scored"]), (&back["fall"], &back["both_scored"]));
    assert_eq!(compare("voice", "voiec").code, 2);
    assert_eq!(rapport(&["score", "parcel.txt", "--compare", "voice", "chat", "--format", "jsonl"]).code, 2);
}
