//! Jobs in the same database as what they work on: leased, tried again with growing pauses, done in the transaction that saves their result.

use std::collections::{BTreeMap, BTreeSet};

use crate::db::{Tx, args};
use crate::scope::Query;
use crate::{Scope, Store, StoreError};

/// What a job does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum JobKind {
    /// Reads a conversation that came in.
    #[default]
    Evaluate,
    /// Reads a conversation again: rules, scorecard or a dispute changed what holds.
    Rescore,
    /// Deletes what retention says.
    Purge,
}

impl JobKind {
    /// The word in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            JobKind::Evaluate => "evaluate",
            JobKind::Rescore => "rescore",
            JobKind::Purge => "purge",
        }
    }

    fn parse(word: &str) -> Option<JobKind> {
        [JobKind::Evaluate, JobKind::Rescore, JobKind::Purge].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A job to put in the queue.
#[derive(Clone, Debug, Default)]
pub struct NewJob {
    /// Whose program.
    pub program: Option<String>,
    /// What it does.
    pub kind: JobKind,
    /// To what.
    pub subject: String,
    /// What else it needs, as JSON; empty for nothing.
    pub payload: String,
    /// No second job of this name while one waits or runs.
    pub once: Option<String>,
}

/// A job that was leased: whoever has it must finish it before the lease ends, or another does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Id.
    pub id: String,
    /// What it does.
    pub kind: JobKind,
    /// To what.
    pub subject: String,
    /// What else it needs, as JSON.
    pub payload: String,
    /// How often it was begun, this time included.
    pub attempts: i64,
    /// Who has it.
    pub owner: String,
}

/// A job as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct JobRow {
    /// Id.
    pub id: String,
    /// Program.
    pub program_id: Option<String>,
    /// `evaluate`, `rescore`, `purge`.
    pub kind: String,
    /// To what.
    pub subject: String,
    /// `waiting`, `running`, `done`, `failed`.
    pub state: String,
    /// How often it was begun.
    pub attempts: i64,
    /// Not before, in milliseconds since 1970.
    pub run_ms: i64,
    /// What went wrong last.
    pub error: Option<String>,
    /// Milliseconds since 1970.
    pub created_ms: i64,
    /// Milliseconds since 1970.
    pub done_ms: Option<i64>,
}

/// A job that failed so often waits for a person.
pub(crate) const ATTEMPTS: i64 = 8;

/// The pause after the first failure; it doubles with each further one.
const PAUSE_MS: i64 = 1_000;

#[derive(sqlx::FromRow)]
struct Leased {
    id: String,
    kind: String,
    subject: String,
    payload: String,
    attempts: i64,
}

impl Store {
    /// Takes up to `limit` jobs that are due, for `lease_ms`; those whose lease ran out are due again.
    ///
    /// # Errors
    /// The database fails.
    pub async fn lease(&self, scope: &Scope, owner: &str, limit: i64, lease_ms: i64) -> Result<Vec<Job>, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let locked = tx.dialect().skip_locked();
        let sql = format!(
            "UPDATE jobs SET state = 'running', attempts = attempts + 1, leased_until_ms = $1, leased_by = $2 WHERE id IN (\
             SELECT id FROM jobs WHERE (state = 'waiting' AND run_ms <= $3) OR (state = 'running' AND leased_until_ms <= $3) ORDER BY run_ms, id LIMIT $4{locked}) \
             RETURNING id, kind, subject, payload, attempts"
        );
        let rows: Vec<Leased> = tx.all(sql, args![now + lease_ms, owner, now, limit]).await?;
        tx.commit().await?;
        let mut jobs: Vec<Job> = rows
            .into_iter()
            .filter_map(|row| {
                Some(Job { kind: JobKind::parse(&row.kind)?, id: row.id, subject: row.subject, payload: row.payload, attempts: row.attempts, owner: owner.to_owned() })
            })
            .collect();
        jobs.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(jobs)
    }

    /// Gives a job back after a failure: it waits twice as long each time, and after eight times for a person.
    ///
    /// # Errors
    /// The database fails.
    pub async fn fail(&self, scope: &Scope, job: &Job, error: &str) -> Result<(), StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let state = if job.attempts >= ATTEMPTS { "failed" } else { "waiting" };
        let run = now + (PAUSE_MS << job.attempts.clamp(1, 12).saturating_sub(1));
        let sql = "UPDATE jobs SET state = $1, run_ms = $2, error = $3, leased_by = NULL, leased_until_ms = NULL WHERE id = $4 AND leased_by = $5 AND state = 'running'";
        tx.run(sql, args![state, run, error, &job.id, &job.owner]).await?;
        tx.commit().await
    }

    /// Ends a job that has nothing to save beside its end; `false` where the lease is another's by now.
    ///
    /// # Errors
    /// The database fails.
    pub async fn finish_job(&self, scope: &Scope, job: &Job) -> Result<bool, StoreError> {
        let mut tx = self.write(scope).await?;
        let ended = tx.finish(self.now(), &[job]).await?;
        tx.commit().await?;
        Ok(!ended.is_empty())
    }

    /// Lets a failed job try again at once; `false` where there is none.
    ///
    /// # Errors
    /// The database fails.
    pub async fn retry(&self, scope: &Scope, id: &str) -> Result<bool, StoreError> {
        let mut query = Query::new("UPDATE jobs SET state = 'waiting', attempts = 0, run_ms = $1 WHERE id = $2 AND state = 'failed'", args![self.now(), id]);
        scope.wall(&mut query, "program_id");
        let mut tx = self.write(scope).await?;
        let touched = tx.run(query.sql, query.args).await?;
        tx.commit().await?;
        Ok(touched > 0)
    }

    /// Jobs inside the walls, newest first: those in a state, or all.
    ///
    /// # Errors
    /// The database fails.
    pub async fn jobs(&self, scope: &Scope, state: Option<&str>, limit: i64) -> Result<Vec<JobRow>, StoreError> {
        let mut query = Query::new("SELECT id, program_id, kind, subject, state, attempts, run_ms, error, created_ms, done_ms FROM jobs WHERE 1 = 1", Vec::new());
        scope.wall(&mut query, "program_id");
        if let Some(state) = state {
            query.and("state = ?", args![state]);
        }
        query.text(" ORDER BY id DESC LIMIT ");
        query.push(limit.into());
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// How many jobs wait or run; the queue's length.
    ///
    /// # Errors
    /// The database fails.
    pub async fn backlog(&self, scope: &Scope) -> Result<i64, StoreError> {
        let row: Option<(i64,)> = self.read(scope).await?.one("SELECT COUNT(*) FROM jobs WHERE state IN ('waiting', 'running')", Vec::new()).await?;
        Ok(row.map_or(0, |(count,)| count))
    }

    /// Puts a job in the queue; `false` where one of its name waits or runs already.
    pub(crate) async fn enqueue(&self, tx: &mut Tx, now: i64, job: &NewJob) -> Result<bool, StoreError> {
        let payload = if job.payload.is_empty() { "{}" } else { &job.payload };
        let sql = "INSERT INTO jobs (id, program_id, kind, subject, once, payload, state, run_ms, created_ms) VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $7) ON CONFLICT (once) DO NOTHING";
        Ok(tx.run(sql, args![self.id(), job.program.clone(), job.kind.as_str(), &job.subject, job.once.clone(), payload, now]).await? > 0)
    }
}

impl Tx {
    /// Ends jobs in the transaction that saves their results; those whose lease is another's by now are left out, and nothing of them may be saved.
    pub(crate) async fn finish<'j>(&mut self, now: i64, jobs: &[&'j Job]) -> Result<BTreeSet<&'j str>, StoreError> {
        let mut ended = BTreeSet::new();
        let mut owners: BTreeMap<&str, Vec<&Job>> = BTreeMap::new();
        for job in jobs {
            owners.entry(&job.owner).or_default().push(job);
        }
        for (owner, jobs) in owners {
            for evaluate in [true, false] {
                let ids: Vec<String> = jobs.iter().filter(|job| (job.kind == JobKind::Evaluate) == evaluate).map(|job| job.id.clone()).collect();
                if ids.is_empty() {
                    continue;
                }
                let mut query = match evaluate {
                    // Of the many that read what came in, the evaluation itself is the record.
                    true => Query::new("DELETE FROM jobs WHERE state = 'running' AND leased_by = $1", args![owner]),
                    false => Query::new(
                        "UPDATE jobs SET state = 'done', once = NULL, leased_by = NULL, leased_until_ms = NULL, error = NULL, done_ms = $1 WHERE state = 'running' AND leased_by = $2",
                        args![now, owner],
                    ),
                };
                query.is_one_of("id", &ids);
                query.text(" RETURNING id");
                let rows: Vec<(String,)> = self.all(query.sql, query.args).await?;
                ended.extend(jobs.iter().filter(|job| rows.iter().any(|(id,)| *id == job.id)).map(|job| job.id.as_str()));
            }
        }
        Ok(ended)
    }
}
