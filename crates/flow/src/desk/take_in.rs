//! Bytes come in: split, read, redacted on all cores, then kept; only what is safe is acknowledged.

use std::collections::BTreeMap;
use std::io::{BufReader, Read};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use rapport_intake::{Options, Record, parse, records_with};
use rapport_model::{Conversation, Problem};
use rapport_store::{Arrival, Arrived, NewConversation, Program, Scope, StoreError, conversation_document, hash};
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use tracing::{Instrument as _, info_span};

use super::{Desk, INTAKE, REDACTION, source};
use crate::redact_with_roles;

/// What comes in, beside its bytes.
#[derive(Clone, Debug, Default)]
pub struct Incoming {
    /// The program that it belongs to, by id; where none is given, each record names one by id or name.
    pub program: Option<String>,
    /// Where it comes from, such as `api`: with it the source's own ids are told apart.
    pub source: String,
    /// A file's name, for messages.
    pub name: String,
    /// What readers are given.
    pub options: Options,
    /// Takes in however much waits already: for somebody who works on the queue as well, or later.
    pub unbounded: bool,
}

/// What became of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The source's own id; empty where it could not be read.
    pub external_id: String,
    /// Line in the source, from 1.
    pub line: Option<u64>,
    /// What became of it.
    pub arrived: Arrived,
    /// What was wrong with it, where it could not be read.
    pub problem: Option<Problem>,
}

/// How many became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Kept.
    pub new: u64,
    /// There already, the same.
    pub known: u64,
    /// There already with other content, which stays.
    pub differs: u64,
    /// Could not be read; on the dead-letter list.
    pub dead: u64,
}

impl Report {
    fn add(&mut self, arrived: &Arrived) {
        match arrived {
            Arrived::New(_) => self.new += 1,
            Arrived::Known(_) => self.known += 1,
            Arrived::Differs(_) => self.differs += 1,
            Arrived::Dead(_) => self.dead += 1,
        }
    }
}

/// Why nothing more could be taken in.
#[derive(Debug, thiserror::Error)]
pub enum TakeInError {
    /// The database failed; what was acknowledged before is safe.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Too much waits already.
    #[error("{0} conversations wait to be read; try again later")]
    Full(i64),
    /// The thread that read broke off.
    #[error("reading broke off: {0}")]
    Broken(String),
}

/// Records that one transaction keeps.
const BATCH: usize = 64;

/// More than this may not wait in the queue.
const MOST_WAITING: i64 = 20_000;

/// The queue's length is looked at before the first batch and after each so many.
const ROOM_EVERY: u32 = 16;

/// How long a look at a queue that is full, or at a database that is busy, waits.
const PAUSE: Duration = Duration::from_millis(200);

/// Looks at a full queue before the sender is told to come again.
const PATIENCE: u32 = 25;

/// Times that a busy database is asked again.
const TRIES: u32 = 5;

/// What a record became, before it is kept.
struct Prepared {
    arrival: Arrival,
    external_id: String,
    line: Option<u64>,
    problem: Option<Problem>,
}

impl Desk {
    /// Takes in a source of any size in bounded memory. `tell` hears of each record once it is safe.
    ///
    /// # Errors
    /// The database fails, or too much waits already; what was told before is safe.
    pub async fn take_in(&self, scope: &Scope, incoming: &Incoming, reader: Box<dyn Read + Send>, mut tell: impl FnMut(&Receipt)) -> Result<Report, TakeInError> {
        self.room(incoming).await?;
        let programs = self.store().programs(scope).await?;
        let (sender, mut receiver) = mpsc::channel::<Vec<Prepared>>(2);
        let reading = {
            let (desk, incoming) = (self.clone(), incoming.clone());
            tokio::task::spawn_blocking(move || desk.read_in(&programs, &incoming, reader, &sender))
        };
        let mut report = Report::default();
        let mut batches = 0_u32;
        while let Some(batch) = receiver.recv().await {
            batches += 1;
            if batches.is_multiple_of(ROOM_EVERY) {
                self.room(incoming).await?;
            }
            let (arrivals, told): (Vec<Arrival>, Vec<_>) = batch.into_iter().map(|one| (one.arrival, (one.external_id, one.line, one.problem))).unzip();
            let arrived = self.arrive(scope, &arrivals).instrument(info_span!("keep", conversations = arrivals.len())).await?;
            self.wake();
            for ((external_id, line, problem), arrived) in told.into_iter().zip(arrived) {
                report.add(&arrived);
                tell(&Receipt { external_id, line, arrived, problem });
            }
        }
        reading.await.map_err(|error| TakeInError::Broken(error.to_string()))?;
        Ok(report)
    }

    /// Waits a while for room in the queue: a stream that is read no further slows its sender down.
    async fn room(&self, incoming: &Incoming) -> Result<(), TakeInError> {
        if incoming.unbounded {
            return Ok(());
        }
        let system = Scope::system();
        for wait in 0.. {
            let waiting = self.store().backlog(&system).await?;
            if waiting <= MOST_WAITING {
                break;
            }
            if wait >= PATIENCE {
                return Err(TakeInError::Full(waiting));
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    /// Keeps a batch; where the database is busy, it is tried again before anybody is told.
    async fn arrive(&self, scope: &Scope, arrivals: &[Arrival]) -> Result<Vec<Arrived>, StoreError> {
        let mut tries = 0;
        loop {
            match self.store().arrive(scope, arrivals).await {
                Err(error) if error.is_transient() && tries < TRIES => {
                    tries += 1;
                    tracing::warn!(%error, tries, "the database was busy; what came in waits");
                    tokio::time::sleep(PAUSE * tries).await;
                }
                done => return done,
            }
        }
    }

    /// Splits, reads and redacts; ends early when nobody listens any more.
    fn read_in(&self, programs: &[Program], incoming: &Incoming, reader: Box<dyn Read + Send>, sender: &mpsc::Sender<Vec<Prepared>>) {
        let by_name: BTreeMap<&str, &Program> = programs.iter().flat_map(|program| [(program.id.as_str(), program), (program.name.as_str(), program)]).collect();
        let mut batch: Vec<Result<Record, Problem>> = Vec::with_capacity(BATCH);
        let mut records = records_with(&incoming.name, BufReader::with_capacity(1 << 18, reader), &incoming.options);
        loop {
            let next = records.next();
            let ended = next.is_none();
            batch.extend(next);
            if batch.len() >= BATCH || (ended && !batch.is_empty()) {
                let records = std::mem::take(&mut batch);
                let prepared = records.into_par_iter().map(|record| self.prepare(&by_name, incoming, record)).collect();
                if sender.blocking_send(prepared).is_err() {
                    return;
                }
            }
            if ended {
                return;
            }
        }
    }

    /// Reads and redacts one record.
    fn prepare(&self, programs: &BTreeMap<&str, &Program>, incoming: &Incoming, record: Result<Record, Problem>) -> Prepared {
        let (digest, line) = match &record {
            Ok(record) => (digest(&record.bytes), Some(record.line)),
            Err(problem) => (digest(format!("{}:{:?}:{}", problem.source, problem.line, problem.code).as_bytes()), problem.line),
        };
        let read = record.and_then(|record| parse(&record, &incoming.options));
        let placed = read.and_then(|conversation| {
            let wanted = incoming.program.as_deref().or(conversation.program.as_deref());
            match wanted.and_then(|name| programs.get(name)) {
                Some(program) => Ok((conversation, *program)),
                None => Err(Problem {
                    code: "no_program",
                    source: incoming.name.clone(),
                    line,
                    message: if wanted.is_some() { "names a program that is not there".into() } else { "names no program".into() },
                    help: "say which program it belongs to, or make that program first".into(),
                }),
            }
        });
        match placed {
            Ok((conversation, program)) => {
                let external_id = conversation.id.clone();
                let new = self.new_conversation(program, incoming, conversation, digest);
                Prepared { arrival: Arrival::Read(Box::new(new)), external_id, line, problem: None }
            }
            Err(problem) => {
                let wanted = incoming.program.as_deref();
                let arrival = Arrival::Unreadable {
                    program: wanted.and_then(|name| programs.get(name)).map(|program| program.id.clone()),
                    source: incoming.source.clone(),
                    line: line.map(|line| line as i64),
                    hash: digest,
                    code: problem.code.to_owned(),
                    message: problem.message.clone(),
                    help: problem.help.clone(),
                };
                Prepared { arrival, external_id: String::new(), line, problem: Some(problem) }
            }
        }
    }

    fn new_conversation(&self, program: &Program, incoming: &Incoming, mut conversation: Conversation, record: String) -> NewConversation {
        let customer = conversation.customer.take().map(|identifier| self.inner.secret.customer(&program.id, &identifier));
        let original = program.settings.keep_raw.then(|| conversation.clone());
        redact_with_roles(&self.rules().library, &mut conversation);
        let raw = original.and_then(|mut original| {
            // Who asks and who answers decides what is a card number; where the source did not tell, it is known now.
            original.turns.iter_mut().zip(&conversation.turns).for_each(|(turn, read)| turn.party = read.party.clone());
            source::sealed(&self.inner.secret, original)
        });
        conversation.program = Some(program.name.clone());
        conversation.source.clone_from(&incoming.source);
        let started_ms = conversation.started_at.as_deref().and_then(moment).unwrap_or_else(|| self.store().now());
        let lasted = conversation.turns.iter().filter_map(|turn| turn.end_ms.or(turn.start_ms)).chain(conversation.events.iter().filter_map(|event| event.end_ms)).max();
        let document = conversation_document(&conversation);
        NewConversation {
            program: program.id.clone(),
            source: incoming.source.clone(),
            external_id: conversation.id,
            channel: conversation.channel.as_str(),
            agent: conversation.agent,
            customer,
            started_ms,
            ended_ms: lasted.map(|ms| started_ms.saturating_add(ms)),
            turns: conversation.turns.len() as i64,
            hash: hash(&document),
            document,
            raw,
            record,
            made_by: format!("{INTAKE} {REDACTION}"),
        }
    }
}

/// Milliseconds since 1970 of an RFC 3339 moment, or of a date and time without a zone, taken as UTC.
pub fn moment(text: &str) -> Option<i64> {
    let zoned = text.parse::<Timestamp>().ok();
    let local = || text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
    Some(zoned.or_else(local)?.as_millisecond())
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
