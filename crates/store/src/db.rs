//! Two databases behind one SQL text: pools, transactions, values. Nothing else knows which of them it talks to.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, PgRow};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow, SqliteSynchronous};
use sqlx::{AssertSqlSafe, FromRow, Postgres, SqlSafeStr, Sqlite, Transaction};

use crate::StoreError;

/// A value of a placeholder. SQLite and PostgreSQL know the same three types here.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Text(Option<String>),
    Int(Option<i64>),
    Real(Option<f64>),
}

macro_rules! values {
    ($($from:ty => $variant:ident: $to:expr),* $(,)?) => {$(
        impl From<$from> for Value {
            fn from(value: $from) -> Value {
                #[allow(clippy::redundant_closure_call)]
                Value::$variant(Some($to(value)))
            }
        }
        impl From<Option<$from>> for Value {
            fn from(value: Option<$from>) -> Value {
                Value::$variant(value.map($to))
            }
        }
    )*};
}
values! {
    &str => Text: str::to_owned,
    String => Text: |text| text,
    &String => Text: String::clone,
    i64 => Int: |number| number,
    u32 => Int: i64::from,
    bool => Int: i64::from,
    f64 => Real: |number| number,
}

/// The values of `$1`, `$2` …
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Value::from($value)),*] };
}
pub(crate) use args;

/// A row type of either database.
pub(crate) trait Record: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin> Record for T {}

/// The two kinds of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

#[derive(Clone)]
pub(crate) enum Db {
    /// One writer, so that nobody waits inside a transaction; readers beside it.
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
    },
    Postgres(PgPool),
}

/// A transaction of either database.
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Migrations in order: version, name, the text for SQLite and that for PostgreSQL.
const MIGRATIONS: [(i64, &str, &str, &str); 9] = [
    (1, "tables", include_str!("../migrations/0001_tables.sql"), include_str!("../migrations/0001_tables.sql")),
    (2, "search", include_str!("../migrations/0002_search.sqlite.sql"), include_str!("../migrations/0002_search.postgres.sql")),
    (3, "walls", include_str!("../migrations/0003_walls.sqlite.sql"), include_str!("../migrations/0003_walls.postgres.sql")),
    (4, "notes", include_str!("../migrations/0004_notes.sqlite.sql"), include_str!("../migrations/0004_notes.postgres.sql")),
    (5, "webhooks", include_str!("../migrations/0005_webhooks.sqlite.sql"), include_str!("../migrations/0005_webhooks.postgres.sql")),
    (6, "rules", include_str!("../migrations/0006_rules.sql"), include_str!("../migrations/0006_rules.sql")),
    (7, "indexes", include_str!("../migrations/0007_indexes.sqlite.sql"), include_str!("../migrations/0007_indexes.postgres.sql")),
    (8, "words", include_str!("../migrations/0008_words.sqlite.sql"), include_str!("../migrations/0008_words.postgres.sql")),
    (9, "sources", include_str!("../migrations/0009_sources.sql"), include_str!("../migrations/0009_sources.sql")),
];

/// How long a statement waits for another process's lock on an SQLite file.
const BUSY: Duration = Duration::from_secs(30);
const READERS: u32 = 4;
const CONNECTIONS: u32 = 12;

impl Db {
    /// Opens an SQLite file, made where there is none, and brings it `forward` or leaves it as it is.
    pub(crate) async fn sqlite(path: &Path, forward: bool) -> Result<Db, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // What was acknowledged stays, also when the power goes.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            .pragma("cache_size", "-32768")
            // In pages: while much comes in, a page that changes often is written back once in 64 MB of log, not once in 4.
            .pragma("wal_autocheckpoint", "16384")
            .pragma("temp_store", "MEMORY")
            .statement_cache_capacity(256);
        let write = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        if forward {
            migrator(Dialect::Sqlite).run(&write).await?;
        }
        let read = SqlitePoolOptions::new().max_connections(READERS).connect_with(options.pragma("query_only", "ON")).await?;
        Ok(Db::Sqlite { write, read })
    }

    /// Connects to PostgreSQL and brings it `forward` or leaves it as it is.
    pub(crate) async fn postgres(url: &str, forward: bool) -> Result<Db, StoreError> {
        let options = PgConnectOptions::from_str(url)?.application_name("rapport").statement_cache_capacity(256);
        // Most questions are short: starting other processes or a compiler takes longer than their answer. Only long ones, such as figures over years, get help.
        let options = options.options([("parallel_setup_cost", "50000"), ("jit", "off")]);
        let pool = PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(Duration::from_secs(15)).connect_with(options).await?;
        if forward {
            migrator(Dialect::Postgres).run(&pool).await?;
        }
        Ok(Db::Postgres(pool))
    }

    /// How many migrations the database lacks; less than none where a newer Rapport made it.
    pub(crate) async fn lacks(&self) -> Result<i64, StoreError> {
        let applied: Result<Option<(Option<i64>,)>, StoreError> = self.read().await?.one("SELECT MAX(version) FROM migrations", Vec::new()).await;
        let newest = MIGRATIONS.iter().map(|(version, ..)| *version).max().unwrap_or(0);
        match applied {
            Ok(row) => Ok(newest - row.and_then(|(version,)| version).unwrap_or(0)),
            // An empty database has no table of migrations.
            Err(StoreError::Database(sqlx::Error::Database(_))) => Ok(newest),
            Err(error) => Err(error),
        }
    }

    pub(crate) fn dialect(&self) -> Dialect {
        match self {
            Db::Sqlite { .. } => Dialect::Sqlite,
            Db::Postgres(_) => Dialect::Postgres,
        }
    }

    /// A transaction that writes. On SQLite it waits for its turn here and nowhere else.
    pub(crate) async fn write(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Db::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Db::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// A transaction that reads.
    pub(crate) async fn read(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Db::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Db::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    pub(crate) async fn close(&self) {
        match self {
            Db::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }
}

fn migrator(dialect: Dialect) -> Migrator {
    let migrations = MIGRATIONS.iter().map(|&(version, name, sqlite, postgres)| {
        let sql = if dialect == Dialect::Sqlite { sqlite } else { postgres };
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    });
    Migrator { migrations: migrations.collect(), table_name: "migrations".into(), ..Migrator::DEFAULT }
}

/// Runs one expression for either database: `$tx` is the transaction's connection, `bound!(sql, args)` the statement.
macro_rules! on {
    ($tx:expr, $sql:expr, $args:expr, |$connection:ident, $query:ident| $run:expr) => {
        match $tx {
            Tx::Sqlite($connection) => {
                let $connection = &mut **$connection;
                let $query = $args.into_iter().fold(sqlx::query::<Sqlite>(AssertSqlSafe($sql)), |query, value| match value {
                    Value::Text(text) => query.bind(text),
                    Value::Int(number) => query.bind(number),
                    Value::Real(number) => query.bind(number),
                });
                $run
            }
            Tx::Postgres($connection) => {
                let $connection = &mut **$connection;
                let $query = $args.into_iter().fold(sqlx::query::<Postgres>(AssertSqlSafe($sql)), |query, value| match value {
                    Value::Text(text) => query.bind(text),
                    Value::Int(number) => query.bind(number),
                    Value::Real(number) => query.bind(number),
                });
                $run
            }
        }
    };
}

impl Tx {
    pub(crate) fn dialect(&self) -> Dialect {
        match self {
            Tx::Sqlite(_) => Dialect::Sqlite,
            Tx::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs a statement; how many rows it touched.
    pub(crate) async fn run(&mut self, sql: impl Into<String>, args: Vec<Value>) -> Result<u64, StoreError> {
        let sql: String = sql.into();
        Ok(on!(self, sql, args, |connection, query| query.execute(connection).await?.rows_affected()))
    }

    /// Every row.
    pub(crate) async fn all<T: Record>(&mut self, sql: impl Into<String>, args: Vec<Value>) -> Result<Vec<T>, StoreError> {
        let sql: String = sql.into();
        on!(self, sql, args, |connection, query| query.fetch_all(connection).await?.iter().map(|row| Ok(T::from_row(row)?)).collect())
    }

    /// The first row.
    pub(crate) async fn one<T: Record>(&mut self, sql: impl Into<String>, args: Vec<Value>) -> Result<Option<T>, StoreError> {
        let sql: String = sql.into();
        on!(self, sql, args, |connection, query| match query.fetch_optional(connection).await? {
            Some(row) => Ok(Some(T::from_row(&row)?)),
            None => Ok(None),
        })
    }

    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Tx::Sqlite(tx) => tx.commit().await?,
            Tx::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
