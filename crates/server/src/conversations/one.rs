//! `GET /api/conversations/{id}`: everything about one conversation.

use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rapport_engine::Detection;
use rapport_flow::{Checked, kept};
use rapport_store::{AuditFilter, ConversationRow, DisputeFilter, DisputeRow, DisputeStepRow, Entry, EvaluationRow, ReviewFilter, ReviewRow, Role, read_evaluation};
use rapport_wire::{EngineInfo, EvaluationOut, Lang, Observed, TurnOut, evaluation_out, turns};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::list::AgentName;
use crate::caller::Caller;
use crate::cases::CaseOut;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// In which language.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Reader {
    /// `en` or `zh`, for reasons and the form's texts; the caller's own where nothing is said
    pub lang: Option<String>,
}

/// How one conversation is read.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OneAsk {
    /// `en` or `zh`, for reasons and the form's texts; the caller's own where nothing is said
    pub lang: Option<String>,
    /// 1 leaves out everything that the machine or other people made of it: for who scores blind
    pub blind: Option<u8>,
}

/// Everything about one conversation.
#[derive(Serialize, ToSchema)]
pub struct ConversationOut<'a> {
    /// The facts.
    pub conversation: FactsOut<'a>,
    /// Whether everything that the machine or other people made of it is left out: asked for, or because the caller rates it in a calibration session that is still open.
    pub blind: bool,
    /// What made the result.
    pub engine: &'a EngineInfo,
    /// The turns, redacted.
    pub turns: Vec<TurnOut<'a>>,
    #[serde(flatten)]
    observed: Observed<'a>,
    /// The current evaluation; none until it was made.
    pub evaluation: Option<EvaluationOut<'a>>,
    /// Every evaluation, newest first.
    pub evaluations: Vec<EvaluationNote>,
    /// Reviews by people; agents see those that were submitted, clients none.
    pub reviews: Vec<ReviewNote>,
    /// Disputes; clients see none.
    pub disputes: Vec<DisputeNote>,
    /// The case that it belongs to; clients see none.
    pub case: Option<CaseOut>,
    /// What was done to it, latest first, without those who read it; for managers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history: Option<Vec<HistoryNote>>,
}

/// The facts of a conversation.
#[derive(Serialize, ToSchema)]
pub struct FactsOut<'a> {
    /// Id.
    pub id: &'a str,
    /// Program.
    pub program: &'a str,
    /// Where it came from.
    pub source: &'a str,
    /// The source's own id.
    pub external_id: &'a str,
    /// `voice`, `chat` …
    pub channel: &'a str,
    /// `en`, `zh`, `und`; empty until it was read.
    pub language: &'a str,
    /// Agent; a client is not told.
    pub agent: Option<AgentName>,
    /// Team when it came in; a client is not told.
    pub team: Option<&'a str>,
    /// Keyed hash of the customer's identifier.
    pub customer: Option<&'a str>,
    /// Beginning, in milliseconds since 1970.
    pub started_ms: i64,
    /// End, in milliseconds since 1970.
    pub ended_ms: Option<i64>,
    /// When it came in, in milliseconds since 1970.
    pub received_ms: i64,
    /// `received`, `evaluated`, `failed`
    pub state: &'a str,
    /// `resolved`, `follow_up`, `transferred`, `unresolved`; none where nothing says.
    pub outcome: Option<&'a str>,
    /// 0–100, of the current evaluation.
    pub score: Option<f64>,
    /// `pass`, `below`, `insufficient_evidence`, `fail_proposed`
    pub standing: Option<&'a str>,
    /// Highest level of the customer's hostility, 0–4.
    pub hostility: i64,
    /// Whether a person reviewed it.
    pub reviewed: bool,
    /// Whether a mark is or was disputed.
    pub disputed: bool,
    /// Whether it was shared with the client.
    pub shared: bool,
    /// Hash of the redacted conversation.
    pub hash: &'a str,
}

/// An evaluation in a few words.
#[derive(Serialize, ToSchema)]
pub struct EvaluationNote {
    /// Id.
    pub id: String,
    /// Id of the form.
    pub scorecard: String,
    /// Version of the form.
    pub version: i64,
    /// 0–100.
    pub score: Option<f64>,
    /// `pass`, `below`, `insufficient_evidence`, `fail_proposed`
    pub standing: String,
    /// Why it was made: `arrival`, `rules`, `scorecard`, `dispute`
    pub reason: String,
    /// Whether it is the current one.
    pub current: bool,
    /// Version of the engine.
    pub engine: String,
    /// Hash of the result.
    pub result_hash: String,
    /// Milliseconds since 1970.
    pub created_ms: i64,
}

/// A review in a few words.
#[derive(Serialize, ToSchema)]
pub struct ReviewNote {
    /// Id.
    pub id: String,
    /// The reviewer's id.
    pub reviewer: Option<String>,
    /// `random`, `risk`, `own`
    pub stream: String,
    /// `assigned`, `submitted`
    pub state: String,
    /// 0–100.
    pub score: Option<f64>,
    /// Standing.
    pub standing: Option<String>,
    /// Milliseconds since 1970.
    pub submitted_ms: Option<i64>,
}

/// A dispute in a few words.
#[derive(Serialize, ToSchema)]
pub struct DisputeNote {
    /// Id.
    pub id: String,
    /// The item of the form.
    pub item: String,
    /// The behaviour of the disputed mark; empty where no mark is.
    pub behaviour: String,
    /// Id of the finding or opportunity; empty where no mark is disputed.
    pub finding: String,
    /// `raised`, `accepted`, `rejected`, `appealed`, `upheld`, `final`
    pub state: String,
    /// Milliseconds since 1970.
    pub raised_ms: i64,
    /// Milliseconds since 1970.
    pub due_ms: i64,
    /// Milliseconds since 1970.
    pub closed_ms: Option<i64>,
    /// Each step, in order.
    pub steps: Vec<StepNote>,
}

/// A step of a dispute.
#[derive(Serialize, ToSchema)]
pub struct StepNote {
    /// The state that it led to.
    pub step: String,
    /// Who, by id.
    pub actor: String,
    /// Why.
    pub reason: String,
    /// Milliseconds since 1970.
    pub at_ms: i64,
}

/// Something that was done.
#[derive(Serialize, ToSchema)]
pub struct HistoryNote {
    /// Number in the log.
    pub number: i64,
    /// Milliseconds since 1970.
    pub at_ms: i64,
    /// Who: a user's id, `token:ID` or `system`.
    pub actor: String,
    /// What.
    pub action: String,
    /// What else, as JSON.
    pub detail: String,
}

/// Reviews, disputes, entries of the log that are shown of one conversation.
const MOST: i64 = 100;

/// One conversation: turns, findings, opportunities, episodes, evaluations, reviews, disputes, case, history
#[utoipa::path(get, path = "/api/conversations/{id}", tag = "conversations", params(("id" = String, Path), OneAsk),
    responses((status = 200, body = ConversationOut<'static>), (status = 304, description = "the answer whose tag `If-None-Match` names still holds"), (status = 404, body = Problem)))]
pub async fn one(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Query(ask): Query<OneAsk>) -> Result<Response, ApiError> {
    let lang = language(&caller, ask.lang.as_deref())?;
    let mut row = state.store().conversation(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("conversation"))?;
    state.store().record(&caller.scope, &Entry { action: "conversation.read", object: &id, program: &row.program_id, detail: "" }).await?;
    let mut checked = kept(&row)?;
    let blind = ask.blind == Some(1) || state.store().rated_blind(&caller.scope).await?.contains(&row.id);
    if blind {
        (row.score, row.standing, row.outcome, row.hostility) = (None, None, None, 0);
        checked.detection = Detection { languages: checked.detection.languages, ..Detection::default() };
    }
    let made = if blind { Vec::new() } else { state.store().evaluations_of(&caller.scope, &id).await? };
    let current = made.iter().find(|one| one.current != 0);
    let rules = state.desk.rules_in(&row.program_id).await?;
    let library = &rules.library;
    let engine = engine(library, current);
    let form = match current {
        Some(current) => state.desk.form_of(&rules, &current.scorecard_hash).await?,
        None => None,
    };
    let evaluation = current.map(|current| read_evaluation(&current.result)).transpose()?;
    let wanted = rapport_wire::Wanted { library, engine: &engine, lang };
    let client = caller.user.role == Role::Client;
    let out = ConversationOut {
        conversation: facts(&row, &checked, agent(&state, &caller, &row).await?, client),
        blind,
        engine: &engine,
        turns: turns(&checked),
        observed: Observed::of(&wanted, &checked.detection),
        evaluation: evaluation.as_ref().map(|evaluation| evaluation_out(form.as_ref().map(|form| &form.card), false, evaluation, lang)),
        reviews: if client || blind { Vec::new() } else { reviews(&state, &caller, &id).await? },
        disputes: if client || blind { Vec::new() } else { disputes(&state, &caller, &id).await? },
        case: match &row.case_id {
            Some(case) if !client => state.store().case(&caller.scope, case).await?.map(CaseOut::from),
            _ => None,
        },
        history: if blind { None } else { history(&state, &caller, &id).await? },
        evaluations: made.into_iter().map(EvaluationNote::from).collect(),
    };
    // Plain values in memory always have a JSON form.
    let body = serde_json::to_vec(&out).unwrap_or_default();
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

/// The reader's language: the one asked for, or the caller's own.
///
/// # Errors
/// There is no such language.
pub fn language(caller: &Caller, asked: Option<&str>) -> Result<Lang, ApiError> {
    match asked {
        None => Ok(Lang::named(&caller.user.language)),
        Some("en") => Ok(Lang::En),
        Some("zh") => Ok(Lang::Zh),
        Some(_) => Err(ApiError::invalid("lang is en or zh")),
    }
}

/// What made a conversation's present result; the rules that hold where nothing was evaluated.
pub fn engine(library: &rapport_engine::Library, current: Option<&EvaluationRow>) -> EngineInfo {
    match current {
        Some(made) => EngineInfo::kept(&made.engine, &made.rules_hash, if made.models_hash.is_empty() { library.models() } else { &made.models_hash }),
        None => EngineInfo::new(library),
    }
}

async fn agent(state: &AppState, caller: &Caller, row: &ConversationRow) -> Result<Option<AgentName>, ApiError> {
    let Some(id) = row.agent_id.as_deref().filter(|_| caller.user.role != Role::Client) else { return Ok(None) };
    let agent = state.store().agent(&caller.scope, id).await?;
    Ok(Some(AgentName { id: id.to_owned(), name: agent.map(|agent| agent.name).unwrap_or_default() }))
}

fn facts<'a>(row: &'a ConversationRow, checked: &'a Checked, agent: Option<AgentName>, client: bool) -> FactsOut<'a> {
    FactsOut {
        id: &row.id,
        program: &row.program_id,
        source: &row.source,
        external_id: &row.external_id,
        channel: checked.conversation.channel.as_str(),
        language: &row.language,
        agent,
        team: row.team_id.as_deref().filter(|_| !client),
        customer: row.customer.as_deref(),
        started_ms: row.started_ms,
        ended_ms: row.ended_ms,
        received_ms: row.received_ms,
        state: &row.state,
        outcome: row.outcome.as_deref(),
        score: percent(row.score),
        standing: row.standing.as_deref(),
        hostility: row.hostility,
        reviewed: row.reviewed != 0,
        disputed: row.disputed != 0,
        shared: row.shared != 0,
        hash: &row.hash,
    }
}

/// Basis points as a score.
fn percent(score: Option<i64>) -> Option<f64> {
    score.map(|score| score as f64 / 100.0)
}

impl From<EvaluationRow> for EvaluationNote {
    fn from(row: EvaluationRow) -> EvaluationNote {
        EvaluationNote {
            id: row.id,
            scorecard: row.scorecard,
            version: row.version,
            score: percent(row.score),
            standing: row.standing,
            reason: row.reason,
            current: row.current != 0,
            engine: row.engine,
            result_hash: row.result_hash,
            created_ms: row.created_ms,
        }
    }
}

async fn reviews(state: &AppState, caller: &Caller, id: &str) -> Result<Vec<ReviewNote>, ApiError> {
    let submitted = (caller.user.role == Role::Agent).then(|| "submitted".to_owned());
    let filter = ReviewFilter { conversation: Some(id.to_owned()), state: submitted, ..ReviewFilter::default() };
    let note = |row: ReviewRow| ReviewNote {
        id: row.id,
        reviewer: row.reviewer,
        stream: row.stream,
        state: row.state,
        score: percent(row.score),
        standing: row.standing,
        submitted_ms: row.submitted_ms,
    };
    Ok(state.store().reviews(&caller.scope, &filter, MOST).await?.into_iter().map(note).collect())
}

async fn disputes(state: &AppState, caller: &Caller, id: &str) -> Result<Vec<DisputeNote>, ApiError> {
    let filter = DisputeFilter { conversation: Some(id.to_owned()), ..DisputeFilter::default() };
    let mut notes = Vec::new();
    for row in state.store().disputes(&caller.scope, &filter, MOST).await? {
        let steps = state.store().dispute_steps(&caller.scope, &row.id).await?;
        notes.push(dispute(row, steps));
    }
    Ok(notes)
}

fn dispute(row: DisputeRow, steps: Vec<DisputeStepRow>) -> DisputeNote {
    DisputeNote {
        id: row.id,
        item: row.item,
        behaviour: row.behaviour,
        finding: row.finding,
        state: row.state,
        raised_ms: row.raised_ms,
        due_ms: row.due_ms,
        closed_ms: row.closed_ms,
        steps: steps.into_iter().map(|step| StepNote { step: step.step, actor: step.actor, reason: step.reason, at_ms: step.at_ms }).collect(),
    }
}

async fn history(state: &AppState, caller: &Caller, id: &str) -> Result<Option<Vec<HistoryNote>>, ApiError> {
    if !matches!(caller.user.role, Role::Administrator | Role::Manager) {
        return Ok(None);
    }
    let filter = AuditFilter { object: Some(id.to_owned()), ..AuditFilter::default() };
    let entries = state.store().audit_entries(&caller.scope, &filter, MOST).await?;
    let done = entries.into_iter().filter(|entry| entry.action != "conversation.read");
    Ok(Some(done.map(|entry| HistoryNote { number: entry.number, at_ms: entry.at_ms, actor: entry.actor, action: entry.action, detail: entry.detail }).collect()))
}
