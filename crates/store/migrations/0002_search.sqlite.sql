-- Full text: words separated by blanks, Chinese segmented before it comes here.
CREATE VIRTUAL TABLE search USING fts5 (conversation_id UNINDEXED, program_id UNINDEXED, body, tokenize = "unicode61 remove_diacritics 2");
