//! Cases: a customer's contacts about one thing, and how many the first contact settled.

use axum::Json;
use axum::extract::{Path, Query, State};
use rapport_stats::wilson;
use rapport_store::{CaseFilter, CaseRow, Filter, FirstContact, Sort};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::conversations::filter::time;
use crate::conversations::list::{RowOut, limit, shown};
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// A customer's contacts about one thing, across channels.
#[derive(Serialize, ToSchema)]
pub struct CaseOut {
    /// Id.
    pub id: String,
    /// Program.
    pub program: String,
    /// Keyed hash of the customer's identifier.
    pub customer: String,
    /// What the contacts are about, such as `billing`; empty where nobody knows.
    pub topic: String,
    /// How the latest contact ended: `resolved`, `follow_up`, `transferred`, `unresolved`, which is also where nothing says.
    pub state: String,
    /// Beginning of the first contact, in milliseconds since 1970.
    pub opened_ms: i64,
    /// Beginning of the latest contact, in milliseconds since 1970.
    pub latest_ms: i64,
    /// Number of contacts.
    pub contacts: i64,
}

/// A page of cases.
#[derive(Serialize, ToSchema)]
pub struct CasesOut {
    /// Those with the latest contacts first.
    pub cases: Vec<CaseOut>,
    /// Where the next page begins; none behind the last.
    pub next: Option<String>,
}

/// A case with its conversations.
#[derive(Serialize, ToSchema)]
pub struct CaseWith {
    /// The case.
    pub case: CaseOut,
    /// Its contacts that exist for the caller, earliest first, at most 200.
    pub conversations: Vec<RowOut>,
}

/// Which cases.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Program, by id
    program: Option<String>,
    /// `resolved`, `follow_up`, `transferred`, `unresolved`
    state: Option<String>,
    /// What they are about, such as `billing`
    topic: Option<String>,
    /// Keyed hash of the customer's identifier
    customer: Option<String>,
    /// With at least so many contacts
    contacts: Option<i64>,
    /// The `next` of the page before
    after: Option<String>,
    /// Cases at most: 1–200, 50 where nothing is said
    limit: Option<i64>,
}

/// Which stretch of time.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Stretch {
    /// Program, by id; all of the caller's where none is given
    program: Option<String>,
    /// Cases opened at or after: milliseconds since 1970, or a date or moment
    from: Option<String>,
    /// Cases opened before: milliseconds since 1970, or a moment; a date alone is in
    until: Option<String>,
}

/// First-contact resolution of a program: cases without another contact about the same thing within some days, of all cases.
#[derive(Serialize, ToSchema)]
pub struct FirstContactOut {
    /// Program.
    pub program: String,
    /// Days without another contact after which a case counts as settled by the first.
    pub days: u32,
    /// Cases settled by the first contact.
    pub settled: i64,
    /// Cases in all, without those left out.
    pub n: i64,
    /// 0–1; none without cases.
    pub rate: Option<f64>,
    /// Wilson interval of the rate at 95 %.
    pub interval: Option<[f64; 2]>,
    /// Left out: another contact was agreed on in the first one.
    pub planned: i64,
    /// Left out: opened too short a time ago to tell.
    pub young: i64,
}

impl From<CaseRow> for CaseOut {
    fn from(row: CaseRow) -> CaseOut {
        let CaseRow { id, program_id, customer, topic, state, opened_ms, latest_ms, contacts } = row;
        CaseOut { id, program: program_id, customer, topic, state, opened_ms, latest_ms, contacts }
    }
}

/// Cases, those with the latest contacts first
#[utoipa::path(get, path = "/api/cases", tag = "cases", params(Which), responses((status = 200, body = CasesOut), (status = 422, body = Problem)))]
pub async fn list(State(state): State<AppState>, caller: Caller, Query(which): Query<Which>) -> Result<Json<CasesOut>, ApiError> {
    let most = limit(which.limit, 50, 200)?;
    let after = which.after.as_deref().map(place).transpose()?;
    let filter = CaseFilter { program: which.program, state: which.state, topic: which.topic, customer: which.customer, contacts: which.contacts, after };
    let mut rows = state.store().cases(&caller.scope, &filter, most + 1).await?;
    let more = rows.len() as i64 > most;
    rows.truncate(most as usize);
    let next = rows.last().filter(|_| more).map(|row| format!("{}.{}", row.latest_ms, row.id));
    Ok(Json(CasesOut { cases: rows.into_iter().map(CaseOut::from).collect(), next }))
}

/// One case with its conversations
#[utoipa::path(get, path = "/api/cases/{id}", tag = "cases", params(("id" = String, Path)), responses((status = 200, body = CaseWith), (status = 404, body = Problem)))]
pub async fn one(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<CaseWith>, ApiError> {
    let case = state.store().case(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("case"))?;
    let filter = Filter { case: Some(id), ..Filter::default() };
    let rows = state.store().list(&caller.scope, &filter, Sort::Oldest, None, 200).await?;
    let conversations = shown(&state, &caller, rows).await?;
    Ok(Json(CaseWith { case: case.into(), conversations }))
}

/// First-contact resolution, a program each
#[utoipa::path(get, path = "/api/figures/first-contact-resolution", tag = "figures", params(Stretch), responses((status = 200, body = Vec<FirstContactOut>), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn first_contact(State(state): State<AppState>, caller: Caller, Query(stretch): Query<Stretch>) -> Result<Json<Vec<FirstContactOut>>, ApiError> {
    let from = stretch.from.as_deref().map(|text| time("from", text, false)).transpose()?.unwrap_or(0);
    let until = stretch.until.as_deref().map(|text| time("until", text, true)).transpose()?.unwrap_or(i64::MAX);
    let mut programs = state.store().programs(&caller.scope).await?;
    if let Some(wanted) = &stretch.program {
        programs.retain(|program| program.id == *wanted);
        if programs.is_empty() {
            return Err(ApiError::not_found("program"));
        }
    }
    let mut figures = Vec::with_capacity(programs.len());
    for program in programs {
        let days = program.settings.repeat_days();
        let FirstContact { settled, cases, planned, young } = state.store().first_contact(&caller.scope, &program.id, from, until, days).await?;
        let interval = wilson(settled as f64, cases as f64).map(|interval| [interval.low, interval.high]);
        let rate = (cases > 0).then(|| settled as f64 / cases as f64);
        figures.push(FirstContactOut { program: program.id, days, settled, n: cases, rate, interval, planned, young });
    }
    Ok(Json(figures))
}

fn place(text: &str) -> Result<(i64, String), ApiError> {
    let read = text.split_once('.').and_then(|(latest, id)| Some((latest.parse().ok()?, id.to_owned())));
    read.ok_or_else(|| ApiError::invalid("after is the `next` of a page of cases"))
}
