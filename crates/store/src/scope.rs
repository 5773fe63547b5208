//! Who asks: every call of the store takes it, and no row outside it is ever read or written.

use crate::db::{Tx, Value, args};
use crate::{Store, StoreError};

/// What a user may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Runs the installation: users, programs, settings.
    Administrator,
    /// Runs programs: everything inside them.
    Manager,
    /// Leads a team.
    Lead,
    /// Reviews, calibrates, writes scorecards.
    Analyst,
    /// Coaches; reads, reviews for practice.
    Coach,
    /// Sees the own conversations and results, and disputes them.
    Agent,
    /// A program's client: aggregates, and conversations that were shared.
    Client,
}

impl Role {
    /// All of them.
    pub const ALL: [Role; 7] = [Role::Administrator, Role::Manager, Role::Lead, Role::Analyst, Role::Coach, Role::Agent, Role::Client];

    /// The word used in every interface.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Administrator => "administrator",
            Role::Manager => "manager",
            Role::Lead => "lead",
            Role::Analyst => "analyst",
            Role::Coach => "coach",
            Role::Agent => "agent",
            Role::Client => "client",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == word)
    }
}

/// The programs a caller may touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Programs {
    /// All: the system, and administrators.
    All,
    /// These, by id.
    Only(Vec<String>),
}

/// The caller of a store function: what they are, and which rows exist for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// A user's id, `token:ID` or `system`; the audit log names it.
    pub actor: String,
    /// The user, where there is one.
    pub user: Option<String>,
    /// What the user may do; the system may everything.
    pub role: Role,
    /// The walls.
    pub programs: Programs,
    /// The agents that the user is: for the role agent, nobody else's rows exist.
    pub agents: Vec<String>,
    /// A lead's teams, where they lead some of a program's; empty for the whole program.
    pub teams: Vec<String>,
}

impl Scope {
    /// The system itself: jobs, start, command line. Only `flow` makes one; a test of the repository says so.
    pub fn system() -> Scope {
        Scope { actor: "system".into(), user: None, role: Role::Administrator, programs: Programs::All, agents: Vec::new(), teams: Vec::new() }
    }

    /// Somebody who is not signed in: no program, no person. What they may do is in the functions that say so.
    pub fn nobody() -> Scope {
        Scope { actor: "nobody".into(), user: None, role: Role::Client, programs: Programs::Only(Vec::new()), agents: Vec::new(), teams: Vec::new() }
    }

    /// Whether rows of a program exist for the caller.
    pub fn has_program(&self, program: &str) -> bool {
        match &self.programs {
            Programs::All => true,
            Programs::Only(ids) => ids.iter().any(|id| id == program),
        }
    }

    /// Adds the condition that a row's program is inside the walls.
    pub(crate) fn wall(&self, query: &mut Query, program: &str) {
        if let Programs::Only(ids) = &self.programs {
            query.is_one_of(program, ids);
        }
    }

    /// Adds the conditions under which a row about a conversation exists for the caller: inside the walls; for agents
    /// their own; for leads of teams theirs; for clients those that were shared.
    pub(crate) fn conversations(&self, query: &mut Query, table: &str) {
        self.wall(query, &format!("{table}.program_id"));
        match self.role {
            Role::Agent => query.is_one_of(&format!("{table}.agent_id"), &self.agents),
            Role::Client => query.and(&format!("{table}.shared = 1"), []),
            Role::Lead if !self.teams.is_empty() => query.is_one_of(&format!("{table}.team_id"), &self.teams),
            _ => {}
        }
    }
}

/// A statement that grows: text and the values of its placeholders.
#[derive(Default)]
pub(crate) struct Query {
    pub(crate) sql: String,
    pub(crate) args: Vec<Value>,
}

impl Query {
    /// Begins with text whose placeholders, if any, are `$1` … for `args`. It must end inside a `WHERE`.
    pub(crate) fn new(sql: impl Into<String>, args: Vec<Value>) -> Query {
        Query { sql: sql.into(), args }
    }

    /// Adds `AND (condition)`; each `?` stands for the next of `values`.
    pub(crate) fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.sql.push_str(" AND (");
        let mut values = values.into_iter();
        for (at, part) in condition.split('?').enumerate() {
            if at > 0 {
                let value = values.next().unwrap_or(Value::Text(None));
                self.push(value);
            }
            self.sql.push_str(part);
        }
        self.sql.push(')');
    }

    /// Adds `AND column IN (…)`; nothing is one of none.
    pub(crate) fn is_one_of(&mut self, column: &str, ids: &[String]) {
        if ids.is_empty() {
            return self.sql.push_str(" AND 1 = 0");
        }
        self.sql.push_str(&format!(" AND {column} IN ("));
        for (at, id) in ids.iter().enumerate() {
            if at > 0 {
                self.sql.push(',');
            }
            self.push(id.as_str().into());
        }
        self.sql.push(')');
    }

    /// Adds text as it is, such as an order.
    pub(crate) fn text(&mut self, sql: &str) {
        self.sql.push_str(sql);
    }

    /// Adds the next placeholder.
    pub(crate) fn push(&mut self, value: Value) {
        self.args.push(value);
        self.sql.push_str(&format!("${}", self.args.len()));
    }
}

impl Store {
    /// A transaction that reads within a scope.
    pub(crate) async fn read(&self, scope: &Scope) -> Result<Tx, StoreError> {
        let mut tx = self.db.read().await?;
        raise_wall(&mut tx, scope).await?;
        Ok(tx)
    }

    /// A transaction that writes within a scope.
    pub(crate) async fn write(&self, scope: &Scope) -> Result<Tx, StoreError> {
        let mut tx = self.db.write().await?;
        raise_wall(&mut tx, scope).await?;
        Ok(tx)
    }
}

/// Names the programs to PostgreSQL's row-level security, for this transaction alone.
async fn raise_wall(tx: &mut Tx, scope: &Scope) -> Result<(), StoreError> {
    if tx.dialect() == crate::db::Dialect::Postgres {
        let programs = match &scope.programs {
            Programs::All => "*".to_owned(),
            Programs::Only(ids) => ids.join(","),
        };
        tx.run("SELECT set_config('rapport.programs', $1, true)", args![programs]).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_that_sees_nothing_asks_for_nothing() {
        let agent = Scope { role: Role::Agent, programs: Programs::Only(vec!["p".into()]), ..Scope::system() };
        let mut query = Query::new("SELECT 1 FROM conversations c WHERE 1 = 1", Vec::new());
        agent.conversations(&mut query, "c");
        assert_eq!(query.sql, "SELECT 1 FROM conversations c WHERE 1 = 1 AND c.program_id IN ($1) AND 1 = 0");
    }

    #[test]
    fn a_client_sees_only_what_was_shared() {
        let client = Scope { role: Role::Client, programs: Programs::Only(vec!["p".into(), "q".into()]), ..Scope::system() };
        let mut query = Query::new("SELECT 1 FROM conversations c WHERE c.id = $1", args!["x"]);
        client.conversations(&mut query, "c");
        assert_eq!(query.sql, "SELECT 1 FROM conversations c WHERE c.id = $1 AND c.program_id IN ($2,$3) AND (c.shared = 1)");
        assert_eq!(query.args.len(), 3);
    }
}
