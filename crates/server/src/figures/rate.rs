//! Rates as they are sent: with what they were made from, an interval that knows that conversations of one day are alike, and a word where there is none.
//!
//! `rapport_engine::Clusters` gives the design effect, because it needs sums alone, which the database adds up; `rapport_stats::wilson` the interval.

use rapport_engine::Clusters;
use rapport_stats::{Interval, wilson};
use serde::Serialize;
use utoipa::ToSchema;

/// A rate.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct RateOut {
    /// 0–1; none where there was no opportunity.
    pub rate: Option<f64>,
    /// Where the true rate lies, at 95 %: low and high end, 0–1.
    pub interval: Option<[f64; 2]>,
    /// Why there is no interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'static str>,
    /// What counts as one observation: `day`, from ten days on, else `conversation`; `opportunity` where neither is known.
    pub clustered_by: &'static str,
    /// How many of these there were.
    pub clusters: u64,
    #[serde(skip)]
    pub exact: Option<Interval>,
}

/// Fewer days tell less about how days differ than conversations do.
const DAYS: u64 = 10;

/// A rate over conversations that were also added up by day.
pub fn rate(conversations: Clusters, days: Clusters) -> RateOut {
    let (sums, clustered_by) = if days.count >= DAYS { (days, "day") } else { (conversations, "conversation") };
    made(sums, clustered_by, (conversations.count < 2).then_some("one conversation does not tell how conversations differ"))
}

/// A rate of what was added up by day alone, in so many conversations.
pub fn rate_by_day(days: Clusters, conversations: i64) -> RateOut {
    let clustered_by = if days.count > 1 { "day" } else { "opportunity" };
    made(days, clustered_by, (conversations < 2).then_some("one conversation does not tell how conversations differ"))
}

fn made(sums: Clusters, clustered_by: &'static str, why: Option<&'static str>) -> RateOut {
    if sums.opportunities == 0 {
        return RateOut { why: Some("nothing called for it"), clustered_by, ..RateOut::default() };
    }
    let n = sums.opportunities as f64 / sums.design_effect();
    let exact = if why.is_some() { None } else { wilson(sums.rate() * n, n) };
    let clusters = if clustered_by == "opportunity" { sums.opportunities } else { sums.count };
    RateOut { rate: Some(share(sums.rate())), interval: exact.as_ref().map(ends), why, clustered_by, clusters, exact }
}

/// Both ends, as they are sent.
pub fn ends(interval: &Interval) -> [f64; 2] {
    [share(interval.low), share(interval.high)]
}

/// Four decimals are more than any of these can bear.
pub fn share(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// Basis points as percent with two decimals.
pub fn percent(basis_points: f64) -> f64 {
    basis_points.round() / 100.0
}

/// A count that cannot be negative.
pub fn count(value: i64) -> u64 {
    value.max(0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clusters(of: &[(u64, u64)]) -> Clusters {
        let mut sums = Clusters::default();
        of.iter().for_each(|&(taken, all)| sums.add(taken, all));
        sums
    }

    #[test]
    fn by_hand() {
        // Ten days, half of them 4 of 4, half 0 of 4: the design effect is 40/9, so that 40 opportunities are worth 9. Wilson of half of 9: 0.2265–0.7735.
        let days = clusters(&[(4, 4), (0, 4), (4, 4), (0, 4), (4, 4), (0, 4), (4, 4), (0, 4), (4, 4), (0, 4)]);
        let told = rate(clusters(&[(1, 2); 20]), days);
        assert_eq!((told.rate, told.interval, told.clustered_by, told.clusters), (Some(0.5), Some([0.2265, 0.7735]), "day", 10));
        // The same conversations on nine days: 20 conversations of 1 of 2 each, Wilson 20 of 40.
        let told = rate(clusters(&[(1, 2); 20]), clusters(&[(2, 4); 9]));
        assert_eq!((told.interval, told.clustered_by, told.clusters), (Some([0.352, 0.648]), "conversation", 20));
    }

    #[test]
    fn too_little_gives_no_interval_and_says_why() {
        let one = rate(clusters(&[(1, 3)]), clusters(&[(1, 3)]));
        assert_eq!((one.rate, one.interval), (Some(0.3333), None));
        assert!(one.why.is_some());
        let none = rate(Clusters::default(), Clusters::default());
        assert_eq!((none.rate, none.interval, none.why), (None, None, Some("nothing called for it")));
        assert_eq!(rate_by_day(clusters(&[(1, 2)]), 2).clustered_by, "opportunity");
    }
}
