//! The items of evaluations as CSV: one row each, for spreadsheets.

use rapport_engine::Scorecard;
use rapport_flow::Checked;
use rapport_model::{Answer, Evaluation, Evidence, ItemResult};

use crate::report::{View, item};
use crate::sheet::{cell, written};

/// The columns, in order; they are added to, never renamed.
const COLUMNS: [&str; 25] = [
    "conversation",
    "source",
    "channel",
    "program",
    "agent",
    "scorecard",
    "version",
    "result",
    "score",
    "section",
    "item",
    "text",
    "kind",
    "class",
    "critical",
    "weight",
    "answer",
    "share",
    "earned",
    "taken",
    "called_for",
    "to_confirm",
    "turn",
    "evidence",
    "hint",
];

/// The head, behind the mark by which spreadsheets know UTF-8.
pub fn head() -> Vec<u8> {
    let mut head = "\u{feff}".as_bytes().to_vec();
    head.extend(written(|sheet| sheet.write_record(COLUMNS)));
    head
}

/// The rows of one evaluation, in the order of the form.
pub fn rows(view: &View, card: &Scorecard, checked: &Checked, evaluation: &Evaluation) -> Vec<u8> {
    written(|sheet| {
        for section in &evaluation.sections {
            for result in &section.items {
                sheet.write_record(row(view, card, checked, evaluation, &section.section, result))?;
            }
        }
        Ok(())
    })
}

fn row(view: &View, card: &Scorecard, checked: &Checked, evaluation: &Evaluation, section: &str, result: &ItemResult) -> [String; 25] {
    let conversation = &checked.conversation;
    let optional = |text: &Option<String>| cell(text.as_deref().unwrap_or_default());
    let (answer, share) = match result.answer {
        Answer::Share(share) => ("answered", format!("{:.4}", f64::from(share) / 10_000.0)),
        Answer::NotApplicable(_) => ("not_applicable", String::new()),
        Answer::Open(_) => ("open", String::new()),
    };
    let earned = if share.is_empty() { String::new() } else { item::tenths(result.earned()) };
    let (turn, evidence) = result.evidence.first().map(told).unwrap_or_default();
    let yes = |value: bool| if value { "yes" } else { "no" }.to_owned();
    [
        cell(&conversation.id),
        cell(&conversation.source),
        conversation.channel.as_str().to_owned(),
        optional(&conversation.program),
        optional(&conversation.agent),
        evaluation.scorecard.to_string(),
        evaluation.version.to_string(),
        evaluation.standing.as_str().to_owned(),
        evaluation.score().map_or(String::new(), |score| item::tenths(u64::from(score) * 100)),
        section.to_owned(),
        result.item.to_string(),
        cell(item::text(card, result, view.lang)),
        result.kind.as_str().to_owned(),
        result.class.as_str().to_owned(),
        yes(result.critical),
        result.weight.to_string(),
        answer.to_owned(),
        share,
        earned,
        result.counted.map_or(String::new(), |(taken, _)| taken.to_string()),
        result.counted.map_or(String::new(), |(_, of)| of.to_string()),
        yes(result.to_confirm),
        turn,
        evidence,
        yes(result.hint),
    ]
}

/// The first piece of evidence: its turn, and its words or what was searched.
fn told(piece: &Evidence) -> (String, String) {
    match piece {
        Evidence::Said { turn, quote, .. } => (turn.to_string(), cell(quote)),
        Evidence::Missed { turn, searched: Some((first, last)), .. } => (turn.to_string(), format!("searched {first}–{last}")),
        Evidence::Missed { turn, searched: None, .. } => (turn.to_string(), String::new()),
        Evidence::Searched { first, last } => (String::new(), format!("searched {first}–{last}")),
        Evidence::Source { fact, .. } => (String::new(), cell(fact)),
    }
}
