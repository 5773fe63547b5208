//! What another scorecard would change about one conversation, and which items cause it.

use std::sync::Arc;

use rapport_model::{Answer, Evaluation, ItemResult};

/// Two evaluations of one conversation, side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// New score less old score, in basis points; `None` unless both have one.
    pub score: Option<i32>,
    /// Every item of either form, those of the old one first.
    pub items: Vec<ItemDifference>,
}

/// One item in both forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemDifference {
    /// Id of the item.
    pub item: Arc<str>,
    /// Its answer in the old form; `None` where the form does not have it.
    pub old: Option<Answer>,
    /// Its answer in the new form.
    pub new: Option<Answer>,
    /// Its weights, in points; 0 where the form does not have it.
    pub weights: [u32; 2],
    /// What it does to the score, in basis points; 0 where either score is missing. The effects of all items
    /// sum to the difference of the scores, but for rounding.
    pub effect: i32,
}

impl Difference {
    /// Compares two evaluations. With S the old score, W and W' the answered weights, item i changes the score
    /// by w'ᵢ(s'ᵢ − S)/W' − wᵢ(sᵢ − S)/W: what it pulls the score up or down by now, less what it did before.
    pub fn of(old: &Evaluation, new: &Evaluation) -> Difference {
        let score = old.score().zip(new.score()).map(|(old, new)| i32::from(new) - i32::from(old));
        let find = |evaluation: &'_ Evaluation, id: &str| evaluation.items().find(|item| *item.item == *id).cloned();
        let added = new.items().filter(|item| find(old, &item.item).is_none());
        let ids = old.items().chain(added).map(|item| item.item.clone());
        let items = ids.map(|id| {
            let (before, after) = (find(old, &id), find(new, &id));
            let pull = |item: &Option<ItemResult>, of: &Evaluation| item.as_ref().map_or(0, |item| pull(item, of, old));
            let effect = if score.is_some() { pull(&after, new) - pull(&before, old) } else { 0 };
            let weights = [&before, &after].map(|item| item.as_ref().map_or(0, |item| item.weight));
            ItemDifference { item: id, weights, old: before.map(|item| item.answer), new: after.map(|item| item.answer), effect }
        });
        Difference { score, items: items.collect() }
    }

    /// The item that does most towards the difference; the first in the form where two do the same.
    pub fn cause(&self) -> Option<&ItemDifference> {
        let direction = self.score?.signum();
        let towards = self.items.iter().filter(|item| item.effect * direction > 0);
        towards.rev().max_by_key(|item| item.effect.abs())
    }
}

/// How far an item pulls the score of its form from the old score, in basis points, rounded to the nearest.
fn pull(item: &ItemResult, form: &Evaluation, old: &Evaluation) -> i32 {
    let Answer::Share(share) = item.answer else { return 0 };
    let (weight, all) = (i128::from(item.weight), i128::from(form.total.answered));
    let (earned, answered) = (i128::from(old.total.earned), i128::from(old.total.answered));
    let (over, under) = (weight * (i128::from(share) * answered - earned), all * answered);
    if under == 0 {
        return 0;
    }
    // Half away from zero: the same in both directions.
    ((over * 2 + over.signum() * under) / (under * 2)) as i32
}
