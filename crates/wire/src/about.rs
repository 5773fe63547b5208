//! Which conversation a result is about, what made it, and its turns.

use std::borrow::Cow;

use rapport_engine::Library;
use rapport_flow::Checked;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Lang;

/// Version, rules and models that made a result.
#[derive(Clone, Serialize, ToSchema)]
pub struct EngineInfo {
    version: Cow<'static, str>,
    behaviours: String,
    models: String,
    #[serde(skip)]
    taught: bool,
}

impl EngineInfo {
    /// This version with a library.
    pub fn new(library: &Library) -> EngineInfo {
        EngineInfo { version: env!("CARGO_PKG_VERSION").into(), behaviours: library.hash().to_owned(), models: library.models().to_owned(), taught: library.is_taught() }
    }

    /// What made a result that was kept.
    pub fn kept(version: &str, behaviours: &str, models: &str) -> EngineInfo {
        EngineInfo { version: version.to_owned().into(), behaviours: behaviours.to_owned(), models: models.to_owned(), taught: !models.is_empty() }
    }

    /// The version of Rapport.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Whether the learned tier takes part.
    pub fn has_models(&self) -> bool {
        self.taught
    }

    /// The hash over the weights in use.
    pub fn models(&self) -> &str {
        &self.models
    }

    /// The hash over all rule files in use.
    pub fn behaviours(&self) -> &str {
        &self.behaviours
    }
}

/// What is printed of a conversation.
pub struct Wanted<'a> {
    /// The rules, for reasons.
    pub library: &'a Library,
    /// What made the result.
    pub engine: &'a EngineInfo,
    /// The reader's language.
    pub lang: Lang,
}

/// Which conversation it is about.
#[derive(Serialize, ToSchema)]
pub struct About<'a> {
    id: &'a str,
    source: &'a str,
    channel: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    program: Option<&'a str>,
}

impl About<'_> {
    /// The facts of a conversation that was read.
    pub fn of(checked: &Checked) -> About<'_> {
        let Checked { conversation, detection } = checked;
        About {
            id: &conversation.id,
            source: &conversation.source,
            channel: conversation.channel.as_str(),
            language: detection.language().as_str(),
            program: conversation.program.as_deref(),
        }
    }
}

/// A turn, as JSON.
#[derive(Serialize, ToSchema)]
pub struct TurnOut<'a> {
    turn: usize,
    party: &'a str,
    text: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_ms: Option<i64>,
}

/// The turns of a conversation.
pub fn turns(checked: &Checked) -> Vec<TurnOut<'_>> {
    let languages = checked.detection.languages.iter();
    checked
        .conversation
        .turns
        .iter()
        .zip(languages)
        .enumerate()
        .map(|(at, (turn, language))| TurnOut { turn: at, party: turn.party.as_str(), text: &turn.text, language: language.as_str(), start_ms: turn.start_ms, end_ms: turn.end_ms })
        .collect()
}
