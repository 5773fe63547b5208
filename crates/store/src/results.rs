//! Evaluations of conversations, to read.

use crate::db::args;
use crate::scope::Query;
use crate::{Scope, Store, StoreError};

/// An evaluation as it is kept, with what it was made with.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ResultRow {
    /// Id.
    pub id: String,
    /// Of which conversation.
    pub conversation_id: String,
    /// Id of the form.
    pub scorecard: String,
    /// Version of the form.
    pub version: i64,
    /// Hash of the form.
    pub scorecard_hash: String,
    /// Hash of the rules.
    pub rules_hash: String,
    /// Hash of the weights; empty for rules alone.
    pub models_hash: String,
    /// Version of the engine.
    pub engine: String,
    /// The document ([`crate::read_evaluation`]).
    pub result: String,
    /// Its hash.
    pub result_hash: String,
    /// In basis points.
    pub score: Option<i64>,
    /// Standing.
    pub standing: String,
    /// Why it was made.
    pub reason: String,
    /// Whether it is the current one.
    pub current: i64,
    /// Milliseconds since 1970.
    pub created_ms: i64,
}

const COLUMNS: &str = "e.id, e.conversation_id, e.scorecard, e.version, e.scorecard_hash, e.rules_hash, e.models_hash, e.engine, e.result, e.result_hash, e.score, e.standing, e.reason, \
    e.current, e.created_ms";

impl Store {
    /// Every evaluation of a conversation that exists for the caller, newest first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn results_of(&self, scope: &Scope, conversation: &str) -> Result<Vec<ResultRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM evaluations e JOIN conversations c ON c.id = e.conversation_id WHERE e.conversation_id = $1");
        let mut query = Query::new(sql, args![conversation]);
        scope.conversations(&mut query, "c");
        query.text(" ORDER BY e.created_ms DESC, e.id DESC");
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// The current evaluations of conversations by id, of those that exist for the caller.
    ///
    /// # Errors
    /// The database fails.
    pub async fn current_results(&self, scope: &Scope, conversations: &[String]) -> Result<Vec<ResultRow>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM evaluations e JOIN conversations c ON c.id = e.conversation_id WHERE e.current = 1"), Vec::new());
        query.is_one_of("e.conversation_id", conversations);
        scope.conversations(&mut query, "c");
        self.read(scope).await?.all(query.sql, query.args).await
    }
}
