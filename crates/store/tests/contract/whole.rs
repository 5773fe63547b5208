//! Nothing of the store goes untested: every public function that asks the database is called in this suite.

use std::collections::BTreeSet;
use std::path::Path;

/// What opens an empty database for these tests.
const OWN: [&str; 3] = ["chosen", "open_file", "connect"];

fn texts(folder: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            all.extend(texts(&path));
        } else if path.extension().is_some_and(|end| end == "rs") && path.file_name().is_none_or(|name| name != "testing.rs") {
            all.push(std::fs::read_to_string(&path).expect("a file"));
        }
    }
    all
}

#[test]
fn every_function_is_called_in_the_contract() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let functions: BTreeSet<String> = texts(&root.join("src"))
        .iter()
        .flat_map(|text| text.split("pub async fn ").skip(1).filter_map(|rest| rest.split(['(', '<']).next()).map(str::to_owned).collect::<Vec<_>>())
        .filter(|name| !OWN.contains(&name.as_str()))
        .collect();
    assert!(functions.len() > 100, "the functions are found");
    let called = texts(&root.join("tests/contract")).join("\n");
    let missing: Vec<&String> = functions.iter().filter(|name| !called.contains(&format!(".{name}(")) && !called.contains(&format!("::{name}("))).collect();
    assert!(missing.is_empty(), "no test of the contract calls {missing:?}");
}
