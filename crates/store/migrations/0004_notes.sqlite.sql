-- What people write beside a conversation, or beside some of its words.
CREATE TABLE notes (
    id TEXT PRIMARY KEY,
    program_id TEXT NOT NULL REFERENCES programs (id),
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    author TEXT NOT NULL,                     -- a user
    turn BIGINT,                              -- from 0; none for the conversation
    span_start BIGINT,                        -- code points in the turn; none for all of it
    span_end BIGINT,
    body TEXT NOT NULL,                       -- redacted
    created_ms BIGINT NOT NULL,
    changed_ms BIGINT
);
CREATE INDEX notes_by_conversation ON notes (conversation_id, created_ms);
