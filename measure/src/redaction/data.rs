//! Recall on public texts with marked personal data, and masks per thousand words of ordinary service talk.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use rapport_text::redact::{Redactor, Side, redact_turns};
use serde_json::Value;

/// Marked types that redaction claims, and the labels that count; names only where somebody introduces them.
const CLAIMED: [&str; 9] = ["CREDIT_CARD", "PHONE_NUMBER", "EMAIL_ADDRESS", "IBAN_CODE", "US_SSN", "IP_ADDRESS", "US_DRIVER_LICENSE", "STREET_ADDRESS", "PERSON"];

/// Both tables, each left out where its file is absent.
pub fn report(folder: &Path) -> String {
    let mut out = String::new();
    if let Some(counts) = marked(&folder.join("train/pii_en.jsonl")) {
        out.push_str("\n| marked in public texts | n | wholly masked |\n|---|---:|---:|\n");
        for (kind, (found, all)) in counts {
            let _ = writeln!(out, "| {kind} | {all} | {:.3} |", found as f64 / all.max(1) as f64);
        }
    }
    let list = masks_on(&folder.join("tune/tweetsumm.jsonl"));
    if let Some((words, masks)) = list {
        let names = masks.iter().filter(|m| m.starts_with("[NAME")).count();
        let per = |n: usize| n as f64 * 1000.0 / words.max(1) as f64;
        let _ = writeln!(
            out,
            "\nService talk on public networks: {words} words, {} masks ({:.2} per 1,000 words, most of them right), {names} of them names.",
            masks.len(),
            per(masks.len())
        );
    }
    out
}

fn marked(file: &Path) -> Option<BTreeMap<String, (usize, usize)>> {
    let text = std::fs::read_to_string(file).ok()?;
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for line in text.lines() {
        let Ok(row) = serde_json::from_str::<Value>(line) else { continue };
        let Some(full) = row["full_text"].as_str() else { continue };
        let got = redact_turns([(Side::Customer, full)]);
        for span in row["spans"].as_array().into_iter().flatten() {
            let kind = span["entity_type"].as_str().unwrap_or("");
            if !CLAIMED.contains(&kind) {
                continue;
            }
            let at = |key: &str| span[key].as_u64().unwrap_or(0) as u32;
            let (start, end) = (at("start_position"), at("end_position"));
            let masked = got[0].masks.iter().any(|m| m.span.start <= start && end <= m.span.end + 1);
            let entry = counts.entry(kind.to_owned()).or_default();
            *entry = (entry.0 + usize::from(masked), entry.1 + 1);
        }
    }
    Some(counts)
}

/// Words, and every mask as "token, the text around it", of a file of dialogues; nothing where it is absent.
pub fn masks_on(file: &Path) -> Option<(usize, Vec<String>)> {
    let text = std::fs::read_to_string(file).ok()?;
    let (mut words, mut list) = (0, Vec::new());
    for line in text.lines() {
        let Ok(row) = serde_json::from_str::<Value>(line) else { continue };
        let mut redactor = Redactor::new();
        for turn in row["turns"].as_array().into_iter().flatten() {
            let Some(said) = turn["text"].as_str() else { continue };
            let side = if turn["who"] == "agent" { Side::Agent } else { Side::Customer };
            words += said.split_whitespace().count();
            for change in redactor.push(side, said) {
                list.extend(change.masks.iter().map(|m| format!("{} {}", m.token, change.text)));
            }
        }
    }
    Some((words, list))
}
