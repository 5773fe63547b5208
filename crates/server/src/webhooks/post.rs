//! Carries messages to webhooks: one connection each, ten seconds, no redirects, nothing kept of the answer but its status.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{Method, Request, header};
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use rapport_flow::{Carrier, Message};
use rapport_store::Outcome;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::reach::{Target, is_public, target};

/// How long a receiver has for everything.
const PATIENCE: Duration = Duration::from_secs(10);

/// So much of an answer's body is read, in bytes: a receiver may still be writing it.
const READ: usize = 4096;

/// And so long.
const REST: Duration = Duration::from_secs(1);

const AGENT: &str = concat!("Rapport/", env!("CARGO_PKG_VERSION"));

/// What carries messages over HTTP. Why there was no answer is a word for programs: `address`, `private_address`, `unknown_machine`, `not_listening`,
/// `unreachable`, `tls` (with what the library says after a colon), `broken_off`, `timeout`.
pub struct Post {
    connector: TlsConnector,
    /// Whether addresses of this machine and of private networks may be reached.
    private: bool,
}

/// Certificate authorities that are trusted beside the public ones, from a file in PEM form.
///
/// # Errors
/// It holds none, or something else.
pub fn authorities(pem: &[u8]) -> Result<Vec<Vec<u8>>, String> {
    let read: Result<Vec<CertificateDer<'_>>, _> = CertificateDer::pem_slice_iter(pem).collect();
    match read {
        Ok(all) if !all.is_empty() => Ok(all.into_iter().map(|one| one.to_vec()).collect()),
        Ok(_) => Err("it holds no certificate".into()),
        Err(error) => Err(error.to_string()),
    }
}

impl Post {
    /// Trusts the public certificate authorities, and those given (DER).
    pub fn new(private: bool, authorities: &[Vec<u8>]) -> Post {
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.into() };
        let (_, ignored) = roots.add_parsable_certificates(authorities.iter().map(|der| CertificateDer::from(der.clone())));
        if ignored > 0 {
            tracing::warn!(ignored, "certificates of authorities for webhooks cannot be used");
        }
        // Both versions of TLS that ring knows are safe, so the defaults always fit.
        let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions();
        let builder = builder.unwrap_or_else(|_| ClientConfig::builder());
        let mut config = builder.with_root_certificates(roots).with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Post { connector: TlsConnector::from(Arc::new(config)), private }
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
        if !target.secure {
            return exchange(stream, &target, message).await;
        }
        let name = ServerName::try_from(target.host.clone()).map_err(|_| "address".to_owned())?;
        let stream = self.connector.connect(name, stream).await.map_err(|error| format!("tls: {error}"))?;
        exchange(stream, &target, message).await
    }

    /// Connects to one of the addresses that a name means now, and that may be reached.
    async fn connect(&self, target: &Target) -> Result<TcpStream, String> {
        let found = tokio::net::lookup_host((target.host.as_str(), target.port)).await.map_err(|_| "unknown_machine".to_owned())?;
        let found: Vec<SocketAddr> = found.collect();
        // Without TLS only this machine is reached, whatever its name means.
        let allowed = |address: &&SocketAddr| if target.secure { self.private || is_public(address.ip()) } else { self.private && address.ip().is_loopback() };
        let mut last = if found.is_empty() { "unknown_machine" } else { "private_address" }.to_owned();
        for address in found.iter().filter(allowed) {
            match TcpStream::connect(address).await {
                Ok(stream) => {
                    let _ = stream.set_nodelay(true);
                    return Ok(stream);
                }
                Err(error) => last = unconnected(&error),
            }
        }
        Err(last)
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

/// Sends a message on a connection; the status of the answer.
async fn exchange<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(stream: S, target: &Target, message: &Message) -> Result<u16, String> {
    let broke = |_| "broken_off".to_owned();
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(broke)?;
    let request = Request::builder()
        .method(Method::POST)
        .uri(&target.path)
        .header(header::HOST, &target.authority)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::USER_AGENT, AGENT)
        .header(header::CONNECTION, "close")
        .header("webhook-id", &message.id)
        .header("webhook-timestamp", message.timestamp)
        .header("webhook-signature", &message.signature)
        .body(Full::new(Bytes::from(message.body.clone())))
        .map_err(|_| "address".to_owned())?;
    let answer = async move {
        let response = sender.send_request(request).await.map_err(broke)?;
        let status = response.status().as_u16();
        let mut body = response.into_body();
        let rest = async {
            let mut read = 0;
            while read < READ
                && let Some(Ok(frame)) = body.frame().await
            {
                read += frame.data_ref().map_or(0, Bytes::len);
            }
        };
        // Who answered has the message, however their body goes on.
        let _ = tokio::time::timeout(REST, rest).await;
        Ok(status)
    };
    // The connection moves while the answer is awaited, and ends with it.
    tokio::pin!(answer);
    tokio::select! {
        told = &mut answer => told,
        _ = connection => answer.await,
    }
}

fn unconnected(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => "not_listening".into(),
        _ => "unreachable".into(),
    }
}
