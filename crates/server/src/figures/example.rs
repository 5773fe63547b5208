//! Conversations with known sums, for the tests of figures.

use rapport_store::testing::NOW;
use rapport_store::{Arrival, Arrived, DAY_MS, Mark, MarkKind, NewConversation, NewEvaluation, ReadResult, Scope, SkillCount, hash};

use crate::testing::House;

/// A conversation to make.
pub struct Example {
    pub program: String,
    pub agent: &'static str,
    /// Days before the house's day.
    pub ago: i64,
    /// Of empathy: taken, opportunities.
    pub empathy: (i64, i64),
    /// Basis points.
    pub score: Option<i64>,
    pub hostility: i64,
}

impl House {
    /// One conversation of the program.
    pub fn example(&self, agent: &'static str, ago: i64, empathy: (i64, i64)) -> Example {
        Example { program: self.program.clone(), agent, ago, empathy, score: Some(8_000), hostility: 0 }
    }

    /// Keeps and reads conversations; their ids.
    pub async fn tell(&self, examples: &[Example]) -> Vec<String> {
        let (store, system) = (self.state.store(), Scope::system());
        let mut ids = Vec::new();
        for (number, example) in examples.iter().enumerate() {
            let document = format!(r#"{{"id":"{number}","source":"test","channel":"chat","turns":[]}}"#);
            let new = NewConversation {
                program: example.program.clone(),
                source: format!("test {}", example.agent),
                external_id: format!("{number}-{}", example.ago),
                channel: "chat",
                agent: Some(example.agent.into()),
                customer: None,
                started_ms: NOW - example.ago * DAY_MS,
                ended_ms: None,
                turns: 2,
                hash: hash(&document),
                record: hash(&document),
                document,
                raw: None,
                made_by: "test".into(),
            };
            let arrived = store.arrive(&system, &[Arrival::Read(Box::new(new))]).await.expect("kept");
            let Arrived::New(id) = &arrived[0] else { panic!("not new") };
            let jobs = store.lease(&system, "test", 1, 60_000).await.expect("leased");
            store.save_results(&system, &[(jobs[0].clone(), read(id, example))]).await.expect("saved");
            ids.push(id.clone());
        }
        ids
    }

    /// Two agents over ten days: `a1` takes all four chances on even days and none on odd ones, `a2` all of them always.
    pub async fn two(&self) -> Vec<String> {
        let even = |ago: i64| if ago % 2 == 0 { 4 } else { 0 };
        let examples: Vec<Example> = (0..10).flat_map(|ago| [self.example("a1", ago, (even(ago), 4)), self.example("a2", ago, (4, 4))]).collect();
        self.tell(&examples).await
    }

    /// Signs the program's worker-information record.
    pub async fn sign(&self) {
        self.state.store().sign_off(&Scope::system(), &self.program, "what is measured", "记录什么").await.expect("signed");
    }

    /// How many conversations a figure's address lists.
    pub async fn listed(&self, role: &str, figure: &serde_json::Value) -> i64 {
        let answer = self.get(role, &format!("/api/conversations?{}", figure["conversations"].as_str().expect("an address"))).await;
        answer.json["total_at_most"].as_i64().unwrap_or_else(|| panic!("{}", answer.text))
    }

    /// The id of the agent of a name.
    pub async fn agent(&self, name: &str) -> String {
        let names = self.state.store().figure_names(&Scope::system(), rapport_store::Group::Agent, &self.program).await.expect("names");
        names.into_iter().find(|(_, own)| own == name).expect("an agent").0
    }
}

fn read(id: &str, example: &Example) -> ReadResult {
    let (taken, all) = example.empathy;
    let mark = |kind: MarkKind, at: i64| Mark {
        kind,
        behaviour: "emotion_acknowledged".into(),
        polarity: if kind == MarkKind::Found { "+" } else { "" },
        turn: at,
        level: None,
        cue: String::new(),
        finding: format!("f{at}"),
        hint: false,
    };
    let mut marks: Vec<Mark> = (0..taken).flat_map(|at| [mark(MarkKind::Found, at), mark(MarkKind::Taken, at)]).collect();
    marks.extend((taken..all).map(|at| mark(MarkKind::Missed, at)));
    if example.hostility > 0 {
        marks.push(Mark { behaviour: "cust_hostility".into(), polarity: "0", level: Some(example.hostility), ..mark(MarkKind::Found, 9) });
    }
    let recovered = if taken > 0 { "3" } else { "null" };
    let episode = format!(r#"{{"intensity":2,"acknowledged":1,"solving":null,"recovered":{recovered},"turns_to_calm":{recovered}}}"#);
    ReadResult {
        conversation: id.into(),
        language: "en",
        detection: format!(r#"{{"episodes":[{}]}}"#, if all > 0 { episode.as_str() } else { "" }),
        outcome: None,
        hostility: example.hostility,
        marks,
        skills: vec![SkillCount { skill: "empathy".into(), taken, opportunities: all, against: 0 }],
        words: "hello".into(),
        topic: String::new(),
        evaluation: Some(NewEvaluation {
            scorecard: "general".into(),
            version: 1,
            scorecard_hash: "sha256:form".into(),
            rules_hash: "sha256:rules".into(),
            pack_hash: String::new(),
            models_hash: String::new(),
            intake: "i".into(),
            redaction: "r".into(),
            engine: "e".into(),
            exclusions: String::new(),
            result: r#"{"sections":[{"items":[{"class":"customer","share":10000},{"class":"non_critical","share":4000}]}]}"#.into(),
            score: example.score,
            standing: if example.score.is_some() { "pass" } else { "insufficient_evidence" },
            reason: "arrival",
        }),
    }
}
