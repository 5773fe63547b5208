//! The keys that a caller gives: PEM, certificates, JWK, JWK sets.

use std::fmt;

use rustls_pki_types::pem::{PemObject as _, SectionKind};

use super::jwk;
use super::key::{self, Private, Public, Section};

/// Keys to check signatures with and to open encryption with. They are data: nothing here reads a file.
#[derive(Clone, Default)]
pub struct Keys {
    public: Vec<Public>,
    private: Vec<Private>,
}

/// Why a key cannot be used. Never holds anything of the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// Neither PEM nor JSON.
    Form,
    /// A private key under a pass phrase.
    PassPhrase,
    /// A key of another kind than RSA or P-256, or one that is damaged.
    Kind,
}

impl fmt::Display for KeyError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            KeyError::Form => "this is neither PEM nor a JWK: give a public key, a certificate or a private key as PEM, or a JWK or JWK set as JSON",
            KeyError::PassPhrase => "this private key is under a pass phrase: give it without one, as `openssl pkey -in key.pem -out open.pem` writes it",
            KeyError::Kind => "there is no key in it that can be used: RSA of 1024 to 8192 bits and elliptic P-256 can",
        })
    }
}

impl std::error::Error for KeyError {}

// Keys must not reach a log by way of `{:?}`.
impl fmt::Debug for Keys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Keys({} public, {} private)", self.public.len(), self.private.len())
    }
}

impl Keys {
    /// Reads the content of a key file and adds its keys; returns how many.
    ///
    /// # Errors
    /// When nothing in it can be used; keys of other kinds beside usable ones are passed over.
    pub fn add(&mut self, file: &[u8]) -> Result<usize, KeyError> {
        let sections = sections(file)?;
        let before = self.public.len();
        for section in sections {
            match section {
                Section::Public(key) => self.public.push(key),
                Section::Private(key) => {
                    self.public.push(key.public());
                    self.private.push(key);
                }
                Section::Unfit => {}
            }
        }
        if self.public.len() == before { Err(KeyError::Kind) } else { Ok(self.public.len() - before) }
    }

    /// Whether none was given.
    pub fn is_empty(&self) -> bool {
        self.public.is_empty()
    }

    pub(super) fn public(&self) -> impl Iterator<Item = &Public> {
        self.public.iter()
    }

    pub(super) fn private(&self) -> impl Iterator<Item = &Private> {
        self.private.iter()
    }
}

fn sections(file: &[u8]) -> Result<Vec<Section>, KeyError> {
    let file = file.trim_ascii_start();
    if file.starts_with(b"{") {
        let value = serde_json::from_slice(file).map_err(|_| KeyError::Form)?;
        return Ok(jwk::sections(&value));
    }
    let holds = |words: &[u8]| memchr::memmem::find(file, words).is_some();
    if holds(b"BEGIN ENCRYPTED PRIVATE KEY") || holds(b"Proc-Type: 4,ENCRYPTED") {
        return Err(KeyError::PassPhrase);
    }
    if !holds(b"-----BEGIN ") {
        return Err(KeyError::Form);
    }
    // The older header of an RSA public key; its content is told apart by its form.
    let text = String::from_utf8_lossy(file).replace("RSA PUBLIC KEY-----", "PUBLIC KEY-----");
    let read = <(SectionKind, Vec<u8>)>::pem_slice_iter(text.as_bytes());
    read.map(|section| section.map(|(kind, der)| key::of_section(kind, &der)).map_err(|_| KeyError::Form)).collect()
}
