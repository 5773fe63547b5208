//! Rule files: those inside the binary, and a team's own.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use include_dir::{Dir, include_dir};
use rapport_engine::{Library, Program, RuleSource};
use rapport_flow::Engine;

use crate::inputs::Sources;
use crate::models::Models;

/// What conversations are read with.
#[derive(clap::Args)]
pub struct Rules {
    /// A folder of your own rule files, over the built-in ones
    #[arg(long, value_name = "DIR", help_heading = "What to look for")]
    pub behaviours: Option<PathBuf>,
    /// A program's pack: glossary, facts and claims, greeting
    #[arg(long, value_name = "FILE", help_heading = "What to look for")]
    pub program: Option<PathBuf>,
    /// A folder of weights of your own (`rapport learn` makes them), or `off` for rules alone
    #[arg(long, value_name = "DIR|off", help_heading = "What to look for")]
    pub models: Option<PathBuf>,
}

impl Rules {
    /// Compiles the rules and reads the program's pack. English rules alone are enough until Chinese comes, which the beginning of
    /// the first source may already show.
    ///
    /// # Errors
    /// A file that cannot be read, or a mistake in one, with its place.
    pub fn engine(&self, sources: &Sources) -> Result<&'static Engine> {
        let program = self.program()?;
        let models = Models::of(self.models.as_deref())?;
        models.check()?;
        let engine = match &self.behaviours {
            // A team's own files are compiled whole, so that every mistake shows at once.
            Some(own) => Engine::new(models.teach(library(Some(own))?, false)?, program),
            None if sources.begin_in_chinese() => Engine::new(models.teach(library(None)?, false)?, program),
            None => {
                let sources = prepared()?;
                let english = models.teach(Library::compile_english(&sources)?, true)?;
                let whole = move || {
                    let library = || Library::compile_rest(&sources).0;
                    models.teach(library(), false).unwrap_or_else(|_| library())
                };
                Engine::english_first(english, whole, program)
            }
        };
        // It lives as long as the command: taking it apart at the end would only cost time.
        Ok(Box::leak(Box::new(engine)))
    }

    /// Reads the program's pack alone.
    ///
    /// # Errors
    /// A file that cannot be read, or a mistake in it.
    pub fn program(&self) -> Result<Program> {
        let Some(path) = &self.program else { return Ok(Program::default()) };
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Program::parse(&text).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))
    }
}

static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../behaviours");

/// The rule files as the build prepared them: pairs of name and text.
static PREPARED: &str = include_str!(concat!(env!("OUT_DIR"), "/behaviours.json"));

/// The rule files inside the binary without their examples, for a quick start.
fn prepared() -> Result<Vec<RuleSource>> {
    let pairs: Vec<(String, String)> = serde_json::from_str(PREPARED)?;
    Ok(pairs.into_iter().map(|(name, text)| RuleSource { name, text }).collect())
}

/// The rule files inside the binary, whole.
pub fn built_in() -> Vec<RuleSource> {
    let mut sources = Vec::new();
    collect_embedded(&BUILT_IN, &mut sources);
    sources
}

fn collect_embedded(dir: &Dir, out: &mut Vec<RuleSource>) {
    for file in dir.files().filter(|file| file.path().extension().is_some_and(|ending| ending == "yaml")) {
        if let Some(text) = file.contents_utf8() {
            out.push(RuleSource { name: format!("behaviours/{}", file.path().display()), text: text.to_owned() });
        }
    }
    dir.dirs().for_each(|dir| collect_embedded(dir, out));
}

/// The rule files of a folder and its folders.
pub fn in_folder(folder: &Path) -> Result<Vec<RuleSource>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).with_context(|| format!("cannot read the folder {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            Ok(RuleSource { name: path.display().to_string(), text })
        })
        .collect()
}

/// The built-in behaviours without their examples, and a team's folder over them.
pub fn library(own: Option<&Path>) -> Result<Library> {
    Ok(Library::compile(&with_own(prepared()?, own)?)?)
}

/// The built-in rule files whole, and a team's folder over them.
pub fn sources(own: Option<&Path>) -> Result<Vec<RuleSource>> {
    with_own(built_in(), own)
}

/// A file of the same name replaces the built-in one.
fn with_own(mut sources: Vec<RuleSource>, own: Option<&Path>) -> Result<Vec<RuleSource>> {
    if let Some(folder) = own {
        let theirs = in_folder(folder)?;
        let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
        sources.retain(|source| !theirs.iter().any(|other| name(&other.name) == name(&source.name)));
        sources.extend(theirs);
    }
    Ok(sources)
}
