//! What every handler can reach.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use rapport_flow::Desk;
use rapport_store::Store;
use tokio::sync::{Semaphore, watch};

use crate::access::passwords::{PasswordCost, Passwords};
use crate::behaviours::Pages;
use crate::webhooks::post::Post;

/// What the operator chose.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where people reach the server, such as `https://rapport.example.org`; cookies are `Secure` where it is https.
    pub public_url: String,
    /// A session ends after so much time without use, in milliseconds.
    pub idle_ms: i64,
    /// A session ends after so much time in any case, in milliseconds.
    pub absolute_ms: i64,
    /// The largest body of one request, in bytes; streams of conversations are not bounded by it.
    pub body_limit: usize,
    /// Streams of conversations that come in at once; one more is told to come again.
    pub streams: usize,
    /// How long requests under way may take after the server was told to stop.
    pub grace: Duration,
    /// What one look at a password costs.
    pub password_cost: PasswordCost,
    /// Whether a proxy of ours stands before the server: then `X-Forwarded-For` says who calls.
    pub behind_proxy: bool,
    /// The data folder, whose disk is told of; none where nobody says.
    pub data: Option<PathBuf>,
    /// Whether webhooks may reach this machine and private networks.
    pub webhook_private_addresses: bool,
    /// Certificate authorities that webhooks trust beside the public ones, DER; see [`crate::authorities`].
    pub webhook_authorities: Vec<Vec<u8>>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            public_url: "http://127.0.0.1:8080".into(),
            idle_ms: 60 * 60 * 1000,
            absolute_ms: 12 * 60 * 60 * 1000,
            body_limit: 8 << 20,
            streams: 8,
            grace: Duration::from_secs(10),
            password_cost: PasswordCost::default(),
            behind_proxy: false,
            data: None,
            webhook_private_addresses: false,
            webhook_authorities: Vec::new(),
        }
    }
}

/// Playgrounds that are read at once.
const SKETCHES: usize = 2;

/// Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The desk, and through it the store.
    pub desk: Desk,
    /// What the operator chose.
    pub options: Arc<Options>,
    /// A permit for each stream of conversations that may come in now.
    pub streams: Arc<Semaphore>,
    /// Since when it is there, in milliseconds since 1970.
    pub started_ms: i64,
    /// A permit for each playground that may be read now.
    pub sketches: Arc<Semaphore>,
    /// Says that the server stops.
    stop: Arc<watch::Sender<bool>>,
    /// Hashes and compares passwords.
    pub passwords: Arc<Passwords>,
    /// The pages of behaviours.
    pub pages: Arc<Pages>,
    /// Carries messages to webhooks.
    pub post: Arc<Post>,
}

impl AppState {
    /// A state over a desk.
    pub fn new(desk: Desk, options: Options) -> AppState {
        let (streams, stop) = (Arc::new(Semaphore::new(options.streams)), Arc::new(watch::Sender::new(false)));
        let passwords = Arc::new(Passwords::new(options.password_cost));
        let sketches = Arc::new(Semaphore::new(SKETCHES));
        let started_ms = desk.store().now();
        let post = Arc::new(Post::new(options.webhook_private_addresses, &options.webhook_authorities));
        AppState { desk, started_ms, options: Arc::new(options), passwords, pages: Arc::default(), post, sketches, streams, stop }
    }

    /// Tells everything that runs to come to its end.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Hears of [`AppState::stop`].
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.stop.subscribe()
    }

    /// What everything is kept in.
    pub fn store(&self) -> &Store {
        self.desk.store()
    }
}
