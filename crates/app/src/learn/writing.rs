//! Writes weights into a folder of their own.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::Taught;
use crate::language::Lang;
use crate::models::Beginning;

/// Says before anything is learned whether the folder may be written to.
///
/// # Errors
/// A file in its place, or a folder that holds other things than weights.
pub fn check(folder: &Path, force: bool, lang: Lang) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read the folder {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if !force && path.extension().is_none_or(|ending| ending != "weights") {
            match lang {
                Lang::En => bail!("{} holds other things than weights ({}): choose another folder, or add --force", folder.display(), path.display()),
                Lang::Zh => bail!("{} 中还有权重以外的内容（{}）：请另选文件夹，或加上 --force", folder.display(), path.display()),
            }
        }
    }
    Ok(())
}

/// Writes the languages that changed, and those that are other than the built-in ones. Gives the files.
///
/// # Errors
/// A file that cannot be written.
pub fn write(folder: &Path, weights: &[Beginning], taught: &[Taught]) -> Result<Vec<PathBuf>> {
    let mut written = Vec::new();
    if !taught.iter().any(|taught| taught.changed) {
        return Ok(written);
    }
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    for (beginning, _) in weights.iter().zip(taught).filter(|(beginning, taught)| taught.changed || beginning.keep) {
        let path = folder.join(format!("{}.weights", beginning.language));
        std::fs::write(&path, beginning.weights.write()?).with_context(|| format!("cannot write {}", path.display()))?;
        written.push(path);
    }
    Ok(written)
}
