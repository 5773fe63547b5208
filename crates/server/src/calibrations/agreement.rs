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
pub struct SessionOut {
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
#[utoipa::path(get, path = "/api/calibrations/{id}/agreement", tag = "calibrations", params(("id" = String, Path)), responses((status = 200, body = SessionOut), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn agreement(State(state): State<AppState>, caller: Caller, Path(id): Path<String>) -> Result<Json<SessionOut>, ApiError> {
    let row = session(&state, &caller, &id).await?;
    let told = state.desk.agreement(&caller.scope, &row).await?.ok_or_else(|| ApiError::conflict("answers are compared once the session is locked"))?;
    Ok(Json(SessionOut {
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
