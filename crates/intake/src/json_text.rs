//! Makes the text of a JSON record readable: encoding, lone surrogates, messages without content.

use serde_json::Value;

use crate::fault::Fault;

const BAD_JSON_HELP: &str = "check the record with a JSON validator";

/// The fault of text that is not JSON. The parser's own message is used only where it cannot quote the text.
pub(crate) fn syntax_fault(error: &serde_json::Error) -> Fault {
    let place = format!("at line {} column {} of the record", error.line(), error.column());
    let message = if error.is_eof() {
        "the json ends in the middle of a value".to_owned()
    } else if error.is_syntax() {
        let full = error.to_string();
        let what = full.split(" at line ").next().unwrap_or_default();
        format!("the json is not valid: {what}, {place}")
    } else {
        format!("the json has a value of the wrong type, {place}")
    };
    Fault::new("bad_json", message, BAD_JSON_HELP)
}

/// A whole record as a JSON value, and whether lone surrogates had to be replaced.
pub(crate) fn value(text: &str) -> serde_json::Result<(Value, bool)> {
    match serde_json::from_str(text) {
        Err(error) if is_surrogate_error(&error) => serde_json::from_str(&without_lone_surrogates(text)).map(|value| (value, true)),
        other => other.map(|value| (value, false)),
    }
}

/// Whether a parse failed because of half a surrogate pair, which some exporters leave when they cut text.
pub(crate) fn is_surrogate_error(error: &serde_json::Error) -> bool {
    error.is_syntax() && (error.to_string().contains("surrogate") || error.to_string().contains("unexpected end of hex escape"))
}

/// The text with every lone `\ud8xx` escape replaced by `\ufffd`.
pub(crate) fn without_lone_surrogates(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut mended = String::with_capacity(text.len());
    let (mut kept, mut at) = (0, 0);
    while let Some(found) = memchr::memchr(b'\\', &bytes[at..]) {
        at += found;
        match escape(bytes, at) {
            Some(0xD800..=0xDBFF) if matches!(escape(bytes, at + 6), Some(0xDC00..=0xDFFF)) => at += 12,
            Some(0xD800..=0xDFFF) => {
                mended.push_str(&text[kept..at]);
                mended.push_str("\\ufffd");
                at += 6;
                kept = at;
            }
            // Past the backslash and, where it is one byte, what it escapes.
            _ => at += if bytes.get(at + 1).is_some_and(u8::is_ascii) { 2 } else { 1 },
        }
    }
    mended.push_str(&text[kept..]);
    mended
}

/// The remark on a conversation whose surrogates were replaced.
pub(crate) fn surrogate_remark() -> Fault {
    Fault::new("bad_unicode", "half a character (a lone surrogate) was replaced", "export the text without cutting characters in two")
}

fn escape(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |value, digit| Some(value << 4 | (*digit as char).to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lone_surrogates_are_replaced_and_pairs_kept() {
        assert_eq!(without_lone_surrogates(r#""\ud83d\ude00 \ud83d""#), r#""\ud83d\ude00 \ufffd""#);
        assert_eq!(without_lone_surrogates(r#""\\ud83d \udc00\""#), r#""\\ud83d \ufffd\""#);
    }

    #[test]
    fn a_wrong_type_never_quotes_its_value() {
        let error = serde_json::from_str::<u32>("\"secret\"").expect_err("a string is no number");
        assert!(!format!("{:?}", syntax_fault(&error)).contains("secret"));
    }
}
