//! The audit log: append-only, each entry's hash over the one before, so that nothing can be taken out or changed unseen.

use sha2::{Digest, Sha256};

use crate::db::{Tx, args};
use crate::scope::Query;
use crate::{Scope, Store, StoreError};

/// Something that somebody did.
#[derive(Clone, Debug, Default)]
pub struct Entry<'a> {
    /// Such as `conversation.read`.
    pub action: &'a str,
    /// The id of what it was done to.
    pub object: &'a str,
    /// The program it belongs to; empty for none.
    pub program: &'a str,
    /// What else matters, as JSON; never words of a conversation.
    pub detail: &'a str,
}

/// An entry as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AuditRow {
    /// From 1, without gaps.
    pub number: i64,
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// Who.
    pub actor: String,
    /// What.
    pub action: String,
    /// To what.
    pub object: String,
    /// In which program.
    pub program_id: String,
    /// As JSON.
    pub detail: String,
    /// Hash of the entry before.
    pub previous: String,
    /// SHA-256 over all of the above.
    pub hash: String,
}

/// Which entries; what is `None` lets everything pass.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    /// Only those with a smaller number: the next page.
    pub before: Option<i64>,
    /// To what it was done.
    pub object: Option<String>,
    /// Who did it.
    pub actor: Option<String>,
    /// What was done.
    pub action: Option<String>,
    /// In which program.
    pub program: Option<String>,
    /// From this time on, in milliseconds since 1970.
    pub from_ms: Option<i64>,
    /// Before this time, in milliseconds since 1970.
    pub until_ms: Option<i64>,
}

/// Where the chain breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The first entry that is not what it was.
    pub number: i64,
    /// What is the matter.
    pub why: &'static str,
}

const COLUMNS: &str = "number, at_ms, actor, action, object, program_id, detail, previous, hash";

/// Entries that `verify_audit` reads at once.
const PAGE: i64 = 5_000;

impl AuditRow {
    fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for part in [&self.number.to_string(), &self.at_ms.to_string(), &self.actor, &self.action, &self.object, &self.program_id, &self.detail, &self.previous] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Store {
    /// Writes down what a caller did, apart from any other change.
    ///
    /// # Errors
    /// The database fails.
    pub async fn record(&self, scope: &Scope, entry: &Entry<'_>) -> Result<(), StoreError> {
        let mut tx = self.write(scope).await?;
        tx.audit(self.now(), scope, entry).await?;
        tx.commit().await
    }

    /// Entries that a filter lets pass, newest first; inside the caller's programs.
    ///
    /// # Errors
    /// The database fails.
    pub async fn audit_entries(&self, scope: &Scope, filter: &AuditFilter, limit: i64) -> Result<Vec<AuditRow>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM audit WHERE number < $1"), args![filter.before.unwrap_or(i64::MAX)]);
        scope.wall(&mut query, "program_id");
        let texts = [("object", &filter.object), ("actor", &filter.actor), ("action", &filter.action), ("program_id", &filter.program)];
        for (column, value) in texts {
            if let Some(value) = value {
                query.and(&format!("{column} = ?"), args![value]);
            }
        }
        if let Some(from) = filter.from_ms {
            query.and("at_ms >= ?", args![from]);
        }
        if let Some(until) = filter.until_ms {
            query.and("at_ms < ?", args![until]);
        }
        query.text(" ORDER BY number DESC LIMIT ");
        query.push(limit.into());
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// Recomputes the whole chain: how many entries hold, or where it breaks first. A missing end shows against the counter.
    ///
    /// # Errors
    /// The database fails.
    pub async fn verify_audit(&self, scope: &Scope) -> Result<Result<i64, Broken>, StoreError> {
        let mut tx = self.read(scope).await?;
        let (mut number, mut previous) = (0, String::new());
        // The counter first: entries that others write meanwhile are beyond it, and not missed.
        let told: Option<(i64,)> = tx.one("SELECT value FROM counters WHERE name = 'audit'", Vec::new()).await?;
        let last = told.map_or(0, |(value,)| value);
        loop {
            let sql = format!("SELECT {COLUMNS} FROM audit WHERE number > $1 AND number <= $2 ORDER BY number LIMIT {PAGE}");
            let rows: Vec<AuditRow> = tx.all(sql, args![number, last]).await?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                let why = match () {
                    () if row.number != number + 1 => "an entry before it is missing",
                    () if row.previous != previous => "it does not follow the entry before it",
                    () if row.hash != row.digest() => "it was changed",
                    () => {
                        (number, previous) = (row.number, row.hash);
                        continue;
                    }
                };
                return Ok(Err(Broken { number: number + 1, why }));
            }
        }
        Ok(if last == number { Ok(number) } else { Err(Broken { number: number + 1, why: "the end of the log is missing" }) })
    }
}

impl Tx {
    /// Writes down what a caller does, in the transaction that does it. It holds the log until the commit.
    pub(crate) async fn audit(&mut self, now: i64, scope: &Scope, entry: &Entry<'_>) -> Result<(), StoreError> {
        let number = self.count("audit", 1).await?;
        let before: Option<(String,)> = self.one("SELECT hash FROM audit WHERE number = $1", args![number - 1]).await?;
        let mut row = AuditRow {
            number,
            at_ms: now,
            actor: scope.actor.clone(),
            action: entry.action.to_owned(),
            object: entry.object.to_owned(),
            program_id: entry.program.to_owned(),
            detail: entry.detail.to_owned(),
            previous: before.map(|(hash,)| hash).unwrap_or_default(),
            hash: String::new(),
        };
        row.hash = row.digest();
        let sql = format!("INSERT INTO audit ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
        self.run(sql, args![row.number, row.at_ms, row.actor, row.action, row.object, row.program_id, row.detail, row.previous, row.hash]).await?;
        Ok(())
    }
}
