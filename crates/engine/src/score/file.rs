//! The shape of a scorecard, format 1; `docs/scorecards.md` explains every field.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_saphyr::Spanned;

use crate::rules::Both;

/// One scorecard as written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScorecardFile {
    /// Version of the format; 1.
    pub format: Spanned<u32>,
    /// Scorecard id; stable over its versions.
    pub id: Spanned<String>,
    /// Version of this form, raised with every change of meaning.
    pub version: Spanned<u32>,
    /// Display name.
    pub name: Both<String>,
    /// What it is for.
    pub about: Both<String>,
    /// Channels it is meant for.
    pub channels: Vec<Spanned<String>>,
    /// Least score that passes, in points of 100; none: every score passes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pass: Option<Spanned<u32>>,
    /// Sections without which nothing passes: id → least share of their points, in percent.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub gates: BTreeMap<String, Spanned<u32>>,
    /// In order.
    pub sections: Vec<SectionFile>,
}

/// A part of the form.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionFile {
    /// Unique in the form.
    pub id: Spanned<String>,
    /// Display name.
    pub name: Both<String>,
    /// In order.
    pub items: Vec<ItemFile>,
}

/// A question of the form.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemFile {
    /// Unique in the form; stable over its versions.
    pub id: Spanned<String>,
    /// The question.
    pub text: Both<String>,
    /// behaviour, human, system or hybrid.
    pub kind: Spanned<String>,
    /// Points; 0 for items that are right or wrong without points.
    #[serde(default)]
    pub weight: u32,
    /// customer, business, compliance or non_critical.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Spanned<String>>,
    /// A failure fails the conversation, once a person has confirmed it.
    #[serde(default)]
    pub critical: bool,
    /// share, yes_no, "0-2", "1-5", choice or text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Spanned<String>>,
    /// The answers of the scale `choice`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<ChoiceFile>,
    /// Whether a person may answer "not applicable", and when; without it they may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub na: Option<Spanned<NaFile>>,
    /// How the machine answers; none for human items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<Spanned<HowFile>>,
    /// When the item applies at all.
    #[serde(default)]
    pub applies: AppliesFile,
    /// What the steps of the scale mean, for people.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub anchors: BTreeMap<u8, Both<String>>,
    /// What counts and what does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<GuidanceFile>,
    /// Dialogues with the expected answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Spanned<ItemExampleFile>>,
}

/// One answer to choose.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceFile {
    /// Unique in the item; stable over versions.
    pub id: Spanned<String>,
    /// What people read.
    pub text: Both<String>,
    /// Share of the points that it earns, in percent; none where the item has no points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Spanned<u32>>,
}

/// The not-applicable rule for people; for the machine, `applies` and `how` decide.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NaFile {
    /// Whether "not applicable" is an answer at all.
    #[serde(default = "yes")]
    pub allowed: bool,
    /// When it is the right one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Both<String>>,
}

fn yes() -> bool {
    true
}

/// Advice to whoever answers, and to whoever is scored.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuidanceFile {
    /// What the item asks for, in a sentence or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Both<String>>,
    /// What good looks like.
    #[serde(default)]
    pub good: Both<Vec<String>>,
    /// What it does not look like.
    #[serde(default)]
    pub bad: Both<Vec<String>>,
}

/// How the machine answers an item: exactly one of these.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HowFile {
    /// Opportunities taken of opportunities there were.
    Rate(RateFile),
    /// Found at least once.
    Present(PresentFile),
    /// Never found.
    Absent(ListFile),
    /// Found at most so often.
    Limit(LimitFile),
    /// Found often enough and not too often.
    Dosage(DosageFile),
    /// Findings for, of findings for and against.
    Balance(BalanceFile),
    /// An event that the source names.
    Event(Spanned<String>),
    /// What the source says of the outcome: resolved or result_code.
    Outcome(Spanned<String>),
    /// Kinds of masked values that may not stand in the conversation.
    Masked(MaskedFile),
}

/// `rate`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateFile {
    /// Behaviours whose own opportunities count, and that take those of `called_for`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<Spanned<String>>,
    /// Behaviours that take an opportunity just as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub or: Vec<Spanned<String>>,
    /// What more calls for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_for: Option<CalledForFile>,
    /// Share of opportunities taken, in percent → share of the points, in percent.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub bands: BTreeMap<u8, u8>,
}

/// Findings that open an opportunity for an item.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalledForFile {
    /// Any of these behaviours.
    pub any: Vec<Spanned<String>>,
    /// Of at least this level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// Agent turns that may take it.
    pub within: Spanned<u32>,
}

/// `present`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresentFile {
    /// Any of these behaviours.
    pub any: Vec<Spanned<String>>,
    /// Of at least this level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// An event of the source that counts just as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Spanned<String>>,
    /// The answer when none was found: no, open or na.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<Spanned<String>>,
}

/// `absent`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListFile {
    /// Any of these behaviours.
    pub any: Vec<Spanned<String>>,
}

/// `limit`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitFile {
    /// Any of these behaviours.
    pub any: Vec<Spanned<String>>,
    /// So many cost nothing.
    #[serde(default)]
    pub allowed: u32,
    /// Each one more costs this share of the points, in percent.
    pub each: Spanned<u32>,
}

/// `dosage`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DosageFile {
    /// Any of these behaviours.
    pub any: Vec<Spanned<String>>,
    /// Least number for all points.
    pub from: Spanned<u32>,
    /// Largest number for all points.
    pub to: Spanned<u32>,
}

/// `balance`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BalanceFile {
    /// Findings of these that do not speak against count for.
    pub r#for: Vec<Spanned<String>>,
    /// Findings of these that do not speak for count against.
    pub against: Vec<Spanned<String>>,
    /// Share of findings for, in percent → share of the points, in percent.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub bands: BTreeMap<u8, u8>,
}

/// `masked`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaskedFile {
    /// Kinds as they stand in the redacted text: CVV, PIN, PASSWORD, CARD…
    pub any: Vec<Spanned<String>>,
}

/// When an item applies: every condition given must hold.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppliesFile {
    /// On these channels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Spanned<String>>,
    /// Any of these behaviours was found, on either side.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub found: Vec<Spanned<String>>,
    /// Of at least this level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// Turns carry times.
    #[serde(default)]
    pub timed: bool,
    /// At least so many turns of the agent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent_turns: Option<u32>,
    /// At least so many words (Chinese characters) of the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_words: Option<u32>,
}

/// A dialogue and the answer that the item must give.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemExampleFile {
    /// `C: … / A: …`
    pub say: String,
    /// yes, no, partly, na, open, or a share in percent.
    pub answer: Spanned<String>,
    /// Channel of the dialogue; chat by default, voice when turns carry times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
}
