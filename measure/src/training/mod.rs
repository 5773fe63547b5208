//! Trains both languages and writes the card of the weights.

mod contacts;
mod feelings;
pub mod public;

use anyhow::Result;
use rapport_engine::{ReadingsFile, WEIGHTS_FORMAT, WeightsFile};
use rapport_learn::{HeadReport, Trained, joined, train};
use rapport_model::Emotion;
use rapport_text::Language;

use contacts::Contacts;
pub use contacts::spearman;
use feelings::Feelings;

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
    let classes = [lessons::classes("en")?, lessons::classes("zh")?];
    let lessons = lessons::all(&library, &classes)?;
    let levels = lessons::levels()?;
    let against = |name: &str| name.ends_with('-') || library.behaviour(name).is_some_and(|rule| ["-", "−"].contains(&rule.polarity.value.as_str()));
    let level = |name: &str| levels.get(name).copied().unwrap_or(0);
    let mut made = Made { card: include_str!("card.txt").to_owned(), files: Vec::new() };
    for (language, chinese) in [("en", false), ("zh", true)] {
        let classes = &classes[usize::from(chinese)];
        let side = |agent| train(&lessons, agent, |turn| (turn.language == Language::Chinese) == chinese, against, level);
        let (agent, customer): (Trained, Trained) = (side(true), side(false));
        let reports: Vec<HeadReport> = agent.reports.into_iter().chain(customer.reports).collect();
        made.card += &heads(language, &reports);
        let data = places::data();
        let feelings = feelings::train(&library, classes, language, data.as_deref())?;
        let contacts = contacts::train(&library, language, data.as_deref())?;
        made.card += &readings(&feelings, &contacts);
        let file = WeightsFile {
            format: WEIGHTS_FORMAT,
            language: language.to_owned(),
            classes: classes.file().clone(),
            agent: agent.table,
            customer: joined(customer.table, feelings.table),
            readings: ReadingsFile { reason: contacts.reason, satisfaction: contacts.satisfaction, satisfaction_margin: (contacts.margin * 65536.0) as i32 },
        };
        made.files.push((format!("{language}.weights"), file.write()?));
    }
    Ok(made)
}

fn heads(language: &str, reports: &[HeadReport]) -> String {
    let mut out = format!("## {language}\n\n| behaviour | labels | rules | words alone | together |\n|---|---:|---:|---:|---:|\n");
    for report in reports {
        out += &format!("| {} | {} | {:.2} | {:.2} | {:.2} |\n", report.name, report.labels, report.rules.f1(), report.alone.f1(), report.both.f1());
    }
    let mean = |of: fn(&HeadReport) -> f64| reports.iter().map(of).sum::<f64>() / reports.len().max(1) as f64;
    out + &format!(
        "\nMean F1 of {} heads: rules {:.3}, words alone {:.3}, together {:.3}.\n\n",
        reports.len(),
        mean(|r| r.rules.f1()),
        mean(|r| r.alone.f1()),
        mean(|r| r.both.f1())
    )
}

fn readings(feelings: &Feelings, contacts: &Contacts) -> String {
    let (emotion, most) = feelings::macro_f1(&feelings.pairs, Emotion::ALL.len());
    let (reason, most_reason) = feelings::macro_f1(&contacts.reasons, contacts::DRIVERS.len());
    let right = |pairs: &[(usize, usize)]| pairs.iter().filter(|(told, found)| told == found).count() as f64 / pairs.len().max(1) as f64;
    format!(
        "| reading | n | figure | baseline |\n|---|---:|---:|---:|\n\
         | emotion, macro-F1 of nine | {} | {emotion:.3} | {most:.3} (always the most frequent) |\n\
         | intensity of negative emotion, Spearman | {} | {:.3} | 0 |\n\
         | reason of contact, macro-F1 | {} | {reason:.3}, right {:.1} % | {most_reason:.3} (always the most frequent) |\n\
         | satisfaction, Spearman, this corpus | {} | {:.3} | 0 |\n\
         | satisfaction, Spearman, STC-3 | {} | {:.3} | 0 |\n\n",
        feelings.pairs.len(),
        feelings.intensity.len(),
        contacts::spearman(&feelings.intensity),
        contacts.reasons.len(),
        100.0 * right(&contacts.reasons),
        contacts.own.len(),
        contacts::spearman(&contacts.own),
        contacts.rated.len(),
        contacts::spearman(&contacts.rated),
    )
}
