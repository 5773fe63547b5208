//! Forms: written as drafts, tried, published, retired, compared.

pub mod compare;
pub mod draft;
pub mod form;
pub mod list;
pub mod publish;
pub mod trial;

use std::sync::Arc;

use rapport_engine::{RuleErrors, RuleSource, Scorecard};
use rapport_flow::{Form, Rules};
use rapport_store::{CardState, Role, ScorecardRow};
use rapport_wire::TextOut;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::error::{ApiError, Mistake};
use crate::state::AppState;

/// A version of a form.
#[derive(Serialize, ToSchema)]
pub struct ScorecardOut {
    /// Id of this version.
    pub id: String,
    /// Program; null for all.
    pub program: Option<String>,
    /// The form's own id, the same for all versions.
    pub name: String,
    /// Version, from 1.
    pub version: i64,
    /// `draft`, `published`, `retired`
    pub state: String,
    /// `sha256:…` of its text.
    pub hash: String,
    /// What people call it; null where the text no longer fits the rules.
    pub title: Option<TextOut>,
    /// Who wrote it.
    pub created_by: String,
    /// Milliseconds since 1970.
    pub created_ms: i64,
    /// Milliseconds since 1970.
    pub published_ms: Option<i64>,
    /// Milliseconds since 1970.
    pub retired_ms: Option<i64>,
}

impl ScorecardOut {
    fn of(row: ScorecardRow, title: Option<TextOut>) -> ScorecardOut {
        let ScorecardRow { id, program_id, name, version, state, hash, created_by, created_ms, published_ms, retired_ms, .. } = row;
        ScorecardOut { id, program: program_id, name, version, state, hash, title, created_by, created_ms, published_ms, retired_ms }
    }
}

/// A version that exists for the caller; drafts do for those alone who work on forms.
pub async fn one(state: &AppState, caller: &Caller, id: &str) -> Result<ScorecardRow, ApiError> {
    let row = state.store().scorecard(&caller.scope, id).await?;
    row.filter(|row| may_see(caller, row)).ok_or_else(|| ApiError::not_found("scorecard"))
}

/// A form's text, checked against the rules of its program; one for all programs against the built-in ones.
///
/// # Errors
/// Every mistake, with its line.
pub async fn compiled(state: &AppState, program: Option<&str>, body: &str) -> Result<Scorecard, ApiError> {
    let rules = rules_for(state, program).await?;
    compiled_by(&rules, body)
}

/// A form to judge by: a kept version, checked against rules.
pub async fn fitting(state: &AppState, caller: &Caller, id: &str, rules: &Rules) -> Result<Arc<Form>, ApiError> {
    let row = one(state, caller, id).await?;
    Ok(Arc::new(Form { card: compiled_by(rules, &row.body)? }))
}

/// What people call a form; none where its text no longer fits its rules.
async fn title(state: &AppState, row: &ScorecardRow) -> Result<Option<TextOut>, ApiError> {
    let rules = rules_for(state, row.program_id.as_deref()).await?;
    Ok(state.desk.compiled(&rules, &row.hash, &row.body).ok().map(|form| (&form.card.file.name).into()))
}

async fn rules_for(state: &AppState, program: Option<&str>) -> Result<Arc<Rules>, ApiError> {
    Ok(match program {
        Some(program) => state.desk.rules_in(program).await?,
        None => state.desk.rules(),
    })
}

fn compiled_by(rules: &Rules, body: &str) -> Result<Scorecard, ApiError> {
    let source = RuleSource { name: "scorecard".into(), text: body.to_owned() };
    Scorecard::compile(&source, &rules.library).map_err(|errors| mistaken(&errors))
}

fn mistaken(errors: &RuleErrors) -> ApiError {
    let errors: Vec<Mistake> = errors.0.iter().map(Mistake::from).collect();
    let detail = format!("the form has {} mistakes; `errors` has each with its line", errors.len());
    ApiError { errors, ..ApiError::invalid(detail) }
}

fn may_see(caller: &Caller, row: &ScorecardRow) -> bool {
    row.card_state() != CardState::Draft || !matches!(caller.user.role, Role::Agent | Role::Client)
}

#[cfg(test)]
pub mod tests {
    use serde_json::json;

    use crate::testing::House;

    /// A form of two items: an apology, and a promise.
    pub fn form(id: &str, version: u32, apology: u32, rest: &str) -> String {
        let promise = 100 - apology;
        format!(
            "format: 1\nid: {id}\nversion: {version}\nname: {{en: Ours, zh: 我们的}}\nabout: {{en: a, zh: a}}\nchannels: [chat]\nsections:\n- id: all\n  name: {{en: a, zh: a}}\n  items:\n  \
             - {{id: sorry, text: {{en: Says sorry, zh: 道歉}}, kind: behaviour, weight: {apology},\n      how: {{present: {{any: [apology_owned, apology_with_remedy]}}}}}}\n  \
             - {{id: promise, text: {{en: Promises, zh: 承诺}}, kind: behaviour, weight: {promise},\n      scale: share,\n      how: {{present: {{any: [commitment_made]}}}}}}\n{rest}"
        )
    }

    /// Keeps a draft in a program, as the administrator; its id.
    pub async fn program(house: &House, program: &str, body: &str) -> String {
        let made = house.post("administrator", "/api/scorecards", &json!({"program": program, "body": body})).await;
        assert_eq!(made.status, 201, "{}", made.text);
        made.json["id"].as_str().expect("an id").to_owned()
    }

    /// Conversations that come in and are read; their ids.
    pub async fn talks(house: &House, count: u32) -> Vec<String> {
        let mut ids = Vec::new();
        for number in 0..count {
            let started = format!("2026-10-{:02}T09:00:00Z", 1 + number % 28);
            let reply = if number % 2 == 0 { "I'm so sorry we charged you twice. I will refund it today." } else { "Your account number, please." };
            let call = json!({"id": format!("t{number}"), "channel": "chat", "agent": format!("a{}", number % 3), "started_at": started, "turns": [
                {"who": "customer", "text": "You charged my card twice and I am furious!"}, {"who": "agent", "text": reply}, {"who": "customer", "text": "Fine, thanks."}]});
            let answer = house.post("analyst", &format!("/api/conversations?program={}", house.program), &call).await;
            ids.push(answer.json["receipts"][0]["id"].as_str().expect("an id").to_owned());
        }
        house.work().await;
        ids
    }
}
