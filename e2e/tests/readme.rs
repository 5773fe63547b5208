//! What the README shows is what Rapport prints (`BLESS=1` writes it anew), and commands that pages show exist.

mod repository;

use std::fmt::Write;

use repository::{files, rapport, root, text};

const BEGIN: &str = "<!-- output: ";
const END: &str = "<!-- /output -->";

#[test]
fn the_readme_shows_real_output() {
    let page = text("README.md");
    let (mut fresh, mut blocks, mut rest) = (String::new(), 0, page.as_str());
    while let Some((before, from)) = rest.split_once(BEGIN) {
        let (request, from) = from.split_once(" -->").expect("the marker is closed");
        let (_, after) = from.split_once(END).expect("the block is closed");
        let _ = write!(fresh, "{before}{BEGIN}{request} -->\n```text\n{}```\n{END}", shown(request));
        (blocks, rest) = (blocks + 1, after);
    }
    fresh.push_str(rest);
    assert!(blocks >= 2, "one block in English and one in Chinese");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(root().join("README.md"), &fresh).expect("README.md is written");
    } else {
        assert!(fresh == page, "README.md shows something else than Rapport prints; `make bless` writes it anew");
    }
}

#[test]
fn commands_that_pages_show_exist() {
    let help = rapport(&["--help"]).out;
    let makefile = text("Makefile");
    let mut unknown = Vec::new();
    for path in ["README.md", "CONTRIBUTING.md"].map(str::to_owned).into_iter().chain(files("docs", &["md"])) {
        let page = text(&path);
        // Lines of code blocks, and code inside lines.
        for shown in page.lines().flat_map(|line| std::iter::once(line).chain(line.split('`').skip(1).step_by(2))) {
            let words: Vec<&str> = shown.split_whitespace().take_while(|word| !["#", "|", ">"].contains(word)).collect();
            let known = match words[..] {
                ["make", target, ..] if shown.starts_with("make") => makefile.contains(&format!("\n{target}:")),
                ["rapport", command, ref options @ ..] if command.bytes().all(|byte| byte.is_ascii_lowercase()) => {
                    let page = || rapport(&[command, "--help"]).out;
                    let options: Vec<&str> = options.iter().filter(|word| word.starts_with("--")).copied().collect();
                    let listed = help.contains(&format!("\n  {command} "));
                    listed && (options.is_empty() || options.iter().all(|option| page().contains(option.split('=').next().unwrap_or(option))))
                }
                _ => continue,
            };
            if !known {
                unknown.push(format!("{path}: {shown}"));
            }
        }
    }
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

/// The output of `COMMAND; show TURNS`: its head, the turns named, and what follows the turns where `end` is named.
fn shown(request: &str) -> String {
    let (command, show) = request.split_once("; show ").expect("`COMMAND; show TURNS`");
    let ran = rapport(&command.split(' ').collect::<Vec<_>>());
    assert_eq!(ran.code, 0, "{command}: {}", ran.err);
    let wanted: Vec<&str> = show.split(' ').collect();
    let mut out = format!("$ rapport {command}\n");
    let (mut part, mut gap) = ("head", false);
    for line in ran.out.trim_end().lines() {
        match turn_number(line) {
            Some(number) => part = wanted.iter().find(|turn| **turn == number).copied().unwrap_or(""),
            None if line.is_empty() => part = if part == "head" { "head" } else { "end" },
            None => {}
        }
        let keep = part == "head" || wanted.contains(&part);
        if keep && line.trim() != "⋮" {
            if gap && part != "end" {
                out.push_str("             ⋮\n");
            }
            out.push_str(line);
            out.push('\n');
        }
        gap = !keep || line.trim() == "⋮";
    }
    out
}

/// The number of a line that opens a turn: ` 5 agent     │ …`.
fn turn_number(line: &str) -> Option<&str> {
    let (number, after) = line.trim_start().split_once(' ')?;
    let opens = number.bytes().all(|byte| byte.is_ascii_digit()) && after.contains('│');
    opens.then_some(number)
}
