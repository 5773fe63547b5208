//! The server as a process, and the little of HTTP that a measurement needs.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::bench::{command, high_water};

/// A running server; it is told to stop when it is dropped.
pub struct Server {
    child: Child,
    address: String,
}

/// What came back.
pub struct Answered {
    /// Status.
    pub status: u16,
    /// Length of the body in bytes.
    pub length: usize,
    /// From the request's first byte to the answer's last.
    pub took: Duration,
}

impl Server {
    /// Starts `rapport serve` over a data folder, and over a database where one is given.
    ///
    /// # Errors
    /// It cannot be started, or ends at once.
    pub fn start(data: &Path, database: Option<&str>) -> Result<Server> {
        let mut serve = Command::new(command());
        serve.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data).stdout(Stdio::piped()).stderr(Stdio::null()).env_remove("DATABASE_URL");
        if let Some(url) = database {
            serve.args(["--database", url]);
        }
        let mut child = serve.spawn().with_context(|| format!("cannot start {}", command().display()))?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("no output")?).read_line(&mut line)?;
        let address = line.trim().rsplit("http://").next().unwrap_or_default().to_owned();
        ensure!(address.contains(':'), "the server did not start");
        Ok(Server { child, address })
    }

    /// Asks for something.
    ///
    /// # Errors
    /// The connection breaks.
    pub fn get(&self, token: &str, path: &str) -> Result<Answered> {
        self.send(format!("GET {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n").as_bytes(), None)
    }

    /// Posts a stream of unknown length.
    ///
    /// # Errors
    /// The connection breaks.
    pub fn post(&self, token: &str, path: &str, body: &mut dyn Read) -> Result<Answered> {
        let head = format!("POST {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
        self.send(head.as_bytes(), Some(body))
    }

    /// The highest resident memory so far, in megabytes (10⁶ bytes).
    pub fn peak(&self) -> f64 {
        high_water(self.child.id())
    }

    fn send(&self, head: &[u8], body: Option<&mut dyn Read>) -> Result<Answered> {
        let clock = Instant::now();
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_nodelay(true)?;
        stream.write_all(head)?;
        if let Some(body) = body {
            let mut part = vec![0; 1 << 16];
            loop {
                let mut filled = 0;
                while filled < part.len() {
                    match body.read(&mut part[filled..])? {
                        0 => break,
                        count => filled += count,
                    }
                }
                stream.write_all(format!("{filled:x}\r\n").as_bytes())?;
                stream.write_all(&part[..filled])?;
                stream.write_all(b"\r\n")?;
                if filled == 0 {
                    break;
                }
            }
        }
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let text = String::from_utf8_lossy(&answer[..answer.len().min(64)]).into_owned();
        let Some(status) = text.split(' ').nth(1).and_then(|status| status.parse().ok()) else { bail!("no answer") };
        Ok(Answered { status, length: answer.len(), took: clock.elapsed() })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // What it was told to do in order is for the tests to see; here it only has to be gone.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
