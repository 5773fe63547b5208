//! The weights of the learned tier: those inside the binary, a team's own, or none.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rapport_engine::{Library, WeightsFile};
use sha2::{Digest, Sha256};

static BUILT_IN: [(&str, &[u8]); 2] = [("en", include_bytes!("../../../models/en.weights")), ("zh", include_bytes!("../../../models/zh.weights"))];

/// Worked out while building, so that a start need not.
const BUILT_IN_HASH: &str = env!("MODELS_HASH");

/// The word that stands for rules alone.
const OFF: &str = "off";

/// Weights by language, and the hash over all of them.
#[derive(Clone, Default)]
pub struct Models {
    files: Vec<File>,
    hash: String,
}

/// The weights of one language.
#[derive(Clone)]
struct File {
    language: &'static str,
    bytes: Cow<'static, [u8]>,
    /// Where a team's own lie; none for those inside the binary.
    own: Option<PathBuf>,
}

/// Weights that are about to learn.
pub struct Beginning {
    /// `en` or `zh`.
    pub language: &'static str,
    pub weights: WeightsFile,
    /// Whether they are other than the built-in ones, so that leaving them out would bring those back.
    pub keep: bool,
}

impl Models {
    /// `off` gives rules alone; a folder gives its `en.weights` and `zh.weights`, and the built-in ones for a language that it lacks.
    ///
    /// # Errors
    /// The folder cannot be read, or has no weights.
    pub fn of(choice: Option<&Path>) -> Result<Models> {
        let Some(folder) = choice else { return Ok(Models { files: built_in().into(), hash: BUILT_IN_HASH.to_owned() }) };
        if folder.as_os_str() == OFF {
            return Ok(Models::default());
        }
        if !folder.is_dir() {
            bail!("{} is no folder of weights; give one that holds en.weights or zh.weights, or write `off` for rules alone", folder.display());
        }
        let mut files = built_in();
        for file in &mut files {
            let path = folder.join(format!("{}.weights", file.language));
            if path.is_file() {
                file.bytes = Cow::Owned(std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?);
                file.own = Some(path);
            }
        }
        if files.iter().all(|file| file.own.is_none()) {
            bail!("{} holds neither en.weights nor zh.weights; make them with `rapport learn`, or write `off` for rules alone", folder.display());
        }
        Ok(Models { hash: hash(&files), files: files.into() })
    }

    /// The weights that `rapport learn` begins from, by language; where the tier is off, those of no heads.
    ///
    /// # Errors
    /// Weights that are broken, of another version or of another language than their name.
    pub fn beginning(&self) -> Result<Vec<Beginning>> {
        let read = |language: &str, bytes: &[u8]| WeightsFile::read(bytes).with_context(|| format!("{language}.weights"));
        if self.are_off() {
            let empty = |(language, bytes)| {
                let WeightsFile { format, language: own, classes, .. } = read(language, bytes)?;
                Ok(Beginning { language, weights: WeightsFile { format, language: own, classes, ..WeightsFile::default() }, keep: true })
            };
            return BUILT_IN.into_iter().map(empty).collect();
        }
        self.check()?;
        let file = |file: &File| Ok(Beginning { language: file.language, weights: read(file.language, &file.bytes)?, keep: file.own.is_some() });
        self.files.iter().map(file).collect()
    }

    /// Says at once what is wrong with a team's own weights, also those that are not needed yet.
    ///
    /// # Errors
    /// Weights that are broken, of another version or of another language than their name.
    pub fn check(&self) -> Result<()> {
        self.files.iter().try_for_each(File::check)
    }

    /// Gives a library what it needs of them: English alone, or both languages.
    ///
    /// # Errors
    /// Weights that are broken or of another version.
    pub fn teach(&self, library: Library, english_only: bool) -> Result<Library> {
        if self.are_off() {
            return Ok(library);
        }
        let weights: Vec<&[u8]> = self.files.iter().filter(|file| !english_only || file.language == "en").map(|file| file.bytes.as_ref()).collect();
        Ok(library.with_learned(&weights, &self.hash)?)
    }

    /// The weights by language; none for rules alone.
    pub fn weights(&self) -> Vec<(&'static str, &[u8])> {
        self.files.iter().map(|file| (file.language, file.bytes.as_ref())).collect()
    }

    /// Whether there are none: rules alone.
    pub fn are_off(&self) -> bool {
        self.files.is_empty()
    }

    /// The files of a team's own.
    pub fn own(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().filter_map(|file| file.own.as_deref())
    }
}

impl File {
    fn check(&self) -> Result<()> {
        let Some(path) = &self.own else { return Ok(()) };
        let file = WeightsFile::read(&self.bytes).with_context(|| path.display().to_string())?;
        if file.language != self.language {
            bail!("{}: holds weights for `{}`, its name says `{}`; rename it", path.display(), file.language, self.language);
        }
        Ok(())
    }
}

fn built_in() -> [File; 2] {
    BUILT_IN.map(|(language, bytes)| File { language, bytes: Cow::Borrowed(bytes), own: None })
}

fn hash(files: &[File]) -> String {
    let mut hash = Sha256::new();
    files.iter().for_each(|file| hash.update(&file.bytes));
    format!("sha256:{}", hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_build_hashes_as_the_command_does() {
        assert_eq!(hash(&built_in()), BUILT_IN_HASH);
    }
}
