//! How fast the server takes conversations in, reads them and answers, on both databases: the built command, asked over HTTP.

mod chats;
mod process;

pub use chats::Chats;
pub use process::{Answered, Server};
