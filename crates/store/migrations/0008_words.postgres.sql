-- The words of a conversation stay in its row, as they are, where a page of the table holds them: looking for phrases unpacked those of every candidate.
ALTER TABLE search SET (toast_tuple_target = 8160);
