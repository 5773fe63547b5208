//! `rapport score`: read conversations, apply a scorecard, print every item with its evidence.

use std::io;
use std::process::ExitCode;

use anyhow::{Result, bail};
use rapport_engine::{Scratch, evaluate};
use rapport_model::{Conversation, Evaluation, Standing};

use crate::behaviours::Rules;
use crate::language::Lang;
use crate::output::{Format, Output};
use crate::reading::{Reading, Sink};
use crate::report::{self, ScoreTally, View};
use crate::scorecards::Cards;
use crate::screen::{self, Palette};
use crate::wire::{EngineInfo, Wanted};
use crate::{compare, wire_score};

const EXAMPLES: &str = "\
Examples:
  rapport score call.txt                               by the built-in form for its channel
  rapport score calls/ --scorecard complaint           by another one: `rapport scorecards` lists them
  rapport score calls/ --scorecard ours.yaml           by your own
  rapport score calls/ --format jsonl | jq .score
  rapport score calls/ --fail-under 70                 for scripts
  rapport score calls/ --compare voice ours.yaml       what a new version would change

Exit status: 0 done; 1 done, and --fail-under was met; 2 wrong usage, nothing readable, or --strict and something unreadable.";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub rules: Rules,

    /// A built-in scorecard or a file; by default one is chosen by channel
    #[arg(long, value_name = "NAME|FILE", help_heading = "Scoring")]
    scorecard: Option<String>,
    /// Apply two scorecards and print what changes from OLD to NEW
    #[arg(long, num_args = 2, value_names = ["OLD", "NEW"], conflicts_with_all = ["scorecard", "fail_under"], help_heading = "Scoring")]
    compare: Option<Vec<String>>,
    /// Exit with 1 when a score is below N of 100, or a critical item fails
    #[arg(long, value_name = "N", help_heading = "Scoring")]
    fail_under: Option<f64>,

    /// text for people, json for one array of all conversations, jsonl for a line of JSON each
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub format: Format,
    /// Print all evidence, not only the first three of each item
    #[arg(long, help_heading = "Output")]
    pub full: bool,
    /// Language of messages; that of the terminal by default
    #[arg(long, value_enum, help_heading = "Output")]
    pub lang: Option<Lang>,
}

impl Args {
    /// The reader's language: JSON does not depend on the terminal.
    pub fn lang(&self) -> Lang {
        self.lang.unwrap_or_else(|| if self.format == Format::Text { Lang::of_terminal() } else { Lang::En })
    }
}

pub fn run(args: &Args) -> Result<ExitCode> {
    if let Some([old, new]) = args.compare.as_deref() {
        return compare::run(args, old, new);
    }
    let sources = args.reading.sources()?;
    if args.fail_under.is_some_and(|least| !(0.0..=100.0).contains(&least)) {
        bail!("--fail-under is a number from 0 to 100");
    }
    let engine = args.rules.engine()?;
    let cards = Cards::find(args.scorecard.as_deref(), &engine.library)?;
    let info = EngineInfo::new(&engine.library);
    let lang = args.lang();
    let wanted = Wanted { library: &engine.library, engine: &info, lang };
    let view = View { library: &engine.library, lang, palette: Palette::of_stdout(), width: screen::width(), full: args.full, partial: false };
    let least = args.fail_under.map(|least| (least * 100.0).round() as u16);
    let work = |conversation: Conversation, scratch: &mut Scratch| {
        let checked = engine.check(conversation, scratch);
        let card = cards.of(checked.conversation.channel);
        let evaluation = evaluate(card, &checked.conversation, &checked.detection);
        let fails = least.is_some_and(|least| evaluation.standing == Standing::FailProposed || evaluation.score().is_some_and(|score| score < least));
        let bytes = match args.format {
            Format::Text => report::score(&view, card, cards.asked(), &checked, &evaluation).into_bytes(),
            Format::Json | Format::Jsonl => wire_score::line(&wanted, card, cards.asked(), &checked, &evaluation),
        };
        Scored { bytes, fails, evaluation }
    };
    let mut printer = Printer { view: &view, output: Output::stdout(args.format), tally: ScoreTally::default(), failed: false };
    let done = args.reading.read(sources, work, &mut printer)?;
    Ok(done.status(printer.failed))
}

/// What a worker hands on.
struct Scored {
    bytes: Vec<u8>,
    fails: bool,
    evaluation: Evaluation,
}

/// Writes evaluations, and sums them up.
struct Printer<'a> {
    view: &'a View<'a>,
    output: Output,
    tally: ScoreTally,
    failed: bool,
}

impl Sink<Scored> for Printer<'_> {
    fn take(&mut self, scored: Scored) -> io::Result<()> {
        self.failed |= scored.fails;
        self.tally.add(&scored.evaluation);
        self.output.write(&scored.bytes)
    }

    fn end(&mut self) -> io::Result<()> {
        self.output.end(&self.tally.report(self.view))
    }
}
