//! Sources that are one record as a whole: captions, one e-mail message.

use std::io::{self, BufRead};

use crate::fault::Fault;
use crate::feed::Feed;
use crate::records::{MAX_RECORD_BYTES, Piece, too_large};
use crate::sniff::Format;

/// Everything that is left of the source, or `None` at its end.
pub(crate) fn next<R: BufRead>(feed: &mut Feed<R>, format: Format) -> io::Result<Option<Result<Piece, (Fault, u64)>>> {
    let line = feed.line();
    let mut bytes = Vec::new();
    let mut over = false;
    loop {
        let room = MAX_RECORD_BYTES - bytes.len();
        let count = {
            let chunk = feed.chunk()?;
            let kept = chunk.len().min(room);
            over |= kept < chunk.len();
            if !over {
                bytes.extend_from_slice(&chunk[..kept]);
            }
            chunk.len()
        };
        if count == 0 {
            break;
        }
        feed.consume(count)?;
    }
    match bytes.is_empty() {
        _ if over => Ok(Some(Err((too_large(), line)))),
        true => Ok(None),
        false => Ok(Some(Ok(Piece { line, format, bytes }))),
    }
}
