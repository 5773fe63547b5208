//! The random stream: a stratified sample that anybody can draw again from its frame and seed.

use std::collections::BTreeMap;

use rapport_model::{Channel, Party};
use rapport_stats::{Drawn, draw};
use rapport_store::{FrameRow, NewReview, NewSample, ReviewFilter, SampleRow, Scope, StoreError, hash, read_conversation};
use rayon::prelude::*;

use crate::Desk;

/// A random sample to draw.
#[derive(Clone, Debug, Default)]
pub struct Draw {
    /// Program.
    pub program: String,
    /// Conversations that began from here on, in milliseconds since 1970.
    pub from_ms: i64,
    /// And before here.
    pub until_ms: i64,
    /// How many.
    pub n: usize,
    /// The seed.
    pub seed: u64,
    /// Whether languages are strata too, beside agents and channels.
    pub by_language: bool,
    /// Who shares the reviews, in turn; nobody: they wait in the queue.
    pub reviewers: Vec<String>,
    /// When they are due.
    pub due_ms: Option<i64>,
}

/// What drawing a sample again says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The kept frame has the hash that was written down.
    pub frame_holds: bool,
    /// Frame, seed and size give the same conversations with the same chances.
    pub draw_holds: bool,
    /// Conversations that would be in the frame today and were not then: late arrivals.
    pub added: usize,
    /// Those that were and would not be any more: deleted, or read otherwise.
    pub gone: usize,
}

/// Conversations read at once.
const PAGE: i64 = 500;

/// Voice contacts shorter than this say nothing, in milliseconds.
const SHORT_MS: i64 = 20_000;

/// Seeds are whole numbers that every JSON reader holds.
const SEEDS: u64 = 1 << 53;

/// A seed from the operating system.
///
/// # Errors
/// The system gives no random bytes.
pub fn seed() -> Result<u64, StoreError> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::State(format!("the system gives no random bytes: {error}")))?;
    Ok(u64::from_le_bytes(bytes) % SEEDS)
}

impl Desk {
    /// Draws a sample, stratified by agent and channel, and makes its reviews; its id.
    ///
    /// # Errors
    /// A reviewer does not review in the program, or the database fails.
    pub async fn draw(&self, scope: &Scope, asked: &Draw) -> Result<String, StoreError> {
        let (rows, excluded) = self.random_frame(scope, &asked.program, (asked.from_ms, asked.until_ms), asked.by_language).await?;
        let frame: Vec<(String, String)> = rows.iter().map(|(row, stratum)| (row.id.clone(), stratum.clone())).collect();
        let by_id: BTreeMap<&str, &FrameRow> = rows.iter().map(|(row, _)| (row.id.as_str(), row)).collect();
        let drawn = draw(&frame, asked.n, asked.seed);
        let reviews: Vec<NewReview> = drawn
            .iter()
            .enumerate()
            .filter_map(|(at, one)| {
                let row = by_id.get(one.id.as_str())?;
                Some(NewReview {
                    stream: "random",
                    probability: Some(one.inclusion),
                    picked: one.stratum.clone(),
                    ..review(row, asked.program.clone(), &asked.reviewers, at, asked.due_ms)
                })
            })
            .collect();
        let new = NewSample {
            program: asked.program.clone(),
            stream: "random",
            seed: asked.seed as i64,
            frame_hash: frame_hash(frame.iter().map(|(id, _)| id.as_str())),
            frame_size: frame.len() as i64,
            frame: serde_json::to_string(&frame).unwrap_or_default(),
            excluded: serde_json::to_string(&excluded).unwrap_or_default(),
            wanted: asked.n as i64,
            strata: if asked.by_language { "agent channel language" } else { "agent channel" }.to_owned(),
            from_ms: asked.from_ms,
            until_ms: asked.until_ms,
        };
        self.store().add_sample(scope, &new, &reviews).await
    }

    /// Draws a random sample again and compares.
    ///
    /// # Errors
    /// The stored frame cannot be read, or the database fails.
    pub async fn verify(&self, scope: &Scope, sample: &SampleRow) -> Result<Verified, StoreError> {
        let frame: Vec<(String, String)> = serde_json::from_str(&sample.frame).map_err(|error| StoreError::Stored { what: "frame", why: error.to_string() })?;
        let drawn: Vec<Drawn<String, String>> = draw(&frame, sample.wanted.max(0) as usize, sample.seed as u64);
        let mut reviews = self.store().reviews(scope, &ReviewFilter { sample: Some(sample.id.clone()), ..ReviewFilter::default() }, i64::MAX).await?;
        reviews.sort_by(|a, b| a.conversation_id.cmp(&b.conversation_id));
        let kept: Vec<(&str, Option<f64>)> = reviews.iter().map(|review| (review.conversation_id.as_str(), review.probability)).collect();
        let again: Vec<(&str, Option<f64>)> = drawn.iter().map(|one| (one.id.as_str(), Some(one.inclusion))).collect();
        let (now, _) = self.random_frame(scope, &sample.program_id, (sample.from_ms, sample.until_ms), sample.strata.contains("language")).await?;
        let then: BTreeMap<&str, ()> = frame.iter().map(|(id, _)| (id.as_str(), ())).collect();
        let today: BTreeMap<&str, ()> = now.iter().map(|(row, _)| (row.id.as_str(), ())).collect();
        Ok(Verified {
            frame_holds: frame_hash(frame.iter().map(|(id, _)| id.as_str())) == sample.frame_hash && frame.len() as i64 == sample.frame_size,
            draw_holds: kept == again,
            added: today.keys().filter(|id| !then.contains_key(*id)).count(),
            gone: then.keys().filter(|id| !today.contains_key(*id)).count(),
        })
    }

    /// The conversations that a sample may be drawn from, each with its stratum; and how many were left out, by reason.
    async fn random_frame(&self, scope: &Scope, program: &str, time: (i64, i64), by_language: bool) -> Result<(Vec<(FrameRow, String)>, BTreeMap<&'static str, u64>), StoreError> {
        let mut frame = Vec::new();
        let mut excluded = BTreeMap::from([("nobody_spoke", 0), ("wrong_number", 0), ("few_turns", 0), ("short_call", 0)]);
        let mut after = String::new();
        loop {
            let rows = self.store().frame(scope, program, time.0, time.1, &after, PAGE).await?;
            let Some(last) = rows.last() else { break };
            after.clone_from(&last.id);
            let judged: Vec<(FrameRow, Option<&'static str>)> = rows
                .into_par_iter()
                .map(|row| {
                    let why = unfit(&row);
                    (row, why)
                })
                .collect();
            for (mut row, why) in judged {
                match why {
                    Some(why) => *excluded.entry(why).or_default() += 1,
                    None => {
                        // What people said is not needed any more.
                        row.document = String::new();
                        let language = if by_language { format!(" {}", row.language) } else { String::new() };
                        let stratum = format!("{} {}{language}", row.agent_id.as_deref().unwrap_or("-"), row.channel);
                        frame.push((row, stratum));
                    }
                }
            }
        }
        Ok((frame, excluded))
    }
}

/// A review of a conversation of a frame; the stream is the caller's to say.
pub(super) fn review(row: &FrameRow, program: String, reviewers: &[String], at: usize, due_ms: Option<i64>) -> NewReview {
    NewReview {
        program,
        conversation: row.id.clone(),
        evaluation: row.evaluation_id.clone(),
        scorecard_hash: row.scorecard_hash.clone(),
        agent: row.agent_id.clone(),
        reviewer: (!reviewers.is_empty()).then(|| reviewers[at % reviewers.len()].clone()),
        due_ms,
        ..NewReview::default()
    }
}

/// `sha256:…` over ids in ascending order, a line each.
pub(super) fn frame_hash<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let mut ids: Vec<&str> = ids.collect();
    ids.sort_unstable();
    hash(&ids.join("\n"))
}

/// Why a conversation is no contact that can be reviewed, declared beforehand; what cannot be read is left in.
fn unfit(row: &FrameRow) -> Option<&'static str> {
    let conversation = read_conversation(&row.document).ok()?;
    let turns = |of: fn(&Party) -> bool| conversation.turns.iter().filter(|turn| of(&turn.party)).count();
    let customer = turns(|party| matches!(party, Party::Customer));
    let agent = turns(|party| matches!(party, Party::Agent | Party::Supervisor));
    let code = conversation.outcome.result_code.as_deref().unwrap_or_default().to_lowercase().replace(['-', ' '], "_");
    let called = matches!(conversation.channel, Channel::Voice | Channel::Video);
    match () {
        () if customer + agent == 0 => Some("nobody_spoke"),
        () if code == "wrong_number" => Some("wrong_number"),
        () if customer < 2 || agent < 2 => Some("few_turns"),
        () if called && row.ended_ms.is_some_and(|ended| ended - row.started_ms < SHORT_MS) => Some("short_call"),
        () => None,
    }
}
