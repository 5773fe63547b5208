//! Nothing crosses a program's wall, and nobody sees more than their role does.

use rapport_store::{Arrival, Role, Scope};

use crate::house::both;

#[tokio::test]
async fn each_role_sees_what_is_theirs() {
    both(async |house| {
        let store = &house.store;
        let ids = house.keep(6).await;
        let other = store.arrive(&house.system, &[Arrival::Read(Box::new(house.arrival(&house.other, 1)))]).await.expect("kept");
        assert_eq!(other.len(), 1);
        let seen = async |scope: &Scope| store.conversations_by_id(scope, &ids).await.expect("answered").len();
        assert_eq!(seen(&house.system).await, 6);
        assert_eq!(seen(&house.scope(Role::Analyst)).await, 6);
        assert_eq!(seen(&house.scope(Role::Client)).await, 0, "nothing was shared");
        assert_eq!(seen(&house.scope(Role::Agent)).await, 0, "an agent who is nobody");
        let row = store.conversation(&house.system, &ids[0]).await.expect("answered").expect("there");
        let agent = Scope { agents: row.agent_id.into_iter().collect(), ..house.scope(Role::Agent) };
        assert_eq!(seen(&agent).await, 2, "every third is theirs");
        let stranger = Scope { programs: rapport_store::Programs::Only(vec![house.other.clone()]), ..house.scope(Role::Manager) };
        assert_eq!(seen(&stranger).await, 0);
        assert_eq!(store.conversation(&stranger, &ids[0]).await.expect("answered"), None);
    })
    .await;
}
