//! The JSON of what a customer's words say beside behaviours (`docs/json.md`).

use rapport_model::{Felt, Readings, Reason, Satisfaction};
use serde::Serialize;
use utoipa::ToSchema;

/// The ends of the scale on which satisfaction is estimated.
const SCALE: (u8, u8) = (1, 5);

/// Readings of one conversation, as JSON.
#[derive(Serialize, ToSchema)]
pub struct ReadingsOut<'a> {
    emotions: Vec<FeltOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<ReasonOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    satisfaction: Option<SatisfactionOut>,
}

#[derive(Serialize, ToSchema)]
struct FeltOut {
    turn: u32,
    emotion: &'static str,
    intensity: u8,
    confidence: f64,
    tension: f64,
}

#[derive(Serialize, ToSchema)]
struct ReasonOut<'a> {
    driver: &'a str,
    confidence: f64,
}

#[derive(Serialize, ToSchema)]
struct SatisfactionOut {
    estimate: f64,
    interval: (f64, f64),
    scale: (u8, u8),
}

impl<'a> ReadingsOut<'a> {
    /// The readings; `None` where the learned tier is off, or no customer spoke.
    pub fn of(readings: &'a Readings) -> Option<ReadingsOut<'a>> {
        (*readings != Readings::default()).then(|| ReadingsOut {
            emotions: readings.felt.iter().map(felt_out).collect(),
            reason: readings.reason.as_ref().map(reason_out),
            satisfaction: readings.satisfaction.map(satisfaction_out),
        })
    }
}

fn felt_out(felt: &Felt) -> FeltOut {
    FeltOut {
        turn: felt.turn,
        emotion: felt.emotion.as_str(),
        intensity: felt.intensity,
        confidence: hundredths(felt.confidence.into()),
        tension: f64::from(felt.tension) / 1000.0,
    }
}

fn reason_out(reason: &Reason) -> ReasonOut<'_> {
    ReasonOut { driver: &reason.driver, confidence: hundredths(reason.confidence.into()) }
}

fn satisfaction_out(satisfaction: Satisfaction) -> SatisfactionOut {
    let (low, high) = satisfaction.interval;
    SatisfactionOut { estimate: hundredths(satisfaction.estimate), interval: (hundredths(low), hundredths(high)), scale: SCALE }
}

fn hundredths(value: u16) -> f64 {
    f64::from(value) / 100.0
}
