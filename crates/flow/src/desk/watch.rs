//! A folder that is looked at: files that have come to rest are taken in and moved aside; none is ever lost.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rapport_store::{Arrived, Scope};
use serde::Serialize;
use tokio::sync::watch;

use super::{Desk, Incoming, Receipt};

/// How often the folder is looked at; a file that did not change in between is whole.
const EVERY: Duration = Duration::from_secs(2);

/// Where files go that were taken in.
const DONE: &str = "done";

/// A folder, and what comes in from it.
#[derive(Clone, Debug)]
pub struct Watched {
    /// The folder.
    pub folder: PathBuf,
    /// The program that everything belongs to, by id or name; where none is given, each record names one.
    pub program: Option<String>,
}

/// Size and time of the last change.
type State = (u64, Option<SystemTime>);

/// What is written beside a file that was not read whole.
#[derive(Serialize)]
struct Trouble<'a> {
    line: Option<u64>,
    external_id: &'a str,
    code: &'a str,
    message: &'a str,
    help: &'a str,
}

impl Desk {
    /// Looks at a folder until `stop` says so.
    pub async fn watch(&self, watched: &Watched, mut stop: watch::Receiver<bool>) {
        let mut seen = BTreeMap::new();
        while !*stop.borrow() {
            if let Err(error) = self.look(watched, &mut seen).await {
                tracing::error!(%error, folder = %watched.folder.display(), "the watched folder cannot be read");
            }
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                _ = stop.changed() => {}
            }
        }
    }

    /// Takes in every file that is as it was at the last look; how many that were.
    async fn look(&self, watched: &Watched, seen: &mut BTreeMap<PathBuf, State>) -> io::Result<usize> {
        let now = files(&watched.folder)?;
        let mut taken = 0;
        for (path, state) in &now {
            if seen.get(path) != Some(state) {
                continue;
            }
            match self.take_file(watched, path).await {
                Ok(()) => taken += 1,
                // It stays where it is and is tried again; what was kept of it is known then.
                Err(why) => tracing::warn!(why, file = %path.display(), "a file in the watched folder could not be taken in"),
            }
        }
        *seen = now;
        Ok(taken)
    }

    async fn take_file(&self, watched: &Watched, path: &Path) -> Result<(), String> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let incoming = Incoming { program: watched.program.clone(), source: "folder".into(), name: name.clone(), ..Incoming::default() };
        let file = File::open(path).map_err(|error| error.to_string())?;
        let mut receipts = Vec::new();
        let tell = |receipt: &Receipt| {
            if !matches!(receipt.arrived, Arrived::New(_) | Arrived::Known(_)) {
                receipts.push(receipt.clone());
            }
        };
        let report = self.take_in(&Scope::system(), &incoming, Box::new(file), tell).await.map_err(|error| error.to_string())?;
        put_away(&watched.folder, path, &name, &receipts).map_err(|error| error.to_string())?;
        tracing::info!(new = report.new, known = report.known, differs = report.differs, dead = report.dead, "a file of the watched folder was taken in");
        Ok(())
    }
}

/// The files that may be taken: no hidden ones, and none that say that they are being written.
fn files(folder: &Path) -> io::Result<BTreeMap<PathBuf, State>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let partly = [".part", ".tmp", ".crdownload"].iter().any(|ending| name.ends_with(ending));
        // One that is gone again between the two questions is no file to take.
        if let Ok(data) = entry.metadata()
            && data.is_file()
            && !name.starts_with('.')
            && !partly
        {
            found.insert(entry.path(), (data.len(), data.modified().ok()));
        }
    }
    Ok(found)
}

/// Moves a file to `done/`, with its problems beside it; an earlier file of the same name stays.
fn put_away(folder: &Path, path: &Path, name: &str, receipts: &[Receipt]) -> io::Result<()> {
    let done = folder.join(DONE);
    std::fs::create_dir_all(&done)?;
    let free = (0_u32..).map(|number| if number == 0 { name.to_owned() } else { format!("{name}.{number}") }).find(|name| !done.join(name).exists());
    let name = free.unwrap_or_else(|| name.to_owned());
    if !receipts.is_empty() {
        let troubles: Vec<Trouble> = receipts.iter().map(trouble).collect();
        let text = serde_json::to_string_pretty(&troubles).unwrap_or_default();
        std::fs::write(done.join(format!("{name}.problems.json")), text + "\n")?;
    }
    match std::fs::rename(path, done.join(&name)) {
        // Another process that looks at the same folder was first.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        moved => moved,
    }
}

fn trouble(receipt: &Receipt) -> Trouble<'_> {
    let (line, external_id) = (receipt.line, receipt.external_id.as_str());
    match &receipt.problem {
        Some(problem) => Trouble { line, external_id, code: problem.code, message: &problem.message, help: &problem.help },
        None => Trouble {
            line,
            external_id,
            code: "differs",
            message: "a conversation of this id is there already, with other content",
            help: "the one that was there stays; send this one under another id, or delete the other first",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_moved_aside_and_none_replaces_another() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for text in ["first", "second"] {
            std::fs::write(at("a.jsonl"), text).expect("written");
            put_away(folder.path(), &at("a.jsonl"), "a.jsonl", &[]).expect("moved");
        }
        let read = |name: &str| std::fs::read_to_string(at(name)).expect("there");
        assert_eq!((read("done/a.jsonl"), read("done/a.jsonl.1")), ("first".into(), "second".into()));
        for name in ["b.json", ".hidden", "c.json.part"] {
            std::fs::write(at(name), "x").expect("written");
        }
        assert_eq!(files(folder.path()).expect("read").into_keys().collect::<Vec<_>>(), [at("b.json")]);
    }
}
