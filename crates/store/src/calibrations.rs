//! Calibration: the same conversations scored blind by several people, locked, compared, talked about, closed.

use std::collections::BTreeSet;

use crate::audit::Entry;
use crate::db::{Tx, args};
use crate::disputes::person;
use crate::scope::Query;
use crate::{Role, Scope, Store, StoreError};

/// The rater that is the machine.
pub const MACHINE: &str = "machine";

/// A calibration session as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CalibrationRow {
    /// Id.
    pub id: String,
    /// Program.
    pub program_id: String,
    /// What it is called.
    pub name: String,
    /// Id of the form.
    pub scorecard: String,
    /// Its version, by hash.
    pub scorecard_hash: String,
    /// JSON array of ids.
    pub conversations: String,
    /// JSON array of user ids.
    pub raters: String,
    /// `open`, `locked`, `closed`.
    pub state: String,
    /// Of the bootstrap.
    pub seed: i64,
    /// Milliseconds since 1970.
    pub due_ms: Option<i64>,
    /// Who organises it.
    pub created_by: String,
    /// Milliseconds since 1970.
    pub created_ms: i64,
    /// Milliseconds since 1970.
    pub locked_ms: Option<i64>,
    /// Milliseconds since 1970.
    pub closed_ms: Option<i64>,
}

/// A session to make.
#[derive(Clone, Debug, Default)]
pub struct NewCalibration {
    /// Program.
    pub program: String,
    /// What it is called.
    pub name: String,
    /// Id of the form.
    pub scorecard: String,
    /// Its version, by hash.
    pub scorecard_hash: String,
    /// Ids.
    pub conversations: Vec<String>,
    /// User ids.
    pub raters: Vec<String>,
    /// Of the bootstrap.
    pub seed: i64,
    /// Milliseconds since 1970.
    pub due_ms: Option<i64>,
}

/// What one rater said of one conversation.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RatingRow {
    /// Which session.
    pub calibration_id: String,
    /// Which conversation.
    pub conversation_id: String,
    /// A user's id, or [`MACHINE`].
    pub rater: String,
    /// JSON array, an answer each.
    pub answers: String,
    /// In basis points.
    pub score: Option<i64>,
    /// Milliseconds since 1970.
    pub submitted_ms: i64,
}

/// What was agreed on an item.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct GuidanceRow {
    /// The item.
    pub item: String,
    /// The answers agreed on.
    pub consensus: String,
    /// What holds from now on.
    pub text: String,
    /// Who wrote it down.
    pub decided_by: String,
    /// Milliseconds since 1970.
    pub decided_ms: i64,
}

const COLUMNS: &str =
    "k.id, k.program_id, k.name, k.scorecard, k.scorecard_hash, k.conversations, k.raters, k.state, k.seed, k.due_ms, k.created_by, k.created_ms, k.locked_ms, k.closed_ms";
const RATING: &str = "calibration_id, conversation_id, rater, answers, score, submitted_ms";

impl CalibrationRow {
    /// Ids of its conversations.
    pub fn conversations(&self) -> Vec<String> {
        serde_json::from_str(&self.conversations).unwrap_or_default()
    }

    /// Ids of its raters.
    pub fn raters(&self) -> Vec<String> {
        serde_json::from_str(&self.raters).unwrap_or_default()
    }
}

impl Store {
    /// Makes a session; its id.
    ///
    /// # Errors
    /// A conversation is not the program's, a rater does not review in it, or the database fails.
    pub async fn add_calibration(&self, scope: &Scope, new: &NewCalibration) -> Result<String, StoreError> {
        if !scope.has_program(&new.program) {
            return Err(StoreError::State("the program is outside the caller's".into()));
        }
        let (id, now) = (self.id(), self.now());
        let mut tx = self.write(scope).await?;
        let mut query = Query::new("SELECT c.id FROM conversations c WHERE c.program_id = $1", args![&new.program]);
        query.is_one_of("c.id", &new.conversations);
        scope.conversations(&mut query, "c");
        let there: Vec<(String,)> = tx.all(query.sql, query.args).await?;
        if there.len() != new.conversations.len() {
            return Err(StoreError::State("a conversation is not there, twice in the list, or of another program".into()));
        }
        for rater in &new.raters {
            tx.reviewer(&new.program, rater).await?;
        }
        let list = |ids: &[String]| serde_json::to_string(ids).unwrap_or_default();
        let sql = "INSERT INTO calibrations (id, program_id, name, scorecard, scorecard_hash, conversations, raters, state, seed, due_ms, created_by, created_ms) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, $11)";
        let values =
            args![&id, &new.program, &new.name, &new.scorecard, &new.scorecard_hash, list(&new.conversations), list(&new.raters), new.seed, new.due_ms, person(scope), now];
        tx.run(sql, values).await?;
        tx.audit(now, scope, &Entry { action: "calibration.add", object: &id, program: &new.program, detail: "" }).await?;
        tx.changed(now, &[(&new.program, "calibration.opened", &id)]).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// The conversations that the caller rates in sessions that are still open, and of which they must not see what others made.
    ///
    /// # Errors
    /// The database fails.
    pub async fn rated_blind(&self, scope: &Scope) -> Result<BTreeSet<String>, StoreError> {
        let Some(user) = &scope.user else { return Ok(BTreeSet::new()) };
        let mut query = visible(scope);
        query.and("k.state = 'open' AND k.raters LIKE ?", args![format!("%\"{user}\"%")]);
        let sessions: Vec<CalibrationRow> = self.read(scope).await?.all(query.sql, query.args).await?;
        Ok(sessions.iter().flat_map(|session| session.conversations()).collect())
    }

    /// Sessions inside the walls, newest first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn calibrations(&self, scope: &Scope, program: Option<&str>, limit: i64) -> Result<Vec<CalibrationRow>, StoreError> {
        let mut query = visible(scope);
        if let Some(program) = program {
            query.and("k.program_id = ?", args![program]);
        }
        query.text(" ORDER BY k.id DESC LIMIT ");
        query.push(limit.into());
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// The last sessions about a form that were locked, newest first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn last_calibrations(&self, scope: &Scope, program: &str, scorecard: &str, limit: i64) -> Result<Vec<CalibrationRow>, StoreError> {
        let mut query = visible(scope);
        query.and("k.program_id = ? AND k.scorecard = ? AND k.locked_ms IS NOT NULL", args![program, scorecard]);
        query.text(" ORDER BY k.locked_ms DESC, k.id DESC LIMIT ");
        query.push(limit.into());
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// One session.
    ///
    /// # Errors
    /// The database fails.
    pub async fn calibration(&self, scope: &Scope, id: &str) -> Result<Option<CalibrationRow>, StoreError> {
        self.read(scope).await?.calibration(scope, id).await
    }

    /// Keeps what a rater says of a conversation; it may be said anew until the session is locked.
    ///
    /// # Errors
    /// The caller is no rater of it, it is locked, the conversation is not in it, or the database fails.
    pub async fn rate(&self, scope: &Scope, id: &str, conversation: &str, answers: &str, score: Option<i64>) -> Result<(), StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let session = found(tx.calibration(scope, id).await?)?;
        let me = person(scope);
        if !session.raters().contains(&me) {
            return Err(StoreError::State("you are no rater of this session".into()));
        }
        if !session.conversations().iter().any(|own| own == conversation) {
            return Err(StoreError::State("this conversation is not in the session".into()));
        }
        tx.hold(id, "open", "this session is locked").await?;
        tx.rating(now, id, conversation, &me, answers, score).await?;
        tx.audit(now, scope, &Entry { action: "calibration.rate", object: id, program: &session.program_id, detail: conversation }).await?;
        tx.commit().await
    }

    /// Ratings of a session. While it is open, raters see their own and nobody sees another's.
    ///
    /// # Errors
    /// The database fails.
    pub async fn ratings(&self, scope: &Scope, id: &str) -> Result<Vec<RatingRow>, StoreError> {
        let mut tx = self.read(scope).await?;
        let Some(session) = tx.calibration(scope, id).await? else { return Ok(Vec::new()) };
        let mut query = Query::new(format!("SELECT {RATING} FROM ratings WHERE calibration_id = $1"), args![id]);
        if session.state == "open" {
            query.and("rater = ?", args![person(scope)]);
        }
        query.text(" ORDER BY conversation_id, rater");
        tx.all(query.sql, query.args).await
    }

    /// How many conversations each rater has rated: all that is known of others while a session is open.
    ///
    /// # Errors
    /// The database fails.
    pub async fn rated(&self, scope: &Scope, id: &str) -> Result<Vec<(String, i64)>, StoreError> {
        let mut tx = self.read(scope).await?;
        if tx.calibration(scope, id).await?.is_none() {
            return Ok(Vec::new());
        }
        tx.all("SELECT rater, COUNT(*) FROM ratings WHERE calibration_id = $1 GROUP BY rater ORDER BY rater", args![id]).await
    }

    /// Ends the scoring and adds the machine's answers (conversation, answers, score): from here on everybody sees everything.
    ///
    /// # Errors
    /// The caller is not its organiser, it is not open, or the database fails.
    pub async fn lock_calibration(&self, scope: &Scope, id: &str, machine: &[(String, String, Option<i64>)]) -> Result<(), StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let session = organised(scope, tx.calibration(scope, id).await?)?;
        if tx.run("UPDATE calibrations SET state = 'locked', locked_ms = $1 WHERE id = $2 AND state = 'open'", args![now, id]).await? == 0 {
            return Err(StoreError::State("this session is locked already".into()));
        }
        for (conversation, answers, score) in machine {
            tx.rating(now, id, conversation, MACHINE, answers, *score).await?;
        }
        tx.audit(now, scope, &Entry { action: "calibration.lock", object: id, program: &session.program_id, detail: "" }).await?;
        tx.changed(now, &[(&session.program_id, "calibration.locked", id)]).await?;
        tx.commit().await
    }

    /// Writes down what was agreed on an item.
    ///
    /// # Errors
    /// The caller is not its organiser, it is not locked, or the database fails.
    pub async fn guide(&self, scope: &Scope, id: &str, item: &str, consensus: &str, text: &str) -> Result<(), StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let session = organised(scope, tx.calibration(scope, id).await?)?;
        tx.hold(id, "locked", "guidance is written between lock and close").await?;
        let sql = "INSERT INTO guidance (calibration_id, item, consensus, text, decided_by, decided_ms) VALUES ($1, $2, $3, $4, $5, $6) \
            ON CONFLICT (calibration_id, item) DO UPDATE SET consensus = excluded.consensus, text = excluded.text, decided_by = excluded.decided_by, decided_ms = excluded.decided_ms";
        tx.run(sql, args![id, item, consensus, text, person(scope), now]).await?;
        tx.audit(now, scope, &Entry { action: "calibration.guide", object: id, program: &session.program_id, detail: item }).await?;
        tx.commit().await
    }

    /// What was agreed, by item.
    ///
    /// # Errors
    /// The database fails.
    pub async fn guidance(&self, scope: &Scope, id: &str) -> Result<Vec<GuidanceRow>, StoreError> {
        let mut tx = self.read(scope).await?;
        if tx.calibration(scope, id).await?.is_none() {
            return Ok(Vec::new());
        }
        tx.all("SELECT item, consensus, text, decided_by, decided_ms FROM guidance WHERE calibration_id = $1 ORDER BY item", args![id]).await
    }

    /// Ends a session.
    ///
    /// # Errors
    /// The caller is not its organiser, it is not locked, or the database fails.
    pub async fn close_calibration(&self, scope: &Scope, id: &str) -> Result<(), StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let session = organised(scope, tx.calibration(scope, id).await?)?;
        if tx.run("UPDATE calibrations SET state = 'closed', closed_ms = $1 WHERE id = $2 AND state = 'locked'", args![now, id]).await? == 0 {
            return Err(StoreError::State("a session is closed after it was locked".into()));
        }
        tx.audit(now, scope, &Entry { action: "calibration.close", object: id, program: &session.program_id, detail: "" }).await?;
        tx.changed(now, &[(&session.program_id, "calibration.closed", id)]).await?;
        tx.commit().await
    }
}

impl Tx {
    async fn calibration(&mut self, scope: &Scope, id: &str) -> Result<Option<CalibrationRow>, StoreError> {
        let mut query = visible(scope);
        query.and("k.id = ?", args![id]);
        self.one(query.sql, query.args).await
    }

    /// Keeps a session in its state until this transaction ends.
    async fn hold(&mut self, id: &str, state: &str, otherwise: &str) -> Result<(), StoreError> {
        let held = self.run("UPDATE calibrations SET state = state WHERE id = $1 AND state = $2", args![id, state]).await?;
        if held > 0 { Ok(()) } else { Err(StoreError::State(otherwise.into())) }
    }

    async fn rating(&mut self, now: i64, id: &str, conversation: &str, rater: &str, answers: &str, score: Option<i64>) -> Result<(), StoreError> {
        let sql = format!(
            "INSERT INTO ratings ({RATING}) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (calibration_id, conversation_id, rater) \
             DO UPDATE SET answers = excluded.answers, score = excluded.score, submitted_ms = excluded.submitted_ms"
        );
        self.run(sql, args![id, conversation, rater, answers, score, now]).await?;
        Ok(())
    }
}

/// Rows that exist for the caller: agents and clients have no part in calibration.
fn visible(scope: &Scope) -> Query {
    let mut query = Query::new(format!("SELECT {COLUMNS} FROM calibrations k WHERE 1 = 1"), Vec::new());
    scope.wall(&mut query, "k.program_id");
    if matches!(scope.role, Role::Agent | Role::Client) {
        query.text(" AND 1 = 0");
    }
    query
}

fn found(session: Option<CalibrationRow>) -> Result<CalibrationRow, StoreError> {
    session.ok_or_else(|| StoreError::State("there is no such session".into()))
}

/// A session that the caller organises; an administrator may in their place.
fn organised(scope: &Scope, session: Option<CalibrationRow>) -> Result<CalibrationRow, StoreError> {
    let session = found(session)?;
    if session.created_by != person(scope) && scope.role != Role::Administrator {
        return Err(StoreError::State("only who organises a session may do this".into()));
    }
    Ok(session)
}
