//! A calibration session: people score blind, the machine is one rater more, and the answers are compared once it is locked.

use std::sync::Arc;

use rapport_engine::{Scratch, detect, evaluate};
use rapport_model::{Answer, Evaluation};
use rapport_store::{CalibrationRow, ConversationRow, MACHINE, RatingRow, Scope, StoreError, read_conversation};

use super::agreement::{Gate, Rated, Session, gate, session};
use super::answers::{By, ItemAnswer, fitting, refused, reviewed};
use crate::Desk;
use crate::desk::Form;

/// Sessions that the gate looks at.
const GATE_SESSIONS: i64 = 3;

impl Desk {
    /// The form that people answered, which must be there.
    ///
    /// # Errors
    /// It is not kept, it asks for behaviours that the program's rules no longer have, or the database fails.
    pub async fn answered_form(&self, program: &str, hash: &str) -> Result<Arc<Form>, StoreError> {
        let rules = self.rules_in(program).await?;
        let why = "the scorecard that was answered asks for behaviours that the program's rules no longer have: put those rules back, and try again";
        self.form_of(&rules, hash).await?.ok_or_else(|| StoreError::State(why.into()))
    }

    /// Keeps a rater's answers; items that they leave out are missing, not zero.
    ///
    /// # Errors
    /// Answers that do not fit the form, what [`rapport_store::Store::rate`] refuses, or the database fails.
    pub async fn rate(&self, scope: &Scope, session: &CalibrationRow, conversation: &str, answers: &[ItemAnswer]) -> Result<(), StoreError> {
        let form = self.answered_form(&session.program_id, &session.scorecard_hash).await?;
        let refusals = fitting(&form.card, answers);
        if !refusals.is_empty() {
            return Err(StoreError::State(refused(&refusals)));
        }
        let score = reviewed(&form.card, answers).score().map(i64::from);
        let answers = serde_json::to_string(answers).unwrap_or_default();
        self.store().rate(scope, &session.id, conversation, &answers, score).await
    }

    /// Ends the scoring: the machine answers too, by the session's form and the rules that hold now.
    ///
    /// # Errors
    /// What [`rapport_store::Store::lock_calibration`] refuses, or the database fails.
    pub async fn lock(&self, scope: &Scope, session: &CalibrationRow) -> Result<(), StoreError> {
        let form = self.answered_form(&session.program_id, &session.scorecard_hash).await?;
        let program = self.store().program(scope, &session.program_id).await?;
        let rules = self.rules_of(program.as_ref()).await?;
        let engine = self.engine(&rules, program.and_then(|program| program.pack_hash).as_deref().unwrap_or_default()).await?;
        let rows = self.store().conversations_by_id(scope, &session.conversations()).await?;
        let mut machine = Vec::new();
        for row in rows {
            let ConversationRow { id, document, .. } = row;
            let conversation = read_conversation(&document)?;
            let exclusions: Vec<_> = self.store().exclusions(scope, std::slice::from_ref(&id)).await?.into_iter().map(|(_, mark)| mark).collect();
            let detection = detect(&engine.library, &engine.program, &conversation, &mut Scratch::default()).without(&engine.library, &exclusions);
            let evaluation = evaluate(&form.card, &conversation, &detection);
            machine.push((id, serde_json::to_string(&of_machine(&evaluation)).unwrap_or_default(), evaluation.score().map(i64::from)));
        }
        self.store().lock_calibration(scope, &session.id, &machine).await
    }

    /// How far the raters of a locked session agree; none while it is open.
    ///
    /// # Errors
    /// The form is not kept, or the database fails.
    pub async fn agreement(&self, scope: &Scope, calibration: &CalibrationRow) -> Result<Option<Session>, StoreError> {
        if calibration.state == "open" {
            return Ok(None);
        }
        let form = self.answered_form(&calibration.program_id, &calibration.scorecard_hash).await?;
        let ratings = self.store().ratings(scope, &calibration.id).await?;
        let mut raters = calibration.raters();
        raters.push(MACHINE.to_owned());
        let gates = self.gates(scope, &calibration.program_id, &calibration.scorecard).await?;
        Ok(Some(session(&form.card, &calibration.conversations(), &raters, &rated(ratings)?, calibration.seed as u64, gates)))
    }

    /// Which items of a form may be used for evaluation: alpha of people over the last three sessions together.
    ///
    /// # Errors
    /// A form is not kept, or the database fails.
    pub async fn gates(&self, scope: &Scope, program: &str, scorecard: &str) -> Result<Vec<Gate>, StoreError> {
        let sessions = self.store().last_calibrations(scope, program, scorecard, GATE_SESSIONS).await?;
        let Some(newest) = sessions.first() else { return Ok(Vec::new()) };
        let form = self.answered_form(&newest.program_id, &newest.scorecard_hash).await?;
        let mut all = Vec::new();
        for calibration in &sessions {
            all.push((calibration.conversations(), rated(self.store().ratings(scope, &calibration.id).await?)?));
        }
        Ok(gate(&form.card, &all))
    }
}

/// The machine's answers in the form that people's have.
fn of_machine(evaluation: &Evaluation) -> Vec<ItemAnswer> {
    let answer = |item: &rapport_model::ItemResult| {
        let share = if let Answer::Share(share) = item.answer { Some(share) } else { None };
        ItemAnswer { item: item.item.to_string(), share, na: matches!(item.answer, Answer::NotApplicable(_)), by: By::Machine, ..ItemAnswer::default() }
    };
    evaluation.items().map(answer).filter(|answer| answer.share.is_some() || answer.na).collect()
}

fn rated(rows: Vec<RatingRow>) -> Result<Vec<Rated>, StoreError> {
    let one = |row: RatingRow| {
        let answers = serde_json::from_str(&row.answers).map_err(|error| StoreError::Stored { what: "rating", why: error.to_string() })?;
        Ok(Rated { conversation: row.conversation_id, rater: row.rater, answers, score: row.score })
    };
    rows.into_iter().map(one).collect()
}
