//! Empty databases for tests, on both kinds; only with the feature `testing`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use rapport_model::{Clock, SetClock};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

use crate::Store;

/// Where a PostgreSQL server for tests is: its role may create databases and is no superuser. `.ci/setup-postgres` starts one.
pub fn postgres() -> String {
    std::env::var("RAPPORT_TEST_POSTGRES").unwrap_or_else(|_| "postgres://rapport:rapport@127.0.0.1:5432/postgres".into())
}

/// 2026-11-02T09:00:00Z, a Monday.
pub const NOW: i64 = 1_793_610_000_000;

/// An empty store on one of the two databases. It is gone after the test.
pub struct Scratch {
    /// The store.
    pub store: Store,
    /// Its clock, which stands at [`NOW`].
    pub clock: Arc<SetClock>,
    /// The file's path, or the URL.
    pub place: String,
    folder: Option<tempfile::TempDir>,
}

impl Scratch {
    /// A store on a new SQLite file.
    ///
    /// # Panics
    /// It cannot be made.
    pub async fn sqlite() -> Scratch {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Arc::new(SetClock::at(NOW));
        let path = folder.path().join("rapport.db");
        let store = Store::open_file(&path, clock.clone() as Arc<dyn Clock>).await.expect("an SQLite file");
        Scratch { store, clock, place: path.display().to_string(), folder: Some(folder) }
    }

    /// A store on a new database of the PostgreSQL server for tests.
    ///
    /// # Panics
    /// The server is not there: `.ci/setup-postgres` starts one.
    pub async fn postgres() -> Scratch {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let server = postgres();
        let name = format!("rapport_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::SeqCst));
        let mut connection = PgConnection::connect(&server).await.expect("a PostgreSQL server at RAPPORT_TEST_POSTGRES; `.ci/setup-postgres` starts one");
        connection.execute(AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))).await.expect("a database that is not there");
        connection.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.expect("a new database");
        let place = format!("{}/{name}", server.rsplit_once('/').map_or(server.as_str(), |(server, _)| server));
        let clock = Arc::new(SetClock::at(NOW));
        let store = Store::connect(&place, clock.clone() as Arc<dyn Clock>).await.expect("a PostgreSQL database");
        Scratch { store, clock, place, folder: None }
    }

    /// A store on the database that `RAPPORT_TEST_DATABASE` names (`postgres`), or on a file.
    pub async fn chosen() -> Scratch {
        if std::env::var("RAPPORT_TEST_DATABASE").is_ok_and(|kind| kind == "postgres") { Scratch::postgres().await } else { Scratch::sqlite().await }
    }

    /// Changes rows behind the store's back, as somebody with the file or the owner's password could.
    ///
    /// # Panics
    /// The statement fails.
    pub async fn spoil(&self, sql: &str) {
        let mut tx = self.store.db.write().await.expect("a transaction");
        tx.run(sql, Vec::new()).await.expect("a statement");
        tx.commit().await.expect("committed");
    }

    /// Ends the connections and takes the database away.
    pub async fn end(self) {
        self.store.close().await;
        if self.folder.is_none()
            && let Ok(mut connection) = PgConnection::connect(&postgres()).await
        {
            let name = self.place.rsplit('/').next().unwrap_or_default();
            let _ = connection.execute(AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))).await;
        }
    }
}
