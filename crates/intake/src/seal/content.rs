//! Content encryption: AES-GCM, and AES-CBC with HMAC (RFC 7518, section 5).

use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockModeDecrypt as _, KeyIvInit as _};
use aes_gcm::aead::Payload;
use aes_gcm::{Aes128Gcm, Aes256Gcm};
use hmac::{Hmac, KeyInit as _};
use sha2::{Sha256, Sha512};

/// A content encryption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    A128Gcm,
    A256Gcm,
    A128CbcHs256,
    A256CbcHs512,
}

pub(super) const KNOWN: &str = "A128GCM, A256GCM, A128CBC-HS256 and A256CBC-HS512";

/// What was encrypted, as it came.
pub(super) struct Locked<'a> {
    pub(super) iv: &'a [u8],
    pub(super) ciphertext: &'a [u8],
    pub(super) tag: &'a [u8],
    /// Authenticated beside the content.
    pub(super) beside: &'a [u8],
}

impl Content {
    pub(super) fn named(name: &str) -> Option<Content> {
        Some(match name {
            "A128GCM" => Content::A128Gcm,
            "A256GCM" => Content::A256Gcm,
            "A128CBC-HS256" => Content::A128CbcHs256,
            "A256CBC-HS512" => Content::A256CbcHs512,
            _ => return None,
        })
    }

    /// Length of its key in bits.
    pub(super) fn bits(self) -> u32 {
        match self {
            Content::A128Gcm => 128,
            Content::A256Gcm | Content::A128CbcHs256 => 256,
            Content::A256CbcHs512 => 512,
        }
    }

    /// The content, or `None` where key, lengths or tag do not fit; which of them is not told.
    pub(super) fn open(self, key: &[u8], locked: &Locked) -> Option<Vec<u8>> {
        match self {
            Content::A128Gcm => gcm(&Aes128Gcm::new_from_slice(key).ok()?, locked),
            Content::A256Gcm => gcm(&Aes256Gcm::new_from_slice(key).ok()?, locked),
            Content::A128CbcHs256 => {
                let (authentic, secret) = key.split_at_checked(16)?;
                fits::<Hmac<Sha256>>(authentic, locked, 16)?;
                cbc::Decryptor::<aes::Aes128>::new_from_slices(secret, locked.iv).ok()?.decrypt_padded_vec::<Pkcs7>(locked.ciphertext).ok()
            }
            Content::A256CbcHs512 => {
                let (authentic, secret) = key.split_at_checked(32)?;
                fits::<Hmac<Sha512>>(authentic, locked, 32)?;
                cbc::Decryptor::<aes::Aes256>::new_from_slices(secret, locked.iv).ok()?.decrypt_padded_vec::<Pkcs7>(locked.ciphertext).ok()
            }
        }
    }
}

fn gcm(cipher: &impl aes_gcm::aead::Aead, locked: &Locked) -> Option<Vec<u8>> {
    if locked.tag.len() != 16 {
        return None;
    }
    let message = [locked.ciphertext, locked.tag].concat();
    let nonce = locked.iv.try_into().ok()?;
    cipher.decrypt(nonce, Payload { msg: &message, aad: locked.beside }).ok()
}

/// The tag is checked, in constant time, before anything is decrypted.
fn fits<M: hmac::Mac + hmac::KeyInit>(key: &[u8], locked: &Locked, length: usize) -> Option<()> {
    if locked.tag.len() != length {
        return None;
    }
    let mut mac = <M as hmac::KeyInit>::new_from_slice(key).ok()?;
    let bits = (locked.beside.len() as u64).checked_mul(8)?;
    for part in [locked.beside, locked.iv, locked.ciphertext, &bits.to_be_bytes()] {
        mac.update(part);
    }
    mac.verify_truncated_left(locked.tag).ok()
}
