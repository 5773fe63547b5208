//! JSON Web Encryption in the general JSON form (RFC 7516).

use aes_kw::{KeyInit as _, KwAes128, KwAes256};
use rsa::Oaep;
use serde_json::Value;
use sha1::Sha1;
use sha2::Sha256;

use super::agreement;
use super::content::{self, Content, Locked};
use super::header::{Header, unknown};
use super::key::Private;
use super::{Keys, broken, bytes};
use crate::fault::Fault;

const KNOWN: &str = "RSA-OAEP, RSA-OAEP-256, ECDH-ES, ECDH-ES+A128KW and ECDH-ES+A256KW";

/// The content, once one of the keys opens it for one of the recipients.
pub(super) fn opened(vcon: &Value, keys: &Keys) -> Result<Vec<u8>, Fault> {
    let part = |field: &str| bytes(vcon, field).ok_or_else(|| broken(&format!("{field} is not base64url")));
    let (iv, ciphertext, tag) = (part("iv")?, part("ciphertext")?, part("tag")?);
    let mut beside = vcon.get("protected").and_then(Value::as_str).unwrap_or_default().to_owned();
    if let Some(aad) = vcon.get("aad").and_then(Value::as_str) {
        beside = format!("{beside}.{aad}");
    }
    let locked = Locked { iv: &iv, ciphertext: &ciphertext, tag: &tag, beside: beside.as_bytes() };
    let recipients = vcon.get("recipients").and_then(Value::as_array).filter(|list| !list.is_empty()).ok_or_else(|| broken("it has no recipients"))?;
    let mut why_not = None;
    for recipient in recipients {
        match open_for(vcon, recipient, keys, &locked) {
            Ok(Some(content)) => return Ok(content),
            Ok(None) => {}
            Err(fault) => why_not = Some(fault),
        }
    }
    if let Some(fault) = why_not
        && recipients.len() == 1
    {
        return Err(fault);
    }
    Err(Fault::new("no_key_fits", "none of the given keys opens this vcon", "give the private key of one of its recipients with --vcon-key"))
}

fn open_for(vcon: &Value, recipient: &Value, keys: &Keys, locked: &Locked) -> Result<Option<Vec<u8>>, Fault> {
    let header = Header::joined(vcon.get("protected"), &[vcon.get("unprotected"), recipient.get("header")])?;
    if header.get("zip").is_some() {
        return Err(broken("its content is packed (zip), which is not supported"));
    }
    let algorithm = header.text("alg").ok_or_else(|| broken("it names no key algorithm"))?;
    let encryption = header.text("enc").ok_or_else(|| broken("it names no content encryption"))?;
    let content = Content::named(encryption).ok_or_else(|| unknown("content encryption", encryption, content::KNOWN))?;
    let wrapped = bytes(recipient, "encrypted_key").unwrap_or_default();
    if !matches!(algorithm, "RSA-OAEP" | "RSA-OAEP-256" | "ECDH-ES" | "ECDH-ES+A128KW" | "ECDH-ES+A256KW") {
        return Err(unknown("key algorithm", algorithm, KNOWN));
    }
    let open = |key: &Private| -> Option<Vec<u8>> {
        let agreed = |own, name, bits| agreement::derived(own, &header, name, bits);
        match (key, algorithm) {
            (Private::Rsa(key), "RSA-OAEP") => content.open(&key.decrypt(Oaep::<Sha1>::new(), &wrapped).ok()?, locked),
            (Private::Rsa(key), "RSA-OAEP-256") => content.open(&key.decrypt(Oaep::<Sha256>::new(), &wrapped).ok()?, locked),
            (Private::Ec(key), "ECDH-ES") => content.open(&agreed(key, encryption, content.bits())?, locked),
            (Private::Ec(key), "ECDH-ES+A128KW") => content.open(&unwrapped(&KwAes128::new_from_slice(&agreed(key, algorithm, 128)?).ok()?, &wrapped)?, locked),
            (Private::Ec(key), "ECDH-ES+A256KW") => content.open(&unwrapped(&KwAes256::new_from_slice(&agreed(key, algorithm, 256)?).ok()?, &wrapped)?, locked),
            _ => None,
        }
    };
    Ok(keys.private().find_map(open))
}

fn unwrapped<C>(key: &aes_kw::AesKw<C>, wrapped: &[u8]) -> Option<Vec<u8>>
where
    C: aes::cipher::BlockCipherDecrypt + aes::cipher::BlockSizeUser<BlockSize = aes::cipher::consts::U16>,
{
    let mut out = vec![0; wrapped.len().checked_sub(8)?];
    key.unwrap_key(wrapped, &mut out).ok()?;
    Some(out)
}
