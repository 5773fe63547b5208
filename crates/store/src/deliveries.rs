//! Messages to webhooks, each until it arrived: leased like jobs, but in a queue of their own for each webhook, so that a receiver who sleeps holds
//! up neither reading nor another receiver.

use crate::audit::Entry;
use crate::db::{Tx, args};
use crate::scope::Query;
use crate::webhooks::sees_all;
use crate::{OffWhy, Scope, Store, StoreError};

/// A message that was leased: whoever has it must end it before the lease does, or another sends it again.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Delivery {
    /// Id; the receiver drops one it has seen.
    pub id: String,
    /// To which webhook.
    pub webhook_id: String,
    /// Kind of the change.
    pub kind: String,
    /// JSON object of ids and states.
    pub data: String,
    /// When the change was, in milliseconds since 1970.
    pub created_ms: i64,
    /// How often it was begun, this time included.
    pub tries: i64,
    /// Who has it.
    pub leased_by: Option<String>,
}

/// A message as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DeliveryRow {
    /// Id.
    pub id: String,
    /// Whose program; empty for none.
    pub program_id: String,
    /// Kind of the change.
    pub kind: String,
    /// JSON object of ids and states.
    pub data: String,
    /// `waiting`, `running`, `done`, `failed`.
    pub state: String,
    /// How often it was begun.
    pub tries: i64,
    /// Not before, in milliseconds since 1970.
    pub run_ms: i64,
    /// The last answer's status.
    pub status: Option<i64>,
    /// Why there was no answer.
    pub error: Option<String>,
    /// When the change was, in milliseconds since 1970.
    pub created_ms: i64,
    /// Milliseconds since 1970.
    pub done_ms: Option<i64>,
}

/// How a try ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver answered with a status; 200 to 299 say that it has it.
    Answered(u16),
    /// There was no answer.
    Nothing(String),
}

impl Outcome {
    /// Whether the receiver has it.
    pub fn arrived(&self) -> bool {
        matches!(self, Outcome::Answered(200..=299))
    }
}

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// The pause after each try that failed; together somewhat more than a day. After the last a message waits for a person.
const PAUSES_MS: [i64; 8] = [5_000, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS, 8 * HOUR_MS, 10 * HOUR_MS];

/// A webhook all of whose tries failed for so long is switched off.
const FAILING_MS: i64 = 5 * DAY_MS;

/// So long messages are kept that arrived; others as long as other traces.
const ARRIVED_MS: i64 = 7 * DAY_MS;
const KEPT_MS: i64 = 30 * DAY_MS;

const DUE: &str = "((d.state = 'waiting' AND d.run_ms <= $1) OR (d.state = 'running' AND d.leased_until_ms <= $1))";

impl Store {
    /// The webhooks that are on and have messages to send now.
    ///
    /// # Errors
    /// The database fails.
    pub async fn due_webhooks(&self, scope: &Scope) -> Result<Vec<String>, StoreError> {
        let sql = format!("SELECT w.id FROM webhooks w WHERE w.off_ms IS NULL AND EXISTS (SELECT 1 FROM deliveries d WHERE d.webhook_id = w.id AND {DUE}) ORDER BY w.id");
        let rows: Vec<(String,)> = self.read(scope).await?.all(sql, args![self.now()]).await?;
        Ok(rows.into_iter().map(|(id,)| id).collect())
    }

    /// Takes up to `limit` messages to a webhook that are due, oldest first, for `lease_ms`; none of one that is off.
    ///
    /// # Errors
    /// The database fails.
    pub async fn lease_deliveries(&self, scope: &Scope, webhook: &str, owner: &str, limit: i64, lease_ms: i64) -> Result<Vec<Delivery>, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let locked = tx.dialect().skip_locked();
        let sql = format!(
            "UPDATE deliveries SET state = 'running', tries = tries + 1, leased_until_ms = $2, leased_by = $3 WHERE id IN (\
             SELECT d.id FROM deliveries d WHERE d.webhook_id = $4 AND {DUE} AND EXISTS (SELECT 1 FROM webhooks w WHERE w.id = $4 AND w.off_ms IS NULL) ORDER BY d.run_ms, d.id LIMIT $5{locked}) \
             RETURNING id, webhook_id, kind, data, created_ms, tries, leased_by"
        );
        let mut leased: Vec<Delivery> = tx.all(sql, args![now, now + lease_ms, owner, webhook, limit]).await?;
        tx.commit().await?;
        leased.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(leased)
    }

    /// Ends a try: what arrived is done; anything else comes again after a longer pause each time, for about a day. A webhook that answers that it is
    /// gone, or all of whose tries failed for five days, is switched off. `false` where the lease is another's by now.
    ///
    /// # Errors
    /// The database fails.
    pub async fn end_delivery(&self, scope: &Scope, delivery: &Delivery, outcome: &Outcome) -> Result<bool, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let (status, error) = match outcome {
            Outcome::Answered(status) => (Some(i64::from(*status)), None),
            Outcome::Nothing(why) => (None, Some(why.clone())),
        };
        let pause = usize::try_from(delivery.tries - 1).ok().and_then(|at| PAUSES_MS.get(at));
        let (state, run, done) = match pause {
            _ if outcome.arrived() => ("done", now, Some(now)),
            Some(pause) => ("waiting", now + pause, None),
            None => ("failed", now, None),
        };
        let sql = "UPDATE deliveries SET state = $1, run_ms = $2, status = $3, error = $4, done_ms = $5, leased_by = NULL, leased_until_ms = NULL WHERE id = $6 AND leased_by = $7 AND state = 'running'";
        if tx.run(sql, args![state, run, status, error, done, &delivery.id, delivery.leased_by.clone()]).await? == 0 {
            return Ok(false);
        }
        tx.note_outcome(scope, now, &delivery.webhook_id, outcome).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Messages to a webhook, newest first: those in a state, or all; `None` where there is no such webhook.
    ///
    /// # Errors
    /// The database fails.
    pub async fn deliveries(&self, scope: &Scope, webhook: &str, state: Option<&str>, limit: i64) -> Result<Option<Vec<DeliveryRow>>, StoreError> {
        if !sees_all(scope) {
            return Ok(None);
        }
        let mut tx = self.read(scope).await?;
        if tx.webhook(webhook).await?.is_none() {
            return Ok(None);
        }
        let mut query =
            Query::new("SELECT id, program_id, kind, data, state, tries, run_ms, status, error, created_ms, done_ms FROM deliveries WHERE webhook_id = $1", args![webhook]);
        if let Some(state) = state {
            query.and("state = ?", args![state]);
        }
        query.text(" ORDER BY id DESC LIMIT ");
        query.push(limit.into());
        Ok(Some(tx.all(query.sql, query.args).await?))
    }

    /// Sends a message that failed or waits again at once, with all its tries; `false` where there is none such.
    ///
    /// # Errors
    /// It arrived already or is under way, its webhook is off, or the database fails.
    pub async fn retry_delivery(&self, scope: &Scope, webhook: &str, id: &str) -> Result<bool, StoreError> {
        if !sees_all(scope) {
            return Ok(false);
        }
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let Some(hook) = tx.webhook(webhook).await? else { return Ok(false) };
        let row: Option<(String, String)> = tx.one("SELECT state, program_id FROM deliveries WHERE id = $1 AND webhook_id = $2", args![id, webhook]).await?;
        let Some((state, program)) = row else { return Ok(false) };
        if hook.off_ms.is_some() {
            return Err(StoreError::State("the webhook is off; switch it on first".into()));
        }
        let sql = "UPDATE deliveries SET state = 'waiting', tries = 0, run_ms = $1 WHERE id = $2 AND state IN ('waiting', 'failed')";
        if tx.run(sql, args![now, id]).await? == 0 {
            let why = if state == "done" { "it arrived already" } else { "it is under way" };
            return Err(StoreError::State(why.into()));
        }
        tx.audit(now, scope, &Entry { action: "webhook.retry", object: webhook, program: &program, detail: id }).await?;
        tx.commit().await?;
        Ok(true)
    }
}

impl Tx {
    /// What a try tells of the webhook itself.
    async fn note_outcome(&mut self, scope: &Scope, now: i64, id: &str, outcome: &Outcome) -> Result<(), StoreError> {
        if outcome.arrived() {
            self.run("UPDATE webhooks SET delivered_ms = $1, failing_ms = NULL WHERE id = $2", args![now, id]).await?;
            return Ok(());
        }
        self.run("UPDATE webhooks SET failing_ms = COALESCE(failing_ms, $1) WHERE id = $2", args![now, id]).await?;
        let why = if *outcome == Outcome::Answered(410) { OffWhy::Gone } else { OffWhy::Failing };
        let since = if why == OffWhy::Gone { now } else { now - FAILING_MS };
        let sql = "UPDATE webhooks SET off_ms = $1, off_why = $2 WHERE id = $3 AND off_ms IS NULL AND failing_ms <= $4";
        if self.run(sql, args![now, why.as_str(), id, since]).await? > 0 {
            self.run("DELETE FROM subscriptions WHERE webhook_id = $1", args![id]).await?;
            self.audit(now, scope, &Entry { action: "webhook.off", object: id, program: "", detail: why.as_str() }).await?;
        }
        Ok(())
    }

    /// Forgets messages of long ago.
    pub(crate) async fn forget_deliveries(&mut self, now: i64) -> Result<(), StoreError> {
        self.run("DELETE FROM deliveries WHERE created_ms < $1", args![now - KEPT_MS]).await?;
        self.run("DELETE FROM deliveries WHERE created_ms < $1 AND state = 'done'", args![now - ARRIVED_MS]).await?;
        Ok(())
    }
}
