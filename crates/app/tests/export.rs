//! `rapport export`: vCons that keep to the published schema and read back as the same conversation.

mod run;

use std::path::{Path, PathBuf};

use run::{lines, rapport, with};
use serde_json::{Value, json};

const CALLS: &str = concat!(
    r#"{"id":"c1","channel":"voice","program":"retail","agent":"a17","started_at":"2026-03-02T09:14:00+08:00","turns":["#,
    r#"{"who":"customer","text":"My name is Quinn Fox and I am livid, the kettle broke again.","start_ms":0,"end_ms":3100},"#,
    r#"{"who":"agent","text":"I am sorry that we sent you a broken kettle, Quinn.","start_ms":2900,"end_ms":6000},"#,
    r#"{"who":"system","text":"This call is recorded."},"#,
    r#"{"who":"agent","text":"A new one leaves today.","start_ms":70000}],"#,
    r#""events":[{"type":"hold","start_ms":9000,"end_ms":61000},{"type":"hangup","start_ms":80000,"by":"customer"}],"outcome":{"resolved":true,"result_code":"REFUND"}}"#,
    "\n",
    r#"{"id":"c2","turns":[{"who":"Lee","text":"我的快递还没有到，我很生气。"},{"who":"Dana","text":"非常抱歉，是我们发错了。😀"},{"who":"bot","text":"Rate us?\r\nAgent: a\nCustomer: b\nAgent: c\n"}]}"#,
    "\n",
);

fn exported(args: &[&str], input: &str) -> Vec<Value> {
    let ran = with(&[&["export", "-"], args].concat(), &[], input.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    lines(&ran.out)
}

/// What `check` says, but where it was read from.
fn checked(input: &str) -> Vec<Value> {
    let mut all = lines(&with(&["check", "-", "--format", "jsonl"], &[], input.as_bytes()).out);
    for one in &mut all {
        one["problems"] = json!(null);
    }
    all
}

/// The draft's own schema, where the shared data is there.
fn published_schema() -> Option<Value> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let data = std::env::var_os("RAPPORT_DATA").map_or(beside, PathBuf::from);
    let text = std::fs::read_to_string(data.join("samples/vcon-draft/vcon_json_schema.json")).ok()?;
    Some(serde_json::from_str(&text).expect("the schema is JSON"))
}

#[test]
fn a_vcon_has_the_parts_that_the_draft_asks_for() {
    let vcons = exported(&[], CALLS);
    assert_eq!(vcons.len(), 2);
    let first = &vcons[0];
    assert_eq!(first["vcon"], "0.4.0");
    assert_eq!(first["extensions"], json!(["CC"]));
    assert_eq!(first["created_at"], "2026-03-02T01:14:00Z");
    assert_eq!(first["redacted"]["type"], "PII");
    let roles: Vec<&str> = first["parties"].as_array().unwrap().iter().map(|party| party["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["customer", "agent", "other"]);
    let dialog = first["dialog"].as_array().unwrap();
    assert_eq!(dialog.iter().map(|one| one["parties"][0].as_u64().unwrap()).collect::<Vec<_>>(), [0, 1, 2, 1]);
    assert_eq!(
        dialog.iter().map(|one| one["start"].as_str().unwrap()).collect::<Vec<_>>(),
        ["2026-03-02T01:14:00Z", "2026-03-02T01:14:02.9Z", "2026-03-02T01:14:02.9Z", "2026-03-02T01:15:10Z"]
    );
    assert_eq!(dialog[0]["duration"], 3.1);
    assert!(dialog[0]["body"].as_str().unwrap().contains("[NAME:customer#1]"), "{}", dialog[0]);
    let analysis = &first["analysis"][0];
    for (field, value) in [("type", "report"), ("vendor", "rapport"), ("schema", "rapport-findings/1"), ("mediatype", "application/json"), ("encoding", "json")] {
        assert_eq!(analysis[field], value, "{field}");
    }
    assert_eq!(analysis["dialog"], json!([0, 1, 2, 3]));
    let findings = analysis["body"]["findings"].as_array().unwrap();
    assert!(findings.iter().any(|finding| finding["behaviour"] == "apology_owned"), "{findings:?}");
    assert!(analysis["body"]["opportunities"].is_array() && analysis["body"]["skills"].is_array());
    assert!(!first.to_string().contains("Quinn"), "a name is left in {first}");
}

#[test]
fn every_vcon_is_valid_against_the_published_schema() {
    let Some(schema) = published_schema() else { return };
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("the schema compiles");
    let untimed = r#"{"turns":[{"who":"agent","text":"hello"}],"started_at":"some day"}"#;
    for vcon in [CALLS, untimed].iter().flat_map(|input| exported(&[], input)) {
        let errors: Vec<String> = validator.iter_errors(&vcon).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    // The schema is not asleep.
    assert!(!validator.is_valid(&json!({"uuid": "x"})));
}

#[test]
fn what_is_exported_reads_as_the_same_conversation() {
    let whole = checked(CALLS);
    for format in ["vcon", "jsonl"] {
        let out = with(&["export", "-", "--format", format], &[], CALLS.as_bytes()).out;
        let again = checked(&out);
        assert_eq!(again.len(), whole.len());
        for (again, whole) in again.iter().zip(&whole) {
            for field in ["conversation", "turns", "findings", "opportunities", "episodes", "skills"] {
                assert_eq!(again[field], whole[field], "{format} {field}");
            }
        }
        let twice = with(&["export", "-", "--format", format], &[], out.as_bytes()).out;
        assert_eq!(twice, out, "{format} of {format}");
    }
}

#[test]
fn an_evaluation_is_a_second_analysis_that_says_what_score_says() {
    let vcons = exported(&["--scorecard", "generic"], CALLS);
    let scores = lines(&with(&["score", "-", "--scorecard", "generic", "--format", "jsonl"], &[], CALLS.as_bytes()).out);
    assert_eq!(vcons.len(), scores.len());
    for (vcon, score) in vcons.iter().zip(&scores) {
        let analysis = vcon["analysis"].as_array().expect("analyses");
        assert_eq!(analysis.len(), 2);
        assert_eq!((&analysis[1]["schema"], &analysis[1]["type"]), (&json!("rapport-evaluation/1"), &json!("report")));
        assert_eq!(analysis[1]["body"]["scorecard"]["id"], "generic");
        for (field, value) in analysis[1]["body"].as_object().expect("an object") {
            assert_eq!(*value, score[field], "{field}");
        }
        if let Some(schema) = published_schema() {
            assert!(jsonschema::validator_for(&schema).expect("the schema compiles").is_valid(vcon));
        }
    }
    let plain = with(&["export", "-", "--scorecard", "generic", "--format", "jsonl"], &[], CALLS.as_bytes());
    assert_eq!(plain.code, 2);
    assert!(plain.err.contains("--scorecard"), "{}", plain.err);
}

#[test]
fn bytes_depend_on_the_conversation_alone() {
    let first = with(&["export", "-", "--threads", "1"], &[], CALLS.as_bytes()).out;
    assert_eq!(with(&["export", "-", "--threads", "4"], &[("TZ", "Asia/Shanghai")], CALLS.as_bytes()).out, first);
}

#[test]
fn a_folder_gets_a_file_for_each_conversation() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("new/vcons");
    let place = place.to_str().expect("text");
    let input = format!("{CALLS}{}", r#"{"id":"../c1","turns":[{"who":"agent","text":"hello"}]}"#);
    let ran = with(&["export", "-", "--out", place], &[], input.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.is_empty());
    let mut names: Vec<String> = std::fs::read_dir(place).expect("made").map(|entry| entry.expect("readable").file_name().into_string().expect("text")).collect();
    names.sort();
    assert_eq!(names.len(), 3, "{names:?}");
    assert!(names.contains(&"c1.vcon".to_owned()) && names.contains(&"c2.vcon".to_owned()), "{names:?}");
    assert_eq!(rapport(&["check", place, "--format", "jsonl"]).out.lines().count(), 3);
}

#[test]
fn sealed_vcons_need_their_key() {
    let sealed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../intake/tests/fixtures/sealed");
    let path = |name: &str| sealed.join(name).display().to_string();
    let (encrypted, own, partner, other) = (path("encrypted-ecdh-a128kw-cbc.vcon.json"), path("ec.key.pem"), path("rsa.cert.pem"), path("other.pub.pem"));
    let without = rapport(&["check", &encrypted]);
    assert_eq!(without.code, 2);
    assert!(without.err.contains("--vcon-key"), "{}", without.err);
    let opened = rapport(&["check", &encrypted, "--format", "jsonl", "--vcon-key", &own, "--vcon-key", &partner]);
    assert_eq!(opened.code, 0, "{}", opened.err);
    assert_eq!(lines(&opened.out)[0]["turns"].as_array().unwrap().len(), 2);
    let wrong = rapport(&["check", &encrypted, "--vcon-key", &own, "--vcon-key", &other]);
    assert!(wrong.err.contains("signature does not match"), "{}", wrong.err);
    let unfit = rapport(&["check", &encrypted, "--vcon-key", &encrypted]);
    assert_eq!(unfit.code, 2);
    assert!(unfit.err.contains("cannot use the key"), "{}", unfit.err);
}
