//! The queue: each job is somebody's, is tried again, and ends with its result.

use rapport_store::ReadResult;

use crate::house::both;

/// Nothing was found in it.
pub fn nothing(conversation: &str) -> ReadResult {
    ReadResult {
        conversation: conversation.into(),
        language: "en",
        detection: "{}".into(),
        outcome: None,
        hostility: 0,
        marks: Vec::new(),
        skills: Vec::new(),
        words: "my refund is late".into(),
        topic: String::new(),
        evaluation: None,
    }
}

#[tokio::test]
async fn a_leased_job_is_nobody_elses_until_its_lease_ends() {
    both(async |house| {
        let (store, system) = (&house.store, &house.system);
        let ids = house.keep(3).await;
        let mine = store.lease(system, "one", 2, 60_000).await.expect("leased");
        let theirs = store.lease(system, "two", 10, 60_000).await.expect("leased");
        assert_eq!((mine.len(), theirs.len()), (2, 1));
        house.scratch.clock.advance(60_001);
        let again = store.lease(system, "three", 10, 60_000).await.expect("leased");
        assert_eq!(again.len(), 3, "whoever died with them, they come again");
        // The first comes back too late: what it did is not saved.
        let late: Vec<_> = mine
            .into_iter()
            .map(|job| {
                let result = nothing(&job.subject);
                (job, result)
            })
            .collect();
        assert_eq!(store.save_results(system, &late).await.expect("answered"), 0);
        let in_time: Vec<_> = again
            .into_iter()
            .map(|job| {
                let result = nothing(&job.subject);
                (job, result)
            })
            .collect();
        assert_eq!(store.save_results(system, &in_time).await.expect("saved"), 3);
        assert_eq!(store.backlog(system).await.expect("a number"), 0);
        let rows = store.conversations_by_id(system, &ids).await.expect("answered");
        assert!(rows.iter().all(|row| row.state == "evaluated") && rows.len() == 3);
        let changes = store.changes_after(system, 0).await.expect("answered");
        assert_eq!(changes.iter().map(|change| change.number).collect::<Vec<_>>(), (1..=6).collect::<Vec<_>>());
        assert_eq!(store.latest_change(system).await.expect("a number"), 6);
    })
    .await;
}

#[tokio::test]
async fn a_job_that_fails_waits_longer_each_time_and_then_for_a_person() {
    both(async |house| {
        let (store, system) = (&house.store, &house.system);
        house.keep(1).await;
        for attempt in 1..=8 {
            let jobs = store.lease(system, "one", 1, 60_000).await.expect("leased");
            assert_eq!(jobs.len(), 1, "attempt {attempt}");
            store.fail(system, &jobs[0], "a reason").await.expect("given back");
            assert!(store.lease(system, "one", 1, 60_000).await.expect("answered").is_empty(), "not at once");
            house.scratch.clock.advance(1_000 << attempt);
        }
        let failed = store.jobs(system, Some("failed"), 10).await.expect("answered");
        assert_eq!((failed.len(), failed[0].error.as_deref(), failed[0].attempts), (1, Some("a reason"), 8));
        assert!(store.retry(system, &failed[0].id).await.expect("answered"));
        assert_eq!(store.lease(system, "one", 1, 60_000).await.expect("leased").len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_house_tells_how_it_is() {
    both(async |house| {
        let store = &house.store;
        assert_eq!(store.health(&house.system).await.expect("answered").oldest_ms, None);
        house.keep(3).await;
        house.scratch.clock.advance(1_000);
        let job = store.lease(&house.system, "w", 1, 60_000).await.expect("leased").remove(0);
        let health = store.health(&house.system).await.expect("answered");
        assert_eq!((health.waiting, health.running, health.failed, health.oldest_ms, health.letters), (2, 1, 0, Some(rapport_store::testing::NOW), 0));
        assert!(health.bytes > 10_000 && health.migrations >= 4 && health.now_ms > 0, "{health:?}");
        store.fail(&house.system, &rapport_store::Job { attempts: 8, ..job }, "broken").await.expect("given back");
        assert_eq!(store.health(&house.system).await.expect("answered").failed, 1);
        let stranger = rapport_store::Scope { programs: rapport_store::Programs::Only(vec![house.other.clone()]), ..house.scope(rapport_store::Role::Manager) };
        assert_eq!(store.health(&stranger).await.expect("answered").waiting, 0, "another program's wall");
    })
    .await;
}
