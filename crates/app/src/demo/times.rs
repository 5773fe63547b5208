//! The demo's times, moved so that its last day is today; and a clock that can stand in the past while the demo is loaded.

use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rapport_model::Clock;

use crate::house::Now;

/// The machine's clock, or a moment of the demo.
pub struct DemoClock(AtomicI64);

const RUNNING: i64 = i64::MIN;

impl DemoClock {
    /// A clock that runs.
    pub fn running() -> DemoClock {
        DemoClock(AtomicI64::new(RUNNING))
    }

    /// Stands at a moment, in milliseconds since 1970, but never in the future.
    pub fn stand(&self, ms: i64) {
        self.0.store(ms.min(Now.now_ms()), Ordering::SeqCst);
    }

    /// Runs again.
    pub fn run(&self) {
        self.0.store(RUNNING, Ordering::SeqCst);
    }
}

impl Clock for DemoClock {
    fn now_ms(&self) -> i64 {
        match self.0.load(Ordering::SeqCst) {
            RUNNING => Now.now_ms(),
            ms => ms,
        }
    }
}

/// How many days everything moves.
#[derive(Clone, Copy)]
pub struct Shift {
    days: i64,
}

impl Shift {
    /// So that `ends_on` becomes the day of `now_ms`.
    ///
    /// # Errors
    /// `ends_on` is no date.
    pub fn to(ends_on: &str, now_ms: i64) -> Result<Shift> {
        let end: Date = ends_on.parse().ok().context("ends_on is no date")?;
        let today = Timestamp::from_millisecond(now_ms).ok().context("the clock stands at no time")?.to_zoned(TimeZone::UTC).date();
        Ok(Shift { days: i64::from(end.until(today).ok().context("ends_on")?.get_days()) })
    }

    /// A moment of the files (RFC 3339, or a date: nine in the morning, UTC), in milliseconds since 1970.
    ///
    /// # Errors
    /// The text is neither.
    pub fn moment(self, text: &str) -> Result<i64> {
        let day = || text.parse::<Date>().ok()?.at(9, 0, 0, 0).to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
        let moment = text.parse::<Timestamp>().ok().or_else(day).with_context(|| format!("{text} is no time"))?;
        Ok(moment.as_millisecond() + self.days * 86_400_000)
    }

    /// The same as RFC 3339.
    ///
    /// # Errors
    /// The text is no time.
    pub fn text(self, text: &str) -> Result<String> {
        Ok(Timestamp::from_millisecond(self.moment(text)?).ok().context("a time")?.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_becomes_today() {
        let shift = Shift::to("2026-11-21", 1_795_600_000_000).expect("a date");
        let today = Timestamp::from_millisecond(1_795_600_000_000).expect("a time").to_zoned(TimeZone::UTC).date().to_string();
        assert!(shift.text("2026-11-21").expect("a time").starts_with(&today));
        let before = shift.moment("2026-11-20T23:00:00-05:00").expect("a time");
        assert_eq!(shift.text("2026-11-21T04:00:00Z").expect("a time"), Timestamp::from_millisecond(before).expect("a time").to_string());
        assert!(shift.moment("soon").is_err());
    }
}
