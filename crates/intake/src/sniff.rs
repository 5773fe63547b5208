//! Recognises what a source or a record is by its content, never by its file name.

use encoding_rs::Encoding;

use crate::captions;
use crate::encoding;
use crate::fault::Fault;
use crate::mailbox;
use crate::provider::Marks;
use crate::scanner::{Scanner, Step};
use crate::table_columns::ColumnMap;
use crate::table_sniff::{self, Guess, Shape};

/// The form of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Rapport's plain JSON: an object with `turns`.
    Json,
    /// An IETF vCon.
    Vcon,
    /// A plain text transcript with speaker labels.
    Text,
    /// A table with a row for each message, as CSV or TSV.
    Table,
    /// A backup of short messages, as XML.
    Sms,
    /// WebVTT or SubRip captions.
    Captions,
    /// A single e-mail message.
    Mail,
    /// A thread out of an mbox.
    Mailbox,
    /// Amazon Transcribe Call Analytics.
    CallAnalytics,
    /// Amazon Transcribe.
    Transcribe,
    /// Deepgram.
    Deepgram,
    /// AssemblyAI.
    AssemblyAi,
    /// Whisper and what writes like it.
    Whisper,
    /// WhisperX.
    WhisperX,
    /// whisper.cpp.
    WhisperCpp,
    /// A Chatwoot conversation.
    Chatwoot,
    /// A Zendesk ticket with its comments.
    Zendesk,
    /// An Intercom conversation.
    Intercom,
}

impl Format {
    /// The word used in every interface.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Vcon => "vcon",
            Format::Text => "text",
            Format::Table => "table",
            Format::Sms => "sms",
            Format::Captions => "captions",
            Format::Mail => "mail",
            Format::Mailbox => "mailbox",
            Format::CallAnalytics => "call_analytics",
            Format::Transcribe => "transcribe",
            Format::Deepgram => "deepgram",
            Format::AssemblyAi => "assemblyai",
            Format::Whisper => "whisper",
            Format::WhisperX => "whisperx",
            Format::WhisperCpp => "whisper_cpp",
            Format::Chatwoot => "chatwoot",
            Format::Zendesk => "zendesk",
            Format::Intercom => "intercom",
        }
    }
}

/// How a source is split into records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// JSON objects and arrays of them, on one line each or over many.
    Json,
    /// Plain text.
    Text,
    /// A table; the encoding is that of its first bytes where they are not UTF-8.
    Table(Box<Shape>, Option<&'static Encoding>),
    /// Short messages as XML.
    Sms,
    /// E-mail messages one after another.
    Mailbox,
    /// The whole source is one record.
    Whole(Format),
    /// Nothing but blanks.
    Empty,
}

/// How sure we are about the form of a JSON object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Its keys say that it is a whole conversation.
    Sure(Format),
    /// The better guess.
    Likely(Format),
}

/// Bytes looked at where the first one does not tell.
pub(crate) const HEAD: usize = 16 * 1024;

const CONVERT: &str = "give JSON, JSON Lines, vCon, a table (CSV, TSV), captions (WebVTT, SRT), e-mail (.eml, mbox), an SMS backup or a text transcript";

/// First bytes and the name of what they begin.
const BINARY: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"RIFF", "a sound or video recording (RIFF)"),
    (b"ID3", "an MP3 recording"),
    (b"\xff\xfb", "an MP3 recording"),
    (b"\xff\xf3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b".snd", "an AU recording"),
    (b"FORM", "an AIFF recording"),
    (b"\x1a\x45\xdf\xa3", "a Matroska or WebM recording"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"SQLite format 3", "an SQLite database"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x1f\x8b", "gzip within gzip"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document or Outlook message"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet table"),
    (b"\xff\xfe\0\0", "UTF-32 text"),
];

/// First characters and the name of text formats that are not read.
const OTHER_TEXT: &[(&str, &str)] = &[("<!doctype", "an HTML page"), ("<html", "an HTML page"), ("<?xml", "XML")];

/// Decides from the first bytes (byte order mark removed) how a source is split; `whole` says that nothing follows them.
///
/// # Errors
/// When the bytes are something that is not read, with its name.
pub(crate) fn layout(head: &[u8], whole: bool, columns: Option<&ColumnMap>) -> Result<Layout, Fault> {
    let unread = |name: &str| Fault::new("unknown_format", format!("this looks like {name}"), CONVERT);
    if let Some((_, name)) = BINARY.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(unread(name));
    }
    if head.get(4..8) == Some(b"ftyp") {
        return Err(unread("an MP4 recording"));
    }
    let start = head.trim_ascii_start();
    match start.first() {
        None => return Ok(Layout::Empty),
        Some(b'{') => return Ok(Layout::Json),
        Some(b'[') => {
            // A transcript may begin with a time in brackets: `[00:12] Agent: …`.
            let next = start[1..].trim_ascii_start().first();
            if matches!(next, None | Some(b'{' | b'[' | b']' | b'"')) {
                return Ok(Layout::Json);
            }
        }
        Some(_) => {}
    }
    let sample = &start[..start.len().min(4096)];
    if sample.contains(&0) || sample.iter().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()).count() * 20 > sample.len() {
        return Err(unread("binary data of an unknown kind"));
    }
    let opening = String::from_utf8_lossy(&sample[..sample.len().min(16)]).to_lowercase();
    if let Some(layout) = written(start) {
        return Ok(layout);
    }
    // JSON Lines whose first line is broken is still JSON Lines.
    if memchr::memmem::find(sample, b"\n{\"").is_some() {
        return Ok(Layout::Json);
    }
    if let Some((_, name)) = OTHER_TEXT.iter().find(|(start, _)| opening.starts_with(&start.to_lowercase())) {
        return Err(unread(name));
    }
    table(head, whole, columns)
}

/// Formats of text that begin in a way of their own.
fn written(start: &[u8]) -> Option<Layout> {
    if mailbox::is_mailbox(start) {
        return Some(Layout::Mailbox);
    }
    if mailbox::is_message(start) {
        return Some(Layout::Whole(Format::Mail));
    }
    if start.starts_with(b"<") && memchr::memmem::find(start, b"<smses").is_some() {
        return Some(Layout::Sms);
    }
    let opening = &start[..start.len().min(200)];
    captions::are_captions(&String::from_utf8_lossy(opening)).then_some(Layout::Whole(Format::Captions))
}

/// A table, or else text.
fn table(head: &[u8], whole: bool, columns: Option<&ColumnMap>) -> Result<Layout, Fault> {
    // The last line may be cut, in the middle of a character too.
    let lines = if whole { head } else { &head[..memchr::memrchr(b'\n', head).map_or(0, |at| at + 1)] };
    let encoding = if str::from_utf8(lines).is_ok() { None } else { encoding::guess(lines) };
    let text = match encoding {
        Some(encoding) => encoding::decode_as(lines, encoding).text,
        None => String::from_utf8_lossy(lines),
    };
    match table_sniff::guess(&text, whole, columns) {
        Guess::Table(shape) => Ok(Layout::Table(shape, encoding)),
        Guess::Unclear(fault) => Err(fault),
        Guess::NoTable => Ok(Layout::Text),
    }
}

/// Tells by the top-level keys of an object, which may be cut short, what it is.
pub(crate) fn kind(object: &[u8]) -> Kind {
    let mut likely = Format::Json;
    let mut sure = None;
    let mut plain = false;
    let mut marks = Marks::default();
    each_key(object, |key, value| {
        let inside = value.strip_prefix(b"[").map(|inside| inside.trim_ascii_start().first().copied());
        match (key, inside) {
            (b"turns", Some(_)) => sure = Some(Format::Json),
            (b"vcon", _) | (b"dialog", Some(Some(b'{' | b']'))) => sure = Some(Format::Vcon),
            // Words that others use as well.
            (b"messages" | b"utterances", Some(_)) => plain = true,
            (b"parties" | b"analysis" | b"attachments" | b"signatures" | b"recipients", Some(_)) => likely = Format::Vcon,
            _ => {}
        }
        marks.see(key, value);
        sure.is_none()
    });
    let provider = marks.format().filter(|format| !plain || matches!(format, Format::Chatwoot | Format::AssemblyAi));
    let sure = sure.or(provider).or_else(|| plain.then_some(Format::Json));
    sure.map_or(Kind::Likely(likely), Kind::Sure)
}

/// Hands out the keys of an object in order, each with what follows its colon, until `go_on` says no or the object ends.
pub(crate) fn each_key<'a>(object: &'a [u8], mut go_on: impl FnMut(&'a [u8], &'a [u8]) -> bool) {
    let mut rest = object.trim_ascii_start();
    rest = rest.strip_prefix(b"{").unwrap_or_default().trim_ascii_start();
    while let Some(after_quote) = rest.strip_prefix(b"\"") {
        let Some(end) = memchr::memchr(b'"', after_quote) else { break };
        let Some(value) = after_quote[end + 1..].trim_ascii_start().strip_prefix(b":") else { break };
        let value = value.trim_ascii_start();
        if !go_on(&after_quote[..end], value) {
            break;
        }
        rest = after_value(value);
    }
}

/// What follows one value and its comma; empty when the value does not end.
fn after_value(value: &[u8]) -> &[u8] {
    let end = match value.first() {
        Some(b'"') => {
            let mut at = 1;
            loop {
                match memchr::memchr2(b'"', b'\\', value.get(at..).unwrap_or_default()) {
                    Some(found) if value[at + found] == b'"' => break at + found + 1,
                    Some(found) => at += found + 2,
                    None => return &[],
                }
            }
        }
        Some(b'{' | b'[') => {
            let mut scanner = Scanner::default();
            let mut at = 0;
            loop {
                let (used, step) = scanner.feed(&value[at..]);
                at += used;
                match step {
                    Step::Closed => break at,
                    Step::Newline => {}
                    Step::More | Step::Broken(_) => return &[],
                }
            }
        }
        _ => memchr::memchr2(b',', b'}', value).unwrap_or(value.len()),
    };
    let rest = value[end..].trim_ascii_start();
    rest.strip_prefix(b",").unwrap_or_default().trim_ascii_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_decide_between_vcon_and_plain_json() {
        let of = |text: &str| kind(text.as_bytes());
        assert_eq!(of(r#"{"id":"a","parties":[1],"turns":[]}"#), Kind::Sure(Format::Json));
        assert_eq!(of(r#"{"uuid":"x","parties":[{}],"dialog":[{}]}"#), Kind::Sure(Format::Vcon));
        assert_eq!(of(r#"{"dialog":[0],"parties":[0,1]}"#), Kind::Likely(Format::Vcon));
        assert_eq!(of(r#"{"who":"agent","text":"the \"turns\" : [ ]"}"#), Kind::Likely(Format::Json));
        assert_eq!(of(r#"{"vcon":"0.0.1","#), Kind::Sure(Format::Vcon));
        assert_eq!(of("{\"a"), Kind::Likely(Format::Json));
    }

    #[test]
    fn a_time_in_brackets_is_not_an_array() {
        let layout = |head: &[u8]| super::layout(head, true, None);
        assert_eq!(layout(b"[00:12] Agent: hello").ok(), Some(Layout::Text));
        assert_eq!(layout(b"[ \n {\"turns\"").ok(), Some(Layout::Json));
        assert_eq!(layout(b" \n").ok(), Some(Layout::Empty));
        assert!(layout(b"%PDF-1.7").is_err());
        assert!(layout(b"\0\0\0\x20ftypM4A ").is_err());
    }
}
