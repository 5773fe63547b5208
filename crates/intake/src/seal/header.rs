//! The header of a signature or of a recipient: what several places say, read as one.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use super::broken;
use crate::fault::Fault;

/// Header parameters from all places.
pub(super) struct Header(Map<String, Value>);

impl Header {
    /// Joins the protected header (base64url of JSON) with those that are not protected.
    /// The same name may stand in two places, as in the draft's own examples, but must then say the same.
    ///
    /// # Errors
    /// A header that is no object, two values for one name, or an extension that must be understood.
    pub(super) fn joined(protected: Option<&Value>, others: &[Option<&Value>]) -> Result<Header, Fault> {
        let protected = match protected.map(|value| value.as_str().unwrap_or("?")) {
            None | Some("") => Map::new(),
            Some(text) => {
                let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| broken("a protected header is not base64url"))?;
                serde_json::from_slice(&bytes).map_err(|_| broken("a protected header is not a json object"))?
            }
        };
        let mut all = protected;
        for other in others.iter().flatten() {
            let other = other.as_object().ok_or_else(|| broken("a header is not a json object"))?;
            for (name, value) in other {
                if all.get(name).is_some_and(|held| held != value) {
                    return Err(broken("two headers contradict each other"));
                }
                all.insert(name.clone(), value.clone());
            }
        }
        if all.contains_key("crit") {
            return Err(broken("its header needs an extension that is not understood (crit)"));
        }
        Ok(Header(all))
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }
}

/// The fault of an algorithm that is not known; `known` lists those that are.
pub(super) fn unknown(what: &str, name: &str, known: &str) -> Fault {
    // The name comes from outside: only what looks like one is repeated.
    let looks = name.len() <= 32 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-+_".contains(&byte));
    let name = if looks && !name.is_empty() { format!("`{name}`") } else { "that it names".to_owned() };
    Fault::new("unknown_algorithm", format!("the {what} {name} is not supported; {known} are"), "seal the vcon with one of these, or give the vcon inside")
}
