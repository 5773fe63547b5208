//! `POST /api/conversations`: any format, one conversation or a stream of any size; answered when everything is safe.

use std::io::Read;

use axum::Json;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use futures_util::TryStreamExt;
use rapport_flow::{Incoming, Receipt, Report};
use rapport_store::Arrived;
use serde::{Deserialize, Serialize};
use tokio_util::io::{StreamReader, SyncIoBridge};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// Where what comes in belongs.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Program, by id or name; where none is given, each record names one in its `program`
    program: Option<String>,
    /// Where it comes from; with the record's own id it is what makes a conversation the same one
    #[serde(default = "api")]
    source: String,
    /// A file's name, for messages
    #[serde(default = "body")]
    name: String,
}

fn api() -> String {
    "api".into()
}

fn body() -> String {
    "body".into()
}

/// What became of everything that was sent.
#[derive(Serialize, ToSchema)]
pub struct TakenIn {
    /// How many became what.
    pub report: ReportOut,
    /// The first thousand records, in their order.
    pub receipts: Vec<ReceiptOut>,
}

/// How many records became what.
#[derive(Serialize, ToSchema)]
pub struct ReportOut {
    /// Kept, and waiting to be read.
    pub new: u64,
    /// There already, the same.
    pub known: u64,
    /// There already with other content, which stays.
    pub differs: u64,
    /// Could not be read; on the dead-letter list.
    pub dead: u64,
}

/// What became of one record.
#[derive(Serialize, ToSchema)]
pub struct ReceiptOut {
    /// Line, from 1.
    pub line: Option<u64>,
    /// The source's own id.
    pub external_id: String,
    /// `new`, `known`, `differs`, `dead`
    pub became: &'static str,
    /// Id of the conversation, or of the dead letter.
    pub id: String,
    /// Stable code of what is wrong with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    /// What is wrong with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

/// Receipts in one answer.
const RECEIPTS: usize = 1_000;

impl ReceiptOut {
    fn of(receipt: &Receipt) -> ReceiptOut {
        let (became, id) = match &receipt.arrived {
            Arrived::New(id) => ("new", id),
            Arrived::Known(id) => ("known", id),
            Arrived::Differs(id) => ("differs", id),
            Arrived::Dead(id) => ("dead", id),
        };
        let problem = receipt.problem.as_ref();
        ReceiptOut {
            line: receipt.line,
            external_id: receipt.external_id.clone(),
            became,
            id: id.clone(),
            code: problem.map(|problem| problem.code),
            message: problem.map(|problem| problem.message.clone()),
            help: problem.map(|problem| problem.help.clone()),
        }
    }
}

/// Send conversations: any format that Rapport reads, one or many, gzip or not; they are kept when this answers
#[utoipa::path(post, path = "/api/conversations", tag = "conversations", params(Place),
    request_body(content = String, description = "a file of any format that Rapport reads, as it is", content_type = "application/octet-stream"),
    responses((status = 200, body = TakenIn), (status = 422, description = "not one record could be read", body = TakenIn), (status = 429, description = "too much waits; `Retry-After` says when to send again", body = Problem)))]
pub async fn take_in(State(state): State<AppState>, caller: Caller, Query(place): Query<Place>, body: Body) -> Result<(StatusCode, Json<TakenIn>), ApiError> {
    let busy = || ApiError {
        retry_after: Some(2),
        ..ApiError::new(StatusCode::TOO_MANY_REQUESTS, "too_many_streams", "as many streams as this server takes come in already; send again later")
    };
    let _permit = state.streams.try_acquire().map_err(|_| busy())?;
    let bytes = body.into_data_stream().map_err(std::io::Error::other);
    let reader: Box<dyn Read + Send> = Box::new(SyncIoBridge::new(StreamReader::new(bytes)));
    let incoming = Incoming { program: place.program, source: place.source, name: place.name, ..Incoming::default() };
    let mut receipts = Vec::new();
    let report: Report = state
        .desk
        .take_in(&caller.scope, &incoming, reader, |receipt| {
            if receipts.len() < RECEIPTS {
                receipts.push(ReceiptOut::of(receipt));
            }
        })
        .await?;
    let status = if report.dead > 0 && report.new + report.known + report.differs == 0 { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let report = ReportOut { new: report.new, known: report.known, differs: report.differs, dead: report.dead };
    Ok((status, Json(TakenIn { report, receipts })))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::House;

    #[tokio::test]
    async fn what_comes_in_is_kept_once_and_read() {
        let house = House::new().await;
        let address = format!("/api/conversations?program={}", house.program);
        let call = json!({"id": "c1", "channel": "chat", "agent": "a1", "customer": "k1", "turns": [
            {"who": "customer", "text": "My card 4111 1111 1111 1111 was charged twice!"},
            {"who": "agent", "text": "I'm so sorry we charged you twice. I will refund it today."}]});
        let first = house.post("analyst", &address, &call).await;
        assert_eq!((first.status, &first.json["report"]["new"]), (200, &json!(1)));
        assert_eq!(house.post("analyst", &address, &call).await.json["report"]["known"], json!(1));
        house.work().await;
        let id = first.json["receipts"][0]["id"].as_str().expect("an id").to_owned();
        let one = house.get("analyst", &format!("/api/conversations/{id}")).await;
        assert_eq!((one.status, one.json["conversation"]["state"].as_str()), (200, Some("evaluated")));
        assert!(!one.text.contains("4111 1111"), "redacted before stored");
    }

    #[tokio::test]
    async fn one_stream_too_many_is_told_to_come_again() {
        let house = House::new().await;
        let address = format!("/api/conversations?program={}", house.program);
        let call = json!({"id": "c1", "turns": [{"who": "agent", "text": "hello"}]});
        let all = house.state.streams.clone();
        let held = all.try_acquire_many(house.state.options.streams as u32).expect("all permits");
        let refused = house.post("analyst", &address, &call).await;
        assert_eq!((refused.status, refused.json["code"].as_str()), (429, Some("too_many_streams")));
        assert!(refused.headers.contains_key("retry-after"));
        drop(held);
        assert_eq!(house.post("analyst", &address, &call).await.status, 200);
    }

    #[tokio::test]
    async fn a_broken_record_lands_among_the_dead_and_the_rest_goes_on() {
        let house = House::new().await;
        let address = format!("/api/conversations?program={}", house.program);
        let lines = "{\"id\":\"a\",\"turns\":[{\"who\":\"agent\",\"text\":\"hello\"}]}\n{broken\n{\"id\":\"b\",\"turns\":[{\"who\":\"agent\",\"text\":\"hello\"}]}\n";
        let answer = house.send("analyst", "POST", &address, lines.as_bytes().to_vec()).await;
        assert_eq!(answer.json["report"], json!({"new": 2, "known": 0, "differs": 0, "dead": 1}));
        assert_eq!(answer.json["receipts"][1]["line"], json!(2));
        let nothing = house.send("analyst", "POST", &address, b"{broken\n".to_vec()).await;
        assert_eq!(nothing.status, 422);
    }
}
