//! Behaviours found, called for, taken and missed, added up.

use super::{Group, Sieve};
use crate::db::args;
use crate::scope::Query;
use crate::{Scope, Store, StoreError};

/// Sums over the conversations of a group in which a behaviour was found or called for. Hints are counted apart and held against nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct BehaviourSums {
    /// The group's id; for days the number since 1970.
    pub group_id: String,
    /// Behaviour.
    pub behaviour: String,
    /// Found done well.
    pub positive: i64,
    /// Conversations in which.
    pub positive_conversations: i64,
    /// Found against the customer's interest.
    pub negative: i64,
    /// Conversations in which.
    pub negative_conversations: i64,
    /// Found, neither good nor bad.
    pub neutral: i64,
    /// Conversations in which.
    pub neutral_conversations: i64,
    /// Hints.
    pub hints: i64,
    /// Called for and done.
    pub taken: i64,
    /// Called for and not done.
    pub missed: i64,
    /// Conversations in which it was missed.
    pub missed_conversations: i64,
    /// Conversations in which it was called for.
    pub called_conversations: i64,
    /// Days on which it was called for.
    pub days: i64,
    /// Sum over days of taken².
    pub day_taken_squared: i64,
    /// Sum over days of opportunities².
    pub day_opportunities_squared: i64,
    /// Sum over days of taken · opportunities.
    pub day_product: i64,
}

/// How much the customer's hostility reached somebody is told by exposure alone, which knows no agents.
const EXPOSURE: &str = "cust_hostility";

const OUTER: &str = "SELECT d.group_id AS group_id, d.behaviour AS behaviour, CAST(SUM(d.p) AS BIGINT) AS positive, CAST(SUM(d.pc) AS BIGINT) AS positive_conversations, \
    CAST(SUM(d.n) AS BIGINT) AS negative, CAST(SUM(d.nc) AS BIGINT) AS negative_conversations, CAST(SUM(d.z) AS BIGINT) AS neutral, \
    CAST(SUM(d.zc) AS BIGINT) AS neutral_conversations, CAST(SUM(d.h) AS BIGINT) AS hints, CAST(SUM(d.t) AS BIGINT) AS taken, CAST(SUM(d.m) AS BIGINT) AS missed, \
    CAST(SUM(d.mc) AS BIGINT) AS missed_conversations, CAST(SUM(d.cc) AS BIGINT) AS called_conversations, \
    CAST(SUM(CASE WHEN d.t + d.m > 0 THEN 1 ELSE 0 END) AS BIGINT) AS days, CAST(SUM(d.t * d.t) AS BIGINT) AS day_taken_squared, \
    CAST(SUM((d.t + d.m) * (d.t + d.m)) AS BIGINT) AS day_opportunities_squared, CAST(SUM(d.t * (d.t + d.m)) AS BIGINT) AS day_product FROM (";

impl Store {
    /// Sums by group and behaviour; one behaviour alone where it is named. Hostility is not among them.
    ///
    /// # Errors
    /// The database fails.
    pub async fn behaviour_sums(&self, scope: &Scope, sieve: &Sieve, group: Group, behaviour: Option<&str>) -> Result<Vec<BehaviourSums>, StoreError> {
        // A mark carries neither channel nor language: most figures do not ask, and there are many marks.
        let asks = sieve.channel.is_some() || sieve.language.is_some() || matches!(group, Group::Channel | Group::Language);
        let table = if asks { "c" } else { "m" };
        let column = group.of(table, "m.day");
        let inner = format!(
            "SELECT {column} AS group_id, m.behaviour AS behaviour, m.day AS day, m.kind AS kind, m.polarity AS polarity, m.hint AS hint, COUNT(*) AS n, SUM(m.opens) AS opens, \
             SUM(m.calls) AS calls FROM marks m{} WHERE m.behaviour <> '{EXPOSURE}'",
            if asks { " JOIN conversations c ON c.id = m.conversation_id" } else { "" },
        );
        let mut query = Query::new(format!("{OUTER}{}{inner}", middle()), Vec::new());
        scope.figures(&mut query, "m");
        query.and("m.program_id = ?", args![&sieve.program]);
        query.sieve(sieve, group, table);
        query.days(sieve, "m");
        if let Some(behaviour) = behaviour {
            query.and("m.behaviour = ?", args![behaviour]);
        }
        // In the index's own order, so that only few rows are sorted.
        let by = if group == Group::Day { String::new() } else { format!(", {column}") };
        query.text(&format!(
            " GROUP BY m.day, m.behaviour, m.kind, m.polarity, m.hint{by}) i GROUP BY i.group_id, i.behaviour, i.day) d GROUP BY d.group_id, d.behaviour ORDER BY d.behaviour, d.group_id"
        ));
        self.read(scope).await?.all(query.sql, query.args).await
    }
}

/// Puts kinds beside each other.
fn middle() -> String {
    let sum = |condition: &str, value: &str, name: &str| format!("SUM(CASE WHEN {condition} THEN i.{value} ELSE 0 END) AS {name}");
    let found = |polarity: &str, count: &str, conversations: &str| {
        let condition = format!("i.kind = 'found' AND i.hint = 0 AND i.polarity = '{polarity}'");
        format!("{}, {}", sum(&condition, "n", count), sum(&condition, "opens", conversations))
    };
    let parts = [
        found("+", "p", "pc"),
        found("-", "n", "nc"),
        found("0", "z", "zc"),
        sum("i.hint = 1", "n", "h"),
        sum("i.kind = 'taken'", "n", "t"),
        sum("i.kind = 'missed'", "n", "m"),
        sum("i.kind = 'missed'", "opens", "mc"),
        "SUM(i.calls) AS cc".to_owned(),
    ];
    format!("SELECT i.group_id AS group_id, i.behaviour AS behaviour, i.day AS day, {} FROM (", parts.join(", "))
}
