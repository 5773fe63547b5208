//! Notes beside a conversation, or beside some of its words: what people tell each other. Agents read what is written beside their own.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use rapport_flow::kept;
use rapport_store::{ConversationRow, NewNote, NoteRow, Scope};
use rapport_wire::plain::masked;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// A note.
#[derive(Serialize, ToSchema)]
pub struct NoteOut {
    /// Id.
    pub id: String,
    /// Who wrote it.
    pub author: AuthorOut,
    /// Whether it is the caller's: only then may they change it.
    pub own: bool,
    /// Whether the caller may delete it.
    pub yours_to_delete: bool,
    /// The turn that it is about, from 0; null for the conversation.
    pub turn: Option<i64>,
    /// Where the words that it is about begin in the turn, in code points; null for the whole turn.
    pub start: Option<i64>,
    /// Where they end, in code points.
    pub end: Option<i64>,
    /// What it says, redacted.
    pub text: String,
    /// Milliseconds since 1970.
    pub created_ms: i64,
    /// When its text was changed last, in milliseconds since 1970.
    pub changed_ms: Option<i64>,
}

/// Who wrote a note.
#[derive(Serialize, ToSchema)]
pub struct AuthorOut {
    /// User.
    pub id: String,
    /// Name.
    pub name: String,
}

/// A note to keep.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteIn {
    /// 1 to 4,000 characters; what is personal in it is masked.
    text: String,
    /// The turn that it is about, from 0; left out for the conversation.
    turn: Option<i64>,
    /// Where the words that it is about begin in the turn, in code points; with `end`.
    start: Option<i64>,
    /// Where they end, in code points.
    end: Option<i64>,
}

/// Another text of a note.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteChange {
    /// 1 to 4,000 characters; what is personal in it is masked.
    text: String,
}

/// The longest text, in code points.
const LONGEST: usize = 4_000;

impl NoteOut {
    fn of(row: NoteRow, scope: &Scope) -> NoteOut {
        NoteOut {
            own: scope.wrote(&row),
            yours_to_delete: scope.may_delete(&row),
            id: row.id,
            author: AuthorOut { id: row.author, name: row.author_name },
            turn: row.turn,
            start: row.span_start,
            end: row.span_end,
            text: row.body,
            created_ms: row.created_ms,
            changed_ms: row.changed_ms,
        }
    }
}

impl NoteIn {
    /// What it is about is there.
    fn checked(self, row: &ConversationRow) -> Result<NewNote, ApiError> {
        let span = match (self.turn, self.start, self.end) {
            (_, None, None) => None,
            (Some(_), Some(start), Some(end)) if 0 <= start && start < end => Some((start, end)),
            (None, ..) => return Err(ApiError::invalid("start and end are places in a turn; name the turn")),
            _ => return Err(ApiError::invalid("start and end come together, and start lies before end")),
        };
        if let Some(number) = self.turn {
            let read = kept(row)?;
            let turn = usize::try_from(number).ok().and_then(|number| read.conversation.turns.get(number));
            let turn = turn.ok_or_else(|| ApiError::invalid("the conversation has no such turn"))?;
            if span.is_some_and(|(_, end)| end > turn.text.chars().count() as i64) {
                return Err(ApiError::invalid("end lies behind the end of the turn"));
            }
        }
        Ok(NewNote { turn: self.turn, span, body: text(&self.text)? })
    }
}

/// The notes of a conversation, oldest first
#[utoipa::path(get, path = "/api/conversations/{id}/notes", tag = "notes", params(("id" = String, Path)), responses((status = 200, body = Vec<NoteOut>), (status = 404, body = Problem)))]
pub async fn list(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<Vec<NoteOut>>, ApiError> {
    let notes = state.store().notes(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("conversation"))?;
    Ok(Json(notes.into_iter().map(|row| NoteOut::of(row, &caller.scope)).collect()))
}

/// Write a note beside a conversation, a turn or some words of one
#[utoipa::path(post, path = "/api/conversations/{id}/notes", tag = "notes", params(("id" = String, Path)), request_body = NoteIn,
    responses((status = 201, body = NoteOut), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn add(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(note): Json<NoteIn>) -> Result<(StatusCode, Json<NoteOut>), ApiError> {
    let missing = || ApiError::not_found("conversation");
    let row = state.store().conversation(&caller.scope, &id).await?.ok_or_else(missing)?;
    let note = state.store().add_note(&caller.scope, &id, &note.checked(&row)?).await?.ok_or_else(missing)?;
    Ok((StatusCode::CREATED, Json(NoteOut::of(note, &caller.scope))))
}

/// Change the text of a note of one's own
#[utoipa::path(patch, path = "/api/conversations/{id}/notes/{note}", tag = "notes", params(("id" = String, Path), ("note" = String, Path)), request_body = NoteChange,
    responses((status = 200, body = NoteOut), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn change(State(state): State<AppState>, caller: Caller, Path((id, note)): Path<(String, String)>, Json(change): Json<NoteChange>) -> Result<Json<NoteOut>, ApiError> {
    let changed = state.store().change_note(&caller.scope, &id, &note, &text(&change.text)?).await?.ok_or_else(|| ApiError::not_found("note"))?;
    Ok(Json(NoteOut::of(changed, &caller.scope)))
}

/// Delete a note: one's own, or any for managers
#[utoipa::path(delete, path = "/api/conversations/{id}/notes/{note}", tag = "notes", params(("id" = String, Path), ("note" = String, Path)),
    responses((status = 204, description = "gone"), (status = 404, body = Problem)))]
pub async fn delete(State(state): State<AppState>, caller: Caller, Path((id, note)): Path<(String, String)>) -> Result<StatusCode, ApiError> {
    if state.store().delete_note(&caller.scope, &id, &note).await? { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::not_found("note")) }
}

/// A text that can be kept: redacted, as the conversation is.
fn text(told: &str) -> Result<String, ApiError> {
    let told = told.trim();
    if told.is_empty() || told.chars().count() > LONGEST {
        return Err(ApiError::invalid("a note needs a text of 1 to 4,000 characters"));
    }
    Ok(masked(told))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::{House, bring, chat, own};

    #[tokio::test]
    async fn people_write_beside_the_words() {
        let house = House::new().await;
        let id = bring(&house, &[chat("n1", "a1")]).await.remove(0);
        let address = format!("/api/conversations/{id}/notes");
        let made = house.post("coach", &address, &json!({"text": " Call 4111 1111 1111 1111 — well owned. ", "turn": 1, "start": 0, "end": 12})).await;
        assert_eq!(made.status, 201, "{}", made.text);
        assert!(!made.text.contains("4111 1111") && made.json["text"].as_str().is_some_and(|text| text.ends_with("well owned.")), "{}", made.text);
        assert_eq!((&made.json["author"]["name"], &made.json["own"], &made.json["turn"], &made.json["end"]), (&json!("coach"), &json!(true), &json!(1), &json!(12)));
        house.clock.advance(1_000);
        house.post("analyst", &address, &json!({"text": "看第一句"})).await;
        let list = house.get("analyst", &address).await.json;
        assert_eq!((list.as_array().map(Vec::len), &list[0]["own"], &list[1]["text"]), (Some(2), &json!(false), &json!("看第一句")));
        let note = format!("{address}/{}", made.json["id"].as_str().expect("an id"));
        let change = async |role: &str| house.send(role, "PATCH", &note, br#"{"text": "well owned"}"#.to_vec()).await;
        assert_eq!((change("analyst").await.status, change("coach").await.json["text"].as_str()), (404, Some("well owned")));
        for wrong in [
            json!({"text": " "}),
            json!({"text": "x".repeat(4_001)}),
            json!({"text": "x", "start": 0, "end": 1}),
            json!({"text": "x", "turn": 0, "start": 1}),
            json!({"text": "x", "turn": 0, "start": 3, "end": 3}),
            json!({"text": "x", "turn": 0, "start": 0, "end": 5_000}),
            json!({"text": "x", "turn": 9}),
            json!({"text": "x", "turn": -1}),
        ] {
            assert_eq!(house.post("coach", &address, &wrong).await.status, 422, "{wrong}");
        }
        assert_eq!(house.send("analyst", "DELETE", &note, Vec::new()).await.status, 404, "another's");
        assert_eq!(house.send("manager", "DELETE", &note, Vec::new()).await.status, 204);
        assert_eq!(house.get("coach", &address).await.json.as_array().map(Vec::len), Some(1));
    }

    #[tokio::test]
    async fn agents_read_what_is_beside_their_own_and_clients_nothing() {
        let house = House::new().await;
        let ids = bring(&house, &[chat("n1", "a1"), chat("n2", "a2")]).await;
        own(&house, &ids[0]).await;
        for id in &ids {
            assert_eq!(house.post("analyst", &format!("/api/conversations/{id}/notes"), &json!({"text": "look"})).await.status, 201);
        }
        let first = format!("/api/conversations/{}/notes", ids[0]);
        assert_eq!(house.get("agent", &first).await.json.as_array().map(Vec::len), Some(1));
        assert_eq!(house.post("agent", &first, &json!({"text": "I see it so"})).await.status, 201);
        assert_eq!(house.get("agent", &format!("/api/conversations/{}/notes", ids[1])).await.status, 404);
        house.send("manager", "PUT", &format!("/api/conversations/{}/share", ids[0]), Vec::new()).await;
        assert_eq!(house.get("client", &first).await.status, 403);
    }
}
