//! Sealed vCons: signatures are checked and encryption is opened with keys that the caller gives (RFC 7515, RFC 7516).

mod agreement;
mod content;
mod encryption;
mod header;
mod jwk;
mod key;
mod keys;
mod signature;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use crate::encoding;
use crate::fault::Fault;
use crate::json_text;

pub use keys::{KeyError, Keys};

/// A vCon is signed, then encrypted; one more of each is more than anybody makes.
const MAX_LAYERS: usize = 4;

const NO_KEY: &str = "give the key with --vcon-key FILE, or the vcon inside";

/// A vCon without its seals.
pub(crate) struct Opened {
    pub(crate) vcon: Value,
    /// It was encrypted, and nobody had signed what is inside.
    pub(crate) unsigned_inside: bool,
}

/// Takes all seals off. What comes out is what the signer signed; nothing unverified gets through.
///
/// # Errors
/// No key given, no key that fits, a signature that does not match, an algorithm that is not known.
pub(crate) fn open(vcon: Value, keys: &Keys) -> Result<Opened, Fault> {
    let mut opened = Opened { vcon, unsigned_inside: false };
    for _ in 0..MAX_LAYERS {
        let has = |field: &str| opened.vcon.get(field).is_some_and(|value| !value.is_null());
        let (inside, signed) = if has("payload") && has("signatures") {
            if keys.is_empty() {
                return Err(Fault::new("signed_vcon", "this vcon is signed, and no key was given to check the signature", NO_KEY));
            }
            (signature::verified(&opened.vcon, keys)?, true)
        } else if has("ciphertext") && has("recipients") {
            if keys.is_empty() {
                return Err(Fault::new("encrypted_vcon", "this vcon is encrypted, and no key was given to open it", NO_KEY));
            }
            (encryption::opened(&opened.vcon, keys)?, false)
        } else {
            return Ok(opened);
        };
        let text = encoding::decode(&inside).text;
        opened.vcon = json_text::value(&text).map_err(|_| broken("what is inside is not json"))?.0;
        opened.unsigned_inside = !signed;
    }
    Err(broken("it has too many layers"))
}

/// A seal whose form is wrong.
fn broken(what: &str) -> Fault {
    Fault::new("bad_seal", format!("the signed or encrypted form of this vcon is broken: {what}"), "get the vcon again from where it was made")
}

/// A string field in base64url without padding.
fn bytes(object: &Value, field: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(object.get(field)?.as_str()?.trim_end_matches('=')).ok()
}
