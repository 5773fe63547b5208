//! Labels as a team wrote them, held against the conversation and the behaviours that there are.

use std::collections::BTreeSet;

use rapport_engine::Library;
use rapport_model::{Conversation, Party};
use serde_json::Value;

use crate::lesson::Label;

/// The labels of the turns of one conversation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labelled {
    /// By turn; `None` where nobody looked, or where something does not fit.
    pub labels: Vec<Option<BTreeSet<Label>>>,
    /// Levels that were given, with their label.
    pub levels: Vec<(Label, u8)>,
    /// What does not fit, by turn. The labels of such a turn are left out, all of them: the others would claim that nothing else is there.
    pub misfits: Vec<(usize, Misfit)>,
}

/// Why the labels of a turn cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// No list of objects with a `behaviour` each.
    Shape,
    /// No such behaviour.
    Unknown(String),
    /// A behaviour of the other side.
    Side(String),
    /// A behaviour for and against, without `+` or `-`; or another polarity than the behaviour has.
    Polarity(String),
    /// The quote does not stand in the turn.
    Quote(String),
    /// A level that is no whole number from 1 to 4.
    Level(String),
}

impl Labelled {
    /// Reads the labels that stand beside the turns of plain JSON. `source` is the conversation as it was read, `told` the same one
    /// redacted, with every speaker's role.
    pub fn of(library: &Library, source: &Conversation, told: &Conversation) -> Labelled {
        let mut labelled = Labelled::default();
        for (at, turn) in source.turns.iter().enumerate() {
            let raw = source.extra.get(&format!("turns[{at}].labels")).and_then(|raw| serde_json::from_str::<Value>(raw).ok());
            let party = told.turns.get(at).map_or(&turn.party, |turn| &turn.party);
            let own = match raw {
                None | Some(Value::Null) => None,
                Some(list) => match read(library, &list, &turn.text, party) {
                    Ok(labels) => {
                        labelled.levels.extend(labels.iter().filter_map(|(label, level)| Some((label.clone(), (*level)?))));
                        Some(labels.into_iter().map(|(label, _)| label).collect())
                    }
                    Err(misfit) => {
                        labelled.misfits.push((at, misfit));
                        None
                    }
                },
            };
            labelled.labels.push(own);
        }
        labelled
    }

    /// Turns whose labels can be used.
    pub fn turns(&self) -> usize {
        self.labels.iter().flatten().count()
    }
}

fn read(library: &Library, list: &Value, text: &str, party: &Party) -> Result<Vec<(Label, Option<u8>)>, Misfit> {
    list.as_array().ok_or(Misfit::Shape)?.iter().map(|label| one(library, label, text, party)).collect()
}

fn one(library: &Library, label: &Value, text: &str, party: &Party) -> Result<(Label, Option<u8>), Misfit> {
    let id = label["behaviour"].as_str().ok_or(Misfit::Shape)?;
    let rule = library.behaviour(id).ok_or_else(|| Misfit::Unknown(shown(id)))?;
    let side = match party {
        Party::Agent | Party::Supervisor => "agent",
        Party::Customer => "customer",
        // No head looks at these: a label there, such as that of a notice, is neither right nor wrong.
        Party::System | Party::Bot | Party::Speaker(_) => "both",
    };
    if ![rule.side.value.as_str(), "both"].contains(&side) && rule.side.value != "both" {
        return Err(Misfit::Side(id.to_owned()));
    }
    let sign = |polarity: &str| polarity.replace('−', "-");
    let polarity = match &label["polarity"] {
        Value::Null => None,
        given => Some(sign(given.as_str().ok_or(Misfit::Shape)?)),
    };
    let name = match (sign(&rule.polarity.value).as_str(), polarity.as_deref()) {
        ("±", Some(polarity @ ("+" | "-"))) => format!("{id}{polarity}"),
        (own, given) if own != "±" && given.is_none_or(|given| given == own) => id.to_owned(),
        _ => return Err(Misfit::Polarity(id.to_owned())),
    };
    match &label["quote"] {
        Value::Null => {}
        quote if quote.as_str().is_some_and(|quote| text.contains(quote)) => {}
        _ => return Err(Misfit::Quote(id.to_owned())),
    }
    let level = match &label["level"] {
        Value::Null => None,
        level => Some(level.as_u64().filter(|level| (1..=4).contains(level)).ok_or_else(|| Misfit::Level(id.to_owned()))? as u8),
    };
    Ok((name, level))
}

/// An id that is none may be anything: only what looks like one is shown.
fn shown(id: &str) -> String {
    let fits = id.len() <= 48 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if fits { id.to_owned() } else { "?".to_owned() }
}
