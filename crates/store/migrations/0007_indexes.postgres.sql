-- One index for a behaviour's marks, by the cue that found them too: an index by cue alone cost each mark a place more.
DROP INDEX marks_by_cue;
DROP INDEX marks_by_behaviour;
CREATE INDEX marks_by_behaviour ON marks (program_id, behaviour, kind, cue, started_ms);
-- Lists by score over all programs follow it.
CREATE INDEX conversations_all_by_score ON conversations (score, id);
-- Each of a conversation's dozens of rows was looked up on its own to see that the conversation is there. Whoever writes them holds the conversation, and
-- whoever deletes it deletes them.
ALTER TABLE marks DROP CONSTRAINT marks_conversation_id_fkey;
ALTER TABLE skills DROP CONSTRAINT skills_conversation_id_fkey;
ALTER TABLE episodes DROP CONSTRAINT episodes_conversation_id_fkey;
ALTER TABLE search DROP CONSTRAINT search_conversation_id_fkey;
