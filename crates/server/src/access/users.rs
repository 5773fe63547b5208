//! Users: list, invite, change, put away.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use rapport_store::{NewUser, Role, Scope, User, UserChange};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::links::{LinkOut, link};
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::state::AppState;

/// A user.
#[derive(Serialize, ToSchema)]
pub struct UserOut {
    id: String,
    email: String,
    name: String,
    /// `administrator`, `manager`, `lead`, `analyst`, `coach`, `agent`, `client`
    role: &'static str,
    /// `en` or `zh`
    language: String,
    /// `invited` (no password yet), `active`, `disabled`
    state: &'static str,
    /// The programs they belong to, of those that the caller has.
    programs: Vec<Membership>,
    created_ms: i64,
    /// Since when they are disabled.
    disabled_ms: Option<i64>,
    /// Whether the caller may change them.
    yours_to_change: bool,
}

/// That somebody belongs to a program.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// Id.
    program: String,
    /// The team that a lead leads alone, by id; without it the whole program.
    #[serde(default)]
    team: Option<String>,
}

/// A user to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UserIn {
    /// Address to sign in with.
    email: String,
    /// Name.
    name: String,
    /// `administrator`, `manager`, `lead`, `analyst`, `coach`, `agent`, `client`
    role: String,
    /// `en` or `zh`
    language: Option<String>,
    /// Programs they belong to; an administrator needs none.
    #[serde(default)]
    programs: Vec<Membership>,
}

/// What becomes different about a user; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UserPatch {
    name: Option<String>,
    role: Option<String>,
    language: Option<String>,
    /// All programs they belong to from now on.
    programs: Option<Vec<Membership>>,
    /// Disabled users cannot sign in, and their tokens do not hold.
    disabled: Option<bool>,
}

/// A new user, and the link with which they choose a password.
#[derive(Serialize, ToSchema)]
pub struct Invited {
    user: UserOut,
    link: LinkOut,
}

impl UserOut {
    fn of(user: User, scope: &Scope) -> UserOut {
        let state = match (user.disabled_ms, user.has_password) {
            (Some(_), _) => "disabled",
            (None, true) => "active",
            (None, false) => "invited",
        };
        let yours_to_change = scope.manages(&user);
        let inside = user.programs.iter().filter(|program| scope.has_program(program));
        let programs = inside.map(|program| Membership { program: program.clone(), team: user.teams.get(program).cloned() }).collect();
        let User { id, email, name, role, language, created_ms, disabled_ms, .. } = user;
        UserOut { id, email, name, role: role.as_str(), language, state, programs, created_ms, disabled_ms, yours_to_change }
    }
}

/// Users of the caller's programs, by name; for an administrator everybody
#[utoipa::path(get, path = "/api/users", tag = "users", responses((status = 200, body = Vec<UserOut>)))]
pub async fn list(State(state): State<AppState>, caller: Caller) -> Result<Json<Vec<UserOut>>, ApiError> {
    let users = state.store().users(&caller.scope).await?;
    Ok(Json(users.into_iter().map(|user| UserOut::of(user, &caller.scope)).collect()))
}

/// Invite a user: the answer holds a link for them, which is not shown again
#[utoipa::path(post, path = "/api/users", tag = "users", request_body = UserIn,
    responses((status = 201, body = Invited), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn add(State(state): State<AppState>, caller: Caller, Json(new): Json<UserIn>) -> Result<(StatusCode, Json<Invited>), ApiError> {
    let role = role(&new.role)?;
    let new = NewUser { email: mail(&new.email)?, name: name(&new.name)?, role, language: language(new.language.as_deref())?, programs: memberships(new.programs) };
    if role != Role::Administrator && new.programs.is_empty() {
        return Err(ApiError::invalid("a user who is no administrator needs a program"));
    }
    if !caller.scope.may_make(role, &new.programs) {
        return Err(ApiError::forbidden("you cannot make such a user: the role or a program is outside yours"));
    }
    let user = state.store().add_user(&caller.scope, &new).await?;
    let link = link(&state, &caller.scope, &user).await?.ok_or_else(|| ApiError::not_found("user"))?;
    Ok((StatusCode::CREATED, Json(Invited { user: UserOut::of(user, &caller.scope), link })))
}

/// One user
#[utoipa::path(get, path = "/api/users/{id}", tag = "users", params(("id" = String, Path)), responses((status = 200, body = UserOut), (status = 404, body = Problem)))]
pub async fn one(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<UserOut>, ApiError> {
    let user = state.store().user(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("user"))?;
    Ok(Json(UserOut::of(user, &caller.scope)))
}

/// Change a user, or disable them; the last administrator stays
#[utoipa::path(patch, path = "/api/users/{id}", tag = "users", params(("id" = String, Path)), request_body = UserPatch,
    responses((status = 200, body = UserOut), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn change(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Json(patch): Json<UserPatch>) -> Result<Json<UserOut>, ApiError> {
    let user = state.store().user(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("user"))?;
    let change = UserChange {
        name: patch.name.as_deref().map(name).transpose()?,
        role: patch.role.as_deref().map(role).transpose()?,
        language: patch.language.as_deref().map(|told| language(Some(told))).transpose()?,
        programs: patch.programs.map(memberships),
        disabled: patch.disabled,
    };
    let programs = change.programs.clone().unwrap_or_else(|| user.programs.iter().map(|program| (program.clone(), None)).collect());
    if !caller.scope.manages(&user) || !caller.scope.may_make(change.role.unwrap_or(user.role), &programs) {
        return Err(ApiError::forbidden("you cannot change this user so: they, the role or a program is outside yours"));
    }
    let user = state.store().set_user(&caller.scope, &id, &change).await?.ok_or_else(|| ApiError::not_found("user"))?;
    Ok(Json(UserOut::of(user, &caller.scope)))
}

fn memberships(told: Vec<Membership>) -> Vec<(String, Option<String>)> {
    // Twice the same program is once.
    let by_program: std::collections::BTreeMap<String, Option<String>> = told.into_iter().map(|one| (one.program, one.team)).collect();
    by_program.into_iter().collect()
}

/// An address that people can have.
pub fn mail(told: &str) -> Result<String, ApiError> {
    let told = told.trim();
    let fits = told.len() <= 254
        && !told.chars().any(|c| c.is_whitespace() || c.is_control())
        && told.split_once('@').is_some_and(|(who, place)| !who.is_empty() && !place.is_empty() && !place.contains('@'));
    if fits { Ok(told.to_lowercase()) } else { Err(ApiError::invalid("email is no address; write it like ana@example.org")) }
}

/// A name that can be shown.
pub fn name(told: &str) -> Result<String, ApiError> {
    let told = told.trim();
    let fits = !told.is_empty() && told.chars().count() <= 200 && !told.chars().any(char::is_control);
    if fits { Ok(told.to_owned()) } else { Err(ApiError::invalid("name needs 1 to 200 characters in one line")) }
}

/// A language that pages are in.
pub fn language(told: Option<&str>) -> Result<String, ApiError> {
    match told.unwrap_or("en") {
        known @ ("en" | "zh") => Ok(known.to_owned()),
        _ => Err(ApiError::invalid("language is en or zh")),
    }
}

fn role(told: &str) -> Result<Role, ApiError> {
    Role::parse(told).ok_or_else(|| ApiError::invalid(format!("role is one of {}", Role::ALL.map(Role::as_str).join(", "))))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::inside::Answer;
    use crate::testing::House;

    async fn patch(house: &House, role: &str, id: &str, body: Value) -> Answer {
        house.send(role, "PATCH", &format!("/api/users/{id}"), body.to_string().into_bytes()).await
    }

    #[tokio::test]
    async fn a_manager_invites_inside_the_own_programs() {
        let house = House::new().await;
        let new = |role: &str, program: &str| json!({"email": format!("{role}2@example.org"), "name": "Sam", "role": role, "programs": [{"program": program}]});
        let made = house.post("manager", "/api/users", &new("coach", &house.program)).await;
        assert_eq!((made.status, &made.json["user"]["state"], &made.json["user"]["programs"][0]["program"]), (201, &json!("invited"), &json!(house.program)));
        let accepted = house.post("", "/api/invitations/accept", &json!({"token": made.json["link"]["token"], "password": "a long enough password"})).await;
        assert_eq!((accepted.status, &accepted.json["user"]["name"]), (200, &json!("Sam")));
        let id = made.json["user"]["id"].as_str().expect("an id");
        assert_eq!(house.get("analyst", &format!("/api/users/{id}")).await.json["state"], json!("active"));
        assert_eq!(house.post("manager", "/api/users", &new("coach", &house.program)).await.status, 409, "the address is taken");
        assert_eq!(house.post("manager", "/api/users", &new("administrator", &house.program)).await.status, 403);
        assert_eq!(house.post("manager", "/api/users", &new("lead", &house.other_program)).await.status, 403, "another program's wall");
        assert_eq!(house.post("lead", "/api/users", &new("agent", &house.program)).await.status, 403);
        for (field, wrong) in [("email", "no address"), ("role", "king"), ("language", "fr"), ("name", " ")] {
            let mut body = new("agent", &house.program);
            body[field] = json!(wrong);
            assert_eq!(house.post("manager", "/api/users", &body).await.status, 422, "{field}");
        }
        assert_eq!(house.post("manager", "/api/users", &json!({"email": "x@example.org", "name": "x", "role": "lead"})).await.status, 422, "no program");
    }

    #[tokio::test]
    async fn who_is_changed_and_put_away() {
        let house = House::new().await;
        let coach = &house.users["coach"];
        let changed = patch(&house, "manager", coach, json!({"name": "Kim", "role": "lead", "language": "zh"})).await;
        assert_eq!((changed.status, &changed.json["name"], &changed.json["role"], &changed.json["language"]), (200, &json!("Kim"), &json!("lead"), &json!("zh")));
        assert_eq!(changed.json["programs"][0]["program"], json!(house.program), "what is left out stays");
        assert_eq!(house.get("coach", "/api/session").await.json["user"]["role"], json!("lead"), "at once");
        assert_eq!(patch(&house, "manager", coach, json!({"role": "administrator"})).await.status, 403);
        assert_eq!(patch(&house, "manager", coach, json!({"programs": []})).await.status, 403, "a user without a program is nobody's");
        assert_eq!(patch(&house, "manager", coach, json!({"disabled": true})).await.json["state"], json!("disabled"));
        assert_eq!(house.get("coach", "/api/session").await.status, 401, "a disabled user's token does not hold");
        assert_eq!(house.post("manager", &format!("/api/users/{coach}/link"), &json!({})).await.status, 409);
        assert_eq!(patch(&house, "manager", coach, json!({"disabled": false})).await.status, 200);
        assert_eq!(house.get("coach", "/api/session").await.status, 200);
        assert_eq!(patch(&house, "manager", &house.users["administrator"], json!({"disabled": true})).await.status, 404);
        let last = patch(&house, "administrator", &house.users["administrator"], json!({"disabled": true})).await;
        assert_eq!((last.status, last.json["code"].as_str()), (409, Some("conflict")), "the last administrator stays");
        assert_eq!(patch(&house, "administrator", &house.users["administrator"], json!({"role": "manager"})).await.status, 409);
        assert_eq!(patch(&house, "administrator", coach, json!({"programs": [{"program": "nowhere"}]})).await.status, 409);
    }

    #[tokio::test]
    async fn a_lead_of_one_team_sees_that_team() {
        let house = House::new().await;
        let team = house.post("manager", "/api/teams", &json!({"program": house.program, "name": "North"})).await.json["id"].clone();
        let other = house.post("manager", "/api/teams", &json!({"program": house.program, "name": "South"})).await.json["id"].clone();
        let agent = house.post("manager", "/api/agents", &json!({"program": house.program, "external_id": "a1", "team": team})).await;
        assert_eq!((agent.status, &agent.json["name"]), (201, &json!("a1")));
        house.post("manager", "/api/agents", &json!({"program": house.program, "external_id": "a2", "team": other})).await;
        assert_eq!(patch(&house, "manager", &house.users["lead"], json!({"programs": [{"program": house.program, "team": team}]})).await.status, 200);
        let seen = |answer: Answer| answer.json.as_array().map(Vec::len);
        assert_eq!(seen(house.get("lead", "/api/agents").await), Some(1));
        assert_eq!(seen(house.get("lead", "/api/teams").await), Some(1));
        assert_eq!(seen(house.get("manager", "/api/agents").await), Some(2));
        assert_eq!(seen(house.get("agent", "/api/agents").await), Some(0), "not yet theirs");
        let address = format!("/api/agents/{}", agent.json["id"].as_str().expect("an id"));
        let bind = async |body: Value| house.send("manager", "PATCH", &address, body.to_string().into_bytes()).await;
        assert_eq!(bind(json!({"user": house.users["agent"]})).await.status, 200);
        assert_eq!(seen(house.get("agent", "/api/agents").await), Some(1));
        assert_eq!(house.get("agent", "/api/session").await.json["agents"][0], agent.json["id"]);
        assert_eq!(bind(json!({"user": house.users["administrator"]})).await.status, 409, "who does not belong to the program");
        let freed = bind(json!({"user": null, "name": "Ana"})).await;
        assert_eq!((&freed.json["user"], &freed.json["team"], &freed.json["name"]), (&json!(null), &team, &json!("Ana")));
        let elsewhere = house.post("administrator", "/api/teams", &json!({"program": house.other_program, "name": "East"})).await.json["id"].clone();
        assert_eq!(bind(json!({"team": elsewhere})).await.status, 409, "another program's team");
        assert_eq!(house.post("manager", "/api/teams", &json!({"program": house.other_program, "name": "West"})).await.status, 404);
        assert_eq!(house.post("manager", "/api/teams", &json!({"program": house.program, "name": "North"})).await.status, 409);
        let renamed = house.send("manager", "PATCH", &format!("/api/teams/{}", team.as_str().expect("an id")), br#"{"name":"Northwest"}"#.to_vec()).await;
        assert_eq!((renamed.status, &renamed.json["name"]), (200, &json!("Northwest")));
    }
}
