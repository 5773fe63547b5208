//! Answers to requests that carried an Idempotency-Key: the same request again gets the same answer.

use crate::db::args;
use crate::{Scope, Store, StoreError};

/// An answer that was given.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Answered {
    /// Hash of method, path and body: another request under the same key is a mistake.
    pub request: String,
    /// Status; 0 while the first request is under way.
    pub status: i64,
    /// Body.
    pub body: String,
}

/// So long an answer is kept, in milliseconds: a day.
const KEPT_MS: i64 = 24 * 60 * 60 * 1000;

impl Store {
    /// Takes a key for a request. `None`: it was free, and the caller must answer; otherwise what was answered before.
    ///
    /// # Errors
    /// The database fails.
    pub async fn take_key(&self, scope: &Scope, key: &str, request: &str) -> Result<Option<Answered>, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        tx.run("DELETE FROM answered WHERE created_ms < $1", args![now - KEPT_MS]).await?;
        let sql = "INSERT INTO answered (actor, name, request, status, body, created_ms) VALUES ($1, $2, $3, 0, '', $4) ON CONFLICT (actor, name) DO NOTHING";
        let free = tx.run(sql, args![&scope.actor, key, request, now]).await? > 0;
        let before = if free { None } else { tx.one("SELECT request, status, body FROM answered WHERE actor = $1 AND name = $2", args![&scope.actor, key]).await? };
        tx.commit().await?;
        Ok(before)
    }

    /// Keeps the answer to a request that took a key; a server's own failure frees the key, so that it can be tried again.
    ///
    /// # Errors
    /// The database fails.
    pub async fn keep_answer(&self, scope: &Scope, key: &str, status: u16, body: &str) -> Result<(), StoreError> {
        let mut tx = self.write(scope).await?;
        if status >= 500 {
            tx.run("DELETE FROM answered WHERE actor = $1 AND name = $2", args![&scope.actor, key]).await?;
        } else {
            tx.run("UPDATE answered SET status = $1, body = $2 WHERE actor = $3 AND name = $4", args![i64::from(status), body, &scope.actor, key]).await?;
        }
        tx.commit().await
    }
}
