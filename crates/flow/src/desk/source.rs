//! Sources that are kept: the conversation as it was read, without the values that may never be stored, sealed.

use rapport_engine::redaction_side as side;
use rapport_model::Conversation;
use rapport_store::conversation_document;
use rapport_text::Span;
use rapport_text::redact::{Kind, Redactor};

use super::Secret;

/// What may not be stored, sealed or not: full card numbers, their check digits, and what opens a door.
const NEVER: [Kind; 5] = [Kind::Card, Kind::Cvv, Kind::Pin, Kind::Password, Kind::Otp];

/// The sealed source of a conversation: its words as they were said, but for what may never be stored. It is not the bytes that came: in
/// them such a value may be spread over turns, cells or escapes, where only a reader finds it. `None` where the system gives no random bytes.
pub(super) fn sealed(secret: &Secret, mut original: Conversation) -> Option<String> {
    without_never_stored(&mut original);
    let mut nonce = [0; 24];
    if let Err(error) = getrandom::fill(&mut nonce) {
        tracing::error!(%error, "a source could not be sealed and was not kept");
        return None;
    }
    Some(secret.seal(nonce, conversation_document(&original).as_bytes()))
}

/// Masks the values that may never be stored, wherever redaction finds them.
fn without_never_stored(conversation: &mut Conversation) {
    let mut redactor = Redactor::new();
    let mut texts: Vec<Option<String>> = vec![None; conversation.turns.len()];
    for turn in &conversation.turns {
        for change in redactor.push(side(&turn.party), &turn.text) {
            let masks = change.masks.iter().filter(|mask| NEVER.contains(&mask.kind)).map(|mask| (mask.span, mask.token.as_str()));
            texts[change.turn] = Some(masked(&conversation.turns[change.turn].text, masks));
        }
    }
    for (turn, text) in conversation.turns.iter_mut().zip(texts) {
        if let Some(text) = text.filter(|text| *text != turn.text) {
            turn.words.clear();
            turn.text = text;
        }
    }
}

/// A text with tokens in the place of spans, which come in order and do not overlap.
fn masked<'a>(text: &str, masks: impl Iterator<Item = (Span, &'a str)>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (span, token) in masks {
        out.push_str(Span::new(from, span.start).slice(text));
        out.push_str(token);
        from = span.end;
    }
    out.push_str(Span::new(from, u32::MAX).slice(text));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_and_codes_go_and_names_stay() {
        let source =
            r#"{"id":"c1","turns":[{"who":"customer","text":"I'm Dana, 我的卡 card 4111 1111 1111 1111 and the CVV is 737, thanks"},{"who":"agent","text":"Thank you Dana"}]}"#;
        let conversation = rapport_intake::read("c.json", source.as_bytes()).remove(0).expect("readable");
        let secret = Secret::new([3; 32]);
        let sealed = sealed(&secret, conversation).expect("sealed");
        let kept = String::from_utf8(secret.open(&sealed).expect("opens")).expect("text");
        assert!(!kept.contains("1111 1111") && !kept.contains("737"), "{kept}");
        assert!(kept.contains("Dana") && kept.contains("我的卡") && kept.contains(", thanks"), "{kept}");
    }
}
