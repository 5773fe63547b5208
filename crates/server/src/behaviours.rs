//! The library of behaviours, to browse: what each is, when it is called for, what to say, how sure its findings are.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Json;
use axum::extract::{Path, Query, State};
use rapport_flow::Rules;
use rapport_wire::behaviour::{BehaviourBriefOut, BehaviourOut, Page, SkillNameOut, pages, skills};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// All behaviours, and the skills that they count for.
#[derive(Serialize, ToSchema)]
pub struct BehavioursOut {
    /// In order of id.
    pub behaviours: Vec<ListedBehaviourOut>,
    /// In the order in which they are shown.
    pub skills: Vec<SkillNameOut>,
    /// Hash of the rules that hold now.
    pub hash: String,
}

/// A behaviour in the list.
#[derive(Serialize, ToSchema)]
pub struct ListedBehaviourOut {
    #[serde(flatten)]
    pub brief: BehaviourBriefOut,
    /// The program whose own it is; null for a built-in one.
    pub program: Option<String>,
}

/// One behaviour.
#[derive(Serialize, ToSchema)]
pub struct BehaviourPageOut {
    #[serde(flatten)]
    page: BehaviourOut,
    /// The program whose own it is; null for a built-in one.
    program: Option<String>,
}

/// Whose rules.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Whose {
    /// As the rules of this program (its id) have it; where none is given, the built-in ones and beside them the own ones of the caller's programs
    program: Option<String>,
}

/// The pages of rules that were asked for last, by the rules' hash: reading the files again for every look would take longer than the answer.
#[derive(Default)]
pub struct Pages(Mutex<Vec<(String, Arc<Vec<Page>>)>>);

/// Rules whose pages stay at hand.
const MOST: usize = 4;

impl Pages {
    /// The pages of rules.
    pub fn of(&self, rules: &Rules) -> Arc<Vec<Page>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, pages)) = kept.iter().find(|(hash, _)| hash == rules.library.hash()) {
            return pages.clone();
        }
        // What the engine compiled has pages.
        let made = Arc::new(pages(&rules.sources()).0);
        let over = (kept.len() + 1).saturating_sub(MOST);
        kept.drain(..over);
        kept.push((rules.library.hash().to_owned(), made.clone()));
        made
    }
}

/// All behaviours, each in few words, and the skills
#[utoipa::path(get, path = "/api/behaviours", tag = "behaviours", params(Whose), responses((status = 200, body = BehavioursOut), (status = 404, body = Problem)))]
pub async fn list(State(state): State<AppState>, caller: Caller, Query(whose): Query<Whose>) -> Result<Json<BehavioursOut>, ApiError> {
    let (rules, pages) = pages_for(&state, &caller, &whose).await?;
    let behaviours = pages.iter().map(|(page, program)| ListedBehaviourOut { brief: BehaviourBriefOut::of(page, Some(&rules.library)), program: program.clone() });
    Ok(Json(BehavioursOut { behaviours: behaviours.collect(), skills: skills(), hash: rules.library.hash().to_owned() }))
}

/// One behaviour: why it matters, when it is called for, what to say, examples, what was measured
#[utoipa::path(get, path = "/api/behaviours/{id}", tag = "behaviours", params(("id" = String, Path), Whose), responses((status = 200, body = BehaviourPageOut), (status = 404, body = Problem)))]
pub async fn one(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Query(whose): Query<Whose>) -> Result<Json<BehaviourPageOut>, ApiError> {
    let (rules, pages) = pages_for(&state, &caller, &whose).await?;
    let program = pages.iter().find(|(page, _)| page.id == id).map(|(_, program)| program.clone()).ok_or_else(|| ApiError::not_found("behaviour"))?;
    let pages: Vec<Page> = pages.into_iter().map(|(page, _)| page).collect();
    let page = pages.iter().find(|page| page.id == id).ok_or_else(|| ApiError::not_found("behaviour"))?;
    Ok(Json(BehaviourPageOut { program, page: BehaviourOut::of(page, &pages, Some(&rules.library)) }))
}

/// The rules that were asked for and the pages of their behaviours in order of id, each with the program whose own it is.
async fn pages_for(state: &AppState, caller: &Caller, whose: &Whose) -> Result<(Arc<Rules>, Vec<(Page, Option<String>)>), ApiError> {
    let store = state.store();
    let (rules, programs) = match &whose.program {
        Some(id) => {
            let program = store.program(&caller.scope, id).await?.ok_or_else(|| ApiError::not_found("program"))?;
            (state.desk.rules_of(Some(&program)).await?, vec![program])
        }
        None => (state.desk.rules(), store.programs(&caller.scope).await?),
    };
    let mut pages: BTreeMap<String, (Page, Option<String>)> = state.pages.of(&rules).iter().map(|page| (page.id.clone(), (page.clone(), None))).collect();
    for program in programs {
        let Some(own) = state.desk.own_sources(&program).await? else { continue };
        for page in rapport_wire::behaviour::pages(&own).0 {
            match pages.get_mut(&page.id) {
                // What the rules that were asked for hold is told as they hold it; where no program is named, the first that knows it tells.
                Some((_, of)) if whose.program.is_some() => *of = Some(program.id.clone()),
                None if whose.program.is_none() => {
                    pages.insert(page.id.clone(), (page, Some(program.id.clone())));
                }
                _ => {}
            }
        }
    }
    Ok((rules, pages.into_values().collect()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::House;

    #[tokio::test]
    async fn every_behaviour_has_a_page_for_every_role() {
        let house = House::new().await;
        let all = house.get("client", "/api/behaviours").await;
        let list = all.json["behaviours"].as_array().expect("a list");
        assert_eq!((all.status, list.len()), (200, house.state.desk.rules().library.behaviours().count()));
        assert_eq!(all.json["skills"][2], json!({"skill": "empathy", "name": {"en": "empathy", "zh": "共情"}}));
        assert_eq!(all.json["hash"], json!(house.state.desk.rules().library.hash()));
        let apology = list.iter().find(|one| one["id"] == "apology_owned").expect("there");
        assert_eq!((&apology["side"], &apology["polarity"], &apology["skill"], &apology["languages"]), (&json!("agent"), &json!("+"), &json!("apology"), &json!(["en", "zh"])));
        assert!(apology["measured"].is_null(), "rules alone");
        for one in list {
            let page = house.get("agent", &format!("/api/behaviours/{}", one["id"].as_str().expect("an id"))).await;
            let both = |field: &str| page.json[field]["en"].as_str().is_some_and(|text| !text.is_empty()) && page.json[field]["zh"].as_str().is_some_and(|text| !text.is_empty());
            assert!(page.status == 200 && both("name") && both("definition") && both("why"), "{}", page.text);
        }
        let page = house.get("agent", "/api/behaviours/apology_owned").await.json;
        assert!(page["examples"]["zh"]["fires"].as_array().is_some_and(|list| !list.is_empty()), "whole files, with their examples");
        let called = house.get("agent", "/api/behaviours/emotion_acknowledged").await.json;
        assert!(called["in_words"]["en"]["opportunity"].is_string() && called["in_words"]["zh"]["opportunity"].is_string(), "{called}");
        assert!(page["say"]["en"][0].is_string() && page["cues"]["en"].as_u64() > Some(0), "{page}");
        assert_eq!((house.get("agent", "/api/behaviours/nothing").await.status, house.get("", "/api/behaviours").await.status), (404, 401));
    }
}
