//! The `rapport` command.

mod audit;
mod behaviours;
mod check;
mod compare;
mod config;
mod demo;
mod doctor;
mod doctor_house;
mod explain;
mod export;
mod house;
mod html;
mod import;
mod inputs;
mod jobs;
mod language;
mod learn;
mod list;
mod manual;
mod markdown;
mod measured;
mod models;
mod output;
mod page;
mod problem_words;
mod problems;
mod progress;
mod reading;
mod reading_words;
mod redact_command;
mod replay;
mod report;
mod report_command;
mod score;
mod score_markdown;
mod score_sheet;
mod scorecards;
mod screen;
mod serve;
mod sheet;
mod summary;
mod test_command;
mod wire;
mod wire_compare;
mod wire_learn;
mod wire_report;
mod wire_score;
mod wrap;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::config::Config;
use crate::screen::Color;

/// Reading allocates much, small and short-lived, on several threads: the system's allocator took a sixth of an import's time for it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ABOUT: &str = "Reads customer-service conversations and finds soft-skill behaviours, each with its quote. Offline; English and Chinese.";

const EXAMPLES: &str = "\
Examples:
  rapport check calls/                       read every conversation in a folder
  rapport check chat.json --full             the whole transcript, annotated
  rapport check calls/ --format jsonl        one line of JSON a conversation, for other tools
  rapport score calls/                       the same by a scorecard, every point with its evidence
  rapport explain apology_owned              what a behaviour is, why it matters, what to say
  rapport redact call.txt                    a transcript without personal data
  rapport serve                              the same for a whole team, kept and searched

Exit status: 0 done; 1 done, and --fail-on was met or an example failed; 2 wrong usage or nothing readable.";

#[derive(Parser)]
#[command(name = "rapport", version, about = ABOUT, after_help = EXAMPLES, arg_required_else_help = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// When to use colours; auto heeds NO_COLOR and CLICOLOR_FORCE
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN", global = true)]
    color: Color,
    /// Settings; rapport.toml in the working directory by default
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Read conversations and print what was found
    Check(check::Args),
    /// Apply a scorecard: every item with its evidence
    Score(score::Args),
    /// List the built-in scorecards, or print one
    Scorecards(scorecards::Args),
    /// Sum up many conversations: skills, behaviours, episodes, and which to read first
    Report(report_command::Args),
    /// Explain one behaviour: what it is, why it matters, what to say
    Explain(explain::Args),
    /// List all behaviours
    Behaviours(list::Args),
    /// Print conversations with personal data masked
    Redact(redact_command::Args),
    /// Write redacted conversations as vCons with what was found, or as plain JSON
    Export(export::Args),
    /// Teach the learned tier with your own labels, and say what became better
    Learn(learn::Args),
    /// Run the server: conversations come in, are kept, read, scored, and asked for over HTTP
    Serve(serve::Args),
    /// Take conversations into what the server keeps
    Import(import::Args),
    /// List what waits to be read, or let what failed try again
    Jobs(jobs::Args),
    /// Compute kept evaluations again and prove that they are the same
    Replay(replay::Args),
    /// Check that nothing was taken out of the audit log or changed in it
    Audit(audit::Args),
    /// Run the examples inside rule files and scorecards
    Test(test_command::Args),
    /// Print the JSON Schema of rule files or scorecards, for editors
    #[command(
        after_help = "Examples:\n  rapport schema > rule.schema.json\n  rapport schema scorecard > scorecard.schema.json\n\nThen put this line at the top of a rule file:\n  # yaml-language-server: $schema=rule.schema.json"
    )]
    Schema {
        /// rule or scorecard
        #[arg(value_enum, default_value = "rule")]
        of: Schema,
    },
    /// Print the settings and where they come from
    Config(config::Args),
    /// The server with a demo organisation: two clients, 14 agents, 90 days of conversations
    Demo(demo::Args),
    /// Look for what could go wrong, and say how to mend it
    Doctor(doctor::Args),
    /// Print a script that completes commands in a shell
    Completions(manual::CompletionArgs),
    /// Print the manual page
    Man(manual::ManArgs),
}

/// The files that have a schema.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Schema {
    Rule,
    Scorecard,
}

impl Schema {
    fn text(self) -> &'static str {
        match self {
            Schema::Rule => include_str!("../../../docs/rule.schema.json"),
            Schema::Scorecard => include_str!("../../../docs/scorecard.schema.json"),
        }
    }
}

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let config = Config::load(&Cli::command(), &arguments);
    let command = config.as_ref().map_or_else(|_| Cli::command(), |config| config.apply(Cli::command()));
    let matches = command.get_matches_from(&arguments);
    // What a definition takes, its own type takes too.
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    cli.color.set();
    match run(cli.command, config) {
        Ok(code) => code,
        Err(error) => {
            problems::error(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

fn run(command: Command, config: Result<Config>) -> Result<ExitCode> {
    // These work whatever is wrong with the settings.
    let indifferent = matches!(command, Command::Doctor(_) | Command::Completions(_) | Command::Man(_) | Command::Schema { .. });
    let config = match config {
        Err(error) if !indifferent => return Err(error),
        config => config,
    };
    match command {
        Command::Check(args) => check::run(&args),
        Command::Score(args) => score::run(&args),
        Command::Scorecards(args) => scorecards::run(&args),
        Command::Report(args) => report_command::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Behaviours(args) => list::run(&args),
        Command::Redact(args) => redact_command::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Learn(args) => learn::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Jobs(args) => jobs::run(&args),
        Command::Replay(args) => replay::run(&args),
        Command::Audit(args) => audit::run(&args),
        Command::Test(args) => test_command::run(&args),
        Command::Schema { of } => screen::print(of.text().as_bytes()),
        Command::Config(args) => config::run(&args, &Cli::command(), &config?),
        Command::Demo(args) => demo::run(&args),
        Command::Doctor(args) => doctor::run(&args, &config),
        Command::Completions(args) => manual::completions(&args, Cli::command()),
        Command::Man(args) => manual::man(&args, Cli::command()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_sound_and_every_command_shows_examples() {
        Cli::command().debug_assert();
        let help = |command: &clap::Command| command.get_after_help().map(ToString::to_string).unwrap_or_default();
        for command in Cli::command().get_subcommands() {
            let name = command.get_name();
            assert!(help(command).contains(&format!("Examples:\n  rapport {name}")) || help(command).contains(&format!(" rapport {name} ")), "{name} --help has no examples");
            for inner in command.get_subcommands() {
                let call = format!("rapport {name} {}", inner.get_name());
                assert!(help(command).contains(&call) || help(inner).contains(&call), "{call} has no example");
            }
        }
    }
}
