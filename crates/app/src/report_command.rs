//! `rapport report`: what many conversations come to.

use std::io;
use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;
use rapport_engine::Scratch;
use rapport_model::Conversation;

use crate::behaviours::Rules;
use crate::html;
use crate::language::Lang;
use crate::reading::{Reading, Sink};
use crate::report::View;
use crate::screen::{self, Palette};
use crate::summary::{self, Portion, Summary};
use crate::wire::EngineInfo;
use crate::wire_report;

const EXAMPLES: &str = "\
Examples:
  rapport report calls/                              skills, behaviours, episodes, and which to read first
  rapport report calls/ --format html > week.html    one page that opens in any browser
  rapport report calls/ --format csv > rates.csv     every rate with n and interval, for a spreadsheet
  rapport report 'calls/2026-03-*' --format json | jq .skills

Nobody is ranked: where intervals overlap, no difference can be shown. Customers' hostility is told of a team only.
Exit status: 0 done; 2 wrong usage, nothing readable, or --strict and something unreadable.";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Html,
    Markdown,
    Csv,
    Json,
}

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    rules: Rules,

    /// text for a terminal, html for one web page, markdown for documents, csv for spreadsheets, json for other tools
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    format: Format,
    /// Every behaviour and every name, not only the most frequent
    #[arg(long, help_heading = "Output")]
    full: bool,
    /// Language of messages; that of the terminal by default
    #[arg(long, value_enum, help_heading = "Output")]
    lang: Option<Lang>,
}

pub fn run(args: &Args) -> Result<ExitCode> {
    let sources = args.reading.sources()?;
    let engine = args.rules.engine(&sources)?;
    let info = EngineInfo::new(&engine.library);
    let people = matches!(args.format, Format::Text | Format::Html | Format::Markdown);
    let lang = args.lang.unwrap_or_else(|| if people { crate::language::of_terminal() } else { Lang::En });
    let view = View { library: &engine.library, lang, palette: Palette::of_stdout(), width: screen::width(), full: args.full, partial: false };
    let work = |conversation: Conversation, scratch: &mut Scratch| Portion::of(&engine.library, &engine.check(conversation, scratch));
    let mut sums = Sums { summary: Summary::default(), lang };
    let done = args.reading.read(sources, work, &mut sums)?;
    let summary = sums.summary;
    if summary.conversations > 0 {
        let title = args.reading.named();
        let bytes = match args.format {
            Format::Text => summary::text::write(&view, &summary).into_bytes(),
            Format::Html => html::summary(&view, &title, &info, &summary).into_bytes(),
            Format::Markdown => summary::markdown::write(&view, &title, &summary).into_bytes(),
            Format::Csv => summary::sheet::table(&view, &summary),
            Format::Json => wire_report::object(&view, &info, &summary),
        };
        screen::print(&bytes)?;
    }
    Ok(done.status(false))
}

/// Adds up what comes.
struct Sums {
    summary: Summary,
    lang: Lang,
}

impl Sink<Portion> for Sums {
    fn lang(&self) -> Lang {
        self.lang
    }

    fn take(&mut self, portion: Portion) -> io::Result<()> {
        self.summary.add(portion);
        Ok(())
    }
}
