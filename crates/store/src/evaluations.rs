//! What reading a conversation gave, saved in one transaction with the end of its job: exactly once.

use std::collections::BTreeSet;

use crate::audit::Entry;
use crate::db::{Tx, args};
use crate::document::{ClassTally, EpisodeTally, classes};
use crate::figures::DAY_MS;
use crate::rows::Rows;
use crate::{Job, Pack, Scope, Store, StoreError};

/// What a mark says of a behaviour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkKind {
    /// It was observed.
    Found,
    /// It was called for, and done.
    Taken,
    /// It was called for, and not done.
    Missed,
}

impl MarkKind {
    /// The word in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            MarkKind::Found => "found",
            MarkKind::Taken => "taken",
            MarkKind::Missed => "missed",
        }
    }
}

/// A behaviour found or missed, for filters and figures.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Found, taken or missed.
    pub kind: MarkKind,
    /// Which.
    pub behaviour: String,
    /// `+`, `-`, `0`; empty for opportunities.
    pub polarity: &'static str,
    /// Turn, from 0.
    pub turn: i64,
    /// Strength, 1–4.
    pub level: Option<i64>,
    /// The rule that fired; empty for opportunities.
    pub cue: String,
    /// Id of the finding or opportunity.
    pub finding: String,
    /// Whether it is a hint only.
    pub hint: bool,
}

/// How often the opportunities of a skill were taken.
#[derive(Clone, Debug)]
pub struct SkillCount {
    /// Which.
    pub skill: String,
    /// Opportunities taken.
    pub taken: i64,
    /// Opportunities in all.
    pub opportunities: i64,
    /// Findings against it.
    pub against: i64,
}

/// An evaluation to save, and everything that it was made with.
#[derive(Clone, Debug)]
pub struct NewEvaluation {
    /// Id of the form.
    pub scorecard: String,
    /// Version of the form.
    pub version: i64,
    /// Hashes of what it was made with.
    pub scorecard_hash: String,
    /// Rule files.
    pub rules_hash: String,
    /// The program's pack; empty for none.
    pub pack_hash: String,
    /// Weights; empty for rules alone.
    pub models_hash: String,
    /// Version of intake.
    pub intake: String,
    /// Version of redaction.
    pub redaction: String,
    /// Version of the engine.
    pub engine: String,
    /// Marks that were taken away, as JSON; empty for none.
    pub exclusions: String,
    /// The document ([`crate::evaluation_document`]).
    pub result: String,
    /// In basis points.
    pub score: Option<i64>,
    /// Its standing.
    pub standing: &'static str,
    /// Why it was made: `arrival`, `rules`, `scorecard`, `dispute`.
    pub reason: &'static str,
}

/// What reading one conversation gave.
#[derive(Clone, Debug)]
pub struct ReadResult {
    /// Which conversation.
    pub conversation: String,
    /// `en`, `zh` or `other`.
    pub language: &'static str,
    /// The document ([`crate::detection_document`]).
    pub detection: String,
    /// How the contact ended: `resolved`, `follow_up`, `transferred`, `unresolved`; none where nothing says.
    pub outcome: Option<&'static str>,
    /// Highest level of the customer's hostility, 0–4.
    pub hostility: i64,
    /// Behaviours found, taken, missed.
    pub marks: Vec<Mark>,
    /// Per skill.
    pub skills: Vec<SkillCount>,
    /// Segmented words for full-text search.
    pub words: String,
    /// What the contact is about, for its case; such as `billing.duplicate`, empty where nobody knows.
    pub topic: String,
    /// By the program's form for the channel.
    pub evaluation: Option<NewEvaluation>,
}

/// What the conversation itself gives to its marks.
#[derive(sqlx::FromRow)]
struct Origin {
    program_id: String,
    agent_id: Option<String>,
    team_id: Option<String>,
    channel: String,
    started_ms: i64,
    hash: String,
    state: String,
}

impl Origin {
    /// Days since 1970, in UTC.
    fn day(&self) -> i64 {
        self.started_ms.div_euclid(DAY_MS)
    }
}

impl NewEvaluation {
    /// Hash over everything that the result was made from.
    fn inputs(&self, conversation_hash: &str) -> String {
        let version = self.version.to_string();
        let parts =
            [conversation_hash, &self.scorecard, &version, &self.scorecard_hash, &self.rules_hash, &self.pack_hash, &self.models_hash, &self.intake, &self.redaction, &self.engine];
        let exclusions = if self.exclusions.is_empty() { String::new() } else { format!("\n{}", crate::hash(&self.exclusions)) };
        crate::hash(&(parts.join("\n") + &exclusions))
    }
}

impl Store {
    /// Saves results, each with the end of its job, in one transaction. A job whose lease is another's by now is left to the other.
    ///
    /// # Errors
    /// The database fails; then nothing was saved.
    pub async fn save_results(&self, scope: &Scope, results: &[(Job, ReadResult)]) -> Result<usize, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let mut changes: Vec<(String, String)> = Vec::new();
        let mut rows = Rows::default();
        let mut ended = Vec::with_capacity(results.len());
        for (job, result) in results {
            if tx.finish(now, job).await? {
                ended.push(result);
            }
        }
        self.file(&mut tx, &ended.iter().map(|result| (result.conversation.as_str(), result.topic.as_str())).collect::<Vec<_>>()).await?;
        for result in ended {
            if changes.iter().any(|(_, id)| *id == result.conversation) {
                // What an earlier job of this batch found is replaced: it has to be there first.
                rows.insert(&mut tx).await?;
            }
            if let Some(program) = self.save(&mut tx, scope, now, result, &mut rows).await? {
                tx.settle_case(&result.conversation).await?;
                changes.push((program, result.conversation.clone()));
            }
        }
        rows.insert(&mut tx).await?;
        let notes: Vec<(&str, &str, &str)> = changes.iter().map(|(program, id)| (program.as_str(), "conversation.evaluated", id.as_str())).collect();
        tx.changed(now, &notes).await?;
        tx.commit().await?;
        Ok(changes.len())
    }

    /// Replaces what is known of a conversation by a new result; its program, or none where the conversation is gone.
    async fn save(&self, tx: &mut Tx, scope: &Scope, now: i64, result: &ReadResult, rows: &mut Rows) -> Result<Option<String>, StoreError> {
        let id = &result.conversation;
        let locked = tx.dialect().locked();
        let sql = format!("SELECT program_id, agent_id, team_id, channel, started_ms, hash, state FROM conversations WHERE id = $1{locked}");
        let Some(origin) = tx.one::<Origin>(sql, args![id]).await? else { return Ok(None) };
        if origin.state != "received" {
            tx.run("UPDATE evaluations SET current = 0 WHERE conversation_id = $1 AND current = 1", args![id]).await?;
            tx.run("DELETE FROM marks WHERE conversation_id = $1", args![id]).await?;
            tx.run("DELETE FROM skills WHERE conversation_id = $1", args![id]).await?;
            tx.run("DELETE FROM episodes WHERE conversation_id = $1", args![id]).await?;
            tx.run("DELETE FROM search WHERE conversation_id = $1", args![id]).await?;
        }
        let evaluation = match &result.evaluation {
            Some(new) => Some(self.save_evaluation(tx, scope, now, id, &origin, new).await?),
            None => None,
        };
        let score = result.evaluation.as_ref().and_then(|new| new.score);
        let standing = result.evaluation.as_ref().map(|new| new.standing);
        let sql = "UPDATE conversations SET state = 'evaluated', language = $1, detection = $2, outcome = $3, hostility = $4, evaluation_id = $5, score = $6, standing = $7 WHERE id = $8";
        tx.run(sql, args![result.language, &result.detection, result.outcome, result.hostility, evaluation, score, standing, id]).await?;
        marks(rows, id, &origin, &result.marks);
        skills(rows, id, result.language, &origin, &result.skills);
        episodes(rows, id, result.language, &origin, &crate::document::episodes(&result.detection));
        let words = tx.dialect().insert_words();
        tx.run(words, args![id, &origin.program_id, &result.words]).await?;
        Ok(Some(origin.program_id))
    }

    /// Saves one evaluation as the current one; one made from the same things is there already, and stays.
    async fn save_evaluation(&self, tx: &mut Tx, scope: &Scope, now: i64, conversation: &str, origin: &Origin, new: &NewEvaluation) -> Result<String, StoreError> {
        let inputs = new.inputs(&origin.hash);
        let sql = "INSERT INTO evaluations (id, conversation_id, program_id, agent_id, inputs, conversation_hash, scorecard_hash, scorecard, version, rules_hash, pack_hash, models_hash, \
            intake, redaction, engine, result, result_hash, score, standing, reason, current, created_ms, exclusions, customer_right, business_right, compliance_right, items_right, items) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 1, $21, $22, $23, $24, $25, $26, $27) \
            ON CONFLICT (conversation_id, inputs) DO UPDATE SET current = 1 RETURNING id";
        let id = self.id();
        let ClassTally { customer, business, compliance, items_right, items } = classes(&new.result);
        let row: Option<(String,)> = tx
            .one(
                sql,
                args![
                    &id,
                    conversation,
                    &origin.program_id,
                    origin.agent_id.clone(),
                    inputs,
                    &origin.hash,
                    &new.scorecard_hash,
                    &new.scorecard,
                    new.version,
                    &new.rules_hash,
                    &new.pack_hash,
                    &new.models_hash,
                    &new.intake,
                    &new.redaction,
                    &new.engine,
                    &new.result,
                    crate::hash(&new.result),
                    new.score,
                    new.standing,
                    new.reason,
                    now,
                    &new.exclusions,
                    customer,
                    business,
                    compliance,
                    items_right,
                    items
                ],
            )
            .await?;
        let id = row.map_or(id, |(id,)| id);
        if new.reason != "arrival" {
            tx.audit(now, scope, &Entry { action: "evaluation.add", object: &id, program: &origin.program_id, detail: new.reason }).await?;
        }
        Ok(id)
    }

    /// Keeps the texts that results are made with.
    ///
    /// # Errors
    /// The database fails.
    pub async fn keep_packs(&self, scope: &Scope, packs: &[Pack]) -> Result<(), StoreError> {
        let mut tx = self.write(scope).await?;
        for pack in packs {
            tx.keep_pack(self.now(), pack).await?;
        }
        tx.commit().await
    }
}

fn marks(to: &mut Rows, id: &str, origin: &Origin, marks: &[Mark]) {
    let (mut opened, mut called) = (BTreeSet::new(), BTreeSet::new());
    let columns = "INSERT INTO marks (conversation_id, program_id, number, kind, behaviour, polarity, turn, level, cue, finding, hint, opens, calls, agent_id, team_id, \
        started_ms, day)";
    let rows = (0_i64..).zip(marks).map(|(number, mark)| {
        let opens = opened.insert((&mark.behaviour, mark.kind, mark.polarity, mark.hint));
        let calls = mark.kind != MarkKind::Found && called.insert(&mark.behaviour);
        args![
            id,
            &origin.program_id,
            number,
            mark.kind.as_str(),
            &mark.behaviour,
            mark.polarity,
            mark.turn,
            mark.level,
            &mark.cue,
            &mark.finding,
            mark.hint,
            opens,
            calls,
            origin.agent_id.clone(),
            origin.team_id.clone(),
            origin.started_ms,
            origin.day()
        ]
    });
    to.add(columns, rows);
}

fn skills(to: &mut Rows, id: &str, language: &str, origin: &Origin, skills: &[SkillCount]) {
    let columns = "INSERT INTO skills (conversation_id, program_id, skill, taken, opportunities, against, agent_id, team_id, channel, language, started_ms, day)";
    let rows = skills.iter().map(|skill| {
        args![
            id,
            &origin.program_id,
            &skill.skill,
            skill.taken,
            skill.opportunities,
            skill.against,
            origin.agent_id.clone(),
            origin.team_id.clone(),
            &origin.channel,
            language,
            origin.started_ms,
            origin.day()
        ]
    });
    to.add(columns, rows);
}

fn episodes(to: &mut Rows, id: &str, language: &str, origin: &Origin, episodes: &[EpisodeTally]) {
    let columns = "INSERT INTO episodes (conversation_id, program_id, number, intensity, acknowledged, solved, recovered, turns_to_calm, agent_id, team_id, channel, language, \
        started_ms, day)";
    let rows = (0_i64..).zip(episodes).map(|(number, episode)| {
        args![
            id,
            &origin.program_id,
            number,
            episode.intensity,
            episode.acknowledged.is_some(),
            episode.solving.is_some(),
            episode.recovered.is_some(),
            episode.turns_to_calm,
            origin.agent_id.clone(),
            origin.team_id.clone(),
            &origin.channel,
            language,
            origin.started_ms,
            origin.day()
        ]
    });
    to.add(columns, rows);
}
