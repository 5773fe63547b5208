-- A program's own rules, over the built-in ones: the hash of their text, in packs (kind own).
ALTER TABLE programs ADD COLUMN rules_hash TEXT;
