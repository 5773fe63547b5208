//! Dead letters: what came in and could not be read, until it comes again or a person puts it away.

use crate::audit::Entry;
use crate::db::{Tx, args};
use crate::scope::Query;
use crate::{Scope, Store, StoreError};

/// A record that could not be read. Its bytes are not kept.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LetterRow {
    /// Id.
    pub id: String,
    /// Program, where that is known.
    pub program_id: Option<String>,
    /// Where it came from.
    pub source: String,
    /// Line in what was sent, from 1.
    pub line: Option<i64>,
    /// Hash of its bytes.
    pub hash: String,
    /// Stable code.
    pub code: String,
    /// What is the matter.
    pub message: String,
    /// What to do.
    pub help: String,
    /// When it came last, in milliseconds since 1970.
    pub received_ms: i64,
    /// When it came again and was read, or a person put it away; in milliseconds since 1970.
    pub settled_ms: Option<i64>,
}

const COLUMNS: &str = "d.id, d.program_id, d.source, d.line, d.hash, d.code, d.message, d.help, d.received_ms, d.settled_ms";

impl Store {
    /// Dead letters inside the walls, those that came last first: settled ones, or those that wait. One whose program nobody knows is seen by those
    /// who see every program.
    ///
    /// # Errors
    /// The database fails.
    pub async fn letters(&self, scope: &Scope, settled: bool, source: Option<&str>, limit: i64) -> Result<Vec<LetterRow>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM dead_letters d WHERE d.settled_ms IS {}NULL", if settled { "NOT " } else { "" }), Vec::new());
        scope.wall(&mut query, "d.program_id");
        if let Some(source) = source {
            query.and("d.source = ?", args![source]);
        }
        query.text(" ORDER BY d.received_ms DESC, d.id DESC LIMIT ");
        query.push(limit.into());
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// Puts a dead letter away; `None` where there is none for the caller. One that was settled before stays as it is.
    ///
    /// # Errors
    /// The database fails.
    pub async fn settle_letter(&self, scope: &Scope, id: &str) -> Result<Option<LetterRow>, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM dead_letters d WHERE d.id = $1"), args![id]);
        scope.wall(&mut query, "d.program_id");
        let Some(mut letter) = tx.one::<LetterRow>(query.sql, query.args).await? else { return Ok(None) };
        if letter.settled_ms.is_none() {
            tx.run("UPDATE dead_letters SET settled_ms = $1 WHERE id = $2", args![now, id]).await?;
            let program = letter.program_id.clone().unwrap_or_default();
            tx.audit(now, scope, &Entry { action: "letter.settle", object: id, program: &program, detail: "" }).await?;
            letter.settled_ms = Some(now);
        }
        tx.commit().await?;
        Ok(Some(letter))
    }
}

impl Tx {
    /// Settles the letters of records that came again and were read: source, hash of the bytes.
    pub(crate) async fn settle_read(&mut self, now: i64, read: &[(&str, &str)]) -> Result<(), StoreError> {
        let mut sources: Vec<&str> = read.iter().map(|(source, _)| *source).collect();
        sources.sort_unstable();
        sources.dedup();
        for source in sources {
            let hashes: Vec<String> = read.iter().filter(|(from, _)| *from == source).map(|(_, hash)| (*hash).to_owned()).collect();
            let mut query = Query::new("UPDATE dead_letters SET settled_ms = $1 WHERE settled_ms IS NULL AND source = $2", args![now, source]);
            query.is_one_of("hash", &hashes);
            self.run(query.sql, query.args).await?;
        }
        Ok(())
    }
}
