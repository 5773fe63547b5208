//! Webhooks at work: messages are signed as Standard Webhooks 1.0 says, carried, and tried again until they arrive.

use std::collections::BTreeSet;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use jiff::Timestamp;
use rapport_store::{Delivery, NewWebhook, Outcome, Scope, StoreError, Webhook};
use sha2::Sha256;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tracing::{Instrument as _, info_span};

use super::Desk;

/// How often the database is asked for messages that are due.
const NAP: Duration = Duration::from_secs(1);

/// Messages to one webhook under way at once.
const ABREAST: i64 = 8;

/// A lease is longer than any try lasts.
const LEASE_MS: i64 = 60_000;

/// How a secret begins, so that it is recognised where it does not belong.
const PREFIX: &str = "whsec_";

/// Random bytes of a secret.
const SECRET_BYTES: usize = 32;

/// A message, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Where it goes.
    pub url: String,
    /// `webhook-id`: the same at every try.
    pub id: String,
    /// `webhook-timestamp`: when it is sent, in seconds since 1970.
    pub timestamp: i64,
    /// `webhook-signature`.
    pub signature: String,
    /// JSON.
    pub body: String,
}

/// What brings messages to their receivers; the floor above knows HTTP.
pub trait Carrier: Send + Sync + 'static {
    /// Sends one message and tells how it ended, within seconds.
    fn carry(&self, message: &Message) -> impl Future<Output = Outcome> + Send;
}

/// A secret of a webhook, shown once; and the same, sealed.
struct NewSecret {
    text: String,
    sealed: String,
}

impl Desk {
    /// Adds a webhook, and gives the secret that its receiver verifies messages with: it is not shown again.
    ///
    /// # Errors
    /// There is no such event or program, the system gives no random bytes, or the database fails.
    pub async fn add_webhook(&self, scope: &Scope, url: &str, events: Vec<String>, programs: Vec<String>) -> Result<(Webhook, String), StoreError> {
        let secret = self.new_secret()?;
        let new = NewWebhook { url: url.to_owned(), secret: secret.sealed, events, programs };
        Ok((self.store().add_webhook(scope, &new).await?, secret.text))
    }

    /// Gives a webhook another secret; `None` where there is no such webhook. Messages are signed with it from now on.
    ///
    /// # Errors
    /// The system gives no random bytes, or the database fails.
    pub async fn rotate_webhook(&self, scope: &Scope, id: &str) -> Result<Option<String>, StoreError> {
        let secret = self.new_secret()?;
        Ok(self.store().set_webhook_secret(scope, id, &secret.sealed).await?.then_some(secret.text))
    }

    /// Sends a `ping` to a webhook now, whether it is on or off; `None` where there is no such webhook.
    ///
    /// # Errors
    /// The database fails.
    pub async fn ping<C: Carrier>(&self, scope: &Scope, id: &str, carrier: &C) -> Result<Option<Outcome>, StoreError> {
        let Some(webhook) = self.store().webhook(scope, id).await? else { return Ok(None) };
        let now = self.store().now();
        let message = self.message(&webhook, &format!("ping_{now}"), "ping", now, &format!("{{\"webhook\":\"{id}\"}}"));
        let outcome = match message {
            Some(message) => carrier.carry(&message).instrument(info_span!("webhook", webhook = webhook.id, message = message.id)).await,
            None => Outcome::Nothing(UNSEALED.into()),
        };
        self.store().record(scope, &rapport_store::Entry { action: "webhook.test", object: id, program: "", detail: &word(&outcome) }).await?;
        Ok(Some(outcome))
    }

    /// Sends what is due until `stop` says so; what is under way is ended first. Each webhook goes at its own pace.
    pub async fn deliver<C: Carrier>(&self, owner: &str, carrier: Arc<C>, mut stop: watch::Receiver<bool>) {
        let mut going: JoinSet<String> = JoinSet::new();
        let mut busy: BTreeSet<String> = BTreeSet::new();
        while !*stop.borrow() {
            match self.store().due_webhooks(&Scope::system()).await {
                Ok(due) => {
                    for id in due {
                        if busy.insert(id.clone()) {
                            let (desk, carrier, owner, stop) = (self.clone(), carrier.clone(), owner.to_owned(), stop.clone());
                            going.spawn(async move {
                                desk.deliver_to(&id, &owner, &*carrier, &stop).await;
                                id
                            });
                        }
                    }
                }
                Err(error) => tracing::error!(%error, "the messages to webhooks could not be read"),
            }
            tokio::select! {
                () = tokio::time::sleep(NAP) => {}
                _ = stop.changed() => {}
                Some(ended) = going.join_next() => {
                    match ended {
                        Ok(id) => { busy.remove(&id); }
                        // Whose it was is not known: those who still go keep their leases.
                        Err(error) => {
                            tracing::error!(%error, "sending to a webhook broke off");
                            if going.is_empty() {
                                busy.clear();
                            }
                        }
                    }
                }
            }
        }
        while going.join_next().await.is_some() {}
    }

    /// Sends what is due now, once; how many tries that were.
    ///
    /// # Errors
    /// The database fails.
    pub async fn deliver_once<C: Carrier>(&self, owner: &str, carrier: &C) -> Result<usize, StoreError> {
        let mut tries = 0;
        for id in self.store().due_webhooks(&Scope::system()).await? {
            tries += self.batch(&id, owner, carrier).await?;
        }
        Ok(tries)
    }

    async fn deliver_to<C: Carrier>(&self, webhook: &str, owner: &str, carrier: &C, stop: &watch::Receiver<bool>) {
        while !*stop.borrow() {
            match self.batch(webhook, owner, carrier).await {
                Ok(0) => return,
                Ok(_) => {}
                Err(error) => return tracing::error!(%error, webhook, "messages could not be sent"),
            }
        }
    }

    /// Sends up to [`ABREAST`] messages to a webhook, beside each other.
    async fn batch<C: Carrier>(&self, id: &str, owner: &str, carrier: &C) -> Result<usize, StoreError> {
        let system = Scope::system();
        let leased = self.store().lease_deliveries(&system, id, owner, ABREAST, LEASE_MS).await?;
        let Some(webhook) = self.store().webhook(&system, id).await? else { return Ok(0) };
        let tries = futures_util::future::join_all(leased.iter().map(|delivery| self.one(&webhook, delivery, carrier))).await;
        for (delivery, outcome) in leased.iter().zip(&tries) {
            self.store().end_delivery(&system, delivery, outcome).await?;
        }
        if let Some(outcome) = tries.iter().find(|outcome| !outcome.arrived()) {
            tracing::warn!(webhook = id, outcome = word(outcome), "a message did not arrive; it is tried again");
        }
        Ok(tries.len())
    }

    async fn one<C: Carrier>(&self, webhook: &Webhook, delivery: &Delivery, carrier: &C) -> Outcome {
        match self.message(webhook, &delivery.id, &delivery.kind, delivery.created_ms, &delivery.data) {
            Some(message) => carrier.carry(&message).instrument(info_span!("webhook", webhook = webhook.id, message = message.id)).await,
            None => Outcome::Nothing(UNSEALED.into()),
        }
    }

    /// A message, signed; `None` where the webhook's secret cannot be opened.
    fn message(&self, webhook: &Webhook, id: &str, kind: &str, at_ms: i64, data: &str) -> Option<Message> {
        let secret = self.inner.secret.open(&webhook.secret)?;
        let at = Timestamp::from_millisecond(at_ms).unwrap_or_default();
        let body = format!("{{\"type\":\"{kind}\",\"timestamp\":\"{at}\",\"data\":{data}}}");
        let timestamp = self.store().now().div_euclid(1000);
        let signature = signature(&secret, id, timestamp, &body);
        Some(Message { url: webhook.url.clone(), id: id.to_owned(), timestamp, signature, body })
    }

    fn new_secret(&self) -> Result<NewSecret, StoreError> {
        let (mut bytes, mut nonce) = ([0; SECRET_BYTES], [0; 24]);
        let filled = getrandom::fill(&mut bytes).and_then(|()| getrandom::fill(&mut nonce));
        filled.map_err(|error| StoreError::State(format!("the system gives no random bytes: {error}")))?;
        Ok(NewSecret { text: format!("{PREFIX}{}", STANDARD.encode(bytes)), sealed: self.inner.secret.seal(nonce, &bytes) })
    }
}

/// The webhook's secret cannot be opened; it needs a new one.
const UNSEALED: &str = "secret";

/// `v1,` and HMAC-SHA-256 over id, time and body, with points between them.
fn signature(secret: &[u8], id: &str, timestamp: i64, body: &str) -> String {
    // HMAC takes keys of any length.
    let Ok(mut mac) = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(secret) else { return String::new() };
    mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

/// How a try ended, in a word or two.
fn word(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Answered(status) => status.to_string(),
        Outcome::Nothing(why) => why.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification, also in its libraries' tests.
    #[test]
    fn a_signature_is_the_specifications() {
        let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").expect("base64");
        let signed = signature(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#);
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
