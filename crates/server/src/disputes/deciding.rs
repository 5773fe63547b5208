//! The course of a dispute: raised, answered, appealed, decided.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use rapport_flow::people::machine_items;
use rapport_store::{NewDispute, Step};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{DisputeWhole, dispute, whole};
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::reviews::answers::{AnswerIn, one};
use crate::state::AppState;

/// A dispute to raise.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisputeIn {
    /// The conversation, by id.
    conversation: String,
    /// A submitted review of it; none: the machine's evaluation is disputed.
    review: Option<String>,
    /// The item of the form.
    item: String,
    /// The mark that the item's answer rests on, `f1` … or `o1` …; none: the answer as such is disputed.
    finding: Option<String>,
    /// Why.
    reason: String,
}

/// What the first reviewer says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisputeAnswer {
    /// Whether the agent is right.
    accept: bool,
    /// Why.
    reason: String,
    /// The item's answer from now on; not needed where a mark of the machine is taken away.
    answer: Option<AnswerIn>,
}

/// Why the agent appeals.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AppealIn {
    /// Why.
    reason: String,
}

/// What the second reviewer decides.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionIn {
    /// Whether the agent is right.
    uphold: bool,
    /// Why.
    reason: String,
    /// The item's answer from now on; not needed where a mark of the machine is taken away.
    answer: Option<AnswerIn>,
}

/// Contest an item of one's own result, within five working days of seeing it
#[utoipa::path(post, path = "/api/disputes", tag = "disputes", request_body = DisputeIn, responses((status = 201, body = DisputeWhole), (status = 404, body = Problem), (status = 409, description = "too late, or in dispute already", body = Problem), (status = 422, body = Problem)))]
pub async fn raise(State(state): State<AppState>, caller: Caller, Json(new): Json<DisputeIn>) -> Result<(StatusCode, Json<DisputeWhole>), ApiError> {
    let row = state.store().conversation(&caller.scope, &new.conversation).await?.ok_or_else(|| ApiError::not_found("conversation"))?;
    let evaluation = row.evaluation_id.ok_or_else(|| ApiError::conflict("there is no result of this conversation to dispute"))?;
    let disputed = match &new.review {
        Some(review) => state.store().review(&caller.scope, review).await?.ok_or_else(|| ApiError::not_found("review"))?.evaluation_id,
        None => evaluation,
    };
    let result = state.store().result_of(&caller.scope, &disputed).await?.ok_or_else(|| ApiError::not_found("evaluation"))?;
    let items = machine_items(&result)?;
    let item = items.iter().find(|item| item.item == new.item).ok_or_else(|| ApiError::invalid(format!("the form has no item {}", new.item)))?;
    let mark = match &new.finding {
        Some(finding) if !item.rests_on(finding) => return Err(ApiError::invalid(format!("the answer to {} does not rest on {finding}", new.item))),
        Some(finding) => Some(state.store().mark(&caller.scope, &new.conversation, finding).await?.ok_or_else(|| ApiError::not_found("finding"))?),
        None => None,
    };
    let new = NewDispute { conversation: new.conversation, review: new.review, item: new.item, mark, reason: reason(&new.reason)? };
    let id = state.store().raise(&caller.scope, &new).await?;
    Ok((StatusCode::CREATED, Json(whole(&state, &caller, &id).await?)))
}

/// Answer a dispute; not for who scored
#[utoipa::path(post, path = "/api/disputes/{id}/answer", tag = "disputes", params(("id" = String, Path)), request_body = DisputeAnswer, responses((status = 200, body = DisputeWhole), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn answer_dispute(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(said): Json<DisputeAnswer>) -> Result<Json<DisputeWhole>, ApiError> {
    let step = if said.accept { Step::Accept } else { Step::Reject };
    rule(&state, &caller, &id, step, &said.reason, said.answer).await
}

/// Ask for a second opinion after a rejection
#[utoipa::path(post, path = "/api/disputes/{id}/appeal", tag = "disputes", params(("id" = String, Path)), request_body = AppealIn, responses((status = 200, body = DisputeWhole), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn appeal(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(said): Json<AppealIn>) -> Result<Json<DisputeWhole>, ApiError> {
    rule(&state, &caller, &id, Step::Appeal, &said.reason, None).await
}

/// Decide an appeal; for somebody who had no part in it
#[utoipa::path(post, path = "/api/disputes/{id}/decide", tag = "disputes", params(("id" = String, Path)), request_body = DecisionIn, responses((status = 200, body = DisputeWhole), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn decide(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(said): Json<DecisionIn>) -> Result<Json<DisputeWhole>, ApiError> {
    let step = if said.uphold { Step::Uphold } else { Step::Dismiss };
    rule(&state, &caller, &id, step, &said.reason, said.answer).await
}

async fn rule(state: &AppState, caller: &Caller, id: &str, step: Step, why: &str, answer: Option<AnswerIn>) -> Result<Json<DisputeWhole>, ApiError> {
    let row = dispute(state, caller, id).await?;
    let why = reason(why)?;
    let answer = match answer {
        Some(answer) => {
            let hash = state.store().form_hash(&caller.scope, &row.evaluation_id).await?.ok_or_else(|| ApiError::not_found("evaluation"))?;
            Some(one(&state.desk.answered_form(&row.program_id, &hash).await?.card, answer)?)
        }
        None => None,
    };
    let ruling = state.desk.ruling(&caller.scope, &row, step, answer, why).await?;
    state.store().move_dispute(&caller.scope, id, step, &ruling).await?;
    state.desk.wake();
    Ok(Json(whole(state, caller, id).await?))
}

fn reason(why: &str) -> Result<String, ApiError> {
    let why = why.trim();
    if why.is_empty() { Err(ApiError::invalid("say why: `reason` is empty")) } else { Ok(why.to_owned()) }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::{House, bring, own};

    const DAY_MS: i64 = 86_400_000;

    fn rude(id: &str, agent: &str) -> Value {
        json!({"id": id, "channel": "chat", "agent": agent, "turns": [
            {"who": "customer", "text": "My parcel is late and nobody helps me."}, {"who": "agent", "text": "Hello. Calm down. It is not my problem."},
            {"who": "customer", "text": "When will it come?"}, {"who": "agent", "text": "It will come tomorrow by noon."}]})
    }

    /// A finding that speaks against an item's answer: item, finding.
    async fn against(house: &House, conversation: &str) -> (String, String) {
        let system = rapport_store::Scope::system();
        let row = house.state.store().conversation(&system, conversation).await.expect("answered").expect("there");
        let result = house.state.store().result_of(&system, &row.evaluation_id.expect("evaluated")).await.expect("answered").expect("there");
        for item in rapport_flow::people::machine_items(&result).expect("items") {
            if let Some(bad) = item.evidence.iter().find(|evidence| evidence["kind"] == "said" && evidence["good"] == false && evidence["finding"].is_string()) {
                return (item.item, bad["finding"].as_str().expect("an id").to_owned());
            }
        }
        panic!("nothing speaks against any item: {result}");
    }

    #[tokio::test]
    async fn an_accepted_dispute_reaches_every_same_error_and_reads_them_again() {
        let house = House::new().await;
        let ids = bring(&house, &[rude("one", "ada"), rude("two", "ben")]).await;
        own(&house, &ids[0]).await;
        let (item, finding) = against(&house, &ids[0]).await;
        let new = json!({"conversation": ids[0], "item": item, "finding": finding, "reason": "I was quoting the customer"});
        assert_eq!(house.post("agent", "/api/disputes", &json!({"conversation": ids[1], "item": item, "reason": "not mine"})).await.status, 404);
        let raised = house.post("agent", "/api/disputes", &new).await;
        assert_eq!((raised.status, raised.json["state"].as_str()), (201, Some("raised")), "{}", raised.text);
        assert_eq!(house.post("agent", "/api/disputes", &new).await.status, 409, "it is in dispute already");
        let address = format!("/api/disputes/{}", raised.json["id"].as_str().expect("an id"));
        assert_eq!(house.get("analyst", &format!("{address}/blast-radius")).await.status, 409, "not decided yet");
        let accepted = house.post("analyst", &format!("{address}/answer"), &json!({"accept": true, "reason": "so it is"})).await;
        assert_eq!((accepted.status, accepted.json["state"].as_str()), (200, Some("accepted")), "{}", accepted.text);
        house.work().await;
        let blast = house.get("analyst", &format!("{address}/blast-radius")).await;
        let affected = blast.json["affected"].as_array().expect("a list").clone();
        assert_eq!(affected.len(), 1, "the own conversation was read again without it: {}", blast.text);
        assert_eq!((affected[0]["conversation"].as_str(), affected[0]["items"][0].as_str()), (Some(ids[1].as_str()), Some(item.as_str())));
        let queued = house.post("analyst", &format!("{address}/rescore"), &json!({"conversations": [ids[1]]})).await;
        assert_eq!((queued.status, &queued.json["queued"]), (202, &json!(1)), "{}", queued.text);
        house.work().await;
        let system = rapport_store::Scope::system();
        let row = house.state.store().conversation(&system, &ids[1]).await.expect("answered").expect("there");
        assert_eq!(row.score.map(|score| score as f64 / 100.0), affected[0]["without"].as_f64(), "the score is what was told");
        assert_eq!(house.get("analyst", &format!("{address}/blast-radius")).await.json["affected"], json!([]));
        let labels = house.get("analyst", "/api/disputes/export").await.text;
        let line: Value = serde_json::from_str(labels.lines().next().expect("a line")).expect("JSON");
        let behaviour = raised.json["mark"]["behaviour"].clone();
        let labelled: Vec<&Value> = line["turns"].as_array().expect("turns").iter().filter(|turn| turn["labels"].is_array()).collect();
        assert_eq!(labelled.len(), 1, "only the disputed turn was looked at");
        assert!(labelled[0]["labels"].as_array().expect("a list").iter().all(|label| label["behaviour"] != behaviour));
        let rates = house.get("analyst", "/api/disputes/overturned?by=detector").await.json;
        assert_eq!((&rates[0]["n"], &rates[0]["rate"], &rates[0]["above_limit"]), (&json!(1), &json!(1.0), &json!(true)));
    }

    #[tokio::test]
    async fn an_appeal_is_decided_by_somebody_else() {
        let house = House::new().await;
        let ids = bring(&house, &[rude("one", "ada")]).await;
        own(&house, &ids[0]).await;
        let (item, _) = against(&house, &ids[0]).await;
        let raised = house.post("agent", "/api/disputes", &json!({"conversation": ids[0], "item": item, "reason": "listen again"})).await;
        assert_eq!(raised.status, 201, "{}", raised.text);
        assert_eq!(raised.json["due_ms"].as_i64(), Some(crate::testing::NOW + 3 * DAY_MS), "three working days from a Monday");
        let address = format!("/api/disputes/{}", raised.json["id"].as_str().expect("an id"));
        let say = async |role: &str, what: &str, body: Value| house.post(role, &format!("{address}/{what}"), &body).await.status;
        assert_eq!(say("agent", "appeal", json!({"reason": "now"})).await, 409, "nothing was answered yet");
        assert_eq!(say("analyst", "answer", json!({"accept": false, "reason": ""})).await, 422);
        assert_eq!(say("analyst", "answer", json!({"accept": false, "reason": "it stays"})).await, 200);
        assert_eq!(say("analyst", "decide", json!({"uphold": true, "reason": "mine"})).await, 409, "not appealed");
        assert_eq!(say("agent", "appeal", json!({"reason": "somebody else please"})).await, 200);
        let answer = json!({"item": item, "choice": "yes"});
        assert_eq!(say("analyst", "decide", json!({"uphold": true, "reason": "mine again", "answer": answer})).await, 409, "who answered first does not decide");
        assert_eq!(say("manager", "decide", json!({"uphold": true, "reason": "they are right"})).await, 409, "the item needs an answer");
        assert_eq!(say("manager", "decide", json!({"uphold": true, "reason": "they are right", "answer": answer})).await, 200);
        let told = house.get("agent", &address).await.json;
        assert_eq!(told["state"], "upheld");
        let steps: Vec<&str> = told["steps"].as_array().expect("steps").iter().filter_map(|step| step["state"].as_str()).collect();
        assert_eq!(steps, ["raised", "rejected", "appealed", "upheld"]);
        assert_eq!(told["steps"][3]["after"]["share"], 10_000, "both versions are kept: {}", told["steps"][3]);
        let reviews = house.get("agent", &format!("/api/reviews?conversation={}", ids[0])).await.json;
        assert_eq!(reviews["items"].as_array().map(Vec::len), Some(1), "the corrected result is a person's review");
    }

    #[tokio::test]
    async fn a_result_is_disputed_for_five_working_days_after_it_was_seen() {
        let house = House::new().await;
        let ids = bring(&house, &[rude("one", "ada")]).await;
        own(&house, &ids[0]).await;
        let (item, finding) = against(&house, &ids[0]).await;
        let new = json!({"conversation": ids[0], "item": item, "reason": "listen again"});
        assert_eq!(house.post("agent", "/api/disputes", &json!({"conversation": ids[0], "item": "nothing", "reason": "r"})).await.status, 422);
        assert_eq!(house.post("agent", "/api/disputes", &json!({"conversation": ids[0], "item": item, "finding": format!("{finding}9"), "reason": "r"})).await.status, 422);
        assert_eq!(house.post("analyst", "/api/disputes", &new).await.status, 403);
        assert_eq!(house.get("agent", &format!("/api/conversations/{}", ids[0])).await.status, 200);
        house.clock.advance(8 * DAY_MS);
        let late = house.post("agent", "/api/disputes", &new).await;
        assert_eq!(late.status, 409, "{}", late.text);
        assert!(late.text.contains("5 working days"), "{}", late.text);
    }
}
