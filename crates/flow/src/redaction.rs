//! Masks personal data in a whole conversation before anything else reads it.

use rapport_engine::{Library, redaction_side as side};
use rapport_model::{Conversation, Party, Turn};
use rapport_text::redact::{Redactor, Side};

/// Redacts a conversation and infers the roles that its source does not tell. Who asks and who answers decides what
/// is a personal value ("may I have your account number?"), so where roles had to be inferred from the redacted
/// text, the original is redacted once more with them. Nothing but redaction ever sees the original.
pub fn redact_with_roles(library: &Library, conversation: &mut Conversation) {
    let untold = conversation.turns.iter().any(|turn| matches!(turn.party, Party::Speaker(_)));
    if untold {
        let mut first = conversation.clone();
        redact(&mut first);
        rapport_engine::infer_roles(library, &mut first);
        for (turn, first) in conversation.turns.iter_mut().zip(first.turns) {
            turn.party = first.party;
        }
        conversation.problems = first.problems;
    }
    redact(conversation);
}

/// Redacts every turn; returns how many values were masked. Word times point into the text as it was, so
/// they are dropped from turns that changed. The speaker's display name is removed once it has served to
/// find the name in the text.
pub fn redact(conversation: &mut Conversation) -> usize {
    let names = |wanted: Side| -> Vec<&str> {
        let own = conversation.turns.iter().filter(|turn| side(&turn.party) == wanted);
        let mut names: Vec<&str> = own.filter_map(|turn| turn.name.as_deref()).collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    let mut redactor = Redactor::new().with_names(&names(Side::Agent), &names(Side::Customer));
    let mut masks = vec![0usize; conversation.turns.len()];
    let mut changed: Vec<(usize, String)> = Vec::new();
    for turn in &conversation.turns {
        for change in redactor.push(side(&turn.party), &turn.text) {
            masks[change.turn] = change.masks.len();
            changed.push((change.turn, change.text));
        }
    }
    for (at, text) in changed {
        let turn: &mut Turn = &mut conversation.turns[at];
        if turn.text != text {
            turn.words.clear();
            turn.text = text;
        }
    }
    conversation.turns.iter_mut().for_each(|turn| turn.name = None);
    masks.iter().sum()
}
