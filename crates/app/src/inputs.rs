//! What the paths on the command line stand for: files, folders, globs, standard input.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rapport_flow::Input;
use rapport_intake::Options;

use crate::progress::Progress;

/// Every source named by the arguments, in order; folders give their files sorted by name.
pub struct Sources {
    all: Vec<Source>,
    options: Options,
}

/// So many bytes of a source show in which language it begins.
const BEGINNING: u64 = 4096;

enum Source {
    Stdin,
    File(PathBuf),
}

impl Sources {
    /// Finds the files.
    ///
    /// # Errors
    /// No path at all, a path that does not exist, or a folder without files.
    pub fn find(paths: &[String]) -> Result<Sources> {
        if paths.is_empty() {
            bail!("nothing to read: give a file, a folder, a pattern in quotes, or - for standard input, as in `rapport check calls/`");
        }
        let mut all = Vec::new();
        for path in paths {
            match path.as_str() {
                "-" => all.push(Source::Stdin),
                path => all.extend(files(path)?.into_iter().map(Source::File)),
            }
        }
        Ok(Sources { all, options: Options::default() })
    }

    /// With what readers are given beside the bytes.
    pub fn with(self, options: Options) -> Sources {
        Sources { options, ..self }
    }

    /// Size in bytes, where every source is a file.
    pub fn total_bytes(&self) -> Option<u64> {
        self.all
            .iter()
            .map(|source| match source {
                Source::Stdin => None,
                Source::File(path) => path.metadata().ok().map(|data| data.len()),
            })
            .sum()
    }

    /// Whether the first file shows Chinese near its beginning, as it stands there: what is packed or escaped is not seen.
    pub fn begin_in_chinese(&self) -> bool {
        let Some(Source::File(path)) = self.all.first() else { return false };
        let mut head = Vec::new();
        let read = File::open(path).and_then(|file| file.take(BEGINNING).read_to_end(&mut head));
        read.is_ok() && String::from_utf8_lossy(&head).chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    }

    /// To be opened one after another; what is read counts as progress.
    pub fn open(self, progress: &Progress) -> (Vec<Input>, Options) {
        let counted = progress.counter();
        let inputs = self
            .all
            .into_iter()
            .map(|source| {
                let counted = counted.clone();
                match source {
                    Source::Stdin => Input {
                        name: "-".into(),
                        open: Box::new(move || {
                            if io::stdin().is_terminal() {
                                anstream::eprintln!("reading what you type; end with Ctrl-D");
                            }
                            Ok(counted(Box::new(io::stdin())))
                        }),
                    },
                    Source::File(path) => Input { name: path.display().to_string(), open: Box::new(move || Ok(counted(Box::new(File::open(path)?)))) },
                }
            })
            .collect();
        (inputs, self.options)
    }
}

fn files(path: &str) -> Result<Vec<PathBuf>> {
    let place = Path::new(path);
    if place.is_dir() {
        let mut found = Vec::new();
        walk(place, &mut found)?;
        if found.is_empty() {
            bail!("nothing to read: the folder {path} has no files in it");
        }
        return Ok(found);
    }
    if place.exists() {
        return Ok(vec![place.to_owned()]);
    }
    if path.contains(['*', '?', '[']) {
        let mut found: Vec<PathBuf> = glob::glob(path).with_context(|| format!("{path} is no valid pattern"))?.filter_map(Result::ok).filter(|path| path.is_file()).collect();
        found.sort();
        if !found.is_empty() {
            return Ok(found);
        }
        bail!("nothing to read: no file matches {path}");
    }
    bail!("{path} does not exist: give a file, a folder, a pattern in quotes, or - for standard input");
}

/// Hidden files and folders are passed over, as the shell does.
fn walk(folder: &Path, out: &mut Vec<PathBuf>) -> Result<()> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .with_context(|| format!("cannot read the folder {}", folder.display()))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    entries.sort();
    for entry in entries {
        if entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        if entry.is_dir() {
            walk(&entry, out)?;
        } else {
            out.push(entry);
        }
    }
    Ok(())
}
