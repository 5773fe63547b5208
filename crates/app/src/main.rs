//! The `rapport` command.

mod behaviours;
mod check;
mod inputs;
mod language;
mod test_command;
mod wire;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "rapport", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read conversations, print findings
    Check(check::Args),
    /// Run the examples inside rule files
    Test(test_command::Args),
}

fn main() -> std::process::ExitCode {
    let result = match Cli::parse().command {
        Command::Check(args) => check::run(&args),
        Command::Test(args) => test_command::run(&args),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            std::process::ExitCode::from(2)
        }
    }
}
