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
  rapport config default > rapport.toml     all settings with their defaults, to begin from
  RAPPORT_THREADS=2 rapport config show     the environment is stronger than the file
  rapport check calls/ --config team.toml   another file, for one run

The strongest counts: a flag; RAPPORT_COMMAND_SETTING, then RAPPORT_SETTING in the environment; a command's table, then the top of
the file (--config FILE, RAPPORT_CONFIG, or rapport.toml in the working directory); the default.";

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

/// All settings as a file: those with the same default for every command that has them first, then each command's own.
fn defaults(known: &Known) -> String {
    let mut out = String::from(
        "# The settings of Rapport and their defaults; a copy named rapport.toml in the working directory is read, or the file\n\
         # given by --config or RAPPORT_CONFIG. Lines that begin with `# name =` have no value by default. Paths count from the\n\
         # folder of the file. What stands above the tables is for every command that has such an option; the table of a command is\n\
         # for it alone, and stronger. `rapport config default` prints this file.\n",
    );
    let alike = |name: &str| {
        let mut values = known.all().filter(|(key, _)| key.name == name).map(|(key, arg)| value(&key.name, arg));
        values.next().is_some_and(|first| values.all(|other| other == first))
    };
    let is_wide = |key: &Key| alike(&key.name) && (key.command.is_none() || known.keys(None, &key.name).len() > 1);
    let mut seen = Vec::new();
    for (key, arg) in known.all().filter(|(key, _)| is_wide(key)) {
        if seen.contains(&key.name.as_str()) {
            continue;
        }
        seen.push(&key.name);
        let commands: Vec<&str> = known.keys(None, &key.name).iter().filter_map(|key| key.command.as_deref()).collect();
        let of = if commands.is_empty() { String::new() } else { format!(" ({})", commands.join(", ")) };
        let _ = write!(out, "\n# {}{of}\n{}\n", help(arg), value(&key.name, arg));
    }
    // TOML has no room for a setting and a table of one name; such a command's own table can still be written.
    for command in known.commands().filter(|command| known.keys(None, command).is_empty()) {
        let own: Vec<_> = known.all().filter(|(key, _)| key.command.as_deref() == Some(command) && !is_wide(key)).collect();
        if !own.is_empty() {
            let _ = write!(out, "\n[{command}]\n");
        }
        for (key, arg) in own {
            let _ = write!(out, "# {}\n{}\n", help(arg), value(&key.name, arg));
        }
    }
    out
}

fn help(arg: &Arg) -> String {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let possible: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if possible.is_empty() || is_flag(arg) { help } else { format!("{help}: {}", possible.join(", ")) }
}

/// The line that sets the default.
fn value(name: &str, arg: &Arg) -> String {
    let quoted = |value: &String| if value.parse::<f64>().is_ok() || matches!(value.as_str(), "true" | "false") { value.clone() } else { format!("{value:?}") };
    let several = arg.get_value_delimiter().is_some() || matches!(arg.get_action(), clap::ArgAction::Append);
    let list: Vec<String> = standard(arg).iter().map(quoted).collect();
    match (several, list.as_slice()) {
        (true, list) => format!("{name} = [{}]", list.join(", ")),
        (false, [one]) => format!("{name} = {one}"),
        (false, _) => {
            if let Some(first) = arg.get_possible_values().first() {
                return format!("# {name} = {:?}", first.get_name());
            }
            let what = arg.get_value_names().and_then(|names| names.first()).map_or("…", |name| name.as_str());
            if what == "N" { format!("# {name} = 1") } else { format!("# {name} = {what:?}") }
        }
    }
}
