//! Notes beside conversations: whose they are, who reads them, and that they go with their conversation.

use rapport_store::{AuditFilter, NewNote, NewUser, Role, Scope};

use crate::house::{House, both};

async fn user(house: &House, name: &str, role: Role) -> Scope {
    let new = NewUser { email: format!("{name}@example.org"), name: name.into(), role, language: "en".into(), programs: vec![(house.program.clone(), None)] };
    let user = house.store.add_user(&house.system, &new).await.expect("a user");
    house.store.scope_of(&user.id).await.expect("answered").expect("there").1
}

fn note(body: &str) -> NewNote {
    NewNote { body: body.into(), ..NewNote::default() }
}

#[tokio::test]
async fn notes_are_their_authors() {
    both(async |house| {
        let store = &house.store;
        let id = &house.keep(1).await[0];
        let (coach, analyst, manager) = (user(house, "coach", Role::Coach).await, user(house, "analyst", Role::Analyst).await, user(house, "manager", Role::Manager).await);
        let first = store.add_note(&coach, id, &NewNote { turn: Some(1), span: Some((0, 4)), body: "well said".into() }).await.expect("kept").expect("there");
        assert_eq!((first.author_name.as_str(), first.turn, first.span_start, first.span_end, first.changed_ms), ("coach", Some(1), Some(0), Some(4), None));
        house.scratch.clock.advance(1_000);
        let second = store.add_note(&analyst, id, &note("look again")).await.expect("kept").expect("there");
        assert_eq!(store.notes(&manager, id).await.expect("answered"), Some(vec![first.clone(), second.clone()]), "oldest first");
        assert_eq!(store.change_note(&analyst, id, &first.id, "no").await.expect("answered"), None, "another's");
        let changed = store.change_note(&coach, id, &first.id, "very well said").await.expect("changed").expect("theirs");
        assert_eq!((changed.body.as_str(), changed.changed_ms.is_some()), ("very well said", true));
        assert_eq!(store.notes(&coach, id).await.expect("answered").expect("there")[0], changed);
        assert!(!store.delete_note(&coach, id, &second.id).await.expect("answered"), "another's");
        assert!(!store.delete_note(&coach, "elsewhere", &first.id).await.expect("answered"));
        assert!(store.delete_note(&coach, id, &first.id).await.expect("deleted"));
        assert!(store.delete_note(&manager, id, &second.id).await.expect("deleted"), "those who manage the program");
        assert!(store.add_note(&house.system, id, &note("x")).await.is_err(), "the system writes none");
        let filter = AuditFilter { object: Some(id.clone()), ..AuditFilter::default() };
        let actions: Vec<String> = store.audit_entries(&house.system, &filter, 20).await.expect("read").into_iter().map(|entry| entry.action).collect();
        assert_eq!(actions, ["note.delete", "note.delete", "note.change", "note.add", "note.add"]);
    })
    .await;
}

#[tokio::test]
async fn who_does_not_see_the_conversation_sees_no_note() {
    both(async |house| {
        let store = &house.store;
        let id = &house.keep(1).await[0];
        let analyst = user(house, "analyst", Role::Analyst).await;
        let note_id = store.add_note(&analyst, id, &note("look again")).await.expect("kept").expect("there").id;
        store.share(&house.system, id, true).await.expect("shared");
        let stranger = Scope { programs: rapport_store::Programs::Only(vec![house.other.clone()]), ..analyst.clone() };
        let (client, agent) = (user(house, "client", Role::Client).await, user(house, "agent", Role::Agent).await);
        for scope in [&stranger, &client, &agent] {
            assert_eq!(store.notes(scope, id).await.expect("answered"), None, "{:?}", scope.role);
            assert_eq!(store.add_note(scope, id, &note("x")).await.expect("answered"), None);
            assert_eq!(store.change_note(scope, id, &note_id, "x").await.expect("answered"), None);
            assert!(!store.delete_note(scope, id, &note_id).await.expect("answered"));
        }
        let row = store.conversation(&house.system, id).await.expect("answered").expect("there");
        let own = Scope { agents: row.agent_id.into_iter().collect(), ..agent };
        assert_eq!(store.notes(&own, id).await.expect("answered").map(|notes| notes.len()), Some(1), "an agent reads what is written about them");
        assert!(store.add_note(&own, id, &note("I see it so")).await.expect("kept").is_some());
    })
    .await;
}

#[tokio::test]
async fn notes_go_with_their_conversation() {
    both(async |house| {
        let store = &house.store;
        let ids = house.keep(2).await;
        let manager = user(house, "manager", Role::Manager).await;
        for id in &ids {
            store.add_note(&manager, id, &note("look")).await.expect("kept").expect("there");
        }
        assert!(store.delete_conversation(&manager, &ids[0], "asked").await.expect("deleted"));
        assert_eq!(store.notes(&house.system, &ids[0]).await.expect("answered"), None);
        assert_eq!(store.notes(&manager, &ids[1]).await.expect("answered").map(|notes| notes.len()), Some(1));
    })
    .await;
}
