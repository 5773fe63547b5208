//! Puts tokens in the place of values, and finds tokens that are there already.

use super::{Change, Kind, Mask};
use crate::Span;

/// A token and the bytes of the original text it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// What it was.
    pub kind: Kind,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The token.
    pub token: String,
}

/// The text with tokens; `placed` is in order and without overlaps.
pub fn text(original: &str, placed: &[Placed]) -> String {
    let mut out = String::with_capacity(original.len() + 8 * placed.len());
    let mut at = 0;
    for p in placed {
        out.push_str(&original[at..p.start]);
        out.push_str(&p.token);
        at = p.end;
    }
    out.push_str(&original[at..]);
    out
}

/// The redacted turn with its masks in code points.
pub fn change(turn: usize, original: &str, placed: &[Placed]) -> Change {
    let (mut masks, mut at, mut from, mut to) = (Vec::with_capacity(placed.len()), 0, 0u32, 0u32);
    for p in placed {
        let between = points(&original[at..p.start]);
        let (len, token) = (points(&original[p.start..p.end]), points(&p.token));
        from += between;
        to += between;
        masks.push(Mask { kind: p.kind, span: Span::new(from, from + len), token_span: Span::new(to, to + token), token: p.token.clone() });
        from += len;
        to += token;
        at = p.end;
    }
    Change { turn, text: text(original, placed), masks }
}

/// The byte of the original text for a byte of the text with tokens that is not inside a token.
pub fn original(placed: &[Placed], byte: usize) -> usize {
    let (mut shown, mut at) = (0, 0);
    for p in placed {
        let start = shown + (p.start - at);
        if byte <= start {
            break;
        }
        shown = start + p.token.len();
        at = p.end;
    }
    at + byte.saturating_sub(shown)
}

/// The stretches of `text` that are tokens already.
pub fn tokens(text: &str, stops: &mut Vec<(usize, usize)>) {
    for (start, _) in text.match_indices('[') {
        let Some(len) = text[start..].find(']').filter(|len| *len <= 24) else { continue };
        let inner = &text[start + 1..start + len];
        let label = inner.bytes().take_while(u8::is_ascii_uppercase).count();
        let (label, rest) = inner.split_at(label);
        let known = matches!(
            label,
            "CARD"
                | "CVV"
                | "EXPIRY"
                | "PIN"
                | "PASSWORD"
                | "OTP"
                | "ACCOUNT"
                | "IBAN"
                | "PHONE"
                | "EMAIL"
                | "ID"
                | "DOB"
                | "ADDRESS"
                | "NAME"
                | "URL"
                | "IP"
                | "MAC"
                | "HANDLE"
                | "PLATE"
        );
        let plain = rest.is_empty() || rest.starts_with(['#', ':']) && rest[1..].bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#');
        if known && plain {
            stops.push((start, start + len + 1));
        }
    }
}

fn points(text: &str) -> u32 {
    text.chars().count() as u32
}
