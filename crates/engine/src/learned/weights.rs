//! The weights of one language, as training writes them and the engine reads them.

use super::classes::ClassesFile;
use serde::{Deserialize, Serialize};

/// The format that this version reads.
pub const FORMAT: u16 = 2;

/// Languages that there can be weights for.
const LANGUAGES: [&str; 2] = ["en", "zh"];

/// Weights of one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WeightsFile {
    /// [`FORMAT`].
    pub format: u16,
    /// `en` or `zh`.
    pub language: String,
    /// Word classes that features name.
    pub classes: ClassesFile,
    /// Behaviours of the agent's side.
    pub agent: TableFile,
    /// Behaviours of the customer's side; after them one head an emotion, in the order of [`rapport_model::Emotion::ALL`], and two that give
    /// the intensity of negative and of positive ones, in parts of 65,536.
    pub customer: TableFile,
    /// What whole contacts say.
    pub readings: ReadingsFile,
}

/// Heads over one table of features.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TableFile {
    /// In the order of their numbers.
    pub heads: Vec<HeadFile>,
    /// Hashes of features, ascending.
    #[serde(with = "super::bytes")]
    pub features: Vec<u32>,
    /// By feature: how many heads give it a weight.
    #[serde(with = "super::bytes")]
    pub counts: Vec<u8>,
    /// Feature by feature: the number of the head.
    #[serde(with = "super::bytes")]
    pub numbers: Vec<u8>,
    /// Beside `numbers`: the weight.
    #[serde(with = "super::bytes")]
    pub weights: Vec<i8>,
}

/// One head: a linear function whose sign, after `bias` and `threshold`, decides.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HeadFile {
    /// Behaviour, with `+` or `-` behind it where the behaviour has both; of readings, the class.
    pub name: String,
    /// Added to the sum of weights times values.
    pub bias: i32,
    /// Found from this score on, where it is also likelier than not; a finding of the rules stands far below it.
    pub threshold: i32,
    /// A finding is a mark from this score on, else a hint: where precision was measured to reach the gate, 0.85, and 0.95 for what speaks
    /// against somebody. `None` where it does not, or fewer than 30 labels were there to measure it.
    pub mark: Option<i32>,
    /// From score to probability.
    pub calibration: Calibration,
    /// Added where the rules found the behaviour: at all, at level 2 or above, with a confidence of 0.80 or more.
    pub rule: [i32; 3],
    /// Level of a finding that only this head made.
    pub level: u8,
    /// What was measured on conversations that the head was not trained on, of marks and hints together.
    pub measured: Measured,
    /// The same of marks alone.
    pub marks: Measured,
}

impl Measured {
    /// Share of findings that are right, 0–1; 1 where there is none.
    pub fn precision(self) -> f64 {
        if self.right + self.wrong == 0 { 1.0 } else { f64::from(self.right) / f64::from(self.right + self.wrong) }
    }

    /// Share of labels that were found, 0–1; 1 where there is none.
    pub fn recall(self) -> f64 {
        if self.right + self.missed == 0 { 1.0 } else { f64::from(self.right) / f64::from(self.right + self.missed) }
    }

    /// The harmonic mean of both, 0–1; 0 where there is nothing right.
    pub fn f1(self) -> f64 {
        let both = 2 * self.right + self.wrong + self.missed;
        if self.right == 0 { 0.0 } else { f64::from(2 * self.right) / f64::from(both) }
    }
}

/// Log-odds = (`slope` × score + `offset`) / 65,536, with the score in parts of 4,096 of a weight's unit (Platt's scaling: J. Platt,
/// "Probabilistic outputs for support vector machines", 1999), `slope` in parts of 65,536.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calibration {
    /// In parts of 65,536, of log-odds in parts of 65,536.
    pub slope: i64,
    /// Log-odds at score 0, in parts of 65,536.
    pub offset: i64,
}

/// How decisions of rules and head together compare with labels of conversations that neither was made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// Right findings.
    pub right: u32,
    /// False findings.
    pub wrong: u32,
    /// Labels that were missed.
    pub missed: u32,
}

/// Heads over whole contacts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReadingsFile {
    /// One head a reason of contact, over the customer's first turns.
    pub reason: TableFile,
    /// One head, over all turns: what the customer would answer, 1–5, in parts of 65,536.
    pub satisfaction: TableFile,
    /// Half the width of the interval that held nine of ten contacts, in parts of 65,536.
    pub satisfaction_margin: i32,
}

/// Why weights cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LearnedError {
    /// Not the bytes of a weights file.
    #[error("not a file of weights ({0}); make it anew with `rapport learn`")]
    Broken(String),
    /// Made for another version.
    #[error("weights of format {found}, this version reads {FORMAT}; make them anew with `rapport learn`")]
    Format {
        /// What the file says.
        found: u16,
    },
    /// Of no language that heads are for.
    #[error("weights for a language that is neither en nor zh; make them anew with `rapport learn`")]
    Language,
}

impl WeightsFile {
    /// Reads weights.
    ///
    /// # Errors
    /// Bytes that are no weights or go on after them, another format or language, or parts that do not fit each other.
    pub fn read(bytes: &[u8]) -> Result<WeightsFile, LearnedError> {
        let broken = |error: &dyn std::fmt::Display| LearnedError::Broken(error.to_string());
        let (found, _) = postcard::take_from_bytes::<u16>(bytes).map_err(|error| broken(&error))?;
        if found != FORMAT {
            return Err(LearnedError::Format { found });
        }
        let (file, rest) = postcard::take_from_bytes::<WeightsFile>(bytes).map_err(|error| broken(&error))?;
        if !rest.is_empty() {
            return Err(broken(&"it goes on after its end"));
        }
        if !LANGUAGES.contains(&file.language.as_str()) {
            return Err(LearnedError::Language);
        }
        let readings = &file.readings;
        let fit = [&file.agent, &file.customer, &readings.reason, &readings.satisfaction].into_iter().all(TableFile::fits);
        if fit && file.classes.fits() { Ok(file) } else { Err(broken(&"its tables do not fit each other")) }
    }

    /// The bytes that [`WeightsFile::read`] reads; the same weights give the same bytes.
    ///
    /// # Errors
    /// None that weights can cause.
    pub fn write(&self) -> Result<Vec<u8>, LearnedError> {
        postcard::to_allocvec(self).map_err(|error| LearnedError::Broken(error.to_string()))
    }
}

impl TableFile {
    fn fits(&self) -> bool {
        let entries: usize = self.counts.iter().map(|&count| usize::from(count)).sum();
        self.heads.len() <= 255
            && self.heads.iter().all(|head| head.level <= 4)
            && self.features.len() == self.counts.len()
            && entries == self.numbers.len()
            && entries == self.weights.len()
            && self.features.is_sorted_by(|a, b| a < b)
            && self.numbers.iter().all(|&number| usize::from(number) < self.heads.len())
    }
}

impl Calibration {
    /// Log-odds of a score, or the value that it stands for, in parts of 65,536.
    pub(crate) fn odds(self, score: i32) -> i64 {
        (self.slope.saturating_mul(i64::from(score)) >> 16).saturating_add(self.offset).clamp(-(1 << 40), 1 << 40)
    }

    /// Probability of a score, in hundredths.
    pub(crate) fn percent(self, score: i32) -> u8 {
        let odds = self.odds(score);
        LOG_ODDS.partition_point(|&least| least <= odds) as u8
    }
}

/// Log-odds of 0.005, 0.015 … 0.985 in parts of 65,536: where a probability rounds to the next hundredth.
#[rustfmt::skip]
const LOG_ODDS: [i64; 99] = [
    -346_902, -274_241, -240_095, -217_368, -200_216, -186_375, -174_729, -164_646, -155_731, -147_722, -140_435,
    -133_736, -127_527, -121_730, -116_285, -111_143, -106_266, -101_620, -97_179, -92_920, -88_823, -84_872,
    -81_052, -77_352, -73_758, -70_263, -66_856, -63_531, -60_280, -57_096, -53_975, -50_911, -47_899,
    -44_935, -42_015, -39_134, -36_289, -33_477, -30_696, -27_941, -25_210, -22_501, -19_810, -17_136,
    -14_476, -11_828, -9_190, -6_559, -3_933, -1_311, 1_311, 3_933, 6_559, 9_190, 11_828,
    14_476, 17_136, 19_810, 22_501, 25_210, 27_941, 30_696, 33_477, 36_289, 39_134, 42_015,
    44_935, 47_899, 50_911, 53_975, 57_096, 60_280, 63_531, 66_856, 70_263, 73_758, 77_352,
    81_052, 84_872, 88_823, 92_920, 97_179, 101_620, 106_266, 111_143, 116_285, 121_730, 127_527,
    133_736, 140_435, 147_722, 155_731, 164_646, 174_729, 186_375, 200_216, 217_368, 240_095, 274_241,
];
