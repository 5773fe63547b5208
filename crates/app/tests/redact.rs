//! `rapport redact`: nothing personal is left, and what is printed can be read again.

mod run;

use run::{lines, with};

const CALL: &str =
    "[00:00] Agent: Northwind Bank, this is Dana.\n[00:05] Customer: My card is 4111 1111 1111 1111 and my mail is quinn.fox@example.com.\n[00:15] Agent: Thank you.\n";

#[test]
fn a_transcript_keeps_its_look() {
    let ran = with(&["redact", "-"], &[], CALL.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.out.contains("4111") && !ran.out.contains("quinn"), "{}", ran.out);
    assert!(ran.out.contains("[00:05] Customer: My card is [CARD:1111] and my mail is [EMAIL"), "{}", ran.out);
    assert!(ran.err.contains("in 1 conversation: ") && ran.err.contains("1 CARD") && ran.err.contains("1 EMAIL"), "{}", ran.err);
}

#[test]
fn chinese_transcripts_get_chinese_labels() {
    let ran = with(&["redact", "-"], &[], "客户：我的手机是13800138000。\n坐席：好的，收到了。\n客户：谢谢您。\n".as_bytes());
    assert!(ran.out.contains("客户：我的手机是[PHONE") && ran.out.contains("坐席：好的"), "{}", ran.out);
}

#[test]
fn what_is_printed_reads_as_the_same_conversation() {
    let checked = |input: &[u8]| lines(&with(&["check", "-", "--format", "jsonl"], &[], input).out);
    let whole = checked(CALL.as_bytes());
    for format in ["text", "json", "jsonl"] {
        let again = checked(with(&["redact", "-", "--format", format], &[], CALL.as_bytes()).out.as_bytes());
        assert_eq!(again.len(), 1, "{format}");
        let turns = |one: &serde_json::Value| {
            let turns = one["turns"].as_array().expect("turns").iter();
            turns.map(|turn| (turn["party"].clone(), turn["text"].clone(), turn["start_ms"].clone())).collect::<Vec<_>>()
        };
        assert_eq!(turns(&again[0]), turns(&whole[0]), "{format}");
        assert_eq!(again[0]["findings"], whole[0]["findings"], "{format}");
    }
}

#[test]
fn several_conversations_stay_several() {
    let two = format!("{CALL}\n---\n\n{CALL}");
    let ran = with(&["redact", "-"], &[], two.as_bytes());
    let again = with(&["redact", "-"], &[], ran.out.as_bytes());
    assert!(again.err.contains("2 conversations"), "{}{}", ran.out, again.err);
    assert!(again.out.matches("[CARD:1111]").count() == 2);
}

#[test]
fn ids_and_unknown_fields_do_not_leak() {
    let input = r#"{"id":"c","customer":"quinn.fox@example.com","note":"call 4111 1111 1111 1111","turns":[{"who":"agent","text":"hi","name":"Dana"}]}"#;
    let ran = with(&["redact", "-", "--format", "jsonl"], &[], input.as_bytes());
    assert!(!ran.out.contains("quinn") && !ran.out.contains("4111") && !ran.out.contains("Dana"), "{}", ran.out);
    assert_eq!(with(&["redact", "-"], &[], b"").code, 2);
}

#[test]
fn inferred_roles_serve_redaction_too() {
    // Who asks is only known once roles are inferred; an answer in words is masked all the same.
    let call = "Speaker 1: Thank you for calling Northwind Bank, how can I help you today?\nSpeaker 2: I want to close my account.\n\
        Speaker 1: May I have your account number, please?\nSpeaker 2: Sure, it's one two three four five six.\n";
    let ran = with(&["redact", "-"], &[], call.as_bytes());
    assert!(ran.out.contains("Customer: Sure, it's [ACCOUNT"), "{}", ran.out);
}
