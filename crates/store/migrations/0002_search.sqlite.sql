-- Full text: words separated by blanks, Chinese segmented before it comes here. The words stand in a table of their own with a number that stays,
-- so that a conversation's words are found and taken away by its id; the index follows the table by itself.
CREATE TABLE search (
    number INTEGER PRIMARY KEY,
    conversation_id TEXT NOT NULL UNIQUE REFERENCES conversations (id) ON DELETE CASCADE,
    program_id TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE VIRTUAL TABLE search_words USING fts5 (body, content = 'search', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER search_added AFTER INSERT ON search BEGIN
    INSERT INTO search_words (rowid, body) VALUES (new.number, new.body);
END;
CREATE TRIGGER search_deleted AFTER DELETE ON search BEGIN
    INSERT INTO search_words (search_words, rowid, body) VALUES ('delete', old.number, old.body);
END;
