//! Webhooks: which other systems are told of which changes, and what became of each message.

pub mod deliveries;
pub mod hooks;
pub mod post;
mod reach;
#[cfg(test)]
mod tests;
