//! Splits a byte source into records, one at a time, without parsing them.

use std::io::{self, BufRead};

use rapport_model::Problem;

use crate::Options;
use crate::fault::Fault;
use crate::feed::Feed;
use crate::json_split::JsonSplit;
use crate::mailbox::MailboxSplit;
use crate::sms_xml::SmsSplit;
use crate::sniff::{self, Format, Layout};
use crate::table_columns::ColumnMap;
use crate::table_split::TableSplit;
use crate::text_split;
use crate::whole;

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
    /// The record itself, without what separates records. What a table, a mailbox or a backup of messages holds of one
    /// conversation stands together here, in a form of the reader's own.
    pub bytes: Vec<u8>,
    /// The encoding it was converted from, where the source is not UTF-8.
    pub converted: Option<&'static str>,
}

/// The records of one source, in order. A bad record is an `Err` and the next one follows.
pub struct Records<R: BufRead> {
    source: String,
    columns: Option<ColumnMap>,
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
    Table(Feed<R>, Box<TableSplit>),
    Sms(Feed<R>, Box<SmsSplit>),
    Mailbox(Feed<R>, Box<MailboxSplit>),
    Whole(Feed<R>, Format),
    Done,
}

/// Splits `input` into records; `source` names it in records and problems.
/// At most one record is held in memory, and never more than [`MAX_RECORD_BYTES`] of it; where conversations come
/// interleaved (tables, mailboxes, backups of messages), 16 MiB of those under way beside it.
pub fn records<R: BufRead + Send>(source: &str, input: R) -> Records<R> {
    records_with(source, input, &Options::default())
}

/// The same, with what readers are given beside the bytes.
pub fn records_with<R: BufRead + Send>(source: &str, input: R, options: &Options) -> Records<R> {
    Records { source: source.to_owned(), columns: options.columns.clone(), number: 0, state: State::Fresh(input) }
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
            State::Table(feed, split) => split.next(feed),
            State::Sms(feed, split) => split.next(feed),
            State::Mailbox(feed, split) => split.next(feed),
            State::Whole(feed, format) => whole::next(feed, *format),
            State::Fresh(_) | State::Done => return None,
        };
        let item = match piece {
            Ok(None) => {
                self.state = State::Done;
                return None;
            }
            Ok(Some(Ok(piece))) => {
                Ok(Record { source: self.source.clone(), line: piece.line, number: self.number, format: piece.format, bytes: piece.bytes, converted: self.state.converted() })
            }
            Ok(Some(Err((fault, line)))) => Err(fault.at(&self.source, Some(line))),
            Err(error) => {
                let line = self.state.feed().map(Feed::line);
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
        // Blanks longer than what was peeked: look further.
        loop {
            let chunk = feed.chunk().map_err(broken)?;
            let count = chunk.len();
            if count == 0 || chunk.iter().any(|byte| !byte.is_ascii_whitespace()) {
                break;
            }
            feed.consume(count).map_err(broken)?;
        }
        // JSON is told by its first byte, and comes through slow pipes too; other formats need some lines.
        let json = matches!(feed.chunk().map_err(broken)?.trim_ascii_start().first(), Some(b'{' | b'['));
        let want = if json { 0 } else { sniff::HEAD };
        let head = if json { feed.chunk().map_err(broken)? } else { feed.ahead(want).map_err(broken)? };
        let layout = sniff::layout(head, head.len() < want, self.columns.as_ref()).map_err(|fault| fault.at(source, None))?;
        self.state = match layout {
            Layout::Json => State::Json(feed, JsonSplit::default()),
            Layout::Text => State::Text(feed),
            Layout::Table(shape, encoding) => State::Table(feed, Box::new(TableSplit::new(*shape, encoding))),
            Layout::Sms => State::Sms(feed, Box::default()),
            Layout::Mailbox => State::Mailbox(feed, Box::default()),
            Layout::Whole(format) => State::Whole(feed, format),
            Layout::Empty => {
                return Err(Fault::new("empty_source", "the source holds nothing", "give a file with at least one conversation").at(source, None));
            }
        };
        Ok(())
    }
}

impl<R: BufRead> State<R> {
    fn feed(&self) -> Option<&Feed<R>> {
        match self {
            State::Json(feed, _) | State::Text(feed) | State::Table(feed, _) | State::Sms(feed, _) | State::Mailbox(feed, _) | State::Whole(feed, _) => Some(feed),
            State::Fresh(_) | State::Done => None,
        }
    }

    /// The encoding of the source, where it is certain and not UTF-8.
    fn converted(&self) -> Option<&'static str> {
        let rows = match self {
            State::Table(_, split) => split.converted(),
            _ => None,
        };
        rows.or_else(|| self.feed()?.converted())
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
