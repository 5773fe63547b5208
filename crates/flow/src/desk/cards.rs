//! Which form a conversation is read with: the one its program names for the channel, or the built-in one.

use std::sync::{Arc, PoisonError};

use rapport_engine::{RuleErrors, RuleSource, Scorecard};
use rapport_model::Channel;
use rapport_store::{CardState, Program, Scope, StoreError};

use super::{Desk, Rules};

/// Compiled forms that stay at hand.
const MOST: usize = 256;

/// A form, compiled with the rules that it is asked with.
pub struct Form {
    /// The form.
    pub card: Scorecard,
}

impl Desk {
    /// The form of a program for a channel, by its rules; `None` where nothing is published.
    ///
    /// # Errors
    /// The database fails, or a published form no longer fits the rules.
    pub async fn form(&self, program: &Program, rules: &Rules, channel: Channel) -> Result<Option<Arc<Form>>, StoreError> {
        let name = program.settings.scorecards.get(channel.as_str()).map_or(usual(channel), String::as_str);
        let row = self.store().published(&Scope::system(), &program.id, name).await?;
        match row {
            Some(row) => self.compiled(rules, &row.hash, &row.body).map(Some),
            None => Ok(None),
        }
    }

    /// A form by its text, compiled once with the same rules.
    ///
    /// # Errors
    /// The text is no form that fits the rules.
    pub fn compiled(&self, rules: &Rules, hash: &str, body: &str) -> Result<Arc<Form>, StoreError> {
        let key = (rules.library.hash().to_owned(), hash.to_owned());
        let mut forms = self.inner.forms.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(form) = forms.get(&key) {
            return Ok(form.clone());
        }
        let card = fit(rules, body).map_err(|error| StoreError::Stored { what: "scorecard", why: error.to_string() })?;
        if forms.len() >= MOST {
            forms.clear();
        }
        let form = Arc::new(Form { card });
        forms.insert(key, form.clone());
        Ok(form)
    }

    /// The published forms that fit a program's present rules and would not fit others: the names of the forms, and why.
    ///
    /// # Errors
    /// The database fails.
    pub async fn misfits(&self, program: &Program, rules: &Rules) -> Result<Vec<(String, RuleErrors)>, StoreError> {
        let present = self.rules_of(Some(program)).await?;
        let forms = self.store().scorecards(&Scope::system(), Some(&program.id), Some(CardState::Published)).await?;
        let fitting = forms.into_iter().filter(|row| self.compiled(&present, &row.hash, &row.body).is_ok());
        Ok(fitting.filter_map(|row| Some((row.name, fit(rules, &row.body).err()?))).collect())
    }
}

fn fit(rules: &Rules, body: &str) -> Result<Scorecard, RuleErrors> {
    Scorecard::compile(&RuleSource { name: "scorecard".into(), text: body.to_owned() }, &rules.library)
}

/// The built-in form for a channel.
fn usual(channel: Channel) -> &'static str {
    match channel {
        Channel::Voice | Channel::Video => "voice",
        Channel::Chat | Channel::Sms | Channel::Social => "chat",
        Channel::Email => "email",
    }
}
