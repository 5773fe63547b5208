//! The tests that take minutes: `make test-long`.

mod repository;
mod server;

use server::Place;
use server::crash::killed;

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_many_times_loses_nothing_on_sqlite() {
    killed(Place::sqlite().await, 30).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_many_times_loses_nothing_on_postgres() {
    killed(Place::postgres().await, 30).await;
}
