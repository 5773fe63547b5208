//! The JSON of `rapport score --compare` (`docs/json.md`).

use rapport_engine::Scorecard;
use rapport_model::Answer;
use serde::Serialize;

use crate::compare::{Changes, Compared, ItemChanges};
use crate::language::Lang;
use crate::wire::EngineInfo;
use crate::wire_score::{percent, word};

#[derive(Serialize)]
struct ChangesOut<'a> {
    engine: &'a EngineInfo,
    old: FormOut<'a>,
    new: FormOut<'a>,
    conversations: u64,
    both_scored: u64,
    mean_change: Option<f64>,
    interval: Option<(f64, f64)>,
    rise: u64,
    fall: u64,
    same: u64,
    flips: Vec<FlipOut>,
    items: Vec<ItemOut<'a>>,
    largest: Vec<LargestOut<'a>>,
}

#[derive(Serialize)]
struct FormOut<'a> {
    scorecard: &'a str,
    version: u32,
    hash: &'a str,
    scored: u64,
    mean: Option<f64>,
}

#[derive(Serialize)]
struct FlipOut {
    from: &'static str,
    to: &'static str,
    conversations: u64,
}

#[derive(Serialize)]
struct ItemOut<'a> {
    item: &'a str,
    text: &'a str,
    answered: [u64; 2],
    mean: [Option<f64>; 2],
    differs: u64,
    effect: f64,
}

#[derive(Serialize)]
struct LargestOut<'a> {
    conversation: &'a str,
    source: &'a str,
    score: [Option<f64>; 2],
    result: [&'static str; 2],
    change: f64,
    cause: Option<CauseOut<'a>>,
}

#[derive(Serialize)]
struct CauseOut<'a> {
    item: &'a str,
    answer: [Option<&'static str>; 2],
    weight: [u32; 2],
    effect: f64,
}

/// The whole comparison, with a line's end.
pub fn text(engine: &EngineInfo, old: &Scorecard, new: &Scorecard, changes: &Changes, lang: Lang) -> String {
    let form = |card: &'_ Scorecard, at: usize| {
        let mean = changes.means[at].mean().map(hundredth);
        (card.id.to_string(), card.version, card.hash.to_string(), changes.scored[at], mean)
    };
    let (a, b) = (form(old, 0), form(new, 1));
    let out = ChangesOut {
        engine,
        old: FormOut { scorecard: &a.0, version: a.1, hash: &a.2, scored: a.3, mean: a.4 },
        new: FormOut { scorecard: &b.0, version: b.1, hash: &b.2, scored: b.3, mean: b.4 },
        conversations: changes.read,
        both_scored: changes.both,
        mean_change: changes.change.mean().map(hundredth),
        interval: changes.change.interval().map(|(low, high)| (hundredth(low), hundredth(high))),
        rise: changes.rise,
        fall: changes.fall,
        same: changes.both - changes.rise - changes.fall,
        flips: changes.flips.iter().map(|((from, to), count)| FlipOut { from: from.as_str(), to: to.as_str(), conversations: *count }).collect(),
        items: changes.items.iter().map(|item| item_out(item, changes.both, old, new, lang)).collect(),
        largest: changes.largest.iter().map(largest_out).collect(),
    };
    // Plain values in memory always have a JSON form.
    format!("{}\n", serde_json::to_string_pretty(&out).unwrap_or_default())
}

fn item_out<'a>(item: &'a ItemChanges, both: u64, old: &'a Scorecard, new: &'a Scorecard, lang: Lang) -> ItemOut<'a> {
    let text = new.item(&item.item).or_else(|| old.item(&item.item)).map_or("", |file| lang.text(&file.text));
    let effect = if both == 0 { 0.0 } else { hundredths(item.effect as f64 / both as f64 / 100.0) };
    ItemOut {
        item: &item.item,
        text,
        answered: item.answered,
        mean: [mean(item.shares[0], item.answered[0]), mean(item.shares[1], item.answered[1])],
        differs: item.differs,
        effect,
    }
}

fn largest_out(one: &Compared) -> LargestOut<'_> {
    let answer = |answer: &Option<Answer>| answer.as_ref().map(word);
    LargestOut {
        conversation: &one.conversation,
        source: &one.source,
        score: one.scores.map(|score| score.map(percent)),
        result: one.standings.map(|standing| standing.as_str()),
        change: f64::from(one.difference.score.unwrap_or(0)) / 100.0,
        cause: one.difference.cause().map(|item| CauseOut {
            item: &item.item,
            answer: [answer(&item.old), answer(&item.new)],
            weight: item.weights,
            effect: f64::from(item.effect) / 100.0,
        }),
    }
}

/// The mean of basis points, in percent with two decimals.
fn mean(sum: u64, count: u64) -> Option<f64> {
    (count > 0).then(|| ((sum + count / 2) / count) as f64 / 100.0)
}

/// Basis points as percent.
fn hundredth(value: i32) -> f64 {
    f64::from(value) / 100.0
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
