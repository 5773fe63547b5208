//! `POST /api/scorecards/{id}/try`: what a form would say about past conversations. Nothing is stored.

use axum::Json;
use axum::extract::{Path, State};
use rapport_store::Newest;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::one;
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::rescoring::{JudgedOut, ShiftOut};
use crate::state::AppState;

/// Which conversations.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrialIn {
    /// Program; needed for a form that is for all.
    #[serde(default)]
    program: Option<String>,
    /// On this channel alone; on those that the form is meant for where none is given.
    #[serde(default)]
    channel: Option<String>,
    /// Begun at or after, in milliseconds since 1970.
    #[serde(default)]
    from_ms: Option<i64>,
    /// Begun before, in milliseconds since 1970.
    #[serde(default)]
    until_ms: Option<i64>,
    /// At most so many, the newest; 200 at most.
    #[serde(default = "most")]
    #[schema(maximum = 200, minimum = 1, default = 200)]
    limit: i64,
}

/// What a form would say.
#[derive(Serialize, ToSchema)]
pub struct TrialOut {
    /// Conversations that were judged.
    pub conversations: usize,
    /// Of these, how many would have another score, result or answer.
    pub changed: usize,
    /// Scores now and then, over those with both; null where there are none.
    pub shift: Option<ShiftOut>,
    /// Newest first.
    pub results: Vec<JudgedOut>,
}

/// The most conversations of one trial.
const MOST: i64 = 200;

fn most() -> i64 {
    MOST
}

/// Try a form on past conversations, beside the evaluations that hold; nothing is stored
#[utoipa::path(post, path = "/api/scorecards/{id}/try", tag = "scorecards", params(("id" = String, Path)), request_body = TrialIn, responses((status = 200, body = TrialOut), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn try_out(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(trial): Json<TrialIn>) -> Result<Json<TrialOut>, ApiError> {
    let own = one(&state, &caller, &id).await?.program_id;
    if own.is_some() && trial.program.is_some() && own != trial.program {
        return Err(ApiError::invalid("the form belongs to another program"));
    }
    let program = own.or(trial.program).ok_or_else(|| ApiError::invalid("the form is for all programs: name the `program` to try it on"))?;
    let program = state.store().program(&caller.scope, &program).await?.ok_or_else(|| ApiError::not_found("program"))?;
    if !(1..=MOST).contains(&trial.limit) {
        return Err(ApiError::invalid(format!("`limit` is 1 to {MOST}")));
    }
    let rules = state.desk.rules_of(Some(&program)).await?;
    let form = super::fitting(&state, &caller, &id, &rules).await?;
    let channels = match trial.channel {
        Some(channel) => vec![channel],
        None => form.card.channels.iter().map(|channel| channel.as_str().to_owned()).collect(),
    };
    let which = Newest { program: program.id.clone(), channels, from_ms: trial.from_ms, until_ms: trial.until_ms, limit: trial.limit };
    let judged = state.desk.judge(&caller.scope, &program, Some(rules), Some(form), &which).await?;
    let changed = judged.iter().filter(|one| one.change.is_seen()).count();
    Ok(Json(TrialOut { conversations: judged.len(), changed, shift: ShiftOut::of(&judged), results: judged.iter().map(JudgedOut::of).collect() }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::scorecards::tests::{form, program, talks};
    use crate::testing::House;

    #[tokio::test]
    async fn a_draft_is_tried_on_past_conversations_and_nothing_is_stored() {
        let house = House::new().await;
        let ids = talks(&house, 6).await;
        let draft = program(&house, &house.program, &form("chat", 1, 60, "")).await;
        let address = format!("/api/scorecards/{draft}/try");
        let tried = house.post("analyst", &address, &json!({"channel": "chat"})).await;
        assert_eq!((tried.status, &tried.json["conversations"]), (200, &json!(6)), "{}", tried.text);
        let results = tried.json["results"].as_array().expect("a list");
        assert_eq!(results[0]["conversation"], json!(ids[5]), "the newest first");
        // The apology and the promise of even ones are all that the form asks for.
        let after: Vec<f64> = results.iter().map(|one| one["score"][1].as_f64().expect("a score")).collect();
        assert_eq!(after, [0.0, 100.0, 0.0, 100.0, 0.0, 100.0]);
        assert!(results[0]["items"].as_array().expect("a list").iter().any(|item| item["item"] == "sorry" && item["before"].is_null() && item["after"]["answer"] == "no"));
        let held = house.get("analyst", &format!("/api/conversations/{}/evaluations", ids[0])).await;
        assert_eq!(held.json.as_array().map(Vec::len), Some(1), "nothing is stored");
        assert_eq!(house.post("analyst", &address, &json!({"from_ms": 0, "until_ms": 1})).await.json["conversations"], json!(0));
        assert_eq!(house.post("analyst", &address, &json!({"limit": 201})).await.status, 422);
        assert_eq!(house.post("analyst", &address, &json!({"program": house.other_program})).await.status, 422);
        assert_eq!(house.post("agent", &address, &json!({})).await.status, 403);
    }
}
