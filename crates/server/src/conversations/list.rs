//! `GET /api/conversations`: a page of conversations by filters, newest first.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use rapport_store::{ListedRow, MarkCounts, Place, Role, Sort, read_conversation};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::filter::Wanted;
use super::snippets::{Snippet, snippets};
use crate::asked::Asked;
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// Which page.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Page {
    /// The `next` of the page before
    pub after: Option<String>,
    /// Rows at most: 1–200, 50 where nothing is said
    pub limit: Option<i64>,
}

/// A page of conversations.
#[derive(Serialize, ToSchema)]
pub struct ListOut {
    /// In the order asked for.
    pub conversations: Vec<RowOut>,
    /// Where the next page begins; none behind the last.
    pub next: Option<String>,
    /// On the first page: how many there are, counted up to 1,000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_at_most: Option<i64>,
}

/// An agent.
#[derive(Serialize, ToSchema)]
pub struct AgentName {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
}

/// A conversation in a list.
#[derive(Serialize, ToSchema)]
pub struct RowOut {
    /// Id.
    pub id: String,
    /// Program.
    pub program: String,
    /// Where it came from.
    pub source: String,
    /// The source's own id.
    pub external_id: String,
    /// Agent; a client is not told.
    pub agent: Option<AgentName>,
    /// Team when it came in; a client is not told.
    pub team: Option<String>,
    /// `voice`, `chat` …
    pub channel: String,
    /// `en`, `zh`, `und`; empty until it was read.
    pub language: String,
    /// Keyed hash of the customer's identifier.
    pub customer: Option<String>,
    /// Case.
    pub case: Option<String>,
    /// Beginning, in milliseconds since 1970.
    pub started_ms: i64,
    /// Number of turns.
    pub turns: i64,
    /// `received`, `evaluated`, `failed`
    pub state: String,
    /// 0–100, of the current evaluation.
    pub score: Option<f64>,
    /// `pass`, `below`, `insufficient_evidence`, `fail_proposed`
    pub standing: Option<String>,
    /// `resolved`, `follow_up`, `transferred`, `unresolved`; none where nothing says.
    pub outcome: Option<String>,
    /// Highest level of the customer's hostility, 0–4.
    pub hostility: i64,
    /// Whether a person reviewed it.
    pub reviewed: bool,
    /// Whether a mark is or was disputed.
    pub disputed: bool,
    /// Whether it was shared with the client.
    pub shared: bool,
    /// Findings for; hints do not count.
    pub positive: i64,
    /// Findings against; hints do not count.
    pub negative: i64,
    /// Opportunities missed.
    pub missed: i64,
    /// With `q`: where the words stand, at most three turns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snippets: Option<Vec<Snippet>>,
}

/// Rows of a page that does not say.
const USUAL: i64 = 50;

/// Rows of a page.
const MOST: i64 = 200;

impl RowOut {
    /// A row as a role sees it.
    fn of(row: ListedRow, counts: &BTreeMap<String, MarkCounts>, role: Role) -> RowOut {
        let told = role != Role::Client;
        let counts = counts.get(&row.id).copied().unwrap_or_default();
        RowOut {
            agent: row.agent_id.filter(|_| told).map(|id| AgentName { id, name: row.agent_name.unwrap_or_default() }),
            team: row.team_id.filter(|_| told),
            id: row.id,
            program: row.program_id,
            source: row.source,
            external_id: row.external_id,
            channel: row.channel,
            language: row.language,
            customer: row.customer,
            case: row.case_id,
            started_ms: row.started_ms,
            turns: row.turns,
            state: row.state,
            score: row.score.map(|score| score as f64 / 100.0),
            standing: row.standing,
            outcome: row.outcome,
            hostility: row.hostility,
            reviewed: row.reviewed != 0,
            disputed: row.disputed != 0,
            shared: row.shared != 0,
            positive: counts.positive,
            negative: counts.negative,
            missed: counts.missed,
            snippets: None,
        }
    }
}

/// Conversations by filters, a page at a time
#[utoipa::path(get, path = "/api/conversations", tag = "conversations", params(Wanted, Page), responses((status = 200, body = ListOut), (status = 422, body = Problem)))]
pub async fn list(State(state): State<AppState>, caller: Caller, Asked(wanted, page): Asked<Wanted, Page>) -> Result<Json<ListOut>, ApiError> {
    let (filter, sort) = (wanted.filter(&caller)?, wanted.sort(&caller)?);
    let limit = limit(page.limit, USUAL, MOST)?;
    let after = page.after.as_deref().map(|text| place(sort, text)).transpose()?;
    let (mut rows, total) = match &after {
        Some(place) => (state.store().list(&caller.scope, &filter, sort, Some(place), limit + 1).await?, None),
        None => {
            let (rows, total) = state.store().list_counted(&caller.scope, &filter, sort, limit + 1).await?;
            (rows, Some(total))
        }
    };
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|row| written(sort, &sort.place(row)));
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let documents = if filter.phrases.is_empty() { BTreeMap::new() } else { state.store().documents(&caller.scope, &ids).await? };
    let mut out = shown(&state, &caller, rows).await?;
    for row in &mut out {
        if let Some(document) = documents.get(&row.id) {
            row.snippets = Some(snippets(&read_conversation(document)?, &filter.phrases));
        }
    }
    Ok(Json(ListOut { conversations: out, next, total_at_most: total }))
}

/// Rows as the caller may see them, with their marks counted.
pub async fn shown(state: &AppState, caller: &Caller, rows: Vec<ListedRow>) -> Result<Vec<RowOut>, ApiError> {
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let mut counts = state.store().mark_counts(&caller.scope, &ids).await?;
    let rows = blinded(state, caller, rows, &mut counts).await?;
    Ok(rows.into_iter().map(|row| RowOut::of(row, &counts, caller.user.role)).collect())
}

/// Takes away what the machine and other people made of conversations that the caller scores blind in an open calibration session.
pub async fn blinded(state: &AppState, caller: &Caller, mut rows: Vec<ListedRow>, counts: &mut BTreeMap<String, MarkCounts>) -> Result<Vec<ListedRow>, ApiError> {
    let hidden = state.store().rated_blind(&caller.scope).await?;
    for row in rows.iter_mut().filter(|row| hidden.contains(&row.id)) {
        (row.score, row.standing, row.outcome) = (None, None, None);
        (row.hostility, row.reviewed, row.disputed) = (0, 0, 0);
        counts.remove(&row.id);
    }
    Ok(rows)
}

/// A number of rows, where it is one.
pub fn limit(asked: Option<i64>, usual: i64, most: i64) -> Result<i64, ApiError> {
    match asked {
        None => Ok(usual),
        Some(limit) if (1..=most).contains(&limit) => Ok(limit),
        Some(_) => Err(ApiError::invalid(format!("limit is a number from 1 to {most}"))),
    }
}

/// A place as a page's `next` holds it.
fn written(sort: Sort, place: &Place) -> String {
    format!("{}.{}.{}.{}", sort as u8, place.key, place.started_ms, place.id)
}

fn place(sort: Sort, text: &str) -> Result<Place, ApiError> {
    let mut parts = text.splitn(4, '.');
    let read = (|| {
        let order: u8 = parts.next()?.parse().ok()?;
        let place = Place { key: parts.next()?.parse().ok()?, started_ms: parts.next()?.parse().ok()?, id: parts.next()?.to_owned() };
        (order == sort as u8).then_some(place)
    })();
    read.ok_or_else(|| ApiError::invalid("after is the `next` of a page of the same list, with the same sort"))
}
