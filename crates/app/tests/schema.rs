//! The schema of rule files stays in step with the files and their documentation.

mod run;

use std::path::{Path, PathBuf};

use serde_json::Value;

fn schema() -> Value {
    serde_json::from_str(&run::rapport(&["schema"]).out).expect("the schema is JSON")
}

/// What is wrong with a value, for the part of JSON Schema that the schema uses; an unknown keyword panics.
fn mistakes(root: &Value, schema: &Value, value: &Value, place: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (keyword, wanted) in schema.as_object().expect("a schema is an object") {
        let mut check = |holds: bool| {
            if !holds {
                out.push(format!("{place}: {keyword} {wanted}"));
            }
        };
        let among = |wanted: &Value| wanted.as_array().expect("a list").iter().filter(|one| mistakes(root, one, value, place).is_empty()).count();
        match keyword.as_str() {
            "$ref" => {
                let path = wanted.as_str().and_then(|path| path.strip_prefix('#')).expect("a local reference");
                out.extend(mistakes(root, root.pointer(path).expect("it leads somewhere"), value, place));
            }
            "type" => check(match wanted.as_str() {
                Some("object") => value.is_object(),
                Some("array") => value.is_array(),
                Some("string") => value.is_string(),
                Some("integer") => value.is_i64() || value.is_u64(),
                Some("number") => value.is_number(),
                Some("boolean") => value.is_boolean(),
                other => panic!("unknown type {other:?}"),
            }),
            "const" => check(value == wanted),
            "enum" => check(wanted.as_array().expect("a list").contains(value)),
            "minimum" => check(value.as_f64() >= wanted.as_f64()),
            "maximum" => check(value.as_f64() <= wanted.as_f64()),
            "pattern" => check(value.as_str().is_some_and(|id| id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'))),
            "oneOf" => check(among(wanted) == 1),
            "anyOf" => check(among(wanted) > 0),
            "required" => check(wanted.as_array().expect("a list").iter().all(|key| key.as_str().is_some_and(|key| value.get(key).is_some()))),
            "items" => {
                for (at, one) in value.as_array().into_iter().flatten().enumerate() {
                    out.extend(mistakes(root, wanted, one, &format!("{place}[{at}]")));
                }
            }
            "properties" | "additionalProperties" => {
                for (key, one) in value.as_object().into_iter().flatten() {
                    let known = schema.get("properties").and_then(|known| known.get(key));
                    let place = format!("{place}.{key}");
                    match (keyword.as_str(), known, wanted) {
                        ("properties", Some(known), _) => out.extend(mistakes(root, known, one, &place)),
                        ("additionalProperties", None, Value::Bool(false)) => out.push(format!("{place} is not in the schema")),
                        ("additionalProperties", None, other) => out.extend(mistakes(root, other, one, &place)),
                        _ => {}
                    }
                }
            }
            "$schema" | "$id" | "$defs" | "title" | "description" => {}
            other => panic!("this test does not know the keyword {other}"),
        }
    }
    out
}

fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { yaml_files(&path) } else { vec![path] }).filter(|path| path.extension().is_some_and(|e| e == "yaml")).collect()
}

/// As the engine and editors read it: `yes` and `on` are words, not booleans.
fn yaml(text: &str) -> Value {
    let options = serde_saphyr::options! { strict_booleans: true };
    serde_saphyr::from_str_with_options(text, options).unwrap_or_else(|error| panic!("{error}"))
}

fn assert_valid(text: &str, name: &str) {
    let root = schema();
    let value = yaml(text);
    let part = if value.get("id").is_some() { "behaviour" } else { "words" };
    let found = mistakes(&root, &root["$defs"][part], &value, name);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_rule_file_is_valid() {
    let files = yaml_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../behaviours"));
    assert!(files.len() > 50);
    for file in files {
        assert_valid(&std::fs::read_to_string(&file).expect("a file"), &file.display().to_string());
    }
}

#[test]
fn every_scorecard_is_valid_and_so_is_the_one_in_the_documentation() {
    let root: Value = serde_json::from_str(&run::rapport(&["schema", "scorecard"]).out).expect("the schema is JSON");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files: Vec<(String, String)> = yaml_files(&folder.join("scorecards"))
        .into_iter()
        .chain(yaml_files(&run::fixtures().join("scorecards")))
        .map(|file| (file.display().to_string(), std::fs::read_to_string(&file).expect("a file")))
        .collect();
    assert!(files.len() >= 8);
    let page = std::fs::read_to_string(folder.join("docs/scorecards.md")).expect("the page");
    let whole = page.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("the example of a whole file");
    files.push(("docs/scorecards.md".into(), whole.to_owned()));
    for (name, text) in &files {
        let found = mistakes(&root, &root["$defs"]["scorecard"], &yaml(text), name);
        assert!(found.is_empty(), "{found:#?}");
    }
    let own = tempfile::tempdir().expect("a folder");
    let path = own.path().join("ours.yaml");
    std::fs::write(&path, whole).expect("written");
    let ran = run::rapport(&["test", path.to_str().expect("a path")]);
    assert!(ran.out.ends_with("2 examples passed, 0 failed\n"), "{}", ran.out);
    // Every field of the schema is explained.
    for part in ["scorecard", "section", "item", "applies"] {
        for field in root["$defs"][part]["properties"].as_object().expect("fields").keys() {
            assert!(page.contains(&format!("`{field}`")) || page.contains(&format!("{field}:")), "docs/scorecards.md does not name `{field}`");
        }
    }
}

#[test]
fn every_field_that_the_documentation_shows_is_known() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules.md")).expect("the page");
    let blocks: Vec<&str> = page.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let whole = blocks.iter().find(|block| block.starts_with("format: 1\nid:")).expect("the example of a whole file");
    assert_valid(whole, "docs/rules.md");
    // The other blocks are parts of a file: they are valid in place of the example's own.
    let root = schema();
    let base: Value = yaml(whole);
    let mut parts = 0;
    for block in blocks.iter().filter(|block| !block.starts_with("format:")) {
        let part: Value = yaml(block);
        let mut file = base.clone();
        for (key, value) in part.as_object().expect("fields") {
            file[key] = value.clone();
        }
        let found = mistakes(&root, &root["$defs"]["behaviour"], &file, "docs/rules.md");
        assert!(found.is_empty(), "{found:#?}");
        parts += 1;
    }
    assert!(parts >= 3);
    // Tables name fields in their first column.
    let text = serde_json::to_string(&root).expect("JSON");
    for field in page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split(['`', ':']).next())
        .filter(|field| field.len() > 3 && field.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
    {
        let known = text.contains(&format!("\"{field}\":"));
        // Predicates are values, not fields.
        assert!(known || page.contains(&format!("| `{field}` | `")) || page.contains(&format!("| `{field}` | –")) || page.contains(&format!("| `{field}`, `")), "{field}");
    }
}

#[test]
fn a_field_that_does_not_exist_is_refused() {
    let root = schema();
    let own = std::fs::read_to_string(run::fixtures().join("rules/demo_rule.yaml")).expect("a fixture");
    let mut value: Value = yaml(&own);
    assert!(mistakes(&root, &root, &value, "demo").is_empty());
    value["cues"]["en"][0]["mtach"] = Value::from(1);
    assert!(!mistakes(&root, &root["$defs"]["behaviour"], &value, "demo").is_empty());
}
