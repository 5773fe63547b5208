//! `GET /api/figures/episodes`: customers' strong feelings, and what came of them.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Query, State};
use rapport_engine::Clusters;
use rapport_store::EpisodeSums;
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::ask;
use super::frame::{About, Figures, Frame, Names};
use super::link::Link;
use super::rate::{RateOut, count, rate_by_day};
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

ask! {
    /// Whose episodes, of when.
    Asked
}

/// Episodes, from the turn in which a customer's strong feeling began.
#[derive(Serialize, ToSchema)]
pub struct EpisodeRow {
    #[serde(flatten)]
    about: About,
    /// Episodes.
    episodes: i64,
    /// The agent acknowledged the feeling, apologised or restated.
    acknowledged: Share,
    /// The agent turned to a solution.
    solved: Share,
    /// The customer calmed down.
    recovered: Share,
    /// Customer turns from onset to recovery, of those that recovered: the median.
    turns_to_calm: Option<f64>,
    /// Conversations with an episode.
    n: i64,
    /// Filters of `GET /api/conversations` that list exactly the `n`; not for clients.
    conversations: Option<String>,
}

/// Episodes of which something is so.
#[derive(Serialize, ToSchema)]
pub struct Share {
    /// Episodes.
    count: i64,
    #[serde(flatten)]
    rate: RateOut,
}

/// Episodes: how many were acknowledged, turned to a solution, ended calm
#[utoipa::path(get, path = "/api/figures/episodes", tag = "figures", params(Asked),
    responses((status = 200, body = Figures<EpisodeRow>), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn episodes(State(state): State<AppState>, caller: Caller, Query(asked): Query<Asked>) -> Result<Json<Figures<EpisodeRow>>, ApiError> {
    let mut frame = Frame::of(&state, &caller, asked.ask()?).await?;
    let (mut rows, by) = (Vec::new(), frame.by);
    for sieve in frame.sieves.clone() {
        let names = Names::of(&state, &caller, by, &sieve.program).await?;
        let mut calm: BTreeMap<String, BTreeMap<i64, i64>> = BTreeMap::new();
        for counted in state.store().calm_counts(&caller.scope, &sieve, by.group()).await? {
            *calm.entry(names.about(&counted.group_id).0.id).or_default().entry(counted.turns).or_default() += counted.episodes;
        }
        let sums = state.store().episode_sums(&caller.scope, &sieve, by.group()).await?;
        let gathered = names.gather(sums.into_iter().map(|sums| (sums.group_id.clone(), sums)), add);
        let kept = frame.keep(&sieve.program, gathered, |(_, _, _, sums)| sums.conversations);
        rows.extend(kept.into_iter().map(|(about, period, group, sums)| EpisodeRow {
            episodes: sums.episodes,
            acknowledged: shared(&sums, sums.acknowledged, sums.acknowledged_squared, sums.acknowledged_product),
            solved: shared(&sums, sums.solved, sums.solved_squared, sums.solved_product),
            recovered: shared(&sums, sums.recovered, sums.recovered_squared, sums.recovered_product),
            turns_to_calm: calm.get(&about.id).and_then(median),
            n: sums.conversations,
            conversations: frame.link(|| Link::of(&sieve).row(by, &group, period.as_ref()).with("episodes", "true")),
            about,
        }));
    }
    Ok(Json(frame.answer(rows)))
}

fn shared(sums: &EpisodeSums, taken: i64, squared: i64, product: i64) -> Share {
    let days = [squared, sums.day_squared, product].map(count);
    Share { count: taken, rate: rate_by_day(Clusters::of_sums(count(sums.days), count(taken), count(sums.episodes), days), sums.conversations) }
}

/// The median of values that are counted: the middle one, or the mean of the middle two.
fn median(counts: &BTreeMap<i64, i64>) -> Option<f64> {
    let all: i64 = counts.values().sum();
    let at = |place: i64| {
        let mut before = 0;
        counts.iter().find_map(|(value, count)| {
            before += count;
            (before > place).then_some(*value as f64)
        })
    };
    Some((at((all - 1) / 2)? + at(all / 2)?) / 2.0)
}

/// Adds sums of other days.
fn add(own: &mut EpisodeSums, other: EpisodeSums) {
    own.conversations += other.conversations;
    own.episodes += other.episodes;
    own.acknowledged += other.acknowledged;
    own.solved += other.solved;
    own.recovered += other.recovered;
    own.days += other.days;
    own.day_squared += other.day_squared;
    own.acknowledged_squared += other.acknowledged_squared;
    own.acknowledged_product += other.acknowledged_product;
    own.solved_squared += other.solved_squared;
    own.solved_product += other.solved_product;
    own.recovered_squared += other.recovered_squared;
    own.recovered_product += other.recovered_product;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::testing::House;

    #[tokio::test]
    async fn what_came_of_episodes() {
        let house = House::new().await;
        house.two().await;
        house.sign().await;
        let rows = house.get("analyst", "/api/figures/episodes?by=agent").await.json["rows"].clone();
        let one = &rows[0];
        assert_eq!(
            (&one["name"], &one["episodes"], &one["acknowledged"]["count"], &one["solved"]["count"], &one["recovered"]["count"]),
            (&json!("a1"), &json!(10), &json!(10), &json!(0), &json!(5))
        );
        assert_eq!((&one["recovered"]["rate"], &one["turns_to_calm"], &one["n"]), (&json!(0.5), &json!(3.0), &json!(10)));
        // 5 of 10 on ten days of one each: V = 10/9 · 2.5/100, the design effect 10/9, so that ten are worth nine: Wilson 0.2265–0.7735.
        assert_eq!(one["recovered"]["interval"], json!([0.2265, 0.7735]));
        let months = house.get("analyst", "/api/figures/episodes?by=month").await.json["rows"].clone();
        assert_eq!((&months[0]["id"], &months[0]["episodes"], &months[0]["turns_to_calm"]), (&json!("2026-10"), &json!(16), &json!(3.0)));
        assert_eq!(house.get("client", "/api/figures/episodes?by=agent").await.status, 403);
        assert_eq!(house.get("lead", &format!("/api/figures/episodes?by=team&program={}", house.other_program)).await.status, 404);
        assert_eq!(house.get("lead", "/api/figures/episodes?by=team&until=never").await.status, 422);
    }

    #[test]
    fn medians_of_counts() {
        let of = |counts: &[(i64, i64)]| median(&counts.iter().copied().collect());
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[(1, 2), (5, 1)]), Some(1.0));
        assert_eq!(of(&[(1, 1), (4, 1)]), Some(2.5));
        assert_eq!(of(&[(2, 1), (3, 3)]), Some(3.0));
    }
}
