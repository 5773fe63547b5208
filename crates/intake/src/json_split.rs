//! Splits JSON sources into objects: JSON Lines, arrays, and objects printed over many lines.
//!
//! After a broken object the splitter goes on where the next one surely begins: at the next line of JSON Lines, at the same
//! indentation of indented JSON, and elsewhere at a line that by its keys is a conversation.

use std::io::{self, BufRead};

use crate::fault::Fault;
use crate::feed::Feed;
use crate::records::{MAX_RECORD_BYTES, Piece, too_large};
use crate::scanner::{self, Scanner, Step};
use crate::sniff::{self, Kind};

const NEXT_HELP: &str = "correct the record; the others were read";

/// What is known about the source so far.
#[derive(Default)]
pub(crate) struct JsonSplit {
    /// Between `[` and `]` of an array of records.
    in_array: bool,
    /// A record was seen that has its line to itself.
    one_line: bool,
    /// A record was seen whose inner lines are indented deeper than its first.
    indented: bool,
    /// Blanks before the next byte on its line; `None` when something else precedes it.
    column: Option<usize>,
}

/// One record or what is wrong with it, with its first line.
type Found = Result<Piece, (Fault, u64)>;

/// A record being collected.
struct Open {
    bytes: Vec<u8>,
    line: u64,
    column: Option<usize>,
    overflow: bool,
    scanner: Scanner,
}

/// How the bytes of a line left a record.
enum Fed {
    Open,
    Closed,
    Broken(&'static str),
}

impl JsonSplit {
    /// The next record, or `None` at the end of the source.
    pub(crate) fn next<R: BufRead>(&mut self, feed: &mut Feed<R>) -> io::Result<Option<Found>> {
        loop {
            let Some(byte) = self.skip_between(feed)? else { return Ok(None) };
            match byte {
                b'{' => return self.object(feed).map(Some),
                b'[' if !self.in_array => self.in_array = true,
                b']' if self.in_array => self.in_array = false,
                _ if self.in_array => return self.wrong_element(feed).map(Some),
                _ => return self.garbage(feed).map(Some),
            }
            feed.take_byte()?;
            self.column = None;
        }
    }

    /// Passes blanks and commas between records; returns the byte that follows.
    fn skip_between<R: BufRead>(&mut self, feed: &mut Feed<R>) -> io::Result<Option<u8>> {
        if self.column.is_none() && feed.line() == 1 && !self.in_array {
            self.column = Some(0);
        }
        loop {
            let byte = feed.peek_byte()?;
            match byte {
                Some(b'\n') => self.column = Some(0),
                Some(b' ' | b'\t') => self.column = self.column.map(|column| column + 1),
                Some(b'\r') => {}
                // The byte that separates records of RFC 7464.
                Some(b',' | 0x1e) => self.column = None,
                other => return Ok(other),
            }
            feed.take_byte()?;
        }
    }

    fn object<R: BufRead>(&mut self, feed: &mut Feed<R>) -> io::Result<Found> {
        let line = feed.line();
        let mut open = Open { bytes: Vec::new(), line, column: self.column.take(), overflow: false, scanner: Scanner::default() };
        if self.one_line && open.column == Some(0) && !self.in_array {
            // JSON Lines: the newline decides, no bracket is looked at.
            let count = feed.line_into(&mut open.bytes, MAX_RECORD_BYTES)?;
            self.column = Some(0);
            if count > MAX_RECORD_BYTES {
                return Ok(Err((too_large(), line)));
            }
            let content = open.bytes.trim_ascii_end();
            let content = content.strip_suffix(b",").unwrap_or(content);
            if content.ends_with(b"}") {
                open.bytes.truncate(content.len());
                return Ok(self.whole(open));
            }
            feed.give_back(&open.bytes);
            open.bytes.clear();
        }
        loop {
            match open.feed(feed)? {
                Fed::Closed => return self.closed(feed, open),
                Fed::Broken(why) => return self.broken(feed, open, why),
                Fed::Open => {}
            }
            if let Some(found) = self.line_start(feed, &mut open)? {
                return Ok(found);
            }
        }
    }

    /// Inside an open record, at the start of a line (or the end of the source): is this the next record already?
    fn line_start<R: BufRead>(&mut self, feed: &mut Feed<R>, open: &mut Open) -> io::Result<Option<Found>> {
        let (column, next) = blanks(feed)?;
        let Some(next) = next else {
            return Ok(Some(open.fault("the record ends in the middle of a value")));
        };
        if next == b'\n' || next == b'\r' {
            return Ok(None);
        }
        if open.column.is_some_and(|own| column > own) {
            self.indented = true;
        }
        if next != b'{' || open.column != Some(column) {
            return Ok(None);
        }
        if self.one_line || self.indented || self.is_conversation(feed)? {
            self.column = Some(column);
            return Ok(Some(open.fault("the record does not end before the next one begins")));
        }
        Ok(None)
    }

    /// Whether the line ahead is by itself a conversation. Reads it and gives it back.
    fn is_conversation<R: BufRead>(&mut self, feed: &mut Feed<R>) -> io::Result<bool> {
        let mut line = Vec::new();
        let count = feed.line_into(&mut line, MAX_RECORD_BYTES)?;
        let sure = count <= MAX_RECORD_BYTES && matches!(sniff::kind(&line), Kind::Sure(_)) && scanner::is_whole(&line);
        feed.give_back(&line);
        self.one_line |= sure;
        Ok(sure)
    }

    fn closed<R: BufRead>(&mut self, feed: &mut Feed<R>, open: Open) -> io::Result<Found> {
        let mut comma = false;
        loop {
            match feed.peek_byte()? {
                Some(b' ' | b'\t' | b'\r') => {}
                Some(b',') if !comma => comma = true,
                None | Some(b'\n') => {
                    self.one_line |= open.column.is_some() && !open.bytes.contains(&b'\n');
                    break;
                }
                Some(b'{') => break,
                Some(b']' | b'[') if self.in_array => break,
                Some(_) if self.in_array && comma => break,
                Some(_) => {
                    feed.skip_line()?;
                    self.column = Some(0);
                    return Ok(open.fault("something else follows the end of the record on its line"));
                }
            }
            feed.take_byte()?;
        }
        self.column = None;
        Ok(self.whole(open))
    }

    fn broken<R: BufRead>(&mut self, feed: &mut Feed<R>, open: Open, why: &'static str) -> io::Result<Found> {
        if open.bytes.last() != Some(&b'\n') {
            feed.skip_line()?;
        }
        loop {
            let (column, next) = blanks(feed)?;
            self.column = Some(column);
            match next {
                None => break,
                Some(b'{') => {
                    let aligned = open.column.is_none_or(|own| own == column);
                    if (aligned && (self.one_line || self.indented)) || self.is_conversation(feed)? {
                        break;
                    }
                }
                Some(_) => {}
            }
            feed.skip_line()?;
        }
        Ok(open.fault(why))
    }

    fn whole(&self, open: Open) -> Found {
        if open.overflow {
            return Err((too_large(), open.line));
        }
        let (Kind::Sure(format) | Kind::Likely(format)) = sniff::kind(&open.bytes);
        Ok(Piece { line: open.line, format, bytes: open.bytes })
    }

    /// Something in an array that is not an object: passed over up to its comma.
    fn wrong_element<R: BufRead>(&mut self, feed: &mut Feed<R>) -> io::Result<Found> {
        let line = feed.line();
        let (mut depth, mut in_string) = (0_u64, false);
        while let Some(byte) = feed.peek_byte()? {
            match byte {
                b'"' => in_string = !in_string,
                b'\n' => in_string = false,
                _ if in_string => {}
                b'{' if depth == 0 => break,
                b'[' | b'{' => depth += 1,
                b']' | b'}' if depth > 0 => depth -= 1,
                b',' | b']' if depth == 0 => break,
                _ => {}
            }
            feed.take_byte()?;
        }
        self.column = None;
        Ok(Err((Fault::new("bad_json", "an element of the array is not an object", NEXT_HELP), line)))
    }

    /// A line between objects that is no object: passed over.
    fn garbage<R: BufRead>(&mut self, feed: &mut Feed<R>) -> io::Result<Found> {
        let line = feed.line();
        feed.skip_line()?;
        self.column = Some(0);
        Ok(Err((Fault::new("bad_json", "the line is not a json object", NEXT_HELP), line)))
    }
}

impl Open {
    /// Takes bytes up to the end of the record or of the line.
    fn feed<R: BufRead>(&mut self, feed: &mut Feed<R>) -> io::Result<Fed> {
        loop {
            let chunk = feed.chunk()?;
            if chunk.is_empty() {
                return Ok(Fed::Open);
            }
            let (used, step) = self.scanner.feed(chunk);
            if self.bytes.len() + used > MAX_RECORD_BYTES {
                self.overflow = true;
                self.bytes = Vec::new();
            } else if !self.overflow {
                self.bytes.extend_from_slice(&chunk[..used]);
            }
            feed.consume(used)?;
            match step {
                Step::More => {}
                Step::Newline => return Ok(Fed::Open),
                Step::Closed => return Ok(Fed::Closed),
                Step::Broken(why) => return Ok(Fed::Broken(why)),
            }
        }
    }

    fn fault(&self, why: &str) -> Found {
        let fault = if self.overflow { too_large() } else { Fault::new("bad_json", why, NEXT_HELP) };
        Err((fault, self.line))
    }
}

/// Passes blanks at the start of a line; returns how many, and the byte that follows.
fn blanks<R: BufRead>(feed: &mut Feed<R>) -> io::Result<(usize, Option<u8>)> {
    let mut count = 0;
    while let Some(b' ' | b'\t') = feed.peek_byte()? {
        feed.take_byte()?;
        count += 1;
    }
    Ok((count, feed.peek_byte()?))
}
