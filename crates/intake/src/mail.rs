//! The words of an e-mail or of another typed message body.

use mail_parser::MessageParser;
use mail_parser::decoders::html::html_to_text;

use crate::mail_body;

/// The text of a message: the plain part of a multipart body, HTML without its marks, anything else as it is.
pub(crate) fn text(mediatype: &str, body: &str) -> String {
    let kind = mediatype.trim().to_ascii_lowercase();
    let text = if kind.starts_with("multipart/") {
        // The header may be folded over lines, which ends it for a parser unless the next line begins with a blank.
        let unfolded = mediatype.split_whitespace().collect::<Vec<_>>().join(" ");
        parts(&format!("Content-Type: {unfolded}\r\n\r\n{body}")).unwrap_or_else(|| body.to_owned())
    } else if kind.starts_with("message/") {
        parts(body).unwrap_or_else(|| body.to_owned())
    } else if kind.starts_with("text/html") {
        html_to_text(body)
    } else {
        body.to_owned()
    };
    text.replace("\r\n", "\n").trim_end().to_owned()
}

/// What the sender of an e-mail wrote, without quoted messages and signatures; all of it where nothing else is there.
pub(crate) fn own_words(text: String) -> String {
    let written = mail_body::written(&text, false).text;
    if written.trim().is_empty() { text } else { written }
}

/// Whether a media type is that of an e-mail.
pub(crate) fn is_mail(mediatype: &str) -> bool {
    let kind = mediatype.trim().to_ascii_lowercase();
    kind.starts_with("multipart/") || kind.starts_with("message/")
}

fn parts(message: &str) -> Option<String> {
    let message = MessageParser::default().parse(message.as_bytes())?;
    let parts: Vec<String> = (0..message.text_body_count()).filter_map(|part| message.body_text(part)).map(|text| text.into_owned()).collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}
