//! The web app goes into the binary; when it is built again, so is this.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // A folder that is not there would have this run every time.
    let app = Path::new("../../web");
    if app.is_dir() && std::fs::create_dir_all(app.join("dist")).is_ok() {
        println!("cargo::rerun-if-changed=../../web/dist");
    }
}
