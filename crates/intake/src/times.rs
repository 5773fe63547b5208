//! Times as sources write them, in milliseconds.

use jiff::Timestamp;
use jiff::civil::DateTime;

/// Half a day: a clock that runs back by more has passed midnight.
const HALF_DAY_MS: i64 = 12 * 3_600_000;
/// An hour: a first clock time below it counts from the start of a recording.
pub(crate) const HOUR_MS: i64 = 3_600_000;
/// Largest time we keep, in ms: about 30,000 years either way.
const MOST_MS: f64 = 1e15;

/// One reading of a source's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// A point on the calendar, in ms from 1970.
    Instant(i64),
    /// `HH:MM:SS` or `MM:SS`, of a clock or from the start.
    Clock(i64),
}

/// Turns moments into ms from the first one.
#[derive(Debug, Default)]
pub(crate) struct Timeline {
    first: Option<Moment>,
    last_clock: i64,
}

impl Timeline {
    /// Milliseconds from the first moment seen; `None` when this one is of another kind than the first.
    pub(crate) fn place(&mut self, moment: Moment) -> Option<i64> {
        let first = *self.first.get_or_insert(moment);
        match (first, moment) {
            (Moment::Instant(first), Moment::Instant(now)) => now.checked_sub(first),
            (Moment::Clock(first), Moment::Clock(clock)) => {
                let behind = (self.last_clock - clock - HALF_DAY_MS).max(0);
                let days = behind / (2 * HALF_DAY_MS) + i64::from(behind % (2 * HALF_DAY_MS) > 0);
                let now = clock + days * 2 * HALF_DAY_MS;
                self.last_clock = now;
                Some(now - first)
            }
            _ => None,
        }
    }

    /// The first moment seen.
    pub(crate) fn first(&self) -> Option<Moment> {
        self.first
    }
}

/// Reads `HH:MM:SS`, `MM:SS` (both with an optional fraction) or RFC 3339 (a missing offset means UTC).
pub(crate) fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    clock(text).map(Moment::Clock).or_else(|| instant(text).map(Moment::Instant))
}

/// Milliseconds from 1970 of an RFC 3339 time.
pub(crate) fn instant(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(time.as_millisecond());
    }
    let local: DateTime = text.parse().ok()?;
    local.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|time| time.timestamp().as_millisecond())
}

/// Milliseconds of `HH:MM:SS` or `MM:SS`, with `.` or `,` before a fraction.
pub(crate) fn clock(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    if whole.len() > 9 || !whole.contains(':') || fraction.len() > 9 || text.ends_with(['.', ',']) {
        return None;
    }
    let mut total = 0_i64;
    let parts: Vec<&str> = whole.split(':').collect();
    if parts.len() > 3 {
        return None;
    }
    for (place, part) in parts.iter().enumerate() {
        if part.is_empty() || part.len() > 3 || !part.bytes().all(|byte| byte.is_ascii_digit()) || (place > 0 && part.len() != 2) {
            return None;
        }
        let value: i64 = part.parse().ok()?;
        if place > 0 && value > 59 {
            return None;
        }
        total = total * 60 + value;
    }
    let mut ms = 0;
    for place in 0..3 {
        let digit = match fraction.as_bytes().get(place) {
            None => 0,
            Some(digit) if digit.is_ascii_digit() => i64::from(digit - b'0'),
            Some(_) => return None,
        };
        ms = ms * 10 + digit;
    }
    Some(total * 1000 + ms)
}

/// Seconds as whole milliseconds; `None` for what no conversation can have.
pub(crate) fn seconds(value: f64) -> Option<i64> {
    millis(value * 1000.0)
}

/// Milliseconds rounded to whole ones; `None` for what no conversation can have.
pub(crate) fn millis(value: f64) -> Option<i64> {
    // The cast is exact within the bound.
    (value.is_finite() && value.abs() <= MOST_MS).then(|| value.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_written_form_is_read() {
        assert_eq!(moment("00:12"), Some(Moment::Clock(12_000)));
        assert_eq!(moment("01:02:03.5"), Some(Moment::Clock(3_723_500)));
        assert_eq!(moment("1970-01-01T00:00:01Z"), Some(Moment::Instant(1000)));
        assert_eq!(moment("1970-01-01T01:00:01.250+01:00"), Some(Moment::Instant(1250)));
        assert_eq!(moment("1970-01-01T00:00:01"), Some(Moment::Instant(1000)));
        for wrong in ["", "12", "12:3", "00:61", "1:2:3:4", "12:30pm", "::", "00:10."] {
            assert_eq!(moment(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_clock_may_pass_midnight() {
        let mut line = Timeline::default();
        assert_eq!(line.place(Moment::Clock(23 * HOUR_MS)), Some(0));
        assert_eq!(line.place(Moment::Clock(HOUR_MS)), Some(2 * HOUR_MS));
        assert_eq!(line.place(Moment::Instant(5)), None);
    }
}
