//! The worker-information record of a program: what its people were told before anybody looks at figures by agent.

use crate::audit::Entry;
use crate::db::args;
use crate::{Scope, Store, StoreError};

/// A record that was signed.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Signoff {
    /// Id.
    pub id: String,
    /// Program.
    pub program_id: String,
    /// What people were told, in English.
    pub text_en: String,
    /// And in Chinese.
    pub text_zh: String,
    /// A user's id.
    pub signed_by: String,
    /// Milliseconds since 1970.
    pub signed_ms: i64,
}

impl Store {
    /// The record that holds for a program; `None` where none does, or the program does not exist for the caller.
    ///
    /// # Errors
    /// The database fails.
    pub async fn signoff(&self, scope: &Scope, program: &str) -> Result<Option<Signoff>, StoreError> {
        if !scope.has_program(program) {
            return Ok(None);
        }
        let sql =
            "SELECT id, program_id, text_en, text_zh, signed_by, signed_ms FROM signoffs WHERE program_id = $1 AND withdrawn_ms IS NULL ORDER BY signed_ms DESC, id DESC LIMIT 1";
        self.read(scope).await?.one(sql, args![program]).await
    }

    /// Whether figures by agent may be shown for a program.
    ///
    /// # Errors
    /// The database fails.
    pub async fn signed_off(&self, scope: &Scope, program: &str) -> Result<bool, StoreError> {
        Ok(self.signoff(scope, program).await?.is_some())
    }

    /// Signs a record; an earlier one is kept and no longer holds.
    ///
    /// # Errors
    /// The program is outside the caller's, or the database fails.
    pub async fn sign_off(&self, scope: &Scope, program: &str, text_en: &str, text_zh: &str) -> Result<Signoff, StoreError> {
        if !scope.has_program(program) {
            return Err(StoreError::State("the program is outside the caller's".into()));
        }
        let now = self.now();
        let signoff = Signoff {
            id: self.id(),
            program_id: program.to_owned(),
            text_en: text_en.to_owned(),
            text_zh: text_zh.to_owned(),
            signed_by: scope.user.clone().unwrap_or_else(|| scope.actor.clone()),
            signed_ms: now,
        };
        let mut tx = self.write(scope).await?;
        tx.run("UPDATE signoffs SET withdrawn_ms = $1 WHERE program_id = $2 AND withdrawn_ms IS NULL", args![now, program]).await?;
        let sql = "INSERT INTO signoffs (id, program_id, text_en, text_zh, signed_by, signed_ms) VALUES ($1, $2, $3, $4, $5, $6)";
        tx.run(sql, args![&signoff.id, program, text_en, text_zh, &signoff.signed_by, now]).await?;
        tx.audit(now, scope, &Entry { action: "signoff.sign", object: &signoff.id, program, detail: "" }).await?;
        tx.changed(now, &[(program, "program.signed", program)]).await?;
        tx.commit().await?;
        Ok(signoff)
    }

    /// Takes the record back: figures by agent are no longer shown. `false` where none holds.
    ///
    /// # Errors
    /// The database fails.
    pub async fn withdraw_signoff(&self, scope: &Scope, program: &str) -> Result<bool, StoreError> {
        if !scope.has_program(program) {
            return Ok(false);
        }
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let touched = tx.run("UPDATE signoffs SET withdrawn_ms = $1 WHERE program_id = $2 AND withdrawn_ms IS NULL", args![now, program]).await?;
        if touched > 0 {
            tx.audit(now, scope, &Entry { action: "signoff.withdraw", object: program, program, detail: "" }).await?;
            tx.changed(now, &[(program, "program.signed", program)]).await?;
        }
        tx.commit().await?;
        Ok(touched > 0)
    }
}
