//! The rules that hold, with the texts they were made from.

use std::sync::Arc;

use rapport_engine::{Library, Program, RuleSource};
use rapport_store::{Pack, PackKind, Scope, Store, StoreError};

/// Compiled rules, and what must be kept to compile them again.
pub struct Rules {
    /// All behaviours, with the learned tier where it is on.
    pub library: Arc<Library>,
    /// The rule files and weights as texts.
    pub packs: Vec<Pack>,
}

impl Rules {
    /// Rules from their files; `weights` are those of the learned tier by language, empty for rules alone.
    pub fn new(library: Library, sources: &[RuleSource], weights: &[(&str, &[u8])]) -> Rules {
        let mut rules = Rules::beside(library, sources);
        if rules.library.is_taught() {
            let files: Vec<(&str, String)> = weights.iter().map(|(language, bytes)| (*language, hex(bytes))).collect();
            let body = serde_json::to_string(&files).unwrap_or_default();
            rules.packs.push(Pack { hash: rules.library.models().to_owned(), kind: PackKind::Models, body });
        }
        rules
    }

    /// Rules from their files, whose weights are kept beside other rules.
    pub(super) fn beside(library: Library, sources: &[RuleSource]) -> Rules {
        let files: Vec<(&str, &str)> = sources.iter().map(|source| (source.name.as_str(), source.text.as_str())).collect();
        // Plain values in memory always have a JSON form.
        let body = serde_json::to_string(&files).unwrap_or_default();
        let pack = Pack { hash: library.hash().to_owned(), kind: PackKind::Rules, body };
        Rules { library: Arc::new(library), packs: vec![pack] }
    }

    /// The rule files as texts.
    pub fn sources(&self) -> Vec<RuleSource> {
        let bodies = self.packs.iter().filter(|pack| pack.kind == PackKind::Rules);
        bodies.flat_map(|pack| files(&pack.body).unwrap_or_default()).collect()
    }

    /// Gives another library the learned tier of these rules, where they have one.
    ///
    /// # Errors
    /// The weights cannot be read.
    pub fn teach(&self, library: Library) -> Result<Library, StoreError> {
        if self.models().is_empty() {
            return Ok(library);
        }
        let mut weights: Vec<Vec<u8>> = Vec::new();
        for pack in self.packs.iter().filter(|pack| pack.kind == PackKind::Models) {
            weights.extend(unpacked(&pack.body)?);
        }
        let weights: Vec<&[u8]> = weights.iter().map(Vec::as_slice).collect();
        library.with_learned(&weights, self.models()).map_err(|error| stored("weights", &error))
    }

    /// Hash of the weights; empty for rules alone.
    pub fn models(&self) -> &str {
        if self.library.is_taught() { self.library.models() } else { "" }
    }

    /// Rules as they were, compiled from texts that were kept; `None` where one of them is not there.
    ///
    /// # Errors
    /// The database fails, or a kept text can no longer be read.
    pub async fn kept(store: &Store, rules: &str, models: &str) -> Result<Option<Rules>, StoreError> {
        let system = Scope::system();
        let Some(body) = store.pack(&system, rules).await? else { return Ok(None) };
        let sources = files(&body)?;
        let mut weights: Vec<Vec<u8>> = Vec::new();
        if !models.is_empty() {
            let Some(body) = store.pack(&system, models).await? else { return Ok(None) };
            weights = unpacked(&body)?;
        }
        // Compiling takes long enough to keep others waiting.
        let models = models.to_owned();
        let compiled = tokio::task::spawn_blocking(move || {
            let library = Library::compile(&sources).map_err(|error| stored("rule pack", &error))?;
            let weights: Vec<&[u8]> = weights.iter().map(Vec::as_slice).collect();
            if models.is_empty() { Ok(library) } else { library.with_learned(&weights, &models).map_err(|error| stored("weights", &error)) }
        });
        let library = compiled.await.map_err(|error| stored("rule pack", &error))??;
        Ok(Some(Rules { library: Arc::new(library), packs: Vec::new() }))
    }
}

/// A program's pack that was kept.
pub(super) async fn program(store: &Store, hash: &str) -> Result<Program, StoreError> {
    let body = store.pack(&Scope::system(), hash).await?.ok_or_else(|| stored("program pack", &"it is not there"))?;
    Program::parse(&body).map_err(|error| stored("program pack", &error))
}

/// Rule files as a pack holds them.
fn files(body: &str) -> Result<Vec<RuleSource>, StoreError> {
    let files: Vec<(String, String)> = serde_json::from_str(body).map_err(|error| stored("rule pack", &error))?;
    Ok(files.into_iter().map(|(name, text)| RuleSource { name, text }).collect())
}

/// Weights as a pack holds them.
fn unpacked(body: &str) -> Result<Vec<Vec<u8>>, StoreError> {
    let files: Vec<(String, String)> = serde_json::from_str(body).map_err(|error| stored("weights", &error))?;
    Ok(files.iter().map(|(_, text)| unhex(text)).collect())
}

fn stored(what: &'static str, why: &impl ToString) -> StoreError {
    StoreError::Stored { what, why: why.to_string() }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    text.as_bytes().chunks(2).filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
