//! Reads a table row by row and gathers the rows of each conversation.

use std::borrow::Cow;
use std::collections::{HashSet, VecDeque};
use std::io::{self, BufRead};

use encoding_rs::Encoding;

use crate::encoding;
use crate::fault::Fault;
use crate::feed::Feed;
use crate::groups::Groups;
use crate::party;
use crate::records::{Piece, too_large};
use crate::rows::{Row, number};
use crate::sniff::Format;
use crate::table_cells::Cells;
use crate::table_columns::{self, Field};
use crate::table_sniff::Shape;

/// A row larger than this, or of more lines, has a quotation mark that was never closed.
const ROW_BYTES: usize = 1024 * 1024;
const ROW_LINES: usize = 2000;
/// Speakers that are remembered, at most.
const SPEAKERS: usize = 4096;

/// A table under way.
pub(crate) struct TableSplit {
    shape: Shape,
    cells: Cells,
    groups: Groups,
    encoding: Option<&'static Encoding>,
    converted: bool,
    preamble: usize,
    ended: bool,
    /// Speakers of the rows so far.
    speakers: HashSet<String>,
    faults: VecDeque<(Fault, u64)>,
}

impl TableSplit {
    /// A table of this shape; `encoding` is that of its first bytes where they are not UTF-8.
    pub(crate) fn new(shape: Shape, encoding: Option<&'static Encoding>) -> TableSplit {
        let (cells, preamble) = (Cells::new(shape.delimiter), shape.preamble);
        TableSplit { shape, cells, groups: Groups::default(), encoding, converted: false, preamble, ended: false, speakers: HashSet::new(), faults: VecDeque::new() }
    }

    /// The encoding rows were read in, where it is not UTF-8.
    pub(crate) fn converted(&self) -> Option<&'static str> {
        self.encoding.filter(|_| self.converted).map(Encoding::name)
    }

    /// The next conversation whose rows are all there, or what is wrong with a row.
    pub(crate) fn next<R: BufRead>(&mut self, feed: &mut Feed<R>) -> io::Result<Option<Result<Piece, (Fault, u64)>>> {
        for _ in 0..std::mem::take(&mut self.preamble) {
            feed.skip_line()?;
        }
        loop {
            if let Some(fault) = self.faults.pop_front() {
                return Ok(Some(Err(fault)));
            }
            if let Some(closed) = self.groups.next() {
                let piece = Piece { line: closed.line, format: Format::Table, bytes: closed.bytes };
                return Ok(Some(if closed.too_large { Err((too_large(), closed.line)) } else { Ok(piece) }));
            }
            if self.ended {
                return Ok(None);
            }
            match self.row(feed) {
                Ok(true) => {}
                Ok(false) => self.end(),
                // What came before a broken end is given first; the error comes again with the next call.
                Err(error) => {
                    self.end();
                    if !self.groups.is_waiting() {
                        return Err(error);
                    }
                }
            }
        }
    }

    fn end(&mut self) {
        self.ended = true;
        self.groups.close_all();
    }

    /// Reads one row; `false` at the end of the source.
    fn row<R: BufRead>(&mut self, feed: &mut Feed<R>) -> io::Result<bool> {
        let first_line = feed.line();
        let mut raw = Vec::new();
        let mut first_length = 0;
        let mut damaged = false;
        for lines in 1.. {
            let start = raw.len();
            let count = feed.line_into(&mut raw, ROW_BYTES)?;
            if count == 0 && lines == 1 {
                return Ok(false);
            }
            let cut = start + count > raw.len();
            if lines == 1 {
                first_length = raw.len();
            }
            // A line inside the quotation marks that is a row by itself: they should have closed before it.
            let swallowed = !cut && lines > 1 && count > 0 && self.is_row(&raw[start..]);
            if cut || swallowed || lines > ROW_LINES || count == 0 {
                // What is wrong costs its own line; the next is read as if it had not been there.
                self.cells.reset();
                if cut {
                    raw.push(b'\n');
                }
                if lines > 1 {
                    feed.give_back(&raw[first_length..]);
                }
                let message = if cut && lines == 1 { "this row is larger than 1 MiB" } else { "a quotation mark in this row is never closed" };
                self.faults.push_back((Fault::new("bad_row", message, "close the quotation mark, and double those inside a quoted cell"), first_line));
                return Ok(true);
            }
            let (line, wrong) = self.decoded(&raw[start..]);
            damaged |= wrong;
            if lines == 1 && line.trim().is_empty() {
                return Ok(true);
            }
            let line = format!("{}\n", line.trim_end_matches(['\r', '\n']));
            if let Some(cells) = self.cells.push(&line) {
                self.take(cells, first_line, damaged);
                break;
            }
        }
        Ok(true)
    }

    /// Whether a line is a whole row, of a role or of somebody who spoke before.
    fn is_row(&mut self, line: &[u8]) -> bool {
        let Some(who) = self.shape.column(Field::Who) else { return false };
        // Few lines of prose have just as many delimiters as rows; those are looked at.
        if memchr::memchr_iter(self.shape.delimiter, line).count() + 1 < self.shape.width {
            return false;
        }
        let (line, _) = self.decoded(line);
        let cells = Cells::new(self.shape.delimiter).push(&format!("{}\n", line.trim_end_matches(['\r', '\n'])));
        cells.is_some_and(|cells| cells.len() == self.shape.width && (party::known(&cells[who]).is_some() || self.speakers.contains(cells[who].trim())))
    }

    fn decoded<'a>(&mut self, line: &'a [u8]) -> (Cow<'a, str>, bool) {
        if let Ok(text) = str::from_utf8(line) {
            return (Cow::Borrowed(text), false);
        }
        if self.encoding.is_none() {
            let decoded = encoding::decode(line);
            if decoded.replaced {
                return (decoded.text, true);
            }
            self.encoding = encoding::guess(line);
        }
        self.converted = true;
        let Some(encoding) = self.encoding else { return (String::from_utf8_lossy(line), true) };
        let decoded = encoding::decode_as(line, encoding);
        (decoded.text, decoded.replaced)
    }

    fn take(&mut self, mut fields: Vec<String>, line: u64, damaged: bool) {
        if fields.iter().all(|field| field.trim().is_empty()) {
            return;
        }
        let plain = |fields: &[String]| fields.iter().map(|field| table_columns::plain(field)).collect::<Vec<_>>();
        if self.shape.header.as_ref().is_some_and(|header| plain(header) == plain(&fields)) {
            return;
        }
        let width = self.shape.width;
        let text = self.shape.column(Field::Text);
        // Where the words stand last, a delimiter in them needs no quotation marks.
        if fields.len() > width && text == Some(width - 1) {
            let delimiter = char::from(self.shape.delimiter).to_string();
            let tail = fields.split_off(width - 1).join(&delimiter);
            fields.push(tail);
        }
        let needed = [Field::Text, Field::Who, Field::From, Field::Direction].into_iter().filter_map(|field| self.shape.column(field)).max().unwrap_or(0);
        if fields.len() > width || fields.len() <= needed {
            let message = format!("this row has {} cells where {width} are expected", fields.len());
            self.faults.push_back((Fault::new("bad_row", message, "put cells that hold the delimiter or line breaks in quotation marks"), line));
            return;
        }
        let cell = |field: Field| self.shape.column(field).and_then(|at| fields.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        let owned = |field: Field| cell(field).map(|cell| Cow::Owned(cell.to_owned()));
        let row = Row {
            line,
            id: owned(Field::Id),
            who: owned(Field::Who),
            name: owned(Field::Name),
            text: owned(Field::Text).unwrap_or_default(),
            time: owned(Field::Time),
            date: owned(Field::Date),
            end: owned(Field::End),
            millis: self.shape.millis,
            channel: owned(Field::Channel),
            language: owned(Field::Language),
            program: owned(Field::Program),
            agent: owned(Field::Agent),
            customer: owned(Field::Customer),
            from: cell(Field::From).map(|from| Cow::Owned(number(from))),
            to: cell(Field::To).map(|to| Cow::Owned(number(to))),
            direction: owned(Field::Direction),
            damaged,
        };
        if let Some(who) = row.who.as_deref().filter(|who| self.speakers.len() < SPEAKERS && !self.speakers.contains(*who)) {
            self.speakers.insert(who.to_owned());
        }
        let (from, to) = (row.from.as_deref().unwrap_or_default(), row.to.as_deref().unwrap_or_default());
        let key = match &row.id {
            Some(id) => id.to_string(),
            None if self.shape.column(Field::Id).is_none() && !to.is_empty() => format!("{}\n{}", from.min(to), from.max(to)),
            None => String::new(),
        };
        let sides: Vec<&str> = [from, to].into_iter().filter(|side| !side.is_empty()).collect();
        self.groups.add(&key, line, &row, &sides);
    }
}
