//! `rapport config`: what every setting is and where it comes from, and the file of all defaults.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Arg, Command, Subcommand};

use super::options::{Key, Known, is_flag};
use super::{Config, Origin, Value};
use crate::screen;

const EXAMPLES: &str = "\
Examples:
  rapport config show                       every setting, its value, where it comes from
  rapport config default > rapport.toml     a file of all settings with their defaults, to begin from
  RAPPORT_THREADS=2 rapport config show     the environment is stronger than the file
  rapport check calls/ --config team.toml   another file, for one run

A flag is stronger than RAPPORT_SETTING or RAPPORT_COMMAND_SETTING in the environment, that than the file given by --config or
RAPPORT_CONFIG or rapport.toml in the working directory, and that than the default.";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES, arg_required_else_help = true)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Print every setting, its value, and where it comes from
    #[command(after_help = "Examples:\n  rapport config show\n  rapport config show --config team.toml")]
    Show,
    /// Print a configuration file with all settings and their defaults
    #[command(after_help = "Examples:\n  rapport config default > rapport.toml")]
    Default,
}

/// `command` is the command line as defined, without settings.
pub fn run(args: &Args, command: &Command, config: &Config) -> Result<ExitCode> {
    let known = Known::of(command);
    match args.what {
        What::Show => screen::print(shown(&known, config).as_bytes()),
        What::Default => screen::print(defaults(&known).as_bytes()),
    }
}

/// A line for each setting; one for all commands where they agree.
fn shown(known: &Known, config: &Config) -> String {
    let mut by_name: BTreeMap<&str, Vec<(&Key, Value)>> = BTreeMap::new();
    for (key, arg) in known.all() {
        let value = config.set.get(key).cloned().unwrap_or_else(|| Value { values: standard(arg), origin: Origin::Default });
        by_name.entry(&key.name).or_default().push((key, value));
    }
    let mut rows: Vec<[String; 3]> = Vec::new();
    let row = |name: String, value: &Value| [name, if value.values.is_empty() { "–".into() } else { value.values.join(",") }, origin(&value.origin)];
    for (name, all) in by_name {
        let same = all.iter().all(|(_, value)| *value == all[0].1);
        if same && (all.len() > 1 || all[0].0.command.is_none()) {
            rows.push(row(name.to_owned(), &all[0].1));
        } else {
            rows.extend(all.iter().map(|(key, value)| row(format!("{}.{name}", key.command.as_deref().unwrap_or_default()), value)));
        }
    }
    rows.sort_by_key(|row| (row[0].contains('.'), row[0].clone()));
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let (first, second) = (width(0), width(1).min(40));
    rows.iter().fold(String::new(), |mut out, [name, value, origin]| {
        let _ = writeln!(out, "{name:<first$}  {value:<second$}  {origin}");
        out
    })
}

fn origin(origin: &Origin) -> String {
    match origin {
        Origin::Default => "default".to_owned(),
        Origin::File { path, line } => format!("{}:{line}", path.display()),
        Origin::Variable(name) => name.clone(),
    }
}

/// The default as the command line defines it.
fn standard(arg: &Arg) -> Vec<String> {
    let values: Vec<String> = arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if values.is_empty() && is_flag(arg) { vec!["false".to_owned()] } else { values }
}

/// All settings as a file: those that mean the same for several commands first, then each command's own.
fn defaults(known: &Known) -> String {
    let mut out = String::from(
        "# The settings of Rapport and their defaults; a copy named rapport.toml in the working directory is read, or the file\n\
         # given by --config or RAPPORT_CONFIG. Lines that begin with `# name =` have no value by default. Paths count from the\n\
         # folder of the file. `rapport config default` prints this file.\n",
    );
    let mut by_text: BTreeMap<(&str, String), Vec<&Key>> = BTreeMap::new();
    for (key, arg) in known.all() {
        by_text.entry((&key.name, entry(&key.name, arg))).or_default().push(key);
    }
    let (wide, narrow): (Vec<_>, Vec<_>) = by_text.into_iter().partition(|(_, keys)| keys.len() > 1 || keys[0].command.is_none());
    let clear = |name: &str| narrow.iter().all(|((other, _), _)| *other != name) && wide.iter().filter(|((other, _), _)| *other == name).count() == 1;
    let (top, rest): (Vec<_>, Vec<_>) = wide.iter().partition(|((name, _), _)| clear(name));
    for ((_, text), keys) in top {
        let commands: Vec<&str> = keys.iter().filter_map(|key| key.command.as_deref()).collect();
        let of = if commands.is_empty() { String::new() } else { format!("# For {}.\n", commands.join(", ")) };
        let _ = write!(out, "\n{of}{text}");
    }
    let mut tables: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for ((_, text), keys) in rest.into_iter().chain(&narrow) {
        for command in keys.iter().filter_map(|key| key.command.as_deref()) {
            tables.entry(command).or_default().push(text);
        }
    }
    // TOML has no room for a setting and a table of one name; such a command's own table can still be written.
    tables.retain(|command, _| known.keys(None, command).is_empty());
    for (command, mut texts) in tables {
        texts.sort_unstable();
        let _ = write!(out, "\n[{command}]\n{}", texts.join(""));
    }
    out
}

fn entry(name: &str, arg: &Arg) -> String {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let possible: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let possible = if possible.is_empty() || is_flag(arg) { String::new() } else { format!(": {}", possible.join(", ")) };
    let quoted = |value: &String| if value.parse::<f64>().is_ok() || matches!(value.as_str(), "true" | "false") { value.clone() } else { format!("{value:?}") };
    let several = arg.get_value_delimiter().is_some() || matches!(arg.get_action(), clap::ArgAction::Append);
    let list: Vec<String> = standard(arg).iter().map(quoted).collect();
    let value = match (several, list.as_slice()) {
        (true, list) => format!("{name} = [{}]", list.join(", ")),
        (false, [one]) => format!("{name} = {one}"),
        (false, _) => {
            let what = arg.get_value_names().and_then(|names| names.first()).map_or("…", |name| name.as_str());
            if what == "N" { format!("# {name} = 1") } else { format!("# {name} = {what:?}") }
        }
    };
    format!("# {help}{possible}\n{value}\n")
}
