//! Heads over whole contacts: why the customer came, and how content the customer is.

use anyhow::Result;
use rapport_engine::{Library, TableFile, observe_contact};
use rapport_learn::{Pull, Sorted, Valued, sorts, values};

use super::public;
use crate::lessons;

/// The general tree of reasons: level one, a dot, level two.
pub const DRIVERS: [&str; 28] = [
    "product.defect",
    "delivery.late",
    "delivery.wrong",
    "delivery.lost",
    "billing.payment",
    "billing.duplicate",
    "billing.dispute",
    "billing.refund",
    "billing.fee",
    "account.login",
    "account.verification",
    "account.change",
    "technical.fault",
    "technical.howto",
    "policy.cancel",
    "policy.upgrade",
    "policy.terms",
    "service.promise",
    "service.agent_error",
    "service.wait",
    "service.transfer",
    "information.product",
    "information.service",
    "information.provider",
    "sales.interest",
    "complaint.escalation",
    "fraud.safety",
    "other",
];

/// Heads of contacts, and how well they do on what they had not seen.
pub struct Contacts {
    pub reason: TableFile,
    /// The label and what was found, of every conversation of the corpus.
    pub reasons: Vec<(usize, usize)>,
    pub satisfaction: TableFile,
    /// Half the interval of nine of ten, 1–5.
    pub margin: f32,
    /// Of the corpus: the label and what was given.
    pub own: Vec<(f32, f32)>,
    /// Of STC-3.
    pub rated: Vec<(f32, f32)>,
}

/// Trains them for one language.
///
/// # Errors
/// A part of the corpus cannot be read.
pub fn train(library: &Library, language: &str, data: Option<&std::path::Path>) -> Result<Contacts> {
    let (mut said, mut valued) = (Vec::new(), Vec::new());
    for part in ["train", "dev"] {
        for (conversation, row) in lessons::conversations(library, part, language)? {
            let contact = observe_contact(&conversation);
            if let Some(number) = row["reason"].as_str().and_then(|reason| DRIVERS.iter().position(|driver| *driver == reason)) {
                said.push(Sorted { group: conversation.id.clone(), features: contact.reason, sorts: vec![number], measures: true });
            }
            if let Some(value) = row["satisfaction"].as_f64() {
                valued.push(Valued { group: conversation.id.clone(), features: contact.satisfaction, value: value as f32 });
            }
        }
    }
    if language == "en" {
        for (group, features, reason) in public::reasons(data) {
            let number = DRIVERS.iter().position(|driver| *driver == reason).unwrap_or(DRIVERS.len() - 1);
            said.push(Sorted { group, features, sorts: vec![number], measures: false });
        }
    }
    let sorted = sorts(&said, &DRIVERS, Pull { cost: 0.3, positive: 3.0, least: 0.002 });
    let reasons = sorted.found.iter().map(|&(number, found)| (said[number].sorts[0], found)).collect();
    let ours = valued.len();
    valued.extend(public::rated(language, data).into_iter().map(|rated| Valued { group: rated.key, features: rated.contact.satisfaction, value: rated.satisfaction }));
    let fitted = values(&valued, "satisfaction", 0.3, 0.004);
    let (own, rated) = (fitted.given[..ours].to_vec(), fitted.given[ours..].to_vec());
    let mut errors: Vec<f32> = own.iter().map(|(told, given)| (told - given).abs()).collect();
    errors.sort_by(f32::total_cmp);
    let margin = errors.get(errors.len() * 9 / 10).copied().unwrap_or(4.0);
    Ok(Contacts { reason: sorted.table, reasons, satisfaction: fitted.table, margin, own, rated })
}

/// Spearman's rank correlation, with the mean rank for ties.
pub fn spearman(pairs: &[(f32, f32)]) -> f64 {
    let (a, b) = (ranks(pairs.iter().map(|pair| pair.0)), ranks(pairs.iter().map(|pair| pair.1)));
    let mean = (pairs.len() as f64 + 1.0) / 2.0;
    let sum = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| (x - mean) * (y - mean)).sum::<f64>();
    sum(&a, &b) / (sum(&a, &a) * sum(&b, &b)).sqrt()
}

fn ranks(values: impl Iterator<Item = f32>) -> Vec<f64> {
    let values: Vec<f32> = values.collect();
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut at = 0;
    while at < order.len() {
        let end = (at..order.len()).find(|&other| values[order[other]] != values[order[at]]).unwrap_or(order.len());
        order[at..end].iter().for_each(|&place| ranks[place] = (at + end + 1) as f64 / 2.0);
        at = end;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_share_ties() {
        assert_eq!(ranks([3.0, 1.0, 3.0, 2.0].into_iter()), [3.5, 1.0, 3.5, 2.0]);
        assert!((spearman(&[(1.0, 2.0), (2.0, 4.0), (3.0, 9.0)]) - 1.0).abs() < 1e-12);
    }
}
