//! `rapport completions` and `rapport man`: both from the one definition of the command line.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;

use crate::page::nearest;
use crate::screen;

const COMPLETIONS: &str = "\
Examples:
  rapport completions bash > ~/.local/share/bash-completion/completions/rapport
  rapport completions zsh > ~/.zfunc/_rapport
  rapport completions fish > ~/.config/fish/completions/rapport.fish
  rapport completions powershell >> $PROFILE";

const MAN: &str = "\
Examples:
  rapport man | man -l -                 read the manual page
  rapport man check | man -l -           that of one command
  rapport man --out ~/.local/share/man/man1";

#[derive(clap::Args)]
#[command(after_help = COMPLETIONS)]
pub struct CompletionArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

#[derive(clap::Args)]
#[command(after_help = MAN)]
pub struct ManArgs {
    /// Of this command; of rapport as a whole by default
    #[arg(value_name = "COMMAND", conflicts_with = "out")]
    command: Option<String>,
    /// Write the pages of all commands into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub fn completions(args: &CompletionArgs, mut command: Command) -> Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "rapport", &mut script);
    screen::print(&script)
}

pub fn man(args: &ManArgs, mut command: Command) -> Result<ExitCode> {
    if let Some(folder) = &args.out {
        let written = std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(command.disable_help_subcommand(true), folder));
        written.with_context(|| format!("cannot write the pages into {}", folder.display()))?;
        return Ok(ExitCode::SUCCESS);
    }
    command.build();
    let page = match &args.command {
        None => command,
        Some(name) => match command.find_subcommand(name) {
            Some(sub) => sub.clone(),
            None => {
                let hint = nearest(name, command.get_subcommands().map(Command::get_name)).unwrap_or_else(|| "`rapport --help` lists them".to_owned());
                bail!("there is no command `{name}`: {hint}");
            }
        },
    };
    let mut text = Vec::new();
    Man::new(page).render(&mut text).context("cannot make the page")?;
    screen::print(&text)
}
