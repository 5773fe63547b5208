//! Answers to the items of a form, in and out.

use rapport_engine::Scorecard;
use rapport_flow::people::{By, ItemAnswer, MachineItem};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::error::ApiError;

/// What a person answers to one item: a share, a choice, that it does not apply, or words; or that the machine is right.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerIn {
    /// The item of the form.
    item: String,
    /// Share of its points, 0–100, in a step of the item's scale.
    share: Option<f64>,
    /// `yes`, `no`, `partly`, `na`, or a step such as `4`.
    choice: Option<String>,
    /// It does not apply.
    #[serde(default)]
    na: bool,
    /// Words; on items without points they are the answer.
    text: Option<String>,
    /// Takes the machine's answer as it is.
    #[serde(default)]
    agrees: bool,
    /// Why it is another than the machine's; then it must be given before the review is submitted.
    #[serde(default)]
    reason: String,
}

/// An answer.
#[derive(Serialize, ToSchema)]
pub struct AnswerOut {
    item: String,
    /// Share of its points, 0–100; none where it does not apply or is open.
    share: Option<f64>,
    /// It does not apply.
    na: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
    /// Whether it is the machine's answer too.
    agrees: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    reason: String,
    /// `person`, or `machine` where no person said otherwise.
    by: &'static str,
}

/// An item as the machine answered it.
#[derive(Serialize, ToSchema)]
pub struct MachineOut {
    item: String,
    /// `behaviour`, `human`, `system`, `hybrid`
    kind: String,
    /// Whom an error harms.
    class: String,
    critical: bool,
    /// In points.
    weight: u32,
    /// Share of its points, 0–100.
    share: Option<f64>,
    /// Why it does not apply.
    not_applicable: Option<String>,
    /// Why it is left to people.
    open: Option<String>,
    /// A person has to confirm the answer.
    to_confirm: bool,
    /// Quotes, missed moments, turns that were searched.
    #[schema(value_type = Vec<Object>)]
    evidence: Vec<Value>,
}

impl From<MachineItem> for MachineOut {
    fn from(item: MachineItem) -> MachineOut {
        let MachineItem { item, kind, class, critical, weight, share, not_applicable, open, to_confirm, evidence } = item;
        MachineOut { item, kind, class, critical, weight, share: share.map(percent), not_applicable, open, to_confirm, evidence }
    }
}

impl From<ItemAnswer> for AnswerOut {
    fn from(answer: ItemAnswer) -> AnswerOut {
        let by = if answer.by == By::Machine { "machine" } else { "person" };
        AnswerOut { item: answer.item, share: answer.share.map(percent), na: answer.na, text: answer.text, agrees: answer.agrees, reason: answer.reason, by }
    }
}

/// Answers that came in, as they are kept.
///
/// # Errors
/// A share that is no number from 0 to 100, a choice that the item's scale does not have, more than one answer in one.
pub fn incoming(card: &Scorecard, answers: Vec<AnswerIn>) -> Result<Vec<ItemAnswer>, ApiError> {
    answers.into_iter().map(|answer| one(card, answer)).collect()
}

/// Answers as they were kept.
pub fn outgoing(kept: &str) -> Vec<AnswerOut> {
    let answers: Vec<ItemAnswer> = serde_json::from_str(kept).unwrap_or_default();
    answers.into_iter().map(AnswerOut::from).collect()
}

pub fn one(card: &Scorecard, answer: AnswerIn) -> Result<ItemAnswer, ApiError> {
    let AnswerIn { item, share, choice, na, text, agrees, reason } = answer;
    if usize::from(share.is_some()) + usize::from(choice.is_some()) + usize::from(na) > 1 {
        return Err(ApiError::invalid(format!("{item}: give a share, a choice or `na`, not two of them")));
    }
    let share = match share {
        Some(share) if (0.0..=100.0).contains(&share) => Some((share * 100.0).round() as u16),
        Some(_) => return Err(ApiError::invalid(format!("{item}: a share is 0 to 100"))),
        None => None,
    };
    let (share, na) = match choice.as_deref() {
        None => (share, na),
        Some("na") => (None, true),
        Some(word) => {
            let scale = card.sections.iter().flat_map(|section| &section.items).find(|own| *own.id == *item).map(|own| own.scale);
            let share = scale.and_then(|scale| scale.read(word));
            (Some(share.ok_or_else(|| ApiError::invalid(format!("{item}: the form has no such item, or its scale no such choice")))?), false)
        }
    };
    Ok(ItemAnswer { item, share, na, text: text.unwrap_or_default(), agrees, reason: reason.trim().to_owned(), by: By::Person })
}

fn percent(share: u16) -> f64 {
    f64::from(share) / 100.0
}
