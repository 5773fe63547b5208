//! Prepares the rule files for a quick start: examples left out, as JSON, which is read ten times as fast as
//! YAML. `rapport test` and `rapport explain` read the whole files, which are embedded beside it.
//! Then the hashes of the web page's style and script, which its security policy names.

use std::error::Error;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=../../behaviours");
    println!("cargo::rerun-if-changed=../../docs/rule.schema.json");
    println!("cargo::rerun-if-changed=../../scorecards");
    let root = Path::new("../../behaviours");
    let mut files = Vec::new();
    collect(root, &mut files)?;
    files.sort();
    let mut prepared = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path)?;
        let digest = Sha256::digest(text.as_bytes()).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        // A file that is no valid YAML is kept as it is: the command reports it with its place.
        let text = match serde_saphyr::from_str_with_options::<serde_json::Value>(&text, serde_saphyr::options! { strict_booleans: true }) {
            Ok(mut rule) => {
                if let Some(fields) = rule.as_object_mut() {
                    fields.remove("examples");
                }
                words(&mut rule);
                serde_json::json!({ "digest": digest, "file": rule }).to_string()
            }
            Err(_) => text,
        };
        let name = format!("behaviours/{}", path.strip_prefix(root)?.display());
        prepared.push(serde_json::json!([name, text]));
    }
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("behaviours.json");
    std::fs::write(out, serde_json::Value::from(prepared).to_string())?;
    let mut models = Sha256::new();
    for language in ["en", "zh"] {
        let path = format!("../../models/{language}.weights");
        println!("cargo::rerun-if-changed={path}");
        models.update(std::fs::read(path)?);
    }
    let hex = models.finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    println!("cargo::rustc-env=MODELS_HASH=sha256:{hex}");
    for (name, path) in [("PAGE_STYLE_HASH", "src/html/page.css"), ("PAGE_SCRIPT_HASH", "src/html/page.js")] {
        println!("cargo::rerun-if-changed={path}");
        println!("cargo::rustc-env={name}={}", BASE64_STANDARD.encode(Sha256::digest(std::fs::read(path)?)));
    }
    Ok(())
}

/// Lists hold words and patterns: what YAML takes for a number or a truth value in them is a word all the same.
fn words(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => fields.values_mut().for_each(words),
        serde_json::Value::Array(items) => {
            for item in items {
                match item {
                    serde_json::Value::Number(_) | serde_json::Value::Bool(_) => *item = serde_json::Value::String(item.to_string()),
                    other => words(other),
                }
            }
        }
        _ => {}
    }
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, out)?;
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            out.push(path);
        }
    }
    Ok(())
}
