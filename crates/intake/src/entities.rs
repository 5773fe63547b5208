//! Character references of XML and WebVTT: `&amp;`, `&#39;`, and the pairs of surrogates some exporters write.

use std::borrow::Cow;

const NAMED: &[(&str, &str)] = &[("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("nbsp", " "), ("lrm", ""), ("rlm", "")];
/// Longest reference, in bytes.
const LONGEST: usize = 10;

/// The text with its character references replaced; what is none stays as it is.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((inside, after)) = reference(rest) else {
            out.push('&');
            rest = &rest[1..];
            continue;
        };
        if let Some((_, replacement)) = NAMED.iter().find(|(name, _)| *name == inside) {
            out.push_str(replacement);
            rest = after;
            continue;
        }
        let Some(unit) = code(inside) else {
            out.push('&');
            rest = &rest[1..];
            continue;
        };
        rest = after;
        // `&#55357;&#56832;` is one emoji, written as the two halves that UTF-16 knows.
        let low = reference(after).and_then(|(inside, after)| Some((code(inside)?, after)));
        match (unit, low) {
            (0xd800..=0xdbff, Some((low @ 0xdc00..=0xdfff, after))) => {
                out.push(char::from_u32(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)).unwrap_or('\u{fffd}'));
                rest = after;
            }
            _ => out.push(char::from_u32(unit).filter(|c| *c != '\0').unwrap_or('\u{fffd}')),
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What stands between `&` and `;` at the start, and what follows.
fn reference(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('&')?;
    let end = inside.bytes().take(LONGEST).position(|byte| byte == b';')?;
    Some((&inside[..end], &inside[end + 1..]))
}

fn code(inside: &str) -> Option<u32> {
    let digits = inside.strip_prefix('#')?;
    match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_replaced_and_nothing_else() {
        assert_eq!(decode("a &amp; b &lt;c&gt; &#39;d&#x27; &#20320;"), "a & b <c> 'd' 你");
        assert_eq!(decode("&#55357;&#56832;!"), "😀!");
        assert_eq!(decode("&#55357;!"), "\u{fffd}!");
        for same in ["Q&A; fine", "&", "&&&;", "AT&T", "&#;", "&#x110000000;", "&客服;"] {
            assert_eq!(decode(same), same);
        }
    }
}
