//! `GET /api/figures/behaviours`: what was found, called for, done and missed.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Query, State};
use rapport_engine::Clusters;
use rapport_store::BehaviourSums;
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::{ask, word};
use super::frame::{About, Figures, Frame, Names};
use super::link::Link;
use super::rate::{RateOut, count, rate_by_day};
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

ask! {
    /// Whose behaviours, of when.
    Asked,
    /// Behaviour, such as `emotion_acknowledged`; all where none is given
    behaviour
}

/// What was found of a behaviour, and how often it was done when it was called for. The customer's hostility is not among these figures.
#[derive(Serialize, ToSchema)]
pub struct BehaviourRow {
    #[serde(flatten)]
    about: About,
    /// Behaviour.
    behaviour: String,
    /// Found, by what it says of the service.
    found: FoundCounts,
    /// Hints, which are not among the found and are held against nobody.
    hints: i64,
    /// Where it was called for.
    called: Called,
}

/// What was found.
#[derive(Serialize, ToSchema)]
pub struct FoundCounts {
    /// Done well.
    positive: Counted,
    /// Against the customer's interest.
    negative: Counted,
    /// Neither.
    neutral: Counted,
}

/// How often something was found.
#[derive(Serialize, ToSchema)]
pub struct Counted {
    /// Findings.
    count: i64,
    /// Conversations with one.
    n: i64,
    /// Filters of `GET /api/conversations` that list exactly the `n`; not for clients, nor where there are none.
    conversations: Option<String>,
}

/// How often something was done when it was called for.
#[derive(Serialize, ToSchema)]
pub struct Called {
    /// Times it was called for.
    opportunities: i64,
    /// Times it was done.
    taken: i64,
    #[serde(flatten)]
    rate: RateOut,
    /// Conversations in which it was called for.
    n: i64,
    /// Filters of `GET /api/conversations` that list exactly the `n`; not for clients, nor where there are none.
    conversations: Option<String>,
    /// Times it was not done.
    missed: Counted,
}

/// Behaviours found, called for, done and missed
#[utoipa::path(get, path = "/api/figures/behaviours", tag = "figures", params(Asked),
    responses((status = 200, body = Figures<BehaviourRow>), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn behaviours(State(state): State<AppState>, caller: Caller, Query(asked): Query<Asked>) -> Result<Json<Figures<BehaviourRow>>, ApiError> {
    let behaviour = asked.behaviour.as_deref();
    if let Some(behaviour) = behaviour {
        word("behaviour", behaviour)?;
    }
    let mut frame = Frame::of(&state, &caller, asked.ask()?).await?;
    let mut rows = Vec::new();
    for sieve in frame.sieves.clone() {
        let names = Names::of(&state, &caller, frame.by, &sieve.program).await?;
        let mut by_behaviour: BTreeMap<String, Vec<(String, BehaviourSums)>> = BTreeMap::new();
        for sums in state.store().behaviour_sums(&caller.scope, &sieve, frame.by.group(), behaviour).await? {
            by_behaviour.entry(sums.behaviour.clone()).or_default().push((sums.group_id.clone(), sums));
        }
        let gathered: Vec<_> = by_behaviour.into_values().flat_map(|sums| names.gather(sums, add)).collect();
        let kept = frame.keep(&sieve.program, gathered, |(_, _, _, sums)| least(sums));
        rows.extend(kept.into_iter().map(|(about, period, group, sums)| row(&frame, about, &sums, Link::of(&sieve).row(frame.by, &group, period.as_ref()))));
    }
    Ok(Json(frame.answer(rows)))
}

fn row(frame: &Frame, about: About, sums: &BehaviourSums, link: Link) -> BehaviourRow {
    let behaviour = sums.behaviour.as_str();
    // A plus in an address is a blank, unless it is written as a number.
    let counted = |count: i64, n: i64, filter: &'static str, sign: &str| Counted {
        count,
        n,
        conversations: if n > 0 { frame.link(|| link.clone().with(filter, &format!("{behaviour}{sign}"))) } else { None },
    };
    let opportunities = sums.taken + sums.missed;
    let days = [sums.day_taken_squared, sums.day_opportunities_squared, sums.day_product].map(count);
    BehaviourRow {
        about,
        behaviour: behaviour.to_owned(),
        found: FoundCounts {
            positive: counted(sums.positive, sums.positive_conversations, "found", ":%2B"),
            negative: counted(sums.negative, sums.negative_conversations, "found", ":-"),
            neutral: counted(sums.neutral, sums.neutral_conversations, "found", ":0"),
        },
        hints: sums.hints,
        called: Called {
            opportunities,
            taken: sums.taken,
            rate: rate_by_day(Clusters::of_sums(count(sums.days), count(sums.taken), count(opportunities), days), sums.called_conversations),
            n: sums.called_conversations,
            conversations: if sums.called_conversations > 0 { frame.link(|| link.clone().with("called", behaviour)) } else { None },
            missed: counted(sums.missed, sums.missed_conversations, "missed", ""),
        },
    }
}

/// The fewest conversations that one of the figures of a row is of.
fn least(sums: &BehaviourSums) -> i64 {
    let all = [sums.positive_conversations, sums.negative_conversations, sums.neutral_conversations, sums.called_conversations, sums.missed_conversations];
    all.into_iter().filter(|n| *n > 0).min().unwrap_or(0)
}

/// Adds sums of other days.
fn add(own: &mut BehaviourSums, other: BehaviourSums) {
    own.positive += other.positive;
    own.positive_conversations += other.positive_conversations;
    own.negative += other.negative;
    own.negative_conversations += other.negative_conversations;
    own.neutral += other.neutral;
    own.neutral_conversations += other.neutral_conversations;
    own.hints += other.hints;
    own.taken += other.taken;
    own.missed += other.missed;
    own.missed_conversations += other.missed_conversations;
    own.called_conversations += other.called_conversations;
    own.days += other.days;
    own.day_taken_squared += other.day_taken_squared;
    own.day_opportunities_squared += other.day_opportunities_squared;
    own.day_product += other.day_product;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::House;

    #[tokio::test]
    async fn found_called_for_and_missed() {
        let house = House::new().await;
        house.two().await;
        house.sign().await;
        let told = house.get("analyst", "/api/figures/behaviours?by=program&behaviour=emotion_acknowledged").await;
        let row = &told.json["rows"][0];
        assert_eq!((told.status, &row["found"]["positive"]["count"], &row["found"]["positive"]["n"]), (200, &json!(60), &json!(15)), "{}", told.text);
        assert_eq!((&row["found"]["negative"]["count"], &row["found"]["negative"]["conversations"], &row["hints"]), (&json!(0), &json!(null), &json!(0)));
        let called = &row["called"];
        assert_eq!((&called["opportunities"], &called["taken"], &called["missed"]["count"]), (&json!(80), &json!(60), &json!(20)));
        assert_eq!((&called["n"], &called["missed"]["n"], &called["rate"], &called["interval"]), (&json!(20), &json!(5), &json!(0.75), &json!([0.5629, 0.8748])));
        assert_eq!(called["missed"]["conversations"], json!(format!("program={}&missed=emotion_acknowledged", house.program)));
        let agents = house.get("analyst", "/api/figures/behaviours?by=agent").await.json["rows"].clone();
        assert_eq!((&agents[0]["name"], &agents[0]["called"]["taken"], &agents[1]["called"]["taken"]), (&json!("a1"), &json!(20), &json!(40)));
        let channels = house.get("analyst", "/api/figures/behaviours?by=channel&language=en").await.json["rows"].clone();
        assert_eq!((&channels[0]["id"], &channels[0]["called"]["opportunities"]), (&json!("chat"), &json!(80)));
        let weeks = house.get("analyst", "/api/figures/behaviours?by=week").await.json["rows"].clone();
        assert_eq!(weeks[1]["called"]["opportunities"], json!(56));
    }

    #[tokio::test]
    async fn hostility_is_not_among_them() {
        let house = House::new().await;
        house.tell(&[crate::figures::example::Example { hostility: 3, ..house.example("a1", 0, (1, 1)) }]).await;
        house.sign().await;
        for by in ["agent", "program", "team", "day"] {
            let told = house.get("manager", &format!("/api/figures/behaviours?by={by}")).await;
            assert!(told.status == 200 && !told.text.contains("hostil"), "{}", told.text);
        }
        assert_eq!(house.get("manager", "/api/figures/behaviours?by=agent&behaviour=cust_hostility").await.json["rows"], json!([]));
    }

    #[tokio::test]
    async fn roles_and_walls() {
        let house = House::new().await;
        house.two().await;
        assert_eq!(house.get("client", "/api/figures/behaviours?by=agent").await.status, 403);
        assert_eq!(house.get("coach", &format!("/api/figures/behaviours?by=team&program={}", house.other_program)).await.status, 404);
        assert_eq!(house.get("coach", "/api/figures/behaviours?by=agent").await.json["withheld"][0]["why"], json!("no_sign_off"));
        assert_eq!(house.get("coach", "/api/figures/behaviours?by=team&behaviour=%26").await.status, 422);
    }
}
