//! Conversations coming in and one of them going out; lists and filters are in `listing`.

use std::collections::BTreeMap;

use crate::db::{Tx, args};
use crate::rows::Rows;
use crate::scope::Query;
use crate::{JobKind, Scope, Store, StoreError};

/// A redacted conversation to keep.
#[derive(Clone, Debug)]
pub struct NewConversation {
    /// Whose program.
    pub program: String,
    /// Where it came from, such as `api` or a system's name.
    pub source: String,
    /// The source's own id; with program and source it is what makes a conversation the same one.
    pub external_id: String,
    /// `voice`, `chat` …
    pub channel: &'static str,
    /// The agent's name at the source.
    pub agent: Option<String>,
    /// Keyed hash of the customer's identifier.
    pub customer: Option<String>,
    /// Beginning, in milliseconds since 1970.
    pub started_ms: i64,
    /// End, in milliseconds since 1970.
    pub ended_ms: Option<i64>,
    /// Number of turns.
    pub turns: i64,
    /// The document ([`crate::conversation_document`]).
    pub document: String,
    /// Its hash.
    pub hash: String,
    /// The sealed source, where the program keeps it.
    pub raw: Option<String>,
    /// Hash of the record's bytes: where they could not be read before, that is settled.
    pub record: String,
    /// Versions of intake and redaction.
    pub made_by: String,
}

/// What happens to one record that came in.
#[derive(Clone, Debug)]
pub enum Arrival {
    /// It was read.
    Read(Box<NewConversation>),
    /// It could not be read: the dead-letter list asks for it again.
    Unreadable {
        /// Whose program, where that is known.
        program: Option<String>,
        /// Where it came from.
        source: String,
        /// Line in the source, from 1.
        line: Option<i64>,
        /// Hash of its bytes.
        hash: String,
        /// Stable code.
        code: String,
        /// What is the matter; never spoken words.
        message: String,
        /// What to do.
        help: String,
    },
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrived {
    /// Kept under this id, and waiting to be evaluated.
    New(String),
    /// It is there already, the same.
    Known(String),
    /// It is there already with other content, which stays.
    Differs(String),
    /// On the dead-letter list under this id.
    Dead(String),
}

/// A conversation as it is kept.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct ConversationRow {
    /// Id.
    pub id: String,
    /// Program.
    pub program_id: String,
    /// Where it came from.
    pub source: String,
    /// The source's own id.
    pub external_id: String,
    /// `voice`, `chat` …
    pub channel: String,
    /// `en`, `zh`; empty until it was read.
    pub language: String,
    /// The agent, as the program knows them.
    pub agent_id: Option<String>,
    /// The agent's team when it came in.
    pub team_id: Option<String>,
    /// Keyed hash of the customer's identifier.
    pub customer: Option<String>,
    /// The case it belongs to.
    pub case_id: Option<String>,
    /// Milliseconds since 1970.
    pub started_ms: i64,
    /// Milliseconds since 1970.
    pub ended_ms: Option<i64>,
    /// Milliseconds since 1970.
    pub received_ms: i64,
    /// Number of turns.
    pub turns: i64,
    /// Hash of the document.
    pub hash: String,
    /// The redacted conversation.
    pub document: String,
    /// What was found; none until it was evaluated.
    pub detection: Option<String>,
    /// Versions of intake and redaction.
    pub made_by: String,
    /// `received`, `evaluated` or `failed`.
    pub state: String,
    /// `resolved`, `follow_up`, `transferred`, `unresolved`.
    pub outcome: Option<String>,
    /// The current evaluation.
    pub evaluation_id: Option<String>,
    /// Its score, in basis points.
    pub score: Option<i64>,
    /// Its standing.
    pub standing: Option<String>,
    /// Highest level of the customer's hostility, 0–4.
    pub hostility: i64,
    /// Whether a person reviewed it.
    pub reviewed: i64,
    /// Whether a mark is or was disputed.
    pub disputed: i64,
    /// Whether it was shared with the program's client.
    pub shared: i64,
}

/// The columns of [`ConversationRow`], of a table named `c`.
pub(crate) const COLUMNS: &str = "c.id, c.program_id, c.source, c.external_id, c.channel, c.language, c.agent_id, c.team_id, c.customer, c.case_id, c.started_ms, \
    c.ended_ms, c.received_ms, c.turns, c.hash, c.document, c.detection, c.made_by, c.state, c.outcome, c.evaluation_id, c.score, c.standing, c.hostility, c.reviewed, c.disputed, c.shared";

/// Agent and team by program and the source's name for them.
type Agents = BTreeMap<(String, String), (Option<String>, Option<String>)>;

/// A conversation that came in, unless it is there already: the text before and behind its values, which tells the ids of those that were kept.
const KEPT: (&str, &str) = (
    "INSERT INTO conversations (id, program_id, source, external_id, channel, agent_id, team_id, customer, started_ms, ended_ms, received_ms, turns, hash, document, raw, made_by, \
     state)",
    " ON CONFLICT (program_id, source, external_id) DO NOTHING RETURNING id",
);

/// The job of a conversation that came in; nobody else can have put it in the queue before.
const JOB: &str = "INSERT INTO jobs (id, program_id, kind, subject, state, run_ms, created_ms)";

impl Store {
    /// Keeps a batch in one transaction, each conversation with its job: when this returns, all of it is safe. In the order given.
    ///
    /// # Errors
    /// The database fails; then nothing of the batch was kept.
    pub async fn arrive(&self, scope: &Scope, batch: &[Arrival]) -> Result<Vec<Arrived>, StoreError> {
        if batch.iter().any(|arrival| matches!(arrival, Arrival::Read(new) if !scope.has_program(&new.program))) {
            return Err(StoreError::State("the program is outside the caller's".into()));
        }
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let read: Vec<&NewConversation> = batch.iter().filter_map(|arrival| if let Arrival::Read(new) = arrival { Some(&**new) } else { None }).collect();
        let mut kept = self.keep(&mut tx, now, &read).await?.into_iter();
        let mut arrived = Vec::with_capacity(batch.len());
        let mut changes: Vec<(String, &str, String)> = Vec::new();
        let mut jobs = Rows::default();
        for arrival in batch {
            arrived.push(match arrival {
                Arrival::Read(new) => {
                    let one = kept.next().ok_or_else(|| StoreError::State("a conversation of the batch was not kept".into()))?;
                    if let Arrived::New(id) = &one {
                        jobs.add(JOB, [args![self.id(), &new.program, JobKind::Evaluate.as_str(), id, "waiting", now, now]]);
                        changes.push((new.program.clone(), "conversation.received", id.clone()));
                    }
                    one
                }
                Arrival::Unreadable { program, source, line, hash, code, message, help } => {
                    let id = self.id();
                    let sql = "INSERT INTO dead_letters (id, program_id, source, line, hash, code, message, help, received_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
                        ON CONFLICT (source, hash) DO UPDATE SET received_ms = excluded.received_ms, settled_ms = NULL RETURNING id";
                    let row: Option<(String,)> = tx.one(sql, args![&id, program.clone(), source, *line, hash, code, message, help, now]).await?;
                    let id = row.map_or(id, |(id,)| id);
                    changes.push((program.clone().unwrap_or_default(), "letter.received", id.clone()));
                    Arrived::Dead(id)
                }
            });
        }
        jobs.insert(&mut tx).await?;
        let records: Vec<(&str, &str)> = read.iter().map(|new| (new.source.as_str(), new.record.as_str())).collect();
        tx.settle_read(now, &records).await?;
        let changes: Vec<(&str, &str, &str)> = changes.iter().map(|(program, kind, id)| (program.as_str(), *kind, id.as_str())).collect();
        tx.changed(now, &changes).await?;
        tx.commit().await?;
        Ok(arrived)
    }

    /// Keeps what is new of a batch with few statements; what became of each, in order. Their jobs are the caller's to add.
    async fn keep(&self, tx: &mut Tx, now: i64, batch: &[&NewConversation]) -> Result<Vec<Arrived>, StoreError> {
        let mut agents = Agents::new();
        let mut rows = Rows::default();
        let mut ids = Vec::with_capacity(batch.len());
        for new in batch {
            let (agent, team) = match &new.agent {
                Some(name) => match agents.get(&(new.program.clone(), name.clone())) {
                    Some(known) => known.clone(),
                    None => {
                        let found = self.agent_of(tx, now, &new.program, name).await?;
                        agents.insert((new.program.clone(), name.clone()), found.clone());
                        found
                    }
                },
                None => (None, None),
            };
            let id = self.id();
            rows.add_between(
                KEPT,
                [args![
                    &id,
                    &new.program,
                    &new.source,
                    &new.external_id,
                    new.channel,
                    agent,
                    team,
                    new.customer.clone(),
                    new.started_ms,
                    new.ended_ms,
                    now,
                    new.turns,
                    &new.hash,
                    &new.document,
                    new.raw.clone(),
                    &new.made_by,
                    "received"
                ]],
            );
            ids.push(id);
        }
        let kept = rows.insert_told(tx).await?;
        let mut arrived = Vec::with_capacity(batch.len());
        for (new, id) in batch.iter().zip(ids) {
            if kept.contains(&id) {
                arrived.push(Arrived::New(id));
                continue;
            }
            let sql = "SELECT id, hash FROM conversations WHERE program_id = $1 AND source = $2 AND external_id = $3";
            let (id, hash) = tx.one::<(String, String)>(sql, args![&new.program, &new.source, &new.external_id]).await?.unwrap_or_default();
            arrived.push(if hash == new.hash { Arrived::Known(id) } else { Arrived::Differs(id) });
        }
        Ok(arrived)
    }

    /// The agent whom a program knows by a source's name, made where it is new; and their team.
    async fn agent_of(&self, tx: &mut Tx, now: i64, program: &str, name: &str) -> Result<(Option<String>, Option<String>), StoreError> {
        let find = "SELECT id, team_id FROM agents WHERE program_id = $1 AND external_id = $2";
        if let Some((id, team)) = tx.one::<(String, Option<String>)>(find, args![program, name]).await? {
            return Ok((Some(id), team));
        }
        let sql = "INSERT INTO agents (id, program_id, external_id, name, created_ms) VALUES ($1, $2, $3, $3, $4) ON CONFLICT (program_id, external_id) DO NOTHING";
        tx.run(sql, args![self.id(), program, name, now]).await?;
        let row: Option<(String, Option<String>)> = tx.one(find, args![program, name]).await?;
        Ok(row.map_or((None, None), |(id, team)| (Some(id), team)))
    }

    /// One conversation, where it exists for the caller.
    ///
    /// # Errors
    /// The database fails.
    pub async fn conversation(&self, scope: &Scope, id: &str) -> Result<Option<ConversationRow>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM conversations c WHERE c.id = $1"), args![id]);
        scope.conversations(&mut query, "c");
        self.read(scope).await?.one(query.sql, query.args).await
    }

    /// Several conversations by id, those that exist for the caller, in no order.
    ///
    /// # Errors
    /// The database fails.
    pub async fn conversations_by_id(&self, scope: &Scope, ids: &[String]) -> Result<Vec<ConversationRow>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM conversations c WHERE 1 = 1"), Vec::new());
        query.is_one_of("c.id", ids);
        scope.conversations(&mut query, "c");
        self.read(scope).await?.all(query.sql, query.args).await
    }
}
