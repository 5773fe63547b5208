//! JSON Web Signatures in the general JSON form (RFC 7515).

use rsa::{Pkcs1v15Sign, Pss, RsaPublicKey};
use serde_json::Value;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::header::{Header, unknown};
use super::key::{Ec, Public};
use super::{Keys, broken, bytes};
use crate::fault::Fault;

const KNOWN: &str = "RS256, RS384, RS512, PS256, PS384, PS512 and ES256";

/// The payload, once one of the signatures matches one of the keys.
pub(super) fn verified(vcon: &Value, keys: &Keys) -> Result<Vec<u8>, Fault> {
    let text = vcon.get("payload").and_then(Value::as_str).ok_or_else(|| broken("payload is not text"))?;
    let payload = bytes(vcon, "payload").ok_or_else(|| broken("payload is not base64url"))?;
    let signatures = vcon.get("signatures").and_then(Value::as_array).filter(|list| !list.is_empty()).ok_or_else(|| broken("it has no signatures"))?;
    let mut why_not = None;
    for one in signatures {
        match matches(one, text, keys) {
            Ok(true) => return Ok(payload),
            Ok(false) => {}
            Err(fault) => why_not = Some(fault),
        }
    }
    // Where one signature could be checked and failed, that is the news.
    if let Some(fault) = why_not
        && signatures.len() == 1
    {
        return Err(fault);
    }
    Err(Fault::new(
        "bad_signature",
        "the signature does not match",
        "give the signer's own public key or certificate with --vcon-key; if it is the right one, the vcon was changed after signing",
    ))
}

fn matches(one: &Value, payload: &str, keys: &Keys) -> Result<bool, Fault> {
    let header = Header::joined(one.get("protected"), &[one.get("header")])?;
    let algorithm = header.text("alg").ok_or_else(|| broken("a signature names no algorithm"))?;
    let signature = bytes(one, "signature").ok_or_else(|| broken("a signature is not base64url"))?;
    let protected = one.get("protected").and_then(Value::as_str).unwrap_or_default();
    let message = format!("{protected}.{payload}");
    let rsa = |check: fn(&RsaPublicKey, &[u8], &[u8]) -> bool| keys.public().any(|key| matches!(key, Public::Rsa(key) if check(key, message.as_bytes(), &signature)));
    Ok(match algorithm {
        "RS256" => rsa(|key, message, signature| key.verify(Pkcs1v15Sign::new::<Sha256>(), &Sha256::digest(message), signature).is_ok()),
        "RS384" => rsa(|key, message, signature| key.verify(Pkcs1v15Sign::new::<Sha384>(), &Sha384::digest(message), signature).is_ok()),
        "RS512" => rsa(|key, message, signature| key.verify(Pkcs1v15Sign::new::<Sha512>(), &Sha512::digest(message), signature).is_ok()),
        "PS256" => rsa(|key, message, signature| key.verify(Pss::<Sha256>::new(), &Sha256::digest(message), signature).is_ok()),
        "PS384" => rsa(|key, message, signature| key.verify(Pss::<Sha384>::new(), &Sha384::digest(message), signature).is_ok()),
        "PS512" => rsa(|key, message, signature| key.verify(Pss::<Sha512>::new(), &Sha512::digest(message), signature).is_ok()),
        "ES256" => keys.public().any(|key| matches!(key, Public::Ec(key) if elliptic(key, message.as_bytes(), &signature))),
        other => return Err(unknown("signature algorithm", other, KNOWN)),
    })
}

fn elliptic(key: &Ec, message: &[u8], signature: &[u8]) -> bool {
    use p256::ecdsa::signature::Verifier;
    let Ok(signature) = p256::ecdsa::Signature::from_slice(signature) else { return false };
    p256::ecdsa::VerifyingKey::from(key).verify(message, &signature).is_ok()
}
