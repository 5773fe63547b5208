//! One small source of each shape, and what becomes of it.

use std::io::Write;

use rapport_intake::{Format, read, records};
use rapport_model::{Channel, Conversation, EventKind, Party, Problem};

fn fixture(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    std::fs::read(path).expect("the fixture opens")
}

fn all(name: &str) -> Vec<Result<Conversation, Problem>> {
    read(name, &fixture(name))
}

fn one(name: &str) -> Conversation {
    let mut found = all(name);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0).expect("the fixture is readable")
}

fn problem(source: &str) -> Problem {
    let mut found = read("x.json", source.as_bytes());
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0).expect_err("the source is not readable")
}

fn codes(conversation: &Conversation) -> Vec<&str> {
    conversation.problems.iter().map(|problem| problem.code).collect()
}

fn parties(conversation: &Conversation) -> Vec<&str> {
    conversation.turns.iter().map(|turn| turn.party.as_str()).collect()
}

#[test]
fn plain_json_fills_every_field() {
    let c = one("plain.json");
    assert_eq!((c.id.as_str(), c.channel, c.language.as_deref()), ("c1", Channel::Voice, Some("en")));
    assert_eq!((c.program.as_deref(), c.agent.as_deref(), c.customer.as_deref()), (Some("retail"), Some("a17"), Some("204")));
    assert_eq!(parties(&c), ["customer", "agent", "Robin"]);
    assert_eq!((c.turns[1].start_ms, c.turns[1].end_ms, c.turns[1].name.as_deref()), (Some(5300), Some(7100), Some("Dana")));
    assert_eq!(c.turns[2].text, "");
    assert_eq!(c.events.len(), 2);
    assert_eq!((c.events[1].kind, c.events[1].by.clone()), (EventKind::Hangup, Some(Party::Customer)));
    assert_eq!((c.outcome.resolved, c.outcome.result_code.as_deref()), (Some(true), Some("REFUND")));
    assert_eq!(c.extra["queue"], "\"north\"");
    assert_eq!(c.extra["turns[0].mood"], "\"low\"");
    assert_eq!(c.extra["outcome.score"], "9");
    assert_eq!(codes(&c), ["unknown_event"]);
}

#[test]
fn json_lines_go_on_after_broken_lines() {
    let found = all("lines.jsonl");
    let outline: Vec<_> = found.iter().map(|found| found.as_ref().map(|c| c.id.as_str()).map_err(|p| p.line)).collect();
    assert_eq!(outline, [Ok("l1"), Ok("l2"), Err(Some(4)), Ok("l4"), Err(Some(6)), Ok("l6")]);
    let l4 = found[3].as_ref().expect("read");
    assert_eq!((l4.channel, l4.turns[0].start_ms, l4.turns[0].end_ms), (Channel::Voice, Some(500), Some(1250)));
    assert_eq!(parties(l4), ["speaker 1", "speaker 2"]);
    let l6 = found[5].as_ref().expect("read");
    assert_eq!((l6.channel, l6.turns[0].start_ms, l6.turns[1].start_ms), (Channel::Chat, Some(0), Some(4000)));
}

#[test]
fn a_broken_first_line_costs_only_itself() {
    for broken in [r#"{"id":"x","turns":[{"who":"agent","te"#, r#"{"id":"x","turns":[{"who":"agent"},"#, "{\"id", "{", "{]", "nonsense: {"] {
        let source = format!("{broken}\n{{\"id\":\"y\",\"turns\":[{{\"who\":\"agent\",\"text\":\"a\"}}]}}\n{{\"id\":\"z\",\"turns\":[{{\"who\":\"agent\",\"text\":\"a\"}}]}}\n");
        let ids: Vec<_> = read("s", source.as_bytes()).into_iter().map(|found| found.map(|c| c.id).map_err(|p| p.line)).collect();
        assert_eq!(ids, [Err(Some(1)), Ok("y".into()), Ok("z".into())], "{broken}");
    }
}

#[test]
fn arrays_are_split_into_elements() {
    let ids: Vec<_> = all("array.json").into_iter().map(|found| found.map(|c| c.id).map_err(|p| p.line)).collect();
    assert_eq!(ids, [Ok("a1".into()), Err(Some(8)), Err(Some(9)), Ok("a3".into())]);
    let line = br#"[{"turns":[{"who":"agent","text":"a"}]},{"turns":5},{"turns":[{"who":"agent","text":"b"}]}]"#;
    let found: Vec<_> = read("calls/day.json.gz", line).into_iter().map(|found| found.map(|c| c.id).map_err(|p| p.message)).collect();
    assert_eq!(found, [Ok("day".into()), Err("turns is a number and should be an array".into()), Ok("day-3".into())]);
}

#[test]
fn objects_over_many_lines_follow_each_other() {
    let pretty = fixture("plain.json");
    let twice = [pretty.clone(), b"\r\n\r\n".to_vec(), pretty].concat();
    assert_eq!(read("s", &twice).iter().filter(|found| found.is_ok()).count(), 2);
    let flush = "{\n\"id\":\"u\",\n\"turns\":[\n{\n\"who\":\"agent\",\n\"text\":\"a\"\n},\n{\"who\":\"agent\",\"text\":\"b\"}\n]\n}\n";
    let found = read("s", format!("{flush}{flush}").as_bytes());
    assert_eq!(found.iter().map(|found| found.as_ref().map(|c| c.turns.len()).ok()).collect::<Vec<_>>(), [Some(2), Some(2)]);
}

#[test]
fn gzip_and_byte_order_marks_are_opened() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(b"\xef\xbb\xbf").expect("packs");
    packed.write_all(&fixture("lines.jsonl")).expect("packs");
    let packed = packed.finish().expect("packs");
    assert_eq!(read("s", &packed).iter().filter(|found| found.is_ok()).count(), 4);
    let cut = read("s", &packed[..packed.len() - 20]);
    assert_eq!(cut.last().map(|found| found.as_ref().map(|_| ()).map_err(|p| p.code)), Some(Err("bad_gzip")));
}

#[test]
fn a_chat_vcon_is_put_in_order() {
    let c = one("chat.vcon.json");
    assert_eq!((c.id.as_str(), c.channel, parties(&c)), ("0190-chat", Channel::Chat, vec!["customer", "agent"]));
    assert_eq!(c.turns[1].text, "I am sorry, Lee.");
    assert_eq!((c.turns[0].start_ms, c.turns[1].start_ms, c.agent.as_deref()), (Some(0), Some(20_000), Some("staff-17")));
    assert_eq!(c.events.iter().map(|event| (event.kind, event.start_ms)).collect::<Vec<_>>(), [(EventKind::Transfer, Some(60_000))]);
    assert_eq!(c.extra["subject"], "\"Broken kettle\"");
}

#[test]
fn the_better_transcript_of_a_call_is_taken() {
    let c = one("call.vcon.json");
    assert_eq!((c.channel, c.language.as_deref(), parties(&c)), (Channel::Voice, Some("en-US"), vec!["agent", "customer"]));
    assert_eq!((c.turns[0].start_ms, c.turns[0].end_ms), (Some(500), Some(1500)));
    let words: Vec<_> = c.turns[0].words.iter().map(|word| (word.start, word.end, word.confidence.map(|c| (c * 100.0).round()))).collect();
    assert_eq!(words, [(0, 5, Some(95.0)), (6, 12, Some(90.0))]);
    assert_eq!((c.events[0].kind, c.events[0].start_ms, c.events[0].end_ms), (EventKind::Hold, Some(10_000), Some(30_000)));
    assert!(c.problems.is_empty());
}

#[test]
fn channels_of_a_recording_become_their_parties() {
    let c = one("deepgram.vcon.json");
    let turns: Vec<_> = c.turns.iter().map(|turn| (turn.party.as_str(), turn.text.as_str(), turn.start_ms)).collect();
    assert_eq!(turns, [("customer", "Hello,", Some(100)), ("agent", "good morning", Some(1000)), ("customer", "my kettle", Some(3000))]);
}

#[test]
fn mail_gives_its_plain_part() {
    let c = one("mail.vcon.json");
    assert_eq!((c.channel, parties(&c)), (Channel::Email, vec!["customer"]));
    assert_eq!(c.turns[0].text, "Dear Dana,\nmy kettle is café-brown and broken.");
}

#[test]
fn paragraphs_without_speakers_alternate_and_say_so() {
    let source = r#"{"parties":[{},{}],"dialog":[],"analysis":[{"type":"transcript","body":{"transcript":"One.\n\nTwo.\n \nThree."}}]}"#;
    let c = read("s", source.as_bytes()).remove(0).expect("read");
    assert_eq!(parties(&c), ["speaker 0", "speaker 1", "speaker 0"]);
    assert_eq!(codes(&c), ["speakers_guessed"]);
    let labelled = source.replace("One.\\n\\nTwo.\\n \\nThree.", "Agent: One.\\nCaller: Two.\\nAgent: Three.");
    let c = read("s", labelled.as_bytes()).remove(0).expect("read");
    assert_eq!((parties(&c), codes(&c).len()), (vec!["agent", "customer", "agent"], 0));
}

#[test]
fn text_transcripts_are_split_and_read() {
    let found: Vec<_> = all("calls.txt").into_iter().map(|found| found.expect("read")).collect();
    assert_eq!(found.len(), 2);
    let t1 = &found[0];
    assert_eq!((t1.id.as_str(), t1.channel, t1.language.as_deref()), ("t1", Channel::Voice, Some("en")));
    assert_eq!(parties(t1), ["agent", "customer", "agent"]);
    assert_eq!(t1.turns[1].text, "My card was charged twice.\nNote: it says pending.\nSee http://example.org for the list.");
    assert_eq!((t1.turns[2].text.as_str(), t1.turns[2].start_ms), ("I am sorry,\nwe charged you twice.", Some(13_000)));
    assert_eq!(t1.turns[2].name.as_deref(), Some("Dana"));
    let t2 = &found[1];
    assert_eq!((t2.id.as_str(), t2.channel, parties(t2)), ("t2", Channel::Chat, vec!["agent", "customer", "agent"]));
    assert_eq!(t2.turns[1].text, "我的包裹没到\n订单号：见上");
}

#[test]
fn numbered_speakers_and_times_that_are_answers_are_kept() {
    let c = one("names.txt");
    assert_eq!(parties(&c), ["Speaker 1", "Speaker 2", "Speaker 1"]);
    assert_eq!(c.turns[1].text, "hi\n12:30");
    let c = read("s", b"Dana: hi\nLee: hello\n").remove(0).expect("read");
    assert_eq!(parties(&c), ["Dana", "Lee"]);
}

#[test]
fn what_looks_like_a_label_inside_a_turn_is_none() {
    for (source, expected) in [
        ("Agent: hello\nNote: one\nNote: two\nhttp://example.org: see\nCustomer: bye", vec!["agent", "customer"]),
        ("坐席：您好\n客服电话：400\n客户姓名：见上\n客户:谢谢", vec!["agent", "customer"]),
        ("**Agent:** hello\n**Customer**: hi", vec!["agent", "customer"]),
        ("00:01 Rep: hi\n00:03 Caller: yes\n00:04 Rep: sure: today", vec!["agent", "customer", "agent"]),
        ("(00:00:01) 客服01：您好\n(00:00:04) 张先生：嗯\n(00:00:09) 张先生：好", vec!["agent", "张先生", "张先生"]),
        ("Agent 00:12: hi\nCustomer 00:14: hello", vec!["agent", "customer"]),
        ("[10:02:03] Dana: hi\n[10:02:09] Lee: hello\n[10:02:11] still there", vec!["Dana", "Lee", "Lee"]),
        ("Service: broadband\nAgent: hello\nCustomer: hi", vec!["agent", "customer"]),
        ("System: Dana joined\nDana: Hello.\nLee: Hi.\nDana: How are you?\nLee: Fine.", vec!["system", "Dana", "Lee", "Dana", "Lee"]),
    ] {
        let c = read("s", source.as_bytes()).remove(0).unwrap_or_else(|problem| panic!("{source}: {problem:?}"));
        assert_eq!(parties(&c), expected, "{source}");
    }
    let letter = read("s", "Dear team.\nNote: the order is late.\nPlease: call me.\nIt was nice.".as_bytes()).remove(0);
    assert_eq!(letter.map(|c| c.turns.len()).map_err(|p| p.code), Err("no_speakers"));
}

#[test]
fn what_cannot_be_read_says_what_it_is() {
    for (source, code, part) in [
        ("", "empty_source", "nothing"),
        ("%PDF-1.7 …", "unknown_format", "PDF"),
        ("PK\u{3}\u{4}…", "unknown_format", "zip"),
        ("WEBVTT\n\n", "no_turns", "no words"),
        ("<html><body>secret", "unknown_format", "HTML"),
        ("a\0b\0c", "unknown_format", "binary"),
        ("It was a long day. Nothing happened.", "no_speakers", "speaker labels"),
        ("{\"id\":1}", "no_turns", "no turns"),
        ("{\"turns\":[]}", "no_turns", "no turns"),
        ("{\"turns\":[{\"who\":\"agent\"}]}", "missing_field", "turns[0].text"),
        ("{\"turns\":[{\"text\":\"secret\"}]}", "missing_field", "turns[0].who"),
        ("{\"turns\":[{\"who\":\"agent\",\"text\":[\"secret\"]}]}", "bad_type", "turns[0].text is an array"),
        ("{\"turns\":[{\"who\":\"agent\",\"text\":\"secret\",\"start_ms\":\"secret\"}]}", "bad_type", "turns[0].start_ms"),
        ("{\"turns\":[\"secret\"]}", "bad_type", "turns[0] is a string"),
        ("{\"lang\":7,\"turns\":[]}", "bad_type", "lang is a number"),
        ("{\"turns\":[{\"who\":\"agent\",\"text\":\"secret\" \"x\"}]}", "bad_json", "not valid"),
        ("{\"payload\":\"e30\",\"signatures\":[]}", "signed_vcon", "signed"),
        ("{\"ciphertext\":\"e30\",\"recipients\":[]}", "encrypted_vcon", "encrypted"),
        ("{\"parties\":[],\"dialog\":[{}],\"critical\":[\"lawful\"]}", "critical_vcon", "critical"),
        ("{\"vcon\":\"0.4.0\",\"dialog\":\"secret\"}", "bad_type", "dialog"),
        ("{\"parties\":[],\"dialog\":[{\"type\":\"recording\"}]}", "no_transcript", "audio but no transcript"),
        ("{\"parties\":[],\"dialog\":[{\"type\":\"incomplete\"}]}", "no_turns", "not connected"),
    ] {
        let found = problem(source);
        assert_eq!(found.code, code, "{source}");
        assert!(found.message.contains(part), "{}", found.message);
        assert!(!found.message.contains("secret") && !found.message.ends_with('.') && !found.help.is_empty());
        assert_eq!(found.source, "x.json");
    }
}

#[test]
fn odd_bytes_are_mended_and_remarked() {
    let c = read("s", b"{\"turns\":[{\"who\":\"agent\",\"text\":\"caf\xe9\"}]}").remove(0).expect("read");
    assert_eq!((c.turns[0].text.as_str(), codes(&c)), ("café", vec!["other_encoding"]));
    let c = read("s", b"{\"turns\":[{\"who\":\"agent\",\"text\":\"caf\xc3\xa9, cr\xc3\xa8me, caf\xc3\"}]}").remove(0).expect("read");
    assert_eq!((c.turns[0].text.as_str(), codes(&c)), ("café, crème, caf\u{fffd}", vec!["bad_utf8"]));
    let c = read("s", br#"{"turns":[{"who":"agent","text":"a\ud83d","start_ms":1e300}],"turns":[{"who":"agent","text":"b\ud83d"}]}"#).remove(0).expect("read");
    assert_eq!((c.turns[0].text.as_str(), codes(&c)), ("b\u{fffd}", vec!["duplicate_key", "bad_unicode"]));
    let deep = format!("{{\"turns\":{}1{}}}\n{}", "[".repeat(5000), "]".repeat(5000), r#"{"id":"n","turns":[{"who":"agent","text":"a"}]}"#);
    let found = read("s", deep.as_bytes());
    assert!(found[0].is_err() && found[1].as_ref().is_ok_and(|c| c.id == "n"), "{found:?}");
}

#[test]
fn records_tell_their_place_without_parsing() {
    let found: Vec<_> = records("s", fixture("lines.jsonl").as_slice()).filter_map(Result::ok).collect();
    assert_eq!(
        found.iter().map(|record| (record.line, record.number, record.format)).collect::<Vec<_>>(),
        [(1, 0, Format::Json), (3, 1, Format::Json), (5, 3, Format::Json), (7, 5, Format::Json)]
    );
}

#[test]
fn lines_that_end_in_a_carriage_return_alone_are_lines() {
    let found = read("old.txt", b"Agent: hello\rCustomer: my parcel is late\rAgent: let me look\r");
    let c = found.into_iter().next().unwrap().unwrap();
    assert_eq!(parties(&c), ["agent", "customer", "agent"]);
    assert_eq!(c.turns[1].text, "my parcel is late");
}

#[test]
fn short_messages_are_no_call_however_their_clock_runs() {
    let xml = r#"<smses count="2"><sms address="+15550100" date="0" type="1" body="still waiting"/><sms address="+15550100" date="1772442846000" type="2" body="it ships today"/></smses>"#;
    let c = read("backup.xml", xml.as_bytes()).into_iter().next().unwrap().unwrap();
    assert_eq!(c.channel, Channel::Sms);
}
