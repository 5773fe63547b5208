//! Lists, cases, views, letters: what reading needs.

use rapport_store::{Arrival, Behaviour, CaseFilter, Filter, JobKind, Mark, MarkKind, NewUser, NewView, ReadResult, Role, Scope, SkillBound, SkillCount, Sort, testing::NOW};

use crate::house::{House, both};

/// Reads every conversation that waits: odd ones with an apology and a score.
async fn read(house: &House) {
    loop {
        let jobs = house.store.lease(&house.system, "w", 50, 1_000).await.expect("leased");
        if jobs.is_empty() {
            return;
        }
        let mut results = Vec::new();
        for job in jobs {
            assert_eq!(job.kind, JobKind::Evaluate);
            let row = house.store.conversation(&house.system, &job.subject).await.expect("answered").expect("there");
            let number: i64 = row.external_id[1..].parse().expect("a number");
            let odd = number % 2 == 1;
            let mark = Mark {
                kind: MarkKind::Found,
                behaviour: "apology_owned".into(),
                polarity: "+",
                turn: 1,
                level: Some(2),
                cue: "apology_owned.en.1".into(),
                finding: "f1".into(),
                hint: false,
            };
            let missed =
                Mark { kind: MarkKind::Missed, behaviour: "timeline_given".into(), polarity: "", turn: 0, level: None, cue: String::new(), finding: "o1".into(), hint: false };
            results.push((
                job,
                ReadResult {
                    conversation: row.id,
                    language: "en",
                    detection: "{}".into(),
                    outcome: odd.then_some("resolved"),
                    hostility: number % 3,
                    marks: if odd { vec![mark] } else { vec![missed] },
                    skills: vec![SkillCount { skill: "apology".into(), taken: i64::from(odd), opportunities: 1, against: 0 }],
                    words: format!("my refund is late {number} i am sorry 我 马 上 查"),
                    topic: "billing.refund".into(),
                    evaluation: None,
                },
            ));
        }
        house.store.save_results(&house.system, &results).await.expect("saved");
    }
}

async fn listed(house: &House, scope: &Scope, filter: &Filter, sort: Sort) -> Vec<String> {
    let (mut ids, mut after) = (Vec::new(), None);
    loop {
        let rows = house.store.list(scope, filter, sort, after.as_ref(), 3).await.expect("a page");
        let Some(last) = rows.last() else { return ids };
        after = Some(sort.place(last));
        ids.extend(rows.into_iter().map(|row| row.external_id));
    }
}

#[tokio::test]
async fn lists_follow_filters_sorts_and_walls() {
    both(async |house| {
        house.keep(8).await;
        house.store.arrive(&house.system, &[Arrival::Read(Box::new(house.arrival(&house.other, 9)))]).await.expect("kept");
        read(house).await;
        let scope = house.scope(Role::Analyst);
        let of = async |filter: Filter| listed(house, &scope, &filter, Sort::Newest).await;
        assert_eq!(of(Filter::default()).await, ["c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7"]);
        assert_eq!(listed(house, &scope, &Filter::default(), Sort::Oldest).await, ["c7", "c6", "c5", "c4", "c3", "c2", "c1", "c0"]);
        assert_eq!(listed(house, &scope, &Filter::default(), Sort::Hostility).await, ["c2", "c5", "c1", "c4", "c7", "c0", "c3", "c6"]);
        assert_eq!(listed(house, &scope, &Filter::default(), Sort::HighestScore).await, Vec::<String>::new());
        let apology = |polarity: Option<&str>| Filter { found: vec![Behaviour { id: "apology_owned".into(), polarity: polarity.map(str::to_owned) }], ..Filter::default() };
        assert_eq!(of(apology(None)).await, ["c1", "c3", "c5", "c7"]);
        assert_eq!(of(apology(Some("-"))).await, Vec::<String>::new());
        assert_eq!(of(Filter { missed: vec!["timeline_given".into()], hostility: Some(2), ..Filter::default() }).await, ["c2"]);
        assert_eq!(of(Filter { skills: vec![SkillBound { skill: "apology".into(), below: true, rate: 0.5 }], ..Filter::default() }).await, ["c0", "c2", "c4", "c6"]);
        assert_eq!(of(Filter { phrases: vec![vec!["late".into(), "3".into()], vec!["马".into(), "上".into()]], ..Filter::default() }).await, ["c3"]);
        assert_eq!(of(Filter { phrases: vec![vec!["3".into(), "late".into()]], ..Filter::default() }).await, Vec::<String>::new());
        assert_eq!(of(Filter { from_ms: Some(NOW - 120_000), until_ms: Some(NOW), ..Filter::default() }).await, ["c1", "c2"]);
        assert_eq!(of(Filter { reviewed: Some(true), disputed: Some(false), score_below: Some(1), score_above: Some(0), ..Filter::default() }).await, Vec::<String>::new());
        assert_eq!(house.store.list_counted(&scope, &apology(None), Sort::Newest, 3).await.expect("a page").1, 4);
        assert_eq!(house.store.list_counted(&house.system, &Filter::default(), Sort::Newest, 3).await.expect("a page").1, 9, "the system sees both programs");
        let all = house.store.list(&house.system, &Filter::default(), Sort::Newest, None, 20).await.expect("a page");
        let ids: Vec<String> = all.iter().map(|row| row.id.clone()).collect();
        let counts = house.store.mark_counts(&scope, &ids).await.expect("counted");
        assert_eq!((counts.len(), counts.values().map(|counts| counts.positive).sum::<i64>(), counts.values().map(|counts| counts.missed).sum::<i64>()), (8, 4, 4));
        assert_eq!(house.store.documents(&scope, &ids).await.expect("read").len(), 8, "not the other program's");
        assert_eq!(house.store.current_evaluations(&scope, &ids).await.expect("read"), []);
        assert_eq!(house.store.evaluations_of(&scope, &ids[0]).await.expect("read"), []);
    })
    .await;
}

#[tokio::test]
async fn contacts_are_filed_shared_and_deleted() {
    both(async |house| {
        let ids = house.keep(8).await;
        read(house).await;
        let scope = house.scope(Role::Manager);
        let cases = house.store.cases(&scope, &CaseFilter::default(), 10).await.expect("cases");
        assert_eq!(
            cases.iter().map(|case| (case.topic.as_str(), case.contacts)).collect::<Vec<_>>(),
            [("billing", 2), ("billing", 2), ("billing", 2), ("billing", 1), ("billing", 1)]
        );
        let first = &cases[0];
        let after = CaseFilter { after: Some((first.latest_ms, first.id.clone())), contacts: Some(2), ..CaseFilter::default() };
        assert_eq!(house.store.cases(&scope, &after, 10).await.expect("cases").len(), 2);
        assert_eq!(house.store.case(&scope, &first.id).await.expect("answered").as_ref(), Some(first));
        assert_eq!(house.store.case(&house.scope(Role::Client), &first.id).await.expect("answered"), None, "nothing of it was shared");
        let figure = house.store.first_contact(&scope, &house.program, 0, i64::MAX, 0).await.expect("counted");
        assert_eq!((figure.cases, figure.settled, figure.young), (5, 5, 0), "within no days nothing comes again");
        let figure = house.store.first_contact(&scope, &house.program, 0, i64::MAX, 7).await.expect("counted");
        assert_eq!((figure.cases, figure.young), (0, 5));
        assert!(house.store.share(&scope, &ids[0], true).await.expect("shared"));
        assert_eq!(listed(house, &house.scope(Role::Client), &Filter::default(), Sort::Newest).await, ["c0"]);
        assert!(!house.store.share(&house.scope(Role::Client), &ids[1], true).await.expect("answered"));
        assert!(house.store.delete_conversation(&scope, &ids[0], "erasure").await.expect("deleted"));
        assert!(!house.store.delete_conversation(&scope, &ids[0], "erasure").await.expect("answered"));
        assert_eq!(house.store.case(&scope, &first.id).await.expect("answered").map(|case| case.contacts), Some(1));
        assert_eq!(house.store.list_counted(&scope, &Filter { phrases: vec![vec!["refund".into()]], ..Filter::default() }, Sort::Newest, 3).await.expect("a page").1, 7);
        house.store.record_reads(&scope, "conversation.export", &[(&ids[1], &house.program), (&ids[2], &house.program)]).await.expect("recorded");
        assert!(house.store.verify_audit(&house.system).await.expect("answered").is_ok());
    })
    .await;
}

#[tokio::test]
async fn views_and_letters_belong_to_somebody() {
    both(async |house| {
        let store = &house.store;
        let new = NewUser { email: "analyst@example.org".into(), name: "A".into(), role: Role::Analyst, language: "en".into(), programs: vec![(house.program.clone(), None)] };
        let user = store.add_user(&house.system, &new).await.expect("a user").id;
        let own = Scope { user: Some(user), ..house.scope(Role::Analyst) };
        let mut view = NewView { name: "Late".into(), query: "q=late".into(), ..NewView::default() };
        let id = store.add_view(&own, &view).await.expect("kept");
        assert_eq!(store.views(&house.scope(Role::Coach)).await.expect("read"), []);
        (view.shared, view.program) = (true, Some(house.program.clone()));
        assert!(store.change_view(&own, &id, &view).await.expect("changed"));
        assert_eq!(store.views(&house.scope(Role::Coach)).await.expect("read").len(), 1);
        assert!(!store.delete_view(&house.scope(Role::Coach), &id).await.expect("answered"));
        view.program = Some(house.other.clone());
        assert!(store.add_view(&own, &view).await.is_err(), "another's program");
        assert!(store.delete_view(&own, &id).await.expect("deleted"));

        let letter = Arrival::Unreadable {
            program: Some(house.program.clone()),
            source: "api".into(),
            line: Some(3),
            hash: "r1".into(),
            code: "bad_json".into(),
            message: "is no JSON".into(),
            help: "send it again".into(),
        };
        store.arrive(&house.system, std::slice::from_ref(&letter)).await.expect("kept");
        let mut other = house.scope(Role::Manager);
        other.programs = rapport_store::Programs::Only(vec![house.other.clone()]);
        assert_eq!(store.letters(&other, false, None, 10).await.expect("read"), []);
        let waiting = store.letters(&own, false, Some("api"), 10).await.expect("read");
        assert_eq!((waiting.len(), waiting[0].line), (1, Some(3)));
        assert_eq!(store.settle_letter(&other, &waiting[0].id).await.expect("answered"), None);
        store.arrive(&house.system, &[Arrival::Read(Box::new(house.arrival(&house.program, 1)))]).await.expect("kept");
        assert_eq!(store.letters(&own, true, None, 10).await.expect("read").len(), 1, "the same bytes were read");
        assert!(store.settle_letter(&own, &waiting[0].id).await.expect("answered").is_some_and(|letter| letter.settled_ms.is_some()));
    })
    .await;
}
