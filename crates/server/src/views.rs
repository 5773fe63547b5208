//! Saved views: filters with a name, one's own or shared in a program.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use rapport_store::{NewView, ViewRow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::asked::words;
use crate::caller::Caller;
use crate::conversations::filter::Wanted;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// A saved view of the list of conversations.
#[derive(Serialize, ToSchema)]
pub struct ViewOut {
    /// Id.
    pub id: String,
    /// Whether it is the caller's: only then may they change it.
    pub own: bool,
    /// The program that it is for; none for all of the owner's.
    pub program: Option<String>,
    /// Name.
    pub name: String,
    /// The filters, as `GET /api/conversations` takes them in its address.
    pub query: String,
    /// Whether everybody in the program sees it.
    pub shared: bool,
    /// Milliseconds since 1970.
    pub created_ms: i64,
}

/// A view to keep.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ViewIn {
    /// The program that it is for; a shared one needs it.
    pub program: Option<String>,
    /// Name, 1 to 100 characters.
    pub name: String,
    /// The filters, as in the address of `GET /api/conversations`, such as `channel=chat&missed=apology_owned`.
    #[serde(default)]
    pub query: String,
    /// Whether everybody in the program sees it.
    #[serde(default)]
    pub shared: bool,
}

/// The id of what was kept.
#[derive(Serialize, ToSchema)]
pub struct ViewKept {
    /// Id.
    pub id: String,
}

impl ViewIn {
    fn checked(self, caller: &Caller) -> Result<NewView, ApiError> {
        let name = self.name.trim().to_owned();
        if name.is_empty() || name.chars().count() > 100 {
            return Err(ApiError::invalid("a view needs a name of 1 to 100 characters"));
        }
        if self.shared && self.program.is_none() {
            return Err(ApiError::invalid("a view is shared in a program; name one"));
        }
        if self.program.as_deref().is_some_and(|program| !caller.scope.has_program(program)) {
            return Err(ApiError::not_found("program"));
        }
        let query = self.query.trim().trim_start_matches('?').to_owned();
        let wanted: Wanted = words(&query)?;
        wanted.filter(caller)?;
        wanted.sort(caller)?;
        Ok(NewView { program: self.program, name, query, shared: self.shared })
    }
}

/// The caller's views, and those shared in their programs
#[utoipa::path(get, path = "/api/views", tag = "views", responses((status = 200, body = Vec<ViewOut>)))]
pub async fn list(State(state): State<AppState>, caller: Caller) -> Result<Json<Vec<ViewOut>>, ApiError> {
    let out = |row: ViewRow| ViewOut {
        own: caller.scope.user.as_deref() == Some(row.user_id.as_str()),
        id: row.id,
        program: row.program_id,
        name: row.name,
        query: row.query,
        shared: row.shared != 0,
        created_ms: row.created_ms,
    };
    Ok(Json(state.store().views(&caller.scope).await?.into_iter().map(out).collect()))
}

/// Keep a view
#[utoipa::path(post, path = "/api/views", tag = "views", request_body = ViewIn, responses((status = 201, body = ViewKept), (status = 422, body = Problem)))]
pub async fn add(State(state): State<AppState>, caller: Caller, Json(view): Json<ViewIn>) -> Result<(StatusCode, Json<ViewKept>), ApiError> {
    let id = state.store().add_view(&caller.scope, &view.checked(&caller)?).await?;
    Ok((StatusCode::CREATED, Json(ViewKept { id })))
}

/// Change a view of one's own
#[utoipa::path(put, path = "/api/views/{id}", tag = "views", params(("id" = String, Path)), request_body = ViewIn, responses((status = 204, description = "changed"), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn change(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(view): Json<ViewIn>) -> Result<StatusCode, ApiError> {
    if state.store().change_view(&caller.scope, &id, &view.checked(&caller)?).await? { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::not_found("view")) }
}

/// Delete a view of one's own
#[utoipa::path(delete, path = "/api/views/{id}", tag = "views", params(("id" = String, Path)), responses((status = 204, description = "gone"), (status = 404, body = Problem)))]
pub async fn delete(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<StatusCode, ApiError> {
    if state.store().delete_view(&caller.scope, &id).await? { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::not_found("view")) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::House;

    #[tokio::test]
    async fn a_view_is_its_owners_until_it_is_shared() {
        let house = House::new().await;
        let mut view = json!({"name": "Late refunds", "query": "?q=refund&channel=chat&sort=score"});
        let made = house.post("analyst", "/api/views", &view).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let address = format!("/api/views/{}", made.json["id"].as_str().expect("an id"));
        assert_eq!(house.get("analyst", "/api/views").await.json[0]["query"], json!("q=refund&channel=chat&sort=score"));
        assert_eq!(house.get("coach", "/api/views").await.json, json!([]));
        view["shared"] = json!(true);
        assert_eq!(house.send("analyst", "PUT", &address, view.to_string().into_bytes()).await.status, 422, "shared where?");
        view["program"] = json!(house.program);
        assert_eq!(house.send("analyst", "PUT", &address, view.to_string().into_bytes()).await.status, 204);
        assert_eq!(house.get("coach", "/api/views").await.json[0]["own"], json!(false));
        assert_eq!(house.send("coach", "DELETE", &address, Vec::new()).await.status, 404);
        view["program"] = json!(house.other_program);
        assert_eq!(house.post("analyst", "/api/views", &view).await.status, 404, "another's program");
        assert_eq!(house.post("analyst", "/api/views", &json!({"name": "x", "query": "colour=red"})).await.status, 422);
        assert_eq!(house.send("analyst", "DELETE", &address, Vec::new()).await.status, 204);
        assert_eq!(house.get("analyst", "/api/views").await.json, json!([]));
    }
}
