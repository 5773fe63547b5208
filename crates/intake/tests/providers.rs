//! The JSON of speech recognisers and help desks. The sources in `examples/formats` are ours; each follows its maker's published form:
//!
//! - `call-analytics.json`: docs.aws.amazon.com/transcribe/latest/dg/tca-output-batch.html (post-call analytics output)
//! - `transcribe.json`: docs.aws.amazon.com/transcribe/latest/dg/diarization-output-batch.html
//! - `deepgram.json`: github.com/deepgram/deepgram-api-specs (openapi.yml, ListenV1Response)
//! - `assemblyai.json`: github.com/AssemblyAI/assemblyai-api-spec (openapi.yml, Transcript)
//! - `whisper.json`: the reference implementation of arxiv.org/abs/2212.04356 (whisper/transcribe.py, whisper/utils.py)
//! - `whisperx.json`: github.com/m-bain/whisperX (whisperx/schema.py)
//! - `whisper-cpp.json`: github.com/ggml-org/whisper.cpp (examples/cli, output_json)
//! - `chatwoot.json`: github.com/chatwoot/chatwoot (swagger, conversation and message)
//! - `zendesk.json`: developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments
//! - `intercom.json`: github.com/intercom/Intercom-OpenAPI (2.14, conversation)

use rapport_intake::{Format, read, records};
use rapport_model::{Channel, Conversation, EventKind, Party, Problem};
use serde_json::{Value, json};

fn example(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/formats").join(name);
    std::fs::read_to_string(path).expect("the example opens")
}

fn only(source: &str) -> Result<Conversation, Problem> {
    let mut found = read("x.json", source.as_bytes());
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

fn one(source: &str) -> Conversation {
    only(source).expect("the source is readable")
}

fn problem(source: &Value) -> (&'static str, String) {
    let problem = only(&source.to_string()).expect_err("the source is not readable");
    assert!(!problem.help.is_empty() && !problem.message.ends_with('.'), "{problem:?}");
    (problem.code, problem.message)
}

fn parties(conversation: &Conversation) -> Vec<&str> {
    conversation.turns.iter().map(|turn| turn.party.as_str()).collect()
}

fn texts(conversation: &Conversation) -> Vec<&str> {
    conversation.turns.iter().map(|turn| turn.text.as_str()).collect()
}

fn codes(conversation: &Conversation) -> Vec<&str> {
    conversation.problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn every_example_is_recognised_by_content() {
    for (name, format, id, turns, channel, language) in [
        ("call-analytics.json", Format::CallAnalytics, "northwind-card-declined", 9, Channel::Voice, Some("en-US")),
        ("transcribe.json", Format::Transcribe, "harbor-claim-delay", 6, Channel::Voice, None),
        ("deepgram.json", Format::Deepgram, "tidewater-outage", 8, Channel::Voice, Some("en")),
        ("assemblyai.json", Format::AssemblyAi, "lakeside-cot", 6, Channel::Voice, Some("en_us")),
        ("whisper.json", Format::Whisper, "x", 5, Channel::Voice, Some("en")),
        ("whisperx.json", Format::WhisperX, "x", 4, Channel::Voice, Some("zh")),
        ("whisper-cpp.json", Format::WhisperCpp, "x", 6, Channel::Voice, Some("en")),
        ("chatwoot.json", Format::Chatwoot, "58", 10, Channel::Chat, None),
        ("zendesk.json", Format::Zendesk, "3412", 3, Channel::Email, None),
        ("intercom.json", Format::Intercom, "4471", 6, Channel::Chat, None),
    ] {
        let text = example(name);
        let value: Value = serde_json::from_str(&text).expect("valid");
        // In one line, in an array and indented; the order of keys does not matter either.
        for source in [text.clone(), value.to_string(), format!("[{value}]"), serde_json::to_string_pretty(&value).expect("writes")] {
            let record = records("x", source.as_bytes()).next().expect("a record").expect("splits");
            assert_eq!(record.format, format, "{name}");
            let c = one(&source);
            assert_eq!((c.id.as_str(), c.turns.len(), c.channel, c.language.as_deref()), (id, turns, channel, language), "{name}");
            assert!(c.turns.iter().all(|turn| turn.words.is_empty() && turn.start_ms.is_some()), "{name}");
            assert!(c.turns.is_sorted_by_key(|turn| turn.start_ms), "{name}");
            assert!(c.extra.is_empty(), "{name}: {:?}", c.extra);
        }
    }
}

#[test]
fn call_analytics_gives_roles_and_timing_facts_and_no_sentiment() {
    let c = one(&example("call-analytics.json"));
    assert_eq!(parties(&c)[..4], ["agent", "customer", "agent", "customer"]);
    assert_eq!((c.turns[1].start_ms, c.turns[1].end_ms), (Some(5600), Some(13_200)));
    let events: Vec<_> = c.events.iter().map(|event| (event.kind, event.start_ms, event.end_ms, event.by.clone())).collect();
    assert_eq!(events, [(EventKind::Overlap, Some(24_100), Some(24_600), Some(Party::Agent)), (EventKind::Silence, Some(26_300), Some(61_000), None)]);
    let whole = format!("{c:?}");
    assert!(["NEGATIVE", "POSITIVE", "entiment", "oudness"].iter().all(|word| !whole.contains(word)));
}

#[test]
fn contact_lens_chats_have_participants_and_calendar_times() {
    let c = one(&json!({"Channel": "CHAT", "JobStatus": "COMPLETED", "CustomerMetadata": {"ContactId": "c-1"},
        "Participants": [{"ParticipantId": "p1", "ParticipantRole": "CUSTOMER"}, {"ParticipantId": "p2", "ParticipantRole": "AGENT"}],
        "Transcript": [{"ParticipantId": "p1", "AbsoluteTime": "2026-03-02T09:00:00.000Z", "Content": "hello"},
                       {"ParticipantId": "p2", "AbsoluteTime": "2026-03-02T09:00:04.500Z", "Content": "hi"},
                       {"ParticipantId": "p3", "AbsoluteTime": "2026-03-02T09:00:05.000Z", "Content": "hey"}]})
    .to_string());
    assert_eq!((c.id.as_str(), c.channel, c.started_at.as_deref()), ("c-1", Channel::Chat, Some("2026-03-02T09:00:00Z")));
    assert_eq!((parties(&c), c.turns[1].start_ms), (vec!["customer", "agent", "p3"], Some(4500)));
}

#[test]
fn post_call_analytics_names_its_speakers() {
    let c = one(&json!({"ConversationAnalytics": {"GUID": "g1", "LanguageCode": "en-US", "SpeakerLabels": [{"Speaker": "spk_0", "DisplayText": "Customer"}, {"Speaker": "spk_1", "DisplayText": "Agent"}]},
        "SpeechSegments": [{"SegmentStartTime": 1.5, "SegmentEndTime": 3.0, "SegmentSpeaker": "spk_0", "OriginalText": "hi", "DisplayText": "Hi.", "BaseSentimentScores": {"Negative": 0.9}},
                           {"SegmentStartTime": 3.5, "SegmentEndTime": 4.0, "SegmentSpeaker": "spk_1", "DisplayText": "Hello."}]}).to_string());
    assert_eq!((c.id.as_str(), texts(&c), parties(&c), c.turns[0].start_ms), ("g1", vec!["Hi.", "Hello."], vec!["customer", "agent"], Some(1500)));
}

#[test]
fn transcribe_joins_words_by_channel_by_speaker_or_by_segment() {
    let item =
        |start: &str, end: &str, text: &str| json!({"type": "pronunciation", "start_time": start, "end_time": end, "alternatives": [{"content": text, "confidence": "0.9"}]});
    let dot = json!({"type": "punctuation", "alternatives": [{"content": "."}]});
    let channels = json!({"jobName": "a", "results": {"transcripts": [], "channel_labels": {"channels": [
        {"channel_label": "ch_0", "items": [item("0.0", "0.4", "Good"), item("0.5", "0.9", "morning"), dot, item("5.0", "5.4", "Yes"), dot]},
        {"channel_label": "ch_1", "items": [item("1.2", "1.6", "Hello"), dot]}]}, "items": []}});
    let c = one(&channels.to_string());
    assert_eq!((texts(&c), parties(&c)), (vec!["Good morning.", "Hello.", "Yes."], vec!["ch_0", "ch_1", "ch_0"]));
    // Older files: items without labels, segments of speakers beside them.
    let segments = json!({"jobName": "a", "results": {"items": [item("0.0", "0.4", "Good"), item("0.5", "0.9", "morning"), dot, item("1.2", "1.6", "Hello"), dot],
        "speaker_labels": {"speakers": 2, "segments": [{"start_time": "0.0", "end_time": "1.0", "speaker_label": "spk_0"}, {"start_time": "1.2", "end_time": "1.7", "speaker_label": "spk_1"}]}}});
    let c = one(&segments.to_string());
    assert_eq!((texts(&c), parties(&c)), (vec!["Good morning.", "Hello."], vec!["spk_0", "spk_1"]));
    let audio = json!({"jobName": "a", "results": {"items": [], "audio_segments": [
        {"id": 0, "transcript": "I am", "start_time": "0.0", "end_time": "1.0", "speaker_label": "spk_0"}, {"id": 1, "transcript": "here.", "start_time": "1.1", "end_time": "2.0", "speaker_label": "spk_0"},
        {"id": 2, "transcript": "Good.", "start_time": "2.1", "end_time": "3.0", "speaker_label": "spk_1"}]}});
    assert_eq!(texts(&one(&audio.to_string())), ["I am here.", "Good."]);
    let text = json!({"jobName": "a", "status": "COMPLETED", "results": {"transcripts": [{"transcript": "Only text."}], "items": []}});
    let c = one(&text.to_string());
    assert_eq!((texts(&c), codes(&c)), (vec!["Only text."], vec!["one_speaker"]));
}

#[test]
fn deepgram_takes_channels_before_speakers_and_words_where_there_are_no_utterances() {
    let c = one(&example("deepgram.json"));
    assert_eq!((parties(&c)[..3].to_vec(), c.turns[0].end_ms), (vec!["speaker 0", "speaker 1", "speaker 0"], Some(3200)));
    let word = |text: &str, start: f64, speaker: u8| json!({"word": text.to_lowercase(), "punctuated_word": text, "start": start, "end": start + 0.3, "speaker": speaker});
    let words = json!([word("Good", 0.0, 0), word("morning.", 0.4, 0), word("Hi.", 1.0, 1), word("Fine?", 1.5, 0)]);
    let c = one(&json!({"metadata": {"request_id": "r"}, "results": {"channels": [{"alternatives": [{"transcript": "x", "words": words}]}]}}).to_string());
    assert_eq!((texts(&c), parties(&c)), (vec!["Good morning.", "Hi.", "Fine?"], vec!["speaker 0", "speaker 1", "speaker 0"]));
    let c = one(&json!({"results": {"channels": [{"alternatives": [{"words": words}]}, {"alternatives": [{"words": [word("Hey.", 0.9, 0)]}]}]}}).to_string());
    assert_eq!((texts(&c), parties(&c)), (vec!["Good morning. Hi. Fine?", "Hey."], vec!["speaker 0", "speaker 1"]));
}

#[test]
fn assemblyai_words_are_grouped_by_speaker_where_there_are_no_utterances() {
    let word = |text: &str, start: u32, speaker: Value| json!({"text": text, "start": start, "end": start + 300, "speaker": speaker, "confidence": 0.9});
    let of = |words: Value| json!({"id": "t", "status": "completed", "audio_url": "u", "text": "all", "utterances": null, "words": words}).to_string();
    let c = one(&of(json!([word("Good", 0, json!("A")), word("day.", 400, json!("A")), word("Hi.", 900, json!("B"))])));
    assert_eq!((texts(&c), parties(&c), c.turns[1].start_ms), (vec!["Good day.", "Hi."], vec!["speaker A", "speaker B"], Some(900)));
    let c = one(&of(json!([word("Good", 0, Value::Null), word("day.", 400, Value::Null), word("Hi.", 4000, Value::Null)])));
    assert_eq!((texts(&c), codes(&c)), (vec!["Good day.", "Hi."], vec!["one_speaker"]));
    assert_eq!(texts(&one(&of(Value::Null))), ["all"]);
    let c = one(&json!({"audio_url": "u", "status": "completed", "utterances": [{"speaker": "Agent", "text": "Hi", "start": 0, "end": 5}, {"speaker": "Customer", "text": "Hey", "start": 6, "end": 9}]}).to_string());
    assert_eq!(parties(&c), ["agent", "customer"]);
}

#[test]
fn whisper_leaves_out_what_it_made_up_and_says_how_much() {
    let c = one(&example("whisper.json"));
    assert_eq!(codes(&c), ["one_speaker", "made_up_words"]);
    assert!(c.problems[1].message.starts_with("1 segment "), "{}", c.problems[1].message);
    assert!(texts(&c).iter().all(|text| !text.contains("watching")));
    let only_silence =
        json!({"text": "you", "segments": [{"start": 0.0, "end": 30.0, "text": " you", "no_speech_prob": 0.97, "avg_logprob": -1.9, "compression_ratio": 0.3}], "language": "en"});
    assert_eq!(problem(&only_silence).0, "no_words");
    let api = json!({"task": "transcribe", "language": "english", "duration": 3.0, "text": "Hi there", "segments": [{"id": 0, "start": 0.0, "end": 3.0, "text": "Hi there"}]});
    assert_eq!(one(&api.to_string()).language.as_deref(), Some("en"));
}

#[test]
fn whisperx_joins_pieces_of_one_speaker_and_finds_the_speaker_in_the_words() {
    let c = one(&example("whisperx.json"));
    assert_eq!(parties(&c), ["SPEAKER_00", "SPEAKER_01", "SPEAKER_00", "SPEAKER_01"]);
    assert_eq!((c.turns[1].text.as_str(), c.turns[1].start_ms, c.turns[1].end_ms), ("我的包裹显示签收了，可我根本没收到。里面是给我妈的药，很急的。", Some(4800), Some(11_200)));
    let c = one(&json!({"segments": [{"start": 0.0, "end": 1.0, "text": "Hi", "speaker": "SPEAKER_00"}, {"start": 1.0, "end": 2.0, "text": "", "words": [{"word": "您"}, {"word": "好", "speaker": "SPEAKER_01"}]}],
        "word_segments": []}).to_string());
    assert_eq!((texts(&c), parties(&c)), (vec!["Hi", "您好"], vec!["SPEAKER_00", "SPEAKER_01"]));
}

#[test]
fn whisper_cpp_reads_offsets_or_timestamps_and_guesses_only_from_turn_marks() {
    let c = one(&example("whisper-cpp.json"));
    assert_eq!((parties(&c)[..2].to_vec(), c.turns[1].start_ms, c.turns[1].end_ms), (vec!["speaker 0", "speaker 1"], Some(3900), Some(7800)));
    let piece = |from: &str, text: &str, turn: bool| json!({"timestamps": {"from": from, "to": "00:00:09,000"}, "text": text, "speaker_turn_next": turn});
    let c = one(&json!({"systeminfo": "", "transcription": [piece("00:00:01,500", " Hi. [SPEAKER_TURN]", true), piece("00:00:02,000", " [BLANK_AUDIO]", false), piece("00:00:03,000", " Hello.", false)]}).to_string());
    assert_eq!((texts(&c), parties(&c), c.turns[0].start_ms), (vec!["Hi.", "Hello."], vec!["speaker 0", "speaker 1"], Some(1500)));
    assert_eq!(codes(&c), ["speakers_guessed"]);
}

#[test]
fn chatwoot_leaves_out_notes_and_knows_bots_and_the_system() {
    let c = one(&example("chatwoot.json"));
    assert_eq!(parties(&c), ["customer", "bot", "system", "agent", "customer", "agent", "customer", "agent", "customer", "system"]);
    assert_eq!((c.agent.as_deref(), c.customer.as_deref(), c.outcome.result_code.as_deref()), (Some("7"), Some("41"), Some("resolved")));
    assert_eq!((c.turns[1].start_ms, c.turns[3].name.as_deref(), codes(&c)), (Some(4000), Some("小吴"), vec!["notes_left_out"]));
    assert!(!format!("{c:?}").contains("优先安排"));
    // A page of the messages endpoint; words or numbers for the type, text or numbers for the time.
    let page = json!({"meta": {"contact": {"id": 5}}, "payload": [
        {"id": 2, "content": "Hello", "message_type": "outgoing", "created_at": "2026-03-02T09:00:05Z", "conversation_id": 9, "sender": {"type": "user"}},
        {"id": 1, "content": "Hi", "message_type": "incoming", "created_at": 1_772_442_000, "conversation_id": 9},
        {"id": 3, "content": null, "message_type": 0, "created_at": 1_772_442_009, "attachments": [{"file_type": "image"}]},
        {"id": 4, "content": "gone", "message_type": 0, "created_at": 1_772_442_010, "content_attributes": {"deleted": true}}]});
    let c = one(&page.to_string());
    assert_eq!((c.id.as_str(), texts(&c), parties(&c), c.turns[1].start_ms), ("9", vec!["Hi", "Hello"], vec!["customer", "agent"], Some(5000)));
    assert_eq!(codes(&c), ["messages_without_words"]);
}

#[test]
fn zendesk_leaves_out_what_is_not_public_and_knows_the_requester() {
    let c = one(&example("zendesk.json"));
    assert_eq!((parties(&c), codes(&c)), (vec!["customer", "agent", "customer"], vec!["notes_left_out"]));
    assert_eq!(
        (c.agent.as_deref(), c.customer.as_deref(), c.outcome.result_code.as_deref(), c.started_at.as_deref()),
        (Some("88"), Some("501"), Some("solved"), Some("2026-03-10T08:02:11Z"))
    );
    assert!(!format!("{c:?}").contains("warehouse."), "the note is not kept");
    // The account's export: fields of the ticket beside its comments, HTML alone, nobody's role.
    let export = json!({"id": 7, "requester": {"id": 1, "name": "Lee"}, "via": {"channel": "chat"}, "comments": [
        {"author_id": 1, "html_body": "<p>It&#39;s broken</p><p>Help</p>", "public": true}, {"author_id": 2, "html_body": "<div>Sure</div>"}, {"author_id": -1, "body": "Merged", "public": true}]});
    let c = one(&export.to_string());
    assert_eq!((texts(&c), parties(&c), c.channel), (vec!["It's broken\nHelp", "Sure", "Merged"], vec!["customer", "agent", "system"], Channel::Chat));
    // Comments by e-mail carry what they answer below them.
    let c = one(&json!({"ticket": {"id": 8, "requester_id": 1, "via": {"channel": "email"}}, "comments": [
        {"author_id": 1, "plain_body": "It fits, thanks.\n\nOn Tue, 10 Mar 2026 at 09:15, Robin wrote:\n> I am sorry for the mix-up.\n> Robin"}, {"author_id": 2, "plain_body": "Good to hear."}]}).to_string());
    assert_eq!((texts(&c), codes(&c)), (vec!["It fits, thanks.", "Good to hear."], vec!["quotes_cut"]));
    // A page of comments alone: nobody is known, and there are more pages.
    let c = one(&json!({"comments": [{"author_id": 11, "plain_body": "a"}, {"author_id": 12, "plain_body": "b"}], "count": 5, "next_page": "https://x.example/2"}).to_string());
    assert_eq!((parties(&c), codes(&c)), (vec!["author 1", "author 2"], vec!["messages_missing"]));
}

#[test]
fn intercom_begins_with_its_source_and_leaves_out_notes() {
    let c = one(&example("intercom.json"));
    assert_eq!(parties(&c), ["customer", "bot", "customer", "agent", "customer", "agent"]);
    assert_eq!(c.turns[0].text, "I upgraded to the team plan an hour ago & still can't invite anybody. My demo is at noon!");
    assert!(c.turns[3].text.contains("I'm on it.\nYour payment"), "{}", c.turns[3].text);
    assert_eq!((c.agent.as_deref(), c.customer.as_deref(), c.outcome.result_code.as_deref(), codes(&c)), (Some("7701"), Some("6320-lee"), Some("closed"), vec!["notes_left_out"]));
    assert!(!format!("{c:?}").contains("incident"));
    let inner: Value = serde_json::from_str(&example("intercom.json")).expect("valid");
    let c = one(&json!({"type": "notification_event", "topic": "conversation.admin.closed", "data": {"type": "notification_event_data", "item": inner}}).to_string());
    assert_eq!((c.id.as_str(), c.turns.len()), ("4471", 6));
}

#[test]
fn what_holds_no_words_is_refused_with_what_to_do() {
    for (source, code) in [
        (json!({"JobName": "a", "JobStatus": "FAILED", "Participants": [], "FailureReason": "x"}), "failed_job"),
        (json!({"JobName": "a", "JobStatus": "IN_PROGRESS", "Participants": []}), "unfinished_job"),
        (json!({"JobStatus": "COMPLETED", "Transcript": []}), "no_words"),
        (
            json!({"TranscriptionJob": {"TranscriptionJobName": "a", "TranscriptionJobStatus": "COMPLETED", "Transcript": {"TranscriptFileUri": "https://x.example"}}}),
            "external_content",
        ),
        (json!({"CallAnalyticsJob": {"CallAnalyticsJobName": "a", "CallAnalyticsJobStatus": "FAILED"}}), "failed_job"),
        (json!({"jobName": "a", "status": "COMPLETED", "results": {"transcripts": [{"transcript": " "}], "items": []}}), "no_words"),
        (json!({"err_code": "Bad Request", "err_msg": "failed to process audio", "request_id": "r"}), "failed_job"),
        (json!({"metadata": {}, "results": {"channels": [{"alternatives": [{"transcript": "", "words": []}]}]}}), "no_words"),
        (json!({"id": "a", "status": "error", "error": "x", "audio_url": "u", "text": null}), "failed_job"),
        (json!({"id": "a", "status": "queued", "audio_url": "u"}), "unfinished_job"),
        (json!({"transcript_id": "a", "status": "completed"}), "external_content"),
        (json!({"text": "", "segments": [], "language": "en"}), "no_words"),
        (json!({"systeminfo": "", "transcription": []}), "no_words"),
        (json!({"data": {"meta": {}, "payload": [{"id": 1, "messages": []}]}}), "conversation_list"),
        (json!({"payload": [{"id": 1, "messages": [{"message_type": 0}]}]}), "conversation_list"),
        (json!({"id": 1, "messages": [{"content": "psst", "message_type": 1, "private": true}]}), "no_turns"),
        (json!({"ticket": {"id": 5, "description": "x"}}), "no_turns"),
        (json!({"type": "conversation.list", "conversations": []}), "conversation_list"),
        (json!({"type": "Results", "channel_index": [0, 1], "is_final": true, "channel": {"alternatives": []}}), "unknown_format"),
        (json!({"recognizedPhrases": []}), "unknown_format"),
        (json!({"id": 3, "content": "hello", "message_type": 0}), "unknown_format"),
        (json!({"type": "conversation", "id": "1", "conversation_parts": {"conversation_parts": []}}), "no_turns"),
    ] {
        assert_eq!(problem(&source).0, code, "{source}");
    }
}

#[test]
fn a_wrong_type_is_told_with_its_place_and_never_with_words() {
    let (code, message) = problem(&json!({"JobStatus": "COMPLETED", "Transcript": [{"ParticipantRole": "AGENT", "Content": ["secret"]}]}));
    assert_eq!(code, "bad_json");
    assert!(message.contains("line 1 column") && !message.contains("secret"), "{message}");
    let half = r#"{"id":1,"messages":[{"content":"ok \ud83d","message_type":0}]}"#;
    let c = one(half);
    assert_eq!((texts(&c), codes(&c)), (vec!["ok \u{fffd}"], vec!["bad_unicode"]));
}

#[test]
fn a_broken_record_costs_no_other() {
    let good = json!({"id": "t", "audio_url": "u", "status": "completed", "utterances": [{"speaker": "A", "text": "Hi", "start": 0, "end": 9}]});
    let source = format!("{good}\n{{\"metadata\":{{}},\"results\":{{\"channels\":[\n{good}\n");
    let found: Vec<_> = read("x.jsonl", source.as_bytes()).into_iter().map(|found| found.map(|c| c.id).map_err(|problem| problem.line)).collect();
    assert_eq!(found, [Ok("t".into()), Err(Some(2)), Ok("t".into())]);
}
