//! Everything that is kept, in SQLite or PostgreSQL: the only crate that knows SQL. Every call takes the caller's [`Scope`].

mod accounts;
mod agents;
mod answered;
mod audit;
#[cfg(feature = "testing")]
mod bulk;
mod calibrations;
mod cases;
mod changes;
mod conversations;
mod db;
mod deliveries;
mod dialect;
mod dispute_state;
mod disputes;
mod document;
mod error;
mod evaluated;
mod evaluations;
mod exclusions;
mod figures;
mod health;
mod jobs;
mod letters;
mod links;
mod listing;
mod notes;
mod packs;
mod posting;
mod programs;
mod retention;
mod reviews;
mod rows;
mod samples;
mod scope;
mod scorecards;
mod sessions;
mod settings;
mod sharing;
mod signoffs;
mod teams;
#[cfg(feature = "testing")]
pub mod testing;
mod tokens;
mod views;
mod webhooks;
mod workdays;

use std::path::Path;
use std::sync::Arc;

use rapport_model::Clock;
use uuid::{NoContext, Timestamp, Uuid};

use db::{Db, Dialect};

pub use accounts::{NewUser, User, UserChange};
pub use agents::{Agent, AgentChange};
pub use answered::Answered;
pub use audit::{AuditFilter, AuditRow, Broken, Entry};
pub use calibrations::{CalibrationRow, GuidanceRow, MACHINE, NewCalibration, RatingRow};
pub use cases::{CaseFilter, CaseRow, FirstContact};
pub use changes::Change;
pub use conversations::{Arrival, Arrived, ConversationRow, NewConversation};
pub use deliveries::{Delivery, DeliveryRow, Outcome};
pub use dispute_state::{DisputeState, Step};
pub use disputes::{ANSWER_DAYS, Correction, DisputeFilter, DisputeRow, DisputeStepRow, MarkRow, NewDispute, RAISE_DAYS, Ruling};
pub use document::{
    Detected, Found, conversation as conversation_document, detection as detection_document, evaluation as evaluation_document, hash, read_conversation, read_detection,
    read_evaluation,
};
pub use error::StoreError;
pub use evaluated::{EvaluationRow, MadeRow, Newest, Rescoring, ScoredRow};
pub use evaluations::{Mark, MarkKind, NewEvaluation, ReadResult, SkillCount};
pub use exclusions::{Overturned, OverturnedBy, SameMark, exclusions_document, read_exclusions};
pub use figures::{BehaviourSums, CalmCount, ClassSums, DAY_MS, EpisodeSums, ExposureSums, Group, PeerSums, ReviewedScore, ScoreCount, ScoreSums, Sieve, SkillSums, StandingCount};
pub use health::Health;
pub use jobs::{Job, JobKind, JobRow, NewJob};
pub use letters::LetterRow;
pub use links::Purpose;
pub use listing::{Behaviour, Filter, ListedRow, MarkCounts, Place, SkillBound, Sort};
pub use notes::{NewNote, NoteRow};
pub use packs::{Pack, PackKind};
pub use posting::EVENTS;
pub use programs::{NewProgram, Program, ProgramSettings, Retention};
pub use retention::Purged;
pub use reviews::{NewReview, ReviewFilter, ReviewRow, Submission};
pub use samples::{FrameRow, NewSample, SampleRow};
pub use scope::{Programs, Role, Scope};
pub use scorecards::{CardState, NewScorecard, ScorecardRow};
pub use sessions::{Attempt, Session};
pub use signoffs::Signoff;
pub use teams::Team;
pub use tokens::Token;
pub use views::{NewView, ViewRow};
pub use webhooks::{MOST_WEBHOOKS, NewWebhook, OffWhy, Webhook, WebhookChange};
pub use workdays::working_days_after;

/// An open database.
#[derive(Clone)]
pub struct Store {
    pub(crate) db: Db,
    clock: Arc<dyn Clock>,
}

impl Store {
    /// Opens an SQLite file, made where there is none.
    ///
    /// # Errors
    /// The file cannot be opened, a migration fails, or a newer Rapport made it.
    pub async fn open_file(path: &Path, clock: Arc<dyn Clock>) -> Result<Store, StoreError> {
        Ok(Store { db: Db::sqlite(path, true).await?, clock })
    }

    /// Connects to PostgreSQL (`postgres://user:password@host:port/database`).
    ///
    /// # Errors
    /// It cannot be reached, a migration fails, or a newer Rapport made it.
    pub async fn connect(url: &str, clock: Arc<dyn Clock>) -> Result<Store, StoreError> {
        Ok(Store { db: Db::postgres(url, true).await?, clock })
    }

    /// Opens an SQLite file as it is, to look at it: no migration runs.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub async fn look_at_file(path: &Path, clock: Arc<dyn Clock>) -> Result<Store, StoreError> {
        Ok(Store { db: Db::sqlite(path, false).await?, clock })
    }

    /// Connects to PostgreSQL as it is, to look at it: no migration runs.
    ///
    /// # Errors
    /// It cannot be reached.
    pub async fn look_at(url: &str, clock: Arc<dyn Clock>) -> Result<Store, StoreError> {
        Ok(Store { db: Db::postgres(url, false).await?, clock })
    }

    /// How many migrations the database lacks; less than 0 where a newer Rapport made it.
    ///
    /// # Errors
    /// The database fails.
    pub async fn lacks(&self) -> Result<i64, StoreError> {
        self.db.lacks().await
    }

    /// `sqlite` or `postgresql`.
    pub fn kind(&self) -> &'static str {
        match self.db.dialect() {
            Dialect::Sqlite => "sqlite",
            Dialect::Postgres => "postgresql",
        }
    }

    /// Milliseconds since 1970, by the clock that was given.
    pub fn now(&self) -> i64 {
        self.clock.now_ms()
    }

    /// A new id: a UUID of version 7 at the clock's time.
    pub(crate) fn id(&self) -> String {
        id_at(self.now())
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// It does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let mut tx = self.db.read().await?;
        tx.one::<(i64,)>("SELECT CAST(1 AS BIGINT)", Vec::new()).await?;
        Ok(())
    }

    /// Ends every connection, after what is under way.
    pub async fn close(&self) {
        self.db.close().await;
    }
}

/// A new id: a UUID of version 7 at a time in milliseconds since 1970.
pub(crate) fn id_at(now: i64) -> String {
    let now = now.max(0) as u64;
    Uuid::new_v7(Timestamp::from_unix(NoContext, now / 1000, (now % 1000) as u32 * 1_000_000)).to_string()
}
