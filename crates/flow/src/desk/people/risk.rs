//! The risk stream: conversations picked because somebody should look, with the reason; never a part of averages.

use std::collections::{BTreeMap, BTreeSet};

use rapport_store::{FrameRow, NewReview, NewSample, ReviewFilter, Scope, StoreError};

use super::sampling::{frame_hash, review};
use crate::Desk;

/// Why somebody should look at a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    /// The customer was hostile, level 3 or more: the agent may need help.
    Hostility,
    /// The machine proposes to fail it.
    FailProposed,
    /// Among the lowest tenth of scores.
    LowScore,
    /// The customer spoke of leaving.
    Churn,
    /// The customer spoke of a lawyer, a regulator, the press.
    ExternalThreat,
    /// It was handed on.
    Transfer,
}

/// A risk-picked sample to make.
#[derive(Clone, Debug, Default)]
pub struct Pick {
    /// Program.
    pub program: String,
    /// Conversations that began from here on, in milliseconds since 1970.
    pub from_ms: i64,
    /// And before here.
    pub until_ms: i64,
    /// How many at most.
    pub n: usize,
    /// For these reasons; none: for all.
    pub reasons: Vec<Risk>,
    /// Who shares the reviews, in turn; nobody: they wait in the queue.
    pub reviewers: Vec<String>,
    /// When they are due.
    pub due_ms: Option<i64>,
}

impl Risk {
    /// All of them.
    pub const ALL: [Risk; 6] = [Risk::Hostility, Risk::FailProposed, Risk::LowScore, Risk::Churn, Risk::ExternalThreat, Risk::Transfer];

    /// The word used in every interface.
    pub fn as_str(self) -> &'static str {
        match self {
            Risk::Hostility => "hostility",
            Risk::FailProposed => "fail_proposed",
            Risk::LowScore => "low_score",
            Risk::Churn => "churn",
            Risk::ExternalThreat => "external_threat",
            Risk::Transfer => "transfer",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Risk> {
        Risk::ALL.into_iter().find(|risk| risk.as_str() == word)
    }

    /// The behaviour whose finding it is, where it is one.
    fn behaviour(self) -> Option<&'static str> {
        match self {
            Risk::Churn => Some("cust_churn_intent"),
            Risk::ExternalThreat => Some("cust_external_threat"),
            _ => None,
        }
    }
}

/// Conversations read at once.
const PAGE: i64 = 1_000;

impl Desk {
    /// Picks conversations by risk, those with most reasons first, and makes their reviews; what is picked already and open is not picked again. The sample's id.
    ///
    /// # Errors
    /// A reviewer does not review in the program, or the database fails.
    pub async fn pick(&self, scope: &Scope, asked: &Pick) -> Result<String, StoreError> {
        let wanted: Vec<Risk> = if asked.reasons.is_empty() { Risk::ALL.to_vec() } else { asked.reasons.clone() };
        let open = ReviewFilter { program: Some(asked.program.clone()), stream: Some("risk".into()), state: Some("assigned".into()), ..ReviewFilter::default() };
        let open: BTreeSet<String> = self.store().reviews(scope, &open, i64::MAX).await?.into_iter().map(|review| review.conversation_id).collect();
        let behaviours: Vec<String> = wanted.iter().filter_map(|risk| risk.behaviour()).map(str::to_owned).collect();
        let found: BTreeSet<(String, String)> = match behaviours.is_empty() {
            true => BTreeSet::new(),
            false => self.store().conversations_with(scope, &asked.program, asked.from_ms, asked.until_ms, &behaviours).await?.into_iter().collect(),
        };
        let rows = self.every(scope, asked).await?;
        let low = lowest_tenth(&rows);
        let reasons = |row: &FrameRow| -> Vec<Risk> {
            let holds = |risk: &Risk| match risk {
                Risk::Hostility => row.hostility >= 3,
                Risk::FailProposed => row.standing.as_deref() == Some("fail_proposed"),
                Risk::LowScore => row.score.is_some_and(|score| low.is_some_and(|low| score <= low)),
                Risk::Transfer => row.outcome.as_deref() == Some("transferred"),
                Risk::Churn | Risk::ExternalThreat => risk.behaviour().is_some_and(|id| found.contains(&(row.id.clone(), id.to_owned()))),
            };
            wanted.iter().copied().filter(holds).collect()
        };
        let mut picked: Vec<(&FrameRow, Vec<Risk>)> =
            rows.iter().filter(|row| !open.contains(&row.id)).map(|row| (row, reasons(row))).filter(|(_, reasons)| !reasons.is_empty()).collect();
        let candidates: Vec<&str> = picked.iter().map(|(row, _)| row.id.as_str()).collect();
        let (size, hash) = (candidates.len(), frame_hash(candidates.into_iter()));
        picked.sort_by_key(|(row, reasons)| (std::cmp::Reverse(reasons.len()), row.score.unwrap_or(i64::MAX), row.id.clone()));
        picked.truncate(asked.n);
        let words = |reasons: &[Risk]| reasons.iter().map(|risk| risk.as_str()).collect::<Vec<_>>().join(" ");
        let frame: BTreeMap<&str, String> = picked.iter().map(|(row, reasons)| (row.id.as_str(), words(reasons))).collect();
        let new = NewSample {
            program: asked.program.clone(),
            stream: "risk",
            seed: 0,
            frame_hash: hash,
            frame_size: size as i64,
            frame: serde_json::to_string(&frame.into_iter().collect::<Vec<_>>()).unwrap_or_default(),
            excluded: "{}".into(),
            wanted: asked.n as i64,
            strata: words(&wanted),
            from_ms: asked.from_ms,
            until_ms: asked.until_ms,
        };
        let reviews: Vec<NewReview> = picked
            .iter()
            .enumerate()
            .map(|(at, (row, reasons))| NewReview { stream: "risk", picked: words(reasons), ..review(row, asked.program.clone(), &asked.reviewers, at, asked.due_ms) })
            .collect();
        self.store().add_sample(scope, &new, &reviews).await
    }

    /// Every evaluated conversation of the time, without its words.
    async fn every(&self, scope: &Scope, asked: &Pick) -> Result<Vec<FrameRow>, StoreError> {
        let mut all: Vec<FrameRow> = Vec::new();
        loop {
            let after = all.last().map_or(String::new(), |row| row.id.clone());
            let mut rows = self.store().frame(scope, &asked.program, asked.from_ms, asked.until_ms, &after, PAGE).await?;
            if rows.is_empty() {
                return Ok(all);
            }
            rows.iter_mut().for_each(|row| row.document = String::new());
            all.append(&mut rows);
        }
    }
}

/// The score at or below which a tenth of those that have one lie; at least one does.
fn lowest_tenth(rows: &[FrameRow]) -> Option<i64> {
    let mut scores: Vec<i64> = rows.iter().filter_map(|row| row.score).collect();
    scores.sort_unstable();
    scores.get((scores.len() / 10).saturating_sub(1)).copied()
}
