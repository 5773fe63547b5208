//! Time as an argument: what happens when is never asked of the machine inside the house.

use std::sync::atomic::{AtomicI64, Ordering};

/// Something that tells the time.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    fn now_ms(&self) -> i64;
}

/// A clock that goes only when it is set.
#[derive(Debug, Default)]
pub struct SetClock(AtomicI64);

impl SetClock {
    /// A clock that stands at a time, in milliseconds since 1970.
    pub fn at(ms: i64) -> SetClock {
        SetClock(AtomicI64::new(ms))
    }

    /// Moves it on by some milliseconds.
    pub fn advance(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    /// Sets it.
    pub fn set(&self, ms: i64) {
        self.0.store(ms, Ordering::SeqCst);
    }
}

impl Clock for SetClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}
