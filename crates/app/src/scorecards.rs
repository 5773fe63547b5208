//! Scorecards: those inside the binary, and a team's own; `rapport scorecards` lists and prints them.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use include_dir::{Dir, include_dir};
use rapport_engine::{Library, RuleSource, Scorecard};
use rapport_model::Channel;
use serde_json::json;

use crate::behaviours;
use crate::explain::Format;
use crate::language::Lang;
use crate::page::nearest;
use crate::report::channel_name;
use crate::screen::{self, Palette};
use crate::wrap::{Rich, pad, width};

static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../scorecards");

const EXAMPLES: &str = "\
Examples:
  rapport scorecards                       the built-in forms
  rapport scorecards show voice            one of them, as YAML
  rapport scorecards show voice > ours.yaml
  rapport score calls/ --scorecard ours.yaml";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// text for people, json for programs
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Language of names; that of the terminal by default
    #[arg(long, value_enum)]
    lang: Option<Lang>,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Print one as YAML, as a start for your own
    Show {
        /// One of those that `rapport scorecards` lists
        name: String,
    },
}

pub fn run(args: &Args) -> Result<ExitCode> {
    if let Some(Command::Show { name }) = &args.command {
        return screen::print(named(name)?.text.as_bytes());
    }
    let library = behaviours::library(None)?;
    let cards = built_in().iter().map(|source| Ok(Scorecard::compile(source, &library)?)).collect::<Result<Vec<Scorecard>>>()?;
    let lang = args.lang.unwrap_or_else(crate::language::of_terminal);
    let out = match args.format {
        Format::Text => text(&cards, lang),
        Format::Json => format!("{:#}\n", cards.iter().map(brief).collect::<serde_json::Value>()),
    };
    screen::print(out.as_bytes())
}

/// The scorecards to apply: the one asked for, or for each channel one of the built-in ones.
pub struct Cards {
    cards: Vec<Scorecard>,
    asked: bool,
}

impl Cards {
    /// The one asked for by name or file, or the built-in ones.
    ///
    /// # Errors
    /// A name that is none, a file that cannot be read, or mistakes in it with their places.
    pub fn find(asked: Option<&str>, library: &Library) -> Result<Cards> {
        let names = ["voice", "chat", "email"];
        let sources = match asked {
            Some(name) => vec![source(name)?],
            None => names.iter().map(|name| named(name)).collect::<Result<_>>()?,
        };
        let cards = sources.iter().map(|source| Ok(Scorecard::compile(source, library)?)).collect::<Result<_>>()?;
        Ok(Cards { cards, asked: asked.is_some() })
    }

    /// The one for a channel.
    pub fn of(&self, channel: Channel) -> &Scorecard {
        let name = match channel {
            Channel::Voice | Channel::Video => "voice",
            Channel::Chat | Channel::Sms | Channel::Social => "chat",
            Channel::Email => "email",
        };
        self.cards.iter().find(|card| &*card.id == name).unwrap_or(&self.cards[0])
    }

    /// Whether it was asked for, and not chosen by channel.
    pub fn asked(&self) -> bool {
        self.asked
    }

    /// Every one that may be used.
    pub fn all(&self) -> &[Scorecard] {
        &self.cards
    }
}

/// The built-in scorecards, by name.
pub fn built_in() -> Vec<RuleSource> {
    let mut files: Vec<_> = BUILT_IN.files().filter(|file| file.path().extension().is_some_and(|ending| ending == "yaml")).collect();
    files.sort_by_key(|file| file.path());
    let source = |file: &include_dir::File| Some(RuleSource { name: format!("scorecards/{}", file.path().display()), text: file.contents_utf8()?.to_owned() });
    files.into_iter().filter_map(source).collect()
}

/// A scorecard by the name of a built-in one, or a file.
///
/// # Errors
/// Neither of the two, or a file that cannot be read.
pub fn source(which: &str) -> Result<RuleSource> {
    let path = Path::new(which);
    if path.is_file() {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {which}"))?;
        return Ok(RuleSource { name: which.to_owned(), text });
    }
    named(which)
}

fn named(name: &str) -> Result<RuleSource> {
    let mut all = built_in();
    match all.iter().position(|source| stem(&source.name) == name) {
        Some(at) => Ok(all.swap_remove(at)),
        None => bail!(
            "there is no scorecard `{name}`, neither a file nor a built-in one: {}",
            nearest(name, all.iter().map(|source| stem(&source.name))).unwrap_or_else(|| "`rapport scorecards` lists them".to_owned())
        ),
    }
}

fn stem(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name).trim_end_matches(".yaml")
}

fn text(cards: &[Scorecard], lang: Lang) -> String {
    let (palette, columns) = (Palette::of_stdout(), screen::width());
    let ids = cards.iter().map(|card| card.id.len()).max().unwrap_or(0);
    let names = cards.iter().map(|card| width(lang.text(&card.file.name))).max().unwrap_or(0);
    let mut out = String::new();
    for card in cards {
        let items = card.sections.iter().map(|section| section.items.len()).sum::<usize>();
        let facts = match lang {
            Lang::En => format!("version {}, {} sections, {items} items", card.version, card.sections.len()),
            Lang::Zh => format!("第 {} 版，{} 部分，{items} 项", card.version, card.sections.len()),
        };
        let line = Rich::new(&pad(&card.id, ids), palette.bold).plain("  ").plain(&pad(lang.text(&card.file.name), names)).and(&format!("  {facts}"), palette.dim);
        line.write(&mut out, "", "    ", columns);
        let channels: Vec<&str> = card.channels.iter().map(|channel| channel_name(*channel, lang)).collect();
        let about = match lang {
            Lang::En => format!("{} ({})", lang.text(&card.file.about), channels.join(", ")),
            Lang::Zh => format!("{}（{}）", lang.text(&card.file.about), channels.join("、")),
        };
        Rich::new(&about, palette.dim).write(&mut out, "    ", "    ", columns);
    }
    let legend = lang.pick(
        "\n`rapport scorecards show NAME` prints one, as a start for your own; `rapport score PATH… --scorecard NAME` applies it.\n",
        "\n`rapport scorecards show NAME` 打印其中一份，可作为自定评分表的起点；`rapport score PATH… --scorecard NAME` 使用它。\n",
    );
    Rich::new(legend.trim(), palette.dim).write(&mut out, "", "", columns);
    out
}

fn brief(card: &Scorecard) -> serde_json::Value {
    let items = |section: &rapport_engine::Section| {
        let items =
            section.items.iter().map(|item| json!({"id": *item.id, "kind": item.kind.as_str(), "class": item.class.as_str(), "critical": item.critical, "weight": item.weight}));
        items.collect::<serde_json::Value>()
    };
    json!({
        "id": *card.id,
        "version": card.version,
        "hash": *card.hash,
        "name": {"en": card.file.name.en, "zh": card.file.name.zh},
        "channels": card.channels.iter().map(|channel| channel.as_str()).collect::<Vec<_>>(),
        "pass": card.pass.map(|pass| pass / 100),
        "sections": card.sections.iter().map(|section| json!({"id": *section.id, "items": items(section)})).collect::<serde_json::Value>(),
    })
}
