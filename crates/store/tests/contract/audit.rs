//! The audit log holds, and tells where it does not.

use rapport_store::{AuditFilter, Entry};

use crate::house::both;

#[tokio::test]
async fn entries_follow_each_other() {
    both(async |house| {
        let (store, system) = (&house.store, &house.system);
        for object in ["a", "b"] {
            store.record(system, &Entry { action: "conversation.read", object, program: &house.program, detail: "{}" }).await.expect("written");
        }
        // Two programs were made before.
        assert_eq!(store.verify_audit(system).await.expect("read"), Ok(4));
        let newest = store.audit_entries(system, &AuditFilter::default(), 10).await.expect("read");
        assert_eq!(newest.iter().map(|row| row.number).collect::<Vec<_>>(), [4, 3, 2, 1]);
        assert_eq!(newest[0].previous, newest[1].hash);
        assert_eq!(store.audit_entries(system, &AuditFilter { object: Some("a".into()), ..AuditFilter::default() }, 10).await.expect("read").len(), 1);
        assert_eq!(store.audit_entries(system, &AuditFilter { before: Some(3), ..AuditFilter::default() }, 1).await.expect("read")[0].number, 2);
    })
    .await;
}
