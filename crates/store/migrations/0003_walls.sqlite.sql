-- SQLite has no row-level security: one process owns the file, and the scope of every call is the wall.
SELECT 1;
