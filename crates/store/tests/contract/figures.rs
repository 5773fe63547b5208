//! Sums of figures add up what was read, by scope, the same on both databases.

use rapport_store::{Group, JobRow, Mark, MarkKind, NewEvaluation, NewReview, NewUser, ReadResult, Role, Scope, Sieve, SkillCount, Submission};

use crate::house::{House, both};

const RESULT: &str = r#"{"sections":[{"items":[{"class":"customer","share":0},{"class":"compliance","share":10000},{"class":"non_critical","share":5000}]}]}"#;

/// Reads every conversation that waits: the first of them took 1 of 2, the next 2 of 2, and so on by turns.
async fn read_all(house: &House) {
    let (store, system) = (&house.store, &house.system);
    let jobs = store.lease(system, "test", 100, 60_000).await.expect("leased");
    let mark = |kind: MarkKind, polarity: &'static str, hint: bool, turn: i64| Mark {
        kind,
        behaviour: "paraphrase".into(),
        polarity,
        turn,
        level: None,
        cue: String::new(),
        finding: format!("f{turn}"),
        hint,
    };
    let results: Vec<_> = jobs
        .into_iter()
        .enumerate()
        .map(|(at, job)| {
            let missed = at % 2 == 0;
            let mut marks = vec![
                mark(MarkKind::Found, "+", false, 0),
                mark(MarkKind::Found, "+", false, 1),
                mark(MarkKind::Found, "-", true, 2),
                mark(MarkKind::Taken, "", false, 3),
                mark(if missed { MarkKind::Missed } else { MarkKind::Taken }, "", false, 4),
            ];
            marks.push(Mark { behaviour: "cust_hostility".into(), polarity: "0", ..mark(MarkKind::Found, "0", false, 5) });
            let result = ReadResult {
                conversation: job.subject.clone(),
                language: if missed { "en" } else { "zh" },
                detection: r#"{"episodes":[{"intensity":2,"acknowledged":1,"solving":null,"recovered":4,"turns_to_calm":3},{"intensity":1,"acknowledged":null,"solving":5,"recovered":null,"turns_to_calm":null}]}"#.into(),
                outcome: None,
                hostility: if missed { 3 } else { 0 },
                marks,
                skills: vec![SkillCount { skill: "listening".into(), taken: if missed { 1 } else { 2 }, opportunities: 2, against: 0 }, SkillCount { skill: "opening".into(), taken: 0, opportunities: 0, against: 1 }],
                words: "refund".into(),
                topic: String::new(),
                evaluation: Some(NewEvaluation {
                    scorecard: "general".into(),
                    version: 1,
                    scorecard_hash: "sha256:form".into(),
                    rules_hash: "r".into(),
                    pack_hash: String::new(),
                    models_hash: String::new(),
                    intake: "i".into(),
                    redaction: "r".into(),
                    engine: "e".into(),
                    exclusions: String::new(),
                    result: RESULT.into(),
                    score: (at > 0).then_some(if missed { 6_000 } else { 9_000 }),
                    standing: if missed { "below" } else { "pass" },
                    reason: "arrival",
                }),
            };
            (job, result)
        })
        .collect();
    store.save_results(system, &results).await.expect("saved");
    let left: Vec<JobRow> = store.jobs(system, Some("waiting"), 10).await.expect("answered");
    assert!(left.is_empty());
}

fn sieve(house: &House) -> Sieve {
    Sieve { program: house.program.clone(), ..Sieve::default() }
}

#[tokio::test]
async fn skills_and_behaviours_add_up() {
    both(async |house| {
        house.keep(6).await;
        read_all(house).await;
        let (store, all) = (&house.store, sieve(house));
        let manager = house.scope(Role::Manager);
        assert_eq!(store.figure_conversations(&manager, &all).await.expect("counted"), 6);
        let sums = store.skill_sums(&manager, &all, Group::Program, None).await.expect("added");
        let [one] = sums.as_slice() else { panic!("what nothing called for is no row: {sums:?}") };
        assert_eq!((one.skill.as_str(), one.conversations, one.taken, one.opportunities), ("listening", 6, 9, 12));
        // Three of 1 of 2, three of 2 of 2, on one day.
        assert_eq!((one.taken_squared, one.opportunities_squared, one.product), (15, 24, 18));
        assert_eq!((one.days, one.day_taken_squared, one.day_opportunities_squared, one.day_product), (1, 81, 144, 108));
        for group in [Group::Agent, Group::Channel, Group::Language, Group::Day] {
            let rows = store.skill_sums(&manager, &all, group, Some("listening")).await.expect("added");
            assert_eq!(rows.iter().map(|row| row.opportunities).sum::<i64>(), 12, "{group:?}");
        }
        assert!(store.skill_sums(&manager, &all, Group::Team, None).await.expect("added").is_empty(), "nobody has a team");
        assert_eq!(store.skill_band(&house.scope(Role::Agent), &all, None).await.expect("added")[0].opportunities, 12);
        let peers = store.skill_peers(&house.scope(Role::Agent), &all, None).await.expect("added");
        assert_eq!((peers.len(), peers.iter().map(|peer| peer.taken).sum::<i64>()), (3, 9));
        assert!(peers.iter().all(|peer| peer.opportunities == 4));
        for group in [Group::Program, Group::Agent, Group::Day, Group::Language] {
            let rows = store.behaviour_sums(&manager, &all, group, None).await.expect("added");
            assert!(rows.iter().all(|row| row.behaviour == "paraphrase"), "hostility is no figure of behaviours");
            let sum = |of: fn(&rapport_store::BehaviourSums) -> i64| rows.iter().map(of).sum::<i64>();
            assert_eq!([sum(|row| row.positive), sum(|row| row.positive_conversations), sum(|row| row.negative), sum(|row| row.hints)], [12, 6, 0, 6], "{group:?}");
            assert_eq!([sum(|row| row.taken), sum(|row| row.missed), sum(|row| row.missed_conversations), sum(|row| row.called_conversations)], [9, 3, 3, 6], "{group:?}");
        }
        let some = store
            .behaviour_sums(&manager, &Sieve { language: Some("zh".into()), channel: Some("chat".into()), ..all.clone() }, Group::Program, Some("paraphrase"))
            .await
            .expect("added");
        assert_eq!((some[0].taken, some[0].missed, some[0].day_opportunities_squared), (6, 0, 36));
    })
    .await;
}

#[tokio::test]
async fn what_is_read_again_is_counted_once() {
    both(async |house| {
        let ids = house.keep(2).await;
        read_all(house).await;
        assert_eq!(house.store.rescore(&house.system, &house.program, &[(ids[0].clone(), "rules")]).await.expect("waiting"), 1);
        read_all(house).await;
        let all = sieve(house);
        assert_eq!(house.store.skill_sums(&house.system, &all, Group::Program, None).await.expect("added")[0].conversations, 2);
        assert_eq!(house.store.episode_sums(&house.system, &all, Group::Program).await.expect("added")[0].episodes, 4);
        assert_eq!(house.store.behaviour_sums(&house.system, &all, Group::Program, None).await.expect("added")[0].positive, 4);
    })
    .await;
}

#[tokio::test]
async fn episodes_scores_and_exposure_add_up() {
    both(async |house| {
        house.keep(6).await;
        read_all(house).await;
        let (store, all) = (&house.store, sieve(house));
        let manager = house.scope(Role::Manager);
        let episodes = store.episode_sums(&manager, &all, Group::Program).await.expect("added");
        let one = &episodes[0];
        assert_eq!((one.conversations, one.episodes, one.acknowledged, one.solved, one.recovered), (6, 12, 6, 6, 6));
        assert_eq!((one.days, one.day_squared, one.recovered_squared, one.recovered_product), (1, 144, 36, 72));
        let calm = store.calm_counts(&manager, &all, Group::Day).await.expect("counted");
        assert_eq!(calm.iter().map(|row| (row.turns, row.episodes)).collect::<Vec<_>>(), [(3, 6)]);
        let scores = store.score_sums(&manager, &all, Group::Program).await.expect("added");
        assert_eq!((scores[0].conversations, scores[0].total, scores[0].squares, scores[0].days), (5, 39_000.0, 3.15e8, 1));
        assert_eq!((scores[0].day_totals_squared, scores[0].day_sizes_squared, scores[0].day_product), (39_000.0 * 39_000.0, 25.0, 195_000.0));
        let standings = store.standing_counts(&manager, &all, Group::Day).await.expect("counted");
        assert_eq!(standings.iter().map(|row| (row.standing.as_str(), row.conversations)).collect::<Vec<_>>(), [("below", 3), ("pass", 3)]);
        let classes = store.class_sums(&manager, &all, Group::Program).await.expect("added");
        assert_eq!(
            [classes[0].customer_right, classes[0].customer, classes[0].business, classes[0].compliance_right, classes[0].items_right, classes[0].items],
            [0, 6, 0, 6, 6, 6]
        );
        let counts = store.score_counts(&manager, &all).await.expect("counted");
        assert_eq!(counts.iter().map(|row| (row.score, row.conversations)).collect::<Vec<_>>(), [(6_000, 2), (9_000, 3)]);
        let exposure = store.exposure_sums(&manager, &house.program, false, (None, None)).await.expect("added");
        assert_eq!((exposure[0].contacts, exposure[0].agents, exposure[0].level_3, exposure[0].level_4), (6, 3, 3, 0));
        assert!(store.exposure_sums(&manager, &house.program, true, (Some(0), Some(1))).await.expect("added").is_empty());
        for group in [Group::Agent, Group::Language, Group::Channel] {
            assert_eq!(store.score_sums(&manager, &all, group).await.expect("added").iter().map(|row| row.conversations).sum::<i64>(), 5, "{group:?}");
            assert_eq!(store.class_sums(&manager, &all, group).await.expect("added").iter().map(|row| row.items).sum::<i64>(), 6, "{group:?}");
            assert_eq!(store.episode_sums(&manager, &all, group).await.expect("added").iter().map(|row| row.episodes).sum::<i64>(), 12, "{group:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn random_reviews_alone_are_reviewed_scores() {
    both(async |house| {
        let ids = house.keep(3).await;
        read_all(house).await;
        let (store, all) = (&house.store, sieve(house));
        let new = NewUser { email: "ada@example.org".into(), name: "Ada".into(), role: Role::Analyst, language: "en".into(), programs: vec![(house.program.clone(), None)] };
        let user = store.add_user(&house.system, &new).await.expect("a user").id;
        let analyst = Scope { user: Some(user.clone()), ..house.scope(Role::Analyst) };
        for (id, stream) in ids.iter().zip(["random", "risk", "random"]) {
            let row = store.conversation(&house.system, id).await.expect("answered").expect("there");
            let new = NewReview {
                program: house.program.clone(),
                conversation: id.clone(),
                evaluation: row.evaluation_id.expect("evaluated"),
                scorecard_hash: if stream == "random" { "sha256:form".into() } else { "sha256:other".into() },
                agent: row.agent_id,
                reviewer: Some(user.clone()),
                stream,
                probability: (stream == "random").then_some(0.5),
                picked: String::new(),
                due_ms: None,
            };
            let review = store.add_review(&house.system, &new).await.expect("added");
            let submission = Submission { answers: "[]".into(), note: String::new(), score: Some(7_000), standing: "pass" };
            store.submit_review(&analyst, &review, &submission).await.expect("submitted");
        }
        let reviewed = store.reviewed_scores(&analyst, &all).await.expect("answered");
        // One of the two random ones has no machine score.
        assert!(reviewed.len() <= 2 && reviewed.iter().all(|row| row.human == 7_000 && row.same_form == 1 && row.probability == 0.5), "{reviewed:?}");
        assert!(!reviewed.is_empty());
    })
    .await;
}

#[tokio::test]
async fn figures_stay_inside_the_scope() {
    both(async |house| {
        house.keep(6).await;
        read_all(house).await;
        let (store, all) = (&house.store, sieve(house));
        let stranger = Scope { programs: rapport_store::Programs::Only(vec![house.other.clone()]), ..house.scope(Role::Manager) };
        assert_eq!(store.figure_conversations(&stranger, &all).await.expect("counted"), 0);
        assert!(store.skill_sums(&stranger, &all, Group::Program, None).await.expect("added").is_empty());
        assert!(store.skill_peers(&stranger, &all, None).await.expect("added").is_empty());
        assert!(store.skill_band(&stranger, &all, None).await.expect("added").is_empty());
        assert!(store.behaviour_sums(&stranger, &all, Group::Language, None).await.expect("added").is_empty());
        assert!(store.episode_sums(&stranger, &all, Group::Program).await.expect("added").is_empty());
        assert!(store.score_sums(&stranger, &all, Group::Program).await.expect("added").is_empty());
        assert!(store.class_sums(&stranger, &all, Group::Program).await.expect("added").is_empty());
        assert!(store.exposure_sums(&stranger, &house.program, false, (None, None)).await.expect("added").is_empty());
        assert!(store.figure_names(&stranger, Group::Agent, &house.program).await.expect("named").is_empty());
        let names = store.figure_names(&house.system, Group::Agent, &house.program).await.expect("named");
        assert_eq!(names.len(), 3);
        assert!(store.figure_names(&house.scope(Role::Client), Group::Agent, &house.program).await.expect("named").is_empty());
        let own = Scope { agents: vec![names[0].0.clone()], ..house.scope(Role::Agent) };
        let mine = store.skill_sums(&own, &all, Group::Agent, None).await.expect("added");
        assert_eq!(mine.iter().map(|row| (row.group_id.as_str(), row.conversations)).collect::<Vec<_>>(), [(names[0].0.as_str(), 2)]);
        assert!(store.skill_sums(&house.scope(Role::Agent), &all, Group::Day, None).await.expect("added").is_empty(), "an agent who is nobody");
        let late = Sieve { from_ms: Some(rapport_store::testing::NOW - 60_000), until_ms: Some(rapport_store::testing::NOW), ..all };
        assert_eq!(store.skill_sums(&house.system, &late, Group::Program, None).await.expect("added")[0].conversations, 1, "to the millisecond");
    })
    .await;
}
