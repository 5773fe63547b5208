//! Splits a plain text source into transcripts at lines of `---` or `===`.

use std::io::{self, BufRead};

use crate::fault::Fault;
use crate::feed::Feed;
use crate::labels;
use crate::records::{MAX_RECORD_BYTES, Piece, too_large};
use crate::sniff::Format;

/// The next transcript, or `None` at the end of the source.
pub(crate) fn next<R: BufRead>(feed: &mut Feed<R>) -> io::Result<Option<Result<Piece, (Fault, u64)>>> {
    let mut bytes = Vec::new();
    let mut first_line = feed.line();
    // A header between two separator lines belongs to the transcript that follows it.
    let mut only_header = true;
    let mut overflow = false;
    loop {
        let start = bytes.len();
        let room = MAX_RECORD_BYTES - start;
        let count = feed.line_into(&mut bytes, MAX_RECORD_BYTES)?;
        if count > room {
            overflow = true;
        }
        let line = &bytes[start..];
        if count == 0 || (count <= room && is_separator(line)) {
            bytes.truncate(start);
            if overflow {
                return Ok(Some(Err((too_large(), first_line))));
            }
            if !bytes.is_empty() && (count == 0 || !only_header) {
                return Ok(Some(Ok(Piece { line: first_line, format: Format::Text, bytes })));
            }
            if count == 0 {
                return Ok(None);
            }
            if bytes.is_empty() {
                first_line = feed.line();
            }
            continue;
        }
        if line.trim_ascii().is_empty() && start == 0 {
            bytes.clear();
            first_line = feed.line();
            continue;
        }
        only_header = only_header && labels::is_header(&String::from_utf8_lossy(line));
        if overflow {
            // What is kept is of no use any more; only the separator is still looked for.
            bytes.clear();
            only_header = false;
        }
    }
}

fn is_separator(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.len() >= 3 && (line.iter().all(|byte| *byte == b'-') || line.iter().all(|byte| *byte == b'='))
}
