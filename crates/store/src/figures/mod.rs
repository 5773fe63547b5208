//! Sums that figures are made of, added up in the database; what they tell is for `rapport-stats`.
//!
//! Every figure is asked for one program at a time: then the index that begins with the program holds its rows in the order in which they add up.

mod behaviours;
mod episodes;
mod exposure;
mod reviewed;
mod scores;
mod skills;

use crate::db::args;
use crate::scope::{Query, Role};
use crate::{Scope, Store, StoreError};

pub use behaviours::BehaviourSums;
pub use episodes::{CalmCount, EpisodeSums};
pub use exposure::ExposureSums;
pub use reviewed::{ReviewedScore, ScoreCount};
pub use scores::{ClassSums, ScoreSums, StandingCount};
pub use skills::{PeerSums, SkillSums};

/// Milliseconds in a day; days are those of UTC.
pub const DAY_MS: i64 = 86_400_000;

/// Which conversations a figure is of: read, of one program, and as these say. Nothing said is no condition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sieve {
    /// Program.
    pub program: String,
    /// Team at the time of the conversation.
    pub team: Option<String>,
    /// Agent.
    pub agent: Option<String>,
    /// `voice`, `chat` …
    pub channel: Option<String>,
    /// `en`, `zh`, `und`.
    pub language: Option<String>,
    /// Begun at or after, in milliseconds since 1970.
    pub from_ms: Option<i64>,
    /// Begun before, in milliseconds since 1970.
    pub until_ms: Option<i64>,
}

/// What rows of a figure are: one for each of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The program as a whole.
    Program,
    /// Teams.
    Team,
    /// Agents.
    Agent,
    /// Channels.
    Channel,
    /// Languages.
    Language,
    /// Days of UTC; weeks and months are made of them.
    Day,
}

impl Group {
    /// The expression whose value names the row; `day` is that of the day as a number.
    fn of(self, table: &str, day: &str) -> String {
        match self {
            Group::Program => format!("{table}.program_id"),
            Group::Team => format!("{table}.team_id"),
            Group::Agent => format!("{table}.agent_id"),
            Group::Channel => format!("{table}.channel"),
            Group::Language => format!("{table}.language"),
            Group::Day => format!("CAST({day} AS TEXT)"),
        }
    }
}

impl Sieve {
    /// The same of the whole program, without team and agent.
    fn of_everybody(&self) -> Sieve {
        Sieve { team: None, agent: None, ..self.clone() }
    }
}

impl Scope {
    /// Adds the conditions under which a row may be part of a figure for the caller: inside the walls; for agents their own; for leads of teams theirs.
    /// Clients get sums of their whole program; what is too small to be a sum is for the caller to leave out.
    pub(crate) fn figures(&self, query: &mut Query, table: &str) {
        self.wall(query, &format!("{table}.program_id"));
        match self.role {
            Role::Agent => query.is_one_of(&format!("{table}.agent_id"), &self.agents),
            Role::Lead if !self.teams.is_empty() => query.is_one_of(&format!("{table}.team_id"), &self.teams),
            _ => {}
        }
    }
}

impl Query {
    /// Adds the conditions of a sieve on a table that carries what it asks for, and the group's name where rows without one are nobody's.
    fn sieve(&mut self, sieve: &Sieve, group: Group, table: &str) {
        self.and(&format!("{table}.program_id = ?"), args![&sieve.program]);
        for (column, value) in [("team_id", &sieve.team), ("agent_id", &sieve.agent), ("channel", &sieve.channel), ("language", &sieve.language)] {
            if let Some(value) = value {
                self.and(&format!("{table}.{column} = ?"), args![value]);
            }
        }
        match group {
            Group::Team => self.and(&format!("{table}.team_id IS NOT NULL"), []),
            Group::Agent => self.and(&format!("{table}.agent_id IS NOT NULL"), []),
            _ => {}
        }
    }

    /// Adds the sieve's time as days, which the index knows, and where it does not begin or end with a day, to the millisecond.
    fn days(&mut self, sieve: &Sieve, table: &str) {
        if let Some(from) = sieve.from_ms {
            self.and(&format!("{table}.day >= ?"), args![from.div_euclid(DAY_MS)]);
            if from.rem_euclid(DAY_MS) != 0 {
                self.and(&format!("{table}.started_ms >= ?"), args![from]);
            }
        }
        if let Some(until) = sieve.until_ms {
            self.and(&format!("{table}.day <= ?"), args![(until - 1).div_euclid(DAY_MS)]);
            if until.rem_euclid(DAY_MS) != 0 {
                self.and(&format!("{table}.started_ms < ?"), args![until]);
            }
        }
    }

    /// Adds the sieve's time to the millisecond.
    fn moments(&mut self, sieve: &Sieve, table: &str) {
        if let Some(from) = sieve.from_ms {
            self.and(&format!("{table}.started_ms >= ?"), args![from]);
        }
        if let Some(until) = sieve.until_ms {
            self.and(&format!("{table}.started_ms < ?"), args![until]);
        }
    }
}

impl Store {
    /// Conversations that were read, as the sieve says.
    ///
    /// # Errors
    /// The database fails.
    pub async fn figure_conversations(&self, scope: &Scope, sieve: &Sieve) -> Result<i64, StoreError> {
        let mut query = Query::new("SELECT COUNT(*) FROM conversations c WHERE c.state = 'evaluated'", Vec::new());
        scope.figures(&mut query, "c");
        query.sieve(sieve, Group::Program, "c");
        query.moments(sieve, "c");
        let row: Option<(i64,)> = self.read(scope).await?.one(query.sql, query.args).await?;
        Ok(row.map_or(0, |(n,)| n))
    }

    /// Names of a program's agents or teams by id, of those that a figure for the caller may name.
    ///
    /// # Errors
    /// The database fails.
    pub async fn figure_names(&self, scope: &Scope, group: Group, program: &str) -> Result<Vec<(String, String)>, StoreError> {
        let mut query = match group {
            Group::Agent if scope.role == Role::Client => return Ok(Vec::new()),
            Group::Agent => Query::new("SELECT a.id, a.name FROM agents a WHERE a.program_id = $1", args![program]),
            Group::Team => Query::new("SELECT t.id, t.name FROM teams t WHERE t.program_id = $1", args![program]),
            _ => Query::new("SELECT p.id, p.name FROM programs p WHERE p.id = $1", args![program]),
        };
        match (group, scope.role) {
            (Group::Agent, Role::Agent) => query.is_one_of("a.id", &scope.agents),
            (Group::Team, Role::Lead) if !scope.teams.is_empty() => query.is_one_of("t.id", &scope.teams),
            _ => {}
        }
        let table = match group {
            Group::Agent => "a.program_id",
            Group::Team => "t.program_id",
            _ => "p.id",
        };
        scope.wall(&mut query, table);
        self.read(scope).await?.all(query.sql, query.args).await
    }
}
