//! One key: public or private, RSA or elliptic (P-256), from DER.

use p256::pkcs8::{DecodePrivateKey as _, DecodePublicKey as _};
use rsa::pkcs1::{DecodeRsaPrivateKey as _, DecodeRsaPublicKey as _};
use rsa::{RsaPrivateKey, RsaPublicKey};
use rustls_pki_types::pem::SectionKind;
use x509_cert::Certificate;
use x509_cert::der::{Decode as _, Encode as _};

/// An elliptic public key.
pub(super) type Ec = p256::PublicKey;

/// Checks signatures.
#[derive(Clone)]
pub(super) enum Public {
    Rsa(RsaPublicKey),
    Ec(Ec),
}

/// Opens what is encrypted.
#[derive(Clone)]
pub(super) enum Private {
    Rsa(Box<RsaPrivateKey>),
    Ec(p256::SecretKey),
}

impl Private {
    /// Who has the private key has the public one.
    pub(super) fn public(&self) -> Public {
        match self {
            Private::Rsa(key) => Public::Rsa(key.to_public_key()),
            Private::Ec(key) => Public::Ec(key.public_key()),
        }
    }
}

/// What a section of a PEM file holds.
pub(super) enum Section {
    Public(Public),
    Private(Private),
    /// A key of another kind, or not a key at all.
    Unfit,
}

/// Reads one section of a PEM file. Of a certificate its key is used, and nothing else of it is judged.
pub(super) fn of_section(kind: SectionKind, der: &[u8]) -> Section {
    let public = |key: Option<Public>| key.map_or(Section::Unfit, Section::Public);
    let private = |key: Option<Private>| key.map_or(Section::Unfit, Section::Private);
    match kind {
        SectionKind::PublicKey => public(spki(der)),
        SectionKind::Certificate => public(Certificate::from_der(der).ok().and_then(|own| spki(&own.tbs_certificate().subject_public_key_info().to_der().ok()?))),
        SectionKind::PrivateKey => {
            private(RsaPrivateKey::from_pkcs8_der(der).map(|key| Private::Rsa(Box::new(key))).ok().or_else(|| p256::SecretKey::from_pkcs8_der(der).map(Private::Ec).ok()))
        }
        SectionKind::RsaPrivateKey => private(RsaPrivateKey::from_pkcs1_der(der).map(|key| Private::Rsa(Box::new(key))).ok()),
        SectionKind::EcPrivateKey => private(p256::SecretKey::from_sec1_der(der).map(Private::Ec).ok()),
        _ => Section::Unfit,
    }
}

/// A SubjectPublicKeyInfo, or the older form of an RSA key alone.
fn spki(der: &[u8]) -> Option<Public> {
    let rsa = RsaPublicKey::from_public_key_der(der).ok().or_else(|| RsaPublicKey::from_pkcs1_der(der).ok());
    rsa.map(Public::Rsa).or_else(|| Ec::from_public_key_der(der).map(Public::Ec).ok())
}

/// A point of P-256 by its coordinates.
pub(super) fn point(x: &[u8], y: &[u8]) -> Option<Ec> {
    let point = [&[4][..], x, y].concat();
    if x.len() == 32 && y.len() == 32 { Ec::from_sec1_bytes(&point).ok() } else { None }
}
