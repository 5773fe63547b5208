//! Conventions of the repository as tests: floors, purity, sizes, first lines, words, links.

mod repository;

use std::collections::{BTreeMap, BTreeSet};

use repository::{files, root, text};

/// Production lines a file may have.
const CEILING: usize = 500;

/// Files above the ceiling, with what they may have until they are divided. Empty is the aim.
const ABOVE: &[(&str, usize)] = &[];

/// Floors that do no IO of their own.
const PURE: [&str; 5] = ["text", "stats", "model", "intake", "engine"];

/// Every Rust file of the project.
fn sources() -> Vec<String> {
    ["crates", "e2e", "measure", "fuzz"].iter().flat_map(|folder| files(folder, &["rs"])).collect()
}

/// What stands above a file's own tests.
fn production(text: &str) -> impl Iterator<Item = &str> {
    text.lines().take_while(|line| !line.trim_start().starts_with("#[cfg(test)]"))
}

/// The floors table of ARCHITECTURE.md: crate → floor, crates it uses.
fn floors() -> BTreeMap<String, (u32, BTreeSet<String>)> {
    let page = text("ARCHITECTURE.md");
    let rows = page.lines().filter_map(|line| {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        let [floor, name, _, uses] = cells[..] else { return None };
        let uses = uses.split_whitespace().filter(|name| *name != "–").map(str::to_owned).collect();
        Some((name.trim_matches('`').to_owned(), (floor.parse().ok()?, uses)))
    });
    rows.collect()
}

/// The crates of the workspace that a manifest names under `[dependencies]`.
fn uses(manifest: &str) -> BTreeSet<String> {
    let section = manifest.lines().skip_while(|line| line.trim() != "[dependencies]").skip(1).take_while(|line| !line.starts_with('['));
    section.filter_map(|line| line.strip_prefix("rapport-")?.split([' ', '.', '=']).next().map(str::to_owned)).collect()
}

#[test]
fn the_floors_table_is_the_crate_graph() {
    let floors = floors();
    let real: BTreeMap<String, BTreeSet<String>> =
        files("crates", &["toml"]).iter().filter_map(|path| Some((path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml")?.to_owned(), uses(&text(path))))).collect();
    let told: BTreeMap<String, BTreeSet<String>> = floors.iter().map(|(name, (_, uses))| (name.clone(), uses.clone())).collect();
    assert_eq!(told, real, "left: the table in ARCHITECTURE.md; right: the manifests");
    for (name, (floor, uses)) in &floors {
        for used in uses {
            assert!(floors[used].0 < *floor, "{name} (floor {floor}) uses {used}, which is not below it");
        }
    }
}

#[test]
fn pure_floors_have_no_io_clock_chance_or_environment() {
    let banned = ["std::fs", "std::net", "std::env", "std::process", "std::thread", "SystemTime", "Instant::", "println!", "dbg!", "RandomState", "rand::"];
    let mut found = Vec::new();
    for path in PURE.iter().flat_map(|name| files(&format!("crates/{name}/src"), &["rs"])) {
        for (number, line) in production(&text(&path)).enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            found.extend(banned.iter().filter(|word| line.contains(**word)).map(|word| format!("{path}:{}: {word}", number + 1)));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn only_the_store_knows_sql_and_only_the_inside_is_the_system() {
    let sql = ["SELECT ", "INSERT INTO", "DELETE FROM", "sqlx::"];
    let mut found = Vec::new();
    for path in files("crates", &["rs"]) {
        let own = |name: &str| path.starts_with(&format!("crates/{name}/"));
        for (number, line) in production(&text(&path)).enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            let wrong = sql.iter().filter(|word| !own("store") && line.contains(**word));
            let system = (own("server") && !["testing.rs", "tests.rs", "example.rs", "matrix.rs"].iter().any(|name| path.ends_with(name)) && line.contains("Scope::system()"))
                .then_some(&"Scope::system()");
            found.extend(wrong.chain(system).map(|word| format!("{path}:{}: {word}", number + 1)));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn files_stay_small() {
    let mut long = Vec::new();
    for path in sources() {
        let ceiling = ABOVE.iter().find(|(name, _)| *name == path).map_or(CEILING, |(_, lines)| *lines);
        let lines = production(&text(&path)).count();
        if lines > ceiling {
            long.push(format!("{path}: {lines} lines, {ceiling} allowed"));
        }
    }
    assert!(long.is_empty(), "divide these:\n{}", long.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    let silent: Vec<String> = sources().into_iter().filter(|path| !text(path).starts_with("//! ")).collect();
    assert!(silent.is_empty(), "these do not begin with a `//!` sentence:\n{}", silent.join("\n"));
}

#[test]
fn no_file_is_named_after_nothing() {
    let empty = ["utils", "util", "helpers", "helper", "common", "manager", "misc"];
    let named: Vec<String> = sources().into_iter().filter(|path| path.split(['/', '.']).any(|part| empty.contains(&part))).collect();
    assert!(named.is_empty(), "name these after what they hold:\n{}", named.join("\n"));
}

#[test]
fn nothing_names_what_does_not_belong_here() {
    // Written in two halves, so that this file does not hold them.
    let halves =
        [("shared/", "spec"), ("/work", "/"), ("chat", "gpt"), ("clau", "de"), ("copi", "lot"), ("anthro", "pic"), ("open", "ai"), ("gem", "ini"), ("language ", "model wrote")];
    let banned: Vec<String> = halves.iter().map(|(a, b)| format!("{a}{b}")).collect();
    let mut found = Vec::new();
    for path in files(".", &["rs", "md", "yaml", "toml", "txt", "json", "jsonl", "yml", "sh"]).into_iter().chain(["Makefile".into(), ".ci/run".into()]) {
        let text = text(&path).to_lowercase();
        found.extend(banned.iter().filter(|word| text.contains(word.as_str())).map(|word| format!("{path}: {word}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn links_between_pages_lead_somewhere() {
    let mut broken = Vec::new();
    for path in files(".", &["md"]) {
        let page = text(&path);
        for target in links(&page) {
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let folder = root().join(&path).parent().expect("a folder").to_owned();
            let there = if file.is_empty() { root().join(&path) } else { folder.join(file) };
            let heading_is_there = || std::fs::read_to_string(&there).is_ok_and(|page| headings(&page).contains(anchor));
            if !there.exists() || (!anchor.is_empty() && !heading_is_there()) {
                broken.push(format!("{path}: {target}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_book_has_every_page() {
    let summary = text("docs/SUMMARY.md");
    let listed: BTreeSet<&str> = links(&summary).collect();
    let missing: Vec<String> =
        files("docs", &["md"]).into_iter().filter(|path| path != "docs/SUMMARY.md" && !listed.contains(path.strip_prefix("docs/").unwrap_or(path))).collect();
    assert!(missing.is_empty(), "not in docs/SUMMARY.md:\n{}", missing.join("\n"));
}

#[test]
fn files_that_pages_name_are_there() {
    let ours = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].map(str::to_owned).into_iter().chain(files("docs", &["md"]));
    let mut missing = Vec::new();
    for path in ours {
        let page = text(&path);
        for name in page.lines().filter(|line| !line.starts_with("    ")).flat_map(|line| line.split('`').skip(1).step_by(2)) {
            let is_file = ["crates/", "behaviours/", "docs/", "e2e/", "examples/", "programs/", "corpus/", "measure/"].iter().any(|folder| name.starts_with(folder));
            let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c)) && !name.contains("ID.");
            if is_file && plain && !root().join(name).exists() {
                missing.push(format!("{path}: {name}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Targets of the inline links of a page, code left out.
fn links(page: &str) -> impl Iterator<Item = &str> {
    let mut code = false;
    let prose = page.lines().filter(move |line| {
        code ^= line.trim_start().starts_with("```");
        !code
    });
    prose.flat_map(|line| {
        // Every second piece between back-quotes is code.
        line.split('`').step_by(2).flat_map(|piece| piece.split("](").skip(1)).filter_map(|rest| rest.split(')').next())
    })
}

/// The anchors of a page's headings, as renderers make them.
fn headings(page: &str) -> BTreeSet<String> {
    let titles = page.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim().to_lowercase());
    titles.map(|title| title.chars().filter_map(|c| if c == ' ' { Some('-') } else { (c.is_alphanumeric() || c == '-' || c == '_').then_some(c) }).collect()).collect()
}
