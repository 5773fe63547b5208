//! Rebuilds the binary when a rule file changes: they are embedded in it.

fn main() {
    println!("cargo::rerun-if-changed=../../behaviours");
    println!("cargo::rerun-if-changed=../../docs/rule.schema.json");
}
