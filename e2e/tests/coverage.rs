//! docs/coverage.md names every row once, in order, and nothing that is not there.

mod repository;

use std::collections::BTreeSet;

use repository::{root, text};

/// How many rows each of the five sources has.
const ROWS: [usize; 5] = [28, 65, 35, 119, 27];

/// The table's rows: id, capability, what serves it.
fn rows(page: &str) -> Vec<(&str, &str, &str)> {
    let table = page.lines().filter(|line| line.starts_with("| S"));
    table
        .map(|line| match line.trim().trim_matches('|').split(" | ").map(str::trim).collect::<Vec<_>>()[..] {
            [id, capability, served] => (id, capability, served),
            _ => panic!("three cells wanted: {line}"),
        })
        .collect()
}

/// What stands in back-quotes.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn every_row_is_there_once_in_order() {
    let page = text("docs/coverage.md");
    let ids: Vec<&str> = rows(&page).iter().map(|(id, ..)| *id).collect();
    let wanted: Vec<String> = (0..ROWS.len()).flat_map(|source| (1..=ROWS[source]).map(move |row| format!("S{source}.{row}"))).collect();
    assert_eq!(ids, wanted);
    assert_eq!(ids.len(), 274);
}

#[test]
fn every_row_says_what_serves_it_or_not_yet() {
    let page = text("docs/coverage.md");
    for (id, capability, served) in rows(&page) {
        assert!((1..=12).contains(&capability.split_whitespace().count()), "{id}: a short capability is wanted: {capability}");
        let says = served.starts_with("not yet") || served.starts_with("–") || quoted(served).next().is_some() || served.contains("](");
        assert!(says, "{id}: neither served nor \"not yet\": {served}");
    }
}

#[test]
fn what_serves_a_row_exists() {
    let library = repository::library();
    let behaviours: BTreeSet<&str> = library.behaviours().map(|rule| rule.id.value.as_str()).collect();
    let help = repository::rapport(&["--help"]).out;
    let page = text("docs/coverage.md");
    for (id, _, served) in rows(&page) {
        for name in quoted(served) {
            let known = match name.split_once(' ') {
                Some(("rapport", command)) => help.contains(&format!("\n  {} ", command.split(' ').next().unwrap_or_default())),
                Some(("make", target)) => text("Makefile").contains(&format!("\n{target}:")),
                _ if name.contains('/') => root().join(name).exists(),
                _ => behaviours.contains(name),
            };
            assert!(known, "{id}: {name} is neither a behaviour, nor a file, nor a command");
        }
    }
}
