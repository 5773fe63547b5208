//! What reading a conversation gave, saved in one transaction with the end of its job: exactly once.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::Entry;
use crate::cases::Contact;
use crate::db::{Tx, args};
use crate::document::{ClassTally, EpisodeTally, classes};
use crate::figures::DAY_MS;
use crate::rows::Rows;
use crate::scope::Query;
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

/// The columns of an evaluation.
const EVALUATION: &str = "INSERT INTO evaluations (id, conversation_id, program_id, agent_id, inputs, conversation_hash, scorecard_hash, scorecard, version, rules_hash, pack_hash, \
    models_hash, intake, redaction, engine, result, result_hash, score, standing, reason, current, created_ms, exclusions, customer_right, business_right, compliance_right, items_right, \
    items)";

/// What the conversation itself gives to what was found in it.
#[derive(sqlx::FromRow)]
struct Origin {
    id: String,
    program_id: String,
    agent_id: Option<String>,
    team_id: Option<String>,
    channel: String,
    started_ms: i64,
    hash: String,
    state: String,
    customer: Option<String>,
    case_id: Option<String>,
    score: Option<i64>,
    standing: Option<String>,
}

impl Origin {
    /// Days since 1970, in UTC.
    fn day(&self) -> i64 {
        self.started_ms.div_euclid(DAY_MS)
    }

    /// Whether a result changes score or standing; the first is no change of one.
    fn rescored(&self, result: &ReadResult) -> bool {
        let new = result.evaluation.as_ref();
        self.state != "received" && (self.score, self.standing.as_deref()) != (new.and_then(|new| new.score), new.map(|new| new.standing))
    }

    /// It was evaluated with this result.
    fn evaluated(&mut self, result: &ReadResult) {
        let new = result.evaluation.as_ref();
        "evaluated".clone_into(&mut self.state);
        (self.score, self.standing) = (new.and_then(|new| new.score), new.map(|new| new.standing.to_owned()));
    }

    /// What to file into a case: contacts of known customers that are in none.
    fn contact<'a>(&'a self, result: &'a ReadResult) -> Option<Contact<'a>> {
        let customer = self.customer.as_deref().filter(|_| self.case_id.is_none())?;
        let topic = result.topic.split('.').next().unwrap_or_default();
        Some(Contact { id: &self.id, program: &self.program_id, customer, started_ms: self.started_ms, topic })
    }
}

impl Tx {
    /// Where results belong, by conversation; those that are gone are left out. Others who would change them wait.
    async fn origins(&mut self, results: &[Ready<'_>]) -> Result<BTreeMap<String, Origin>, StoreError> {
        let sql = "SELECT id, program_id, agent_id, team_id, channel, started_ms, hash, state, customer, case_id, score, standing FROM conversations WHERE 1 = 1";
        let mut query = Query::new(sql, Vec::new());
        query.is_one_of("id", &results.iter().map(|one| one.result.conversation.clone()).collect::<Vec<_>>());
        query.text(" ORDER BY id");
        query.text(self.dialect().locked());
        let rows: Vec<Origin> = self.all(query.sql, query.args).await?;
        Ok(rows.into_iter().map(|row| (row.id.clone(), row)).collect())
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

/// A result and what rows say of it, worked out before the database is held for it.
struct Ready<'a> {
    result: &'a ReadResult,
    episodes: Vec<EpisodeTally>,
    /// Of the evaluation's document: its hash and its errors by class.
    evaluation: Option<(String, ClassTally)>,
}

impl<'a> Ready<'a> {
    fn of(result: &'a ReadResult) -> Ready<'a> {
        let evaluation = result.evaluation.as_ref().map(|new| (crate::hash(&new.result), classes(&new.result)));
        Ready { result, episodes: crate::document::episodes(&result.detection), evaluation }
    }
}

/// Many conversations with what was found in them, in one statement: the text before and behind the rows' values. Both databases call the values' columns so.
const EVALUATED: (&str, &str) = (
    "UPDATE conversations SET state = 'evaluated', language = v.column2, detection = v.column3, outcome = v.column4, hostility = v.column5, evaluation_id = v.column6, \
     score = v.column7, standing = v.column8, case_id = COALESCE(v.column9, case_id) FROM (",
    ") AS v WHERE conversations.id = v.column1",
);

impl Store {
    /// Saves results, each with the end of its job, in one transaction. A job whose lease is another's by now is left to the other.
    ///
    /// # Errors
    /// The database fails; then nothing was saved.
    pub async fn save_results(&self, scope: &Scope, results: &[(Job, ReadResult)]) -> Result<usize, StoreError> {
        let now = self.now();
        let ready: Vec<(&Job, Ready)> = results.iter().map(|(job, result)| (job, Ready::of(result))).collect();
        let mut tx = self.write(scope).await?;
        let ended = tx.finish(now, &ready.iter().map(|(job, _)| *job).collect::<Vec<_>>()).await?;
        let ready: Vec<Ready> = ready.into_iter().filter(|(job, _)| ended.contains(job.id.as_str())).map(|(_, one)| one).collect();
        let mut origins = tx.origins(&ready).await?;
        let contacts = ready.iter().filter_map(|Ready { result, .. }| origins.get(&result.conversation)?.contact(result)).collect();
        let filed = self.file(&mut tx, contacts).await?;
        let mut rows = Rows::default();
        let mut saved: Vec<String> = Vec::new();
        let mut rescored: Vec<String> = Vec::new();
        for one in &ready {
            let result = one.result;
            let Some(origin) = origins.get_mut(&result.conversation) else { continue };
            if saved.contains(&result.conversation) {
                // What an earlier job of this batch found is replaced: it has to be there first.
                rows.insert(&mut tx).await?;
            }
            self.save(&mut tx, scope, now, (one, origin), filed.get(&result.conversation), &mut rows).await?;
            if origin.rescored(result) {
                rescored.push(result.conversation.clone());
            }
            origin.evaluated(result);
            saved.push(result.conversation.clone());
        }
        rows.insert(&mut tx).await?;
        tx.settle_cases(&saved).await?;
        let note = |id: &'_ String, kind| Some((origins.get(id)?.program_id.clone(), kind, id.clone()));
        let notes: Vec<(String, &str, String)> =
            saved.iter().filter_map(|id| note(id, "conversation.evaluated")).chain(rescored.iter().filter_map(|id| note(id, "score.changed"))).collect();
        let notes: Vec<(&str, &str, &str)> = notes.iter().map(|(program, kind, id)| (program.as_str(), *kind, id.as_str())).collect();
        tx.changed(now, &notes).await?;
        tx.commit().await?;
        Ok(saved.len())
    }

    /// Replaces what is known of a conversation by a new result. `case` is the one that it was just filed into.
    async fn save(&self, tx: &mut Tx, scope: &Scope, now: i64, (ready, origin): (&Ready<'_>, &Origin), case: Option<&String>, rows: &mut Rows) -> Result<(), StoreError> {
        let result = ready.result;
        let id = &result.conversation;
        if origin.state != "received" {
            tx.run("UPDATE evaluations SET current = 0 WHERE conversation_id = $1 AND current = 1", args![id]).await?;
            tx.run("DELETE FROM marks WHERE conversation_id = $1", args![id]).await?;
            tx.run("DELETE FROM skills WHERE conversation_id = $1", args![id]).await?;
            tx.run("DELETE FROM episodes WHERE conversation_id = $1", args![id]).await?;
            tx.run("DELETE FROM search WHERE conversation_id = $1", args![id]).await?;
        }
        let evaluation = match (&result.evaluation, &ready.evaluation) {
            (Some(new), Some(made)) => Some(self.save_evaluation(tx, scope, now, (new, made), origin, rows).await?),
            _ => None,
        };
        let score = result.evaluation.as_ref().and_then(|new| new.score);
        let standing = result.evaluation.as_ref().map(|new| new.standing);
        rows.add_between(EVALUATED, [args![id, result.language, &result.detection, result.outcome, result.hostility, evaluation, score, standing, case.cloned()]]);
        marks(rows, id, origin, &result.marks);
        skills(rows, id, result.language, origin, &result.skills);
        episodes(rows, id, result.language, origin, &ready.episodes);
        rows.add_between(tx.dialect().insert_words(), [args![id, &origin.program_id, &result.words]]);
        Ok(())
    }

    /// Saves one evaluation as the current one; one made from the same things is there already, and stays.
    async fn save_evaluation(
        &self,
        tx: &mut Tx,
        scope: &Scope,
        now: i64,
        (new, (result_hash, tally)): (&NewEvaluation, &(String, ClassTally)),
        origin: &Origin,
        rows: &mut Rows,
    ) -> Result<String, StoreError> {
        let id = self.id();
        let conversation = origin.id.as_str();
        let ClassTally { customer, business, compliance, items_right, items } = *tally;
        let row = args![
            &id,
            conversation,
            &origin.program_id,
            origin.agent_id.clone(),
            new.inputs(&origin.hash),
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
            result_hash,
            new.score,
            new.standing,
            new.reason,
            1_i64,
            now,
            &new.exclusions,
            customer,
            business,
            compliance,
            items_right,
            items
        ];
        if origin.state == "received" {
            rows.add(EVALUATION, [row]);
            return Ok(id);
        }
        let mut one = Rows::default();
        one.add_between((EVALUATION, " ON CONFLICT (conversation_id, inputs) DO UPDATE SET current = 1"), [row]);
        one.insert(tx).await?;
        let sql = "SELECT id FROM evaluations WHERE conversation_id = $1 AND current = 1";
        let id = tx.one::<(String,)>(sql, args![conversation]).await?.map_or(id, |(id,)| id);
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
