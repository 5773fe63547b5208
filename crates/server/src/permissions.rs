//! Who may call what: one line a route. A route without a line is closed to everybody, and a test fails.

use axum::http::Method;
use rapport_store::Role;
use rapport_store::Role::{Administrator, Agent, Analyst, Client, Coach, Lead, Manager};

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody, without signing in.
    Anybody,
    /// Anybody who is signed in.
    SignedIn,
    /// These roles.
    Roles(&'static [Role]),
}

/// A route and who may call it.
pub struct Rule {
    /// `GET`, `POST` …
    pub method: Method,
    /// As the router writes it.
    pub path: &'static str,
    /// Who.
    pub who: Who,
    /// What a token needs for it, such as `conversations:read`; empty where a token never does.
    pub token: &'static str,
}

const STAFF: Who = Who::Roles(&[Administrator, Manager, Lead, Analyst, Coach]);
const WORKERS: Who = Who::Roles(&[Administrator, Manager, Lead, Analyst, Coach, Agent]);
const READERS: Who = Who::Roles(&[Administrator, Manager, Lead, Analyst, Coach, Agent, Client]);
const READERS_BUT_AGENTS: Who = Who::Roles(&[Administrator, Manager, Lead, Analyst, Coach, Client]);
/// Who can give breaks and relief; those who judge results are not among them.
const PROTECTORS: Who = Who::Roles(&[Administrator, Manager, Lead]);
const FEEDERS: Who = Who::Roles(&[Administrator, Manager, Analyst]);
const ADMINISTRATORS: Who = Who::Roles(&[Administrator]);
const REVIEWERS: Who = Who::Roles(&[Administrator, Manager, Lead, Analyst]);
const ASSIGNERS: Who = Who::Roles(&[Administrator, Manager, Lead]);
const DISPUTERS: Who = Who::Roles(&[Lead, Agent]);
const ENGAGED: Who = Who::Roles(&[Administrator, Manager, Lead, Analyst, Coach, Agent]);
const MANAGERS: Who = Who::Roles(&[Administrator, Manager]);

/// Every route, in the order of the router.
pub const RULES: &[Rule] = &[
    rule(Method::GET, "/healthz", Who::Anybody, ""),
    rule(Method::GET, "/readyz", Who::Anybody, ""),
    rule(Method::GET, "/metrics", ADMINISTRATORS, "metrics:read"),
    rule(Method::GET, "/api/health", ADMINISTRATORS, "metrics:read"),
    rule(Method::POST, "/api/session", Who::Anybody, ""),
    rule(Method::GET, "/api/session", Who::SignedIn, "session:read"),
    rule(Method::PATCH, "/api/session", Who::SignedIn, ""),
    rule(Method::DELETE, "/api/session", Who::SignedIn, ""),
    rule(Method::POST, "/api/session/password", Who::SignedIn, ""),
    rule(Method::GET, "/api/setup", Who::Anybody, ""),
    rule(Method::POST, "/api/setup", Who::Anybody, ""),
    rule(Method::POST, "/api/invitations/accept", Who::Anybody, ""),
    // A token makes no tokens: what leaks through one ends with it.
    rule(Method::GET, "/api/tokens", Who::SignedIn, ""),
    rule(Method::POST, "/api/tokens", Who::SignedIn, ""),
    rule(Method::DELETE, "/api/tokens/{id}", Who::SignedIn, ""),
    rule(Method::GET, "/api/users", STAFF, "users:read"),
    rule(Method::POST, "/api/users", MANAGERS, "users:write"),
    rule(Method::GET, "/api/users/{id}", STAFF, "users:read"),
    rule(Method::PATCH, "/api/users/{id}", MANAGERS, "users:write"),
    rule(Method::POST, "/api/users/{id}/link", MANAGERS, "users:write"),
    rule(Method::GET, "/api/teams", STAFF, "users:read"),
    rule(Method::POST, "/api/teams", MANAGERS, "users:write"),
    rule(Method::PATCH, "/api/teams/{id}", MANAGERS, "users:write"),
    rule(Method::GET, "/api/agents", WORKERS, "users:read"),
    rule(Method::POST, "/api/agents", MANAGERS, "users:write"),
    rule(Method::PATCH, "/api/agents/{id}", MANAGERS, "users:write"),
    rule(Method::GET, "/api/audit", MANAGERS, "audit:read"),
    rule(Method::GET, "/api/audit/verify", ADMINISTRATORS, "audit:read"),
    rule(Method::GET, "/api/programs", Who::SignedIn, "programs:read"),
    rule(Method::GET, "/api/programs/{id}", Who::SignedIn, "programs:read"),
    rule(Method::PATCH, "/api/programs/{id}", MANAGERS, "programs:write"),
    rule(Method::GET, "/api/programs/{id}/pack", STAFF, "programs:read"),
    rule(Method::PUT, "/api/programs/{id}/pack", MANAGERS, "programs:write"),
    rule(Method::DELETE, "/api/programs/{id}/pack", MANAGERS, "programs:write"),
    rule(Method::GET, "/api/programs/{id}/rules", STAFF, "programs:read"),
    rule(Method::PUT, "/api/programs/{id}/rules", MANAGERS, "programs:write"),
    rule(Method::DELETE, "/api/programs/{id}/rules", MANAGERS, "programs:write"),
    rule(Method::GET, "/api/programs/{id}/sign-off", WORKERS, "programs:read"),
    rule(Method::POST, "/api/programs/{id}/sign-off", MANAGERS, "programs:write"),
    rule(Method::DELETE, "/api/programs/{id}/sign-off", MANAGERS, "programs:write"),
    rule(Method::POST, "/api/programs", ADMINISTRATORS, "programs:write"),
    rule(Method::POST, "/api/conversations", FEEDERS, "conversations:write"),
    rule(Method::GET, "/api/conversations", READERS, "conversations:read"),
    rule(Method::GET, "/api/conversations/export", STAFF, "conversations:read"),
    rule(Method::GET, "/api/conversations/{id}", READERS, "conversations:read"),
    rule(Method::GET, "/api/conversations/{id}/notes", WORKERS, "notes:read"),
    rule(Method::POST, "/api/conversations/{id}/notes", WORKERS, "notes:write"),
    rule(Method::PATCH, "/api/conversations/{id}/notes/{note}", WORKERS, "notes:write"),
    rule(Method::DELETE, "/api/conversations/{id}/notes/{note}", WORKERS, "notes:write"),
    rule(Method::GET, "/api/samples", STAFF, "reviews:read"),
    rule(Method::POST, "/api/samples", REVIEWERS, "reviews:write"),
    rule(Method::GET, "/api/samples/{id}", STAFF, "reviews:read"),
    rule(Method::GET, "/api/reviews", ENGAGED, "reviews:read"),
    rule(Method::POST, "/api/reviews", REVIEWERS, "reviews:write"),
    rule(Method::GET, "/api/reviews/{id}", ENGAGED, "reviews:read"),
    rule(Method::PUT, "/api/reviews/{id}", REVIEWERS, "reviews:write"),
    rule(Method::POST, "/api/reviews/{id}/take", REVIEWERS, "reviews:write"),
    rule(Method::POST, "/api/reviews/{id}/release", REVIEWERS, "reviews:write"),
    rule(Method::POST, "/api/reviews/{id}/assign", ASSIGNERS, "reviews:write"),
    rule(Method::POST, "/api/reviews/{id}/submit", REVIEWERS, "reviews:write"),
    rule(Method::GET, "/api/disputes", ENGAGED, "disputes:read"),
    rule(Method::POST, "/api/disputes", DISPUTERS, "disputes:write"),
    rule(Method::GET, "/api/disputes/export", REVIEWERS, "disputes:read"),
    rule(Method::GET, "/api/disputes/overturned", STAFF, "disputes:read"),
    rule(Method::GET, "/api/disputes/{id}", ENGAGED, "disputes:read"),
    rule(Method::POST, "/api/disputes/{id}/answer", REVIEWERS, "disputes:write"),
    rule(Method::POST, "/api/disputes/{id}/appeal", DISPUTERS, "disputes:write"),
    rule(Method::POST, "/api/disputes/{id}/decide", REVIEWERS, "disputes:write"),
    rule(Method::GET, "/api/disputes/{id}/blast-radius", REVIEWERS, "disputes:read"),
    rule(Method::POST, "/api/disputes/{id}/rescore", REVIEWERS, "disputes:write"),
    rule(Method::GET, "/api/calibrations", STAFF, "calibrations:read"),
    rule(Method::POST, "/api/calibrations", REVIEWERS, "calibrations:write"),
    rule(Method::GET, "/api/calibrations/gates", STAFF, "calibrations:read"),
    rule(Method::GET, "/api/calibrations/{id}", STAFF, "calibrations:read"),
    rule(Method::PUT, "/api/calibrations/{id}/ratings/{conversation}", REVIEWERS, "calibrations:write"),
    rule(Method::POST, "/api/calibrations/{id}/lock", REVIEWERS, "calibrations:write"),
    rule(Method::PUT, "/api/calibrations/{id}/guidance/{item}", REVIEWERS, "calibrations:write"),
    rule(Method::POST, "/api/calibrations/{id}/close", REVIEWERS, "calibrations:write"),
    rule(Method::GET, "/api/calibrations/{id}/agreement", STAFF, "calibrations:read"),
    rule(Method::DELETE, "/api/conversations/{id}", MANAGERS, "conversations:delete"),
    rule(Method::PUT, "/api/conversations/{id}/share", MANAGERS, "conversations:share"),
    rule(Method::DELETE, "/api/conversations/{id}/share", MANAGERS, "conversations:share"),
    rule(Method::GET, "/api/cases", STAFF, "conversations:read"),
    rule(Method::GET, "/api/cases/{id}", STAFF, "conversations:read"),
    rule(Method::GET, "/api/figures/first-contact-resolution", READERS_BUT_AGENTS, "figures:read"),
    rule(Method::GET, "/api/behaviours", Who::SignedIn, "behaviours:read"),
    rule(Method::GET, "/api/behaviours/{id}", Who::SignedIn, "behaviours:read"),
    rule(Method::POST, "/api/playground", WORKERS, "behaviours:read"),
    rule(Method::GET, "/api/views", READERS, "conversations:read"),
    rule(Method::POST, "/api/views", READERS, "conversations:read"),
    rule(Method::PUT, "/api/views/{id}", READERS, "conversations:read"),
    rule(Method::DELETE, "/api/views/{id}", READERS, "conversations:read"),
    rule(Method::GET, "/api/dead-letters", FEEDERS, "conversations:write"),
    rule(Method::POST, "/api/dead-letters/{id}/settle", FEEDERS, "conversations:write"),
    rule(Method::GET, "/api/scorecards", READERS, "scorecards:read"),
    rule(Method::POST, "/api/scorecards", FEEDERS, "scorecards:write"),
    rule(Method::GET, "/api/scorecards/{id}", READERS, "scorecards:read"),
    rule(Method::PUT, "/api/scorecards/{id}", FEEDERS, "scorecards:write"),
    rule(Method::DELETE, "/api/scorecards/{id}", FEEDERS, "scorecards:write"),
    rule(Method::POST, "/api/scorecards/{id}/publish", MANAGERS, "scorecards:write"),
    rule(Method::POST, "/api/scorecards/{id}/retire", MANAGERS, "scorecards:write"),
    rule(Method::GET, "/api/scorecards/{id}/diff/{other}", STAFF, "scorecards:read"),
    rule(Method::POST, "/api/scorecards/{id}/try", FEEDERS, "scorecards:write"),
    rule(Method::GET, "/api/evaluations/{id}", READERS, "conversations:read"),
    rule(Method::GET, "/api/conversations/{id}/evaluations", READERS, "conversations:read"),
    rule(Method::POST, "/api/evaluations/{id}/replay", READERS, "conversations:read"),
    rule(Method::POST, "/api/programs/{id}/preview", FEEDERS, "programs:read"),
    rule(Method::GET, "/api/programs/{id}/rescore", FEEDERS, "programs:read"),
    rule(Method::POST, "/api/programs/{id}/rescore", MANAGERS, "programs:write"),
    rule(Method::GET, "/api/figures/skills", READERS, "figures:read"),
    rule(Method::GET, "/api/figures/behaviours", READERS, "figures:read"),
    rule(Method::GET, "/api/figures/episodes", READERS, "figures:read"),
    rule(Method::GET, "/api/figures/scores", READERS, "figures:read"),
    rule(Method::GET, "/api/figures/team-score", READERS_BUT_AGENTS, "figures:read"),
    rule(Method::GET, "/api/figures/exposure", PROTECTORS, "exposure:read"),
    rule(Method::GET, "/api/webhooks", ADMINISTRATORS, "webhooks:read"),
    rule(Method::POST, "/api/webhooks", ADMINISTRATORS, "webhooks:write"),
    rule(Method::GET, "/api/webhooks/{id}", ADMINISTRATORS, "webhooks:read"),
    rule(Method::PATCH, "/api/webhooks/{id}", ADMINISTRATORS, "webhooks:write"),
    rule(Method::DELETE, "/api/webhooks/{id}", ADMINISTRATORS, "webhooks:write"),
    rule(Method::POST, "/api/webhooks/{id}/secret", ADMINISTRATORS, "webhooks:write"),
    rule(Method::POST, "/api/webhooks/{id}/test", ADMINISTRATORS, "webhooks:write"),
    rule(Method::GET, "/api/webhooks/{id}/deliveries", ADMINISTRATORS, "webhooks:read"),
    rule(Method::POST, "/api/webhooks/{id}/deliveries/{delivery}/retry", ADMINISTRATORS, "webhooks:write"),
    rule(Method::GET, "/api/jobs", MANAGERS, "jobs:read"),
    rule(Method::GET, "/api/events", STAFF, "conversations:read"),
];

const fn rule(method: Method, path: &'static str, who: Who, token: &'static str) -> Rule {
    Rule { method, path, who, token }
}

/// The line for a route.
pub fn of(method: &Method, path: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.method == *method && rule.path == path)
}

/// Everything that a token can be for, once each.
pub fn token_scopes() -> Vec<&'static str> {
    let scopes: std::collections::BTreeSet<&str> = RULES.iter().map(|rule| rule.token).filter(|scope| !scope.is_empty()).collect();
    scopes.into_iter().collect()
}

impl Who {
    /// Whether a role is among them.
    pub fn holds(self, role: Role) -> bool {
        match self {
            Who::Anybody | Who::SignedIn => true,
            Who::Roles(roles) => roles.contains(&role),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_has_a_line_and_every_line_a_route() {
        let description = crate::description();
        let mut described: Vec<(String, String)> = Vec::new();
        for (path, item) in &description.paths.paths {
            let methods = [("GET", &item.get), ("POST", &item.post), ("PUT", &item.put), ("PATCH", &item.patch), ("DELETE", &item.delete)];
            described.extend(methods.iter().filter(|(_, operation)| operation.is_some()).map(|(method, _)| ((*method).to_owned(), path.clone())));
        }
        let mut ruled: Vec<(String, String)> = RULES.iter().map(|rule| (rule.method.to_string(), rule.path.to_owned())).collect();
        described.sort();
        ruled.sort();
        assert_eq!(described, ruled);
    }
}
