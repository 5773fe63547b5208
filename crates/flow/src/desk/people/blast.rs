//! How far a detector's error reaches: every current evaluation with the same behaviour and cue, and what it would be without.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rapport_engine::{Library, evaluate};
use rapport_model::{Evidence, Exclusion};
use rapport_store::{ConversationRow, DisputeRow, Program, SameMark, Scope, StoreError};
use rayon::prelude::*;

use crate::desk::{Form, Rules, kept};
use crate::{Checked, Desk};

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

/// A page of what an upheld dispute touches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blast {
    /// Newest first.
    pub affected: Vec<Affected>,
    /// How many there are on all pages.
    pub total: i64,
    /// Beginning and id of the conversation that the next page comes after; none behind the last.
    pub next: Option<(i64, String)>,
}

/// Marks of a page. No conversation has as many.
const MARKS: usize = 500;

/// Conversations read at once.
const BATCH: usize = 64;

struct Task {
    marks: Vec<SameMark>,
    checked: Checked,
    gone: Vec<Exclusion>,
    form: Option<Arc<Form>>,
}

impl Desk {
    /// Current evaluations with the same error as a disputed mark that was a finding, a page of them `after` a conversation. Nothing is changed.
    ///
    /// # Errors
    /// No finding is disputed, or the database fails.
    pub async fn blast_radius(&self, scope: &Scope, dispute: &DisputeRow, after: Option<(i64, &str)>) -> Result<Blast, StoreError> {
        let (marks, next) = self.reached(scope, dispute, after).await?;
        let mut order: Vec<String> = Vec::new();
        let mut by_conversation: BTreeMap<String, Vec<SameMark>> = BTreeMap::new();
        for mark in marks {
            if !by_conversation.contains_key(&mark.conversation_id) {
                order.push(mark.conversation_id.clone());
            }
            by_conversation.entry(mark.conversation_id.clone()).or_default().push(mark);
        }
        let program = self.store().program(scope, &dispute.program_id).await?;
        let rules = self.rules_of(program.as_ref()).await?;
        let mut affected = Vec::new();
        for ids in order.chunks(BATCH) {
            let rows = self.store().conversations_by_id(scope, ids).await?;
            let mut rows: BTreeMap<String, ConversationRow> = rows.into_iter().map(|row| (row.id.clone(), row)).collect();
            let mut tasks = Vec::new();
            for id in ids {
                let (Some(row), Some(marks)) = (rows.remove(id), by_conversation.remove(id)) else { continue };
                tasks.push(self.task_of(program.as_ref(), &rules, dispute, &row, marks).await?);
            }
            let library = rules.library.clone();
            let read = tokio::task::spawn_blocking(move || tasks.into_par_iter().map(|task| without(&library, task)).collect::<Vec<_>>()).await;
            affected.extend(read.map_err(|error| StoreError::State(format!("reading broke off: {error}")))?);
        }
        let total = self.store().same_conversations(scope, dispute).await?;
        Ok(Blast { affected, total, next })
    }

    /// A page of marks with the same error, of whole conversations, and where the next one begins.
    async fn reached(&self, scope: &Scope, dispute: &DisputeRow, after: Option<(i64, &str)>) -> Result<(Vec<SameMark>, Option<(i64, String)>), StoreError> {
        if dispute.cue.is_empty() {
            return Err(StoreError::State("this dispute is about no detector's finding: it reaches no other evaluation".into()));
        }
        Ok(page(self.store().same_marks(scope, dispute, after, MARKS as i64 + 1).await?, MARKS))
    }

    /// Takes the same error away from the listed conversations (none: from all), and queues them to be read again; how many.
    ///
    /// # Errors
    /// The dispute was not decided for the agent, or the database fails.
    pub async fn rescore_without(&self, scope: &Scope, dispute: &DisputeRow, conversations: Option<&[String]>) -> Result<u64, StoreError> {
        let mut left: Option<BTreeSet<&str>> = conversations.map(|ids| ids.iter().map(String::as_str).collect());
        let (mut queued, mut after) = (0, None::<(i64, String)>);
        loop {
            let first = after.is_none();
            let (mut marks, next) = self.reached(scope, dispute, after.as_ref().map(|(started, id)| (*started, id.as_str()))).await?;
            if let Some(left) = &mut left {
                marks.retain(|mark| left.contains(mark.conversation_id.as_str()));
                // A page holds whole conversations: these are done with it.
                for mark in &marks {
                    left.remove(mark.conversation_id.as_str());
                }
            }
            // The first page is asked even where nothing of it is listed: that also says whether the dispute may change anything.
            if first || !marks.is_empty() {
                let marks: Vec<(String, Exclusion)> = marks.iter().map(|mark| (mark.conversation_id.clone(), exclusion(dispute, mark))).collect();
                queued += self.store().exclude(scope, &dispute.id, &marks).await?;
                self.wake();
            }
            after = next;
            if after.is_none() || left.as_ref().is_some_and(BTreeSet::is_empty) {
                return Ok(queued);
            }
        }
    }

    async fn task_of(&self, program: Option<&Program>, rules: &Rules, dispute: &DisputeRow, row: &ConversationRow, marks: Vec<SameMark>) -> Result<Task, StoreError> {
        let checked = kept(row)?;
        let form = match program {
            Some(program) => self.form(program, rules, checked.conversation.channel).await?,
            None => None,
        };
        let gone = marks.iter().map(|mark| exclusion(dispute, mark)).collect();
        Ok(Task { marks, checked, gone, form })
    }
}

/// At most so many marks, of whole conversations, and where the next page begins: where there are more, the last conversation may go on behind them.
fn page(mut marks: Vec<SameMark>, most: usize) -> (Vec<SameMark>, Option<(i64, String)>) {
    let Some(last) = marks.get(most).map(|mark| mark.conversation_id.clone()) else { return (marks, None) };
    marks.retain(|mark| mark.conversation_id != last);
    let next = marks.last().map(|mark| (mark.started_ms, mark.conversation_id.clone()));
    (marks, next)
}

fn exclusion(dispute: &DisputeRow, mark: &SameMark) -> Exclusion {
    Exclusion { behaviour: dispute.behaviour.clone(), cue: dispute.cue.clone(), turn: mark.turn.max(0) as u32 }
}

/// What an evaluation would be without the marks.
fn without(library: &Library, task: Task) -> Affected {
    let Task { marks, checked, gone, form } = task;
    let Checked { conversation, detection } = checked;
    let rests = |evidence: &Evidence| matches!(evidence, Evidence::Said { finding: Some(id), .. } if marks.iter().any(|mark| mark.finding == *id));
    let with = form.as_ref().map(|form| evaluate(&form.card, &conversation, &detection));
    let items = with.iter().flat_map(|evaluation| evaluation.items()).filter(|item| item.evidence.iter().any(rests)).map(|item| item.item.to_string()).collect();
    let less = detection.without(library, &gone);
    let score = form.as_ref().and_then(|form| evaluate(&form.card, &conversation, &less).score());
    let first = marks.first().cloned().unwrap_or_default();
    Affected {
        conversation: first.conversation_id,
        agent: first.agent_id,
        started_ms: first.started_ms,
        evaluation: first.evaluation_id,
        turns: marks.iter().map(|mark| mark.turn).collect(),
        items,
        score: first.score,
        without: score.map(i64::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_holds_whole_conversations() {
        let marks = |ids: &str| -> Vec<SameMark> {
            ids.bytes().map(|id| SameMark { conversation_id: char::from(id).to_string(), started_ms: 1_000 - i64::from(id), ..SameMark::default() }).collect()
        };
        let paged = |ids: &str| {
            let (page, next) = page(marks(ids), 4);
            (page.iter().map(|mark| mark.conversation_id.as_str()).collect::<String>(), next.map(|(_, id)| id))
        };
        assert_eq!(paged("aabb"), ("aabb".into(), None), "nothing comes after it");
        assert_eq!(paged("aabbc"), ("aabb".into(), Some("b".into())));
        assert_eq!(paged("aabcc"), ("aab".into(), Some("b".into())), "the last one may go on");
    }
}
