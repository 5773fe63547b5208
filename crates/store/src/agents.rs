//! Agents as programs know them: which team they are in, and which user they are.

use crate::audit::Entry;
use crate::db::{Tx, args};
use crate::scope::Query;
use crate::{Role, Scope, Store, StoreError};

/// An agent of a program.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Agent {
    /// Id.
    pub id: String,
    /// Program.
    pub program_id: String,
    /// The name that conversations carry.
    pub external_id: String,
    /// The name that people read.
    pub name: String,
    /// Team.
    pub team_id: Option<String>,
    /// The user that they are.
    pub user_id: Option<String>,
    /// Milliseconds since 1970.
    pub created_ms: i64,
}

/// What becomes different about an agent; what is `None` stays, and `Some(None)` is taken away.
#[derive(Clone, Debug, Default)]
pub struct AgentChange {
    /// The name that people read.
    pub name: Option<String>,
    /// Team; conversations that came in before keep theirs.
    pub team: Option<Option<String>>,
    /// The user that they are.
    pub user: Option<Option<String>>,
}

const COLUMNS: &str = "id, program_id, external_id, name, team_id, user_id, created_ms";

impl Store {
    /// Makes an agent before their first conversation comes in.
    ///
    /// # Errors
    /// The program is outside the caller's, it knows an agent of this name already, the team is not its own, or the database fails.
    pub async fn add_agent(&self, scope: &Scope, program: &str, external_id: &str, name: &str, team: Option<&str>) -> Result<Agent, StoreError> {
        if !scope.has_program(program) {
            return Err(StoreError::State("the program is outside the caller's".into()));
        }
        let (id, now) = (self.id(), self.now());
        let mut tx = self.write(scope).await?;
        tx.check_team(program, team).await?;
        let sql = format!("INSERT INTO agents ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, NULL, $6) RETURNING {COLUMNS}");
        let made = tx.one(sql, args![&id, program, external_id, name, team.map(str::to_owned), now]).await;
        let agent: Option<Agent> = made.map_err(|error| if error.is_taken() { StoreError::Taken("an agent of this name") } else { error })?;
        tx.audit(now, scope, &Entry { action: "agent.add", object: &id, program, detail: "" }).await?;
        tx.commit().await?;
        agent.ok_or(StoreError::Stored { what: "agent", why: "it is not there".into() })
    }

    /// Agents inside the walls, by name: of one program or team, or all. An agent sees themselves, a lead of teams theirs, a client nobody.
    ///
    /// # Errors
    /// The database fails.
    pub async fn agents(&self, scope: &Scope, program: Option<&str>, team: Option<&str>) -> Result<Vec<Agent>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM agents WHERE 1 = 1"), Vec::new());
        who(scope, &mut query);
        if let Some(program) = program {
            query.and("program_id = ?", args![program]);
        }
        if let Some(team) = team {
            query.and("team_id = ?", args![team]);
        }
        query.text(" ORDER BY name, id");
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// One agent, where they exist for the caller.
    ///
    /// # Errors
    /// The database fails.
    pub async fn agent(&self, scope: &Scope, id: &str) -> Result<Option<Agent>, StoreError> {
        self.read(scope).await?.agent(scope, id).await
    }

    /// Changes an agent; `None` where they do not exist for the caller.
    ///
    /// # Errors
    /// The team is not the program's, the user does not belong to it, or the database fails.
    pub async fn set_agent(&self, scope: &Scope, id: &str, change: &AgentChange) -> Result<Option<Agent>, StoreError> {
        let mut tx = self.write(scope).await?;
        let Some(agent) = tx.agent(scope, id).await? else { return Ok(None) };
        let team = change.team.clone().unwrap_or(agent.team_id);
        let user = change.user.clone().unwrap_or(agent.user_id);
        let name = change.name.clone().unwrap_or(agent.name);
        tx.check_team(&agent.program_id, team.as_deref()).await?;
        if let Some(Some(user)) = &change.user
            && tx.one::<(String,)>("SELECT user_id FROM memberships WHERE user_id = $1 AND program_id = $2", args![user, &agent.program_id]).await?.is_none()
        {
            return Err(StoreError::State("the user does not belong to the agent's program".into()));
        }
        let sql = format!("UPDATE agents SET name = $1, team_id = $2, user_id = $3 WHERE id = $4 RETURNING {COLUMNS}");
        let agent: Option<Agent> = tx.one(sql, args![name, team.clone(), user.clone(), id]).await?;
        if let Some(agent) = &agent {
            let detail = serde_json::json!({"team": team, "user": user}).to_string();
            tx.audit(self.now(), scope, &Entry { action: "agent.change", object: id, program: &agent.program_id, detail: &detail }).await?;
        }
        tx.commit().await?;
        Ok(agent)
    }

    /// Says that a user is an agent of a program, so that they see what is theirs; `false` where the agent does not exist for the caller.
    ///
    /// # Errors
    /// The user does not belong to the agent's program, or the database fails.
    pub async fn bind_agent(&self, scope: &Scope, agent: &str, user: &str) -> Result<bool, StoreError> {
        let change = AgentChange { user: Some(Some(user.to_owned())), ..AgentChange::default() };
        Ok(self.set_agent(scope, agent, &change).await?.is_some())
    }
}

/// Which agents exist for a caller.
fn who(scope: &Scope, query: &mut Query) {
    scope.wall(query, "program_id");
    match scope.role {
        Role::Agent => query.is_one_of("id", &scope.agents),
        Role::Client => query.text(" AND 1 = 0"),
        Role::Lead if !scope.teams.is_empty() => query.is_one_of("team_id", &scope.teams),
        _ => {}
    }
}

impl Tx {
    async fn agent(&mut self, scope: &Scope, id: &str) -> Result<Option<Agent>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM agents WHERE id = $1"), args![id]);
        who(scope, &mut query);
        self.one(query.sql, query.args).await
    }

    async fn check_team(&mut self, program: &str, team: Option<&str>) -> Result<(), StoreError> {
        let Some(team) = team else { return Ok(()) };
        let there: Option<(String,)> = self.one("SELECT id FROM teams WHERE id = $1 AND program_id = $2", args![team, program]).await?;
        there.map(|_| ()).ok_or_else(|| StoreError::State("there is no such team in the program".into()))
    }
}
