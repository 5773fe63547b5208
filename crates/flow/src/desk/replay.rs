//! Computing an evaluation again from what was kept, and proving that it is the same byte for byte.

use std::sync::{Arc, PoisonError};

use rapport_engine::{Library, Program, RuleSource, Scorecard, Scratch, detect, evaluate};
use rapport_store::{EvaluationRow, Scope, StoreError, evaluation_document, hash, read_conversation, read_evaluation, read_exclusions};

use super::difference::EvaluationChange;
use super::{Desk, Rules, WorkError, rules};

/// What came of computing an evaluation again.
#[derive(Clone, Debug, PartialEq)]
pub enum Replay {
    /// The same, byte for byte.
    Same,
    /// Another result: another version of the engine made it, or the engine is not what it says.
    Differs(Box<EvaluationChange>),
    /// It cannot be computed: these are not there, or not what they were.
    Missing(Vec<Lack>),
}

/// Something that an evaluation was made with and that is not there as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// `conversation`, `result`, `rules`, `models`, `program pack`, `scorecard`.
    pub what: &'static str,
    /// Its hash.
    pub hash: String,
    /// What is the matter.
    pub why: &'static str,
}

/// Rules that were compiled from what was kept: their hash, the weights' hash, the library.
pub(super) type Archived = (String, String, Arc<Library>);

const NOT_KEPT: &str = "it was not kept";
const CHANGED: &str = "it is not what it was";

impl Desk {
    /// Computes an evaluation again from the stored conversation and the kept packs. None where it does not exist for the caller.
    ///
    /// # Errors
    /// The database fails, or a kept text cannot be read.
    pub async fn replay(&self, scope: &Scope, id: &str) -> Result<Option<Replay>, WorkError> {
        let Some(row) = self.store().evaluation(scope, id).await? else { return Ok(None) };
        let Some(conversation) = self.store().conversation(scope, &row.conversation_id).await? else { return Ok(None) };
        let mut lacks = Vec::new();
        let mut lack = |what, hash: &str, why| lacks.push(Lack { what, hash: hash.to_owned(), why });
        if hash(&conversation.document) != row.conversation_hash {
            lack("conversation", &row.conversation_hash, CHANGED);
        }
        if hash(&row.result) != row.result_hash {
            lack("result", &row.result_hash, CHANGED);
        }
        let library = self.library_of(&row).await?;
        match &library {
            None if row.models_hash.is_empty() => lack("rules", &row.rules_hash, NOT_KEPT),
            None => lack("rules or models", &row.rules_hash, NOT_KEPT),
            Some(library) if library.hash() != row.rules_hash => lack("rules", &row.rules_hash, CHANGED),
            Some(_) => {}
        }
        let system = Scope::system();
        let program = match row.pack_hash.as_str() {
            "" => Some(Program::default()),
            pack if self.store().pack(&system, pack).await?.is_none() => None,
            pack => Some(rules::program(self.store(), pack).await?),
        };
        if program.is_none() {
            lack("program pack", &row.pack_hash, NOT_KEPT);
        }
        let form = self.store().pack(&system, &row.scorecard_hash).await?;
        if form.is_none() {
            lack("scorecard", &row.scorecard_hash, NOT_KEPT);
        }
        let (Some(library), Some(program), Some(form)) = (library, program, form) else { return Ok(Some(Replay::Missing(lacks))) };
        let card = Scorecard::compile(&RuleSource { name: "scorecard".into(), text: form }, &library);
        let card = card.map_err(|error| StoreError::Stored { what: "scorecard", why: error.to_string() })?;
        if *card.hash != *row.scorecard_hash {
            lack("scorecard", &row.scorecard_hash, CHANGED);
        }
        if !lacks.is_empty() {
            return Ok(Some(Replay::Missing(lacks)));
        }
        let (conversation, exclusions) = (read_conversation(&conversation.document)?, read_exclusions(&row.exclusions)?);
        let again = tokio::task::spawn_blocking(move || {
            let detection = detect(&library, &program, &conversation, &mut Scratch::default()).without(&library, &exclusions);
            evaluation_document(&evaluate(&card, &conversation, &detection))
        });
        let again = again.await.map_err(|error| WorkError::Broken(error.to_string()))?;
        if again == row.result {
            return Ok(Some(Replay::Same));
        }
        let change = EvaluationChange::of(Some(&read_evaluation(&row.result)?), Some(&read_evaluation(&again)?));
        Ok(Some(Replay::Differs(Box::new(change))))
    }

    /// The rules that an evaluation was made with: those that its program has, or compiled again from what was kept; the last of those stay at hand.
    async fn library_of(&self, row: &EvaluationRow) -> Result<Option<Arc<Library>>, StoreError> {
        let (wanted, models) = (&row.rules_hash, &row.models_hash);
        let present = self.rules_in(&row.program_id).await?;
        if present.library.hash() == wanted && present.models() == models {
            return Ok(Some(present.library.clone()));
        }
        let archived = self.inner.archived.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, _, library)) = archived.filter(|(rules, weights, _)| rules == wanted && weights == models) {
            return Ok(Some(library));
        }
        let Some(rules) = Rules::kept(self.store(), wanted, models).await? else { return Ok(None) };
        *self.inner.archived.lock().unwrap_or_else(PoisonError::into_inner) = Some((wanted.clone(), models.clone(), rules.library.clone()));
        Ok(Some(rules.library))
    }
}
