//! Splits a byte source into records, one at a time, without parsing them.

use std::io::{self, BufRead};

use rapport_model::Problem;

use crate::fault::Fault;
use crate::feed::Feed;
use crate::json_split::JsonSplit;
use crate::sniff::{self, Format, Layout};
use crate::text_split;

/// A record larger than this is passed over, in bytes.
pub const MAX_RECORD_BYTES: usize = 64 * 1024 * 1024;

/// One conversation's bytes, not yet parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// File (or `-`) it came from.
    pub source: String,
    /// Line of its first byte, from 1.
    pub line: u64,
    /// Its place among the source's records, from 0; unreadable records count.
    pub number: u64,
    /// How it is to be read.
    pub format: Format,
    /// The record itself, without what separates records.
    pub bytes: Vec<u8>,
}

/// The records of one source, in order. A bad record is an `Err` and the next one follows.
pub struct Records<R: BufRead> {
    source: String,
    number: u64,
    state: State<R>,
}

/// What a splitter found.
pub(crate) struct Piece {
    pub(crate) line: u64,
    pub(crate) format: Format,
    pub(crate) bytes: Vec<u8>,
}

enum State<R: BufRead> {
    Fresh(R),
    Json(Feed<R>, JsonSplit),
    Text(Feed<R>),
    Done,
}

/// Splits `input` into records; `source` names it in records and problems.
/// At most one record is held in memory, and never more than [`MAX_RECORD_BYTES`] of it.
pub fn records<R: BufRead + Send>(source: &str, input: R) -> Records<R> {
    Records { source: source.to_owned(), number: 0, state: State::Fresh(input) }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Record, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if let State::Fresh(_) = self.state
            && let Err(problem) = self.start()
        {
            return Some(Err(problem));
        }
        let piece = match &mut self.state {
            State::Json(feed, split) => split.next(feed),
            State::Text(feed) => text_split::next(feed),
            State::Fresh(_) | State::Done => return None,
        };
        let item = match piece {
            Ok(None) => {
                self.state = State::Done;
                return None;
            }
            Ok(Some(Ok(piece))) => Ok(Record { source: self.source.clone(), line: piece.line, number: self.number, format: piece.format, bytes: piece.bytes }),
            Ok(Some(Err((fault, line)))) => Err(fault.at(&self.source, Some(line))),
            Err(error) => {
                let line = match &self.state {
                    State::Json(feed, _) | State::Text(feed) => Some(feed.line()),
                    State::Fresh(_) | State::Done => None,
                };
                self.state = State::Done;
                return Some(Err(read_fault(&error).at(&self.source, line)));
            }
        };
        self.number += 1;
        Some(item)
    }
}

impl<R: BufRead> Records<R> {
    /// Opens the source and decides how it is split.
    fn start(&mut self) -> Result<(), Problem> {
        let State::Fresh(input) = std::mem::replace(&mut self.state, State::Done) else { return Ok(()) };
        let source = &self.source;
        let broken = |error: io::Error| read_fault(&error).at(source, None);
        let mut feed = Feed::open(input).map_err(broken)?;
        if feed.chunk().map_err(broken)?.starts_with(b"\xef\xbb\xbf") {
            feed.consume(3).map_err(broken)?;
        }
        let layout = loop {
            let layout = sniff::layout(feed.chunk().map_err(broken)?).map_err(|fault| fault.at(source, None))?;
            // Blanks longer than what was peeked: look further.
            let count = feed.chunk().map_err(broken)?.len();
            if layout != Layout::Empty || count == 0 {
                break layout;
            }
            feed.consume(count).map_err(broken)?;
        };
        self.state = match layout {
            Layout::Json => State::Json(feed, JsonSplit::default()),
            Layout::Text => State::Text(feed),
            Layout::Empty => {
                return Err(Fault::new("empty_source", "the source holds nothing", "give a file with at least one conversation").at(source, None));
            }
        };
        Ok(())
    }
}

/// The fault of a record over [`MAX_RECORD_BYTES`].
pub(crate) fn too_large() -> Fault {
    Fault::new("too_large", "the record is larger than 64 MiB", "give one conversation a record, and recordings as files of their own")
}

fn read_fault(error: &io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            Fault::new("bad_gzip", "the compressed data is damaged or cut short", "copy the file again; everything before this place was read")
        }
        kind => Fault::new("read_failed", format!("reading stopped: {kind}"), "check the file and its disk; everything before this place was read"),
    }
}
