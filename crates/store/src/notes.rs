//! Notes: what people write beside a conversation, or beside some of its words. They go with the conversation.

use crate::audit::Entry;
use crate::db::{Tx, args};
use crate::scope::Query;
use crate::{Role, Scope, Store, StoreError};

/// A note as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct NoteRow {
    /// Id.
    pub id: String,
    /// Program.
    pub program_id: String,
    /// Conversation.
    pub conversation_id: String,
    /// Who wrote it: a user's id.
    pub author: String,
    /// Their name.
    pub author_name: String,
    /// The turn that it is about, from 0; none for the conversation.
    pub turn: Option<i64>,
    /// Where the words that it is about begin in the turn, in code points; none for the whole turn.
    pub span_start: Option<i64>,
    /// Where they end, in code points.
    pub span_end: Option<i64>,
    /// The text, redacted.
    pub body: String,
    /// Milliseconds since 1970.
    pub created_ms: i64,
    /// When its text was changed last, in milliseconds since 1970.
    pub changed_ms: Option<i64>,
}

/// A note to keep.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewNote {
    /// The turn, from 0; none for the conversation.
    pub turn: Option<i64>,
    /// The words in the turn, in code points; none for the whole turn.
    pub span: Option<(i64, i64)>,
    /// The text, redacted.
    pub body: String,
}

const COLUMNS: &str = "n.id, n.program_id, n.conversation_id, n.author, COALESCE(u.name, '') AS author_name, n.turn, n.span_start, n.span_end, n.body, n.created_ms, n.changed_ms";

const FROM: &str = "FROM notes n JOIN conversations c ON c.id = n.conversation_id LEFT JOIN users u ON u.id = n.author WHERE c.id = $1";

impl Store {
    /// The notes of a conversation, oldest first; `None` where the conversation does not exist for the caller, or they are a client, who reads none.
    ///
    /// # Errors
    /// The database fails.
    pub async fn notes(&self, scope: &Scope, conversation: &str) -> Result<Option<Vec<NoteRow>>, StoreError> {
        let mut tx = self.read(scope).await?;
        if tx.noted(scope, conversation).await?.is_none() {
            return Ok(None);
        }
        let mut query = Query::new(format!("SELECT {COLUMNS} {FROM}"), args![conversation]);
        scope.conversations(&mut query, "c");
        query.text(" ORDER BY n.created_ms, n.id");
        tx.all(query.sql, query.args).await.map(Some)
    }

    /// Keeps a note of the caller's; `None` where the conversation does not exist for them.
    ///
    /// # Errors
    /// Nobody is signed in, or the database fails.
    pub async fn add_note(&self, scope: &Scope, conversation: &str, new: &NewNote) -> Result<Option<NoteRow>, StoreError> {
        let author = scope.user.clone().ok_or_else(|| StoreError::State("only a user writes notes".into()))?;
        let (id, now) = (self.id(), self.now());
        let mut tx = self.write(scope).await?;
        let Some(program) = tx.noted(scope, conversation).await? else { return Ok(None) };
        let sql = "INSERT INTO notes (id, program_id, conversation_id, author, turn, span_start, span_end, body, created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let (start, end) = new.span.unzip();
        tx.run(sql, args![&id, &program, conversation, author, new.turn, start, end, &new.body, now]).await?;
        let row = tx.note(scope, conversation, &id).await?;
        tx.log_note(now, scope, "note.add", &program, conversation, &id).await?;
        tx.commit().await?;
        Ok(row)
    }

    /// Changes the text of a note of the caller's; `None` where it is not theirs.
    ///
    /// # Errors
    /// The database fails.
    pub async fn change_note(&self, scope: &Scope, conversation: &str, id: &str, body: &str) -> Result<Option<NoteRow>, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let Some(note) = tx.note(scope, conversation, id).await?.filter(|note| scope.wrote(note)) else { return Ok(None) };
        tx.run("UPDATE notes SET body = $1, changed_ms = $2 WHERE id = $3", args![body, now, id]).await?;
        tx.log_note(now, scope, "note.change", &note.program_id, conversation, id).await?;
        tx.commit().await?;
        Ok(Some(NoteRow { body: body.to_owned(), changed_ms: Some(now), ..note }))
    }

    /// Deletes a note: one's own, or any for those who manage the program; `false` where the caller may not, or it is not there.
    ///
    /// # Errors
    /// The database fails.
    pub async fn delete_note(&self, scope: &Scope, conversation: &str, id: &str) -> Result<bool, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let Some(note) = tx.note(scope, conversation, id).await?.filter(|note| scope.may_delete(note)) else { return Ok(false) };
        tx.run("DELETE FROM notes WHERE id = $1", args![id]).await?;
        tx.log_note(now, scope, "note.delete", &note.program_id, conversation, id).await?;
        tx.commit().await?;
        Ok(true)
    }
}

impl Scope {
    /// Whether a note is the caller's own.
    pub fn wrote(&self, note: &NoteRow) -> bool {
        self.user.as_deref() == Some(&note.author)
    }

    /// Whether the caller may delete a note: their own, or any where they manage the program.
    pub fn may_delete(&self, note: &NoteRow) -> bool {
        self.wrote(note) || matches!(self.role, Role::Administrator | Role::Manager)
    }
}

impl Tx {
    /// The program of a conversation beside which the caller may read and write notes.
    async fn noted(&mut self, scope: &Scope, conversation: &str) -> Result<Option<String>, StoreError> {
        if scope.role == Role::Client {
            return Ok(None);
        }
        let mut query = Query::new("SELECT c.program_id FROM conversations c WHERE c.id = $1", args![conversation]);
        scope.conversations(&mut query, "c");
        Ok(self.one::<(String,)>(query.sql, query.args).await?.map(|(program,)| program))
    }

    async fn note(&mut self, scope: &Scope, conversation: &str, id: &str) -> Result<Option<NoteRow>, StoreError> {
        if scope.role == Role::Client {
            return Ok(None);
        }
        let mut query = Query::new(format!("SELECT {COLUMNS} {FROM} AND n.id = $2"), args![conversation, id]);
        scope.conversations(&mut query, "c");
        self.one(query.sql, query.args).await
    }

    async fn log_note(&mut self, now: i64, scope: &Scope, action: &str, program: &str, conversation: &str, id: &str) -> Result<(), StoreError> {
        let detail = serde_json::json!({ "note": id }).to_string();
        self.audit(now, scope, &Entry { action, object: conversation, program, detail: &detail }).await?;
        self.changed(now, &[(program, "conversation.noted", conversation)]).await
    }
}
