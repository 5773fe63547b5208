//! What was kept, given back as the engine made it.

use std::sync::Arc;

use rapport_engine::{Detection, SKILLS};
use rapport_store::{ConversationRow, Found, Scope, StoreError, read_conversation, read_detection};

use super::{Desk, Form, Rules};
use crate::Checked;

/// A conversation and what was found in it, as they are kept; nothing is found in one that nobody read yet.
///
/// # Errors
/// What is kept cannot be read.
pub fn kept(row: &ConversationRow) -> Result<Checked, StoreError> {
    let conversation = read_conversation(&row.document)?;
    let found = match &row.detection {
        Some(text) => read_detection(text, &SKILLS)?,
        None => Found::default(),
    };
    let Found { findings, opportunities, episodes, skills, readings, mut languages } = found;
    languages.resize(conversation.turns.len(), rapport_text::Language::Other);
    Ok(Checked { conversation, detection: Detection { findings, opportunities, episodes, skills, languages, readings } })
}

impl Desk {
    /// The form that an evaluation was made with; `None` where its text is not kept, or no longer fits the program's rules.
    ///
    /// # Errors
    /// The database fails.
    pub async fn form_of(&self, rules: &Rules, scorecard_hash: &str) -> Result<Option<Arc<Form>>, StoreError> {
        let body = self.store().pack(&Scope::system(), scorecard_hash).await?;
        Ok(body.and_then(|body| self.compiled(rules, scorecard_hash, &body).ok()))
    }
}
