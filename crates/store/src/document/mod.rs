//! What is stored as a document: the redacted conversation, what was found in it, an evaluation. Their text is what hashes cover.

mod conversation;
mod detection;
mod evaluation;
mod tally;

pub use conversation::{conversation, read_conversation};
pub use detection::{Detected, Found, detection, read_detection};
pub use evaluation::{evaluation, read_evaluation};
pub(crate) use tally::{ClassTally, EpisodeTally, classes, episodes};

use sha2::{Digest, Sha256};

/// `sha256:…` of a text.
pub fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

/// Plain values in memory always have a JSON form.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
