//! Teams of a program.

use crate::audit::Entry;
use crate::db::args;
use crate::scope::Query;
use crate::{Role, Scope, Store, StoreError};

/// A team.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Team {
    /// Id.
    pub id: String,
    /// Program.
    pub program_id: String,
    /// Name, one of a kind in its program.
    pub name: String,
    /// Milliseconds since 1970.
    pub created_ms: i64,
}

const COLUMNS: &str = "id, program_id, name, created_ms";

impl Store {
    /// Makes a team.
    ///
    /// # Errors
    /// The program is outside the caller's, the name is taken there, or the database fails.
    pub async fn add_team(&self, scope: &Scope, program: &str, name: &str) -> Result<Team, StoreError> {
        if !scope.has_program(program) {
            return Err(StoreError::State("the program is outside the caller's".into()));
        }
        let team = Team { id: self.id(), program_id: program.to_owned(), name: name.to_owned(), created_ms: self.now() };
        let mut tx = self.write(scope).await?;
        let made = tx.run("INSERT INTO teams (id, program_id, name, created_ms) VALUES ($1, $2, $3, $4)", args![&team.id, program, name, team.created_ms]).await;
        made.map_err(|error| if error.is_taken() { StoreError::Taken("a team of this name") } else { error })?;
        tx.audit(team.created_ms, scope, &Entry { action: "team.add", object: &team.id, program, detail: "" }).await?;
        tx.commit().await?;
        Ok(team)
    }

    /// Teams inside the walls, by name: of one program, or all; a lead of teams sees theirs.
    ///
    /// # Errors
    /// The database fails.
    pub async fn teams(&self, scope: &Scope, program: Option<&str>) -> Result<Vec<Team>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM teams WHERE 1 = 1"), Vec::new());
        scope.wall(&mut query, "program_id");
        if scope.role == Role::Lead && !scope.teams.is_empty() {
            query.is_one_of("id", &scope.teams);
        }
        if let Some(program) = program {
            query.and("program_id = ?", args![program]);
        }
        query.text(" ORDER BY name, id");
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// Gives a team another name; `None` where it does not exist for the caller.
    ///
    /// # Errors
    /// The name is taken in its program, or the database fails.
    pub async fn rename_team(&self, scope: &Scope, id: &str, name: &str) -> Result<Option<Team>, StoreError> {
        let mut query = Query::new("UPDATE teams SET name = $1 WHERE id = $2", args![name, id]);
        scope.wall(&mut query, "program_id");
        query.text(&format!(" RETURNING {COLUMNS}"));
        let mut tx = self.write(scope).await?;
        let team: Option<Team> = tx.one(query.sql, query.args).await.map_err(|error| if error.is_taken() { StoreError::Taken("a team of this name") } else { error })?;
        if let Some(team) = &team {
            tx.audit(self.now(), scope, &Entry { action: "team.change", object: id, program: &team.program_id, detail: "" }).await?;
        }
        tx.commit().await?;
        Ok(team)
    }
}
