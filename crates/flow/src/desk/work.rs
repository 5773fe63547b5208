//! What happens to jobs: leased in batches, read on all cores, saved in one transaction with their end.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use rapport_engine::{Scratch, detect};
use rapport_model::{Conversation, Exclusion};
use rapport_store::{ConversationRow, Job, JobKind, Program, ReadResult, Scope, StoreError, exclusions_document, read_conversation};
use rayon::prelude::*;
use tokio::sync::watch;
use tracing::{Instrument as _, info_span};

use super::Desk;
use super::cards::Form;
use super::gist::{MadeWith, gist};
use crate::{Checked, Engine};

/// Jobs that one transaction ends.
const BATCH: i64 = 64;

/// A lease is long enough for the longest batch; who dies with one costs its jobs this long.
pub const LEASE_MS: i64 = 60_000;

/// How long a worker sleeps when nothing wakes it: the leases and pauses of others come due unannounced.
const NAP: Duration = Duration::from_millis(500);

/// How often a worker asks whether the day's work is planned.
const PLAN_MS: i64 = 60 * 60_000;

/// A job that was begun more often was never ended by those who had it: not even as failed.
const MOST_ATTEMPTS: i64 = 8;

/// The form of a program for a channel.
type Forms = BTreeMap<(String, &'static str), Option<Arc<Form>>>;

/// Why a job could not be done.
#[derive(Debug, thiserror::Error)]
pub enum WorkError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The thread that read conversations broke off.
    #[error("reading broke off: {0}")]
    Broken(String),
}

/// A conversation and what to read it with.
struct Task {
    job: Job,
    id: String,
    conversation: Conversation,
    engine: Engine,
    form: Option<Arc<Form>>,
    exclusions: Vec<Exclusion>,
    with: MadeWith,
}

/// Jobs that were leased together.
#[derive(Default)]
struct Batch {
    /// How many there were of any kind.
    taken: usize,
    /// Those that read something.
    tasks: Vec<Task>,
}

impl Desk {
    /// Works on the queue until `stop` says so; what is under way is finished first. Leases last `lease_ms`.
    ///
    /// The next batch is leased before the results of this one are saved, so that one worker reads while another saves: a database with one
    /// writer would else make them take turns at both.
    pub async fn work(&self, owner: &str, lease_ms: i64, mut stop: watch::Receiver<bool>) {
        let mut planned = i64::MIN;
        let mut next = None;
        while next.is_some() || !*stop.borrow() {
            if self.store().now() >= planned {
                planned = self.store().now() + PLAN_MS;
                if let Err(error) = self.plan().await {
                    tracing::warn!(%error, "the day's work could not be planned");
                }
            }
            let waiting = self.inner.waiting.notified();
            let worked = match next.take() {
                Some(batch) => Ok(batch),
                None => self.take(owner, lease_ms).await,
            };
            let worked = match worked {
                Ok(batch) if batch.taken == 0 => Ok(false),
                Ok(batch) => {
                    let span = info_span!("batch", jobs = batch.taken, conversations = batch.tasks.len());
                    self.finish(batch, owner, lease_ms, &stop, &mut next).instrument(span).await.map(|()| true)
                }
                Err(error) => Err(error),
            };
            match worked {
                Ok(true) => {}
                Ok(false) => {
                    tokio::select! {
                        () = waiting => {}
                        () = tokio::time::sleep(NAP) => {}
                        _ = stop.changed() => {}
                    }
                }
                Err(error) => {
                    tracing::error!(%error, "the queue could not be worked on");
                    tokio::select! {
                        () = tokio::time::sleep(NAP * 4) => {}
                        _ = stop.changed() => {}
                    }
                }
            }
        }
    }

    /// Reads a batch, leases the next one unless it is time to stop, and saves.
    async fn finish(&self, batch: Batch, owner: &str, lease_ms: i64, stop: &watch::Receiver<bool>, next: &mut Option<Batch>) -> Result<(), WorkError> {
        let results = self.read(batch.tasks).instrument(info_span!("read")).await?;
        let taken = if *stop.borrow() { Ok(Batch::default()) } else { self.take(owner, lease_ms).instrument(info_span!("lease")).await };
        let saved = self.save(&results).instrument(info_span!("save")).await;
        // Whatever became of this batch, the next one is leased and has to be read.
        *next = Some(taken?).filter(|batch| batch.taken > 0);
        Ok(saved?)
    }

    /// Works on one batch; how many jobs it took.
    ///
    /// # Errors
    /// The database fails; the batch comes again when its lease ends.
    pub async fn work_once(&self, owner: &str) -> Result<usize, WorkError> {
        let batch = self.take(owner, LEASE_MS).await?;
        let results = self.read(batch.tasks).await?;
        self.save(&results).await?;
        Ok(batch.taken)
    }

    async fn save(&self, results: &[(Job, ReadResult)]) -> Result<(), StoreError> {
        if !results.is_empty() {
            self.store().save_results(&Scope::system(), results).await?;
        }
        Ok(())
    }

    /// Leases a batch, does what reads nothing, and gathers what the rest needs.
    async fn take(&self, owner: &str, lease_ms: i64) -> Result<Batch, WorkError> {
        let system = Scope::system();
        let jobs = self.store().lease(&system, owner, BATCH, lease_ms).await?;
        let taken = jobs.len();
        // Whoever reads it each time dies before they can say so: it waits for a person.
        let (deadly, jobs): (Vec<Job>, Vec<Job>) = jobs.into_iter().partition(|job| job.attempts > MOST_ATTEMPTS);
        for job in deadly {
            self.store().fail(&system, &job, "whoever read it did not come back, each time").await?;
        }
        let (reading, other): (Vec<Job>, Vec<Job>) = jobs.into_iter().partition(|job| matches!(job.kind, JobKind::Evaluate | JobKind::Rescore));
        for job in other {
            if let Err(error) = self.attend(&job).await {
                self.store().fail(&system, &job, &error.to_string()).await?;
            }
        }
        if reading.is_empty() {
            return Ok(Batch { taken, tasks: Vec::new() });
        }
        let (tasks, failed) = self.tasks(reading).await?;
        for (job, why) in failed {
            self.store().fail(&system, &job, &why).await?;
        }
        Ok(Batch { taken, tasks })
    }

    /// Reads conversations on all cores; what breaks off is noted with its job.
    async fn read(&self, tasks: Vec<Task>) -> Result<Vec<(Job, ReadResult)>, WorkError> {
        let read = tokio::task::spawn_blocking(move || tasks.into_par_iter().map(read_apart).collect::<Vec<_>>()).await;
        let mut results = Vec::new();
        for one in read.map_err(|error| WorkError::Broken(error.to_string()))? {
            match one {
                Ok(result) => results.push(result),
                Err(job) => self.store().fail(&Scope::system(), &job, "reading it broke off").await?,
            }
        }
        Ok(results)
    }

    /// Jobs that read nothing.
    async fn attend(&self, job: &Job) -> Result<(), WorkError> {
        match job.kind {
            JobKind::Purge => self.purge(job).await,
            JobKind::Evaluate | JobKind::Rescore => Err(WorkError::Broken("this kind of job is read, not attended to".into())),
        }
    }

    /// What each job needs; and those that cannot be begun, with the reason.
    async fn tasks(&self, jobs: Vec<Job>) -> Result<(Vec<Task>, Vec<(Job, String)>), WorkError> {
        let system = Scope::system();
        let ids: Vec<String> = jobs.iter().map(|job| job.subject.clone()).collect();
        let rows: BTreeMap<String, ConversationRow> = self.store().conversations_by_id(&system, &ids).await?.into_iter().map(|row| (row.id.clone(), row)).collect();
        let mut excluded: BTreeMap<String, Vec<Exclusion>> = BTreeMap::new();
        // Nothing can be taken away from what was never read.
        if jobs.iter().any(|job| job.kind == JobKind::Rescore) {
            self.store().exclusions(&system, &ids).await?.into_iter().for_each(|(id, mark)| excluded.entry(id).or_default().push(mark));
        }
        let mut programs: BTreeMap<String, Program> = BTreeMap::new();
        let mut forms = BTreeMap::new();
        let (mut tasks, mut failed) = (Vec::new(), Vec::new());
        for job in jobs {
            let Some(row) = rows.get(&job.subject) else {
                failed.push((job, "the conversation is gone".to_owned()));
                continue;
            };
            if !programs.contains_key(&row.program_id)
                && let Some(program) = self.store().program(&system, &row.program_id).await?
            {
                programs.insert(program.id.clone(), program);
            }
            let without = excluded.get(&row.id).cloned().unwrap_or_default();
            match self.task(&job, row, programs.get(&row.program_id), &mut forms, without).await {
                Ok(task) => tasks.push(task),
                Err(error) if error.is_transient() => return Err(error.into()),
                Err(error) => failed.push((job, error.to_string())),
            }
        }
        Ok((tasks, failed))
    }

    /// `forms` remembers what was asked for in this batch.
    async fn task(&self, job: &Job, row: &ConversationRow, program: Option<&Program>, forms: &mut Forms, exclusions: Vec<Exclusion>) -> Result<Task, StoreError> {
        let conversation = read_conversation(&row.document)?;
        let pack = program.and_then(|program| program.pack_hash.clone()).unwrap_or_default();
        let rules = self.rules_of(program).await?;
        let engine = self.engine(&rules, &pack).await?;
        let form = match program {
            Some(program) => match forms.get(&(program.id.clone(), conversation.channel.as_str())) {
                Some(form) => form.clone(),
                None => {
                    let form = self.form(program, &rules, conversation.channel).await?;
                    forms.insert((program.id.clone(), conversation.channel.as_str()), form.clone());
                    form
                }
            },
            None => None,
        };
        let reason = if job.kind == JobKind::Evaluate { "arrival" } else { reason(&job.payload) };
        let with = MadeWith { pack, rules: rules.library.hash().to_owned(), models: rules.models().to_owned(), exclusions: exclusions_document(&exclusions), reason };
        Ok(Task { job: job.clone(), id: row.id.clone(), conversation, engine, form, exclusions, with })
    }
}

thread_local! {
    /// What reading needs again and again, one a thread.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Reads one conversation so that what breaks off in it breaks nothing else: then its job comes back.
fn read_apart(task: Task) -> Result<(Job, ReadResult), Job> {
    let job = task.job.clone();
    let read = catch_unwind(AssertUnwindSafe(|| SCRATCH.with_borrow_mut(|scratch| read(task, scratch))));
    read.map_err(|_| {
        SCRATCH.with_borrow_mut(|scratch| *scratch = Scratch::default());
        job
    })
}

/// Reads one conversation: pure, on any core.
fn read(task: Task, scratch: &mut Scratch) -> (Job, ReadResult) {
    let Task { job, id, conversation, engine, form, exclusions, with } = task;
    let detection = detect(&engine.library, &engine.program, &conversation, scratch).without(&engine.library, &exclusions);
    let checked = Checked { conversation, detection };
    let result = gist(&id, &checked, form.as_ref().map(|form| &form.card), &with);
    (job, result)
}

/// Why a conversation is read again, as its job says.
fn reason(payload: &str) -> &'static str {
    let payload: serde_json::Value = serde_json::from_str(payload).unwrap_or_default();
    match payload["reason"].as_str() {
        Some("dispute") => "dispute",
        Some("scorecard") => "scorecard",
        _ => "rules",
    }
}
