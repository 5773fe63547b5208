//! Facts of the installation itself, by name.

use crate::db::args;
use crate::{Scope, Store, StoreError};

impl Store {
    /// What is kept under a name.
    ///
    /// # Errors
    /// The database fails.
    pub async fn setting(&self, scope: &Scope, name: &str) -> Result<Option<String>, StoreError> {
        let row: Option<(String,)> = self.read(scope).await?.one("SELECT value FROM settings WHERE name = $1", args![name]).await?;
        Ok(row.map(|(value,)| value))
    }

    /// Keeps a value under a name where none is, and gives the one that is there then: of several processes the first decides.
    ///
    /// # Errors
    /// The database fails.
    pub async fn settle(&self, scope: &Scope, name: &str, value: &str) -> Result<String, StoreError> {
        let mut tx = self.write(scope).await?;
        tx.run("INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", args![name, value]).await?;
        let row: Option<(String,)> = tx.one("SELECT value FROM settings WHERE name = $1", args![name]).await?;
        tx.commit().await?;
        Ok(row.map_or_else(|| value.to_owned(), |(value,)| value))
    }
}
