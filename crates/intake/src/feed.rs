//! A byte source that opens gzip and converts UTF-16 on the fly, counts lines and takes bytes back.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

use crate::encoding::{self, Converted};

/// Enough to recognise every format we name.
const HEAD: usize = 8 * 1024;
/// Once this many bytes beyond blanks are there, a slow pipe is not waited for.
const HEAD_ENOUGH: usize = 64;
/// Size of a buffer after unpacking or converting.
const BUFFER: usize = 64 * 1024;
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

/// Reads from the bytes already peeked or given back, then from the source.
pub(crate) struct Feed<R: BufRead> {
    held: Vec<u8>,
    at: usize,
    inner: Inner<R>,
    line: u64,
    converted: Option<&'static str>,
}

enum Inner<R: BufRead> {
    Plain(R),
    Gzip(Box<Unpacked<R>>),
    Wide(Box<Narrowed<R>>),
    GzipWide(Box<Narrowed<Unpacked<R>>>),
}

/// What was peeked, then the rest.
type Whole<R> = Chain<Cursor<Vec<u8>>, R>;
/// The same, unpacked.
type Unpacked<R> = BufReader<MultiGzDecoder<Whole<R>>>;
/// The same, made UTF-8.
type Narrowed<R> = BufReader<Converted<Whole<R>>>;

impl<R: BufRead> Feed<R> {
    /// Opens a source: peeks at its start, unpacks gzip and makes UTF-16 with a byte order mark UTF-8.
    pub(crate) fn open(mut input: R) -> io::Result<Feed<R>> {
        let head = peek(&mut input)?;
        let (held, inner, converted) = if head.starts_with(&GZIP_MAGIC) {
            let decoder = MultiGzDecoder::new(Cursor::new(head).chain(input));
            let mut unpacked = BufReader::with_capacity(BUFFER, decoder);
            let head = peek(&mut unpacked)?;
            match encoding::wide(&head) {
                Some(encoding) => {
                    let mut narrowed = narrowed(head, unpacked, encoding);
                    (peek(&mut narrowed)?, Inner::GzipWide(Box::new(narrowed)), Some(encoding.name()))
                }
                None => (head, Inner::Gzip(Box::new(unpacked)), None),
            }
        } else if let Some(encoding) = encoding::wide(&head) {
            let mut narrowed = narrowed(head, input, encoding);
            (peek(&mut narrowed)?, Inner::Wide(Box::new(narrowed)), Some(encoding.name()))
        } else {
            (head, Inner::Plain(input), None)
        };
        Ok(Feed { held, at: 0, inner, line: 1, converted })
    }

    /// The encoding the source was in, where it is another than UTF-8 for certain.
    pub(crate) fn converted(&self) -> Option<&'static str> {
        self.converted
    }

    /// The next `want` bytes, or fewer where the source ends before.
    pub(crate) fn ahead(&mut self, want: usize) -> io::Result<&[u8]> {
        while self.held.len() - self.at < want {
            let mut held = std::mem::take(&mut self.held);
            held.drain(..std::mem::take(&mut self.at));
            let lacking = want - held.len();
            let count = match self.chunk() {
                Ok(chunk) => {
                    let count = chunk.len().min(lacking);
                    held.extend_from_slice(&chunk[..count]);
                    count
                }
                // What was read before the error is given first; the error comes again.
                Err(_) if !held.is_empty() => 0,
                Err(error) => return Err(error),
            };
            self.inner.consume(count);
            self.held = held;
            if count == 0 {
                break;
            }
        }
        Ok(&self.held[self.at..])
    }

    /// The next bytes, at least one unless the source has ended.
    pub(crate) fn chunk(&mut self) -> io::Result<&[u8]> {
        if self.at < self.held.len() {
            return Ok(&self.held[self.at..]);
        }
        // `fill_buf` may be interrupted by a signal; that is not an error of the source.
        loop {
            match self.inner.fill() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(_) => break,
            }
        }
        self.inner.fill()
    }

    /// Marks `count` bytes of the last chunk as used.
    pub(crate) fn consume(&mut self, count: usize) -> io::Result<()> {
        let newlines = memchr::memchr_iter(b'\n', &self.chunk()?[..count]).count();
        self.line += newlines as u64;
        self.skip_counted(count);
        Ok(())
    }

    /// The next byte without using it.
    pub(crate) fn peek_byte(&mut self) -> io::Result<Option<u8>> {
        Ok(self.chunk()?.first().copied())
    }

    /// Uses one byte.
    pub(crate) fn take_byte(&mut self) -> io::Result<Option<u8>> {
        let byte = self.peek_byte()?;
        if let Some(byte) = byte {
            self.line += u64::from(byte == b'\n');
            self.skip_counted(1);
        }
        Ok(byte)
    }

    /// Appends the rest of the line, newline included, to `line`. Bytes over `limit` are passed over.
    /// Returns how many bytes the line had; 0 at the end of the source.
    pub(crate) fn line_into(&mut self, line: &mut Vec<u8>, limit: usize) -> io::Result<usize> {
        let mut total = 0;
        loop {
            let chunk = self.chunk()?;
            let newline = memchr::memchr(b'\n', chunk);
            let count = newline.map_or(chunk.len(), |at| at + 1);
            let room = limit.saturating_sub(line.len()).min(count);
            line.extend_from_slice(&chunk[..room]);
            total += count;
            self.skip_counted(count);
            if newline.is_some() {
                self.line += 1;
            }
            if newline.is_some() || count == 0 {
                return Ok(total);
            }
        }
    }

    /// Passes over the rest of the line, newline included.
    pub(crate) fn skip_line(&mut self) -> io::Result<()> {
        self.line_into(&mut Vec::new(), 0).map(|_| ())
    }

    /// Gives bytes back, to be read next.
    pub(crate) fn give_back(&mut self, bytes: &[u8]) {
        self.line -= memchr::memchr_iter(b'\n', bytes).count() as u64;
        let mut held = bytes.to_vec();
        held.extend_from_slice(&self.held[self.at..]);
        self.held = held;
        self.at = 0;
    }

    /// The line, from 1, of the next byte.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    fn skip_counted(&mut self, count: usize) {
        if self.at < self.held.len() {
            self.at += count;
            if self.at == self.held.len() {
                // Peeked bytes are small; a large given-back line must not stay in memory.
                self.held = Vec::new();
                self.at = 0;
            }
            return;
        }
        self.inner.consume(count);
    }
}

impl<R: BufRead> Inner<R> {
    fn fill(&mut self) -> io::Result<&[u8]> {
        match self {
            Inner::Plain(input) => input.fill_buf(),
            Inner::Gzip(input) => input.fill_buf(),
            Inner::Wide(input) => input.fill_buf(),
            Inner::GzipWide(input) => input.fill_buf(),
        }
    }

    fn consume(&mut self, count: usize) {
        match self {
            Inner::Plain(input) => input.consume(count),
            Inner::Gzip(input) => input.consume(count),
            Inner::Wide(input) => input.consume(count),
            Inner::GzipWide(input) => input.consume(count),
        }
    }
}

fn narrowed<R: BufRead>(head: Vec<u8>, rest: R, encoding: &'static encoding_rs::Encoding) -> Narrowed<R> {
    BufReader::with_capacity(BUFFER, Converted::new(Cursor::new(head).chain(rest), encoding))
}

fn peek<R: BufRead>(input: &mut R) -> io::Result<Vec<u8>> {
    let mut head: Vec<u8> = Vec::new();
    while head.len() < HEAD && head.iter().filter(|byte| !byte.is_ascii_whitespace()).count() < HEAD_ENOUGH {
        let chunk = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        let count = chunk.len().min(HEAD - head.len());
        if count == 0 {
            break;
        }
        head.extend_from_slice(&chunk[..count]);
        input.consume(count);
    }
    Ok(head)
}
