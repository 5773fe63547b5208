//! The loop of every command that reads conversations: sources, all cores, progress, problems, exit status.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use rapport_engine::Scratch;
use rapport_flow::{Counts, Taken, take_in};
use rapport_intake::{ColumnMap, Options};
use rapport_model::Conversation;

use crate::inputs::Sources;
use crate::language::Lang;
use crate::problems::{self, Problems};
use crate::progress::Progress;

/// What such a command is told about its input.
#[derive(clap::Args)]
pub struct Reading {
    /// Files, folders, patterns in quotes, or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// A key for signed or encrypted vCons: PEM (public key, certificate, private key), JWK or JWK set; may be given again
    #[arg(long, value_name = "FILE", help_heading = "Running")]
    pub vcon_key: Vec<PathBuf>,
    /// Which column of a table (CSV, TSV) holds what, where its names do not tell: `text=COL,who=COL,id=COL,time=COL`; COL is a name of the first row or a number from 1
    #[arg(long, value_name = "COLUMNS", help_heading = "Running")]
    pub map: Option<ColumnMap>,
    /// Exit with 2 when anything could not be read
    #[arg(long, help_heading = "Running")]
    pub strict: bool,
    /// Threads; all cores by default
    #[arg(long, value_name = "N", help_heading = "Running")]
    pub threads: Option<usize>,
}

/// Where results go. They come in the order of the input, whatever core made them.
pub trait Sink<T> {
    /// Whether they go elsewhere than to standard output, so that a terminal there is free for progress.
    fn is_elsewhere(&self) -> bool {
        false
    }

    /// Before the first.
    fn begin(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// The language in which problems are told.
    fn lang(&self) -> Lang {
        crate::language::of_terminal()
    }

    /// Each of them.
    fn take(&mut self, result: T) -> io::Result<()>;

    /// After the last, also when there was none.
    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// How reading went.
pub struct Done {
    pub counts: Counts,
    problems: Problems,
    strict: bool,
    /// The reader of our output went away, as `head` does: nobody wants to hear more.
    pub cut_short: bool,
}

/// More threads than any machine has cores only take memory.
const MOST_THREADS: usize = 1024;

impl Reading {
    /// Finds the sources and starts the threads, so that a wrong path is told before rules are compiled.
    ///
    /// # Errors
    /// A path that is none, a key that cannot be used, or threads that cannot start.
    pub fn sources(&self) -> Result<Sources> {
        let sources = Sources::find(&self.paths)?.with(self.options()?);
        if let Some(threads) = self.threads {
            if !(1..=MOST_THREADS).contains(&threads) {
                bail!("--threads is a number from 1 to {MOST_THREADS}");
            }
            rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().context("cannot start the threads")?;
        }
        Ok(sources)
    }

    /// What is read, in a line: the paths, the first three of many.
    pub fn named(&self) -> String {
        let shown = self.paths.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ");
        if self.paths.len() > 3 { format!("{shown}, …") } else { shown }
    }

    /// Reads every conversation: `work` on all cores, `sink` with its results. What cannot be read is told on
    /// standard error while it comes.
    ///
    /// # Errors
    /// Output that cannot be written.
    pub fn read<T: Send>(&self, sources: Sources, work: impl Fn(Conversation, &mut Scratch) -> T + Sync, sink: &mut impl Sink<T>) -> Result<Done> {
        let mut progress = Progress::new(sources.total_bytes(), sink.is_elsewhere());
        let (inputs, options) = sources.open(&progress);
        let mut problems = Problems::new(sink.lang());
        let written = sink.begin().and_then(|()| {
            let counts = take_in(inputs, &options, work, |taken, _| -> io::Result<()> {
                progress.tick();
                match taken {
                    Taken::Read(result) => sink.take(result)?,
                    Taken::Problem(problem) => problems.lines(&problem).iter().for_each(|line| progress.eprintln(line)),
                }
                Ok(())
            })?;
            sink.end()?;
            Ok(counts)
        });
        progress.finish();
        let (counts, cut_short) = match written {
            Ok(counts) => (counts, false),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => (Counts::default(), true),
            Err(error) => return Err(error).context("cannot write the output"),
        };
        Ok(Done { counts, problems, strict: self.strict, cut_short })
    }

    /// What readers are given beside the bytes.
    fn options(&self) -> Result<Options> {
        let mut options = Options { columns: self.map.clone(), ..Options::default() };
        for path in &self.vcon_key {
            let file = std::fs::read(path).with_context(|| format!("cannot read the key {}", path.display()))?;
            options.keys.add(&file).with_context(|| format!("cannot use the key {}", path.display()))?;
        }
        Ok(options)
    }
}

impl Done {
    /// Says what could not be read, and gives the exit status; `failed` when a condition of the command
    /// line, such as `--fail-on`, was met.
    pub fn status(&self, failed: bool) -> ExitCode {
        if self.cut_short {
            return ExitCode::SUCCESS;
        }
        let (counts, lang) = (&self.counts, self.problems.lang());
        self.problems.rest().iter().for_each(|line| anstream::eprintln!("{line}"));
        if counts.unreadable > 0 {
            match lang {
                Lang::En => anstream::eprintln!("{} read, {} could not be read", counts.read, counts.unreadable),
                Lang::Zh => anstream::eprintln!("已读取 {}，无法读取 {}", counts.read, counts.unreadable),
            }
        }
        match () {
            () if counts.read == 0 => {
                problems::error(lang.pick("nothing could be read", "什么都没有读到"));
                if counts.unreadable == 0 {
                    problems::help(lang.pick("the sources hold no conversation", "来源中没有对话"));
                }
                ExitCode::from(2)
            }
            () if self.strict && counts.unreadable > 0 => ExitCode::from(2),
            () if failed => ExitCode::from(1),
            () => ExitCode::SUCCESS,
        }
    }
}
