//! Findings and missed opportunities as CSV: one row each, for spreadsheets.

use rapport_flow::Checked;
use rapport_model::{Finding, Opportunity, Polarity};

use crate::report::View;
use crate::wire;

/// The columns, in order; they are added to, never renamed.
const COLUMNS: [&str; 22] = [
    "conversation",
    "source",
    "channel",
    "language",
    "program",
    "agent",
    "turn",
    "party",
    "start_ms",
    "kind",
    "behaviour",
    "name",
    "level",
    "confidence",
    "start",
    "end",
    "quote",
    "reason",
    "searched_from",
    "searched_to",
    "detector",
    "hint",
];

/// The head, behind the mark by which spreadsheets know UTF-8.
pub fn head() -> Vec<u8> {
    let mut head = "\u{feff}".as_bytes().to_vec();
    head.extend(written(|sheet| sheet.write_record(COLUMNS)));
    head
}

/// The rows of one conversation, in its order; what was missed stands after the findings of its turn.
pub fn rows(view: &View, checked: &Checked) -> Vec<u8> {
    written(|sheet| {
        for turn in 0..checked.conversation.turns.len() as u32 {
            for finding in checked.detection.findings.iter().filter(|finding| finding.turn == turn) {
                sheet.write_record(found(view, checked, finding))?;
            }
            for opportunity in checked.detection.opportunities.iter().filter(|opportunity| opportunity.turn == turn && !opportunity.taken) {
                sheet.write_record(missed(view, checked, opportunity))?;
            }
        }
        Ok(())
    })
}

/// Rows as bytes.
pub fn written(write: impl FnOnce(&mut csv::Writer<Vec<u8>>) -> csv::Result<()>) -> Vec<u8> {
    let mut sheet = csv::Writer::from_writer(Vec::new());
    // Writing rows of one length into memory cannot fail.
    match write(&mut sheet) {
        Ok(()) => sheet.into_inner().unwrap_or_default(),
        Err(_) => Vec::new(),
    }
}

fn found(view: &View, checked: &Checked, finding: &Finding) -> [String; 22] {
    let kind = match finding.polarity {
        Polarity::Positive => "for",
        Polarity::Negative => "against",
        Polarity::Neutral => "signal",
    };
    let mut row = begun(view, checked, finding.turn, kind, &finding.behaviour);
    row[12] = number(finding.level);
    row[13] = format!("{:.2}", f64::from(finding.confidence) / 100.0);
    row[14] = finding.span.start.to_string();
    row[15] = finding.span.end.to_string();
    row[16] = cell(&finding.quote);
    row[17] = cell(&wire::reason(view.library, finding, view.lang));
    row[20] = finding.detector.as_str().to_owned();
    row[21] = if finding.hint { "yes" } else { "no" }.to_owned();
    row
}

fn missed(view: &View, checked: &Checked, opportunity: &Opportunity) -> [String; 22] {
    let mut row = begun(view, checked, opportunity.turn, "missed", &opportunity.behaviour);
    row[18] = number(opportunity.searched.map(|(first, _)| first));
    row[19] = number(opportunity.searched.map(|(_, last)| last));
    row
}

/// The columns that all rows have.
fn begun(view: &View, checked: &Checked, turn: u32, kind: &str, behaviour: &str) -> [String; 22] {
    let conversation = &checked.conversation;
    let said = conversation.turns.get(turn as usize);
    let optional = |text: &Option<String>| cell(text.as_deref().unwrap_or_default());
    let mut row: [String; 22] = Default::default();
    row[0] = cell(&conversation.id);
    row[1] = cell(&conversation.source);
    row[2] = conversation.channel.as_str().to_owned();
    row[3] = checked.detection.language().as_str().to_owned();
    row[4] = optional(&conversation.program);
    row[5] = optional(&conversation.agent);
    row[6] = turn.to_string();
    row[7] = cell(said.map_or("", |said| said.party.as_str()));
    row[8] = number(said.and_then(|said| said.start_ms));
    row[9] = kind.to_owned();
    row[10] = cell(behaviour);
    row[11] = cell(view.name(behaviour));
    row
}

fn number(value: Option<impl ToString>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}

/// A text that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it.
pub fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(cell("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(cell("-5"), "'-5");
        assert_eq!(cell("5 = 5"), "5 = 5");
    }

    #[test]
    fn the_head_names_every_column() {
        let head = String::from_utf8(head()).expect("text");
        assert_eq!(head.trim_start_matches('\u{feff}').trim_end().split(',').count(), COLUMNS.len());
    }
}
