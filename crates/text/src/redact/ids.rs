//! Identity, bank and vehicle numbers that hold letters.

use std::sync::LazyLock;

use regex::Regex;

use super::checksums as check;
use super::cues::Cue;
use super::found::{Found, Page};
use super::scan::Scan;
use super::{Kind, regex};

static LETTERED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(concat!(
        r"(?P<iban>(?-u:\b)[A-Za-z]{2}[0-9]{2}(?:[ -]?[A-Za-z0-9]{4}){2,7}(?:[ -]?[A-Za-z0-9]{1,3})?(?-u:\b))",
        r"|(?P<hk>(?-u:\b)[A-Za-z]{1,2} ?[0-9]{6} ?(?:\([[0-9]Aa]\)|[[0-9]Aa](?-u:\b)))",
        r"|(?P<tw>(?-u:\b)[A-Za-z][1289][0-9]{8}(?-u:\b))",
        r"|(?P<nino>(?-u:\b)(?i:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]) ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-Da-d](?-u:\b))",
        r"|(?P<pan>(?-u:\b)(?i:[A-Z]{3}[PCHFATBLJG][A-Z])[0-9]{4}[A-Za-z](?-u:\b))",
        r"|(?P<cn>[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z][·. -]?[A-HJ-NP-Za-hj-np-z0-9]{5,6})",
        r"|(?P<pass>(?-u:\b)(?:[EeGgHhCcMm][A-Za-z]?[0-9]{7,10})(?-u:\b))",
    ))
});
static TOKEN: LazyLock<Option<Regex>> = LazyLock::new(|| regex(r"(?-u:\b)(?:[A-Z]{1,3}[ -]?|[A-Za-z]{0,3})[0-9][A-Za-z0-9]{2,}(?:[ -][A-Za-z0-9]*[0-9][A-Za-z0-9]*){0,5}"));
static PLATE: LazyLock<Option<Regex>> = LazyLock::new(|| regex(r"(?-u:\b)[A-Za-z0-9]{2,4}[ -]?[A-Za-z0-9]{2,4}(?-u:\b)"));

/// Finds them all.
pub fn find(page: &mut Page) {
    let text = page.text;
    if page.scan.digits < 3 {
        return;
    }
    if let Some(pattern) = lettered(page.scan).then_some(&LETTERED).and_then(|l| l.as_ref()) {
        for m in pattern.captures_iter(text) {
            let Some(all) = m.get(0) else { continue };
            let plain: Vec<u8> = all.as_str().bytes().filter(u8::is_ascii_alphanumeric).collect();
            let named = page.near(Cue::Id, all.start(), 48) || page.asked.holds(Cue::Id);
            let kind = if m.name("iban").is_some() {
                iban_end(page, all.start(), all.end());
                continue;
            } else if m.name("hk").is_some() {
                ((check::hkid(&plain) && (all.as_str().contains('(') || named)) || named && plain.len() >= 8).then_some(Kind::Id)
            } else if m.name("tw").is_some() {
                (check::taiwan_id(&plain) || named).then_some(Kind::Id)
            } else if m.name("nino").is_some() {
                let order = page.near(Cue::Order, all.start(), 24) && !named;
                (!order).then_some(Kind::Id)
            } else if m.name("pan").is_some() || m.name("pass").is_some() {
                named.then_some(Kind::Id)
            } else {
                let digits = plain.iter().filter(|c| c.is_ascii_digit()).count();
                (digits >= 2 && !page.text[all.end()..].starts_with(|c: char| c.is_ascii_alphanumeric())).then_some(Kind::Plate)
            };
            if let Some(kind) = kind {
                page.add(Found::new(kind, all.start(), all.end(), plain.to_ascii_uppercase()));
            }
        }
    }
    named_tokens(page);
}

/// Cheap: only a plate has fewer than four digits in a row, and it begins in Chinese.
fn lettered(scan: &Scan) -> bool {
    scan.mixed && (scan.stretch >= 4 || scan.han)
}

/// An IBAN ends where mod 97 holds; words behind it may look like part of it.
fn iban_end(page: &mut Page, start: usize, end: usize) {
    let text = &page.text[start..end];
    let mut cut = text.len();
    loop {
        let plain: Vec<u8> = text[..cut].bytes().filter(u8::is_ascii_alphanumeric).collect();
        if check::cn_organisation(&plain) {
            page.bar(start, start + cut);
            return;
        }
        let named = page.near(Cue::Account, start, 24);
        if check::iban(&plain) || (named && cut == text.len() && plain.iter().filter(|c| c.is_ascii_digit()).count() >= 10) {
            page.add(Found::new(Kind::Iban, start, start + cut, plain));
            return;
        }
        match text[..cut].rfind([' ', '-']) {
            Some(space) => cut = space,
            None => return,
        }
    }
}

/// After "passport number" and the like any token with digits, and after "plate number" a short one.
fn named_tokens(page: &mut Page) {
    if page.scan.seen & (Cue::Id.bit() | Cue::Plate.bit()) == 0 {
        return;
    }
    let hits: Vec<_> = page.scan.hits.iter().filter(|h| matches!(h.cue, Cue::Id | Cue::Plate)).copied().collect();
    for hit in hits {
        let pattern = if hit.cue == Cue::Id { TOKEN.as_ref() } else { PLATE.as_ref() };
        let Some(window) = page.window(hit.end, 40) else { continue };
        let found = pattern.and_then(|p| p.find_iter(window).find(|m| digits(m.as_str()) >= if hit.cue == Cue::Id { 5 } else { 1 }));
        if let Some(m) = found {
            let (start, end) = (hit.end + m.start(), hit.end + m.end());
            let whole = page.text[start..].bytes().take_while(u8::is_ascii_alphanumeric).count();
            let end = end.max(start + whole);
            if page.scan.hits.iter().any(|h| h.start > hit.end && h.end <= start && h.cue.of_number() && h.cue != hit.cue) {
                continue;
            }
            let kind = if hit.cue == Cue::Id { Kind::Id } else { Kind::Plate };
            if kind == Kind::Plate || page.text[start..end].bytes().any(|b| b.is_ascii_alphabetic()) {
                let plain = page.text[start..end].bytes().filter(u8::is_ascii_alphanumeric).collect();
                page.add(Found::new(kind, start, end, plain));
            }
        }
    }
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}
