//! What can go wrong with the database.

/// Why a call of the store failed. A row that is not there is no error but `None`.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or could not be reached.
    #[error("the database does not answer as it should: {0}")]
    Database(#[from] sqlx::Error),
    /// The database cannot be brought to this version.
    #[error("{}", migration(.0))]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// Something stored cannot be read.
    #[error("a stored {what} cannot be read: {why}")]
    Stored {
        /// Which kind of document.
        what: &'static str,
        /// What the reader said; never words of a conversation.
        why: String,
    },
    /// The row exists already.
    #[error("{0} exists already")]
    Taken(&'static str),
    /// The row is not in a state in which that is allowed.
    #[error("{0}")]
    State(String),
}

fn migration(error: &sqlx::migrate::MigrateError) -> String {
    use sqlx::migrate::MigrateError::{VersionMismatch, VersionMissing, VersionTooNew};
    match error {
        VersionMissing(_) | VersionTooNew(..) => "a newer rapport made this database; run that version, or restore a backup of before".into(),
        VersionMismatch(version) => format!("migration {version} of this database is another than this program's; it was made by a build of its own"),
        other => format!("the database cannot be brought to this version: {other}"),
    }
}

impl StoreError {
    /// Whether a row broke a uniqueness rule.
    pub(crate) fn is_taken(&self) -> bool {
        matches!(self, StoreError::Database(sqlx::Error::Database(error)) if error.is_unique_violation())
    }

    /// Whether trying again may help: the database was busy, or a connection broke.
    pub fn is_transient(&self) -> bool {
        match self {
            StoreError::Database(sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::WorkerCrashed) => true,
            // Busy or locked on SQLite; serialisation failure and deadlock on PostgreSQL.
            StoreError::Database(sqlx::Error::Database(error)) => error.code().is_some_and(|code| matches!(&*code, "5" | "6" | "517" | "40001" | "40P01")),
            _ => false,
        }
    }
}
