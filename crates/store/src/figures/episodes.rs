//! Episodes of customers' strong feelings, and what came of them, added up.

use super::{Group, Sieve};
use crate::scope::Query;
use crate::{Scope, Store, StoreError};

/// Sums over the episodes of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct EpisodeSums {
    /// The group's id; for days the number since 1970.
    pub group_id: String,
    /// Conversations with an episode.
    pub conversations: i64,
    /// Episodes.
    pub episodes: i64,
    /// Of which the agent acknowledged.
    pub acknowledged: i64,
    /// In which the agent turned to a solution.
    pub solved: i64,
    /// In which the customer calmed down.
    pub recovered: i64,
    /// Days with an episode.
    pub days: i64,
    /// Sum over days of episodes².
    pub day_squared: i64,
    /// Sum over days of acknowledged².
    pub acknowledged_squared: i64,
    /// Sum over days of acknowledged · episodes.
    pub acknowledged_product: i64,
    /// Sum over days of solved².
    pub solved_squared: i64,
    /// Sum over days of solved · episodes.
    pub solved_product: i64,
    /// Sum over days of recovered².
    pub recovered_squared: i64,
    /// Sum over days of recovered · episodes.
    pub recovered_product: i64,
}

/// How many episodes of a group ended after so many customer turns.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CalmCount {
    /// The group's id; for days the number since 1970.
    pub group_id: String,
    /// Customer turns from onset to recovery.
    pub turns: i64,
    /// Episodes.
    pub episodes: i64,
}

const OUTER: &str = "SELECT d.group_id AS group_id, CAST(SUM(d.c) AS BIGINT) AS conversations, CAST(SUM(d.n) AS BIGINT) AS episodes, CAST(SUM(d.a) AS BIGINT) AS acknowledged, \
    CAST(SUM(d.s) AS BIGINT) AS solved, CAST(SUM(d.r) AS BIGINT) AS recovered, CAST(COUNT(*) AS BIGINT) AS days, CAST(SUM(d.n * d.n) AS BIGINT) AS day_squared, \
    CAST(SUM(d.a * d.a) AS BIGINT) AS acknowledged_squared, CAST(SUM(d.a * d.n) AS BIGINT) AS acknowledged_product, CAST(SUM(d.s * d.s) AS BIGINT) AS solved_squared, \
    CAST(SUM(d.s * d.n) AS BIGINT) AS solved_product, CAST(SUM(d.r * d.r) AS BIGINT) AS recovered_squared, CAST(SUM(d.r * d.n) AS BIGINT) AS recovered_product FROM (";

impl Store {
    /// Sums by group.
    ///
    /// # Errors
    /// The database fails.
    pub async fn episode_sums(&self, scope: &Scope, sieve: &Sieve, group: Group) -> Result<Vec<EpisodeSums>, StoreError> {
        let column = group.of("e", "e.day");
        // The first episode of a conversation has the number 0.
        let inner = format!(
            "SELECT {column} AS group_id, SUM(CASE WHEN e.number = 0 THEN 1 ELSE 0 END) AS c, COUNT(*) AS n, SUM(e.acknowledged) AS a, SUM(e.solved) AS s, SUM(e.recovered) AS r \
             FROM episodes e WHERE 1 = 1"
        );
        let mut query = Query::new(format!("{OUTER}{inner}"), Vec::new());
        scope.figures(&mut query, "e");
        query.sieve(sieve, group, "e");
        query.days(sieve, "e");
        let by = if group == Group::Day { String::new() } else { format!(", {column}") };
        query.text(&format!(" GROUP BY e.day{by}) d GROUP BY d.group_id ORDER BY d.group_id"));
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// How long calming took, by group, shortest first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn calm_counts(&self, scope: &Scope, sieve: &Sieve, group: Group) -> Result<Vec<CalmCount>, StoreError> {
        let column = group.of("e", "e.day");
        let sql = format!("SELECT {column} AS group_id, e.turns_to_calm AS turns, COUNT(*) AS episodes FROM episodes e WHERE e.recovered = 1 AND e.turns_to_calm IS NOT NULL");
        let mut query = Query::new(sql, Vec::new());
        scope.figures(&mut query, "e");
        query.sieve(sieve, group, "e");
        query.days(sieve, "e");
        query.text(" GROUP BY 1, 2 ORDER BY 1, 2");
        self.read(scope).await?.all(query.sql, query.args).await
    }
}
