//! The turn being looked at and what has been found in it so far.

use super::cues::Cue;
use super::scan::Scan;
use super::{Asked, Kind, Side};

/// Something to mask, in bytes of the page's text.
#[derive(Clone, Debug)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The value, so that the same gets the same number.
    pub value: String,
}

impl Found {
    /// A finding whose value is `value` in lower case.
    pub fn new(kind: Kind, start: usize, end: usize, value: Vec<u8>) -> Found {
        let value = String::from_utf8_lossy(&value).to_lowercase();
        Found { kind, start, end, value }
    }
}

/// One turn's plain text with its findings.
pub struct Page<'a> {
    /// The text.
    pub text: &'a str,
    /// The first look at it.
    pub scan: &'a Scan,
    /// What the other side asked for.
    pub asked: &'a Asked,
    /// Who says it.
    pub side: Side,
    /// What to mask, in the order found.
    pub found: Vec<Found>,
    /// Stretches to keep out of: tokens, plain addresses of pages, findings.
    pub stops: Vec<(usize, usize)>,
}

impl Page<'_> {
    /// Adds a finding unless it touches a stretch to keep out of.
    pub fn add(&mut self, found: Found) {
        if found.start < found.end && self.free(found.start, found.end) {
            self.bar(found.start, found.end);
            self.found.push(found);
        }
    }

    /// Keeps later detectors out of a stretch.
    pub fn bar(&mut self, start: usize, end: usize) {
        let at = self.stops.partition_point(|(from, _)| *from < start);
        self.stops.insert(at, (start, end));
    }

    /// Whether nothing barred overlaps `start..end`.
    pub fn free(&self, start: usize, end: usize) -> bool {
        self.stops.iter().all(|(from, to)| end <= *from || start >= *to)
    }

    /// Whether a word of that cue ends at most `reach` bytes before `start`.
    pub fn near(&self, cue: Cue, start: usize, reach: usize) -> bool {
        self.scan.hits.iter().any(|h| h.cue == cue && h.end <= start && start - h.end <= reach)
    }

    /// At most `len` bytes from `start`, cut at a character.
    pub fn window(&self, start: usize, len: usize) -> Option<&str> {
        let mut end = (start + len).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        self.text.get(start..end)
    }
}
