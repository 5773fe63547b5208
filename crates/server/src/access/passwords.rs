//! Passwords: argon2id, on threads of their own, as long for an address that nobody has as for a wrong password.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, generate_salt};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::error::ApiError;

/// What one look at a password costs. The defaults are OWASP's for argon2id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordCost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Default for PasswordCost {
    fn default() -> PasswordCost {
        PasswordCost { memory_kib: 19 * 1024, passes: 2 }
    }
}

/// Hashes and compares passwords.
pub struct Passwords {
    argon: Argon2<'static>,
    /// A hash of nobody's password, with the same cost.
    nobody: String,
    /// So many at once: each takes memory.
    places: Semaphore,
}

/// Passwords looked at side by side.
const AT_ONCE: usize = 4;

/// In code points.
const SHORTEST: usize = 12;

/// In bytes.
const LONGEST: usize = 1_024;

impl Passwords {
    /// At a cost; one that argon2 refuses becomes the default.
    pub fn new(cost: PasswordCost) -> Passwords {
        let params = Params::new(cost.memory_kib, cost.passes, 1, None).unwrap_or_default();
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash(&argon, &fresh()).unwrap_or_default();
        Passwords { argon, nobody, places: Semaphore::new(AT_ONCE) }
    }

    /// The PHC string of a password.
    ///
    /// # Errors
    /// The thread broke off.
    pub async fn hash(&self, password: String) -> Result<String, ApiError> {
        let _place = self.places.acquire().await;
        let argon = self.argon.clone();
        tokio::task::spawn_blocking(move || hash(&argon, &password)).await.ok().flatten().ok_or_else(broken)
    }

    /// Whether a password is the one of a hash; none is nobody's, and costs as much.
    ///
    /// # Errors
    /// The thread broke off.
    pub async fn holds(&self, password: String, kept: Option<String>) -> Result<bool, ApiError> {
        let _place = self.places.acquire().await;
        let (argon, somebody) = (self.argon.clone(), kept.is_some());
        let kept = kept.unwrap_or_else(|| self.nobody.clone());
        let compare = move || PasswordHash::new(&kept).is_ok_and(|kept| argon.verify_password(password.as_bytes(), &kept).is_ok());
        let same = tokio::task::spawn_blocking(compare).await.map_err(|_| broken())?;
        Ok(same && somebody)
    }
}

fn hash(argon: &Argon2<'_>, password: &str) -> Option<String> {
    argon.hash_password(password.as_bytes()).ok().map(|hash| hash.to_string())
}

fn broken() -> ApiError {
    ApiError::new(axum::http::StatusCode::INTERNAL_SERVER_ERROR, "internal", "the password could not be looked at; try again")
}

/// Whether a password may be chosen: long enough, and not the address.
///
/// # Errors
/// It may not; the message says why.
pub fn check(password: &str, email: &str) -> Result<(), ApiError> {
    if password.chars().count() < SHORTEST {
        return Err(ApiError::invalid(format!("choose a password of at least {SHORTEST} characters")));
    }
    if password.len() > LONGEST {
        return Err(ApiError::invalid(format!("choose a password of at most {LONGEST} bytes")));
    }
    if password.trim().eq_ignore_ascii_case(email.trim()) {
        return Err(ApiError::invalid("choose a password that is not your address"));
    }
    Ok(())
}

/// A value that nobody can guess: 32 random bytes as hexadecimal digits.
pub fn fresh() -> String {
    [generate_salt(), generate_salt()].concat().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_again_and_nobody_has_one() {
        let passwords = Passwords::new(PasswordCost { memory_kib: 64, passes: 1 });
        let kept = passwords.hash("correct horse battery".into()).await.expect("a hash");
        assert!(kept.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{kept}");
        assert!(passwords.holds("correct horse battery".into(), Some(kept.clone())).await.expect("an answer"));
        assert!(!passwords.holds("correct horse batterx".into(), Some(kept)).await.expect("an answer"));
        assert!(!passwords.holds("anything".into(), None).await.expect("an answer"));
    }

    #[test]
    fn short_and_guessable_ones_are_refused() {
        assert!(check("一二三四五六七八九十十一", "a@example.org").is_ok(), "characters count, not bytes");
        assert!(check("elevenchars", "a@example.org").is_err());
        assert!(check("Ana.Longname@example.org", "ana.longname@example.org").is_err());
        assert!(check(&"x".repeat(2_000), "a@example.org").is_err());
    }

    #[test]
    fn values_differ() {
        assert_ne!(fresh(), fresh());
        assert_eq!(fresh().len(), 64);
    }
}
