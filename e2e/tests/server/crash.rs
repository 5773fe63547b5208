//! Servers that are killed at random points under load, and started again.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rapport_store::Scope;
use serde_json::json;

use super::{Place, TOKEN, send};

/// Conversations of one request.
const BATCH: usize = 25;

/// Kills a server so many times while conversations come in: whatever it acknowledged is there and read exactly once.
pub async fn killed(place: Place, rounds: u64) {
    place.token().await;
    let mut acknowledged = BTreeSet::new();
    for round in 0..rounds {
        let mut server = place.serve(&["--lease", "1"]);
        server.ignore_log();
        let address = server.address.clone();
        let over = AtomicBool::new(false);
        let told: Vec<String> = std::thread::scope(|scope| {
            let feeders: Vec<_> = (0..2)
                .map(|feeder| {
                    let (address, over) = (&address, &over);
                    scope.spawn(move || feed(address, round, feeder, over))
                })
                .collect();
            // From the first requests to the middle of reading: another point each round.
            std::thread::sleep(Duration::from_millis(300 + (round * 7919) % 1700));
            server.kill();
            over.store(true, Ordering::SeqCst);
            feeders.into_iter().flat_map(|feeder| feeder.join().expect("it ends")).collect()
        });
        acknowledged.extend(told);
    }
    assert!(!acknowledged.is_empty(), "nothing was acknowledged between {rounds} kills");
    let mut server = place.serve(&["--lease", "1"]);
    server.ignore_log();
    emptied(&place, Duration::from_secs(120)).await;
    let tally = place.scratch.store.tally(&Scope::system()).await.expect("counted");
    let there: BTreeSet<&str> = tally.iter().map(|(id, ..)| id.as_str()).collect();
    let lost: Vec<&String> = acknowledged.iter().filter(|id| !there.contains(id.as_str())).collect();
    assert!(lost.is_empty(), "{} of {} acknowledged conversations are lost: {lost:?}", lost.len(), acknowledged.len());
    for (id, state, evaluations, current) in &tally {
        assert_eq!((state.as_str(), *evaluations, *current), ("evaluated", 1, 1), "{id}");
    }
    assert_eq!(server.stop().0, Some(0));
    place.scratch.end().await;
}

/// Waits until nothing is left to read.
pub async fn emptied(place: &Place, patience: Duration) {
    let clock = Instant::now();
    while place.scratch.store.backlog(&Scope::system()).await.expect("a number") > 0 {
        assert!(clock.elapsed() < patience, "the queue is not empty after {patience:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Sends batch after batch until the server is gone; the ids that were acknowledged.
fn feed(address: &str, round: u64, feeder: u64, over: &AtomicBool) -> Vec<String> {
    let mut told = Vec::new();
    for batch in 0.. {
        let ids: Vec<String> = (0..BATCH).map(|number| format!("r{round}-f{feeder}-b{batch}-{number}")).collect();
        let answer = send(address, "POST", "/api/conversations?program=Lantern", &[("authorization", &format!("Bearer {TOKEN}"))], &lines(&ids));
        match answer {
            Ok(answer) if answer.status == 200 => told.extend(ids),
            Ok(answer) => panic!("{} {}", answer.status, answer.text),
            Err(_) if over.load(Ordering::SeqCst) => break,
            // The kill comes before its sign.
            Err(_) => std::thread::sleep(Duration::from_millis(20)),
        }
    }
    told
}

/// JSON Lines of short chats.
pub fn lines(ids: &[String]) -> Vec<u8> {
    let chat = |id: &String| {
        let turns = json!([
            {"who": "customer", "text": format!("My broadband has been down since Monday and nobody calls me back, order {id}.")},
            {"who": "agent", "text": "I'm really sorry that we let you down. I will find out what happened and call you back before five today."},
            {"who": "customer", "text": "Thank you, that helps."},
            {"who": "agent", "text": "Is there anything else I can help you with?"},
        ]);
        json!({"id": id, "channel": "chat", "agent": "Robin", "customer": id, "turns": turns}).to_string() + "\n"
    };
    ids.iter().map(chat).collect::<String>().into_bytes()
}
