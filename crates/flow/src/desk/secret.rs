//! The installation's secret: it makes customers' identifiers into hashes nobody can undo, and seals sources that are kept.

use chacha20poly1305::aead::{Aead, KeyInit as _};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// 32 bytes that stay on the server: with another secret, returning customers are no longer recognised and sealed sources cannot be opened.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// A secret of 32 bytes.
    pub fn new(bytes: [u8; 32]) -> Secret {
        Secret(bytes)
    }

    /// What tells it from another secret and gives nothing of it away.
    pub fn fingerprint(&self) -> String {
        self.keyed("fingerprint").finalize().into_bytes().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// HMAC-SHA-256 of a customer's identifier under a key of the program's own: the same person in two programs has two hashes.
    pub fn customer(&self, program: &str, identifier: &str) -> String {
        let mut key = self.keyed("customer");
        key.update(program.as_bytes());
        key.update(&[0]);
        key.update(identifier.trim().to_lowercase().as_bytes());
        key.finalize().into_bytes().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Seals a source: XChaCha20-Poly1305, the nonce first, as hexadecimal digits. `nonce` is 24 random bytes.
    pub fn seal(&self, nonce: [u8; 24], bytes: &[u8]) -> String {
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), bytes).unwrap_or_default();
        nonce.iter().chain(&sealed).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Opens a sealed source; `None` where it was sealed with another secret or changed.
    pub fn open(&self, sealed: &str) -> Option<Vec<u8>> {
        let bytes: Vec<u8> = sealed.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect::<Option<_>>()?;
        let (nonce, sealed) = bytes.split_first_chunk::<24>()?;
        self.cipher().decrypt(&XNonce::from(*nonce), sealed).ok()
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(<[u8; 32]>::from(self.keyed("raw").finalize().into_bytes())))
    }

    /// A key for one purpose alone.
    fn keyed(&self, purpose: &str) -> Hmac<Sha256> {
        // HMAC takes keys of any length.
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new(&hmac::digest::Key::<Hmac<Sha256>>::from(pad(&self.0)));
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac
    }
}

/// A key of HMAC-SHA-256's block size.
fn pad(key: &[u8; 32]) -> [u8; 64] {
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_is_the_same_in_one_program_and_another_in_the_next() {
        let secret = Secret::new([7; 32]);
        assert_eq!(secret.customer("p", " Dana@Example.org "), secret.customer("p", "dana@example.org"));
        assert_ne!(secret.customer("p", "dana"), secret.customer("q", "dana"));
        assert_ne!(secret.customer("p", "dana"), Secret::new([8; 32]).customer("p", "dana"));
    }

    #[test]
    fn what_was_sealed_opens_with_the_same_secret_alone() {
        let secret = Secret::new([7; 32]);
        let sealed = secret.seal([1; 24], b"hello");
        assert_eq!(secret.open(&sealed).as_deref(), Some(&b"hello"[..]));
        assert_eq!(Secret::new([8; 32]).open(&sealed), None);
        assert_eq!(secret.open(&sealed[..sealed.len() - 2]), None);
        assert_eq!(secret.open("é"), None);
    }
}
