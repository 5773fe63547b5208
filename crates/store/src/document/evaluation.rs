//! An evaluation as a document: what `rapport replay` proves to be the same, byte for byte.

use rapport_model::{Answer, Evaluation, Evidence, ItemResult, Points};
use serde::Serialize;

use super::json;

#[derive(Serialize)]
struct EvaluationDoc<'a> {
    scorecard: &'a str,
    version: u32,
    hash: &'a str,
    rules: &'a str,
    engine: &'a str,
    standing: &'static str,
    /// Basis points.
    score: Option<u16>,
    points: PointsDoc,
    sections: Vec<SectionDoc<'a>>,
}

#[derive(Serialize)]
struct PointsDoc {
    /// Points times 10 000.
    earned: u64,
    answered: u32,
    open: u32,
    weight: u32,
}

#[derive(Serialize)]
struct SectionDoc<'a> {
    section: &'a str,
    points: PointsDoc,
    items: Vec<ItemDoc<'a>>,
}

#[derive(Serialize)]
struct ItemDoc<'a> {
    item: &'a str,
    kind: &'static str,
    class: &'static str,
    critical: bool,
    weight: u32,
    /// Basis points; none where there is no answer.
    share: Option<u16>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_applicable: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<&'static str>,
    to_confirm: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    hint: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    counted: Option<(u32, u32)>,
    evidence: Vec<EvidenceDoc<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum EvidenceDoc<'a> {
    Said {
        good: bool,
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
        first: u32,
        last: u32,
    },
    Source {
        fact: &'a str,
        at_ms: Option<i64>,
    },
}

/// An evaluation as a document; the same evaluation is always the same text.
pub fn evaluation(evaluation: &Evaluation) -> String {
    json(&EvaluationDoc {
        scorecard: &evaluation.scorecard,
        version: evaluation.version,
        hash: &evaluation.hash,
        rules: &evaluation.rules,
        engine: evaluation.engine,
        standing: evaluation.standing.as_str(),
        score: evaluation.score(),
        points: points(evaluation.total),
        sections: evaluation
            .sections
            .iter()
            .map(|section| SectionDoc { section: &section.section, points: points(section.points), items: section.items.iter().map(item).collect() })
            .collect(),
    })
}

fn points(points: Points) -> PointsDoc {
    PointsDoc { earned: points.earned, answered: points.answered, open: points.open, weight: points.weight }
}

fn item(item: &ItemResult) -> ItemDoc<'_> {
    let (share, not_applicable, open) = match item.answer {
        Answer::Share(share) => (Some(share), None, None),
        Answer::NotApplicable(why) => (None, Some(why.as_str()), None),
        Answer::Open(why) => (None, None, Some(why.as_str())),
    };
    ItemDoc {
        item: &item.item,
        kind: item.kind.as_str(),
        class: item.class.as_str(),
        critical: item.critical,
        weight: item.weight,
        share,
        not_applicable,
        open,
        to_confirm: item.to_confirm,
        hint: item.hint,
        counted: item.counted,
        evidence: item.evidence.iter().map(evidence).collect(),
    }
}

fn evidence(evidence: &Evidence) -> EvidenceDoc<'_> {
    match evidence {
        Evidence::Said { good, finding, behaviour, turn, span, quote, hint } => {
            EvidenceDoc::Said { good: *good, finding: finding.as_deref(), behaviour, turn: *turn, start: span.start, end: span.end, quote, hint: *hint }
        }
        Evidence::Missed { opportunity, behaviour, turn, searched } => EvidenceDoc::Missed { opportunity: opportunity.as_deref(), behaviour, turn: *turn, searched: *searched },
        Evidence::Searched { first, last } => EvidenceDoc::Searched { first: *first, last: *last },
        Evidence::Source { fact, at_ms } => EvidenceDoc::Source { fact, at_ms: *at_ms },
    }
}
