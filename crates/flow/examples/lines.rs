//! What the engine finds in a file, a line a finding.

use std::path::Path;

use rapport_engine::{Library, Program, RuleSource, Scratch};

fn sources(folder: &Path, out: &mut Vec<RuleSource>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, out);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            out.push(RuleSource { name: path.display().to_string(), text });
        }
    }
}

fn main() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../behaviours"), &mut files);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let (library, _) = Library::compile_rest(&files);
    for path in std::env::args().skip(1) {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let mut scratch = Scratch::default();
        for c in rapport_intake::read(&path, &bytes).into_iter().flatten() {
            let d = rapport_engine::detect(&library, &Program::default(), &c, &mut scratch);
            println!("{} {:?} {:?} {:?} {:?}", c.id, d.findings, d.opportunities, d.episodes, d.skills);
        }
    }
}
