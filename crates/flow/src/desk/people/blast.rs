//! How far a detector's error reaches: every current evaluation with the same behaviour and cue, and what it would be without.

use std::collections::BTreeMap;
use std::sync::Arc;

use rapport_engine::{Detection, Scratch, detect, evaluate};
use rapport_model::{Conversation, Evidence, Exclusion};
use rapport_store::{ConversationRow, DisputeRow, Program, SameMark, Scope, StoreError, read_conversation};
use rayon::prelude::*;

use crate::desk::Form;
use crate::{Desk, Engine};

/// An evaluation that the same error touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affected {
    /// Conversation.
    pub conversation: String,
    /// Its agent.
    pub agent: Option<String>,
    /// When it began, in milliseconds since 1970.
    pub started_ms: i64,
    /// The current evaluation.
    pub evaluation: String,
    /// Turns of the marks, from 0.
    pub turns: Vec<i64>,
    /// Items whose answer rests on one of them.
    pub items: Vec<String>,
    /// The score that stands, in basis points.
    pub score: Option<i64>,
    /// The score without the marks, by the rules and the form that hold now.
    pub without: Option<i64>,
}

/// What an upheld dispute touches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blast {
    /// Newest first.
    pub affected: Vec<Affected>,
    /// Whether there are more marks than were looked at.
    pub more: bool,
}

/// Marks that are looked at.
const MARKS: usize = 5_000;

/// Conversations read at once.
const BATCH: usize = 64;

struct Task {
    marks: Vec<SameMark>,
    conversation: Conversation,
    exclusions: Vec<Exclusion>,
    gone: Vec<Exclusion>,
    engine: Arc<Engine>,
    form: Option<Arc<Form>>,
}

impl Desk {
    /// Every current evaluation with the same error as a disputed mark that was a finding. Nothing is changed.
    ///
    /// # Errors
    /// No finding is disputed, or the database fails.
    pub async fn blast_radius(&self, scope: &Scope, dispute: &DisputeRow) -> Result<Blast, StoreError> {
        if dispute.cue.is_empty() {
            return Err(StoreError::State("this dispute is about no detector's finding: it reaches no other evaluation".into()));
        }
        let mut marks = self.store().same_marks(scope, dispute, MARKS as i64 + 1).await?;
        let more = marks.len() > MARKS;
        marks.truncate(MARKS);
        let mut order: Vec<String> = Vec::new();
        let mut by_conversation: BTreeMap<String, Vec<SameMark>> = BTreeMap::new();
        for mark in marks {
            if !by_conversation.contains_key(&mark.conversation_id) {
                order.push(mark.conversation_id.clone());
            }
            by_conversation.entry(mark.conversation_id.clone()).or_default().push(mark);
        }
        let program = self.store().program(scope, &dispute.program_id).await?;
        let mut affected = Vec::new();
        for ids in order.chunks(BATCH) {
            let rows = self.store().conversations_by_id(scope, ids).await?;
            let mut rows: BTreeMap<String, ConversationRow> = rows.into_iter().map(|row| (row.id.clone(), row)).collect();
            let exclusions = self.store().exclusions(scope, ids).await?;
            let mut tasks = Vec::new();
            for id in ids {
                let (Some(row), Some(marks)) = (rows.remove(id), by_conversation.remove(id)) else { continue };
                let own = exclusions.iter().filter(|(conversation, _)| conversation == id).map(|(_, mark)| mark.clone()).collect();
                tasks.push(self.task_of(program.as_ref(), dispute, &row, marks, own).await?);
            }
            let read = tokio::task::spawn_blocking(move || tasks.into_par_iter().map_init(Scratch::default, without).collect::<Vec<_>>()).await;
            affected.extend(read.map_err(|error| StoreError::State(format!("reading broke off: {error}")))?);
        }
        Ok(Blast { affected, more })
    }

    /// Takes the same error away from the listed conversations (none: from all), and queues them to be read again; how many.
    ///
    /// # Errors
    /// The dispute was not decided for the agent, or the database fails.
    pub async fn rescore_without(&self, scope: &Scope, dispute: &DisputeRow, conversations: Option<&[String]>) -> Result<u64, StoreError> {
        if dispute.cue.is_empty() {
            return Err(StoreError::State("this dispute is about no detector's finding: it reaches no other evaluation".into()));
        }
        let marks = self.store().same_marks(scope, dispute, MARKS as i64).await?;
        let listed = |mark: &SameMark| conversations.is_none_or(|ids| ids.contains(&mark.conversation_id));
        let marks: Vec<(String, Exclusion)> = marks.into_iter().filter(listed).map(|mark| (mark.conversation_id.clone(), exclusion(dispute, &mark))).collect();
        let queued = self.store().exclude(scope, &dispute.id, &marks).await?;
        self.wake();
        Ok(queued)
    }

    async fn task_of(&self, program: Option<&Program>, dispute: &DisputeRow, row: &ConversationRow, marks: Vec<SameMark>, exclusions: Vec<Exclusion>) -> Result<Task, StoreError> {
        let conversation = read_conversation(&row.document)?;
        let engine = self.engine(program.and_then(|program| program.pack_hash.as_deref()).unwrap_or_default()).await?;
        let form = match program {
            Some(program) => self.form(program, conversation.channel).await?,
            None => None,
        };
        let gone = marks.iter().map(|mark| exclusion(dispute, mark)).collect();
        Ok(Task { marks, conversation, exclusions, gone, engine, form })
    }
}

fn exclusion(dispute: &DisputeRow, mark: &SameMark) -> Exclusion {
    Exclusion { behaviour: dispute.behaviour.clone(), cue: dispute.cue.clone(), turn: mark.turn.max(0) as u32 }
}

/// Reads one conversation with and without the marks.
fn without(scratch: &mut Scratch, task: Task) -> Affected {
    let Task { marks, conversation, exclusions, gone, engine, form } = task;
    let with: Detection = detect(&engine.library, &engine.program, &conversation, scratch).without(&engine.library, &exclusions);
    let rests = |evidence: &Evidence| matches!(evidence, Evidence::Said { finding: Some(id), .. } if marks.iter().any(|mark| mark.finding == *id));
    let items = form.as_ref().map(|form| evaluate(&form.card, &conversation, &with));
    let items = items.iter().flat_map(|evaluation| evaluation.items()).filter(|item| item.evidence.iter().any(rests)).map(|item| item.item.to_string()).collect();
    let less = with.without(&engine.library, &gone);
    let score = form.as_ref().and_then(|form| evaluate(&form.card, &conversation, &less).score());
    let first = &marks[0];
    Affected {
        conversation: first.conversation_id.clone(),
        agent: first.agent_id.clone(),
        started_ms: first.started_ms,
        evaluation: first.evaluation_id.clone(),
        turns: marks.iter().map(|mark| mark.turn).collect(),
        items,
        score: first.score,
        without: score.map(i64::from),
    }
}
