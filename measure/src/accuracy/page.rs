//! The page `docs/accuracy.md`: every table with what it means.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;

use super::{Part, Reliability, annomi, behaviours, epitome, labelled, overlap, politeness, public, reliability, summary, swda, weak};
use crate::places::Engines;

const ABSENT: &str = "Not measured here: the corpus is not on this machine (`RAPPORT_DATA` names its folder).\n";

/// The page. Parts whose corpus is absent say so.
///
/// # Errors
/// The labelled conversations or the rule files cannot be read.
pub fn page(engines: &Engines, data: Option<&Path>) -> Result<String> {
    let read = |part| -> Result<_> { Ok((labelled(engines, part, "en")?, labelled(engines, part, "zh")?)) };
    let (english, chinese) = read(Part::HeldOut)?;
    let (english_read, chinese_read) = read(Part::Development)?;
    let known = |id: &str| engines.rules.library.behaviour(id).is_some();
    let mut out = String::from(include_str!("page/head.md"));
    let turns = |list: &[super::Labelled]| list.iter().map(|held| held.turns.len()).sum::<usize>();
    let labels = |list: &[super::Labelled]| list.iter().map(|held| held.labels.len()).sum::<usize>();
    let _ = writeln!(
        out,
        "English: {} conversations, {} turns, {} labels. Chinese: {} conversations, {} turns, {} labels.",
        english.len(),
        turns(&english),
        labels(&english),
        chinese.len(),
        turns(&chinese),
        labels(&chinese)
    );
    for (name, list, is_chinese) in [("English", &english, false), ("Chinese", &chinese, true)] {
        let (same, all) = overlap::shared(list, is_chinese)?;
        let _ = writeln!(out, "{name} turns that share a run of {} with any rule file: {same} of {all}.", if is_chinese { "12 characters" } else { "7 words" });
    }
    let _ = write!(out, "\n{}\n", summary(&[("English", &english), ("Chinese", &chinese)]));
    out.push_str(include_str!("page/reading.md"));
    for (name, list) in [("English", &english), ("Chinese", &chinese)] {
        let Reliability { error, n, tenths } = reliability(list);
        let _ = writeln!(out, "\n{name}: confidence is off by {error:.3} on average over tenths, in {n} findings of 0.30 or more. From 0.30 on, by tenths, it said and was right:");
        let of = |(n, said, right): (usize, f64, f64)| format!("{said:.2} and {right:.2} ({n})");
        let _ = writeln!(out, "{}.", tenths.into_iter().map(of).collect::<Vec<_>>().join(", "));
    }
    let _ = write!(out, "\n{}\n{}", include_str!("page/development.md"), summary(&[("English", &english_read), ("Chinese", &chinese_read)]));
    out.push_str("\n### Weak spots\n\n");
    for (name, list) in [("English", &english), ("Chinese", &chinese)] {
        out.push_str(&weak::weak(name, list));
    }
    for (name, list) in [("English", &english), ("Chinese", &chinese)] {
        let _ = write!(out, "\n### {name}, every behaviour\n\n{}", behaviours(list, &known));
    }
    type Report = fn(&Engines, &Path) -> Option<String>;
    let parts: [(&str, Report); 4] = [
        (include_str!("page/annomi.md"), annomi::report),
        (include_str!("page/swda.md"), swda::report),
        (include_str!("page/epitome.md"), epitome::report),
        (include_str!("page/politeness.md"), politeness::report),
    ];
    for (text, report) in parts {
        let table = data.and_then(|folder| report(engines, folder));
        let _ = write!(out, "\n{text}\n{}", table.as_deref().unwrap_or(ABSENT));
    }
    let _ = write!(out, "\n{}\n{}", include_str!("page/public.md"), data.and_then(public::report).as_deref().unwrap_or(ABSENT));
    let _ = write!(out, "\n{}", include_str!("page/real.md"));
    let _ = write!(out, "\n{}\n{}", include_str!("page/redaction.md"), crate::redaction::report(data));
    let _ = write!(out, "\n{}", include_str!("page/foot.md"));
    Ok(out)
}
