//! Programs: the walls, and what each of them wants.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::audit::Entry;
use crate::db::args;
use crate::scope::Query;
use crate::{Pack, Scope, Store, StoreError};

/// How long each class of data is kept, in days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Retention {
    /// Redacted conversations with what was found in them.
    pub conversations: u32,
    /// Evaluations and reviews.
    pub scores: u32,
    /// Sealed sources, where the program keeps them.
    pub raw: u32,
}

impl Default for Retention {
    fn default() -> Retention {
        Retention { conversations: 730, scores: 730, raw: 30 }
    }
}

/// What a program wants.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProgramSettings {
    /// How long data is kept.
    pub retention: Retention,
    /// Whether sources are kept, sealed and without never-store values.
    pub keep_raw: bool,
    /// Which form (its id) for which channel; the built-in ones otherwise.
    pub scorecards: BTreeMap<String, String>,
    /// Days within which a customer's next contact about the same thing belongs to the same case; 7 where 0.
    pub case_days: u32,
}

/// A program as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Whose program it is.
    pub client: String,
    /// What it wants.
    pub settings: ProgramSettings,
    /// Hash of its pack.
    pub pack_hash: Option<String>,
    /// Hash of the text of its own rules.
    pub rules_hash: Option<String>,
    /// Since when, in milliseconds since 1970.
    pub created_ms: i64,
    /// Put away, in milliseconds since 1970.
    pub archived_ms: Option<i64>,
}

/// A program to make.
#[derive(Clone, Debug, Default)]
pub struct NewProgram {
    /// Name, different from every other.
    pub name: String,
    /// Whose program it is.
    pub client: String,
    /// What it wants.
    pub settings: ProgramSettings,
}

#[derive(sqlx::FromRow)]
struct ProgramRow {
    id: String,
    name: String,
    client: String,
    settings: String,
    pack_hash: Option<String>,
    rules_hash: Option<String>,
    created_ms: i64,
    archived_ms: Option<i64>,
}

impl ProgramRow {
    fn program(self) -> Result<Program, StoreError> {
        let ProgramRow { id, name, client, settings, pack_hash, rules_hash, created_ms, archived_ms } = self;
        let settings = serde_json::from_str(&settings).map_err(|error| StoreError::Stored { what: "program's settings", why: error.to_string() })?;
        Ok(Program { id, name, client, settings, pack_hash, rules_hash, created_ms, archived_ms })
    }
}

const COLUMNS: &str = "id, name, client, settings, pack_hash, rules_hash, created_ms, archived_ms";

impl Store {
    /// Makes a program.
    ///
    /// # Errors
    /// The name is taken, or the database fails.
    pub async fn add_program(&self, scope: &Scope, new: &NewProgram) -> Result<Program, StoreError> {
        let program = Program {
            id: self.id(),
            name: new.name.clone(),
            client: new.client.clone(),
            settings: new.settings.clone(),
            pack_hash: None,
            rules_hash: None,
            created_ms: self.now(),
            archived_ms: None,
        };
        let settings = serde_json::to_string(&program.settings).unwrap_or_default();
        let mut tx = self.write(scope).await?;
        let sql = "INSERT INTO programs (id, name, client, settings, created_ms) VALUES ($1, $2, $3, $4, $5)";
        let made = tx.run(sql, args![&program.id, &program.name, &program.client, settings, program.created_ms]).await;
        made.map_err(|error| if error.is_taken() { StoreError::Taken("a program of this name") } else { error })?;
        tx.audit(self.now(), scope, &Entry { action: "program.add", object: &program.id, program: &program.id, detail: "" }).await?;
        tx.commit().await?;
        Ok(program)
    }

    /// The programs inside the walls, by name.
    ///
    /// # Errors
    /// The database fails.
    pub async fn programs(&self, scope: &Scope) -> Result<Vec<Program>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM programs WHERE 1 = 1"), Vec::new());
        scope.wall(&mut query, "id");
        query.text(" ORDER BY name");
        let rows: Vec<ProgramRow> = self.read(scope).await?.all(query.sql, query.args).await?;
        rows.into_iter().map(ProgramRow::program).collect()
    }

    /// One program.
    ///
    /// # Errors
    /// The database fails.
    pub async fn program(&self, scope: &Scope, id: &str) -> Result<Option<Program>, StoreError> {
        if !scope.has_program(id) {
            return Ok(None);
        }
        let row: Option<ProgramRow> = self.read(scope).await?.one(format!("SELECT {COLUMNS} FROM programs WHERE id = $1"), args![id]).await?;
        row.map(ProgramRow::program).transpose()
    }

    /// Changes what a program wants; `false` where there is none.
    ///
    /// # Errors
    /// The database fails.
    pub async fn set_program(&self, scope: &Scope, id: &str, settings: &ProgramSettings) -> Result<bool, StoreError> {
        if !scope.has_program(id) {
            return Ok(false);
        }
        let settings = serde_json::to_string(settings).unwrap_or_default();
        let mut tx = self.write(scope).await?;
        let touched = tx.run("UPDATE programs SET settings = $1 WHERE id = $2", args![&settings, id]).await?;
        tx.audit(self.now(), scope, &Entry { action: "program.set", object: id, program: id, detail: &settings }).await?;
        tx.commit().await?;
        Ok(touched > 0)
    }

    /// Makes a program what it shall be: name, client, settings, put away or not. `false` where it is no longer as the caller
    /// saw it, or does not exist for them.
    ///
    /// # Errors
    /// The name is taken, or the database fails.
    pub async fn change_program(&self, scope: &Scope, seen: &Program, wanted: &Program) -> Result<bool, StoreError> {
        if !scope.has_program(&seen.id) {
            return Ok(false);
        }
        let mut tx = self.write(scope).await?;
        let row: Option<ProgramRow> = tx.one(format!("SELECT {COLUMNS} FROM programs WHERE id = $1"), args![&seen.id]).await?;
        let Some(row) = row else { return Ok(false) };
        let kept = row.settings.clone();
        if row.program()? != *seen {
            return Ok(false);
        }
        let settings = serde_json::to_string(&wanted.settings).unwrap_or_default();
        // What was read may change before the write on PostgreSQL: then nothing is touched.
        let sql = "UPDATE programs SET name = $1, client = $2, settings = $3, archived_ms = $4 WHERE id = $5 AND settings = $6 AND name = $7 AND client = $8";
        let made = tx.run(sql, args![&wanted.name, &wanted.client, &settings, wanted.archived_ms, &seen.id, kept, &seen.name, &seen.client]).await;
        let touched = made.map_err(|error| if error.is_taken() { StoreError::Taken("a program of this name") } else { error })?;
        if touched > 0 {
            let now = self.now();
            tx.audit(now, scope, &Entry { action: "program.change", object: &seen.id, program: &seen.id, detail: &settings }).await?;
            tx.changed(now, &[(&seen.id, "program.changed", &seen.id)]).await?;
        }
        tx.commit().await?;
        Ok(touched > 0)
    }

    /// Takes a program's pack away; results from now on are made without one.
    ///
    /// # Errors
    /// The database fails.
    pub async fn clear_pack(&self, scope: &Scope, id: &str) -> Result<bool, StoreError> {
        if !scope.has_program(id) {
            return Ok(false);
        }
        let mut tx = self.write(scope).await?;
        let touched = tx.run("UPDATE programs SET pack_hash = NULL WHERE id = $1 AND pack_hash IS NOT NULL", args![id]).await?;
        if touched > 0 {
            tx.audit(self.now(), scope, &Entry { action: "program.pack", object: id, program: id, detail: "" }).await?;
        }
        tx.commit().await?;
        Ok(touched > 0)
    }

    /// Gives a program its pack; results from now on are made with it.
    ///
    /// # Errors
    /// The database fails.
    pub async fn set_pack(&self, scope: &Scope, id: &str, pack: &Pack) -> Result<bool, StoreError> {
        if !scope.has_program(id) {
            return Ok(false);
        }
        let mut tx = self.write(scope).await?;
        tx.keep_pack(self.now(), pack).await?;
        let touched = tx.run("UPDATE programs SET pack_hash = $1 WHERE id = $2", args![&pack.hash, id]).await?;
        tx.audit(self.now(), scope, &Entry { action: "program.pack", object: id, program: id, detail: &pack.hash }).await?;
        tx.commit().await?;
        Ok(touched > 0)
    }

    /// Gives a program own rules, or takes them away; results from now on are made with what holds then. `false` where they are no longer as the caller
    /// saw them, or there is no such program for them.
    ///
    /// # Errors
    /// The database fails.
    pub async fn set_rules(&self, scope: &Scope, seen: &Program, pack: Option<&Pack>) -> Result<bool, StoreError> {
        if !scope.has_program(&seen.id) {
            return Ok(false);
        }
        let now = self.now();
        let mut tx = self.write(scope).await?;
        if let Some(pack) = pack {
            tx.keep_pack(now, pack).await?;
        }
        let hash = pack.map(|pack| pack.hash.clone());
        let sql = "UPDATE programs SET rules_hash = $1 WHERE id = $2 AND COALESCE(rules_hash, '') = $3";
        let touched = tx.run(sql, args![hash.clone(), &seen.id, seen.rules_hash.clone().unwrap_or_default()]).await?;
        if touched > 0 {
            tx.audit(now, scope, &Entry { action: "program.rules", object: &seen.id, program: &seen.id, detail: &hash.unwrap_or_default() }).await?;
            tx.changed(now, &[(&seen.id, "program.changed", &seen.id)]).await?;
        }
        tx.commit().await?;
        Ok(touched > 0)
    }
}
