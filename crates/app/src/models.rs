//! The weights of the learned tier: those inside the binary, a team's own, or none.

use std::borrow::Cow;
use std::path::Path;

use anyhow::{Context, Result};
use rapport_engine::{Library, WeightsFile};
use sha2::{Digest, Sha256};

static BUILT_IN: [(&str, &[u8]); 2] = [("en", include_bytes!("../../../models/en.weights")), ("zh", include_bytes!("../../../models/zh.weights"))];

/// Worked out while building, so that a start need not.
const BUILT_IN_HASH: &str = env!("MODELS_HASH");

/// Weights by language, and the hash over all of them.
#[derive(Clone, Default)]
pub struct Models {
    files: Vec<(&'static str, Cow<'static, [u8]>)>,
    hash: String,
    /// Whether any of them are a team's own.
    own: bool,
}

impl Models {
    /// `off` gives rules alone; a folder gives its `en.weights` and `zh.weights`, and the built-in ones for a language that it lacks.
    ///
    /// # Errors
    /// The folder cannot be read, or has no weights.
    pub fn of(choice: Option<&Path>) -> Result<Models> {
        if choice.is_some_and(|choice| choice.as_os_str() == "off") {
            return Ok(Models::default());
        }
        let mut files = Vec::from(BUILT_IN.map(|(language, bytes)| (language, Cow::Borrowed(bytes))));
        let mut own = false;
        for (language, bytes) in &mut files {
            let Some(file) = choice.map(|folder| folder.join(format!("{language}.weights"))) else { continue };
            if file.is_file() {
                *bytes = Cow::Owned(std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?);
                own = true;
            }
        }
        if let Some(folder) = choice
            && !own
        {
            anyhow::bail!("{} holds neither en.weights nor zh.weights; make them with `rapport learn`, or write `off` for rules alone", folder.display());
        }
        let hash = if own { hash(&files) } else { BUILT_IN_HASH.to_owned() };
        Ok(Models { files, hash, own })
    }

    /// Says at once what is wrong with a team's own weights, also those that are not needed yet.
    ///
    /// # Errors
    /// Weights that are broken or of another version.
    pub fn check(&self) -> Result<()> {
        if self.own {
            for (language, bytes) in &self.files {
                WeightsFile::read(bytes).with_context(|| format!("{language}.weights"))?;
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
        let weights: Vec<&[u8]> = self.files.iter().filter(|(language, _)| !english_only || *language == "en").map(|(_, bytes)| bytes.as_ref()).collect();
        Ok(library.with_learned(&weights, &self.hash)?)
    }
}

fn hash(files: &[(&str, Cow<[u8]>)]) -> String {
    let mut hash = Sha256::new();
    files.iter().for_each(|(_, bytes)| hash.update(bytes));
    format!("sha256:{}", hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_build_hashes_as_the_command_does() {
        assert_eq!(hash(&BUILT_IN.map(|(language, bytes)| (language, Cow::Borrowed(bytes)))), BUILT_IN_HASH);
    }
}
