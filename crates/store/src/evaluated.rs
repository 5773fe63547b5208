//! Evaluations as they are kept: one, all of a conversation, what a program's were made with, and which to make again.

use crate::audit::Entry;
use crate::db::args;
use crate::scope::Query;
use crate::{JobKind, NewJob, Scope, Store, StoreError};

/// An evaluation and everything that it was made with.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct EvaluationRow {
    /// Id.
    pub id: String,
    /// Of which conversation.
    pub conversation_id: String,
    /// Program.
    pub program_id: String,
    /// The conversation's agent.
    pub agent_id: Option<String>,
    /// Hash of the redacted conversation.
    pub conversation_hash: String,
    /// Hash of the form.
    pub scorecard_hash: String,
    /// Id of the form.
    pub scorecard: String,
    /// Version of the form.
    pub version: i64,
    /// Hash of the rule files.
    pub rules_hash: String,
    /// Hash of the program's pack; empty for none.
    pub pack_hash: String,
    /// Hash of the weights; empty for rules alone.
    pub models_hash: String,
    /// Version of intake.
    pub intake: String,
    /// Version of redaction.
    pub redaction: String,
    /// Version of the engine.
    pub engine: String,
    /// Marks that were taken away after disputes, see [`crate::read_exclusions`].
    pub exclusions: String,
    /// The document, see [`crate::read_evaluation`].
    pub result: String,
    /// Its hash.
    pub result_hash: String,
    /// Basis points.
    pub score: Option<i64>,
    /// Its standing.
    pub standing: String,
    /// Why it was made: `arrival`, `rules`, `scorecard`, `dispute`.
    pub reason: String,
    /// 1 for the one that holds now.
    pub current: i64,
    /// Milliseconds since 1970.
    pub created_ms: i64,
}

const COLUMNS: &str = "e.id, e.conversation_id, e.program_id, e.agent_id, e.conversation_hash, e.scorecard_hash, e.scorecard, e.version, e.rules_hash, e.pack_hash, e.models_hash, \
    e.intake, e.redaction, e.engine, e.exclusions, e.result, e.result_hash, e.score, e.standing, e.reason, e.current, e.created_ms";

/// Which of a program's conversations, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Newest {
    /// Program.
    pub program: String,
    /// On these channels alone; empty for all.
    pub channels: Vec<String>,
    /// Begun at or after, in milliseconds since 1970.
    pub from_ms: Option<i64>,
    /// Begun before, in milliseconds since 1970.
    pub until_ms: Option<i64>,
    /// At most so many.
    pub limit: i64,
}

/// A conversation beside the evaluation that holds now.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ScoredRow {
    /// Conversation.
    pub id: String,
    /// The source's own id.
    pub external_id: String,
    /// Channel.
    pub channel: String,
    /// The agent.
    pub agent_id: Option<String>,
    /// The agent's name.
    pub agent: Option<String>,
    /// Milliseconds since 1970.
    pub started_ms: i64,
    /// The redacted conversation.
    pub document: String,
    /// The evaluation that holds; none where no form was published.
    pub evaluation_id: Option<String>,
    /// Its document.
    pub result: Option<String>,
}

/// What the evaluation that holds for a conversation was made with; empty where there is none.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct MadeRow {
    /// Conversation.
    pub id: String,
    /// Channel.
    pub channel: String,
    /// Hash of the form.
    pub scorecard_hash: String,
    /// Hash of the rules.
    pub rules_hash: String,
    /// Hash of the program's pack.
    pub pack_hash: String,
    /// Hash of the weights.
    pub models_hash: String,
    /// Version of the engine.
    pub engine: String,
}

/// How many conversations of a program are still to be judged again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Rescoring {
    /// Nobody began.
    pub waiting: i64,
    /// Somebody is at them.
    pub running: i64,
    /// They failed so often that they wait for a person.
    pub failed: i64,
}

impl Store {
    /// One evaluation, where its conversation exists for the caller.
    ///
    /// # Errors
    /// The database fails.
    pub async fn evaluation(&self, scope: &Scope, id: &str) -> Result<Option<EvaluationRow>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM evaluations e JOIN conversations c ON c.id = e.conversation_id WHERE e.id = $1"), args![id]);
        scope.conversations(&mut query, "c");
        self.read(scope).await?.one(query.sql, query.args).await
    }

    /// Every evaluation of a conversation, the newest first; nothing where the conversation does not exist for the caller.
    ///
    /// # Errors
    /// The database fails.
    pub async fn evaluations_of(&self, scope: &Scope, conversation: &str) -> Result<Vec<EvaluationRow>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM evaluations e JOIN conversations c ON c.id = e.conversation_id WHERE c.id = $1"), args![conversation]);
        scope.conversations(&mut query, "c");
        query.text(" ORDER BY e.created_ms DESC, e.id DESC");
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// The current evaluations of conversations by id, of those that exist for the caller.
    ///
    /// # Errors
    /// The database fails.
    pub async fn current_evaluations(&self, scope: &Scope, conversations: &[String]) -> Result<Vec<EvaluationRow>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM evaluations e JOIN conversations c ON c.id = e.conversation_id WHERE e.current = 1"), Vec::new());
        query.is_one_of("e.conversation_id", conversations);
        scope.conversations(&mut query, "c");
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// Ids of evaluations after one (none: from the first), in their order: to go through all of a program, or of every program.
    ///
    /// # Errors
    /// The database fails.
    pub async fn evaluation_ids(&self, scope: &Scope, program: Option<&str>, after: Option<&str>, limit: i64) -> Result<Vec<String>, StoreError> {
        let mut query = Query::new("SELECT e.id FROM evaluations e JOIN conversations c ON c.id = e.conversation_id WHERE e.id > $1", args![after.unwrap_or_default()]);
        scope.conversations(&mut query, "c");
        if let Some(program) = program {
            query.and("e.program_id = ?", args![program]);
        }
        query.text(" ORDER BY e.id LIMIT ");
        query.push(limit.into());
        let rows: Vec<(String,)> = self.read(scope).await?.all(query.sql, query.args).await?;
        Ok(rows.into_iter().map(|(id,)| id).collect())
    }

    /// Conversations that were read, with the evaluation that holds, newest first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn newest_scored(&self, scope: &Scope, which: &Newest) -> Result<Vec<ScoredRow>, StoreError> {
        let sql = "SELECT c.id, c.external_id, c.channel, c.agent_id, a.name AS agent, c.started_ms, c.document, c.evaluation_id, e.result \
            FROM conversations c LEFT JOIN agents a ON a.id = c.agent_id LEFT JOIN evaluations e ON e.id = c.evaluation_id WHERE c.state = 'evaluated' AND c.program_id = $1";
        let mut query = Query::new(sql, args![&which.program]);
        scope.conversations(&mut query, "c");
        if !which.channels.is_empty() {
            query.is_one_of("c.channel", &which.channels);
        }
        if let Some(from) = which.from_ms {
            query.and("c.started_ms >= ?", args![from]);
        }
        if let Some(until) = which.until_ms {
            query.and("c.started_ms < ?", args![until]);
        }
        query.text(" ORDER BY c.started_ms DESC, c.id DESC LIMIT ");
        query.push(which.limit.into());
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// What the evaluations that hold in a program were made with, in the order of the conversations' ids, after one of them.
    ///
    /// # Errors
    /// The database fails.
    pub async fn made_with(&self, scope: &Scope, program: &str, after: &str, limit: i64) -> Result<Vec<MadeRow>, StoreError> {
        let sql = "SELECT c.id, c.channel, COALESCE(e.scorecard_hash, '') AS scorecard_hash, COALESCE(e.rules_hash, '') AS rules_hash, COALESCE(e.pack_hash, '') AS pack_hash, \
            COALESCE(e.models_hash, '') AS models_hash, COALESCE(e.engine, '') AS engine FROM conversations c LEFT JOIN evaluations e ON e.id = c.evaluation_id \
            WHERE c.state = 'evaluated' AND c.program_id = $1 AND c.id > $2";
        let mut query = Query::new(sql, args![program, after]);
        scope.conversations(&mut query, "c");
        query.text(" ORDER BY c.id LIMIT ");
        query.push(limit.into());
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// Lets conversations of a program be read again, each for a reason (`rules`, `scorecard`); how many were not in the queue already.
    ///
    /// # Errors
    /// The program is outside the walls, or the database fails; then nothing was put in the queue.
    pub async fn rescore(&self, scope: &Scope, program: &str, conversations: &[(String, &'static str)]) -> Result<u64, StoreError> {
        if !scope.has_program(program) {
            return Err(StoreError::State("the program is outside the caller's".into()));
        }
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let mut queued = 0;
        for (id, reason) in conversations {
            let once = Some(format!("rescore:{id}"));
            let payload = format!("{{\"reason\":\"{reason}\"}}");
            let job = NewJob { program: Some(program.to_owned()), kind: JobKind::Rescore, subject: id.clone(), payload, once };
            queued += u64::from(self.enqueue(&mut tx, now, &job).await?);
        }
        let detail = format!("{{\"conversations\":{queued}}}");
        tx.audit(now, scope, &Entry { action: "program.rescore", object: program, program, detail: &detail }).await?;
        tx.commit().await?;
        Ok(queued)
    }

    /// How far judging a program's conversations again has come.
    ///
    /// # Errors
    /// The database fails.
    pub async fn rescoring(&self, scope: &Scope, program: &str) -> Result<Rescoring, StoreError> {
        let count = |state: &str| format!("CAST(COALESCE(SUM(CASE WHEN state = '{state}' THEN 1 ELSE 0 END), 0) AS BIGINT) AS {state}");
        let sql = format!(
            "SELECT {}, {}, {} FROM jobs WHERE state IN ('waiting', 'running', 'failed') AND kind = 'rescore' AND program_id = $1",
            count("waiting"),
            count("running"),
            count("failed")
        );
        let mut query = Query::new(sql, args![program]);
        scope.wall(&mut query, "program_id");
        Ok(self.read(scope).await?.one(query.sql, query.args).await?.unwrap_or_default())
    }
}
