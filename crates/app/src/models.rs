//! The weights of the learned tier: those inside the binary, a team's own, or none.

use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use rapport_engine::{Library, WeightsFile};
use sha2::{Digest, Sha256};

static BUILT_IN: [(&str, &[u8]); 2] = [("en", include_bytes!("../../../models/en.weights.gz")), ("zh", include_bytes!("../../../models/zh.weights.gz"))];

/// Compressed weights by language, and the hash over all of them.
#[derive(Clone, Default)]
pub struct Models {
    files: Vec<(&'static str, Vec<u8>)>,
    hash: String,
    /// Whether any of them are a team's own.
    own: bool,
}

impl Models {
    /// `off` gives rules alone; a folder gives its `en.weights.gz` and `zh.weights.gz`, and the built-in ones for a language that it lacks.
    ///
    /// # Errors
    /// The folder cannot be read, or has no weights.
    pub fn of(choice: Option<&Path>) -> Result<Models> {
        if choice.is_some_and(|choice| choice.as_os_str() == "off") {
            return Ok(Models::default());
        }
        let mut files = Vec::from(BUILT_IN.map(|(language, bytes)| (language, bytes.to_owned())));
        let mut own = false;
        for (language, bytes) in &mut files {
            let Some(file) = choice.map(|folder| folder.join(format!("{language}.weights.gz"))) else { continue };
            if file.is_file() {
                *bytes = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
                own = true;
            }
        }
        if let Some(folder) = choice
            && !own
        {
            anyhow::bail!("{} holds neither en.weights.gz nor zh.weights.gz; make them with `rapport learn`, or write `off` for rules alone", folder.display());
        }
        let mut hash = Sha256::new();
        files.iter().for_each(|(_, bytes)| hash.update(bytes));
        let hash = format!("sha256:{}", hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>());
        Ok(Models { files, hash, own })
    }

    /// Says at once what is wrong with a team's own weights, also those that are not needed yet.
    ///
    /// # Errors
    /// Weights that are broken or of another version.
    pub fn check(&self) -> Result<()> {
        if self.own {
            for (language, packed) in &self.files {
                WeightsFile::read(&unpacked(language, packed)?)?;
            }
        }
        Ok(())
    }

    /// Gives a library what it needs of them: English alone, or both languages.
    ///
    /// # Errors
    /// Weights that are broken or of another version.
    pub fn teach(&self, library: Library, english_only: bool) -> Result<Library> {
        if self.files.is_empty() {
            return Ok(library);
        }
        let mut weights = Vec::new();
        for (language, packed) in self.files.iter().filter(|(language, _)| !english_only || *language == "en") {
            weights.push(unpacked(language, packed)?);
        }
        let weights: Vec<&[u8]> = weights.iter().map(Vec::as_slice).collect();
        Ok(library.with_learned(&weights, &self.hash)?)
    }
}

fn unpacked(language: &str, packed: &[u8]) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut bytes).with_context(|| format!("{language}.weights.gz is not whole"))?;
    Ok(bytes)
}
