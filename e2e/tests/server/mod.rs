//! The built server as a process, asked over real sockets.
#![allow(dead_code, reason = "each test file uses its part")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant};

use rapport_store::testing::Scratch;
use rapport_store::{NewProgram, NewUser, Role, Scope};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::repository;

pub mod crash;

/// A running server. It is gone when it is dropped.
pub struct Server {
    child: Child,
    /// `127.0.0.1:PORT`
    pub address: String,
    stderr: Option<BufReader<ChildStderr>>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("{} {}", self.status, self.text))
    }

    /// A header's first value; `name` in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.split_once(": ").filter(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()))
    }
}

/// An empty database of one kind that servers are started over, with a data folder of their own.
pub struct Place {
    pub scratch: Scratch,
    pub data: tempfile::TempDir,
}

/// The bearer token that [`Place::token`] makes.
pub const TOKEN: &str = "a token for tests";

impl Place {
    /// On SQLite.
    pub async fn sqlite() -> Place {
        let data = tempfile::tempdir().expect("a folder");
        Place { scratch: Scratch::sqlite().await, data }
    }

    /// On PostgreSQL.
    pub async fn postgres() -> Place {
        Place { scratch: Scratch::postgres().await, data: tempfile::tempdir().expect("a folder") }
    }

    /// Makes a program named Bench and an administrator with [`TOKEN`].
    pub async fn token(&self) {
        let (store, system) = (&self.scratch.store, Scope::system());
        store.add_program(&system, &NewProgram { name: "Lantern".into(), ..NewProgram::default() }).await.expect("a program");
        let new = NewUser { email: "ana@example.org".into(), name: "Ana".into(), role: Role::Administrator, language: "en".into(), programs: Vec::new() };
        let user = store.add_user(&system, &new).await.expect("a user");
        // SHA-256 of the token, as the server keeps it.
        let hash = rapport_store::hash(TOKEN);
        let hash = hash.strip_prefix("sha256:").unwrap_or(&hash);
        store.add_token(&system, &user.id, hash, "test", r#"["conversations:read","conversations:write","jobs:read"]"#, None).await.expect("a token");
    }

    /// Starts a server over it.
    pub fn serve(&self, more: &[&str]) -> Server {
        let place = &self.scratch.place;
        let url = place.starts_with("postgres").then_some(place.as_str());
        if url.is_none() {
            // The scratch file is the data folder's own.
            let file = self.data.path().join("rapport.db");
            if !file.exists() {
                std::os::unix::fs::symlink(place, file).expect("a link");
            }
        }
        Server::start(self.data.path(), url, more)
    }
}

impl Server {
    /// Starts `rapport serve` on a free port.
    pub fn start(data: &Path, database: Option<&str>, more: &[&str]) -> Server {
        let mut command = Command::new(repository::binary());
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data).args(more);
        if let Some(url) = database {
            command.args(["--database", url]);
        }
        command.env_clear().env("LANG", "C.UTF-8").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
        let stderr = child.stderr.take().map(BufReader::new);
        let mut server = Server { child, address: line.trim().rsplit("http://").next().unwrap_or_default().to_owned(), stderr };
        if !server.address.contains(':') {
            panic!("the server did not start: {}", server.end());
        }
        server
    }

    /// The next line of its log that holds a text.
    pub fn line(&mut self, wanted: &str) -> String {
        let log = self.stderr.as_mut().expect("piped");
        log.lines().map(|line| line.expect("text")).find(|line| line.contains(wanted)).unwrap_or_else(|| panic!("its log never says {wanted}"))
    }

    /// Reads its log from now on and throws it away, so that a full pipe stops nobody.
    pub fn ignore_log(&mut self) {
        if let Some(mut log) = self.stderr.take() {
            std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
        }
    }

    /// Ends it at once, as a power cut does.
    pub fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }

    /// Tells it to stop; its exit status and how long it took.
    pub fn stop(mut self) -> (Option<i32>, Duration) {
        self.ignore_log();
        let clock = Instant::now();
        self.terminate();
        (self.child.wait().expect("it ends").code(), clock.elapsed())
    }

    /// Sends SIGTERM.
    pub fn terminate(&self) {
        kill_process(Pid::from_child(&self.child), Signal::TERM).expect("it runs");
    }

    pub fn get(&self, path: &str) -> Answer {
        send(&self.address, "GET", path, &[("authorization", &format!("Bearer {TOKEN}"))], b"").expect("an answer")
    }

    pub fn post(&self, path: &str, body: &[u8]) -> Answer {
        send(&self.address, "POST", path, &[("authorization", &format!("Bearer {TOKEN}"))], body).expect("an answer")
    }

    /// What it said until it ended.
    fn end(&mut self) -> String {
        let mut said = String::new();
        if let Some(log) = &mut self.stderr {
            let _ = log.read_to_string(&mut said);
        }
        said
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One request on a connection of its own; an error where the server went away before it had answered.
/// Over HTTP/1.0, which knows no chunks: what comes is the body.
pub fn send(address: &str, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect(address)?;
    let mut head = format!("{method} {path} HTTP/1.0\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    stream.write_all(head.as_bytes())?;
    stream.write_all(b"\r\n")?;
    stream.write_all(body)?;
    let mut all = Vec::new();
    stream.read_to_end(&mut all)?;
    let all = String::from_utf8_lossy(&all).into_owned();
    let (head, text) = all.split_once("\r\n\r\n").ok_or(std::io::ErrorKind::UnexpectedEof)?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or(std::io::ErrorKind::InvalidData)?;
    let long = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ").and_then(|number| number.parse::<usize>().ok()));
    if long.is_some_and(|long| text.len() < long) {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Answer { status, head: head.to_owned(), text: text.to_owned() })
}
