//! What really differs between SQLite and PostgreSQL, by name. Anything else is one text for both.

use crate::db::Dialect;

/// How conversations that hold words are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Few hold them: all are looked up, to be sorted.
    LookUp,
    /// Many do: the list is walked in its order, and each conversation asked.
    Walk,
    /// Many do, and whichever come first will do.
    Any,
}

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

    /// The condition that a conversation holds every phrase of a query (`?`), where `c` is the conversation.
    pub(crate) fn holds_words(self, way: Way) -> &'static str {
        match (self, way) {
            (Dialect::Sqlite, Way::LookUp) => "c.id IN (SELECT s.conversation_id FROM search_words w CROSS JOIN search s ON s.number = w.rowid WHERE search_words MATCH ?)",
            // No EXISTS: SQLite would make a join of it, and build the set of numbers again for each conversation.
            (Dialect::Sqlite, Way::Walk | Way::Any) => {
                "(SELECT s.number FROM search s WHERE s.conversation_id = c.id) IN (SELECT rowid FROM search_words WHERE search_words MATCH ?)"
            }
            // OFFSET keeps PostgreSQL, which knows nothing of how often words follow each other, from walking the list after all.
            (Dialect::Postgres, Way::LookUp) => "c.id IN (SELECT conversation_id FROM search WHERE words @@ to_tsquery('simple', ?) OFFSET 0)",
            (Dialect::Postgres, Way::Walk) => "(SELECT s.words @@ to_tsquery('simple', ?) FROM search s WHERE s.conversation_id = c.id)",
            (Dialect::Postgres, Way::Any) => "c.id IN (SELECT conversation_id FROM search WHERE words @@ to_tsquery('simple', ?))",
        }
    }

    /// How many conversations hold every word of [`Dialect::each_word`] (`$1`), counted up to `$2`.
    pub(crate) fn holders(self) -> &'static str {
        match self {
            Dialect::Sqlite => "SELECT COUNT(*) FROM (SELECT rowid FROM search_words WHERE search_words MATCH $1 LIMIT $2)",
            Dialect::Postgres => "SELECT COUNT(*) FROM (SELECT 1 FROM search WHERE words @@ to_tsquery('simple', $1) LIMIT $2) AS held",
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
            Dialect::Postgres => joined(phrases, " <-> "),
        }
    }

    /// The query text by which holders are counted. PostgreSQL's index does not know where words stand: it counts all that hold them, wherever, and so looks at no text.
    pub(crate) fn each_word(self, phrases: &[Vec<String>]) -> String {
        match self {
            Dialect::Sqlite => self.all_phrases(phrases),
            Dialect::Postgres => joined(phrases, " & "),
        }
    }
}

/// Phrases as PostgreSQL's `tsquery`.
fn joined(phrases: &[Vec<String>], between: &str) -> String {
    phrases.iter().map(|words| words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(between)).collect::<Vec<_>>().join(" & ")
}
