//! Users: who they are, which programs they belong to, and what exists for them.

use std::collections::BTreeMap;

use serde_json::json;

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
    /// Whether they chose a password: until then they are invited.
    pub has_password: bool,
    /// The programs they belong to; an administrator has all.
    pub programs: Vec<String>,
    /// By program, the team that they lead alone there.
    pub teams: BTreeMap<String, String>,
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

/// What becomes different about a user; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct UserChange {
    /// Name.
    pub name: Option<String>,
    /// What they may do.
    pub role: Option<Role>,
    /// `en` or `zh`.
    pub language: Option<String>,
    /// All programs they belong to from now on, as in [`NewUser`].
    pub programs: Option<Vec<(String, Option<String>)>>,
    /// Put away, or taken back.
    pub disabled: Option<bool>,
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
    has_password: i64,
}

#[derive(sqlx::FromRow)]
struct Membership {
    user_id: String,
    program_id: String,
    team_id: Option<String>,
}

const COLUMNS: &str = "u.id, u.email, u.name, u.role, u.language, u.created_ms, u.disabled_ms, CAST(CASE WHEN u.password_hash IS NULL THEN 0 ELSE 1 END AS BIGINT) AS has_password";

impl UserRow {
    fn user(self, memberships: &[Membership]) -> Result<User, StoreError> {
        let UserRow { id, email, name, role, language, created_ms, disabled_ms, has_password } = self;
        let role = Role::parse(&role).ok_or(StoreError::Stored { what: "user", why: "an unknown role".into() })?;
        let own = || memberships.iter().filter(|membership| membership.user_id == id);
        let programs = own().map(|membership| membership.program_id.clone()).collect();
        let teams = own().filter_map(|membership| Some((membership.program_id.clone(), membership.team_id.clone()?))).collect();
        Ok(User { email, name, role, language, created_ms, disabled_ms, has_password: has_password != 0, programs, teams, id })
    }
}

impl Scope {
    /// Whether the caller may change a user: an administrator everybody; a manager those whose programs are all their own,
    /// and no administrator.
    pub fn manages(&self, user: &User) -> bool {
        match self.role {
            Role::Administrator => true,
            Role::Manager => user.role != Role::Administrator && !user.programs.is_empty() && user.programs.iter().all(|program| self.has_program(program)),
            _ => false,
        }
    }

    /// Whether the caller may give a user such a role and programs.
    pub fn may_make(&self, role: Role, programs: &[(String, Option<String>)]) -> bool {
        let inside = programs.iter().all(|(program, _)| self.has_program(program));
        match self.role {
            Role::Administrator => inside,
            Role::Manager => inside && role != Role::Administrator && !programs.is_empty(),
            _ => false,
        }
    }
}

impl Store {
    /// Makes a user, without a password yet.
    ///
    /// # Errors
    /// The address is taken, the caller may not make such a user, or the database fails.
    pub async fn add_user(&self, scope: &Scope, new: &NewUser) -> Result<User, StoreError> {
        if !scope.may_make(new.role, &new.programs) {
            return Err(StoreError::State("the role or a program is outside the caller's".into()));
        }
        let mut tx = self.write(scope).await?;
        let user = self.insert_user(&mut tx, self.now(), scope, new).await?;
        tx.commit().await?;
        Ok(user)
    }

    /// A user's rows, with who made them.
    pub(crate) async fn insert_user(&self, tx: &mut Tx, now: i64, scope: &Scope, new: &NewUser) -> Result<User, StoreError> {
        check_memberships(tx, &new.programs).await?;
        let id = self.id();
        let sql = "INSERT INTO users (id, email, name, role, language, created_ms) VALUES ($1, $2, $3, $4, $5, $6)";
        let made = tx.run(sql, args![&id, new.email.trim().to_lowercase(), &new.name, new.role.as_str(), &new.language, now]).await;
        made.map_err(|error| if error.is_taken() { StoreError::Taken("a user of this address") } else { error })?;
        for (program, team) in &new.programs {
            tx.run("INSERT INTO memberships (user_id, program_id, team_id) VALUES ($1, $2, $3)", args![&id, program, team.clone()]).await?;
        }
        tx.audit(now, scope, &Entry { action: "user.add", object: &id, program: "", detail: new.role.as_str() }).await?;
        tx.user("u.id", &id).await?.ok_or(StoreError::Stored { what: "user", why: "it is not there".into() })
    }

    /// Users who belong to a program inside the walls, by name; for an administrator everybody.
    ///
    /// # Errors
    /// The database fails.
    pub async fn users(&self, scope: &Scope) -> Result<Vec<User>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM users u WHERE 1 = 1"), Vec::new());
        if scope.programs != Programs::All {
            query.text(" AND u.id IN (SELECT m.user_id FROM memberships m WHERE 1 = 1");
            scope.wall(&mut query, "m.program_id");
            query.text(")");
        }
        query.text(" ORDER BY u.name, u.id");
        let mut tx = self.read(scope).await?;
        let rows: Vec<UserRow> = tx.all(query.sql, query.args).await?;
        let memberships: Vec<Membership> = tx.all("SELECT user_id, program_id, team_id FROM memberships ORDER BY user_id, program_id", Vec::new()).await?;
        rows.into_iter().map(|row| row.user(&memberships)).collect()
    }

    /// One user, where they exist for the caller: the caller, and who belongs to a program inside the walls.
    ///
    /// # Errors
    /// The database fails.
    pub async fn user(&self, scope: &Scope, id: &str) -> Result<Option<User>, StoreError> {
        let user = self.read(scope).await?.user("u.id", id).await?;
        Ok(user.filter(|user| exists_for(scope, user)))
    }

    /// Changes a user; `None` where they do not exist for the caller.
    ///
    /// # Errors
    /// The caller may not change this user so, nobody would be administrator any more, or the database fails.
    pub async fn set_user(&self, scope: &Scope, id: &str, change: &UserChange) -> Result<Option<User>, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        // Two administrators who put each other away wait for each other here.
        tx.count("administrators", 0).await?;
        let Some(user) = tx.user("u.id", id).await?.filter(|user| exists_for(scope, user)) else { return Ok(None) };
        let role = change.role.unwrap_or(user.role);
        let programs = change.programs.clone().unwrap_or_else(|| user.programs.iter().map(|program| (program.clone(), user.teams.get(program).cloned())).collect());
        if !scope.manages(&user) || !scope.may_make(role, &programs) {
            return Err(StoreError::State("this user, the role or a program is outside what the caller may change".into()));
        }
        let disabled_ms = change.disabled.map_or(user.disabled_ms, |disabled| disabled.then(|| user.disabled_ms.unwrap_or(now)));
        if user.role == Role::Administrator && user.disabled_ms.is_none() && (role != Role::Administrator || disabled_ms.is_some()) {
            let sql = "SELECT id FROM users WHERE role = 'administrator' AND disabled_ms IS NULL AND password_hash IS NOT NULL AND id <> $1 LIMIT 1";
            if tx.one::<(String,)>(sql, args![id]).await?.is_none() {
                return Err(StoreError::State("this is the last administrator; make another one first".into()));
            }
        }
        let (name, language) = (change.name.as_ref().unwrap_or(&user.name), change.language.as_ref().unwrap_or(&user.language));
        tx.run("UPDATE users SET name = $1, role = $2, language = $3, disabled_ms = $4 WHERE id = $5", args![name, role.as_str(), language, disabled_ms, id]).await?;
        if change.programs.is_some() {
            check_memberships(&mut tx, &programs).await?;
            tx.run("DELETE FROM memberships WHERE user_id = $1", args![id]).await?;
            for (program, team) in &programs {
                tx.run("INSERT INTO memberships (user_id, program_id, team_id) VALUES ($1, $2, $3)", args![id, program, team.clone()]).await?;
            }
        }
        if disabled_ms.is_some() {
            tx.run("DELETE FROM sessions WHERE user_id = $1", args![id]).await?;
        }
        let detail = json!({"role": role.as_str(), "programs": programs, "disabled": disabled_ms.is_some()}).to_string();
        tx.audit(now, scope, &Entry { action: "user.change", object: id, program: "", detail: &detail }).await?;
        let user = tx.user("u.id", id).await?;
        tx.commit().await?;
        Ok(user)
    }

    /// Changes the caller's own name or language; what is `None` stays. `None` where nobody is signed in.
    ///
    /// # Errors
    /// The database fails.
    pub async fn set_self(&self, scope: &Scope, name: Option<&str>, language: Option<&str>) -> Result<Option<User>, StoreError> {
        let Some(id) = &scope.user else { return Ok(None) };
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let sql = "UPDATE users SET name = COALESCE($1, name), language = COALESCE($2, language) WHERE id = $3 AND disabled_ms IS NULL";
        if tx.run(sql, args![name.map(str::to_owned), language.map(str::to_owned), id]).await? == 0 {
            return Ok(None);
        }
        let detail = json!({"name": name.is_some(), "language": language}).to_string();
        tx.audit(now, scope, &Entry { action: "user.self", object: id, program: "", detail: &detail }).await?;
        let user = tx.user("u.id", id).await?;
        tx.commit().await?;
        Ok(user)
    }

    /// What exists for a user; `None` where they are not there, or were put away.
    ///
    /// # Errors
    /// The database fails.
    pub async fn scope_of(&self, user: &str) -> Result<Option<(User, Scope)>, StoreError> {
        let system = Scope::system();
        let mut tx = self.read(&system).await?;
        let Some(user) = tx.user("u.id", user).await?.filter(|user| user.disabled_ms.is_none()) else { return Ok(None) };
        // Who left a program is no longer its agent either, whatever the agent's row says.
        let sql = "SELECT a.id FROM agents a JOIN memberships m ON m.program_id = a.program_id AND m.user_id = a.user_id WHERE a.user_id = $1 ORDER BY a.id";
        let agents: Vec<(String,)> = tx.all(sql, args![&user.id]).await?;
        let programs = if user.role == Role::Administrator { Programs::All } else { Programs::Only(user.programs.clone()) };
        let scope = Scope {
            actor: user.id.clone(),
            user: Some(user.id.clone()),
            role: user.role,
            programs,
            agents: agents.into_iter().map(|(id,)| id).collect(),
            teams: user.teams.values().cloned().collect(),
        };
        Ok(Some((user, scope)))
    }
}

fn exists_for(scope: &Scope, user: &User) -> bool {
    scope.programs == Programs::All || scope.user.as_deref() == Some(&user.id) || user.programs.iter().any(|program| scope.has_program(program))
}

/// Every program is there, and every team is one of its program.
async fn check_memberships(tx: &mut Tx, programs: &[(String, Option<String>)]) -> Result<(), StoreError> {
    for (program, team) in programs {
        if tx.one::<(String,)>("SELECT id FROM programs WHERE id = $1", args![program]).await?.is_none() {
            return Err(StoreError::State("there is no such program".into()));
        }
        if let Some(team) = team
            && tx.one::<(String,)>("SELECT id FROM teams WHERE id = $1 AND program_id = $2", args![team, program]).await?.is_none()
        {
            return Err(StoreError::State("there is no such team in the program".into()));
        }
    }
    Ok(())
}

impl Tx {
    /// A user by a column that is one of a kind.
    pub(crate) async fn user(&mut self, column: &'static str, value: &str) -> Result<Option<User>, StoreError> {
        let row: Option<UserRow> = self.one(format!("SELECT {COLUMNS} FROM users u WHERE {column} = $1"), args![value]).await?;
        let Some(row) = row else { return Ok(None) };
        let memberships: Vec<Membership> = self.all("SELECT user_id, program_id, team_id FROM memberships WHERE user_id = $1 ORDER BY program_id", args![&row.id]).await?;
        row.user(&memberships).map(Some)
    }
}
