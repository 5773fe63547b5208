//! `GET /api/conversations/export`: conversations by the same filters, streamed as vCon, JSON Lines or CSV; without findings and scores of those that the caller
//! scores blind in an open calibration session.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rapport_engine::Detection;
use rapport_flow::{Checked, Rules, kept};
use rapport_store::{ConversationRow, EvaluationRow, Filter, ListedRow, MarkCounts, Sort, read_evaluation};
use rapport_wire::{About, EngineInfo, EvaluationOut, Lang, Observed, TurnOut, evaluation_out, turns, vcon};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use utoipa::IntoParams;

use super::filter::Wanted;
use super::list::blinded;
use super::one::{engine, language};
use crate::asked::Asked;
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// As what.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Shape {
    /// `vcon` (IETF vCon 0.4.0, one a line, with findings and evaluation as analysis), `jsonl`, or `csv` (one row a conversation)
    pub format: Option<String>,
    /// `en` or `zh`, for reasons and the form's texts; the caller's own where nothing is said
    pub lang: Option<String>,
}

/// A line of `jsonl`: what the command line prints of a conversation, and the current evaluation.
#[derive(Serialize)]
struct LineOut<'a> {
    conversation: About<'a>,
    engine: &'a EngineInfo,
    turns: Vec<TurnOut<'a>>,
    #[serde(flatten)]
    observed: Observed<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evaluation: Option<EvaluationOut<'a>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Vcon,
    Jsonl,
    Csv,
}

/// Conversations of one call.
const MOST: usize = 10_000;

/// Conversations that are read at once.
const PAGE: i64 = 100;

/// The columns of `csv`; they are added to, never renamed.
const COLUMNS: [&str; 20] = [
    "id",
    "program",
    "source",
    "external_id",
    "agent",
    "team",
    "channel",
    "language",
    "customer",
    "case",
    "started_ms",
    "turns",
    "state",
    "score",
    "standing",
    "outcome",
    "reviewed",
    "positive",
    "negative",
    "missed",
];

/// Export conversations, at most 10,000 of a call, in the order of the list
#[utoipa::path(get, path = "/api/conversations/export", tag = "conversations", params(Wanted, Shape),
    responses((status = 200, description = "one conversation a line, or rows of a table", content_type = "application/x-ndjson", body = String), (status = 422, body = Problem)))]
pub async fn export(State(state): State<AppState>, caller: Caller, Asked(wanted, shape): Asked<Wanted, Shape>) -> Result<Response, ApiError> {
    let format = match shape.format.as_deref() {
        None | Some("vcon") => Format::Vcon,
        Some("jsonl") => Format::Jsonl,
        Some("csv") => Format::Csv,
        Some(_) => return Err(ApiError::invalid("format is vcon, jsonl or csv")),
    };
    let lang = language(&caller, shape.lang.as_deref())?;
    let (filter, sort) = (wanted.filter(&caller)?, wanted.sort(&caller)?);
    let (sender, receiver) = mpsc::channel::<Result<Bytes, std::io::Error>>(2);
    tokio::spawn(async move {
        let run = Run { state, caller, format, lang };
        if let Err(error) = run.stream(&filter, sort, &sender).await {
            // The status is sent already: the stream breaks off, so that nobody takes a part for the whole.
            tracing::error!(detail = error.detail, "an export broke off");
            let _ = sender.send(Err(std::io::Error::other("the export broke off"))).await;
        }
    });
    let (kind, name) = match format {
        Format::Vcon => ("application/x-ndjson", "conversations.vcon.jsonl"),
        Format::Jsonl => ("application/x-ndjson", "conversations.jsonl"),
        Format::Csv => ("text/csv; charset=utf-8", "conversations.csv"),
    };
    let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))];
    Ok((headers, Body::from_stream(ReceiverStream::new(receiver))).into_response())
}

/// One export.
struct Run {
    state: AppState,
    caller: Caller,
    format: Format,
    lang: Lang,
}

impl Run {
    /// Sends page after page; ends early when nobody listens any more.
    async fn stream(&self, filter: &Filter, sort: Sort, sender: &mpsc::Sender<Result<Bytes, std::io::Error>>) -> Result<(), ApiError> {
        let store = self.state.store();
        if self.format == Format::Csv && sender.send(Ok(Bytes::from(format!("\u{feff}{}", record(COLUMNS.map(String::from)))))).await.is_err() {
            return Ok(());
        }
        let (mut sent, mut after) = (0, None);
        while sent < MOST {
            let rows = store.list(&self.caller.scope, filter, sort, after.as_ref(), PAGE).await?;
            let Some(last) = rows.last() else { break };
            after = Some(sort.place(last));
            sent += rows.len();
            let read: Vec<(&str, &str)> = rows.iter().map(|row| (row.id.as_str(), row.program_id.as_str())).collect();
            store.record_reads(&self.caller.scope, "conversation.export", &read).await?;
            let bytes = if self.format == Format::Csv { self.table(rows).await?.into_bytes() } else { self.lines(rows).await? };
            if sender.send(Ok(Bytes::from(bytes))).await.is_err() {
                break;
            }
        }
        Ok(())
    }

    async fn table(&self, rows: Vec<ListedRow>) -> Result<String, ApiError> {
        let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
        let mut counts = self.state.store().mark_counts(&self.caller.scope, &ids).await?;
        let rows = blinded(&self.state, &self.caller, rows, &mut counts).await?;
        Ok(rows.into_iter().map(|row| (counts.get(&row.id).copied().unwrap_or_default(), row)).map(|(counts, row)| record(cells(row, counts))).collect())
    }

    async fn lines(&self, rows: Vec<ListedRow>) -> Result<Vec<u8>, ApiError> {
        let store = self.state.store();
        let ids: Vec<String> = rows.into_iter().map(|row| row.id).collect();
        let mut there: BTreeMap<String, ConversationRow> = store.conversations_by_id(&self.caller.scope, &ids).await?.into_iter().map(|row| (row.id.clone(), row)).collect();
        let made: BTreeMap<String, EvaluationRow> = store.current_evaluations(&self.caller.scope, &ids).await?.into_iter().map(|row| (row.conversation_id.clone(), row)).collect();
        let hidden = store.rated_blind(&self.caller.scope).await?;
        let mut bytes = Vec::new();
        let mut rules: BTreeMap<String, Arc<Rules>> = BTreeMap::new();
        for id in &ids {
            let Some(row) = there.remove(id) else { continue };
            let rules = match rules.get(&row.program_id) {
                Some(rules) => rules.clone(),
                None => {
                    let own = self.state.desk.rules_in(&row.program_id).await?;
                    rules.insert(row.program_id.clone(), own.clone());
                    own
                }
            };
            let mut checked = kept(&row)?;
            if hidden.contains(id) {
                checked.detection = Detection { languages: checked.detection.languages, ..Detection::default() };
            }
            let made = made.get(id).filter(|_| !hidden.contains(id));
            bytes.extend(self.line(&rules, &checked, made).await?);
            bytes.push(b'\n');
        }
        Ok(bytes)
    }

    async fn line(&self, rules: &Rules, checked: &Checked, made: Option<&EvaluationRow>) -> Result<Vec<u8>, ApiError> {
        let library = &rules.library;
        let engine = engine(library, made);
        let wanted = rapport_wire::Wanted { library, engine: &engine, lang: self.lang };
        let form = match made {
            Some(made) => self.state.desk.form_of(rules, &made.scorecard_hash).await?,
            None => None,
        };
        let evaluation = made.map(|made| read_evaluation(&made.result)).transpose()?;
        let evaluation = evaluation.as_ref().map(|evaluation| evaluation_out(form.as_ref().map(|form| &form.card), false, evaluation, self.lang));
        if self.format == Format::Vcon {
            return Ok(vcon::line(&wanted, checked, evaluation));
        }
        let out = LineOut { conversation: About::of(checked), engine: &engine, turns: turns(checked), observed: Observed::of(&wanted, &checked.detection), evaluation };
        // Plain values in memory always have a JSON form.
        Ok(serde_json::to_vec(&out).unwrap_or_default())
    }
}

fn cells(row: ListedRow, counts: MarkCounts) -> [String; 20] {
    let text = |value: Option<String>| value.unwrap_or_default();
    [
        row.id,
        row.program_id,
        row.source,
        row.external_id,
        text(row.agent_name),
        text(row.team_id),
        row.channel,
        row.language,
        text(row.customer),
        text(row.case_id),
        row.started_ms.to_string(),
        row.turns.to_string(),
        row.state,
        row.score.map(|score| format!("{:.2}", score as f64 / 100.0)).unwrap_or_default(),
        text(row.standing),
        text(row.outcome),
        row.reviewed.to_string(),
        counts.positive.to_string(),
        counts.negative.to_string(),
        counts.missed.to_string(),
    ]
}

/// A row of a table (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe.
fn record(cells: [String; 20]) -> String {
    let cell = |text: String| {
        let text = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text };
        if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    format!("{}\r\n", cells.map(cell).join(","))
}
