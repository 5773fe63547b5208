//! Cuts rows into cells, line by line, as quoted cells may hold line breaks.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder, Terminator};

/// A row under way.
pub(crate) struct Cells {
    reader: Reader,
    out: Vec<u8>,
    ends: Vec<usize>,
    written: usize,
    count: usize,
}

impl Cells {
    /// Rows whose cells are parted by `delimiter`, with `"` around cells and doubled inside them.
    pub(crate) fn new(delimiter: u8) -> Cells {
        let reader = ReaderBuilder::new().delimiter(delimiter).terminator(Terminator::Any(b'\n')).build();
        Cells { reader, out: vec![0; 1024], ends: vec![0; 64], written: 0, count: 0 }
    }

    /// Adds a line that ends with a newline; gives the cells where the row ends with it. A blank line is no row.
    pub(crate) fn push(&mut self, line: &str) -> Option<Vec<String>> {
        let mut input = line.as_bytes();
        while !input.is_empty() {
            let (result, read, written, count) = self.reader.read_record(input, &mut self.out[self.written..], &mut self.ends[self.count..]);
            input = &input[read..];
            self.written += written;
            self.count += count;
            match result {
                ReadRecordResult::Record => {
                    let cells = self.cells();
                    self.reset();
                    return Some(cells);
                }
                ReadRecordResult::OutputFull => self.out.resize(self.out.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::InputEmpty | ReadRecordResult::End => break,
            }
        }
        None
    }

    /// Forgets the row under way.
    pub(crate) fn reset(&mut self) {
        self.reader.reset();
        (self.written, self.count) = (0, 0);
    }

    fn cells(&self) -> Vec<String> {
        let mut start = 0;
        self.ends[..self.count]
            .iter()
            .map(|end| {
                let cell = String::from_utf8_lossy(self.out.get(start..*end).unwrap_or_default()).into_owned();
                start = *end;
                cell
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_ends_where_its_marks_close() {
        let mut cells = Cells::new(b',');
        assert_eq!(cells.push("a,\"b \"\"c\"\"\n"), None);
        assert_eq!(cells.push("d\",e\n"), Some(vec!["a".into(), "b \"c\"\nd".into(), "e".into()]));
        assert_eq!(cells.push("\n"), None);
        assert_eq!(cells.push("1,5\" disk\n"), Some(vec!["1".into(), "5\" disk".into()]));
        assert_eq!(cells.push("\"open\n"), None);
        cells.reset();
        let wide = "x,".repeat(5000);
        assert_eq!(cells.push(&format!("{wide}\n")).map(|cells| cells.len()), Some(5001));
        let long = "客".repeat(5000);
        assert_eq!(cells.push(&format!("{long},b\n")), Some(vec![long, "b".into()]));
    }
}
