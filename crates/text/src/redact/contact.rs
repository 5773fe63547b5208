//! E-mail typed and spoken, web addresses with secrets in them, network addresses, messenger accounts.

use std::sync::LazyLock;

use regex::Regex;

use super::cues::Cue;
use super::found::{Found, Page};
use super::{Kind, regex};

static SECRET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(r"(?i)://[^/\s]*:[^/\s]*@|[?&#;](?:[a-z_-]*(?:token|secret|passw(?:or)?d|pwd|session|sid|auth|api_?key|sig|signature|code|otp|email|phone|mobile|ssn|key))=")
});
static EMAIL: LazyLock<Option<Regex>> =
    LazyLock::new(|| regex(r"[A-Za-z0-9\u{C0}-\u{24F}](?:[A-Za-z0-9\u{C0}-\u{24F}._%+-]{0,63})@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"));
static SPOKEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(concat!(
        r"(?i)(?P<host>(?-u:\b)(?:at|@)\s+(?:[a-z0-9]+\s+(?:(?:dot|dash|hyphen)\s+)?){1,4}?dot\s+(?:com|net|org|co|io|edu|cn|uk)(?-u:\b)(?:\s+dot\s+[a-z]{2}(?-u:\b))?)",
        r"|(?P<zh>(?:[a-z0-9._-]|零|一|幺|二|两|三|四|五|六|七|八|九|下划线|杠|点|\s){1,60}\s*(?:艾特|@|at|圈a|小老鼠)\s*(?:[a-z0-9]|零|一|二|三|五|六|七|八|九|\s){1,24}\s*(?:点|\.)\s*(?:com|cn|net|康姆|org)(?:\s*(?:点|\.)\s*cn)?)",
    ))
});
static V4: LazyLock<Option<Regex>> = LazyLock::new(|| regex(r"(?-u:\b)[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}(?-u:\b)"));
static HEX: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(
        r"(?i)(?-u:\b)(?P<mac>(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2})(?-u:\b)|(?-u:\b)(?P<six>(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){2,6}:(?:[0-9a-f]{1,4}:?){1,4})(?-u:\b)",
    )
});
static HANDLE: LazyLock<Option<Regex>> = LazyLock::new(|| regex(r"[A-Za-z][A-Za-z0-9_-]{5,19}"));

/// Web addresses: those with a secret are masked whole, the others are kept out of.
pub fn links(page: &mut Page) {
    let scan = page.scan;
    let mut free = 0;
    for hit in scan.hits.iter().filter(|h| h.cue == Cue::Link && page.text.is_char_boundary(h.start)) {
        // An address inside another is not looked at again, so that a text of nothing else costs no more than its length.
        if hit.start < free {
            continue;
        }
        let outside = |c: char| c.is_whitespace() || "<>，。；）】[]".contains(c);
        let rest = &page.text[hit.end..];
        let end = hit.end + rest.find(outside).unwrap_or(rest.len());
        if end == hit.end {
            continue;
        }
        free = end;
        let address = &page.text[hit.start..end];
        if address.contains(['=', '@']) && SECRET.as_ref().is_some_and(|secret| secret.is_match(address)) {
            page.add(Found::new(Kind::Url, hit.start, end, Vec::new()));
        } else {
            page.bar(hit.start, end);
        }
    }
}

/// E-mail addresses.
pub fn emails(page: &mut Page) {
    if page.scan.at
        && let Some(pattern) = EMAIL.as_ref()
    {
        for m in pattern.find_iter(page.text) {
            let value = m.as_str().replace(' ', "");
            page.add(Found::new(Kind::Email, m.start(), m.end(), value.into_bytes()));
        }
    }
    if page.scan.seen & Cue::Domain.bit() != 0 {
        spoken(page);
    }
}

fn spoken(page: &mut Page) {
    let Some(pattern) = SPOKEN.as_ref() else { return };
    for m in pattern.captures_iter(page.text) {
        let Some(all) = m.get(0) else { continue };
        let (mut start, end) = (all.start(), all.end());
        if m.name("host").is_some() {
            start = local(page.text, start);
            if start == all.start() {
                continue;
            }
        } else {
            start += all.as_str().len() - all.as_str().trim_start().len();
        }
        let value = page.text[start..end].split_whitespace().collect::<String>();
        page.add(Found::new(Kind::Email, start, end, value.into_bytes()));
    }
}

/// Where the part before "at" begins: back over connectors, single letters, digits, and up to two words behind "is".
fn local(text: &str, at: usize) -> usize {
    const JOIN: [&str; 8] = ["dot", "underscore", "dash", "hyphen", "point", "period", "plus", "double"];
    const DIGITS: [&str; 11] = ["zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    const STOP: [&str; 22] =
        ["is", "its", "it's", "email", "address", "to", "the", "my", "at", "me", "and", "on", "for", "so", "yeah", "yes", "uh", "um", "that's", "mail", "with", "using"];
    let words: Vec<(usize, &str)> = spans(&text[..at]);
    let mut start = at;
    let mut plain = 0;
    let mut joined = true;
    for (n, (from, word)) in words.iter().rev().enumerate() {
        if n > 24 || word.ends_with([',', '?', '!', ':', ';']) || word.ends_with('.') && n > 0 {
            break;
        }
        let low = word.to_ascii_lowercase();
        if JOIN.contains(&low.as_str()) {
            joined = true;
        } else if low.chars().count() == 1 || DIGITS.contains(&low.as_str()) || low.bytes().all(|b| b.is_ascii_digit()) {
            joined = false;
        } else if STOP.contains(&low.as_str()) || (!joined && plain >= 2) || !low.is_ascii() {
            break;
        } else {
            // A second plain word belongs to it only when "is" or the like stands before.
            let lead = words.iter().rev().nth(n + 1).map(|(_, w)| w.to_ascii_lowercase());
            let known = lead.as_deref().is_some_and(|w| STOP.contains(&w) || JOIN.contains(&w) || w.len() == 1);
            if !joined && !known {
                break;
            }
            joined = false;
            plain += 1;
        }
        start = *from;
    }
    start
}

fn spans(text: &str) -> Vec<(usize, &str)> {
    let tail = text.len().saturating_sub(160);
    let tail = (tail..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text[tail..].split_whitespace().map(|w| (w.as_ptr() as usize - text.as_ptr() as usize, w)).collect()
}

/// IP and hardware addresses.
pub fn network(page: &mut Page) {
    if page.scan.digits >= 4
        && dotted(page.text)
        && let Some(pattern) = V4.as_ref()
    {
        for m in pattern.find_iter(page.text) {
            let octets: Vec<u32> = m.as_str().split('.').filter_map(|o| o.parse().ok()).collect();
            let version = page.near(Cue::Order, m.start(), 24) || page.text[..m.start()].ends_with(['v', 'V', '.', '-']);
            let beyond = page.text[m.end()..].starts_with('.') && page.text[m.end() + 1..].starts_with(|c: char| c.is_ascii_digit());
            let high = octets.first().is_some_and(|o| *o >= 10) && octets.iter().filter(|o| **o >= 10).count() >= 2;
            if octets.iter().all(|o| *o <= 255) && high && !version && !beyond {
                page.add(Found::new(Kind::Ip, m.start(), m.end(), Vec::new()));
            }
        }
    }
    if (page.scan.colons >= 4 || page.scan.mixed && page.text.bytes().filter(|b| *b == b'-').count() >= 5)
        && let Some(pattern) = HEX.as_ref()
    {
        for m in pattern.captures_iter(page.text) {
            let Some(all) = m.get(0) else { continue };
            let kind = if m.name("mac").is_some() { Kind::Mac } else { Kind::Ip };
            if all.as_str().bytes().any(|b| b.is_ascii_alphabetic()) || kind == Kind::Mac {
                page.add(Found::new(kind, all.start(), all.end(), Vec::new()));
            }
        }
    }
}

/// Whether three full stops stand between digits.
fn dotted(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    text.match_indices('.').filter(|(at, _)| *at > 0 && digit(at - 1) && digit(at + 1)).nth(2).is_some()
}

/// Messenger accounts after "WeChat" and the like.
pub fn handles(page: &mut Page) {
    if page.scan.seen & Cue::Handle.bit() == 0 {
        return;
    }
    let Some(pattern) = HANDLE.as_ref() else { return };
    let hits: Vec<_> = page.scan.hits.iter().filter(|h| h.cue == Cue::Handle).copied().collect();
    for hit in hits {
        let Some(window) = page.window(hit.end, 24) else { continue };
        let lead = window.trim_start_matches([' ', ':', '：', '号', '是', '为', '，', ',']);
        let lead = ["id", "ID", "account", "is", "名"].iter().fold(lead, |l, w| l.strip_prefix(w).unwrap_or(l).trim_start_matches([' ', ':', '是', '：']));
        let lead = lead.strip_prefix("is ").unwrap_or(lead);
        let Some(m) = pattern.find(lead).filter(|m| m.start() == 0) else { continue };
        let start = hit.end + (window.len() - lead.len());
        let len = page.text[start..].bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
        let id = &page.text[start..start + len];
        if id.bytes().any(|b| b.is_ascii_digit() || b == b'_') && m.end() <= len {
            page.add(Found::new(Kind::Handle, start, start + len, id.as_bytes().to_vec()));
        }
    }
}
