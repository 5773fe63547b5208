//! An evaluation, as JSON (`docs/json.md`).

use rapport_engine::Scorecard;
use rapport_model::{ALL, Answer, Evaluation, Evidence, ItemResult, Points, SectionResult};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Lang;

/// An evaluation, as JSON.
#[derive(Serialize, ToSchema)]
pub struct EvaluationOut<'a> {
    scorecard: CardOut<'a>,
    result: &'static str,
    score: Option<f64>,
    points: PointsOut,
    sections: Vec<SectionOut<'a>>,
    critical: Vec<&'a str>,
    open: Vec<&'a str>,
    to_confirm: Vec<&'a str>,
}

#[derive(Serialize, ToSchema)]
struct CardOut<'a> {
    id: &'a str,
    version: u32,
    hash: &'a str,
    name: &'a str,
    pass: Option<u16>,
    chosen: &'static str,
}

#[derive(Serialize, ToSchema)]
struct PointsOut {
    earned: f64,
    answered: u32,
    open: u32,
    weight: u32,
}

#[derive(Serialize, ToSchema)]
struct SectionOut<'a> {
    section: &'a str,
    name: &'a str,
    score: Option<f64>,
    points: PointsOut,
    items: Vec<ItemOut<'a>>,
}

#[derive(Serialize, ToSchema)]
struct ItemOut<'a> {
    item: &'a str,
    text: &'a str,
    kind: &'static str,
    class: &'static str,
    critical: bool,
    weight: u32,
    answer: &'static str,
    share: Option<f64>,
    points: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    taken: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<u32>,
    to_confirm: bool,
    /// The answer rests on hints alone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    hint: bool,
    evidence: Vec<EvidenceOut<'a>>,
}

#[derive(Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum EvidenceOut<'a> {
    Said {
        r#for: bool,
        finding: Option<&'a str>,
        behaviour: &'a str,
        turn: u32,
        start: u32,
        end: u32,
        quote: &'a str,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        hint: bool,
    },
    Missed {
        opportunity: Option<&'a str>,
        behaviour: &'a str,
        turn: u32,
        searched: Option<(u32, u32)>,
    },
    Searched {
        searched: (u32, u32),
    },
    Source {
        fact: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        at_ms: Option<i64>,
    },
}

/// An evaluation in the reader's language; without the form its texts are empty. `asked`: somebody named the form.
pub fn evaluation_out<'a>(card: Option<&'a Scorecard>, asked: bool, evaluation: &'a Evaluation, lang: Lang) -> EvaluationOut<'a> {
    let ids = |items: Vec<&'a ItemResult>| items.into_iter().map(|item| &*item.item).collect();
    EvaluationOut {
        scorecard: CardOut {
            id: &evaluation.scorecard,
            version: evaluation.version,
            hash: &evaluation.hash,
            name: card.map_or("", |card| lang.text(&card.file.name)),
            pass: card.and_then(|card| card.pass).map(|pass| pass / 100),
            chosen: if asked { "asked" } else { "by_channel" },
        },
        result: evaluation.standing.as_str(),
        score: evaluation.score().map(percent),
        points: points_out(evaluation.total),
        sections: evaluation.sections.iter().map(|section| section_out(card, section, lang)).collect(),
        critical: ids(evaluation.critical().collect()),
        open: ids(evaluation.open().collect()),
        to_confirm: ids(evaluation.items().filter(|item| item.to_confirm).collect()),
    }
}

/// Basis points as percent.
pub fn percent(share: u16) -> f64 {
    f64::from(share) / 100.0
}

fn points_out(points: Points) -> PointsOut {
    PointsOut { earned: points.earned as f64 / f64::from(ALL), answered: points.answered, open: points.open, weight: points.weight }
}

fn section_out<'a>(card: Option<&'a Scorecard>, section: &'a SectionResult, lang: Lang) -> SectionOut<'a> {
    let file = card.and_then(|card| card.file.sections.iter().find(|file| file.id.value == *section.section));
    SectionOut {
        section: &section.section,
        name: file.map_or("", |file| lang.text(&file.name)),
        score: section.points.share().map(percent),
        points: points_out(section.points),
        items: section.items.iter().map(|item| item_out(card, item, lang)).collect(),
    }
}

fn item_out<'a>(card: Option<&'a Scorecard>, item: &'a ItemResult, lang: Lang) -> ItemOut<'a> {
    let (share, why) = match item.answer {
        Answer::Share(share) => (Some(share), None),
        Answer::NotApplicable(why) | Answer::Open(why) => (None, Some(why.as_str())),
    };
    ItemOut {
        item: &item.item,
        text: card.and_then(|card| card.item(&item.item)).map_or("", |file| lang.text(&file.text)),
        kind: item.kind.as_str(),
        class: item.class.as_str(),
        critical: item.critical,
        weight: item.weight,
        answer: word(&item.answer),
        share: share.map(|share| f64::from(share) / f64::from(ALL)),
        points: share.map(|_| item.earned() as f64 / f64::from(ALL)),
        why,
        taken: item.counted.map(|(taken, _)| taken),
        of: item.counted.map(|(_, of)| of),
        to_confirm: item.to_confirm,
        hint: item.hint,
        evidence: item.evidence.iter().map(evidence_out).collect(),
    }
}

/// An answer in a word.
pub fn word(answer: &Answer) -> &'static str {
    match answer {
        Answer::Share(ALL) => "yes",
        Answer::Share(0) => "no",
        Answer::Share(_) => "partly",
        Answer::NotApplicable(_) => "not_applicable",
        Answer::Open(_) => "open",
    }
}

fn evidence_out(evidence: &Evidence) -> EvidenceOut<'_> {
    match evidence {
        Evidence::Said { good, finding, behaviour, turn, span, quote, hint } => {
            EvidenceOut::Said { r#for: *good, finding: finding.as_deref(), behaviour, turn: *turn, start: span.start, end: span.end, quote, hint: *hint }
        }
        Evidence::Missed { opportunity, behaviour, turn, searched } => EvidenceOut::Missed { opportunity: opportunity.as_deref(), behaviour, turn: *turn, searched: *searched },
        Evidence::Searched { first, last } => EvidenceOut::Searched { searched: (*first, *last) },
        Evidence::Source { fact, at_ms } => EvidenceOut::Source { fact, at_ms: *at_ms },
    }
}
