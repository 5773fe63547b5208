//! Which figures a caller may have, of which programs; and the form that all answers share.

use std::collections::BTreeMap;

use rapport_store::{Role, Sieve};
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::{Ask, By};
use super::link::Link;
use super::period::{Period, period};
use crate::caller::Caller;
use crate::error::ApiError;
use crate::state::AppState;

/// Rows of a figure.
#[derive(Serialize, ToSchema)]
pub struct Figures<T> {
    /// What each row is about.
    pub by: &'static str,
    /// Conversations that were read and lie within what was asked for.
    pub n: i64,
    /// By program, then by name or time.
    pub rows: Vec<T>,
    /// What is not shown, and why.
    pub withheld: Vec<Withheld>,
}

/// Rows that are not shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Withheld {
    /// Of which program.
    pub program: String,
    /// `no_sign_off`: its worker-information record is not signed; `too_few`: so few that it would tell of single people.
    pub why: &'static str,
    /// Rows; none where they were not even made.
    pub rows: Option<usize>,
}

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct About {
    /// Program.
    pub program: String,
    /// Id of the agent, team or program; the channel, the language; `2026-11-02`, `2026-W45`, `2026-11`.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What a caller gets.
pub struct Frame {
    pub by: By,
    /// One a program.
    pub sieves: Vec<Sieve>,
    pub withheld: Vec<Withheld>,
    /// Clients see sums, and no conversations behind them but those that were shared.
    pub client: bool,
    n: i64,
}

/// Names of what rows of one program are about.
pub struct Names {
    by: By,
    program: String,
    names: BTreeMap<String, String>,
}

/// Sums over fewer conversations are nobody's business but the program's own.
const FEWEST: i64 = 5;

impl Frame {
    /// Checks what a caller asks for and finds the programs it is asked of.
    ///
    /// # Errors
    /// The role may not have it, the program is not there, or the database fails.
    pub async fn of(state: &AppState, caller: &Caller, ask: Ask) -> Result<Frame, ApiError> {
        let Ask { by, program, sieve } = ask;
        let (scope, role) = (&caller.scope, caller.scope.role);
        match role {
            Role::Client if by == By::Agent || sieve.agent.is_some() => return Err(ApiError::forbidden("a client sees figures of the program, not of single agents")),
            Role::Agent if matches!(by, By::Team | By::Program) || sieve.team.is_some() => {
                return Err(ApiError::forbidden("an agent sees the own figures: ask by agent, channel, language, day, week or month"));
            }
            Role::Lead if by == By::Program && !scope.teams.is_empty() => return Err(ApiError::forbidden("a lead of teams sees figures of these teams: ask by team")),
            _ => {}
        }
        let programs = programs(state, caller, program.as_deref()).await?;
        let personal = (by == By::Agent || sieve.agent.is_some()) && role != Role::Agent;
        let mut frame = Frame { by, sieves: Vec::new(), withheld: Vec::new(), client: role == Role::Client, n: 0 };
        for program in programs {
            if personal && !state.store().signed_off(scope, &program).await? {
                frame.withheld.push(Withheld { program, why: "no_sign_off", rows: None });
                continue;
            }
            let sieve = Sieve { program, ..sieve.clone() };
            frame.n += state.store().figure_conversations(scope, &sieve).await?;
            frame.sieves.push(sieve);
        }
        Ok(frame)
    }

    /// The address of the conversations behind a row, for who may see them.
    pub fn link(&self, link: impl FnOnce() -> Link) -> Option<String> {
        (!self.client).then(|| link().address())
    }

    /// Leaves out, for clients, rows of too few conversations.
    pub fn keep<T>(&mut self, program: &str, rows: Vec<T>, conversations: impl Fn(&T) -> i64) -> Vec<T> {
        if !self.client {
            return rows;
        }
        let all = rows.len();
        let kept: Vec<T> = rows.into_iter().filter(|row| conversations(row) >= FEWEST).collect();
        if kept.len() < all {
            self.withheld.push(Withheld { program: program.to_owned(), why: "too_few", rows: Some(all - kept.len()) });
        }
        kept
    }

    /// The answer.
    pub fn answer<T>(self, rows: Vec<T>) -> Figures<T> {
        // Of too few, a client is not told how few.
        let n = if self.client && self.n < FEWEST { 0 } else { self.n };
        Figures { by: self.by.as_str(), n, rows, withheld: self.withheld }
    }
}

/// The programs that are asked for: one, by id or name, or all of the caller's.
///
/// # Errors
/// It is not there, or the database fails.
pub async fn programs(state: &AppState, caller: &Caller, wanted: Option<&str>) -> Result<Vec<String>, ApiError> {
    let programs = state.store().programs(&caller.scope).await?;
    let Some(wanted) = wanted else { return Ok(programs.into_iter().map(|program| program.id).collect()) };
    let found = programs.into_iter().find(|program| program.id == wanted || program.name == wanted);
    Ok(vec![found.ok_or_else(|| ApiError::not_found("program"))?.id])
}

impl Names {
    /// Of a program, for a caller.
    ///
    /// # Errors
    /// The database fails.
    pub async fn of(state: &AppState, caller: &Caller, by: By, program: &str) -> Result<Names, ApiError> {
        let names = match by {
            By::Agent | By::Team | By::Program => state.store().figure_names(&caller.scope, by.group(), program).await?,
            By::Channel | By::Language | By::Day | By::Week | By::Month => Vec::new(),
        };
        Ok(Names { by, program: program.to_owned(), names: names.into_iter().collect() })
    }

    /// What a row is about, and its time where it is about time.
    pub fn about(&self, group: &str) -> (About, Option<Period>) {
        let period = group.parse().ok().and_then(|day| period(self.by, day));
        let id = period.as_ref().map_or_else(|| group.to_owned(), |period| period.label.clone());
        let name = self.names.get(group).cloned().unwrap_or_else(|| id.clone());
        (About { program: self.program.clone(), id, name }, period)
    }

    /// Groups that belong together: days of one week or month; and any other group alone. In the order of names or time.
    pub fn gather<T>(&self, sums: impl IntoIterator<Item = (String, T)>, add: impl Fn(&mut T, T)) -> Vec<(About, Option<Period>, String, T)> {
        let mut gathered: BTreeMap<String, (About, Option<Period>, String, T)> = BTreeMap::new();
        for (group, sum) in sums {
            let (about, period) = self.about(&group);
            let key = if period.is_some() { about.id.clone() } else { format!("{}\n{}", about.name, about.id) };
            match gathered.get_mut(&key) {
                Some(row) => add(&mut row.3, sum),
                None => {
                    gathered.insert(key, (about, period, group, sum));
                }
            }
        }
        gathered.into_values().collect()
    }
}
