//! Whether the process lives, whether it can serve, and how the installation is.

use std::path::Path;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use rapport_wire::EngineInfo;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::error::ApiError;
use crate::state::AppState;

/// The process lives
#[utoipa::path(get, path = "/healthz", tag = "health", responses((status = 200, description = "it lives", body = String)), security(()))]
pub async fn healthz() -> &'static str {
    "ok"
}

/// The process can serve: the database answers
#[utoipa::path(get, path = "/readyz", tag = "health", responses((status = 200, description = "it can", body = String), (status = 503, description = "it cannot")), security(()))]
pub async fn readyz(State(state): State<AppState>) -> Result<&'static str, ApiError> {
    state.store().ping().await.map_err(|_| ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "not_ready", "the database does not answer"))?;
    Ok("ready")
}

/// How the installation is.
#[derive(Serialize, ToSchema)]
pub struct HealthOut {
    /// Version, hash of the rules and of the weights that hold now.
    engine: EngineInfo,
    /// Since when this process serves, in milliseconds since 1970.
    started_ms: i64,
    /// The server's clock, in milliseconds since 1970.
    now_ms: i64,
    /// The database.
    database: DatabaseOut,
    /// Where the data folder lies; null where that is not known.
    disk: Option<DiskOut>,
    /// Jobs.
    queue: QueueOut,
    /// Dead letters that nobody settled.
    dead_letters: i64,
}

/// The database.
#[derive(Serialize, ToSchema)]
pub struct DatabaseOut {
    /// `sqlite` or `postgresql`
    kind: &'static str,
    /// How much it takes, in bytes.
    bytes: i64,
    /// Migrations that were made.
    migrations: i64,
    /// Migrations that this version knows and that were not made; less than 0 where a newer version made the database.
    missing_migrations: i64,
    /// How far its clock is ahead of the server's, in milliseconds.
    ahead_ms: i64,
}

/// The disk of the data folder.
#[derive(Serialize, ToSchema)]
pub struct DiskOut {
    /// Free, in bytes.
    free: u64,
    /// In all, in bytes.
    total: u64,
}

/// Jobs in the queue.
#[derive(Serialize, ToSchema)]
pub struct QueueOut {
    /// They wait.
    waiting: i64,
    /// Somebody works on them.
    running: i64,
    /// They failed too often and wait for a person.
    failed: i64,
    /// How long the oldest one waits or runs, in milliseconds; null where none does.
    oldest_age_ms: Option<i64>,
}

/// How the installation is: version, database, disk, queue, dead letters
#[utoipa::path(get, path = "/api/health", tag = "health", responses((status = 200, body = HealthOut)))]
pub async fn health(State(state): State<AppState>, caller: Caller) -> Result<Json<HealthOut>, ApiError> {
    let store = state.store();
    let health = store.health(&caller.scope).await?;
    let now_ms = store.now();
    Ok(Json(HealthOut {
        engine: EngineInfo::new(&state.desk.rules().library),
        started_ms: state.started_ms,
        now_ms,
        database: DatabaseOut {
            kind: store.kind(),
            bytes: health.bytes,
            migrations: health.migrations,
            missing_migrations: store.lacks().await?,
            ahead_ms: health.now_ms - now_ms,
        },
        disk: state.options.data.as_deref().and_then(disk),
        queue: QueueOut { waiting: health.waiting, running: health.running, failed: health.failed, oldest_age_ms: health.oldest_ms.map(|oldest| (now_ms - oldest).max(0)) },
        dead_letters: health.letters,
    }))
}

#[cfg(unix)]
fn disk(folder: &Path) -> Option<DiskOut> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(DiskOut { free: disk.f_bavail * disk.f_frsize, total: disk.f_blocks * disk.f_frsize })
}

#[cfg(not(unix))]
fn disk(_: &Path) -> Option<DiskOut> {
    None
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::{House, chat};

    #[tokio::test]
    async fn an_administrator_sees_what_waits() {
        let house = House::new().await;
        let address = format!("/api/conversations?program={}", house.program);
        assert_eq!(house.post("analyst", &address, &chat("h1", "a1")).await.json["report"]["new"], json!(1));
        house.send("analyst", "POST", &address, b"{broken".to_vec()).await;
        house.clock.advance(5_000);
        let health = house.get("administrator", "/api/health").await;
        assert_eq!(health.status, 200, "{}", health.text);
        let health = health.json;
        assert_eq!(health["queue"], json!({"waiting": 1, "running": 0, "failed": 0, "oldest_age_ms": 5_000}));
        assert_eq!((&health["dead_letters"], &health["disk"]), (&json!(1), &Value::Null));
        assert_eq!(health["engine"]["behaviours"], json!(house.state.desk.rules().library.hash()));
        assert_eq!(health["now_ms"].as_i64().zip(health["started_ms"].as_i64()).map(|(now, started)| now - started), Some(5_000));
        let database = &health["database"];
        assert!(database["bytes"].as_i64() > Some(10_000) && database["migrations"].as_i64() > Some(3) && database["missing_migrations"] == 0, "{database}");
        // The test's clock stands still at a day of its own; the database's is that of the machine.
        #[allow(clippy::disallowed_methods)]
        let machine = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_millis() as i64;
        let told = database["ahead_ms"].as_i64().expect("a number") + house.state.store().now();
        assert!((machine - told).abs() < 60_000, "{told} beside {machine}");
        house.work().await;
        assert_eq!(house.get("administrator", "/api/health").await.json["queue"]["oldest_age_ms"], Value::Null);
        assert_eq!(house.get("manager", "/api/health").await.status, 403);
    }

    #[cfg(unix)]
    #[test]
    fn the_disk_of_the_data_folder_is_told() {
        let disk = super::disk(&std::env::temp_dir()).expect("a disk");
        assert!(disk.total > 0 && disk.free <= disk.total);
    }
}
