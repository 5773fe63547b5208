//! `rapport report`: its sums are those of the single conversations, and it ranks nobody.

mod run;

use std::collections::BTreeMap;

use run::{lines, rapport, with};
use serde_json::{Value, json};

const ALL: &str = "../../../../examples";

fn report(args: &[&str]) -> Value {
    let ran = rapport(&[&["report", "--format", "json"], args].concat());
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.err))
}

fn of(input: &str, format: &str) -> String {
    let ran = with(&["report", "-", "--format", format], &[], input.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out
}

fn json(input: &str) -> Value {
    serde_json::from_str(&of(input, "json")).expect("JSON")
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("a number wanted: {value}"))
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("an array")
}

#[test]
fn sums_are_those_of_the_conversations() {
    let single = lines(&rapport(&["check", ALL, "--format", "jsonl"]).out);
    let report = report(&[ALL]);
    assert_eq!(number(&report["conversations"]), single.len() as u64);
    let mut skills: BTreeMap<String, [u64; 3]> = BTreeMap::new();
    let mut found: BTreeMap<&str, u64> = BTreeMap::new();
    for one in &single {
        for skill in list(&one["skills"]) {
            let own = skills.entry(skill["skill"].as_str().expect("a skill").to_owned()).or_default();
            for (sum, key) in own.iter_mut().zip(["taken", "opportunities", "against"]) {
                *sum += number(&skill[key]);
            }
        }
        for finding in list(&one["findings"]) {
            let key = match finding["polarity"].as_str() {
                Some("+") => "for",
                Some("-") => "against",
                _ => "signals",
            };
            *found.entry(key).or_default() += 1;
        }
        *found.entry("missed").or_default() += list(&one["opportunities"]).iter().filter(|one| one["taken"] == false).count() as u64;
    }
    for (key, count) in found {
        assert_eq!(number(&report["findings"][key]), count, "{key}");
    }
    assert_eq!(list(&report["skills"]).len(), skills.len());
    for skill in list(&report["skills"]) {
        let own = skills[skill["skill"].as_str().expect("a skill")];
        assert_eq!(["taken", "opportunities", "against"].map(|key| number(&skill[key])), own, "{skill}");
    }
    let episodes: usize = single.iter().map(|one| list(&one["episodes"]).len()).sum();
    assert_eq!(number(&report["episodes"]["episodes"]), episodes as u64);
}

#[test]
fn every_reason_has_its_quote() {
    let single = lines(&rapport(&["check", ALL, "--format", "jsonl"]).out);
    let report = report(&[ALL]);
    let worth = list(&report["worth"]);
    assert_eq!(worth.len(), 10);
    let points: Vec<u64> = worth.iter().map(|one| number(&one["points"])).collect();
    assert!(points.is_sorted_by(|a, b| a >= b), "{points:?}");
    for one in worth {
        let conversation = &single[number(&one["number"]) as usize - 1];
        assert_eq!(conversation["conversation"]["id"], one["id"]);
        assert!(!list(&one["reasons"]).is_empty());
        for reason in list(&one["reasons"]) {
            let text = conversation["turns"][number(&reason["turn"]) as usize]["text"].as_str().expect("a turn");
            assert!(text.contains(reason["quote"].as_str().expect("a quote")), "{reason}");
        }
    }
}

/// So many conversations of an agent in which the customer is upset and the agent acknowledges it or not.
fn calls(agent: &str, count: usize, acknowledged: bool) -> String {
    let answer = if acknowledged { "I can hear how upsetting this is, and I am sorry we let you down." } else { "The invoice number please." };
    let one = json!({"agent": agent, "turns": [{"who": "customer", "text": "I am furious about this invoice."}, {"who": "agent", "text": answer}, {"who": "customer", "text": "Right."}]});
    format!("{one}\n").repeat(count)
}

fn bands(report: &Value, skill: &str) -> Vec<(String, String)> {
    let groups = list(&report["groups"]["agent"]);
    let band = |group: &Value| {
        let own = list(&group["skills"]).iter().find(|one| one["skill"] == skill)?;
        Some((group["name"].as_str()?.to_owned(), own["band"].as_str()?.to_owned()))
    };
    groups.iter().filter_map(band).collect()
}

#[test]
fn nobody_is_ranked_where_intervals_overlap() {
    let few = json(&(calls("zoe", 2, true) + &calls("amy", 2, false)));
    assert_eq!(bands(&few, "empathy"), [("amy", "within"), ("zoe", "within")].map(|(name, band)| (name.to_owned(), band.to_owned())));
    let many = json(&(calls("zoe", 40, true) + &calls("amy", 40, false)));
    assert_eq!(bands(&many, "empathy"), [("amy", "below"), ("zoe", "above")].map(|(name, band)| (name.to_owned(), band.to_owned())));
    let text = of(&(calls("zoe", 2, true) + &calls("amy", 2, false)), "text");
    assert!(text.contains("no difference can be shown") && text.find("amy") < text.find("zoe"), "{text}");
    assert!(!text.contains("above the whole"));
}

#[test]
fn hostility_is_told_of_a_team_only() {
    let abuse =
        |agent: &str| format!("{}\n", json!({"agent": agent, "turns": [{"who": "customer", "text": "You useless idiot, shut up."}, {"who": "agent", "text": "I want to help."}]}));
    let two = abuse("amy") + &abuse("zoe");
    assert_eq!(json(&two)["hostility"], Value::Null);
    assert!(of(&two, "text").contains("Hostility is not shown"));
    let team = two + &abuse("kim");
    let report = json(&team);
    assert_eq!(list(&report["hostility"]).iter().map(number).sum::<u64>(), 3);
    assert!(!report["groups"].to_string().contains("hostility"), "no count of one agent");
    for one in list(&report["worth"]) {
        assert!(one.get("agent").is_none(), "an incident names no agent");
    }
}

#[test]
fn days_are_the_clusters_where_all_conversations_are_dated() {
    let dated = |days: u32| {
        let one = |day: u32| json!({"agent": "amy", "started_at": format!("2026-03-{day:02}T09:00:00Z"), "turns": [{"who": "customer", "text": "I am furious."}, {"who": "agent", "text": "Invoice number?"}]});
        (0..40).map(|at| format!("{}\n", one(at % days + 1))).collect::<String>()
    };
    let by = |input: &str| json(input)["skills"][0]["clustered_by"].as_str().expect("a word").to_owned();
    assert_eq!(by(&dated(12)), "day");
    assert_eq!(by(&dated(5)), "conversation");
    assert_eq!(json(&dated(12))["days"], json!(["2026-03-01", "2026-03-12"]));
}

#[test]
fn each_format_tells_the_same() {
    let report = report(&[ALL]);
    let rate = &report["skills"][0];
    let (taken, all) = (number(&rate["taken"]), number(&rate["opportunities"]));
    for (format, shown) in
        [("text", format!("{taken} of {all}")), ("markdown", format!("| {taken} of {all} |")), ("csv", format!(",{taken},{all},")), ("html", format!("{taken} of {all}"))]
    {
        let out = rapport(&["report", ALL, "--format", format, "--lang", "en"]).out;
        assert!(out.contains(&shown), "{format}: {shown}");
    }
    let chinese = rapport(&["report", ALL, "--lang", "zh"]).out;
    assert!(chinese.contains(&format!("{taken} / {all}")) && chinese.contains("看不出差别"), "{chinese}");
}

#[test]
fn nothing_readable_is_an_error() {
    assert_eq!(with(&["report", "-"], &[], b"").code, 2);
    assert_eq!(rapport(&["report", "no-such-folder"]).code, 2);
}
