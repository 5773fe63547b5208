//! Scores of evaluations, added up by conversation and by day; their standings; errors by class.

use super::{Group, Sieve};
use crate::scope::Query;
use crate::{Scope, Store, StoreError};

/// Sums over the scored conversations of a group: what a mean, clustered by day, is made from. In basis points and their squares.
#[derive(Clone, Debug, Default, PartialEq, sqlx::FromRow)]
pub struct ScoreSums {
    /// The group's id; for days the number since 1970.
    pub group_id: String,
    /// Conversations with a score.
    pub conversations: i64,
    /// Sum of scores.
    pub total: f64,
    /// Sum of scores².
    pub squares: f64,
    /// Days with a score.
    pub days: i64,
    /// Sum over days of (sum of scores)².
    pub day_totals_squared: f64,
    /// Sum over days of (number of scores)².
    pub day_sizes_squared: f64,
    /// Sum over days of number · sum.
    pub day_product: f64,
}

/// How many conversations of a group have a standing.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct StandingCount {
    /// The group's id; for days the number since 1970.
    pub group_id: String,
    /// `pass`, `below`, `fail_proposed`, `insufficient_evidence`.
    pub standing: String,
    /// Conversations.
    pub conversations: i64,
}

/// Evaluations of a group without errors of each class, and all in which an item of the class was answered; items, for the class that is not critical.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct ClassSums {
    /// The group's id; for days the number since 1970.
    pub group_id: String,
    /// Without an error that harms the customer.
    pub customer_right: i64,
    /// Of so many.
    pub customer: i64,
    /// Without an error that harms the business.
    pub business_right: i64,
    /// Of so many.
    pub business: i64,
    /// Without an error against law or regulation.
    pub compliance_right: i64,
    /// Of so many.
    pub compliance: i64,
    /// Items of no critical class without a defect.
    pub items_right: i64,
    /// Of so many.
    pub items: i64,
}

const DAY: &str = "c.started_ms / 86400000";

const OUTER: &str = "SELECT d.group_id AS group_id, CAST(SUM(d.n) AS BIGINT) AS conversations, CAST(SUM(d.s) AS DOUBLE PRECISION) AS total, \
    CAST(SUM(d.ss) AS DOUBLE PRECISION) AS squares, CAST(COUNT(*) AS BIGINT) AS days, CAST(SUM(d.s * d.s) AS DOUBLE PRECISION) AS day_totals_squared, \
    CAST(SUM(CAST(d.n AS DOUBLE PRECISION) * d.n) AS DOUBLE PRECISION) AS day_sizes_squared, CAST(SUM(d.s * d.n) AS DOUBLE PRECISION) AS day_product FROM (";

impl Store {
    /// Sums of the scores of current evaluations by group.
    ///
    /// # Errors
    /// The database fails.
    pub async fn score_sums(&self, scope: &Scope, sieve: &Sieve, group: Group) -> Result<Vec<ScoreSums>, StoreError> {
        let column = group.of("c", DAY);
        let inner = format!(
            "SELECT {column} AS group_id, COUNT(*) AS n, SUM(CAST(c.score AS DOUBLE PRECISION)) AS s, SUM(CAST(c.score AS DOUBLE PRECISION) * c.score) AS ss FROM conversations c \
             WHERE c.state = 'evaluated' AND c.score IS NOT NULL"
        );
        let mut query = Query::new(format!("{OUTER}{inner}"), Vec::new());
        limits(&mut query, scope, sieve, group);
        query.text(&format!(" GROUP BY {DAY}, {column}) d GROUP BY d.group_id ORDER BY d.group_id"));
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// Standings of current evaluations by group.
    ///
    /// # Errors
    /// The database fails.
    pub async fn standing_counts(&self, scope: &Scope, sieve: &Sieve, group: Group) -> Result<Vec<StandingCount>, StoreError> {
        let column = group.of("c", DAY);
        let sql =
            format!("SELECT {column} AS group_id, c.standing AS standing, COUNT(*) AS conversations FROM conversations c WHERE c.state = 'evaluated' AND c.standing IS NOT NULL");
        let mut query = Query::new(sql, Vec::new());
        limits(&mut query, scope, sieve, group);
        query.text(&format!(" GROUP BY {column}, c.standing ORDER BY 1, 2"));
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// Errors of current evaluations by group and class.
    ///
    /// # Errors
    /// The database fails.
    pub async fn class_sums(&self, scope: &Scope, sieve: &Sieve, group: Group) -> Result<Vec<ClassSums>, StoreError> {
        let column = group.of("c", DAY);
        let class = |name: &str| format!("CAST(COALESCE(SUM(e.{name}_right), 0) AS BIGINT) AS {name}_right, COUNT(e.{name}_right) AS {name}");
        let sql = format!(
            "SELECT {column} AS group_id, {}, {}, {}, CAST(SUM(e.items_right) AS BIGINT) AS items_right, CAST(SUM(e.items) AS BIGINT) AS items \
             FROM conversations c JOIN evaluations e ON e.id = c.evaluation_id WHERE c.state = 'evaluated'",
            class("customer"),
            class("business"),
            class("compliance")
        );
        let mut query = Query::new(sql, Vec::new());
        limits(&mut query, scope, sieve, group);
        query.text(&format!(" GROUP BY {column} ORDER BY 1"));
        self.read(scope).await?.all(query.sql, query.args).await
    }
}

fn limits(query: &mut Query, scope: &Scope, sieve: &Sieve, group: Group) {
    scope.figures(query, "c");
    query.sieve(sieve, group, "c");
    query.moments(sieve, "c");
}
