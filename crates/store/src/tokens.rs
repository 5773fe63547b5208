//! API tokens, by hash alone: a program's way in, with no more rights than its user and fewer where it was made so.

use crate::audit::Entry;
use crate::db::args;
use crate::scope::Query;
use crate::{Programs, Role, Scope, Store, StoreError};

/// A token as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Token {
    /// Id.
    pub id: String,
    /// Whose.
    pub user_id: String,
    /// What it is for.
    pub name: String,
    /// What it may do: JSON array of words such as `conversations:write`.
    pub scopes: String,
    /// Milliseconds since 1970.
    pub created_ms: i64,
    /// Milliseconds since 1970.
    pub expires_ms: Option<i64>,
    /// Last used, in milliseconds since 1970, to the minute.
    pub used_ms: Option<i64>,
    /// Taken back, in milliseconds since 1970.
    pub revoked_ms: Option<i64>,
}

const COLUMNS: &str = "id, user_id, name, scopes, created_ms, expires_ms, used_ms, revoked_ms";

/// How exact `used_ms` is.
const MINUTE_MS: i64 = 60_000;

/// Tokens in one answer.
const MOST: i64 = 1_000;

impl Store {
    /// Makes a token from the hash of its value; its id.
    ///
    /// # Errors
    /// The database fails.
    pub async fn add_token(&self, scope: &Scope, user: &str, hash: &str, name: &str, scopes: &str, expires_ms: Option<i64>) -> Result<String, StoreError> {
        let (id, now) = (self.id(), self.now());
        let mut tx = self.write(scope).await?;
        let sql = "INSERT INTO tokens (id, hash, user_id, name, scopes, created_ms, expires_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        tx.run(sql, args![&id, hash, user, name, scopes, now, expires_ms]).await?;
        tx.audit(now, scope, &Entry { action: "token.add", object: &id, program: "", detail: scopes }).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// The token with this hash, where it holds now. That it was used is written down at most once a minute.
    ///
    /// # Errors
    /// The database fails.
    pub async fn token(&self, hash: &str) -> Result<Option<Token>, StoreError> {
        let (now, nobody) = (self.now(), Scope::nobody());
        let sql = format!("SELECT {COLUMNS} FROM tokens WHERE hash = $1 AND revoked_ms IS NULL AND (expires_ms IS NULL OR expires_ms > $2)");
        let token: Option<Token> = self.read(&nobody).await?.one(sql, args![hash, now]).await?;
        if let Some(token) = &token
            && token.used_ms.is_none_or(|used| used <= now - MINUTE_MS)
        {
            let mut tx = self.write(&nobody).await?;
            tx.run("UPDATE tokens SET used_ms = $1 WHERE id = $2", args![now, &token.id]).await?;
            tx.commit().await?;
        }
        Ok(token)
    }

    /// The caller's tokens, newest first; an administrator's are everybody's.
    ///
    /// # Errors
    /// The database fails.
    pub async fn tokens(&self, scope: &Scope) -> Result<Vec<Token>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM tokens WHERE 1 = 1"), Vec::new());
        own(scope, &mut query);
        query.text(" ORDER BY id DESC LIMIT ");
        query.push(MOST.into());
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// Takes a token back; `false` where the caller has no such token.
    ///
    /// # Errors
    /// The database fails.
    pub async fn revoke_token(&self, scope: &Scope, id: &str) -> Result<bool, StoreError> {
        let now = self.now();
        let mut query = Query::new("UPDATE tokens SET revoked_ms = $1 WHERE id = $2 AND revoked_ms IS NULL", args![now, id]);
        own(scope, &mut query);
        let mut tx = self.write(scope).await?;
        let touched = tx.run(query.sql, query.args).await?;
        if touched > 0 {
            tx.audit(now, scope, &Entry { action: "token.revoke", object: id, program: "", detail: "" }).await?;
        }
        tx.commit().await?;
        Ok(touched > 0)
    }
}

/// A token is its user's own affair, and an administrator's.
fn own(scope: &Scope, query: &mut Query) {
    if scope.role != Role::Administrator || scope.programs != Programs::All {
        query.and("user_id = ?", args![scope.user.clone()]);
    }
}
