//! `rapport export`: redacted conversations with what was found, for other tools.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use rapport_engine::{Scratch, evaluate};
use rapport_model::Conversation;
use rapport_wire::{plain, vcon};

use crate::behaviours::Rules;
use crate::language::Lang;
use crate::output::{self, Output};
use crate::reading::{Reading, Sink};
use crate::scorecards::Cards;
use crate::wire::{EngineInfo, Wanted};
use crate::wire_score;

const EXAMPLES: &str = "\
Examples:
  rapport export calls/ --out vcons/              a file NAME.vcon for each conversation
  rapport export call.txt > call.vcon             one vCon a line on standard output
  rapport export calls/ --scorecard complaint     with an evaluation in each
  rapport export calls/ --format jsonl > all.jsonl
  rapport export sealed.vcon --vcon-key partner.pem --vcon-key own.key

Words are redacted first. The same conversation gives the same bytes. What is exported can be read again by every command.";

/// What is written. (Comments on the variants would blow up `--help`.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    Vcon,
    Jsonl,
}

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    rules: Rules,
    /// vcon for IETF vCon 0.4.0 with what was found as analysis, jsonl for Rapport's plain JSON
    #[arg(long, value_enum, default_value = "vcon", help_heading = "Output")]
    format: Form,
    /// Add an evaluation by this scorecard to each vCon: a built-in one or a file
    #[arg(long, value_name = "NAME|FILE", help_heading = "Output")]
    scorecard: Option<String>,
    /// A folder for one file a conversation, made where it is missing; files of the same name are replaced
    #[arg(long, value_name = "DIR", help_heading = "Output")]
    out: Option<PathBuf>,
    /// Language of the reasons; English by default
    #[arg(long, value_enum, help_heading = "Output")]
    lang: Option<Lang>,
}

pub fn run(args: &Args) -> Result<ExitCode> {
    let sources = args.reading.sources()?;
    if let Some(folder) = &args.out {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    if args.scorecard.is_some() && args.format == Form::Jsonl {
        bail!("--scorecard is for --format vcon: plain JSON holds the conversation alone");
    }
    let engine = args.rules.engine(&sources)?;
    let cards = args.scorecard.as_deref().map(|asked| Cards::find(Some(asked), &engine.library)).transpose()?;
    let info = EngineInfo::new(&engine.library);
    let wanted = Wanted { library: &engine.library, engine: &info, lang: args.lang.unwrap_or_default() };
    let work = |conversation: Conversation, scratch: &mut Scratch| {
        let checked = engine.check(conversation, scratch);
        let bytes = match args.format {
            Form::Vcon => {
                let card = cards.as_ref().map(|cards| cards.of(checked.conversation.channel));
                let evaluation = card.map(|card| (card, evaluate(card, &checked.conversation, &checked.detection)));
                vcon::line(&wanted, &checked, evaluation.as_ref().map(|(card, evaluation)| wire_score::evaluation_out(Some(card), true, evaluation, wanted.lang)))
            }
            Form::Jsonl => plain::line(&checked.conversation),
        };
        Exported { name: name(&checked.conversation), bytes }
    };
    let mut place = match &args.out {
        Some(folder) => Place::Folder { folder, ending: if args.format == Form::Vcon { "vcon" } else { "json" }, used: HashMap::new() },
        None => Place::Lines(Output::stdout(output::Format::Jsonl)),
    };
    let done = args.reading.read(sources, work, &mut place)?;
    if let Place::Folder { folder, used, .. } = &place {
        anstream::eprintln!("{} file{} in {}", used.len(), if used.len() == 1 { "" } else { "s" }, folder.display());
    }
    Ok(done.status(false))
}

struct Exported {
    name: String,
    bytes: Vec<u8>,
}

/// Where conversations go.
enum Place<'a> {
    Lines(Output),
    Folder { folder: &'a Path, ending: &'static str, used: HashMap<String, u64> },
}

impl Sink<Exported> for Place<'_> {
    fn is_elsewhere(&self) -> bool {
        matches!(self, Place::Folder { .. })
    }

    fn take(&mut self, exported: Exported) -> io::Result<()> {
        match self {
            Place::Lines(output) => output.write(&exported.bytes),
            Place::Folder { folder, ending, used } => {
                let name = unused(&exported.name, used);
                let mut bytes = exported.bytes;
                bytes.push(b'\n');
                let path = folder.join(format!("{name}.{ending}"));
                std::fs::write(&path, bytes).map_err(|error| io::Error::other(format!("{}: {error}", path.display())))
            }
        }
    }

    fn end(&mut self) -> io::Result<()> {
        match self {
            Place::Lines(output) => output.end(""),
            Place::Folder { .. } => Ok(()),
        }
    }
}

/// The id where it can be the name of a file and hides nothing personal, else the UUID.
fn name(conversation: &Conversation) -> String {
    let id = conversation.id.as_str();
    let plain = id.len() <= 80 && id.starts_with(|first: char| first.is_alphanumeric()) && id.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
    if plain && plain::masked(id) == id { id.to_owned() } else { vcon::uuid(conversation) }
}

/// A name that no other conversation of this run has, also where the file system does not tell cases apart.
/// `used` holds how often each was wanted.
fn unused(name: &str, used: &mut HashMap<String, u64>) -> String {
    let mut own = name.to_owned();
    while let Some(count) = used.get_mut(&own.to_lowercase()) {
        *count += 1;
        own = format!("{name}-{count}");
    }
    used.insert(own.to_lowercase(), 1);
    own
}

#[cfg(test)]
mod tests {
    use rapport_model::Channel;

    use super::*;

    #[test]
    fn names_are_safe_and_never_twice() {
        let named = |id: &str| name(&Conversation::new(id, "a.json", Channel::Chat));
        assert_eq!(named("c1"), "c1");
        assert_eq!(named("通话.7"), "通话.7");
        for id in ["../etc/passwd", ".hidden", "a/b", "", "CON:", "quinn@example.com"] {
            assert_eq!(named(id).len(), 36, "{id}");
        }
        let mut used = HashMap::new();
        assert_eq!(["a", "A", "a-2", "a"].map(|name| unused(name, &mut used)), ["a", "A-2", "a-2-2", "a-3"]);
    }
}
