//! Speed and memory: the engine, its parts, the whole command, and bare scanners on the same bytes.

mod clock;
mod input;
mod literals;
mod live;
mod parts;
mod process;

pub use clock::{Spread, load, machine};
pub use input::{Input, inputs};
pub use literals::literals;
pub use live::live;
pub use parts::{engine_alone, parts};
pub use process::{Memory, command, high_water, memory, scaling, start_up};
