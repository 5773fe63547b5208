//! How far a detector's error reaches: marks of the same behaviour and cue, those taken away, and how often people overturn which.

use rapport_model::Exclusion;

use crate::db::args;
use crate::scope::Query;
use crate::{DisputeRow, Scope, Store, StoreError};

/// A mark with the same behaviour and cue as a disputed one.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct SameMark {
    /// Conversation.
    pub conversation_id: String,
    /// Its agent.
    pub agent_id: Option<String>,
    /// When it began, in milliseconds since 1970.
    pub started_ms: i64,
    /// The current evaluation.
    pub evaluation_id: String,
    /// Its score, in basis points.
    pub score: Option<i64>,
    /// The turn of the mark, from 0.
    pub turn: i64,
    /// Id of the finding.
    pub finding: String,
}

/// How often disputes about one thing were decided for the agent.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Overturned {
    /// The item, or the detector's behaviour.
    pub subject: String,
    /// The detector's cue; empty for items.
    pub cue: String,
    /// Disputes that are closed.
    pub decided: i64,
    /// Of these, accepted or upheld.
    pub overturned: i64,
}

/// By what disputes are counted. By whom is not among it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverturnedBy {
    /// Items of forms.
    Item,
    /// Behaviours and cues.
    Detector,
}

#[derive(sqlx::FromRow)]
struct ExclusionRow {
    conversation_id: String,
    behaviour: String,
    cue: String,
    turn: i64,
}

impl Store {
    /// The marks of current evaluations that are the same error as the disputed one: same behaviour, same cue. Newest conversations first, `after` one of them (its
    /// beginning and its id).
    ///
    /// # Errors
    /// The database fails.
    pub async fn same_marks(&self, scope: &Scope, dispute: &DisputeRow, after: Option<(i64, &str)>, limit: i64) -> Result<Vec<SameMark>, StoreError> {
        let mut query = same("m.conversation_id, c.agent_id, c.started_ms, e.id AS evaluation_id, e.score, m.turn, m.finding", scope, dispute);
        if let Some((started, id)) = after {
            query.and("(c.started_ms, c.id) < (?, ?)", args![started, id]);
        }
        query.text(" ORDER BY c.started_ms DESC, c.id DESC, m.turn, m.number LIMIT ");
        query.push(limit.into());
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// How many conversations have such a mark.
    ///
    /// # Errors
    /// The database fails.
    pub async fn same_conversations(&self, scope: &Scope, dispute: &DisputeRow) -> Result<i64, StoreError> {
        let query = same("COUNT(DISTINCT m.conversation_id)", scope, dispute);
        let row: Option<(i64,)> = self.read(scope).await?.one(query.sql, query.args).await?;
        Ok(row.map_or(0, |(count,)| count))
    }

    /// Takes marks away for a dispute that was decided for the agent, and queues their conversations to be read again; how many conversations.
    ///
    /// # Errors
    /// The dispute is not there or not decided for the agent, or the database fails.
    pub async fn exclude(&self, scope: &Scope, dispute: &str, marks: &[(String, Exclusion)]) -> Result<u64, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let dispute = tx.dispute(scope, dispute).await?.ok_or_else(|| StoreError::State("there is no such dispute".into()))?;
        if !dispute.state()?.is_overturned() {
            return Err(StoreError::State("only a dispute that was accepted or upheld changes other results".into()));
        }
        let ids: Vec<String> = marks.iter().map(|(id, _)| id.clone()).collect();
        let mut query = Query::new("SELECT c.id FROM conversations c WHERE c.program_id = $1", args![&dispute.program_id]);
        query.is_one_of("c.id", &ids);
        scope.conversations(&mut query, "c");
        let there: Vec<(String,)> = tx.all(query.sql, query.args).await?;
        let marks: Vec<(String, Exclusion)> = marks.iter().filter(|(id, _)| there.iter().any(|(own,)| own == id)).cloned().collect();
        let queued = self.exclude_marks(&mut tx, scope, now, &dispute, &marks).await?;
        tx.commit().await?;
        Ok(queued)
    }

    /// The marks that were taken away from these conversations, each with its conversation; in a fixed order.
    ///
    /// # Errors
    /// The database fails.
    pub async fn exclusions(&self, scope: &Scope, conversations: &[String]) -> Result<Vec<(String, Exclusion)>, StoreError> {
        let mut query = Query::new("SELECT x.conversation_id, x.behaviour, x.cue, x.turn FROM exclusions x WHERE 1 = 1", Vec::new());
        query.is_one_of("x.conversation_id", conversations);
        scope.wall(&mut query, "x.program_id");
        query.text(" ORDER BY x.conversation_id, x.behaviour, x.cue, x.turn");
        let rows: Vec<ExclusionRow> = self.read(scope).await?.all(query.sql, query.args).await?;
        Ok(rows.into_iter().map(|row| (row.conversation_id, Exclusion { behaviour: row.behaviour, cue: row.cue, turn: row.turn.max(0) as u32 })).collect())
    }

    /// How often closed disputes were decided for the agent; the largest numbers first. Never by agent: who disputes is no figure.
    ///
    /// # Errors
    /// The database fails.
    pub async fn overturned(&self, scope: &Scope, program: Option<&str>, by: OverturnedBy) -> Result<Vec<Overturned>, StoreError> {
        let (columns, with, group) = match by {
            OverturnedBy::Item => ("d.item AS subject, '' AS cue", "1 = 1", "d.item"),
            OverturnedBy::Detector => ("d.behaviour AS subject, d.cue AS cue", "d.behaviour <> ''", "d.behaviour, d.cue"),
        };
        let sql = format!(
            "SELECT {columns}, COUNT(*) AS decided, CAST(SUM(CASE WHEN d.state IN ('accepted', 'upheld') THEN 1 ELSE 0 END) AS BIGINT) AS overturned \
             FROM disputes d WHERE {with} AND d.closed_ms IS NOT NULL"
        );
        let mut query = Query::new(sql, Vec::new());
        scope.wall(&mut query, "d.program_id");
        if let Some(program) = program {
            query.and("d.program_id = ?", args![program]);
        }
        query.text(&format!(" GROUP BY {group} ORDER BY decided DESC, {group}"));
        self.read(scope).await?.all(query.sql, query.args).await
    }
}

/// Marks of current evaluations with the behaviour and the cue of a disputed one.
fn same(columns: &str, scope: &Scope, dispute: &DisputeRow) -> Query {
    let sql = format!(
        "SELECT {columns} FROM marks m JOIN conversations c ON c.id = m.conversation_id JOIN evaluations e ON e.id = c.evaluation_id \
         WHERE m.program_id = $1 AND m.behaviour = $2 AND m.cue = $3 AND m.kind = 'found'"
    );
    let mut query = Query::new(sql, args![&dispute.program_id, &dispute.behaviour, &dispute.cue]);
    scope.conversations(&mut query, "c");
    query
}

/// Marks that were taken away, as the text that an evaluation keeps: JSON; empty for none. The same marks are always the same text.
pub fn exclusions_document(exclusions: &[Exclusion]) -> String {
    if exclusions.is_empty() {
        return String::new();
    }
    let mut sorted: Vec<&Exclusion> = exclusions.iter().collect();
    sorted.sort();
    sorted.dedup();
    let list: Vec<(&str, &str, u32)> = sorted.into_iter().map(|one| (one.behaviour.as_str(), one.cue.as_str(), one.turn)).collect();
    // Plain values in memory always have a JSON form.
    serde_json::to_string(&list).unwrap_or_default()
}

/// The marks that such a text holds.
///
/// # Errors
/// The text is no such document.
pub fn read_exclusions(text: &str) -> Result<Vec<Exclusion>, StoreError> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let list: Vec<(String, String, u32)> = serde_json::from_str(text).map_err(|error| StoreError::Stored { what: "list of exclusions", why: error.to_string() })?;
    Ok(list.into_iter().map(|(behaviour, cue, turn)| Exclusion { behaviour, cue, turn }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_marks_are_the_same_text() {
        let one = Exclusion { behaviour: "b".into(), cue: "b.en.1".into(), turn: 3 };
        let two = Exclusion { behaviour: "a".into(), cue: String::new(), turn: 7 };
        let text = exclusions_document(&[one.clone(), two.clone()]);
        assert_eq!(text, exclusions_document(&[two.clone(), one.clone(), one.clone()]));
        assert_eq!(read_exclusions(&text).unwrap(), [two, one]);
        assert_eq!((exclusions_document(&[]).as_str(), read_exclusions("").unwrap().len()), ("", 0));
        assert!(read_exclusions("{").is_err());
    }
}
