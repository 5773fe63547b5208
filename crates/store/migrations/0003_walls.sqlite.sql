-- SQLite has no row-level security: one process owns the file, and the scope of every call is the wall.

-- The audit log grows and never changes; its chain tells where somebody with the file in their hands changed it all the same.
CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log cannot be changed'); END;
CREATE TRIGGER audit_never_shrinks BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log cannot be changed'); END;
