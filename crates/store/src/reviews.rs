//! Reviews by people: assigned, taken, answered item by item, submitted.

use crate::audit::Entry;
use crate::db::{Tx, args};
use crate::scope::Query;
use crate::{Role, Scope, Store, StoreError};

/// A review as it is kept.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct ReviewRow {
    /// Id.
    pub id: String,
    /// Program.
    pub program_id: String,
    /// What is reviewed.
    pub conversation_id: String,
    /// The machine's evaluation that stood when it was assigned.
    pub evaluation_id: String,
    /// The form.
    pub scorecard_hash: String,
    /// Whose conversation it is.
    pub agent_id: Option<String>,
    /// Who reviews; none until somebody takes it.
    pub reviewer: Option<String>,
    /// `random`, `risk`, `own`.
    pub stream: String,
    /// The sample it belongs to.
    pub sample_id: Option<String>,
    /// How likely the conversation was to be drawn, 0–1.
    pub probability: Option<f64>,
    /// The stratum it was drawn from, or why it was picked.
    pub picked: String,
    /// `assigned`, `submitted`.
    pub state: String,
    /// JSON array, an answer each.
    pub answers: String,
    /// What the reviewer says of the whole.
    pub note: String,
    /// In basis points.
    pub score: Option<i64>,
    /// `fail`, `insufficient_evidence`, `below`, `pass`.
    pub standing: Option<String>,
    /// Milliseconds since 1970.
    pub due_ms: Option<i64>,
    /// Milliseconds since 1970.
    pub created_ms: i64,
    /// Milliseconds since 1970.
    pub submitted_ms: Option<i64>,
}

/// A review to make.
#[derive(Clone, Debug, Default)]
pub struct NewReview {
    /// Program.
    pub program: String,
    /// What to review.
    pub conversation: String,
    /// The machine's evaluation.
    pub evaluation: String,
    /// The form.
    pub scorecard_hash: String,
    /// Whose conversation it is.
    pub agent: Option<String>,
    /// Who is to review it.
    pub reviewer: Option<String>,
    /// `random`, `risk`, `own`.
    pub stream: &'static str,
    /// How likely it was to be drawn.
    pub probability: Option<f64>,
    /// The stratum, or why it was picked.
    pub picked: String,
    /// Milliseconds since 1970.
    pub due_ms: Option<i64>,
}

/// Which reviews.
#[derive(Clone, Debug, Default)]
pub struct ReviewFilter {
    /// Of this reviewer.
    pub reviewer: Option<String>,
    /// Those that nobody has taken.
    pub queue: bool,
    /// `assigned`, `submitted`.
    pub state: Option<String>,
    /// Of this program.
    pub program: Option<String>,
    /// Of this sample.
    pub sample: Option<String>,
    /// Of this conversation.
    pub conversation: Option<String>,
    /// `random`, `risk`, `own`.
    pub stream: Option<String>,
    /// Those before this id, newest first.
    pub before: Option<String>,
}

/// What a reviewer decided, with the score that the form gives.
#[derive(Clone, Debug, Default)]
pub struct Submission {
    /// JSON array, an answer each; every item of the form.
    pub answers: String,
    /// Of the whole.
    pub note: String,
    /// In basis points.
    pub score: Option<i64>,
    /// Of the review.
    pub standing: &'static str,
}

pub(crate) const COLUMNS: &str = "r.id, r.program_id, r.conversation_id, r.evaluation_id, r.scorecard_hash, r.agent_id, r.reviewer, r.stream, r.sample_id, r.probability, r.picked, \
    r.state, r.answers, r.note, r.score, r.standing, r.due_ms, r.created_ms, r.submitted_ms";

/// Those who may review.
const REVIEWERS: [Role; 4] = [Role::Administrator, Role::Manager, Role::Lead, Role::Analyst];

impl Role {
    /// Whether people of this role review, answer disputes and calibrate.
    pub fn reviews(self) -> bool {
        REVIEWERS.contains(&self)
    }
}

impl Store {
    /// Makes a review on somebody's own initiative; its id.
    ///
    /// # Errors
    /// The program is outside the caller's, or the database fails.
    pub async fn add_review(&self, scope: &Scope, new: &NewReview) -> Result<String, StoreError> {
        if !scope.has_program(&new.program) {
            return Err(StoreError::State("the program is outside the caller's".into()));
        }
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let id = self.insert_review(&mut tx, now, None, new).await?;
        tx.audit(now, scope, &Entry { action: "review.add", object: &id, program: &new.program, detail: new.stream }).await?;
        tx.changed(now, &[(&new.program, "review.assigned", &id)]).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Reviews that exist for the caller, newest first. Agents see submitted ones of their own conversations.
    ///
    /// # Errors
    /// The database fails.
    pub async fn reviews(&self, scope: &Scope, filter: &ReviewFilter, limit: i64) -> Result<Vec<ReviewRow>, StoreError> {
        let mut query = visible(scope);
        let conditions = [
            ("r.reviewer = ?", &filter.reviewer),
            ("r.state = ?", &filter.state),
            ("r.program_id = ?", &filter.program),
            ("r.sample_id = ?", &filter.sample),
            ("r.conversation_id = ?", &filter.conversation),
            ("r.stream = ?", &filter.stream),
            ("r.id < ?", &filter.before),
        ];
        for (condition, value) in conditions {
            if let Some(value) = value {
                query.and(condition, args![value]);
            }
        }
        if filter.queue {
            query.text(" AND r.reviewer IS NULL AND r.state = 'assigned'");
        }
        query.text(" ORDER BY r.id DESC LIMIT ");
        query.push(limit.into());
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// One review, where it exists for the caller.
    ///
    /// # Errors
    /// The database fails.
    pub async fn review(&self, scope: &Scope, id: &str) -> Result<Option<ReviewRow>, StoreError> {
        self.read(scope).await?.review(scope, id).await
    }

    /// Gives an open review that `from` has (none: nobody) to a person, or (none) back to the queue. One that another took meanwhile stays theirs.
    ///
    /// # Errors
    /// It is not there, not open, somebody else has it, the person does not review in this program, or the database fails.
    pub async fn assign_review(&self, scope: &Scope, id: &str, from: Option<&str>, to: Option<&str>) -> Result<ReviewRow, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let review = open(tx.review(scope, id).await?)?;
        if review.reviewer.as_deref() != from {
            return Err(StoreError::State("somebody else has this review by now".into()));
        }
        if let Some(to) = to {
            tx.reviewer(&review.program_id, to).await?;
        }
        let taken =
            tx.run("UPDATE reviews SET reviewer = $1 WHERE id = $2 AND state = 'assigned' AND COALESCE(reviewer, '') = $3", args![to, id, from.unwrap_or_default()]).await?;
        if taken == 0 {
            return Err(StoreError::State("somebody else has this review by now".into()));
        }
        tx.audit(now, scope, &Entry { action: "review.assign", object: id, program: &review.program_id, detail: to.unwrap_or_default() }).await?;
        tx.changed(now, &[(&review.program_id, "review.assigned", id)]).await?;
        tx.commit().await?;
        Ok(ReviewRow { reviewer: to.map(str::to_owned), ..review })
    }

    /// Keeps answers of an open review; nothing is decided by them yet.
    ///
    /// # Errors
    /// It is not there, not open, or another's, or the database fails.
    pub async fn answer_review(&self, scope: &Scope, id: &str, answers: &str, note: &str) -> Result<(), StoreError> {
        let mut tx = self.write(scope).await?;
        let review = own(scope, tx.review(scope, id).await?)?;
        tx.run("UPDATE reviews SET answers = $1, note = $2 WHERE id = $3", args![answers, note, id]).await?;
        tx.audit(self.now(), scope, &Entry { action: "review.answer", object: id, program: &review.program_id, detail: "" }).await?;
        tx.commit().await
    }

    /// Decides a review: it no longer changes, its conversation is reviewed, its agent sees it.
    ///
    /// # Errors
    /// It is not there, not open, or another's, or the database fails.
    pub async fn submit_review(&self, scope: &Scope, id: &str, submission: &Submission) -> Result<(), StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let review = own(scope, tx.review(scope, id).await?)?;
        if tx.run("UPDATE reviews SET state = 'submitted' WHERE id = $1 AND state = 'assigned'", args![id]).await? == 0 {
            return Err(StoreError::State("this review was submitted; it no longer changes".into()));
        }
        tx.decide(now, id, &review.conversation_id, submission).await?;
        tx.audit(now, scope, &Entry { action: "review.submit", object: id, program: &review.program_id, detail: submission.standing }).await?;
        tx.changed(now, &[(&review.program_id, "review.submitted", id), (&review.program_id, "conversation.reviewed", &review.conversation_id)]).await?;
        tx.commit().await
    }

    /// The result of an evaluation as it is kept ([`crate::evaluation_document`]), where its conversation exists for the caller.
    ///
    /// # Errors
    /// The database fails.
    pub async fn result_of(&self, scope: &Scope, evaluation: &str) -> Result<Option<String>, StoreError> {
        let mut query = Query::new("SELECT e.result FROM evaluations e JOIN conversations c ON c.id = e.conversation_id WHERE e.id = $1", args![evaluation]);
        scope.conversations(&mut query, "c");
        let row: Option<(String,)> = self.read(scope).await?.one(query.sql, query.args).await?;
        Ok(row.map(|(result,)| result))
    }

    /// The hash of the form that an evaluation was made with, where its conversation exists for the caller.
    ///
    /// # Errors
    /// The database fails.
    pub async fn form_hash(&self, scope: &Scope, evaluation: &str) -> Result<Option<String>, StoreError> {
        let mut query = Query::new("SELECT e.scorecard_hash FROM evaluations e JOIN conversations c ON c.id = e.conversation_id WHERE e.id = $1", args![evaluation]);
        scope.conversations(&mut query, "c");
        let row: Option<(String,)> = self.read(scope).await?.one(query.sql, query.args).await?;
        Ok(row.map(|(hash,)| hash))
    }

    /// The people who may review in a program: id and name, by name.
    ///
    /// # Errors
    /// The database fails.
    pub async fn reviewers(&self, scope: &Scope, program: &str) -> Result<Vec<(String, String)>, StoreError> {
        if !scope.has_program(program) {
            return Ok(Vec::new());
        }
        let roles: Vec<String> = REVIEWERS.iter().map(|role| role.as_str().to_owned()).collect();
        let mut query = Query::new("SELECT u.id, u.name FROM users u WHERE u.disabled_ms IS NULL", Vec::new());
        query.is_one_of("u.role", &roles);
        query.and("u.role = 'administrator' OR u.id IN (SELECT user_id FROM memberships WHERE program_id = ?)", args![program]);
        query.text(" ORDER BY u.name, u.id");
        self.read(scope).await?.all(query.sql, query.args).await
    }

    pub(crate) async fn insert_review(&self, tx: &mut Tx, now: i64, sample: Option<&str>, new: &NewReview) -> Result<String, StoreError> {
        let id = self.id();
        if let Some(reviewer) = &new.reviewer {
            tx.reviewer(&new.program, reviewer).await?;
        }
        let sql = "INSERT INTO reviews (id, program_id, conversation_id, evaluation_id, scorecard_hash, agent_id, reviewer, stream, sample_id, probability, picked, state, due_ms, created_ms) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'assigned', $12, $13)";
        let values = args![
            &id,
            &new.program,
            &new.conversation,
            &new.evaluation,
            &new.scorecard_hash,
            new.agent.clone(),
            new.reviewer.clone(),
            new.stream,
            sample,
            new.probability,
            &new.picked,
            new.due_ms,
            now
        ];
        tx.run(sql, values).await?;
        Ok(id)
    }
}

impl Tx {
    pub(crate) async fn review(&mut self, scope: &Scope, id: &str) -> Result<Option<ReviewRow>, StoreError> {
        let mut query = visible(scope);
        query.and("r.id = ?", args![id]);
        self.one(query.sql, query.args).await
    }

    /// Writes down what was decided.
    pub(crate) async fn decide(&mut self, now: i64, id: &str, conversation: &str, submission: &Submission) -> Result<(), StoreError> {
        let sql = "UPDATE reviews SET answers = $1, note = $2, score = $3, standing = $4, state = 'submitted', submitted_ms = COALESCE(submitted_ms, $5) WHERE id = $6";
        self.run(sql, args![&submission.answers, &submission.note, submission.score, submission.standing, now, id]).await?;
        self.run("UPDATE conversations SET reviewed = 1 WHERE id = $1", args![conversation]).await?;
        Ok(())
    }

    /// That a user may review in a program.
    pub(crate) async fn reviewer(&mut self, program: &str, user: &str) -> Result<(), StoreError> {
        let user = self.user("u.id", user).await?.filter(|user| user.disabled_ms.is_none() && user.role.reviews());
        let there = user.is_some_and(|user| user.role == Role::Administrator || user.programs.iter().any(|id| id == program));
        if there { Ok(()) } else { Err(StoreError::State("this user does not review in this program".into())) }
    }
}

/// Rows that exist for the caller.
fn visible(scope: &Scope) -> Query {
    let mut query = Query::new(format!("SELECT {COLUMNS} FROM reviews r JOIN conversations c ON c.id = r.conversation_id WHERE 1 = 1"), Vec::new());
    scope.conversations(&mut query, "c");
    if matches!(scope.role, Role::Agent | Role::Client) {
        query.text(" AND r.state = 'submitted'");
    }
    query
}

fn open(review: Option<ReviewRow>) -> Result<ReviewRow, StoreError> {
    match review {
        None => Err(StoreError::State("there is no such review".into())),
        Some(review) if review.state != "assigned" => Err(StoreError::State("this review was submitted; it no longer changes".into())),
        Some(review) => Ok(review),
    }
}

/// An open review that the caller has.
fn own(scope: &Scope, review: Option<ReviewRow>) -> Result<ReviewRow, StoreError> {
    let review = open(review)?;
    if review.reviewer.is_none() || review.reviewer != scope.user {
        return Err(StoreError::State("take this review before you answer it".into()));
    }
    Ok(review)
}
