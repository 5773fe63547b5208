//! Carries messages to webhooks: one connection each, ten seconds, no redirects, nothing kept of the answer but its status.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{Method, Request, header};
use rapport_flow::{Carrier, Message};
use rapport_store::Outcome;
use tokio::net::TcpStream;

use super::reach::{Target, is_public, target};
use crate::outgoing::{Outgoing, connect, look_up};

/// How long a receiver has for everything.
const PATIENCE: Duration = Duration::from_secs(10);

/// What carries messages over HTTP. Why there was no answer is a word for programs: `address`, `private_address`, `unknown_machine`, `not_listening`,
/// `unreachable`, `tls` (with what the library says after a colon), `broken_off`, `timeout`.
pub struct Post {
    outgoing: Outgoing,
    /// Whether addresses of this machine and of private networks may be reached.
    private: bool,
}

impl Post {
    /// Trusts the public certificate authorities, and those given (DER).
    pub fn new(private: bool, authorities: &[Vec<u8>]) -> Post {
        Post { outgoing: Outgoing::new(authorities), private }
    }

    /// Why an address is refused before anything is asked of the network.
    ///
    /// # Errors
    /// The reason, with what to do.
    pub fn check(&self, url: &str) -> Result<(), String> {
        let target = target(url)?;
        match target.host.parse() {
            Ok(address) if !self.private && !is_public(address) => Err(REFUSED.into()),
            _ if !self.private && target.host.eq_ignore_ascii_case("localhost") => Err(REFUSED.into()),
            _ => Ok(()),
        }
    }

    async fn send(&self, message: &Message) -> Result<u16, String> {
        let target = target(&message.url).map_err(|_| "address".to_owned())?;
        let stream = self.connect(&target).await?;
        let request = Request::builder()
            .method(Method::POST)
            .uri(&message.url)
            .header(header::CONTENT_TYPE, "application/json")
            .header("webhook-id", &message.id)
            .header("webhook-timestamp", message.timestamp)
            .header("webhook-signature", &message.signature)
            .body(Bytes::from(message.body.clone()))
            .map_err(|_| "address".to_owned())?;
        self.outgoing.send(stream, target.secure.then_some(target.host.as_str()), request).await
    }

    /// Connects to one of the addresses that a name means now, and that may be reached.
    async fn connect(&self, target: &Target) -> Result<TcpStream, String> {
        let found = look_up(&target.host, target.port).await?;
        // Without TLS only this machine is reached, whatever its name means.
        let allowed = |address: &&SocketAddr| if target.secure { self.private || is_public(address.ip()) } else { self.private && address.ip().is_loopback() };
        connect(found.iter().filter(allowed), if found.is_empty() { "unknown_machine" } else { "private_address" }).await
    }
}

const REFUSED: &str = "the address lies on this machine or in a private network; the setting webhook_private_addresses allows it";

impl Carrier for Post {
    async fn carry(&self, message: &Message) -> Outcome {
        match tokio::time::timeout(PATIENCE, self.send(message)).await {
            Ok(Ok(status)) => Outcome::Answered(status),
            Ok(Err(why)) => Outcome::Nothing(why),
            Err(_) => Outcome::Nothing("timeout".into()),
        }
    }
}
