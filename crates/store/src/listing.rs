//! Conversations by filters: pages of rows by key, stable under what comes in meanwhile.

use std::collections::BTreeMap;

use crate::db::{Dialect, Tx, Value, args};
use crate::dialect::Way;
use crate::scope::Query;
use crate::{Programs, Scope, Store, StoreError};

/// The order of a list. Ties are broken by id, in the same direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By beginning, latest first.
    #[default]
    Newest,
    /// By beginning, earliest first.
    Oldest,
    /// By score, lowest first; conversations without a score are left out.
    LowestScore,
    /// By score, highest first; conversations without a score are left out.
    HighestScore,
    /// By the customer's hostility, highest first.
    Hostility,
}

/// A behaviour that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behaviour {
    /// Its id.
    pub id: String,
    /// `+`, `-` or `0`; none for any.
    pub polarity: Option<String>,
}

/// A bound on how often the opportunities of a skill were taken.
#[derive(Clone, Debug, PartialEq)]
pub struct SkillBound {
    /// Its id.
    pub skill: String,
    /// Whether rates below the bound are wanted; above it otherwise.
    pub below: bool,
    /// 0–1; the bound itself is not in.
    pub rate: f64,
}

/// Which conversations; everything that is said must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Program.
    pub program: Option<String>,
    /// Team when it came in.
    pub team: Option<String>,
    /// Agent.
    pub agent: Option<String>,
    /// Channel.
    pub channel: Option<String>,
    /// `en`, `zh`, `und`.
    pub language: Option<String>,
    /// Begun at or after this, in milliseconds since 1970.
    pub from_ms: Option<i64>,
    /// Begun before this, in milliseconds since 1970.
    pub until_ms: Option<i64>,
    /// Found in it, all of them; hints do not count.
    pub found: Vec<Behaviour>,
    /// Called for and not done, all of them.
    pub missed: Vec<String>,
    /// Called for, done or not, all of them.
    pub called: Vec<String>,
    /// Skills with an opportunity, all of them.
    pub skilled: Vec<String>,
    /// Whether a customer's strong feeling was an episode in it.
    pub episodes: Option<bool>,
    /// Whether the current evaluation has a score.
    pub scored: Option<bool>,
    /// Bounds on skills.
    pub skills: Vec<SkillBound>,
    /// Score below this, in basis points.
    pub score_below: Option<i64>,
    /// Score above this, in basis points.
    pub score_above: Option<i64>,
    /// Standing of the current evaluation.
    pub standing: Option<String>,
    /// `resolved`, `follow_up`, `transferred`, `unresolved`.
    pub outcome: Option<String>,
    /// The customer's hostility, at least: 0–4.
    pub hostility: Option<i64>,
    /// Whether a person reviewed it.
    pub reviewed: Option<bool>,
    /// Whether a mark is or was disputed.
    pub disputed: Option<bool>,
    /// Case.
    pub case: Option<String>,
    /// Keyed hash of the customer's identifier.
    pub customer: Option<String>,
    /// Phrases that are all said in it, as `rapport_text::search_phrases` gives them.
    pub phrases: Vec<Vec<String>>,
}

/// The last row of a page: the next one begins behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What the list is sorted by: beginning in milliseconds, score in basis points, or level of hostility.
    pub key: i64,
    /// Beginning, in milliseconds since 1970; the second key where the first is hostility.
    pub started_ms: i64,
    /// Id.
    pub id: String,
}

/// A conversation in a list.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ListedRow {
    /// Id.
    pub id: String,
    /// Program.
    pub program_id: String,
    /// Where it came from.
    pub source: String,
    /// The source's own id.
    pub external_id: String,
    /// Agent.
    pub agent_id: Option<String>,
    /// The agent's name.
    pub agent_name: Option<String>,
    /// Team when it came in.
    pub team_id: Option<String>,
    /// Channel.
    pub channel: String,
    /// Language.
    pub language: String,
    /// Keyed hash of the customer's identifier.
    pub customer: Option<String>,
    /// Case.
    pub case_id: Option<String>,
    /// Milliseconds since 1970.
    pub started_ms: i64,
    /// Number of turns.
    pub turns: i64,
    /// `received`, `evaluated`, `failed`.
    pub state: String,
    /// In basis points.
    pub score: Option<i64>,
    /// Standing of the current evaluation.
    pub standing: Option<String>,
    /// How the contact ended.
    pub outcome: Option<String>,
    /// Highest level of the customer's hostility, 0–4.
    pub hostility: i64,
    /// Whether a person reviewed it.
    pub reviewed: i64,
    /// Whether a mark is or was disputed.
    pub disputed: i64,
    /// Whether it was shared with the client.
    pub shared: i64,
}

/// A conversation in a list, with the list's length.
#[derive(sqlx::FromRow)]
struct CountedRow {
    #[sqlx(flatten)]
    listed: ListedRow,
    total: i64,
}

/// How many marks of each kind a conversation has; hints do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MarkCounts {
    /// Findings for.
    pub positive: i64,
    /// Findings against.
    pub negative: i64,
    /// Opportunities missed.
    pub missed: i64,
}

const COLUMNS: &str = "c.id, c.program_id, c.source, c.external_id, c.agent_id, a.name AS agent_name, c.team_id, c.channel, c.language, c.customer, c.case_id, c.started_ms, c.turns, \
    c.state, c.score, c.standing, c.outcome, c.hostility, c.reviewed, c.disputed, c.shared";

/// A list's length is counted up to here.
const COUNTED: i64 = 1_000;

impl Sort {
    /// The columns that make the order, and its direction.
    fn keys(self) -> (&'static [&'static str], bool) {
        match self {
            Sort::Newest => (&["c.started_ms", "c.id"], true),
            Sort::Oldest => (&["c.started_ms", "c.id"], false),
            Sort::LowestScore => (&["c.score", "c.id"], false),
            Sort::HighestScore => (&["c.score", "c.id"], true),
            Sort::Hostility => (&["c.hostility", "c.started_ms", "c.id"], true),
        }
    }

    /// Where a row stands in this order.
    pub fn place(self, row: &ListedRow) -> Place {
        let key = match self {
            Sort::Newest | Sort::Oldest => row.started_ms,
            Sort::LowestScore | Sort::HighestScore => row.score.unwrap_or_default(),
            Sort::Hostility => row.hostility,
        };
        Place { key, started_ms: row.started_ms, id: row.id.clone() }
    }
}

impl Store {
    /// A page of conversations that exist for the caller, behind a place where one is given.
    ///
    /// # Errors
    /// The database fails.
    pub async fn list(&self, scope: &Scope, filter: &Filter, sort: Sort, after: Option<&Place>, limit: i64) -> Result<Vec<ListedRow>, StoreError> {
        let mut tx = self.read(scope).await?;
        let way = way(&mut tx, filter).await?;
        let query = page(scope, filter, sort, after, limit, COLUMNS, (tx.dialect(), way));
        tx.all(query.sql, query.args).await
    }

    /// The first page, and how many conversations the whole list has, counted up to 1,000.
    ///
    /// # Errors
    /// The database fails.
    pub async fn list_counted(&self, scope: &Scope, filter: &Filter, sort: Sort, limit: i64) -> Result<(Vec<ListedRow>, i64), StoreError> {
        let mut tx = self.read(scope).await?;
        let way = way(&mut tx, filter).await?;
        if way == Some(Way::LookUp) {
            // All are looked up to be sorted, so that counting them costs nothing.
            let query = page(scope, filter, sort, None, limit, &format!("{COLUMNS}, COUNT(*) OVER () AS total"), (tx.dialect(), way));
            let rows: Vec<CountedRow> = tx.all(query.sql, query.args).await?;
            let total = rows.first().map_or(0, |row| row.total).min(COUNTED);
            return Ok((rows.into_iter().map(|row| row.listed).collect(), total));
        }
        let query = page(scope, filter, sort, None, limit, COLUMNS, (tx.dialect(), way));
        let rows: Vec<ListedRow> = tx.all(query.sql, query.args).await?;
        if (rows.len() as i64) < limit {
            let total = rows.len() as i64;
            return Ok((rows, total));
        }
        let mut query = Query::new("SELECT COUNT(*) FROM (SELECT c.id FROM conversations c WHERE 1 = 1", Vec::new());
        narrow(&mut query, scope, filter, sort, (tx.dialect(), way.map(|_| Way::Any)));
        query.text(&format!(" LIMIT {COUNTED}) AS counted"));
        let counted: Option<(i64,)> = tx.one(query.sql, query.args).await?;
        Ok((rows, counted.map_or(0, |(total,)| total)))
    }

    /// The marks of conversations by id, as numbers; those that exist for the caller.
    ///
    /// # Errors
    /// The database fails.
    pub async fn mark_counts(&self, scope: &Scope, ids: &[String]) -> Result<BTreeMap<String, MarkCounts>, StoreError> {
        let count = |condition: &str| format!("CAST(SUM(CASE WHEN {condition} THEN 1 ELSE 0 END) AS BIGINT)");
        let sql = format!(
            "SELECT m.conversation_id, {}, {}, {} FROM conversations c JOIN marks m ON m.conversation_id = c.id WHERE m.hint = 0",
            count("m.kind = 'found' AND m.polarity = '+'"),
            count("m.kind = 'found' AND m.polarity = '-'"),
            count("m.kind = 'missed'")
        );
        let mut query = Query::new(sql, Vec::new());
        query.is_one_of("c.id", ids);
        scope.conversations(&mut query, "c");
        query.text(" GROUP BY m.conversation_id");
        let rows: Vec<(String, i64, i64, i64)> = self.read(scope).await?.all(query.sql, query.args).await?;
        Ok(rows.into_iter().map(|(id, positive, negative, missed)| (id, MarkCounts { positive, negative, missed })).collect())
    }

    /// The documents of conversations by id, those that exist for the caller.
    ///
    /// # Errors
    /// The database fails.
    pub async fn documents(&self, scope: &Scope, ids: &[String]) -> Result<BTreeMap<String, String>, StoreError> {
        let mut query = Query::new("SELECT c.id, c.document FROM conversations c WHERE 1 = 1", Vec::new());
        query.is_one_of("c.id", ids);
        scope.conversations(&mut query, "c");
        let rows: Vec<(String, String)> = self.read(scope).await?.all(query.sql, query.args).await?;
        Ok(rows.into_iter().collect())
    }
}

/// Where more conversations hold the words, the list is walked in its order and each is asked whether it does. A page of 50 walks past 50 × all ÷ holders
/// conversations, a look-up past the holders: of 100,000 both are as many at 2,200, of a million at 7,000.
const OFTEN: i64 = 2_500;

/// How the words of a filter are looked for, where it has some.
async fn way(tx: &mut Tx, filter: &Filter) -> Result<Option<Way>, StoreError> {
    if filter.phrases.is_empty() {
        return Ok(None);
    }
    let words = tx.dialect().each_word(&filter.phrases);
    let held: Option<(i64,)> = tx.one(tx.dialect().holders(), args![words, OFTEN]).await?;
    Ok(Some(if held.is_some_and(|(held,)| held >= OFTEN) { Way::Walk } else { Way::LookUp }))
}

/// The query for a page: `columns` of the conversations that a filter leaves, in order.
fn page(scope: &Scope, filter: &Filter, sort: Sort, after: Option<&Place>, limit: i64, columns: &str, by: (Dialect, Option<Way>)) -> Query {
    let mut query = Query::new(format!("SELECT {columns} FROM conversations c LEFT JOIN agents a ON a.id = c.agent_id WHERE 1 = 1"), Vec::new());
    narrow(&mut query, scope, filter, sort, by);
    let (keys, descending) = sort.keys();
    if let Some(Place { key, started_ms, id }) = after {
        let values: Vec<Value> = if sort == Sort::Hostility { args![*key, *started_ms, id] } else { args![*key, id] };
        let holes = vec!["?"; values.len()].join(", ");
        query.and(&format!("({}) {} ({holes})", keys.join(", "), if descending { "<" } else { ">" }), values);
    }
    let direction = if descending { " DESC" } else { "" };
    query.text(&format!(" ORDER BY {} LIMIT ", keys.iter().map(|key| format!("{key}{direction}")).collect::<Vec<_>>().join(", ")));
    query.push(limit.into());
    query
}

/// Adds everything that a filter says, and what its order leaves out.
fn narrow(query: &mut Query, scope: &Scope, filter: &Filter, sort: Sort, (dialect, way): (Dialect, Option<Way>)) {
    match &scope.programs {
        Programs::Only(programs) if programs.len() > 1 && filter.program.is_none() => {
            Scope { programs: Programs::All, ..scope.clone() }.conversations(query, "c");
            query.is_one_of(&dialect.checked("c.program_id"), programs);
        }
        _ => scope.conversations(query, "c"),
    }
    let words = [
        ("c.program_id", &filter.program),
        ("c.team_id", &filter.team),
        ("c.agent_id", &filter.agent),
        ("c.channel", &filter.channel),
        ("c.language", &filter.language),
        ("c.standing", &filter.standing),
        ("c.outcome", &filter.outcome),
        ("c.case_id", &filter.case),
        ("c.customer", &filter.customer),
    ];
    for (column, value) in words {
        if let Some(value) = value {
            query.and(&format!("{column} = ?"), args![value]);
        }
    }
    let bounds = [
        ("c.started_ms >= ?", filter.from_ms),
        ("c.started_ms < ?", filter.until_ms),
        ("c.score < ?", filter.score_below),
        ("c.score > ?", filter.score_above),
        ("c.hostility >= ?", filter.hostility),
        ("c.reviewed = ?", filter.reviewed.map(i64::from)),
        ("c.disputed = ?", filter.disputed.map(i64::from)),
    ];
    for (condition, value) in bounds {
        if let Some(value) = value {
            query.and(condition, args![value]);
        }
    }
    for Behaviour { id, polarity } in &filter.found {
        let found = "EXISTS (SELECT 1 FROM marks m WHERE m.conversation_id = c.id AND m.kind = 'found' AND m.hint = 0 AND m.behaviour = ?";
        match polarity {
            Some(polarity) => query.and(&format!("{found} AND m.polarity = ?)"), args![id, polarity]),
            None => query.and(&format!("{found})"), args![id]),
        }
    }
    for id in &filter.missed {
        query.and("EXISTS (SELECT 1 FROM marks m WHERE m.conversation_id = c.id AND m.kind = 'missed' AND m.behaviour = ?)", args![id]);
    }
    for id in &filter.called {
        query.and("EXISTS (SELECT 1 FROM marks m WHERE m.conversation_id = c.id AND m.kind IN ('taken', 'missed') AND m.behaviour = ?)", args![id]);
    }
    for id in &filter.skilled {
        query.and("EXISTS (SELECT 1 FROM skills s WHERE s.conversation_id = c.id AND s.skill = ? AND s.opportunities > 0)", args![id]);
    }
    if let Some(wanted) = filter.episodes {
        query.and(
            if wanted { "EXISTS (SELECT 1 FROM episodes e WHERE e.conversation_id = c.id)" } else { "NOT EXISTS (SELECT 1 FROM episodes e WHERE e.conversation_id = c.id)" },
            [],
        );
    }
    if let Some(wanted) = filter.scored {
        query.and(if wanted { "c.score IS NOT NULL" } else { "c.score IS NULL" }, []);
    }
    for SkillBound { skill, below, rate } in &filter.skills {
        let sign = if *below { "<" } else { ">" };
        let condition = format!(
            "EXISTS (SELECT 1 FROM skills s WHERE s.conversation_id = c.id AND s.skill = ? AND s.opportunities > 0 AND CAST(s.taken AS DOUBLE PRECISION) / s.opportunities {sign} ?)"
        );
        query.and(&condition, args![skill, *rate]);
    }
    if matches!(sort, Sort::LowestScore | Sort::HighestScore) {
        query.text(" AND c.score IS NOT NULL");
    }
    if let Some(way) = way {
        query.and(dialect.holds_words(way), args![dialect.all_phrases(&filter.phrases)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::Rows;
    use crate::testing::Scratch;

    #[tokio::test]
    async fn words_are_found_whichever_way_they_are_looked_for() {
        for scratch in [Scratch::sqlite().await, Scratch::postgres().await] {
            let system = Scope::system();
            let mut tx = scratch.store.write(&system).await.expect("begun");
            tx.run("INSERT INTO programs (id, name, created_ms) VALUES ('p', 'p', 0)", Vec::new()).await.expect("a program");
            for (id, words) in [("c1", "my refund is late"), ("c2", "late is my refund"), ("c3", "hello"), ("c4", "a refund that is late")] {
                let sql = "INSERT INTO conversations (id, program_id, source, external_id, channel, started_ms, received_ms, turns, hash, document, made_by, state) \
                    VALUES ($1, 'p', 'api', $1, 'chat', 0, 0, 1, '', '', '', 'evaluated')";
                tx.run(sql, args![id]).await.expect("a conversation");
                let mut rows = Rows::default();
                rows.add_between(tx.dialect().insert_words(), [args![id, "p", words]]);
                rows.insert(&mut tx).await.expect("words");
            }
            tx.delete_conversations(&["c1".to_owned()]).await.expect("deleted");
            let filter = Filter { phrases: vec![vec!["refund".into()], vec!["is".into(), "late".into()]], ..Filter::default() };
            for way in [Way::LookUp, Way::Walk, Way::Any] {
                let query = page(&system, &filter, Sort::Newest, None, 9, "c.id", (tx.dialect(), Some(way)));
                let found: Vec<(String,)> = tx.all(query.sql, query.args).await.expect("answered");
                assert_eq!(found, [("c4".to_owned(),)], "{way:?}, {}", scratch.store.kind());
            }
            // PostgreSQL counts those too whose words stand elsewhere.
            let held: Option<(i64,)> = tx.one(tx.dialect().holders(), args![tx.dialect().each_word(&filter.phrases), 9_i64]).await.expect("answered");
            let most = if tx.dialect() == Dialect::Postgres { 2 } else { 1 };
            assert_eq!(held, Some((most,)), "the index follows what is deleted");
            drop(tx);
            scratch.end().await;
        }
    }
}
