-- One index for a behaviour's marks, by the cue that found them too: an index by cue alone cost each mark a place more.
DROP INDEX marks_by_cue;
DROP INDEX marks_by_behaviour;
CREATE INDEX marks_by_behaviour ON marks (program_id, behaviour, kind, cue, started_ms);
-- Lists by score over all programs follow it.
CREATE INDEX conversations_all_by_score ON conversations (score, id);
