//! `/api/samples`: conversations drawn at random, or picked by risk, to be reviewed.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use rapport_flow::people::{Draw, Pick, Risk, seed};
use rapport_store::{ReviewFilter, SampleRow};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::error::{ApiError, Problem};
use crate::reviews::ReviewOut;
use crate::state::AppState;

/// A sample to draw or to pick.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SampleIn {
    /// Program, by id.
    program: String,
    /// `random`: stratified by agent and channel, each with its chance. `risk`: picked with a reason, never in averages.
    stream: String,
    /// Conversations that began from here on, in milliseconds since 1970.
    from_ms: i64,
    /// And before here, in milliseconds since 1970.
    until_ms: i64,
    /// How many, 1 to 10000.
    n: usize,
    /// Whole number from 0 to 2^53; the server draws one where none is given. Random stream only.
    seed: Option<u64>,
    /// Languages are strata too. Random stream only.
    #[serde(default)]
    by_language: bool,
    /// `hostility`, `fail_proposed`, `low_score`, `churn`, `external_threat`, `transfer`; none: all. Risk stream only.
    #[serde(default)]
    reasons: Vec<String>,
    /// Users who share the reviews in turn; none: they wait in the queue.
    #[serde(default)]
    reviewers: Vec<String>,
    /// When the reviews are due, in milliseconds since 1970.
    due_ms: Option<i64>,
}

/// A sample.
#[derive(Serialize, ToSchema)]
pub struct SampleOut {
    id: String,
    program: String,
    /// `random`, `risk`
    stream: String,
    /// What it was drawn with; 0 for the risk stream.
    seed: i64,
    /// `sha256:…` over the sorted ids of the frame, a line each.
    frame_hash: String,
    /// Conversations in the frame.
    frame_size: i64,
    /// How many conversations were left out beforehand, by reason.
    #[schema(value_type = Object)]
    excluded: Value,
    /// How many were asked for.
    wanted: i64,
    /// What strata are made of; for the risk stream the reasons asked for.
    strata: Vec<String>,
    from_ms: i64,
    until_ms: i64,
    /// Who drew it.
    drawn_by: String,
    drawn_ms: i64,
}

/// A sample with its reviews.
#[derive(Serialize, ToSchema)]
pub struct SampleWhole {
    #[serde(flatten)]
    sample: SampleOut,
    /// One a conversation that was drawn.
    reviews: Vec<ReviewOut>,
    /// What drawing it again says; random stream only.
    #[serde(skip_serializing_if = "Option::is_none")]
    verified: Option<VerifiedOut>,
}

/// A sample drawn again.
#[derive(Serialize, ToSchema)]
pub struct VerifiedOut {
    /// The kept frame has the hash that was written down.
    frame_holds: bool,
    /// Frame, seed and size give the same conversations with the same chances.
    draw_holds: bool,
    /// Conversations that would be in the frame today and were not then.
    added: usize,
    /// Those that were then and would not be today.
    gone: usize,
}

/// Which samples.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct SampleFilter {
    /// Of this program
    program: Option<String>,
}

/// What to tell of a sample.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct SampleAsk {
    /// 1: draws it again and compares
    verify: Option<u8>,
}

impl From<SampleRow> for SampleOut {
    fn from(row: SampleRow) -> SampleOut {
        SampleOut {
            id: row.id,
            program: row.program_id,
            stream: row.stream,
            seed: row.seed,
            frame_hash: row.frame_hash,
            frame_size: row.frame_size,
            excluded: serde_json::from_str(&row.excluded).unwrap_or_default(),
            wanted: row.wanted,
            strata: row.strata.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect(),
            from_ms: row.from_ms,
            until_ms: row.until_ms,
            drawn_by: row.drawn_by,
            drawn_ms: row.drawn_ms,
        }
    }
}

/// Draw a random sample, or pick conversations by risk; each becomes a review
#[utoipa::path(post, path = "/api/samples", tag = "reviews", request_body = SampleIn, responses((status = 201, body = SampleWhole), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn add_sample(State(state): State<AppState>, caller: Caller, Json(new): Json<SampleIn>) -> Result<(StatusCode, Json<SampleWhole>), ApiError> {
    if !(1..=10_000).contains(&new.n) {
        return Err(ApiError::invalid("`n` is 1 to 10000"));
    }
    if new.from_ms >= new.until_ms {
        return Err(ApiError::invalid("`from_ms` is before `until_ms`"));
    }
    if new.seed.is_some_and(|seed| seed > 1 << 53) {
        return Err(ApiError::invalid("`seed` is a whole number from 0 to 2^53"));
    }
    state.store().program(&caller.scope, &new.program).await?.ok_or_else(|| ApiError::not_found("program"))?;
    let SampleIn { program, stream, from_ms, until_ms, n, seed: given, by_language, reasons, reviewers, due_ms } = new;
    let id = match stream.as_str() {
        "random" => {
            let seed = match given {
                Some(seed) => seed,
                None => seed()?,
            };
            state.desk.draw(&caller.scope, &Draw { program, from_ms, until_ms, n, seed, by_language, reviewers, due_ms }).await?
        }
        "risk" => {
            let words = Risk::ALL.map(Risk::as_str).join(", ");
            let reasons = reasons.iter().map(|word| Risk::parse(word).ok_or_else(|| ApiError::invalid(format!("`reasons` are {words}")))).collect::<Result<_, _>>()?;
            state.desk.pick(&caller.scope, &Pick { program, from_ms, until_ms, n, reasons, reviewers, due_ms }).await?
        }
        _ => return Err(ApiError::invalid("`stream` is random or risk")),
    };
    Ok((StatusCode::CREATED, Json(whole(&state, &caller, &id, false).await?)))
}

/// Samples, newest first, at most 200
#[utoipa::path(get, path = "/api/samples", tag = "reviews", params(SampleFilter), responses((status = 200, body = Vec<SampleOut>)))]
pub async fn list_samples(State(state): State<AppState>, caller: Caller, Query(filter): Query<SampleFilter>) -> Result<Json<Vec<SampleOut>>, ApiError> {
    let rows = state.store().samples(&caller.scope, filter.program.as_deref(), 200).await?;
    Ok(Json(rows.into_iter().map(SampleOut::from).collect()))
}

/// One sample with its reviews; with `verify=1` it is drawn again and compared
#[utoipa::path(get, path = "/api/samples/{id}", tag = "reviews", params(("id" = String, Path), SampleAsk), responses((status = 200, body = SampleWhole), (status = 404, body = Problem)))]
pub async fn one_sample(State(state): State<AppState>, caller: Caller, Path(id): Path<String>, Query(ask): Query<SampleAsk>) -> Result<Json<SampleWhole>, ApiError> {
    Ok(Json(whole(&state, &caller, &id, ask.verify == Some(1)).await?))
}

async fn whole(state: &AppState, caller: &Caller, id: &str, verify: bool) -> Result<SampleWhole, ApiError> {
    let row = state.store().sample(&caller.scope, id).await?.ok_or_else(|| ApiError::not_found("sample"))?;
    let reviews = state.store().reviews(&caller.scope, &ReviewFilter { sample: Some(id.to_owned()), ..ReviewFilter::default() }, 10_000).await?;
    let verified = match verify && row.stream == "random" {
        true => Some(state.desk.verify(&caller.scope, &row).await?),
        false => None,
    };
    let verified = verified.map(|told| VerifiedOut { frame_holds: told.frame_holds, draw_holds: told.draw_holds, added: told.added, gone: told.gone });
    Ok(SampleWhole { sample: row.into(), reviews: reviews.into_iter().map(ReviewOut::from).collect(), verified })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::{House, NOW};
    use crate::testing::{bring, chat};

    #[tokio::test]
    async fn a_random_sample_can_be_drawn_again() {
        let house = House::new().await;
        let calls: Vec<_> = (0..9).map(|at| chat(&format!("c{at}"), if at < 6 { "ada" } else { "ben" })).collect();
        bring(&house, &calls).await;
        bring(&house, &[json!({"id": "short", "channel": "chat", "agent": "ada", "turns": [{"who": "customer", "text": "hello"}, {"who": "agent", "text": "hello"}]})]).await;
        let (analyst, lead) = (&house.users["analyst"], &house.users["lead"]);
        let asked = json!({"program": house.program, "stream": "random", "from_ms": 0, "until_ms": NOW + 1, "n": 6, "seed": 7, "reviewers": [analyst, lead]});
        let drawn = house.post("manager", "/api/samples", &asked).await;
        assert_eq!(drawn.status, 201, "{}", drawn.text);
        assert_eq!((&drawn.json["frame_size"], &drawn.json["excluded"]["few_turns"]), (&json!(9), &json!(1)));
        let reviews = drawn.json["reviews"].as_array().expect("reviews");
        assert_eq!(reviews.len(), 6);
        // Two thirds of each stratum: 4 of 6 and 2 of 3.
        assert!(reviews.iter().all(|review| (review["probability"].as_f64().expect("a chance") - 2.0 / 3.0).abs() < 1e-9));
        assert_eq!(reviews.iter().filter(|review| review["reviewer"] == json!(analyst)).count(), 3);
        let id = drawn.json["id"].as_str().expect("an id");
        bring(&house, &[chat("late", "ada")]).await;
        let verified = house.get("analyst", &format!("/api/samples/{id}?verify=1")).await.json["verified"].clone();
        assert_eq!(verified, json!({"frame_holds": true, "draw_holds": true, "added": 1, "gone": 0}));
        assert_eq!(house.get("analyst", "/api/samples").await.json.as_array().map(Vec::len), Some(1));
        let seedless = json!({"program": house.program, "stream": "random", "from_ms": 0, "until_ms": NOW + 1, "n": 1});
        assert!(house.post("manager", "/api/samples", &seedless).await.json["seed"].as_i64().expect("a seed") > 0, "from the system");
    }

    #[tokio::test]
    async fn risk_is_picked_with_its_reason_and_apart() {
        let house = House::new().await;
        let angry = json!({"id": "angry", "channel": "chat", "agent": "ada", "turns": [
            {"who": "customer", "text": "Cancel my contract, I am switching to another provider!"}, {"who": "agent", "text": "Fine."},
            {"who": "customer", "text": "You will hear from my lawyer."}, {"who": "agent", "text": "Whatever."}]});
        bring(&house, &[chat("calm", "ada"), angry]).await;
        let asked = json!({"program": house.program, "stream": "risk", "from_ms": 0, "until_ms": NOW + 1, "n": 5, "reasons": ["churn", "external_threat"]});
        let picked = house.post("analyst", "/api/samples", &asked).await;
        assert_eq!(picked.status, 201, "{}", picked.text);
        let reviews = picked.json["reviews"].as_array().expect("reviews");
        assert_eq!(reviews.len(), 1, "{}", picked.text);
        assert_eq!((&reviews[0]["stream"], &reviews[0]["probability"]), (&json!("risk"), &json!(null)));
        assert!(reviews[0]["picked"].as_str().expect("a reason").contains("external_threat"));
        let again = house.post("analyst", "/api/samples", &asked).await;
        assert_eq!(again.json["reviews"], json!([]), "what waits for a review is not picked twice");
    }

    #[tokio::test]
    async fn what_cannot_be_drawn_is_said() {
        let house = House::new().await;
        let asked = |program: &str, n: usize, stream: &str| json!({"program": program, "stream": stream, "from_ms": 0, "until_ms": 1, "n": n});
        assert_eq!(house.post("analyst", "/api/samples", &asked(&house.program, 0, "random")).await.status, 422);
        assert_eq!(house.post("analyst", "/api/samples", &asked(&house.program, 1, "lucky")).await.status, 422);
        assert_eq!(house.post("analyst", "/api/samples", &asked(&house.other_program, 1, "random")).await.status, 404);
        assert_eq!(house.post("coach", "/api/samples", &asked(&house.program, 1, "random")).await.status, 403);
        let mut reviewers = asked(&house.program, 1, "random");
        reviewers["reviewers"] = json!([house.users["agent"]]);
        bring(&house, &[chat("c", "ada")]).await;
        reviewers["until_ms"] = json!(NOW + 1);
        assert_eq!(house.post("analyst", "/api/samples", &reviewers).await.status, 409, "an agent does not review");
    }
}
