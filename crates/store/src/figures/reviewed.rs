//! Machine scores of everybody, and people's scores of a random sample of them.

use super::{Group, Sieve};
use crate::scope::Query;
use crate::{Scope, Store, StoreError};

/// How many conversations have a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ScoreCount {
    /// In basis points.
    pub score: i64,
    /// Conversations.
    pub conversations: i64,
}

/// A submitted review of the random stream.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct ReviewedScore {
    /// Of which conversation.
    pub conversation_id: String,
    /// The machine's score now, in basis points.
    pub machine: i64,
    /// The person's, in basis points.
    pub human: i64,
    /// How likely the conversation was to be drawn, 0–1.
    pub probability: f64,
    /// 1 where both scored by the same form, 0 where the form has changed since.
    pub same_form: i64,
}

impl Store {
    /// Machine scores with the number of conversations that have each, lowest first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn score_counts(&self, scope: &Scope, sieve: &Sieve) -> Result<Vec<ScoreCount>, StoreError> {
        let mut query = Query::new("SELECT c.score AS score, COUNT(*) AS conversations FROM conversations c WHERE c.state = 'evaluated' AND c.score IS NOT NULL", Vec::new());
        scope.figures(&mut query, "c");
        query.sieve(sieve, Group::Program, "c");
        query.moments(sieve, "c");
        query.text(" GROUP BY c.score ORDER BY c.score");
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// Reviews of the random stream that were submitted with a score, of conversations that have one from the machine; of each conversation in the order
    /// of submitting. Reviews that were picked for a risk, or on somebody's own initiative, are never among them.
    ///
    /// # Errors
    /// The database fails.
    pub async fn reviewed_scores(&self, scope: &Scope, sieve: &Sieve) -> Result<Vec<ReviewedScore>, StoreError> {
        let sql = "SELECT r.conversation_id AS conversation_id, c.score AS machine, r.score AS human, r.probability AS probability, \
            CAST(CASE WHEN e.scorecard_hash = r.scorecard_hash THEN 1 ELSE 0 END AS BIGINT) AS same_form \
            FROM reviews r JOIN conversations c ON c.id = r.conversation_id JOIN evaluations e ON e.id = c.evaluation_id \
            WHERE r.stream = 'random' AND r.state = 'submitted' AND r.score IS NOT NULL AND r.probability IS NOT NULL AND c.state = 'evaluated' AND c.score IS NOT NULL";
        let mut query = Query::new(sql, Vec::new());
        scope.figures(&mut query, "c");
        query.sieve(sieve, Group::Program, "c");
        query.moments(sieve, "c");
        query.text(" ORDER BY r.conversation_id, r.submitted_ms, r.id");
        self.read(scope).await?.all(query.sql, query.args).await
    }
}
