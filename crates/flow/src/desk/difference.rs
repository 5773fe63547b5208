//! What differs between two evaluations of one conversation.

use std::sync::Arc;

use rapport_model::{Evaluation, ItemResult, Standing};

/// Two evaluations of one conversation, the earlier one first; either may not be there.
#[derive(Clone, Debug, PartialEq)]
pub struct EvaluationChange {
    /// Scores in basis points; none where there is insufficient evidence or no evaluation.
    pub score: [Option<u16>; 2],
    /// Standings.
    pub standing: [Option<Standing>; 2],
    /// Versions of the engine.
    pub engine: [Option<Arc<str>>; 2],
    /// The items that are not the same, those of the earlier form first.
    pub items: Vec<ItemChange>,
}

/// An item as both evaluations have it; none where the form lacks it.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemChange {
    /// Id.
    pub item: Arc<str>,
    /// As it was.
    pub before: Option<ItemResult>,
    /// As it is.
    pub after: Option<ItemResult>,
}

impl EvaluationChange {
    /// Compares two evaluations.
    pub fn of(before: Option<&Evaluation>, after: Option<&Evaluation>) -> EvaluationChange {
        let both = [before, after];
        let find = |doc: Option<&Evaluation>, id: &str| doc.and_then(|doc| doc.items().find(|item| *item.item == *id)).cloned();
        let old = before.into_iter().flat_map(Evaluation::items);
        let added = after.into_iter().flat_map(Evaluation::items).filter(|item| find(before, &item.item).is_none());
        let items = old.chain(added).map(|item| ItemChange { item: item.item.clone(), before: find(before, &item.item), after: find(after, &item.item) });
        EvaluationChange {
            score: both.map(|doc| doc.and_then(Evaluation::score)),
            standing: both.map(|doc| doc.map(|doc| doc.standing)),
            engine: both.map(|doc| doc.map(|doc| doc.engine.clone())),
            items: items.filter(|item| item.before != item.after).collect(),
        }
    }

    /// Whether a reader would see another result: score, standing, or the answer to an item.
    pub fn is_seen(&self) -> bool {
        self.score[0] != self.score[1] || self.standing[0] != self.standing[1] || self.items.iter().any(ItemChange::is_of_answer)
    }

    /// New score less old score, in basis points; none unless both are there.
    pub fn difference(&self) -> Option<i32> {
        let [before, after] = self.score;
        before.zip(after).map(|(before, after)| i32::from(after) - i32::from(before))
    }
}

impl ItemChange {
    /// Whether the answer is another, not only its evidence or its weight.
    pub fn is_of_answer(&self) -> bool {
        let answer = |item: &Option<ItemResult>| item.as_ref().map(|item| item.answer);
        answer(&self.before) != answer(&self.after)
    }
}
