//! One e-mail message: who wrote it to whom and when, what it answers, and what it says.

use mail_parser::{Address, Encoding, HeaderValue, Message as Parsed, MessageParser, MessagePart, MimeHeaders, PartType};
use serde::{Deserialize, Serialize};

use crate::encoding;
use crate::html;
use crate::mail_body;

/// Ids of earlier messages that are kept, at most; the last ones name the nearest.
const REFERENCES: usize = 64;
const AUTOMATIC: &[&str] = &[
    "automatic reply",
    "auto reply",
    "auto-reply",
    "autoreply",
    "auto:",
    "out of office",
    "out of the office",
    "undeliverable:",
    "undelivered mail",
    "delivery status notification",
    "自动回复",
    "自动答复",
    "自動回覆",
    "系统退信",
];

/// A message without its attachments.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Message {
    /// Line in the source, from 1.
    pub(crate) line: u64,
    pub(crate) id: Option<String>,
    /// Messages it answers, the nearest last.
    pub(crate) references: Vec<String>,
    /// Address of the sender, in lower case.
    pub(crate) from: String,
    pub(crate) name: Option<String>,
    /// Addresses it went to, in lower case.
    pub(crate) to: Vec<String>,
    /// Milliseconds from 1970.
    pub(crate) date: Option<i64>,
    pub(crate) subject: String,
    /// What the sender wrote.
    pub(crate) text: String,
    /// Quoted messages, signature and footers that were cut off.
    pub(crate) cut: String,
    /// A machine answered.
    pub(crate) automatic: bool,
    /// The encoding its text was read in, where nothing declares it.
    pub(crate) converted: Option<String>,
    pub(crate) damaged: bool,
}

/// Reads a message; `None` where it has no header.
pub(crate) fn message(bytes: &[u8], line: u64) -> Option<Message> {
    let parsed = MessageParser::default().parse(bytes)?;
    let sender = parsed.from().or_else(|| parsed.sender());
    let (from, name) = sender.and_then(Address::first).map(|sender| (sender.address().unwrap_or_default().to_lowercase(), sender.name())).unwrap_or_default();
    let to = [parsed.to(), parsed.cc()].into_iter().flatten().flat_map(Address::iter).filter_map(|to| to.address()).map(str::to_lowercase).take(16).collect();
    let mut references = ids(parsed.references());
    references.extend(ids(parsed.in_reply_to()).into_iter().filter(|id| !references.contains(id)).collect::<Vec<_>>());
    references.drain(..references.len().saturating_sub(REFERENCES));
    let subject = parsed.subject().unwrap_or_default().trim().to_owned();
    let mut message = Message {
        line,
        id: parsed.message_id().map(str::to_owned),
        references,
        from,
        name: name.map(str::trim).filter(|name| !name.is_empty() && !name.contains('@')).map(str::to_owned),
        to,
        date: parsed.date().filter(|date| date.is_valid()).and_then(|date| date.to_timestamp().checked_mul(1000)),
        automatic: is_automatic(&parsed, &subject),
        subject,
        ..Message::default()
    };
    let (mut texts, mut cuts) = (Vec::new(), Vec::new());
    for part in parsed.text_body.iter().filter_map(|number| parsed.parts.get(*number as usize)) {
        let written = match &part.body {
            PartType::Text(text) => {
                let text = message.mended(text, part, bytes);
                let flowed = part.content_type().and_then(|kind| kind.attribute("format")).is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
                mail_body::written(&text, flowed)
            }
            PartType::Html(marked) => {
                let marked = message.mended(marked, part, bytes);
                let (own, cut) = mail_body::html_before_quote(&marked);
                let mut written = mail_body::written(&html::text(own), false);
                if cut {
                    written.cut = format!("{}\n{}", written.cut, html::text(&marked[own.len()..])).trim().to_owned();
                }
                written
            }
            _ => continue,
        };
        texts.extend(Some(written.text).filter(|text| !text.is_empty()));
        cuts.extend(Some(written.cut).filter(|cut| !cut.is_empty()));
    }
    (message.text, message.cut) = (texts.join("\n"), cuts.join("\n"));
    let known = !message.from.is_empty() || message.date.is_some() || message.id.is_some() || !message.subject.is_empty();
    known.then_some(message)
}

impl Message {
    /// The part's text, read again where it is neither UTF-8 nor says what else it is.
    fn mended(&mut self, text: &str, part: &MessagePart, bytes: &[u8]) -> String {
        if !text.contains('\u{fffd}') {
            return text.to_owned();
        }
        let raw = bytes.get(part.offset_body as usize..part.offset_end as usize).filter(|_| part.encoding == Encoding::None);
        match raw.map(encoding::decode) {
            Some(decoded) if !decoded.replaced => {
                self.converted = decoded.from.map(str::to_owned);
                decoded.text.into_owned()
            }
            _ => {
                self.damaged = true;
                text.to_owned()
            }
        }
    }
}

/// The ids of a header that names messages.
fn ids(value: &HeaderValue) -> Vec<String> {
    match value {
        HeaderValue::Text(id) => vec![id.to_string()],
        HeaderValue::TextList(ids) => ids.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

fn is_automatic(parsed: &Parsed, subject: &str) -> bool {
    let header = |name: &'static str| parsed.header_raw(name).map(|value| value.trim().to_lowercase());
    let subject = subject.to_lowercase();
    header("Auto-Submitted").is_some_and(|value| !value.starts_with("no"))
        || header("Precedence").is_some_and(|value| ["auto_reply", "auto-reply", "bulk", "junk"].contains(&value.as_str()))
        || header("X-Autoreply").is_some()
        || header("X-Autorespond").is_some()
        || parsed.content_type().is_some_and(|kind| kind.ctype() == "multipart" && kind.subtype() == Some("report"))
        || AUTOMATIC.iter().any(|start| subject.starts_with(start))
}
