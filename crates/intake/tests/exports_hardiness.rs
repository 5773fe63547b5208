//! Tables, captions, e-mail and short messages that are broken, hostile or very long.

use std::io::{self, BufRead, Read};

use proptest::prelude::*;
use rapport_intake::{Format, Options, parse, read, read_with, records};

const EXAMPLES: &[&[u8]] = &[
    include_bytes!("../../../examples/formats/chat-export.csv"),
    include_bytes!("../../../examples/formats/chat-export-zh.tsv"),
    include_bytes!("../../../examples/formats/captions.vtt"),
    include_bytes!("../../../examples/formats/captions-zh.srt"),
    include_bytes!("../../../examples/formats/thread.mbox"),
    include_bytes!("../../../examples/formats/reply-zh.eml"),
    include_bytes!("../../../examples/formats/texts.xml"),
    include_bytes!("../../../examples/formats/texts.csv"),
];

/// Beginnings that lead into each reader.
const HEADS: &[&str] = &[
    "who,text\n",
    "id;from;to;body;time\n",
    "a\tb\n1\t2\n",
    "sep=|\nwho|text\n",
    "WEBVTT\n\n",
    "1\n00:00:01,000 --> 00:00:02,000\n",
    "From x Mon Mar  2 09:14:00 2026\nFrom: a@b\nTo: c@d\nSubject: e\n\n",
    "From: a@b\nSubject: c\nDate: d\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",
    "From: a@b\nSubject: c\nDate: d\nContent-Type: text/html\n\n",
    "<smses><sms address=\"1\" type=\"1\" body=\"",
    "<smses><mms address=\"1\" msg_box=\"1\"><part ct=\"text/plain\" text=\"",
    "\u{feff}",
];

/// Bytes that mean something to a reader come up more often than others.
fn byte() -> impl Strategy<Value = u8> {
    prop_oneof![2 => any::<u8>(), 4 => prop::sample::select(b",;\t|\"'\n\r <>/&#={}[]:-.@0129aMsv\xb0\xc4\xe5".to_vec())]
}

fn table(rows: &[(usize, String)]) -> String {
    let rows: String = rows.iter().map(|(id, text)| format!("c{id},agent,{text}\n")).collect();
    format!("conversation_id,who,text\n{rows}")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(byte(), 0..400), head in prop::sample::select(HEADS.to_vec()), wide in any::<bool>()) {
        let mark: &[u8] = if wide { b"\xff\xfe" } else { b"" };
        let source = [mark, head.as_bytes(), &bytes].concat();
        let options = Options { columns: Some("text=2,who=1".parse().expect("a map")), ..Options::default() };
        for found in read("s", &source).into_iter().chain(read_with("s", &source, &options)) {
            match found {
                Err(problem) => prop_assert!(!problem.message.is_empty() && !problem.help.is_empty()),
                Ok(conversation) => prop_assert!(!conversation.turns.is_empty() && !conversation.id.is_empty()),
            }
        }
    }

    #[test]
    fn mutated_sources_never_panic(which in 0..EXAMPLES.len(), edits in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..4, byte()), 1..6), chunk in 1_usize..40) {
        let mut source = EXAMPLES[which].to_vec();
        for (place, edit, value) in edits {
            if source.is_empty() {
                break;
            }
            let at = place.index(source.len());
            match edit {
                0 => source.truncate(at),
                1 => source[at] = value,
                2 => source.insert(at, value),
                _ => { source.remove(at); }
            }
        }
        let whole = read("s", &source);
        // Small reads must not matter.
        let input = io::BufReader::with_capacity(chunk, source.as_slice());
        let pieces: Vec<_> = records("s", input).map(|record| record.and_then(|record| parse(&record, &Options::default()))).collect();
        prop_assert_eq!(whole, pieces);
    }

    #[test]
    fn a_broken_row_costs_no_other(count in 1_usize..8, place in any::<prop::sample::Index>(), broken in prop::sample::select(vec!["c0", "\"c0", "c0,agent,\"open", "c0,a\"g\"ent", "\"\"\"", "c0,agent,a,b\"c"])) {
        let mut rows: Vec<String> = (0..count).map(|number| format!("c{number},agent,row {number}")).collect();
        let at = place.index(count + 1);
        rows.insert(at, broken.to_owned());
        let source = format!("ticket,who,text\n{}\n", rows.join("\n"));
        let found = read("s", source.as_bytes());
        let said: Vec<String> = found.iter().filter_map(|found| found.as_ref().ok()).flat_map(|c| &c.turns).map(|turn| turn.text.clone()).collect();
        for number in 0..count {
            prop_assert!(said.contains(&format!("row {number}")), "{} {:?}", source, found);
        }
    }

    #[test]
    fn mixing_conversations_changes_none_of_them(order in prop::collection::vec(0_usize..5, 1..60)) {
        let mut counts = [0; 5];
        let mixed: Vec<(usize, String)> = order.iter().map(|id| { counts[*id] += 1; (*id, format!("said {}", counts[*id])) }).collect();
        let mut sorted = mixed.clone();
        sorted.sort_by_key(|row| row.0);
        let outline = |rows: &[(usize, String)]| {
            let mut found: Vec<_> = read("s", table(rows).as_bytes()).into_iter().map(|found| found.expect("reads")).map(|c| (c.id, c.turns)).collect();
            found.sort_by(|a, b| a.0.cmp(&b.0));
            found
        };
        prop_assert_eq!(outline(&mixed), outline(&sorted));
    }
}

/// Makes numbered rows or messages one after another, without ever holding them.
struct Endless<F: Fn(usize) -> String> {
    make: F,
    next: usize,
    count: usize,
    held: Vec<u8>,
    at: usize,
}

impl<F: Fn(usize) -> String> Endless<F> {
    fn new(head: &str, count: usize, make: F) -> Endless<F> {
        Endless { make, next: 0, count, held: head.as_bytes().to_vec(), at: 0 }
    }
}

impl<F: Fn(usize) -> String> Read for Endless<F> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl<F: Fn(usize) -> String> BufRead for Endless<F> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.held.len() && self.next < self.count {
            self.held = (self.make)(self.next).into_bytes();
            (self.next, self.at) = (self.next + 1, 0);
        }
        Ok(&self.held[self.at..])
    }

    fn consume(&mut self, count: usize) {
        self.at += count;
    }
}

#[test]
fn long_sources_give_conversations_while_they_are_read() {
    let count = 12_000;
    let words = "x".repeat(200);
    let row = |number: usize| format!("c{number},agent,{words}\n");
    let sms = |number: usize| format!("<sms address=\"+1555{number:07}\" type=\"1\" body=\"{words}\" />\n");
    let mail = |number: usize| format!("From x Mon Mar  2 09:00:00 2026\nFrom: a{number}@b.example\nTo: c@d.example\nSubject: e\nMessage-ID: <{number}@x>\n\n{words}\n\n");
    type Writer<'a> = Box<dyn Fn(usize) -> String + Send + Sync + 'a>;
    let sources: [(&str, Writer<'_>, Format); 3] =
        [("conversation_id,who,text\n", Box::new(row), Format::Table), ("<?xml version=\"1.0\"?><smses>\n", Box::new(sms), Format::Sms), ("", Box::new(mail), Format::Mailbox)];
    for (head, make, format) in sources {
        let made = std::sync::atomic::AtomicUsize::new(0);
        let source = Endless::new(head, count, |number| {
            made.store(number, std::sync::atomic::Ordering::Relaxed);
            make(number)
        });
        let mut seen = 0;
        for record in records("s", source) {
            let record = record.expect("splits");
            assert_eq!(record.format, format);
            let ahead = made.load(std::sync::atomic::Ordering::Relaxed).saturating_sub(seen);
            assert!(ahead <= 5_000, "{format:?}: {ahead} were read to give the next");
            seen += 1;
        }
        assert_eq!(seen, count, "{format:?}");
    }
}

#[test]
fn hostile_sources_take_no_longer_than_they_are_long() {
    // Each would take minutes where work grows with the square of the length.
    let n = 20_000;
    let labels: String = (0..n).map(|number| format!("Kim{number}: a\nKim{number}: b\n")).collect();
    let quotes = format!("who,text\n{}", "agent,\"a\n".repeat(n));
    let arrows = format!("WEBVTT\n\n{}", "00:01.000 --> 00:02.000\n<v A>b\n<v\n".repeat(n));
    let circle: String = (0..20_000)
        .map(|number| format!("From x Mon Mar  2 09:00:00 2026\nFrom: a@b\nSubject: Re: c\nMessage-ID: <{number}@x>\nReferences: <{}@x> <0@x>\n\nd\n\n", number + 1))
        .collect();
    let brackets = format!("<smses>{}", "<sms a=\"".repeat(n));
    let marks = format!("From: a@b\nSubject: c\nDate: d\n\n{}", "On 2026\nFrom:\n".repeat(n));
    for source in [labels, quotes, arrows, circle, brackets, marks] {
        let started = std::time::Instant::now();
        assert!(!read("s", source.as_bytes()).is_empty());
        assert!(started.elapsed().as_secs() < 60, "{}", &source[..40]);
    }
}
