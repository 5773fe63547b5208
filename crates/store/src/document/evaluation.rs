//! An evaluation as a document: what `rapport replay` proves to be the same, byte for byte.

use rapport_model::{Answer, Evaluation, Evidence, ItemResult, Points};
use serde::{Deserialize, Serialize};

use super::json;
use crate::StoreError;

/// An evaluation as it is kept. Its text depends on the order of the fields: a new one goes to the end and is left out where it has nothing to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvaluationDoc {
    /// Id of the form.
    pub scorecard: String,
    /// Version of the form.
    pub version: u32,
    /// `sha256:…` of the form.
    pub hash: String,
    /// `sha256:…` of the rules.
    pub rules: String,
    /// Version of the engine.
    pub engine: String,
    /// `pass`, `below`, `insufficient_evidence`, `fail_proposed`.
    pub standing: String,
    /// Basis points; none where there is insufficient evidence.
    pub score: Option<u16>,
    /// Over the whole form.
    pub points: PointsDoc,
    /// In the order of the form.
    pub sections: Vec<SectionDoc>,
}

/// Points of a section or of the whole form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointsDoc {
    /// Points times 10 000.
    pub earned: u64,
    /// Weight of what was answered.
    pub answered: u32,
    /// Weight of what waits for a person.
    pub open: u32,
    /// Weight of everything.
    pub weight: u32,
}

/// A section of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionDoc {
    /// Id.
    pub section: String,
    /// Over the section.
    pub points: PointsDoc,
    /// In the order of the form.
    pub items: Vec<ItemDoc>,
}

/// An item of the form, answered or not: exactly one of `share`, `not_applicable` and `open` is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemDoc {
    /// Id.
    pub item: String,
    /// `behaviour`, `human`, `system`, `hybrid`.
    pub kind: String,
    /// `customer`, `business`, `compliance`, `non_critical`.
    pub class: String,
    /// Whether a failure fails the conversation, once a person has confirmed it.
    pub critical: bool,
    /// Points.
    pub weight: u32,
    /// Basis points.
    pub share: Option<u16>,
    /// Why there is no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<String>,
    /// Why a person must answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<String>,
    /// Whether a person must confirm it.
    pub to_confirm: bool,
    /// Whether it rests on hints alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hint: bool,
    /// Times done, of times called for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<(u32, u32)>,
    /// In the order of the conversation.
    pub evidence: Vec<EvidenceDoc>,
}

/// What an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EvidenceDoc {
    /// Words that were said; offsets in code points of the turn's text.
    Said {
        /// Whether they speak for the item.
        good: bool,
        /// Id of the finding; none for masked values.
        finding: Option<String>,
        /// Behaviour, or the kind of a masked value.
        behaviour: String,
        /// Turn, from 0.
        turn: u32,
        /// First code point.
        start: u32,
        /// After the last code point.
        end: u32,
        /// Exactly that slice.
        quote: String,
        /// Whether the finding is a hint.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        hint: bool,
    },
    /// A moment that called for it, and nothing came.
    Missed {
        /// Id of the opportunity, where a behaviour's own rule opened it.
        opportunity: Option<String>,
        /// Behaviour that was called for.
        behaviour: String,
        /// Turn that called for it.
        turn: u32,
        /// First and last turn that were searched.
        searched: Option<(u32, u32)>,
    },
    /// These turns were searched, and nothing of the kind was there.
    Searched {
        /// First turn.
        first: u32,
        /// Last turn, included.
        last: u32,
    },
    /// What the source says beside the words.
    Source {
        /// Such as `event hold`.
        fact: String,
        /// Milliseconds from the start.
        at_ms: Option<i64>,
    },
}

impl EvaluationDoc {
    /// Every item in the order of the form.
    pub fn items(&self) -> impl Iterator<Item = &ItemDoc> {
        self.sections.iter().flat_map(|section| &section.items)
    }
}

/// An evaluation as a document; the same evaluation is always the same text.
pub fn evaluation(evaluation: &Evaluation) -> String {
    json(&EvaluationDoc {
        scorecard: evaluation.scorecard.to_string(),
        version: evaluation.version,
        hash: evaluation.hash.to_string(),
        rules: evaluation.rules.to_string(),
        engine: evaluation.engine.to_owned(),
        standing: evaluation.standing.as_str().to_owned(),
        score: evaluation.score(),
        points: points(evaluation.total),
        sections: evaluation
            .sections
            .iter()
            .map(|section| SectionDoc { section: section.section.to_string(), points: points(section.points), items: section.items.iter().map(item).collect() })
            .collect(),
    })
}

/// The evaluation that a document holds.
///
/// # Errors
/// The text is not such a document.
pub fn read_evaluation(text: &str) -> Result<EvaluationDoc, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Stored { what: "evaluation", why: error.to_string() })
}

fn points(points: Points) -> PointsDoc {
    PointsDoc { earned: points.earned, answered: points.answered, open: points.open, weight: points.weight }
}

fn item(item: &ItemResult) -> ItemDoc {
    let (share, not_applicable, open) = match item.answer {
        Answer::Share(share) => (Some(share), None, None),
        Answer::NotApplicable(why) => (None, Some(why.as_str().to_owned()), None),
        Answer::Open(why) => (None, None, Some(why.as_str().to_owned())),
    };
    ItemDoc {
        item: item.item.to_string(),
        kind: item.kind.as_str().to_owned(),
        class: item.class.as_str().to_owned(),
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

fn evidence(evidence: &Evidence) -> EvidenceDoc {
    match evidence {
        Evidence::Said { good, finding, behaviour, turn, span, quote, hint } => EvidenceDoc::Said {
            good: *good,
            finding: finding.clone(),
            behaviour: behaviour.to_string(),
            turn: *turn,
            start: span.start,
            end: span.end,
            quote: quote.clone(),
            hint: *hint,
        },
        Evidence::Missed { opportunity, behaviour, turn, searched } => {
            EvidenceDoc::Missed { opportunity: opportunity.clone(), behaviour: behaviour.to_string(), turn: *turn, searched: *searched }
        }
        Evidence::Searched { first, last } => EvidenceDoc::Searched { first: *first, last: *last },
        Evidence::Source { fact, at_ms } => EvidenceDoc::Source { fact: fact.clone(), at_ms: *at_ms },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_read_and_written_is_the_same_text() {
        let text = r#"{"scorecard":"voice","version":1,"hash":"h","rules":"r","engine":"0","standing":"pass","score":9000,"points":{"earned":900000,"answered":100,"open":0,"weight":100},"sections":[{"section":"a","points":{"earned":900000,"answered":100,"open":0,"weight":100},"items":[{"item":"i","kind":"behaviour","class":"non_critical","critical":false,"weight":100,"share":9000,"to_confirm":true,"hint":true,"counted":[1,2],"evidence":[{"kind":"said","good":true,"finding":"f1","behaviour":"b","turn":0,"start":0,"end":1,"quote":"q","hint":true},{"kind":"missed","opportunity":null,"behaviour":"b","turn":0,"searched":[1,2]},{"kind":"searched","first":0,"last":3},{"kind":"source","fact":"event hold","at_ms":null}]},{"item":"j","kind":"human","class":"non_critical","critical":false,"weight":0,"share":null,"open":"for_a_person","to_confirm":false,"evidence":[]}]}]}"#;
        let read = read_evaluation(text).expect("a document");
        assert_eq!(read.items().count(), 2);
        assert_eq!(json(&read), text);
        assert!(read_evaluation("{}").is_err());
    }
}
