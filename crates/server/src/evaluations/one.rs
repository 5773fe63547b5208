//! `GET /api/evaluations/{id}`: one evaluation, with its evidence and everything that it was made with.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use rapport_store::{Entry, EvaluationRow, Role, read_evaluation, read_exclusions};
use rapport_wire::{EvaluationOut, Lang, evaluation_out};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// The reader's language.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Reader {
    /// `en` or `zh`, for the texts of the form
    #[serde(default)]
    lang: String,
}

/// An evaluation as it is kept.
#[derive(Serialize, ToSchema)]
pub struct KeptEvaluationOut<'a> {
    /// Id.
    pub id: &'a str,
    /// Conversation.
    pub conversation: &'a str,
    /// Program.
    pub program: &'a str,
    /// Agent; null for clients.
    pub agent: Option<&'a str>,
    /// Whether it holds now.
    pub current: bool,
    /// Why it was made: `arrival`, `rules`, `scorecard`, `dispute`
    pub reason: &'a str,
    /// Milliseconds since 1970.
    pub created_ms: i64,
    /// What it was made with; whoever has all of it computes the same result, byte for byte.
    pub made_with: MadeWithOut<'a>,
    /// The evaluation.
    pub evaluation: EvaluationOut<'a>,
}

/// Hashes and versions.
#[derive(Serialize, ToSchema)]
pub struct MadeWithOut<'a> {
    /// Of the redacted conversation.
    pub conversation: &'a str,
    /// Of the form's text.
    pub scorecard: &'a str,
    /// Of the rule files.
    pub rules: &'a str,
    /// Of the weights; empty for rules alone.
    pub models: &'a str,
    /// Of the program's pack; empty for none.
    pub program_pack: &'a str,
    /// Version.
    pub intake: &'a str,
    /// Version.
    pub redaction: &'a str,
    /// Version.
    pub engine: &'a str,
    /// Marks that were taken away after disputes.
    pub exclusions: usize,
    /// Of the result itself.
    pub result: &'a str,
}

impl<'a> MadeWithOut<'a> {
    fn of(row: &'a EvaluationRow, exclusions: usize) -> MadeWithOut<'a> {
        MadeWithOut {
            conversation: &row.conversation_hash,
            scorecard: &row.scorecard_hash,
            rules: &row.rules_hash,
            models: &row.models_hash,
            program_pack: &row.pack_hash,
            intake: &row.intake,
            redaction: &row.redaction,
            engine: &row.engine,
            exclusions,
            result: &row.result_hash,
        }
    }
}

/// One evaluation: every item with its evidence, and everything it was made with
#[utoipa::path(get, path = "/api/evaluations/{id}", tag = "scoring", params(("id" = String, Path), Reader), responses((status = 200, body = KeptEvaluationOut), (status = 404, body = Problem), (status = 409, description = "scored blind in an open calibration session", body = Problem)))]
pub async fn one(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Query(reader): Query<Reader>) -> Result<Response, ApiError> {
    let row = state.store().evaluation(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("evaluation"))?;
    if state.store().rated_blind(&caller.scope).await?.contains(&row.conversation_id) {
        return Err(ApiError::conflict("you score this conversation in a calibration session: its evaluation shows once the session is locked"));
    }
    let detail = serde_json::json!({"evaluation": id}).to_string();
    state.store().record(&caller.scope, &Entry { action: "conversation.read", object: &row.conversation_id, program: &row.program_id, detail: &detail }).await?;
    let evaluation = read_evaluation(&row.result)?;
    let rules = state.desk.rules_in(&row.program_id).await?;
    let form = state.desk.form_of(&rules, &row.scorecard_hash).await?;
    let out = KeptEvaluationOut {
        id: &row.id,
        conversation: &row.conversation_id,
        program: &row.program_id,
        agent: row.agent_id.as_deref().filter(|_| caller.user.role != Role::Client),
        current: row.current == 1,
        reason: &row.reason,
        created_ms: row.created_ms,
        made_with: MadeWithOut::of(&row, read_exclusions(&row.exclusions)?.len()),
        evaluation: evaluation_out(form.as_ref().map(|form| &form.card), false, &evaluation, Lang::named(&reader.lang)),
    };
    Ok(Json(out).into_response())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::scorecards::tests::talks;
    use crate::testing::House;

    #[tokio::test]
    async fn an_evaluation_shows_its_evidence_and_what_it_was_made_with() {
        let house = House::new().await;
        let ids = talks(&house, 1).await;
        let brief = house.get("lead", &format!("/api/conversations/{}/evaluations", ids[0])).await.json[0].clone();
        let address = format!("/api/evaluations/{}", brief["id"].as_str().expect("an id"));
        let one = house.get("lead", &format!("{address}?lang=zh")).await;
        assert_eq!((one.status, &one.json["current"], &one.json["reason"]), (200, &Value::from(true), &Value::from("arrival")), "{}", one.text);
        assert!(
            ["rules", "scorecard", "conversation", "result"].iter().all(|hash| one.json["made_with"][hash].as_str().is_some_and(|hash| hash.starts_with("sha256:"))),
            "{}",
            one.text
        );
        let items: Vec<&Value> = one.json["evaluation"]["sections"].as_array().expect("sections").iter().flat_map(|section| section["items"].as_array().expect("items")).collect();
        assert!(items.iter().all(|item| item["text"].as_str().is_some_and(|text| text.chars().any(|c| c > '\u{2e80}'))), "texts are Chinese");
        assert!(items.iter().flat_map(|item| item["evidence"].as_array().expect("evidence")).any(|proof| proof["quote"].as_str().is_some_and(|quote| !quote.is_empty())));
        assert_eq!(house.get("agent", &address).await.status, 404, "the agent's user is nobody's agent");
        assert_eq!(house.get("client", &address).await.status, 404, "it was not shared");
        assert_eq!(house.post("client", &format!("{address}/replay"), &Value::Null).await.status, 404);
        assert_eq!(house.get("lead", "/api/evaluations/none").await.status, 404);
        assert_eq!(house.get("lead", "/api/conversations/none/evaluations").await.status, 404);
    }
}
