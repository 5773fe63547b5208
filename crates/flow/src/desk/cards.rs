//! Which form a conversation is read with: the one its program names for the channel, or the built-in one.

use std::sync::{Arc, PoisonError};

use rapport_engine::{RuleSource, Scorecard};
use rapport_model::Channel;
use rapport_store::{Program, Scope, StoreError};

use super::Desk;

/// A form, compiled with the present rules.
pub struct Form {
    /// The form.
    pub card: Scorecard,
}

impl Desk {
    /// The form of a program for a channel; `None` where nothing is published.
    ///
    /// # Errors
    /// The database fails, or a published form no longer fits the rules.
    pub async fn form(&self, program: &Program, channel: Channel) -> Result<Option<Arc<Form>>, StoreError> {
        let name = program.settings.scorecards.get(channel.as_str()).map_or(usual(channel), String::as_str);
        let row = self.store().published(&Scope::system(), &program.id, name).await?;
        match row {
            Some(row) => self.compiled(&row.hash, &row.body).map(Some),
            None => Ok(None),
        }
    }

    /// A form by its text, compiled once.
    ///
    /// # Errors
    /// The text is no form that fits the present rules.
    pub fn compiled(&self, hash: &str, body: &str) -> Result<Arc<Form>, StoreError> {
        let mut forms = self.inner.forms.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(form) = forms.get(hash) {
            return Ok(form.clone());
        }
        let source = RuleSource { name: "scorecard".into(), text: body.to_owned() };
        let card = Scorecard::compile(&source, &self.rules().library).map_err(|error| StoreError::Stored { what: "scorecard", why: error.to_string() })?;
        let form = Arc::new(Form { card });
        forms.insert(hash.to_owned(), form.clone());
        Ok(form)
    }
}

/// The built-in form for a channel.
fn usual(channel: Channel) -> &'static str {
    match channel {
        Channel::Voice | Channel::Video => "voice",
        Channel::Chat | Channel::Sms | Channel::Social => "chat",
        Channel::Email => "email",
    }
}
