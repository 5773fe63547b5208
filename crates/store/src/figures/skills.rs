//! Opportunities of skills, added up by conversation and by day.

use super::{Group, Sieve};
use crate::db::args;
use crate::scope::Query;
use crate::{Scope, Store, StoreError};

/// Sums over the conversations of a group that had an opportunity of a skill: what a rate and both of its clusterings are made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct SkillSums {
    /// The group's id; for days the number since 1970.
    pub group_id: String,
    /// Skill.
    pub skill: String,
    /// Conversations with an opportunity.
    pub conversations: i64,
    /// Opportunities taken.
    pub taken: i64,
    /// Opportunities in all.
    pub opportunities: i64,
    /// Sum over conversations of taken².
    pub taken_squared: i64,
    /// Sum over conversations of opportunities².
    pub opportunities_squared: i64,
    /// Sum over conversations of taken · opportunities.
    pub product: i64,
    /// Days with an opportunity.
    pub days: i64,
    /// Sum over days of taken².
    pub day_taken_squared: i64,
    /// Sum over days of opportunities².
    pub day_opportunities_squared: i64,
    /// Sum over days of taken · opportunities.
    pub day_product: i64,
}

/// What one person of a program took, without saying who.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PeerSums {
    /// Skill.
    pub skill: String,
    /// Opportunities taken.
    pub taken: i64,
    /// Opportunities in all.
    pub opportunities: i64,
}

const DAY: &str = "s.day";

const MIDDLE: &str =
    "SELECT i.group_id AS group_id, i.skill AS skill, i.day AS day, SUM(i.n) AS n, SUM(i.t) AS t, SUM(i.o) AS o, SUM(i.tt) AS tt, SUM(i.oo) AS oo, SUM(i.tp) AS tp FROM (";

/// Adds up days, then groups; the inner query is put between.
const OUTER: &str = "SELECT d.group_id AS group_id, d.skill AS skill, CAST(SUM(d.n) AS BIGINT) AS conversations, CAST(SUM(d.t) AS BIGINT) AS taken, \
    CAST(SUM(d.o) AS BIGINT) AS opportunities, CAST(SUM(d.tt) AS BIGINT) AS taken_squared, CAST(SUM(d.oo) AS BIGINT) AS opportunities_squared, \
    CAST(SUM(d.tp) AS BIGINT) AS product, CAST(COUNT(*) AS BIGINT) AS days, CAST(SUM(d.t * d.t) AS BIGINT) AS day_taken_squared, \
    CAST(SUM(d.o * d.o) AS BIGINT) AS day_opportunities_squared, CAST(SUM(d.t * d.o) AS BIGINT) AS day_product FROM (";

impl Store {
    /// Sums by group and skill, of those that had an opportunity; one skill alone where it is named.
    ///
    /// # Errors
    /// The database fails.
    pub async fn skill_sums(&self, scope: &Scope, sieve: &Sieve, group: Group, skill: Option<&str>) -> Result<Vec<SkillSums>, StoreError> {
        let mut query = sums(sieve, group, skill);
        scope.figures(&mut query, "s");
        ended(&mut query, group);
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// The sums of the whole program by skill, whoever asks and whatever team or agent they ask for: the band beside which a person stands.
    ///
    /// # Errors
    /// The database fails.
    pub async fn skill_band(&self, scope: &Scope, sieve: &Sieve, skill: Option<&str>) -> Result<Vec<SkillSums>, StoreError> {
        let mut query = sums(&sieve.of_everybody(), Group::Program, skill);
        scope.wall(&mut query, "s.program_id");
        ended(&mut query, Group::Program);
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// What each person of the program took by skill, whoever asks and whatever team or agent they ask for, nameless and in no telling order: what a
    /// person's rate is drawn towards.
    ///
    /// # Errors
    /// The database fails.
    pub async fn skill_peers(&self, scope: &Scope, sieve: &Sieve, skill: Option<&str>) -> Result<Vec<PeerSums>, StoreError> {
        let sql = "SELECT s.skill AS skill, CAST(SUM(s.taken) AS BIGINT) AS taken, CAST(SUM(s.opportunities) AS BIGINT) AS opportunities FROM skills s WHERE s.opportunities > 0";
        let mut query = Query::new(sql, Vec::new());
        scope.wall(&mut query, "s.program_id");
        limits(&mut query, &sieve.of_everybody(), Group::Agent, skill);
        query.text(" GROUP BY s.skill, s.agent_id ORDER BY 1, 3, 2");
        self.read(scope).await?.all(query.sql, query.args).await
    }
}

/// The statement as far as its conditions. The innermost query groups in the index's own order, so that only its few rows are sorted.
fn sums(sieve: &Sieve, group: Group, skill: Option<&str>) -> Query {
    let inner = format!(
        "SELECT {} AS group_id, s.skill AS skill, s.day AS day, COUNT(*) AS n, SUM(s.taken) AS t, SUM(s.opportunities) AS o, SUM(s.taken * s.taken) AS tt, \
         SUM(s.opportunities * s.opportunities) AS oo, SUM(s.taken * s.opportunities) AS tp FROM skills s WHERE s.opportunities > 0",
        group.of("s", DAY)
    );
    let mut query = Query::new(format!("{OUTER}{MIDDLE}{inner}"), Vec::new());
    limits(&mut query, sieve, group, skill);
    query
}

fn limits(query: &mut Query, sieve: &Sieve, group: Group, skill: Option<&str>) {
    query.sieve(sieve, group, "s");
    query.days(sieve, "s");
    if let Some(skill) = skill {
        query.and("s.skill = ?", args![skill]);
    }
}

/// Ends the statement: the innermost groups are the columns of the index as far as the group's own.
fn ended(query: &mut Query, group: Group) {
    let columns = match group {
        Group::Program => ", s.program_id",
        Group::Day => "",
        Group::Agent => ", s.agent_id",
        Group::Team => ", s.agent_id, s.team_id",
        Group::Channel => ", s.agent_id, s.team_id, s.channel",
        Group::Language => ", s.agent_id, s.team_id, s.channel, s.language",
    };
    query.text(&format!(" GROUP BY s.day, s.skill{columns}) i GROUP BY i.group_id, i.skill, i.day) d GROUP BY d.group_id, d.skill ORDER BY d.skill, d.group_id"));
}
