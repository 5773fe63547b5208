//! Short messages as “SMS Backup & Restore” writes them: `<smses>` with an `<sms …/>` or `<mms>` for each.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::{self, BufRead};

use crate::encoding;
use crate::entities;
use crate::fault::Fault;
use crate::feed::Feed;
use crate::groups::Groups;
use crate::records::{Piece, too_large};
use crate::rows::{Row, number};
use crate::sniff::Format;

/// Longest element, in bytes; pictures inside are passed over.
const ELEMENT_BYTES: usize = 1024 * 1024;

const HELP: &str = "export the messages again; the others were read";

/// Names and values.
type Attributes = Vec<(String, String)>;

/// A list of messages under way.
#[derive(Default)]
pub(crate) struct SmsSplit {
    groups: Groups,
    /// The multimedia message that is open: its line, its own attributes and its text.
    open: Option<(u64, Attributes, String)>,
    ended: bool,
    faults: VecDeque<(Fault, u64)>,
}

impl SmsSplit {
    /// The next conversation whose messages are all there, or what is wrong with a message.
    pub(crate) fn next<R: BufRead>(&mut self, feed: &mut Feed<R>) -> io::Result<Option<Result<Piece, (Fault, u64)>>> {
        loop {
            if let Some(fault) = self.faults.pop_front() {
                return Ok(Some(Err(fault)));
            }
            if let Some(closed) = self.groups.next() {
                let piece = Piece { line: closed.line, format: Format::Sms, bytes: closed.bytes };
                return Ok(Some(if closed.too_large { Err((too_large(), closed.line)) } else { Ok(piece) }));
            }
            if self.ended {
                return Ok(None);
            }
            let found = element(feed);
            self.ended = !matches!(found, Ok(Some(_)));
            match found {
                Ok(Some(Ok((line, inside)))) => self.take(line, &inside),
                Ok(Some(Err(line))) => {
                    let message = "a message is cut short or has a quotation mark that is never closed";
                    self.faults.push_back((Fault::new("bad_row", message, HELP), line));
                }
                Ok(None) => self.groups.close_all(),
                Err(error) => {
                    self.groups.close_all();
                    if !self.groups.is_waiting() {
                        return Err(error);
                    }
                }
            }
        }
    }

    fn take(&mut self, line: u64, inside: &[u8]) {
        let decoded = encoding::decode(inside);
        let (name, attributes) = attributes(&decoded.text);
        let value = |key: &str| attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
        match name {
            "sms" => {
                let words = value("body").unwrap_or_default().to_owned();
                self.message(line, &attributes, &words, decoded.replaced);
            }
            "mms" if !inside.ends_with(b"/") => self.open = Some((line, attributes, String::new())),
            "part" if value("ct").is_some_and(|kind| kind.starts_with("text/")) => {
                if let (Some((_, _, words)), Some(text)) = (&mut self.open, value("text").filter(|text| *text != "null")) {
                    if !words.is_empty() {
                        words.push('\n');
                    }
                    words.push_str(text);
                }
            }
            "/mms" => {
                if let Some((line, attributes, words)) = self.open.take() {
                    self.message(line, &attributes, &words, decoded.replaced);
                }
            }
            _ => {}
        }
    }

    fn message(&mut self, line: u64, attributes: &[(String, String)], words: &str, damaged: bool) {
        let value = |key: &str| attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str()).filter(|value| !value.is_empty() && *value != "null");
        let Some(address) = value("address") else {
            self.faults.push_back((Fault::new("bad_row", "a message has no address", HELP), line));
            return;
        };
        // 1 received, 2 sent, 4 and 6 about to be sent; drafts and messages that failed were never said.
        let who = match value("type").or_else(|| value("msg_box")) {
            Some("1") => "received",
            Some("2" | "4" | "6") => "sent",
            Some("3" | "5") => return,
            _ => {
                self.faults.push_back((Fault::new("bad_row", "a message does not say whether it was sent or received", HELP), line));
                return;
            }
        };
        // A picture alone has no words.
        if words.trim().is_empty() && value("body").is_none() {
            return;
        }
        let number = number(address);
        let name = value("contact_name").filter(|name| who == "received" && *name != "(Unknown)");
        let row = Row {
            line,
            who: Some(Cow::Borrowed(who)),
            name: name.map(Cow::Borrowed),
            text: Cow::Borrowed(words),
            time: value("date").map(Cow::Borrowed),
            millis: true,
            damaged,
            ..Row::default()
        };
        self.groups.add(&number, line, &row, &[]);
    }
}

/// A line and what stands there; `Err` with the line of what is broken.
type Element = Result<(u64, Vec<u8>), u64>;

/// The inside of the next `<…>`.
fn element<R: BufRead>(feed: &mut Feed<R>) -> io::Result<Option<Element>> {
    let mut open: Option<u64> = None;
    let mut inside = Vec::new();
    let (mut quote, mut over) = (None, false);
    loop {
        let chunk = feed.chunk()?;
        let Some(line) = open else {
            let start = memchr::memchr(b'<', chunk);
            let count = start.map_or(chunk.len(), |at| at + 1);
            if count == 0 {
                return Ok(None);
            }
            feed.consume(count)?;
            open = start.map(|_| feed.line());
            continue;
        };
        // A `<` inside a value must be written `&lt;`: the element before it was cut short.
        let stop = chunk.iter().position(|byte| match (quote, byte) {
            (_, b'<') | (None, b'>') => true,
            (None, b'"' | b'\'') => {
                quote = Some(*byte);
                false
            }
            (Some(mark), byte) if mark == *byte => {
                quote = None;
                false
            }
            _ => false,
        });
        let count = stop.unwrap_or(chunk.len());
        over |= inside.len() + count > ELEMENT_BYTES;
        if !over {
            inside.extend_from_slice(&chunk[..count]);
        }
        let ends = stop.map(|at| chunk[at] == b'>');
        let empty = chunk.is_empty();
        feed.consume(count + usize::from(ends == Some(true)))?;
        match ends {
            _ if empty => return Ok(Some(Err(line))),
            Some(false) => return Ok(Some(Err(line))),
            // A picture, as a rule: nothing of it is used.
            Some(true) if over => (open, over) = (None, false),
            Some(true) => return Ok(Some(Ok((line, inside)))),
            None => {}
        }
        if open.is_none() {
            inside.clear();
        }
    }
}

/// Name and attributes of an element.
fn attributes(inside: &str) -> (&str, Vec<(String, String)>) {
    let inside = inside.trim().trim_end_matches('/');
    let inside = if inside.is_empty() { "/" } else { inside };
    let end = inside.find(char::is_whitespace).unwrap_or(inside.len());
    let (name, mut rest) = inside.split_at(end);
    let mut found = Vec::new();
    while let Some((key, value)) = rest.split_once('=') {
        let value = value.trim_start();
        let Some(quote) = value.chars().next().filter(|quote| matches!(quote, '"' | '\'')) else { break };
        let Some((value, after)) = value[1..].split_once(quote) else { break };
        found.push((key.trim().to_owned(), entities::decode(value).into_owned()));
        rest = after;
    }
    (name, found)
}
