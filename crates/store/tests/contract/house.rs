//! A small house in an empty database, for every test of the suite, on either database.

use rapport_store::testing::{NOW, Scratch};
use rapport_store::{Arrival, Arrived, NewConversation, NewProgram, Programs, Role, Scope, Store, hash};

/// Two programs in an empty store.
pub struct House {
    pub store: Store,
    pub scratch: Scratch,
    pub system: Scope,
    pub program: String,
    pub other: String,
}

/// Runs a test on SQLite, then on PostgreSQL.
pub async fn both<F: AsyncFn(&House)>(test: F) {
    for scratch in [Scratch::sqlite().await, Scratch::postgres().await] {
        let house = House::of(scratch).await;
        test(&house).await;
        house.scratch.end().await;
    }
}

impl House {
    async fn of(scratch: Scratch) -> House {
        let (store, system) = (scratch.store.clone(), Scope::system());
        let make = async |name: &str| store.add_program(&system, &NewProgram { name: name.into(), ..NewProgram::default() }).await.expect("a program").id;
        let (program, other) = (make("Lantern Broadband").await, make("Juniper Shop").await);
        House { store, scratch, system, program, other }
    }

    /// What exists for somebody of a role in the first program.
    pub fn scope(&self, role: Role) -> Scope {
        Scope { actor: role.as_str().into(), user: None, role, programs: Programs::Only(vec![self.program.clone()]), agents: Vec::new(), teams: Vec::new() }
    }

    /// A conversation that comes in; the number makes it another.
    pub fn arrival(&self, program: &str, number: u32) -> NewConversation {
        let document = format!(
            r#"{{"id":"c{number}","source":"api","channel":"chat","turns":[{{"party":"customer","text":"my refund is late {number}"}},{{"party":"agent","text":"I am sorry, 我马上查"}}]}}"#
        );
        NewConversation {
            program: program.into(),
            source: "api".into(),
            external_id: format!("c{number}"),
            channel: "chat",
            agent: Some(format!("a{}", number % 3)),
            customer: Some(format!("k{}", number % 5)),
            started_ms: NOW - i64::from(number) * 60_000,
            ended_ms: None,
            turns: 2,
            hash: hash(&document),
            document,
            raw: None,
            record: format!("r{number}"),
            made_by: "test".into(),
        }
    }

    /// Keeps so many conversations of the first program; their ids.
    pub async fn keep(&self, count: u32) -> Vec<String> {
        let batch: Vec<Arrival> = (0..count).map(|number| Arrival::Read(Box::new(self.arrival(&self.program, number)))).collect();
        let arrived = self.store.arrive(&self.system, &batch).await.expect("kept");
        arrived.into_iter().map(|one| if let Arrived::New(id) = one { id } else { panic!("not new: {one:?}") }).collect()
    }
}
