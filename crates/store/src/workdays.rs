//! Working days, Monday to Friday in UTC: what the terms of a dispute are counted in.

const DAY_MS: i64 = 86_400_000;

/// The moment so many working days after another, at the same time of day; Saturdays and Sundays do not count. Milliseconds since 1970.
pub fn working_days_after(ms: i64, days: u32) -> i64 {
    let mut at = ms;
    let mut left = days;
    while left > 0 {
        at = at.saturating_add(DAY_MS);
        // 1970-01-01 was a Thursday.
        let weekday = (at.div_euclid(DAY_MS) + 3).rem_euclid(7);
        left -= u32::from(weekday < 5);
        if at == i64::MAX {
            break;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-02T09:00:00Z, a Monday.
    const MONDAY: i64 = 1_793_610_000_000;

    #[test]
    fn weekends_do_not_count() {
        assert_eq!(working_days_after(MONDAY, 0), MONDAY);
        assert_eq!(working_days_after(MONDAY, 3), MONDAY + 3 * DAY_MS);
        assert_eq!(working_days_after(MONDAY, 5), MONDAY + 7 * DAY_MS, "to the next Monday");
        assert_eq!(working_days_after(MONDAY + 4 * DAY_MS, 1), MONDAY + 7 * DAY_MS, "from Friday to Monday");
        assert_eq!(working_days_after(MONDAY + 5 * DAY_MS, 1), MONDAY + 7 * DAY_MS, "from Saturday to Monday");
        assert_eq!(working_days_after(i64::MAX - 1, 3), i64::MAX);
    }
}
