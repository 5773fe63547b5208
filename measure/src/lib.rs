//! What Rapport finds and misses, and how fast it is: measured, printed, and written into the docs.

pub mod accuracy;
pub mod bench;
pub mod heard;
pub mod lessons;
pub mod places;
pub mod redaction;
pub mod server;
pub mod training;

/// The one that `rapport` has, so that what is measured in this process is what runs there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
