//! Splits an mbox into messages and gathers those of one thread.

use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead};

use crate::fault::Fault;
use crate::feed::Feed;
use crate::groups::Groups;
use crate::mail_message::{self, Message};
use crate::records::{MAX_RECORD_BYTES, Piece, too_large};
use crate::sniff::Format;

/// Message ids and subjects that are remembered, at most.
const REMEMBERED: usize = 1 << 19;
/// Header fields that e-mails have.
const FIELDS: &str = "from to cc date subject message-id mime-version received return-path delivered-to reply-to in-reply-to references content-type \
    sender x-mozilla-status x-gmail-labels x-gm-thrid dkim-signature x-original-to list-id";

/// Whether a source begins with the header of an e-mail.
pub(crate) fn is_message(head: &[u8]) -> bool {
    let mut known: Vec<String> = Vec::new();
    for line in head.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(colon) = memchr::memchr(b':', line) else {
            // The last line may be cut short.
            if line.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-') {
                break;
            } else {
                return false;
            };
        };
        let name = &line[..colon];
        if name.is_empty() || !name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')) {
            return false;
        }
        let name = String::from_utf8_lossy(name).to_lowercase();
        if FIELDS.split(' ').any(|field| field == name) && !known.contains(&name) {
            known.push(name);
        }
    }
    let has = |name: &str| known.iter().any(|known| known == name);
    known.len() >= 3 || (known.len() == 2 && (has("from") || has("received") || has("return-path")) && !(has("from") && has("to")))
}

/// Whether a source begins as an mbox does.
pub(crate) fn is_mailbox(head: &[u8]) -> bool {
    let (first, rest) = head.split_at(memchr::memchr(b'\n', head).map_or(head.len(), |at| at + 1));
    begins_message(first) && is_message(rest)
}

/// `From lee@example.org Mon Mar  2 09:14:00 2026`.
fn begins_message(line: &[u8]) -> bool {
    // The time tells it from a sentence.
    line.len() < 300 && line.starts_with(b"From ") && line.windows(5).any(|part| part[2] == b':' && [0, 1, 3, 4].iter().all(|at| part[*at].is_ascii_digit()))
}

/// A mailbox under way.
#[derive(Default)]
pub(crate) struct MailboxSplit {
    groups: Groups,
    /// Thread of every message id that was seen or named, by hash.
    ids: HashMap<u64, u32>,
    /// Thread of a subject between two addresses, for replies that name no message.
    subjects: HashMap<u64, u32>,
    /// What each thread was joined to; itself where it was not.
    joined: Vec<u32>,
    ended: bool,
    faults: VecDeque<(Fault, u64)>,
}

impl MailboxSplit {
    /// The next thread whose messages are all there, or what is wrong with a message.
    pub(crate) fn next<R: BufRead>(&mut self, feed: &mut Feed<R>) -> io::Result<Option<Result<Piece, (Fault, u64)>>> {
        loop {
            if let Some(fault) = self.faults.pop_front() {
                return Ok(Some(Err(fault)));
            }
            if let Some(closed) = self.groups.next() {
                let piece = Piece { line: closed.line, format: Format::Mailbox, bytes: closed.bytes };
                return Ok(Some(if closed.too_large { Err((too_large(), closed.line)) } else { Ok(piece) }));
            }
            if self.ended {
                return Ok(None);
            }
            match self.message(feed) {
                Ok(true) => {}
                Ok(false) => {
                    self.ended = true;
                    self.groups.close_all();
                }
                Err(error) => {
                    self.ended = true;
                    self.groups.close_all();
                    if !self.groups.is_waiting() {
                        return Err(error);
                    }
                }
            }
        }
    }

    /// Reads one message; `false` at the end of the source.
    fn message<R: BufRead>(&mut self, feed: &mut Feed<R>) -> io::Result<bool> {
        let line = feed.line();
        let mut bytes = Vec::new();
        let mut after_blank = false;
        let (mut over, mut first) = (false, true);
        loop {
            let start = bytes.len();
            let count = feed.line_into(&mut bytes, MAX_RECORD_BYTES)?;
            if count == 0 {
                if first {
                    return Ok(false);
                }
                break;
            }
            over |= start + count > bytes.len();
            let text = &bytes[start..];
            if first {
                // The line that begins the message is no part of it.
                bytes.clear();
                first = false;
                continue;
            }
            if after_blank && begins_message(text) {
                feed.give_back(&bytes[start..]);
                bytes.truncate(start);
                break;
            }
            after_blank = !over && text.iter().all(u8::is_ascii_whitespace);
            // `>From ` stands for a line that would have begun a message.
            let marks = text.iter().take_while(|byte| **byte == b'>').count();
            if marks > 0 && text[marks..].starts_with(b"From ") {
                bytes.remove(start);
            }
            if over {
                // What is kept is of no use any more; only the next message is still looked for.
                after_blank = bytes[start..].iter().all(u8::is_ascii_whitespace) && start < bytes.len();
                bytes.clear();
            }
        }
        if over {
            self.faults.push_back((too_large(), line));
            return Ok(true);
        }
        match mail_message::message(&bytes, line) {
            Some(message) => self.add(&message),
            None => {
                let help = "export the mailbox again; the other messages were read";
                self.faults.push_back((Fault::new("bad_mail", "the message has no readable header", help), line));
            }
        }
        Ok(true)
    }

    fn add(&mut self, message: &Message) {
        if self.ids.len() > REMEMBERED || self.subjects.len() > REMEMBERED {
            self.ids.clear();
            self.subjects.clear();
        }
        let ids: Vec<u64> = message.references.iter().chain(&message.id).map(hash).collect();
        let mut threads: Vec<u32> = ids.iter().filter_map(|id| self.ids.get(id)).map(|thread| self.root(*thread)).collect();
        let (subject, answers) = base_subject(&message.subject);
        let first_to = message.to.first().map_or("", String::as_str);
        let pair = (message.from.as_str().min(first_to), message.from.as_str().max(first_to));
        let subject = hash((subject, pair));
        if threads.is_empty() && answers && message.references.is_empty() {
            threads.extend(self.subjects.get(&subject).map(|thread| self.root(*thread)));
        }
        threads.sort_unstable();
        threads.dedup();
        let thread = match threads.split_first() {
            Some((first, others)) => {
                for other in others {
                    self.groups.join(&other.to_string(), &first.to_string());
                    if let Some(joined) = self.joined.get_mut(*other as usize) {
                        *joined = *first;
                    }
                }
                *first
            }
            None => {
                let thread = u32::try_from(self.joined.len()).unwrap_or(u32::MAX);
                self.joined.push(thread);
                thread
            }
        };
        for id in ids {
            self.ids.insert(id, thread);
        }
        self.subjects.insert(subject, thread);
        let mut sides: Vec<&str> = std::iter::once(&message.from).chain(&message.to).map(String::as_str).filter(|side| !side.is_empty()).collect();
        sides.dedup();
        self.groups.add(&thread.to_string(), message.line, message, &sides);
    }

    /// The thread that a thread was joined to in the end.
    fn root(&self, mut thread: u32) -> u32 {
        while let Some(next) = self.joined.get(thread as usize).filter(|next| **next != thread) {
            thread = *next;
        }
        thread
    }
}

/// A subject without `Re:`, `Fwd:`, `回复：`, and whether it had one for an answer.
pub(crate) fn base_subject(subject: &str) -> (&str, bool) {
    const ANSWER: &[&str] = &["re", "aw", "sv", "回复", "答复", "回覆", "答覆"];
    const FORWARD: &[&str] = &["fw", "fwd", "wg", "转发", "轉寄"];
    let (mut rest, mut answers) = (subject.trim(), false);
    while let Some((prefix, tail)) = rest.split_once([':', '：']) {
        let prefix = prefix.trim().to_lowercase();
        let word = prefix.split('[').next().unwrap_or_default();
        let answer = ANSWER.contains(&word);
        if !answer && !FORWARD.contains(&word) {
            break;
        }
        answers |= answer;
        rest = tail.trim();
    }
    (rest, answers)
}

fn hash<T: Hash>(value: T) -> u64 {
    // Fixed keys: the same input gives the same result.
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
