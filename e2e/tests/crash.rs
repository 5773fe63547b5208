//! What was acknowledged is never lost, and nothing is read twice: servers killed under load, two servers on one database.

mod repository;
mod server;

use std::time::Duration;

use rapport_store::Scope;
use server::Place;
use server::crash::{emptied, killed, lines};

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_loses_nothing_on_sqlite() {
    killed(Place::sqlite().await, 3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_loses_nothing_on_postgres() {
    killed(Place::postgres().await, 3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_on_one_database_share_the_queue() {
    let place = Place::postgres().await;
    place.token().await;
    // One takes in, two read.
    let door = place.serve(&["--workers", "0"]);
    let others = [place.serve(&["--workers", "1"]), place.serve(&["--workers", "1"])];
    let ids: Vec<String> = (0..600).map(|number| format!("c{number}")).collect();
    for part in ids.chunks(100) {
        assert_eq!(door.post("/api/conversations?program=Lantern", &lines(part)).status, 200);
    }
    emptied(&place, Duration::from_secs(120)).await;
    let tally = place.scratch.store.tally(&Scope::system()).await.expect("counted");
    assert_eq!(tally.len(), ids.len());
    assert!(tally.iter().all(|(_, state, evaluations, current)| (state.as_str(), *evaluations, *current) == ("evaluated", 1, 1)), "{tally:?}");
    for server in others {
        assert_eq!(server.stop().0, Some(0));
    }
    assert_eq!(door.stop().0, Some(0));
    place.scratch.end().await;
}
