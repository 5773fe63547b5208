//! What changed, in the order of commits: for live pages, in every process.

use crate::db::{Tx, args};
use crate::rows::Rows;
use crate::scope::Query;
use crate::{Scope, Store, StoreError};

/// Something that changed.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Change {
    /// Rises with every change.
    pub number: i64,
    /// Whose program.
    pub program_id: String,
    /// Such as `conversation.evaluated`.
    pub kind: String,
    /// Its id.
    pub object: String,
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
}

/// So many changes are kept.
const KEPT: i64 = 10_000;

/// Older ones are deleted after so many new ones.
const ROUND: i64 = 1_000;

impl Store {
    /// The changes after a number, oldest first, at most 1,000.
    ///
    /// # Errors
    /// The database fails.
    pub async fn changes_after(&self, scope: &Scope, number: i64) -> Result<Vec<Change>, StoreError> {
        let mut query = Query::new("SELECT number, program_id, kind, object, at_ms FROM changes WHERE number > $1", args![number]);
        scope.wall(&mut query, "program_id");
        query.text(" ORDER BY number LIMIT 1000");
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// The number of the latest change; 0 before the first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn latest_change(&self, scope: &Scope) -> Result<i64, StoreError> {
        let row: Option<(i64,)> = self.read(scope).await?.one("SELECT value FROM counters WHERE name = 'changes'", Vec::new()).await?;
        Ok(row.map_or(0, |(value,)| value))
    }

    /// When the latest change was made, in milliseconds since 1970.
    ///
    /// # Errors
    /// The database fails.
    pub async fn latest_moment(&self, scope: &Scope) -> Result<Option<i64>, StoreError> {
        let row: Option<(i64,)> = self.read(scope).await?.one("SELECT at_ms FROM changes ORDER BY number DESC LIMIT 1", Vec::new()).await?;
        Ok(row.map(|(at,)| at))
    }
}

impl Tx {
    /// Notes what changed, and writes the messages to those who listen. Last in a transaction: it holds the counter until the commit, so that numbers rise in the order of commits.
    pub(crate) async fn changed(&mut self, now: i64, changes: &[(&str, &str, &str)]) -> Result<(), StoreError> {
        if changes.is_empty() {
            return Ok(());
        }
        let last = self.count("changes", changes.len() as i64).await?;
        let numbered = (last - changes.len() as i64 + 1..).zip(changes);
        let mut rows = Rows::default();
        rows.add("INSERT INTO changes (number, program_id, kind, object, at_ms)", numbered.map(|(number, (program, kind, object))| args![number, *program, *kind, *object, now]));
        rows.insert(self).await?;
        self.post(now, changes).await?;
        if last / ROUND > (last - changes.len() as i64) / ROUND {
            self.run("DELETE FROM changes WHERE number < $1", args![last - KEPT]).await?;
        }
        Ok(())
    }

    /// Raises a counter by `by`, and gives it. Other transactions that want it wait for this one's end.
    pub(crate) async fn count(&mut self, name: &str, by: i64) -> Result<i64, StoreError> {
        let sql = "INSERT INTO counters (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = counters.value + excluded.value RETURNING value";
        let row: Option<(i64,)> = self.one(sql, args![name, by]).await?;
        Ok(row.map_or(by, |(value,)| value))
    }
}
