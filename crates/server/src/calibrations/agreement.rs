//! How far the raters of a session agree, and which items may be used for evaluation.

use axum::Json;
use axum::extract::{Path, Query, State};
use rapport_flow::people::{Agreement, Gate, ItemAgreement, RaterBias};
use rapport_stats::{Estimate, Interval, Reliance};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::session::session;
use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::reviews::answers::AnswerOut;
use crate::reviews::points;
use crate::state::AppState;

/// A session, compared.
#[derive(Serialize, ToSchema)]
pub struct ComparedOut {
    /// In the order of the grids.
    conversations: Vec<String>,
    /// In the order of the grids; `machine` last.
    raters: Vec<String>,
    /// In the order of the form; items that nobody answered are left out.
    items: Vec<ItemAgreementOut>,
    /// Totals by conversation, then rater, 0–100.
    totals: Vec<Vec<Option<f64>>>,
    /// Intraclass correlation of people's totals.
    icc: Option<IccOut>,
    /// Share of pairs of people's totals within five points, 0–1.
    within_five: Option<f64>,
    /// Each rater beside the mean of the other people.
    bias: Vec<BiasOut>,
}

/// Agreement on one item.
#[derive(Serialize, ToSchema)]
pub struct ItemAgreementOut {
    item: String,
    /// `nominal`, `ordinal`, `interval`
    metric: &'static str,
    /// Answers by conversation, then rater; none where one left it out.
    grid: Vec<Vec<Option<AnswerOut>>>,
    /// Among people.
    people: AgreementOut,
    /// With the machine as one rater more.
    with_machine: AgreementOut,
    /// Cohen's kappa; of two people only.
    kappa: Option<f64>,
    /// Gwet's AC1; of two people only.
    ac1: Option<f64>,
    /// People did not all say the same.
    differs: bool,
    /// Over the last three sessions about the form.
    gate: Option<GateOut>,
}

/// Agreement among some raters.
#[derive(Serialize, ToSchema)]
pub struct AgreementOut {
    /// Conversations that two or more of them answered.
    n: usize,
    /// Share of pairs that are the same, 0–1; inflated where one answer is common.
    percent: Option<f64>,
    /// Krippendorff's alpha.
    alpha: Option<f64>,
    /// At 95 %, bootstrap over conversations.
    interval: Option<[f64; 2]>,
    /// `reliable` from 0.800 on, `tentative` from 0.667 on, `unfit` below.
    reliance: Option<&'static str>,
}

/// Whether an item may be used for evaluation.
#[derive(Serialize, ToSchema)]
pub struct GateOut {
    item: String,
    /// Sessions that asked it, of the last three.
    sessions: usize,
    /// Conversations with two or more answers.
    n: usize,
    /// Over all of them together.
    alpha: Option<f64>,
    /// False below 0.667: not for evaluation until it was reworded.
    for_evaluation: bool,
}

/// Intraclass correlation: raters at random, absolute agreement.
#[derive(Serialize, ToSchema)]
pub struct IccOut {
    /// ICC(2,1): of one rater.
    single: f64,
    single_interval: Option<[f64; 2]>,
    /// ICC(2,k): of the mean of all.
    average: Option<f64>,
    average_interval: Option<[f64; 2]>,
    /// Conversations.
    n: usize,
    raters: usize,
}

/// How far a rater's totals lie from the mean of the other people; in points.
#[derive(Serialize, ToSchema)]
pub struct BiasOut {
    rater: String,
    /// Mean of the differences; none below two conversations.
    mean: Option<f64>,
    interval: Option<[f64; 2]>,
    /// Where 95 % of the differences lie (Bland and Altman).
    limits: Option<[f64; 2]>,
    n: usize,
}

/// Gates of which form.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct GatesAsk {
    /// Program, by id
    program: String,
    /// The form, by its own id
    scorecard: String,
}

/// How far the raters of a locked session agree
#[utoipa::path(get, path = "/api/calibrations/{id}/agreement", tag = "calibrations", params(("id" = String, Path)), responses((status = 200, body = ComparedOut), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn agreement(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<ComparedOut>, ApiError> {
    let row = session(&state, &caller, &id).await?;
    let told = state.desk.agreement(&caller.scope, &row).await?.ok_or_else(|| ApiError::conflict("answers are compared once the session is locked"))?;
    Ok(Json(ComparedOut {
        conversations: told.conversations,
        raters: told.raters,
        items: told.items.into_iter().map(ItemAgreementOut::from).collect(),
        totals: told.totals.into_iter().map(|row| row.into_iter().map(|score| score.map(points)).collect()).collect(),
        icc: told.icc.map(|icc| IccOut {
            single: icc.single.value,
            single_interval: of_estimate(&icc.single),
            average: icc.average.map(|average| average.value),
            average_interval: icc.average.as_ref().and_then(of_estimate),
            n: icc.n,
            raters: icc.raters,
        }),
        within_five: told.within_five,
        bias: told.bias.into_iter().map(BiasOut::from).collect(),
    }))
}

/// Which items of a form may be used for evaluation, by the last three sessions
#[utoipa::path(get, path = "/api/calibrations/gates", tag = "calibrations", params(GatesAsk), responses((status = 200, body = Vec<GateOut>), (status = 404, body = Problem)))]
pub async fn gates(State(state): State<AppState>, caller: Caller, Query(ask): Query<GatesAsk>) -> Result<Json<Vec<GateOut>>, ApiError> {
    state.store().program(&caller.scope, &ask.program).await?.ok_or_else(|| ApiError::not_found("program"))?;
    let gates = state.desk.gates(&caller.scope, &ask.program, &ask.scorecard).await?;
    Ok(Json(gates.into_iter().map(GateOut::from).collect()))
}

impl From<ItemAgreement> for ItemAgreementOut {
    fn from(item: ItemAgreement) -> ItemAgreementOut {
        ItemAgreementOut {
            item: item.item,
            metric: item.metric,
            grid: item.grid.into_iter().map(|row| row.into_iter().map(|answer| answer.map(AnswerOut::from)).collect()).collect(),
            people: item.people.into(),
            with_machine: item.with_machine.into(),
            kappa: item.kappa,
            ac1: item.ac1,
            differs: item.differs,
            gate: item.gate.map(GateOut::from),
        }
    }
}

impl From<Agreement> for AgreementOut {
    fn from(told: Agreement) -> AgreementOut {
        let reliance = told.alpha.map(|alpha| match Reliance::of(alpha) {
            Reliance::Reliable => "reliable",
            Reliance::Tentative => "tentative",
            Reliance::Unfit => "unfit",
        });
        AgreementOut { n: told.n, percent: told.percent, alpha: told.alpha, interval: told.interval.as_ref().map(ends), reliance }
    }
}

impl From<Gate> for GateOut {
    fn from(gate: Gate) -> GateOut {
        GateOut { item: gate.item, sessions: gate.sessions, n: gate.n, alpha: gate.alpha, for_evaluation: gate.for_evaluation }
    }
}

impl From<RaterBias> for BiasOut {
    fn from(own: RaterBias) -> BiasOut {
        let bias = own.bias;
        BiasOut {
            rater: own.rater,
            mean: bias.map(|bias| bias.mean),
            interval: bias.and_then(|bias| bias.interval).as_ref().map(ends),
            limits: bias.map(|bias| ends(&bias.limits)),
            n: bias.map_or(0, |bias| bias.n),
        }
    }
}

fn ends(interval: &Interval) -> [f64; 2] {
    [interval.low, interval.high]
}

fn of_estimate(estimate: &Estimate) -> Option<[f64; 2]> {
    estimate.interval.as_ref().map(ends)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::{House, bring, chat};

    const FORM: &str = "format: 1\nid: pair\nversion: 1\nname: {en: P, zh: P}\nabout: {en: P, zh: P}\nchannels: [chat]\nsections:\n\
        \x20 - id: all\n    name: {en: A, zh: A}\n    items:\n\
        \x20     - {id: one, text: {en: A, zh: A}, kind: human, weight: 50, scale: yes_no}\n\
        \x20     - {id: two, text: {en: A, zh: A}, kind: human, weight: 50, scale: \"1-5\"}\n";

    fn near(value: &Value, told: f64) {
        assert!((value.as_f64().expect("a number") - told).abs() < 1e-6, "{value} is not {told}");
    }

    /// A session of four conversations, three raters, and the form above.
    async fn session(house: &House) -> (String, Vec<String>) {
        let library = house.state.desk.rules().library.clone();
        let form = rapport_engine::Scorecard::compile(&rapport_engine::RuleSource { name: "pair".into(), text: FORM.into() }, &library).expect("a form");
        house.state.store().publish_built_in(&rapport_store::Scope::system(), "pair", 1, &form.hash, FORM).await.expect("published");
        let ids = bring(house, &["a", "b", "c", "d"].map(|id| chat(id, "ada"))).await;
        let raters: Vec<&String> = ["analyst", "lead", "manager"].iter().map(|role| &house.users[role]).collect();
        let new = json!({"program": house.program, "name": "November", "scorecard": "pair", "conversations": ids, "raters": raters, "seed": 7});
        let made = house.post("manager", "/api/calibrations", &new).await;
        assert_eq!(made.status, 201, "{}", made.text);
        (format!("/api/calibrations/{}", made.json["id"].as_str().expect("an id")), ids)
    }

    async fn rate(house: &House, session: &str, role: &str, conversation: &str, one: &str, two: &str) -> u16 {
        let body = json!({"answers": [{"item": "one", "choice": one}, {"item": "two", "choice": two}]});
        house.send(role, "PUT", &format!("{session}/ratings/{conversation}"), body.to_string().into_bytes()).await.status
    }

    #[tokio::test]
    async fn three_raters_are_compared_with_numbers_worked_out_by_hand() {
        let house = House::new().await;
        let (address, ids) = session(&house).await;
        for (role, third) in [("analyst", "yes"), ("lead", "yes"), ("manager", "no")] {
            for (id, one, two) in [(&ids[0], "yes", "5"), (&ids[1], "no", "1"), (&ids[2], third, "3")] {
                assert_eq!(rate(&house, &address, role, id, one, two).await, 200);
            }
        }
        for role in ["analyst", "lead"] {
            assert_eq!(rate(&house, &address, role, &ids[3], "no", "3").await, 200);
        }
        let blind = house.get("lead", &address).await.json;
        assert_eq!(blind["ratings"].as_array().map(Vec::len), Some(4), "one's own alone");
        assert_eq!(blind["progress"].as_array().map(Vec::len), Some(3));
        assert_eq!(house.get("lead", &format!("{address}/agreement")).await.status, 409);
        let at = format!("/api/conversations/{}", ids[0]);
        let read = house.get("lead", &at).await.json;
        assert_eq!(
            (&read["blind"], &read["evaluation"], &read["evaluations"], &read["findings"]),
            (&json!(true), &json!(null), &json!([]), &json!([])),
            "nothing of the machine's"
        );
        assert_eq!((&read["conversation"]["score"], read["turns"].as_array().is_some_and(|turns| turns.is_empty())), (&json!(null), false));
        let open = house.get("coach", &at).await.json;
        assert_eq!(open["blind"], json!(false), "who rates nothing sees all");
        let evaluation = format!("/api/evaluations/{}", open["evaluations"][0]["id"].as_str().expect("an id"));
        assert_eq!((house.get("coach", &evaluation).await.status, house.get("lead", &evaluation).await.status), (200, 409));
        assert_eq!(house.get("lead", &format!("{at}/evaluations")).await.json, json!([]));
        let listed = async |role: &str| {
            let rows = house.get(role, "/api/conversations").await.json["conversations"].take();
            rows.as_array().expect("rows").iter().filter(|row| ids.contains(&row["id"].as_str().unwrap_or_default().to_owned()) && !row["standing"].is_null()).count()
        };
        assert_eq!((listed("coach").await, listed("lead").await), (ids.len(), 0), "nor in lists");
        let exported = async |role: &str, format: &str| house.get(role, &format!("/api/conversations/export?format={format}")).await.text;
        for (format, said) in [("jsonl", "\"evaluation\":{"), ("vcon", "rapport-evaluation")] {
            let (coach, lead) = (exported("coach", format).await, exported("lead", format).await);
            assert_eq!((coach.lines().count(), lead.lines().count()), (ids.len(), ids.len()), "{format}");
            assert_eq!((coach.matches(said).count(), lead.matches(said).count()), (ids.len(), 0), "nor in exports: {format}");
            assert_eq!((coach.contains("apology_owned"), lead.contains("apology_owned")), (true, false), "{format}");
        }
        let bare = exported("lead", "csv").await.lines().filter(|row| row.ends_with("evaluated,,,,0,0,0,0")).count();
        assert_eq!((bare, exported("coach", "csv").await.contains("evaluated,,,")), (ids.len(), false));
        let review = house.post("administrator", "/api/reviews", &json!({"conversation": ids[0]})).await.json;
        let review_at = format!("/api/reviews/{}", review["id"].as_str().expect("an id"));
        let of_it = format!("/api/reviews?conversation={}", ids[0]);
        assert_eq!((house.get("coach", &review_at).await.status, house.get("lead", &review_at).await.status), (200, 409), "nor what others answered");
        assert_eq!(house.get("coach", &of_it).await.json["items"].as_array().map(Vec::len), Some(1));
        assert_eq!(house.get("lead", &of_it).await.json["items"].as_array().map(Vec::len), Some(0));
        let own = house.post("lead", "/api/reviews", &json!({"conversation": ids[0]})).await.json;
        let own = house.get("lead", &format!("/api/reviews/{}", own["id"].as_str().expect("an id"))).await;
        assert_eq!((own.status, &own.json["machine"]), (200, &json!(null)), "one's own review, without the machine's answers");
        assert_eq!(house.post("lead", &format!("{address}/lock"), &json!({})).await.status, 409, "not its organiser");
        let locked = house.post("manager", &format!("{address}/lock"), &json!({})).await;
        assert_eq!((locked.status, locked.json["ratings"].as_array().map(Vec::len)), (200, Some(15)), "eleven of people, four of the machine");
        assert_eq!(rate(&house, &address, "lead", &ids[0], "no", "1").await, 409, "locked");
        assert!(house.get("lead", &at).await.json["evaluation"].is_object(), "and sees the machine's");
        assert_eq!(house.get("lead", &review_at).await.status, 200);
        let asked = house.get("lead", &format!("{at}?blind=1")).await.json;
        assert_eq!((&asked["blind"], &asked["evaluation"]), (&json!(true), &json!(null)), "blind where that is asked for");

        let told = house.get("coach", &format!("{address}/agreement")).await.json;
        let one = &told["items"][0];
        // Pairs 3/3, 3/3, 1/3, 1/1. Coincidences: Do = 2/11, De = 2·5·6/(11·10), alpha = 1 − 20/60.
        near(&one["people"]["percent"], 0.8);
        near(&one["people"]["alpha"], 2.0 / 3.0);
        assert_eq!((&one["metric"], &one["differs"], &one["people"]["n"]), (&json!("nominal"), &json!(true), &json!(4)));
        assert_eq!(one["people"]["reliance"], json!("unfit"), "2/3 lies below 0.667");
        assert!(one["people"]["interval"][0].as_f64() <= one["people"]["alpha"].as_f64(), "{one}");
        assert_eq!(one["gate"]["for_evaluation"], json!(false));
        let two = &told["items"][1];
        near(&two["people"]["alpha"], 1.0);
        assert_eq!((&two["metric"], &two["gate"]["for_evaluation"]), (&json!("ordinal"), &json!(true)));
        // Totals 100 100 100, 0 0 0, 75 75 25: MSB 7569.44, MSC 277.78, MSE 277.78.
        near(&told["icc"]["single"], 7_291.666_666_667 / 8125.0);
        near(&told["within_five"], 0.8);
        let bias = told["bias"].as_array().expect("biases").iter().find(|own| own["rater"] == json!(house.users["manager"])).expect("the manager").clone();
        near(&bias["mean"], -50.0 / 3.0);
        let gates = house.get("analyst", &format!("/api/calibrations/gates?program={}&scorecard=pair", house.program)).await.json;
        assert_eq!((&gates[0]["item"], &gates[0]["for_evaluation"], &gates[1]["for_evaluation"]), (&json!("one"), &json!(false), &json!(true)));

        let guidance = json!({"consensus": "c: no", "text": "a promise names who does what"}).to_string().into_bytes();
        assert_eq!(house.send("manager", "PUT", &format!("{address}/guidance/one"), guidance.clone()).await.status, 200);
        assert_eq!(house.send("manager", "PUT", &format!("{address}/guidance/none"), guidance).await.status, 422);
        let closed = house.post("manager", &format!("{address}/close"), &json!({})).await.json;
        assert_eq!((&closed["state"], &closed["guidance"][0]["text"]), (&json!("closed"), &json!("a promise names who does what")));
    }

    #[tokio::test]
    async fn a_session_is_made_of_three_to_five_conversations_and_people_who_review() {
        let house = House::new().await;
        let ids = bring(&house, &["a", "b", "c"].map(|id| chat(id, "ada"))).await;
        let raters = [&house.users["analyst"], &house.users["lead"]];
        let new = |ids: &[String], raters: &[&String], form: &str| json!({"program": house.program, "name": "n", "scorecard": form, "conversations": ids, "raters": raters});
        assert_eq!(house.post("analyst", "/api/calibrations", &new(&ids[..2], &raters, "chat")).await.status, 422);
        assert_eq!(house.post("analyst", "/api/calibrations", &new(&ids, &raters[..1], "chat")).await.status, 422);
        assert_eq!(house.post("analyst", "/api/calibrations", &new(&ids, &raters, "nothing")).await.status, 404);
        assert_eq!(house.post("analyst", "/api/calibrations", &new(&ids, &[raters[0], &house.users["agent"]], "chat")).await.status, 409);
        assert_eq!(house.post("coach", "/api/calibrations", &new(&ids, &raters, "chat")).await.status, 403);
        let made = house.post("analyst", "/api/calibrations", &new(&ids, &raters, "chat")).await;
        let address = format!("/api/calibrations/{}", made.json["id"].as_str().expect("an id"));
        assert_eq!(house.get("agent", &address).await.status, 403);
        let answers = json!({"answers": []}).to_string().into_bytes();
        assert_eq!(house.send("manager", "PUT", &format!("{address}/ratings/{}", ids[0]), answers).await.status, 409, "no rater of it");
        assert_eq!(house.get("analyst", "/api/calibrations").await.json.as_array().map(Vec::len), Some(1));
    }
}
