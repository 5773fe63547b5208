//! `rapport check`: read conversations, print findings.

use std::io;
use std::process::ExitCode;

use anyhow::{Result, bail};
use rapport_engine::{Library, Scratch};
use rapport_flow::Checked;
use rapport_model::{Conversation, Polarity};

use crate::behaviours::Rules;
use crate::html::Page;
use crate::language::Lang;
use crate::output::{Body, Output, ReportFormat};
use crate::page::did_you_mean;
use crate::reading::{Reading, Sink};
use crate::report::{self, Tally, View};
use crate::screen::{self, Palette};
use crate::wire::{self, EngineInfo, Wanted};
use crate::{markdown, sheet};

const EXAMPLES: &str = "\
Examples:
  rapport check call.txt                          a report with every quote underlined
  rapport check calls/ 'chats/*.jsonl.gz'         folders, patterns, gzip: recognised by content
  rapport check calls/ --format html > calls.html  one page that opens in any browser and asks no server for anything
  rapport check calls/ --format jsonl | jq .skills
  cat chat.json | rapport check - --full          the whole transcript, annotated
  rapport check calls/ --fail-on -                exit with 1 when anything speaks against

Exit status: 0 done; 1 done, and --fail-on was met; 2 wrong usage, nothing readable, or --strict and something unreadable.";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    rules: Rules,

    /// text for a terminal, html for one web page, markdown for documents, csv for spreadsheets, json for one
    /// array of all conversations, jsonl for a line of JSON each
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    format: ReportFormat,
    /// Print every turn and every detail, not only what matters most
    #[arg(long, help_heading = "Output")]
    full: bool,
    /// Language of messages; that of the terminal by default
    #[arg(long, value_enum, help_heading = "Output")]
    lang: Option<Lang>,

    /// Only these behaviours (ids, separated by commas)
    #[arg(long, value_delimiter = ',', value_name = "IDS", help_heading = "What to look for")]
    only: Vec<String>,
    /// All but these behaviours
    #[arg(long, value_delimiter = ',', value_name = "IDS", help_heading = "What to look for")]
    skip: Vec<String>,
    /// Leave out findings less sure than this, 0 to 1
    #[arg(long, default_value_t = 0.0, value_name = "N", help_heading = "What to look for")]
    min_confidence: f64,

    /// Exit with 1 when any of these behaviours is found, as a mark or as a hint; `-` stands for anything that speaks against
    #[arg(long, value_delimiter = ',', value_name = "IDS", allow_hyphen_values = true, help_heading = "Running")]
    fail_on: Vec<String>,
}

pub fn run(args: &Args) -> Result<ExitCode> {
    let sources = args.reading.sources()?;
    if !(0.0..=1.0).contains(&args.min_confidence) {
        bail!("--min-confidence is a number from 0 to 1");
    }
    let engine = args.rules.engine(&sources)?;
    known(&engine.library, args)?;
    let info = EngineInfo::new(&engine.library);
    let lang = args.lang.unwrap_or_else(|| if args.format.for_people() { crate::language::of_terminal() } else { Lang::En });
    let wanted = Wanted { library: &engine.library, engine: &info, lang };
    let view = View {
        library: &engine.library,
        lang,
        palette: Palette::of_stdout(),
        width: screen::width(),
        full: args.full || args.format == ReportFormat::Html,
        partial: !args.only.is_empty() || !args.skip.is_empty(),
    };
    let work = |conversation: Conversation, scratch: &mut Scratch| {
        let mut checked = engine.check(conversation, scratch);
        keep(args, &mut checked);
        let fails = fails(args, &checked);
        let text = |text: String| Body::Bytes(text.into_bytes());
        let (body, tally) = match args.format {
            ReportFormat::Text => (text(report::conversation(&view, &checked)), Some(Tally::of(&checked))),
            ReportFormat::Markdown => (text(markdown::conversation(&view, &checked)), None),
            ReportFormat::Csv => (Body::Bytes(sheet::rows(&view, &checked)), None),
            ReportFormat::Json | ReportFormat::Jsonl => (Body::Bytes(wire::line(&wanted, &checked)), None),
            ReportFormat::Html => (Body::Whole(Box::new(checked)), None),
        };
        Printed { body, fails, tally }
    };
    let page = (args.format == ReportFormat::Html).then(Page::default);
    let mut printer = Printer { args, view: &view, engine: &info, output: Output::stdout(args.format.frame()), page, tally: Tally::default(), failed: false };
    let done = args.reading.read(sources, work, &mut printer)?;
    printer.page.iter().for_each(Page::tell_left_out);
    Ok(done.status(printer.failed))
}

/// What a worker hands on.
struct Printed {
    body: Body,
    fails: bool,
    tally: Option<Tally>,
}

/// Writes conversations, and sums them up.
struct Printer<'a> {
    args: &'a Args,
    view: &'a View<'a>,
    engine: &'a EngineInfo,
    output: Output,
    page: Option<Page>,
    tally: Tally,
    failed: bool,
}

impl Sink<Printed> for Printer<'_> {
    fn lang(&self) -> Lang {
        self.view.lang
    }

    fn begin(&mut self) -> io::Result<()> {
        match self.args.format {
            ReportFormat::Html => self.output.write(Page::begin(self.view, &self.args.reading.named()).as_bytes()),
            ReportFormat::Csv => self.output.write(&sheet::head()),
            _ => Ok(()),
        }
    }

    fn take(&mut self, printed: Printed) -> io::Result<()> {
        self.failed |= printed.fails;
        printed.tally.into_iter().for_each(|own| self.tally.add(own));
        match (printed.body, &mut self.page) {
            (Body::Whole(checked), Some(page)) => self.output.write(page.conversation(self.view, &checked, None).as_bytes()),
            (Body::Whole(_), None) => Ok(()),
            (Body::Bytes(bytes), _) => self.output.write(&bytes),
        }
    }

    fn end(&mut self) -> io::Result<()> {
        let last = match &self.page {
            Some(page) => page.end(self.view, self.engine),
            None => self.tally.report(self.view),
        };
        self.output.end(&last)
    }
}

/// Every id on the command line is one of a behaviour.
fn known(library: &Library, args: &Args) -> Result<()> {
    for id in args.only.iter().chain(&args.skip).chain(args.fail_on.iter().filter(|id| *id != "-")) {
        if library.behaviour(id).is_none() {
            let ids = library.behaviours().map(|rule| rule.id.value.as_str());
            bail!("there is no behaviour `{id}`: {}", did_you_mean(id, ids));
        }
    }
    Ok(())
}

fn fails(args: &Args, checked: &Checked) -> bool {
    let meets = |id: &String, behaviour: &str, polarity| **id == *behaviour || id == "-" && polarity == Polarity::Negative;
    checked.detection.findings.iter().any(|finding| args.fail_on.iter().any(|id| meets(id, &finding.behaviour, finding.polarity)))
}

/// Leaves out what was not asked for. Skills and episodes are those of the whole engine, so that a filter
/// never changes a rate.
fn keep(args: &Args, checked: &mut Checked) {
    let least = (args.min_confidence * 100.0).round() as u8;
    let asked = |behaviour: &str| (args.only.is_empty() || args.only.iter().any(|id| **id == *behaviour)) && !args.skip.iter().any(|id| **id == *behaviour);
    checked.detection.findings.retain(|finding| finding.confidence >= least && asked(&finding.behaviour));
    checked.detection.opportunities.retain(|opportunity| asked(&opportunity.behaviour));
}
