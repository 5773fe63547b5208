//! The same request under the same key is answered once.

use rapport_store::Role;

use crate::house::both;

#[tokio::test]
async fn a_key_is_answered_once() {
    both(async |house| {
        let (store, scope) = (&house.store, house.scope(Role::Analyst));
        assert_eq!(store.take_key(&scope, "k", "r").await.expect("answered"), None);
        let under_way = store.take_key(&scope, "k", "r").await.expect("answered").expect("taken");
        assert_eq!(under_way.status, 0);
        store.keep_answer(&scope, "k", 201, "{}").await.expect("kept");
        let before = store.take_key(&scope, "k", "r").await.expect("answered").expect("taken");
        assert_eq!((before.request.as_str(), before.status, before.body.as_str()), ("r", 201, "{}"));
        assert_eq!(store.take_key(&house.scope(Role::Lead), "k", "r").await.expect("answered"), None, "another caller's key is another");
        store.keep_answer(&scope, "k", 500, "").await.expect("freed");
        assert_eq!(store.take_key(&scope, "k", "r").await.expect("answered"), None, "after a failure of ours it can be tried again");
        house.scratch.clock.advance(25 * 60 * 60 * 1000);
        assert_eq!(store.take_key(&scope, "k", "r").await.expect("answered"), None, "after a day it is forgotten");
    })
    .await;
}
