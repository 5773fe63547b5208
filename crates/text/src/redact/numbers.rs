//! What a run of digits is: card, identity number, telephone, account, code, or nothing to hide.

use super::checksums as check;
use super::cues::Cue;
use super::digits::Run;
use super::scan::Hit;
use super::{Asked, Kind};

/// What is known around a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around {
    /// The cue that says what the number is, in the turn or asked for.
    pub cue: Option<Cue>,
    /// An order, parcel or ticket is named right before.
    pub order: bool,
    /// A firm's line is named before.
    pub business: bool,
    /// The number may go on: a shape must be whole to count.
    pub open: bool,
    /// Neither Chinese nor said to be the speaker's own: eleven digits from 1 800 on are a toll-free line and no
    /// mobile number.
    pub western: bool,
}

/// A part of a run, in digits, and what it is.
pub type Part = (usize, usize, Kind);

/// Reads the words around `run`: the nearest before it, else right behind it.
pub fn around(text: &str, hits: &[Hit], run: &Run) -> Around {
    let own = || text.get(..run.start()).is_some_and(|head| head.split_whitespace().rev().take(6).any(|w| w.eq_ignore_ascii_case("my")));
    let western = run.digits.len() == 11 && !text.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) && !own();
    let mut found = Around { western, ..Around::default() };
    let (start, end) = (run.start(), run.end());
    let before = hits.iter().rev().filter(|h| h.end <= start && start - h.end <= 64);
    for hit in before {
        if hit.cue == Cue::Business {
            found.business = true;
            break;
        }
        if !hit.cue.of_number() || hit.cue == Cue::Number && found.cue.is_some() {
            continue;
        }
        if hit.cue == Cue::Number {
            found.cue = Some(Cue::Number);
            continue;
        }
        let between = text.get(hit.end..start).unwrap_or("");
        if hit.cue == Cue::Order {
            if between.len() <= 36 && !between.contains(['.', '?', '!', '。', '？', '！', ';']) {
                found.order = true;
                found.cue = Some(Cue::Order);
            }
            break;
        }
        found.cue = Some(hit.cue);
        break;
    }
    if matches!(found.cue, None | Some(Cue::Number)) {
        let behind = hits.iter().find(|h| h.start >= end && h.start - end <= 14 && h.cue.of_number());
        if let Some(hit) = behind.filter(|h| !matches!(h.cue, Cue::Number | Cue::LastFour | Cue::Expiry | Cue::Birth)) {
            let between = text.get(end..hit.start).unwrap_or("");
            if !between.contains([',', '.', '，', '。', '?', '？', '!']) && !between.contains("and") {
                found.cue = Some(hit.cue);
                found.order = hit.cue == Cue::Order;
            }
        }
    }
    found
}

/// The parts of `run` to mask, in a turn of `length` bytes.
pub fn parts(run: &Run, near: Around, asked: &Asked, length: usize) -> Vec<Part> {
    let values = run.values();
    let groups = run.groups();
    if let Some(kind) = judge(&values, &groups, run, near, asked, length) {
        return vec![(0, values.len(), kind)];
    }
    if run.barred || values.len() < 10 || groups.len() < 2 {
        return Vec::new();
    }
    windows(run, &values, near)
}

/// Whole run: by its own words, else by what the other side asked for.
fn judge(values: &[u8], groups: &[usize], run: &Run, near: Around, asked: &Asked, length: usize) -> Option<Kind> {
    if run.barred {
        return None;
    }
    if run.glued && !matches!(near.cue, Some(Cue::Card | Cue::Phone | Cue::Id)) {
        return None;
    }
    let form = Form { groups, spoken: run.spoken, plus: run.plus };
    if let Some(kind) = classify(values, form, near) {
        return Some(kind);
    }
    if near.cue.is_some_and(|cue| cue != Cue::Number) || near.business {
        return None;
    }
    asked.cues().find_map(|cue| {
        let long = length - (run.end() - run.start()) > 60;
        if long && matches!(cue, Cue::Pin | Cue::Password | Cue::Otp | Cue::Cvv | Cue::Handle | Cue::Zip | Cue::Expiry) {
            return None;
        }
        let cue = if cue == Cue::Phone && asked.holds(Cue::Order) { Cue::Number } else { cue };
        classify(values, form, Around { cue: Some(cue), order: cue == Cue::Order, ..Around::default() })
    })
}

/// How the digits were written.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// Lengths of the groups.
    pub groups: &'a [usize],
    /// Whether any digit is spoken.
    pub spoken: bool,
    /// Whether a plus sign precedes.
    pub plus: bool,
}

/// What these digits are as a whole.
pub fn classify(d: &[u8], form: Form, near: Around) -> Option<Kind> {
    let n = d.len();
    let cue = near.cue;
    if !(3..=24).contains(&n) {
        return None;
    }
    match cue {
        Some(Cue::LastFour) if n <= 4 => return None,
        Some(Cue::Cvv) if n <= 4 => return Some(Kind::Cvv),
        Some(Cue::Otp) if (4..=8).contains(&n) => return Some(Kind::Otp),
        Some(Cue::Pin) if (4..=8).contains(&n) => return Some(Kind::Pin),
        Some(Cue::Password) if n <= 12 && !cn_mobile(d) => return Some(Kind::Password),
        Some(Cue::Expiry) if (n == 4 || n == 6) && expiry(d) => return Some(Kind::Expiry),
        Some(Cue::Zip) if matches!(n, 5 | 6 | 9) => return Some(Kind::Address),
        _ => {}
    }
    if check::cn_id(d) {
        return Some(Kind::Id);
    }
    if d.contains(&b'X') {
        return (cue == Some(Cue::Id)).then_some(Kind::Id);
    }
    if card(d, near) {
        return Some(Kind::Card);
    }
    if check::cn_id_15(d) && !near.order {
        return Some(Kind::Id);
    }
    // Six and eight digits are the first pieces of a number read out as 6-8-4: left to be joined.
    if cue == Some(Cue::Id) && (n == 7 || (9..=20).contains(&n)) && !(near.open && n == 14) {
        return Some(Kind::Id);
    }
    if let Some(kind) = identity(d, form, near) {
        return Some(kind);
    }
    if cue == Some(Cue::Account) && (6..=20).contains(&n) {
        return Some(Kind::Account);
    }
    if phone(d, form, near) {
        return Some(Kind::Phone);
    }
    (cue == Some(Cue::Handle) && (5..=11).contains(&n)).then_some(Kind::Handle)
}

/// Parts of a longer run that hold up by themselves: check digits or an unmistakable shape.
fn windows(run: &Run, values: &[u8], near: Around) -> Vec<Part> {
    const LENGTHS: [usize; 7] = [19, 18, 17, 16, 15, 14, 11];
    let n = values.len().min(200);
    let edge = |at: usize| at == n || run.digits[at].first;
    let mut parts = Vec::new();
    let mut at = 0;
    while at < n {
        let hit = LENGTHS.iter().filter(|len| at + **len <= n && edge(at) && edge(at + **len)).find_map(|len| {
            let part = &values[at..at + len];
            let strong = match len {
                11 if near.order || near.business || near.western && toll_free(part) => false,
                11 => cn_mobile(part),
                18 if check::cn_id(part) => return Some((*len, Kind::Id)),
                _ => {
                    if check::luhn(part) && check::card_brand(part) {
                        return Some((*len, Kind::Card));
                    }
                    false
                }
            };
            strong.then_some((*len, Kind::Phone))
        });
        match hit {
            Some((len, kind)) => {
                parts.push((at, at + len, kind));
                at += len;
                if kind == Kind::Card {
                    at = behind_card(run, values, at, &mut parts);
                }
            }
            None => at += 1,
        }
    }
    parts
}

/// A date of expiry and a security code read on right behind a card number.
fn behind_card(run: &Run, values: &[u8], mut at: usize, parts: &mut Vec<Part>) -> usize {
    let rest = values.len() - at;
    let first = |at: usize| run.digits.get(at).is_none_or(|d| d.first);
    if rest >= 4 && expiry(&values[at..at + 4]) && first(at + 4) {
        parts.push((at, at + 4, Kind::Expiry));
        at += 4;
    }
    if values.len() - at == 3 {
        parts.push((at, at + 3, Kind::Cvv));
        at += 3;
    }
    at
}

fn card(d: &[u8], near: Around) -> bool {
    let n = d.len();
    let named = matches!(near.cue, Some(Cue::Card | Cue::Cvv | Cue::Expiry));
    if !(12..=19).contains(&n) || cn_mobile_long(d) {
        return false;
    }
    if check::luhn(d) {
        return (named && !(near.open && n < 13)) || check::card_brand(d) || (matches!(n, 16 | 19) && !near.order && near.cue != Some(Cue::Id));
    }
    near.cue == Some(Cue::Card) && n >= 13
}

fn expiry(d: &[u8]) -> bool {
    (1..=12).contains(&check::value(&d[..2])) && (d.len() == 4 || d[2..].starts_with(b"20"))
}

/// National numbers that stand without a word beside them.
fn identity(d: &[u8], form: Form, near: Around) -> Option<Kind> {
    if near.order || near.business || company(d) || form.spoken {
        return None;
    }
    let ok = match form.groups {
        [3, 2, 4] => check::ssn(d) || check::itin(d),
        [4, 4, 4] => check::aadhaar(d),
        [3, 3, 4] if !form.plus => check::nhs(d) && !nanp(d),
        _ => false,
    };
    ok.then_some(Kind::Id)
}

fn phone(d: &[u8], form: Form, near: Around) -> bool {
    let n = d.len();
    if near.order || (company(d) && (!cn_mobile(d) || form.groups == [1, 3, 3, 4] || near.western && toll_free(d))) {
        return false;
    }
    if near.business && near.cue.is_none() {
        return false;
    }
    let named = matches!(near.cue, Some(Cue::Phone | Cue::Handle));
    let hinted = named || near.cue == Some(Cue::Number);
    if near.cue.is_some() && !hinted && !matches!(near.cue, Some(Cue::Otp | Cue::Card | Cue::LastFour | Cue::Zip | Cue::Birth | Cue::Account | Cue::Password)) {
        return false;
    }
    if cn_mobile(d) || cn_mobile_long(d) {
        return true;
    }
    if form.plus && (8..=15).contains(&n) {
        return true;
    }
    if n == 10 && nanp(d) && (hinted || form.spoken || matches!(form.groups, [3, 3, 4] | [3, 7])) {
        return true;
    }
    if n == 11 && d[0] == b'1' && nanp(&d[1..]) && (hinted || form.spoken || matches!(form.groups, [1, 3, 3, 4])) {
        return true;
    }
    if n == 11 && d[0] == b'0' && matches!(d[1], b'1' | b'2' | b'7') && (hinted || form.spoken || form.groups.len() <= 4) {
        return true;
    }
    let landline = matches!(form.groups, [3 | 4, 7 | 8] | [3 | 4, 4, 4] | [3 | 4, 3, 4]) && d[0] == b'0' && d[1] != b'0';
    if (10..=12).contains(&n) && (landline || (d[0] == b'0' && hinted)) {
        return true;
    }
    // Groups of one digit are versions, not telephones.
    let version = !form.spoken && form.groups.len() >= 3 && form.groups[1..].contains(&1);
    near.cue == Some(Cue::Phone) && (7..=15).contains(&n) && !version && !near.open
}

/// Toll-free and service numbers belong to firms.
fn company(d: &[u8]) -> bool {
    let local = match d {
        [b'1', rest @ ..] if d.len() == 11 => rest,
        _ => d,
    };
    let free = matches!(local.get(..3), Some(b"800" | b"888" | b"877" | b"866" | b"855" | b"844" | b"833" | b"400")) && local.len() == 10;
    free || (d.starts_with(b"08") || d.starts_with(b"03"))
        && matches!(d.len(), 10 | 11)
        && matches!(d.get(2), Some(b'0' | b'4' | b'7'))
        && !(d.starts_with(b"03") && d.len() == 11 && d[2] == b'7')
}

/// `1 8xx` with a North American exchange behind it, which begins with 2–9.
fn toll_free(d: &[u8]) -> bool {
    company(d) && d.len() == 11 && d.starts_with(b"18") && d[4] >= b'2'
}

fn nanp(d: &[u8]) -> bool {
    d.len() == 10 && d[0] >= b'2' && d[3] >= b'2' && d[1] != b'9'
}

fn cn_mobile(d: &[u8]) -> bool {
    d.len() == 11 && d[0] == b'1' && d[1] >= b'3'
}

fn cn_mobile_long(d: &[u8]) -> bool {
    d.strip_prefix(b"86").or(d.strip_prefix(b"0086")).is_some_and(cn_mobile)
}
