//! What a program no longer keeps is deleted, counted and written down; the rest stays.

use rapport_store::{AuditFilter, JobKind, ProgramSettings, Purged, Retention, Role, Scope};

use crate::house::{House, both};

const DAY_MS: i64 = 86_400_000;

async fn keep_for(house: &House, conversations: u32, scores: u32, raw: u32) -> rapport_store::Program {
    let settings = ProgramSettings { retention: Retention { conversations, scores, raw }, ..ProgramSettings::default() };
    house.store.set_program(&house.system, &house.program, &settings).await.expect("set");
    house.store.program(&house.system, &house.program).await.expect("answered").expect("there")
}

#[tokio::test]
async fn old_conversations_go_in_batches() {
    both(async |house| {
        let store = &house.store;
        let ids = house.keep(5).await;
        let program = keep_for(house, 10, 10, 10).await;
        assert_eq!(store.purge(&house.system, &program, 3).await.expect("purged"), Purged::default(), "nothing is old");
        house.scratch.clock.advance(11 * DAY_MS);
        let stranger = Scope { programs: rapport_store::Programs::Only(vec![house.other.clone()]), ..house.scope(Role::Manager) };
        assert_eq!(store.purge(&stranger, &program, 3).await.expect("answered"), Purged::default(), "another program's wall");
        assert_eq!(store.purge(&house.system, &program, 3).await.expect("purged").conversations, 3);
        assert_eq!(store.conversations_by_id(&house.system, &ids).await.expect("answered").len(), 2);
        assert_eq!(store.backlog(&house.system).await.expect("a number"), 2, "their jobs went too");
        assert_eq!(store.purge(&house.system, &program, 3).await.expect("purged").conversations, 2);
        assert!(!store.purge(&house.system, &program, 3).await.expect("purged").any());
        let filter = AuditFilter { action: Some("retention.delete".into()), ..AuditFilter::default() };
        let entries = store.audit_entries(&house.system, &filter, 10).await.expect("read");
        assert_eq!(entries.len(), 2);
        assert!(entries[1].detail.contains("\"count\":3") && entries[1].detail.contains("sha256:"), "{}", entries[1].detail);
    })
    .await;
}

#[tokio::test]
async fn sources_go_before_their_conversations() {
    both(async |house| {
        let store = &house.store;
        let mut sealed = house.arrival(&house.program, 1);
        sealed.raw = Some("sealed".into());
        store.arrive(&house.system, &[rapport_store::Arrival::Read(Box::new(sealed))]).await.expect("kept");
        let program = keep_for(house, 100, 100, 1).await;
        house.scratch.clock.advance(2 * DAY_MS);
        assert_eq!(store.purge(&house.system, &program, 10).await.expect("purged"), Purged { raw: 1, ..Purged::default() });
        assert!(!store.purge(&house.system, &program, 10).await.expect("purged").any());
    })
    .await;
}

#[tokio::test]
async fn each_program_is_purged_once_a_day() {
    both(async |house| {
        let store = &house.store;
        assert_eq!(store.plan_purges(&house.system).await.expect("planned"), 2);
        assert_eq!(store.plan_purges(&house.system).await.expect("planned"), 0, "they wait");
        let jobs = store.lease(&house.system, "w", 10, 60_000).await.expect("leased");
        assert!(jobs.len() == 2 && jobs.iter().all(|job| job.kind == JobKind::Purge));
        for job in &jobs {
            assert!(store.finish_job(&house.system, job).await.expect("ended"));
            assert!(!store.finish_job(&house.system, job).await.expect("answered"), "it ended");
        }
        assert_eq!(store.plan_purges(&house.system).await.expect("planned"), 0, "they were done today");
        house.scratch.clock.advance(DAY_MS);
        assert_eq!(store.plan_purges(&house.system).await.expect("planned"), 2);
        assert_eq!(store.jobs(&house.system, Some("done"), 10).await.expect("read").len(), 2);
        house.scratch.clock.advance(31 * DAY_MS);
        store.forget_traces(&house.system).await.expect("forgotten");
        assert_eq!(store.jobs(&house.system, Some("done"), 10).await.expect("read").len(), 0);
    })
    .await;
}
