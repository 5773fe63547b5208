//! What somebody types is read as everything else is, with rules of their own where they write some. Nothing of it is kept.

use std::sync::{Arc, PoisonError};

use rapport_engine::{Dialogue, Library, Scratch};
use rapport_model::{Channel, Conversation, Party, Problem, Turn};
use rapport_store::{Program, hash};
use serde_json::json;

use super::{Desk, Own, WorkError};
use crate::Checked;

/// A conversation as somebody types it.
#[derive(Clone, Debug)]
pub enum Typed {
    /// A transcript of any format, a dialogue as rule files write it, or what an agent says.
    Text(String),
    /// Who and what, turn by turn.
    Turns(Vec<(String, String)>),
}

/// What to read.
#[derive(Clone, Debug)]
pub struct Sketch {
    /// The conversation.
    pub typed: Typed,
    /// Its channel; what the text tells where none is given.
    pub channel: Option<Channel>,
    /// The program with whose rules and pack it is read.
    pub program: Option<Program>,
    /// Rule files of one's own in the place of the program's, separated by lines of `---`.
    pub own: Option<String>,
}

/// What came of it.
pub struct Sketched {
    /// Redacted, and what was found.
    pub checked: Checked,
    /// The rules that it was read with.
    pub library: Arc<Library>,
    /// What came of the rules of one's own; none where there were none.
    pub own: Option<Arc<Own>>,
}

/// Rules of one's own that were compiled last: the hash of the text, that of the rules below, what came of it.
pub(super) type Compiled = (String, String, Arc<Own>);

impl Desk {
    /// Reads what somebody typed, on a thread that may take its time.
    ///
    /// # Errors
    /// The outer one: the program's pack cannot be read, or the thread broke off. The inner one: it is no conversation.
    pub async fn sketch(&self, sketch: Sketch) -> Result<Result<Sketched, Problem>, WorkError> {
        let own = match sketch.own {
            Some(text) => Some(self.sketched(text).await?),
            None => None,
        };
        let rules = match &own {
            Some(own) => own.rules.clone(),
            None => self.rules_of(sketch.program.as_ref()).await?,
        };
        let engine = self.engine(&rules, sketch.program.and_then(|program| program.pack_hash).as_deref().unwrap_or_default()).await?;
        let read = tokio::task::spawn_blocking(move || {
            let mut conversation = conversation(sketch.typed)?;
            if let Some(channel) = sketch.channel {
                conversation.channel = channel;
            }
            let checked = engine.check(conversation, &mut Scratch::default());
            Ok(Sketched { checked, library: engine.library.clone(), own })
        });
        read.await.map_err(|error| WorkError::Broken(error.to_string()))
    }

    /// Rules of one's own over those that hold, compiled once for many looks.
    async fn sketched(&self, text: String) -> Result<Arc<Own>, WorkError> {
        let (digest, below) = (hash(&text), self.rules().library.hash().to_owned());
        let known = self.inner.sketched.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((own, rules, compiled)) = known
            && own == digest
            && rules == below
        {
            return Ok(compiled);
        }
        let own = Arc::new(self.compile_own(text).await?);
        *self.inner.sketched.lock().unwrap_or_else(PoisonError::into_inner) = Some((digest, below, own.clone()));
        Ok(own)
    }
}

/// What was typed, as a conversation.
fn conversation(typed: Typed) -> Result<Conversation, Problem> {
    let text = match typed {
        Typed::Text(text) => text,
        Typed::Turns(turns) => {
            let turns: Vec<_> = turns.iter().map(|(who, text)| json!({"who": who, "text": text})).collect();
            json!({"id": "playground", "turns": turns}).to_string()
        }
    };
    if !text.trim().contains('\n')
        && let Ok(dialogue) = Dialogue::parse(text.trim(), None)
    {
        return Ok(dialogue.conversation);
    }
    let mut read = rapport_intake::read("playground", text.as_bytes());
    if read.len() > 1 {
        return Err(problem("several", "this is more than one conversation", "give one at a time"));
    }
    match read.pop() {
        Some(Ok(conversation)) => Ok(conversation),
        // Somebody tries a phrase: what they would say as an agent.
        Some(Err(problem)) if problem.code == "no_speakers" => {
            let mut conversation = Conversation::new("playground", "", Channel::Chat);
            conversation.turns.push(Turn::new(Party::Agent, text.trim()));
            Ok(conversation)
        }
        Some(Err(problem)) => Err(problem),
        None => Err(problem("empty_source", "there is nothing to read", "type what agent and customer say")),
    }
}

fn problem(code: &'static str, message: &str, help: &str) -> Problem {
    Problem { code, source: String::new(), line: None, message: message.into(), help: help.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_a_conversation() {
        let parties = |text: &str| -> Vec<String> {
            conversation(Typed::Text(text.into())).expect("a conversation").turns.iter().map(|turn| format!("{}: {}", turn.party.as_str(), turn.text)).collect()
        };
        assert_eq!(parties("C: where is it? / *A: on its way"), ["customer: where is it?", "agent: on its way"]);
        assert_eq!(parties("Agent: hello\nCustomer: hi\nAgent: how can I help"), ["agent: hello", "customer: hi", "agent: how can I help"]);
        assert_eq!(parties("I am sorry about that"), ["agent: I am sorry about that"]);
        assert_eq!(parties("给您添麻烦了，非常抱歉"), ["agent: 给您添麻烦了，非常抱歉"]);
        let turns = Typed::Turns(vec![("customer".into(), "A: no label".into()), ("agent".into(), "yes".into())]);
        assert_eq!(conversation(turns).expect("a conversation").turns[0].text, "A: no label");
        assert_eq!(conversation(Typed::Text("  ".into())).expect_err("nothing").code, "empty_source");
    }
}
