//! What people answer on a form: held against the form and against what the machine answered before anything is decided.

use std::collections::BTreeMap;

use rapport_engine::{Item, Reviewed, Scorecard};
use rapport_model::{Answer, Why};
use rapport_store::StoreError;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Who gave an answer that stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// A person.
    #[default]
    Person,
    /// The machine, and no person said otherwise.
    Machine,
}

/// The answer to one item, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemAnswer {
    /// The item.
    pub item: String,
    /// Share of its points, in basis points.
    #[serde(default)]
    pub share: Option<u16>,
    /// It does not apply.
    #[serde(default)]
    pub na: bool,
    /// Words, for items without points.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The machine's answer is taken as it is; kept: whether the two are the same.
    #[serde(default)]
    pub agrees: bool,
    /// Why it is another than the machine's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Who gave it.
    #[serde(default)]
    pub by: By,
}

/// An item as the machine answered it, read from a stored evaluation.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct MachineItem {
    /// The item.
    pub item: String,
    /// `behaviour`, `human`, `system`, `hybrid`.
    pub kind: String,
    /// Whom an error harms.
    pub class: String,
    /// Whether failing it fails the conversation.
    pub critical: bool,
    /// In points.
    pub weight: u32,
    /// Share of its points, in basis points.
    pub share: Option<u16>,
    /// Why it does not apply.
    #[serde(default)]
    pub not_applicable: Option<String>,
    /// Why it is left to people.
    #[serde(default)]
    pub open: Option<String>,
    /// A person has to confirm the answer.
    pub to_confirm: bool,
    /// What it rests on.
    pub evidence: Vec<Value>,
}

/// An answer that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The item.
    pub item: String,
    /// What to do.
    pub why: &'static str,
}

#[derive(Deserialize)]
struct Sections {
    sections: Vec<SectionItems>,
}

#[derive(Deserialize)]
struct SectionItems {
    items: Vec<MachineItem>,
}

impl MachineItem {
    /// The answer; what is open is none.
    fn answer(&self) -> Option<Answer> {
        match self.share {
            Some(share) => Some(Answer::Share(share)),
            None => self.not_applicable.as_ref().map(|_| Answer::NotApplicable(Why::NothingCalledForIt)),
        }
    }

    /// Whether a finding or an opportunity is among what the answer rests on.
    pub fn rests_on(&self, mark: &str) -> bool {
        self.evidence.iter().any(|evidence| evidence["finding"].as_str() == Some(mark) || evidence["opportunity"].as_str() == Some(mark))
    }
}

impl ItemAnswer {
    /// As the form counts it; none where nothing was said.
    pub fn answer(&self) -> Option<Answer> {
        match self.share {
            Some(share) => Some(Answer::Share(share)),
            // Words earn nothing and cost nothing.
            None if self.na || !self.text.is_empty() => Some(Answer::NotApplicable(Why::NothingCalledForIt)),
            None => None,
        }
    }
}

/// The machine's answers of a stored evaluation, in the order of the form.
///
/// # Errors
/// The text is no evaluation.
pub fn machine_items(result: &str) -> Result<Vec<MachineItem>, StoreError> {
    let result: Sections = serde_json::from_str(result).map_err(|error| StoreError::Stored { what: "evaluation", why: error.to_string() })?;
    Ok(result.sections.into_iter().flat_map(|section| section.items).collect())
}

/// What does not fit the form: unknown items, two answers to one, shares that the scale does not have, words where points are.
pub fn fitting(card: &Scorecard, answers: &[ItemAnswer]) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    for (at, answer) in answers.iter().enumerate() {
        let item = items(card).find(|item| *item.id == *answer.item);
        let why = match item {
            None => "the form has no such item",
            Some(_) if answers[..at].iter().any(|other| other.item == answer.item) => "it is answered twice",
            Some(item) if answer.share.is_some_and(|share| !item.scale.holds(share)) => "the item's scale has no such step",
            Some(_) if usize::from(answer.share.is_some()) + usize::from(answer.na) > 1 => "give a share or say that it does not apply, not both",
            Some(item) if !answer.text.is_empty() && answer.share.is_none() && !answer.na && item.weight > 0 => "an item with points needs a share, a choice or not applicable",
            Some(_) => continue,
        };
        refusals.push(Refusal { item: answer.item.clone(), why });
    }
    refusals
}

/// Every item's answer, the machine's where a person said nothing, with what the form gives for them.
///
/// # Errors
/// What a person must still say: proposals to fail a critical item are confirmed or rejected, and another answer than the machine's has a reason.
pub fn complete(card: &Scorecard, machine: &[MachineItem], answers: &[ItemAnswer]) -> Result<(Vec<ItemAnswer>, Reviewed), Vec<Refusal>> {
    let mut refusals = fitting(card, answers);
    let mut whole = Vec::new();
    for item in items(card) {
        let read = machine.iter().find(|read| read.item == *item.id);
        let theirs = read.and_then(MachineItem::answer);
        let given = answers.iter().find(|answer| answer.item == *item.id);
        match one(item, read, theirs, given) {
            Ok(answer) => whole.push(answer),
            Err(why) => refusals.push(Refusal { item: item.id.to_string(), why }),
        }
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let reviewed = reviewed(card, &whole);
    Ok((whole, reviewed))
}

/// What the form gives for these answers.
pub(super) fn reviewed(card: &Scorecard, answers: &[ItemAnswer]) -> Reviewed {
    let answers: BTreeMap<&str, Answer> = answers.iter().filter_map(|answer| Some((answer.item.as_str(), answer.answer()?))).collect();
    card.reviewed(&answers)
}

/// Refusals in a sentence.
pub fn refused(refusals: &[Refusal]) -> String {
    refusals.iter().map(|refusal| format!("{}: {}", refusal.item, refusal.why)).collect::<Vec<_>>().join("; ")
}

fn one(item: &Item, read: Option<&MachineItem>, theirs: Option<Answer>, given: Option<&ItemAnswer>) -> Result<ItemAnswer, &'static str> {
    let machine = || {
        let share = if let Some(Answer::Share(share)) = theirs { Some(share) } else { None };
        ItemAnswer { item: item.id.to_string(), share, na: matches!(theirs, Some(Answer::NotApplicable(_))), agrees: true, ..ItemAnswer::default() }
    };
    let needs_a_person = read.is_none_or(|read| read.open.as_deref() == Some(Why::ForAPerson.as_str()));
    match given.and_then(|given| Some((given, given.answer()?))) {
        Some((given, said)) => {
            let agrees = theirs.is_some_and(|theirs| same(said, theirs));
            if theirs.is_some() && !agrees && given.reason.trim().is_empty() {
                return Err("say why you answer otherwise than the machine");
            }
            Ok(ItemAnswer { agrees, by: By::Person, ..given.clone() })
        }
        None if given.is_some_and(|given| given.agrees) => match theirs {
            Some(_) => Ok(ItemAnswer { reason: given.map(|given| given.reason.clone()).unwrap_or_default(), by: By::Person, ..machine() }),
            None => Err("the machine gave no answer to agree with"),
        },
        None if theirs == Some(Answer::Share(0)) && item.critical => Err("the machine proposes that this fails the conversation: confirm or reject it"),
        None if theirs.is_some() && read.is_some_and(|read| read.to_confirm) => Err("the machine's answer needs a person: confirm or reject it"),
        None if theirs.is_some() => Ok(ItemAnswer { by: By::Machine, ..machine() }),
        None if needs_a_person => Err("only a person can answer this"),
        // The machine found nothing, and nobody says that there was something: it stays open.
        None => Ok(ItemAnswer { item: item.id.to_string(), by: By::Machine, ..ItemAnswer::default() }),
    }
}

/// Whether two answers are the same; why an item does not apply makes no difference.
fn same(one: Answer, two: Answer) -> bool {
    match (one, two) {
        (Answer::Share(one), Answer::Share(two)) => one == two,
        (Answer::NotApplicable(_), Answer::NotApplicable(_)) => true,
        _ => false,
    }
}

fn items(card: &Scorecard) -> impl Iterator<Item = &Item> {
    card.sections.iter().flat_map(|section| &section.items)
}
