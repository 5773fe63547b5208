//! Standard output in the format asked for: text, one JSON array, or JSON lines.

use std::io::{self, BufWriter, StdoutLock, Write};

use clap::ValueEnum;
use rapport_flow::Checked;

/// How conversations are printed. (Comments on the variants would blow up `--help`.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
    Jsonl,
}

/// How reports are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    Text,
    Html,
    Markdown,
    Csv,
    Json,
    Jsonl,
}

impl ReportFormat {
    /// What stands between results.
    pub fn frame(self) -> Format {
        match self {
            ReportFormat::Json => Format::Json,
            ReportFormat::Jsonl => Format::Jsonl,
            ReportFormat::Text | ReportFormat::Html | ReportFormat::Markdown | ReportFormat::Csv => Format::Text,
        }
    }

    /// Read by people, so in their language.
    pub fn for_people(self) -> bool {
        matches!(self, ReportFormat::Text | ReportFormat::Html | ReportFormat::Markdown)
    }
}

/// Written already, or whole: a page numbers its conversations, so it is written in their order.
pub enum Body {
    Bytes(Vec<u8>),
    Whole(Box<Checked>),
}

/// Writes results one after another with what the format puts between them.
pub struct Output<W: Write = BufWriter<StdoutLock<'static>>> {
    out: W,
    format: Format,
    first: bool,
    /// What stands between two texts.
    between: &'static str,
}

impl Output {
    /// On standard output.
    pub fn stdout(format: Format) -> Output {
        Output { out: BufWriter::with_capacity(1 << 16, io::stdout().lock()), format, first: true, between: "" }
    }
}

impl<W: Write> Output<W> {
    /// With a line between two texts.
    pub fn between(mut self, text: &'static str) -> Output<W> {
        self.between = text;
        self
    }

    /// One result: text as it is, or a JSON value without the line's end.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let before = match (self.format, self.first) {
            (Format::Json, true) => "[\n",
            (Format::Json, false) => ",\n",
            (Format::Text, false) => self.between,
            _ => "",
        };
        self.first = false;
        self.out.write_all(before.as_bytes())?;
        self.out.write_all(bytes)?;
        if self.format == Format::Jsonl { self.out.write_all(b"\n") } else { Ok(()) }
    }

    /// Closes what is open; `last` ends a text.
    pub fn end(&mut self, last: &str) -> io::Result<()> {
        match self.format {
            Format::Json => self.out.write_all(if self.first { b"[\n]\n" } else { b"\n]\n" })?,
            Format::Text => self.out.write_all(last.as_bytes())?,
            Format::Jsonl => {}
        }
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(format: Format, values: &[&str]) -> String {
        let mut output = Output { out: Vec::new(), format, first: true, between: "--\n" };
        values.iter().try_for_each(|value| output.write(value.as_bytes())).and_then(|()| output.end("end\n")).expect("memory takes all");
        String::from_utf8(output.out).expect("text")
    }

    #[test]
    fn each_format_has_its_frame() {
        assert_eq!(written(Format::Json, &["1", "2"]), "[\n1,\n2\n]\n");
        assert_eq!(written(Format::Json, &[]), "[\n]\n");
        assert_eq!(written(Format::Jsonl, &["1", "2"]), "1\n2\n");
        assert_eq!(written(Format::Text, &["a\n", "b\n"]), "a\n--\nb\nend\n");
    }
}
