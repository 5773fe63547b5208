//! Redaction: personal values of a conversation become typed tokens before anything else reads it.

mod address;
mod checksums;
mod contact;
mod cues;
mod dates;
mod digits;
mod found;
mod ids;
mod kind;
// Lists stay as wide as they are.
#[rustfmt::skip]
mod name_lists;
mod names;
mod numbers;
mod render;
mod scan;
mod secrets;
mod split;
mod view;

use regex::Regex;
use rustc_hash::FxHashMap;

use crate::Span;
use digits::Run;
pub use kind::Kind;

use cues::Cue;
use found::{Found, Page};
use names::Known;
use render::Placed;
use scan::Scan;
use split::{Piece, Split};
use view::View;

/// Which side said a turn: only what redaction needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Somebody of the firm.
    Agent,
    /// The customer.
    Customer,
    /// Anybody else, or unknown.
    Other,
}

/// One masked value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mask {
    /// What it was.
    pub kind: Kind,
    /// Where it stood in the original text, in code points.
    pub span: Span,
    /// Where its token stands in the redacted text, in code points.
    pub token_span: Span,
    /// The token.
    pub token: String,
}

/// The redacted text of a turn that is new or has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which turn, counted from 0.
    pub turn: usize,
    /// Its redacted text.
    pub text: String,
    /// What was masked, in order.
    pub masks: Vec<Mask>,
}

/// One redacted turn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redacted {
    /// The text with tokens.
    pub text: String,
    /// What was masked, in order.
    pub masks: Vec<Mask>,
}

/// What was asked for in the last turns.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    by: Option<Side>,
    list: [Option<Cue>; Asked::MOST],
    left: u8,
}

impl Asked {
    /// Kinds of number there are to ask for.
    const MOST: usize = 14;

    /// The kinds asked for, the last first.
    pub fn cues(&self) -> impl Iterator<Item = Cue> + '_ {
        self.list.iter().map_while(|cue| *cue)
    }

    /// Whether that was asked for.
    pub fn holds(&self, cue: Cue) -> bool {
        self.cues().any(|asked| asked == cue)
    }

    /// Puts `cue` first.
    fn put(&mut self, cue: Cue) {
        let at = self.list.iter().position(|c| c.is_none_or(|c| c == cue)).unwrap_or(Asked::MOST - 1);
        self.list[..=at].rotate_right(1);
        self.list[0] = Some(cue);
    }
}

/// Redacts the turns of one conversation as they come.
#[derive(Debug, Default)]
pub struct Redactor {
    turns: usize,
    scan: Scan,
    asked: Asked,
    split: Split,
    past: Vec<Past>,
    names: Vec<Known>,
    numbers: Vec<(Vec<u8>, Kind)>,
    order: FxHashMap<(Kind, String), u32>,
    last: FxHashMap<Kind, u32>,
}

/// A turn that a later one may still change.
#[derive(Debug)]
struct Past {
    turn: usize,
    side: Side,
    text: String,
    placed: Vec<Placed>,
    asked: Asked,
}

/// Masked numbers remembered, so that a repetition without context is masked too.
const REMEMBERED: usize = 64;

impl Redactor {
    /// A redactor for a new conversation.
    pub fn new() -> Redactor {
        Redactor::default()
    }

    /// Known names of the parties from metadata, so that they are masked where they occur.
    pub fn with_names(mut self, agent: &[&str], customer: &[&str]) -> Redactor {
        agent.iter().for_each(|name| self.know(Side::Agent, name));
        customer.iter().for_each(|name| self.know(Side::Customer, name));
        self
    }

    /// A name that comes with a turn, as a display name does: masked from the next turn pushed on. Names of one
    /// letter are passed over.
    pub fn know(&mut self, side: Side, name: &str) {
        if name.trim().chars().count() >= 2 {
            names::learn(&mut self.names, name.trim(), names::own(side));
        }
    }

    /// Takes the next turn. Returns which turns' redacted text changed: always the new one, first, and earlier
    /// ones when a number split over turns is completed.
    pub fn push(&mut self, side: Side, text: &str) -> Vec<Change> {
        let turn = self.turns;
        self.turns += 1;
        self.split.age(turn);
        let mut scan = std::mem::take(&mut self.scan);
        scan::scan(text, &mut scan);
        let asked = if self.asked.by == Some(side) { Asked::default() } else { self.asked };
        let needs = self.needs(text, &scan, &asked);
        let changes = if needs.any() { self.read(turn, side, text, &mut scan, &asked, needs) } else { vec![Change { turn, text: text.to_owned(), masks: Vec::new() }] };
        let shown = changes.first().map_or(text, |c| c.text.as_str());
        self.ask(side, shown, &scan);
        let split = &self.split;
        self.past.retain(|p| split.holds(p.turn));
        self.scan = scan;
        changes
    }

    fn needs(&self, text: &str, scan: &Scan, asked: &Asked) -> Needs {
        const SAID: u32 = !((1 << Cue::Order as u32) | (1 << Cue::Number as u32) | (1 << Cue::Business as u32) | (1 << Cue::LastFour as u32));
        const NAMED: u32 = (1 << Cue::Birth as u32) | (1 << Cue::Expiry as u32);
        const WORDED: u32 = (1 << Cue::Password as u32) | (1 << Cue::Otp as u32) | (1 << Cue::Pin as u32) | (1 << Cue::Domain as u32);
        let has = |bits: u32| scan.seen & bits != 0;
        let about = has(SAID & ((1 << (Cue::Plate as u32 + 1)) - 1));
        let waiting = asked.cues().any(|c| c != Cue::Order) || text.len() <= 48;
        let values = scan.stretch >= 6
            || scan.chain >= 5
            || ((scan.digits >= 3 || scan.chain >= 3) && about)
            || has(NAMED) && (scan.digits > 0 || scan.chain > 0)
            || (scan.digits >= 2 || scan.chain >= 2) && waiting
            || (scan.digits >= 1 || scan.chain >= 1) && (self.split.open() || has(Cue::Street.bit()) || has(Cue::Title.bit()) && scan.digits > 0)
            || has(WORDED)
            || has(Cue::Handle.bit() | Cue::Plate.bit() | Cue::Zip.bit())
            || scan.at
            || scan.levels >= 3
            || scan.colons >= 4
            || scan.exotic && text.bytes().any(|b| b == 0xEF)
            || scan.beyond && scan.digits >= 3
            || has(Cue::Link.bit()) && (text.contains('=') || text.contains('@'))
            || asked.holds(Cue::Birth)
            || asked.holds(Cue::Zip);
        let names = if scan.exotic {
            has(Cue::Name.bit() | Cue::Title.bit() | Cue::Phone.bit()) || !self.names.is_empty()
        } else {
            scan.hits.iter().any(|h| names::promising(text, h)) || self.names.iter().any(|n| n.may_be_in(&scan.words))
        };
        Needs { values, names }
    }

    /// Looks for values until nothing more is found, joins the digits left over with earlier turns, and renders.
    fn read(&mut self, turn: usize, side: Side, text: &str, scan: &mut Scan, asked: &Asked, needs: Needs) -> Vec<Change> {
        let mut placed = Vec::new();
        let piece = self.settle(turn, side, text, &mut placed, scan, asked, needs);
        let joined = piece.and_then(|(piece, whole, last)| self.split.take(side, piece, whole, last));
        if joined.is_none() && !self.split.holds(turn) {
            return vec![render::change(turn, text, &placed)];
        }
        self.finish(Past { turn, side, text: text.to_owned(), placed, asked: *asked }, joined)
    }

    /// Adds to `placed` until a round finds nothing; gives the digits that may be part of a number split over
    /// turns, whether they are nearly all the turn, and whether they end it.
    #[allow(clippy::too_many_arguments, reason = "one call, all of it the turn at hand")]
    fn settle(&mut self, turn: usize, side: Side, text: &str, placed: &mut Vec<Placed>, scan: &mut Scan, asked: &Asked, needs: Needs) -> Option<(Piece, bool, bool)> {
        let mut shown: Option<String> = (!placed.is_empty()).then(|| render::text(text, placed));
        // Every round masks something, so five are more than any real turn takes.
        for round in 0..5 {
            let current = shown.as_deref().unwrap_or(text);
            if shown.is_some() {
                scan::scan(current, scan);
            }
            let view = View::new(current, scan.exotic);
            let plain;
            let (page_text, page_scan) = if scan.exotic {
                let mut again = Scan::default();
                scan::scan(&view.text, &mut again);
                plain = again;
                (view.text.as_ref(), &plain)
            } else {
                (current, &*scan)
            };
            let mut page = Page { text: page_text, scan: page_scan, asked, side, found: Vec::new(), stops: Vec::new() };
            let runs = self.find(&mut page, needs);
            let found = std::mem::take(&mut page.found);
            if found.is_empty() || round == 4 {
                let original = |byte: usize| render::original(placed, view.original(byte));
                return part(turn, page_text, page_scan, asked, &runs, self.split.open(), original);
            }
            let mut fresh = Vec::with_capacity(found.len());
            for f in found {
                let (start, end) = (render::original(placed, view.original(f.start)), render::original(placed, view.original(f.end)));
                let token = self.token(f.kind, &f.value);
                fresh.push(Placed { kind: f.kind, start, end, token });
            }
            placed.extend(fresh);
            placed.sort_by_key(|p| p.start);
            shown = Some(render::text(text, placed));
        }
        None
    }

    /// All detectors, the surest first; returns the runs of digits nobody claimed.
    fn find(&mut self, page: &mut Page, needs: Needs) -> Vec<Run> {
        if page.scan.bracket {
            render::tokens(page.text, &mut page.stops);
        }
        if page.scan.seen & Cue::Link.bit() != 0 {
            contact::links(page);
        }
        let mut left = Vec::new();
        if needs.values {
            contact::emails(page);
            contact::network(page);
            ids::find(page);
            dates::births(page);
            dates::expiries(page);
            address::english(page);
            if page.scan.levels >= 3 {
                address::chinese(page);
            }
            left = self.numbers(page);
            dates::behind_cards(page);
            secrets::find(page);
            contact::handles(page);
        }
        if needs.names {
            names::introduced(page, &mut self.names);
            names::again(page, &self.names);
        }
        left
    }

    fn numbers(&mut self, page: &mut Page) -> Vec<Run> {
        let runs = digits::runs(page.text, &page.stops);
        let mut left = Vec::new();
        for run in runs {
            let near = numbers::around(page.text, &page.scan.hits, &run);
            let mut parts = numbers::parts(&run, near, page.asked, page.text.len());
            if parts.is_empty() && !near.order && !run.barred {
                let values = run.values();
                parts.extend(self.numbers.iter().find(|(known, _)| *known == values).map(|(_, kind)| (0, values.len(), *kind)));
            }
            if parts.is_empty() {
                left.push(run);
                continue;
            }
            for (from, to, kind) in parts {
                let digits = &run.digits[from..to];
                let values: Vec<u8> = digits.iter().map(|d| d.value).collect();
                let start = digits.first().map_or(0, |d| d.start);
                let end = digits.last().map_or(0, |d| d.end);
                self.remember(&values, kind);
                page.add(Found::new(kind, widen(page.text, start, end), end, values));
            }
        }
        left
    }

    fn remember(&mut self, values: &[u8], kind: Kind) {
        if self.numbers.len() < REMEMBERED && values.len() >= 3 && !self.numbers.iter().any(|(known, _)| known == values) {
            self.numbers.push((values.to_vec(), kind));
        }
    }

    /// Applies a number completed over turns, looks once more at the turns it changed, and renders.
    fn finish(&mut self, now: Past, joined: Option<split::Joined>) -> Vec<Change> {
        let Some(joined) = joined else {
            let change = render::change(now.turn, &now.text, &now.placed);
            self.past.push(now);
            return vec![change];
        };
        let turn = now.turn;
        self.past.push(now);
        let values = String::from_utf8_lossy(&joined.values).into_owned();
        self.remember(&joined.values, joined.kind);
        let token = self.token(joined.kind, &values);
        let mut changes = Vec::new();
        let mut past = std::mem::take(&mut self.past);
        let mut scan = Scan::default();
        for past in past.iter_mut().rev() {
            let ranges: Vec<(usize, usize)> = joined.pieces.iter().filter(|p| p.turn == past.turn).flat_map(|p| p.ranges.iter().copied()).collect();
            if ranges.is_empty() && past.turn != turn {
                continue;
            }
            for (start, end) in ranges {
                past.placed.retain(|p| p.end <= start || p.start >= end);
                past.placed.push(Placed { kind: joined.kind, start, end, token: token.clone() });
            }
            past.placed.sort_by_key(|p| p.start);
            let needs = Needs { values: true, names: true };
            self.settle(past.turn, past.side, &past.text, &mut past.placed, &mut scan, &past.asked, needs);
            changes.push(render::change(past.turn, &past.text, &past.placed));
        }
        self.past = past;
        changes
    }

    fn token(&mut self, kind: Kind, value: &str) -> String {
        let label = kind.label();
        if kind.numbered() {
            let last = self.last.entry(kind).or_insert(0);
            let n = *self.order.entry((kind, value.to_owned())).or_insert_with(|| {
                *last += 1;
                *last
            });
            return format!("[{label}#{n}]");
        }
        if matches!(kind, Kind::Card | Kind::Account | Kind::Iban) && value.len() >= 8 && value.is_ascii() {
            return format!("[{label}:{}]", &value[value.len() - 4..]);
        }
        format!("[{label}]")
    }

    /// Notes what this turn asks for; the answer may come in the next two turns of the other side.
    fn ask(&mut self, side: Side, text: &str, scan: &Scan) {
        let mut asked = Asked { by: Some(side), left: 2, ..Asked::default() };
        let kinds = scan.hits.iter().map(|h| h.cue).filter(|c| c.of_number() && !matches!(c, Cue::Number | Cue::LastFour | Cue::Business));
        kinds.for_each(|cue| asked.put(cue));
        let asks = asked.list[0].is_some() && (side != Side::Customer || text.contains(['?', '？']));
        if asks {
            self.asked = asked;
        } else if self.asked.by.is_some_and(|by| by != side) {
            self.asked.left -= 1;
            if self.asked.left == 0 {
                self.asked = Asked::default();
            }
        }
    }
}

/// Redacts all turns of one conversation.
pub fn redact_turns<'a>(turns: impl IntoIterator<Item = (Side, &'a str)>) -> Vec<Redacted> {
    let mut redactor = Redactor::new();
    let mut out: Vec<Redacted> = Vec::new();
    for (side, text) in turns {
        for change in redactor.push(side, text) {
            if change.turn >= out.len() {
                out.resize_with(change.turn + 1, Redacted::default);
            }
            out[change.turn] = Redacted { text: change.text, masks: change.masks };
        }
    }
    out
}

/// The digits left over in a turn as a part of a number that other turns go on with.
fn part(turn: usize, text: &str, scan: &Scan, asked: &Asked, runs: &[Run], open: bool, original: impl Fn(usize) -> usize) -> Option<(Piece, bool, bool)> {
    let loose = || runs.iter().filter(|r| !r.barred && !r.glued);
    let (first, last) = (loose().next()?, loose().next_back()?);
    let covered: usize = loose().map(|r| r.end() - r.start()).sum();
    let whole = text.len() - covered <= 48 && loose().count() <= 4;
    let ends = text.len() - last.end() <= 18;
    if !(open || whole || ends) {
        return None;
    }
    let near = numbers::around(text, &scan.hits, first);
    let cue = near.cue.filter(|c| *c != Cue::Number).or(asked.cues().next()).or(near.cue);
    let part: Vec<&Run> = if whole { loose().collect() } else { vec![last] };
    Some((Piece::new(turn, &part, cue, original), whole, whole || ends))
}

/// Which detectors a turn needs.
#[derive(Clone, Copy, Debug)]
struct Needs {
    values: bool,
    names: bool,
}

impl Needs {
    fn any(self) -> bool {
        self.values || self.names
    }
}

/// A plus sign and an opening bracket right before a number belong to it.
fn widen(text: &str, start: usize, end: usize) -> usize {
    let bracket = text[..start].ends_with('(') && text[start..end].contains(')');
    let start = start - usize::from(bracket);
    let head = text[..start].trim_end_matches(['(', ' ']);
    match head.strip_suffix('+') {
        Some(plus) => plus.len(),
        None => start,
    }
}

fn regex(pattern: &str) -> Option<Regex> {
    Regex::new(pattern).ok()
}
