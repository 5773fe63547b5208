//! Reviews to work on: begun, taken, given back, answered, submitted.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use rapport_flow::people::{ItemAnswer, complete, fitting, machine_items, refused};
use rapport_store::{NewReview, Submission};
use serde::Deserialize;
use utoipa::ToSchema;

use super::answers::{AnswerIn, incoming};
use super::{ReviewOut, review};
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// A review on one's own initiative.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewIn {
    /// The conversation, by id; it must have been evaluated.
    conversation: String,
}

/// Who is to review.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignIn {
    /// A user who reviews in the program; none: back to the queue.
    reviewer: Option<String>,
}

/// Answers so far.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswersIn {
    /// They replace those before.
    answers: Vec<AnswerIn>,
    /// Of the whole.
    #[serde(default)]
    note: String,
}

/// Review a conversation on one's own initiative
#[utoipa::path(post, path = "/api/reviews", tag = "reviews", request_body = ReviewIn, responses((status = 201, body = ReviewOut), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn add_review(State(state): State<AppState>, caller: Caller, Json(new): Json<ReviewIn>) -> Result<(StatusCode, Json<ReviewOut>), ApiError> {
    let row = state.store().conversation(&caller.scope, &new.conversation).await?.ok_or_else(|| ApiError::not_found("conversation"))?;
    let evaluation = row.evaluation_id.ok_or_else(|| ApiError::conflict("this conversation was not evaluated: there is no form to answer"))?;
    let hash = state.store().form_hash(&caller.scope, &evaluation).await?.ok_or_else(|| ApiError::not_found("evaluation"))?;
    let new = NewReview {
        program: row.program_id,
        conversation: row.id,
        evaluation,
        scorecard_hash: hash,
        agent: row.agent_id,
        reviewer: Some(caller.user.id.clone()),
        stream: "own",
        ..NewReview::default()
    };
    let id = state.store().add_review(&caller.scope, &new).await?;
    Ok((StatusCode::CREATED, Json(review(&state, &caller, &id).await?.into())))
}

/// Take a review from the queue
#[utoipa::path(post, path = "/api/reviews/{id}/take", tag = "reviews", params(("id" = String, Path)), responses((status = 200, body = ReviewOut), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn take(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<ReviewOut>, ApiError> {
    review(&state, &caller, &id).await?;
    Ok(Json(state.store().assign_review(&caller.scope, &id, None, Some(&caller.user.id)).await?.into()))
}

/// Give a review back to the queue
#[utoipa::path(post, path = "/api/reviews/{id}/release", tag = "reviews", params(("id" = String, Path)), responses((status = 200, body = ReviewOut), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn release(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<ReviewOut>, ApiError> {
    review(&state, &caller, &id).await?;
    Ok(Json(state.store().assign_review(&caller.scope, &id, Some(&caller.user.id), None).await?.into()))
}

/// Give a review to a person, or back to the queue
#[utoipa::path(post, path = "/api/reviews/{id}/assign", tag = "reviews", params(("id" = String, Path)), request_body = AssignIn, responses((status = 200, body = ReviewOut), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn assign(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(to): Json<AssignIn>) -> Result<Json<ReviewOut>, ApiError> {
    let row = review(&state, &caller, &id).await?;
    Ok(Json(state.store().assign_review(&caller.scope, &id, row.reviewer.as_deref(), to.reviewer.as_deref()).await?.into()))
}

/// Keep answers of a review that one has taken; nothing is decided by them
#[utoipa::path(put, path = "/api/reviews/{id}", tag = "reviews", params(("id" = String, Path)), request_body = AnswersIn, responses((status = 200, body = ReviewOut), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn answer_review(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(draft): Json<AnswersIn>) -> Result<Json<ReviewOut>, ApiError> {
    let row = review(&state, &caller, &id).await?;
    let form = state.desk.answered_form(&row.program_id, &row.scorecard_hash).await?;
    let answers = incoming(&form.card, draft.answers)?;
    let refusals = fitting(&form.card, &answers);
    if !refusals.is_empty() {
        return Err(ApiError::invalid(refused(&refusals)));
    }
    let kept = serde_json::to_string(&answers).unwrap_or_default();
    state.store().answer_review(&caller.scope, &id, &kept, draft.note.trim()).await?;
    Ok(Json(review(&state, &caller, &id).await?.into()))
}

/// Decide a review: where nothing was said, the machine's answer stands, but a proposal to fail is a person's to confirm
#[utoipa::path(post, path = "/api/reviews/{id}/submit", tag = "reviews", params(("id" = String, Path)), responses((status = 200, body = ReviewOut), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, description = "what must still be answered, item by item", body = Problem)))]
pub async fn submit(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<ReviewOut>, ApiError> {
    let row = review(&state, &caller, &id).await?;
    if row.reviewer.as_ref() != Some(&caller.user.id) {
        return Err(ApiError::conflict("take this review before you answer it"));
    }
    let form = state.desk.answered_form(&row.program_id, &row.scorecard_hash).await?;
    let result = state.store().result_of(&caller.scope, &row.evaluation_id).await?.ok_or_else(|| ApiError::not_found("evaluation"))?;
    let answers: Vec<ItemAnswer> = serde_json::from_str(&row.answers).unwrap_or_default();
    let (answers, reviewed) = complete(&form.card, &machine_items(&result)?, &answers).map_err(|refusals| ApiError::invalid(refused(&refusals)))?;
    let submission =
        Submission { answers: serde_json::to_string(&answers).unwrap_or_default(), note: row.note, score: reviewed.score().map(i64::from), standing: reviewed.verdict.as_str() };
    state.store().submit_review(&caller.scope, &id, &submission).await?;
    Ok(Json(review(&state, &caller, &id).await?.into()))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::{House, bring, chat, own};

    /// The answers that a person must give before a review of this house's form can be submitted.
    pub async fn needed(house: &House, id: &str) -> Vec<Value> {
        let machine = house.get("analyst", &format!("/api/reviews/{id}")).await.json["machine"].clone();
        let items = machine.as_array().expect("items").iter();
        let person = items.filter(|item| item["open"] == "for_a_person" || item["to_confirm"] == true || (item["critical"] == true && item["share"] == 0.0));
        person.map(|item| if item["open"] == "for_a_person" { json!({"item": item["item"], "choice": "na"}) } else { json!({"item": item["item"], "agrees": true}) }).collect()
    }

    #[tokio::test]
    async fn a_review_is_answered_item_by_item_and_submitted_once() {
        let house = House::new().await;
        let conversation = bring(&house, &[chat("c", "ada")]).await.remove(0);
        own(&house, &conversation).await;
        let made = house.post("analyst", "/api/reviews", &json!({"conversation": conversation})).await;
        assert_eq!((made.status, made.json["stream"].as_str()), (201, Some("own")), "{}", made.text);
        let id = made.json["id"].as_str().expect("an id").to_owned();
        let address = format!("/api/reviews/{id}");
        let blind = house.get("analyst", &format!("{address}?blind=1")).await;
        assert_eq!(blind.json["machine"], Value::Null);
        let open = house.get("analyst", &address).await;
        let items = open.json["machine"].as_array().expect("the machine's answers").clone();
        // Something that the machine answered in full, answered otherwise.
        let full = items.iter().find(|item| item["share"] == 100.0 && item["weight"].as_u64() > Some(0)).expect("an item done").clone();
        let mut answers = needed(&house, &id).await;
        answers.retain(|answer| answer["item"] != full["item"]);
        let silent = json!({"item": full["item"], "share": 0});
        let unmoved: Vec<Value> = answers.iter().cloned().chain([silent]).collect();
        let draft = house.send("analyst", "PUT", &address, json!({"answers": unmoved}).to_string().into_bytes()).await;
        assert_eq!(draft.status, 200, "{}", draft.text);
        let refused = house.post("analyst", &format!("{address}/submit"), &json!({})).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("say why"), "{}", refused.text);
        let told = json!({"item": full["item"], "share": 0, "reason": "it came too late"});
        let moved: Vec<Value> = answers.into_iter().chain([told]).collect();
        house.send("analyst", "PUT", &address, json!({"answers": moved, "note": "short"}).to_string().into_bytes()).await;
        assert_eq!(house.get("agent", &address).await.status, 404, "an agent sees it once it is submitted");
        let done = house.post("analyst", &format!("{address}/submit"), &json!({})).await;
        assert_eq!((done.status, done.json["state"].as_str()), (200, Some("submitted")), "{}", done.text);
        let item = done.json["answers"].as_array().expect("answers").iter().find(|answer| answer["item"] == full["item"]).expect("the item");
        assert_eq!((&item["agrees"], &item["share"], &item["by"]), (&json!(false), &json!(0.0), &json!("person")));
        assert_eq!(done.json["answers"].as_array().map(Vec::len), Some(items.len()), "every item of the form");
        assert_eq!(house.post("analyst", &format!("{address}/submit"), &json!({})).await.status, 409);
        assert_eq!(house.get("agent", &address).await.status, 200);
        let row = house.state.store().conversation(&rapport_store::Scope::system(), &conversation).await.expect("answered").expect("there");
        assert_eq!(row.reviewed, 1);
    }

    #[tokio::test]
    async fn a_review_in_the_queue_is_one_persons() {
        let house = House::new().await;
        bring(&house, &[chat("c", "ada"), chat("d", "ada")]).await;
        let asked = json!({"program": house.program, "stream": "random", "from_ms": 0, "until_ms": crate::testing::NOW + 1, "n": 2, "seed": 1});
        house.post("manager", "/api/samples", &asked).await;
        let first = house.get("analyst", "/api/reviews?queue=true&limit=1").await.json;
        let second = house.get("analyst", &format!("/api/reviews?queue=true&limit=1&before={}", first["next"].as_str().expect("more"))).await.json;
        assert_ne!(first["items"][0]["id"], second["items"][0]["id"]);
        assert_eq!(second["next"], Value::Null);
        let id = first["items"][0]["id"].as_str().expect("an id").to_owned();
        let post = async |role: &str, what: &str, body: Value| house.post(role, &format!("/api/reviews/{id}/{what}"), &body).await.status;
        assert_eq!(post("analyst", "take", json!({})).await, 200);
        assert_eq!(post("lead", "take", json!({})).await, 409, "somebody has it");
        assert_eq!(post("lead", "submit", json!({})).await, 409);
        assert_eq!(house.get("analyst", "/api/reviews?mine=true").await.json["items"].as_array().map(Vec::len), Some(1));
        assert_eq!(post("analyst", "release", json!({})).await, 200);
        assert_eq!(post("manager", "assign", json!({"reviewer": house.users["agent"]})).await, 409, "an agent does not review");
        assert_eq!(post("manager", "assign", json!({"reviewer": house.users["lead"]})).await, 200);
        assert_eq!(post("analyst", "assign", json!({"reviewer": null})).await, 403);
        assert_eq!(house.get("client", "/api/reviews").await.status, 403);
        assert_eq!(house.get("analyst", "/api/reviews/none").await.status, 404);
        let wrong = json!({"answers": [{"item": "no_such_item", "share": 100}]}).to_string().into_bytes();
        assert_eq!(house.send("lead", "PUT", &format!("/api/reviews/{id}"), wrong).await.status, 422);
    }
}
