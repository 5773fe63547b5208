//! A progress bar on standard error, for work that takes more than a moment.

use std::io::{IsTerminal, Read};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Quick work shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// Progress in bytes read.
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
    wanted: bool,
    shown: bool,
}

/// A bar over so many things, on a terminal.
pub fn counted(total: u64) -> ProgressBar {
    let target = if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(total), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len}, {eta} left") {
        bar.set_style(style.progress_chars("━╸ "));
    }
    bar
}

impl Progress {
    /// `total` in bytes, where every input is a file. It shows only where standard error is a terminal and the
    /// results go elsewhere: on the same terminal they are progress enough. `elsewhere` when they do not go to
    /// standard output at all.
    pub fn new(total: Option<u64>, elsewhere: bool) -> Progress {
        let wanted = std::io::stderr().is_terminal() && (elsewhere || !std::io::stdout().is_terminal());
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        let template = if total.is_some() { "{bar:30} {bytes} of {total_bytes}, {eta} left" } else { "{spinner} {bytes} read, {elapsed}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("━╸ "));
        }
        Progress { bar, started: Instant::now(), wanted, shown: false }
    }

    /// Counts what is read from a source. The bar is shared, so that sources may be opened later.
    pub fn counter(&self) -> impl Fn(Box<dyn Read + Send>) -> Box<dyn Read + Send> + Clone + 'static {
        let bar = self.bar.clone();
        move |reader| Box::new(bar.wrap_read(reader))
    }

    /// Called after each record: the bar appears when the work takes long.
    pub fn tick(&mut self) {
        if self.wanted && !self.shown && self.started.elapsed() > PATIENCE {
            self.shown = true;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.tick();
        }
    }

    /// Prints a line on standard error without disturbing the bar.
    pub fn eprintln(&self, line: &str) {
        self.bar.suspend(|| anstream::eprintln!("{line}"));
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
