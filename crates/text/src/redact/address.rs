//! Postal addresses: English house number and street, Chinese chains of levels, post codes.

use std::sync::LazyLock;

use regex::Regex;

use super::cues::Cue;
use super::found::{Found, Page};
use super::{Kind, regex};

/// A letter, or anything beyond ASCII that stands among letters: `\p{L}` would take a long time to build.
const LETTER: &str = r"A-Za-z\u{C0}-\u{1FFF}\u{2C00}-\u{2DFF}\u{3040}-\u{D7FF}";
const COUNT: &str = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";

static STREET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let word = format!(r"(?-i:[{LETTER}][{LETTER}'’.-]*)");
    let [number, name, kind, unit, town, code] = [
        format!(r"(?P<no>[0-9]{{1,6}}(?:[- /][0-9]{{1,4}})?[a-z]?|(?:(?:{COUNT}|oh|hundred)[\s-]+){{0,4}}(?:{COUNT}|hundred))"),
        format!(r"(?P<name>(?:[nsew]\.?\s+|north\s+|south\s+|east\s+|west\s+)?(?:{word}|[0-9]{{1,3}}(?:st|nd|rd|th))(?:\s+{word}){{0,2}}?)"),
        r"(?P<type>street|avenue|road|lane|drive|boulevard|court|way|place|terrace|close|crescent|square|highway|parkway|circle|trail|grove|gardens|mews|st|ave|rd|ln|blvd|hwy|pkwy|cir|dr|ct|pl)(?-u:\b)".to_owned(),
        r"[,\s]+(?:apt|apartment|unit|suite|ste|flat|floor|#)\.?\s*#?(?:number\s+)?[a-z0-9-]{1,8}(?:\s+[a-z](?-u:\b))?".to_owned(),
        format!(r",\s*(?-i:[{LETTER}]?[{LETTER}'.-]+(?:\s+[{LETTER}'.-]+){{0,2}})"),
        r"[0-9]{5}(?:-[0-9]{4})?(?-u:\b)|[A-Z]{1,2}[0-9][A-Z[0-9]]?\s*[0-9][A-Z]{2}(?-u:\b)|[A-Z][0-9][A-Z]\s?[0-9][A-Z][0-9](?-u:\b)".to_owned(),
    ];
    regex(&format!(r"(?i)(?-u:\b){number},?\s+{name}\s+{kind}\.?(?P<tail>(?:{unit})?(?:{town})?(?:[,\s]+[A-Z]{{2}}(?-u:\b))?(?:[,\s]+(?:{code}))?)"))
});
static BOX: LazyLock<Option<Regex>> = LazyLock::new(|| regex(r"(?i)(?-u:\b)p\.?\s?o\.?\s?box\s+[0-9]+(?-u:\b)"));
static POST: LazyLock<Option<Regex>> = LazyLock::new(|| regex(r"(?-u:\b)(?i:[A-Z]{1,2}[0-9][A-Z[0-9]]? ?[0-9][A-Z]{2}|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9])(?-u:\b)"));
static CHAIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let piece = r"(?:[\p{Han}0-9A-Za-z]{1,9}?(?:自治区|胡同|大道|街道|省|市|区|县|旗|镇|乡|路|街|巷|村)|[0-9A-Za-z一二三四五六七八九十百零〇幺两-]{1,8}(?:号楼|号院|号|栋|幢|座|楼|室|层|弄|单元))";
    regex(&format!(r"(?:{piece}[，, ]?){{3,}}(?:[0-9一二三四五六七八九零〇幺]{{2,5}})?"))
});

/// Words that make "number … way" a measure, not an address.
const NOT_NAMES: &[&str] = &[
    "way",
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "mile",
    "miles",
    "in",
    "on",
    "the",
    "a",
    "of",
    "to",
    "and",
    "for",
    "at",
    "is",
    "my",
    "one",
    "times",
    "people",
    "percent",
    "more",
    "other",
    "pm",
    "am",
    "no",
    "from",
    "with",
    "have",
    "by",
    "via",
    "or",
    "as",
    "it",
    "i",
    "we",
    "you",
    "your",
    "that",
    "this",
    "are",
    "was",
    "different",
    "side",
    "either",
    "can",
    "any",
    "hr",
    "hrs",
    "min",
    "mins",
    "gb",
    "out",
    "before",
    "after",
    "if",
    "but",
    "not",
    "all",
    "so",
    "be",
    "up",
    "off",
    "per",
    "first",
    "second",
    "third",
];
const LEAD: &[&str] =
    &["地址是", "地址：", "地址:", "地址为", "地址", "住址是", "家住", "住在", "位于", "寄到", "送到", "寄往", "发到", "我住", "搬到", "我在", "就在", "在", "到", "是", "住"];
const ROADS: &[&str] = &["路", "街", "号", "栋", "幢", "单元", "室", "巷", "弄", "大道", "胡同", "村", "镇", "街道", "乡", "楼", "座"];

/// English addresses, boxes and post codes.
pub fn english(page: &mut Page) {
    let text = page.text;
    if page.scan.seen & (Cue::Street.bit() | Cue::Title.bit()) != 0 {
        let boxed = page.scan.hits.iter().any(|h| h.cue == Cue::Street && h.word.ends_with("box"));
        if let Some(pattern) = boxed.then_some(&BOX).and_then(|b| b.as_ref()) {
            for m in pattern.find_iter(text) {
                page.add(Found::new(Kind::Address, m.start(), m.end(), m.as_str().as_bytes().to_vec()));
            }
        }
        if numbered(page) {
            streets(page);
        }
    }
    if (page.scan.seen & Cue::Zip.bit() != 0 || page.asked.holds(Cue::Zip))
        && let Some(pattern) = POST.as_ref()
    {
        for m in pattern.find_iter(text) {
            if page.near(Cue::Zip, m.start(), 40) || page.asked.holds(Cue::Zip) {
                page.add(Found::new(Kind::Address, m.start(), m.end(), m.as_str().as_bytes().to_vec()));
            }
        }
    }
}

/// Cheap: whether a number stands among the five words before a kind of street.
fn numbered(page: &Page) -> bool {
    let number = |word: &str| word.bytes().any(|b| b.is_ascii_digit()) || page.scan.chain > 0 && counts(word);
    page.scan.hits.iter().filter(|h| matches!(h.cue, Cue::Street | Cue::Title) && h.word.is_ascii()).any(|h| {
        let before = &page.text[..h.start];
        before.split_whitespace().rev().take(6).any(number)
    })
}

/// Whether the last part of `word` is a number in letters.
fn counts(word: &str) -> bool {
    let last = word.rsplit(['-', '(', '"']).next().unwrap_or(word);
    super::digits::is_number(last.trim_end_matches(','))
}

fn streets(page: &mut Page) {
    let Some(pattern) = STREET.as_ref() else { return };
    let mut from = 0;
    while let Some(m) = page.text.get(from..).and_then(|rest| pattern.captures(rest)) {
        let (Some(all), Some(name), Some(kind)) = (m.get(0), m.name("name"), m.name("type")) else { return };
        let start = from + all.start();
        let proper = |w: &str| w.chars().next().is_some_and(char::is_uppercase) || w.as_bytes()[0].is_ascii_digit();
        let words: Vec<&str> = name.as_str().split_whitespace().collect();
        let plain = words.iter().all(|w| !NOT_NAMES.contains(&w.to_lowercase().trim_end_matches('.')));
        let short = kind.as_str().len() <= 4 || matches!(kind.as_str(), "place" | "court" | "drive" | "close" | "square" | "circle" | "trail");
        // Without capitals only the plain kinds of street count: speech has "two way", "ten minute drive".
        let cased = words.iter().all(|w| proper(w)) && proper(kind.as_str());
        let before = page.text[..start].to_lowercase();
        let lower = !short || ["address", "live", "send", "ship", "deliver", "mail", "moved"].iter().any(|w| before.contains(w));
        let front = page.text[..start].chars().next_back();
        if plain && (cased || lower) && !matches!(front, Some('$' | '£' | '€' | '#' | '@' | '.' | ':' | '/')) {
            let end = from + all.start() + all.as_str().trim_end_matches([',', ' ', '.']).len();
            let value = page.text.as_bytes()[start..end].to_vec();
            page.add(Found::new(Kind::Address, start, end, value));
            from = end.max(start + 1);
        } else {
            from += m.name("no").map_or(all.end(), |no| no.end()).max(1);
        }
        while !page.text.is_char_boundary(from) {
            from += 1;
        }
    }
}

/// Chinese addresses: at least three levels, one of them finer than a district.
pub fn chinese(page: &mut Page) {
    let Some(pattern) = CHAIN.as_ref() else { return };
    for m in pattern.find_iter(page.text) {
        let mut start = m.start();
        let first = m.as_str().find(['省', '市', '区', '县', '路', '街', '镇', '村', '号']).unwrap_or(0);
        let head = &m.as_str()[..first];
        if let Some(lead) = LEAD.iter().filter_map(|l| head.rfind(l).map(|at| at + l.len())).max() {
            start += lead;
        }
        let text = &page.text[start..m.end()];
        let fine = ROADS.iter().filter(|r| text.contains(**r)).count();
        let numbered = text.chars().any(|c| c.is_ascii_digit() || "一二三四五六七八九十零幺".contains(c));
        let coarse = ["省", "市", "区", "县", "自治区"].iter().filter(|r| text.contains(**r)).count();
        if !text.contains("xx") && !text.contains("XX") && fine >= 1 && coarse + fine >= 3 && (numbered || coarse >= 2) {
            page.add(Found::new(Kind::Address, start, start + text.trim_end_matches(['，', ',', ' ']).len(), text.as_bytes().to_vec()));
        }
    }
}
