//! `GET /api/scorecards/{id}`: a form as it was written, and in parts.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use rapport_engine::{ItemFile, Scale, Scorecard};
use rapport_wire::TextOut;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{ScorecardOut, compiled, one};
use crate::caller::Caller;
use crate::error::{ApiError, Mistake, Problem};
use crate::state::AppState;

/// A version with its text.
#[derive(Serialize, ToSchema)]
pub struct WholeScorecardOut {
    /// What it is.
    #[serde(flatten)]
    pub scorecard: ScorecardOut,
    /// YAML, as it was written.
    pub body: String,
    /// The same in parts; null where it no longer fits the rules.
    pub form: Option<FormOut>,
    /// Why it no longer fits them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Mistake>,
}

/// A form in parts.
#[derive(Serialize, ToSchema)]
pub struct FormOut {
    /// What it is for.
    pub about: TextOut,
    /// Channels it is meant for.
    pub channels: Vec<String>,
    /// Least score that passes, 0–100; null: every score passes.
    pub pass: Option<u32>,
    /// Sections without which nothing passes: least share of their points, 0–100.
    pub gates: BTreeMap<String, u32>,
    /// In order.
    pub sections: Vec<FormSectionOut>,
}

/// A section of a form.
#[derive(Serialize, ToSchema)]
pub struct FormSectionOut {
    /// Id.
    pub section: String,
    /// What people call it.
    pub name: TextOut,
    /// In order.
    pub items: Vec<FormItemOut>,
}

/// A question of a form.
#[derive(Clone, Serialize, ToSchema)]
pub struct FormItemOut {
    /// Id, the same in every version.
    pub item: String,
    /// The question.
    pub text: TextOut,
    /// `behaviour`, `human`, `system`, `hybrid`: who answers.
    pub kind: &'static str,
    /// `customer`, `business`, `compliance`, `non_critical`: whom an error harms.
    pub class: &'static str,
    /// A failure fails the conversation, once a person has confirmed it.
    pub critical: bool,
    /// Points; all of a form are 100.
    pub weight: u32,
    /// `share`, `yes_no`, `0-2`, `1-5`, `choice`, `text`
    pub scale: &'static str,
    /// The answers of the scale `choice`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<FormChoiceOut>,
    /// Whether a person may answer "not applicable".
    pub may_be_not_applicable: bool,
    /// When that is the right answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_applicable_when: Option<TextOut>,
    /// How the machine answers, as in the form's text.
    #[schema(value_type = Object)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<Value>,
    /// When the item applies at all, as in the form's text.
    #[schema(value_type = Object)]
    pub applies: Value,
    /// What the steps of the scale mean.
    pub anchors: BTreeMap<u8, TextOut>,
    /// What counts and what does not, as in the form's text.
    #[schema(value_type = Object)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Value>,
}

/// An answer to choose.
#[derive(Clone, Serialize, ToSchema)]
pub struct FormChoiceOut {
    /// Id.
    pub choice: String,
    /// What people read.
    pub text: TextOut,
    /// Share of the points, 0–100; null where the item has none.
    pub share: Option<u32>,
}

impl FormOut {
    /// Of a form that fits the rules.
    pub fn of(card: &Scorecard) -> FormOut {
        let sections = card.file.sections.iter().zip(&card.sections).map(|(file, section)| FormSectionOut {
            section: section.id.to_string(),
            name: (&file.name).into(),
            items: file.items.iter().zip(&section.items).map(|(file, item)| item_out(file, item)).collect(),
        });
        FormOut {
            about: (&card.file.about).into(),
            channels: card.channels.iter().map(|channel| channel.as_str().to_owned()).collect(),
            pass: card.pass.map(|pass| u32::from(pass) / 100),
            gates: card.gates.iter().map(|(section, least)| (section.to_string(), u32::from(*least) / 100)).collect(),
            sections: sections.collect(),
        }
    }
}

fn item_out(file: &ItemFile, item: &rapport_engine::Item) -> FormItemOut {
    let value = |value: serde_json::Result<Value>| value.unwrap_or_default();
    FormItemOut {
        item: item.id.to_string(),
        text: (&file.text).into(),
        kind: item.kind.as_str(),
        class: item.class.as_str(),
        critical: item.critical,
        weight: item.weight,
        scale: match item.scale {
            Scale::Share => "share",
            Scale::YesNo => "yes_no",
            Scale::ZeroToTwo => "0-2",
            Scale::OneToFive => "1-5",
            Scale::Choice => "choice",
            Scale::Text => "text",
        },
        choices: file
            .choices
            .iter()
            .map(|choice| FormChoiceOut { choice: choice.id.value.clone(), text: (&choice.text).into(), share: choice.share.as_ref().map(|share| share.value) })
            .collect(),
        may_be_not_applicable: item.may_be_na,
        not_applicable_when: file.na.as_ref().and_then(|na| na.value.when.as_ref()).map(Into::into),
        how: file.how.as_ref().map(|how| value(serde_json::to_value(how))),
        applies: value(serde_json::to_value(&file.applies)),
        anchors: file.anchors.iter().map(|(step, text)| (*step, text.into())).collect(),
        guidance: file.guidance.as_ref().map(|guidance| value(serde_json::to_value(guidance))),
    }
}

/// One version of a form: its text, and the same in parts; the ETag is what a change of a draft sends back as `If-Match`
#[utoipa::path(get, path = "/api/scorecards/{id}", tag = "scorecards", params(("id" = String, Path)), responses((status = 200, body = WholeScorecardOut), (status = 404, body = Problem)))]
pub async fn form(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<(HeaderMap, Json<WholeScorecardOut>), ApiError> {
    let row = one(&state, &caller, &id).await?;
    let mut headers = HeaderMap::new();
    if let Ok(tag) = HeaderValue::from_str(&tag(&row.hash)) {
        headers.insert(header::ETAG, tag);
    }
    let body = row.body.clone();
    let (form, errors) = match compiled(&state, row.program_id.as_deref(), &body).await {
        Ok(card) => (Some(card), Vec::new()),
        Err(error) => (None, error.errors),
    };
    let title = form.as_ref().map(|card| (&card.file.name).into());
    Ok((headers, Json(WholeScorecardOut { scorecard: ScorecardOut::of(row, title), body, form: form.as_ref().map(FormOut::of), errors })))
}

/// The tag of a form's text.
pub fn tag(hash: &str) -> String {
    format!("\"{hash}\"")
}
