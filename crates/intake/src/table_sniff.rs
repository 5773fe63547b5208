//! Finds out from its first rows whether a source is a table, how it is delimited, and what its columns hold.

use crate::dates;
use crate::fault::Fault;
use crate::party;
use crate::table_cells::Cells;
use crate::table_columns::{self, Column, ColumnMap, Field};
use crate::transcript;

const DELIMITERS: &[u8] = b"\t,;|";
/// Rows looked at.
const SAMPLE: usize = 50;
/// Names of columns shown, and characters of each.
const SHOWN: usize = 12;
const SHOWN_LENGTH: usize = 30;

const HELP: &str = "say which column holds what: --map 'text=COL,who=COL,id=COL,time=COL', where COL is a name of the first row or a number from 1";

/// How a table is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) delimiter: u8,
    /// The first row, where it holds names; rows like it are passed over.
    pub(crate) header: Option<Vec<String>>,
    /// Columns of every row.
    pub(crate) width: usize,
    pub(crate) columns: Vec<(Field, usize)>,
    /// Numbers in the time columns are milliseconds.
    pub(crate) millis: bool,
    /// Lines before the first row: `sep=;`, as spreadsheets write it.
    pub(crate) preamble: usize,
}

/// What the first rows look like.
#[derive(Debug)]
pub(crate) enum Guess {
    Table(Box<Shape>),
    /// A table, but not which column holds what.
    Unclear(Fault),
    NoTable,
}

impl Shape {
    /// The column of a field.
    pub(crate) fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().find(|(known, _)| *known == field).map(|(_, at)| *at)
    }
}

/// Looks at the beginning of a source; `whole` says that nothing follows it.
pub(crate) fn guess(head: &str, whole: bool, map: Option<&ColumnMap>) -> Guess {
    let head = head.trim_start_matches('\u{feff}');
    let (preamble, given, body) = preamble(head);
    // Transcripts and prose are told at a glance, before rows are cut.
    let first = body.trim_start().lines().next().unwrap_or_default();
    if !first.bytes().any(|byte| DELIMITERS.contains(&byte)) {
        return Guess::NoTable;
    }
    let sheets: Vec<Sheet> =
        DELIMITERS.iter().filter(|delimiter| given.is_none_or(|given| given == **delimiter)).filter_map(|delimiter| Sheet::cut(body, whole, *delimiter)).collect();
    let shape = |sheet: &Sheet, columns: Vec<(Field, usize)>, named: bool| {
        let millis = named
            && columns.iter().any(|(field, at)| matches!(field, Field::Time | Field::End) && sheet.rows[0].get(*at).is_some_and(|name| table_columns::plain(name).ends_with("ms")));
        let header = named.then(|| sheet.rows[0].clone());
        Guess::Table(Box::new(Shape { delimiter: sheet.delimiter, header, width: sheet.width, columns, millis, preamble }))
    };
    if let Some(map) = map {
        let mapped = sheets.iter().filter_map(|sheet| sheet.mapped(map).map(|(columns, named)| (sheet, columns, named)));
        if let Some((sheet, columns, named)) = mapped.max_by_key(|(sheet, ..)| sheet.width) {
            return shape(sheet, columns, named);
        }
    }
    // By the names of the first row.
    let named = sheets.iter().map(|sheet| (sheet, sheet.named())).filter(|(_, columns)| suffices(columns)).max_by_key(|(_, columns)| columns.len());
    if let Some((sheet, columns)) = named {
        // What was asked for and does not fit is never passed over in silence.
        if map.is_some() {
            return Guess::Unclear(sheet.unclear(true));
        }
        return shape(sheet, columns, true);
    }
    if transcript::labelled(body).is_some() {
        return Guess::NoTable;
    }
    // Without names, by what the columns hold.
    let meant = |sheet: &&Sheet| sheet.is_regular() || map.is_some() || sheet.named().iter().any(|(field, _)| *field == Field::Text);
    let Some(sheet) = sheets.iter().filter(meant).max_by_key(|sheet| sheet.width) else { return Guess::NoTable };
    match sheet.by_content().filter(|_| sheet.is_regular()) {
        Some(columns) if map.is_none() => shape(sheet, columns, false),
        _ => Guess::Unclear(sheet.unclear(map.is_some())),
    }
}

/// Whether it can be told what was said and by whom.
fn suffices(columns: &[(Field, usize)]) -> bool {
    let has = |wanted: Field| columns.iter().any(|(field, _)| *field == wanted);
    has(Field::Text) && (has(Field::Who) || has(Field::From) || has(Field::Direction))
}

/// `sep=;` in the first line names the delimiter.
fn preamble(head: &str) -> (usize, Option<u8>, &str) {
    let Some((line, rest)) = head.split_once('\n') else { return (0, None, head) };
    match line.trim().trim_matches('"').strip_prefix("sep=").map(str::as_bytes) {
        Some([delimiter]) => (1, Some(*delimiter), rest),
        _ => (0, None, head),
    }
}

/// The first rows, cut at one delimiter.
struct Sheet {
    delimiter: u8,
    rows: Vec<Vec<String>>,
    width: usize,
}

impl Sheet {
    fn cut(body: &str, whole: bool, delimiter: u8) -> Option<Sheet> {
        let mut cells = Cells::new(delimiter);
        let mut rows = Vec::new();
        for line in body.split_inclusive('\n') {
            if !line.ends_with('\n') && !whole {
                break;
            }
            rows.extend(cells.push(&format!("{}\n", line.trim_end_matches(['\r', '\n']))).filter(|row| row.iter().any(|cell| !cell.trim().is_empty())));
            if rows.len() == SAMPLE {
                break;
            }
        }
        let width = rows.first().map_or(0, Vec::len);
        (width >= 2).then_some(Sheet { delimiter, rows, width })
    }

    /// Every row has the width of the first, and there are enough to tell it from prose.
    fn is_regular(&self) -> bool {
        let (rows, width) = if self.delimiter == b',' { (3, 3) } else { (2, 2) };
        self.rows.len() >= rows && self.width >= width && self.rows.iter().all(|row| row.len() == self.width)
    }

    /// The cells of a column, without the first row.
    fn cells(&self, at: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().skip(1).filter_map(move |row| row.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    fn named(&self) -> Vec<(Field, usize)> {
        let mut found: Vec<(Field, usize, usize)> = Vec::new();
        for (at, name) in self.rows[0].iter().enumerate() {
            let Some((field, rank)) = table_columns::field(name) else { continue };
            match found.iter_mut().find(|(known, ..)| *known == field) {
                // Of several columns that may be the text, the one that holds most.
                Some(known) if field == Field::Text => {
                    if self.length(at) > self.length(known.1) {
                        (known.1, known.2) = (at, rank);
                    }
                }
                Some(known) if rank < known.2 => (known.1, known.2) = (at, rank),
                Some(_) => {}
                None => found.push((field, at, rank)),
            }
        }
        let mut columns: Vec<(Field, usize)> = found.into_iter().map(|(field, at, _)| (field, at)).collect();
        let at_of = |columns: &[(Field, usize)], wanted: Field| columns.iter().position(|(field, _)| *field == wanted);
        // A column `from` without `to`, or of names, says who speaks where nothing better does.
        if at_of(&columns, Field::Who).is_none() {
            let from = at_of(&columns, Field::From).filter(|_| at_of(&columns, Field::To).is_none());
            if let Some(at) = from.or_else(|| at_of(&columns, Field::Name).filter(|_| at_of(&columns, Field::From).is_none() && at_of(&columns, Field::Direction).is_none())) {
                columns[at].0 = Field::Who;
            }
        }
        // `date` alone is the time.
        if at_of(&columns, Field::Time).is_none()
            && let Some(at) = at_of(&columns, Field::Date)
        {
            columns[at].0 = Field::Time;
        }
        // A column `id` names conversations where its values recur, and messages where they do not.
        if at_of(&columns, Field::Id).is_none()
            && let Some(at) = self.rows[0].iter().position(|name| table_columns::plain(name) == "id")
            && self.recurs(at, 1)
        {
            columns.push((Field::Id, at));
        }
        columns
    }

    /// What the user says comes before what the names say; `None` where the columns are not those of this table.
    fn mapped(&self, map: &ColumnMap) -> Option<(Vec<(Field, usize)>, bool)> {
        let header = &self.rows[0];
        let mut columns = Vec::new();
        let mut named = header.iter().any(|name| table_columns::is_name(name));
        for (field, column) in &map.0 {
            let at = match column {
                Column::Number(at) => Some(*at).filter(|at| *at < self.width),
                Column::Name(name) => {
                    named = true;
                    let wanted = table_columns::plain(name);
                    header.iter().position(|name| table_columns::plain(name) == wanted)
                }
            };
            columns.push((*field, at?));
        }
        if named {
            for (field, at) in self.named() {
                if columns.iter().all(|(known, taken)| *known != field && *taken != at) {
                    columns.push((field, at));
                }
            }
        }
        suffices(&columns).then_some((columns, named))
    }

    fn by_content(&self) -> Option<Vec<(Field, usize)>> {
        let all = |at: usize, test: &dyn Fn(&str) -> bool| self.rows.iter().filter_map(|row| row.get(at)).all(|cell| test(cell));
        let who = (0..self.width).find(|at| all(*at, &|cell| party::known(cell).is_some()))?;
        let mut columns = vec![(Field::Who, who)];
        if let Some(time) = (0..self.width).find(|at| *at != who && all(*at, &|cell| dates::moment(cell, false).is_some())) {
            columns.push((Field::Time, time));
        }
        let free = |columns: &[(Field, usize)], at: usize| columns.iter().all(|(_, taken)| *taken != at);
        let text = (0..self.width).filter(|at| free(&columns, *at)).max_by_key(|at| self.length(*at))?;
        columns.push((Field::Text, text));
        if let Some(id) = (0..self.width).find(|at| free(&columns, *at) && self.recurs(*at, 0)) {
            columns.push((Field::Id, id));
        }
        Some(columns)
    }

    fn length(&self, at: usize) -> usize {
        self.cells(at).map(str::len).sum()
    }

    /// Whether a cell of a column comes again, in the rows from `first` on.
    fn recurs(&self, at: usize, first: usize) -> bool {
        let mut cells: Vec<&str> = self.rows.iter().skip(first).filter_map(|row| row.get(at)).map(|cell| cell.trim()).collect();
        let all = cells.len();
        cells.sort_unstable();
        cells.dedup();
        cells.len() < all
    }

    /// What was understood: names of columns and the guess, never what the cells hold.
    fn unclear(&self, mapped: bool) -> Fault {
        let header = &self.rows[0];
        let separator = match self.delimiter {
            b'\t' => "tabs",
            b',' => "commas",
            b';' => "semicolons",
            _ => "bars",
        };
        // Without one known name, the first row may be what somebody said.
        let names = if header.iter().any(|name| table_columns::is_name(name)) {
            let mut names: Vec<String> = header.iter().take(SHOWN).enumerate().map(|(at, name)| shown(at, name)).collect();
            if header.len() > SHOWN {
                names.push("…".to_owned());
            }
            format!(": {}", names.join(", "))
        } else {
            ", none of which has a name that is known".to_owned()
        };
        let columns = self.named();
        let taken: Vec<String> = columns.iter().map(|(field, at)| format!("{} = {}", table_columns::word(*field), shown(*at, &header[*at]))).collect();
        let taken = if taken.is_empty() { String::new() } else { format!("; understood as {}", taken.join(", ")) };
        let text = columns.iter().any(|(field, _)| *field == Field::Text);
        let lacking = match (mapped, text) {
            (true, _) => "; --map does not fit it",
            (false, true) => "; no column says who speaks",
            (false, false) => "; no column is known to hold what was said",
        };
        Fault::new("unknown_columns", format!("this is a table of {} columns separated by {separator}{names}{taken}{lacking}", self.width), HELP)
    }
}

/// A column's name, or its number where it does not look like a name.
fn shown(at: usize, name: &str) -> String {
    let name = name.trim();
    let long = name.chars().count() > SHOWN_LENGTH || name.split_whitespace().count() > 4;
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    if name.is_empty() || long || digits > 3 || name.contains(['?', '!', '？', '！', '。', '，', '@', '\n']) { format!("column {}", at + 1) } else { format!("`{name}`") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Shape {
        match guess(text, true, None) {
            Guess::Table(shape) => *shape,
            other => panic!("{other:?}"),
        }
    }

    fn unclear(text: &str, map: Option<&str>) -> String {
        let map = map.map(|map| map.parse().expect("a map"));
        match guess(text, true, map.as_ref()) {
            Guess::Unclear(fault) => fault.at("", None).message,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn names_in_both_languages_are_sniffed() {
        let english = shape("Ticket;Author;Message;Created At\n7;agent;Hello;2026-03-02 09:00\n");
        assert_eq!((english.delimiter, english.columns), (b';', vec![(Field::Id, 0), (Field::Who, 1), (Field::Text, 2), (Field::Time, 3)]));
        let chinese = shape("会话ID\t角色\t消息内容\t发送时间\n7\t客服\t您好\t2026-03-02 09:00\n");
        assert_eq!((chinese.delimiter, chinese.columns), (b'\t', vec![(Field::Id, 0), (Field::Who, 1), (Field::Text, 2), (Field::Time, 3)]));
        let spreadsheet = shape("sep=|\nid|name|text\n1|Dana|a\n1|Lee|b\n");
        assert_eq!((spreadsheet.preamble, spreadsheet.columns), (1, vec![(Field::Who, 1), (Field::Text, 2), (Field::Id, 0)]));
        assert!(shape("start_ms,who,text\n1200,agent,a\n").millis);
    }

    #[test]
    fn a_map_that_does_not_fit_is_told_even_where_names_would_do() {
        let usual = "Ticket;Author;Message\n7;agent;Hello\n7;customer;Hi\n";
        assert!(unclear(usual, Some("text=9,who=2")).contains("--map does not fit"));
        assert!(unclear(usual, Some("text=Message,who=nobody")).contains("--map does not fit"));
        assert!(unclear("Verfasser,Nachricht\nDana,hello\nLee,still broken\n", Some("text=Nachricht,who=Autor")).contains("2 columns separated by commas"));
    }

    #[test]
    fn a_short_table_with_a_name_that_is_known_is_a_table() {
        assert!(unclear("when,message\n1,hello\n2,hi\n", None).contains("no column says who speaks"));
    }

    #[test]
    fn without_names_the_cells_decide() {
        let found = shape("c1\t09:00\tagent\tHow may I help?\nc1\t09:01\tcustomer\tIt broke\nc2\t09:02\tagent\tHello\n");
        assert_eq!(found.columns, [(Field::Who, 2), (Field::Time, 1), (Field::Text, 3), (Field::Id, 0)]);
        assert_eq!(found.header, None);
    }

    #[test]
    fn prose_and_transcripts_are_no_tables() {
        for text in
            ["Agent: Hello, Dana\nCustomer: Hi, my card\nAgent: Sure, wait\n", "A letter, in short.\nIt has commas, some of them, and no rows.\n", "no delimiter at all\n", ""]
        {
            assert!(matches!(guess(text, true, None), Guess::NoTable), "{text}");
        }
    }

    #[test]
    fn the_preview_never_shows_what_was_said() {
        let message = unclear("Ticket;Verfasser;Nachricht\n7;Dana;my secret words\n7;Lee;more of them\n", None);
        assert!(message.contains("`Verfasser`") && message.contains("id = `Ticket`") && message.contains("semicolons") && !message.contains("secret"), "{message}");
        let message = unclear("Dana\tmy secret words\nLee\tmore of them\n", None);
        assert!(!message.contains("secret") && !message.contains("Dana") && message.contains("2 columns"), "{message}");
        assert!(unclear("Ticket;Verfasser;Nachricht\n7;Dana;a\n", Some("text=Text,who=Verfasser")).contains("--map"));
    }

    #[test]
    fn a_map_wins_over_names() {
        let map: ColumnMap = "text=Nachricht,who=2".parse().expect("a map");
        let Guess::Table(found) = guess("Ticket;Verfasser;Nachricht\n7;Dana;a\n", true, Some(&map)) else { panic!("a table") };
        assert_eq!(found.columns, [(Field::Text, 2), (Field::Who, 1), (Field::Id, 0)]);
    }
}
