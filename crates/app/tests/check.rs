//! `rapport check`: what it reads, what it leaves out, how it ends.

mod run;

use std::io::Write;

use run::{demo, lines, rapport, with};

const GOOD: &str = "{\"id\":\"a\",\"turns\":[{\"who\":\"customer\",\"text\":\"I am fuming.\"},{\"who\":\"agent\",\"text\":\"The rules say no.\"}]}\n";

fn found(out: &str) -> Vec<String> {
    let ids = |one: serde_json::Value| one["findings"].as_array().into_iter().flatten().filter_map(|f| f["behaviour"].as_str().map(str::to_owned)).collect::<Vec<_>>();
    lines(out).into_iter().flat_map(ids).collect()
}

#[test]
fn a_folder_of_good_and_bad_files_lists_the_bad_with_their_line_and_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("a file");
    put("1.jsonl", format!("{GOOD}{{\"id\":\"b\"\n{GOOD}").as_bytes());
    put("2.pdf", b"%PDF-1.7 nothing");
    put("3.json", GOOD.as_bytes());
    put(".hidden", b"{");
    let path = folder.path().to_str().expect("a path");
    let args = ["check", path, "--format", "jsonl", "--behaviours", "rules"];
    let ran = rapport(&args);
    assert_eq!((ran.code, lines(&ran.out).len()), (0, 3), "{}", ran.err);
    assert!(ran.err.contains("1.jsonl:2: ") && ran.err.contains("2.pdf: this looks like a PDF document"), "{}", ran.err);
    assert!(ran.err.contains("  help: ") && ran.err.contains("3 read, 2 could not be read"), "{}", ran.err);
    assert!(!ran.err.contains("fuming"), "messages never repeat what was said");
    assert_eq!(rapport(&[&args[..], &["--strict"]].concat()).code, 2);
}

#[test]
fn many_problems_of_one_kind_are_summed_up() {
    let mut input = GOOD.to_owned();
    (0..50).for_each(|_| input.push_str("{\"id\":\"x\",\"turns\":[]}\n"));
    let ran = with(&["check", "-", "--format", "jsonl"], &[], input.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("and 30 more like it (no_turns)"), "{}", ran.err);
    assert!(ran.err.lines().count() < 60);
}

#[test]
fn what_could_not_be_read_is_told_in_the_readers_language() {
    let mut input = "{\"id\":\"x\",\"turns\":5}\n".to_owned();
    (0..22).for_each(|_| input.push_str("{\"id\":\"x\",\"turns\":[]}\n"));
    for (args, env) in [(&["check", "-", "--lang", "zh"][..], "C.UTF-8"), (&["check", "-"], "zh_CN.UTF-8"), (&["redact", "-"], "zh_CN.UTF-8")] {
        let ran = with(args, &[("LANG", env)], input.as_bytes());
        assert!(ran.err.contains("-:1：turns 的类型不对，应为数组\n  办法：各字段的类型见 docs/formats.md"), "{args:?}: {}", ran.err);
        assert!(ran.err.contains("另有 2 条同类问题（no_turns）") && ran.err.contains("什么都没有读到"), "{args:?}: {}", ran.err);
    }
    let remark = |lang| with(&["check", "-", "--format", "jsonl", "--lang", lang], &[], b"Lee: hello\nDana: how can I help you?\nLee: hi\nDana: bye\n").out;
    assert!(remark("zh").contains("角色由说话内容推断") && remark("en").contains("the roles were inferred"));
}

#[test]
fn exit_codes_follow_fail_on_and_what_could_be_read() {
    let code = |args: &[&str]| demo(&[&["parcel.txt", "--format", "jsonl"], args].concat()).code;
    assert_eq!(code(&[]), 0);
    assert_eq!(code(&["--fail-on", "demo_upset"]), 1);
    assert_eq!(code(&["--fail-on", "-"]), 1);
    assert_eq!(code(&["--fail-on", "name_used"]), 0);
    assert_eq!(rapport(&["check", "no-such-file"]).code, 2);
    assert_eq!(with(&["check", "-"], &[], b"").code, 2);
    assert_eq!(with(&["check", "-"], &[], b"%PDF").code, 2);
    assert_eq!(rapport(&["check", "--no-such-option"]).code, 2);
    assert_eq!(rapport(&["check", "parcel.txt", "--min-confidence", "7"]).code, 2);
}

#[test]
fn an_empty_run_teaches() {
    let ran = rapport(&["check"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("nothing to read: give a file, a folder"), "{}", ran.err);
    let empty = tempfile::tempdir().expect("a folder");
    assert!(rapport(&["check", empty.path().to_str().expect("a path")]).err.contains("has no files"));
}

#[test]
fn an_unknown_behaviour_is_told_with_the_nearest() {
    for option in ["--only", "--skip", "--fail-on"] {
        let ran = rapport(&["check", "parcel.txt", option, "name_usd"]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("did you mean `name_used`"), "{}", ran.err);
    }
}

#[test]
fn only_skip_and_min_confidence_leave_out() {
    let run = |args: &[&str]| found(&rapport(&[&["check", "parcel.txt", "--format", "jsonl", "--behaviours", "rules"], args].concat()).out);
    assert_eq!(run(&["--only", "demo_sorry"]), ["demo_sorry"]);
    let skipped = run(&["--skip", "demo_sorry,demo_upset"]);
    assert!(skipped.contains(&"demo_rule".to_owned()) && !skipped.contains(&"demo_sorry".to_owned()));
    let sure = run(&["--only", "demo_upset,demo_sorry", "--min-confidence", "0.7"]);
    assert_eq!(sure, ["demo_upset", "demo_upset"]);
    assert!(run(&["--min-confidence", "1", "--only", "demo_upset"]).is_empty());
}

#[test]
fn standard_input_gzip_and_patterns_are_read() {
    assert_eq!(lines(&with(&["check", "-", "--format", "jsonl"], &[], GOOD.as_bytes()).out).len(), 1);
    let folder = tempfile::tempdir().expect("a folder");
    let file = std::fs::File::create(folder.path().join("a.jsonl.gz")).expect("a file");
    let mut gzip = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    gzip.write_all(GOOD.repeat(3).as_bytes()).and_then(|()| gzip.finish().map(drop)).expect("written");
    std::fs::write(folder.path().join("b.txt"), "Agent: hi\nCustomer: hello\n").expect("a file");
    let pattern = format!("{}/*.gz", folder.path().display());
    assert_eq!(lines(&rapport(&["check", &pattern, "--format", "jsonl"]).out).len(), 3);
    assert!(rapport(&["check", &format!("{}/*.nothing", folder.path().display())]).err.contains("no file matches"));
}

#[test]
fn a_teams_file_replaces_the_built_in_one_of_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = std::fs::read_to_string(run::fixtures().join("rules/demo_rule.yaml")).expect("a fixture").replace("demo_rule", "name_used");
    std::fs::write(folder.path().join("name_used.yaml"), own).expect("a file");
    let path = folder.path().to_str().expect("a path");
    let ran = rapport(&["check", "parcel.txt", "--format", "jsonl", "--behaviours", path, "--only", "name_used"]);
    assert_eq!(lines(&ran.out)[0]["findings"][0]["quote"], "The rules say", "{}", ran.err);
}

#[test]
fn a_mistake_in_a_teams_file_is_told_with_file_and_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = std::fs::read_to_string(run::fixtures().join("rules/demo_rule.yaml")).expect("a fixture").replace("the rules say", "the (rules say");
    std::fs::write(folder.path().join("demo_rule.yaml"), own).expect("a file");
    let path = folder.path().to_str().expect("a path");
    let ran = rapport(&["check", "parcel.txt", "--behaviours", path]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("demo_rule.yaml:15: "), "{}", ran.err);
}
