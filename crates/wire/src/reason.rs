//! The reason of a finding in words.

use rapport_engine::Library;
use rapport_model::{Detector, Finding};

use crate::{Lang, parts};

/// The reason of a finding in the reader's language, with its slots filled in.
pub fn reason(library: &Library, finding: &Finding, lang: Lang) -> String {
    if finding.detector == Detector::Model {
        let words = finding.words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join(lang.pick(", ", "、"));
        return match words.as_str() {
            "" => lang.pick("learned from labelled conversations; what came before it counted most", "从标注对话中学到；主要依据前文").to_owned(),
            words => format!("{}{words}", lang.pick("learned from labelled conversations; what counted most: ", "从标注对话中学到；主要依据：")),
        };
    }
    let Some(both) = library.reason(&finding.cue) else { return String::new() };
    let mut text = lang.of(both).clone();
    for (name, value) in &finding.slots {
        let hole = format!("{{{name}}}");
        if text.contains(&hole) {
            let value = if matches!(&**name, "present" | "missing") { parts::in_words(value, lang) } else { value.clone() };
            text = text.replace(&hole, &value);
        }
    }
    text
}
