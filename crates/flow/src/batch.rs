//! Many sources, read in parallel and handed on in their order, with bounded memory.

use std::io::{self, BufReader, Read};

use rapport_engine::Scratch;
use rapport_intake::{Options, Record};
use rapport_model::{Conversation, Problem};
use rayon::prelude::*;

/// A source of bytes that is opened when its turn comes.
pub struct Input {
    /// Path, or `-` for standard input.
    pub name: String,
    /// Opens it.
    pub open: Box<dyn FnOnce() -> io::Result<Box<dyn Read + Send>>>,
}

/// What comes out for one record.
pub enum Taken<T> {
    /// Read, and rendered by the caller's function.
    Read(T),
    /// Not read: why, where, what to do.
    Problem(Problem),
}

/// How many records were read and how many were not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Conversations read.
    pub read: u64,
    /// Records with a problem that kept them from being read.
    pub unreadable: u64,
    /// Turns in the conversations read.
    pub turns: u64,
}

/// A batch ends at so many records or bytes, whichever comes first: enough work for every core, little memory.
const RECORDS: usize = 512;
const BYTES: usize = 4 << 20;

/// Reads every record of every input, with what readers are given beside it. `work` runs on all cores; `sink` gets its results in the order of the
/// input and may stop everything by returning an error.
pub fn take_in<T, E>(
    inputs: impl IntoIterator<Item = Input>,
    options: &Options,
    work: impl Fn(Conversation, &mut Scratch) -> T + Sync,
    mut sink: impl FnMut(Taken<T>, u64) -> Result<(), E>,
) -> Result<Counts, E>
where
    T: Send,
{
    let mut counts = Counts::default();
    let mut batch: Vec<Result<Record, Problem>> = Vec::new();
    let mut bytes = 0;
    for input in inputs {
        let name = input.name;
        match (input.open)() {
            Ok(reader) => {
                for record in rapport_intake::records_with(&name, BufReader::with_capacity(1 << 18, reader), options) {
                    bytes += record.as_ref().map_or(0, |record| record.bytes.len());
                    batch.push(record);
                    if batch.len() >= RECORDS || bytes >= BYTES {
                        flush(&mut batch, &mut bytes, options, &work, &mut sink, &mut counts)?;
                    }
                }
            }
            Err(error) => batch.push(Err(Problem {
                code: "cannot_open",
                source: name,
                line: None,
                message: format!("cannot open: {error}"),
                help: "check the path and its permissions".into(),
            })),
        }
    }
    flush(&mut batch, &mut bytes, options, &work, &mut sink, &mut counts)?;
    Ok(counts)
}

fn flush<T: Send, E>(
    batch: &mut Vec<Result<Record, Problem>>,
    bytes: &mut usize,
    options: &Options,
    work: &(impl Fn(Conversation, &mut Scratch) -> T + Sync),
    sink: &mut impl FnMut(Taken<T>, u64) -> Result<(), E>,
    counts: &mut Counts,
) -> Result<(), E> {
    let records = std::mem::take(batch);
    *bytes = 0;
    // What was made of each, with its turns; and its bytes.
    type Done<T> = (Result<(T, u64), Problem>, u64);
    let done: Vec<Done<T>> = records
        .into_par_iter()
        .map_init(Scratch::default, |scratch, record| {
            let size = record.as_ref().map_or(0, |record| record.bytes.len() as u64);
            let read = record.and_then(|record| rapport_intake::parse(&record, options)).map(|conversation| {
                let turns = conversation.turns.len() as u64;
                (work(conversation, scratch), turns)
            });
            (read, size)
        })
        .collect();
    for (read, size) in done {
        match read {
            Ok((value, turns)) => {
                counts.read += 1;
                counts.turns += turns;
                sink(Taken::Read(value), size)?;
            }
            Err(problem) => {
                counts.unreadable += 1;
                sink(Taken::Problem(problem), size)?;
            }
        }
    }
    Ok(())
}
