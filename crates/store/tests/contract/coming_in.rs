//! Conversations come in once, with their job, or not at all.

use rapport_store::{Arrival, Arrived, ProgramSettings, Role, StoreError};

use crate::house::both;

#[tokio::test]
async fn a_conversation_is_kept_once() {
    both(async |house| {
        let store = &house.store;
        let first = house.arrival(&house.program, 1);
        let mut changed = first.clone();
        changed.hash = "sha256:another".into();
        let mut elsewhere = first.clone();
        elsewhere.program = house.other.clone();
        let batch = [first.clone(), first.clone(), changed, elsewhere].map(|one| Arrival::Read(Box::new(one)));
        let arrived = store.arrive(&house.system, &batch).await.expect("kept");
        let Arrived::New(id) = &arrived[0] else { panic!("{arrived:?}") };
        assert_eq!(arrived[1], Arrived::Known(id.clone()));
        assert_eq!(arrived[2], Arrived::Differs(id.clone()));
        assert!(matches!(&arrived[3], Arrived::New(other) if other != id), "the same id in another program is another conversation");
        assert_eq!(store.backlog(&house.system).await.expect("a number"), 2);
        let row = store.conversation(&house.system, id).await.expect("answered").expect("there");
        assert_eq!((row.state.as_str(), row.document, row.started_ms), ("received", first.document, first.started_ms));
        assert!(row.agent_id.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_batch_outside_the_walls_is_refused_whole() {
    both(async |house| {
        let batch = [house.arrival(&house.program, 1), house.arrival(&house.other, 2)].map(|one| Arrival::Read(Box::new(one)));
        let refused = house.store.arrive(&house.scope(Role::Analyst), &batch).await;
        assert!(matches!(refused, Err(StoreError::State(_))), "{refused:?}");
        assert_eq!(house.store.backlog(&house.system).await.expect("a number"), 0, "nothing of it was kept");
    })
    .await;
}

#[tokio::test]
async fn programs_are_made_changed_and_found() {
    both(async |house| {
        let store = &house.store;
        let mut settings = ProgramSettings { keep_raw: true, ..ProgramSettings::default() };
        settings.scorecards.insert("chat".into(), "sales".into());
        assert!(store.set_program(&house.system, &house.program, &settings).await.expect("set"));
        assert!(!store.set_program(&house.scope(Role::Manager), &house.other, &settings).await.expect("answered"), "not the caller's");
        assert_eq!(store.program(&house.system, &house.program).await.expect("answered").expect("there").settings, settings);
        assert_eq!(store.program(&house.scope(Role::Manager), &house.other).await.expect("answered"), None);
        let names: Vec<String> = store.programs(&house.system).await.expect("answered").into_iter().map(|program| program.name).collect();
        assert_eq!(names, ["Juniper Shop", "Lantern Broadband"]);
        assert_eq!(store.programs(&house.scope(Role::Analyst)).await.expect("answered").len(), 1);
    })
    .await;
}
