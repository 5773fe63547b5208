//! `rapport score`: read conversations, apply a scorecard, print every item with its evidence.

use std::io;
use std::process::ExitCode;

use anyhow::{Result, bail};
use rapport_engine::{Scratch, evaluate};
use rapport_model::{Conversation, Evaluation, Standing};

use crate::behaviours::Rules;
use crate::html::{Page, Scored};
use crate::language::Lang;
use crate::output::{Body, Output, ReportFormat};
use crate::reading::{Reading, Sink};
use crate::report::{self, ScoreTally, View};
use crate::scorecards::Cards;
use crate::screen::{self, Palette};
use crate::wire::{EngineInfo, Wanted};
use crate::{compare, score_markdown, score_sheet, wire_score};

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

    /// text for a terminal, html for one web page, markdown for documents, csv for spreadsheets, json for one
    /// array of all conversations, jsonl for a line of JSON each
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub format: ReportFormat,
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
        self.lang.unwrap_or_else(|| if self.format.for_people() { crate::language::of_terminal() } else { Lang::En })
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
    let engine = args.rules.engine(&sources)?;
    let cards = Cards::find(args.scorecard.as_deref(), &engine.library)?;
    let info = EngineInfo::new(&engine.library);
    let lang = args.lang();
    let wanted = Wanted { library: &engine.library, engine: &info, lang };
    let view = View { library: &engine.library, lang, palette: Palette::of_stdout(), width: screen::width(), full: args.full || args.format == ReportFormat::Html, partial: false };
    let least = args.fail_under.map(|least| (least * 100.0).round() as u16);
    let work = |conversation: Conversation, scratch: &mut Scratch| {
        let checked = engine.check(conversation, scratch);
        let card = cards.of(checked.conversation.channel);
        let evaluation = evaluate(card, &checked.conversation, &checked.detection);
        let fails = least.is_some_and(|least| evaluation.standing == Standing::FailProposed || evaluation.score().is_some_and(|score| score < least));
        let body = match args.format {
            ReportFormat::Text => Body::Bytes(report::score(&view, card, cards.asked(), &checked, &evaluation).into_bytes()),
            ReportFormat::Markdown => Body::Bytes(score_markdown::evaluation(&view, card, &checked, &evaluation).into_bytes()),
            ReportFormat::Csv => Body::Bytes(score_sheet::rows(&view, card, &checked, &evaluation)),
            ReportFormat::Json | ReportFormat::Jsonl => Body::Bytes(wire_score::line(&wanted, card, cards.asked(), &checked, &evaluation)),
            ReportFormat::Html => Body::Whole(Box::new(checked)),
        };
        Printed { body, fails, evaluation }
    };
    let page = (args.format == ReportFormat::Html).then(Page::default);
    let mut printer = Printer { args, view: &view, engine: &info, cards: &cards, output: Output::stdout(args.format.frame()), page, tally: ScoreTally::default(), failed: false };
    let done = args.reading.read(sources, work, &mut printer)?;
    printer.page.iter().for_each(Page::tell_left_out);
    Ok(done.status(printer.failed))
}

/// What a worker hands on.
struct Printed {
    body: Body,
    fails: bool,
    evaluation: Evaluation,
}

/// Writes evaluations, and sums them up.
struct Printer<'a> {
    args: &'a Args,
    view: &'a View<'a>,
    engine: &'a EngineInfo,
    cards: &'a Cards,
    output: Output,
    page: Option<Page>,
    tally: ScoreTally,
    failed: bool,
}

impl Sink<Printed> for Printer<'_> {
    fn lang(&self) -> Lang {
        self.view.lang
    }

    fn begin(&mut self) -> io::Result<()> {
        match self.args.format {
            ReportFormat::Html => self.output.write(Page::begin(self.view, &self.args.reading.named()).as_bytes()),
            ReportFormat::Csv => self.output.write(&score_sheet::head()),
            _ => Ok(()),
        }
    }

    fn take(&mut self, printed: Printed) -> io::Result<()> {
        self.failed |= printed.fails;
        self.tally.add(&printed.evaluation);
        match (printed.body, &mut self.page) {
            (Body::Whole(checked), Some(page)) => {
                let scored = Scored { card: self.cards.of(checked.conversation.channel), evaluation: &printed.evaluation };
                self.output.write(page.conversation(self.view, &checked, Some(scored)).as_bytes())
            }
            (Body::Whole(_), None) => Ok(()),
            (Body::Bytes(bytes), _) => self.output.write(&bytes),
        }
    }

    fn end(&mut self) -> io::Result<()> {
        let last = match (&self.page, self.args.format) {
            (Some(page), _) => page.end(self.view, self.engine),
            (None, ReportFormat::Text) => self.tally.report(self.view),
            _ => String::new(),
        };
        self.output.end(&last)
    }
}
