//! Behind the store's back: who changes the audit log is found out, and PostgreSQL itself keeps programs apart.

use rapport_store::{AuditFilter, Broken, Entry};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row, SqliteConnection};

use crate::house::{House, both};

/// Runs statements on the database as somebody who has the file, or the owner's password.
async fn behind(house: &House, statements: &[&str]) -> Result<(), sqlx::Error> {
    let sql = statements.join(";\n");
    if house.store.kind() == "sqlite" {
        SqliteConnection::connect(&format!("sqlite://{}", house.scratch.place)).await?.execute(AssertSqlSafe(sql)).await?;
    } else {
        PgConnection::connect(&house.scratch.place).await?.execute(AssertSqlSafe(sql)).await?;
    }
    Ok(())
}

async fn unlock(house: &House) {
    let statements: &[&str] =
        if house.store.kind() == "sqlite" { &["DROP TRIGGER audit_never_changes", "DROP TRIGGER audit_never_shrinks"] } else { &["DROP TRIGGER audit_stays ON audit"] };
    behind(house, statements).await.expect("the lock is off");
}

async fn entries(house: &House) {
    for object in ["a", "b", "c"] {
        house.store.record(&house.system, &Entry { action: "conversation.read", object, program: &house.program, detail: "" }).await.expect("written");
    }
    // Two programs were made before.
    assert_eq!(house.store.verify_audit(&house.system).await.expect("read"), Ok(5));
}

#[tokio::test]
async fn the_log_refuses_changes() {
    both(async |house| {
        entries(house).await;
        for statement in ["UPDATE audit SET actor = 'nobody' WHERE number = 3", "DELETE FROM audit WHERE number = 5"] {
            let refused = behind(house, &[statement]).await.expect_err(statement);
            assert!(refused.to_string().contains("the audit log cannot be changed"), "{refused}");
        }
        assert_eq!(house.store.verify_audit(&house.system).await.expect("read"), Ok(5));
    })
    .await;
}

#[tokio::test]
async fn a_changed_entry_is_found() {
    both(async |house| {
        entries(house).await;
        unlock(house).await;
        behind(house, &["UPDATE audit SET actor = 'nobody' WHERE number = 3"]).await.expect("changed");
        assert_eq!(house.store.verify_audit(&house.system).await.expect("read"), Err(Broken { number: 3, why: "it was changed" }));
    })
    .await;
}

#[tokio::test]
async fn a_missing_entry_and_a_missing_end_are_found() {
    both(async |house| {
        entries(house).await;
        unlock(house).await;
        behind(house, &["DELETE FROM audit WHERE number = 5"]).await.expect("changed");
        assert_eq!(house.store.verify_audit(&house.system).await.expect("read"), Err(Broken { number: 5, why: "the end of the log is missing" }));
        behind(house, &["DELETE FROM audit WHERE number = 2"]).await.expect("changed");
        assert_eq!(house.store.verify_audit(&house.system).await.expect("read"), Err(Broken { number: 2, why: "an entry before it is missing" }));
    })
    .await;
}

#[tokio::test]
async fn entries_are_filtered() {
    both(async |house| {
        entries(house).await;
        let count = async |filter: AuditFilter| house.store.audit_entries(&house.system, &filter, 10).await.expect("read").len();
        assert_eq!(count(AuditFilter { action: Some("conversation.read".into()), ..AuditFilter::default() }).await, 3);
        assert_eq!(count(AuditFilter { actor: Some("somebody".into()), ..AuditFilter::default() }).await, 0);
        assert_eq!(count(AuditFilter { program: Some(house.other.clone()), ..AuditFilter::default() }).await, 1);
        assert_eq!(count(AuditFilter { from_ms: Some(house.store.now() + 1), ..AuditFilter::default() }).await, 0);
        assert_eq!(count(AuditFilter { until_ms: Some(house.store.now() + 1), before: Some(4), ..AuditFilter::default() }).await, 3);
    })
    .await;
}

/// The second wall: a query without any condition of ours sees the programs that the transaction named, and no others.
#[tokio::test]
async fn postgresql_keeps_programs_apart() {
    both(async |house| {
        if house.store.kind() == "sqlite" {
            return;
        }
        house.keep(3).await;
        let other = rapport_store::Arrival::Read(Box::new(house.arrival(&house.other, 1)));
        house.store.arrive(&house.system, &[other]).await.expect("kept");
        house.store.add_team(&house.system, &house.other, "East").await.expect("made");
        let mut connection = PgConnection::connect(&house.scratch.place).await.expect("a connection");
        let mut seen = async |programs: &str, table: &str| -> i64 {
            let set = format!("SELECT set_config('rapport.programs', '{programs}', false)");
            connection.execute(AssertSqlSafe(set)).await.expect("named");
            let row = connection.fetch_one(AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"))).await.expect("counted");
            row.get(0)
        };
        assert_eq!(seen("*", "conversations").await, 4);
        assert_eq!(seen(&house.program, "conversations").await, 3);
        assert_eq!(seen(&house.other, "conversations").await, 1);
        assert_eq!(seen(&format!("{},{}", house.program, house.other), "conversations").await, 4);
        assert_eq!(seen("", "conversations").await, 0, "who names nothing sees nothing");
        assert_eq!(seen(&house.program, "teams").await, 0);
        assert_eq!(seen(&house.program, "agents").await, 3);
        connection.execute(AssertSqlSafe(format!("SELECT set_config('rapport.programs', '{}', false)", house.program))).await.expect("named");
        let touched = connection.execute("UPDATE conversations SET shared = 1").await.expect("updated");
        assert_eq!(touched.rows_affected(), 3, "a write without a condition stays inside");
        let across = connection.execute(AssertSqlSafe(format!("UPDATE conversations SET program_id = '{}'", house.other))).await;
        assert!(across.is_err_and(|error| error.to_string().contains("row-level security")), "nothing is moved across");
    })
    .await;
}
