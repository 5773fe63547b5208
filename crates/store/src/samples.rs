//! Samples of conversations to review: what was drawn, by whom, from what frame, with what seed.

use crate::audit::Entry;
use crate::db::args;
use crate::reviews::NewReview;
use crate::scope::Query;
use crate::{Scope, Store, StoreError};

/// A conversation as one that samples are drawn from.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct FrameRow {
    /// Id.
    pub id: String,
    /// The agent.
    pub agent_id: Option<String>,
    /// `voice`, `chat` …
    pub channel: String,
    /// `en`, `zh`, `other`.
    pub language: String,
    /// Milliseconds since 1970.
    pub started_ms: i64,
    /// Milliseconds since 1970.
    pub ended_ms: Option<i64>,
    /// How the contact ended.
    pub outcome: Option<String>,
    /// Score of the current evaluation, in basis points.
    pub score: Option<i64>,
    /// Its standing.
    pub standing: Option<String>,
    /// Highest level of the customer's hostility, 0–4.
    pub hostility: i64,
    /// The redacted conversation.
    pub document: String,
    /// The current evaluation.
    pub evaluation_id: String,
    /// The form it was read with.
    pub scorecard_hash: String,
}

/// A sample as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SampleRow {
    /// Id.
    pub id: String,
    /// Program.
    pub program_id: String,
    /// `random` or `risk`.
    pub stream: String,
    /// The seed; 0 for the risk stream.
    pub seed: i64,
    /// `sha256:…` over the sorted ids, a line each.
    pub frame_hash: String,
    /// Conversations in the frame.
    pub frame_size: i64,
    /// JSON array of id and stratum.
    pub frame: String,
    /// JSON object: how many were left out, by reason.
    pub excluded: String,
    /// How many were asked for.
    pub wanted: i64,
    /// What strata are made of; for the risk stream the reasons asked for.
    pub strata: String,
    /// Beginning of the frame, in milliseconds since 1970.
    pub from_ms: i64,
    /// Its end, not included.
    pub until_ms: i64,
    /// Who drew.
    pub drawn_by: String,
    /// When.
    pub drawn_ms: i64,
}

/// A sample to keep.
#[derive(Clone, Debug, Default)]
pub struct NewSample {
    /// Program.
    pub program: String,
    /// `random` or `risk`.
    pub stream: &'static str,
    /// The seed; 0 for the risk stream.
    pub seed: i64,
    /// See [`SampleRow`].
    pub frame_hash: String,
    /// See [`SampleRow`].
    pub frame_size: i64,
    /// See [`SampleRow`].
    pub frame: String,
    /// See [`SampleRow`].
    pub excluded: String,
    /// How many were asked for.
    pub wanted: i64,
    /// See [`SampleRow`].
    pub strata: String,
    /// Milliseconds since 1970.
    pub from_ms: i64,
    /// Milliseconds since 1970, not included.
    pub until_ms: i64,
}

const COLUMNS: &str = "id, program_id, stream, seed, frame_hash, frame_size, frame, excluded, wanted, strata, from_ms, until_ms, drawn_by, drawn_ms";

impl Store {
    /// Evaluated conversations of a program that began in a time, by id, after one of them (empty: from the first).
    ///
    /// # Errors
    /// The database fails.
    pub async fn frame(&self, scope: &Scope, program: &str, from_ms: i64, until_ms: i64, after: &str, limit: i64) -> Result<Vec<FrameRow>, StoreError> {
        let sql = "SELECT c.id, c.agent_id, c.channel, c.language, c.started_ms, c.ended_ms, c.outcome, c.score, c.standing, c.hostility, c.document, e.id AS evaluation_id, e.scorecard_hash \
            FROM conversations c JOIN evaluations e ON e.id = c.evaluation_id WHERE c.program_id = $1 AND c.started_ms >= $2 AND c.started_ms < $3 AND c.id > $4 AND c.state = 'evaluated'";
        let mut query = Query::new(sql, args![program, from_ms, until_ms, after]);
        scope.conversations(&mut query, "c");
        query.text(" ORDER BY c.id LIMIT ");
        query.push(limit.into());
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// Conversations of a program and time in which one of these behaviours was found, with the behaviour; hints do not count.
    ///
    /// # Errors
    /// The database fails.
    pub async fn conversations_with(&self, scope: &Scope, program: &str, from_ms: i64, until_ms: i64, behaviours: &[String]) -> Result<Vec<(String, String)>, StoreError> {
        let sql = "SELECT DISTINCT m.conversation_id, m.behaviour FROM marks m JOIN conversations c ON c.id = m.conversation_id \
            WHERE m.program_id = $1 AND m.kind = 'found' AND m.hint = 0 AND m.started_ms >= $2 AND m.started_ms < $3";
        let mut query = Query::new(sql, args![program, from_ms, until_ms]);
        query.is_one_of("m.behaviour", behaviours);
        scope.conversations(&mut query, "c");
        query.text(" ORDER BY m.conversation_id, m.behaviour");
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// Keeps a sample and its reviews in one transaction; the sample's id.
    ///
    /// # Errors
    /// The program is outside the caller's, or the database fails.
    pub async fn add_sample(&self, scope: &Scope, new: &NewSample, reviews: &[NewReview]) -> Result<String, StoreError> {
        if !scope.has_program(&new.program) {
            return Err(StoreError::State("the program is outside the caller's".into()));
        }
        let (id, now) = (self.id(), self.now());
        let mut tx = self.write(scope).await?;
        let sql = format!("INSERT INTO samples ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)");
        let values = args![
            &id,
            &new.program,
            new.stream,
            new.seed,
            &new.frame_hash,
            new.frame_size,
            &new.frame,
            &new.excluded,
            new.wanted,
            &new.strata,
            new.from_ms,
            new.until_ms,
            &scope.actor,
            now
        ];
        tx.run(sql, values).await?;
        for review in reviews {
            self.insert_review(&mut tx, now, Some(&id), review).await?;
        }
        let detail = format!("{{\"stream\":\"{}\",\"seed\":{},\"frame\":\"{}\",\"reviews\":{}}}", new.stream, new.seed, new.frame_hash, reviews.len());
        tx.audit(now, scope, &Entry { action: "sample.draw", object: &id, program: &new.program, detail: &detail }).await?;
        tx.changed(now, &[(&new.program, "sample.drawn", &id)]).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Samples inside the walls, newest first; of one program, or all.
    ///
    /// # Errors
    /// The database fails.
    pub async fn samples(&self, scope: &Scope, program: Option<&str>, limit: i64) -> Result<Vec<SampleRow>, StoreError> {
        // What a sample was drawn from is long, and no list needs it.
        let columns = COLUMNS.replace(" frame,", " '' AS frame,");
        let mut query = Query::new(format!("SELECT {columns} FROM samples WHERE 1 = 1"), Vec::new());
        scope.wall(&mut query, "program_id");
        if let Some(program) = program {
            query.and("program_id = ?", args![program]);
        }
        query.text(" ORDER BY id DESC LIMIT ");
        query.push(limit.into());
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// One sample.
    ///
    /// # Errors
    /// The database fails.
    pub async fn sample(&self, scope: &Scope, id: &str) -> Result<Option<SampleRow>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM samples WHERE id = $1"), args![id]);
        scope.wall(&mut query, "program_id");
        self.read(scope).await?.one(query.sql, query.args).await
    }
}
