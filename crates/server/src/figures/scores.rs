//! `GET /api/figures/scores`: mean scores of evaluations, their standings, accuracy by class of error.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::extract::{Query, State};
use rapport_stats::{Interval, Sums, wilson};
use rapport_store::{ClassSums, ScoreSums};
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::ask;
use super::frame::{About, Figures, Frame, Names};
use super::link::Link;
use super::rate::{count, ends, percent, share};
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

ask! {
    /// Whose scores, of when.
    Asked
}

/// Scores of the current evaluations.
#[derive(Serialize, ToSchema)]
pub struct ScoreRow {
    #[serde(flatten)]
    about: About,
    /// Mean, 0–100; none where nothing has a score.
    score: Option<f64>,
    /// Where the true mean lies, at 95 %: low and high end, 0–100.
    interval: Option<[f64; 2]>,
    /// Why there is no interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
    /// What counts as one observation: `day`, or `conversation` where there is one day alone.
    clustered_by: &'static str,
    /// How many of these there were.
    clusters: usize,
    /// Conversations with a score.
    n: i64,
    /// Of all that were evaluated.
    standings: Standings,
    /// Critical errors are never averaged into one score.
    accuracy: AccuracyOut,
    /// Filters of `GET /api/conversations` that list exactly the `n`; not for clients.
    conversations: Option<String>,
}

/// How many conversations stand how.
#[derive(Default, Serialize, ToSchema)]
pub struct Standings {
    /// Conversations that were evaluated.
    n: i64,
    /// At or above the form's pass mark.
    pass: Part,
    /// Below it.
    below: Part,
    /// The machine proposes to fail; a person must confirm.
    fail_proposed: Part,
    /// Too little could be answered for a score.
    insufficient_evidence: Part,
}

/// A part of all.
#[derive(Clone, Copy, Default, Serialize, ToSchema)]
pub struct Part {
    /// Conversations.
    n: i64,
    /// Of all, 0–1.
    share: Option<f64>,
}

/// Conversations without an error, by whom an error harms (COPC practice).
#[derive(Serialize, ToSchema)]
pub struct AccuracyOut {
    /// Conversations without an error that harms the customer.
    customer: ClassOut,
    /// Without one that harms the business.
    business: ClassOut,
    /// Without one against law or regulation.
    compliance: ClassOut,
    /// Items of no critical class without a defect.
    non_critical: ClassOut,
}

/// Accuracy in one class.
#[derive(Serialize, ToSchema)]
pub struct ClassOut {
    /// Without an error.
    right: i64,
    /// Of so many in which an item of the class was answered.
    of: i64,
    /// 0–1.
    rate: Option<f64>,
    /// At 95 %, each conversation as one observation; none for items, of which those of one conversation are alike.
    interval: Option<[f64; 2]>,
}

/// Mean scores with standings and accuracy by class of error
#[utoipa::path(get, path = "/api/figures/scores", tag = "figures", params(Asked),
    responses((status = 200, body = Figures<ScoreRow>), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn scores(State(state): State<AppState>, caller: Caller, Query(asked): Query<Asked>) -> Result<Json<Figures<ScoreRow>>, ApiError> {
    let mut frame = Frame::of(&state, &caller, asked.ask()?).await?;
    let (mut rows, by, store) = (Vec::new(), frame.by, state.store());
    for sieve in frame.sieves.clone() {
        let names = Names::of(&state, &caller, by, &sieve.program).await?;
        let mut standings: BTreeMap<String, Vec<(String, i64)>> = BTreeMap::new();
        let mut groups: BTreeSet<String> = BTreeSet::new();
        for one in store.standing_counts(&caller.scope, &sieve, by.group()).await? {
            standings.entry(names.about(&one.group_id).0.id).or_default().push((one.standing, one.conversations));
            groups.insert(one.group_id);
        }
        let mut classes: BTreeMap<String, ClassSums> = BTreeMap::new();
        for one in store.class_sums(&caller.scope, &sieve, by.group()).await? {
            add_classes(classes.entry(names.about(&one.group_id).0.id).or_default(), &one);
        }
        // What was evaluated and has no score has a row too.
        let mut sums: BTreeMap<String, ScoreSums> = store.score_sums(&caller.scope, &sieve, by.group()).await?.into_iter().map(|sums| (sums.group_id.clone(), sums)).collect();
        for group in groups {
            sums.entry(group).or_default();
        }
        let evaluated = |id: &str| standings.get(id).map_or(0, |counts| counts.iter().map(|(_, n)| n).sum());
        let gathered = names.gather(sums, add);
        let kept = frame.keep(&sieve.program, gathered, |(about, _, _, sums)| if sums.conversations > 0 { sums.conversations } else { evaluated(&about.id) });
        for (about, period, group, sums) in kept {
            let link = frame.link(|| Link::of(&sieve).row(by, &group, period.as_ref()).with("scored", "true"));
            let standings = stood(standings.get(&about.id).map(Vec::as_slice).unwrap_or_default());
            let accuracy = accuracy(&classes.remove(&about.id).unwrap_or_default());
            rows.push(row(about, &sums, standings, accuracy, link));
        }
    }
    Ok(Json(frame.answer(rows)))
}

fn row(about: About, sums: &ScoreSums, standings: Standings, accuracy: AccuracyOut, conversations: Option<String>) -> ScoreRow {
    let by_day = Sums {
        n: count(sums.conversations),
        total: sums.total,
        squares: sums.squares,
        clusters: count(sums.days),
        totals_squared: sums.day_totals_squared,
        sizes_squared: sums.day_sizes_squared,
        product: sums.day_product,
    };
    let (made, clustered_by) = if sums.days > 1 { (by_day, "day") } else { (by_day.unclustered(), "conversation") };
    let mean = made.mean();
    let interval = mean.and_then(|mean| mean.interval).map(|interval| interval.inside(0.0, 10_000.0));
    let why = match (mean, interval) {
        (_, Some(_)) => None,
        (None, _) => Some("nothing has a score"),
        (Some(mean), None) if mean.n < 2 => Some("one conversation does not tell how conversations differ"),
        (Some(_), None) => Some("all scores are the same: how they spread is not known"),
    };
    ScoreRow {
        about,
        score: mean.map(|mean| percent(mean.value)),
        interval: interval.map(|Interval { low, high }| [percent(low), percent(high)]),
        why,
        clustered_by,
        clusters: mean.map_or(0, |mean| mean.clusters),
        n: sums.conversations,
        standings,
        accuracy,
        conversations: if sums.conversations > 0 { conversations } else { None },
    }
}

fn stood(counts: &[(String, i64)]) -> Standings {
    let all: i64 = counts.iter().map(|(_, n)| n).sum();
    let part = |standing: &str| {
        let n = counts.iter().filter(|(word, _)| word == standing).map(|(_, n)| n).sum();
        Part { n, share: (all > 0).then(|| share(n as f64 / all as f64)) }
    };
    Standings { n: all, pass: part("pass"), below: part("below"), fail_proposed: part("fail_proposed"), insufficient_evidence: part("insufficient_evidence") }
}

fn accuracy(sums: &ClassSums) -> AccuracyOut {
    let class = |right: i64, of: i64| ClassOut { right, of, rate: (of > 0).then(|| share(right as f64 / of as f64)), interval: wilson(right as f64, of as f64).as_ref().map(ends) };
    AccuracyOut {
        customer: class(sums.customer_right, sums.customer),
        business: class(sums.business_right, sums.business),
        compliance: class(sums.compliance_right, sums.compliance),
        non_critical: ClassOut { interval: None, ..class(sums.items_right, sums.items) },
    }
}

/// Adds sums of other days.
fn add(own: &mut ScoreSums, other: ScoreSums) {
    own.conversations += other.conversations;
    own.total += other.total;
    own.squares += other.squares;
    own.days += other.days;
    own.day_totals_squared += other.day_totals_squared;
    own.day_sizes_squared += other.day_sizes_squared;
    own.day_product += other.day_product;
}

fn add_classes(own: &mut ClassSums, other: &ClassSums) {
    own.customer_right += other.customer_right;
    own.customer += other.customer;
    own.business_right += other.business_right;
    own.business += other.business;
    own.compliance_right += other.compliance_right;
    own.compliance += other.compliance;
    own.items_right += other.items_right;
    own.items += other.items;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::figures::example::Example;
    use crate::testing::House;

    #[tokio::test]
    async fn means_standings_and_accuracy() {
        let house = House::new().await;
        let score = |ago: i64, score: Option<i64>| Example { score, ..house.example("a1", ago, (1, 1)) };
        house.tell(&[score(0, Some(7_000)), score(0, Some(8_000)), score(1, Some(9_000)), score(1, Some(6_000)), score(2, None)]).await;
        let told = house.get("analyst", "/api/figures/scores?by=program").await;
        let row = &told.json["rows"][0];
        assert_eq!((told.status, &row["score"], &row["n"], &row["clusters"]), (200, &json!(75.0), &json!(4), &json!(2)), "{}", told.text);
        assert_eq!((&row["standings"]["n"], &row["standings"]["pass"]["share"], &row["standings"]["insufficient_evidence"]["n"]), (&json!(5), &json!(0.8), &json!(1)));
        let accuracy = &row["accuracy"];
        // Wilson of 5 of 5: 5 / (5 + 1.96²) = 0.5655.
        assert_eq!((&accuracy["customer"]["right"], &accuracy["customer"]["of"], &accuracy["customer"]["interval"]), (&json!(5), &json!(5), &json!([0.5655, 1.0])));
        assert_eq!((&accuracy["business"]["rate"], &accuracy["non_critical"]["rate"]), (&json!(null), &json!(0.0)));
        let days = house.get("analyst", "/api/figures/scores?by=day").await.json["rows"].clone();
        assert_eq!((&days[0]["score"], &days[0]["why"], &days[2]["clustered_by"]), (&json!(null), &json!("nothing has a score"), &json!("conversation")));
        assert_eq!(house.get("analyst", "/api/figures/scores?by=agent").await.json["withheld"][0]["why"], json!("no_sign_off"));
        assert_eq!(house.get("client", "/api/figures/scores?by=program").await.json["withheld"][0]["why"], json!("too_few"));
        assert_eq!(house.get("agent", "/api/figures/scores?by=team").await.status, 403);
        assert_eq!(house.get("analyst", &format!("/api/figures/scores?by=team&program={}", house.other_program)).await.status, 404);
    }

    #[test]
    fn the_mean_by_hand() {
        // Days of 70, 80 and of 90, 60: the mean is 75, both days are on it, so that s²/n = (25+25+225+225)/3/4 = 41.67 stands, t with 1 degree 12.706:
        // ± 82.0, which the scale cuts off.
        let two = ScoreSums {
            conversations: 4,
            total: 30_000.0,
            squares: 2.3e8,
            days: 2,
            day_totals_squared: 4.5e8,
            day_sizes_squared: 8.0,
            day_product: 60_000.0,
            group_id: String::new(),
        };
        let about = About { program: "p".into(), id: "t".into(), name: "t".into() };
        let told = row(about.clone(), &two, Standings::default(), accuracy(&ClassSums::default()), None);
        assert_eq!((told.score, told.interval, told.clustered_by, told.clusters), (Some(75.0), Some([0.0, 100.0]), "day", 2));
        // On one day alone each conversation is its own observation: t with 3 degrees 3.1824 · 6.455 = 20.54.
        let one = ScoreSums { days: 1, day_totals_squared: 9e8, day_sizes_squared: 16.0, day_product: 120_000.0, ..two };
        let told = row(about, &one, Standings::default(), accuracy(&ClassSums::default()), None);
        assert_eq!((told.interval, told.clustered_by, told.clusters), (Some([54.46, 95.54]), "conversation", 4));
    }

    #[test]
    fn standings_are_shares_of_all() {
        let told = stood(&[("pass".into(), 3), ("below".into(), 1)]);
        assert_eq!((told.n, told.pass.share, told.below.n, told.fail_proposed.share), (4, Some(0.75), 1, Some(0.0)));
        assert_eq!(stood(&[]).pass.share, None);
    }
}
