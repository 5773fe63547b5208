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
    /// Before this day
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
    let days = (day("from", &asked.from)?, day("until", &asked.until)?);
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
fn day(name: &str, text: &Option<String>) -> Result<Option<i64>, ApiError> {
    match moment(name, text)? {
        Some(ms) if ms % DAY_MS != 0 => Err(ApiError::invalid(format!("`{name}` is a day such as 2026-11-02: exposure is told by whole days"))),
        ms => Ok(ms.map(|ms| ms / DAY_MS)),
    }
}
