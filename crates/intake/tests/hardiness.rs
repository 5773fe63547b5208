//! Hostile and very long input: no panic, no lost neighbour, no growing memory.

use std::io::{self, BufRead, Read};

use proptest::prelude::*;
use rapport_intake::{MAX_RECORD_BYTES, read, records};

const FIXTURES: &[&[u8]] = &[
    include_bytes!("fixtures/plain.json"),
    include_bytes!("fixtures/lines.jsonl"),
    include_bytes!("fixtures/array.json"),
    include_bytes!("fixtures/chat.vcon.json"),
    include_bytes!("fixtures/call.vcon.json"),
    include_bytes!("fixtures/deepgram.vcon.json"),
    include_bytes!("fixtures/mail.vcon.json"),
    include_bytes!("fixtures/calls.txt"),
    include_bytes!("fixtures/names.txt"),
    include_bytes!("../../../examples/formats/call-analytics.json"),
    include_bytes!("../../../examples/formats/transcribe.json"),
    include_bytes!("../../../examples/formats/deepgram.json"),
    include_bytes!("../../../examples/formats/assemblyai.json"),
    include_bytes!("../../../examples/formats/whisper.json"),
    include_bytes!("../../../examples/formats/whisperx.json"),
    include_bytes!("../../../examples/formats/whisper-cpp.json"),
    include_bytes!("../../../examples/formats/chatwoot.json"),
    include_bytes!("../../../examples/formats/zendesk.json"),
    include_bytes!("../../../examples/formats/intercom.json"),
];

/// Bytes that mean something to a reader come up more often than others.
fn byte() -> impl Strategy<Value = u8> {
    prop_oneof![2 => any::<u8>(), 3 => prop::sample::select(b"{}[]\",:\\\n\r \t0179.eEuD-=#()\xef\xbc\x9a".to_vec())]
}

fn line(number: usize) -> String {
    format!(r#"{{"id":"n{number}","turns":[{{"who":"agent","text":"hello {{ \" }}"}},{{"who":"customer","text":"a\nb"}}]}}"#)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(byte(), 0..400), head in prop::sample::select(vec!["", "{", "[", "{\"turns\":[", "Agent: ", "\u{1f}\u{8b}", "{\"vcon\":"])) {
        let source = [head.as_bytes(), &bytes].concat();
        for found in read("s", &source) {
            if let Err(problem) = found {
                prop_assert!(!problem.message.is_empty() && !problem.help.is_empty());
            }
        }
    }

    #[test]
    fn mutated_sources_never_panic(which in 0..FIXTURES.len(), edits in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..4, byte()), 1..6)) {
        let mut source = FIXTURES[which].to_vec();
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
        read("s", &source);
    }

    #[test]
    fn a_broken_line_costs_no_other(count in 1_usize..8, place in any::<prop::sample::Index>(), cut in any::<prop::sample::Index>(), crlf in any::<bool>()) {
        let mut lines: Vec<String> = (0..count).map(line).collect();
        let whole = line(99);
        let broken = &whole[..1 + cut.index(whole.len() - 1)];
        prop_assume!(broken.len() < whole.len());
        let at = place.index(count + 1);
        lines.insert(at, broken.to_owned());
        let source = lines.join(if crlf { "\r\n" } else { "\n" });
        let found = read("s", source.as_bytes());
        let ids: Vec<String> = found.iter().filter_map(|found| found.as_ref().ok()).map(|c| c.id.clone()).collect();
        prop_assert_eq!(ids, (0..count).map(|number| format!("n{number}")).collect::<Vec<_>>(), "{}", source);
        prop_assert_eq!(found.iter().filter(|found| found.is_err()).count(), 1);
    }

    #[test]
    fn layout_does_not_change_what_is_read(count in 1_usize..5, chunk in 1_usize..40) {
        let lines: Vec<String> = (0..count).map(line).collect();
        let values: Vec<serde_json::Value> = lines.iter().map(|line| serde_json::from_str(line).expect("valid")).collect();
        let pretty: Vec<String> = values.iter().map(|value| serde_json::to_string_pretty(value).expect("writes")).collect();
        let expected: Vec<_> = read("s", lines.join("\n").as_bytes()).into_iter().map(|found| found.expect("reads").turns).collect();
        for source in [lines.concat(), format!("[{}]", lines.join(",")), serde_json::to_string_pretty(&values).expect("writes"), pretty.concat(), pretty.join("\n")] {
            // Small reads must not matter either.
            let input = io::BufReader::with_capacity(chunk, source.as_bytes());
            let turns: Vec<_> = records("s", input).map(|record| rapport_intake::parse(&record.expect("splits"), &rapport_intake::Options::default()).expect("reads").turns).collect();
            prop_assert_eq!(&turns, &expected, "{}", source);
        }
    }
}

/// Makes `left` bytes by repeating one piece, without ever holding them.
struct Endless {
    piece: Vec<u8>,
    at: usize,
    left: usize,
    handed_out: usize,
}

impl Endless {
    fn new(piece: impl Into<Vec<u8>>, length: usize) -> Endless {
        let piece = piece.into();
        Endless { left: length / piece.len() * piece.len(), piece, at: 0, handed_out: 0 }
    }
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Endless {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let end = self.piece.len().min(self.at + self.left);
        Ok(&self.piece[self.at..end])
    }

    fn consume(&mut self, count: usize) {
        self.left -= count;
        self.handed_out += count;
        self.at = (self.at + count) % self.piece.len();
    }
}

/// Reads a counting source through a shared handle, so that the test sees how far the splitter has read.
struct Shared<'a> {
    source: &'a std::sync::Mutex<Endless>,
    held: Vec<u8>,
    at: usize,
}

impl Read for Shared<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Shared<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.held.len() {
            let mut source = self.source.lock().map_err(|_| io::Error::other("poisoned"))?;
            self.held.clear();
            source.by_ref().take(16 * 1024).read_to_end(&mut self.held)?;
            self.at = 0;
        }
        Ok(&self.held[self.at..])
    }

    fn consume(&mut self, count: usize) {
        self.at += count;
    }
}

#[test]
fn no_more_than_one_record_is_read_ahead() {
    let record = line(1);
    for (open, between) in [("", "\n"), ("[", ",")] {
        let source = std::sync::Mutex::new(Endless::new(format!("{record}{between}"), 64 * 1024 * 1024));
        let input = open.as_bytes().chain(Shared { source: &source, held: Vec::new(), at: 0 });
        let (mut count, mut given) = (0_usize, 0_usize);
        for found in records("s", input) {
            let Ok(found) = found else { break };
            assert_eq!(found.bytes.len(), record.len());
            count += 1;
            given += record.len() + 1;
            let read = source.lock().expect("not poisoned").handed_out;
            assert!(read <= given + 64 * 1024, "{read} bytes were read to give {given}");
        }
        assert_eq!(count, 64 * 1024 * 1024 / (record.len() + 1), "{open:?}");
    }
}

#[test]
fn a_record_over_the_limit_is_passed_over() {
    let over = MAX_RECORD_BYTES + 10;
    let (before, after) = (format!("{}\n{{\"text\":\"", line(0)), format!("\"}}\n{}", line(2)));
    let input = before.as_bytes().chain(Endless::new("a".repeat(4096), over)).chain(after.as_bytes());
    let found: Vec<_> = records("s", input).map(|found| found.map(|record| record.line).map_err(|problem| (problem.code, problem.line))).collect();
    assert_eq!(found, [Ok(1), Err(("too_large", Some(2))), Ok(3)]);
    let (before, after) = (format!("[{},{{\"text\":\"", line(0)), format!("\"}},{}]", line(2)));
    let input = before.as_bytes().chain(Endless::new("a".repeat(4096), over)).chain(after.as_bytes());
    let found: Vec<_> = records("s", input).map(|found| found.map(|record| record.number).map_err(|problem| problem.code)).collect();
    assert_eq!(found, [Ok(0), Err("too_large"), Ok(2)]);
}
