//! Dead letters: what came in and could not be read.

use axum::Json;
use axum::extract::{Path, Query, State};
use rapport_store::LetterRow;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// A record that could not be read. Its bytes are not kept: mend it and send it again. Where the same bytes come again and can be read by then, it
/// is settled by itself; a record that was mended has other bytes, and a person settles the old one.
#[derive(Serialize, ToSchema)]
pub struct LetterOut {
    /// Id.
    pub id: String,
    /// Program, where that is known.
    pub program: Option<String>,
    /// Where it came from.
    pub source: String,
    /// Line in what was sent, from 1.
    pub line: Option<i64>,
    /// SHA-256 of its bytes.
    pub hash: String,
    /// Stable code.
    pub code: String,
    /// What is the matter.
    pub message: String,
    /// What to do.
    pub help: String,
    /// When it came last, in milliseconds since 1970.
    pub received_ms: i64,
    /// When it was settled, in milliseconds since 1970.
    pub settled_ms: Option<i64>,
}

/// Which dead letters.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Those that were settled; those that wait where nothing is said
    #[serde(default)]
    settled: bool,
    /// Of this source
    source: Option<String>,
}

impl From<LetterRow> for LetterOut {
    fn from(row: LetterRow) -> LetterOut {
        let LetterRow { id, program_id, source, line, hash, code, message, help, received_ms, settled_ms } = row;
        LetterOut { id, program: program_id, source, line, hash, code, message, help, received_ms, settled_ms }
    }
}

/// Dead letters, those that came last first, at most 200
#[utoipa::path(get, path = "/api/dead-letters", tag = "dead-letters", params(Which), responses((status = 200, body = Vec<LetterOut>)))]
pub async fn list(State(state): State<AppState>, caller: Caller, Query(which): Query<Which>) -> Result<Json<Vec<LetterOut>>, ApiError> {
    let letters = state.store().letters(&caller.scope, which.settled, which.source.as_deref(), 200).await?;
    Ok(Json(letters.into_iter().map(LetterOut::from).collect()))
}

/// Put a dead letter away
#[utoipa::path(post, path = "/api/dead-letters/{id}/settle", tag = "dead-letters", params(("id" = String, Path)), responses((status = 200, body = LetterOut), (status = 404, body = Problem)))]
pub async fn settle(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<LetterOut>, ApiError> {
    let letter = state.store().settle_letter(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("dead letter"))?;
    Ok(Json(letter.into()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::House;

    #[tokio::test]
    async fn a_letter_waits_for_a_person() {
        let house = House::new().await;
        let sent = house.send("analyst", "POST", &format!("/api/conversations?program={}", house.program), b"{broken\n".to_vec()).await;
        let id = sent.json["receipts"][0]["id"].as_str().expect("an id").to_owned();
        let waiting = house.get("analyst", "/api/dead-letters").await.json;
        assert_eq!((waiting[0]["id"].as_str(), waiting[0]["line"].as_i64()), (Some(id.as_str()), Some(1)));
        assert_eq!(house.get("agent", "/api/dead-letters").await.status, 403);
        let address = format!("/api/dead-letters/{id}/settle");
        assert!(house.post("analyst", &address, &json!({})).await.json["settled_ms"].is_number());
        assert_eq!(house.get("analyst", "/api/dead-letters").await.json, json!([]));
        assert_eq!(house.get("analyst", "/api/dead-letters?settled=true").await.json[0]["id"], json!(id));
        assert_eq!(house.post("analyst", "/api/dead-letters/nothing/settle", &json!({})).await.status, 404);
    }

    #[tokio::test]
    async fn the_same_bytes_settle_it_once_they_can_be_read() {
        let house = House::new().await;
        let line = b"{\"id\":\"a\",\"program\":\"Harbour\",\"turns\":[{\"who\":\"agent\",\"text\":\"hello\"}]}\n".to_vec();
        assert_eq!(house.send("administrator", "POST", "/api/conversations", line.clone()).await.json["receipts"][0]["code"], json!("no_program"));
        assert_eq!(house.get("administrator", "/api/dead-letters").await.json.as_array().map(Vec::len), Some(1));
        assert_eq!(house.get("analyst", "/api/dead-letters").await.json, json!([]), "nobody knows whose it is");
        house.post("administrator", "/api/programs", &json!({"name": "Harbour"})).await;
        assert_eq!(house.send("administrator", "POST", "/api/conversations", line).await.json["report"]["new"], json!(1));
        assert_eq!(house.get("administrator", "/api/dead-letters").await.json, json!([]));
    }
}
