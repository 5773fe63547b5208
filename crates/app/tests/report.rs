//! The report for people: its layout with the demo rules, and what must hold for any conversation.

mod run;

use run::{DEMO, demo, fixtures, rapport, with};
use unicode_width::UnicodeWidthStr;

/// Compares with a file; `BLESS=1 cargo nextest run -p rapport` writes it anew.
fn same(name: &str, text: &str) {
    let path = fixtures().join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, text).expect("written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == text, "the layout differs from {name}; BLESS=1 accepts it\n{text}");
}

#[test]
fn the_layout_is_as_it_was() {
    same("report.en.txt", &demo(&["parcel.txt"]).out);
    same("report.full.txt", &demo(&["parcel.txt", "--full"]).out);
    same("report.zh.txt", &demo(&["parcel.zh.json", "--lang", "zh"]).out);
    let narrow = with(&[&["check", "parcel.txt", "parcel.zh.json"], &DEMO[..]].concat(), &[("COLUMNS", "50")], b"");
    same("report.narrow.txt", &narrow.out);
}

#[test]
fn the_language_is_that_of_the_terminal_unless_told() {
    let args = [&["check", "parcel.txt"], &DEMO[..]].concat();
    assert!(with(&args, &[("LANG", "zh_CN.UTF-8")], b"").out.contains("错过"));
    assert!(with(&args, &[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "en_GB.UTF-8")], b"").out.contains("why: "));
    let json = with(&[&args[..], &["--format", "jsonl"]].concat(), &[("LANG", "zh_CN.UTF-8")], b"");
    assert!(json.out.contains("an upset word"), "JSON does not depend on the terminal");
}

#[test]
fn colours_only_where_wanted() {
    let args = [&["check", "parcel.txt"], &DEMO[..]].concat();
    let plain = demo(&["parcel.txt"]).out;
    assert!(!plain.contains('\u{1b}'));
    let colored = demo(&["parcel.txt", "--color", "always"]).out;
    assert!(colored.contains("\u{1b}[31m^"));
    assert_eq!(anstream::adapter::strip_str(&colored).to_string(), plain, "colour never changes the text");
    assert!(with(&args, &[("CLICOLOR_FORCE", "1")], b"").out.contains('\u{1b}'));
    assert!(!with(&args, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], b"").out.contains('\u{1b}'));
    assert!(!with(&[&args[..], &["--color", "never"]].concat(), &[("CLICOLOR_FORCE", "1")], b"").out.contains('\u{1b}'));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for columns in ["50", "60", "100", "140"] {
        for lang in ["en", "zh"] {
            let out = with(&["check", "../../../../examples", "--full", "--lang", lang], &[("COLUMNS", columns)], b"").out;
            let most = columns.parse::<usize>().expect("a number").min(120);
            for line in out.lines() {
                assert!(line.width() <= most, "{} columns of {most}: {line}", line.width());
            }
        }
    }
}

#[test]
fn control_codes_in_a_conversation_do_not_reach_the_terminal() {
    let input = b"{\"turns\":[{\"who\":\"customer\",\"text\":\"\\u001b[2J I am livid \\u202e abc\"}]}";
    let ran = with(&[&["check", "-"], &DEMO[..]].concat(), &[], input);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.out.contains('\u{1b}') && !ran.out.contains('\u{202e}') && ran.out.contains("livid"));
}

#[test]
fn every_underline_stands_under_its_words() {
    let out = demo(&["parcel.txt", "--color", "never"]).out;
    let lines: Vec<&str> = out.lines().collect();
    let at = lines.iter().position(|line| line.contains("The rules say a neighbour")).expect("the turn is there");
    let column = lines[at].find("The rules say").map(|byte| lines[at][..byte].width());
    let under = lines[at + 1].find('^').map(|byte| lines[at + 1][..byte].width());
    assert_eq!(column, under);
    assert_eq!(lines[at + 1].matches('^').count(), "The rules say".len());
}

#[test]
fn strange_texts_are_printed_within_the_terminal() {
    let pieces = [
        "",
        " ",
        "\n\n",
        "\u{200b}",
        "\u{301}",
        "😀👩‍👩‍👧",
        "livid",
        "我气炸了，",
        "a-very-long-word-without-any-break-in-it-that-goes-on-for-ever",
        "the rules say",
        "\t",
        "（",
        "　",
    ];
    let mut input = String::new();
    for (at, one) in pieces.iter().enumerate() {
        for two in pieces {
            let text = format!("{}{two}", one.repeat(1 + at * 7));
            let turns = serde_json::json!([{"who": "customer", "text": text}, {"who": "a\u{1b}speaker of a long name", "text": format!("{two} {one}")}]);
            input.push_str(&format!("{}\n", serde_json::json!({"id": text, "turns": turns})));
        }
    }
    for columns in ["1", "45", "80", "500"] {
        for full in [&["--full"][..], &[]] {
            let ran = with(&[&["check", "-"], &DEMO[..], full].concat(), &[("COLUMNS", columns)], input.as_bytes());
            assert_eq!(ran.code, 0, "{}", ran.err);
            let most = columns.parse::<usize>().expect("a number").clamp(40, 120);
            // What a terminal makes of joined emoji differs; each of their parts was given its own columns.
            let columns = |line: &str| line.chars().map(|c| unicode_width::UnicodeWidthChar::width(c).unwrap_or(0)).sum::<usize>();
            assert!(ran.out.lines().all(|line| columns(line) <= most));
            assert!(!ran.out.contains('\u{1b}'));
        }
    }
}

#[test]
fn inferred_roles_are_a_quiet_note() {
    let input = b"Zed: Northwind Bank, how can I help you?\nQuinn: I am livid.\nZed: I see.\nQuinn: Well.\n";
    let ran = with(&[&["check", "-"], &DEMO[..]].concat(), &[], input);
    assert!(ran.out.contains("note: the source does not say who is the agent"), "{}", ran.out);
    assert!(ran.err.is_empty(), "{}", ran.err);
}

#[test]
fn nothing_found_is_said_in_a_line() {
    let ran = rapport(&["check", "parcel.txt", "--only", "hold_etiquette"]);
    assert!(ran.out.contains("nothing to remark"), "{}", ran.out);
}
