//! Elliptic key agreement and its key derivation (RFC 7518, section 4.6).

use p256::elliptic_curve::zeroize::Zeroizing;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::header::Header;
use super::{bytes, key};

/// The key that both sides derive, `bits` long, for `algorithm`; `None` where the header lacks what it takes.
pub(super) fn derived(own: &p256::SecretKey, header: &Header, algorithm: &str, bits: u32) -> Option<Zeroizing<Vec<u8>>> {
    let ephemeral = header.get("epk")?;
    if ephemeral.get("crv").and_then(Value::as_str) != Some("P-256") {
        return None;
    }
    let theirs = key::point(&bytes(ephemeral, "x")?, &bytes(ephemeral, "y")?)?;
    let shared = own.diffie_hellman(&theirs);
    let info = |name: &str| match header.get(name) {
        None => Some(Vec::new()),
        Some(value) => bytes(&serde_json::json!({ "it": value }), "it"),
    };
    Some(concat(shared.raw_secret_bytes(), algorithm, &info("apu")?, &info("apv")?, bits))
}

/// The Concat KDF of NIST SP 800-56A with SHA-256.
fn concat(secret: &[u8], algorithm: &str, apu: &[u8], apv: &[u8], bits: u32) -> Zeroizing<Vec<u8>> {
    let length = bits as usize / 8;
    let mut key = Zeroizing::new(Vec::with_capacity(length + 32));
    let mut round = 1_u32;
    while key.len() < length {
        let mut hash = Sha256::new();
        hash.update(round.to_be_bytes());
        hash.update(secret);
        for part in [algorithm.as_bytes(), apu, apv] {
            hash.update(u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
            hash.update(part);
        }
        hash.update(bits.to_be_bytes());
        key.extend_from_slice(&hash.finalize());
        round += 1;
    }
    key.truncate(length);
    key
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::*;

    /// The published example of RFC 7518, appendix C: Bob opens what Alice sent.
    #[test]
    fn the_example_of_the_standard_comes_out() {
        let header = serde_json::json!({
            "alg": "ECDH-ES", "enc": "A128GCM", "apu": "QWxpY2U", "apv": "Qm9i",
            "epk": {"kty": "EC", "crv": "P-256", "x": "gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0", "y": "SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps"}
        });
        let header = Header::joined(None, &[Some(&header)]).unwrap();
        let bob = p256::SecretKey::from_slice(&URL_SAFE_NO_PAD.decode("VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw").unwrap()).unwrap();
        let key = derived(&bob, &header, "A128GCM", 128).unwrap();
        assert_eq!(URL_SAFE_NO_PAD.encode(&*key), "VqqN6vgjbSBcIijNcacQGg");
    }
}
