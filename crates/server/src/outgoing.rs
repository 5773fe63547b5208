//! Requests that the server itself makes: one connection each, bounded in time, no redirects, nothing kept of the answer but its status.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderValue, Request, Uri, header};
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// So much of an answer's body is read, in bytes: a receiver may still be writing it.
const READ: usize = 4096;

/// And so long.
const REST: Duration = Duration::from_secs(1);

const AGENT: HeaderValue = HeaderValue::from_static(concat!("Rapport/", env!("CARGO_PKG_VERSION")));

/// Makes requests, with TLS where the other side wants it.
pub struct Outgoing {
    connector: TlsConnector,
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

impl Outgoing {
    /// Trusts the public certificate authorities, and those given (DER).
    pub fn new(authorities: &[Vec<u8>]) -> Outgoing {
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.into() };
        let (_, ignored) = roots.add_parsable_certificates(authorities.iter().map(|der| CertificateDer::from(der.clone())));
        if ignored > 0 {
            tracing::warn!(ignored, "certificates of authorities cannot be used");
        }
        // Both versions of TLS that ring knows are safe, so the defaults always fit.
        let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions();
        let builder = builder.unwrap_or_else(|_| ClientConfig::builder());
        let mut config = builder.with_root_certificates(roots).with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Outgoing { connector: TlsConnector::from(Arc::new(config)) }
    }

    /// Sends a request over a new connection; the status of the answer. `secure` names the machine that TLS is to prove.
    ///
    /// # Errors
    /// Why there was no answer, a word for programs: `address`, `tls` (with what the library says after a colon), `broken_off`.
    pub async fn send(&self, stream: TcpStream, secure: Option<&str>, request: Request<Bytes>) -> Result<u16, String> {
        let Some(host) = secure else { return exchange(stream, request).await };
        let name = ServerName::try_from(host.to_owned()).map_err(|_| "address".to_owned())?;
        let stream = self.connector.connect(name, stream).await.map_err(|error| format!("tls: {error}"))?;
        exchange(stream, request).await
    }
}

/// The machines that a name means now.
///
/// # Errors
/// `unknown_machine`.
pub async fn look_up(host: &str, port: u16) -> Result<Vec<SocketAddr>, String> {
    let found = tokio::net::lookup_host((host, port)).await.map_err(|_| "unknown_machine".to_owned())?;
    Ok(found.collect())
}

/// Connects to the first address that answers.
///
/// # Errors
/// `not_listening` or `unreachable`; `none` where there are no addresses.
pub async fn connect(addresses: impl Iterator<Item = &SocketAddr>, none: &str) -> Result<TcpStream, String> {
    let mut last = none.to_owned();
    for address in addresses {
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

/// Sends a request on a connection; the status of the answer.
async fn exchange<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(stream: S, request: Request<Bytes>) -> Result<u16, String> {
    let broke = |_| "broken_off".to_owned();
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(broke)?;
    let request = worded(request).ok_or("address")?;
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

/// As it goes over the line: the path in the first line, the machine in a header.
fn worded(request: Request<Bytes>) -> Option<Request<Full<Bytes>>> {
    let (mut parts, body) = request.into_parts();
    let host = HeaderValue::from_str(parts.uri.authority()?.as_str()).ok()?;
    parts.uri = Uri::from(parts.uri.path_and_query()?.clone());
    for (name, value) in [(header::HOST, host), (header::USER_AGENT, AGENT), (header::CONNECTION, HeaderValue::from_static("close"))] {
        parts.headers.insert(name, value);
    }
    Some(Request::from_parts(parts, Full::new(body)))
}

fn unconnected(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => "not_listening".into(),
        _ => "unreachable".into(),
    }
}
