//! `GET /api/figures/skills`: how often the opportunities of each skill were taken.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Query, State};
use rapport_engine::Clusters;
use rapport_stats::{Place, order, place, prior};
use rapport_store::{Role, Scope, Sieve, SkillSums, Store};
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::{By, ask, word};
use super::frame::{About, Figures, Frame, Names};
use super::link::Link;
use super::rate::{RateOut, count, ends, rate, share};
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

ask! {
    /// Whose skills, of when.
    Asked,
    /// Skill, such as `empathy`; all where none is given
    skill
}

/// How often the opportunities of a skill were taken.
#[derive(Serialize, ToSchema)]
pub struct SkillRow {
    #[serde(flatten)]
    about: About,
    /// Skill.
    skill: String,
    /// Opportunities taken.
    taken: i64,
    /// Opportunities in all.
    opportunities: i64,
    #[serde(flatten)]
    rate: RateOut,
    /// Conversations with an opportunity.
    n: i64,
    /// Agents alone: the rate drawn towards the program's, the further the fewer opportunities there were (empirical Bayes).
    #[serde(skip_serializing_if = "Option::is_none")]
    shrunk: Option<ShrunkOut>,
    /// Agents and teams: `above`, `within` or `below` the interval of the program's rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'static str>,
    /// Agents and teams: 1 for the highest. All whose intervals overlap, or who are joined by overlaps, share it: no order of theirs can be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    rank: Option<usize>,
    /// Filters of `GET /api/conversations` that list exactly the `n`; not for clients.
    conversations: Option<String>,
}

/// A rate drawn towards the program's.
#[derive(Serialize, ToSchema)]
pub struct ShrunkOut {
    /// (taken + a) / (opportunities + a + b), 0–1.
    rate: f64,
    /// Where it lies, at 95 %, given the program's people.
    interval: [f64; 2],
    /// Opportunities taken that the program's people are worth.
    a: f64,
    /// Opportunities missed that they are worth.
    b: f64,
}

/// People below whom a program's own rates would tell an agent of single colleagues.
const FEWEST_PEERS: usize = 5;

/// Skill rates by agent, team, program or time
#[utoipa::path(get, path = "/api/figures/skills", tag = "figures", params(Asked),
    responses((status = 200, body = Figures<SkillRow>), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn skills(State(state): State<AppState>, caller: Caller, Query(asked): Query<Asked>) -> Result<Json<Figures<SkillRow>>, ApiError> {
    let skill = asked.skill.as_deref();
    if let Some(skill) = skill {
        word("skill", skill)?;
    }
    let mut frame = Frame::of(&state, &caller, asked.ask()?).await?;
    let mut rows = Vec::new();
    for sieve in frame.sieves.clone() {
        let mut own = of_program(&state, &caller, &frame, &sieve, skill).await?;
        own = frame.keep(&sieve.program, own, |row| row.n);
        rows.extend(own);
    }
    Ok(Json(frame.answer(rows)))
}

async fn of_program(state: &AppState, caller: &Caller, frame: &Frame, sieve: &Sieve, skill: Option<&str>) -> Result<Vec<SkillRow>, ApiError> {
    let (store, scope, by) = (state.store(), &caller.scope, frame.by);
    let compared = matches!(by, By::Agent | By::Team) && scope.role != Role::Client;
    // Both walk over everything: side by side.
    let (sums, band) =
        tokio::join!(store.skill_sums(scope, sieve, by.group(), skill), async { if compared { store.skill_band(scope, sieve, skill).await } else { Ok(Vec::new()) } });
    let (sums, band) = (sums?, band?);
    let bands: BTreeMap<String, SkillSums> = band.into_iter().map(|sums| (sums.skill.clone(), sums)).collect();
    let peers = if by == By::Agent { peers(store, scope, sieve, skill, &sums).await? } else { BTreeMap::new() };
    let mut by_skill: BTreeMap<String, Vec<(String, SkillSums)>> = BTreeMap::new();
    for sums in sums {
        by_skill.entry(sums.skill.clone()).or_default().push((sums.group_id.clone(), sums));
    }
    let names = Names::of(state, caller, by, &sieve.program).await?;
    let mut rows = Vec::new();
    for (skill, sums) in by_skill {
        let peers = peers.get(&skill).map(Vec::as_slice).unwrap_or_default();
        let known = scope.role != Role::Agent || peers.len() >= FEWEST_PEERS;
        let band = bands.get(&skill).filter(|_| known).and_then(|sums| rated(sums).exact);
        let drawn = (by == By::Agent && known && !peers.is_empty()).then(|| prior(peers));
        let first = rows.len();
        for (about, period, group, sums) in names.gather(sums, add) {
            let rate = rated(&sums);
            rows.push(SkillRow {
                shrunk: drawn.and_then(|prior| {
                    let shrunk = prior.shrink(count(sums.taken), count(sums.opportunities))?;
                    Some(ShrunkOut { rate: share(shrunk.shrunk), interval: ends(&shrunk.interval), a: share(prior.a), b: share(prior.b) })
                }),
                place: rate.exact.zip(band).map(|(own, band)| match place(&own, &band) {
                    Place::Above => "above",
                    Place::Within => "within",
                    Place::Below => "below",
                }),
                rank: None,
                conversations: frame.link(|| Link::of(sieve).row(by, &group, period.as_ref()).with("skill", &skill)),
                about,
                skill: skill.clone(),
                taken: sums.taken,
                opportunities: sums.opportunities,
                rate,
                n: sums.conversations,
            });
        }
        if compared && scope.role != Role::Agent {
            let intervals: Vec<_> = rows[first..].iter().map(|row: &SkillRow| row.rate.exact).collect();
            for (row, rank) in rows[first..].iter_mut().zip(order(&intervals)) {
                row.rank = rank;
            }
        }
    }
    Ok(rows)
}

/// What each person of the program took by skill: the rows themselves, where they are everybody's.
async fn peers(store: &Store, scope: &Scope, sieve: &Sieve, skill: Option<&str>, own: &[SkillSums]) -> Result<BTreeMap<String, Vec<(u64, u64)>>, ApiError> {
    let mut peers: BTreeMap<String, Vec<(u64, u64)>> = BTreeMap::new();
    let everybody = sieve.team.is_none() && sieve.agent.is_none() && scope.role != Role::Agent && scope.teams.is_empty();
    if everybody {
        for sums in own {
            peers.entry(sums.skill.clone()).or_default().push((count(sums.taken), count(sums.opportunities)));
        }
    } else {
        for peer in store.skill_peers(scope, sieve, skill).await? {
            peers.entry(peer.skill).or_default().push((count(peer.taken), count(peer.opportunities)));
        }
    }
    Ok(peers)
}

fn rated(sums: &SkillSums) -> RateOut {
    let (taken, all) = (count(sums.taken), count(sums.opportunities));
    let conversations = [sums.taken_squared, sums.opportunities_squared, sums.product].map(count);
    let days = [sums.day_taken_squared, sums.day_opportunities_squared, sums.day_product].map(count);
    rate(Clusters::of_sums(count(sums.conversations), taken, all, conversations), Clusters::of_sums(count(sums.days), taken, all, days))
}

/// Adds sums of other days.
fn add(own: &mut SkillSums, other: SkillSums) {
    own.conversations += other.conversations;
    own.taken += other.taken;
    own.opportunities += other.opportunities;
    own.taken_squared += other.taken_squared;
    own.opportunities_squared += other.opportunities_squared;
    own.product += other.product;
    own.days += other.days;
    own.day_taken_squared += other.day_taken_squared;
    own.day_opportunities_squared += other.day_opportunities_squared;
    own.day_product += other.day_product;
}

#[cfg(test)]
mod tests {
    use rapport_store::{DAY_MS, Scope};
    use serde_json::{Value, json};

    use crate::figures::example::Example;
    use crate::testing::House;

    #[tokio::test]
    async fn rates_of_agents_by_hand() {
        let house = House::new().await;
        house.two().await;
        house.sign().await;
        let told = house.get("analyst", "/api/figures/skills?by=agent&skill=empathy").await;
        assert_eq!((told.status, &told.json["n"]), (200, &json!(20)), "{}", told.text);
        let [one, two] = told.json["rows"].as_array().expect("rows").as_slice() else { panic!("{}", told.text) };
        // 20 of 40 with a design effect of 40/9 are worth 9: Wilson 0.2265–0.7735.
        assert_eq!((&one["name"], &one["taken"], &one["opportunities"], &one["n"]), (&json!("a1"), &json!(20), &json!(40), &json!(10)));
        assert_eq!((&one["rate"], &one["interval"], &one["clustered_by"], &one["clusters"]), (&json!(0.5), &json!([0.2265, 0.7735]), &json!("day"), &json!(10)));
        // 40 of 40: 40 / (40 + 1.96²) = 0.9124.
        assert_eq!((&two["rate"], &two["interval"]), (&json!(1.0), &json!([0.9124, 1.0])));
        // The program's 60 of 80 with a design effect of 80/27 are worth 27: 0.5629–0.8748.
        assert_eq!((&one["place"], &two["place"]), (&json!("within"), &json!("above")));
        assert_eq!((&one["rank"], &two["rank"]), (&json!(2), &json!(1)), "the intervals lie apart");
        // Two people as different as these are worth one opportunity: (20 + .75) / 41.
        assert_eq!((&one["shrunk"]["rate"], &one["shrunk"]["a"]), (&json!(0.5061), &json!(0.75)));
        let agent = house.agent("a1").await;
        assert_eq!(one["conversations"], json!(format!("program={}&agent={agent}&skill=empathy", house.program)));
    }

    #[tokio::test]
    async fn agents_who_cannot_be_told_apart_share_a_rank() {
        let house = House::new().await;
        let examples: Vec<_> = (0..10).flat_map(|ago| [house.example("b1", ago, (1, 2)), house.example("b2", ago, (ago % 2 + 1, 2))]).collect();
        house.tell(&examples).await;
        house.sign().await;
        let rows = house.get("lead", "/api/figures/skills?by=agent").await.json["rows"].clone();
        assert_eq!((&rows[0]["rank"], &rows[1]["rank"]), (&json!(1), &json!(1)));
    }

    #[tokio::test]
    async fn time_is_told_in_days_weeks_and_months() {
        let house = House::new().await;
        house.two().await;
        let ids = async |query: &str| -> Vec<(Value, Value)> {
            let told = house.get("coach", &format!("/api/figures/skills?{query}")).await;
            told.json["rows"].as_array().expect("rows").iter().map(|row| (row["id"].clone(), row["opportunities"].clone())).collect()
        };
        assert_eq!(ids("by=week").await, [(json!("2026-W43"), json!(16)), (json!("2026-W44"), json!(56)), (json!("2026-W45"), json!(8))]);
        assert_eq!(ids("by=month").await, [(json!("2026-10"), json!(64)), (json!("2026-11"), json!(16))]);
        assert_eq!(ids("by=day&from=2026-11-01").await, [(json!("2026-11-01"), json!(8)), (json!("2026-11-02"), json!(8))]);
        assert_eq!(ids("by=channel").await, [(json!("chat"), json!(80))]);
        let day = house.get("coach", "/api/figures/skills?by=day&from=2026-11-01&until=2026-11-01").await.json["rows"][0].clone();
        assert_eq!((&day["rate"], &day["clustered_by"], &day["clusters"]), (&json!(0.5), &json!("conversation"), &json!(2)), "one day does not tell how days differ");
        let (from, until) = (20_758 * DAY_MS, 20_759 * DAY_MS);
        assert_eq!(day["conversations"], json!(format!("program={}&from={from}&until={until}&skill=empathy", house.program)));
    }

    #[tokio::test]
    async fn every_figure_leads_to_exactly_its_conversations() {
        let house = House::new().await;
        house.two().await;
        // What was read without an opportunity, a score or a mark, and what was read in another program, is behind no figure.
        house.tell(&[Example { score: None, ..house.example("a3", 4, (0, 0)) }, Example { program: house.other_program.clone(), ..house.example("z", 0, (1, 1)) }]).await;
        house.sign().await;
        let mut followed = 0;
        for by in ["agent", "program", "channel", "language", "day", "week", "month"] {
            for (figure, time) in
                [("skills", ""), ("skills", "&from=2026-10-27&until=2026-10-30"), ("behaviours", ""), ("behaviours", "&until=2026-10-30"), ("episodes", ""), ("scores", "")]
            {
                let told = house.get("analyst", &format!("/api/figures/{figure}?by={by}{time}")).await;
                for row in told.json["rows"].as_array().expect("rows") {
                    let parts = [row, &row["called"], &row["called"]["missed"], &row["found"]["positive"], &row["found"]["negative"]];
                    for part in parts.into_iter().filter(|part| part["conversations"].is_string()) {
                        assert_eq!(Some(house.listed("analyst", part).await), part["n"].as_i64(), "{figure} by {by}: {part}");
                        followed += 1;
                    }
                }
            }
        }
        assert!(followed > 100, "{followed}");
        let score = house.get("analyst", &format!("/api/figures/team-score?program={}", house.program)).await.json;
        assert_eq!(Some(house.listed("analyst", &score).await), score["n"].as_i64());
    }

    #[tokio::test]
    async fn without_the_signed_record_only_agents_see_agents() {
        let house = House::new().await;
        house.two().await;
        for role in ["administrator", "manager", "lead", "analyst", "coach"] {
            for query in [format!("by=agent&program={}", house.program), format!("by=month&program={}&agent={}", house.program, house.agent("a1").await)] {
                let told = house.get(role, &format!("/api/figures/skills?{query}")).await;
                assert_eq!((told.status, &told.json["rows"]), (200, &json!([])), "{role} {query}");
                assert_eq!(told.json["withheld"], json!([{"program": house.program, "why": "no_sign_off", "rows": null}]), "{role} {query}");
            }
        }
        house.state.store().bind_agent(&Scope::system(), &house.agent("a1").await, &house.users["agent"]).await.expect("bound");
        let own = house.get("agent", "/api/figures/skills?by=agent").await;
        let names: Vec<&Value> = own.json["rows"].as_array().expect("rows").iter().map(|row| &row["name"]).collect();
        assert_eq!((names, &own.json["n"]), (vec![&json!("a1")], &json!(10)));
        assert!(own.json["rows"][0]["rank"].is_null() && own.json["rows"][0]["shrunk"].is_null(), "two people's prior would tell of the other");
        assert_eq!(house.get("agent", "/api/figures/skills?by=program").await.status, 403);
        let other = house.get("agent", &format!("/api/figures/skills?by=agent&agent={}", house.agent("a2").await)).await;
        assert_eq!(other.json["rows"], json!([]));
    }

    #[tokio::test]
    async fn clients_see_sums_of_enough() {
        let house = House::new().await;
        house.tell(&[house.example("a1", 0, (1, 2)), house.example("a1", 1, (1, 2)), house.example("a1", 1, (0, 1)), house.example("a1", 1, (0, 1))]).await;
        let few = house.get("client", "/api/figures/skills?by=program").await.json;
        assert_eq!((&few["n"], &few["rows"], &few["withheld"][0]["why"]), (&json!(0), &json!([]), &json!("too_few")));
        house.tell(&[house.example("a2", 2, (1, 2))]).await;
        let enough = house.get("client", "/api/figures/skills?by=program").await.json;
        assert_eq!((&enough["rows"][0]["n"], &enough["rows"][0]["conversations"]), (&json!(5), &Value::Null));
        for personal in ["by=agent", "by=program&agent=x"] {
            assert_eq!(house.get("client", &format!("/api/figures/skills?{personal}")).await.status, 403);
        }
    }

    #[tokio::test]
    async fn walls_wrong_questions_and_nothing() {
        let house = House::new().await;
        house.two().await;
        house.tell(&[Example { program: house.other_program.clone(), ..house.example("z", 0, (1, 1)) }]).await;
        assert_eq!(house.get("analyst", &format!("/api/figures/skills?by=team&program={}", house.other_program)).await.status, 404);
        let mine = house.get("analyst", "/api/figures/skills?by=program").await.json;
        assert_eq!((mine["rows"].as_array().map(Vec::len), &mine["n"]), (Some(1), &json!(20)));
        assert_eq!(house.get("administrator", "/api/figures/skills?by=program").await.json["rows"].as_array().map(Vec::len), Some(2));
        for wrong in ["by=agent&from=soon", "by=agent&from=2026-11-02&until=2026-11-01", "by=agent&team=a%26b=c", "by=agent&skill=%20"] {
            assert_eq!(house.get("analyst", &format!("/api/figures/skills?{wrong}")).await.status, 422, "{wrong}");
        }
        for wrong in ["by=mood", "", "by=agent&hostility=1"] {
            assert_eq!(house.get("analyst", &format!("/api/figures/skills?{wrong}")).await.status, 400, "{wrong}");
        }
        assert_eq!(house.get("", "/api/figures/skills?by=team").await.status, 401);
        let nothing = house.get("analyst", "/api/figures/skills?by=month&until=2020-01-01").await;
        assert_eq!((nothing.status, nothing.json), (200, json!({"by": "month", "n": 0, "rows": [], "withheld": []})));
    }
}
