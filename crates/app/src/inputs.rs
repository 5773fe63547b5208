//! What the paths on the command line stand for: files, folders, globs, standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rapport_flow::Input;

/// Every source named by the arguments, in order; folders give their files sorted by name.
///
/// # Errors
/// A path that does not exist, or a folder without files.
pub fn inputs(paths: &[String]) -> Result<Vec<Input>> {
    let mut all = Vec::new();
    for path in paths {
        if path == "-" {
            all.push(Input { name: "-".into(), open: Box::new(|| Ok(Box::new(io::stdin()) as Box<dyn Read + Send>)) });
            continue;
        }
        for file in files(path)? {
            let name = file.display().to_string();
            all.push(Input { name, open: Box::new(move || Ok(Box::new(File::open(file)?) as Box<dyn Read + Send>)) });
        }
    }
    Ok(all)
}

/// Total size of the files, where every one is a file; for progress.
pub fn total_bytes(paths: &[String]) -> Option<u64> {
    let mut sum = 0;
    for path in paths {
        if path == "-" {
            return None;
        }
        for file in files(path).ok()? {
            sum += file.metadata().ok()?.len();
        }
    }
    Some(sum)
}

fn files(path: &str) -> Result<Vec<PathBuf>> {
    let place = Path::new(path);
    if place.is_dir() {
        let mut found = Vec::new();
        walk(place, &mut found)?;
        if found.is_empty() {
            bail!("the folder {path} has no files in it");
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
        bail!("nothing matches {path}");
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
