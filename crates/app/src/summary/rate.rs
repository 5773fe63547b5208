//! A rate over many conversations, and which clusters its interval is made from.

use std::collections::BTreeMap;
use std::fmt;

use rapport_engine::Clusters;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// The day of an RFC 3339 time.
    pub fn parse(time: &str) -> Option<Day> {
        let date = time.get(..10)?;
        let mut parts = date.split('-');
        let mut part = |length: usize| parts.next().filter(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()));
        let (year, month, day) = (part(4)?.parse().ok()?, part(2)?.parse().ok()?, part(2)?.parse().ok()?);
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Day { year, month, day })
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// What counts as one observation for an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cluster {
    Conversation,
    Day,
}

impl Cluster {
    /// The word used in every interface.
    pub fn as_str(self) -> &'static str {
        match self {
            Cluster::Conversation => "conversation",
            Cluster::Day => "day",
        }
    }
}

/// A finished rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    pub taken: u64,
    pub opportunities: u64,
    /// Findings against, beside the rate.
    pub against: u64,
    /// 95 %, in thousandths.
    pub interval: (u16, u16),
    /// Conversations or days that had an opportunity.
    pub clusters: u64,
    pub cluster: Cluster,
}

/// Fewer days tell less about how days differ than conversations do.
const DAYS: usize = 10;
/// More days than this are not dates but noise.
const MOST_DAYS: usize = 4000;

/// A rate under way.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    conversations: Clusters,
    days: BTreeMap<Day, (u64, u64)>,
    undated: bool,
    against: u64,
}

impl Tally {
    /// Adds what one conversation has: taken, opportunities, against.
    pub fn add(&mut self, day: Option<Day>, [taken, opportunities, against]: [u64; 3]) {
        self.against += against;
        if opportunities == 0 {
            return;
        }
        self.conversations.add(taken, opportunities);
        match day {
            Some(day) if !self.undated && self.days.len() < MOST_DAYS => {
                let own = self.days.entry(day).or_default();
                *own = (own.0 + taken, own.1 + opportunities);
            }
            _ => {
                self.undated = true;
                self.days.clear();
            }
        }
    }

    /// The rate: clustered by day where every conversation is dated and there are ten days or more, else by conversation.
    pub fn rate(&self) -> Rate {
        let mut days = Clusters::default();
        let by_day = !self.undated && self.days.len() >= DAYS;
        if by_day {
            self.days.values().for_each(|&(taken, opportunities)| days.add(taken, opportunities));
        }
        let (sums, cluster) = if by_day { (days, Cluster::Day) } else { (self.conversations, Cluster::Conversation) };
        Rate { taken: sums.taken, opportunities: sums.opportunities, against: self.against, interval: sums.interval(), clusters: sums.count, cluster }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_from_times() {
        assert_eq!(Day::parse("2026-03-14T02:05:00Z").map(|day| day.to_string()).as_deref(), Some("2026-03-14"));
        for wrong in ["", "yesterday!", "2026-13-01", "2026-3-1 12:00", "２０２６-03-14"] {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn ten_dated_days_are_the_clusters_and_one_undated_conversation_ends_that() {
        let mut tally = Tally::default();
        for day in 1..=20 {
            tally.add(Day::parse(&format!("2026-03-{:02}", day % 10 + 1)), [1, 2, 0]);
        }
        assert_eq!((tally.rate().cluster, tally.rate().clusters), (Cluster::Day, 10));
        tally.add(None, [0, 1, 3]);
        assert_eq!((tally.rate().cluster, tally.rate().clusters), (Cluster::Conversation, 21));
        assert_eq!((tally.rate().taken, tally.rate().opportunities, tally.rate().against), (20, 41, 3));
    }
}
