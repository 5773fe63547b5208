//! A behaviour's page, for `explain` and `behaviours`, and what somebody may have meant who wrote a wrong name.

use std::path::Path;

use anyhow::{Result, bail};

use crate::behaviours;

pub use rapport_wire::behaviour::Page;

/// All behaviours, in order of id.
///
/// # Errors
/// Mistakes in rule files, with file, line and mend.
pub fn all(own: Option<&Path>) -> Result<Vec<Page>> {
    let (pages, mistakes) = rapport_wire::behaviour::pages(&behaviours::sources(own)?);
    if pages.is_empty() || !mistakes.is_empty() && own.is_some() {
        let told: Vec<String> = mistakes.iter().map(|(file, line)| format!("{file}:{line}: not a rule file; `rapport test` tells more")).collect();
        bail!("{}", told.join("\n"));
    }
    Ok(pages)
}

/// The few ids most like a wrong one, as a sentence.
pub fn did_you_mean<'a>(wrong: &str, ids: impl Iterator<Item = &'a str>) -> String {
    nearest(wrong, ids).unwrap_or_else(|| "`rapport behaviours` lists them".to_owned())
}

/// The names most like a wrong one, as a question; `None` where none is.
pub fn nearest<'a>(wrong: &str, ids: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut near: Vec<(usize, &str)> = ids
        .map(|id| {
            let parts = id.split('_').any(|part| part.len() > 3 && wrong.split(['_', '-', ' ']).any(|own| own == part));
            (strsim::damerau_levenshtein(wrong, id).saturating_sub(if parts { 3.min(id.len().abs_diff(wrong.len())) } else { 0 }), id)
        })
        .filter(|(distance, id)| *distance <= 3.max(id.len() / 3))
        .collect();
    near.sort_unstable();
    let best = near.first().map_or(0, |(distance, _)| *distance);
    near.retain(|(distance, _)| *distance <= best + 2);
    match near.iter().take(3).map(|(_, id)| format!("`{id}`")).collect::<Vec<_>>().as_slice() {
        [] => None,
        ids => Some(format!("did you mean {}?", ids.join(" or "))),
    }
}

/// Whether the engine's idea of a rule and the page's agree; for tests.
#[cfg(test)]
fn agrees(page: &Page, rule: &rapport_engine::RuleFile) -> bool {
    page.id == rule.id.value && page.name == rule.name && page.say == rule.say && page.tier == rule.tier.value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_keyboard_find_their_behaviour() {
        let ids = ["apology_owned", "apology_nonapology", "name_used", "cust_hostility"];
        assert_eq!(did_you_mean("apology_ownd", ids.into_iter()), "did you mean `apology_owned`?");
        assert_eq!(did_you_mean("nmae_used", ids.into_iter()), "did you mean `name_used`?");
        assert_eq!(did_you_mean("zzz", ids.into_iter()), "`rapport behaviours` lists them");
    }

    #[test]
    fn a_page_for_every_behaviour_of_the_engine() {
        let library = behaviours::library(None).expect("the built-in rule files compile");
        let pages = all(None).expect("the built-in rule files have pages");
        assert_eq!(pages.len(), library.behaviours().count());
        assert!(pages.iter().zip(library.behaviours()).all(|(page, rule)| agrees(page, rule)));
    }
}
