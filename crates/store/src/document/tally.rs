//! What figures need of documents, read back from their text: it is added to rows when a result is saved.

use serde::Deserialize;

/// An episode of a customer's strong feeling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct EpisodeTally {
    /// Highest, 1–4.
    pub(crate) intensity: i64,
    /// The agent's turn that acknowledged it.
    pub(crate) acknowledged: Option<i64>,
    /// The agent's turn that turned to a solution.
    pub(crate) solving: Option<i64>,
    /// The customer's turn of recovery.
    pub(crate) recovered: Option<i64>,
    /// Customer turns from onset to recovery.
    pub(crate) turns_to_calm: Option<i64>,
}

/// Errors of an evaluation by class, as error-class accuracy counts them (COPC practice): a critical class is right or wrong per conversation, the
/// non-critical one item by item. Items without an answer do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClassTally {
    /// Whether there is no error of the class; none where no item of it was answered.
    pub(crate) customer: Option<bool>,
    pub(crate) business: Option<bool>,
    pub(crate) compliance: Option<bool>,
    /// Answered items of no critical class without a defect, and all of them.
    pub(crate) items_right: i64,
    pub(crate) items: i64,
}

#[derive(Deserialize)]
struct Detection {
    #[serde(default)]
    episodes: Vec<EpisodeTally>,
}

#[derive(Deserialize)]
struct Evaluation {
    #[serde(default)]
    sections: Vec<Section>,
}

#[derive(Deserialize)]
struct Section {
    #[serde(default)]
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    class: String,
    share: Option<i64>,
}

/// The share of a whole, in basis points.
const ALL: i64 = 10_000;

/// The episodes of a detection document; none of what is not one.
pub(crate) fn episodes(detection: &str) -> Vec<EpisodeTally> {
    serde_json::from_str::<Detection>(detection).map(|read| read.episodes).unwrap_or_default()
}

/// The errors of an evaluation document by class; nothing of what is not one. An item of a critical class is wrong below the whole, any other below half.
pub(crate) fn classes(evaluation: &str) -> ClassTally {
    let mut tally = ClassTally::default();
    let sections = serde_json::from_str::<Evaluation>(evaluation).map(|read| read.sections).unwrap_or_default();
    for item in sections.iter().flat_map(|section| &section.items) {
        let Some(share) = item.share else { continue };
        let class = match item.class.as_str() {
            "customer" => &mut tally.customer,
            "business" => &mut tally.business,
            "compliance" => &mut tally.compliance,
            _ => {
                tally.items += 1;
                tally.items_right += i64::from(share >= ALL / 2);
                continue;
            }
        };
        *class = Some(class.unwrap_or(true) && share >= ALL);
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_counted_as_accuracy_counts_them() {
        let text = r#"{"sections":[{"items":[{"class":"customer","share":10000},{"class":"customer","share":5000},{"class":"business","share":null},
            {"class":"compliance","share":10000}]},{"items":[{"class":"non_critical","share":5000},{"class":"non_critical","share":4999},{"class":"non_critical","share":null}]}]}"#;
        let tally = classes(text);
        assert_eq!((tally.customer, tally.business, tally.compliance), (Some(false), None, Some(true)));
        assert_eq!((tally.items_right, tally.items), (1, 2));
        assert_eq!(classes("no document"), ClassTally::default());
    }

    #[test]
    fn episodes_are_read_back() {
        let text = r#"{"findings":[{"id":"f1"}],"episodes":[{"onset":1,"peak":2,"intensity":3,"end":5,"acknowledged":2,"solving":null,"recovered":5,"turns_to_calm":2,"ms_to_acknowledgement":null,"ms_to_calm":null}]}"#;
        assert_eq!(episodes(text), [EpisodeTally { intensity: 3, acknowledged: Some(2), solving: None, recovered: Some(5), turns_to_calm: Some(2) }]);
        assert!(episodes("{}").is_empty());
    }
}
