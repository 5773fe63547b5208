//! What somebody types is read as everything else is, with rules of their own where they write some. Nothing of it is kept.

use std::sync::{Arc, PoisonError};

use rapport_engine::{Dialogue, Library, Program, RuleError, RuleSource, Scratch};
use rapport_model::{Channel, Conversation, Party, Problem, Turn};
use rapport_store::hash;
use serde_json::json;

use super::{Desk, Rules, WorkError};
use crate::examples::{TriedExample, try_examples};
use crate::{Checked, Engine};

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
    /// Hash of the program's pack; empty for none.
    pub pack: String,
    /// Rule files of one's own, separated by lines of `---`.
    pub own: Option<String>,
}

/// What came of it.
pub struct Sketched {
    /// Redacted, and what was found.
    pub checked: Checked,
    /// The rules that it was read with.
    pub library: Arc<Library>,
    /// What came of the rules of one's own; none where there were none.
    pub tried: Option<Arc<Tried>>,
}

/// Rules of one's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tried {
    /// The behaviours that they define, by id; those with a mistake in what matters are not among them.
    pub behaviours: Vec<String>,
    /// Every mistake, with its line in the text.
    pub mistakes: Vec<RuleError>,
    /// What came of their examples, tried with rules alone.
    pub examples: Vec<TriedExample>,
}

/// Rules of one's own that were compiled last: the hash of the text, that of the rules below, what came of it.
pub(super) type Compiled = (String, String, Arc<Library>, Arc<Tried>);

impl Desk {
    /// Reads what somebody typed, on a thread that may take its time.
    ///
    /// # Errors
    /// The outer one: the program's pack cannot be read, or the thread broke off. The inner one: it is no conversation.
    pub async fn sketch(&self, sketch: Sketch) -> Result<Result<Sketched, Problem>, WorkError> {
        let engine = self.engine(&sketch.pack).await?;
        let (desk, rules) = (self.clone(), self.rules());
        let read = tokio::task::spawn_blocking(move || {
            let mut conversation = match conversation(sketch.typed) {
                Ok(conversation) => conversation,
                Err(problem) => return Ok(Err(problem)),
            };
            if let Some(channel) = sketch.channel {
                conversation.channel = channel;
            }
            let own = sketch.own.map(|text| desk.compile_own(&rules, &text)).transpose()?;
            let (engine, tried) = match own {
                Some((library, tried)) => (Arc::new(Engine::new(library, engine.program.clone())), Some(tried)),
                None => (engine, None),
            };
            let checked = engine.check(conversation, &mut Scratch::default());
            Ok(Ok(Sketched { checked, library: engine.library.clone(), tried }))
        });
        read.await.map_err(|error| WorkError::Broken(error.to_string()))?
    }

    /// Rules of one's own over those that hold, compiled once for many looks.
    fn compile_own(&self, rules: &Rules, text: &str) -> Result<(Arc<Library>, Arc<Tried>), WorkError> {
        let digest = hash(text);
        let known = self.inner.sketched.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((own, below, library, tried)) = known
            && own == digest
            && below == rules.library.hash()
        {
            return Ok((library, tried));
        }
        let own = files(text);
        let mut sources = rules.sources();
        sources.extend(own.iter().cloned());
        let (library, mistakes) = Library::compile_rest(&sources);
        let behaviours: Vec<String> = own.iter().filter_map(|source| id(&source.text)).filter(|id| library.behaviour(id).is_some()).collect();
        let engine = Engine::new(library, Program::default());
        let examples = try_examples(&engine, |rule| behaviours.contains(&rule.id.value));
        let library = Arc::into_inner(engine.library).ok_or_else(|| WorkError::Broken("the rules are in use".into()))?;
        let library = Arc::new(rules.teach(library)?);
        let tried = Arc::new(Tried { behaviours, mistakes: mistakes.into_iter().map(|mistake| told(mistake, &own)).collect(), examples });
        *self.inner.sketched.lock().unwrap_or_else(PoisonError::into_inner) = Some((digest, rules.library.hash().to_owned(), library.clone(), tried.clone()));
        Ok((library, tried))
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

/// Rule files of one text, each called as its id asks. Each begins with as many empty lines as stand before it, so that lines are those of the text.
fn files(text: &str) -> Vec<RuleSource> {
    let mut files = vec![String::new()];
    for (number, line) in text.lines().enumerate() {
        if line.trim_end() == "---" {
            files.push("\n".repeat(number));
        }
        if let Some(file) = files.last_mut() {
            file.push_str(if line.trim_end() == "---" { "" } else { line });
            file.push('\n');
        }
    }
    let named = |text: String| RuleSource { name: format!("{}.yaml", id(&text).unwrap_or_else(|| "rules".into())), text };
    files.into_iter().filter(|file| !file.trim().is_empty()).map(named).collect()
}

/// The id that a rule file gives itself.
fn id(text: &str) -> Option<String> {
    let line = text.lines().find_map(|line| line.strip_prefix("id:"))?;
    Some(line.split('#').next()?.trim().trim_matches(['"', '\'']).to_owned())
}

/// A mistake that the rules of one's own make in a built-in file says in which.
fn told(mistake: RuleError, own: &[RuleSource]) -> RuleError {
    if own.iter().any(|source| source.name == mistake.file) {
        return mistake;
    }
    RuleError { message: format!("{}: {}", mistake.file, mistake.message), line: 0, file: mistake.file }
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

    #[test]
    fn lines_are_those_of_the_text() {
        let files = files("id: one\n---\nid: two\nname: x\n---\n\n");
        assert_eq!(files.len(), 2);
        assert_eq!(files[1].text.lines().position(|line| line == "id: two"), Some(2));
        assert_eq!(id(&files[1].text).as_deref(), Some("two"));
    }
}
