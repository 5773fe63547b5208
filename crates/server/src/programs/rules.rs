//! A program's own rules: behaviours of its own over the built-in ones, as the text that people write. What is kept has no mistakes and passes its examples.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use rapport_engine::RuleErrors;
use rapport_flow::Own;
use rapport_store::{Pack, PackKind, Program, hash};
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::error::{ApiError, Mistake, Problem};
use crate::playground::TriedRulesOut;
use crate::state::AppState;

/// The largest text, in bytes.
pub const LARGEST: usize = 256 << 10;

/// A program's own rules.
#[derive(Serialize, ToSchema)]
pub struct OwnRulesOut {
    /// `sha256:…` of their text; null where the program has none.
    hash: Option<String>,
    /// As they were given: YAML, several behaviours separated by lines of `---`.
    text: String,
    /// `sha256:…` of all rules that the program's conversations are read with, built-in and own; evaluations name it.
    rules: String,
    /// What comes of them now. Where they have mistakes, because the built-in rules changed, they do not count until they are mended.
    tried: Option<TriedRulesOut>,
}

/// The program's own rules; the ETag is what a change sends back as `If-Match`
#[utoipa::path(get, path = "/api/programs/{id}/rules", tag = "programs", params(("id" = String, Path)), responses((status = 200, body = OwnRulesOut), (status = 404, body = Problem)))]
pub async fn one(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<(HeaderMap, Json<OwnRulesOut>), ApiError> {
    let program = program(&state, &caller, &id).await?;
    told(&state, &caller, &program).await
}

/// Give the program rules of its own (YAML): what comes in from now on is read with them; an empty text takes them away
#[utoipa::path(put, path = "/api/programs/{id}/rules", tag = "programs", params(("id" = String, Path), ("If-Match" = String, Header, description = "the ETag of the rules that are changed")),
    request_body(content = String, content_type = "application/yaml"),
    responses((status = 200, body = OwnRulesOut), (status = 404, body = Problem), (status = 412, description = "somebody changed them meanwhile", body = Problem),
        (status = 413, description = "256 KiB at most", body = Problem), (status = 422, description = "every mistake and every example that fails, with its line", body = Problem),
        (status = 428, description = "`If-Match` is missing", body = Problem)))]
pub async fn give(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, headers: HeaderMap, body: String) -> Result<(HeaderMap, Json<OwnRulesOut>), ApiError> {
    let seen = program(&state, &caller, &id).await?;
    set(&state, &caller, &seen, &headers, body).await?;
    told(&state, &caller, &program(&state, &caller, &id).await?).await
}

/// Take the program's own rules away: what comes in from now on is read with the built-in ones
#[utoipa::path(delete, path = "/api/programs/{id}/rules", tag = "programs", params(("id" = String, Path), ("If-Match" = String, Header, description = "the ETag of the rules that are taken away")),
    responses((status = 204), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, description = "a published form asks for one of them", body = Problem), (status = 428, body = Problem)))]
pub async fn take(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, headers: HeaderMap) -> Result<StatusCode, ApiError> {
    let seen = program(&state, &caller, &id).await?;
    if seen.rules_hash.is_none() {
        return Err(ApiError::not_found("rules"));
    }
    set(&state, &caller, &seen, &headers, String::new()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Rules of a program's own that may be kept; none for an empty text.
///
/// # Errors
/// Every mistake, every example that fails, every published form of the program that they would break.
pub async fn fitting(state: &AppState, program: &Program, text: &str) -> Result<Option<Own>, ApiError> {
    if text.len() > LARGEST {
        return Err(ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "own rules are 256 KiB at most"));
    }
    let own = match text.trim() {
        "" => None,
        _ => {
            // Compiling rules takes a core for a while.
            let _permit = state.sketches.acquire().await;
            Some(state.desk.compile_own(text.to_owned()).await?)
        }
    };
    let tried = own.iter().map(|own| &own.tried);
    let mut errors: Vec<Mistake> = tried.clone().flat_map(|tried| &tried.mistakes).map(Mistake::from).collect();
    if errors.is_empty() {
        let failed = tried.flat_map(|tried| &tried.examples).filter_map(|one| Some((one, one.failure.as_ref()?)));
        errors.extend(failed.map(|(one, failure)| Mistake { line: Some(one.line), message: format!("an example of `{}` {failure}: {}", one.behaviour, one.example) }));
    }
    if errors.is_empty() {
        let present = state.desk.rules();
        let misfits = state.desk.misfits(program, own.as_ref().map_or(&present, |own| &own.rules)).await?;
        errors.extend(
            misfits
                .iter()
                .flat_map(|(name, RuleErrors(list))| list.iter().map(move |error| Mistake { line: None, message: format!("the published form `{name}`: {}", error.message) })),
        );
    }
    if !errors.is_empty() {
        return Err(ApiError { errors, ..ApiError::invalid("these rules cannot be kept; `errors` says why, each with its line") });
    }
    Ok(own)
}

async fn program(state: &AppState, caller: &Caller, id: &str) -> Result<Program, ApiError> {
    state.store().program(&caller.scope, id).await?.ok_or_else(|| ApiError::not_found("program"))
}

async fn set(state: &AppState, caller: &Caller, seen: &Program, headers: &HeaderMap, text: String) -> Result<(), ApiError> {
    let named = headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok());
    let named = named.ok_or_else(|| ApiError::new(StatusCode::PRECONDITION_REQUIRED, "if_match_missing", "name what you saw: `If-Match` with the ETag of the rules"))?;
    if !named.split(',').map(str::trim).any(|one| one == "*" || one == tag(seen)) {
        return Err(changed());
    }
    let own = fitting(state, seen, &text).await?;
    let pack = own.map(|_| Pack { hash: hash(&text), kind: PackKind::Own, body: text });
    if !state.store().set_rules(&caller.scope, seen, pack.as_ref()).await? {
        return Err(changed());
    }
    Ok(())
}

async fn told(state: &AppState, caller: &Caller, program: &Program) -> Result<(HeaderMap, Json<OwnRulesOut>), ApiError> {
    let own = state.desk.own_of(program).await?;
    let text = match &program.rules_hash {
        Some(hash) => state.store().pack(&caller.scope, hash).await?.unwrap_or_default(),
        None => String::new(),
    };
    let rules = state.desk.rules_of(Some(program)).await?.library.hash().to_owned();
    let headers = HeaderValue::from_str(&tag(program)).ok().map(|value| (header::ETAG, value));
    Ok((headers.into_iter().collect(), Json(OwnRulesOut { hash: program.rules_hash.clone(), text, rules, tried: own.map(|own| TriedRulesOut::from(&own.tried)) })))
}

/// The tag of a program's rules; those of none have one too.
fn tag(program: &Program) -> String {
    format!("\"{}\"", program.rules_hash.as_deref().unwrap_or("none"))
}

fn changed() -> ApiError {
    ApiError::new(StatusCode::PRECONDITION_FAILED, "changed_meanwhile", "the rules are not as you saw them; read them again and repeat the change")
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use rapport_store::Scope;
    use serde_json::{Value, json};

    use crate::inside::Answer;
    use crate::scorecards::tests::program;
    use crate::testing::{House, bring};

    /// A behaviour of one's own.
    fn own(id: &str, words: &str) -> String {
        format!(
            "format: 1\nid: {id}\nside: agent\npolarity: +\nskill: relationship\ntier: extended\nname: {{en: Our phrase, zh: 我们的话}}\n\
             definition: {{en: The brand's phrase., zh: 品牌用语。}}\nwhy: {{en: Because., zh: 因为。}}\nsource: ours\nreason: {{en: said our phrase, zh: 说了我们的话}}\n\
             cues:\n  en:\n    - {{id: 1, match: [\"{words}\"]}}\nexamples:\n  en:\n    fires:\n      - \"A: you will be {words}\"\n    silent:\n      - \"A: it rains\"\n"
        )
    }

    async fn send(house: &House, role: &str, method: &str, program: &str, seen: &str, text: &str) -> Answer {
        let request = Request::builder().method(method).uri(format!("/api/programs/{program}/rules")).header("authorization", format!("Bearer {role}"));
        let request = if seen.is_empty() { request } else { request.header("if-match", seen) };
        house.ask(request.body(Body::from(text.to_owned())).expect("a request")).await
    }

    fn talk(id: &str) -> Value {
        json!({"id": id, "channel": "chat", "agent": "a1", "turns": [
            {"who": "customer", "text": "Where is my parcel?"}, {"who": "agent", "text": "It is on its way and you will be right as rain."}]})
    }

    fn found(conversation: &Value) -> Option<&Value> {
        conversation["findings"].as_array().expect("a list").iter().find(|finding| finding["behaviour"] == "our_phrase")
    }

    async fn replayed(house: &House, conversation: &str) -> Vec<Value> {
        let made = house.get("manager", &format!("/api/conversations/{conversation}/evaluations")).await.json;
        let mut outcomes = Vec::new();
        for one in made.as_array().expect("a list") {
            outcomes.push(house.post("coach", &format!("/api/evaluations/{}/replay", one["id"].as_str().expect("an id")), &Value::Null).await.json["outcome"].clone());
        }
        outcomes
    }

    #[tokio::test]
    async fn a_program_finds_by_its_own_rules_and_proves_it() {
        let house = House::new().await;
        let before = bring(&house, &[talk("before")]).await;
        let address = format!("/api/programs/{}", house.program);
        let none = house.get("coach", &format!("{address}/rules")).await;
        assert_eq!((none.status, &none.json["hash"], &none.json["text"], &none.json["tried"]), (200, &Value::Null, &json!(""), &Value::Null), "{}", none.text);
        let built_in = house.state.desk.rules().library.hash().to_owned();
        assert_eq!(none.json["rules"], json!(built_in));

        let text = own("our_phrase", "right as rain");
        let preview = house.post("analyst", &format!("{address}/preview"), &json!({"rules": text})).await;
        assert_eq!((preview.status, &preview.json["conversations"], &preview.json["changed"]), (200, &json!(1), &json!(0)), "no form asks for it yet: {}", preview.text);
        let kept = send(&house, "manager", "PUT", &house.program, none.headers["etag"].to_str().expect("text"), &text).await;
        assert_eq!((kept.status, &kept.json["tried"]["behaviours"], &kept.json["tried"]["passed"]), (200, &json!(["our_phrase"]), &json!(2)), "{}", kept.text);
        let read = house.get("analyst", &format!("{address}/rules")).await;
        assert_eq!((read.json["text"].as_str(), &read.headers["etag"]), (Some(text.as_str()), &kept.headers["etag"]));
        assert_ne!(read.json["rules"], json!(built_in));
        assert_eq!(house.get("analyst", &address).await.json["rules"], read.json["hash"]);

        let form = "format: 1\nid: chat\nversion: 9\nname: {en: Ours, zh: 我们的}\nabout: {en: a, zh: a}\nchannels: [chat]\nsections:\n- id: all\n  name: {en: a, zh: a}\n  items:\n  \
             - {id: phrase, text: {en: Says it, zh: 说了}, kind: behaviour, weight: 100,\n      how: {present: {any: [our_phrase]}}}\n";
        assert_eq!(house.post("administrator", "/api/scorecards", &json!({"program": house.other_program, "body": form})).await.status, 422, "others do not know it");
        let card = program(&house, &house.program, form).await;
        assert_eq!(house.post("manager", &format!("/api/scorecards/{card}/publish"), &Value::Null).await.status, 200);
        let without = house.post("analyst", &format!("{address}/preview"), &json!({"rules": text.replace("right as rain", "as right as rain")})).await;
        assert_eq!((without.status, &without.json["changed"]), (200, &json!(1)), "the form asks for it: {}", without.text);

        let ids = bring(&house, &[talk("after")]).await;
        let read = house.get("lead", &format!("/api/conversations/{}?lang=en", ids[0])).await.json;
        let finding = found(&read).expect("the own rule finds it");
        assert_eq!((&finding["quote"], &finding["cue"], &finding["reason"]), (&json!("right as rain"), &json!("our_phrase.en.1"), &json!("said our phrase")));
        let item = &read["evaluation"]["sections"][0]["items"][0];
        assert_eq!((&item["answer"], &item["evidence"][0]["quote"]), (&json!("yes"), &json!("right as rain")), "{item}");
        let list = house.get("coach", &format!("/api/conversations?program={}&found=our_phrase", house.program)).await.json;
        assert_eq!(list["conversations"].as_array().map(Vec::len), Some(1), "{list}");
        assert!(house.get("coach", "/api/conversations/export?format=jsonl&lang=en").await.text.contains("said our phrase"));
        let page = house.get("agent", &format!("/api/behaviours/our_phrase?program={}", house.program)).await;
        assert_eq!((page.status, &page.json["program"], &page.json["name"]["en"]), (200, &json!(house.program), &json!("Our phrase")));
        assert_eq!(house.get("agent", "/api/behaviours/our_phrase").await.json, page.json, "the program is the caller's");
        let theirs = house.get("administrator", &format!("/api/behaviours/our_phrase?program={}", house.other_program)).await;
        assert_eq!(theirs.status, 404);
        assert_eq!(house.get("agent", &format!("/api/behaviours?program={}", house.other_program)).await.status, 404);
        let listed = house.get("agent", &format!("/api/behaviours?program={}", house.program)).await.json;
        let marked: Vec<&Value> = listed["behaviours"].as_array().expect("a list").iter().filter(|one| one["program"] == json!(house.program)).map(|one| &one["id"]).collect();
        assert_eq!(marked, ["our_phrase"]);
        let typed = json!({"text": "A: you will be right as rain", "program": house.program});
        assert!(found(&house.post("agent", "/api/playground", &typed).await.json).is_some());

        let again = house.post("manager", &format!("{address}/rescore"), &Value::Null).await.json;
        assert_eq!(again["affected"], json!(1), "what was made before the rules");
        house.work().await;
        assert!(found(&house.get("lead", &format!("/api/conversations/{}", before[0])).await.json).is_some());
        assert_eq!(replayed(&house, &before[0]).await, ["same", "same"], "by the rules of then and by those of now");

        let other = house.post("administrator", &format!("/api/conversations?program={}", house.other_program), &talk("theirs")).await;
        house.work().await;
        let theirs = house.get("administrator", &format!("/api/conversations/{}", other.json["receipts"][0]["id"].as_str().expect("an id"))).await.json;
        assert!(found(&theirs).is_none() && theirs["engine"]["behaviours"] == json!(built_in), "another program is read as ever");

        let tag = kept.headers["etag"].to_str().expect("text");
        let refused = send(&house, "manager", "DELETE", &house.program, tag, "").await;
        assert!(refused.status == 422 && refused.json["errors"][0]["message"].as_str().is_some_and(|why| why.contains("`chat`")), "a published form asks for it: {}", refused.text);
        let review = house.post("analyst", "/api/reviews", &json!({"conversation": ids[0]})).await.json["id"].as_str().expect("an id").to_owned();
        assert_eq!(house.post("manager", &format!("/api/scorecards/{card}/retire"), &Value::Null).await.status, 200);
        assert_eq!(send(&house, "manager", "DELETE", &house.program, tag, "").await.status, 204);
        let submitted = house.post("analyst", &format!("/api/reviews/{review}/submit"), &Value::Null).await;
        assert!(submitted.status == 409 && submitted.text.contains("put those rules back"), "{}", submitted.text);
        assert_eq!(send(&house, "manager", "DELETE", &house.program, "*", "").await.status, 404);
        assert_eq!(replayed(&house, &ids[0]).await, ["same"], "by rules that are gone but kept");
        assert!(house.get("manager", &format!("{address}/rules")).await.json["hash"].is_null());
        let audit = house.get("manager", "/api/audit?action=program.rules").await.json;
        assert_eq!(audit["entries"].as_array().map(Vec::len), Some(2), "{audit}");
    }

    #[tokio::test]
    async fn what_cannot_be_kept_is_told_line_by_line() {
        let house = House::new().await;
        let put = async |role: &str, seen: &str, text: &str| send(&house, role, "PUT", &house.program, seen, text).await;
        let good = own("our_phrase", "right as rain");
        assert_eq!(put("manager", "", &good).await.status, 428);
        assert_eq!(put("manager", "\"other\"", &good).await.status, 412);
        assert_eq!(put("analyst", "*", &good).await.status, 403);
        assert_eq!(send(&house, "manager", "PUT", &house.other_program, "*", &good).await.status, 404);
        let second = own("our_other", "fit as a fiddle").replace("polarity: +", "polarity: good");
        let mistaken = put("manager", "*", &format!("{good}---\n{second}")).await;
        assert_eq!((mistaken.status, &mistaken.json["errors"][0]["line"]), (422, &json!(25)), "{}", mistaken.text);
        assert!(mistaken.json["errors"][0]["message"].as_str().is_some_and(|why| why.contains("polarity")), "{}", mistaken.text);
        let failing = put("manager", "*", &good.replace("A: it rains", "A: right as rain")).await;
        assert_eq!((failing.status, &failing.json["errors"][0]["line"]), (422, &json!(20)), "{}", failing.text);
        let twice = put("manager", "*", &format!("{good}---\n{good}")).await;
        assert_eq!((twice.status, &twice.json["errors"][0]["line"]), (422, &json!(23)), "{}", twice.text);
        assert_eq!(put("manager", "*", &"x".repeat(300_000)).await.status, 413);
        assert!(house.get("manager", &format!("/api/programs/{}", house.program)).await.json["rules"].is_null(), "nothing was kept");
        let preview = house.post("analyst", &format!("/api/programs/{}/preview", house.program), &json!({"rules": second})).await;
        assert_eq!((preview.status, &preview.json["errors"][0]["line"]), (422, &json!(4)));
    }

    #[tokio::test]
    async fn rules_that_no_longer_fit_do_not_count_until_they_are_mended() {
        let house = House::new().await;
        let store = house.state.store();
        let system = Scope::system();
        let seen = store.program(&system, &house.program).await.expect("answered").expect("there");
        // As an update would leave them: they build on a behaviour that is no more.
        let body = own("our_phrase", "right as rain").replace("cues:\n", "when:\n  after: {any: [gone_behaviour], within: 2}\ncues:\n");
        let pack = super::Pack { hash: super::hash(&body), kind: super::PackKind::Own, body };
        assert!(store.set_rules(&system, &seen, Some(&pack)).await.expect("set"));
        let ids = bring(&house, &[talk("c1")]).await;
        let read = house.get("lead", &format!("/api/conversations/{}", ids[0])).await.json;
        assert!(found(&read).is_none() && read["engine"]["behaviours"] == json!(house.state.desk.rules().library.hash()));
        let told = house.get("manager", &format!("/api/programs/{}/rules", house.program)).await.json;
        assert!(told["tried"]["mistakes"][0]["message"].as_str().is_some_and(|why| why.contains("gone_behaviour")), "{told}");
    }
}
