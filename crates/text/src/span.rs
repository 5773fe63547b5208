//! A half-open range of Unicode code points in one turn's text.

/// `start..end` in code points of the (redacted) text of one turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

impl Span {
    /// A span from `start` up to, not including, `end`.
    pub fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// The slice of `text` the span names; clipped where the text is shorter.
    pub fn slice<'a>(&self, text: &'a str) -> &'a str {
        if text.is_ascii() {
            let end = (self.end as usize).min(text.len());
            return &text[(self.start as usize).min(end)..end];
        }
        let mut points = text.char_indices().map(|(byte, _)| byte);
        let from = points.nth(self.start as usize).unwrap_or(text.len());
        let rest = self.end.saturating_sub(self.start) as usize;
        let to = match rest.checked_sub(1) {
            Some(more) => points.nth(more).unwrap_or(text.len()),
            None => from,
        };
        &text[from..to]
    }

    /// Whether the two share a code point.
    pub fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}
