-- Full text: words separated by blanks, Chinese segmented before it comes here.
CREATE TABLE search (
    conversation_id TEXT PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    program_id TEXT NOT NULL,
    words TSVECTOR NOT NULL
);
CREATE INDEX search_words ON search USING gin (words);
