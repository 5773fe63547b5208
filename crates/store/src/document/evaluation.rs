//! An evaluation as a document: what `rapport replay` proves to be the same, byte for byte.

use std::borrow::Cow;

use rapport_model::{Answer, ErrorClass, Evaluation, Evidence, ItemKind, ItemResult, Points, SectionResult, Standing, Why};
use rapport_text::Span;
use serde::{Deserialize, Serialize};

use super::json;
use crate::StoreError;

#[derive(Serialize, Deserialize)]
struct EvaluationDoc<'a> {
    scorecard: Cow<'a, str>,
    version: u32,
    hash: Cow<'a, str>,
    rules: Cow<'a, str>,
    engine: Cow<'a, str>,
    standing: Cow<'a, str>,
    /// Basis points.
    score: Option<u16>,
    points: PointsDoc,
    sections: Vec<SectionDoc<'a>>,
}

#[derive(Serialize, Deserialize)]
struct PointsDoc {
    /// Points times 10 000.
    earned: u64,
    answered: u32,
    open: u32,
    weight: u32,
}

#[derive(Serialize, Deserialize)]
struct SectionDoc<'a> {
    section: Cow<'a, str>,
    points: PointsDoc,
    items: Vec<ItemDoc<'a>>,
}

#[derive(Serialize, Deserialize)]
struct ItemDoc<'a> {
    item: Cow<'a, str>,
    kind: Cow<'a, str>,
    class: Cow<'a, str>,
    critical: bool,
    weight: u32,
    /// Basis points; none where there is no answer.
    share: Option<u16>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_applicable: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<Cow<'a, str>>,
    to_confirm: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    hint: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    counted: Option<(u32, u32)>,
    evidence: Vec<EvidenceDoc<'a>>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum EvidenceDoc<'a> {
    Said {
        good: bool,
        finding: Option<Cow<'a, str>>,
        behaviour: Cow<'a, str>,
        turn: u32,
        start: u32,
        end: u32,
        quote: Cow<'a, str>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        hint: bool,
    },
    Missed {
        opportunity: Option<Cow<'a, str>>,
        behaviour: Cow<'a, str>,
        turn: u32,
        searched: Option<(u32, u32)>,
    },
    Searched {
        first: u32,
        last: u32,
    },
    Source {
        fact: Cow<'a, str>,
        at_ms: Option<i64>,
    },
}

/// An evaluation as a document; the same evaluation is always the same text.
pub fn evaluation(evaluation: &Evaluation) -> String {
    json(&EvaluationDoc {
        scorecard: (&*evaluation.scorecard).into(),
        version: evaluation.version,
        hash: (&*evaluation.hash).into(),
        rules: (&*evaluation.rules).into(),
        engine: (&*evaluation.engine).into(),
        standing: evaluation.standing.as_str().into(),
        score: evaluation.score(),
        points: points(evaluation.total),
        sections: evaluation
            .sections
            .iter()
            .map(|section| SectionDoc { section: (&*section.section).into(), points: points(section.points), items: section.items.iter().map(item).collect() })
            .collect(),
    })
}

/// The evaluation that a document holds.
///
/// # Errors
/// The text is not such a document.
pub fn read_evaluation(text: &str) -> Result<Evaluation, StoreError> {
    let doc: EvaluationDoc = serde_json::from_str(text).map_err(|error| stored(&error.to_string()))?;
    let section = |doc: SectionDoc| {
        let items = doc.items.into_iter().map(item_of).collect::<Option<_>>()?;
        Some(SectionResult { section: (*doc.section).into(), items, points: points_of(doc.points) })
    };
    let unknown = || stored("it holds a word of an unknown meaning");
    Ok(Evaluation {
        scorecard: (*doc.scorecard).into(),
        version: doc.version,
        hash: (*doc.hash).into(),
        rules: (*doc.rules).into(),
        engine: (*doc.engine).into(),
        sections: doc.sections.into_iter().map(section).collect::<Option<_>>().ok_or_else(unknown)?,
        total: points_of(doc.points),
        standing: Standing::parse(&doc.standing).ok_or_else(unknown)?,
    })
}

fn points(points: Points) -> PointsDoc {
    PointsDoc { earned: points.earned, answered: points.answered, open: points.open, weight: points.weight }
}

fn item(item: &ItemResult) -> ItemDoc<'_> {
    let (share, not_applicable, open) = match item.answer {
        Answer::Share(share) => (Some(share), None, None),
        Answer::NotApplicable(why) => (None, Some(why.as_str().into()), None),
        Answer::Open(why) => (None, None, Some(why.as_str().into())),
    };
    ItemDoc {
        item: (&*item.item).into(),
        kind: item.kind.as_str().into(),
        class: item.class.as_str().into(),
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
        Evidence::Said { good, finding, behaviour, turn, span, quote, hint } => EvidenceDoc::Said {
            good: *good,
            finding: finding.as_deref().map(Cow::from),
            behaviour: (&**behaviour).into(),
            turn: *turn,
            start: span.start,
            end: span.end,
            quote: quote.as_str().into(),
            hint: *hint,
        },
        Evidence::Missed { opportunity, behaviour, turn, searched } => {
            EvidenceDoc::Missed { opportunity: opportunity.as_deref().map(Cow::from), behaviour: (&**behaviour).into(), turn: *turn, searched: *searched }
        }
        Evidence::Searched { first, last } => EvidenceDoc::Searched { first: *first, last: *last },
        Evidence::Source { fact, at_ms } => EvidenceDoc::Source { fact: fact.as_str().into(), at_ms: *at_ms },
    }
}

fn points_of(doc: PointsDoc) -> Points {
    Points { earned: doc.earned, answered: doc.answered, open: doc.open, weight: doc.weight }
}

fn item_of(doc: ItemDoc) -> Option<ItemResult> {
    let answer = match (doc.share, doc.not_applicable, doc.open) {
        (Some(share), _, _) => Answer::Share(share),
        (None, Some(why), _) => Answer::NotApplicable(Why::parse(&why)?),
        (None, None, why) => Answer::Open(Why::parse(&why?)?),
    };
    Some(ItemResult {
        item: (*doc.item).into(),
        kind: ItemKind::parse(&doc.kind)?,
        class: ErrorClass::parse(&doc.class)?,
        critical: doc.critical,
        weight: doc.weight,
        answer,
        to_confirm: doc.to_confirm,
        hint: doc.hint,
        counted: doc.counted,
        evidence: doc.evidence.into_iter().map(evidence_of).collect(),
    })
}

fn evidence_of(doc: EvidenceDoc) -> Evidence {
    match doc {
        EvidenceDoc::Said { good, finding, behaviour, turn, start, end, quote, hint } => {
            Evidence::Said { good, finding: finding.map(Cow::into_owned), behaviour: (*behaviour).into(), turn, span: Span { start, end }, quote: quote.into_owned(), hint }
        }
        EvidenceDoc::Missed { opportunity, behaviour, turn, searched } => {
            Evidence::Missed { opportunity: opportunity.map(Cow::into_owned), behaviour: (*behaviour).into(), turn, searched }
        }
        EvidenceDoc::Searched { first, last } => Evidence::Searched { first, last },
        EvidenceDoc::Source { fact, at_ms } => Evidence::Source { fact: fact.into_owned(), at_ms },
    }
}

fn stored(why: &str) -> StoreError {
    StoreError::Stored { what: "evaluation", why: why.to_owned() }
}
