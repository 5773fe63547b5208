//! What a decided dispute makes of the result: a mark taken away, a review decided anew, or a person's review beside the machine's evaluation.

use rapport_engine::Scorecard;
use rapport_store::{Correction, DisputeRow, NewReview, Ruling, Scope, Step, StoreError, Submission};

use super::answers::{By, ItemAnswer, MachineItem, fitting, machine_items, refused, reviewed};
use crate::Desk;

impl Desk {
    /// What a step means for the disputed result. Where the agent is right, a mark of the machine is taken away; otherwise `answer` is the item's from now on.
    ///
    /// # Errors
    /// An answer is needed and missing or does not fit the form, or the database fails.
    pub async fn ruling(&self, scope: &Scope, dispute: &DisputeRow, step: Step, answer: Option<ItemAnswer>, reason: String) -> Result<Ruling, StoreError> {
        if !matches!(step, Step::Accept | Step::Uphold) {
            return Ok(Ruling { reason, ..Ruling::default() });
        }
        let result = self.store().result_of(scope, &dispute.evaluation_id).await?;
        let machine = machine_items(&result.ok_or(StoreError::Stored { what: "evaluation", why: "it is not there".into() })?)?;
        let before = machine.iter().find(|item| item.item == dispute.item).map(of_machine);
        if dispute.review_id.is_none() && !dispute.behaviour.is_empty() {
            // What the item's answer becomes is for the next reading to say.
            return Ok(Ruling { reason, before: json(&before), after: answer.as_ref().map(json).unwrap_or_default(), correction: Correction::Mark });
        }
        let answer = answer.ok_or_else(|| StoreError::State("say what the item's answer is from now on: `answer`".into()))?;
        if answer.item != dispute.item || answer.answer().is_none() {
            return Err(StoreError::State("`answer` is about the disputed item, and a share, a choice or not applicable".into()));
        }
        let answer = ItemAnswer { reason: if answer.reason.is_empty() { reason.clone() } else { answer.reason }, by: By::Person, agrees: false, ..answer };
        let review = match &dispute.review_id {
            Some(id) => self.store().review(scope, id).await?,
            None => None,
        };
        let hash = match &review {
            Some(review) => Some(review.scorecard_hash.clone()),
            None => self.store().form_hash(scope, &dispute.evaluation_id).await?,
        };
        let hash = hash.ok_or(StoreError::Stored { what: "evaluation", why: "it is not there".into() })?;
        let form = self.answered_form(&dispute.program_id, &hash).await?;
        let refusals = fitting(&form.card, std::slice::from_ref(&answer));
        if !refusals.is_empty() {
            return Err(StoreError::State(refused(&refusals)));
        }
        let answers: Vec<ItemAnswer> = match &review {
            Some(review) => serde_json::from_str(&review.answers).map_err(|error| StoreError::Stored { what: "review", why: error.to_string() })?,
            // A proposal to fail that nobody confirmed is not made one's own by correcting another item.
            None => machine.iter().filter(|item| !(item.critical && item.share == Some(0))).map(of_machine).collect(),
        };
        let before = answers.iter().find(|own| own.item == dispute.item).cloned().or(before);
        let note = review.as_ref().map(|review| review.note.clone()).unwrap_or_default();
        let submission = corrected(&form.card, answers, &answer, note);
        let correction = match review {
            Some(_) => Correction::Review(submission),
            None => {
                let new = NewReview {
                    program: dispute.program_id.clone(),
                    conversation: dispute.conversation_id.clone(),
                    evaluation: dispute.evaluation_id.clone(),
                    scorecard_hash: hash,
                    agent: Some(dispute.agent_id.clone()),
                    reviewer: scope.user.clone(),
                    stream: "own",
                    picked: format!("dispute {}", dispute.id),
                    ..NewReview::default()
                };
                Correction::Beside(Box::new(new), submission)
            }
        };
        Ok(Ruling { reason, before: json(&before), after: json(&answer), correction })
    }
}

/// The answers with one of them another, and what the form gives for them.
fn corrected(card: &Scorecard, mut answers: Vec<ItemAnswer>, answer: &ItemAnswer, note: String) -> Submission {
    answers.retain(|own| own.item != answer.item);
    answers.push(answer.clone());
    let place = |item: &str| card.sections.iter().flat_map(|section| &section.items).position(|own| *own.id == *item);
    answers.sort_by_key(|own| place(&own.item));
    let reviewed = reviewed(card, &answers);
    Submission { answers: json(&answers), note, score: reviewed.score().map(i64::from), standing: reviewed.verdict.as_str() }
}

fn of_machine(item: &MachineItem) -> ItemAnswer {
    ItemAnswer { item: item.item.clone(), share: item.share, na: item.not_applicable.is_some(), agrees: true, by: By::Machine, ..ItemAnswer::default() }
}

/// Plain values in memory always have a JSON form.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
