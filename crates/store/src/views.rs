//! Saved views of the list of conversations: one's own, and those shared in a program.

use crate::audit::Entry;
use crate::db::args;
use crate::scope::Query;
use crate::{Scope, Store, StoreError};

/// A saved view.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ViewRow {
    /// Id.
    pub id: String,
    /// Whose.
    pub user_id: String,
    /// The program that it is for; none for all of the owner's.
    pub program_id: Option<String>,
    /// Name.
    pub name: String,
    /// The filters, as in an address.
    pub query: String,
    /// Whether everybody in the program sees it.
    pub shared: i64,
    /// Milliseconds since 1970.
    pub created_ms: i64,
}

/// What a view says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewView {
    /// The program that it is for; a shared one needs it.
    pub program: Option<String>,
    /// Name.
    pub name: String,
    /// The filters, as in an address.
    pub query: String,
    /// Whether everybody in the program sees it.
    pub shared: bool,
}

const COLUMNS: &str = "v.id, v.user_id, v.program_id, v.name, v.query, v.shared, v.created_ms";

impl Store {
    /// The caller's views and those shared in their programs, by name.
    ///
    /// # Errors
    /// The database fails.
    pub async fn views(&self, scope: &Scope) -> Result<Vec<ViewRow>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM views v WHERE (v.user_id = $1 OR (v.shared = 1"), args![scope.user.clone()]);
        scope.wall(&mut query, "v.program_id");
        query.text(")) ORDER BY v.name, v.id");
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// Keeps a view of the caller's.
    ///
    /// # Errors
    /// Its program is outside the caller's, it is shared without a program, nobody is signed in, or the database fails.
    pub async fn add_view(&self, scope: &Scope, new: &NewView) -> Result<String, StoreError> {
        let user = owner(scope, new)?;
        let (id, now) = (self.id(), self.now());
        let mut tx = self.write(scope).await?;
        let sql = "INSERT INTO views (id, user_id, program_id, name, query, shared, created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        tx.run(sql, args![&id, user, new.program.clone(), &new.name, &new.query, new.shared, now]).await?;
        tx.audit(now, scope, &Entry { action: "view.add", object: &id, program: new.program.as_deref().unwrap_or_default(), detail: "" }).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Changes a view of the caller's; `false` where it is not theirs.
    ///
    /// # Errors
    /// As [`Store::add_view`].
    pub async fn change_view(&self, scope: &Scope, id: &str, new: &NewView) -> Result<bool, StoreError> {
        let user = owner(scope, new)?;
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let sql = "UPDATE views SET program_id = $1, name = $2, query = $3, shared = $4 WHERE id = $5 AND user_id = $6";
        let touched = tx.run(sql, args![new.program.clone(), &new.name, &new.query, new.shared, id, user]).await?;
        if touched > 0 {
            tx.audit(now, scope, &Entry { action: "view.set", object: id, program: new.program.as_deref().unwrap_or_default(), detail: "" }).await?;
        }
        tx.commit().await?;
        Ok(touched > 0)
    }

    /// Deletes a view of the caller's; `false` where it is not theirs.
    ///
    /// # Errors
    /// The database fails.
    pub async fn delete_view(&self, scope: &Scope, id: &str) -> Result<bool, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let touched = tx.run("DELETE FROM views WHERE id = $1 AND user_id = $2", args![id, scope.user.clone()]).await?;
        if touched > 0 {
            tx.audit(now, scope, &Entry { action: "view.delete", object: id, program: "", detail: "" }).await?;
        }
        tx.commit().await?;
        Ok(touched > 0)
    }
}

/// Whose view it becomes, where it may be made.
fn owner(scope: &Scope, new: &NewView) -> Result<String, StoreError> {
    match &new.program {
        Some(program) if !scope.has_program(program) => return Err(StoreError::State("the program is outside the caller's".into())),
        None if new.shared => return Err(StoreError::State("a view is shared in a program; name one".into())),
        _ => {}
    }
    scope.user.clone().ok_or_else(|| StoreError::State("only a user has views".into()))
}
