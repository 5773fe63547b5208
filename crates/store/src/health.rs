//! How the database is: its size, its clock, what waits in it.

use crate::db::args;
use crate::scope::Query;
use crate::{Scope, Store, StoreError};

/// What an operator looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// How much the database takes, in bytes.
    pub bytes: i64,
    /// Migrations that were made.
    pub migrations: i64,
    /// The database's clock, in milliseconds since 1970.
    pub now_ms: i64,
    /// Jobs that wait.
    pub waiting: i64,
    /// Jobs that somebody works on.
    pub running: i64,
    /// Jobs that wait for a person.
    pub failed: i64,
    /// Since when the oldest job waits or runs, in milliseconds since 1970.
    pub oldest_ms: Option<i64>,
    /// Dead letters that nobody settled.
    pub letters: i64,
}

impl Store {
    /// How the database is; of jobs and letters those inside the walls.
    ///
    /// # Errors
    /// The database fails.
    pub async fn health(&self, scope: &Scope) -> Result<Health, StoreError> {
        let mut tx = self.read(scope).await?;
        let mut health = Health::default();
        for (sql, to) in [(tx.dialect().size(), &mut health.bytes), (tx.dialect().clock(), &mut health.now_ms), ("SELECT COUNT(*) FROM migrations", &mut health.migrations)] {
            *to = tx.one::<(i64,)>(sql, args![]).await?.map_or(0, |(number,)| number);
        }
        let mut query = Query::new("SELECT state, COUNT(*), MIN(created_ms) FROM jobs WHERE state <> 'done'", Vec::new());
        scope.wall(&mut query, "program_id");
        query.text(" GROUP BY state");
        for (state, count, oldest) in tx.all::<(String, i64, Option<i64>)>(query.sql, query.args).await? {
            match state.as_str() {
                "failed" => health.failed = count,
                state => {
                    *(if state == "running" { &mut health.running } else { &mut health.waiting }) = count;
                    health.oldest_ms = health.oldest_ms.into_iter().chain(oldest).min();
                }
            }
        }
        let mut query = Query::new("SELECT COUNT(*) FROM dead_letters WHERE settled_ms IS NULL", Vec::new());
        scope.wall(&mut query, "program_id");
        health.letters = tx.one::<(i64,)>(query.sql, query.args).await?.map_or(0, |(count,)| count);
        Ok(health)
    }
}
