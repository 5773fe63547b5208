//! Processor time, so that other work on the machine does not count, and the median of repetitions.

use std::fs;

use rustix::time::{ClockId, clock_gettime};

/// Repetitions of every measurement.
pub const REPETITIONS: usize = 5;

/// Median, least and most of repeated measurements, in any unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The middle one.
    pub median: f64,
    /// The least.
    pub least: f64,
    /// The most.
    pub most: f64,
}

impl Spread {
    /// Of a list that is not empty; zeros for an empty one.
    pub fn of(mut list: Vec<f64>) -> Spread {
        list.sort_by(f64::total_cmp);
        match (list.first(), list.last()) {
            (Some(&least), Some(&most)) => Spread { median: list[list.len() / 2], least, most },
            _ => Spread { median: 0.0, least: 0.0, most: 0.0 },
        }
    }

    /// The same in another unit, `change` being monotone.
    pub fn map(self, change: impl Fn(f64) -> f64) -> Spread {
        Spread::of(vec![change(self.median), change(self.least), change(self.most)])
    }

    /// `median (least–most)` with a number of decimals.
    pub fn show(&self, decimals: usize) -> String {
        format!("{:.decimals$} ({:.decimals$}–{:.decimals$})", self.median, self.least, self.most)
    }
}

/// Processor seconds of this thread that `work` takes.
pub fn processor_seconds(mut work: impl FnMut()) -> f64 {
    let now = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
    };
    let before = now();
    work();
    now() - before
}

/// Processor seconds of all child processes that have ended (steps of 10 ms).
pub fn children_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default();
    // Fields 16 and 17 of proc(5), counted from the one after the name, which is 3.
    fields.split_whitespace().skip(13).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Processor model and number of cores.
pub fn machine() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = text.lines().find_map(|line| line.strip_prefix("model name")).map_or("unknown processor", |rest| rest.trim_start_matches([' ', '\t', ':']));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{model}, {cores} cores")
}

/// How many processes wanted a core over the last minute.
pub fn load() -> f64 {
    fs::read_to_string("/proc/loadavg").ok().and_then(|text| text.split(' ').next()?.parse().ok()).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spread_keeps_order_when_mapped() {
        let spread = Spread::of(vec![4.0, 1.0, 2.0]).map(|seconds| 8.0 / seconds);
        assert_eq!(spread, Spread { median: 4.0, least: 2.0, most: 8.0 });
        assert_eq!(spread.show(1), "4.0 (2.0–8.0)");
    }
}
