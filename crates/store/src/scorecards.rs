//! Scorecards: drafts, published versions that never change again, and those put away.

use crate::audit::Entry;
use crate::db::args;
use crate::scope::Query;
use crate::{Pack, PackKind, Scope, Store, StoreError};

/// A version of a scorecard.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ScorecardRow {
    /// Id of this version.
    pub id: String,
    /// Program; none for all.
    pub program_id: Option<String>,
    /// The form's own id.
    pub name: String,
    /// Version, from 1.
    pub version: i64,
    /// `draft`, `published`, `retired`.
    pub state: String,
    /// `sha256:…` as the engine names it.
    pub hash: String,
    /// YAML.
    pub body: String,
    /// Who wrote it.
    pub created_by: String,
    /// Milliseconds since 1970.
    pub created_ms: i64,
    /// Milliseconds since 1970.
    pub published_ms: Option<i64>,
    /// Milliseconds since 1970.
    pub retired_ms: Option<i64>,
}

pub(crate) const COLUMNS: &str = "id, program_id, name, version, state, hash, body, created_by, created_ms, published_ms, retired_ms";

impl Store {
    /// Publishes a form for every program where none of this name and hash is: those inside the binary.
    ///
    /// # Errors
    /// The database fails.
    pub async fn publish_built_in(&self, scope: &Scope, name: &str, version: i64, hash: &str, body: &str) -> Result<(), StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let there: Option<(String,)> = tx.one("SELECT id FROM scorecards WHERE program_id IS NULL AND name = $1 AND hash = $2", args![name, hash]).await?;
        if there.is_none() {
            let id = self.id();
            tx.run("UPDATE scorecards SET state = 'retired', retired_ms = $1 WHERE program_id IS NULL AND name = $2 AND state = 'published'", args![now, name]).await?;
            let sql = format!("INSERT INTO scorecards ({COLUMNS}) VALUES ($1, NULL, $2, $3, 'published', $4, $5, $6, $7, $7, NULL)");
            tx.run(sql, args![&id, name, version, hash, body, &scope.actor, now]).await?;
            tx.keep_pack(now, &Pack { hash: hash.to_owned(), kind: PackKind::Scorecard, body: body.to_owned() }).await?;
            tx.audit(now, scope, &Entry { action: "scorecard.publish", object: &id, program: "", detail: "" }).await?;
        }
        tx.commit().await
    }

    /// The published form of a name: the program's own, or the one for all.
    ///
    /// # Errors
    /// The database fails.
    pub async fn published(&self, scope: &Scope, program: &str, name: &str) -> Result<Option<ScorecardRow>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM scorecards WHERE state = 'published' AND name = $1"), args![name]);
        query.and("program_id IS NULL OR program_id = ?", args![program]);
        query.text(" ORDER BY CASE WHEN program_id IS NULL THEN 1 ELSE 0 END, version DESC LIMIT 1");
        self.read(scope).await?.one(query.sql, query.args).await
    }
}
