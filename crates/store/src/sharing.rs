//! Conversations shared with a program's client, and conversations deleted: each with its entry in the log.

use crate::audit::Entry;
use crate::db::args;
use crate::scope::Query;
use crate::{Scope, Store, StoreError};

impl Store {
    /// Shares a conversation with its program's client, or takes it back; `false` where it does not exist for the caller.
    ///
    /// # Errors
    /// The database fails.
    pub async fn share(&self, scope: &Scope, id: &str, shared: bool) -> Result<bool, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let mut query = Query::new("SELECT c.program_id, c.shared FROM conversations c WHERE c.id = $1", args![id]);
        scope.conversations(&mut query, "c");
        let Some((program, was)) = tx.one::<(String, i64)>(query.sql, query.args).await? else { return Ok(false) };
        if was != i64::from(shared) {
            tx.run("UPDATE conversations SET shared = $1 WHERE id = $2", args![shared, id]).await?;
            let action = if shared { "conversation.share" } else { "conversation.unshare" };
            tx.audit(now, scope, &Entry { action, object: id, program: &program, detail: "" }).await?;
            tx.changed(now, &[(&program, "conversation.shared", id)]).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Deletes a conversation with everything about it, for a reason that the log keeps; `false` where it does not exist for the caller.
    ///
    /// # Errors
    /// The database fails; then nothing was deleted.
    pub async fn delete_conversation(&self, scope: &Scope, id: &str, reason: &str) -> Result<bool, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let mut query = Query::new("SELECT c.program_id, c.case_id FROM conversations c WHERE c.id = $1", args![id]);
        scope.conversations(&mut query, "c");
        let Some((program, case)) = tx.one::<(String, Option<String>)>(query.sql, query.args).await? else { return Ok(false) };
        tx.delete_conversations(&[id.to_owned()]).await?;
        if let Some(case) = case {
            tx.recount_case(&case).await?;
        }
        let detail = serde_json::json!({ "reason": reason }).to_string();
        tx.audit(now, scope, &Entry { action: "conversation.delete", object: id, program: &program, detail: &detail }).await?;
        tx.changed(now, &[(&program, "conversation.deleted", id)]).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Writes down that conversations were read, one entry each, in one transaction.
    ///
    /// # Errors
    /// The database fails.
    pub async fn record_reads(&self, scope: &Scope, action: &str, read: &[(&str, &str)]) -> Result<(), StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        for &(id, program) in read {
            tx.audit(now, scope, &Entry { action, object: id, program, detail: "" }).await?;
        }
        tx.commit().await
    }
}
