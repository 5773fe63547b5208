//! The terminal: its width, its colours, and writing to it.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use anyhow::{Context, Result};
use clap::ValueEnum;

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes the choice that of the whole process.
    pub fn set(self) {
        match self {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
        .write_global();
    }
}

/// The styles of everything printed; all plain where colours are off.
#[derive(Clone, Copy, Debug, Default)]
pub struct Palette {
    /// Findings for.
    pub good: Style,
    /// Findings against.
    pub bad: Style,
    /// What a customer shows.
    pub signal: Style,
    /// Missed opportunities.
    pub missed: Style,
    /// What matters less.
    pub dim: Style,
    /// Names and headings.
    pub bold: Style,
}

impl Palette {
    /// The palette for standard output.
    pub fn of_stdout() -> Palette {
        if AutoStream::choice(&io::stdout()) == ColorChoice::Never {
            return Palette::default();
        }
        let color = |color: AnsiColor| color.on_default();
        Palette {
            good: color(AnsiColor::Green),
            bad: color(AnsiColor::Red),
            signal: color(AnsiColor::Blue),
            missed: color(AnsiColor::Yellow),
            dim: Style::new().dimmed(),
            bold: Style::new().bold(),
        }
    }

    /// The style of a polarity, `+`, `-` or anything else.
    pub fn polarity(&self, sign: &str) -> Style {
        match sign {
            "+" => self.good,
            "-" | "−" => self.bad,
            _ => self.signal,
        }
    }
}

/// The mark of a polarity, so that colour is never alone.
pub fn mark(sign: &str) -> &'static str {
    match sign {
        "+" => "✓",
        "-" | "−" => "✗",
        "±" => "±",
        _ => "·",
    }
}

/// Lines longer than this are hard to read; a wider terminal stays empty at the right.
const WIDEST: usize = 120;
const NARROWEST: usize = 40;

/// Columns to print in: those of the terminal, else `COLUMNS`, else 100.
pub fn width() -> usize {
    let terminal = if io::stdout().is_terminal() { terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)) } else { None };
    let said = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    terminal.or_else(said).unwrap_or(100).clamp(NARROWEST, WIDEST)
}

/// Prints to standard output. A reader that went away, as `head` does, is no error.
pub fn print(bytes: &[u8]) -> Result<ExitCode> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error).context("cannot write the output"),
        _ => Ok(ExitCode::SUCCESS),
    }
}
