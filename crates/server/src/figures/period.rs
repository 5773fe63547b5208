//! Days, weeks and months of UTC.

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan as _};
use rapport_store::DAY_MS;

use super::ask::By;

/// A stretch of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// `2026-11-02`, `2026-W45`, `2026-11`.
    pub label: String,
    /// First moment, in milliseconds since 1970.
    pub from_ms: i64,
    /// First moment after it.
    pub until_ms: i64,
}

/// The period that a day (since 1970) belongs to; none where rows are not about time, or the day lies beyond the calendar.
pub fn period(by: By, day: i64) -> Option<Period> {
    let own = epoch().checked_add(Span::new().try_days(day).ok()?).ok()?;
    let (label, first, next) = match by {
        By::Day => (own.to_string(), own, own.checked_add(1.day()).ok()?),
        By::Week => {
            let week = own.iso_week_date();
            let first = own.checked_sub(i64::from(own.weekday().to_monday_zero_offset()).days()).ok()?;
            (format!("{:04}-W{:02}", week.year(), week.week()), first, first.checked_add(7.days()).ok()?)
        }
        By::Month => (format!("{:04}-{:02}", own.year(), own.month()), own.first_of_month(), own.last_of_month().checked_add(1.day()).ok()?),
        By::Agent | By::Team | By::Program | By::Channel | By::Language => return None,
    };
    Some(Period { label, from_ms: since(first)? * DAY_MS, until_ms: since(next)? * DAY_MS })
}

fn epoch() -> Date {
    date(1970, 1, 1)
}

fn since(day: Date) -> Option<i64> {
    Some(i64::from(day.since(epoch()).ok()?.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(by: By, day: i64) -> (String, i64, i64) {
        let period = period(by, day).expect("a period");
        (period.label, period.from_ms / DAY_MS, period.until_ms / DAY_MS)
    }

    #[test]
    fn days_weeks_and_months_of_the_calendar() {
        // 20759 is Monday, 2026-11-02.
        assert_eq!(told(By::Day, 20_759), ("2026-11-02".into(), 20_759, 20_760));
        assert_eq!(told(By::Week, 20_765), ("2026-W45".into(), 20_759, 20_766));
        assert_eq!(told(By::Month, 20_787), ("2026-11".into(), 20_758, 20_788));
        // The first of January 2027 belongs to the last week of 2026.
        assert_eq!(told(By::Week, 20_819).0, "2026-W53");
        assert_eq!(told(By::Day, 0), ("1970-01-01".into(), 0, 1));
        assert_eq!(period(By::Agent, 0), None);
        assert_eq!(period(By::Day, i64::MAX), None);
    }
}
