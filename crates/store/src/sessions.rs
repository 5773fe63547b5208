//! Sessions of people who signed in, by the hash of their cookie's value; and how often somebody tried in vain.

use crate::audit::Entry;
use crate::db::args;
use crate::{Scope, Store, StoreError, hash};

/// A session as the server needs it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Session {
    /// Hash of its present value.
    pub hash: String,
    /// Whose.
    pub user_id: String,
    /// What every change must carry beside the cookie.
    pub csrf: String,
    /// Begun, in milliseconds since 1970.
    pub created_ms: i64,
    /// Last used, in milliseconds since 1970.
    pub seen_ms: i64,
    /// Given its present value, in milliseconds since 1970.
    pub rotated_ms: i64,
}

/// Whether an address may try a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// It may; the try is counted as failed until it is told otherwise.
    Allowed,
    /// Not before this, in milliseconds since 1970.
    Locked(i64),
}

/// So long the value before still holds, for requests that were under way when it changed.
const GRACE_MS: i64 = 60_000;

/// So many wrong passwords in a row lock an address.
const TRIES: i64 = 5;

/// For how long, the first time; each further five tries double it, up to a day.
const LOCK_MS: i64 = 15 * 60_000;
const DAY_MS: i64 = 86_400_000;

impl Store {
    /// Makes a session from the hash of its cookie's value.
    ///
    /// # Errors
    /// The database fails.
    pub async fn add_session(&self, scope: &Scope, hash: &str, user: &str, csrf: &str) -> Result<(), StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        tx.run("INSERT INTO sessions (hash, user_id, csrf, created_ms, seen_ms, rotated_ms) VALUES ($1, $2, $3, $4, $4, $4)", args![hash, user, csrf, now]).await?;
        tx.audit(now, scope, &Entry { action: "session.begin", object: user, program: "", detail: "" }).await?;
        tx.commit().await
    }

    /// The session whose cookie has this hash, or had it a moment ago; whether it is too old is for the caller to say.
    ///
    /// # Errors
    /// The database fails.
    pub async fn session(&self, hash: &str) -> Result<Option<Session>, StoreError> {
        let mut tx = self.read(&Scope::nobody()).await?;
        let sql = "SELECT hash, user_id, csrf, created_ms, seen_ms, rotated_ms FROM sessions WHERE hash = $1 OR (previous = $1 AND rotated_ms > $2)";
        tx.one(sql, args![hash, self.now() - GRACE_MS]).await
    }

    /// Notes that a session was used.
    ///
    /// # Errors
    /// The database fails.
    pub async fn touch_session(&self, scope: &Scope, hash: &str) -> Result<(), StoreError> {
        let mut tx = self.write(scope).await?;
        tx.run("UPDATE sessions SET seen_ms = $1 WHERE hash = $2", args![self.now(), hash]).await?;
        tx.commit().await
    }

    /// Gives a session a new value; `false` where another request did so first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn rotate_session(&self, scope: &Scope, session: &Session, hash: &str) -> Result<bool, StoreError> {
        let mut tx = self.write(scope).await?;
        let sql = "UPDATE sessions SET hash = $1, previous = $2, rotated_ms = $3, seen_ms = $3 WHERE hash = $2";
        let touched = tx.run(sql, args![hash, &session.hash, self.now()]).await?;
        tx.commit().await?;
        Ok(touched > 0)
    }

    /// Ends a session; `false` where there is none.
    ///
    /// # Errors
    /// The database fails.
    pub async fn end_session(&self, scope: &Scope, session: &Session) -> Result<bool, StoreError> {
        let mut tx = self.write(scope).await?;
        let touched = tx.run("DELETE FROM sessions WHERE hash = $1 OR previous = $1", args![&session.hash]).await?;
        if touched > 0 {
            tx.audit(self.now(), scope, &Entry { action: "session.end", object: &session.user_id, program: "", detail: "" }).await?;
        }
        tx.commit().await?;
        Ok(touched > 0)
    }

    /// Counts a try of a password for an address, before the password is looked at: tries side by side cannot pass the limit.
    ///
    /// # Errors
    /// The database fails.
    pub async fn attempt(&self, scope: &Scope, address: &str) -> Result<Attempt, StoreError> {
        let (now, address) = (self.now(), address_hash(address));
        let mut tx = self.write(scope).await?;
        // A day without a wrong password wipes the slate.
        let sql = "INSERT INTO attempts (address, failed, locked_until_ms, at_ms) VALUES ($1, 1, 0, $2) ON CONFLICT (address) DO UPDATE SET \
            failed = CASE WHEN attempts.locked_until_ms > $2 THEN attempts.failed WHEN attempts.at_ms < $3 THEN 1 ELSE attempts.failed + 1 END, \
            at_ms = CASE WHEN attempts.locked_until_ms > $2 THEN attempts.at_ms ELSE $2 END RETURNING failed, locked_until_ms";
        let (failed, until) = tx.one::<(i64, i64)>(sql, args![&address, now, now - DAY_MS]).await?.unwrap_or((1, 0));
        if until > now {
            return Ok(Attempt::Locked(until));
        }
        if failed % TRIES == 0 {
            let pause = (LOCK_MS << (failed / TRIES - 1).clamp(0, 16)).min(DAY_MS);
            tx.run("UPDATE attempts SET locked_until_ms = $1 WHERE address = $2", args![now + pause, &address]).await?;
            tx.audit(now, scope, &Entry { action: "session.lock", object: &address, program: "", detail: "" }).await?;
        }
        tx.commit().await?;
        Ok(Attempt::Allowed)
    }

    /// The password was right: earlier tries are forgotten.
    ///
    /// # Errors
    /// The database fails.
    pub async fn attempt_succeeded(&self, scope: &Scope, address: &str) -> Result<(), StoreError> {
        let mut tx = self.write(scope).await?;
        tx.run("DELETE FROM attempts WHERE address = $1", args![address_hash(address)]).await?;
        tx.commit().await
    }
}

/// An address as tries are kept under it.
pub(crate) fn address_hash(address: &str) -> String {
    hash(&address.trim().to_lowercase())
}
