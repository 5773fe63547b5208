//! `POST /api/programs/{id}/rescore`: what was made with other rules, pack, form or engine than hold now is judged again.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use rapport_store::Rescoring;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// What was put in the queue.
#[derive(Serialize, ToSchema)]
pub struct RescoredOut {
    /// Conversations of the program that were read.
    pub conversations: u64,
    /// Of these, evaluated with other rules, weights, pack, form or engine than hold now.
    pub affected: u64,
    /// Of these, not in the queue already.
    pub queued: u64,
}

/// How far it has come.
#[derive(Serialize, ToSchema)]
pub struct RescoringOut {
    /// Conversations that nobody began.
    pub waiting: i64,
    /// Conversations that somebody is at.
    pub running: i64,
    /// Conversations that failed so often that they wait for a person; `/api/jobs?state=failed` says why.
    pub failed: i64,
}

/// How far judging again has come
#[utoipa::path(get, path = "/api/programs/{id}/rescore", tag = "scoring", params(("id" = String, Path)), responses((status = 200, body = RescoringOut), (status = 404, body = Problem)))]
pub async fn progress(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<RescoringOut>, ApiError> {
    if state.store().program(&caller.scope, &id).await?.is_none() {
        return Err(ApiError::not_found("program"));
    }
    let Rescoring { waiting, running, failed } = state.store().rescoring(&caller.scope, &id).await?;
    Ok(Json(RescoringOut { waiting, running, failed }))
}

/// Judge again what no longer is what would be made now; old evaluations stay, and GET shows the progress
#[utoipa::path(post, path = "/api/programs/{id}/rescore", tag = "scoring", params(("id" = String, Path)), responses((status = 202, body = RescoredOut), (status = 404, body = Problem)))]
pub async fn rescore(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<(StatusCode, Json<RescoredOut>), ApiError> {
    let program = state.store().program(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("program"))?;
    let done = state.desk.rescore(&caller.scope, &program).await?;
    Ok((StatusCode::ACCEPTED, Json(RescoredOut { conversations: done.conversations, affected: done.affected, queued: done.queued })))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::scorecards::tests::{form, program, talks};
    use crate::testing::House;

    #[tokio::test]
    async fn a_new_form_is_previewed_then_applied_and_what_was_stays() {
        let house = House::new().await;
        let ids = talks(&house, 6).await;
        let address = format!("/api/programs/{}", house.program);
        let idle = house.post("manager", &format!("{address}/rescore"), &Value::Null).await;
        assert_eq!((idle.status, &idle.json), (202, &json!({"conversations": 6, "affected": 0, "queued": 0})), "nothing changed yet");

        let draft = program(&house, &house.program, &form("chat", 2, 60, "")).await;
        let preview = house.post("analyst", &format!("{address}/preview"), &json!({"scorecard": draft})).await;
        assert_eq!((preview.status, &preview.json["conversations"], &preview.json["changed"]), (200, &json!(6), &json!(6)), "{}", preview.text);
        assert!(preview.json["agents"].is_null(), "the worker-information record is not signed");
        let system = administrator(&house).await;
        house.state.store().sign_off(&system, &house.program, "what is measured and why", "测量内容及原因").await.expect("signed");
        let preview = house.post("analyst", &format!("{address}/preview"), &json!({"scorecard": draft})).await;
        let agents = preview.json["agents"].as_array().expect("agents");
        let scored: u64 = agents.iter().map(|agent| agent["n"].as_u64().expect("a number")).sum();
        assert_eq!((agents.len() <= 3, scored), (true, preview.json["shift"]["n"].as_u64().unwrap_or_default()));
        let unchanged = house.post("analyst", &format!("{address}/preview"), &json!({})).await;
        assert_eq!(unchanged.json["changed"], json!(0), "by the published forms nothing changes");

        assert_eq!(house.post("manager", &format!("/api/scorecards/{draft}/publish"), &Value::Null).await.status, 200);
        assert_eq!(house.post("analyst", &format!("{address}/rescore"), &Value::Null).await.status, 403);
        let queued = house.post("manager", &format!("{address}/rescore"), &Value::Null).await;
        assert_eq!(queued.json, json!({"conversations": 6, "affected": 6, "queued": 6}));
        let again = house.post("manager", &format!("{address}/rescore"), &Value::Null).await;
        assert_eq!(again.json["queued"], json!(0), "they wait already");
        let progress = house.get("analyst", &format!("{address}/rescore")).await;
        assert_eq!((progress.status, &progress.json), (200, &json!({"waiting": 6, "running": 0, "failed": 0})));
        house.work().await;
        assert_eq!(house.get("analyst", &format!("{address}/rescore")).await.json["waiting"], json!(0));
        let all = house.get("manager", &format!("/api/conversations/{}/evaluations", ids[0])).await.json;
        assert_eq!(all.as_array().map(Vec::len), Some(2), "the old evaluation stays");
        let current: Vec<&Value> = all.as_array().expect("a list").iter().filter(|one| one["current"] == true).collect();
        assert_eq!((current.len(), &current[0]["reason"], &current[0]["score"], &current[0]["version"]), (1, &json!("scorecard"), &json!(100.0), &json!(2)));
        for one in all.as_array().expect("a list") {
            let replayed = house.post("coach", &format!("/api/evaluations/{}/replay", one["id"].as_str().expect("an id")), &Value::Null).await;
            assert_eq!((replayed.status, &replayed.json), (200, &json!({"outcome": "same"})));
        }
        let done = house.post("manager", &format!("{address}/rescore"), &Value::Null).await;
        assert_eq!(done.json["affected"], json!(0));
        let other = format!("/api/programs/{}", house.other_program);
        assert_eq!(house.post("manager", &format!("{other}/rescore"), &Value::Null).await.status, 404);
        assert_eq!(house.get("manager", &format!("{other}/rescore")).await.status, 404);
        assert_eq!(house.post("manager", &format!("{other}/preview"), &json!({})).await.status, 404);
    }

    async fn administrator(house: &House) -> rapport_store::Scope {
        house.state.store().scope_of(&house.users["administrator"]).await.expect("answered").expect("a user").1
    }
}
