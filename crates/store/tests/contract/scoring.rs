//! Forms from draft to retired; own rules of programs; evaluations read back, and conversations judged again.

use rapport_store::{CardState, JobKind, NewEvaluation, NewScorecard, Newest, Pack, PackKind, Programs, ReadResult, Rescoring, Role, Scope, Store, StoreError, hash};

use crate::house::{House, both};
use crate::queue::nothing;

fn form(program: Option<&str>, version: i64, body: &str) -> NewScorecard {
    NewScorecard { program: program.map(str::to_owned), name: "ours".into(), version, hash: hash(body), body: body.into() }
}

fn refused<T: std::fmt::Debug>(result: Result<T, StoreError>) -> bool {
    matches!(result, Err(StoreError::State(_)))
}

#[tokio::test]
async fn a_form_is_a_draft_then_published_once_then_retired() {
    both(async |house| {
        let (store, analyst) = (&house.store, house.scope(Role::Analyst));
        let own = Some(house.program.as_str());
        let first = store.add_scorecard(&analyst, &form(own, 1, "one")).await.expect("added");
        assert_eq!(store.scorecard(&analyst, &first.id).await.expect("answered").as_ref(), Some(&first));
        let changed = store.set_scorecard(&analyst, &first.id, &first.hash, &form(own, 1, "two")).await.expect("changed").expect("there");
        assert_eq!((changed.body.as_str(), changed.card_state()), ("two", CardState::Draft));
        assert!(refused(store.set_scorecard(&analyst, &first.id, &first.hash, &form(own, 1, "three")).await), "somebody else changed it");
        let published = store.publish_scorecard(&analyst, &first.id).await.expect("published").expect("there");
        assert_eq!(store.pack(&analyst, &published.hash).await.expect("answered").as_deref(), Some("two"), "its text is kept");
        assert!(refused(store.set_scorecard(&analyst, &first.id, &published.hash, &form(own, 1, "four")).await));
        assert!(refused(store.publish_scorecard(&analyst, &first.id).await) && refused(store.delete_scorecard(&analyst, &first.id).await));

        let same = store.add_scorecard(&analyst, &form(own, 1, "five")).await.expect("added");
        assert!(refused(store.publish_scorecard(&analyst, &same.id).await), "the version must rise");
        assert!(store.delete_scorecard(&analyst, &same.id).await.expect("answered"));
        assert!(!store.delete_scorecard(&analyst, &same.id).await.expect("answered"));
        let second = store.add_scorecard(&analyst, &form(own, 2, "six")).await.expect("added");
        store.publish_scorecard(&analyst, &second.id).await.expect("published");
        assert_eq!(store.published(&analyst, &house.program, "ours").await.expect("answered").map(|row| row.id), Some(second.id.clone()));
        let states = |rows: Vec<rapport_store::ScorecardRow>| rows.iter().map(|row| (row.version, row.card_state())).collect::<Vec<_>>();
        let all = store.scorecards(&analyst, own, None).await.expect("answered");
        assert_eq!(states(all), [(2, CardState::Published), (1, CardState::Retired)]);
        let retired = store.retire_scorecard(&analyst, &second.id).await.expect("retired").expect("there");
        assert!(retired.retired_ms.is_some() && refused(store.retire_scorecard(&analyst, &second.id).await));
        assert_eq!(states(store.scorecards(&analyst, None, Some(CardState::Published)).await.expect("answered")), []);
    })
    .await;
}

#[tokio::test]
async fn forms_stay_behind_their_wall_and_those_for_all_are_read_by_all() {
    both(async |house| {
        let (store, system) = (&house.store, &house.system);
        let theirs = store.add_scorecard(system, &form(Some(&house.other), 1, "theirs")).await.expect("added");
        let common = store.add_scorecard(system, &form(None, 1, "common")).await.expect("added");
        store.publish_scorecard(system, &common.id).await.expect("published");
        let manager = house.scope(Role::Manager);
        assert_eq!(store.scorecards(&manager, None, None).await.expect("answered").iter().map(|row| &row.id).collect::<Vec<_>>(), [&common.id]);
        assert_eq!(store.scorecard(&manager, &theirs.id).await.expect("answered"), None);
        assert_eq!(store.publish_scorecard(&manager, &theirs.id).await.expect("answered"), None);
        assert!(!store.delete_scorecard(&manager, &theirs.id).await.expect("answered"));
        assert!(refused(store.retire_scorecard(&manager, &common.id).await) && refused(store.add_scorecard(&manager, &form(None, 2, "x")).await));
        assert!(refused(store.add_scorecard(&manager, &form(Some(&house.other), 2, "x")).await));
        let nobody = Scope { programs: Programs::Only(Vec::new()), ..manager };
        assert_eq!(store.scorecards(&nobody, None, None).await.expect("answered").len(), 1);
    })
    .await;
}

/// An evaluation by the form of this text.
fn evaluation(card: &str, score: i64, reason: &'static str) -> NewEvaluation {
    NewEvaluation {
        scorecard: "ours".into(),
        version: 1,
        scorecard_hash: hash(card),
        rules_hash: "rules".into(),
        pack_hash: String::new(),
        models_hash: String::new(),
        intake: "intake/1".into(),
        redaction: "redaction/1".into(),
        engine: "1".into(),
        exclusions: String::new(),
        result: format!("{{\"score\":{score}}}"),
        score: Some(score),
        standing: "pass",
        reason,
    }
}

/// Works on everything that waits.
pub async fn read_all(house: &House, card: &str, score: i64, reason: &'static str) {
    let store: &Store = &house.store;
    let jobs = store.lease(&house.system, "one", 100, 60_000).await.expect("leased");
    let results: Vec<_> = jobs
        .into_iter()
        .map(|job| {
            let result = ReadResult { evaluation: Some(evaluation(card, score, reason)), ..nothing(&job.subject) };
            (job, result)
        })
        .collect();
    store.save_results(&house.system, &results).await.expect("saved");
}

#[tokio::test]
async fn evaluations_are_read_back_and_old_ones_stay() {
    both(async |house| {
        let (store, system, analyst) = (&house.store, &house.system, house.scope(Role::Analyst));
        let ids = house.keep(4).await;
        read_all(house, "one", 8_000, "arrival").await;
        let made = store.made_with(&analyst, &house.program, "", 3).await.expect("answered");
        assert_eq!((made.len(), made[0].scorecard_hash.as_str(), made[0].rules_hash.as_str(), made[0].channel.as_str()), (3, &*hash("one"), "rules", "chat"));
        assert_eq!(store.made_with(&analyst, &house.program, &made[2].id, 3).await.expect("answered").len(), 1);

        let two: Vec<(String, &'static str)> = ids[..2].iter().map(|id| (id.clone(), "scorecard")).collect();
        assert_eq!(store.rescore(&analyst, &house.program, &two).await.expect("queued"), 2);
        assert_eq!(store.rescore(&analyst, &house.program, &two).await.expect("queued"), 0, "they wait already");
        assert!(refused(store.rescore(&analyst, &house.other, &two).await));
        let jobs = store.jobs(&analyst, Some("waiting"), 10).await.expect("answered");
        assert!(jobs.len() == 2 && jobs.iter().all(|job| job.kind == JobKind::Rescore.as_str()));
        let waits = Rescoring { waiting: 2, ..Rescoring::default() };
        assert_eq!(store.rescoring(&analyst, &house.program).await.expect("answered"), waits);
        assert_eq!(store.rescoring(&analyst, &house.other).await.expect("answered"), Rescoring::default());
        house.scratch.clock.advance(10);
        read_all(house, "two", 9_000, "scorecard").await;
        let own = store.evaluations_of(&analyst, &ids[0]).await.expect("answered");
        let seen: Vec<(i64, Option<i64>, &str)> = own.iter().map(|row| (row.current, row.score, row.reason.as_str())).collect();
        assert_eq!(seen, [(1, Some(9_000), "scorecard"), (0, Some(8_000), "arrival")]);
        assert_eq!(store.evaluation(&analyst, &own[1].id).await.expect("answered").as_ref(), Some(&own[1]));
        assert_eq!(own[1].result_hash, hash(&own[1].result));

        let newest = Newest { program: house.program.clone(), limit: 3, ..Newest::default() };
        let scored = store.newest_scored(&analyst, &newest).await.expect("answered");
        assert_eq!(scored.iter().map(|row| &row.id).collect::<Vec<_>>(), ids[..3].iter().collect::<Vec<_>>(), "the newest first");
        assert_eq!((scored[0].evaluation_id.as_ref(), scored[0].result.as_ref(), scored[0].agent.as_deref()), (Some(&own[0].id), Some(&own[0].result), Some("a0")));
        let none = Newest { channels: vec!["voice".into(), "email".into()], from_ms: Some(0), until_ms: Some(i64::MAX), ..newest.clone() };
        assert_eq!(store.newest_scored(&analyst, &none).await.expect("answered"), []);
        let before = Newest { until_ms: Some(scored[0].started_ms), ..newest };
        assert_eq!(store.newest_scored(&analyst, &before).await.expect("answered")[0].id, ids[1]);

        let all = store.evaluation_ids(system, None, None, 4).await.expect("answered");
        let rest = store.evaluation_ids(system, Some(&house.program), all.last().map(String::as_str), 10).await.expect("answered");
        assert_eq!((all.len(), rest.len()), (4, 2));
        let other = Scope { programs: Programs::Only(vec![house.other.clone()]), ..analyst };
        assert_eq!(store.evaluation(&other, &own[0].id).await.expect("answered"), None);
        assert!(store.evaluations_of(&other, &ids[0]).await.expect("answered").is_empty() && store.evaluation_ids(&other, None, None, 9).await.expect("answered").is_empty());
        assert!(store.newest_scored(&other, &Newest { program: house.program.clone(), limit: 3, ..Newest::default() }).await.expect("answered").is_empty());
        assert!(store.made_with(&other, &house.program, "", 9).await.expect("answered").is_empty());
    })
    .await;
}

#[tokio::test]
async fn own_rules_are_set_by_who_saw_them_and_kept_for_ever() {
    both(async |house| {
        let (store, manager) = (&house.store, house.scope(Role::Manager));
        let seen = store.program(&manager, &house.program).await.expect("answered").expect("there");
        assert_eq!(seen.rules_hash, None);
        let pack = |text: &str| Pack { hash: hash(text), kind: PackKind::Own, body: text.into() };
        assert!(store.set_rules(&manager, &seen, Some(&pack("one"))).await.expect("set"));
        let now = store.program(&manager, &house.program).await.expect("answered").expect("there");
        assert_eq!(now.rules_hash, Some(hash("one")));
        assert!(!store.set_rules(&manager, &seen, Some(&pack("two"))).await.expect("answered"), "somebody else changed them");
        assert!(!store.change_program(&manager, &seen, &now).await.expect("answered"), "nor is the program as it was seen");
        assert!(store.set_rules(&manager, &now, None).await.expect("taken away"));
        assert_eq!(store.program(&manager, &house.program).await.expect("answered").expect("there"), seen);
        assert_eq!(store.pack(&manager, &hash("one")).await.expect("answered").as_deref(), Some("one"), "the text stays");
        let other = store.program(&house.system, &house.other).await.expect("answered").expect("there");
        assert!(!store.set_rules(&manager, &other, Some(&pack("three"))).await.expect("answered"), "behind the wall");
        assert_eq!(store.program(&house.system, &house.other).await.expect("answered"), Some(other));
    })
    .await;
}
