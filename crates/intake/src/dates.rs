//! Dates and times as tables write them: `2026/3/2 9:14`, `02.03.2026 09:14`, `Mar 2, 2026 9:14 PM`, `2026年3月2日 下午2:05`.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::times::{self, Moment};

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// Longest text that may be a time, in bytes.
const LONGEST: usize = 64;

/// The moment a cell names. `day_first` decides `02/03/2026`, see [`day_first`].
pub(crate) fn moment(text: &str, day_first: bool) -> Option<Moment> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    times::moment(text).or_else(|| calendar(text, day_first).map(Moment::Instant))
}

/// Whether the cells of a column write the day before the month. Where none tells, `/` means the month first.
pub(crate) fn day_first<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut dots = false;
    for cell in cells.filter(|cell| cell.len() <= LONGEST) {
        let (date, _) = parts(cell);
        let numbers = numbers(date);
        if let [(first, length), (second, _), _] = numbers.as_slice()
            && *length <= 2
        {
            if *first > 12 || *second > 12 {
                return *first > 12;
            }
            dots |= date.contains('.');
        }
    }
    dots
}

/// Milliseconds from 1970; a time without an offset is taken as UTC.
fn calendar(text: &str, day_first: bool) -> Option<i64> {
    let (date, time) = parts(text);
    let (year, month, day) = date_of(date, day_first)?;
    let lower = text.to_lowercase();
    let (hour, minute, second, rest) = time_of(time)?;
    let afternoon = lower.contains("pm") || lower.contains("p.m") || lower.contains("下午") || lower.contains("晚上");
    let morning = lower.contains("am") || lower.contains("a.m") || lower.contains("上午");
    let hour = match hour {
        12 if morning => 0,
        1..=11 if afternoon => hour + 12,
        hour => hour,
    };
    let local = DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    let ms = local.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond();
    Some(ms - offset(rest))
}

/// What stands before the clock time, and the rest.
fn parts(text: &str) -> (&str, &str) {
    match text.find(':') {
        Some(colon) => {
            let digits = text[..colon].bytes().rev().take_while(u8::is_ascii_digit).count();
            text.split_at(colon - digits)
        }
        None => (text, ""),
    }
}

fn date_of(date: &str, day_first: bool) -> Option<(i16, i8, i8)> {
    let numbers = numbers(date);
    let lower = date.to_lowercase();
    let word = lower.split(|c: char| !c.is_alphabetic()).find_map(|word| MONTHS.iter().position(|month| word.starts_with(month)));
    let whole = |year: u32, month: u32, day: u32| {
        let year = if year < 100 { year + 2000 } else { year };
        Some((i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?))
    };
    match (word, numbers.as_slice()) {
        (Some(month), [(year, 4), (day, _)] | [(day, _), (year, _)]) => whole(*year, month as u32 + 1, *day),
        (None, [(year, 4), (month, _), (day, _)]) => whole(*year, *month, *day),
        (None, [(day, 1..=2), (month, 1..=2), (year, 2 | 4)]) if day_first => whole(*year, *month, *day),
        (None, [(month, 1..=2), (day, 1..=2), (year, 2 | 4)]) => whole(*year, *month, *day),
        _ => None,
    }
}

/// Every number with how many digits it has.
fn numbers(text: &str) -> Vec<(u32, usize)> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).map(|digits| (digits.parse().unwrap_or(u32::MAX), digits.len())).take(4).collect()
}

/// Hour, minute, second and what follows; midnight where no time is given.
fn time_of(time: &str) -> Option<(i8, i8, i8, &str)> {
    if time.is_empty() {
        return Some((0, 0, 0, ""));
    }
    let end = time.find(|c: char| !(c.is_ascii_digit() || c == ':')).unwrap_or(time.len());
    let mut fields = time[..end].split(':').map(str::parse::<i8>);
    let (hour, minute) = (fields.next()?.ok()?, fields.next()?.ok()?);
    let second = fields.next().map_or(Some(0), Result::ok)?;
    let rest = time[end..].trim_start_matches(['.', ',']).trim_start_matches(|c: char| c.is_ascii_digit());
    Some((hour, minute, second, rest.trim()))
}

/// Milliseconds of `+0800` or `-05:30` at the start of what follows a time.
fn offset(rest: &str) -> i64 {
    let rest = rest.trim_start_matches("UTC").trim_start_matches("GMT");
    let (sign, digits) = match rest.split_at_checked(1) {
        Some(("+", digits)) => (1, digits),
        Some(("-", digits)) => (-1, digits),
        _ => return 0,
    };
    let digits: Vec<i64> = digits.bytes().filter(u8::is_ascii_digit).take(4).map(|digit| i64::from(digit - b'0')).collect();
    match digits.as_slice() {
        [a, b, c, d] => sign * ((a * 10 + b) * 60 + c * 10 + d) * 60_000,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_form_names_the_same_moment() {
        let expected = times::instant("2026-03-02T14:05:00Z").map(Moment::Instant);
        assert!(expected.is_some());
        for text in [
            "2026-03-02T14:05:00Z",
            "2026-03-02 14:05:00",
            "2026/3/2 14:05",
            "3/2/2026 2:05 PM",
            "03/02/26, 2:05:00 pm",
            "Mar 2, 2026 2:05 PM",
            "2 March 2026 14:05",
            "2026年3月2日 下午2:05",
            "2026/03/02 22:05:00 +0800",
            "2026-03-02 14:05:00.000 UTC",
        ] {
            assert_eq!(moment(text, false), expected, "{text}");
        }
        assert_eq!(moment("02.03.2026 14:05", true), expected);
        assert_eq!(moment("00:12", false), Some(Moment::Clock(12_000)));
        for wrong in ["", "soon", "2026-13-02 10:00", "1/2", "99/99/9999 9:99", "4:5:6:7 8 9", "2026"] {
            assert_eq!(moment(wrong, false), None, "{wrong}");
        }
    }

    #[test]
    fn a_column_tells_whether_the_day_comes_first() {
        assert!(day_first(["02/03/2026 9:00", "25/03/2026 9:00"].into_iter()));
        assert!(!day_first(["02/03/2026 9:00", "03/25/2026 9:00"].into_iter()));
        assert!(day_first(["02.03.2026"].into_iter()));
        assert!(!day_first(["2026-03-25 9:00"].into_iter()));
    }
}
