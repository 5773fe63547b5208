//! The `rapport` command.

mod behaviours;
mod check;
mod conditions;
mod explain;
mod export;
mod inputs;
mod language;
mod list;
mod output;
mod page;
mod parts;
mod plain;
mod problem_words;
mod problems;
mod progress;
mod reading;
mod redact_command;
mod report;
mod screen;
mod test_command;
mod vcon;
mod wire;
mod wrap;

use clap::{Parser, Subcommand};

use crate::screen::Color;

const ABOUT: &str = "Reads customer-service conversations and finds soft-skill behaviours, each with its quote. Offline; English and Chinese.";

const EXAMPLES: &str = "\
Examples:
  rapport check calls/                       read every conversation in a folder
  rapport check chat.json --full             the whole transcript, annotated
  rapport check calls/ --format jsonl        one line of JSON a conversation, for other tools
  rapport explain apology_owned              what a behaviour is, why it matters, what to say
  rapport redact call.txt                    a transcript without personal data

Exit status: 0 done; 1 done, and --fail-on was met or an example failed; 2 wrong usage or nothing readable.";

#[derive(Parser)]
#[command(name = "rapport", version, about = ABOUT, after_help = EXAMPLES, arg_required_else_help = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// When to use colours; auto heeds NO_COLOR and CLICOLOR_FORCE
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN", global = true)]
    color: Color,
}

#[derive(Subcommand)]
enum Command {
    /// Read conversations and print what was found
    Check(check::Args),
    /// Explain one behaviour: what it is, why it matters, what to say
    Explain(explain::Args),
    /// List all behaviours
    Behaviours(list::Args),
    /// Print conversations with personal data masked
    Redact(redact_command::Args),
    /// Write redacted conversations as vCons with what was found, or as plain JSON
    Export(export::Args),
    /// Run the examples inside rule files
    Test(test_command::Args),
    /// Print the JSON Schema of rule files, for editors
    #[command(after_help = "Examples:\n  rapport schema > rule.schema.json\n\nThen put this line at the top of a rule file:\n  # yaml-language-server: $schema=rule.schema.json")]
    Schema,
}

/// The JSON Schema of rule files.
const SCHEMA: &str = include_str!("../../../docs/rule.schema.json");

fn main() -> std::process::ExitCode {
    let cli = Cli::parse();
    cli.color.set();
    let result = match cli.command {
        Command::Check(args) => check::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Behaviours(args) => list::run(&args),
        Command::Redact(args) => redact_command::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Test(args) => test_command::run(&args),
        Command::Schema => screen::print(SCHEMA.as_bytes()),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            problems::error(&format!("{error:#}"));
            std::process::ExitCode::from(2)
        }
    }
}
