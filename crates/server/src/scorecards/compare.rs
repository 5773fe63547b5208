//! `GET /api/scorecards/{id}/diff/{other}`: what two forms ask differently.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use rapport_store::ScorecardRow;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::form::{FormItemOut, FormOut};
use super::{compiled, one};
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// What two forms ask differently; the first is the earlier one.
#[derive(Serialize, ToSchema)]
pub struct FormDiffOut {
    /// Versions.
    pub version: [u32; 2],
    /// Least scores that pass, 0–100.
    pub pass: [Option<u32>; 2],
    /// Gates: least share of a section's points, 0–100.
    pub gates: [BTreeMap<String, u32>; 2],
    /// Items of the later form alone.
    pub added: Vec<PlacedItemOut>,
    /// Items of the earlier form alone.
    pub removed: Vec<PlacedItemOut>,
    /// Items of both that are not the same.
    pub changed: Vec<ItemDiffOut>,
}

/// An item and where it stands.
#[derive(Clone, Serialize, ToSchema)]
pub struct PlacedItemOut {
    /// Section.
    pub section: String,
    /// The item.
    #[serde(flatten)]
    pub item: FormItemOut,
}

/// An item that is not the same in both.
#[derive(Serialize, ToSchema)]
pub struct ItemDiffOut {
    /// Id.
    pub item: String,
    /// Which of its fields: `section`, `text`, `kind`, `class`, `critical`, `weight`, `scale`, `choices`, `how`, `applies`, `anchors`, `guidance` …
    pub fields: Vec<String>,
    /// As it was.
    pub before: PlacedItemOut,
    /// As it is.
    pub after: PlacedItemOut,
}

/// What two forms ask differently
#[utoipa::path(get, path = "/api/scorecards/{id}/diff/{other}", tag = "scorecards", params(("id" = String, Path, description = "the earlier form"), ("other" = String, Path, description = "the later form")), responses((status = 200, body = FormDiffOut), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn diff(State(state): State<AppState>, caller: Caller, Path((id, other)): Path<(String, String)>) -> Result<Json<FormDiffOut>, ApiError> {
    let rows = [one(&state, &caller, &id).await?, one(&state, &caller, &other).await?];
    let card = async |row: &ScorecardRow| compiled(&state, row.program_id.as_deref(), &row.body).await;
    let cards = [card(&rows[0]).await?, card(&rows[1]).await?];
    let forms = [FormOut::of(&cards[0]), FormOut::of(&cards[1])];
    let [before, after] = [placed(&forms[0]), placed(&forms[1])];
    let within = |item: &PlacedItemOut, list: &[PlacedItemOut]| list.iter().find(|other| other.item.item == item.item.item).cloned();
    let changed = before.iter().filter_map(|item| {
        let now = within(item, &after)?;
        let fields = fields(item, &now);
        (!fields.is_empty()).then(|| ItemDiffOut { item: item.item.item.clone(), fields, before: item.clone(), after: now })
    });
    let changed = changed.collect();
    let added = after.iter().filter(|item| within(item, &before).is_none()).cloned().collect();
    let removed = before.iter().filter(|item| within(item, &after).is_none()).cloned().collect();
    let version = [cards[0].version, cards[1].version];
    let [one, two] = forms;
    Ok(Json(FormDiffOut { version, pass: [one.pass, two.pass], gates: [one.gates, two.gates], added, removed, changed }))
}

fn placed(form: &FormOut) -> Vec<PlacedItemOut> {
    let items = form.sections.iter().flat_map(|section| section.items.iter().map(|item| PlacedItemOut { section: section.section.clone(), item: item.clone() }));
    items.collect()
}

/// The fields that are not the same.
fn fields(before: &PlacedItemOut, after: &PlacedItemOut) -> Vec<String> {
    let [before, after] = [before, after].map(|item| serde_json::to_value(item).unwrap_or_default());
    let names = [&before, &after].into_iter().filter_map(Value::as_object).flat_map(|object| object.keys().cloned());
    let mut names: Vec<String> = names.filter(|name| before.get(name) != after.get(name)).collect();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::scorecards::tests::{form, program};
    use crate::testing::House;

    #[tokio::test]
    async fn what_two_forms_ask_differently_is_listed_item_by_item() {
        let house = House::new().await;
        let old = program(&house, &house.program, &form("ours", 1, 60, "")).await;
        let extra = "  - {id: words, text: {en: Notes, zh: 备注}, kind: human, scale: text}\n";
        let text = form("ours", 2, 70, extra).replace("id: promise", "id: pledge").replace("version: 2", "version: 2\npass: 80");
        let new = program(&house, &house.program, &text).await;
        let diff = house.get("coach", &format!("/api/scorecards/{old}/diff/{new}")).await;
        assert_eq!(diff.status, 200, "{}", diff.text);
        assert_eq!((&diff.json["version"], &diff.json["pass"]), (&json!([1, 2]), &json!([null, 80])));
        let ids = |list: &str| diff.json[list].as_array().expect("a list").iter().map(|item| item["item"].as_str().expect("an id").to_owned()).collect::<Vec<_>>();
        assert_eq!((ids("added"), ids("removed"), ids("changed")), (vec!["pledge".into(), "words".to_owned()], vec!["promise".into()], vec!["sorry".into()]));
        assert_eq!((&diff.json["changed"][0]["fields"], &diff.json["changed"][0]["after"]["weight"]), (&json!(["weight"]), &json!(70)));
        assert_eq!(house.get("agent", &format!("/api/scorecards/{old}/diff/{new}")).await.status, 403);
        assert_eq!(house.get("coach", &format!("/api/scorecards/{old}/diff/none")).await.status, 404);
    }
}
