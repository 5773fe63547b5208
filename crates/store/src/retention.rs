//! What a program no longer keeps: conversations, sealed sources and scores older than it says, deleted in batches that the audit log counts.

use crate::audit::Entry;
use crate::db::{Tx, args};
use crate::scope::Query;
use crate::{JobKind, NewJob, Program, Scope, Store, StoreError, hash};

/// How much one batch deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    /// Conversations with everything about them.
    pub conversations: usize,
    /// Sealed sources.
    pub raw: usize,
    /// Evaluations and reviews of conversations that stay.
    pub scores: usize,
}

impl Purged {
    /// Whether anything was deleted: then there may be more.
    pub fn any(self) -> bool {
        self != Purged::default()
    }
}

const DAY_MS: i64 = 86_400_000;

/// So long the traces of sign-ins, links and finished jobs are kept.
const TRACES_MS: i64 = 30 * DAY_MS;

impl Store {
    /// Deletes up to `limit` rows of each class that a program's retention no longer covers, counted from a conversation's beginning
    /// and from a score's making.
    ///
    /// # Errors
    /// The database fails; then nothing of the batch was deleted.
    pub async fn purge(&self, scope: &Scope, program: &Program, limit: i64) -> Result<Purged, StoreError> {
        if !scope.has_program(&program.id) {
            return Ok(Purged::default());
        }
        let now = self.now();
        let before = |days: u32| now - i64::from(days) * DAY_MS;
        let kept = &program.settings.retention;
        let mut tx = self.write(scope).await?;
        let find = "SELECT id FROM conversations WHERE program_id = $1 AND started_ms < $2 ORDER BY started_ms, id LIMIT $3";
        let conversations = ids(&mut tx, find, &program.id, before(kept.conversations), limit).await?;
        tx.delete_conversations(&conversations).await?;
        let find = "SELECT id FROM conversations WHERE program_id = $1 AND started_ms < $2 AND raw IS NOT NULL ORDER BY started_ms, id LIMIT $3";
        let raw = ids(&mut tx, find, &program.id, before(kept.raw), limit).await?;
        tx.on_each("UPDATE conversations SET raw = NULL WHERE 1 = 1", "id", &raw).await?;
        let scores = tx.delete_scores(&program.id, before(kept.scores), limit).await?;
        for (class, ids) in [("conversations", &conversations), ("raw", &raw), ("scores", &scores)] {
            if !ids.is_empty() {
                let detail = serde_json::json!({"class": class, "count": ids.len(), "ids": hash(&ids.join("\n"))}).to_string();
                tx.audit(now, scope, &Entry { action: "retention.delete", object: &program.id, program: &program.id, detail: &detail }).await?;
            }
        }
        let purged = Purged { conversations: conversations.len(), raw: raw.len(), scores: scores.len() };
        if purged.any() {
            tx.changed(now, &[(&program.id, "conversations.deleted", &program.id)]).await?;
        }
        tx.commit().await?;
        Ok(purged)
    }

    /// Puts a job that purges each program in the queue, once a day; how many.
    ///
    /// # Errors
    /// The database fails.
    pub async fn plan_purges(&self, scope: &Scope) -> Result<usize, StoreError> {
        let now = self.now();
        let programs = self.programs(scope).await?;
        let mut tx = self.write(scope).await?;
        let mut planned = 0;
        for program in &programs {
            let sql = "SELECT id FROM jobs WHERE kind = 'purge' AND subject = $1 AND created_ms >= $2 LIMIT 1";
            if tx.one::<(String,)>(sql, args![&program.id, now - now.rem_euclid(DAY_MS)]).await?.is_none() {
                let job = NewJob {
                    program: Some(program.id.clone()),
                    kind: JobKind::Purge,
                    subject: program.id.clone(),
                    once: Some(format!("purge:{}", program.id)),
                    ..NewJob::default()
                };
                self.enqueue(&mut tx, now, &job).await?;
                planned += 1;
            }
        }
        tx.commit().await?;
        Ok(planned)
    }

    /// Forgets sessions that nobody used, tries of passwords, links, finished jobs and messages to webhooks of long ago.
    ///
    /// # Errors
    /// The database fails.
    pub async fn forget_traces(&self, scope: &Scope) -> Result<(), StoreError> {
        let (now, long_ago) = (self.now(), self.now() - TRACES_MS);
        let mut tx = self.write(scope).await?;
        tx.run("DELETE FROM sessions WHERE seen_ms < $1", args![long_ago]).await?;
        tx.run("DELETE FROM attempts WHERE at_ms < $1 AND locked_until_ms < $2", args![now - 2 * DAY_MS, now]).await?;
        tx.run("DELETE FROM invitations WHERE expires_ms < $1", args![long_ago]).await?;
        tx.run("DELETE FROM jobs WHERE state = 'done' AND done_ms < $1", args![long_ago]).await?;
        tx.forget_deliveries(now).await?;
        tx.commit().await
    }
}

async fn ids(tx: &mut Tx, sql: &str, program: &str, before: i64, limit: i64) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = tx.all(sql, args![program, before, limit]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

impl Tx {
    /// Runs a statement on rows that are named; nothing where none is.
    async fn on_each(&mut self, sql: &str, column: &str, ids: &[String]) -> Result<(), StoreError> {
        if ids.is_empty() {
            return Ok(());
        }
        let mut query = Query::new(sql, Vec::new());
        query.is_one_of(column, ids);
        self.run(query.sql, query.args).await?;
        Ok(())
    }

    /// Evaluations, reviews and disputes go with a conversation; what was found in it, full text, jobs and empty cases have to be told. What was found goes
    /// after the conversation itself: whoever saves more of it just now holds the conversation, so that this waits for them and takes their rows too.
    pub(crate) async fn delete_conversations(&mut self, ids: &[String]) -> Result<(), StoreError> {
        if ids.is_empty() {
            return Ok(());
        }
        let mut query = Query::new("SELECT DISTINCT case_id FROM conversations WHERE case_id IS NOT NULL", Vec::new());
        query.is_one_of("id", ids);
        let cases: Vec<(String,)> = self.all(query.sql, query.args).await?;
        let cases: Vec<String> = cases.into_iter().map(|(id,)| id).collect();
        self.on_each("DELETE FROM ratings WHERE 1 = 1", "conversation_id", ids).await?;
        self.on_each("DELETE FROM jobs WHERE state IN ('waiting', 'failed')", "subject", ids).await?;
        self.on_each("DELETE FROM conversations WHERE 1 = 1", "id", ids).await?;
        for table in ["marks", "skills", "episodes", "search"] {
            self.on_each(&format!("DELETE FROM {table} WHERE 1 = 1"), "conversation_id", ids).await?;
        }
        self.on_each("DELETE FROM cases WHERE NOT EXISTS (SELECT 1 FROM conversations c WHERE c.case_id = cases.id)", "id", &cases).await
    }

    /// Evaluations and reviews made before a time; their ids.
    async fn delete_scores(&mut self, program: &str, before: i64, limit: i64) -> Result<Vec<String>, StoreError> {
        let find = "SELECT id, conversation_id FROM evaluations WHERE program_id = $1 AND current IN (0, 1) AND created_ms < $2 ORDER BY created_ms, id LIMIT $3";
        let rows: Vec<(String, String)> = self.all(find, args![program, before, limit]).await?;
        let evaluations: Vec<String> = rows.into_iter().map(|(id, _)| id).collect();
        self.on_each("UPDATE conversations SET evaluation_id = NULL, score = NULL, standing = NULL WHERE 1 = 1", "evaluation_id", &evaluations).await?;
        self.on_each("DELETE FROM disputes WHERE 1 = 1", "evaluation_id", &evaluations).await?;
        self.on_each("DELETE FROM evaluations WHERE 1 = 1", "id", &evaluations).await?;
        let find = "SELECT id FROM reviews WHERE program_id = $1 AND created_ms < $2 ORDER BY created_ms, id LIMIT $3";
        let reviews = ids(self, find, program, before, limit).await?;
        self.on_each("DELETE FROM reviews WHERE 1 = 1", "id", &reviews).await?;
        Ok(evaluations.into_iter().chain(reviews).collect())
    }
}
