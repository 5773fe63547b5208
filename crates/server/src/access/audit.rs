//! The audit log: who did what, and whether the log is what it was.

use axum::Json;
use axum::extract::{Query, State};
use rapport_store::{AuditFilter, AuditRow};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// An entry of the log.
#[derive(Serialize, ToSchema)]
pub struct AuditOut {
    /// From 1, without gaps.
    number: i64,
    at_ms: i64,
    /// A user's id, `token:ID`, `system` or `nobody`
    actor: String,
    /// Such as `conversation.read`
    action: String,
    /// What it was done to, by id
    object: String,
    /// Id; empty for none
    program: String,
    /// What else matters
    detail: String,
    /// SHA-256 over the entry and the hash of the one before
    hash: String,
}

/// Entries, newest first.
#[derive(Serialize, ToSchema)]
pub struct AuditPage {
    entries: Vec<AuditOut>,
    /// `before` of the next page; null at the end.
    next: Option<i64>,
}

/// Which entries.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// Only those with a smaller number: `next` of the page before
    before: Option<i64>,
    /// To what it was done, by id
    object: Option<String>,
    /// Who did it
    actor: Option<String>,
    /// Such as `conversation.read`
    action: Option<String>,
    /// In this program, by id
    program: Option<String>,
    /// From this time on, in milliseconds since 1970
    from_ms: Option<i64>,
    /// Before this time, in milliseconds since 1970
    until_ms: Option<i64>,
    /// At most so many, 1–500; 100 where it is left out
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
}

/// Whether the log is what it was.
#[derive(Serialize, ToSchema)]
pub struct Verified {
    holds: bool,
    /// How many entries hold.
    entries: i64,
    /// The first entry that does not.
    broken_at: Option<i64>,
    /// What is the matter with it.
    why: Option<&'static str>,
}

impl From<AuditRow> for AuditOut {
    fn from(row: AuditRow) -> AuditOut {
        let AuditRow { number, at_ms, actor, action, object, program_id, detail, hash, .. } = row;
        AuditOut { number, at_ms, actor, action, object, program: program_id, detail, hash }
    }
}

/// The audit log of the caller's programs, newest first
#[utoipa::path(get, path = "/api/audit", tag = "audit", params(Filter), responses((status = 200, body = AuditPage), (status = 422, body = Problem)))]
pub async fn list(State(state): State<AppState>, caller: Caller, Query(filter): Query<Filter>) -> Result<Json<AuditPage>, ApiError> {
    let limit = filter.limit.unwrap_or(100);
    if !(1..=500).contains(&limit) {
        return Err(ApiError::invalid("limit is 1 to 500"));
    }
    let Filter { before, object, actor, action, program, from_ms, until_ms, .. } = filter;
    let filter = AuditFilter { before, object, actor, action, program, from_ms, until_ms };
    let rows = state.store().audit_entries(&caller.scope, &filter, limit).await?;
    let next = if rows.len() as i64 == limit { rows.last().map(|row| row.number) } else { None };
    Ok(Json(AuditPage { entries: rows.into_iter().map(AuditOut::from).collect(), next }))
}

/// Recompute the whole chain of the audit log
#[utoipa::path(get, path = "/api/audit/verify", tag = "audit", responses((status = 200, body = Verified)))]
pub async fn verify(State(state): State<AppState>, caller: Caller) -> Result<Json<Verified>, ApiError> {
    Ok(Json(match state.store().verify_audit(&caller.scope).await? {
        Ok(entries) => Verified { holds: true, entries, broken_at: None, why: None },
        Err(broken) => Verified { holds: false, entries: broken.number - 1, broken_at: Some(broken.number), why: Some(broken.why) },
    }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::House;

    #[tokio::test]
    async fn the_log_is_paged_filtered_walled_and_verified() {
        let house = House::new().await;
        for name in ["North", "South", "West"] {
            assert_eq!(house.post("manager", "/api/teams", &json!({"program": house.program, "name": name})).await.status, 201);
        }
        assert_eq!(house.post("administrator", "/api/teams", &json!({"program": house.other_program, "name": "East"})).await.status, 201);
        let page = house.get("manager", "/api/audit?action=team.add&limit=2").await.json;
        assert_eq!(page["entries"].as_array().map(Vec::len), Some(2));
        let next = page["next"].as_i64().expect("a next page");
        let rest = house.get("manager", &format!("/api/audit?action=team.add&limit=2&before={next}")).await.json;
        assert_eq!((rest["entries"].as_array().map(Vec::len), &rest["next"]), (Some(1), &json!(null)), "the other program's entry is behind the wall");
        let all = house.get("administrator", "/api/audit?action=team.add").await.json;
        assert_eq!(all["entries"].as_array().map(Vec::len), Some(4));
        assert!(all["entries"][0]["actor"].as_str().is_some_and(|actor| actor.starts_with("token:")));
        assert_eq!(house.get("manager", "/api/audit?limit=0").await.status, 422);
        assert_eq!(house.get("analyst", "/api/audit").await.status, 403);
        assert_eq!(house.get("administrator", "/api/audit/verify").await.json["holds"], json!(true));
        assert_eq!(house.get("manager", "/api/audit/verify").await.status, 403);
    }
}
