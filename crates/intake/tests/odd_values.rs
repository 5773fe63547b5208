//! Well-formed JSON with values of any type in any place: each record gives a conversation with words, or one problem.

use proptest::prelude::*;
use rapport_intake::read;
use serde_json::{Value, json};

const SOURCES: &[&str] = &[
    include_str!("fixtures/plain.json"),
    include_str!("fixtures/call.vcon.json"),
    include_str!("../../../examples/formats/call-analytics.json"),
    include_str!("../../../examples/formats/transcribe.json"),
    include_str!("../../../examples/formats/deepgram.json"),
    include_str!("../../../examples/formats/assemblyai.json"),
    include_str!("../../../examples/formats/whisper.json"),
    include_str!("../../../examples/formats/whisperx.json"),
    include_str!("../../../examples/formats/whisper-cpp.json"),
    include_str!("../../../examples/formats/chatwoot.json"),
    include_str!("../../../examples/formats/zendesk.json"),
    include_str!("../../../examples/formats/intercom.json"),
];

fn odd() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        Value::Null,
        json!(true),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!(0.5),
        json!(""),
        json!(" 1e400 "),
        json!("NaN"),
        json!("9999-12-31T23:59:59Z"),
        json!("-009999-01-02T01:59:59Z"),
        json!("客服"),
        json!("[x]<b>&#x110000;&nbsp;"),
        json!([]),
        json!([null]),
        json!([[1]]),
        json!({}),
        json!({"id": {"id": []}}),
    ])
}

/// Changes the value that a walk of `steps` leads to: removes it, doubles it, or puts an odd one in its place.
fn change(value: &mut Value, steps: &[prop::sample::Index], edit: u8, odd: &Value) {
    let Some((step, deeper)) = steps.split_first() else {
        *value = odd.clone();
        return;
    };
    match value {
        Value::Array(list) if !list.is_empty() => {
            let at = step.index(list.len());
            match (deeper.is_empty(), edit) {
                (true, 0) => drop(list.remove(at)),
                (true, 1) => list.push(list[at].clone()),
                _ => change(&mut list[at], deeper, edit, odd),
            }
        }
        Value::Object(map) if !map.is_empty() => {
            let key = map.keys().nth(step.index(map.len())).cloned().unwrap_or_default();
            if deeper.is_empty() && edit == 0 {
                map.remove(&key);
            } else if let Some(inner) = map.get_mut(&key) {
                change(inner, deeper, edit, odd);
            }
        }
        other => *other = odd.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn odd_values_give_a_conversation_or_a_problem(which in 0..SOURCES.len(), edits in prop::collection::vec((prop::collection::vec(any::<prop::sample::Index>(), 1..6), 0_u8..6, odd()), 1..5)) {
        let mut value: Value = serde_json::from_str(SOURCES[which]).expect("valid");
        for (steps, edit, odd) in &edits {
            change(&mut value, steps, *edit, odd);
        }
        let source = value.to_string();
        let found = read("s", source.as_bytes());
        if value.is_object() {
            prop_assert_eq!(found.len(), 1, "{}", source);
        }
        for found in found {
            match found {
                Ok(c) => prop_assert!(!c.turns.is_empty() && !c.id.trim().is_empty(), "{}", source),
                Err(problem) => prop_assert!(!problem.code.is_empty() && !problem.message.is_empty() && !problem.help.is_empty(), "{}", source),
            }
        }
    }
}
