//! Trains both languages and writes the card of the weights.

use std::io::Write;

use anyhow::Result;
use flate2::{Compression, GzBuilder};
use rapport_engine::{WEIGHTS_FORMAT, WeightsFile};
use rapport_learn::{HeadReport, Trained, train};
use rapport_text::Language;

use crate::{lessons, places};

/// What training makes.
pub struct Made {
    /// The model card.
    pub card: String,
    /// Files by name.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Trains on the corpus and on the public corpora.
///
/// # Errors
/// Something to learn from cannot be read.
pub fn make() -> Result<Made> {
    let library = places::rules()?;
    let lessons = lessons::all(&library)?;
    let levels = lessons::levels()?;
    let against = |name: &str| name.ends_with('-') || library.behaviour(name).is_some_and(|rule| ["-", "−"].contains(&rule.polarity.value.as_str()));
    let level = |name: &str| levels.get(name).copied().unwrap_or(0);
    let mut made = Made { card: String::new(), files: Vec::new() };
    for (language, chinese) in [("en", false), ("zh", true)] {
        let side = |agent| train(&lessons, agent, |turn| (turn.language == Language::Chinese) == chinese, against, level);
        let (agent, customer): (Trained, Trained) = (side(true), side(false));
        let reports: Vec<HeadReport> = agent.reports.into_iter().chain(customer.reports).collect();
        made.card += &heads(language, &reports);
        let file = WeightsFile { format: WEIGHTS_FORMAT, language: language.to_owned(), agent: agent.table, customer: customer.table, ..WeightsFile::default() };
        made.files.push((format!("{language}.weights.gz"), packed(&file.write()?)?));
    }
    Ok(made)
}

fn heads(language: &str, reports: &[HeadReport]) -> String {
    let mut out = format!("## {language}\n\n| behaviour | labels | rules | words alone | together |\n|---|---:|---:|---:|---:|\n");
    for report in reports {
        out += &format!("| {} | {} | {:.2} | {:.2} | {:.2} |\n", report.name, report.labels, report.rules.f1(), report.alone.f1(), report.both.f1());
    }
    let mean = |of: fn(&HeadReport) -> f64| reports.iter().map(of).sum::<f64>() / reports.len().max(1) as f64;
    out + &format!("\nMean F1 of {} heads: rules {:.3}, words alone {:.3}, together {:.3}.\n\n", reports.len(), mean(|r| r.rules.f1()), mean(|r| r.alone.f1()), mean(|r| r.both.f1()))
}

/// Compressed without a name or a time, so that the same weights give the same file.
fn packed(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    out.write_all(bytes)?;
    Ok(out.finish()?)
}
