//! The caller's programs, and making one.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use rapport_store::{NewProgram, Program};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::one::SettingsOut;
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// A client's programme: a wall around everything in it.
#[derive(Serialize, ToSchema)]
pub struct ProgramOut {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Whose program it is.
    pub client: String,
    /// Hash of its pack.
    pub pack: Option<String>,
    /// Hash of the text of its own rules.
    pub rules: Option<String>,
    /// Milliseconds since 1970.
    pub created_ms: i64,
    /// Since when it is put away, in milliseconds since 1970.
    pub archived_ms: Option<i64>,
    /// What it wants.
    pub settings: SettingsOut,
}

/// A program to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgramIn {
    /// Name, different from every other.
    pub name: String,
    /// Whose program it is.
    #[serde(default)]
    pub client: String,
}

impl From<Program> for ProgramOut {
    fn from(program: Program) -> ProgramOut {
        let Program { id, name, client, settings, pack_hash, rules_hash, created_ms, archived_ms } = program;
        ProgramOut { id, name, client, pack: pack_hash, rules: rules_hash, created_ms, archived_ms, settings: settings.into() }
    }
}

/// The caller's programs
#[utoipa::path(get, path = "/api/programs", tag = "programs", responses((status = 200, body = Vec<ProgramOut>)))]
pub async fn list(State(state): State<AppState>, caller: Caller) -> Result<Json<Vec<ProgramOut>>, ApiError> {
    let programs = state.store().programs(&caller.scope).await?;
    Ok(Json(programs.into_iter().map(ProgramOut::from).collect()))
}

/// Make a program
#[utoipa::path(post, path = "/api/programs", tag = "programs", request_body = ProgramIn, responses((status = 201, body = ProgramOut), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn add(State(state): State<AppState>, caller: Caller, Json(new): Json<ProgramIn>) -> Result<(StatusCode, Json<ProgramOut>), ApiError> {
    let name = new.name.trim().to_owned();
    if name.is_empty() {
        return Err(ApiError::invalid("a program needs a name"));
    }
    let program = state.store().add_program(&caller.scope, &NewProgram { name, client: new.client.trim().to_owned(), ..NewProgram::default() }).await?;
    Ok((StatusCode::CREATED, Json(program.into())))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::House;

    #[tokio::test]
    async fn an_administrator_makes_a_program_once() {
        let house = House::new().await;
        let made = house.post("administrator", "/api/programs", &json!({"name": "Harbour"})).await;
        assert_eq!((made.status, made.json["name"].as_str()), (201, Some("Harbour")));
        let again = house.post("administrator", "/api/programs", &json!({"name": "Harbour"})).await;
        assert_eq!((again.status, again.json["code"].as_str()), (409, Some("conflict")));
        assert_eq!(house.post("analyst", "/api/programs", &json!({"name": "Other"})).await.status, 403);
        let names = house.get("analyst", "/api/programs").await.json;
        assert_eq!(names.as_array().map(Vec::len), Some(1), "an analyst sees the own program alone");
    }
}
