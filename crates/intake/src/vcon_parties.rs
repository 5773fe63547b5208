//! The parties of a vCon and what their roles are.

use std::collections::HashMap;

use rapport_model::Party;
use serde_json::Value;

use crate::party;

/// One party of a vCon.
#[derive(Debug)]
pub(crate) struct Member {
    /// Its role, or a speaker by its name.
    pub(crate) party: Party,
    pub(crate) name: Option<String>,
    /// The source's stable id.
    pub(crate) id: Option<String>,
}

/// Who spoke, as a transcript tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// An index into the vCon's parties.
    Member(usize),
    /// The transcript's own label.
    Label(String),
}

/// The parties of a vCon, by index.
#[derive(Debug, Default)]
pub(crate) struct Members {
    all: Vec<Member>,
    by_name: HashMap<String, usize>,
}

impl Members {
    /// Reads `parties`; what is not an object is a party nothing is known of.
    pub(crate) fn of(vcon: &Value) -> Members {
        let parties = vcon.get("parties").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let all: Vec<Member> = parties.iter().enumerate().map(|(index, party)| member(index, party)).collect();
        let mut by_name = HashMap::new();
        for (index, member) in all.iter().enumerate() {
            if let Some(name) = &member.name {
                by_name.entry(name.to_lowercase()).or_insert(index);
            }
        }
        Members { all, by_name }
    }

    /// Party and display name of a voice.
    pub(crate) fn resolve(&self, voice: &Voice) -> (Party, Option<String>) {
        match voice {
            Voice::Member(index) => match self.all.get(*index) {
                Some(member) => (member.party.clone(), member.name.clone()),
                None => (Party::Speaker(format!("party {index}")), None),
            },
            Voice::Label(label) => {
                let label = label.trim();
                let named = self.by_name.get(&label.to_lowercase()).and_then(|index| self.all.get(*index));
                match (party::known(label), named) {
                    (Some(party), _) => (party, None),
                    (None, Some(member)) => (member.party.clone(), member.name.clone()),
                    (None, None) if label.bytes().all(|byte| byte.is_ascii_digit()) => (Party::Speaker(format!("speaker {label}")), None),
                    (None, None) => (Party::Speaker(label.to_owned()), None),
                }
            }
        }
    }

    /// The id of the first party with a role.
    pub(crate) fn id_of(&self, role: &Party) -> Option<String> {
        self.all.iter().find(|member| member.party == *role).and_then(|member| member.id.clone())
    }

    /// How many parties there are.
    pub(crate) fn count(&self) -> usize {
        self.all.len()
    }
}

fn member(index: usize, value: &Value) -> Member {
    let text = |field: &str| value.get(field).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    let meta = value.get("meta").and_then(|meta| meta.get("role")).and_then(Value::as_str);
    // A number is not a name; neither is a name that hides one.
    let name = text("name").filter(|name| name.chars().any(char::is_alphabetic) && *name != "anonymous");
    let role = text("role").and_then(party::known).or_else(|| meta.and_then(party::known)).or_else(|| (text("type") == Some("bot")).then_some(Party::Bot));
    Member {
        party: role.unwrap_or_else(|| Party::Speaker(name.map_or_else(|| format!("party {index}"), str::to_owned))),
        name: name.map(str::to_owned),
        id: text("uuid").or_else(|| text("id")).map(str::to_owned),
    }
}
