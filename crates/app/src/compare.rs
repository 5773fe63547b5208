//! `rapport score --compare OLD NEW`: what a new version of a scorecard would change over many conversations.

use std::collections::BTreeMap;
use std::io;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Result, bail};
use rapport_engine::{Difference, Mean, Scratch, evaluate};
use rapport_model::{Answer, Conversation, Evaluation, Standing};

use crate::output::{Format, Output, ReportFormat};
use crate::reading::{Reading, Sink};
use crate::report::{self, View};
use crate::score::Args;
use crate::scorecards::Cards;
use crate::screen::{self, Palette};
use crate::wire::EngineInfo;
use crate::wire_compare;

/// Runs the comparison.
pub fn run(args: &Args, old: &str, new: &str) -> Result<ExitCode> {
    if !matches!(args.format, ReportFormat::Text | ReportFormat::Json) {
        bail!("--compare prints one result over all conversations: use --format text or json");
    }
    let reading: &Reading = &args.reading;
    let sources = reading.sources()?;
    let engine = args.rules.engine(&sources)?;
    let cards = [Cards::find(Some(old), &engine.library)?, Cards::find(Some(new), &engine.library)?];
    let [old, new] = [&cards[0].all()[0], &cards[1].all()[0]];
    let work = |conversation: Conversation, scratch: &mut Scratch| {
        let checked = engine.check(conversation, scratch);
        let [before, after] = [old, new].map(|card| evaluate(card, &checked.conversation, &checked.detection));
        Compared::of(checked.conversation.id, checked.conversation.source, &before, &after)
    };
    let view = View { library: &engine.library, lang: args.lang(), palette: Palette::of_stdout(), width: screen::width(), full: args.full, partial: false };
    let finish = |changes: &Changes| match args.format {
        ReportFormat::Text => report::compare(&view, old, new, changes),
        _ => wire_compare::text(&EngineInfo::new(&engine.library), old, new, changes, args.lang()),
    };
    let mut sink = Summary { changes: Changes::default(), finish };
    let done = reading.read(sources, work, &mut sink)?;
    Ok(done.status(false))
}

/// One conversation under both forms.
pub struct Compared {
    pub conversation: String,
    pub source: String,
    pub scores: [Option<u16>; 2],
    pub standings: [Standing; 2],
    pub difference: Difference,
}

impl Compared {
    fn of(conversation: String, source: String, old: &Evaluation, new: &Evaluation) -> Compared {
        Compared { conversation, source, scores: [old.score(), new.score()], standings: [old.standing, new.standing], difference: Difference::of(old, new) }
    }
}

/// So many of the largest changes are kept.
const LARGEST: usize = 10;

/// What changes over all conversations so far; it does not grow with their number.
#[derive(Default)]
pub struct Changes {
    pub read: u64,
    /// Conversations with a score in both forms.
    pub both: u64,
    /// Conversations with a score in the old, and in the new form.
    pub scored: [u64; 2],
    /// Scores of conversations with both, in basis points, and what changes between them.
    pub means: [Mean; 2],
    pub change: Mean,
    pub rise: u64,
    pub fall: u64,
    /// From a result to another: how many.
    pub flips: BTreeMap<(Standing, Standing), u64>,
    /// In the order of the forms.
    pub items: Vec<ItemChanges>,
    /// The largest first; earlier conversations before later ones that change as much.
    pub largest: Vec<Compared>,
}

/// One item over all conversations.
#[derive(Clone, Debug)]
pub struct ItemChanges {
    pub item: Arc<str>,
    /// How often it was answered in the old, and in the new form.
    pub answered: [u64; 2],
    /// Sums of its shares, in basis points.
    pub shares: [u64; 2],
    /// Sum of its effects on the score, in basis points.
    pub effect: i64,
    /// Conversations in which its answer differs.
    pub differs: u64,
}

impl Changes {
    fn add(&mut self, one: Compared) {
        self.read += 1;
        for (count, score) in self.scored.iter_mut().zip(one.scores) {
            *count += u64::from(score.is_some());
        }
        if let [Some(old), Some(new)] = one.scores {
            self.both += 1;
            self.means[0].add(i32::from(old));
            self.means[1].add(i32::from(new));
            self.change.add(i32::from(new) - i32::from(old));
            self.rise += u64::from(new > old);
            self.fall += u64::from(new < old);
        }
        if one.standings[0] != one.standings[1] {
            *self.flips.entry((one.standings[0], one.standings[1])).or_default() += 1;
        }
        for item in &one.difference.items {
            let at = match self.items.iter().position(|own| own.item == item.item) {
                Some(at) => at,
                None => {
                    self.items.push(ItemChanges { item: item.item.clone(), answered: [0; 2], shares: [0; 2], effect: 0, differs: 0 });
                    self.items.len() - 1
                }
            };
            let own = &mut self.items[at];
            for (version, answer) in [&item.old, &item.new].into_iter().enumerate() {
                if let Some(Answer::Share(share)) = answer {
                    own.answered[version] += 1;
                    own.shares[version] += u64::from(*share);
                }
            }
            own.effect += i64::from(item.effect);
            own.differs += u64::from(item.old != item.new);
        }
        let size = |one: &Compared| one.difference.score.map_or(0, i32::abs);
        if size(&one) > 0 {
            let at = self.largest.partition_point(|other| size(other) >= size(&one));
            self.largest.insert(at, one);
            self.largest.truncate(LARGEST);
        }
    }
}

/// Gathers changes, and writes them once.
struct Summary<F> {
    changes: Changes,
    finish: F,
}

impl<F: Fn(&Changes) -> String> Sink<Compared> for Summary<F> {
    fn take(&mut self, one: Compared) -> io::Result<()> {
        self.changes.add(one);
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        if self.changes.read == 0 {
            return Ok(());
        }
        let mut output = Output::stdout(Format::Text);
        output.write((self.finish)(&self.changes).as_bytes())?;
        output.end("")
    }
}
