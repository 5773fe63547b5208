//! After a change of rules or form: who would change and by how much, and judging again.

pub mod preview;
pub mod rescore;

use rapport_flow::{EvaluationChange, ItemChange, Judged, Shift};
use rapport_model::{Answer, ItemResult};
use serde::Serialize;
use utoipa::ToSchema;

/// Scores before and after, over conversations that have both.
#[derive(Serialize, ToSchema)]
pub struct ShiftOut {
    /// Conversations with both scores.
    pub n: usize,
    /// Mean score before, 0–100.
    pub before: f64,
    /// Mean score after, 0–100.
    pub after: f64,
    /// Mean difference in points of 100.
    pub difference: f64,
    /// Where the true difference lies at 95 %, days as clusters; null for a single day, or where all differ by the same.
    pub interval: Option<[f64; 2]>,
    /// Days that the conversations lie on.
    pub days: usize,
}

/// A conversation, judged again beside the evaluation that holds.
#[derive(Serialize, ToSchema)]
pub struct JudgedOut {
    /// Conversation.
    pub conversation: String,
    /// The source's own id.
    pub external_id: String,
    /// Channel.
    pub channel: String,
    /// Milliseconds since 1970.
    pub started_ms: i64,
    /// What changes.
    #[serde(flatten)]
    pub change: ChangeOut,
}

/// An evaluation before and after.
#[derive(Serialize, ToSchema)]
pub struct ChangeOut {
    /// Scores, 0–100; null where there is insufficient evidence, or no evaluation.
    pub score: [Option<f64>; 2],
    /// Difference in points of 100; null unless both have a score.
    pub difference: Option<f64>,
    /// `pass`, `below`, `insufficient_evidence`, `fail_proposed`; null where there is no evaluation.
    pub result: [Option<&'static str>; 2],
    /// Versions of the engine.
    pub engine: [Option<String>; 2],
    /// Items that are answered differently, or that one of the forms lacks.
    pub items: Vec<ItemChangeOut>,
}

/// An item before and after; null where the form lacks it.
#[derive(Serialize, ToSchema)]
pub struct ItemChangeOut {
    /// Id.
    pub item: String,
    /// As it was.
    pub before: Option<JudgedAnswer>,
    /// As it is.
    pub after: Option<JudgedAnswer>,
}

/// An answer.
#[derive(Serialize, ToSchema)]
pub struct JudgedAnswer {
    /// `yes`, `no`, `partly`, `not_applicable`, `open`
    pub answer: &'static str,
    /// Share of the points, 0–1.
    pub share: Option<f64>,
    /// Points of the item.
    pub weight: u32,
    /// Why it is not applicable or open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'static str>,
}

impl ShiftOut {
    /// Of conversations judged again; none where not one has both scores.
    pub fn of<'a>(judged: impl IntoIterator<Item = &'a Judged>) -> Option<ShiftOut> {
        let Shift { n, before, after, difference } = Shift::of(judged)?;
        let interval = difference.interval.map(|interval| [rounded(interval.low), rounded(interval.high)]);
        Some(ShiftOut { n, before: rounded(before), after: rounded(after), difference: rounded(difference.value), interval, days: difference.clusters })
    }
}

impl JudgedOut {
    /// One of them.
    pub fn of(judged: &Judged) -> JudgedOut {
        JudgedOut {
            conversation: judged.id.clone(),
            external_id: judged.external_id.clone(),
            channel: judged.channel.clone(),
            started_ms: judged.started_ms,
            change: ChangeOut::of(&judged.change, false),
        }
    }
}

impl ChangeOut {
    /// A change; `whole`: with the items whose evidence alone is another.
    pub fn of(change: &EvaluationChange, whole: bool) -> ChangeOut {
        ChangeOut {
            score: change.score.map(|score| score.map(|score| f64::from(score) / 100.0)),
            difference: change.difference().map(|difference| f64::from(difference) / 100.0),
            result: change.standing.map(|standing| standing.map(|standing| standing.as_str())),
            engine: change.engine.clone().map(|engine| engine.map(|engine| engine.to_string())),
            items: change.items.iter().filter(|item| whole || item.is_of_answer()).map(ItemChangeOut::of).collect(),
        }
    }
}

impl ItemChangeOut {
    fn of(change: &ItemChange) -> ItemChangeOut {
        ItemChangeOut { item: change.item.to_string(), before: change.before.as_ref().map(JudgedAnswer::of), after: change.after.as_ref().map(JudgedAnswer::of) }
    }
}

impl JudgedAnswer {
    fn of(item: &ItemResult) -> JudgedAnswer {
        let (share, why) = match item.answer {
            Answer::Share(share) => (Some(f64::from(share) / f64::from(rapport_model::ALL)), None),
            Answer::NotApplicable(why) | Answer::Open(why) => (None, Some(why.as_str())),
        };
        JudgedAnswer { answer: rapport_wire::word(&item.answer), share, weight: item.weight, why }
    }
}

/// Two decimals, as scores have.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
