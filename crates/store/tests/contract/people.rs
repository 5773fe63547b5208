//! People deciding: samples, reviews, disputes and what they take away, calibration.

use rapport_model::Exclusion;
use rapport_store::testing::NOW;
use rapport_store::{
    Correction, DisputeFilter, DisputeState, Mark, MarkKind, NewCalibration, NewDispute, NewEvaluation, NewReview, NewSample, NewUser, OverturnedBy, ReadResult, ReviewFilter,
    Role, Ruling, Scope, Step, StoreError, Submission, exclusions_document,
};

use crate::house::{House, both};

const DAY_MS: i64 = 86_400_000;

/// A user of the first program, and what exists for them.
async fn user(house: &House, name: &str, role: Role) -> Scope {
    let new = NewUser { email: format!("{name}@example.org"), name: name.into(), role, language: "en".into(), programs: vec![(house.program.clone(), None)] };
    let user = house.store.add_user(&house.system, &new).await.expect("a user");
    house.store.scope_of(&user.id).await.expect("answered").expect("there").1
}

fn result(conversation: &str, exclusions: &[Exclusion]) -> ReadResult {
    let mark = |cue: &str, finding: &str| Mark {
        kind: MarkKind::Found,
        behaviour: "invalidation".into(),
        polarity: "-",
        turn: 1,
        level: None,
        cue: cue.into(),
        finding: finding.into(),
        hint: false,
    };
    ReadResult {
        conversation: conversation.into(),
        language: "en",
        detection: "{}".into(),
        outcome: None,
        hostility: 3,
        marks: if exclusions.is_empty() { vec![mark("invalidation.en.1", "f1")] } else { Vec::new() },
        skills: Vec::new(),
        words: "refund".into(),
        topic: String::new(),
        evaluation: Some(NewEvaluation {
            scorecard: "chat".into(),
            version: 1,
            scorecard_hash: "sha256:form".into(),
            rules_hash: "sha256:rules".into(),
            pack_hash: String::new(),
            models_hash: String::new(),
            intake: "intake/0".into(),
            redaction: "redaction/0".into(),
            engine: "0".into(),
            exclusions: exclusions_document(exclusions),
            result: format!("{{\"without\":{}}}", exclusions.len()),
            score: Some(5_000 + 1_000 * exclusions.len() as i64),
            standing: "pass",
            reason: if exclusions.is_empty() { "arrival" } else { "dispute" },
        }),
    }
}

/// So many conversations, kept and evaluated; their ids.
async fn evaluated(house: &House, count: u32) -> Vec<String> {
    let ids = house.keep(count).await;
    let jobs = house.store.lease(&house.system, "one", 100, 60_000).await.expect("leased");
    let results: Vec<_> = jobs
        .into_iter()
        .map(|job| {
            let result = result(&job.subject, &[]);
            (job, result)
        })
        .collect();
    assert_eq!(house.store.save_results(&house.system, &results).await.expect("saved"), count as usize);
    ids
}

fn refused<T: std::fmt::Debug>(answer: Result<T, StoreError>) {
    assert!(matches!(answer, Err(StoreError::State(_) | StoreError::Taken(_))), "{answer:?}");
}

#[tokio::test]
async fn a_sample_keeps_what_it_was_drawn_from() {
    both(async |house| {
        let (store, ids) = (&house.store, evaluated(house, 4).await);
        let analyst = user(house, "analyst", Role::Analyst).await;
        let frame = store.frame(&analyst, &house.program, 0, NOW + 1, "", 3).await.expect("answered");
        let rest = store.frame(&analyst, &house.program, 0, NOW + 1, &frame[2].id, 3).await.expect("answered");
        assert_eq!((frame.len(), rest.len()), (3, 1));
        assert_eq!((frame[0].score, frame[0].hostility, frame[0].scorecard_hash.as_str()), (Some(5_000), 3, "sha256:form"));
        let found = store.conversations_with(&analyst, &house.program, 0, NOW + 1, &["invalidation".into(), "other".into()]).await.expect("answered");
        assert_eq!(found.len(), 4);
        assert_eq!(store.frame(&analyst, &house.other, 0, NOW + 1, "", 3).await.expect("answered").len(), 0);

        let new = NewSample {
            program: house.program.clone(),
            stream: "random",
            seed: 7,
            frame_hash: "sha256:x".into(),
            frame_size: 4,
            frame: "[]".into(),
            excluded: "{}".into(),
            wanted: 1,
            strata: "agent".into(),
            from_ms: 0,
            until_ms: NOW,
        };
        let review = NewReview {
            program: house.program.clone(),
            conversation: ids[0].clone(),
            evaluation: frame[0].evaluation_id.clone(),
            scorecard_hash: "sha256:form".into(),
            stream: "random",
            probability: Some(0.25),
            ..NewReview::default()
        };
        let id = store.add_sample(&analyst, &new, std::slice::from_ref(&review)).await.expect("kept");
        let kept = store.sample(&analyst, &id).await.expect("answered").expect("there");
        assert_eq!((kept.seed, kept.frame_size, kept.drawn_ms, kept.frame.as_str()), (7, 4, NOW, "[]"));
        assert_eq!(store.samples(&analyst, Some(&house.program), 10).await.expect("answered").len(), 1);
        assert_eq!(store.samples(&analyst, Some(&house.other), 10).await.expect("answered").len(), 0);
        let reviews = store.reviews(&analyst, &ReviewFilter { sample: Some(id.clone()), ..ReviewFilter::default() }, 10).await.expect("answered");
        assert_eq!((reviews.len(), reviews[0].probability), (1, Some(0.25)));
        refused(store.add_sample(&analyst, &NewSample { program: house.other.clone(), ..new.clone() }, &[]).await);
        let agent = user(house, "agent", Role::Agent).await;
        let unfit = NewReview { reviewer: agent.user.clone(), ..review };
        refused(store.add_sample(&analyst, &new, &[unfit]).await);
        assert_eq!(store.samples(&analyst, None, 10).await.expect("answered").len(), 1, "a sample with an unfit reviewer is not kept");
    })
    .await;
}

#[tokio::test]
async fn a_review_is_one_persons_and_decided_once() {
    both(async |house| {
        let (store, ids) = (&house.store, evaluated(house, 2).await);
        let (analyst, lead) = (user(house, "analyst", Role::Analyst).await, user(house, "lead", Role::Lead).await);
        let mut agent = user(house, "agent", Role::Agent).await;
        let row = store.conversation(&house.system, &ids[0]).await.expect("answered").expect("there");
        agent.agents = row.agent_id.clone().into_iter().collect();
        let evaluation = row.evaluation_id.expect("evaluated");
        assert_eq!(store.result_of(&analyst, &evaluation).await.expect("answered").as_deref(), Some("{\"without\":0}"));
        assert_eq!(store.form_hash(&analyst, &evaluation).await.expect("answered").as_deref(), Some("sha256:form"));
        let new = NewReview {
            program: house.program.clone(),
            conversation: ids[0].clone(),
            evaluation,
            scorecard_hash: "sha256:form".into(),
            agent: row.agent_id,
            stream: "own",
            ..NewReview::default()
        };
        let id = store.add_review(&analyst, &new).await.expect("made");
        let queue = ReviewFilter { queue: true, ..ReviewFilter::default() };
        assert_eq!(store.reviews(&lead, &queue, 10).await.expect("answered").len(), 1);
        let (me, them) = (analyst.user.as_deref(), lead.user.as_deref());
        store.assign_review(&analyst, &id, None, me).await.expect("taken");
        refused(store.assign_review(&lead, &id, None, them).await);
        refused(store.assign_review(&lead, &id, me, agent.user.as_deref()).await);
        assert_eq!(store.reviews(&lead, &queue, 10).await.expect("answered").len(), 0);
        refused(store.answer_review(&lead, &id, "[]", "").await);
        store.answer_review(&analyst, &id, "[1]", "note").await.expect("kept");
        assert_eq!(store.review(&agent, &id).await.expect("answered"), None, "not before it is submitted");
        let decided = Submission { answers: "[2]".into(), note: "note".into(), score: Some(7_000), standing: "pass" };
        refused(store.submit_review(&lead, &id, &decided).await);
        store.submit_review(&analyst, &id, &decided).await.expect("decided");
        refused(store.submit_review(&analyst, &id, &decided).await);
        let seen = store.review(&agent, &id).await.expect("answered").expect("the agent sees it");
        assert_eq!((seen.score, seen.submitted_ms, seen.answers.as_str()), (Some(7_000), Some(NOW), "[2]"));
        assert_eq!(store.conversation(&house.system, &ids[0]).await.expect("answered").expect("there").reviewed, 1);
        let names: Vec<String> = store.reviewers(&analyst, &house.program).await.expect("answered").into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["analyst", "lead"]);
    })
    .await;
}

#[tokio::test]
async fn a_dispute_goes_its_way_and_takes_marks_away() {
    both(async |house| {
        let (store, ids) = (&house.store, evaluated(house, 4).await);
        let (analyst, lead, manager) = (user(house, "analyst", Role::Analyst).await, user(house, "lead", Role::Lead).await, user(house, "manager", Role::Manager).await);
        let mut agent = user(house, "agent", Role::Agent).await;
        // Conversations 0 and 3 are of one agent.
        agent.agents = store.conversation(&house.system, &ids[0]).await.expect("answered").expect("there").agent_id.into_iter().collect();
        let mark = store.mark(&agent, &ids[0], "f1").await.expect("answered").expect("there");
        assert_eq!(store.mark(&agent, &ids[1], "f1").await.expect("answered"), None, "another agent's");
        let new = NewDispute { conversation: ids[0].clone(), item: "tone".into(), mark: Some(mark), reason: "it was a quote".into(), ..NewDispute::default() };
        refused(store.raise(&agent, &NewDispute { conversation: ids[1].clone(), ..new.clone() }).await);
        let id = store.raise(&agent, &new).await.expect("raised");
        refused(store.raise(&agent, &new).await);
        let row = store.dispute(&agent, &id).await.expect("answered").expect("there");
        assert_eq!((row.state().expect("known"), row.cue.as_str(), row.turn, row.due_ms), (DisputeState::Raised, "invalidation.en.1", 1, NOW + 3 * DAY_MS));
        let say = Ruling { reason: "r".into(), ..Ruling::default() };
        refused(store.move_dispute(&agent, &id, Step::Appeal, &say).await);
        refused(store.move_dispute(&agent, &id, Step::Accept, &say).await);
        store.move_dispute(&analyst, &id, Step::Reject, &say).await.expect("rejected");
        refused(store.move_dispute(&lead, &id, Step::Appeal, &say).await);
        store.move_dispute(&agent, &id, Step::Appeal, &say).await.expect("appealed");
        refused(store.move_dispute(&analyst, &id, Step::Uphold, &say).await);
        refused(store.exclude(&manager, &id, &[]).await);
        let upheld = Ruling { reason: "r".into(), before: "{}".into(), after: String::new(), correction: Correction::Mark };
        assert_eq!(store.move_dispute(&manager, &id, Step::Uphold, &upheld).await.expect("decided"), DisputeState::Upheld);
        let steps = store.dispute_steps(&agent, &id).await.expect("answered");
        assert_eq!(steps.iter().map(|step| step.step.as_str()).collect::<Vec<_>>(), ["raised", "rejected", "appealed", "upheld"]);
        assert_eq!(store.disputes(&agent, &DisputeFilter { state: Some("upheld".into()), ..DisputeFilter::default() }, 10).await.expect("answered").len(), 1);

        let row = store.dispute(&manager, &id).await.expect("answered").expect("there");
        let same = store.same_marks(&manager, &row, None, 10).await.expect("answered");
        assert_eq!(same.len(), 4);
        let first = &same[0];
        let rest = store.same_marks(&manager, &row, Some((first.started_ms, &first.conversation_id)), 10).await.expect("answered");
        assert_eq!(rest, same[1..], "behind a conversation come the others, in the same order");
        assert_eq!(store.same_conversations(&manager, &row).await.expect("counted"), 4);
        let exclusion = Exclusion { behaviour: row.behaviour.clone(), cue: row.cue.clone(), turn: 1 };
        let marks = [(ids[1].clone(), exclusion.clone()), ("elsewhere".into(), exclusion.clone())];
        assert_eq!(store.exclude(&manager, &id, &marks).await.expect("queued"), 1, "only what is the program's");
        let kept = store.exclusions(&house.system, &ids).await.expect("answered");
        assert_eq!(kept.len(), 2, "of the disputed conversation and of the listed one");
        let jobs = store.lease(&house.system, "one", 10, 60_000).await.expect("leased");
        assert_eq!(jobs.len(), 2);
        let results: Vec<_> = jobs
            .into_iter()
            .map(|job| {
                let result = result(&job.subject, std::slice::from_ref(&exclusion));
                (job, result)
            })
            .collect();
        store.save_results(&house.system, &results).await.expect("saved");
        let row_now = store.conversation(&house.system, &ids[0]).await.expect("answered").expect("there");
        assert_eq!(row_now.score, Some(6_000));
        assert_ne!(row_now.evaluation_id.as_deref(), Some(row.evaluation_id.as_str()), "another evaluation; the old one stays");
        assert!(store.result_of(&manager, &row.evaluation_id).await.expect("answered").is_some());
        assert_eq!(store.same_marks(&manager, &row, None, 10).await.expect("answered").len(), 2);
        for by in [OverturnedBy::Item, OverturnedBy::Detector] {
            let rates = store.overturned(&manager, Some(&house.program), by).await.expect("answered");
            assert_eq!((rates.len(), rates[0].decided, rates[0].overturned), (1, 1, 1), "{by:?}");
        }
        assert_eq!(store.overturned(&manager, Some(&house.other), OverturnedBy::Item).await.expect("answered").len(), 0);
    })
    .await;
}

#[tokio::test]
async fn who_scored_does_not_answer_and_a_correction_changes_the_review() {
    both(async |house| {
        let (store, ids) = (&house.store, evaluated(house, 1).await);
        let (analyst, lead) = (user(house, "analyst", Role::Analyst).await, user(house, "lead", Role::Lead).await);
        let mut agent = user(house, "agent", Role::Agent).await;
        let row = store.conversation(&house.system, &ids[0]).await.expect("answered").expect("there");
        agent.agents = row.agent_id.clone().into_iter().collect();
        let new = NewReview {
            program: house.program.clone(),
            conversation: ids[0].clone(),
            evaluation: row.evaluation_id.clone().expect("evaluated"),
            scorecard_hash: "sha256:form".into(),
            agent: row.agent_id,
            reviewer: analyst.user.clone(),
            stream: "own",
            ..NewReview::default()
        };
        let review = store.add_review(&analyst, &new).await.expect("made");
        let decided = |score: i64| Submission { answers: "[]".into(), note: String::new(), score: Some(score), standing: "pass" };
        store.submit_review(&analyst, &review, &decided(5_000)).await.expect("decided");
        let raise = |item: &str| NewDispute { conversation: ids[0].clone(), review: Some(review.clone()), item: item.into(), reason: "r".into(), ..NewDispute::default() };
        let id = store.raise(&agent, &raise("tone")).await.expect("raised");
        let accept = Ruling { reason: "r".into(), before: "{\"share\":0}".into(), after: "{\"share\":10000}".into(), correction: Correction::Review(decided(8_000)) };
        refused(store.move_dispute(&analyst, &id, Step::Accept, &accept).await);
        store.move_dispute(&lead, &id, Step::Accept, &accept).await.expect("accepted");
        let corrected = store.review(&agent, &review).await.expect("answered").expect("there");
        assert_eq!((corrected.score, corrected.submitted_ms), (Some(8_000), Some(NOW)));
        assert_eq!(store.dispute_steps(&agent, &id).await.expect("answered")[1].before, "{\"share\":0}");
        let id = store.raise(&agent, &raise("pace")).await.expect("raised");
        let beside = Ruling { correction: Correction::Beside(Box::new(NewReview { reviewer: lead.user.clone(), ..new }), decided(9_000)), ..accept };
        store.move_dispute(&lead, &id, Step::Accept, &beside).await.expect("accepted");
        assert_eq!(store.reviews(&agent, &ReviewFilter { conversation: Some(ids[0].clone()), ..ReviewFilter::default() }, 10).await.expect("answered").len(), 2);

        let read = rapport_store::Entry { action: "review.read", object: &review, program: &house.program, detail: "" };
        store.record(&agent, &read).await.expect("written");
        house.scratch.clock.advance(7 * DAY_MS + 1);
        refused(store.raise(&agent, &raise("late")).await);
    })
    .await;
}

#[tokio::test]
async fn raters_are_blind_until_the_lock() {
    both(async |house| {
        let (store, ids) = (&house.store, evaluated(house, 3).await);
        let (analyst, lead, manager) = (user(house, "analyst", Role::Analyst).await, user(house, "lead", Role::Lead).await, user(house, "manager", Role::Manager).await);
        let raters: Vec<String> = [&analyst, &lead].iter().filter_map(|scope| scope.user.clone()).collect();
        let new = NewCalibration {
            program: house.program.clone(),
            name: "n".into(),
            scorecard: "chat".into(),
            scorecard_hash: "h".into(),
            conversations: ids.clone(),
            raters,
            seed: 7,
            due_ms: None,
        };
        refused(store.add_calibration(&manager, &NewCalibration { conversations: vec![ids[0].clone(), ids[0].clone()], ..new.clone() }).await);
        let id = store.add_calibration(&manager, &new).await.expect("made");
        store.rate(&analyst, &id, &ids[0], "[1]", Some(5_000)).await.expect("kept");
        store.rate(&analyst, &id, &ids[0], "[2]", Some(6_000)).await.expect("kept anew");
        store.rate(&lead, &id, &ids[0], "[3]", None).await.expect("kept");
        refused(store.rate(&manager, &id, &ids[0], "[]", None).await);
        refused(store.rate(&lead, &id, "elsewhere", "[]", None).await);
        let own = store.ratings(&analyst, &id).await.expect("answered");
        assert_eq!((own.len(), own[0].answers.as_str()), (1, "[2]"));
        assert_eq!(store.ratings(&manager, &id).await.expect("answered").len(), 0, "nor does its organiser see any");
        assert_eq!(store.rated(&manager, &id).await.expect("answered").len(), 2);
        refused(store.guide(&manager, &id, "tone", "yes", "t").await);
        assert_eq!(store.rated_blind(&lead).await.expect("answered"), ids.iter().cloned().collect(), "a rater of an open session");
        assert!(store.rated_blind(&manager).await.expect("answered").is_empty(), "its organiser rates nothing");
        assert!(store.rated_blind(&Scope::system()).await.expect("answered").is_empty());
        refused(store.lock_calibration(&lead, &id, &[]).await);
        store.lock_calibration(&manager, &id, &[(ids[0].clone(), "[]".into(), Some(1))]).await.expect("locked");
        assert!(store.rated_blind(&lead).await.expect("answered").is_empty(), "locked");
        refused(store.lock_calibration(&manager, &id, &[]).await);
        refused(store.rate(&lead, &id, &ids[0], "[]", None).await);
        assert_eq!(store.ratings(&lead, &id).await.expect("answered").len(), 3);
        store.guide(&manager, &id, "tone", "yes", "first").await.expect("written");
        store.guide(&manager, &id, "tone", "yes", "second").await.expect("written anew");
        assert_eq!(store.guidance(&lead, &id).await.expect("answered")[0].text, "second");
        store.close_calibration(&manager, &id).await.expect("closed");
        refused(store.close_calibration(&manager, &id).await);
        let row = store.calibration(&lead, &id).await.expect("answered").expect("there");
        assert_eq!((row.state.as_str(), row.conversations()), ("closed", ids.clone()));
        assert_eq!(store.last_calibrations(&lead, &house.program, "chat", 3).await.expect("answered").len(), 1);
        assert_eq!(store.calibrations(&lead, None, 3).await.expect("answered").len(), 1);
        let agent = user(house, "agent", Role::Agent).await;
        assert_eq!(store.calibration(&agent, &id).await.expect("answered"), None);
    })
    .await;
}
