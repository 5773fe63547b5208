//! Disputes: an agent contests an item, a reviewer answers, an independent second decides an appeal; every version is kept.

use rapport_model::Exclusion;

use crate::audit::Entry;
use crate::db::{Tx, args};
use crate::dispute_state::{DisputeState, Step};
use crate::reviews::{NewReview, Submission};
use crate::scope::Query;
use crate::{JobKind, NewJob, Role, Scope, Store, StoreError, working_days_after};

/// An agent may raise a dispute for so many working days after seeing the result.
pub const RAISE_DAYS: u32 = 5;

/// A reviewer answers, and a second decides, within so many working days each.
pub const ANSWER_DAYS: u32 = 3;

/// A dispute as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DisputeRow {
    /// Id.
    pub id: String,
    /// Program.
    pub program_id: String,
    /// Which conversation.
    pub conversation_id: String,
    /// The evaluation that stood.
    pub evaluation_id: String,
    /// The review that is disputed; none for the machine's evaluation.
    pub review_id: Option<String>,
    /// Whose result it is.
    pub agent_id: String,
    /// The item of the form.
    pub item: String,
    /// The behaviour of the disputed mark; empty where no mark is.
    pub behaviour: String,
    /// The rule that fired; empty for a missed opportunity.
    pub cue: String,
    /// Id of the finding (`f1` …) or the opportunity (`o1` …).
    pub finding: String,
    /// The turn of the mark, from 0; -1 where no mark is disputed.
    pub turn: i64,
    /// See [`DisputeState`].
    pub state: String,
    /// Who raised it.
    pub raised_by: String,
    /// Milliseconds since 1970.
    pub raised_ms: i64,
    /// When the next answer is due, in milliseconds since 1970.
    pub due_ms: i64,
    /// Who answered.
    pub first_reviewer: Option<String>,
    /// Who decided the appeal.
    pub second_reviewer: Option<String>,
    /// Milliseconds since 1970.
    pub closed_ms: Option<i64>,
}

/// One step of a dispute.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DisputeStepRow {
    /// From 1.
    pub number: i64,
    /// Who.
    pub actor: String,
    /// The state that it led to.
    pub step: String,
    /// Why.
    pub reason: String,
    /// The item's answer before, as JSON; empty where it did not change.
    pub before: String,
    /// The item's answer after, as JSON.
    pub after: String,
    /// Milliseconds since 1970.
    pub at_ms: i64,
}

/// A mark that somebody disputes.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct MarkRow {
    /// The behaviour.
    pub behaviour: String,
    /// `found`, `taken`, `missed`.
    pub kind: String,
    /// The rule that fired; empty for opportunities.
    pub cue: String,
    /// Turn, from 0.
    pub turn: i64,
    /// Id of the finding or opportunity.
    pub finding: String,
}

/// A dispute to raise.
#[derive(Clone, Debug, Default)]
pub struct NewDispute {
    /// Which conversation.
    pub conversation: String,
    /// The review; none for the machine's evaluation.
    pub review: Option<String>,
    /// The item of the form.
    pub item: String,
    /// The mark, where one is disputed.
    pub mark: Option<MarkRow>,
    /// Why.
    pub reason: String,
}

/// What becomes of the result when the agent was right.
#[derive(Clone, Debug, Default)]
pub enum Correction {
    /// Nothing, because the dispute was rejected.
    #[default]
    None,
    /// The disputed review is decided anew.
    Review(Submission),
    /// A person's review says it now, beside the machine's evaluation.
    Beside(Box<NewReview>, Submission),
    /// The disputed mark is taken away, and the conversation read again.
    Mark,
}

/// What a reviewer says to a dispute.
#[derive(Clone, Debug, Default)]
pub struct Ruling {
    /// Why.
    pub reason: String,
    /// The item's answer before, as JSON.
    pub before: String,
    /// The item's answer after, as JSON.
    pub after: String,
    /// What becomes of the result.
    pub correction: Correction,
}

/// Which disputes.
#[derive(Clone, Debug, Default)]
pub struct DisputeFilter {
    /// Of this program.
    pub program: Option<String>,
    /// In this state.
    pub state: Option<String>,
    /// About this conversation.
    pub conversation: Option<String>,
    /// Those before this id, newest first.
    pub before: Option<String>,
}

const COLUMNS: &str = "d.id, d.program_id, d.conversation_id, d.evaluation_id, d.review_id, d.agent_id, d.item, d.behaviour, d.cue, d.finding, d.turn, d.state, d.raised_by, d.raised_ms, \
    d.due_ms, d.first_reviewer, d.second_reviewer, d.closed_ms";

#[derive(sqlx::FromRow)]
struct Disputed {
    program_id: String,
    agent_id: Option<String>,
    evaluation_id: Option<String>,
    created_ms: i64,
}

impl Store {
    /// The mark of a conversation that a finding or opportunity made.
    ///
    /// # Errors
    /// The database fails.
    pub async fn mark(&self, scope: &Scope, conversation: &str, finding: &str) -> Result<Option<MarkRow>, StoreError> {
        let sql =
            "SELECT m.behaviour, m.kind, m.cue, m.turn, m.finding FROM marks m JOIN conversations c ON c.id = m.conversation_id WHERE m.conversation_id = $1 AND m.finding = $2";
        let mut query = Query::new(sql, args![conversation, finding]);
        scope.conversations(&mut query, "c");
        self.read(scope).await?.one(query.sql, query.args).await
    }

    /// Raises a dispute about the caller's own result (or, by a lead, for an agent); its id.
    ///
    /// # Errors
    /// The result is not there, the time for it is over, the item is in dispute already, or the database fails.
    pub async fn raise(&self, scope: &Scope, new: &NewDispute) -> Result<String, StoreError> {
        let (id, now) = (self.id(), self.now());
        let mut tx = self.write(scope).await?;
        let mut query = Query::new(
            "SELECT c.program_id, c.agent_id, c.evaluation_id, e.created_ms FROM conversations c JOIN evaluations e ON e.id = c.evaluation_id WHERE c.id = $1",
            args![&new.conversation],
        );
        scope.conversations(&mut query, "c");
        let disputed: Option<Disputed> = tx.one(query.sql, query.args).await?;
        let Some(Disputed { program_id, agent_id: Some(agent), evaluation_id: Some(evaluation), created_ms }) = disputed else {
            return Err(StoreError::State("there is no result of this conversation to dispute".into()));
        };
        let review = match &new.review {
            Some(review) => Some(tx.review(scope, review).await?.filter(|review| review.state == "submitted" && review.conversation_id == new.conversation)),
            None => None,
        };
        let result_ms = match &review {
            Some(None) => return Err(StoreError::State("there is no such review of this conversation".into())),
            Some(Some(review)) => review.submitted_ms.unwrap_or(created_ms),
            None => created_ms,
        };
        if let Some(seen) = tx.seen(scope, &new.conversation, new.review.as_deref(), result_ms).await?
            && now > working_days_after(seen, RAISE_DAYS)
        {
            return Err(StoreError::State(format!("a result can be disputed for {RAISE_DAYS} working days after it was seen")));
        }
        let there: Option<(String,)> = tx
            .one("SELECT id FROM disputes WHERE conversation_id = $1 AND item = $2 AND COALESCE(review_id, '') = $3 AND evaluation_id = $4", {
                args![&new.conversation, &new.item, new.review.as_deref().unwrap_or_default(), &evaluation]
            })
            .await?;
        if there.is_some() {
            return Err(StoreError::Taken("a dispute about this item"));
        }
        let mark = new.mark.clone().unwrap_or(MarkRow { turn: -1, ..MarkRow::default() });
        let sql = "INSERT INTO disputes (id, program_id, conversation_id, evaluation_id, review_id, agent_id, item, behaviour, cue, finding, turn, state, raised_by, raised_ms, due_ms) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'raised', $12, $13, $14)";
        let due = working_days_after(now, ANSWER_DAYS);
        let values = args![
            &id,
            &program_id,
            &new.conversation,
            &evaluation,
            new.review.clone(),
            agent,
            &new.item,
            &mark.behaviour,
            &mark.cue,
            &mark.finding,
            mark.turn,
            person(scope),
            now,
            due
        ];
        tx.run(sql, values).await?;
        tx.run("UPDATE conversations SET disputed = 1 WHERE id = $1", args![&new.conversation]).await?;
        tx.step(scope, now, &id, "raised", &Ruling { reason: new.reason.clone(), ..Ruling::default() }).await?;
        tx.audit(now, scope, &Entry { action: "dispute.raise", object: &id, program: &program_id, detail: &new.item }).await?;
        tx.changed(now, &[(&program_id, "dispute.raised", &id)]).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Moves a dispute on. The first answer comes from a reviewer who did not score; a second decides who neither raised, nor scored, nor answered.
    ///
    /// # Errors
    /// It is not there, its state has no such step, the caller may not take it, or the database fails.
    pub async fn move_dispute(&self, scope: &Scope, id: &str, step: Step, ruling: &Ruling) -> Result<DisputeState, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let dispute = tx.dispute(scope, id).await?.ok_or_else(|| StoreError::State("there is no such dispute".into()))?;
        let state = dispute.state()?;
        let next = state.after(step).ok_or_else(|| StoreError::State(format!("a dispute that is {} has no such step", state.as_str())))?;
        let me = person(scope);
        if step == Step::Appeal {
            let own = scope.agents.contains(&dispute.agent_id) || dispute.raised_by == me;
            own.then_some(()).ok_or_else(|| StoreError::State("only who raised a dispute appeals".into()))?;
        } else {
            tx.independent(&dispute, &me, matches!(step, Step::Uphold | Step::Dismiss)).await?;
        }
        let due = if next.is_closed() { dispute.due_ms } else { working_days_after(now, ANSWER_DAYS) };
        let column = match step {
            Step::Accept | Step::Reject => ", first_reviewer = $6",
            Step::Uphold | Step::Dismiss => ", second_reviewer = $6",
            Step::Appeal => "",
        };
        let mut values = args![next.as_str(), due, next.is_closed().then_some(now), id, state.as_str()];
        if !column.is_empty() {
            values.push(me.as_str().into());
        }
        let moved = tx.run(format!("UPDATE disputes SET state = $1, due_ms = $2, closed_ms = $3{column} WHERE id = $4 AND state = $5"), values).await?;
        if moved == 0 {
            return Err(StoreError::State("somebody else moved this dispute meanwhile".into()));
        }
        if next.is_overturned() {
            self.correct(&mut tx, scope, now, &dispute, &ruling.correction).await?;
        }
        tx.step(scope, now, id, next.as_str(), ruling).await?;
        tx.audit(now, scope, &Entry { action: "dispute.move", object: id, program: &dispute.program_id, detail: next.as_str() }).await?;
        tx.changed(now, &[(&dispute.program_id, "dispute.moved", id)]).await?;
        tx.commit().await?;
        Ok(next)
    }

    /// Does what being right leads to, in the transaction of the decision.
    async fn correct(&self, tx: &mut Tx, scope: &Scope, now: i64, dispute: &DisputeRow, correction: &Correction) -> Result<(), StoreError> {
        match correction {
            Correction::None => Ok(()),
            Correction::Review(submission) => {
                let id = dispute.review_id.as_deref().unwrap_or_default();
                tx.decide(now, id, &dispute.conversation_id, submission).await
            }
            Correction::Beside(new, submission) => {
                let id = self.insert_review(tx, now, None, new).await?;
                tx.decide(now, &id, &dispute.conversation_id, submission).await
            }
            Correction::Mark => {
                let mark = Exclusion { behaviour: dispute.behaviour.clone(), cue: dispute.cue.clone(), turn: dispute.turn.max(0) as u32 };
                self.exclude_marks(tx, scope, now, dispute, &[(dispute.conversation_id.clone(), mark)]).await.map(drop)
            }
        }
    }

    /// Takes marks away, and puts each of their conversations into the queue to be read again; how many conversations.
    pub(crate) async fn exclude_marks(&self, tx: &mut Tx, scope: &Scope, now: i64, dispute: &DisputeRow, marks: &[(String, Exclusion)]) -> Result<u64, StoreError> {
        let mut queued: Vec<&str> = Vec::new();
        for (conversation, mark) in marks {
            let sql = "INSERT INTO exclusions (id, program_id, conversation_id, behaviour, cue, turn, dispute_id, created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
                ON CONFLICT (conversation_id, behaviour, cue, turn) DO NOTHING";
            tx.run(sql, args![self.id(), &dispute.program_id, conversation, &mark.behaviour, &mark.cue, i64::from(mark.turn), &dispute.id, now]).await?;
            if !queued.contains(&conversation.as_str()) {
                queued.push(conversation);
                let job = NewJob {
                    program: Some(dispute.program_id.clone()),
                    kind: JobKind::Rescore,
                    subject: conversation.clone(),
                    payload: format!("{{\"reason\":\"dispute\",\"dispute\":\"{}\"}}", dispute.id),
                    // One that runs already may have read the marks as they were: this one must come after it.
                    once: None,
                };
                self.enqueue(tx, now, &job).await?;
                tx.audit(now, scope, &Entry { action: "mark.exclude", object: conversation, program: &dispute.program_id, detail: &dispute.id }).await?;
            }
        }
        Ok(queued.len() as u64)
    }

    /// Disputes that exist for the caller, newest first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn disputes(&self, scope: &Scope, filter: &DisputeFilter, limit: i64) -> Result<Vec<DisputeRow>, StoreError> {
        let mut query = visible(scope);
        let conditions = [("d.program_id = ?", &filter.program), ("d.state = ?", &filter.state), ("d.conversation_id = ?", &filter.conversation), ("d.id < ?", &filter.before)];
        for (condition, value) in conditions {
            if let Some(value) = value {
                query.and(condition, args![value]);
            }
        }
        query.text(" ORDER BY d.id DESC LIMIT ");
        query.push(limit.into());
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// One dispute, where it exists for the caller.
    ///
    /// # Errors
    /// The database fails.
    pub async fn dispute(&self, scope: &Scope, id: &str) -> Result<Option<DisputeRow>, StoreError> {
        self.read(scope).await?.dispute(scope, id).await
    }

    /// Its steps, in order.
    ///
    /// # Errors
    /// The database fails.
    pub async fn dispute_steps(&self, scope: &Scope, id: &str) -> Result<Vec<DisputeStepRow>, StoreError> {
        let mut tx = self.read(scope).await?;
        if tx.dispute(scope, id).await?.is_none() {
            return Ok(Vec::new());
        }
        tx.all("SELECT number, actor, step, reason, before, after, at_ms FROM dispute_steps WHERE dispute_id = $1 ORDER BY number", args![id]).await
    }
}

impl DisputeRow {
    /// Where it stands.
    ///
    /// # Errors
    /// The stored word is none of ours.
    pub fn state(&self) -> Result<DisputeState, StoreError> {
        DisputeState::parse(&self.state).ok_or(StoreError::Stored { what: "dispute", why: "an unknown state".into() })
    }
}

impl Tx {
    pub(crate) async fn dispute(&mut self, scope: &Scope, id: &str) -> Result<Option<DisputeRow>, StoreError> {
        let mut query = visible(scope);
        query.and("d.id = ?", args![id]);
        self.one(query.sql, query.args).await
    }

    /// When the caller first read a result, by the audit log; `None` where they have not yet.
    async fn seen(&mut self, scope: &Scope, conversation: &str, review: Option<&str>, since: i64) -> Result<Option<i64>, StoreError> {
        let mut query = Query::new("SELECT MIN(at_ms) FROM audit WHERE at_ms >= $1 AND action IN ('conversation.read', 'review.read')", args![since]);
        query.is_one_of("object", &[vec![conversation.to_owned()], review.map(str::to_owned).into_iter().collect()].concat());
        query.is_one_of("actor", &[vec![scope.actor.clone()], scope.user.clone().into_iter().collect()].concat());
        let row: Option<(Option<i64>,)> = self.one(query.sql, query.args).await?;
        Ok(row.and_then(|(at,)| at))
    }

    /// That a reviewer may decide: they review in the program, and have had no part in it.
    async fn independent(&mut self, dispute: &DisputeRow, me: &str, second: bool) -> Result<(), StoreError> {
        self.reviewer(&dispute.program_id, me).await?;
        let refuse = |why: &str| Err(StoreError::State(why.into()));
        if dispute.raised_by == me {
            return refuse("who raised a dispute does not answer it");
        }
        let scored: Option<(Option<String>,)> = match &dispute.review_id {
            Some(review) => self.one("SELECT reviewer FROM reviews WHERE id = $1", args![review]).await?,
            None => None,
        };
        if scored.and_then(|(reviewer,)| reviewer).as_deref() == Some(me) {
            return refuse("who scored does not answer a dispute about it: another reviewer must");
        }
        if second && dispute.first_reviewer.as_deref() == Some(me) {
            return refuse("an appeal is decided by a second reviewer, not by who answered first");
        }
        Ok(())
    }

    async fn step(&mut self, scope: &Scope, now: i64, dispute: &str, step: &str, ruling: &Ruling) -> Result<(), StoreError> {
        let number: Option<(i64,)> = self.one("SELECT COUNT(*) FROM dispute_steps WHERE dispute_id = $1", args![dispute]).await?;
        let number = number.map_or(1, |(count,)| count + 1);
        let sql = "INSERT INTO dispute_steps (dispute_id, number, actor, step, reason, before, after, at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        self.run(sql, args![dispute, number, person(scope), step, &ruling.reason, &ruling.before, &ruling.after, now]).await?;
        Ok(())
    }
}

/// The person behind a call, whether they signed in or sent a token.
pub(crate) fn person(scope: &Scope) -> String {
    scope.user.clone().unwrap_or_else(|| scope.actor.clone())
}

/// Rows that exist for the caller. A client has no part in disputes.
fn visible(scope: &Scope) -> Query {
    let mut query = Query::new(format!("SELECT {COLUMNS} FROM disputes d JOIN conversations c ON c.id = d.conversation_id WHERE 1 = 1"), Vec::new());
    scope.conversations(&mut query, "c");
    if scope.role == Role::Client {
        query.text(" AND 1 = 0");
    }
    query
}
