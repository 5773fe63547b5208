//! Texts that results were made with (rules, program packs, scorecards, weights): kept by hash, for ever.

use crate::db::{Tx, args};
use crate::{Scope, Store, StoreError};

/// What kind of text a pack is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackKind {
    /// All rule files, as a JSON array of names and texts.
    Rules,
    /// A program's own rules, YAML.
    Own,
    /// A program's pack, YAML.
    Program,
    /// A scorecard, YAML.
    Scorecard,
    /// Weights of the learned tier: their languages and hashes.
    Models,
}

impl PackKind {
    /// The word in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            PackKind::Rules => "rules",
            PackKind::Own => "own",
            PackKind::Program => "program",
            PackKind::Scorecard => "scorecard",
            PackKind::Models => "models",
        }
    }
}

/// A text and its hash.
#[derive(Clone, Debug)]
pub struct Pack {
    /// `sha256:…` as the engine names it.
    pub hash: String,
    /// What it is.
    pub kind: PackKind,
    /// The text.
    pub body: String,
}

impl Store {
    /// Keeps a pack; one that is there stays as it is.
    ///
    /// # Errors
    /// The database fails.
    pub async fn keep_pack(&self, scope: &Scope, pack: &Pack) -> Result<(), StoreError> {
        let mut tx = self.write(scope).await?;
        tx.keep_pack(self.now(), pack).await?;
        tx.commit().await
    }

    /// The text of a pack.
    ///
    /// # Errors
    /// The database fails.
    pub async fn pack(&self, scope: &Scope, hash: &str) -> Result<Option<String>, StoreError> {
        let row: Option<(String,)> = self.read(scope).await?.one("SELECT body FROM packs WHERE hash = $1", args![hash]).await?;
        Ok(row.map(|(body,)| body))
    }
}

impl Tx {
    pub(crate) async fn keep_pack(&mut self, now: i64, pack: &Pack) -> Result<(), StoreError> {
        let sql = "INSERT INTO packs (hash, kind, body, created_ms) VALUES ($1, $2, $3, $4) ON CONFLICT (hash) DO NOTHING";
        self.run(sql, args![&pack.hash, pack.kind.as_str(), &pack.body, now]).await?;
        Ok(())
    }
}
