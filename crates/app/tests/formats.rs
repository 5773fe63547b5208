//! `--format html|markdown|csv` of `rapport check`: everything found is there, and nothing else is asked for.

mod run;

use run::{lines, rapport, with};
use serde_json::Value;

const CALL: &str = "../../../../examples/en/double-charge.txt";
const CHINESE: &str = "../../../../examples/zh/lost-passport.txt";

fn findings(path: &str) -> Vec<Value> {
    let all = lines(&rapport(&["check", path, "--format", "jsonl"]).out);
    all[0]["findings"].as_array().expect("findings").clone()
}

fn missed(path: &str) -> usize {
    let all = lines(&rapport(&["check", path, "--format", "jsonl"]).out);
    all[0]["opportunities"].as_array().expect("opportunities").iter().filter(|one| one["taken"] == false).count()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().expect("text")
}

/// What stands in attributes of this name.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    page.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_page_holds_every_finding_and_every_miss() {
    for (path, lang) in [(CALL, "en"), (CHINESE, "zh")] {
        let page = rapport(&["check", path, "--format", "html", "--lang", lang]).out;
        let findings = findings(path);
        assert_eq!(page.matches("<details class=\"note\"").count(), findings.len() + missed(path));
        for finding in &findings {
            assert!(page.contains(&format!("<code>{}</code>", text(finding, "cue"))), "{finding}");
        }
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    }
}

#[test]
fn the_page_asks_for_nothing_and_leads_nowhere_else() {
    for args in [["check", CALL], ["check", CHINESE], ["report", "../../../../examples"]] {
        let page = rapport(&[&args[..], &["--format", "html"]].concat()).out;
        assert!(attributes(&page, "src").is_empty());
        assert!(attributes(&page, "style").is_empty(), "the policy would refuse it");
        for target in attributes(&page, "href") {
            assert!(target == "data:," || page.contains(&format!(" id=\"{}\"", target.trim_start_matches('#'))), "{target}");
        }
        for word in ["@import", "url(", "fetch(", "http-equiv=\"refresh\""] {
            assert!(!page.contains(word), "{word}");
        }
        assert!(page.contains("default-src 'none'"));
    }
}

#[test]
fn words_that_are_markup_stay_words() {
    let said = "I am livid </p><script>alert(1)</script> <b>&amp; *so* [x](y) | `z`";
    let input = serde_json::json!({"id": "<i>1</i>", "turns": [{"who": "customer", "text": said}, {"who": "agent", "text": "Calm down."}]}).to_string();
    let page = with(&["check", "-", "--format", "html"], &[], input.as_bytes()).out;
    assert!(!page.contains("<b>&") && !page.contains("alert(1)</script> <b>") && !page.contains("<i>1"));
    assert!(page.contains("&lt;/p&gt;&lt;script&gt;") && page.contains("&lt;/script&gt;"));
    let document = with(&["check", "-", "--format", "markdown"], &[], input.as_bytes()).out;
    assert!(!document.contains("<script") && !document.contains("<i>") && document.contains("\\*so\\* \\[x\\](y) \\| \\`z\\`"), "{document}");
}

#[test]
fn every_row_of_the_sheet_is_a_finding_or_a_miss() {
    for path in [CALL, CHINESE] {
        let out = rapport(&["check", path, "--format", "csv"]).out;
        let mut sheet = csv::Reader::from_reader(out.trim_start_matches('\u{feff}').as_bytes());
        let heads = sheet.headers().expect("heads").clone();
        let column = |name: &str| heads.iter().position(|head| head == name).expect("a column");
        let rows: Vec<csv::StringRecord> = sheet.records().map(|row| row.expect("a row")).collect();
        let findings = findings(path);
        assert_eq!(rows.iter().filter(|row| &row[column("kind")] == "missed").count(), missed(path));
        let found: Vec<&csv::StringRecord> = rows.iter().filter(|row| &row[column("kind")] != "missed").collect();
        assert_eq!(found.len(), findings.len());
        for finding in &findings {
            let same = |row: &&&csv::StringRecord| {
                &row[column("quote")] == text(finding, "quote")
                    && row[column("turn")].parse().ok() == finding["turn"].as_u64()
                    && &row[column("behaviour")] == text(finding, "behaviour")
            };
            assert!(found.iter().any(|row| same(&row)), "{finding}");
        }
    }
}

#[test]
fn no_cell_of_the_sheet_is_a_formula() {
    let input = br#"{"id":"=1+1","agent":"@SUM(A1)","turns":[{"who":"customer","text":"=HYPERLINK(\"x\") I am furious"},{"who":"agent","text":"Calm down."}]}"#;
    let out = with(&["check", "-", "--format", "csv"], &[], input).out;
    let mut sheet = csv::Reader::from_reader(out.trim_start_matches('\u{feff}').as_bytes());
    for row in sheet.records() {
        for cell in &row.expect("a row") {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
}

#[test]
fn the_document_names_every_finding() {
    let document = rapport(&["check", CALL, "--format", "markdown", "--full"]).out;
    for finding in findings(CALL) {
        assert!(document.contains(&format!("`{}`", text(&finding, "behaviour"))), "{finding}");
    }
    assert!(document.starts_with("# double-charge\n"));
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    for command in ["check", "report"] {
        for format in ["html", "markdown", "csv"] {
            let of = |threads: &str| rapport(&[command, "../../../../examples", "--format", format, "--threads", threads]).out;
            assert!(of("1") == of("4"), "{command} {format}");
        }
    }
}

#[test]
fn a_full_page_says_how_many_it_leaves_out() {
    let input = "{\"turns\":[{\"who\":\"customer\",\"text\":\"I am livid.\"}]}\n".repeat(503);
    let ran = with(&["check", "-", "--format", "html"], &[], input.as_bytes());
    assert_eq!(ran.code, 0);
    assert_eq!(ran.out.matches("<article ").count(), 500);
    assert!(ran.out.contains("503 conversations") && ran.out.contains("3 more were read"), "the page says it");
    assert!(ran.err.contains("3 more were read") && ran.err.contains("rapport report"), "{}", ran.err);
}
