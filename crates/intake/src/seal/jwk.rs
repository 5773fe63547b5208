//! JSON Web Keys and sets of them (RFC 7517).

use rsa::{BoxedUint, RsaPrivateKey, RsaPublicKey};
use serde_json::Value;

use super::bytes;
use super::key::{self, Private, Public, Section};

/// Every key of a JWK, or of a set under `keys`.
pub(super) fn sections(value: &Value) -> Vec<Section> {
    match value.get("keys").and_then(Value::as_array) {
        Some(list) => list.iter().map(one).collect(),
        None => vec![one(value)],
    }
}

fn one(jwk: &Value) -> Section {
    let read = match jwk.get("kty").and_then(Value::as_str) {
        Some("RSA") => rsa(jwk),
        Some("EC") if jwk.get("crv").and_then(Value::as_str) == Some("P-256") => elliptic(jwk),
        _ => None,
    };
    read.unwrap_or(Section::Unfit)
}

fn rsa(jwk: &Value) -> Option<Section> {
    let number = |field: &str| bytes(jwk, field).filter(|bytes| !bytes.is_empty() && bytes.len() <= 2048).map(|bytes| BoxedUint::from_be_slice_vartime(&bytes));
    let (n, e) = (number("n")?, number("e")?);
    let public = RsaPublicKey::new(n.clone(), e.clone()).ok()?;
    if jwk.get("d").is_none() {
        return Some(Section::Public(Public::Rsa(public)));
    }
    let primes = match (number("p"), number("q")) {
        (Some(p), Some(q)) => vec![p, q],
        _ => Vec::new(),
    };
    RsaPrivateKey::from_components(n, e, number("d")?, primes).ok().map(|key| Section::Private(Private::Rsa(Box::new(key))))
}

fn elliptic(jwk: &Value) -> Option<Section> {
    match bytes(jwk, "d") {
        Some(secret) => p256::SecretKey::from_slice(&secret).ok().map(|key| Section::Private(Private::Ec(key))),
        None => key::point(&bytes(jwk, "x")?, &bytes(jwk, "y")?).map(|key| Section::Public(Public::Ec(key))),
    }
}
