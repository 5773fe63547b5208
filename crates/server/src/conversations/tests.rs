//! Lists, one conversation, sharing, deleting, cases and exports, through the door.

use rapport_store::Scope;
use serde_json::{Value, json};

use crate::testing::{House, NOW};

const DAY: i64 = 86_400_000;

fn moment(ms: i64) -> String {
    let days = ms.div_euclid(DAY);
    // November 2026 and the days before it are all these tests need: 2026-11-02 is day 20759.
    let day = 2 + days - NOW.div_euclid(DAY);
    let (month, day) = if day >= 1 { (11, day) } else { (10, day + 31) };
    format!("2026-{month:02}-{day:02}T09:00:00Z")
}

/// Sends a conversation that began so many days ago; its id.
async fn send(house: &House, id: &str, days_ago: i64, agent: &str, customer: &str, turns: Value) -> String {
    let call = json!({"id": id, "channel": "chat", "agent": agent, "customer": customer, "started_at": moment(NOW - days_ago * DAY), "turns": turns});
    let sent = house.post("analyst", &format!("/api/conversations?program={}", house.program), &call).await;
    assert_eq!(sent.status, 200, "{}", sent.text);
    house.work().await;
    sent.json["receipts"][0]["id"].as_str().expect("an id").to_owned()
}

fn angry() -> Value {
    json!([{"who": "customer", "text": "I am really upset, you charged me twice and my refund is late!"},
        {"who": "agent", "text": "I'm so sorry we charged you twice. I will refund it today, by 5 pm."}])
}

fn plain() -> Value {
    json!([{"who": "customer", "text": "我的退款還沒到。"}, {"who": "agent", "text": "好的，我马上帮您查一下。"}])
}

fn ids(answer: &Value) -> Vec<&str> {
    answer["conversations"].as_array().expect("rows").iter().map(|row| row["external_id"].as_str().expect("an id")).collect()
}

#[tokio::test]
async fn pages_follow_each_other_in_every_order() {
    let house = House::new().await;
    for (at, id) in ["a", "b", "c", "d", "e"].into_iter().enumerate() {
        send(&house, id, at as i64 / 2, "a1", id, if at % 2 == 0 { angry() } else { plain() }).await;
    }
    for sort in ["newest", "oldest", "hostility", "score", "-score"] {
        let whole = house.get("analyst", &format!("/api/conversations?sort={sort}")).await;
        assert_eq!(whole.status, 200, "{}", whole.text);
        let whole = ids(&whole.json).into_iter().map(str::to_owned).collect::<Vec<_>>();
        let (mut paged, mut after) = (Vec::new(), String::new());
        loop {
            let page = house.get("analyst", &format!("/api/conversations?sort={sort}&limit=2{after}")).await.json;
            paged.extend(ids(&page).into_iter().map(str::to_owned));
            let Some(next) = page["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(paged, whole, "{sort}");
    }
    let first = house.get("analyst", "/api/conversations?limit=2").await.json;
    assert_eq!(first["total_at_most"], json!(5));
    let next = first["next"].as_str().expect("a next page");
    for wrong in
        [format!("?sort=oldest&after={next}"), "?after=x".into(), "?limit=0".into(), "?limit=201".into(), "?colour=red".into(), "?sort=name".into(), "?from=tomorrow".into()]
    {
        assert_eq!(house.get("analyst", &format!("/api/conversations{wrong}")).await.status, 422, "{wrong}");
    }
}

#[tokio::test]
async fn filters_leave_what_they_say() {
    let house = House::new().await;
    send(&house, "upset", 0, "a1", "k1", angry()).await;
    send(&house, "calm", 3, "a2", "k2", plain()).await;
    let agents = house.get("analyst", "/api/conversations").await.json;
    let agent = agents["conversations"][0]["agent"]["id"].as_str().expect("an agent").to_owned();
    let day = &moment(NOW - 3 * DAY)[..10];
    for (query, expected) in [
        ("".to_owned(), vec!["upset", "calm"]),
        ("found=apology_owned".into(), vec!["upset"]),
        ("found=apology_owned:%2B,timeline_given".into(), vec!["upset"]),
        ("found=apology_owned:-".into(), vec![]),
        ("language=zh".into(), vec!["calm"]),
        (format!("agent={agent}"), vec!["upset"]),
        (format!("from={day}&until={day}"), vec!["calm"]),
        (format!("from={}", NOW - DAY), vec!["upset"]),
        ("skill_above=follow_through:0.5".into(), vec![]),
        ("skill_below=follow_through:0.5".into(), vec!["upset", "calm"]),
        ("reviewed=true".into(), vec![]),
        ("channel=voice".into(), vec![]),
        ("q=REFUND%20%22charged%20me%22".into(), vec!["upset"]),
        ("q=%22me%20charged%22".into(), vec![]),
        ("q=%E9%80%80%E6%AC%BE%E8%BF%98%E6%B2%A1".into(), vec!["calm"]),
    ] {
        let answer = house.get("analyst", &format!("/api/conversations?{query}")).await;
        assert_eq!(answer.status, 200, "{query}: {}", answer.text);
        assert_eq!(ids(&answer.json), expected, "{query}");
    }
    let found = house.get("analyst", "/api/conversations?q=refund").await.json["conversations"][0].clone();
    let (snippet, text) = (&found["snippets"][0], "I am really upset, you charged me twice and my refund is late!");
    let at = |value: &Value| value.as_u64().expect("a number") as usize;
    let (start, end) = (at(&snippet["highlights"][0][0]), at(&snippet["highlights"][0][1]));
    assert_eq!((snippet["turn"].as_u64(), &text[start..end]), (Some(0), "refund"));
    assert!(found["positive"].as_i64() > Some(0), "{found}");
    for wrong in
        [format!("hostility=1&agent={agent}"), format!("sort=hostility&agent={agent}"), "q=%21".into(), "score_below=101".into(), "skill_below=empathy".into(), "found=a:x".into()]
    {
        assert_eq!(house.get("analyst", &format!("/api/conversations?{wrong}")).await.status, 422, "{wrong}");
    }
    let elsewhere = house.get("analyst", &format!("/api/conversations?program={}", house.other_program)).await;
    assert_eq!(ids(&elsewhere.json), Vec::<&str>::new());
}

#[tokio::test]
async fn one_conversation_says_everything_in_the_readers_language() {
    let house = House::new().await;
    let id = send(&house, "upset", 0, "a1", "k1", angry()).await;
    let address = format!("/api/conversations/{id}");
    let one = house.get("manager", &format!("{address}?lang=en")).await;
    assert_eq!(one.status, 200, "{}", one.text);
    let one_zh = house.get("manager", &format!("{address}?lang=zh")).await.json;
    let finding = one.json["findings"].as_array().expect("findings").iter().find(|finding| finding["behaviour"] == "apology_owned").expect("an apology");
    let turn = one.json["turns"][finding["turn"].as_u64().expect("a turn") as usize]["text"].as_str().expect("text");
    let at = |name: &str| finding[name].as_u64().expect("a number") as usize;
    assert_eq!(finding["quote"].as_str(), turn.get(at("start")..at("end")));
    assert_ne!(finding["reason"], one_zh["findings"].as_array().expect("findings").iter().find(|other| other["id"] == finding["id"]).expect("the same")["reason"]);
    let item = |one: &Value| one["evaluation"]["sections"][0]["items"][0]["text"].as_str().expect("a text").to_owned();
    assert!(!item(&one.json).is_empty() && item(&one.json) != item(&one_zh));
    assert_eq!(one.json["evaluations"][0]["current"], json!(true));
    assert_eq!(one.json["case"]["contacts"], json!(1));
    assert_eq!(one.json["conversation"]["external_id"], json!("upset"));
    assert_eq!(one.json["history"], json!([]), "reading is no deed");
    assert!(one.headers.contains_key("etag"));
    assert_eq!(house.get("analyst", &address).await.json["history"], Value::Null);
    assert_eq!(house.get("manager", &format!("{address}?lang=fr")).await.status, 422);
    assert_eq!(house.get("agent", &address).await.status, 404, "not the agent's own");
    assert_eq!(house.get("manager", "/api/conversations/nothing").await.status, 404);
}

#[tokio::test]
async fn agents_see_their_own_and_clients_what_was_shared() {
    let house = House::new().await;
    let id = send(&house, "mine", 0, "a1", "k1", angry()).await;
    send(&house, "other", 1, "a2", "k1", plain()).await;
    let address = format!("/api/conversations/{id}");
    let agent = house.get("manager", &address).await.json["conversation"]["agent"]["id"].as_str().expect("an agent").to_owned();
    house.state.store().bind_agent(&Scope::system(), &agent, &house.users["agent"]).await.expect("bound");
    assert_eq!(ids(&house.get("agent", "/api/conversations").await.json), ["mine"]);
    assert_eq!(house.get("agent", &address).await.status, 200);
    assert_eq!(house.get("client", &address).await.status, 404);
    assert_eq!(house.send("analyst", "PUT", &format!("{address}/share"), Vec::new()).await.status, 403);
    assert_eq!(house.send("manager", "PUT", &format!("{address}/share"), Vec::new()).await.status, 204);
    let shared = house.get("client", &address).await;
    assert_eq!((shared.status, &shared.json["conversation"]["agent"], &shared.json["case"]), (200, &Value::Null, &Value::Null));
    let rows = house.get("client", "/api/conversations").await.json;
    assert_eq!((ids(&rows), &rows["conversations"][0]["agent"]), (vec!["mine"], &Value::Null));
    assert_eq!(house.get("manager", &address).await.json["history"][0]["action"], json!("conversation.share"));
    assert_eq!(house.send("manager", "DELETE", &format!("{address}/share"), Vec::new()).await.status, 204);
    assert_eq!(house.get("client", &address).await.status, 404);
}

#[tokio::test]
async fn what_is_deleted_is_gone_from_search_and_from_its_case() {
    let house = House::new().await;
    let id = send(&house, "first", 1, "a1", "k1", angry()).await;
    send(&house, "second", 0, "a1", "k1", angry()).await;
    let address = format!("/api/conversations/{id}");
    assert_eq!(house.send("manager", "DELETE", &address, Vec::new()).await.status, 400, "no reason");
    assert_eq!(house.send("manager", "DELETE", &format!("{address}?reason=%20"), Vec::new()).await.status, 422);
    assert_eq!(house.send("analyst", "DELETE", &format!("{address}?reason=erasure"), Vec::new()).await.status, 403);
    assert_eq!(house.send("manager", "DELETE", &format!("{address}?reason=erasure"), Vec::new()).await.status, 204);
    assert_eq!(house.send("manager", "DELETE", &format!("{address}?reason=erasure"), Vec::new()).await.status, 404);
    assert_eq!(ids(&house.get("manager", "/api/conversations?q=refund").await.json), ["second"]);
    assert_eq!(house.get("manager", "/api/cases").await.json["cases"][0]["contacts"], json!(1));
}

#[tokio::test]
async fn contacts_of_a_customer_make_a_case_and_the_first_may_be_enough() {
    let house = House::new().await;
    for (id, days_ago, customer) in [("a1", 20, "ana"), ("a2", 15, "ana"), ("a3", 2, "ana"), ("b1", 20, "bo"), ("c1", 1, "cy")] {
        send(&house, id, days_ago, "a1", customer, plain()).await;
    }
    let cases = house.get("analyst", "/api/cases").await.json;
    let contacts: Vec<i64> = cases["cases"].as_array().expect("cases").iter().map(|case| case["contacts"].as_i64().expect("a number")).collect();
    assert_eq!(contacts, [1, 1, 2, 1], "a third contact after seven days is another case");
    let case = house.get("analyst", &format!("/api/cases/{}", cases["cases"][2]["id"].as_str().expect("an id"))).await.json;
    assert_eq!(ids(&case), ["a1", "a2"]);
    let figure = house.get("client", "/api/figures/first-contact-resolution").await.json[0].clone();
    assert_eq!((&figure["n"], &figure["settled"], &figure["young"]), (&json!(2), &json!(1), &json!(2)), "{figure}");
    assert_eq!((figure["rate"].as_f64(), figure["interval"].as_array().map(Vec::len)), (Some(0.5), Some(2)));
    let days = &moment(NOW - 20 * DAY)[..10];
    assert_eq!(house.get("analyst", &format!("/api/figures/first-contact-resolution?until={days}")).await.json[0]["young"], json!(0));
    assert_eq!(house.get("agent", "/api/cases").await.status, 403);
    assert_eq!(house.get("analyst", &format!("/api/figures/first-contact-resolution?program={}", house.other_program)).await.status, 404);
    assert_eq!(house.get("analyst", "/api/cases/nothing").await.status, 404);
    assert_eq!(house.get("analyst", "/api/cases?after=x").await.status, 422);
}

#[tokio::test]
async fn exports_hold_what_the_filter_leaves() {
    let house = House::new().await;
    send(&house, "upset", 0, "=cmd", "k1", angry()).await;
    send(&house, "calm", 1, "a2", "k2", plain()).await;
    let lines = |text: &str| text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")).collect::<Vec<_>>();
    let vcons = house.get("analyst", "/api/conversations/export").await;
    let all = lines(&vcons.text);
    assert_eq!((all.len(), &all[0]["vcon"], all[0]["analysis"].as_array().map(Vec::len)), (2, &json!("0.4.0"), Some(2)));
    assert_eq!(all[0]["analysis"][1]["body"]["scorecard"]["id"], json!("chat"));
    let found = lines(&house.get("analyst", "/api/conversations/export?format=jsonl&found=apology_owned&lang=zh").await.text);
    assert_eq!((found.len(), &found[0]["conversation"]["id"]), (1, &json!("upset")));
    assert!(found[0]["findings"].as_array().is_some_and(|findings| !findings.is_empty()));
    let table = house.get("analyst", "/api/conversations/export?format=csv").await;
    assert_eq!(table.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(table.text.lines().count(), 3);
    assert!(table.text.contains(",'=cmd,"), "{}", table.text);
    assert_eq!(house.get("analyst", "/api/conversations/export?format=xml").await.status, 422);
    assert_eq!(house.get("client", "/api/conversations/export").await.status, 403);
    let log = house
        .get("manager", &format!("/api/conversations/{}", house.get("manager", "/api/conversations").await.json["conversations"][0]["id"].as_str().expect("an id")))
        .await
        .json;
    assert_eq!(log["history"][0]["action"], json!("conversation.export"));
}
