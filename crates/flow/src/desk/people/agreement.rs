//! How far raters agree, item by item and in total: pure arithmetic over what was rated.

use rapport_engine::{Item, Scale, Scorecard};
use rapport_stats::{Bias, Icc, Interval, Metric, ac1, agreement, agreement_within, alpha, alpha_interval, bias, icc, kappa, passes_gate};
use rapport_store::MACHINE;

use super::answers::ItemAnswer;

/// What one rater said of one conversation.
pub(super) struct Rated {
    pub conversation: String,
    pub rater: String,
    pub answers: Vec<ItemAnswer>,
    /// In basis points.
    pub score: Option<i64>,
}

/// Agreement on one item among some raters.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Conversations that two or more of them answered.
    pub n: usize,
    /// Share of pairs of answers that are the same, 0–1; "does not apply" is an answer.
    pub percent: Option<f64>,
    /// Krippendorff's alpha.
    pub alpha: Option<f64>,
    /// Its bootstrap interval at 95 %.
    pub interval: Option<Interval>,
}

/// One item of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemAgreement {
    /// The item.
    pub item: String,
    /// `nominal`, `ordinal`, `interval`: how alpha takes its answers.
    pub metric: &'static str,
    /// Answers by conversation, then rater; none where one left it out.
    pub grid: Vec<Vec<Option<ItemAnswer>>>,
    /// Among people.
    pub people: Agreement,
    /// With the machine as one rater more.
    pub with_machine: Agreement,
    /// Cohen's kappa of two people; none for more.
    pub kappa: Option<f64>,
    /// Gwet's AC1 of two people; none for more.
    pub ac1: Option<f64>,
    /// Whether people did not all say the same: what to talk about.
    pub differs: bool,
    /// Over the last sessions.
    pub gate: Option<Gate>,
}

/// Whether an item may be used for evaluation.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// The item.
    pub item: String,
    /// Sessions that asked it.
    pub sessions: usize,
    /// Conversations with two or more answers.
    pub n: usize,
    /// Alpha of people over all of them together.
    pub alpha: Option<f64>,
    /// Below 0.667 it is not for evaluation until it was reworded; where alpha says nothing, nothing is barred.
    pub for_evaluation: bool,
}

/// How far one rater's totals lie from the mean of the other people.
#[derive(Clone, Debug, PartialEq)]
pub struct RaterBias {
    /// A user's id, or `machine`.
    pub rater: String,
    /// In points of 100; none below two conversations.
    pub bias: Option<Bias>,
}

/// A session, compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Ids, in the order of the grids.
    pub conversations: Vec<String>,
    /// Ids, in the order of the grids; the machine last.
    pub raters: Vec<String>,
    /// In the order of the form; items that nobody answered are left out.
    pub items: Vec<ItemAgreement>,
    /// Totals by conversation, then rater, in basis points.
    pub totals: Vec<Vec<Option<i64>>>,
    /// Intraclass correlation of the totals of people, over conversations that all of them scored.
    pub icc: Option<Icc>,
    /// Share of pairs of people's totals that lie within five points.
    pub within_five: Option<f64>,
    /// Each rater beside the mean of the other people.
    pub bias: Vec<RaterBias>,
}

/// Draws of the bootstrap.
const DRAWS: u32 = 1_000;

/// How "does not apply" stands among answers that are numbers.
const NOT_APPLICABLE: i64 = -1;

pub(super) fn session(card: &Scorecard, conversations: &[String], raters: &[String], rated: &[Rated], seed: u64, gates: Vec<Gate>) -> Session {
    let find = |conversation: &str, rater: &str| rated.iter().find(|one| one.conversation == conversation && one.rater == rater);
    let items = items(card).filter_map(|item| {
        let cell = |conversation: &String, rater: &String| find(conversation, rater)?.answers.iter().find(|answer| answer.item == *item.id).cloned();
        let grid: Vec<Vec<Option<ItemAnswer>>> = conversations.iter().map(|one| raters.iter().map(|rater| cell(one, rater)).collect()).collect();
        grid.iter().flatten().any(Option::is_some).then(|| {
            let gate = gates.iter().find(|gate| gate.item == *item.id).cloned();
            compared(item, grid, raters, seed, gate)
        })
    });
    let items = items.collect();
    let totals: Vec<Vec<Option<i64>>> = conversations.iter().map(|one| raters.iter().map(|rater| find(one, rater)?.score).collect()).collect();
    let people: Vec<usize> = (0..raters.len()).filter(|at| raters[*at] != MACHINE).collect();
    let of_people = |row: &Vec<Option<i64>>| people.iter().map(|at| row[*at]).collect::<Vec<Option<i64>>>();
    let whole: Vec<Vec<f64>> = totals.iter().filter_map(|row| of_people(row).into_iter().map(|score| score.map(points)).collect()).collect();
    let units: Vec<Vec<i64>> = totals.iter().map(|row| of_people(row).into_iter().flatten().collect()).collect();
    let bias = (0..raters.len()).map(|at| RaterBias { rater: raters[at].clone(), bias: bias(&beside(&totals, at, &people)) }).collect();
    Session { conversations: conversations.to_vec(), raters: raters.to_vec(), items, icc: icc(&whole), within_five: agreement_within(&units, 500), totals, bias }
}

/// Alpha of people over several sessions together, item by item.
pub(super) fn gate(card: &Scorecard, sessions: &[(Vec<String>, Vec<Rated>)]) -> Vec<Gate> {
    items(card)
        .filter_map(|item| {
            let mut units = Vec::new();
            let mut asked = 0;
            for (conversations, rated) in sessions {
                let before = units.len();
                for conversation in conversations {
                    let own = rated.iter().filter(|one| one.conversation == *conversation && one.rater != MACHINE);
                    let answers: Vec<ItemAnswer> = own.filter_map(|one| one.answers.iter().find(|answer| answer.item == *item.id).cloned()).collect();
                    let unit = values(item.scale, answers.iter());
                    units.extend((unit.len() >= 2).then_some(unit));
                }
                asked += usize::from(units.len() > before);
            }
            let alpha = alpha(&units, metric(item.scale).0);
            (asked > 0).then(|| Gate { item: item.id.to_string(), sessions: asked, n: units.len(), alpha, for_evaluation: alpha.is_none_or(passes_gate) })
        })
        .collect()
}

fn compared(item: &Item, grid: Vec<Vec<Option<ItemAnswer>>>, raters: &[String], seed: u64, gate: Option<Gate>) -> ItemAgreement {
    let rows = |machine: bool| -> Vec<Vec<&ItemAnswer>> {
        grid.iter().map(|row| row.iter().zip(raters).filter(|(_, rater)| machine || *rater != MACHINE).filter_map(|(answer, _)| answer.as_ref()).collect()).collect()
    };
    let people = rows(false);
    let pairs: Vec<Vec<i64>> = people.iter().map(|row| said(row.iter().copied())).collect();
    let two = raters.iter().filter(|rater| *rater != MACHINE).count() == 2;
    let both: Vec<(i64, i64)> = pairs.iter().filter(|_| two).filter_map(|row| if let [one, two] = row[..] { Some((one, two)) } else { None }).collect();
    let known = match item.scale {
        Scale::YesNo => 2,
        Scale::ZeroToTwo => 3,
        Scale::OneToFive => 5,
        _ => 2,
    };
    let (kappa, ac1) = if two { (kappa(&both), ac1(&pairs, known)) } else { (None, None) };
    ItemAgreement {
        item: item.id.to_string(),
        metric: metric(item.scale).1,
        people: agreed(item, &people, seed),
        with_machine: agreed(item, &rows(true), seed),
        kappa,
        ac1,
        differs: pairs.iter().any(|row| row.windows(2).any(|pair| pair[0] != pair[1])),
        gate,
        grid,
    }
}

fn agreed(item: &Item, rows: &[Vec<&ItemAnswer>], seed: u64) -> Agreement {
    let units: Vec<Vec<i64>> = rows.iter().map(|row| values(item.scale, row.iter().copied())).collect();
    let all: Vec<Vec<i64>> = rows.iter().map(|row| said(row.iter().copied())).collect();
    let metric = metric(item.scale).0;
    Agreement {
        n: all.iter().filter(|unit| unit.len() >= 2).count(),
        percent: agreement(&all),
        alpha: alpha(&units, metric),
        interval: alpha_interval(&units, metric, DRAWS, seed),
    }
}

/// How alpha takes the answers of a scale: the same or not, by rank, by distance.
fn metric(scale: Scale) -> (Metric, &'static str) {
    match scale {
        Scale::ZeroToTwo | Scale::OneToFive => (Metric::Ordinal, "ordinal"),
        Scale::Share => (Metric::Interval, "interval"),
        _ => (Metric::Nominal, "nominal"),
    }
}

/// Answers as alpha takes them: on a yes-or-no item "does not apply" is a third answer, on a scale it is missing.
fn values<'a>(scale: Scale, answers: impl Iterator<Item = &'a ItemAnswer>) -> Vec<i64> {
    let nominal = metric(scale).0 == Metric::Nominal;
    answers.filter_map(value).filter(|value| nominal || *value != NOT_APPLICABLE).collect()
}

/// Answers as they were said.
fn said<'a>(answers: impl Iterator<Item = &'a ItemAnswer>) -> Vec<i64> {
    answers.filter_map(value).collect()
}

fn value(answer: &ItemAnswer) -> Option<i64> {
    answer.share.map(i64::from).or(answer.na.then_some(NOT_APPLICABLE))
}

/// One rater's totals, each beside the mean of the other people's; in points.
fn beside(totals: &[Vec<Option<i64>>], at: usize, people: &[usize]) -> Vec<(f64, f64)> {
    let pair = |row: &Vec<Option<i64>>| {
        let others: Vec<f64> = people.iter().filter(|other| **other != at).filter_map(|other| row[*other]).map(points).collect();
        (!others.is_empty()).then(|| others.iter().sum::<f64>() / others.len() as f64).zip(row[at].map(points)).map(|(mean, own)| (own, mean))
    };
    totals.iter().filter_map(pair).collect()
}

fn points(score: i64) -> f64 {
    score as f64 / 100.0
}

fn items(card: &Scorecard) -> impl Iterator<Item = &Item> {
    card.sections.iter().flat_map(|section| &section.items)
}
