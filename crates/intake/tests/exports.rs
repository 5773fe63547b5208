//! Tables, captions, e-mail and short messages: what each form of them becomes.

use encoding_rs::{BIG5, GB18030};
use rapport_intake::{Options, read, read_with};
use rapport_model::{Channel, Conversation, Problem};

fn example(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/formats").join(name);
    std::fs::read(path).expect("the example opens")
}

fn good(source: &[u8]) -> Vec<Conversation> {
    read("x.csv", source).into_iter().map(|found| found.expect("the source is readable")).collect()
}

fn one(source: &[u8]) -> Conversation {
    let mut found = good(source);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

fn problem(source: &[u8]) -> Problem {
    read("x", source).into_iter().find_map(Result::err).expect("the source has a problem")
}

fn parties(conversation: &Conversation) -> String {
    conversation.turns.iter().map(|turn| turn.party.as_str()).collect::<Vec<_>>().join(" ")
}

fn codes(conversation: &Conversation) -> Vec<&str> {
    conversation.problems.iter().map(|problem| problem.code).collect()
}

fn texts(conversation: &Conversation) -> Vec<&str> {
    conversation.turns.iter().map(|turn| turn.text.as_str()).collect()
}

#[test]
fn interleaved_rows_of_a_table_are_put_together() {
    let found = good(&example("chat-export.csv"));
    let outline: Vec<_> = found.iter().map(|c| (c.id.as_str(), parties(c), c.channel)).collect();
    assert_eq!(outline, [("NW-2041", "customer agent agent customer agent".to_owned(), Channel::Chat), ("NW-2042", "customer agent customer agent".to_owned(), Channel::Chat)]);
    assert_eq!(found[0].turns.iter().map(|turn| turn.start_ms).collect::<Vec<_>>(), [Some(0), Some(46_000), Some(75_000), Some(127_000), Some(173_000)]);
    assert_eq!((found[0].started_at.as_deref(), found[0].turns[1].name.as_deref()), (Some("2026-03-02T09:14:05Z"), Some("Dana Whitfield")));
    assert!(found[1].turns[0].text.contains("\"delivered\"") && found[1].turns[0].text.contains('\n'));
}

#[test]
fn a_table_without_a_column_of_conversations_is_one() {
    let c = one(b"speaker,text,start_ms,end_ms\nAgent,Hello,1200,2000\nLee,My card,2500,4000\nLee,\"is, well, broken\",4100,6000\n");
    assert_eq!((c.id.as_str(), c.channel, parties(&c).as_str()), ("x", Channel::Voice, "agent Lee Lee"));
    assert_eq!((c.turns[2].start_ms, c.turns[2].end_ms, c.turns[2].text.as_str()), (Some(4100), Some(6000), "is, well, broken"));
}

#[test]
fn columns_of_agent_and_customer_give_names_their_roles() {
    let c = one("工单号;客服;客户;发送人;消息内容;发送时间\n7;小吴;李女士;李女士;没到;2026/3/2 9:00\n7;小吴;李女士;小吴;抱歉;2026/3/2 9:01\n".as_bytes());
    assert_eq!((parties(&c).as_str(), c.agent.as_deref(), c.customer.as_deref()), ("customer agent", Some("小吴"), Some("李女士")));
    let c = one(b"id\tdirection\tmessage\ta\n7\tinbound\tIt broke\t1\n7\toutbound-api\tSorry\t1\n");
    assert_eq!(parties(&c), "customer agent");
}

#[test]
fn rows_out_of_order_are_put_in_order() {
    let c = one(b"who,text,time\nagent,third,2026-03-02 09:03\ncustomer,second,2026-03-02 09:01\nagent,first,2026-03-02 09:01\n");
    assert_eq!(texts(&c), ["first", "second", "third"]);
    // Hours and minutes of the day, or minutes and seconds of a recording.
    let c = one(b"who,text,time\nagent,a,09:00\ncustomer,b,09:01\n");
    assert_eq!((c.channel, c.turns[1].start_ms), (Channel::Chat, Some(60_000)));
    let c = one(b"who,text,time\nagent,a,00:02\ncustomer,b,09:01\n");
    assert_eq!((c.channel, c.turns[1].start_ms), (Channel::Voice, Some(539_000)));
    let c = one(b"who,text,date,time\nagent,a,25/03/2026,9:59 PM\ncustomer,b,25/03/2026,10:01 PM\n");
    assert_eq!((c.started_at.as_deref(), c.turns[1].start_ms), (Some("2026-03-25T21:59:00Z"), Some(120_000)));
}

#[test]
fn a_bad_row_costs_only_itself() {
    let source = "id,who,text,time\n1,agent,a,09:00\n1,customer\n1,customer,\"b,09:01\n1,agent,c,09:02\n2,agent,d,soon\n2,,e,09:09\n";
    let found = read("x.csv", source.as_bytes());
    let outline: Vec<_> = found.iter().map(|found| found.as_ref().map(|c| (c.id.as_str(), texts(c), codes(c))).map_err(|p| (p.code, p.line))).collect();
    assert_eq!(outline, [Err(("bad_row", Some(3))), Err(("bad_row", Some(4))), Ok(("1", vec!["a", "c"], vec![])), Ok(("2", vec!["d", "e"], vec!["bad_time", "no_speaker"])),]);
    // A mark that is never closed does not take the rows up to the next one with it.
    let found = read("x.tsv", b"who\ttext\nagent\t\"quoted\" to begin\ncustomer\t\"I said\nagent\tgo on\ncustomer\tthe \"new\" one\nagent\tyes\n");
    let outline: Vec<_> = found.iter().map(|found| found.as_ref().map(texts).map_err(|p| (p.code, p.line))).collect();
    assert_eq!(outline, [Err(("bad_row", Some(3))), Ok(vec!["quoted to begin", "go on", "the \"new\" one", "yes"])]);
    // Words with the delimiter in them, where they stand last.
    assert_eq!(texts(&one(b"who,text\nagent,well, yes, of course\ncustomer,no\n")), ["well, yes, of course", "no"]);
}

#[test]
fn columns_that_are_not_known_are_shown_and_can_be_mapped() {
    let source = "Vorgang;Verfasser;Nachricht;Zeit\n7;agent;secret words;09:00\n7;customer;more secret;09:01\n";
    let found = problem(source.as_bytes());
    assert_eq!(found.code, "unknown_columns");
    assert!(found.help.contains("--map") && found.message.contains("4 columns") && !found.message.contains("secret"), "{found:?}");
    for map in ["text=Nachricht,who=Verfasser,id=Vorgang,time=Zeit", "text=3,who=2,id=1,time=4"] {
        let options = Options { columns: Some(map.parse().expect("a map")), ..Options::default() };
        let found: Vec<_> = read_with("x", source.as_bytes(), &options).into_iter().filter_map(Result::ok).collect();
        assert!(found.iter().any(|c| c.id == "7" && texts(c) == ["secret words", "more secret"]), "{map}: {found:?}");
    }
}

#[test]
fn labels_never_show_numbers_or_addresses() {
    let c = one(b"from,text\nlee@example.org,a\n+1 555 010 0142,b\nlee@example.org,c\n");
    assert_eq!((parties(&c).as_str(), c.turns[0].name.as_deref()), ("party 0 party 1 party 0", None));
}

#[test]
fn pairs_of_numbers_are_conversations_and_the_number_in_most_is_the_agents() {
    let found = good(&example("texts.csv"));
    assert_eq!(
        found.iter().map(|c| (parties(c), c.channel)).collect::<Vec<_>>(),
        [("customer agent agent customer".to_owned(), Channel::Sms), ("customer agent customer".to_owned(), Channel::Sms)]
    );
}

#[test]
fn a_backup_of_messages_is_read_by_contact() {
    let c = one(&example("texts.xml"));
    assert_eq!((parties(&c).as_str(), c.channel, c.turns[0].name.as_deref()), ("customer agent agent customer", Channel::Sms, Some("Robin Vale")));
    assert!(c.turns[2].text.ends_with("👍") && c.turns[3].text.contains("& see"));
    let source =
        "<smses>\n<sms address=\"+15550100142\" type=\"1\" body=\"a />\n<sms address=\"+15550100142\" type=\"2\" date=\"5\" body=\"b\"/>\n<sms type=\"1\" body=\"c\"/>\n</smses>";
    let outline: Vec<_> = read("x", source.as_bytes()).into_iter().map(|found| found.map(|c| c.turns.len()).map_err(|p| (p.code, p.line))).collect();
    assert_eq!(outline, [Err(("bad_row", Some(2))), Err(("bad_row", Some(4))), Ok(1)]);
}

#[test]
fn captions_become_turns_by_voice_and_label() {
    let c = one(&example("captions.vtt"));
    assert_eq!((parties(&c).as_str(), c.channel, c.language.as_deref()), ("agent customer agent customer agent", Channel::Voice, Some("en")));
    assert_eq!((c.turns[1].text.as_str(), c.turns[1].start_ms, c.turns[1].end_ms), ("Hi. My card was charged twice for the same taxi & I am furious.", Some(5400), Some(11_600)));
    let c = one(&example("captions-zh.srt"));
    assert_eq!((parties(&c).as_str(), c.turns[1].text.as_str()), ("agent customer agent customer agent", "家里的网断了两天了，我在家上班，真的很恼火。"));
    // Labels of speaker separation, a pause within one speaker, a time that is none.
    let c = one(b"1\n00:00:01.000 --> 00:00:02.000\n[SPEAKER_00]: Hello\n\n2\n00:00:09,000 --> 00:00:10,000\n[SPEAKER_00]: Still here?\n\n3\n00:00:1x,000 --> 00:00:12,000\n[SPEAKER_01]: Yes\n");
    assert_eq!((parties(&c).as_str(), codes(&c)), ("SPEAKER_00 SPEAKER_00 SPEAKER_01", vec!["bad_time"]));
    let c = one(b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n\n00:02.100 --> 00:03.000\nHow are you?\n");
    assert_eq!((texts(&c), codes(&c)), (vec!["Hello. How are you?"], vec!["one_speaker"]));
}

#[test]
fn a_mailbox_is_read_by_thread() {
    let c = one(&example("thread.mbox"));
    assert_eq!((parties(&c).as_str(), c.channel), ("customer agent customer", Channel::Email));
    assert_eq!(codes(&c), ["quotes_cut", "automatic_mail"]);
    assert!(c.turns.iter().all(|turn| !turn.text.contains("wrote:") && !turn.text.contains("Sent from")), "{:?}", texts(&c));
    assert_eq!(c.turns.iter().filter(|turn| turn.text.contains("present for my mother")).count(), 1);
    assert_eq!((c.turns[1].start_ms, c.turns[1].name.as_deref()), (Some(6_515_000), Some("Dana Whitfield")));
    assert!(c.extra["turns[1].cut"].contains("Harbour Road") && c.extra["subject"].contains("Kettle"));
}

#[test]
fn threads_are_found_in_any_order_and_told_apart() {
    let mail = |id: &str, answers: &str, minute: u32, from: &str, to: &str, subject: &str| {
        let answers = if answers.is_empty() { String::new() } else { format!("In-Reply-To: <{answers}@x>\n") };
        format!(
            "From x Mon Mar  2 09:{minute:02}:00 2026\nFrom: {from}\nTo: {to}\nDate: Mon, 2 Mar 2026 09:{minute:02}:00 +0000\nSubject: {subject}\nMessage-ID: <{id}@x>\n{answers}\n>From {id}\n\n"
        )
    };
    let (lee, dana, kim) = ("Lee <lee@a.example>", "Dana <desk7@b.example>", "Kim <kim@c.example>");
    let source = [
        mail("a3", "a2", 30, lee, dana, "Re: Kettle"),
        mail("b1", "", 5, kim, dana, "Invoice"),
        // The clock of the one who answers runs behind.
        mail("a2", "a1", 1, dana, lee, "Re: Kettle"),
        mail("a1", "", 2, lee, dana, "Kettle"),
        mail("b2", "", 9, dana, kim, "Re: Invoice"),
        mail("b2", "", 9, dana, kim, "Re: Invoice"),
    ]
    .concat();
    let found = good(source.as_bytes());
    let outline: Vec<_> = found.iter().map(|c| (texts(c).join(" "), parties(c), codes(c))).collect();
    assert_eq!(
        outline,
        [
            ("From a1 From a2 From a3".to_owned(), "customer agent customer".to_owned(), vec![]),
            ("From b1 From b2".to_owned(), "customer agent".to_owned(), vec!["duplicate_message"]),
        ]
    );
}

#[test]
fn a_single_message_is_read_in_its_encoding() {
    let c = one(&example("reply-zh.eml"));
    assert_eq!((parties(&c).as_str(), c.turns[0].name.as_deref()), ("agent", Some("北风航空客服")));
    assert!(c.turns[0].text.starts_with("李女士，您好") && c.turns[0].text.ends_with("北风航空客服") && !c.turns[0].text.contains("写道"), "{}", c.turns[0].text);
    let mut raw = b"From: lee@example.org\r\nTo: support@northwind.example\r\nSubject: x\r\nDate: Mon, 2 Mar 2026 09:14:05 +0000\r\n\r\n".to_vec();
    raw.extend_from_slice(&GB18030.encode("你好，我的水壶坏了，请问怎么退货？").0);
    let c = one(&raw);
    assert_eq!((texts(&c), parties(&c).as_str(), codes(&c)), (vec!["你好，我的水壶坏了，请问怎么退货？"], "customer", vec!["other_encoding"]));
    let automatic = problem(b"From: lee@example.org\nDate: Mon, 2 Mar 2026 09:14:05 +0000\nSubject: Out of office\n\nsecret\n");
    assert!(automatic.code == "automatic_mail" && !automatic.message.contains("secret"));
}

#[test]
fn other_encodings_are_converted_and_remarked() {
    let table = "会话ID,角色,内容\n1,客服,您好，请问有什么可以帮您？\n1,客户,我的包裹还没有到，已经等了三天了\n";
    let transcript = "客服：您好，请问有什么可以帮您？\n客户：我的包裹还没有到，已经等了三天了\n";
    let captions = "1\n00:00:01,000 --> 00:00:02,000\n客服：您好，请问有什么可以帮您？\n\n2\n00:00:03,000 --> 00:00:04,000\n客户：我的包裹还没有到，已经等了三天了\n";
    let lines = "{\"turns\":[{\"who\":\"客服\",\"text\":\"您好，请问有什么可以帮您？\"},{\"who\":\"客户\",\"text\":\"我的包裹还没有到，已经等了三天了\"}]}\n";
    for source in [table, transcript, captions, lines] {
        let expected = one(source.as_bytes());
        assert_eq!((parties(&expected).as_str(), codes(&expected)), ("agent customer", vec![]));
        let wide: Vec<u8> = std::iter::once(0xfeff).chain(source.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for bytes in [GB18030.encode(source).0.into_owned(), wide] {
            let c = one(&bytes);
            assert_eq!((c.turns, c.problems[0].code), (expected.turns.clone(), "other_encoding"), "{source}");
        }
    }
    let traditional = "客服：您好，請問有什麼可以幫您？\n客戶：我的包裹還沒有到，已經等了三天了\n";
    let c = one(&BIG5.encode(traditional).0);
    assert_eq!((c.turns[0].text.as_str(), codes(&c)), ("您好，請問有什麼可以幫您？", vec!["other_encoding"]));
    assert_eq!(parties(&c), "agent customer");
}
