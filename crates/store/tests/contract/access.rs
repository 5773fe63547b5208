//! People, how they come in, and what they may change.

use rapport_store::{AgentChange, Attempt, NewUser, Purpose, Role, Scope, StoreError, UserChange};

use crate::house::{House, both};

fn user(email: &str, role: Role, programs: &[&str]) -> NewUser {
    NewUser { email: email.into(), name: email.to_lowercase(), role, language: "en".into(), programs: programs.iter().map(|id| ((*id).to_owned(), None)).collect() }
}

async fn scope_of(house: &House, id: &str) -> Scope {
    house.store.scope_of(id).await.expect("answered").expect("there").1
}

#[tokio::test]
async fn users_exist_inside_the_walls() {
    both(async |house| {
        let store = &house.store;
        assert!(!store.has_users(&Scope::nobody()).await.expect("answered"));
        let manager = store.add_user(&house.system, &user("Max@Example.org", Role::Manager, &[&house.program])).await.expect("made");
        assert_eq!((manager.email.as_str(), manager.has_password), ("max@example.org", false));
        let scope = scope_of(house, &manager.id).await;
        let coach = store.add_user(&scope, &user("kim@example.org", Role::Coach, &[&house.program])).await.expect("made");
        let stranger = store.add_user(&house.system, &user("sam@example.org", Role::Coach, &[&house.other])).await.expect("made");
        let both_programs = store.add_user(&house.system, &user("lee@example.org", Role::Lead, &[&house.program, &house.other])).await.expect("made");
        assert!(matches!(store.add_user(&scope, &user("kim@example.org", Role::Coach, &[&house.program])).await, Err(StoreError::Taken(_))));
        for refused in [user("a@example.org", Role::Administrator, &[&house.program]), user("a@example.org", Role::Lead, &[&house.other]), user("a@example.org", Role::Lead, &[])] {
            assert!(matches!(store.add_user(&scope, &refused).await, Err(StoreError::State(_))), "{refused:?}");
        }
        let names: Vec<String> = store.users(&scope).await.expect("answered").into_iter().map(|user| user.email).collect();
        assert_eq!(names, ["kim@example.org", "lee@example.org", "max@example.org"].map(str::to_owned));
        assert_eq!(store.users(&house.system).await.expect("answered").len(), 4);
        assert!(store.user(&scope, &stranger.id).await.expect("answered").is_none());
        let away = UserChange { disabled: Some(true), ..UserChange::default() };
        assert_eq!(store.set_user(&scope, &stranger.id, &away).await.expect("answered"), None);
        assert!(matches!(store.set_user(&scope, &both_programs.id, &away).await, Err(StoreError::State(_))), "who also belongs elsewhere");
        let wider = UserChange { programs: Some(vec![(house.program.clone(), None), (house.other.clone(), None)]), ..UserChange::default() };
        assert!(matches!(store.set_user(&scope, &coach.id, &wider).await, Err(StoreError::State(_))));
        assert!(store.set_user(&scope, &coach.id, &away).await.expect("changed").expect("there").disabled_ms.is_some());
        assert!(store.scope_of(&coach.id).await.expect("answered").is_none());
    })
    .await;
}

#[tokio::test]
async fn one_administrator_stays() {
    both(async |house| {
        let store = &house.store;
        let first = store.add_user(&house.system, &user("one@example.org", Role::Administrator, &[])).await.expect("made");
        let second = store.add_user(&house.system, &user("two@example.org", Role::Administrator, &[])).await.expect("made");
        let away = UserChange { disabled: Some(true), ..UserChange::default() };
        assert!(matches!(store.set_user(&house.system, &first.id, &away).await, Err(StoreError::State(_))), "the second has no password: nobody could come in");
        store.invite(&house.system, Purpose::Invitation, Some(&second.id), "l", i64::MAX).await.expect("made");
        store.accept(&Scope::nobody(), "l", "$argon2id$x").await.expect("answered").expect("accepted");
        assert!(store.set_user(&house.system, &first.id, &away).await.expect("changed").is_some());
        let down = UserChange { role: Some(Role::Manager), programs: Some(vec![(house.program.clone(), None)]), ..UserChange::default() };
        assert!(matches!(store.set_user(&house.system, &second.id, &down).await, Err(StoreError::State(_))));
    })
    .await;
}

#[tokio::test]
async fn teams_and_agents_stay_in_their_program() {
    both(async |house| {
        let (store, manager) = (&house.store, house.scope(Role::Manager));
        let north = store.add_team(&manager, &house.program, "North").await.expect("made");
        let east = store.add_team(&house.system, &house.other, "East").await.expect("made");
        assert!(matches!(store.add_team(&manager, &house.program, "North").await, Err(StoreError::Taken(_))));
        assert!(store.add_team(&manager, &house.other, "West").await.is_err());
        assert_eq!(store.teams(&manager, None).await.expect("answered"), std::slice::from_ref(&north));
        assert_eq!(store.teams(&house.system, Some(&house.other)).await.expect("answered"), std::slice::from_ref(&east));
        assert_eq!(store.rename_team(&manager, &east.id, "Mine").await.expect("answered"), None);
        assert_eq!(store.rename_team(&manager, &north.id, "Northwest").await.expect("answered").expect("there").name, "Northwest");
        let agent = store.add_agent(&manager, &house.program, "a1", "Ana", Some(&north.id)).await.expect("made");
        assert!(store.add_agent(&manager, &house.program, "a1", "Ana", None).await.is_err_and(|error| matches!(error, StoreError::Taken(_))));
        assert!(store.add_agent(&manager, &house.program, "a2", "Ben", Some(&east.id)).await.is_err(), "another program's team");
        let other = store.add_agent(&house.system, &house.other, "a1", "Eve", None).await.expect("made");
        assert_eq!(store.agents(&manager, None, Some(&north.id)).await.expect("answered"), std::slice::from_ref(&agent));
        assert_eq!(store.agent(&manager, &other.id).await.expect("answered"), None);
        assert_eq!(store.agents(&house.scope(Role::Client), None, None).await.expect("answered"), []);
        let person = store.add_user(&house.system, &user("ana@example.org", Role::Agent, &[&house.program])).await.expect("made");
        assert!(store.bind_agent(&manager, &agent.id, &person.id).await.expect("answered"));
        assert!(!store.bind_agent(&manager, &other.id, &person.id).await.expect("answered"), "not the caller's agent");
        assert!(store.bind_agent(&house.system, &other.id, &person.id).await.is_err(), "not a user of that program");
        let scope = scope_of(house, &person.id).await;
        assert_eq!(scope.agents, std::slice::from_ref(&agent.id));
        assert_eq!(store.agents(&scope, None, None).await.expect("answered").len(), 1);
        let freed = AgentChange { team: Some(None), user: Some(None), name: None };
        let freed = store.set_agent(&manager, &agent.id, &freed).await.expect("answered").expect("there");
        assert_eq!((freed.team_id, freed.user_id, freed.name.as_str()), (None, None, "Ana"));
        assert_eq!(store.agents(&scope_of(house, &person.id).await, None, None).await.expect("answered"), []);
    })
    .await;
}

#[tokio::test]
async fn links_and_passwords() {
    both(async |house| {
        let (store, nobody) = (&house.store, Scope::nobody());
        assert!(store.invite(&house.system, Purpose::Setup, None, "s", i64::MAX).await.expect("made"));
        assert_eq!(store.accept(&nobody, "s", "h").await.expect("answered"), None, "a setup link gives nobody a password");
        let first = store.set_up(&nobody, "s", &user("ana@example.org", Role::Client, &[]), "h1").await.expect("answered").expect("made");
        assert_eq!((first.role, first.has_password), (Role::Administrator, true));
        assert_eq!(store.set_up(&nobody, "s", &user("eve@example.org", Role::Administrator, &[]), "h").await.expect("answered"), None);
        assert_eq!(store.password(&nobody, " ANA@example.org").await.expect("answered"), Some((first.id.clone(), "h1".into())));
        let scope = scope_of(house, &first.id).await;
        store.add_session(&scope, "x", &first.id, "c").await.expect("begun");
        store.add_session(&scope, "y", &first.id, "c").await.expect("begun");
        assert!(store.set_password(&scope, "h2", "x").await.expect("set"));
        assert!(store.session("x").await.expect("answered").is_some() && store.session("y").await.expect("answered").is_none());
        let manager = house.scope(Role::Manager);
        assert!(!store.invite(&manager, Purpose::Password, Some(&first.id), "m", i64::MAX).await.expect("answered"), "not the manager's to manage");
        assert!(store.invite(&house.system, Purpose::Password, Some(&first.id), "p", store.now() + 10).await.expect("made"));
        house.scratch.clock.advance(10);
        assert_eq!(store.accept(&nobody, "p", "h3").await.expect("answered"), None, "expired");
        assert!(store.invite(&house.system, Purpose::Password, Some(&first.id), "q", store.now() + 10).await.expect("made"));
        assert_eq!(store.accept(&nobody, "q", "h3").await.expect("answered").map(|user| user.id), Some(first.id));
        assert!(store.session("x").await.expect("answered").is_none(), "a new password ends every session");
    })
    .await;
}

#[tokio::test]
async fn sessions_rotate_and_tries_are_counted() {
    both(async |house| {
        let (store, nobody) = (&house.store, Scope::nobody());
        let person = store.add_user(&house.system, &user("ana@example.org", Role::Analyst, &[&house.program])).await.expect("made");
        let scope = scope_of(house, &person.id).await;
        store.add_session(&scope, "one", &person.id, "c").await.expect("begun");
        let session = store.session("one").await.expect("answered").expect("there");
        assert!(store.rotate_session(&scope, &session, "two").await.expect("rotated"));
        assert!(!store.rotate_session(&scope, &session, "three").await.expect("answered"), "another was first");
        assert_eq!(store.session("one").await.expect("answered").map(|session| session.hash), Some("two".into()), "for a minute");
        house.scratch.clock.advance(60_000);
        assert_eq!(store.session("one").await.expect("answered"), None);
        store.touch_session(&scope, "two").await.expect("noted");
        let session = store.session("two").await.expect("answered").expect("there");
        assert_eq!(session.seen_ms - session.created_ms, 60_000);
        assert!(store.end_session(&scope, &session).await.expect("ended"));
        assert!(!store.end_session(&scope, &session).await.expect("answered"));
        for _ in 0..5 {
            assert_eq!(store.attempt(&nobody, "ana@example.org").await.expect("counted"), Attempt::Allowed);
        }
        assert_eq!(store.attempt(&nobody, "ANA@example.org ").await.expect("counted"), Attempt::Locked(store.now() + 15 * 60_000));
        assert_eq!(store.attempt(&nobody, "ben@example.org").await.expect("counted"), Attempt::Allowed);
        store.attempt_succeeded(&nobody, "ana@example.org").await.expect("forgotten");
        assert_eq!(store.attempt(&nobody, "ana@example.org").await.expect("counted"), Attempt::Allowed);
    })
    .await;
}

#[tokio::test]
async fn tokens_are_their_users() {
    both(async |house| {
        let store = &house.store;
        let one = store.add_user(&house.system, &user("a@example.org", Role::Analyst, &[&house.program])).await.expect("made");
        let two = store.add_user(&house.system, &user("b@example.org", Role::Analyst, &[&house.program])).await.expect("made");
        let (mine, theirs) = (scope_of(house, &one.id).await, scope_of(house, &two.id).await);
        let id = store.add_token(&mine, &one.id, "h", "nightly", "[]", Some(store.now() + 100_000)).await.expect("made");
        assert_eq!(store.tokens(&theirs).await.expect("answered"), []);
        let used = store.now();
        assert!(store.token("h").await.expect("answered").is_some());
        house.scratch.clock.advance(59_999);
        store.token("h").await.expect("answered");
        assert_eq!(store.tokens(&mine).await.expect("answered")[0].used_ms, Some(used), "to the minute");
        assert_eq!(store.tokens(&house.system).await.expect("answered").len(), 1);
        assert!(!store.revoke_token(&theirs, &id).await.expect("answered"));
        assert!(store.revoke_token(&mine, &id).await.expect("revoked"));
        assert!(store.token("h").await.expect("answered").is_none());
        store.add_token(&mine, &one.id, "i", "x", "[]", Some(store.now() + 1)).await.expect("made");
        house.scratch.clock.advance(1);
        assert!(store.token("i").await.expect("answered").is_none(), "it has ended");
    })
    .await;
}

#[tokio::test]
async fn a_record_is_signed_for_one_program() {
    both(async |house| {
        let (store, manager) = (&house.store, house.scope(Role::Manager));
        assert!(!store.signed_off(&manager, &house.program).await.expect("answered"));
        store.sign_off(&manager, &house.program, "one", "一").await.expect("signed");
        house.scratch.clock.advance(1);
        let second = store.sign_off(&manager, &house.program, "two", "二").await.expect("signed");
        assert_eq!(store.signoff(&manager, &house.program).await.expect("answered"), Some(second));
        assert!(store.sign_off(&manager, &house.other, "x", "x").await.is_err());
        assert!(!store.signed_off(&manager, &house.other).await.expect("answered"));
        assert!(!store.withdraw_signoff(&manager, &house.other).await.expect("answered"));
        assert!(store.withdraw_signoff(&manager, &house.program).await.expect("withdrawn"));
        assert!(!store.signed_off(&house.system, &house.program).await.expect("answered"), "the earlier one does not come back");
    })
    .await;
}

#[tokio::test]
async fn people_change_their_own_name_and_language() {
    both(async |house| {
        let store = &house.store;
        let kim = store.add_user(&house.system, &user("kim@example.org", Role::Agent, &[&house.program])).await.expect("made");
        let scope = scope_of(house, &kim.id).await;
        let changed = store.set_self(&scope, Some("Kim"), None).await.expect("changed").expect("there");
        assert_eq!((changed.name.as_str(), changed.language.as_str(), changed.role), ("Kim", "en", Role::Agent));
        assert_eq!(store.set_self(&scope, None, Some("zh")).await.expect("changed").expect("there").language, "zh");
        assert_eq!(store.set_self(&Scope::nobody(), Some("x"), None).await.expect("answered"), None);
        store.set_user(&house.system, &kim.id, &UserChange { disabled: Some(true), ..UserChange::default() }).await.expect("put away");
        assert_eq!(store.set_self(&scope, Some("x"), None).await.expect("answered"), None, "who was put away");
    })
    .await;
}
