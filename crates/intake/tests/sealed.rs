//! Signed and encrypted vCons, sealed by another implementation, and what happens without the right key.

use proptest::prelude::*;
use rapport_intake::{KeyError, Keys, Options, read_with};
use rapport_model::{Conversation, Problem};

const PLAIN: &str = include_str!("fixtures/sealed/plain.vcon.json");
const SIGNED: &str = include_str!("fixtures/sealed/signed-rs256.vcon.json");
const ENCRYPTED: &str = include_str!("fixtures/sealed/encrypted-rsa-oaep-cbc.vcon.json");
const PUBLIC: &str = include_str!("fixtures/sealed/rsa.pub.pem");
const PRIVATE: &str = include_str!("fixtures/sealed/rsa.key.pem");

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/sealed/{name}", env!("CARGO_MANIFEST_DIR"))).expect("the fixture is there")
}

fn with(keys: &[&str]) -> Options {
    let mut options = Options::default();
    for key in keys {
        options.keys.add(&fixture(key)).expect("a key");
    }
    options
}

fn read(bytes: &[u8], options: &Options) -> Result<Conversation, Problem> {
    let mut all = read_with("a.vcon", bytes, options);
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn code(bytes: &[u8], options: &Options) -> &'static str {
    read(bytes, options).expect_err("cannot be read").code
}

#[test]
fn every_seal_opens_to_the_same_conversation() {
    let plain = read(PLAIN.as_bytes(), &Options::default()).expect("reads");
    assert_eq!(plain.turns.len(), 2);
    for (file, keys) in [
        ("signed-rs256", &["rsa.pub.pem"][..]),
        ("signed-rs256", &["rsa.cert.pem"]),
        ("signed-rs256", &["rsa.pub.pkcs1.pem"]),
        ("signed-rs256", &["other.pub.pem", "keys.jwks.json"]),
        ("signed-ps384", &["keys.jwks.json"]),
        ("signed-es256", &["ec.pub.pem"]),
        ("signed-es256", &["keys.jwks.json"]),
        ("encrypted-rsa-oaep-cbc", &["rsa.key.pem"]),
        ("encrypted-rsa-oaep-cbc", &["rsa.pkcs1.pem"]),
        ("encrypted-rsa-oaep-256-gcm", &["rsa.key.jwk.json"]),
        ("encrypted-ecdh-gcm", &["ec.key.pem"]),
        ("encrypted-ecdh-gcm", &["ec.key.jwk.json"]),
        ("encrypted-ecdh-a256kw", &["ec.sec1.pem"]),
        // Signed with one key, encrypted for another.
        ("encrypted-ecdh-a128kw-cbc", &["rsa.pub.pem", "ec.key.pem"]),
    ] {
        let opened = read(&fixture(&format!("{file}.vcon.json")), &with(keys)).unwrap_or_else(|problem| panic!("{file} with {keys:?}: {problem:?}"));
        assert_eq!(opened, plain, "{file} with {keys:?}");
    }
}

#[test]
fn without_a_key_the_option_is_named() {
    let none = Options::default();
    for (text, code) in [(SIGNED, "signed_vcon"), (ENCRYPTED, "encrypted_vcon")] {
        let problem = read(text.as_bytes(), &none).expect_err("needs a key");
        assert_eq!(problem.code, code);
        assert!(problem.help.contains("--vcon-key"), "{problem:?}");
    }
}

#[test]
fn the_wrong_key_opens_nothing() {
    let other = with(&["other.pub.pem", "ec.key.pem"]);
    let problem = read(SIGNED.as_bytes(), &other).expect_err("another's key");
    assert_eq!((problem.code, problem.message.as_str()), ("bad_signature", "the signature does not match"));
    assert_eq!(code(ENCRYPTED.as_bytes(), &other), "no_key_fits");
    // A public key opens no encryption.
    assert_eq!(code(ENCRYPTED.as_bytes(), &with(&["rsa.pub.pem"])), "no_key_fits");
    // Opened, but signed by somebody whose key was not given.
    assert_eq!(code(&fixture("encrypted-ecdh-a128kw-cbc.vcon.json"), &with(&["ec.key.pem"])), "bad_signature");
}

#[test]
fn a_certificate_inside_the_vcon_is_not_trusted() {
    assert!(SIGNED.contains("x5c"));
    assert_eq!(code(SIGNED.as_bytes(), &with(&["other.pub.pem"])), "bad_signature");
}

#[test]
fn an_encrypted_vcon_that_nobody_signed_says_so() {
    let read = read(&fixture("encrypted-unsigned.vcon.json"), &with(&["rsa.key.pem"])).expect("opens");
    assert_eq!(read.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["unsigned_inside"]);
}

#[test]
fn unknown_algorithms_and_extensions_are_refused_by_name() {
    let seal = |protected: &str| {
        use base64::Engine as _;
        let encoded = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(protected);
        format!(r#"{{"payload":"e30","signatures":[{{"protected":"{encoded}","signature":"AAAA"}}]}}"#)
    };
    let keys = with(&["rsa.pub.pem"]);
    let problem = read(seal(r#"{"alg":"HS256"}"#).as_bytes(), &keys).expect_err("no such algorithm");
    assert_eq!(problem.code, "unknown_algorithm");
    assert!(problem.message.contains("`HS256`"), "{}", problem.message);
    assert_eq!(code(seal(r#"{"alg":"none"}"#).as_bytes(), &keys), "unknown_algorithm");
    assert_eq!(code(seal(r#"{"alg":"RS256","b64":false,"crit":["b64"]}"#).as_bytes(), &keys), "bad_seal");
    assert_eq!(code(seal("{").as_bytes(), &keys), "bad_seal");
}

#[test]
fn keys_that_cannot_be_used_say_why_and_never_show_themselves() {
    let add = |bytes: &[u8]| Keys::default().add(bytes);
    assert_eq!(add(b"hello"), Err(KeyError::Form));
    assert_eq!(add(b"{\"kty\":"), Err(KeyError::Form));
    assert_eq!(add(&fixture("rsa.locked.pem")), Err(KeyError::PassPhrase));
    assert_eq!(add(br#"{"kty":"OKP","crv":"Ed25519","x":"AAAA"}"#), Err(KeyError::Kind));
    assert_eq!(add(&fixture("keys.jwks.json")), Ok(2));
    assert_eq!(format!("{:?}", with(&["rsa.key.pem"]).keys), "Keys(1 public, 1 private)");
}

/// `text` with the byte at `at` replaced, kept as text.
fn changed(text: &str, at: usize, byte: u8) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    let at = at % bytes.len();
    bytes[at] = byte;
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// No change gets words through that were not signed: what is read is the original or nothing.
    #[test]
    fn a_changed_seal_is_never_read_as_something_else(at in 0_usize..4096, byte in 0x20_u8..0x7f, encrypted: bool) {
        let (text, options) = if encrypted { (ENCRYPTED, with(&["rsa.key.pem"])) } else { (SIGNED, with(&["rsa.pub.pem"])) };
        let original = read(text.as_bytes(), &options).expect("reads").turns;
        for read in read_with("a.vcon", &changed(text, at, byte), &options).into_iter().flatten() {
            prop_assert_eq!(&read.turns, &original);
        }
    }

    #[test]
    fn no_key_file_panics(at in 0_usize..4096, byte: u8, which in 0_usize..4, cut in 0_usize..4096) {
        let files = [PRIVATE, PUBLIC, include_str!("fixtures/sealed/keys.jwks.json"), include_str!("fixtures/sealed/rsa.key.jwk.json")];
        let mut bytes = changed(files[which], at, byte);
        bytes.truncate(cut);
        let mut keys = Keys::default();
        if keys.add(&bytes).is_ok() {
            prop_assert!(!keys.is_empty());
            let _ = read_with("a.vcon", SIGNED.as_bytes(), &Options { keys: keys.clone(), ..Options::default() });
            let _ = read_with("a.vcon", ENCRYPTED.as_bytes(), &Options { keys, ..Options::default() });
        }
    }

    #[test]
    fn numbers_of_a_jwk_may_be_anything(n in prop::collection::vec(any::<u8>(), 0..300), e in prop::collection::vec(any::<u8>(), 0..9), d in prop::collection::vec(any::<u8>(), 0..300)) {
        use base64::Engine as _;
        let number = |bytes: &[u8]| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes);
        let jwk = serde_json::json!({"kty": "RSA", "n": number(&n), "e": number(&e), "d": number(&d)});
        let _ = Keys::default().add(jwk.to_string().as_bytes());
        let jwk = serde_json::json!({"kty": "EC", "crv": "P-256", "x": number(&n), "y": number(&d), "d": number(&e)});
        let _ = Keys::default().add(jwk.to_string().as_bytes());
    }
}
