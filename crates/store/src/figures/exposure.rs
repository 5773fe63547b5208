//! How much customers' hostility reached a program or a team on a day: there to protect people, never to judge one. There is no sum by agent.

use super::{Group, Sieve};
use crate::db::args;
use crate::scope::Query;
use crate::{Scope, Store, StoreError};

/// Contacts of a group on one day by the highest level of hostility in each.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct ExposureSums {
    /// Id of the program or team.
    pub group_id: String,
    /// Days since 1970, in UTC.
    pub day: i64,
    /// Contacts in all, hostile or not.
    pub contacts: i64,
    /// How many agents had one of them: a sum over very few is a person's.
    pub agents: i64,
    /// Contacts whose highest level was 1 (contempt, sarcasm).
    pub level_1: i64,
    /// 2 (profanity, insult in general).
    pub level_2: i64,
    /// 3 (insult or abuse at the agent).
    pub level_3: i64,
    /// 4 (threat, slur).
    pub level_4: i64,
}

impl Store {
    /// Sums by team, or of the program as a whole, and day.
    ///
    /// # Errors
    /// The database fails.
    pub async fn exposure_sums(&self, scope: &Scope, program: &str, teams: bool, days: (Option<i64>, Option<i64>)) -> Result<Vec<ExposureSums>, StoreError> {
        let (column, group) = if teams { ("c.team_id", Group::Team) } else { ("c.program_id", Group::Program) };
        let level = |level: u8| format!("CAST(SUM(CASE WHEN c.hostility = {level} THEN 1 ELSE 0 END) AS BIGINT) AS level_{level}");
        let sql = format!(
            "SELECT {column} AS group_id, c.started_ms / 86400000 AS day, COUNT(*) AS contacts, COUNT(DISTINCT c.agent_id) AS agents, {}, {}, {}, {} \
             FROM conversations c WHERE c.state = 'evaluated'",
            level(1),
            level(2),
            level(3),
            level(4)
        );
        let mut query = Query::new(sql, Vec::new());
        scope.figures(&mut query, "c");
        query.sieve(&Sieve { program: program.to_owned(), ..Sieve::default() }, group, "c");
        // Whole days alone: an hour of a team may be one person's.
        if let Some(from) = days.0 {
            query.and("c.started_ms >= ?", args![from * super::DAY_MS]);
        }
        if let Some(until) = days.1 {
            query.and("c.started_ms < ?", args![until * super::DAY_MS]);
        }
        query.text(" GROUP BY 1, 2 ORDER BY 2, 1");
        self.read(scope).await?.all(query.sql, query.args).await
    }
}
