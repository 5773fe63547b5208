//! The desk: conversations in, kept, read and evaluated; the same path as the command line's, with the store at its end.

mod cards;
mod difference;
mod gist;
mod judge;
mod kept;
mod own;
pub mod people;
mod playground;
mod purge;
mod replay;
mod rules;
mod secret;
mod source;
mod take_in;
mod watch;
mod webhooks;
mod work;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use rapport_engine::Program;
use rapport_store::{Scope, Store, StoreError};
use tokio::sync::Notify;

use crate::Engine;

pub use cards::Form;
pub use difference::{EvaluationChange, ItemChange};
pub use judge::{Judged, Requeued, Shift};
pub use kept::kept;
pub use own::{Own, Tried};
pub use playground::{Sketch, Sketched, Typed};
pub use replay::{Lack, Replay};
pub use rules::Rules;
pub use secret::Secret;
pub use take_in::{Incoming, Receipt, Report, TakeInError, moment};
pub use watch::Watched;
pub use webhooks::{Carrier, Message};
pub use work::{LEASE_MS, WorkError};

/// Versions of what comes before the engine; another number means that the same bytes may give other results.
pub const INTAKE: &str = concat!("intake/", env!("CARGO_PKG_VERSION"));
/// See [`INTAKE`].
pub const REDACTION: &str = concat!("redaction/", env!("CARGO_PKG_VERSION"));

/// The one door between the store and the engine. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    secret: Secret,
    rules: RwLock<Arc<Rules>>,
    /// What programs have of their own over them, compiled.
    own: Mutex<own::Compiled>,
    /// Programs' packs by hash.
    programs: Mutex<BTreeMap<String, Arc<Program>>>,
    /// Compiled forms by the hash of the rules and their own.
    forms: Mutex<BTreeMap<(String, String), Arc<Form>>>,
    /// The last rules that a replay compiled from what was kept.
    archived: Mutex<Option<replay::Archived>>,
    /// The last rules of somebody's own that the playground compiled.
    sketched: Mutex<Option<playground::Compiled>>,
    /// Something waits in the queue.
    waiting: Notify,
}

impl Desk {
    /// A desk over a store, with the rules that hold now. The rules' texts are kept in the store.
    ///
    /// # Errors
    /// The database fails.
    pub async fn new(store: Store, secret: Secret, rules: Rules) -> Result<Desk, StoreError> {
        store.keep_packs(&Scope::system(), &rules.packs).await?;
        let inner = Inner {
            store,
            secret,
            rules: RwLock::new(Arc::new(rules)),
            own: Mutex::default(),
            programs: Mutex::default(),
            forms: Mutex::default(),
            archived: Mutex::default(),
            sketched: Mutex::default(),
            waiting: Notify::new(),
        };
        Ok(Desk { inner: Arc::new(inner) })
    }

    /// What everything is kept in.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The rules that hold now.
    pub fn rules(&self) -> Arc<Rules> {
        self.inner.rules.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The engine of rules and a program's pack (its hash; empty: none).
    ///
    /// # Errors
    /// The pack is not kept, or cannot be read.
    pub async fn engine(&self, rules: &Rules, pack_hash: &str) -> Result<Engine, StoreError> {
        let there = self.inner.programs.lock().unwrap_or_else(PoisonError::into_inner).get(pack_hash).cloned();
        let program = match there {
            Some(program) => program,
            None => {
                let program = match pack_hash {
                    "" => Arc::default(),
                    hash => Arc::new(rules::program(&self.inner.store, hash).await?),
                };
                self.inner.programs.lock().unwrap_or_else(PoisonError::into_inner).insert(pack_hash.to_owned(), program.clone());
                program
            }
        };
        Ok(Engine::new(rules.library.clone(), program))
    }

    /// Wakes those who work, because something waits in the queue.
    pub fn wake(&self) {
        self.inner.waiting.notify_waiters();
    }
}
