//! Who may come in: sign-in, links, tokens, people, and what is written down about it.

pub mod agents;
pub mod audit;
pub mod door;
pub mod links;
pub mod passwords;
pub mod session;
pub mod signoff;
pub mod teams;
pub mod tokens;
pub mod users;
