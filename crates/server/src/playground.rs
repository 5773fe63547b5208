//! The playground: what somebody types is read as everything else is, also with rules of their own. Nothing of it is kept.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rapport_flow::{Sketch, Tried, TriedExample, Typed};
use rapport_model::Channel;
use rapport_wire::{EngineInfo, Observed, TurnOut, Wanted, turns};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::conversations::one::{Reader, language};
use crate::error::{ApiError, Mistake, Problem};
use crate::state::AppState;

/// The largest body, in bytes.
pub const LARGEST: usize = 320 << 10;

/// What to read: `text` or `turns`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaygroundIn {
    /// A transcript with speaker labels, a conversation in any format that can be sent, a dialogue as rule files write it (`C: … / A: …`); anything else is
    /// what an agent says.
    text: Option<String>,
    /// Turn by turn.
    turns: Option<Vec<TypedTurn>>,
    /// `voice`, `chat`, `email`, `sms`, `social`, `video`; what the text tells, or `chat`, where nothing is said.
    channel: Option<String>,
    /// A program, by id, with whose pack and own rules it is read.
    program: Option<String>,
    /// Behaviours of one's own (YAML; several are separated by lines of `---`), over the built-in ones and in the place of the program's own; one of the same
    /// id replaces the other.
    rules: Option<String>,
}

/// A turn that somebody typed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TypedTurn {
    /// `agent`, `customer`, `system`, `bot`, `supervisor`
    who: String,
    /// What they say.
    text: String,
}

/// What was found.
#[derive(Serialize, ToSchema)]
pub struct PlaygroundOut<'a> {
    /// `voice`, `chat` …
    channel: &'static str,
    /// `en`, `zh`, `und`
    language: &'static str,
    /// What read it.
    engine: &'a EngineInfo,
    /// The turns, redacted.
    turns: Vec<TurnOut<'a>>,
    #[serde(flatten)]
    observed: Observed<'a>,
    /// What came of the rules of one's own; null where there were none.
    rules: Option<TriedRulesOut>,
}

/// What came of rules of one's own. Mistakes leave out what they are in; the rest was read with.
#[derive(Serialize, ToSchema)]
pub struct TriedRulesOut {
    /// The behaviours that they define, by id.
    behaviours: Vec<String>,
    /// Each with its line in the text.
    mistakes: Vec<Mistake>,
    /// How many examples do what they should.
    passed: usize,
    /// How many do not.
    failed: usize,
    /// In the order of the text. They are tried with rules alone: they test rules, whatever weights are in use.
    examples: Vec<TriedExampleOut>,
}

/// What came of one example.
#[derive(Serialize, ToSchema)]
pub struct TriedExampleOut {
    /// The behaviour, by id.
    behaviour: String,
    /// Line in the text, from 1.
    line: u64,
    /// The example.
    example: String,
    /// Whether the behaviour should be found in it.
    fires: bool,
    /// Whether it does what it should.
    passed: bool,
    /// What was expected and what happened, where it does not.
    failure: Option<String>,
    /// Findings of the behaviour.
    found: Vec<FoundOut>,
}

/// A finding in an example.
#[derive(Serialize, ToSchema)]
pub struct FoundOut {
    /// Turn, from 0.
    turn: u32,
    /// The words.
    quote: String,
    /// The cue that found it.
    cue: String,
}

impl From<&Tried> for TriedRulesOut {
    fn from(tried: &Tried) -> TriedRulesOut {
        let failed = tried.examples.iter().filter(|one| one.failure.is_some()).count();
        TriedRulesOut {
            behaviours: tried.behaviours.clone(),
            mistakes: tried.mistakes.iter().map(Mistake::from).collect(),
            passed: tried.examples.len() - failed,
            failed,
            examples: tried.examples.iter().cloned().map(TriedExampleOut::from).collect(),
        }
    }
}

impl From<TriedExample> for TriedExampleOut {
    fn from(tried: TriedExample) -> TriedExampleOut {
        let TriedExample { behaviour, line, example, fires, failure, found } = tried;
        let found = found.into_iter().map(|(turn, quote, cue)| FoundOut { turn, quote, cue }).collect();
        TriedExampleOut { behaviour, line, example, fires, passed: failure.is_none(), failure, found }
    }
}

/// Read what somebody types, also with behaviours of one's own and their examples; nothing is stored
#[utoipa::path(post, path = "/api/playground", tag = "behaviours", params(Reader), request_body = PlaygroundIn,
    responses((status = 200, body = PlaygroundOut<'static>), (status = 404, body = Problem), (status = 413, description = "320 KiB at most", body = Problem), (status = 422, body = Problem)))]
pub async fn read(State(state): State<AppState>, caller: Caller, Query(reader): Query<Reader>, Json(asked): Json<PlaygroundIn>) -> Result<Response, ApiError> {
    let lang = language(&caller, reader.lang.as_deref())?;
    let typed = match (asked.text, asked.turns) {
        (Some(text), None) => Typed::Text(text),
        (None, Some(turns)) => Typed::Turns(turns.into_iter().map(|turn| (turn.who, turn.text)).collect()),
        _ => return Err(ApiError::invalid("give `text` or `turns`")),
    };
    let channel = |name: String| Channel::parse(&name).ok_or_else(|| ApiError::invalid("channel is voice, chat, email, sms, social or video"));
    let channel = asked.channel.map(channel).transpose()?;
    let program = match asked.program {
        Some(id) => Some(state.store().program(&caller.scope, &id).await?.ok_or_else(|| ApiError::not_found("program"))?),
        None => None,
    };
    // Compiling rules takes a core for a while; a few people who type must not take them all.
    let _permit = state.sketches.acquire().await;
    let own = asked.rules.filter(|text| !text.trim().is_empty());
    let sketched = state.desk.sketch(Sketch { typed, channel, program, own }).await?;
    let sketched = sketched.map_err(|problem| ApiError::invalid(format!("{}: {}", problem.message, problem.help)))?;
    let engine = EngineInfo::new(&sketched.library);
    let wanted = Wanted { library: &sketched.library, engine: &engine, lang };
    let out = PlaygroundOut {
        channel: sketched.checked.conversation.channel.as_str(),
        language: sketched.checked.detection.language().as_str(),
        engine: &engine,
        turns: turns(&sketched.checked),
        observed: Observed::of(&wanted, &sketched.checked.detection),
        rules: sketched.own.as_deref().map(|own| TriedRulesOut::from(&own.tried)),
    };
    // Plain values in memory always have a JSON form.
    let body = serde_json::to_vec(&out).unwrap_or_default();
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::House;

    /// A behaviour of one's own: a cue, an example that fires and one that stays silent; the second example of the first kind fails.
    const OWN: &str = "format: 1
id: our_phrase
side: agent
polarity: +
tier: extended
name: {en: Our phrase, zh: 我们的话}
definition: {en: The brand's phrase., zh: 品牌用语。}
why: {en: Because., zh: 因为。}
source: ours
reason: {en: said it, zh: 说了}
cues:
  en:
    - {id: 1, match: [\"right as rain\"]}
examples:
  en:
    fires:
      - \"A: you will be right as rain\"
      - \"A: it will be fine\"
    silent:
      - \"A: it rains\"
";

    async fn type_in(house: &House, role: &str, body: &Value) -> crate::inside::Answer {
        house.post(role, "/api/playground?lang=en", body).await
    }

    fn found(answer: &Value) -> Vec<&str> {
        answer["findings"].as_array().expect("a list").iter().map(|finding| finding["behaviour"].as_str().expect("an id")).collect()
    }

    #[tokio::test]
    async fn what_is_typed_is_redacted_and_read() {
        let house = House::new().await;
        let turns =
            json!([{"who": "customer", "text": "You charged my card 4111 1111 1111 1111 twice and I am furious!"}, {"who": "agent", "text": "I'm so sorry we charged you twice."}]);
        let answer = type_in(&house, "agent", &json!({"turns": turns})).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert!(found(&answer.json).contains(&"apology_owned") && !answer.text.contains("4111 1111"), "{}", answer.text);
        assert_eq!((&answer.json["channel"], &answer.json["language"], &answer.json["rules"]), (&json!("chat"), &json!("en"), &Value::Null));
        assert!(answer.json["opportunities"].is_array() && answer.json["skills"].is_array() && answer.json["episodes"].is_array());
        let text = type_in(&house, "coach", &json!({"text": "I'm so sorry we charged you twice.", "channel": "email", "program": house.program})).await.json;
        assert!(found(&text).contains(&"apology_owned") && text["turns"][0]["party"] == "agent" && text["channel"] == "email", "{text}");
        let chinese = house.post("coach", "/api/playground?lang=zh", &json!({"text": "坐席：您好\n客户：你们扣了我两次钱\n坐席：非常抱歉，是我们重复扣款了"})).await.json;
        assert_eq!(chinese["language"], "zh", "{chinese}");
        assert_eq!(house.get("analyst", "/api/conversations").await.json["conversations"], json!([]), "nothing is kept");
        for text in ["hello", "goodbye"] {
            let request =
                axum::http::Request::post("/api/playground").header("authorization", "Bearer coach").header("content-type", "application/json").header("idempotency-key", "k");
            let answer = house.ask(request.body(json!({ "text": text }).to_string().into()).expect("a request")).await;
            assert!(answer.status == 200 && answer.text.contains(text), "not even for who asks twice: {}", answer.text);
        }
    }

    #[tokio::test]
    async fn rules_of_ones_own_are_tried() {
        let house = House::new().await;
        let answer = type_in(&house, "analyst", &json!({"text": "A: you will be right as rain", "rules": OWN})).await.json;
        assert_eq!(found(&answer), ["our_phrase"], "{answer}");
        let rules = &answer["rules"];
        assert_eq!((&rules["behaviours"], &rules["mistakes"], &rules["passed"], &rules["failed"]), (&json!(["our_phrase"]), &json!([]), &json!(2), &json!(1)), "{rules}");
        let failed = rules["examples"].as_array().expect("a list").iter().find(|one| one["passed"] == false).expect("one fails");
        assert_eq!((&failed["line"], &failed["fires"], &failed["failure"]), (&json!(18), &json!(true), &json!("should fire, but does not")));
        assert_eq!(rules["examples"][0]["found"], json!([{"turn": 0, "quote": "right as rain", "cue": "our_phrase.en.1"}]));
        let second = OWN.replace("our_phrase", "our_other").replace("polarity: +", "polarity: good");
        let mistaken = type_in(&house, "analyst", &json!({"text": "A: you will be right as rain", "rules": format!("{OWN}---\n{second}")})).await;
        let mistakes = &mistaken.json["rules"]["mistakes"];
        assert_eq!((mistaken.status, mistakes[0]["line"].as_u64()), (200, Some(25)), "the line is that of the whole text: {mistakes}");
        assert!(found(&mistaken.json).contains(&"our_phrase"), "the rest is read with");
        let conversation = type_in(&house, "analyst", &json!({"text": "A: you will be right as rain"})).await.json;
        assert_eq!(found(&conversation), Vec::<&str>::new(), "nobody else sees them");
    }

    #[tokio::test]
    async fn what_cannot_be_read_is_told() {
        let house = House::new().await;
        for wrong in [json!({}), json!({"text": "a", "turns": []}), json!({"text": " "}), json!({"text": "a", "channel": "pigeon"}), json!({"turns": [{"who": "agent"}]})] {
            assert_eq!(type_in(&house, "analyst", &wrong).await.status, 422, "{wrong}");
        }
        assert_eq!(type_in(&house, "analyst", &json!({"text": "a", "program": house.other_program})).await.status, 404);
        assert_eq!(type_in(&house, "client", &json!({"text": "a"})).await.status, 403);
        let large = type_in(&house, "analyst", &json!({"text": "word ".repeat(100_000)})).await;
        assert_eq!((large.status, large.json["code"].as_str()), (413, Some("too_large")));
    }
}
