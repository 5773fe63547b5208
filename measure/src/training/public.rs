//! What the public corpora teach: emotions of texts, reasons of contacts, satisfaction with dialogues.

use std::path::Path;

use rapport_engine::{Classes, Contact, Feature, observe_contact, text_features};
use rapport_learn::ToldReason;
use rapport_model::{Channel, Conversation, Emotion, Party, Turn};
use serde_json::Value;

use crate::places;

/// Emotions of GoEmotions (Demszky et al., ACL 2020) in our nine; the others are left out.
const GO: [(&str, Emotion); 14] = [
    ("anger", Emotion::Anger),
    ("annoyance", Emotion::Annoyance),
    ("disappointment", Emotion::Disappointment),
    ("fear", Emotion::Worry),
    ("nervousness", Emotion::Worry),
    ("confusion", Emotion::Confusion),
    ("curiosity", Emotion::Neutral),
    ("relief", Emotion::Relief),
    ("gratitude", Emotion::Gratitude),
    ("joy", Emotion::Joy),
    ("excitement", Emotion::Joy),
    ("amusement", Emotion::Joy),
    ("admiration", Emotion::Joy),
    ("neutral", Emotion::Neutral),
];

/// Of the most frequent emotion no more texts than this are taken.
const MOST: usize = 1500;

/// Texts of the public corpora with one of our emotions: a group, features, the emotion's number. Empty where the corpora are absent.
pub fn emotions(classes: &Classes, language: &str, data: Option<&Path>) -> Vec<(String, Vec<Feature>, usize)> {
    let Some(data) = data else { return Vec::new() };
    let number = |emotion: Emotion| Emotion::ALL.iter().position(|other| *other == emotion).unwrap_or(0);
    let mut texts: Vec<(String, usize)> = Vec::new();
    // 0 is sadness, which is none of ours.
    let of_csv = [None, Some(Emotion::Anger), Some(Emotion::Joy), Some(Emotion::Worry)];
    for (text, label) in labelled_texts(&data.join(format!("train/emotion_{language}.csv"))) {
        if let Some(emotion) = label.parse::<usize>().ok().and_then(|label| *of_csv.get(label)?) {
            texts.push((text, number(emotion)));
        }
    }
    if language == "en" {
        let mut counts = [0; Emotion::ALL.len()];
        for row in places::rows(&data.join("train/goemotions.train.jsonl")).unwrap_or_default() {
            let names: Vec<&str> = row["emotions"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let [name] = names.as_slice() else { continue };
            let Some((_, emotion)) = GO.iter().find(|(go, _)| go == name) else { continue };
            let emotion = number(*emotion);
            counts[emotion] += 1;
            if counts[emotion] <= MOST {
                texts.push((row["text"].as_str().unwrap_or_default().to_owned(), emotion));
            }
        }
    }
    texts.into_iter().map(|(text, emotion)| (text.clone(), text_features(classes, &text), emotion)).collect()
}

/// Rows of a table of two columns, text and label, with quotes where a text has commas.
fn labelled_texts(file: &Path) -> Vec<(String, String)> {
    let Ok(text) = std::fs::read_to_string(file) else { return Vec::new() };
    let rows = text.lines().skip(1).filter_map(|line| line.trim().rsplit_once(','));
    rows.map(|(text, label)| (text.trim().trim_matches('"').to_owned(), label.trim().to_owned())).collect()
}

/// A dialogue with the satisfaction that raters gave it, 1–5, and the key that its translation shares.
pub struct Rated {
    /// The same for translations of each other.
    pub key: String,
    /// What heads of contacts look at.
    pub contact: Contact,
    /// Mean of the raters, moved from −2…2 to 1…5.
    pub satisfaction: f32,
}

/// The dialogues of STC-3 (NTCIR-14) in a language; empty where they are absent.
pub fn rated(language: &str, data: Option<&Path>) -> Vec<Rated> {
    let rows = data.and_then(|data| places::rows(&data.join("train/stc3.jsonl"))).unwrap_or_default();
    let of = |row: &Value| -> Option<Rated> {
        let mut conversation = Conversation::new(row["id"].as_str()?, "", Channel::Chat);
        for turn in row["turns"].as_array()? {
            let party = if turn["who"] == "customer" { Party::Customer } else { Party::Agent };
            conversation.turns.push(Turn::new(party, turn["text"].as_str()?));
        }
        rapport_flow::redact(&mut conversation);
        let satisfaction = row["labels"]["satisfaction_mean"].as_f64()? as f32 + 3.0;
        Some(Rated { key: row["key"].as_str()?.to_owned(), contact: observe_contact(&conversation), satisfaction })
    };
    rows.iter().filter(|row| row["lang"] == language).filter_map(of).collect()
}

/// Reasons of Banking77 (Casanueva et al., 2020) and of the insurance intents in the general tree, where one fits.
const REASONS: [(&str, &str); 46] = [
    ("card_arrival", "delivery.late"),
    ("card_delivery_estimate", "delivery.late"),
    ("extra_charge_on_statement", "billing.fee"),
    ("card_payment_fee_charged", "billing.fee"),
    ("transfer_fee_charged", "billing.fee"),
    ("cash_withdrawal_charge", "billing.fee"),
    ("exchange_charge", "billing.fee"),
    ("top_up_by_card_charge", "billing.fee"),
    ("top_up_by_bank_transfer_charge", "billing.fee"),
    ("card_payment_wrong_exchange_rate", "billing.dispute"),
    ("wrong_exchange_rate_for_cash_withdrawal", "billing.dispute"),
    ("wrong_amount_of_cash_received", "billing.dispute"),
    ("transaction_charged_twice", "billing.duplicate"),
    ("request_refund", "billing.refund"),
    ("Refund_not_showing_up", "billing.refund"),
    ("card_not_working", "technical.fault"),
    ("contactless_not_working", "technical.fault"),
    ("virtual_card_not_working", "technical.fault"),
    ("failed_transfer", "billing.payment"),
    ("declined_transfer", "billing.payment"),
    ("declined_card_payment", "billing.payment"),
    ("pending_card_payment", "billing.payment"),
    ("pending_transfer", "billing.payment"),
    ("top_up_failed", "billing.payment"),
    ("pending_top_up", "billing.payment"),
    ("lost_or_stolen_card", "fraud.safety"),
    ("compromised_card", "fraud.safety"),
    ("card_payment_not_recognised", "fraud.safety"),
    ("cash_withdrawal_not_recognised", "fraud.safety"),
    ("direct_debit_payment_not_recognised", "fraud.safety"),
    ("lost_or_stolen_phone", "fraud.safety"),
    ("passcode_forgotten", "account.login"),
    ("pin_blocked", "account.login"),
    ("ResetPassword", "account.login"),
    ("unable_to_verify_identity", "account.verification"),
    ("verify_my_identity", "account.verification"),
    ("why_verify_identity", "account.verification"),
    ("edit_personal_details", "account.change"),
    ("ChangeAddress", "account.change"),
    ("AddDependent", "account.change"),
    ("terminate_account", "policy.cancel"),
    ("CancelPlan", "policy.cancel"),
    ("ChangePlan", "policy.upgrade"),
    ("GetQuote", "sales.interest"),
    ("FindAgent", "information.provider"),
    ("activate_my_card", "technical.howto"),
];

/// The corpora of texts with an intent: file, the field of the text.
const INTENTS: [(&str, &str); 2] = [("banking77", "text"), ("insurance_intents", "utterance")];

/// Texts and their intents of one of the corpora above; empty where it is absent.
fn intents((file, field): (&str, &str), data: &Path) -> Vec<(String, String)> {
    let rows = places::rows(&data.join(format!("train/{file}.jsonl"))).unwrap_or_default();
    rows.iter().filter_map(|row| Some((row[field].as_str()?.to_owned(), row["intent"].as_str()?.to_owned()))).collect()
}

/// What heads of reasons look at in something that a customer came with.
fn came_with(text: &str) -> Vec<Feature> {
    let mut conversation = Conversation::new("text", "", Channel::Chat);
    conversation.turns.push(Turn::new(Party::Customer, text));
    rapport_flow::redact(&mut conversation);
    observe_contact(&conversation).reason
}

/// A corpus as the contacts of a centre with reasons of its own: Banking77, then the insurance intents.
pub fn own_reasons(data: &Path) -> [Vec<ToldReason>; 2] {
    let of = |(text, reason): (String, String)| ToldReason { features: came_with(&text), group: text, reason };
    INTENTS.map(|corpus| intents(corpus, data).into_iter().map(of).collect())
}

/// Texts with a reason of the general tree, no more than some of each of theirs; empty where the corpora are absent.
pub fn reasons(data: Option<&Path>) -> Vec<(String, Vec<Feature>, &'static str)> {
    let Some(data) = data else { return Vec::new() };
    let mut counts = [0; REASONS.len()];
    let mut all = Vec::new();
    for (text, intent) in INTENTS.into_iter().flat_map(|corpus| intents(corpus, data)) {
        let Some(place) = REASONS.iter().position(|(other, _)| *other == intent) else { continue };
        counts[place] += 1;
        if counts[place] <= 20 {
            let features = came_with(&text);
            all.push((text, features, REASONS[place].1));
        }
    }
    all
}
