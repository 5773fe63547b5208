//! Which settings there are: the long options of the commands, taken from the command line's own definition.

use std::any::TypeId;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, Command};

/// Commands without settings.
const WITHOUT: &[&str] = &["help", "completions", "man", "config", "schema"];
/// Options that are no settings.
const NOT: &[&str] = &["help", "version", "config"];

/// Options that are no settings by what the command line calls them inside: `--program` of `import` names a program, that of all others a file.
const OTHER: &[&str] = &["into"];

/// One option of one command; of all commands where `command` is `None`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub command: Option<String>,
    /// The name in files: that of the option with `_` for `-`.
    pub name: String,
    /// What the command line calls it inside.
    pub id: String,
}

/// All settings.
pub struct Known {
    root: Command,
    /// In the order of their definition.
    all: Vec<(Key, Arg)>,
}

impl Known {
    pub fn of(root: &Command) -> Known {
        let mut all = Vec::new();
        let mut add = |command: Option<&str>, owner: &Command| {
            for arg in owner.get_arguments().filter(|arg| is_setting(arg)) {
                let name = arg.get_long().unwrap_or_default().replace('-', "_");
                all.push((Key { command: command.map(str::to_owned), name, id: arg.get_id().to_string() }, arg.clone()));
            }
        };
        add(None, root);
        for sub in root.get_subcommands().filter(|sub| !WITHOUT.contains(&sub.get_name())) {
            add(Some(sub.get_name()), sub);
        }
        Known { root: root.clone(), all }
    }

    /// The settings that a key in a table, or above all tables, stands for.
    pub fn keys(&self, command: Option<&str>, name: &str) -> Vec<&Key> {
        self.all.iter().map(|(key, _)| key).filter(|key| key.name == name && (command.is_none() || key.command.as_deref() == command)).collect()
    }

    /// Commands that have settings.
    pub fn commands(&self) -> impl Iterator<Item = &str> {
        let mut names: Vec<&str> = self.all.iter().filter_map(|(key, _)| key.command.as_deref()).collect();
        names.dedup();
        names.into_iter()
    }

    /// Names of the settings of a command, or of all.
    pub fn names(&self, command: Option<&str>) -> impl Iterator<Item = &str> {
        let mut names: Vec<&str> = self.all.iter().filter(|(key, _)| command.is_none() || key.command.as_deref() == command).map(|(key, _)| key.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter()
    }

    pub fn all(&self) -> impl Iterator<Item = (&Key, &Arg)> {
        self.all.iter().map(|(key, arg)| (key, arg))
    }

    fn arg(&self, key: &Key) -> Option<&Arg> {
        self.all.iter().find(|(own, _)| own == key).map(|(_, arg)| arg)
    }

    /// Whether values are paths.
    pub fn is_path(&self, key: &Key) -> bool {
        self.arg(key).is_some_and(|arg| arg.get_value_parser().type_id() == TypeId::of::<PathBuf>())
    }

    /// Whether a value is a word that the option takes in a path's place, such as `off` of `DIR|off`.
    pub fn is_word(&self, key: &Key, value: &str) -> bool {
        let names = self.arg(key).and_then(Arg::get_value_names).unwrap_or_default();
        names.iter().flat_map(|name| name.split('|')).any(|name| name == value)
    }

    /// One text as the values of an option: lists are separated as on the command line.
    pub fn split(&self, key: &Key, text: &str) -> Vec<String> {
        match self.arg(key).and_then(Arg::get_value_delimiter) {
            Some(between) => text.split(between).map(str::to_owned).collect(),
            None => vec![text.to_owned()],
        }
    }

    /// Whether the option takes these values, by the word of the command line itself.
    pub fn accepts(&self, key: &Key, values: &[String]) -> Result<(), String> {
        let Some(arg) = self.arg(key) else { return Ok(()) };
        let name = key.name.as_str();
        if is_flag(arg) {
            return match values {
                [one] if matches!(one.as_str(), "true" | "false") => Ok(()),
                _ => Err(format!("`{name}` is true or false")),
            };
        }
        if values.len() > 1 && arg.get_value_delimiter().is_none() && !matches!(arg.get_action(), ArgAction::Append) {
            return Err(format!("`{name}` has one value"));
        }
        let owner = match &key.command {
            Some(name) => self.root.find_subcommand(name).cloned(),
            None => Some(self.root.clone().subcommand_required(false)),
        };
        let long = arg.get_long().unwrap_or_default();
        let arguments = values.iter().map(|value| format!("--{long}={value}"));
        let Some(Err(error)) = owner.map(|owner| owner.no_binary_name(true).try_get_matches_from(arguments)) else { return Ok(()) };
        match error.kind() {
            ErrorKind::InvalidValue => {
                let possible: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
                Err(format!("`{name}` is one of {}", possible.join(", ")))
            }
            ErrorKind::ValueValidation => {
                use std::error::Error as _;
                Err(format!("`{name}` cannot be that{}", error.source().map_or(String::new(), |source| format!(": {source}"))))
            }
            _ => Ok(()),
        }
    }
}

/// Whether it is on or off.
pub fn is_flag(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::SetTrue)
}

fn is_setting(arg: &Arg) -> bool {
    let several = arg.get_num_args().is_some_and(|range| range.max_values() > 1);
    arg.get_long().is_some_and(|long| !NOT.contains(&long))
        && !OTHER.contains(&arg.get_id().as_str())
        && !several
        && matches!(arg.get_action(), ArgAction::Set | ArgAction::Append | ArgAction::SetTrue)
}
