//! `GET /api/figures/exposure`: how much hostility of customers reached a program or a team on a day.
//!
//! It is there to protect people. No figure counts or orders hostility by agent, hours are not told apart, a day on which fewer than three people of a team
//! worked is not shown, and there is no way from here to single conversations.

use axum::Json;
use axum::extract::{Query, State};
use rapport_store::{DAY_MS, Entry, ExposureSums, Role};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::ask::{By, moment};
use super::frame::{About, Names, Withheld, programs};
use super::period::period;
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// Whose exposure, of when, and what for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Must be `protection`: breaks, relief, somebody to talk to. Exposure never feeds results, pay, promotion or plans of shifts
    purpose: String,
    /// What each row is about, besides its day
    #[param(inline)]
    by: Of,
    /// Program, by id or name; each of the caller's where none is given
    program: Option<String>,
    /// From this day on (2026-11-02, UTC)
    from: Option<String>,
    /// Up to this day, which is in
    until: Option<String>,
}

/// What rows can be about.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Of {
    /// Teams.
    Team,
    /// Programs.
    Program,
}

/// Exposure by day.
#[derive(Serialize, ToSchema)]
pub struct Exposure {
    /// By program, then by day.
    pub rows: Vec<ExposureRow>,
    /// What is not shown, and why.
    pub withheld: Vec<Withheld>,
}

/// Contacts of one day by the highest level of the customer's hostility in each.
#[derive(Serialize, ToSchema)]
pub struct ExposureRow {
    #[serde(flatten)]
    about: About,
    /// `2026-11-02`
    day: String,
    /// Contacts, hostile or not.
    contacts: i64,
    /// Contempt, sarcasm.
    level_1: i64,
    /// Profanity, insult in general.
    level_2: i64,
    /// Insult or abuse at the agent.
    level_3: i64,
    /// Threat, slur.
    level_4: i64,
    /// 1 for each contact of level 1, 2 of level 2, 5 of level 3, 10 of level 4; it has no clinical meaning.
    weight: i64,
}

/// A sum over fewer people is a person's.
const FEWEST_PEOPLE: i64 = 3;

/// Hostility that reached programs and teams, by day
#[utoipa::path(get, path = "/api/figures/exposure", tag = "figures", params(Asked),
    responses((status = 200, body = Exposure), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn exposure(State(state): State<AppState>, caller: Caller, Query(asked): Query<Asked>) -> Result<Json<Exposure>, ApiError> {
    if asked.purpose != "protection" {
        return Err(ApiError::invalid("exposure is there to protect people: say `purpose=protection`, or do not ask"));
    }
    let scope = &caller.scope;
    if asked.by == Of::Program && scope.role == Role::Lead && !scope.teams.is_empty() {
        return Err(ApiError::forbidden("a lead of teams sees figures of these teams: ask by team"));
    }
    let days = (day("from", &asked.from, false)?, day("until", &asked.until, true)?);
    let by = if asked.by == Of::Team { By::Team } else { By::Program };
    let mut told = Exposure { rows: Vec::new(), withheld: Vec::new() };
    for program in programs(&state, &caller, asked.program.as_deref()).await? {
        let names = Names::of(&state, &caller, by, &program).await?;
        let sums = state.store().exposure_sums(scope, &program, asked.by == Of::Team, days).await?;
        state.store().record(scope, &Entry { action: "exposure.read", object: &program, program: &program, detail: by.as_str() }).await?;
        let (shown, few): (Vec<_>, Vec<_>) = sums.into_iter().partition(|sums| sums.agents >= FEWEST_PEOPLE);
        if !few.is_empty() {
            told.withheld.push(Withheld { program: program.clone(), why: "too_few", rows: Some(few.len()) });
        }
        told.rows.extend(shown.iter().map(|sums| row(&names, sums)));
    }
    Ok(Json(told))
}

fn row(names: &Names, sums: &ExposureSums) -> ExposureRow {
    let ExposureSums { group_id, day, contacts, agents: _, level_1, level_2, level_3, level_4 } = sums;
    ExposureRow {
        about: names.about(group_id).0,
        day: period(By::Day, *day).map(|period| period.label).unwrap_or_default(),
        contacts: *contacts,
        level_1: *level_1,
        level_2: *level_2,
        level_3: *level_3,
        level_4: *level_4,
        weight: level_1 + 2 * level_2 + 5 * level_3 + 10 * level_4,
    }
}

/// A day since 1970.
fn day(name: &str, text: &Option<String>, end: bool) -> Result<Option<i64>, ApiError> {
    match moment(name, text, end)? {
        Some(ms) if ms % DAY_MS != 0 => Err(ApiError::invalid(format!("`{name}` is a day such as 2026-11-02: exposure is told by whole days"))),
        ms => Ok(ms.map(|ms| ms / DAY_MS)),
    }
}

#[cfg(test)]
mod tests {
    use rapport_store::{AgentChange, AuditFilter, Scope};
    use serde_json::json;

    use crate::figures::example::Example;
    use crate::testing::House;

    const ADDRESS: &str = "/api/figures/exposure?purpose=protection";

    #[tokio::test]
    async fn sums_of_programs_and_teams_by_day() {
        let house = House::new().await;
        let (store, system) = (house.state.store(), Scope::system());
        let hostile = |agent: &'static str, ago: i64, hostility: i64| Example { hostility, ..house.example(agent, ago, (1, 1)) };
        house.tell(&[hostile("a1", 0, 4), hostile("a2", 0, 0), hostile("a3", 0, 2), hostile("a1", 1, 3), hostile("a1", 1, 1)]).await;
        let told = house.get("manager", &format!("{ADDRESS}&by=program")).await;
        assert_eq!(told.json["rows"].as_array().map(Vec::len), Some(1), "{}", told.text);
        let row = &told.json["rows"][0];
        assert_eq!((&row["day"], &row["contacts"], &row["level_2"], &row["level_4"], &row["weight"]), (&json!("2026-11-02"), &json!(3), &json!(1), &json!(1), &json!(12)));
        assert_eq!(told.json["withheld"], json!([{"program": house.program, "why": "too_few", "rows": 1}]), "a day of one person is that person's");
        // Teams: what comes in from now on belongs to one.
        let team = store.add_team(&system, &house.program, "Morning").await.expect("a team").id;
        for agent in ["a1", "a2", "a3"] {
            let change = AgentChange { team: Some(Some(team.clone())), ..AgentChange::default() };
            store.set_agent(&system, &house.agent(agent).await, &change).await.expect("moved");
        }
        house.tell(&[hostile("a1", 3, 3), hostile("a2", 3, 0), hostile("a3", 3, 0)]).await;
        let teams = house.get("lead", &format!("{ADDRESS}&by=team&from=2026-10-01&until=2026-10-31")).await.json;
        assert_eq!((&teams["rows"][0]["name"], &teams["rows"][0]["level_3"]), (&json!("Morning"), &json!(1)));
        let looks = AuditFilter { action: Some("exposure.read".into()), ..AuditFilter::default() };
        assert_eq!(store.audit_entries(&system, &looks, 10).await.expect("read").len(), 2, "every look is written down");
    }

    #[tokio::test]
    async fn only_to_protect_and_only_by_those_who_can() {
        let house = House::new().await;
        for (role, status) in [("analyst", 403), ("coach", 403), ("agent", 403), ("client", 403), ("lead", 200), ("administrator", 200)] {
            assert_eq!(house.get(role, &format!("{ADDRESS}&by=team")).await.status, status, "{role}");
        }
        for wrong in ["purpose=ranking&by=team", "purpose=protection&by=team&from=1793610000001"] {
            assert_eq!(house.get("manager", &format!("/api/figures/exposure?{wrong}")).await.status, 422, "{wrong}");
        }
        for wrong in ["by=team", "purpose=protection&by=agent", "purpose=protection&by=team&agent=x", "purpose=protection&by=team&sort=level_4"] {
            assert_eq!(house.get("manager", &format!("/api/figures/exposure?{wrong}")).await.status, 400, "{wrong}");
        }
        assert_eq!(house.get("manager", &format!("{ADDRESS}&by=team&program={}", house.other_program)).await.status, 404);
    }

    /// No route or parameter counts or orders hostility by agent: what knows of hostility does not know of agents, or refuses both together.
    #[tokio::test]
    async fn no_way_to_count_or_order_hostility_by_agent() {
        let house = House::new().await;
        let description = serde_json::to_value(crate::description()).expect("JSON");
        let schemas = description["components"]["schemas"].as_object().expect("schemas");
        let about = ["ExposureRow", "Exposure"].map(|name| schemas[name].to_string().to_lowercase().replace("at the agent", ""));
        assert!(about.iter().all(|schema| !schema.contains("agent")), "{about:?}");
        let mut asked = 0;
        for (path, item) in description["paths"].as_object().expect("paths") {
            let parameters: Vec<&str> = item["get"]["parameters"].as_array().into_iter().flatten().filter_map(|parameter| parameter["name"].as_str()).collect();
            let figures = path.starts_with("/api/figures/");
            assert!(!(figures && parameters.iter().any(|name| name.contains("hostil") || *name == "sort" || *name == "order")), "{path}");
            for hostile in parameters.iter().filter(|name| name.contains("hostil")) {
                let answer = house.get("manager", &format!("{path}?agent={}&{hostile}=1", house.program)).await;
                assert!(!parameters.contains(&"agent") || (400..500).contains(&answer.status), "{path}: {hostile} beside agent");
            }
            asked += usize::from(figures);
        }
        assert!(asked >= 6);
        for query in ["found=cust_hostility", "found=other,cust_hostility:0", "hostility=1", "sort=hostility"] {
            assert_eq!(house.get("manager", &format!("/api/conversations?agent=x&{query}")).await.status, 422, "{query}");
        }
    }
}
