//! A program's pack: glossary, facts, claims, greeting, as the file that people write.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use rapport_store::{Pack, PackKind, hash};
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// The pack that holds now.
#[derive(Serialize, ToSchema)]
pub struct PackOut {
    /// `sha256:…` of its text; evaluations name it.
    hash: String,
}

/// The program's pack as it was given
#[utoipa::path(get, path = "/api/programs/{id}/pack", tag = "programs", params(("id" = String, Path)),
    responses((status = 200, content_type = "application/yaml", body = String), (status = 404, body = Problem)))]
pub async fn one(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<(HeaderMap, String), ApiError> {
    let program = state.store().program(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("program"))?;
    let hash = program.pack_hash.ok_or_else(|| ApiError::not_found("pack"))?;
    let body = state.store().pack(&caller.scope, &hash).await?.ok_or_else(|| ApiError::not_found("pack"))?;
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static("application/yaml"))].into_iter().collect(), body))
}

/// Give the program a pack (YAML): what comes in from now on is read with it
#[utoipa::path(put, path = "/api/programs/{id}/pack", tag = "programs", params(("id" = String, Path)), request_body(content = String, content_type = "application/yaml"),
    responses((status = 200, body = PackOut), (status = 404, body = Problem), (status = 422, description = "a mistake in the file, with its line", body = Problem)))]
pub async fn give(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, body: String) -> Result<Json<PackOut>, ApiError> {
    rapport_engine::Program::parse(&body).map_err(ApiError::invalid)?;
    let pack = Pack { hash: hash(&body), kind: PackKind::Program, body };
    if !state.store().set_pack(&caller.scope, &id, &pack).await? {
        return Err(ApiError::not_found("program"));
    }
    Ok(Json(PackOut { hash: pack.hash }))
}

/// Take the program's pack away
#[utoipa::path(delete, path = "/api/programs/{id}/pack", tag = "programs", params(("id" = String, Path)), responses((status = 204), (status = 404, body = Problem)))]
pub async fn take(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<StatusCode, ApiError> {
    if state.store().clear_pack(&caller.scope, &id).await? { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::not_found("pack")) }
}

#[cfg(test)]
mod tests {
    use crate::testing::House;

    #[tokio::test]
    async fn a_pack_is_checked_kept_and_taken_away() {
        let house = House::new().await;
        let address = format!("/api/programs/{}/pack", house.program);
        assert_eq!(house.get("manager", &address).await.status, 404);
        let wrong = house.send("manager", "PUT", &address, b"format: 1\nglosary: []\n".to_vec()).await;
        assert!(wrong.status == 422 && wrong.json["detail"].as_str().is_some_and(|detail| detail.starts_with("line 2")), "{}", wrong.text);
        let text = "format: 1\nname: Lantern\nglossary: [ONT]\n";
        let given = house.send("manager", "PUT", &address, text.as_bytes().to_vec()).await;
        assert_eq!(given.status, 200, "{}", given.text);
        assert_eq!(house.get("analyst", &address).await.text, text);
        assert_eq!(house.get("analyst", "/api/programs").await.json[0]["pack"], given.json["hash"]);
        assert_eq!(house.send("analyst", "PUT", &address, text.as_bytes().to_vec()).await.status, 403);
        let other = format!("/api/programs/{}/pack", house.other_program);
        assert_eq!(house.send("manager", "PUT", &other, text.as_bytes().to_vec()).await.status, 404);
        assert_eq!(house.send("manager", "DELETE", &address, Vec::new()).await.status, 204);
        assert_eq!(house.get("manager", &address).await.status, 404);
    }
}
