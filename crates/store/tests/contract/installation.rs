//! The installation itself: what it remembers of itself, how it is looked at from outside, and what measurements do with it.

use std::path::Path;
use std::sync::Arc;

use rapport_model::{Clock, SetClock};
use rapport_store::testing::NOW;
use rapport_store::{NewProgram, Pack, PackKind, Role, Store};

use crate::house::both;
use crate::queue::nothing;

/// Looks at a database as it is.
async fn look(place: &str, kind: &str) -> Store {
    let clock: Arc<dyn Clock> = Arc::new(SetClock::at(NOW));
    match kind {
        "sqlite" => Store::look_at_file(Path::new(place), clock).await,
        _ => Store::look_at(place, clock).await,
    }
    .expect("opened")
}

#[tokio::test]
async fn of_several_processes_the_first_decides() {
    both(async |house| {
        let (store, system) = (&house.store, &house.system);
        assert_eq!(store.setting(system, "name").await.expect("answered"), None);
        assert_eq!(store.settle(system, "name", "first").await.expect("kept"), "first");
        assert_eq!(store.settle(system, "name", "second").await.expect("answered"), "first");
        assert_eq!(store.setting(system, "name").await.expect("answered").as_deref(), Some("first"));
        store.ping().await.expect("it answers");
    })
    .await;
}

#[tokio::test]
async fn a_look_runs_no_migration() {
    both(async |house| {
        let seen = look(&house.scratch.place, house.store.kind()).await;
        assert_eq!(seen.lacks().await.expect("a number"), 0);
        house.scratch.spoil("DELETE FROM migrations WHERE version = (SELECT MAX(version) FROM migrations)").await;
        assert_eq!(seen.lacks().await.expect("a number"), 1);
        seen.close().await;
        let again = look(&house.scratch.place, house.store.kind()).await;
        assert_eq!(again.lacks().await.expect("a number"), 1, "looking changed nothing");
        house.scratch.spoil("UPDATE migrations SET version = version + 100 WHERE version = (SELECT MAX(version) FROM migrations)").await;
        assert!(again.lacks().await.expect("a number") < 0, "a newer one made it");
        again.close().await;
    })
    .await;
}

#[tokio::test]
async fn the_latest_moment_is_that_of_the_latest_change() {
    both(async |house| {
        let (store, system) = (&house.store, &house.system);
        house.keep(1).await;
        house.scratch.clock.advance(5_000);
        let new = house.arrival(&house.program, 9);
        store.arrive(system, &[rapport_store::Arrival::Read(Box::new(new))]).await.expect("kept");
        assert_eq!(store.latest_moment(system).await.expect("answered"), Some(NOW + 5_000));
    })
    .await;
}

#[tokio::test]
async fn what_was_taken_in_is_counted_and_copied_for_measurements() {
    both(async |house| {
        let (store, system) = (&house.store, &house.system);
        let ids = house.keep(3).await;
        let jobs = store.lease(system, "one", 2, 60_000).await.expect("leased");
        let results: Vec<_> = jobs.into_iter().map(|job| (job.clone(), nothing(&job.subject))).collect();
        assert_eq!(store.save_results(system, &results).await.expect("saved"), 2);
        let tally = store.tally(system).await.expect("counted");
        assert_eq!(tally.iter().filter(|(_, state, ..)| state == "evaluated").count(), 2);
        store.multiply(system, 1..3).await.expect("copied");
        assert_eq!(store.tally(system).await.expect("counted").len(), ids.len() * 3);
        let beside = tempfile::tempdir().expect("a folder");
        assert!(!store.insert_bare(system, &beside.path().join("bare.db"), 2).await.expect("inserted").is_zero());
        assert_eq!(store.tally(system).await.expect("counted").len(), ids.len() * 3, "what is there stays as it is");
    })
    .await;
}

#[tokio::test]
async fn packs_are_kept_once_and_a_program_has_one_or_none() {
    both(async |house| {
        let (store, system) = (&house.store, &house.system);
        let pack = |hash: &str| Pack { hash: hash.into(), kind: PackKind::Program, body: format!("body of {hash}") };
        store.keep_pack(system, &pack("a")).await.expect("kept");
        store.keep_packs(system, &[Pack { body: "another".into(), ..pack("a") }, pack("b")]).await.expect("kept");
        assert_eq!(store.pack(system, "a").await.expect("answered").as_deref(), Some("body of a"), "what is there stays");
        let outside = house.scope(Role::Manager);
        assert!(!store.set_pack(&outside, &house.other, &pack("c")).await.expect("answered"), "not the caller's");
        assert!(store.set_pack(&outside, &house.program, &pack("c")).await.expect("given"));
        let row = store.program(system, &house.program).await.expect("answered").expect("there");
        assert_eq!(row.pack_hash.as_deref(), Some("c"));
        assert!(store.clear_pack(&outside, &house.program).await.expect("taken away"));
        assert!(!store.clear_pack(&outside, &house.program).await.expect("answered"), "there is none");
    })
    .await;
}

#[tokio::test]
async fn a_program_changes_only_from_what_was_seen() {
    both(async |house| {
        let (store, system) = (&house.store, &house.system);
        let seen = store.program(system, &house.program).await.expect("answered").expect("there");
        let mut wanted = seen.clone();
        wanted.name = "Lantern Fibre".into();
        assert!(store.change_program(system, &seen, &wanted).await.expect("changed"));
        assert!(!store.change_program(system, &seen, &wanted).await.expect("answered"), "somebody was faster");
        let mut taken = wanted.clone();
        taken.name = "Juniper Shop".into();
        assert!(store.change_program(system, &wanted, &taken).await.is_err(), "the name is taken");
        assert!(
            !store
                .change_program(
                    &house.scope(Role::Agent),
                    &store.add_program(system, &NewProgram { name: "Elsewhere".into(), ..NewProgram::default() }).await.expect("made"),
                    &wanted
                )
                .await
                .expect("answered")
        );
    })
    .await;
}

#[tokio::test]
async fn a_built_in_form_is_published_once_and_replaced_by_its_next_version() {
    both(async |house| {
        let (store, system) = (&house.store, &house.system);
        for _ in 0..2 {
            store.publish_built_in(system, "chat", 1, "h1", "one").await.expect("published");
        }
        store.publish_built_in(system, "chat", 2, "h2", "two").await.expect("published");
        let held = store.published(system, &house.program, "chat").await.expect("answered").expect("there");
        assert_eq!((held.version, held.hash.as_str()), (2, "h2"));
    })
    .await;
}
