//! Many rows at once for measurements: what is there again and again under other ids, and bare copies; only with the feature `testing`.

use std::time::{Duration, Instant};

use sqlx::{AssertSqlSafe, Executor};

use crate::db::{Db, Tx, args};
use crate::{Scope, Store, StoreError};

/// Tables that hold a conversation and what was found in it, with the columns that take another value in a copy.
const TABLES: [(&str, &[&str]); 6] = [
    ("conversations", &["id", "external_id", "evaluation_id"]),
    ("marks", &["conversation_id"]),
    ("skills", &["conversation_id"]),
    ("episodes", &["conversation_id"]),
    ("evaluations", &["id", "conversation_id"]),
    ("search", &["conversation_id"]),
];

/// Ids of copies begin with this, which no id does: copies lie behind everything else in every index of ids, and the originals are a range of it.
const COPY: &str = "z";

impl Store {
    /// Adds every conversation that is no copy once more for each number, under another id, each number as a whole before
    /// the ones before it in time, so that the newest are a mix as it came in. Indexes that hold no row together are
    /// taken away meanwhile and built once at the end: where they stayed, each of a million conversations wrote thirty pages all over a file of 40 GB.
    ///
    /// # Errors
    /// The database fails, or there is a copy of this number already.
    pub async fn multiply(&self, scope: &Scope, numbers: std::ops::Range<i64>) -> Result<(), StoreError> {
        let mut tx = self.write(scope).await?;
        let span: Option<(i64,)> = tx.one(format!("SELECT COALESCE(MAX(started_ms) - MIN(started_ms), 0) FROM conversations WHERE id < '{COPY}'"), Vec::new()).await?;
        let apart_ms = span.map_or(0, |(span,)| span) + 60_000;
        let indexes = tx.indexes().await?;
        for (name, _) in &indexes {
            tx.run(format!("DROP INDEX {name}"), Vec::new()).await?;
        }
        tx.commit().await?;
        for number in numbers {
            let mut tx = self.write(scope).await?;
            for (table, other) in TABLES {
                let columns = tx.columns(table).await?;
                let values: Vec<String> = columns
                    .iter()
                    .map(|column| match column.as_str() {
                        column if other.contains(&column) => format!("'{COPY}{number}~' || {column}"),
                        "started_ms" => format!("started_ms - {}", number * apart_ms),
                        "day" => format!("(started_ms - {}) / 86400000", number * apart_ms),
                        column => column.to_owned(),
                    })
                    .collect();
                let key = other[0];
                let sql = format!("INSERT INTO {table} ({}) SELECT {} FROM {table} WHERE {key} < '{COPY}'", columns.join(", "), values.join(", "));
                tx.run(sql, Vec::new()).await?;
            }
            tx.commit().await?;
        }
        for (_, sql) in indexes {
            let mut tx = self.write(scope).await?;
            tx.run(sql, Vec::new()).await?;
            tx.commit().await?;
        }
        if let Db::Postgres(pool) = &self.db {
            // What its housekeeping would do within a minute.
            pool.execute("VACUUM ANALYZE").await?;
        }
        Ok(())
    }

    /// Every conversation: its source's id, its state, how many evaluations it has and how many of them are current.
    ///
    /// # Errors
    /// The database fails.
    pub async fn tally(&self, scope: &Scope) -> Result<Vec<(String, String, i64, i64)>, StoreError> {
        let sql = "SELECT c.external_id, c.state, COUNT(e.id), CAST(COALESCE(SUM(e.current), 0) AS BIGINT) FROM conversations c LEFT JOIN evaluations e ON e.conversation_id = c.id \
            GROUP BY c.id, c.external_id, c.state ORDER BY c.external_id";
        self.read(scope).await?.all(sql, Vec::new()).await
    }

    /// How long the database alone takes to insert the rows of every conversation that is there, `batch` conversations a transaction, into
    /// empty tables of the same shape and indexes. `beside` is a path for a second SQLite file.
    ///
    /// # Errors
    /// The database fails.
    pub async fn insert_bare(&self, scope: &Scope, beside: &std::path::Path, batch: usize) -> Result<Duration, StoreError> {
        let ids: Vec<(String,)> = self.read(scope).await?.all("SELECT id FROM conversations ORDER BY id", Vec::new()).await?;
        let system = Scope::system();
        let (target, from) = match &self.db {
            Db::Sqlite { .. } => {
                let file: Vec<(String,)> = self.read(scope).await?.all("SELECT file FROM pragma_database_list WHERE name = 'main'", Vec::new()).await?;
                let target = Store { db: Db::sqlite(beside, true).await?, clock: self.clock.clone() };
                if let (Db::Sqlite { write, .. }, Some((file,))) = (&target.db, file.first()) {
                    let sql = format!("PRAGMA foreign_keys = OFF; ATTACH DATABASE '{}' AS source", file.replace('\'', "''"));
                    write.execute(AssertSqlSafe(sql)).await?;
                }
                (target, "source.")
            }
            Db::Postgres(pool) => {
                for (table, _) in TABLES {
                    pool.execute(AssertSqlSafe(format!("DROP TABLE IF EXISTS bare_{table}"))).await?;
                    pool.execute(AssertSqlSafe(format!("CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)"))).await?;
                }
                (self.clone(), "")
            }
        };
        let into = if from.is_empty() { "bare_" } else { "" };
        let clock = Instant::now();
        for part in ids.chunks(batch) {
            let (Some((first,)), Some((last,))) = (part.first(), part.last()) else { continue };
            let mut tx = target.write(&system).await?;
            for (table, key) in TABLES {
                let columns = tx.columns(table).await?.join(", ");
                let key = if table == "conversations" { "id" } else { key.iter().find(|key| **key == "conversation_id").unwrap_or(&"id") };
                // Full text has no index of ids: its rows are copied by number.
                let sql = match from {
                    "source." if table == "search" => format!("INSERT INTO search ({columns}) SELECT {columns} FROM source.search WHERE rowid > $1 AND rowid <= $2"),
                    _ => format!("INSERT INTO {into}{table} ({columns}) SELECT {columns} FROM {from}{table} WHERE {key} >= $1 AND {key} <= $2"),
                };
                let done = ids.iter().position(|(id,)| id == first).unwrap_or(0) as i64;
                let bounds = if from == "source." && table == "search" { args![done, done + part.len() as i64] } else { args![first, last] };
                tx.run(sql, bounds).await?;
            }
            tx.commit().await?;
        }
        let took = clock.elapsed();
        match &self.db {
            Db::Sqlite { .. } => target.close().await,
            Db::Postgres(pool) => {
                for (table, _) in TABLES {
                    pool.execute(AssertSqlSafe(format!("DROP TABLE bare_{table}"))).await?;
                }
            }
        }
        Ok(took)
    }
}

impl Tx {
    /// The indexes of the tables that are neither a key nor a condition, with what makes each again.
    async fn indexes(&mut self) -> Result<Vec<(String, String)>, StoreError> {
        let sql = match self.dialect() {
            crate::db::Dialect::Sqlite => "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL AND sql NOT LIKE '%UNIQUE%' AND tbl_name = $1 ORDER BY name",
            crate::db::Dialect::Postgres => {
                "SELECT CAST(indexname AS TEXT), indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = $1 AND indexdef NOT LIKE '%UNIQUE%' ORDER BY indexname"
            }
        };
        let mut indexes = Vec::new();
        for (table, _) in TABLES {
            indexes.extend(self.all(sql, args![table]).await?);
        }
        Ok(indexes)
    }

    /// The columns of a table, in their order.
    async fn columns(&mut self, table: &str) -> Result<Vec<String>, StoreError> {
        let sql = match self.dialect() {
            crate::db::Dialect::Sqlite => "SELECT name FROM pragma_table_info($1)",
            crate::db::Dialect::Postgres => {
                "SELECT CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position"
            }
        };
        Ok(self.all::<(String,)>(sql, args![table]).await?.into_iter().map(|(name,)| name).filter(|name| !(table == "search" && name == "number")).collect())
    }
}
