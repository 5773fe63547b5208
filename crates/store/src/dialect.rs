//! What really differs between SQLite and PostgreSQL, by name. Anything else is one text for both.

use crate::db::Dialect;

impl Dialect {
    /// Writes the next placeholder of many. To SQLite `$1` is a name, which it looks for among all others: a thousand of them take longer to bind than to insert.
    pub(crate) fn place(self, number: usize, sql: &mut String) {
        match self {
            Dialect::Sqlite => sql.push('?'),
            Dialect::Postgres => sql.push_str(&format!("${number}")),
        }
    }

    /// Ends a subquery that takes rows for itself: others pass by rows that somebody is taking. SQLite has one writer.
    pub(crate) fn skip_locked(self) -> &'static str {
        match self {
            Dialect::Sqlite => "",
            Dialect::Postgres => " FOR UPDATE SKIP LOCKED",
        }
    }

    /// Ends a query for a row that this transaction is about to change: others wait. SQLite has one writer.
    pub(crate) fn locked(self) -> &'static str {
        match self {
            Dialect::Sqlite => "",
            Dialect::Postgres => " FOR UPDATE",
        }
    }

    /// Ends a query for rows that others may read but not take away until the end of the transaction. SQLite has one writer.
    pub(crate) fn shared(self) -> &'static str {
        match self {
            Dialect::Sqlite => "",
            Dialect::Postgres => " FOR KEY SHARE",
        }
    }

    /// Holds a name (`$1`) until the end of the transaction: another that wants it waits. SQLite has one writer.
    pub(crate) fn hold(self) -> Option<&'static str> {
        match self {
            Dialect::Sqlite => None,
            Dialect::Postgres => Some("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"),
        }
    }

    /// A column whose condition is checked but not searched by: SQLite, which keeps no statistics, would rather sort everything than follow an index in order.
    pub(crate) fn checked(self, column: &str) -> String {
        match self {
            Dialect::Sqlite => format!("+{column}"),
            Dialect::Postgres => column.to_owned(),
        }
    }

    /// Puts the segmented words of conversations into full-text search: the text before and behind the values conversation, program, words.
    pub(crate) fn insert_words(self) -> (&'static str, &'static str) {
        match self {
            Dialect::Sqlite => ("INSERT INTO search (conversation_id, program_id, body)", ""),
            Dialect::Postgres => (
                "INSERT INTO search (conversation_id, program_id, words) SELECT w.conversation, w.program, to_tsvector('simple', w.words) FROM (",
                ") AS w (conversation, program, words)",
            ),
        }
    }

    /// The condition that a conversation holds every word of a query (`?`), where `c` is the conversation. `often`: so many conversations do that it is
    /// sooner found by asking for each of the list's in its order than by looking up and sorting them all; PostgreSQL knows that by itself.
    pub(crate) fn holds_words(self, often: bool) -> &'static str {
        match (self, often) {
            (Dialect::Sqlite, false) => "c.id IN (SELECT s.conversation_id FROM search_words w CROSS JOIN search s ON s.number = w.rowid WHERE search_words MATCH ?)",
            // No EXISTS: SQLite would make a join of it, and build the set of numbers again for each conversation.
            (Dialect::Sqlite, true) => "(SELECT s.number FROM search s WHERE s.conversation_id = c.id) IN (SELECT rowid FROM search_words WHERE search_words MATCH ?)",
            (Dialect::Postgres, _) => "c.id IN (SELECT conversation_id FROM search WHERE words @@ to_tsquery('simple', ?))",
        }
    }

    /// How many conversations hold every word of a query (`$1`), counted up to `$2`; where the database does not know by itself which way is shorter.
    pub(crate) fn holders(self) -> Option<&'static str> {
        match self {
            Dialect::Sqlite => Some("SELECT COUNT(*) FROM (SELECT rowid FROM search_words WHERE search_words MATCH $1 LIMIT $2)"),
            Dialect::Postgres => None,
        }
    }

    /// How much the database takes, in bytes.
    pub(crate) fn size(self) -> &'static str {
        match self {
            Dialect::Sqlite => "SELECT CAST(page_count * page_size AS BIGINT) FROM pragma_page_count(), pragma_page_size()",
            Dialect::Postgres => "SELECT pg_database_size(current_database())",
        }
    }

    /// The database's clock, in milliseconds since 1970.
    pub(crate) fn clock(self) -> &'static str {
        match self {
            Dialect::Sqlite => "SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS BIGINT)",
            Dialect::Postgres => "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
        }
    }

    /// The query text that asks for every phrase; a phrase is words that follow each other. The words hold letters and digits alone.
    pub(crate) fn all_phrases(self, phrases: &[Vec<String>]) -> String {
        match self {
            Dialect::Sqlite => phrases.iter().map(|words| format!("\"{}\"", words.join(" "))).collect::<Vec<_>>().join(" "),
            Dialect::Postgres => phrases.iter().map(|words| words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" <-> ")).collect::<Vec<_>>().join(" & "),
        }
    }
}
