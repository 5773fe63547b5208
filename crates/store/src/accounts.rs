//! Users, and how they prove who they are: sessions and tokens, by hash alone.

use crate::audit::Entry;
use crate::db::{Tx, args};
use crate::scope::Query;
use crate::{Programs, Role, Scope, Store, StoreError};

/// A user as they are kept; the password's hash stays inside the store's callers that ask for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Id.
    pub id: String,
    /// With which they sign in.
    pub email: String,
    /// Name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// `en` or `zh`.
    pub language: String,
    /// Since when, in milliseconds since 1970.
    pub created_ms: i64,
    /// Put away, in milliseconds since 1970.
    pub disabled_ms: Option<i64>,
    /// The programs they belong to; an administrator has all.
    pub programs: Vec<String>,
}

/// A user to make.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// With which they sign in; kept in lower case.
    pub email: String,
    /// Name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// `en` or `zh`.
    pub language: String,
    /// Programs, each with the team that a lead leads there, where they lead one alone.
    pub programs: Vec<(String, Option<String>)>,
}

/// A session as the server needs it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Session {
    /// Whose.
    pub user_id: String,
    /// What forms must send back.
    pub csrf: String,
    /// Begun, in milliseconds since 1970.
    pub created_ms: i64,
    /// Last used, in milliseconds since 1970.
    pub seen_ms: i64,
    /// Given its present value, in milliseconds since 1970.
    pub rotated_ms: i64,
}

/// A token as the server needs it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Token {
    /// Id.
    pub id: String,
    /// Whose.
    pub user_id: String,
    /// What it is for.
    pub name: String,
    /// What it may do: JSON array of words such as `conversations:write`.
    pub scopes: String,
    /// Milliseconds since 1970.
    pub created_ms: i64,
    /// Milliseconds since 1970.
    pub expires_ms: Option<i64>,
    /// Last used, in milliseconds since 1970.
    pub used_ms: Option<i64>,
    /// Taken back, in milliseconds since 1970.
    pub revoked_ms: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct UserRow {
    id: String,
    email: String,
    name: String,
    role: String,
    language: String,
    created_ms: i64,
    disabled_ms: Option<i64>,
}

const COLUMNS: &str = "u.id, u.email, u.name, u.role, u.language, u.created_ms, u.disabled_ms";
const TOKEN: &str = "id, user_id, name, scopes, created_ms, expires_ms, used_ms, revoked_ms";

impl Store {
    /// Makes a user, without a password yet.
    ///
    /// # Errors
    /// The address is taken, a program is outside the caller's, or the database fails.
    pub async fn add_user(&self, scope: &Scope, new: &NewUser) -> Result<User, StoreError> {
        if new.programs.iter().any(|(program, _)| !scope.has_program(program)) {
            return Err(StoreError::State("the program is outside the caller's".into()));
        }
        let (id, now) = (self.id(), self.now());
        let mut tx = self.write(scope).await?;
        let sql = "INSERT INTO users (id, email, name, role, language, created_ms) VALUES ($1, $2, $3, $4, $5, $6)";
        let made = tx.run(sql, args![&id, new.email.trim().to_lowercase(), &new.name, new.role.as_str(), &new.language, now]).await;
        made.map_err(|error| if error.is_taken() { StoreError::Taken("a user of this address") } else { error })?;
        for (program, team) in &new.programs {
            tx.run("INSERT INTO memberships (user_id, program_id, team_id) VALUES ($1, $2, $3)", args![&id, program, team.clone()]).await?;
        }
        tx.audit(now, scope, &Entry { action: "user.add", object: &id, program: "", detail: new.role.as_str() }).await?;
        let user = tx.user("u.id", &id).await?;
        tx.commit().await?;
        user.ok_or(StoreError::Stored { what: "user", why: "it is not there".into() })
    }

    /// Says that a user is an agent of a program, so that they see what is theirs.
    ///
    /// # Errors
    /// The database fails.
    pub async fn bind_agent(&self, scope: &Scope, agent: &str, user: &str) -> Result<bool, StoreError> {
        let mut query = Query::new("UPDATE agents SET user_id = $1 WHERE id = $2", args![user, agent]);
        scope.wall(&mut query, "program_id");
        let mut tx = self.write(scope).await?;
        let touched = tx.run(query.sql, query.args).await?;
        tx.audit(self.now(), scope, &Entry { action: "agent.bind", object: agent, program: "", detail: user }).await?;
        tx.commit().await?;
        Ok(touched > 0)
    }

    /// What exists for a user; `None` where they are not there, or were put away.
    ///
    /// # Errors
    /// The database fails.
    pub async fn scope_of(&self, user: &str) -> Result<Option<(User, Scope)>, StoreError> {
        let system = Scope::system();
        let mut tx = self.read(&system).await?;
        let Some(user) = tx.user("u.id", user).await?.filter(|user| user.disabled_ms.is_none()) else { return Ok(None) };
        let agents: Vec<(String,)> = tx.all("SELECT id FROM agents WHERE user_id = $1 ORDER BY id", args![&user.id]).await?;
        let teams: Vec<(String,)> = tx.all("SELECT team_id FROM memberships WHERE user_id = $1 AND team_id IS NOT NULL ORDER BY team_id", args![&user.id]).await?;
        let programs = if user.role == Role::Administrator { Programs::All } else { Programs::Only(user.programs.clone()) };
        let scope = Scope {
            actor: user.id.clone(),
            user: Some(user.id.clone()),
            role: user.role,
            programs,
            agents: agents.into_iter().map(|(id,)| id).collect(),
            teams: teams.into_iter().map(|(id,)| id).collect(),
        };
        Ok(Some((user, scope)))
    }

    /// Makes a session from the hash of its cookie's value.
    ///
    /// # Errors
    /// The database fails.
    pub async fn add_session(&self, scope: &Scope, hash: &str, user: &str, csrf: &str) -> Result<(), StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        tx.run("INSERT INTO sessions (hash, user_id, csrf, created_ms, seen_ms, rotated_ms) VALUES ($1, $2, $3, $4, $4, $4)", args![hash, user, csrf, now]).await?;
        tx.audit(now, scope, &Entry { action: "session.begin", object: user, program: "", detail: "" }).await?;
        tx.commit().await
    }

    /// The session whose cookie has this hash; whether it is too old is for the caller to say.
    ///
    /// # Errors
    /// The database fails.
    pub async fn session(&self, hash: &str) -> Result<Option<Session>, StoreError> {
        let mut tx = self.read(&Scope::system()).await?;
        tx.one("SELECT user_id, csrf, created_ms, seen_ms, rotated_ms FROM sessions WHERE hash = $1", args![hash]).await
    }

    /// Makes a token from the hash of its value; its id.
    ///
    /// # Errors
    /// The database fails.
    pub async fn add_token(&self, scope: &Scope, user: &str, hash: &str, name: &str, scopes: &str, expires_ms: Option<i64>) -> Result<String, StoreError> {
        let (id, now) = (self.id(), self.now());
        let mut tx = self.write(scope).await?;
        let sql = "INSERT INTO tokens (id, hash, user_id, name, scopes, created_ms, expires_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        tx.run(sql, args![&id, hash, user, name, scopes, now, expires_ms]).await?;
        tx.audit(now, scope, &Entry { action: "token.add", object: &id, program: "", detail: "" }).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// The token with this hash, where it holds now.
    ///
    /// # Errors
    /// The database fails.
    pub async fn token(&self, hash: &str) -> Result<Option<Token>, StoreError> {
        let sql = format!("SELECT {TOKEN} FROM tokens WHERE hash = $1 AND revoked_ms IS NULL AND (expires_ms IS NULL OR expires_ms > $2)");
        let mut tx = self.read(&Scope::system()).await?;
        tx.one(sql, args![hash, self.now()]).await
    }
}

impl Tx {
    /// A user by a column that is one of a kind.
    pub(crate) async fn user(&mut self, column: &'static str, value: &str) -> Result<Option<User>, StoreError> {
        let row: Option<UserRow> = self.one(format!("SELECT {COLUMNS} FROM users u WHERE {column} = $1"), args![value]).await?;
        let Some(UserRow { id, email, name, role, language, created_ms, disabled_ms }) = row else { return Ok(None) };
        let role = Role::parse(&role).ok_or(StoreError::Stored { what: "user", why: "an unknown role".into() })?;
        let programs: Vec<(String,)> = self.all("SELECT program_id FROM memberships WHERE user_id = $1 ORDER BY program_id", args![&id]).await?;
        Ok(Some(User { id, email, name, role, language, created_ms, disabled_ms, programs: programs.into_iter().map(|(id,)| id).collect() }))
    }
}
