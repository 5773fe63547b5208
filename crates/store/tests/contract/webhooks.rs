//! Webhooks: a change and its messages are there together or not at all; each message is somebody's until it arrived.

use rapport_store::{Arrival, AuditFilter, NewWebhook, Outcome, Programs, Role, Scope, WebhookChange, hash, testing::NOW};

use crate::house::{House, both};
use crate::scoring::read_all;

const DAY_MS: i64 = 86_400_000;

async fn add(house: &House, events: &[&str], programs: &[&str]) -> String {
    let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let new = NewWebhook { url: "https://example.org/hook".into(), secret: "sealed".into(), events: list(events), programs: list(programs) };
    house.store.add_webhook(&house.system, &new).await.expect("added").id
}

async fn kinds(house: &House, id: &str) -> Vec<String> {
    let rows = house.store.deliveries(&house.system, id, None, 100).await.expect("answered").expect("there");
    let mut kinds: Vec<String> = rows.into_iter().map(|row| row.kind).collect();
    kinds.sort();
    kinds
}

fn broken(program: Option<&str>) -> Arrival {
    Arrival::Unreadable { program: program.map(str::to_owned), source: "api".into(), line: None, hash: hash("x"), code: "c".into(), message: "m".into(), help: "h".into() }
}

#[tokio::test]
async fn a_change_is_told_to_those_who_listen() {
    both(async |house| {
        let store = &house.store;
        let own = add(house, &["conversation.received"], &[&house.program]).await;
        let all = add(house, &["conversation.received", "letter.received"], &[]).await;
        let other = add(house, &["conversation.received"], &[&house.other]).await;
        // Somebody of one program makes the change, and their messages come into being behind that wall.
        let feeder = house.scope(Role::Manager);
        let batch = [Arrival::Read(Box::new(house.arrival(&house.program, 1))), broken(Some(&house.program))];
        store.arrive(&feeder, &batch).await.expect("kept");
        store.arrive(&house.system, &[broken(None)]).await.expect("kept");
        assert_eq!(kinds(house, &own).await, ["conversation.received"]);
        assert_eq!(kinds(house, &all).await, ["conversation.received", "letter.received", "letter.received"]);
        assert_eq!(kinds(house, &other).await, [""; 0]);
        let row = store.deliveries(&house.system, &own, Some("waiting"), 1).await.expect("answered").expect("there").remove(0);
        let data: serde_json::Value = serde_json::from_str(&row.data).expect("JSON");
        assert_eq!((data["program"].as_str(), data["state"].as_str(), data.as_object().map(|data| data.len())), (Some(house.program.as_str()), Some("received"), Some(3)));
        for (events, programs) in [(vec!["no.event".to_owned()], Vec::new()), (vec!["review.assigned".to_owned()], vec!["none".to_owned()])] {
            let new = NewWebhook { url: "https://example.org".into(), secret: "s".into(), events, programs };
            assert!(store.add_webhook(&house.system, &new).await.is_err());
        }
        assert_eq!(store.webhooks(&house.system).await.expect("answered").len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_score_that_changed_is_told_and_the_first_is_none() {
    both(async |house| {
        let (store, system) = (&house.store, &house.system);
        let id = add(house, &["conversation.evaluated", "score.changed"], &[]).await;
        let ids = house.keep(1).await;
        let again = async || store.rescore(system, &house.program, &[(ids[0].clone(), "scorecard")]).await.expect("queued");
        read_all(house, "one", 8_000, "arrival").await;
        assert_eq!(kinds(house, &id).await, ["conversation.evaluated"]);
        again().await;
        read_all(house, "two", 8_000, "scorecard").await;
        assert_eq!(kinds(house, &id).await.len(), 2, "read again, with the same score");
        again().await;
        read_all(house, "three", 9_000, "scorecard").await;
        assert_eq!(kinds(house, &id).await[2..], ["conversation.evaluated", "score.changed"], "and now with another");
    })
    .await;
}

#[tokio::test]
async fn webhooks_exist_for_those_who_see_everything() {
    both(async |house| {
        let store = &house.store;
        let id = add(house, &["conversation.received"], &[]).await;
        house.keep(1).await;
        let manager = house.scope(Role::Manager);
        let message = store.deliveries(&house.system, &id, None, 1).await.expect("answered").expect("there").remove(0).id;
        assert!(store.webhooks(&manager).await.expect("answered").is_empty());
        assert_eq!(store.webhook(&manager, &id).await.expect("answered"), None);
        assert_eq!(store.deliveries(&manager, &id, None, 1).await.expect("answered"), None);
        assert!(!store.retry_delivery(&manager, &id, &message).await.expect("answered"));
        assert!(store.due_webhooks(&Scope { programs: Programs::Only(vec![house.other.clone()]), ..manager.clone() }).await.expect("answered").len() < 2);
        assert_eq!(store.change_webhook(&manager, &id, &WebhookChange { on: Some(false), ..WebhookChange::default() }).await.expect("answered"), None);
        assert!(!store.set_webhook_secret(&manager, &id, "other").await.expect("answered"));
        assert!(!store.delete_webhook(&manager, &id).await.expect("answered"));
        assert!(store.add_webhook(&manager, &NewWebhook::default()).await.is_err());
        assert!(store.set_webhook_secret(&house.system, &id, "other").await.expect("answered"));
        assert_eq!(store.webhook(&house.system, &id).await.expect("answered").expect("there").secret, "other");
        assert!(store.delete_webhook(&house.system, &id).await.expect("answered"));
        assert_eq!(store.deliveries(&house.system, &id, None, 1).await.expect("answered"), None);
        store.arrive(&manager, &[Arrival::Read(Box::new(house.arrival(&house.program, 50)))]).await.expect("kept, and told to nobody");
    })
    .await;
}

#[tokio::test]
async fn a_message_is_one_senders_until_the_lease_ends_and_comes_again_for_a_day() {
    both(async |house| {
        let (store, system, clock) = (&house.store, &house.system, &house.scratch.clock);
        let id = add(house, &["conversation.received"], &[]).await;
        house.keep(2).await;
        let lease = async |owner: &str| store.lease_deliveries(system, &id, owner, 1, 60_000).await.expect("leased");
        let (one, two) = (lease("one").await, lease("two").await);
        assert!(one.len() == 1 && two.len() == 1 && one[0].id != two[0].id && lease("three").await.is_empty());
        assert!(store.end_delivery(system, &two[0], &Outcome::Answered(204)).await.expect("ended"));
        // The first dies with it: after the lease it is another's, and the dead may not end it any more.
        clock.advance(60_001);
        assert_eq!(store.due_webhooks(system).await.expect("answered"), std::slice::from_ref(&id));
        let again = lease("three").await.remove(0);
        assert_eq!((&again.id, again.tries), (&one[0].id, 2));
        assert!(!store.end_delivery(system, &one[0], &Outcome::Answered(204)).await.expect("answered"));
        assert!(store.end_delivery(system, &again, &Outcome::Nothing("no answer".into())).await.expect("ended"));
        let begun = store.now();
        let mut last = again;
        while let Some(row) = store.deliveries(system, &id, Some("waiting"), 1).await.expect("answered").expect("there").pop() {
            clock.advance(row.run_ms - store.now());
            last = lease("one").await.remove(0);
            store.end_delivery(system, &last, &Outcome::Answered(500)).await.expect("ended");
        }
        let took = store.now() - begun;
        assert!((DAY_MS..DAY_MS + DAY_MS / 4).contains(&took) && last.tries == 9, "{took} {}", last.tries);
        let failed = store.deliveries(system, &id, Some("failed"), 10).await.expect("answered").expect("there");
        assert_eq!((failed.len(), failed[0].status), (1, Some(500)));
        assert!(store.retry_delivery(system, &id, &failed[0].id).await.expect("answered"));
        assert!(!store.retry_delivery(system, &id, "none").await.expect("answered"));
        assert_eq!(lease("one").await.remove(0).tries, 1);
        clock.advance(31 * DAY_MS);
        store.forget_traces(system).await.expect("forgotten");
        assert_eq!(kinds(house, &id).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn who_fails_for_five_days_or_is_gone_is_switched_off() {
    both(async |house| {
        let (store, system, clock) = (&house.store, &house.system, &house.scratch.clock);
        let failing = add(house, &["conversation.received"], &[]).await;
        let mut number = 0;
        // One conversation a day, and every try fails.
        while store.now() < NOW + 5 * DAY_MS {
            assert_eq!(store.webhook(system, &failing).await.expect("answered").expect("there").off_ms, None, "day {number}");
            number += 1;
            store.arrive(system, &[Arrival::Read(Box::new(house.arrival(&house.program, number)))]).await.expect("kept");
            for delivery in store.lease_deliveries(system, &failing, "w", 10, 60_000).await.expect("leased") {
                store.end_delivery(system, &delivery, &Outcome::Nothing("no answer".into())).await.expect("ended");
            }
            clock.advance(DAY_MS);
        }
        for delivery in store.lease_deliveries(system, &failing, "w", 1, 60_000).await.expect("leased") {
            store.end_delivery(system, &delivery, &Outcome::Answered(503)).await.expect("ended");
        }
        let off = store.webhook(system, &failing).await.expect("answered").expect("there");
        assert_eq!((off.off_ms, off.off_why.as_deref()), (Some(store.now()), Some("failing")));
        assert!(store.due_webhooks(system).await.expect("answered").is_empty());
        let before = kinds(house, &failing).await.len();
        store.arrive(system, &[Arrival::Read(Box::new(house.arrival(&house.program, 100)))]).await.expect("kept");
        assert_eq!(kinds(house, &failing).await.len(), before, "who is off is told nothing");
        let on = store.change_webhook(system, &failing, &WebhookChange { on: Some(true), ..WebhookChange::default() }).await.expect("changed").expect("there");
        assert_eq!((on.off_ms, on.off_why, on.failing_ms), (None, None, None));
        let delivery = store.lease_deliveries(system, &failing, "w", 1, 60_000).await.expect("leased").remove(0);
        store.end_delivery(system, &delivery, &Outcome::Answered(410)).await.expect("ended");
        assert_eq!(store.webhook(system, &failing).await.expect("answered").expect("there").off_why.as_deref(), Some("gone"));
        let deeds = store.audit_entries(system, &AuditFilter { object: Some(failing.clone()), ..AuditFilter::default() }, 10).await.expect("answered");
        assert_eq!(deeds.iter().map(|deed| deed.action.as_str()).collect::<Vec<_>>(), ["webhook.off", "webhook.change", "webhook.off", "webhook.add"]);
    })
    .await;
}
