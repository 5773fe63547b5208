//! Publishing and retiring forms.

use axum::Json;
use axum::extract::{Path, State};

use super::{ScorecardOut, compiled, one, title};
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// Publish a draft: it holds from now on and never changes again; the version before is retired
#[utoipa::path(post, path = "/api/scorecards/{id}/publish", tag = "scorecards", params(("id" = String, Path)), responses((status = 200, body = ScorecardOut), (status = 404, body = Problem), (status = 409, description = "no draft, or its version is not greater than the last that was published", body = Problem), (status = 422, body = Problem)))]
pub async fn publish(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<ScorecardOut>, ApiError> {
    // The rules may have changed since it was written.
    let draft = one(&state, &caller, &id).await?;
    let card = compiled(&state, draft.program_id.as_deref(), &draft.body).await?;
    let row = state.store().publish_scorecard(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("scorecard"))?;
    Ok(Json(ScorecardOut::of(row, Some((&card.file.name).into()))))
}

/// Retire a published form: nothing is scored with it any more; what was stays
#[utoipa::path(post, path = "/api/scorecards/{id}/retire", tag = "scorecards", params(("id" = String, Path)), responses((status = 200, body = ScorecardOut), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn retire(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<ScorecardOut>, ApiError> {
    let row = state.store().retire_scorecard(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("scorecard"))?;
    let title = title(&state, &row).await?;
    Ok(Json(ScorecardOut::of(row, title)))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use serde_json::{Value, json};

    use crate::scorecards::tests::{form, program};
    use crate::testing::House;

    #[tokio::test]
    async fn a_draft_is_changed_by_who_read_it_then_published_once_and_for_ever() {
        let house = House::new().await;
        let draft = house.post("analyst", "/api/scorecards", &json!({"program": house.program, "body": form("ours", 1, 60, "")})).await;
        assert_eq!((draft.status, draft.json["state"].as_str()), (201, Some("draft")), "{}", draft.text);
        let address = format!("/api/scorecards/{}", draft.json["id"].as_str().expect("an id"));
        let read = house.get("analyst", &address).await;
        assert_eq!(read.json["form"]["sections"][0]["items"][1]["weight"], json!(40));
        assert_eq!(house.get("agent", &address).await.status, 404, "a draft is for those who work on forms");
        let put = async |tag: Option<&str>| {
            let mut request = Request::put(&address).header("authorization", "Bearer analyst").header("content-type", "application/json");
            if let Some(tag) = tag {
                request = request.header("if-match", tag);
            }
            house.ask(request.body(Body::from(json!({"body": form("ours", 1, 70, "")}).to_string())).expect("a request")).await.status
        };
        let tag = read.headers["etag"].to_str().expect("text").to_owned();
        assert_eq!([put(None).await, put(Some("\"sha256:0\"")).await, put(Some(&tag)).await, put(Some(&tag)).await], [428, 412, 200, 412]);
        assert_eq!(house.post("analyst", &format!("{address}/publish"), &Value::Null).await.status, 403, "managers publish");
        let published = house.post("manager", &format!("{address}/publish"), &Value::Null).await;
        assert_eq!((published.status, published.json["state"].as_str()), (200, Some("published")), "{}", published.text);
        assert_eq!(house.send("analyst", "DELETE", &address, Vec::new()).await.status, 409, "what was published stays");
        assert_eq!(put(Some(&format!("\"{}\"", published.json["hash"].as_str().expect("a hash")))).await, 409);
        assert_eq!(house.get("agent", &address).await.status, 200);

        let again = house.post("analyst", "/api/scorecards", &json!({"program": house.program, "body": form("ours", 1, 50, "")})).await;
        let second = format!("/api/scorecards/{}", again.json["id"].as_str().expect("an id"));
        let refused = house.post("manager", &format!("{second}/publish"), &Value::Null).await;
        assert!(refused.status == 409 && refused.text.contains("to 2 or more"), "{}", refused.text);
        assert_eq!(house.send("analyst", "DELETE", &second, Vec::new()).await.status, 204);
        let third = house.post("analyst", "/api/scorecards", &json!({"program": house.program, "body": form("ours", 3, 50, "")})).await;
        let third = format!("/api/scorecards/{}", third.json["id"].as_str().expect("an id"));
        assert_eq!(house.post("manager", &format!("{third}/publish"), &Value::Null).await.status, 200);
        assert_eq!(house.get("manager", &address).await.json["state"], "retired");
        let held = house.get("manager", &format!("/api/scorecards?state=published&program={}", house.program)).await;
        let own: Vec<&Value> = held.json.as_array().expect("a list").iter().filter(|card| card["program"] == *house.program).collect();
        assert_eq!((own.len(), &own[0]["version"], &own[0]["title"]["en"]), (1, &json!(3), &json!("Ours")));
        assert_eq!(house.post("manager", &format!("{third}/retire"), &Value::Null).await.json["state"], "retired");
        assert_eq!(house.post("manager", &format!("{third}/retire"), &Value::Null).await.status, 409);
    }

    #[tokio::test]
    async fn forms_of_others_do_not_exist_and_those_for_all_are_an_administrators() {
        let house = House::new().await;
        let other = program(&house, &house.other_program, &form("theirs", 1, 60, "")).await;
        let address = format!("/api/scorecards/{other}");
        assert_eq!(house.get("manager", &address).await.status, 404);
        assert_eq!(house.post("manager", &format!("{address}/publish"), &Value::Null).await.status, 404);
        assert_eq!(house.send("manager", "DELETE", &address, Vec::new()).await.status, 404);
        assert_eq!(house.post("analyst", "/api/scorecards", &json!({"program": house.other_program, "body": form("x", 1, 60, "")})).await.status, 404);
        assert_eq!(house.post("analyst", "/api/scorecards", &json!({"body": form("x", 1, 60, "")})).await.status, 403);
        let built_in = house.get("manager", "/api/scorecards?state=published").await.json[0]["id"].as_str().expect("an id").to_owned();
        assert_eq!(house.post("manager", &format!("/api/scorecards/{built_in}/retire"), &Value::Null).await.status, 409);
        assert_eq!(house.get("manager", "/api/scorecards?state=odd").await.status, 422);
    }

    #[tokio::test]
    async fn every_mistake_is_told_with_its_line() {
        let house = House::new().await;
        let body = form("ours", 1, 60, "").replace("commitment_made", "no_such_thing").replace("weight: 60", "weight: 61");
        let refused = house.post("analyst", "/api/scorecards", &json!({"program": house.program, "body": body})).await;
        assert_eq!((refused.status, refused.json["errors"].as_array().map(Vec::len)), (422, Some(2)), "{}", refused.text);
        let told = refused.json["errors"].as_array().expect("a list").iter().find(|error| error["message"].as_str().expect("text").contains("no_such_thing"));
        assert_eq!(told.expect("it is told")["line"], json!(15));
        assert_eq!(house.post("analyst", "/api/scorecards", &json!({"program": house.program, "body": "no form"})).await.status, 422);
    }
}
