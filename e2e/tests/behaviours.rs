//! What every rule file must have, beside what the compiler asks for.

mod repository;

use std::collections::BTreeSet;

use rapport_engine::{Dialogue, ExampleFile, RuleFile};
use rapport_text::{Kind, Reading, is_function_word, segment};

/// Examples of each kind a language.
const LEAST: usize = 8;

/// Two examples of one file share at most this part, in percent, of the smaller one's content words …
const SHARE: usize = 60;
/// … where the smaller one has at least so many.
const FEWEST: usize = 4;

const CORE: &str = "greeting_complete identity_verified recording_disclosed expectation_set hold_etiquette transfer_warm close_complete \
    listening_token space_to_vent interruption_by_agent paraphrase issue_summary open_question clarifying_question detail_confirmation \
    asks_known_info misunderstanding_repaired emotion_acknowledged caring_reaction perspective_interpretation impact_explored invalidation \
    apology_owned apology_nonapology apology_with_remedy blame_or_defend ownership_statement assurance_given solution_pivot options_offered \
    tradeoffs_explained choice_returned positive_framing negative_framing policy_shield stepwise_instructions understanding_checked \
    plain_language jargon_unexplained concise_delivery concrete_language honest_lookup knowledge_dead_end proactive_prevention claim_accuracy \
    timeline_given vague_commitment commitment_made followup_arranged resolution_confirmed name_used history_acknowledged preference_honoured \
    appreciation_expressed courteous_register escalation_offered boundary_set abuse_close_procedure agent_incivility cust_negative_emotion \
    cust_hostility cust_repeat_contact cust_churn_intent cust_escalation_request cust_confusion cust_correction cust_urgency cust_vulnerability \
    cust_positive_signal cust_recovery cust_buying_signal cust_channel_preference cust_external_threat dead_air";

/// `derail_risk` is left out on purpose: docs/decisions/0005-no-derail-risk.md.
const EXTENDED: &str = "related_history_probe affect_alignment empathy_formulaic apology_stacking cause_explained analogy_used solution_tailored \
    unexpected_benefit personal_touch retention_effort cust_unreasonable_demand cust_why_interest response_pause talk_balance speech_rate style_match";

fn rules() -> Vec<RuleFile> {
    repository::library().behaviours().cloned().collect()
}

#[test]
fn every_behaviour_is_there_in_its_tier() {
    let rules = rules();
    for (tier, wanted) in [("core", CORE), ("extended", EXTENDED)] {
        let wanted: BTreeSet<&str> = wanted.split_whitespace().collect();
        let real: BTreeSet<&str> = rules.iter().filter(|rule| rule.tier.value == tier).map(|rule| rule.id.value.as_str()).collect();
        assert_eq!(real, wanted, "left: the {tier} rule files; right: the list");
    }
    assert_eq!(CORE.split_whitespace().count(), 74);
}

#[test]
fn every_behaviour_has_enough_examples_in_both_languages() {
    let mut few = Vec::new();
    for rule in rules() {
        for (language, set) in [("en", &rule.examples.en), ("zh", &rule.examples.zh)] {
            for (kind, list) in [("fires", &set.fires), ("silent", &set.silent)] {
                if list.len() < LEAST {
                    few.push(format!("{} {language} {kind}: {}, at least {LEAST} wanted", rule.id.value, list.len()));
                }
            }
        }
    }
    assert!(few.is_empty(), "{}", few.join("\n"));
}

#[test]
fn every_text_is_there_in_both_languages() {
    let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let mut wrong = Vec::new();
    for rule in rules() {
        let id = &rule.id.value;
        for (field, both) in [("name", &rule.name), ("definition", &rule.definition), ("why", &rule.why), ("reason", &rule.reason)] {
            if both.en.trim().is_empty() || !han(&both.zh) || (field != "definition" && han(&both.en)) {
                wrong.push(format!("{id}: {field}"));
            }
        }
        let (en, zh) = (&rule.say.en, &rule.say.zh);
        if en.is_empty() != zh.is_empty() || en.iter().any(|say| han(say)) || zh.iter().any(|say| !han(say)) {
            wrong.push(format!("{id}: say"));
        }
        if rule.source.trim().is_empty() {
            wrong.push(format!("{id}: source"));
        }
        // A negative finding always tells what to say instead; `rapport test` proves that cues of both languages fire.
        if rule.side.value == "agent" && rule.polarity.value == "-" && en.is_empty() {
            wrong.push(format!("{id}: speaks against somebody and does not say what would be better"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_behaviour_has_cues_in_both_languages() {
    let ran = repository::rapport(&["behaviours", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&ran.out).expect("a list");
    let list = list.as_array().expect("a list");
    // Its one cue, a timing fact with what yields the floor in both languages, has an English number.
    let both = "interruption_by_agent";
    let one_sided: Vec<&str> =
        list.iter().filter(|one| one["languages"] != serde_json::json!(["en", "zh"])).filter_map(|one| one["id"].as_str()).filter(|id| *id != both).collect();
    assert!(one_sided.is_empty(), "cues in one language only: {}", one_sided.join(" "));
    assert_eq!(list.len(), CORE.split_whitespace().count() + EXTENDED.split_whitespace().count());
}

#[test]
fn two_examples_of_one_file_are_worded_differently() {
    let mut alike = Vec::new();
    for rule in rules() {
        for (language, set) in [("en", &rule.examples.en), ("zh", &rule.examples.zh)] {
            let examples: Vec<_> = set.fires.iter().chain(&set.silent).map(|example| (example.referenced.line(), content(&example.value))).collect();
            for (at, (line, words)) in examples.iter().enumerate() {
                for (other_line, other) in &examples[..at] {
                    let (shared, smaller) = (words.intersection(other).count(), words.len().min(other.len()));
                    if smaller >= FEWEST && shared * 100 > smaller * SHARE {
                        let words: Vec<&str> = words.intersection(other).map(String::as_str).collect();
                        alike.push(format!("{}.yaml:{other_line} and {line} ({language}): {shared} of {smaller}: {}", rule.id.value, words.join(" ")));
                    }
                }
            }
        }
    }
    assert!(alike.is_empty(), "{} pairs share more than {SHARE} % of their content words:\n{}", alike.len(), alike.join("\n"));
}

#[test]
fn sharing_is_counted_in_content_words() {
    let words = |say: &str| content(&ExampleFile { say: say.into(), polarity: None, level: None, channel: None });
    let (a, b) = (words("C: I was charged twice! / A: We're refunding the charges."), words("A: The charge was refunded twice, I see."));
    assert_eq!(a.intersection(&b).count(), 3, "{a:?} {b:?}");
    let (a, b) = (words("A: 我的退款还没有到账"), words("C: 退款呢？"));
    assert_eq!(a.intersection(&b).collect::<Vec<_>>(), ["退款"], "{a:?} {b:?}");
}

/// The content words of a dialogue: English without inflection, Chinese as segmented; grammar, numbers and masks left out.
fn content(example: &ExampleFile) -> BTreeSet<String> {
    let dialogue = Dialogue::parse(&example.say, example.channel.as_deref()).unwrap_or_else(|error| panic!("{}: {error}", example.say));
    let mut words = BTreeSet::new();
    for turn in &dialogue.conversation.turns {
        let reading = Reading::of(&turn.text);
        for token in reading.tokens.iter().filter(|token| token.kind == Kind::Word) {
            // A contraction ("I'm", "don't") is grammar.
            let written = reading.word(token);
            if let Some(key) = reading.content(token).filter(|_| !written.contains('\'')) {
                words.insert(stem(&written, key));
            }
        }
        let han: String = reading.shadow.chars.iter().map(|&c| if ('\u{4e00}'..='\u{9fff}').contains(&c) { c } else { ' ' }).collect();
        let segmented = han.split_whitespace().flat_map(segment);
        words.extend(segmented.filter(|word| !is_function_word(rapport_text::Key::of(word))).map(str::to_owned));
    }
    words
}

/// A readable stand-in for a key: equal keys give equal text.
fn stem(word: &str, key: rapport_text::Key) -> String {
    let short: String = word.chars().take(4).collect();
    format!("{short}~{:04x}", key.0 & 0xffff)
}
