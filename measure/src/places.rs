//! Where the rule files, the labelled conversations and the public corpora lie.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rapport_engine::{Library, Program, RuleSource};
use rapport_flow::Engine;
use serde_json::Value;

/// The folder of the project.
pub fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}

/// The folder of public corpora: `RAPPORT_DATA`, or `../shared/data` beside the project; `None` where it is absent.
pub fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("RAPPORT_DATA").map_or_else(|| project().join("../shared/data"), PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// The built-in behaviours, read from their folder, so that a rule file needs no rebuild to be measured.
/// A mistake in one file is reported on standard error and leaves out that cue, not the run.
///
/// # Errors
/// The folder cannot be read.
pub fn engine() -> Result<Engine> {
    let library = rules()?;
    let mut weights = Vec::new();
    for language in ["en", "zh"] {
        let file = project().join(format!("models/{language}.weights"));
        weights.push(std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?);
    }
    let weights: Vec<&[u8]> = weights.iter().map(Vec::as_slice).collect();
    Ok(Engine::new(library.with_learned(&weights, "sha256:measured")?, Program::default()))
}

/// Both tiers, and rules alone.
pub struct Engines {
    /// As conversations are read.
    pub both: Engine,
    /// Without the learned tier.
    pub rules: Engine,
}

/// Both at once.
///
/// # Errors
/// The rule files or the weights cannot be read.
pub fn engines() -> Result<Engines> {
    Ok(Engines { both: engine()?, rules: rules_alone()? })
}

/// The same with rules alone.
///
/// # Errors
/// The folder cannot be read.
pub fn rules_alone() -> Result<Engine> {
    Ok(Engine::new(rules()?, Program::default()))
}

/// The built-in behaviours without a learned tier.
///
/// # Errors
/// The folder cannot be read.
pub fn rules() -> Result<Library> {
    let (library, mistakes) = Library::compile_rest(&sources()?);
    for mistake in mistakes {
        eprintln!("left out: {mistake}");
    }
    Ok(library)
}

/// The built-in rule files, in order of their names.
///
/// # Errors
/// The folder cannot be read.
pub fn sources() -> Result<Vec<RuleSource>> {
    let mut sources = Vec::new();
    let root = project();
    collect(&root, &root.join("behaviours"), &mut sources)?;
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(sources)
}

/// Puts `text` into a page between its two marks, `<!-- measured -->` and `<!-- /measured -->`.
///
/// # Errors
/// The page cannot be read or written, or lacks the marks.
pub fn insert(page: &Path, text: &str) -> Result<()> {
    insert_at(page, "measured", text)
}

/// The same between two marks of another word.
///
/// # Errors
/// As [`insert`].
pub fn insert_at(page: &Path, word: &str, text: &str) -> Result<()> {
    let old = std::fs::read_to_string(page).with_context(|| format!("cannot read {}", page.display()))?;
    let (open, close) = (format!("<!-- {word} -->\n"), format!("<!-- /{word} -->"));
    let (before, rest) = old.split_once(&open).with_context(|| format!("{} has no mark `<!-- {word} -->`", page.display()))?;
    let (_, after) = rest.split_once(&close).with_context(|| format!("{} has no mark `{close}`", page.display()))?;
    std::fs::write(page, format!("{before}{open}{text}{close}{after}")).with_context(|| format!("cannot write {}", page.display()))
}

fn collect(root: &Path, folder: &Path, out: &mut Vec<RuleSource>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, out)?;
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            out.push(RuleSource { name: path.strip_prefix(root).unwrap_or(&path).display().to_string(), text });
        }
    }
    Ok(())
}

/// A file of JSON Lines; `None` where it is absent. Lines that are not JSON are passed over.
pub fn rows(file: &Path) -> Option<Vec<Value>> {
    let text = std::fs::read_to_string(file).ok()?;
    Some(text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}
