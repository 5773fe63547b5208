//! Labels as teams write them: whatever a file holds, something sensible or a reason comes out.

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use rapport_engine::{Library, RuleSource};
use rapport_learn::{Labelled, Misfit};
use rapport_model::Conversation;

/// The built-in behaviours, from their folder.
static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../behaviours");
    let mut sources = Vec::new();
    for folder in [folder.clone(), folder.join("words")] {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|ending| ending == "yaml") {
                sources.push(RuleSource { name: path.display().to_string(), text: std::fs::read_to_string(&path).expect("text") });
            }
        }
    }
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    Library::compile(&sources).expect("the rules compile")
});

fn conversation(line: &str) -> Option<Conversation> {
    rapport_intake::read("ours.jsonl", line.as_bytes()).into_iter().next()?.ok()
}

fn labelled(turns: &str) -> Labelled {
    let conversation = conversation(&format!(r#"{{"turns": [{turns}]}}"#)).expect("a conversation");
    Labelled::of(&LIBRARY, &conversation, &conversation)
}

/// What an agent's turn with these labels gives.
fn agent(labels: &str) -> Labelled {
    labelled(&format!(r#"{{"who": "agent", "text": "I am sorry, that was us.", "labels": {labels}}}"#))
}

#[test]
fn labels_that_fit_are_taken() {
    let own = agent(r#"[{"behaviour": "apology_owned", "level": 2, "quote": "that was us"}, {"behaviour": "boundary_set", "polarity": "+"}]"#);
    assert_eq!(own.misfits, []);
    let labels: Vec<&str> = own.labels[0].iter().flatten().map(String::as_str).collect();
    assert_eq!(labels, ["apology_owned", "boundary_set+"]);
    assert_eq!(own.levels, [("apology_owned".to_owned(), 2)]);
}

#[test]
fn an_empty_list_says_that_nothing_is_there_and_no_list_that_nobody_looked() {
    assert_eq!(agent("[]").labels[0].as_ref().map(|labels| labels.len()), Some(0));
    assert_eq!(agent("null").labels, [None]);
}

#[test]
fn what_does_not_fit_is_told_and_its_turn_left_out() {
    let misfit = |labels: &str| {
        let own = agent(labels);
        assert_eq!(own.labels, [None], "{labels}");
        own.misfits.into_iter().next().map(|(_, misfit)| misfit)
    };
    assert_eq!(misfit(r#"[{"behaviour": "apology_ownd"}]"#), Some(Misfit::Unknown("apology_ownd".into())));
    assert_eq!(misfit(r#"[{"behaviour": "I said so!"}]"#), Some(Misfit::Unknown("?".into())), "what may be speech is not repeated");
    assert_eq!(misfit(r#"[{"behaviour": "cust_hostility"}]"#), Some(Misfit::Side("cust_hostility".into())));
    assert_eq!(misfit(r#"[{"behaviour": "boundary_set"}]"#), Some(Misfit::Polarity("boundary_set".into())));
    assert_eq!(misfit(r#"[{"behaviour": "apology_owned", "polarity": "-"}]"#), Some(Misfit::Polarity("apology_owned".into())));
    assert_eq!(misfit(r#"[{"behaviour": "apology_owned", "quote": "so sorry"}]"#), Some(Misfit::Quote("apology_owned".into())));
    for level in ["0", "5", "-1", "2.5", "\"2\"", "18446744073709551615"] {
        assert_eq!(misfit(&format!(r#"[{{"behaviour": "apology_owned", "level": {level}}}]"#)), Some(Misfit::Level("apology_owned".into())), "{level}");
    }
    assert_eq!(misfit(r#"{"behaviour": "apology_owned"}"#), Some(Misfit::Shape));
    assert_eq!(misfit(r#"["apology_owned"]"#), Some(Misfit::Shape));
}

proptest! {
    #[test]
    fn no_labels_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), labels in r#"[\[\]{}",:a-z0-9 \\]{0,60}"#) {
        for line in [String::from_utf8_lossy(&bytes).into_owned(), format!(r#"{{"turns": [{{"who": "agent", "text": "hello", "labels": {labels}}}]}}"#)] {
            if let Some(conversation) = conversation(&line) {
                let own = Labelled::of(&LIBRARY, &conversation, &conversation);
                prop_assert_eq!(own.labels.len(), conversation.turns.len());
            }
        }
    }

    #[test]
    fn any_label_is_taken_or_told(behaviour in "(apology_owned|boundary_set|cust_hostility|[a-z_]{0,12})", polarity in "[+\\-−0]?", level in any::<u64>(), quote in "(sorry|[a-z ]{0,6})") {
        let own = agent(&format!(r#"[{{"behaviour": "{behaviour}", "polarity": "{polarity}", "level": {level}, "quote": "{quote}"}}]"#));
        prop_assert_eq!(own.labels[0].is_some(), own.misfits.is_empty());
    }
}
