//! One-time links: the first administrator, an invitation, a new password. Kept by hash, and void after one use.

use crate::audit::Entry;
use crate::db::{Tx, args};
use crate::sessions::address_hash;
use crate::{NewUser, Role, Scope, Store, StoreError, User};

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Makes the first administrator.
    Setup,
    /// Lets a new user choose a password.
    Invitation,
    /// Lets a user choose a new password.
    Password,
}

impl Purpose {
    /// The word in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Purpose::Setup => "setup",
            Purpose::Invitation => "invitation",
            Purpose::Password => "password",
        }
    }
}

impl Store {
    /// Whether anybody has an account yet.
    ///
    /// # Errors
    /// The database fails.
    pub async fn has_users(&self, scope: &Scope) -> Result<bool, StoreError> {
        self.read(scope).await?.has_users().await
    }

    /// Makes a link from the hash of its value; the earlier ones for the same purpose and person are void from now on.
    /// `false` where the user is not there, was put away, or is not the caller's to manage.
    ///
    /// # Errors
    /// A link for the first administrator when there is a user already, or the database fails.
    pub async fn invite(&self, scope: &Scope, purpose: Purpose, user: Option<&str>, hash: &str, expires_ms: i64) -> Result<bool, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        match user {
            None if tx.has_users().await? => return Err(StoreError::State("there are users already; an administrator invites further ones".into())),
            None => tx.run("UPDATE invitations SET used_ms = $1 WHERE user_id IS NULL AND used_ms IS NULL", args![now]).await?,
            Some(user) => {
                let there = tx.user("u.id", user).await?.is_some_and(|user| user.disabled_ms.is_none() && scope.manages(&user));
                if !there {
                    return Ok(false);
                }
                tx.run("UPDATE invitations SET used_ms = $1 WHERE user_id = $2 AND used_ms IS NULL", args![now, user]).await?
            }
        };
        let sql = "INSERT INTO invitations (hash, purpose, user_id, created_ms, expires_ms) VALUES ($1, $2, $3, $4, $5)";
        tx.run(sql, args![hash, purpose.as_str(), user.map(str::to_owned), now, expires_ms]).await?;
        tx.audit(now, scope, &Entry { action: "link.add", object: user.unwrap_or_default(), program: "", detail: purpose.as_str() }).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Makes the first administrator from their link; `None` where the link does not hold, or there is a user already.
    ///
    /// # Errors
    /// The database fails.
    pub async fn set_up(&self, scope: &Scope, hash: &str, new: &NewUser, password: &str) -> Result<Option<User>, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        // Two people with two links wait for each other here, and the second finds a user.
        tx.count("administrators", 0).await?;
        if tx.has_users().await? || tx.use_link(now, "purpose = 'setup'", hash).await?.is_none() {
            return Ok(None);
        }
        let user = self.insert_user(&mut tx, now, scope, &NewUser { role: Role::Administrator, programs: Vec::new(), ..new.clone() }).await?;
        tx.set_password(&user.id, password).await?;
        tx.commit().await?;
        Ok(Some(User { has_password: true, ..user }))
    }

    /// Gives the user of a link the password that they chose, and ends their sessions; `None` where the link does not hold.
    ///
    /// # Errors
    /// The database fails.
    pub async fn accept(&self, scope: &Scope, hash: &str, password: &str) -> Result<Option<User>, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let Some(id) = tx.use_link(now, "purpose <> 'setup'", hash).await?.flatten() else { return Ok(None) };
        let Some(user) = tx.user("u.id", &id).await?.filter(|user| user.disabled_ms.is_none()) else { return Ok(None) };
        tx.set_password(&id, password).await?;
        tx.run("DELETE FROM sessions WHERE user_id = $1", args![&id]).await?;
        tx.run("DELETE FROM attempts WHERE address = $1", args![address_hash(&user.email)]).await?;
        tx.audit(now, scope, &Entry { action: "password.set", object: &id, program: "", detail: "link" }).await?;
        tx.commit().await?;
        Ok(Some(User { has_password: true, ..user }))
    }

    /// Gives the caller a new password and ends their sessions but one; `false` where they are not there.
    ///
    /// # Errors
    /// The database fails.
    pub async fn set_password(&self, scope: &Scope, password: &str, session: &str) -> Result<bool, StoreError> {
        let Some(user) = &scope.user else { return Ok(false) };
        let mut tx = self.write(scope).await?;
        let touched = tx.set_password(user, password).await?;
        tx.run("DELETE FROM sessions WHERE user_id = $1 AND hash <> $2", args![user, session]).await?;
        tx.run("UPDATE invitations SET used_ms = $1 WHERE user_id = $2 AND used_ms IS NULL", args![self.now(), user]).await?;
        tx.audit(self.now(), scope, &Entry { action: "password.set", object: user, program: "", detail: "" }).await?;
        tx.commit().await?;
        Ok(touched > 0)
    }

    /// The user of an address with the hash of their password, where they have one and were not put away.
    ///
    /// # Errors
    /// The database fails.
    pub async fn password(&self, scope: &Scope, email: &str) -> Result<Option<(String, String)>, StoreError> {
        let sql = "SELECT id, password_hash FROM users WHERE email = $1 AND disabled_ms IS NULL AND password_hash IS NOT NULL";
        self.read(scope).await?.one(sql, args![email.trim().to_lowercase()]).await
    }
}

impl Tx {
    async fn has_users(&mut self) -> Result<bool, StoreError> {
        Ok(self.one::<(String,)>("SELECT id FROM users LIMIT 1", Vec::new()).await?.is_some())
    }

    /// Uses a link up; whose it was.
    async fn use_link(&mut self, now: i64, kind: &'static str, hash: &str) -> Result<Option<Option<String>>, StoreError> {
        let sql = format!("UPDATE invitations SET used_ms = $1 WHERE hash = $2 AND {kind} AND used_ms IS NULL AND expires_ms > $1 RETURNING user_id");
        Ok(self.one::<(Option<String>,)>(sql, args![now, hash]).await?.map(|(user,)| user))
    }

    async fn set_password(&mut self, user: &str, password: &str) -> Result<u64, StoreError> {
        self.run("UPDATE users SET password_hash = $1 WHERE id = $2 AND disabled_ms IS NULL", args![password, user]).await
    }
}
