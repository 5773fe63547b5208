-- The daily look for sources whose time is over asks only those that are still kept: without this it reads every row.
CREATE INDEX conversations_by_source ON conversations (program_id, started_ms, id) WHERE raw IS NOT NULL;
