//! Dates of birth and of a card's expiry, where the words around say so.

use std::sync::LazyLock;

use regex::Regex;

use super::checksums::month_day;
use super::cues::Cue;
use super::found::{Found, Page};
use super::{Kind, regex};

const MONTH: &str = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.?";
const DAY: &str = r"(?:(?:the\s+)?(?:[0-9]{1,2}(?:st|nd|rd|th)?|(?:twenty|thirty)[\s-]*(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|one|two|three|four|five|six|seven|eight|nine)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty)(?-u:\b))";
const YEAR: &str = r"(?:[0-9]{4}|'?[0-9]{2}(?-u:\b)|(?:nineteen|twenty|two\s+thousand)(?:[\s-]+(?:and|oh|o|hundred|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?-u:\b)){1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-]+(?:one|two|three|four|five|six|seven|eight|nine)(?-u:\b))?)";

static BIRTH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(&format!(
        concat!(
            r"(?i)(?-u:\b)(?:[0-9]{{1,4}}[-/.][0-9]{{1,2}}[-/.][0-9]{{2,4}}|{m}\s+{d},?\s*(?:of\s+|in\s+)?{y}|{d}\s*(?:of\s+)?{m},?\s*{y}|{m}\s+{d}|{d}\s+(?:of\s+)?{m})",
            r"|[0-9一二三四五六七八九零〇]{{2,4}}\s*年\s*(?:生|[0-9一二三四五六七八九十]{{1,3}}\s*月(?:份)?(?:\s*[0-9一二三四五六七八九十]{{1,3}}\s*[日号]?)?)",
            r"|[0-9]{{1,2}}月[0-9]{{1,2}}[日号]",
            r"|(?-u:\b)(?:19|20)[0-9]{{6}}(?-u:\b)|(?-u:\b)[0-9]{{1,2}}[ ][0-9]{{1,2}}[ ](?:19|20)?[0-9]{{2}}(?-u:\b)|(?-u:\b)(?:19|20)[0-9]{{2}}[ ][0-9]{{1,2}}[ ][0-9]{{1,2}}(?-u:\b)",
        ),
        m = MONTH,
        d = DAY,
        y = YEAR
    ))
});

static EXPIRY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(&format!(
        concat!(
            r"(?i)(?-u:\b)(?P<m>0?[1-9]|1[0-2])\s*[/-]\s*(?:20)?[0-9]{{2}}(?-u:\b)|(?-u:\b){m}\s*,?\s*(?:of\s+)?{y}",
            r"|(?-u:\b)(?:oh|zero|o)\s+(?:one|two|three|four|five|six|seven|eight|nine)[\s,]+(?:slash\s+)?{y}",
            r"|(?-u:\b)(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:slash\s+)?twenty[\s-]+(?:one|two|three|four|five|six|seven|eight|nine|twenty[\s-]+\w+)(?-u:\b)",
            r"|[0-9二三四五零〇]{{2,4}}\s*年\s*[0-9一二三四五六七八九十]{{1,2}}\s*月|[零一幺][一二三四五六七八九零幺两]\s*(?:斜杠|/)?\s*[二三][零一二三四五六七八九]",
            r"|[0-9一二三四五六七八九十]{{1,2}}月\s*[0-9二三零]{{2,4}}年",
        ),
        m = MONTH,
        y = YEAR
    ))
});

/// Dates of birth: after the words for it, or when the other side asked.
pub fn births(page: &mut Page) {
    dated(page, Cue::Birth, Kind::Dob, &BIRTH);
}

/// Dates of expiry: after the words for it, when asked, or right behind a card.
pub fn expiries(page: &mut Page) {
    dated(page, Cue::Expiry, Kind::Expiry, &EXPIRY);
}

/// Month and two-digit year right behind a masked card number.
pub fn behind_cards(page: &mut Page) {
    let cards: Vec<usize> = page.found.iter().filter(|f| f.kind == Kind::Card).map(|f| f.end).collect();
    let tokens: Vec<usize> = page.stops.iter().filter(|(from, to)| page.text[*from..*to].starts_with("[CARD")).map(|(_, to)| *to).collect();
    if cards.is_empty() && tokens.is_empty() {
        return;
    }
    let Some(pattern) = EXPIRY.as_ref() else { return };
    for end in cards.into_iter().chain(tokens) {
        let Some(window) = page.window(end, 24) else { continue };
        if let Some(m) = pattern.captures(window).filter(|c| c.name("m").is_some()).and_then(|c| c.get(0)) {
            page.add(Found::new(Kind::Expiry, end + m.start(), end + m.end(), Vec::new()));
        }
    }
}

fn dated(page: &mut Page, cue: Cue, kind: Kind, pattern: &LazyLock<Option<Regex>>) {
    let said = page.scan.seen & cue.bit() != 0;
    if !said && !page.asked.holds(cue) {
        return;
    }
    let Some(pattern) = pattern.as_ref() else { return };
    let found: Vec<(usize, usize)> = pattern
        .find_iter(page.text)
        .filter(|m| {
            let before = page.near(cue, m.start(), 40) && !page.scan.hits.iter().any(|h| h.cue == Cue::Order && h.end <= m.start() && m.start() - h.end < 12);
            let behind = page.scan.hits.iter().any(|h| h.cue == cue && h.start >= m.end() && h.start - m.end() <= 16);
            let bare = !said && page.asked.holds(cue) && page.text.len() < 120;
            // "25岁" and "1985年生" are said behind the date in Chinese.
            let born = cue == Cue::Birth && page.text[m.end()..].starts_with(['生', '出']);
            (before || behind || bare || born) && plausible(m.as_str())
        })
        .map(|m| (m.start(), m.end()))
        .collect();
    for (start, end) in found {
        let value = page.text.as_bytes()[start..end].to_vec();
        page.add(Found::new(kind, start, end, value));
    }
}

/// Numeric dates must have a month and a day.
fn plausible(text: &str) -> bool {
    let parts: Vec<u32> = text.split(['-', '/', '.', ' ']).filter_map(|p| p.parse().ok()).collect();
    match parts[..] {
        [a, b, c] if a > 31 => month_day(b, c),
        [a, b, _] => month_day(a, b) || month_day(b, a),
        _ => true,
    }
}
