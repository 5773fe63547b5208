//! Webhooks: where other systems want to hear of changes, and of which. They belong to the installation, and exist only for those who see all of it.

use serde_json::json;

use crate::audit::Entry;
use crate::db::{Tx, args};
use crate::{EVENTS, Programs, Scope, Store, StoreError};

/// Webhooks that there can be: each change is written down once for every one that listens.
pub const MOST_WEBHOOKS: i64 = 50;

/// A webhook to add.
#[derive(Clone, Debug, Default)]
pub struct NewWebhook {
    /// Where messages go.
    pub url: String,
    /// The secret that signs them, sealed.
    pub secret: String,
    /// Kinds of changes, of [`EVENTS`].
    pub events: Vec<String>,
    /// Ids; empty for every program.
    pub programs: Vec<String>,
}

/// What is to be another; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct WebhookChange {
    /// Where messages go.
    pub url: Option<String>,
    /// Kinds of changes.
    pub events: Option<Vec<String>>,
    /// Ids; empty for every program.
    pub programs: Option<Vec<String>>,
    /// Switched on or off.
    pub on: Option<bool>,
}

/// Why a webhook is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffWhy {
    /// Somebody switched it off.
    Person,
    /// Every try failed for days.
    Failing,
    /// Its receiver answered that it is gone.
    Gone,
}

impl OffWhy {
    /// The word in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            OffWhy::Person => "person",
            OffWhy::Failing => "failing",
            OffWhy::Gone => "gone",
        }
    }
}

/// A webhook as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// Id.
    pub id: String,
    /// Where messages go.
    pub url: String,
    /// The secret that signs them, sealed.
    pub secret: String,
    /// Kinds of changes.
    pub events: Vec<String>,
    /// Ids; empty for every program.
    pub programs: Vec<String>,
    /// A user's id.
    pub created_by: String,
    /// Milliseconds since 1970.
    pub created_ms: i64,
    /// Since when it is off, in milliseconds since 1970.
    pub off_ms: Option<i64>,
    /// `person`, `failing`, `gone`.
    pub off_why: Option<String>,
    /// Since when every try failed, in milliseconds since 1970.
    pub failing_ms: Option<i64>,
    /// When a message arrived last, in milliseconds since 1970.
    pub delivered_ms: Option<i64>,
    /// Messages that wait or are under way.
    pub waiting: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    url: String,
    secret: String,
    events: String,
    programs: String,
    created_by: String,
    created_ms: i64,
    off_ms: Option<i64>,
    off_why: Option<String>,
    failing_ms: Option<i64>,
    delivered_ms: Option<i64>,
    waiting: i64,
}

impl From<Row> for Webhook {
    fn from(row: Row) -> Webhook {
        let Row { id, url, secret, events, programs, created_by, created_ms, off_ms, off_why, failing_ms, delivered_ms, waiting } = row;
        let list = |text: &str| serde_json::from_str(text).unwrap_or_default();
        Webhook { id, url, secret, events: list(&events), programs: list(&programs), created_by, created_ms, off_ms, off_why, failing_ms, delivered_ms, waiting }
    }
}

const SELECT: &str = "SELECT w.id, w.url, w.secret, w.events, w.programs, w.created_by, w.created_ms, w.off_ms, w.off_why, w.failing_ms, w.delivered_ms, \
    (SELECT COUNT(*) FROM deliveries d WHERE d.webhook_id = w.id AND d.state IN ('waiting', 'running')) AS waiting FROM webhooks w";

impl Store {
    /// Adds a webhook, switched on.
    ///
    /// # Errors
    /// An event or program that there is not, too many webhooks, a caller who does not see every program; or the database fails.
    pub async fn add_webhook(&self, scope: &Scope, new: &NewWebhook) -> Result<Webhook, StoreError> {
        if !sees_all(scope) {
            return Err(StoreError::State("webhooks belong to those who see every program".into()));
        }
        let (id, now) = (self.id(), self.now());
        let mut tx = self.write(scope).await?;
        let there: Option<(i64,)> = tx.one("SELECT COUNT(*) FROM webhooks", Vec::new()).await?;
        if there.is_some_and(|(count,)| count >= MOST_WEBHOOKS) {
            return Err(StoreError::State(format!("there are {MOST_WEBHOOKS} webhooks already; delete one first")));
        }
        let sql = "INSERT INTO webhooks (id, url, secret, events, programs, created_by, created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        tx.run(sql, args![&id, &new.url, &new.secret, json!(new.events).to_string(), json!(new.programs).to_string(), &scope.actor, now]).await?;
        tx.subscribe(&id, &new.events, &new.programs).await?;
        let detail = json!({"events": new.events, "programs": new.programs}).to_string();
        tx.audit(now, scope, &Entry { action: "webhook.add", object: &id, program: "", detail: &detail }).await?;
        let webhook = tx.webhook(&id).await?;
        tx.commit().await?;
        webhook.ok_or_else(|| StoreError::State("the webhook is gone".into()))
    }

    /// Webhooks, newest first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn webhooks(&self, scope: &Scope) -> Result<Vec<Webhook>, StoreError> {
        if !sees_all(scope) {
            return Ok(Vec::new());
        }
        let rows: Vec<Row> = self.read(scope).await?.all(format!("{SELECT} ORDER BY w.id DESC"), Vec::new()).await?;
        Ok(rows.into_iter().map(Webhook::from).collect())
    }

    /// One webhook.
    ///
    /// # Errors
    /// The database fails.
    pub async fn webhook(&self, scope: &Scope, id: &str) -> Result<Option<Webhook>, StoreError> {
        if sees_all(scope) { self.read(scope).await?.webhook(id).await } else { Ok(None) }
    }

    /// Changes a webhook; `None` where there is none. Switched on, it begins anew: what waited goes out, and what failed before counts no longer.
    ///
    /// # Errors
    /// An event or program that there is not, or the database fails.
    pub async fn change_webhook(&self, scope: &Scope, id: &str, change: &WebhookChange) -> Result<Option<Webhook>, StoreError> {
        let now = self.now();
        let Some(mut tx) = self.begin(scope).await? else { return Ok(None) };
        let Some(before) = tx.webhook(id).await? else { return Ok(None) };
        let WebhookChange { url, events, programs, on } = change;
        let (events, programs) = (events.as_ref().unwrap_or(&before.events), programs.as_ref().unwrap_or(&before.programs));
        let url = url.as_ref().unwrap_or(&before.url);
        let on = on.unwrap_or(before.off_ms.is_none());
        let (off_ms, off_why) = if on { (None, None) } else { (before.off_ms.or(Some(now)), before.off_why.clone().or(Some(OffWhy::Person.as_str().into()))) };
        // An address of its own, or a new beginning, has not failed yet.
        let failing = before.failing_ms.filter(|_| *url == before.url && on == before.off_ms.is_none());
        let sql = "UPDATE webhooks SET url = $1, events = $2, programs = $3, off_ms = $4, off_why = $5, failing_ms = $6 WHERE id = $7";
        tx.run(sql, args![url, json!(events).to_string(), json!(programs).to_string(), off_ms, off_why, failing, id]).await?;
        tx.run("DELETE FROM subscriptions WHERE webhook_id = $1", args![id]).await?;
        if on {
            tx.subscribe(id, events, programs).await?;
        }
        let detail = json!({"address": *url != before.url, "events": events, "programs": programs, "on": on}).to_string();
        tx.audit(now, scope, &Entry { action: "webhook.change", object: id, program: "", detail: &detail }).await?;
        let webhook = tx.webhook(id).await?;
        tx.commit().await?;
        Ok(webhook)
    }

    /// Gives a webhook another secret, sealed; `false` where there is no such webhook.
    ///
    /// # Errors
    /// The database fails.
    pub async fn set_webhook_secret(&self, scope: &Scope, id: &str, secret: &str) -> Result<bool, StoreError> {
        let Some(mut tx) = self.begin(scope).await? else { return Ok(false) };
        let done = tx.run("UPDATE webhooks SET secret = $1 WHERE id = $2", args![secret, id]).await? > 0;
        if done {
            tx.audit(self.now(), scope, &Entry { action: "webhook.secret", object: id, program: "", detail: "" }).await?;
        }
        tx.commit().await?;
        Ok(done)
    }

    /// Deletes a webhook with all of its messages; `false` where there is none.
    ///
    /// # Errors
    /// The database fails.
    pub async fn delete_webhook(&self, scope: &Scope, id: &str) -> Result<bool, StoreError> {
        let Some(mut tx) = self.begin(scope).await? else { return Ok(false) };
        // First what it listens to: that waits for those who are writing messages to it.
        tx.run("DELETE FROM subscriptions WHERE webhook_id = $1", args![id]).await?;
        let done = tx.run("DELETE FROM webhooks WHERE id = $1", args![id]).await? > 0;
        if done {
            tx.audit(self.now(), scope, &Entry { action: "webhook.delete", object: id, program: "", detail: "" }).await?;
        }
        tx.commit().await?;
        Ok(done)
    }

    /// A transaction that writes, for those for whom webhooks exist.
    async fn begin(&self, scope: &Scope) -> Result<Option<Tx>, StoreError> {
        if sees_all(scope) { Ok(Some(self.write(scope).await?)) } else { Ok(None) }
    }
}

/// Whether webhooks exist for the caller.
pub(crate) fn sees_all(scope: &Scope) -> bool {
    scope.programs == Programs::All
}

impl Tx {
    pub(crate) async fn webhook(&mut self, id: &str) -> Result<Option<Webhook>, StoreError> {
        let row: Option<Row> = self.one(format!("{SELECT} WHERE w.id = $1"), args![id]).await?;
        Ok(row.map(Webhook::from))
    }

    /// From now on changes of these kinds in these programs are told.
    async fn subscribe(&mut self, id: &str, events: &[String], programs: &[String]) -> Result<(), StoreError> {
        if let Some(unknown) = events.iter().find(|event| !EVENTS.contains(&event.as_str())) {
            return Err(StoreError::State(format!("there is no event {unknown}")));
        }
        for program in programs {
            if self.one::<(String,)>("SELECT id FROM programs WHERE id = $1", args![program]).await?.is_none() {
                return Err(StoreError::State(format!("there is no program {program}")));
            }
        }
        let everywhere = [String::new()];
        for program in if programs.is_empty() { &everywhere } else { programs } {
            for event in events {
                let sql = "INSERT INTO subscriptions (webhook_id, program_id, kind) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
                self.run(sql, args![id, program, event]).await?;
            }
        }
        Ok(())
    }
}
