//! Settings from a file and from the environment. They become the defaults of the command line's own options, so
//! that every option can be set, and what an option accepts is said in one place.

mod file;
mod options;
mod show;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::page::nearest;
use options::{Key, Known};

pub use show::{Args, run};

/// The file that is looked for in the working directory.
const FILE: &str = "rapport.toml";
/// The variable that names another.
const VARIABLE: &str = "RAPPORT_CONFIG";
const PREFIX: &str = "RAPPORT_";

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    Default,
    File { path: PathBuf, line: usize },
    Variable(String),
}

/// The values of one option of one command.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Value {
    values: Vec<String>,
    origin: Origin,
}

/// What file and environment say; only what differs from the defaults.
#[derive(Debug, Default)]
pub struct Config {
    /// The file that was read.
    pub file: Option<PathBuf>,
    /// Variables that begin like ours and mean nothing.
    pub unknown: Vec<String>,
    set: BTreeMap<Key, Value>,
}

impl Config {
    /// Reads what arguments and environment point to.
    ///
    /// # Errors
    /// A file that cannot be read, a setting that does not exist, a value that its option refuses; with file and
    /// line, or with the variable.
    pub fn load(command: &clap::Command, arguments: &[OsString]) -> Result<Config> {
        let named = flag(arguments).or_else(|| std::env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from));
        let found = named.or_else(|| Some(PathBuf::from(FILE)).filter(|path| path.is_file()));
        let known = Known::of(command);
        let mut config = Config::default();
        if let Some(path) = found {
            config.read(&known, &path)?;
            config.file = Some(path);
        }
        let mut variables: Vec<(String, String)> = std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?))).collect();
        variables.sort();
        config.environment(&known, &variables)?;
        Ok(config)
    }

    /// The command line with these settings as its defaults.
    pub fn apply(&self, mut command: clap::Command) -> clap::Command {
        for (key, value) in &self.set {
            let values = value.values.clone();
            let own = move |arg: clap::Arg| arg.default_values(values.clone());
            command = match key.command.clone() {
                Some(name) => command.mut_subcommand(name, |sub| sub.mut_arg(&key.id, own)),
                None => command.mut_arg(&key.id, own),
            };
        }
        command
    }

    fn read(&mut self, known: &Known, path: &Path) -> Result<()> {
        let entries = file::read(path)?;
        // What stands in a command's table is stronger than what stands above all tables.
        let (wide, narrow): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.command.is_none());
        for entry in wide.into_iter().chain(narrow) {
            let place = || format!("{}:{}", path.display(), entry.line);
            let keys = known.keys(entry.command.as_deref(), &entry.key);
            if keys.is_empty() {
                bail!("{}: {}", place(), unknown(known, entry.command.as_deref(), &entry.key));
            }
            let origin = Origin::File { path: path.to_owned(), line: entry.line };
            let folder = path.parent().unwrap_or(Path::new(""));
            if let Err(reason) = self.put(known, &keys, &entry.values, &origin, folder) {
                bail!("{}: {reason}", place());
            }
        }
        Ok(())
    }

    fn environment(&mut self, known: &Known, variables: &[(String, String)]) -> Result<()> {
        let own = |(name, value): &(String, String)| Some((name.clone(), name.strip_prefix(PREFIX)?.to_ascii_lowercase(), value.clone()));
        let ours: Vec<_> = variables.iter().filter_map(own).filter(|(name, _, value)| name != VARIABLE && !value.is_empty()).collect();
        let mut strong = Vec::new();
        for (name, rest, value) in &ours {
            let narrow = known.commands().find_map(|command| Some((command, rest.strip_prefix(&command.replace('-', "_"))?.strip_prefix('_')?)));
            let wide = known.keys(None, rest);
            let keys = if wide.is_empty() { narrow.map_or(Vec::new(), |(command, key)| known.keys(Some(command), key)) } else { wide };
            match (keys.is_empty(), keys.len() == 1 && known.keys(None, rest).is_empty()) {
                (true, _) => self.unknown.push(name.clone()),
                (false, true) => strong.push((name, keys, value)),
                (false, false) => self.variable(known, name, &keys, value)?,
            }
        }
        strong.into_iter().try_for_each(|(name, keys, value)| self.variable(known, name, &keys, value))
    }

    fn variable(&mut self, known: &Known, name: &str, keys: &[&Key], value: &str) -> Result<()> {
        let values = known.split(keys[0], value);
        self.put(known, keys, &values, &Origin::Variable(name.to_owned()), Path::new("")).map_err(|reason| anyhow::anyhow!("{name}: {reason}"))
    }

    /// Sets a value for every command whose option takes it. Paths count from `folder`.
    fn put(&mut self, known: &Known, keys: &[&Key], values: &[String], origin: &Origin, folder: &Path) -> Result<(), String> {
        let mut refused = None;
        let mut taken = false;
        for key in keys {
            let values: Vec<String> = match known.is_path(key) {
                true => values.iter().map(|value| if known.is_word(key, value) { value.clone() } else { folder.join(value).display().to_string() }).collect(),
                false => values.to_vec(),
            };
            match known.accepts(key, &values) {
                Ok(()) => {
                    self.set.insert((*key).clone(), Value { values, origin: origin.clone() });
                    taken = true;
                }
                Err(reason) => refused = Some(reason),
            }
        }
        match refused {
            Some(reason) if !taken => Err(reason),
            _ => Ok(()),
        }
    }
}

/// The file after `--config`, found before the arguments can be parsed.
fn flag(arguments: &[OsString]) -> Option<PathBuf> {
    let mut rest = arguments.iter().skip(1).take_while(|argument| *argument != "--");
    while let Some(argument) = rest.next() {
        if argument == "--config" {
            return rest.next().map(PathBuf::from);
        }
        if let Some(path) = argument.to_str().and_then(|text| text.strip_prefix("--config=")) {
            return Some(PathBuf::from(path));
        }
    }
    None
}

fn unknown(known: &Known, command: Option<&str>, key: &str) -> String {
    let hint = |wrong: &str, names: Vec<&str>| nearest(wrong, names.into_iter()).unwrap_or_else(|| "`rapport config show` lists them".to_owned());
    match command {
        Some(name) if !known.commands().any(|one| one == name) => format!("there is no command `{name}` with settings: {}", hint(name, known.commands().collect())),
        Some(name) => format!("`{name}` has no setting `{key}`: {}", hint(key, known.names(Some(name)).collect())),
        None => format!("there is no setting `{key}`: {}", hint(key, known.names(None).collect())),
    }
}
